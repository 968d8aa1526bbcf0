#!/usr/bin/env python3
"""Bundles as scripts use them: built, run, attested only where somebody vouches for them: bundle_command.py MPS."""
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "trust"))
from made_pki import Holder  # noqa: E402

MPS = sys.argv.pop(1)
NOW = "2026-11-21T12:00:00Z"
COLLECTED = 1795262400 - 60
MEMBERS = 6000


def digest(number):
    return hashlib.sha256(str(number).encode()).hexdigest()


class BundleTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.dir = pathlib.Path(self.folder.name)
        allow = "".join(digest(2 * i) + "\n" for i in range(MEMBERS))
        (self.dir / "allow.txt").write_text(allow)
        (self.dir / "d.mps").write_text(f"""mps "Allow" version 1.0.0 language 1
schema host {{ file : digest }}
environment h : host
level L1
set allow of digest from "allow.txt" sha256'{hashlib.sha256(allow.encode()).hexdigest()}'
rule "1" file {{ title "File" level L1 require h.file in allow }}
""")
        for name, number in (("good.json", 2), ("bad.json", 3)):
            (self.dir / name).write_text(json.dumps({"mps_evidence": 1, "collected_at": COLLECTED, "environments": {"h": {
                "schema": "host@1", "claims": {"file": "sha256:" + digest(number)}}}}))
        for key in ("key", "publisher", "other"):
            self.run_mps(0, "keygen", "-o", self.path(key + ".pem"))

    def tearDown(self):
        self.folder.cleanup()

    def path(self, name):
        return str(self.dir / name)

    def run_mps(self, code, *arguments):
        done = subprocess.run([MPS, *arguments], capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, code, f"mps {' '.join(arguments)}\n{done.stdout}{done.stderr}")
        return done

    def build(self, name, *more):
        return json.loads(self.run_mps(0, "build", self.path("d.mps"), "-o", self.path(name), "--format", "json", *more).stdout)

    def eval(self, code, bundle, *more, evidence="good.json"):
        return self.run_mps(code, "eval", self.path(bundle), "--level", "L1", "--evidence", self.path(evidence), "--now", NOW, *more)

    def attest(self, code, bundle, *more, token="token"):
        return self.run_mps(code, "attest", self.path(bundle), "--level", "L1", "--evidence", self.path("good.json"), "--now", NOW, "--key", self.path("key.pem"),
                            "--nonce", "0011223344556677", "--ueid", "0100112233445566", "-o", self.path(token), *more)

    def test_build_and_eval(self):
        first = self.build("a.mpsb")
        self.assertEqual(first["members"], MEMBERS)
        self.assertIsNone(first["key"])
        self.build("b.bin")  # told by its first octets, whatever it is called
        self.assertEqual((self.dir / "a.mpsb").read_bytes(), (self.dir / "b.bin").read_bytes())
        done = self.eval(0, "b.bin")
        self.assertIn("is not signed", done.stderr)
        self.assertIn(first["digest"], done.stderr)
        self.eval(1, "a.mpsb", evidence="bad.json")
        # Claim sets are the same octets as from source.
        self.eval(0, "a.mpsb", "--claims", self.path("x.cbor"))
        self.eval(0, "d.mps", "--claims", self.path("y.cbor"))
        self.assertEqual((self.dir / "x.cbor").read_bytes(), (self.dir / "y.cbor").read_bytes())

    def test_trust(self):
        facts = self.build("bare.mpsb")
        signed = self.build("signed.mpsb", "--key", self.path("publisher.pem"))
        self.assertEqual(facts["digest"], signed["digest"])
        for bundle in ("bare.mpsb", "signed.mpsb"):
            self.assertIn("nobody vouches", self.attest(5, bundle).stderr)
            self.attest(0, bundle, "--bundle-digest", facts["digest"])
            self.attest(5, bundle, "--bundle-digest", "sha256:" + "00" * 32)
            self.attest(5, bundle, "--publisher", self.path("other.pub.pem"))
            self.eval(5, bundle, "--publisher", self.path("other.pub.pem"))
        self.assertIn("not signed", self.attest(5, "bare.mpsb", "--publisher", self.path("publisher.pub.pem")).stderr)
        self.attest(0, "signed.mpsb", "--publisher", self.path("other.pub.pem"), "--publisher", self.path("publisher.pub.pem"))
        self.assertEqual(self.eval(0, "signed.mpsb", "--publisher", self.path("publisher.pub.pem")).stderr, "")
        self.assertIn("not checked", self.eval(0, "signed.mpsb").stderr)
        self.attest(2, "signed.mpsb", "--bundle-digest", "sha256:12")
        self.assertIn("for bundles", self.attest(2, "d.mps", "--publisher", self.path("publisher.pub.pem")).stderr)
        self.assertFalse((self.dir / "nothing").exists())
        self.attest(5, "bare.mpsb", token="nothing")
        self.assertFalse((self.dir / "nothing").exists())

    def store(self, name, file, *more):
        self.run_mps(0, "trust", "add", "acme", self.path(file), "--store", self.path(name), *more)
        return ("--publisher-trust", self.path(name))

    def test_publisher_key_in_a_trust_store(self):
        facts = self.build("signed.mpsb", "--key", self.path("publisher.pem"))
        self.build("bare.mpsb")
        good = self.store("good", "publisher.pub.pem", "--for", "bundle", "--mps", "Allow-*")
        self.assertEqual(self.eval(0, "signed.mpsb", *good).stderr, "")
        self.attest(0, "signed.mpsb", *good)
        self.attest(0, "signed.mpsb", *good, "--bundle-digest", facts["digest"])
        self.attest(5, "signed.mpsb", *good, "--bundle-digest", "sha256:" + "00" * 32)
        self.assertIn("not signed", self.attest(5, "bare.mpsb", *good).stderr)
        self.assertIn("exclude", self.attest(2, "signed.mpsb", *good, "--publisher", self.path("publisher.pub.pem")).stderr)
        self.assertIn("--publisher-trust", self.attest(2, "signed.mpsb", "--publisher-trust", self.path("none")).stderr)
        self.assertIn("for bundles", self.attest(2, "d.mps", *good).stderr)
        for name, words, reason in (("role", ("--for", "token"), "`bundle`"), ("name", ("--for", "bundle", "--mps", "Debian-*"), "may not sign for `Allow-L1`, only for Debian-*"),
                                    ("window", ("--for", "bundle", "--valid-until", "2026-11-20"), "expired at 2026-11-20")):
            for ask in (self.attest, self.eval):
                self.assertIn(reason, ask(5, "signed.mpsb", *(self.store(name, "publisher.pub.pem", *words) if ask == self.attest else ("--publisher-trust", self.path(name)))).stderr)
        self.assertIn("no anchor has the key identifier", self.attest(5, "signed.mpsb", *self.store("other", "other.pub.pem", "--for", "bundle")).stderr)
        octets = bytearray((self.dir / "signed.mpsb").read_bytes())
        octets[80] ^= 1  # of the image
        (self.dir / "signed.mpsb").write_bytes(octets)
        self.assertIn("signature", self.eval(5, "signed.mpsb", *good).stderr)

    def test_publisher_certificate(self):
        ca, other = Holder("Publishers", ca=True), Holder("Others", ca=True)
        leaf = Holder("publisher", ca, serial=5)
        for name, text in (("ca.crt", ca.pem()), ("other.crt", other.pem()), ("leaf.pem", leaf.private_pem()), ("chain.crt", leaf.pem() + ca.pem()),
                           ("clean.crl", ca.crl([4])), ("revoked.crl", ca.crl([5])), ("old.crl", ca.crl([], until="2026-03-01"))):
            (self.dir / name).write_text(text)
        bare = self.build("bare.mpsb", "--key", self.path("leaf.pem"))
        facts = self.build("c.mpsb", "--key", self.path("leaf.pem"), "--chain", self.path("chain.crt"))
        self.assertEqual(facts["digest"], bare["digest"])  # the image's, whoever vouches
        good = self.store("good", "ca.crt", "--for", "bundle", "--crl", self.path("clean.crl"))
        self.attest(0, "c.mpsb", *good)
        self.assertIn("no anchor has the key identifier", self.attest(5, "bare.mpsb", *good).stderr)
        for name, file, words, reason in (("revoked", "ca.crt", ("--crl", self.path("revoked.crl")), "revoked"), ("old", "ca.crt", ("--crl", self.path("old.crl")), "revocation list"),
                                          ("other", "other.crt", (), "does not reach an anchor"), ("subject", "ca.crt", ("--subject", "CN=somebody"), "CN=somebody"),
                                          ("name", "ca.crt", ("--mps", "Allow-L2"), "may not sign for `Allow-L1`")):
            self.assertIn(reason, self.attest(5, "c.mpsb", *self.store(name, file, "--for", "bundle", *words)).stderr)
        self.assertIn("not of the one that signs", self.run_mps(2, "build", self.path("d.mps"), "-o", self.path("x"), "--key", self.path("other.pem"), "--chain", self.path("chain.crt")).stderr)
        self.assertIn("--key", self.run_mps(2, "build", self.path("d.mps"), "-o", self.path("x"), "--chain", self.path("chain.crt")).stderr)
        self.assertIn("not valid yet", self.run_mps(5, "eval", self.path("c.mpsb"), "--level", "L1", "--evidence", self.path("good.json"), "--now", "2025-06-01", *good).stderr)

    def test_lem(self):
        facts = self.build("bare.mpsb")
        self.attest(0, "bare.mpsb", "--bundle-digest", facts["digest"], "--token", "jwt", token="t.jwt")
        text = self.run_mps(0, "token", "inspect", self.path("t.jwt"), "--format", "json").stdout
        self.assertIn("application/vnd.mps.program+cbor", text)
        import base64
        payload = (self.dir / "t.jwt").read_text().split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        entry = [e for e in claims["lem"] if e["role"] == "program"]
        self.assertEqual(len(entry), 1)
        value = base64.urlsafe_b64decode(entry[0]["digest"][1] + "=")
        self.assertEqual("sha256:" + value.hex(), facts["digest"])

    def test_damage(self):
        facts = self.build("a.mpsb")
        octets = bytearray((self.dir / "a.mpsb").read_bytes())
        at = octets.find(bytes.fromhex(digest(2)))
        self.assertGreater(at, 0)
        octets[at + 40] ^= 1  # another member of the same node
        (self.dir / "a.mpsb").write_bytes(octets)
        done = self.eval(4, "a.mpsb", "--bundle-digest", facts["digest"])
        self.assertIn("a.mpsb", done.stderr)
        self.assertIn("damaged", done.stderr)
        self.assertIn("damaged", done.stdout)
        cut = octets[:-100]
        (self.dir / "cut.mpsb").write_bytes(cut)
        self.assertIn(f"byte {len(cut)}", self.eval(6, "cut.mpsb").stderr)

    def test_collect_and_dump(self):
        self.build("a.mpsb")
        text = self.run_mps(0, "dump", "program", self.path("a.mpsb")).stdout
        self.assertIn("stored 6000", text)
        self.assertIn("h.file", self.run_mps(0, "dump", "plan", self.path("a.mpsb")).stdout)
        self.assertIn("bundle", self.run_mps(2, "dump", "ast", self.path("a.mpsb")).stderr)
        self.run_mps(0, "dump", "state", self.path("a.mpsb"), "--evidence", self.path("good.json"))
        done = self.run_mps(2, "collect", "--for", self.path("a.mpsb"), "-o", self.path("e.cbor"))
        self.assertIn("no Linux host", done.stderr)


if __name__ == "__main__":
    unittest.main()
