#!/usr/bin/env python3
"""`mps trust` and `mps verify --trust` as people and scripts use them: trust_test.py MPS"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

MPS = sys.argv[1]
NONCE, NOW = "00112233445566778899aabbccddeeff", 1795262400  # 2026-11-21T12:00:00Z
DEFINITION = 'mps "Small" version 1.0.0 language 1\nschema host { up : bool }\nenvironment h : host\nlevel L1\nrule "1" up { title "Up" level L1 require h.up }\n'
EVIDENCE = {"mps_evidence": 1, "collected_at": NOW - 60, "environments": {"h": {"schema": "host@1", "claims": {"up": True}}}}


class TrustTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.dir = pathlib.Path(folder.name)
        self.store = self.path("store")
        (self.dir / "small.mps").write_text(DEFINITION)
        (self.dir / "evidence.json").write_text(json.dumps(EVIDENCE))
        for name in ("one", "two"):
            self.mps(0, "keygen", "-o", self.path(f"{name}.pem"))

    def path(self, name):
        return str(self.dir / name)

    def mps(self, code, *words, env=None):
        done = subprocess.run([MPS, *words], capture_output=True, text=True, env={**os.environ, **(env or {})}, timeout=60)
        self.assertEqual(done.returncode, code, f"mps {' '.join(words)}\n{done.stdout}{done.stderr}")
        return done.stdout if code == 0 else done.stdout + done.stderr

    def trust(self, code, *words):
        return self.mps(code, "trust", *words, "--store", self.store)

    def add(self, code, name, file, *more):
        return self.trust(code, "add", name, self.path(file), *more)

    def attest(self, key):
        self.mps(0, "attest", self.path("small.mps"), "--level", "L1", "--evidence", self.path("evidence.json"), "--key", self.path(key), "--nonce", NONCE, "--ueid", "0100112233445566", "--now",
                 str(NOW), "-o", self.path("token"))

    def verify(self, code, now=NOW, *more):
        out = self.mps(code, "verify", self.path("token"), "--trust", self.store, "--nonce", NONCE, "--now", str(now), "--format", "json", "--skew", "100000000", *more)
        return json.loads(out)

    def check_of(self, report, name):
        return next(check for check in report["checks"] if check["check"] == name)

    def test_add_list_show_remove(self):
        self.assertIn("is in the trust store", self.add(0, "acme", "one.pub.pem", "--mps", "Small-*", "--valid-until", "2026-11-22T00:00:00Z"))
        self.add(0, "acme", "two.pub.pem", "--for", "token,endorsement", "--claim", "h.*", "--valid-from", "2026-11-22")
        said = self.trust(0, "list", "--now", str(NOW))
        lines = [line.split() for line in said.splitlines()]
        self.assertEqual(lines[0], ["NAME", "KIND", "KID", "STATE", "FOR", "UNTIL", "MPS"])
        self.assertEqual({line.index("STATE") if "STATE" in line else None for line in said.splitlines()[:1]}, {said.splitlines()[0].index("STATE")})
        self.assertIn(" expired ", self.trust(0, "list", "--now", "2026-12-01T00:00:00Z"))
        self.assertIn("not yet valid", said)
        anchors = {anchor["kid"]: anchor for anchor in json.loads(self.trust(0, "list", "--now", str(NOW), "--format", "json"))["anchors"]}
        self.assertEqual(sorted(anchor["state"] for anchor in anchors.values()), ["not yet valid", "valid"])
        shown = self.trust(0, "show", "acme", "--now", str(NOW))
        self.assertIn("token,endorsement", shown)
        kid = next(kid for kid, anchor in anchors.items() if anchor["state"] == "valid")
        self.assertIn("removed 1 anchor", self.trust(0, "remove", "acme", "--kid", kid[:16]))
        self.assertNotIn(kid, self.trust(0, "show", "acme"))
        self.trust(0, "remove", "acme")
        self.assertIn("no anchors", self.trust(0, "list"))
        self.assertEqual(list((self.dir / "store").iterdir()), [])

    def test_answers_and_attestation_keys(self):
        self.add(0, "auditor", "one.pub.pem", "--for", "endorsement", "--answer", "5.1", "--answer", "6.*")
        self.add(0, "tpms", "two.pub.pem", "--for", "ak,bundle")
        anchors = {anchor["name"]: anchor for anchor in json.loads(self.trust(0, "list", "--format", "json"))["anchors"]}
        self.assertEqual((anchors["auditor"]["answers"], anchors["auditor"]["claims"]), (["5.1", "6.*"], []))
        self.assertEqual(anchors["tpms"]["for"], ["bundle", "ak"])  # as the file has them: in the order of the roles
        self.assertIn("5.1,6.*", self.trust(0, "show", "auditor"))

    def test_usage(self):
        self.add(0, "acme", "one.pub.pem")
        self.assertIn("did you mean `acme`", self.trust(2, "show", "acm"))
        self.assertIn("did you mean `acme`", self.trust(2, "remove", "acne"))
        self.assertIn("already", self.add(2, "acme", "one.pub.pem"))
        self.assertIn("not a name", self.add(2, "../x", "two.pub.pem"))
        self.assertIn("did you mean `token`", self.add(2, "x", "two.pub.pem", "--for", "tokens"))
        self.assertIn("names the claims", self.add(2, "x", "two.pub.pem", "--for", "endorsement"))
        self.assertIn("role endorsement", self.add(2, "x", "two.pub.pem", "--for", "ak", "--answer", "5.1"))
        self.assertIn("`5.*`", self.add(2, "x", "two.pub.pem", "--for", "endorsement", "--answer", "5.*.1"))
        self.assertIn("are for CAs", self.add(2, "x", "two.pub.pem", "--eku", "1.2.3"))
        self.assertIn("--valid-from", self.add(2, "x", "two.pub.pem", "--valid-from", "soon"))
        self.assertIn("before it begins", self.add(2, "x", "two.pub.pem", "--valid-from", "2026-02-01", "--valid-until", "2026-01-01"))
        self.assertIn("private", self.add(2, "x", "two.pem").lower())
        self.add(2, "x", "gone.pem")
        self.add(6, "x", "small.mps")
        self.assertIn("--kid", self.trust(2, "remove", "acme", "--kid", "xyz"))
        self.assertIn("trust store", self.mps(2, "trust", "list", "--store", self.path("none")))
        self.assertIn("did you mean `list`", self.mps(2, "trust", "lisst"))
        self.assertEqual(len(json.loads(self.trust(0, "list", "--format", "json"))["anchors"]), 1)

    def test_default_store(self):
        env = {"MPS_TRUST": self.path("own")}
        self.mps(0, "trust", "add", "acme", self.path("one.pub.pem"), env=env)
        self.assertIn("acme", self.mps(0, "trust", "list", env=env))
        home = {"HOME": self.path("home"), "MPS_TRUST": "", "XDG_CONFIG_HOME": ""}
        self.mps(0, "trust", "add", "acme", self.path("one.pub.pem"), env=home)
        self.assertTrue((self.dir / "home/.config/mps/trust").is_dir())

    def test_verify(self):
        self.attest("one.pem")
        self.add(0, "two", "two.pub.pem")
        report = self.verify(5)
        self.assertEqual(self.check_of(report, "anchor")["outcome"], "failed")
        self.assertIn("no anchor has the key identifier", self.check_of(report, "anchor")["text"])
        self.add(0, "one", "one.pub.pem", "--mps", "Small-L1")
        report = self.verify(0)
        self.assertEqual((report["anchor"], self.check_of(report, "anchor")["outcome"]), ("one", "passed"))
        self.trust(0, "remove", "one")
        self.add(0, "one", "one.pub.pem", "--mps", "Small-L2")
        self.assertIn("may not sign for `Small-L1`", self.check_of(self.verify(5), "anchor")["text"])
        self.trust(0, "remove", "one")
        self.add(0, "one", "one.pub.pem", "--for", "bundle")
        self.assertIn("`token`", self.check_of(self.verify(5), "anchor")["text"])

    def test_key_and_trust_exclude_each_other(self):
        self.attest("one.pem")
        self.add(0, "one", "one.pub.pem")
        words = ("verify", self.path("token"), "--nonce", NONCE)
        self.assertIn("nobody is trusted", self.mps(2, *words))
        self.assertIn("exclude", self.mps(2, *words, "--trust", self.store, "--key", self.path("one.pub.pem")))
        self.mps(2, *words, "--trust", self.path("none"))

    def test_rotation(self):
        self.add(0, "acme", "one.pub.pem", "--valid-until", str(NOW + 1000))
        self.add(0, "acme", "two.pub.pem", "--valid-from", str(NOW - 1000))
        for key, good, bad in (("one.pem", NOW + 1000, NOW + 1001), ("two.pem", NOW - 1000, NOW - 1001)):
            self.attest(key)
            self.verify(0)
            self.verify(0, good)
            self.verify(5, bad)

    def test_damaged_store(self):
        self.attest("one.pem")
        self.add(0, "one", "one.pub.pem")
        self.add(0, "two", "two.pub.pem")
        for path in sorted((self.dir / "store").iterdir()):
            whole = path.read_bytes()
            path.write_bytes(whole[:-20])
            for words in (("trust", "list", "--store", self.store), ("verify", self.path("token"), "--trust", self.store, "--nonce", NONCE)):
                done = subprocess.run([MPS, *words], capture_output=True, text=True)
                self.assertNotIn(done.returncode, (0, 1, 4))
                self.assertIn(path.name.rsplit(".", 1)[0], done.stderr)
            path.write_bytes(whole)
        self.verify(0)

    def test_token_key(self):
        shown = self.mps(0, "token", "key", self.path("one.pub.pem"))
        kid = json.loads(self.mps(0, "token", "key", self.path("one.pem"), "--format", "json"))["kid"]
        self.assertIn(kid, shown)
        self.mps(0, "token", "key", self.path("one.pem"), "-o", self.path("copy.pem"))
        self.assertEqual((self.dir / "copy.pem").read_text(), (self.dir / "one.pub.pem").read_text())
        self.mps(2, "token", "key", self.path("gone.pem"))
        self.mps(6, "token", "key", "https://example.com/key")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=1)
