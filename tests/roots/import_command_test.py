#!/usr/bin/python3
"""mps import dice, rim and platform as commands: import_command_test.py MPS SHARED

The DICE chain is made here with openssl; the manifest and the platform certificates are published vectors in SHARED/vectors, and their tests are
skipped, with the reason, where that folder is absent.
"""
import base64
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import cbor2

MPS, SHARED = sys.argv[1], pathlib.Path(sys.argv[2])
RIM = SHARED / "vectors/tcg-rim"
NOW = "2026-11-01"


def openssl(*words, data=None):
    return subprocess.run(["openssl", *words], input=data, capture_output=True, check=True, timeout=60).stdout


class Command(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.dir = pathlib.Path(folder.name)

    def path(self, name):
        return str(self.dir / name)

    def write(self, name, octets):
        (self.dir / name).write_bytes(octets)
        return self.path(name)

    def mps(self, code, *words):
        done = subprocess.run([MPS, *map(str, words)], capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"}, timeout=120)
        self.assertEqual(done.returncode, code, f"{words}\n{done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def claims(self, name, environment):
        return json.loads((self.dir / name).read_text())["environments"][environment]["claims"]

    def make_chain(self):
        for name in ("root", "leaf", "other"):
            openssl("ecparam", "-genkey", "-name", "prime256v1", "-noout", "-out", self.path(f"{name}.key"))
            self.write(f"{name}.pub", openssl("pkey", "-in", self.path(f"{name}.key"), "-pubout"))
        openssl("req", "-x509", "-new", "-key", self.path("root.key"), "-subj", "/CN=uds", "-days", "36500", "-out", self.path("root.crt"),
                "-addext", "keyUsage=critical,keyCertSign")
        openssl("req", "-new", "-key", self.path("leaf.key"), "-subj", "/CN=layer", "-out", self.path("leaf.csr"))
        self.write("ext", b"basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n")
        openssl("x509", "-req", "-in", self.path("leaf.csr"), "-CA", self.path("root.crt"), "-CAkey", self.path("root.key"), "-days", "36500", "-out", self.path("leaf.crt"),
                "-extfile", self.path("ext"), "-set_serial", "7")

    def test_dice(self):
        self.make_chain()
        words = ["import", "dice", self.path("root.crt"), self.path("leaf.crt")]
        said = self.mps(0, *words, "--anchor", self.path("root.pub"), "-o", self.path("chain.json"))
        self.assertIn("DICE chain, verified, dice : dice.chain@1", said)
        self.assertEqual([layer["subject"] for layer in self.claims("chain.json", "dice")["layers"]], ["CN=uds", "CN=layer"])
        self.write("both.crt", (self.dir / "root.crt").read_bytes() + (self.dir / "leaf.crt").read_bytes())
        report = json.loads(self.mps(0, "import", "dice", self.path("both.crt"), "--anchor", self.path("root.pub"), "--environment", "chip", "--format", "json", "-o", self.path("both.json")))
        self.assertEqual(report["environments"], {"chip": "dice.chain@1"})
        self.assertIn("anchor: ", self.mps(5, *words, "--anchor", self.path("other.pub"), "-o", self.path("x.json")))
        self.assertIn("times: ", self.mps(5, *words, "--anchor", self.path("root.pub"), "--now", "1999-01-01", "-o", self.path("x.json")))
        self.mps(5, "import", "dice", self.path("leaf.crt"), self.path("root.crt"), "--anchor", self.path("root.pub"), "-o", self.path("x.json"))
        self.mps(6, "import", "dice", self.path("ext"), "--anchor", self.path("root.pub"), "-o", self.path("x.json"))
        self.mps(2, *words, "-o", self.path("x.json"))  # no anchor
        self.assertFalse((self.dir / "x.json").exists())

    def test_joining(self):
        self.make_chain()
        words = ["import", "dice", self.path("root.crt"), "--anchor", self.path("root.pub")]
        self.write("host.json", b'{"mps_evidence":1,"collected_at":7,"nonce":"AQIDBAUGBwg","environments":{"e":{"schema":"box@1","claims":{"up":true}}}}')
        self.mps(0, *words, "--join", self.path("host.json"), "-o", self.path("all.json"))
        joined = json.loads((self.dir / "all.json").read_text())
        self.assertEqual((joined["collected_at"], joined["nonce"], sorted(joined["environments"])), (7, "AQIDBAUGBwg", ["dice", "e"]))
        self.assertEqual(joined["environments"]["e"], {"schema": "box@1", "claims": {"up": True}})
        self.assertIn("both documents", self.mps(6, *words, "--join", self.path("all.json"), "-o", self.path("x.json")))
        self.assertIn("one document is", self.mps(2, *words, "--join", self.path("host.json"), "-o", self.path("x.cbor")))
        self.mps(0, *words, "-o", self.path("one.cbor"))
        self.mps(0, *words, "--environment", "again", "--join", self.path("one.cbor"), "-o", self.path("two.cbor"))
        one, two = (cbor2.loads((self.dir / name).read_bytes()) for name in ("one.cbor", "two.cbor"))
        self.assertEqual(list(two["environments"]), ["dice", "again"])  # sorted as deterministic CBOR sorts
        self.assertEqual(two["environments"]["dice"], one["environments"]["dice"])
        self.mps(0, *words, "--environment", "third", "--cmw", "--join", self.path("two.cbor"), "-o", self.path("three.cmw"))
        self.mps(0, *words, "--environment", "fourth", "--join", self.path("three.cmw"), "-o", self.path("four.cbor"))
        self.assertEqual(len(cbor2.loads((self.dir / "four.cbor").read_bytes())["environments"]), 4)
        self.write("bare.json", b'{"up":true}')
        self.assertIn("not an evidence document", self.mps(6, *words, "--join", self.path("bare.json"), "-o", self.path("x.json")))
        self.write("cut.json", b'{"mps_evidence":1,')
        self.assertIn("byte ", self.mps(6, *words, "--join", self.path("cut.json"), "-o", self.path("x.json")))

    @unittest.skipUnless(RIM.is_dir(), f"{RIM} is absent")
    def test_rim(self):
        tag = (RIM / "laptop.default.1.swidtag").read_text().replace("&#13;", "")
        number = {name: base64.b64decode(re.search(f"{name}>(.*?)<", tag, re.S)[1]) for name in ("Modulus", "Exponent")}
        url = lambda octets: base64.urlsafe_b64encode(octets).rstrip(b"=").decode()
        self.write("key.jwk", json.dumps({"kty": "RSA", "n": url(number["Modulus"]), "e": url(number["Exponent"])}).encode())
        words = ["import", "rim", RIM / "laptop.default.1.swidtag", "--key", self.path("key.jwk")]
        log = ["--eventlog", RIM / "laptop_default_binary_bios_measurements"]
        self.mps(0, *words, *log, "--support", RIM / "laptop.default.1.rimel", "-o", self.path("rim.json"))
        claims = self.claims("rim.json", "rim")
        self.assertEqual((claims["unexplained"], claims["files"][0]["given"], claims["bank"]), ([], True, "sha256"))
        self.mps(0, *words, *log, "-o", self.path("less.json"))
        self.assertNotIn("unexplained", self.claims("less.json", "rim"))
        self.assertIn("none that the base RIM names", self.mps(5, *words, *log, "--support", RIM / "laptop_badOemInstall_oem.1.rimel", "-o", self.path("x.json")))
        changed = (RIM / "laptop.default.1.swidtag").read_bytes().replace(b"Dell5580", b"Dell5581", 1)
        self.assertIn("digest: ", self.mps(5, "import", "rim", self.write("changed.swidtag", changed), "--key", self.path("key.jwk"), "-o", self.path("x.json")))

    @unittest.skipUnless((SHARED / "vectors/platform-cert").is_dir(), "the platform certificates are absent")
    def test_platform(self):
        folder = SHARED / "vectors/platform-cert"
        said = self.mps(5, "import", "platform", folder / "Intel_nuc1.cer", "--issuer", folder / "IntelSigningKey_20April2017.cer", "--now", NOW, "-o", self.path("x.json"))
        self.assertIn("issuer: ", said)  # another of that maker's certificates signs it
        self.mps(6, "import", "platform", folder / "manifest.json", "--issuer", folder / "IntelSigningKey_20April2017.cer", "-o", self.path("x.json"))
        self.mps(6, "import", "platform", folder / "Intel_nuc1.cer", "--issuer", folder / "manifest.json", "-o", self.path("x.json"))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=1)
