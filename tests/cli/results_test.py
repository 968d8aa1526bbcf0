#!/usr/bin/env python3
"""Attestation results, wrappers and foreign tokens as scripts use them: results_test.py MPS.

Tokens of other systems are made here with another library, so that none of ours judges itself."""
import base64
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

import cbor2
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils

MPS = sys.argv[1]
NOW, SECONDS = "2026-11-21T12:00:00Z", 1795262400
NONCE = "00112233445566778899aabbccddeeff"

DOOR = """mps "Door" version 1.0.0 language 1
schema door { locked : bool  keys : int }
environment front : door
level L1
rule "1" locked { title "Locked" level L1 require front.locked }
rule "2" keys { title "Keys" level L1 require front.keys <= 3 }
"""
GRADED = """mps "Graded" version 1.0.0 language 1
schema door { keys : int }
environment front : door
level L1 { accept warning }
rule "1" keys { title "Keys" level L1
    grade { affirming when front.keys <= 3  warning when front.keys in 4..6  otherwise contraindicated }
}
"""
HOUSE = """mps "House" version 1.0.0 language 1
schema door { locked : bool }
environment front : door
environment back : door
level L1
rule "1" front { title "Front" level L1 require front.locked }
rule "2" back { title "Back" level L1 require back.locked }
"""
BOARD = """mps "Board" version 1.0.0 language 1
import eat version 1.0
environment psa : eat.psa { layer firmware }
level L1
rule "1" secured { level L1 severity high use eat.psa_secured(psa) }
rule "2" signer { title "Signer" level L1 severity high require all c in psa.components : c.signer == h'""" + "04" * 32 + """' }
"""


def b64url(octets):
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")


def payload(token):
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def sign1(key, claims):
    protected, body = cbor2.dumps({1: -7}), cbor2.dumps(claims)
    to_sign = cbor2.dumps(["Signature1", protected, b"", body])
    r, s = utils.decode_dss_signature(key.sign(to_sign, ec.ECDSA(hashes.SHA256())))
    return cbor2.dumps(cbor2.CBORTag(18, [protected, {}, body, r.to_bytes(32, "big") + s.to_bytes(32, "big")]))


def psa(**changes):
    claims = {265: "tag:psacertified.org,2023:psa#tfm", 10: b"\x01" * 32, 256: b"\x01" + b"\x09" * 32, 2396: b"\x02" * 32, 2394: 1, 2395: 0x3000,
              2399: [{1: "BL", 2: b"\x03" * 32, 5: b"\x04" * 32}]}
    claims.update({int(k[1:]): v for k, v in changes.items()})
    return claims


class ResultsTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.dir = pathlib.Path(self.folder.name)
        for name, text in (("door.mps", DOOR), ("graded.mps", GRADED), ("house.mps", HOUSE), ("board.mps", BOARD)):
            (self.dir / name).write_text(text)
        for name in ("device", "verifier"):
            self.mps(0, "keygen", "-o", f"{name}.pem")
        self.evidence()

    def tearDown(self):
        self.folder.cleanup()

    def mps(self, code, *arguments):
        done = subprocess.run([MPS, *arguments], capture_output=True, cwd=self.dir, timeout=120)
        self.assertEqual(done.returncode, code, f"mps {' '.join(arguments)}\n{done.stdout}{done.stderr}")
        return done

    def evidence(self, environments=None, nonce=NONCE, **claims):
        claims = {"locked": True, "keys": 3, **claims}
        environments = environments or {"front": {"schema": "door@1", "claims": claims}}
        document = {"mps_evidence": 1, "collected_at": SECONDS - 10, "environments": environments}
        if nonce:
            document["nonce"] = b64url(bytes.fromhex(nonce))
        (self.dir / "e.json").write_text(json.dumps(document))

    def attest(self, definition="door.mps", *more):
        self.mps(0, "attest", definition, "--level", "L1", "--evidence", "e.json", "--key", "device.pem", "--nonce", NONCE, "--sub", "d", "--now", NOW, "-o", "token", *more)

    def verify(self, code, *more, nonce=NONCE, ear="ear"):
        return self.mps(code, "verify", "token", "--key", "device.pub.pem", "--nonce", nonce, "--now", NOW, "--ear", ear, "--ear-key", "verifier.pem", *more)

    def appraise(self, code, definition="door.mps", *more, nonce=NONCE):
        return self.mps(code, "appraise", definition, "--level", "L1", "--evidence", "e.json", "--nonce", nonce, "--ear", "ear", "--ear-key", "verifier.pem", "--now", NOW, *more)

    def result(self, code, *more, nonce=NONCE):
        out = self.mps(code, "result", "ear", "--key", "verifier.pub.pem", "--nonce", nonce, "--now", NOW, "--format", "json", *more)
        return json.loads(out.stdout) if code in (0, 1, 4) else out.stderr.decode()

    def read_ear(self):
        return payload((self.dir / "ear").read_text())

    # ------------------------------------------------------------ passport
    def test_passport_in_both_forms(self):
        for token in ("cwt", "jwt"):
            self.attest("door.mps", "--token", token)
            for form in ("jwt", "cwt"):
                self.verify(0, "--ear-format", form, "--verifier", "https://v.example")
                report = self.result(0, "--verifier", "https://v.example")
                self.assertEqual(report["status"], "affirming")
                self.assertEqual(report["submods"]["Door-L1"]["vector"], {"configuration": 2})
        self.assertIn("not `other`", self.result(5, "--verifier", "other"))

    def test_what_an_ear_says(self):
        self.attest()
        self.verify(0, "--verifier", "v", "--raw-evidence")
        ear = self.read_ear()
        self.assertEqual(ear["eat_profile"], "tag:ietf.org,2026:rats/ear#03")
        self.assertEqual((ear["iat"], ear["exp"]), (SECONDS, SECONDS + 3600))
        self.assertEqual(ear["ear_verifier_id"]["developer"], "v")
        self.assertEqual(ear["ear_raw_evidence"], b64url((self.dir / "token").read_bytes()))
        self.assertEqual(ear["eat_nonce"], b64url(bytes.fromhex(NONCE)))
        submod = ear["submods"]["Door-L1"]
        report = json.loads(self.mps(0, "eval", "door.mps", "--level", "L1", "--evidence", "e.json", "--now", NOW, "--format", "json").stdout)
        self.assertEqual(submod["hsh"], ["SHA-256", b64url(bytes.fromhex(report["hsh"]["value"]))])
        self.assertEqual(submod["mpv"], ["pass", {"pass": 2}])
        policy = "tag:mps.example,2026:policy/Door-L1?definition=sha256:" + report["definition"]["value"]
        self.assertEqual(submod["ear_appraisal_policy_ids"], [policy])
        self.result(0, "--policy", policy)
        self.assertIn("was not appraised by", self.result(5, "--policy", policy[:-1] + "x"))

    def test_verdicts_become_tiers(self):
        for claims, code, status, vector in (({}, 0, "affirming", {"configuration": 2}), ({"keys": 9}, 1, "contraindicated", {"configuration": 96}),
                                             ({"keys": "x"}, 4, "none", {"configuration": 1})):
            self.evidence(**claims)
            self.attest()
            self.verify(code)
            report = self.result({"affirming": 0, "contraindicated": 1, "none": 4}[status])
            self.assertEqual((report["status"], report["submods"]["Door-L1"]["vector"]), (status, vector))
        self.evidence({"front": {"schema": "door@1", "claims": {"locked": True}}})
        self.attest()
        self.verify(4)
        self.assertEqual(self.result(4)["submods"]["Door-L1"]["vector"], {})

    def test_a_pass_with_a_warning_is_no_affirmation(self):
        self.evidence({"front": {"schema": "door@1", "claims": {"keys": 5}}})
        self.attest("graded.mps")
        self.verify(0)
        self.assertEqual(self.result(1)["submods"]["Graded-L1"], {"status": "warning", "vector": {"configuration": 32}, "policies": self.read_ear()["submods"]["Graded-L1"]["ear_appraisal_policy_ids"]})

    def test_environments_are_submodules(self):
        door = lambda locked: {"schema": "door@1", "claims": {"locked": locked}}
        self.evidence({"front": door(True), "back": door(False)})
        self.attest("house.mps")
        self.verify(1)
        report = self.result(1)
        self.assertEqual({name: one["status"] for name, one in report["submods"].items()}, {"front": "affirming", "back": "contraindicated"})
        self.assertEqual(report["status"], "contraindicated")

    def test_no_result_of_a_refused_token(self):
        self.attest()
        self.verify(5, nonce="ff" * 16)
        self.assertFalse((self.dir / "ear").exists())
        self.mps(5, "verify", "token", "--key", "verifier.pub.pem", "--nonce", NONCE, "--now", NOW, "--ear", "ear", "--ear-key", "verifier.pem")
        self.assertFalse((self.dir / "ear").exists())
        # Without its claim set a token's grades are not known.
        self.attest("door.mps", "--claims-uri", "https://c.example/1", "--claims", "claims")
        self.assertIn(b"--claims", self.verify(2).stderr)
        self.verify(0, "--claims", "claims")

    def test_a_result_never_outlives_its_token(self):
        self.attest("door.mps", "--lifetime", "60")
        self.verify(0)
        self.assertEqual(self.read_ear()["exp"], SECONDS + 60)

    def test_a_result_names_its_device(self):
        self.attest("door.mps", "--ueid", "0100112233445566")
        self.verify(0)
        report = self.result(0, "--ueid", "0100112233445566", "--sub", "d")
        self.assertEqual((report["ueid"], report["sub"]), ("0100112233445566", "d"))
        self.assertIn("of the device 0100112233445566", self.result(5, "--ueid", "0100112233445567"))
        self.assertIn("of the device `d`", self.result(5, "--sub", "e"))
        self.appraise(0)
        self.assertIn("does not name its device", self.result(5, "--ueid", "0100112233445566"))
        self.assertIn("does not name its device", self.result(5, "--sub", "d"))

    def test_options_go_together(self):
        self.attest()
        for options in (["--ear", "x"], ["--ear-key", "verifier.pem"], ["--cmw"], ["--raw-evidence"]):
            self.mps(2, "verify", "token", "--key", "device.pub.pem", "--nonce", NONCE, "--now", NOW, *options)
        out = self.verify(0, ear="-")
        self.assertEqual(payload(out.stdout.decode())["ear_status"], "affirming")
        self.assertIn(b"verified", out.stderr)

    def test_a_result_is_no_token_and_a_token_no_result(self):
        self.attest("door.mps", "--token", "jwt")
        self.verify(0)
        self.mps(5, "verify", "ear", "--key", "verifier.pub.pem", "--nonce", NONCE, "--now", NOW)
        out = self.mps(6, "result", "token", "--key", "device.pub.pem", "--nonce", NONCE, "--now", NOW)
        self.assertIn(b"unsupported:ear-profile", out.stderr)

    # ------------------------------------------------------------ background check
    def test_background_check(self):
        out = self.appraise(0, "door.mps", "--raw-evidence")
        self.assertIn(b"affirming", out.stdout)
        ear = self.read_ear()
        self.assertEqual(ear["ear_raw_evidence"], b64url((self.dir / "e.json").read_bytes()))
        self.result(0)
        self.assertIn("nonce", self.result(5, nonce="ff" * 16))
        self.evidence(keys=9)
        self.appraise(1)
        self.assertEqual(self.result(1)["status"], "contraindicated")

    def test_evidence_of_another_nonce_or_none(self):
        self.assertIn(b"another nonce", self.appraise(5, nonce="ff" * 16).stderr)
        self.evidence(nonce=None)
        self.assertIn(b"answers no nonce", self.appraise(5).stderr)
        self.assertFalse((self.dir / "ear").exists())

    def test_challenges_differ(self):
        first, second = (self.mps(0, "challenge").stdout.decode().strip() for _ in range(2))
        self.assertNotEqual(first, second)
        self.assertEqual(len(bytes.fromhex(first)), 32)
        self.assertEqual(len(bytes.fromhex(json.loads(self.mps(0, "challenge", "--bytes", "8", "--format", "json").stdout)["nonce"])), 8)
        self.mps(2, "challenge", "--bytes", "7")
        self.mps(2, "challenge", "--bytes", "65")

    # ------------------------------------------------------------ wrappers
    def test_wrapped_tokens_results_and_evidence(self):
        self.attest("door.mps", "--cmw")
        record = cbor2.loads((self.dir / "token").read_bytes())
        self.assertEqual((record[0].split(";")[0], record[2]), ("application/eat+cwt", 4))
        self.verify(0, "--cmw", "--raw-evidence")
        record = json.loads((self.dir / "ear").read_text())
        self.assertEqual((record[0], record[2]), ('application/eat+jwt; eat_profile="tag:ietf.org,2026:rats/ear#03"', 8))
        self.result(0)
        self.attest("door.mps", "--cmw", "--token", "jwt")
        self.verify(0)
        self.assertEqual(self.result(0)["status"], "affirming")
        plain = (self.dir / "e.json").read_bytes()
        wrapped = {"application/vnd.mps.evidence+json": 0, "application/vnd.mps.evidence+cbor": 6, "application/eat+jwt": 6}
        for kind, code in wrapped.items():
            (self.dir / "e.json").write_text(json.dumps([kind, b64url(plain), 4]))
            self.mps(code, "eval", "door.mps", "--level", "L1", "--evidence", "e.json", "--now", NOW)
        (self.dir / "e.json").write_text(json.dumps(["application/vnd.mps.evidence+json", b64url(plain), 8]))
        self.assertIn(b"indicator", self.appraise(6).stderr)

    def test_collected_evidence_wrapped(self):
        (self.dir / "tree" / "etc").mkdir(parents=True)
        (self.dir / "tree" / "etc" / "shadow").touch(0o640)
        (self.dir / "l.mps").write_text('mps "L" version 1.0.0 language 1\nimport linux version 1.0\nenvironment host : linux.host\nlevel L1\n'
                                        'rule "1" shadow { title "Shadow" level L1 severity high require host.files["/etc/shadow"].mode within 0640 }\n')
        for output, form in (("c.json", "application/vnd.mps.evidence+json"), ("c.cbor", "application/vnd.mps.evidence+cbor")):
            self.mps(0, "collect", "--for", "l.mps", "--root", "tree", "--now", NOW, "--cmw", "-o", output)
            octets = (self.dir / output).read_bytes()
            self.assertEqual((json.loads(octets) if output.endswith("json") else cbor2.loads(octets))[0], form)
            self.mps(0, "eval", "l.mps", "--level", "L1", "--evidence", output, "--now", NOW)

    def test_a_wrapper_of_the_wrong_type(self):
        self.attest()
        token = (self.dir / "token").read_bytes()
        for kind, code in ((263, 0), ("application/eat+cwt", 0), ("application/eat+jwt", 6), (264, 6), (9999, 6), ("application/rim+cose", 6),
                           ('application/eat+cwt; eat_profile="tag:ietf.org,2026:rats/ear#03"', 6)):
            (self.dir / "token").write_bytes(cbor2.dumps([kind, token]))
            self.mps(code, "verify", "token", "--key", "device.pub.pem", "--nonce", NONCE, "--now", NOW)
        (self.dir / "token").write_bytes(cbor2.dumps(cbor2.CBORTag(1668546817 + 256 + 8, token)))  # content format 263
        self.mps(0, "verify", "token", "--key", "device.pub.pem", "--nonce", NONCE, "--now", NOW)
        (self.dir / "token").write_bytes(cbor2.dumps([263, token])[:-1])
        self.mps(6, "verify", "token", "--key", "device.pub.pem", "--nonce", NONCE, "--now", NOW)

    # ------------------------------------------------------------ foreign tokens
    def foreign(self, claims, name="psa.cbor"):
        key = ec.generate_private_key(ec.SECP256R1())
        (self.dir / "psa.pub.pem").write_bytes(key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo))
        (self.dir / name).write_bytes(sign1(key, claims))

    def import_eat(self, code, *more, output="f.json"):
        return self.mps(code, "import", "eat", "psa.cbor", "-o", output, "--now", NOW, *more)

    def test_psa_token_to_verdict(self):
        self.foreign(psa())
        for output in ("f.json", "f.cbor"):
            self.import_eat(0, "--key", "psa.pub.pem", "--nonce", "01" * 32, output=output)
            self.mps(0, "eval", "board.mps", "--level", "L1", "--evidence", output, "--now", NOW)
        (self.dir / "e.json").write_bytes((self.dir / "f.json").read_bytes())
        self.appraise(0, "board.mps", nonce="01" * 32)
        self.assertEqual(self.result(0, nonce="01" * 32)["status"], "affirming")
        for changed in (psa(_2395=0x5000), psa(_2399=[{2: b"\x03" * 32, 5: b"\x05" * 32}])):
            self.foreign(changed)
            self.import_eat(0, "--key", "psa.pub.pem")
            self.mps(1, "eval", "board.mps", "--level", "L1", "--evidence", "f.json", "--now", NOW)

    def test_unverified_evidence_does_not_pass(self):
        self.foreign(psa())
        self.assertIn(b"was not checked", self.import_eat(0).stderr)
        self.mps(1, "eval", "board.mps", "--level", "L1", "--evidence", "f.json", "--now", NOW)

    def test_foreign_tokens_that_are_refused(self):
        self.foreign(psa())
        self.import_eat(5, "--key", "device.pub.pem")
        self.import_eat(5, "--key", "psa.pub.pem", "--nonce", "02" * 32)
        self.import_eat(2, "--environment", "no name")
        self.foreign({265: "tag:vendor.example,2026:p", 262: True})
        self.assertIn(b"unsupported:eat-profile", self.import_eat(6, "--key", "psa.pub.pem").stderr)
        self.import_eat(0, "--key", "psa.pub.pem", "--profile", "tag:vendor.example,2026:p", "--cmw", "--environment", "box")
        self.assertEqual(json.loads((self.dir / "f.json").read_text())[0], "application/vnd.mps.evidence+json")
        self.foreign(psa(_2396=b"\x01"))
        self.assertIn(b"psa-implementation-id (2396): has 1 octets", self.import_eat(6, "--key", "psa.pub.pem").stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
