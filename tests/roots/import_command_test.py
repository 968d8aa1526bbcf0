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


# DER, as far as a platform certificate needs it.
def tlv(tag, content):
    size = len(content)
    length = bytes([size]) if size < 0x80 else bytes([0x81, size]) if size < 0x100 else bytes([0x82, size >> 8, size & 0xFF])
    return bytes([tag]) + length + content


def sequence(*parts):
    return tlv(0x30, b"".join(parts))


def utf8(text):
    return tlv(0x0C, text.encode())


def integer(number):
    return tlv(0x02, bytes([number]))


def oid(text):
    first, second, *rest = map(int, text.split("."))
    out = bytes([40 * first + second])
    for number in rest:
        digits = [number & 0x7F]
        while number := number >> 7:
            digits.append(number & 0x7F | 0x80)
        out += bytes(reversed(digits))
    return tlv(0x06, out)


def name_of(text):
    return sequence(tlv(0x31, sequence(oid("2.5.4.3"), utf8(text))))


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

    def make_platform(self, attributes, serial=99):
        """An attribute certificate (RFC 5755) of a maker made here, octet by octet; and the certificates of the maker and of the endorsement key."""
        for name in ("ek ca", "maker", "other"):
            key = self.path(f"{name}.key")
            openssl("ecparam", "-genkey", "-name", "prime256v1", "-noout", "-out", key)
            openssl("req", "-x509", "-new", "-key", key, "-subj", f"/CN={name}", "-days", "36500", "-out", self.path(f"{name}.crt"), "-addext", "keyUsage=critical,digitalSignature,keyCertSign")
        openssl("ecparam", "-genkey", "-name", "prime256v1", "-noout", "-out", self.path("ek.key"))
        openssl("req", "-new", "-key", self.path("ek.key"), "-subj", "/CN=ek", "-out", self.path("ek.csr"))
        for name, number in (("ek", "7"), ("another ek", "8")):
            openssl("x509", "-req", "-in", self.path("ek.csr"), "-CA", self.path("ek ca.crt"), "-CAkey", self.path("ek ca.key"), "-days", "36500", "-set_serial", number, "-out", self.path(f"{name}.crt"))
        holder = tlv(0xA0, sequence(tlv(0xA4, name_of("ek ca"))) + integer(7))
        algorithm = sequence(oid("1.2.840.10045.4.3.2"))
        validity = tlv(0x18, b"20260101000000Z") + tlv(0x18, b"20300101000000Z")
        platform = sequence(*(tlv(0x31, sequence(oid(f"2.23.133.5.1.{last}"), utf8(text))) for last, text in ((1, "ACME"), (4, "Box"), (5, "v7"), (6, "S-1"))))
        extensions = sequence(sequence(oid("2.5.29.17"), tlv(0x04, sequence(tlv(0xA4, platform)))))
        info = sequence(integer(1), sequence(holder), tlv(0xA0, sequence(tlv(0xA4, name_of("maker")))), algorithm, integer(serial), sequence(validity), sequence(*attributes), extensions)
        self.write("info", info)
        signature = openssl("dgst", "-sha256", "-sign", self.path("maker.key"), self.path("info"))
        return self.write("box.cer", sequence(info, algorithm, tlv(0x03, b"\0" + signature)))

    def test_platform_made_here(self):
        component = lambda model, *more: sequence(sequence(oid("2.23.133.18.3.1"), tlv(0x04, bytes.fromhex("00060004"))), utf8("ACME"), utf8(model), *more)
        board, card = component("Board"), component("NIC", tlv(0x80, b"N-7"), tlv(0x81, b"2"))
        attributes = [sequence(oid("2.23.133.2.25"), tlv(0x31, sequence(oid("2.23.133.8.2")))),
                      sequence(oid("2.23.133.5.1.7.2"), tlv(0x31, sequence(tlv(0xA0, board + card))))]
        box = self.make_platform(attributes)
        words = ["import", "platform", box, "--issuer", self.path("maker.crt"), "--now", NOW, "--environment", "box"]
        part = lambda model, **more: {"COMPONENTCLASS": {"COMPONENTCLASSVALUE": "00060004"}, "MANUFACTURER": "ACME", "MODEL": model, **more}
        for name, parts in (("same", [part("NIC", SERIAL="N-7", REVISION="2"), part("Board")]), ("swapped", [part("Board"), part("NIC", SERIAL="N-8", REVISION="2")])):
            self.write(f"{name}.json", json.dumps({"COMPONENTS": parts}).encode())
        said = self.mps(0, *words, "--ek", self.path("ek.crt"), "--found", self.path("same.json"), "-o", self.path("box.json"))
        self.assertIn("verified, box : platform.certificate@1", said)
        claims = self.claims("box.json", "box")
        self.assertEqual((claims["manufacturer"], claims["model"], claims["version"], claims["platform_serial"]), ("ACME", "Box", "v7", "S-1"))
        self.assertEqual((claims["verified"], claims["holder_verified"], claims["missing"], claims["unexpected"]), (True, True, [], []))
        self.assertEqual([one["model"] for one in claims["components"]], ["Board", "NIC"])
        self.write("box.mps", b'mps "Box" version 1.0.0 language 1\nimport platform version 1.0\nenvironment box : platform.certificate\nlevel L1\n'
                              b'rule "1" genuine { level L1 use platform.genuine(box) }\nrule "2" same { level L1 use platform.unchanged(box) }\n')
        judge = lambda code, name: self.mps(code, "eval", self.path("box.mps"), "--level", "L1", "--evidence", self.path(name), "--now", NOW)
        judge(0, "box.json")
        self.mps(0, *words, "--ek", self.path("ek.crt"), "--found", self.path("swapped.json"), "-o", self.path("swapped.out.json"))
        self.assertEqual([len(self.claims("swapped.out.json", "box")[claim]) for claim in ("missing", "unexpected")], [1, 1])
        judge(1, "swapped.out.json")
        self.mps(0, *words, "-o", self.path("less.json"))  # neither the holder nor the parts were looked at
        judge(4, "less.json")
        self.assertIn("holder: ", self.mps(5, *words, "--ek", self.path("another ek.crt"), "-o", self.path("x.json")))
        self.assertIn("issuer: ", self.mps(5, "import", "platform", box, "--issuer", self.path("other.crt"), "--now", NOW, "-o", self.path("x.json")))
        self.assertIn("times: ", self.mps(5, "import", "platform", box, "--issuer", self.path("maker.crt"), "--now", "2031-01-01", "-o", self.path("x.json")))
        octets = bytearray(pathlib.Path(box).read_bytes())
        octets[octets.index(b"N-7") + 2] ^= 1
        self.assertIn("signature: ", self.mps(5, "import", "platform", self.write("changed.cer", bytes(octets)), "--issuer", self.path("maker.crt"), "--now", NOW, "-o", self.path("x.json")))
        self.assertFalse((self.dir / "x.json").exists())

    @unittest.skipUnless((SHARED / "vectors/platform-cert").is_dir(), "the platform certificates are absent")
    def test_platform(self):
        folder = SHARED / "vectors/platform-cert"
        said = self.mps(5, "import", "platform", folder / "Intel_nuc1.cer", "--issuer", folder / "IntelSigningKey_20April2017.cer", "--now", NOW, "-o", self.path("x.json"))
        self.assertIn("issuer: ", said)  # another of that maker's certificates signs it
        self.mps(6, "import", "platform", folder / "manifest.json", "--issuer", folder / "IntelSigningKey_20April2017.cer", "-o", self.path("x.json"))
        self.mps(6, "import", "platform", folder / "Intel_nuc1.cer", "--issuer", folder / "manifest.json", "-o", self.path("x.json"))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=1)
