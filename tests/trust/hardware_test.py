#!/usr/bin/python3
"""Tokens signed by keys that are in no file: hardware_test.py MPS tpm|pkcs11

Foreign code (cbor2, cryptography, jwcrypto) verifies what was signed, and `mps verify` does. Exit 77 (skipped, with the reason)
where a program or package is missing.
"""
import datetime
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.dont_write_bytecode = True
import soft_devices  # noqa: E402

try:
    import cbor2
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils
    from jwcrypto import jwk, jws
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

MPS, DEVICE = sys.argv[1], sys.argv[2]
NONCE, NOW = "00112233445566778899aabbccddeeff", 1795262400
SIGN = "fixedtpm|fixedparent|sensitivedataorigin|userwithauth|sign"
COSE = {ec.EllipticCurvePublicKey: (-7, -35), rsa.RSAPublicKey: (-37,), ed25519.Ed25519PublicKey: (-8,)}
DEFINITION = 'mps "Small" version 1.0.0 language 1\nschema host { up : bool }\nenvironment h : host\nlevel L1\nrule "1" up { title "Up" level L1 require h.up }\n'
EVIDENCE = {"mps_evidence": 1, "collected_at": NOW - 60, "environments": {"h": {"schema": "host@1", "claims": {"up": True}}}}


def check_signature(key, signature, data):
    if isinstance(key, rsa.RSAPublicKey):
        key.verify(signature, data, padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256())
    elif isinstance(key, ed25519.Ed25519PublicKey):
        key.verify(signature, data)
    else:
        half = len(signature) // 2
        assert half == (key.key_size + 7) // 8
        numbers = utils.encode_dss_signature(*(int.from_bytes(part, "big") for part in (signature[:half], signature[half:])))
        key.verify(numbers, data, ec.ECDSA(hashes.SHA256() if half == 32 else hashes.SHA384()))


class Case(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.dir = pathlib.Path(self.temporary.name)
        self.addCleanup(self.temporary.cleanup)
        (self.dir / "small.mps").write_text(DEFINITION)
        (self.dir / "evidence.json").write_text(json.dumps(EVIDENCE))
        self.env = {}

    def path(self, name):
        return str(self.dir / name)

    def mps(self, code, *words, env=None):
        whole = {**os.environ, **self.env, **(env or {})}
        if not (env or {}).get("MPS_PIN"):
            whole.pop("MPS_PIN", None)
        done = subprocess.run([MPS, *words], capture_output=True, text=True, env=whole, timeout=120)
        self.assertEqual(done.returncode, code, f"mps {' '.join(words)}\n{done.stdout}{done.stderr}")
        return done.stdout if code == 0 else done.stderr

    def attest(self, code, uri, *more, form="cwt", env=None):
        return self.mps(code, "attest", self.path("small.mps"), "--level", "L1", "--evidence", self.path("evidence.json"), "--key", uri, "--nonce", NONCE, "--ueid",
                        "0100112233445566", "--now", str(NOW), "--token", form, "-o", self.path("token"), *more, env=env)

    def verify(self, code, *more):
        return self.mps(code, "verify", self.path("token"), "--nonce", NONCE, "--now", str(NOW), *more)

    def check_foreign(self, pem, form):
        key = serialization.load_pem_public_key(pem.encode())
        spki = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        token = (self.dir / "token").read_bytes()
        if form == "jwt":
            message = jws.JWS()
            message.allowed_algs = ["ES256", "ES384", "PS256", "EdDSA"]
            message.deserialize(token.decode(), jwk.JWK.from_pem(pem.encode()))
            claims = json.loads(message.payload)
            self.assertEqual(claims["mps"], "Small-L1")
            return
        protected, unprotected, payload, signature = cbor2.loads(token).value.value
        header = cbor2.loads(protected)
        self.assertIn(header[1], next(algs for kind, algs in COSE.items() if isinstance(key, kind)))
        self.assertEqual((header[4], unprotected), (hashlib.sha256(spki).digest(), {}))
        check_signature(key, signature, cbor2.dumps(["Signature1", protected, b"", payload]))
        self.assertEqual(cbor2.loads(payload)[-66001], "Small-L1")

    def check_signs(self, uri, env=None):
        """The key signs both forms; the product and foreign code verify them under the public key that the device shows."""
        shown = json.loads(self.mps(0, "token", "key", uri, "-o", self.path("pub.pem"), "--format", "json", env=env))
        for form in ("cwt", "jwt"):
            self.attest(0, uri, form=form, env=env)
            report = json.loads(self.verify(0, "--key", self.path("pub.pem"), "--format", "json"))
            self.assertEqual((report["kid"], report["verdict"]), (shown["kid"], "pass"))
            self.check_foreign(shown["pem"], form)
        return shown


@unittest.skipUnless(DEVICE == "tpm", "")
class TpmCase(Case):
    def setUp(self):
        super().setUp()
        self.tpm = soft_devices.Tpm(self.dir)
        self.tpm.__enter__()
        self.addCleanup(self.tpm.__exit__)
        self.env = self.tpm.env

    def test_ecc_key(self):
        self.tpm.persist("0x81000001", "ecc256:ecdsa-sha256", SIGN)
        shown = self.check_signs("handle:0x81000001")
        self.assertEqual((shown["kind"], shown["alg"]), ("P-256", "ES256"))
        self.tpm.tool("tpm2_readpublic", "-Q", "-c", "0x81000001", "-f", "pem", "-o", self.path("tpm.pem"))
        self.assertEqual((self.dir / "tpm.pem").read_text().split(), shown["pem"].split())
        self.tpm.persist("0x81000004", "ecc384:ecdsa-sha384", SIGN)
        self.assertEqual(self.check_signs("handle:0x81000004")["alg"], "ES384")
        self.attest(0, "handle:0x81000001")
        # The TPM's key as an anchor of a store.
        self.mps(0, "token", "key", "handle:0x81000001", "-o", self.path("pub.pem"))
        self.mps(0, "trust", "add", "tpm", self.path("pub.pem"), "--mps", "Small-*", "--store", self.path("store"))
        self.assertIn("anchor", self.verify(0, "--trust", self.path("store")))
        # Another key of the same TPM is another signer.
        self.tpm.persist("0x81000002", "ecc256:ecdsa-sha256", SIGN)
        self.attest(0, "handle:0x81000002")
        self.verify(5, "--trust", self.path("store"))

    def test_rsa_key_with_pin(self):
        self.tpm.persist("0x81000001", "rsa2048", SIGN + "|decrypt|noda", pin="secret")
        uri = "handle:0x81000001"
        self.assertEqual(self.check_signs(uri, env={"MPS_PIN": "secret"})["alg"], "PS256")
        (self.dir / "pin").write_text("secret\n")
        self.attest(0, f"{uri}?pin-source=file:{self.path('pin')}")
        self.assertNotIn("wrong1", self.attest(5, uri, env={"MPS_PIN": "wrong1"}))
        self.assertIn("PIN", self.attest(5, uri))
        (self.dir / "pin").write_text("")
        self.assertIn("empty", self.attest(2, f"{uri}?pin-source=file:{self.path('pin')}"))

    def test_refusals(self):
        self.tpm.persist("0x81000001", "ecc256:ecdsa-sha256", SIGN)
        self.assertIn("no key under handle:0x81000099", self.attest(2, "handle:0x81000099"))
        for uri in ("handle:0x80000001", "handle:81", "handle:", "handle:0x81000001 ", "handle:0x1810000001"):
            self.assertIn("persistent handle", self.attest(2, uri))
        self.assertNotIn("hunter2", self.attest(2, "handle:0x81000001?pin-value=hunter2"))
        self.assertIn("pin-source that is a command", self.attest(6, "handle:0x81000001?pin-source=|cat"))
        nobody = {"TPM2OPENSSL_TCTI": f"swtpm:path={self.path('nobody.sock')}"}
        self.assertIn("no TPM answers", self.attest(2, "handle:0x81000001", env=nobody))
        self.assertIn("install the package tpm2-openssl", self.attest(6, "handle:0x81000001", env={"OPENSSL_MODULES": self.path("none")}))
        # A key that is there, but is not for signatures.
        self.tpm.persist("0x81000003", "ecc256", "fixedtpm|fixedparent|sensitivedataorigin|userwithauth|restricted|decrypt")
        self.attest(5, "handle:0x81000003")
        self.assertFalse((self.dir / "token").exists())
        # Nothing makes a file of a key in the TPM.
        self.assertIn("key file is wanted", self.mps(6, "keygen", "-o", "handle:0x81000001"))


@unittest.skipUnless(DEVICE == "pkcs11", "")
class Pkcs11Case(Case):
    PIN = "1234"

    def setUp(self):
        super().setUp()
        self.token = soft_devices.Token(self.dir, "mps-test", self.PIN)
        self.env = self.token.env
        self.pin = {"MPS_PIN": self.PIN}

    def make(self, kind, identifier, label, *more):
        self.token.tool("--keypairgen", "--key-type", kind, "--id", identifier, "--label", label, *more)
        return f"pkcs11:token=mps-test;object={label}"

    def test_every_algorithm(self):
        for at, (kind, alg) in enumerate({"EC:prime256v1": "ES256", "EC:secp384r1": "ES384", "rsa:2048": "PS256", "EC:edwards25519": "Ed25519"}.items()):
            with self.subTest(alg):
                uri = self.make(kind, f"0{at}", alg)
                self.assertEqual(self.check_signs(uri, env=self.pin)["alg"], alg)
                self.assertEqual(self.check_signs(f"pkcs11:token=mps-test;id=%0{at}", env=self.pin)["alg"], alg)

    def test_bundle(self):
        uri = self.make("EC:prime256v1", "01", "one")
        self.mps(0, "token", "key", uri, "-o", self.path("pub.pem"), env=self.pin)
        self.mps(0, "build", self.path("small.mps"), "--key", uri, "-o", self.path("small.mpsb"), env=self.pin)
        words = ("eval", self.path("small.mpsb"), "--level", "L1", "--evidence", self.path("evidence.json"), "--now", str(NOW), "--publisher")
        self.mps(0, *words, self.path("pub.pem"))
        self.mps(0, "keygen", "-o", self.path("other.pem"))
        self.mps(5, *words, self.path("other.pub.pem"))

    def test_imported_key(self):
        self.mps(0, "keygen", "-o", self.path("key.pem"))
        soft_devices.run("softhsm2-util", "--import", self.path("key.pem"), "--token", "mps-test", "--label", "imported", "--id", "aa", "--pin", self.PIN, env=self.token.env)
        shown = self.check_signs("pkcs11:token=mps-test;object=imported", env=self.pin)
        self.assertEqual(json.loads(self.mps(0, "token", "key", self.path("key.pub.pem"), "--format", "json"))["kid"], shown["kid"])

    def test_places_of_pin_and_module(self):
        uri = self.make("EC:prime256v1", "01", "one")
        (self.dir / "pin").write_text(self.PIN + "\n")
        self.attest(0, f"{uri}?pin-source=file:{self.path('pin')}")
        self.attest(0, f"{uri}?pin-source={self.path('pin')}&module-path={self.token.module}")
        self.attest(0, f"{uri}?module-name=softhsm2", env=self.pin)
        self.attest(0, self.make("EC:prime256v1", "02", "again", "--always-auth"), env=self.pin)

    def test_refusals(self):
        uri = self.make("EC:prime256v1", "01", "one")
        self.make("EC:prime256v1", "02", "two")
        self.assertIn("wants a PIN", self.attest(5, uri))
        self.assertNotIn("9876", self.attest(5, uri, env={"MPS_PIN": "9876"}))
        said = self.attest(2, f"{uri}?pin-value={self.PIN}")
        self.assertIn("MPS_PIN", said)
        self.assertNotIn(self.PIN, said)
        self.assertIn("fits 2 private keys", self.attest(2, "pkcs11:token=mps-test", env=self.pin))
        self.assertIn("no private key", self.attest(2, "pkcs11:token=mps-test;object=three", env=self.pin))
        self.assertIn("`mps-test`", self.attest(2, "pkcs11:token=other;object=one", env=self.pin))
        self.assertIn("RFC 7512", self.attest(2, "pkcs11:tocken=mps-test", env=self.pin))
        self.assertIn("RFC 7512", self.attest(2, "pkcs11:token=%zz", env=self.pin))
        self.assertIn("no PKCS#11 module `none`", self.attest(6, f"{uri}?module-name=none", env=self.pin))
        self.assertIn("install", self.attest(6, f"{uri}?module-path=/nowhere/module.so", env=self.pin))
        self.assertIn("absolute", self.attest(2, f"{uri}?module-path=module.so", env=self.pin))
        (self.dir / "libp11-kit.so.0").write_bytes(b"")  # found first, and no library
        self.assertIn("install the package libp11-kit0", self.attest(6, uri, env={**self.pin, "LD_LIBRARY_PATH": str(self.dir)}))
        self.token.init("mps-test")
        self.assertIn("fits 2 PKCS#11 tokens", self.attest(2, uri, env=self.pin))
        self.assertFalse((self.dir / "token").exists())

    def test_public_key_of_another(self):
        # A token whose public object is not of its private key: what is signed does not verify, so it is not given out.
        uri = self.make("EC:prime256v1", "01", "one")
        other = ec.generate_private_key(ec.SECP256R1()).public_key()
        (self.dir / "other.der").write_bytes(other.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo))
        self.token.tool("--delete-object", "--type", "pubkey", "--id", "01")
        self.token.tool("--write-object", self.path("other.der"), "--type", "pubkey", "--id", "01", "--label", "one")
        self.assertIn("do not belong together", self.attest(5, uri, env=self.pin))

    # ------------------------------------------------------------ a chain, as a company would have it
    def issue(self, public, ca_key, ca_name, organisation):
        day = datetime.timedelta(days=1)
        now = datetime.datetime.fromtimestamp(NOW, datetime.timezone.utc).replace(tzinfo=None)
        is_ca = public is None
        public = public or ca_key.public_key()
        subject = ca_name if is_ca else x509.Name([x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, organisation), x509.NameAttribute(x509.NameOID.COMMON_NAME, "device-7")])
        builder = (x509.CertificateBuilder().subject_name(subject).issuer_name(ca_name).public_key(public).serial_number(1 if is_ca else 7).not_valid_before(now - day).not_valid_after(now + day)
                   .add_extension(x509.BasicConstraints(is_ca, None), True)
                   .add_extension(x509.KeyUsage(not is_ca, False, False, False, False, is_ca, is_ca, False, False), True)
                   .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), False)
                   .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()), False))
        return builder.sign(ca_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    def crl(self, ca_key, ca_name, serials):
        now = datetime.datetime.fromtimestamp(NOW, datetime.timezone.utc).replace(tzinfo=None)
        builder = x509.CertificateRevocationListBuilder().issuer_name(ca_name).last_update(now - datetime.timedelta(hours=1)).next_update(now + datetime.timedelta(hours=1))
        for serial in serials:
            builder = builder.add_revoked_certificate(x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(now).build())
        return builder.sign(ca_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    def test_chain_of_a_token_key(self):
        uri = self.make("EC:prime256v1", "01", "one")
        self.mps(0, "token", "key", uri, "-o", self.path("pub.pem"), env=self.pin)
        public = serialization.load_pem_public_key((self.dir / "pub.pem").read_bytes())
        ca_key = ec.generate_private_key(ec.SECP384R1())
        ca_name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Acme CA")])
        (self.dir / "ca.pem").write_bytes(self.issue(None, ca_key, ca_name, ""))
        (self.dir / "chain.pem").write_bytes(self.issue(public, ca_key, ca_name, "Acme") + (self.dir / "ca.pem").read_bytes())
        (self.dir / "good.crl").write_bytes(self.crl(ca_key, ca_name, []))
        (self.dir / "bad.crl").write_bytes(self.crl(ca_key, ca_name, [7]))
        anchors = {"plain": ([], 0), "listed": (["--crl", "good.crl"], 0), "revoked": (["--crl", "bad.crl"], 5), "other": (["--subject", "O=Evil"], 5), "named": (["--subject", "O=Acme", "--mps", "Small-L1"], 0),
                   "elsewhere": (["--mps", "Debian-*"], 5), "usage": (["--eku", "1.3.6.1.5.5.7.3.2"], 5)}
        for name, (options, _) in anchors.items():
            words = [self.path(word) if word.endswith(".crl") else word for word in options]
            self.mps(0, "trust", "add", name, self.path("ca.pem"), *words, "--store", self.path(f"store-{name}"))
        for form in ("cwt", "jwt"):
            self.attest(0, uri, "--chain", self.path("chain.pem"), form=form, env=self.pin)
            for name, (_, code) in anchors.items():
                self.verify(code, "--trust", self.path(f"store-{name}"))
        self.assertIn("not of the one that signs", self.attest(2, uri, "--chain", self.path("ca.pem"), env=self.pin))


if __name__ == "__main__":
    if DEVICE not in ("tpm", "pkcs11"):
        sys.exit("hardware_test.py MPS tpm|pkcs11")
    soft_devices.skip_without(soft_devices.TPM_PROGRAMS if DEVICE == "tpm" else soft_devices.HSM_PROGRAMS)
    unittest.main(argv=sys.argv[:1], verbosity=1)
