"""A TPM (swtpm) and a PKCS#11 token (softhsm2) for tests: each with state of its own in a temporary folder, gone at the end."""
import os
import pathlib
import shutil
import subprocess
import sys
import time

TPM_PROGRAMS = ("swtpm", "tpm2_createprimary", "tpm2_evictcontrol", "tpm2_quote")
HSM_PROGRAMS = ("softhsm2-util", "pkcs11-tool")
PROVIDER = "ossl-modules/tpm2.so"
SOFTHSM = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so", "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so")


def skip_without(programs):
    """Ends the test as skipped (77), with the reason, where a program is not installed."""
    missing = [p for p in programs if shutil.which(p) is None]
    if missing:
        print(f"skipped: not installed: {', '.join(missing)}")
        sys.exit(77)


def run(*words, env=None, data=None):
    done = subprocess.run(words, capture_output=True, env={**os.environ, **(env or {})}, input=data, timeout=120)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, words))}\n{done.stdout.decode(errors='replace')}{done.stderr.decode(errors='replace')}")
    return done.stdout


class Tpm:
    """with Tpm(folder) as tpm: tpm.tool("tpm2_getrandom", "8"); tpm.env is for others who want the TPM."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.socket = self.folder / "tpm.sock"
        tcti = f"swtpm:path={self.socket}"
        self.env = {"TPM2TOOLS_TCTI": tcti, "TPM2OPENSSL_TCTI": tcti}

    def __enter__(self):
        state = self.folder / "tpm-state"
        state.mkdir()
        self.process = subprocess.Popen(
            ["swtpm", "socket", "--tpm2", "--tpmstate", f"dir={state}", "--server", f"type=unixio,path={self.socket}", "--ctrl",
             f"type=unixio,path={self.socket}.ctrl", "--flags", "not-need-init,startup-clear"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            if self.socket.exists() and self.process.poll() is None:
                return self
            time.sleep(0.05)
        self.__exit__()
        raise RuntimeError("swtpm does not start")

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def tool(self, *words):
        out = run(*[str(word) for word in words], env=self.env)
        run("tpm2_flushcontext", "-t", env=self.env)  # a TPM has room for three objects
        return out

    def persist(self, handle, algorithm, attributes, pin=None):
        """A new primary key of the owner under a persistent handle; each call makes another one."""
        context, unique = self.folder / "key.ctx", self.folder / "unique"
        # Two keys of one template are one key; what the template's `unique` begins with tells them apart.
        if algorithm.startswith("rsa"):
            unique.write_bytes(b"\x00\x01" + os.urandom(256))
        else:
            unique.write_bytes(b"\x20\x00" + os.urandom(32) + b"\x20\x00" + os.urandom(32))
        self.tool("tpm2_createprimary", "-Q", "-C", "o", "-g", "sha256", "-G", algorithm, "-a", attributes, "-u", unique, "-c", context, *(["-p", pin] if pin else []))
        self.tool("tpm2_evictcontrol", "-Q", "-C", "o", "-c", context, handle)


class Token:
    """One softhsm2 token. `env` makes it the only one that there is."""

    def __init__(self, folder, label, pin):
        self.folder, self.label, self.pin = pathlib.Path(folder), label, pin
        self.module = next((m for m in SOFTHSM if os.path.exists(m)), None)
        if self.module is None:
            print("skipped: libsofthsm2.so is not installed")
            sys.exit(77)
        tokens = self.folder / "tokens"
        tokens.mkdir()
        conf = self.folder / "softhsm2.conf"
        conf.write_text(f"directories.tokendir = {tokens}\nobjectstore.backend = file\nlog.level = ERROR\n")
        self.env = {"SOFTHSM2_CONF": str(conf)}
        self.init(label)

    def init(self, label):
        run("softhsm2-util", "--init-token", "--free", "--label", label, "--pin", self.pin, "--so-pin", "99999999", env=self.env)

    def tool(self, *words):
        return run("pkcs11-tool", "--module", self.module, "--token-label", self.label, "--login", "--pin", self.pin, *words, env=self.env)
