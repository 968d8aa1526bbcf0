#!/usr/bin/python3
"""A software TPM is extended and quoted with tpm2-tools; our code judges the quote: swtpm_quote_test.py VERIFY_QUOTE_FILES

Exit 77 (skipped, with the reason) where swtpm or tpm2-tools are not installed.
"""
import hashlib
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "trust"))
sys.dont_write_bytecode = True
import soft_devices  # noqa: E402

PROGRAM = sys.argv[1]
NONCE = "00112233445566778899aabbccddeeff"
REGISTERS = ("sha256:0", "sha256:16", "sha256:23")


class Quote(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.dir = pathlib.Path(folder.name)
        self.tpm = soft_devices.Tpm(self.dir)
        self.tpm.__enter__()
        self.addCleanup(self.tpm.__exit__)

    def path(self, name):
        return str(self.dir / name)

    def make_ak(self, algorithm, scheme):
        self.tpm.tool("tpm2_createek", "-Q", "-c", self.path("ek.ctx"), "-G", "ecc", "-u", self.path("ek.pub"))
        self.tpm.tool("tpm2_createak", "-Q", "-C", self.path("ek.ctx"), "-c", self.path("ak.ctx"), "-G", algorithm, "-g", "sha256", "-s", scheme, "-u", self.path("ak.pub"), "-f", "tss")

    def quote(self, key="ak.ctx", nonce=NONCE, scheme="ecdsa"):
        self.tpm.tool("tpm2_quote", "-Q", "-c", self.path(key), "-l", "sha256:0,16,23", "-q", nonce, "-m", self.path("attest"), "-s", self.path("sig"), "-o", self.path("pcrs"),
                      "--pcrs_format", "serialized", "-g", "sha256", "--scheme", scheme)

    def judge(self, code, *registers, nonce=NONCE, public="ak.pub"):
        done = subprocess.run([PROGRAM, self.path("attest"), self.path("sig"), self.path("pcrs"), self.path(public), nonce, *(registers or REGISTERS)], capture_output=True, text=True)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout

    def check_algorithm(self, algorithm, scheme):
        value = bytes(32)
        for word in (b"first", b"second"):
            digest = hashlib.sha256(word).digest()
            self.tpm.tool("tpm2_pcrextend", f"23:sha256={digest.hex()}")
            value = hashlib.sha256(value + digest).digest()
        self.make_ak(algorithm, scheme)
        self.quote(scheme=scheme)
        said = self.judge(0)
        self.assertIn(f"sha256:23 {value.hex()}", said)
        self.assertIn(f"sha256:16 {bytes(32).hex()}", said)
        for check in ("format", "magic", "type", "key", "algorithm", "signature", "nonce", "selection", "pcr-digest"):
            self.assertIn(f"{check}: passed", said)

    def test_ecdsa(self):
        self.check_algorithm("ecc", "ecdsa")

    def test_rsassa(self):
        self.check_algorithm("rsa", "rsassa")

    def test_rsapss(self):
        self.check_algorithm("rsa", "rsapss")

    def test_refusals(self):
        self.make_ak("ecc", "ecdsa")
        self.quote()
        self.judge(0)
        self.assertIn("nonce: failed", self.judge(1, nonce="ff" * 16))
        self.assertIn("selection: failed", self.judge(1, "sha256:7"))
        # Registers move on: the values of now are not those of the quote.
        before = {name: (self.dir / name).read_bytes() for name in ("attest", "sig", "pcrs")}
        self.tpm.tool("tpm2_pcrextend", "23:sha256=" + "11" * 32)
        self.quote()
        self.judge(0)
        for name in ("attest", "sig"):
            (self.dir / name).write_bytes(before[name])
        said = self.judge(1)
        self.assertIn("pcr-digest: failed", said)
        self.assertNotIn("sha256:23 ", said)
        # Every octet of what was signed matters.
        (self.dir / "pcrs").write_bytes(before["pcrs"])
        for at in range(len(before["attest"])):
            (self.dir / "attest").write_bytes(before["attest"][:at] + bytes([before["attest"][at] ^ 1]) + before["attest"][at + 1:])
            self.assertNotEqual(subprocess.run([PROGRAM, self.path("attest"), self.path("sig"), self.path("pcrs"), self.path("ak.pub"), NONCE, *REGISTERS], capture_output=True).returncode, 0)

    def test_key_that_anybody_could_use(self):
        # Not restricted: it would also sign what only looks like a quote.
        self.tpm.tool("tpm2_createprimary", "-Q", "-C", "o", "-G", "ecc256:ecdsa-sha256", "-a", "fixedtpm|fixedparent|sensitivedataorigin|userwithauth|sign", "-c", self.path("free.ctx"))
        self.tpm.tool("tpm2_readpublic", "-Q", "-c", self.path("free.ctx"), "-f", "tss", "-o", self.path("free.pub"))
        self.quote(key="free.ctx")
        self.assertIn("key: failed", self.judge(1, public="free.pub"))


if __name__ == "__main__":
    soft_devices.skip_without(("swtpm", "tpm2_quote", "tpm2_createak", "tpm2_pcrextend"))
    unittest.main(argv=sys.argv[:1], verbosity=1)
