#!/usr/bin/python3
"""A software TPM from boot to token: extended, quoted, collected, judged, attested with a key of the TPM: swtpm_import_test.py MPS

Exit 77 (skipped, with the reason) where swtpm or tpm2-tools are not installed.
"""
import base64
import hashlib
import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import unittest

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "trust"))
sys.dont_write_bytecode = True
import made_pki  # noqa: E402
import soft_devices  # noqa: E402

MPS = sys.argv[1]
NONCE = "00112233445566778899aabbccddeeff"
UEID = "0100112233445566778899"
SIGN = "fixedtpm|fixedparent|sensitivedataorigin|userwithauth|sign"
EV_SEPARATOR, EV_SCRTM, EV_VARIABLE, EV_APPLICATION, EV_IPL = 0x4, 0x8, 0x80000001, 0x80000003, 0xD
GLOBAL = bytes.fromhex("61dfe48bca93d211aa0d00e098032b8c")
DATABASE = bytes.fromhex("cbb219d73a3d9645a3bcdad00e67656f")
X509 = bytes.fromhex("a159c0a5e494a74a87b5ab155c2bf072")


def octets_of(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def sha256(octets):
    return hashlib.sha256(octets).digest()


def variable(vendor, name, value):
    return vendor + struct.pack("<QQ", len(name), len(value)) + name.encode("utf-16-le") + value


def signature_list(data):
    return X509 + struct.pack("<III", 28 + 16 + len(data), 0, 16 + len(data)) + bytes(16) + data


def whole(pcr, kind, data):
    return pcr, kind, sha256(data), data


def boot_events():
    return [
        whole(0, EV_SCRTM, "R7 3.2.1\0".encode("utf-16-le")),
        whole(7, EV_VARIABLE, variable(GLOBAL, "SecureBoot", b"\1")),
        whole(7, EV_VARIABLE, variable(GLOBAL, "PK", signature_list(b"platform"))),
        whole(7, EV_VARIABLE, variable(GLOBAL, "KEK", signature_list(b"exchange"))),
        whole(7, EV_VARIABLE, variable(DATABASE, "db", signature_list(b"vendor"))),
        whole(7, EV_VARIABLE, variable(DATABASE, "dbx", b"")),
        whole(4, EV_SEPARATOR, bytes(4)),
        (4, EV_APPLICATION, sha256(b"the loader"), b"\\EFI\\BOOT\\BOOTX64.EFI"),
        (9, EV_IPL, sha256(b"the kernel"), b"/vmlinuz\0"),
    ]


def event_log(events):
    spec = b"Spec ID Event03\0" + struct.pack("<IBBBBIHHB", 0, 0, 2, 0, 2, 1, 0x000B, 32, 0)
    out = struct.pack("<II", 0, 3) + bytes(20) + struct.pack("<I", len(spec)) + spec
    for pcr, kind, digest, data in events:
        out += struct.pack("<IIIH", pcr, kind, 1, 0x000B) + digest + struct.pack("<I", len(data)) + data
    return out


def ima_line(path, content):
    """The line, and what the kernel extends into the bank of SHA-256."""
    name, field = path.encode() + b"\0", b"sha256:\0" + sha256(content)
    data = struct.pack("<I", len(field)) + field + struct.pack("<I", len(name)) + name
    return f"10 {hashlib.sha1(data).hexdigest()} ima-ng sha256:{sha256(content).hex()} {path}\n", sha256(data)


DEFINITION = """mps "Boot" version 1.0.0 language 1
import tpm version 1.0
import eventlog version 1.0
import ima version 1.1
import linux version 1.0
environment chip : tpm.quote { layer hardware }
environment boot : eventlog.log { layer firmware parent chip }
environment run  : ima.list { layer os parent boot }
environment host : linux.host { layer os parent boot }
level L1 "Essential"
set loaders of digest = { sha256'LOADER' }
rule "1" genuine { level L1 use tpm.genuine(chip) }
rule "2" quoted  { level L1 use eventlog.quoted(boot, chip, { 0, 4, 7 }) }
rule "3" secure  { level L1 use eventlog.secure_boot_on(boot) }
rule "4" loaders { level L1 use eventlog.loaders_known(boot, loaders) }
rule "5" list    { level L1 use ima.quoted(run)  use ima.intact(run) }
rule "6" ran     { title "Ensure only known files ran" level L1 require all e in run.entries : e.path in { "boot_aggregate", "/usr/bin/true" } }
rule "7" crtm    { title "Ensure the firmware is known" level L1 require boot.crtm == "R7 3.2.1" }
rule "8" host    { title "Ensure this is Debian" level L1 require host.os.id == "debian" }
rule "9" kernel  { title "Ensure the kernel is known" level L1 require all e in boot.events[9] : e.digest == sha256'KERNEL' }
""".replace("LOADER", sha256(b"the loader").hex()).replace("KERNEL", sha256(b"the kernel").hex())


class Boot(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.dir = pathlib.Path(cls.folder.name)
        cls.tpm = soft_devices.Tpm(cls.dir)
        cls.tpm.__enter__()
        cls.tpm.tool("tpm2_createek", "-Q", "-c", cls.path("ek.ctx"), "-G", "ecc", "-u", cls.path("ek.pub"))
        cls.make_ak("ak")
        cls.make_ak("other")
        for pcr, _, digest, _ in boot_events():
            cls.tpm.tool("tpm2_pcrextend", f"{pcr}:sha256={digest.hex()}")
        cls.lines = [ima_line("boot_aggregate", b"b"), ima_line("/usr/bin/true", b"t")]
        for _, measured in cls.lines:
            cls.tpm.tool("tpm2_pcrextend", f"10:sha256={measured.hex()}")
        cls.quote("quote", "sha256:0,4,7,10")
        cls.write("log", event_log(boot_events()))
        cls.write("list", "".join(line for line, _ in cls.lines).encode())
        cls.write("boot.mps", DEFINITION.encode())
        (cls.dir / "root/etc").mkdir(parents=True)
        cls.write("root/etc/os-release", b'ID=debian\nVERSION_ID="12"\n')

    @classmethod
    def tearDownClass(cls):
        cls.tpm.__exit__()
        cls.folder.cleanup()

    @classmethod
    def path(cls, name):
        return str(cls.dir / name)

    @classmethod
    def write(cls, name, octets):
        (cls.dir / name).write_bytes(octets)
        return cls.path(name)

    @classmethod
    def make_ak(cls, name):
        cls.tpm.tool("tpm2_createak", "-Q", "-C", cls.path("ek.ctx"), "-c", cls.path(f"{name}.ctx"), "-G", "ecc", "-g", "sha256", "-s", "ecdsa", "-u", cls.path(f"{name}.pub"), "-f", "tss")
        cls.tpm.tool("tpm2_readpublic", "-Q", "-c", cls.path(f"{name}.ctx"), "-f", "pem", "-o", cls.path(f"{name}.pem"))

    @classmethod
    def quote(cls, name, registers, nonce=NONCE):
        cls.tpm.tool("tpm2_quote", "-Q", "-c", cls.path("ak.ctx"), "-l", registers, "-q", nonce, "-m", cls.path(f"{name}.msg"), "-s", cls.path(f"{name}.sig"), "-o", cls.path(f"{name}.pcrs"),
                     "--pcrs_format", "serialized", "-g", "sha256", "--scheme", "ecdsa")

    def mps(self, code, *words):
        done = subprocess.run([MPS, *words], capture_output=True, text=True, env={**os.environ, **self.tpm.env}, timeout=120)
        self.assertEqual(done.returncode, code, f"{words}\n{done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def files(self, quote="quote", ak="ak", log="log", list_="list"):
        out = ["--quote", self.path(f"{quote}.msg"), "--signature", self.path(f"{quote}.sig"), "--pcrs", self.path(f"{quote}.pcrs"), "--eventlog", self.path(log), "--ima", self.path(list_)]
        return out + (["--ak", self.path(f"{ak}.pem"), "--ak-public", self.path(f"{ak}.pub")] if ak else [])

    def collect(self, code, *words, nonce=NONCE, **files):
        return self.mps(code, "collect", "--for", self.path("boot.mps"), "--root", self.path("root"), "--nonce", nonce, *self.files(**files), *words, "-o", self.path("all.cbor"))

    def verdicts(self, evidence="all.cbor"):
        done = subprocess.run([MPS, "eval", self.path("boot.mps"), "--level", "L1", "--evidence", self.path(evidence), "--format", "json"], capture_output=True, text=True, timeout=120)
        self.assertTrue(done.stdout, done.stderr)
        return {rule["id"]: rule["verdict"] for rule in json.loads(done.stdout)["rules"]}

    def attest(self, code, *words, nonce=NONCE):
        return self.mps(code, "attest", self.path("boot.mps"), "--level", "L1", "--evidence", self.path("all.cbor"), "--key", self.path("key.pem"), "--nonce", nonce, "--ueid", UEID,
                        "--token", "jwt", *words, "-o", self.path("token"))

    def test_from_boot_to_token(self):
        self.collect(0)
        # Register 9 was not quoted: what the loader measured into it is unknown, and everything else is proven.
        self.assertEqual(self.verdicts(), {**{str(i): "pass" for i in range(1, 9)}, "9": "unknown"})
        self.tpm.persist("0x81000001", "ecc256:ecdsa-sha256", SIGN)
        self.mps(0, "attest", self.path("boot.mps"), "--level", "L1", "--evidence", self.path("all.cbor"), "--key", "handle:0x81000001", "--nonce", NONCE, "--ueid", UEID, "--token", "jwt",
                 "--ak", self.path("ak.pem"), "-o", self.path("token"))
        self.mps(0, "token", "key", "handle:0x81000001", "-o", self.path("device.pem"))
        self.mps(4, "verify", self.path("token"), "--key", self.path("device.pem"), "--nonce", NONCE, "--evidence", self.path("all.cbor"))
        payload = (self.dir / "token").read_text().split(".")[1]
        claims = json.loads(octets_of(payload))
        shown = self.tpm.tool("tpm2_pcrread", "sha256:0,4,7,10").decode()
        registers = {line.split(":")[0].strip(): line.split("0x")[1].strip().lower() for line in shown.splitlines() if "0x" in line}
        self.assertEqual(len(registers), 4)
        self.assertEqual({i: octets_of(v).hex() for i, v in claims["pcr"]["SHA-256"].items()}, registers)
        self.assertEqual(claims["fma"], "application/vnd.mps.tpm2-quote+cbor")
        logs = [entry for entry in claims["lem"] if entry["role"] == "log"]
        self.assertEqual(len(logs), 1)
        self.assertIn((self.dir / "quote.msg").read_bytes(), octets_of(logs[0]["data"]))

    def make_token(self, form):
        if not (self.dir / "key.pem").exists():
            self.mps(0, "keygen", "-o", self.path("key.pem"))
        self.collect(0)
        self.mps(0, "attest", self.path("boot.mps"), "--level", "L1", "--evidence", self.path("all.cbor"), "--key", self.path("key.pem"), "--nonce", NONCE, "--ueid", UEID, "--token", form,
                 "--ak", self.path("ak.pem"), "-o", self.path("token"))

    def verify(self, code, *words, token="token"):
        said = self.mps(code, "verify", self.path(token), "--key", self.path("key.pub.pem"), "--nonce", NONCE, "--format", "json", *words)
        return next(one for one in json.loads(said)["checks"] if one["check"] == "pcr")

    def sign_again(self, change):
        """The token with other claims under a good signature: what an attester that lies would send."""
        head, payload, _ = (self.dir / "token").read_text().strip().split(".")
        claims = json.loads(octets_of(payload))
        change(claims)
        url = lambda octets: base64.urlsafe_b64encode(octets).decode().rstrip("=")
        body = head + "." + url(json.dumps(claims, separators=(",", ":")).encode())
        key = serialization.load_pem_private_key((self.dir / "key.pem").read_bytes(), None)
        r, s = utils.decode_dss_signature(key.sign(body.encode(), ec.ECDSA(hashes.SHA256())))
        self.write("lie", f"{body}.{url(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}".encode())

    def test_verify_compares_registers_with_the_quote(self):
        self.make_token("cwt")
        self.assertEqual(self.verify(4, "--ak", self.path("ak.pem"))["outcome"], "passed")
        self.make_token("jwt")
        found = self.verify(4)
        self.assertEqual(found["outcome"], "not checked")
        self.assertIn("no attestation key was given", found["text"])
        self.assertEqual(self.verify(4, "--ak", self.path("other.pem"), "--ak", self.path("ak.pem"))["outcome"], "passed")
        self.assertIn("signature: ", self.verify(5, "--ak", self.path("other.pem"))["text"])

        def another_value(claims):
            claims["pcr"]["SHA-256"]["7"] = base64.urlsafe_b64encode(sha256(b"x")).decode().rstrip("=")

        def dropped(claims):
            del claims["pcr"]["SHA-256"]["7"]

        def added(claims):
            claims["pcr"]["SHA-256"]["9"] = claims["pcr"]["SHA-256"]["7"]

        def no_quote(claims):
            claims["lem"] = [entry for entry in claims["lem"] if entry["role"] != "log"]

        self.sign_again(lambda claims: None)
        self.verify(4, "--ak", self.path("ak.pem"), token="lie")  # a token that is signed again is one
        for change, words in ((another_value, "pcr-digest: "), (dropped, "sha256:7, which pcr does not have"), (added, "pcr has sha256:9, which the quote does not cover")):
            self.sign_again(change)
            for ak in ((), ("--ak", self.path("ak.pem"))):
                found = self.verify(5, *ak, token="lie")
                self.assertEqual(found["outcome"], "failed")
                self.assertIn(words, found["text"])
        self.sign_again(no_quote)
        self.assertIn("the attester's word", self.verify(4, token="lie")["text"])
        self.assertIn("carries no quote", self.verify(5, "--ak", self.path("ak.pem"), token="lie")["text"])

    def test_certificate_of_the_key(self):
        ca, other = made_pki.Holder("TPM CA", ca=True), made_pki.Holder("Other CA", ca=True)
        key = serialization.load_pem_public_key((self.dir / "ak.pem").read_bytes())
        good, web = (made_pki.Holder("ak", ca, key=key, serial=7, eku=(eku,)) for eku in ("2.23.133.8.3", "1.3.6.1.5.5.7.3.2"))
        stranger = made_pki.Holder("ak", ca, serial=8)
        for name, text in (("ca.crt", ca.pem()), ("other.crt", other.pem()), ("good.chain", good.pem() + ca.pem()), ("web.chain", web.pem()), ("stranger.chain", stranger.pem()),
                           ("revoked.crl", ca.crl([7])), ("clean.crl", ca.crl([8]))):
            self.write(name, text.encode())
        for store, file, *words in (("tpms", "ca.crt", "--for", "ak", "--crl", self.path("clean.crl")), ("tokens", "ca.crt"), ("others", "other.crt", "--for", "ak"),
                                    ("revoking", "ca.crt", "--for", "ak", "--crl", self.path("revoked.crl"))):
            self.mps(0, "trust", "add", "tpm", self.path(file), "--store", self.path(store), *words)
        late = ["--now", "2026-11-01"]

        def certified(code, chain, store, *words):
            return self.mps(code, "import", "tpm", *self.files(), "--nonce", NONCE, *late, "--ak-chain", self.path(chain), "--ak-trust", self.path(store), *words, "-o", self.path("certified.cbor"))

        names = ["--environment", "tpm=chip", "--environment", "ima=run"]
        certified(0, "good.chain", "tpms", *names)
        self.write("certified.mps", b"""mps "Certified" version 1.0.0 language 1
import tpm version 1.1
import eventlog version 1.0
import ima version 1.1
environment chip : tpm.quote
environment boot : eventlog.log
environment run : ima.list
level L1
rule "1" certified { level L1 use tpm.certified(chip) }
""")
        words = ["eval", self.path("certified.mps"), "--level", "L1", *late, "--evidence"]
        self.mps(0, *words, self.path("certified.cbor"))
        self.mps(0, "import", "tpm", *self.files(), "--nonce", NONCE, *late, *names, "-o", self.path("plain.cbor"))
        self.assertIn("no certificate of the key was given", self.mps(4, *words, self.path("plain.cbor")))
        for chain, store, reason in (("web.chain", "tpms", "2.23.133.8.3"), ("stranger.chain", "tpms", "not of the attestation key"), ("good.chain", "tokens", "`ak`"),
                                     ("good.chain", "others", "does not reach an anchor"), ("good.chain", "revoking", "revoked")):
            self.assertIn(reason, certified(5, chain, store))
        self.assertIn("not valid yet", self.mps(5, "import", "tpm", *self.files(), "--nonce", NONCE, "--now", "2025-06-01", "--ak-chain", self.path("good.chain"), "--ak-trust", self.path("tpms"), "-o",
                                                self.path("x.cbor")))
        self.assertIn("--ak-trust", self.mps(2, "import", "tpm", *self.files(), "--ak-chain", self.path("good.chain"), "-o", self.path("x.cbor")))
        self.mps(2, "import", "tpm", *self.files(ak=None), "--ak-chain", self.path("good.chain"), "--ak-trust", self.path("tpms"), "-o", self.path("x.cbor"))
        self.collect(0, *late, "--ak-chain", self.path("good.chain"), "--ak-trust", self.path("tpms"))
        if not (self.dir / "key.pem").exists():
            self.mps(0, "keygen", "-o", self.path("key.pem"))
        self.attest(0, *late, "--ak", self.path("ak.pem"), "--ak-chain", self.path("good.chain"), "--ak-trust", self.path("tpms"))
        self.assertIn("revoked", self.attest(5, *late, "--ak", self.path("ak.pem"), "--ak-chain", self.path("good.chain"), "--ak-trust", self.path("revoking")))

    def test_definitions_without_a_quote(self):
        self.collect(0)
        if not (self.dir / "key.pem").exists():
            self.mps(0, "keygen", "-o", self.path("key.pem"))
        self.mps(0, "collect", "--root", self.path("root"), "--nonce", NONCE, "-o", self.path("alone.cbor"))
        self.write("alone.mps", b'mps "Alone" version 1.0.0 language 1\nimport linux version 1.0\nenvironment host : linux.host\nlevel L1\n'
                                b'rule "1" host { title "Ensure this is Debian" level L1 require host.os.id == "debian" }\n')
        words = ["attest", self.path("alone.mps"), "--level", "L1", "--evidence", self.path("alone.cbor"), "--key", self.path("key.pem"), "--nonce", NONCE, "--ueid", UEID, "-o", self.path("x.cwt")]
        self.assertNotIn("quote", self.mps(0, *words))
        self.assertIn("the definition has no environment of the schema tpm.quote", self.mps(2, *words, "--ak", self.path("ak.pem")))

    def test_attest_verifies_the_quote_again(self):
        self.collect(0)
        if not (self.dir / "key.pem").exists():
            self.mps(0, "keygen", "-o", self.path("key.pem"))
        self.assertIn("no --ak was given", self.attest(0))
        self.assertNotIn('"pcr"', self.mps(0, "token", "inspect", self.path("token")))
        self.assertIn("signature: ", self.attest(5, "--ak", self.path("other.pem")))
        # Evidence that names another challenge than the quote's.
        octets = (self.dir / "all.cbor").read_bytes()
        self.write("all.cbor", octets.replace(b"\x65nonce\x50" + bytes.fromhex(NONCE), b"\x65nonce\x50" + bytes(16), 2))
        self.assertIn("nonce: ", self.attest(5, "--ak", self.path("ak.pem"), nonce="00" * 16))
        # And registers that are not those of the quote.
        value = sha256(sha256(b"x")).hex().encode()
        self.collect(0)
        octets = (self.dir / "all.cbor").read_bytes()
        at = octets.index(b"sha256:", octets.index(b"\x63pcr"))
        self.write("all.cbor", octets[:at + 7] + value + octets[at + 7 + 64:])
        self.assertIn("pcr-digest: ", self.attest(5, "--ak", self.path("ak.pem")))

    def test_refusals_name_the_check(self):
        self.assertIn("key: ", self.mps(5, "import", "tpm", *self.files()[:-4], "--ak", self.path("other.pem"), "--ak-public", self.path("ak.pub"), "-o", self.path("x.cbor")))
        self.assertIn("signature: ", self.collect(5, ak="other"))
        self.assertIn("nonce: ", self.collect(5, nonce="ff" * 16))
        for name in ("msg", "sig", "pcrs"):
            (self.dir / f"bad.{name}").write_bytes((self.dir / f"quote.{name}").read_bytes())
        for name, check in (("msg", "signature: "), ("sig", "signature: ")):
            good = (self.dir / f"quote.{name}").read_bytes()
            self.write(f"bad.{name}", good[:-1] + bytes([good[-1] ^ 1]))
            self.assertIn(check, self.collect(5, quote="bad"))
            self.write(f"bad.{name}", good)
        good = (self.dir / "quote.pcrs").read_bytes()
        self.write("bad.pcrs", good[:150] + bytes([good[150] ^ 1]) + good[151:])
        self.assertIn("pcr-digest: ", self.collect(5, quote="bad"))
        self.assertIn("event log", self.collect(6, log=pathlib.Path(self.write("cut", event_log(boot_events())[:-5])).name))
        self.assertIn("byte ", self.collect(6, log="cut"))
        self.assertFalse((self.dir / "x.cbor").exists())

    def test_changed_logs_and_lists(self):
        events = boot_events()
        changed = events[:1] + [whole(7, EV_VARIABLE, variable(GLOBAL, "SecureBoot", b"\0"))] + events[2:]
        self.write("changed", event_log(changed))
        self.collect(0, log="changed")
        self.assertEqual({k: v for k, v in self.verdicts().items() if k in "234"}, {"2": "fail", "3": "unknown", "4": "pass"})
        self.write("dropped", event_log([e for e in events if e[0] != 4]))
        self.collect(0, log="dropped")
        self.assertEqual({k: v for k, v in self.verdicts().items() if k in "234"}, {"2": "fail", "3": "pass", "4": "unknown"})
        guest = [(1 if pcr == 7 else min(pcr, 4), kind, digest, data) for pcr, kind, digest, data in events]
        self.write("ccel", event_log(guest))
        self.assertIn("unsupported:event-log-confidential-guest", self.collect(6, log="ccel"))
        self.write("forged", event_log(events[:1] + [(7, EV_VARIABLE, events[1][2], variable(GLOBAL, "SecureBoot", b"\0"))] + events[2:]))
        self.collect(0, log="forged")
        self.assertEqual({k: v for k, v in self.verdicts().items() if k in "23"}, {"2": "pass", "3": "unknown"})
        first, second = (line for line, _ in self.lines)
        for lines, verdicts in ((first + second + ima_line("/tmp/later", b"l")[0], {"5": "pass", "6": "pass"}),  # measured since: not proven, not there
                                (first, {"5": "fail", "6": "unknown"}), (second + first, {"5": "fail", "6": "unknown"}),
                                (first + second.replace("true", "trve"), {"5": "fail", "6": "unknown"})):
            self.write("lines", lines.encode())
            self.collect(0, list_="lines")
            self.assertEqual({k: v for k, v in self.verdicts().items() if k in "56"}, verdicts, lines)

    def test_other_registers(self):
        self.quote("few", "sha256:7,23")
        self.collect(0, quote="few")
        self.assertEqual(self.verdicts(), {"1": "pass", "2": "unknown", "3": "pass", "4": "unknown", "5": "unknown", "6": "unknown", "7": "unknown", "8": "pass", "9": "unknown"})

    def test_a_definition_that_binds_the_key(self):
        self.collect(0)
        for name, code in (("ak", 0), ("other", 6)):
            spki = soft_devices.run("openssl", "pkey", "-pubin", "-in", self.path(f"{name}.pem"), "-outform", "DER")
            bound = DEFINITION.replace("{ layer hardware }", f"{{ layer hardware  key thumbprint sha256'{sha256(spki).hex()}' }}")
            self.write("bound.mps", bound.encode())
            done = subprocess.run([MPS, "eval", self.path("bound.mps"), "--level", "L1", "--evidence", self.path("all.cbor")], capture_output=True, text=True, timeout=120)
            self.assertEqual(done.returncode, code if code else 4, done.stdout + done.stderr)  # 4: register 9 is unknown
            if code:
                self.assertIn("attesting key", done.stderr)

    def test_without_a_key(self):
        self.assertIn("not verified", self.collect(0, ak=None))
        verdicts = self.verdicts()
        self.assertEqual((verdicts["1"], verdicts["8"]), ("fail", "pass"))
        self.assertNotIn("pass", {v for k, v in verdicts.items() if k not in "8"})

    def test_import_and_join(self):
        names = ["--environment", "tpm=chip", "--now", "2026-11-01"]
        said = self.mps(0, "import", "tpm", *self.files(), "--nonce", NONCE, *names, "-o", self.path("roots.cbor"))
        self.assertIn("TPM quote, verified, chip : tpm.quote@1, boot : eventlog.log@1, ", said)
        self.mps(0, "collect", "--root", self.path("root"), "--nonce", NONCE, "-o", self.path("host.cbor"))
        self.write("run.mps", DEFINITION.encode())
        self.mps(0, "import", "tpm", *self.files(), "--nonce", NONCE, "--environment", "ima=run", *names, "--join", self.path("host.cbor"), "-o", self.path("joined.cbor"))
        self.assertEqual(self.verdicts("joined.cbor")["8"], "pass")
        self.assertEqual(self.verdicts("joined.cbor")["3"], "pass")
        self.assertIn("not have the same `nonce`", self.mps(5, "import", "tpm", *self.files(), *names, "--join", self.write("other.cbor", (self.dir / "host.cbor").read_bytes().replace(bytes.fromhex(NONCE), bytes(16))), "-o", self.path("x.cbor")))
        self.mps(6, "import", "tpm", *self.files(), *names, "--join", self.path("joined.cbor"), "-o", self.path("x.cbor"))  # an environment twice
        json_files = [w for i, w in enumerate(self.files()) if w != "--ima" and self.files()[i - 1] != "--ima"]
        self.mps(0, "import", "tpm", *json_files, *names, "-o", self.path("roots.json"))
        self.assertEqual(sorted(json.loads((self.dir / "roots.json").read_text())["environments"]), ["boot", "chip"])
        self.mps(2, "import", "tpm", *self.files(), "-o", self.path("x.json"))  # a measurement list becomes CBOR
        self.mps(2, "import", "tpm", *self.files(), "--environment", "chip", "-o", self.path("x.cbor"))
        self.mps(2, "import", "tpm", *self.files(), "--environment", "tpm=boot", "-o", self.path("x.cbor"))
        self.mps(2, "collect", "--eventlog", self.path("log"), "-o", self.path("x.cbor"))


if __name__ == "__main__":
    soft_devices.skip_without(("swtpm", "tpm2_quote", "tpm2_createak", "tpm2_pcrextend", "tpm2_evictcontrol"))
    unittest.main(argv=sys.argv[:1], verbosity=1)
