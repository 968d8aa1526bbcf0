#!/usr/bin/python3
"""A device in three layers, end to end: evidence with ages, challenges and signers of its own, tokens with a submodule for
each layer, verified by foreign code, and tampered with under the right key: layers_test.py MPS.

Exit 77 (skipped) where cbor2, cryptography or jwcrypto are absent.
"""
import base64
import copy
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

try:
    import cbor2
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec, utils
    from jwcrypto import jwk, jws
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

MPS = sys.argv[1]
NONCE, UEID = "00112233445566778899aabbccddeeff", "0100112233445566"
NOW, NOW_SECONDS = "2026-11-21T12:00:00Z", 1795262400
LAYERS = ("firmware", "hardware", "os")
VERDICTS = ["pass", "fail", "error", "unknown", "notapplicable", "notchecked"]

DEFINITION = """mps "Stack" version 1.0.0 language 1
schema hardware {{ fused : bool }}
schema firmware {{ svn : int  debug : bool }}
schema os {{ locked : bool  users : set of text }}
environment hardware : hardware {{ layer rot  key thumbprint sha256'{hardware}' }}
environment firmware : firmware {{ layer firmware  parent hardware }}
environment os       : os       {{ layer os  parent firmware }}
level L1
rule "1.1" fused  {{ title "Ensure the part is a production part"  level L1  require hardware.fused }}
rule "1.2" asked  {{ title "Ensure the hardware was asked today"   level L1  require now - collected(hardware) <= 1 day }}
rule "2.1" svn    {{ title "Ensure the firmware is recent"         level L1  require firmware.svn >= 7 }}
rule "2.2" debug  {{ title "Ensure nobody debugs it"               level L1  require not firmware.debug }}
rule "3.1" locked {{ title "Ensure the system is locked"           level L1  require os.locked }}
rule "3.2" users  {{ title "Ensure root is the only user"          level L1  require all u in os.users : u == "root" }}
rule "4" answers  {{ title "Ensure system and hardware answer one challenge"  level L1  require nonce(os) == nonce(hardware) }}
"""


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def part_of(claim_set, environment):
    """The claim set of one environment, as docs/tokens.md, "Several environments", has it."""
    rules, configurations = claim_set[11][environment]
    results = [result if isinstance(result, int) else result[0] for result in rules.values()]
    unwaived = [r if isinstance(r, int) else (r[0] if not (r[0] == 2 and r[2]) else 0) for r in rules.values()]
    verdict = 2 if 2 in unwaived else 3 if 3 in results else 4 if 4 in results else 1 if 1 in results else 5
    counts = {v: results.count(v) for v in sorted(set(results))}
    part = claim_set[:9] + [verdict, counts, {environment: [rules, configurations]}]
    return cbor2.dumps(part, canonical=True), verdict, counts


class Layers(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.dir = pathlib.Path(self.folder.name)
        self.keys = {}
        for name in ("hardware", "firmware", "stranger", "signer"):
            self.run_mps(0, "keygen", "-o", self.path(f"{name}.pem"))
            key = serialization.load_pem_private_key((self.dir / f"{name}.pem").read_bytes(), None)
            der = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
            self.keys[name] = hashlib.sha256(der).hexdigest()
        self.signer = serialization.load_pem_private_key((self.dir / "signer.pem").read_bytes(), None)
        self.write("stack.mps", DEFINITION.format(**self.keys))

    def tearDown(self):
        self.folder.cleanup()

    def path(self, name):
        return str(self.dir / name)

    def write(self, name, text):
        (self.dir / name).write_text(text, encoding="utf-8")

    def run_mps(self, code, *arguments):
        done = subprocess.run([MPS, *arguments], capture_output=True, timeout=120)
        out, err = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
        self.assertEqual(done.returncode, code, f"mps {' '.join(arguments)}\n{out}{err}")
        return out, err

    def evidence(self, **changes):
        """A device in order. A change `os__locked=False` is one of a claim, `os={...}` of members beside the claims."""
        claims = {"hardware": {"fused": True}, "firmware": {"svn": 7, "debug": False}, "os": {"locked": True, "users": ["root"]}}
        beside = {"hardware": {"layer": "rot", "key": "sha256:" + self.keys["hardware"]},
                  "firmware": {"layer": "firmware", "key": "sha256:" + self.keys["firmware"], "signed_by": "sha256:" + self.keys["hardware"]},
                  "os": {"layer": "os", "signed_by": "sha256:" + self.keys["firmware"]}}
        for name, value in changes.items():
            if "__" in name:
                claims[name.split("__")[0]][name.split("__")[1]] = value
            else:
                beside[name].update(value)
        environments = {name: {"schema": f"{name}@1", "claims": claims[name], "state": {"": "complete"}, **beside[name]} for name in LAYERS}
        return {"mps_evidence": 1, "collected_at": NOW_SECONDS - 60, "nonce": b64(bytes.fromhex(NONCE)), "environments": environments}

    def attest(self, code, document, form="jwt", output="token"):
        self.write("evidence.json", json.dumps(document))
        return self.run_mps(code, "attest", self.path("stack.mps"), "--level", "L1", "--evidence", self.path("evidence.json"), "--key", self.path("signer.pem"),
                            "--nonce", NONCE, "--ueid", UEID, "--token", form, "-o", self.path(output), "--now", NOW)

    def eval(self, code, document, *more):
        self.write("evidence.json", json.dumps(document))
        return self.run_mps(code, "eval", self.path("stack.mps"), "--level", "L1", "--evidence", self.path("evidence.json"), "--now", NOW, *more)

    def verify(self, code, *more, token="token"):
        out, _ = self.run_mps(code, "verify", self.path(token), "--key", self.path("signer.pub.pem"), "--nonce", NONCE, "--now", NOW, "--format", "json", *more)
        return json.loads(out)

    # ------------------------------------------------------------ tokens, by foreign code
    def read_jwt(self, name="token"):
        message = jws.JWS()
        message.deserialize((self.dir / name).read_text())
        message.verify(jwk.JWK.from_pem((self.dir / "signer.pub.pem").read_bytes()), "ES256")
        return message.jose_header, json.loads(message.payload)

    def write_jwt(self, header, claims, name="token"):
        message = jws.JWS(json.dumps(claims))
        message.add_signature(jwk.JWK.from_pem((self.dir / "signer.pem").read_bytes()), "ES256", protected=json.dumps(header))
        self.write(name, message.serialize(compact=True))

    def read_cwt(self, name="token"):
        outer = cbor2.loads((self.dir / name).read_bytes())
        self.assertEqual((outer.tag, outer.value.tag), (61, 18))
        protected, unprotected, payload, signature = outer.value.value
        self.assertEqual(unprotected, {})
        r, s = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
        self.signer.public_key().verify(utils.encode_dss_signature(r, s), cbor2.dumps(["Signature1", protected, b"", payload]), ec.ECDSA(hashes.SHA256()))
        return protected, cbor2.loads(payload)

    def write_cwt(self, protected, claims, name="token"):
        payload = self.canonical(claims)
        der = self.signer.sign(cbor2.dumps(["Signature1", protected, b"", payload]), ec.ECDSA(hashes.SHA256()))
        r, s = utils.decode_dss_signature(der)
        signature = r.to_bytes(32, "big") + s.to_bytes(32, "big")
        message = cbor2.CBORTag(61, cbor2.CBORTag(18, [protected, {}, payload, signature]))
        (self.dir / name).write_bytes(cbor2.dumps(message))

    @classmethod
    def canonical(cls, value):
        """RFC 8949 4.2.1: keys in the order of their encodings."""
        if isinstance(value, dict):
            items = sorted((cls.canonical(k), cls.canonical(v)) for k, v in value.items())
            return cls.head(5, len(items)) + b"".join(k + v for k, v in items)
        if isinstance(value, (list, tuple)):
            return cls.head(4, len(value)) + b"".join(map(cls.canonical, value))
        return cbor2.dumps(value)

    @staticmethod
    def head(major, count):
        return bytes([major << 5 | count]) if count < 24 else bytes([major << 5 | 24, count])

    def test_a_token_says_what_each_layer_came_to(self):
        for form in ("jwt", "cwt"):
            self.attest(0, self.evidence(firmware__svn=3), form=form)
            report = self.verify(1, "--definition", self.path("stack.mps"), "--evidence", self.path("evidence.json"), "--mps", "Stack-L1", "--ueid", UEID, "--strict")
            self.assertTrue(report["verified"])
            if form == "jwt":
                _, claims = self.read_jwt()
                octets = unb64(next(e["data"] for e in claims["lem"] if e["role"] == "claim-set"))
                found = {n: (unb64(s["hsh"][1]), s["mpv"][0], s["mpv"][1], s["mps"]) for n, s in claims["submods"].items()}
            else:
                _, claims = self.read_cwt()
                octets = next(e[4] for e in claims[-66002] if e[0] == 1)
                word = lambda v: VERDICTS[v - 1]
                found = {n: (s[-66005][1], word(s[-66006][0]), {word(v): c for v, c in s[-66006][1].items()}, s[-66001]) for n, s in claims[266].items()}
            self.assertEqual(sorted(found), sorted(LAYERS))
            claim_set = cbor2.loads(octets)
            for name in LAYERS:
                part, verdict, counts = part_of(claim_set, name)
                words = {VERDICTS[v - 1]: c for v, c in counts.items()}
                self.assertEqual(found[name], (hashlib.sha256(part).digest(), VERDICTS[verdict - 1], words, "Stack-L1"))
            self.assertEqual([found[n][1] for n in LAYERS], ["fail", "pass", "pass"])

    # ------------------------------------------------------------ tampering under the right key
    def refused(self, reason, form, change, check="agreement"):
        """The token of a device with old firmware, changed by `change(its submodules, those of an unlocked device)` and signed again."""
        self.attest(0, self.evidence(os__locked=False), form=form, output="other")
        self.attest(0, self.evidence(firmware__svn=3), form=form)
        key = "submods" if form == "jwt" else 266
        read, write = (self.read_jwt, self.write_jwt) if form == "jwt" else (self.read_cwt, self.write_cwt)
        header, claims = read()
        _, other = read("other")
        before = copy.deepcopy(claims[key])
        change(claims[key], other[key])
        self.assertNotEqual(claims[key], before)
        write(header, claims)
        report = self.verify(5)
        checks = {c["check"]: c for c in report["checks"]}
        self.assertEqual(checks["signature"]["outcome"], "passed", checks)
        self.assertEqual([n for n, c in checks.items() if c["outcome"] == "failed"], [check], checks)
        self.assertIn(reason, json.dumps(checks[check]))

    def test_untouched_and_signed_again(self):
        for form, read, write in (("jwt", self.read_jwt, self.write_jwt), ("cwt", self.read_cwt, self.write_cwt)):
            self.attest(0, self.evidence(), form=form)
            write(*read())  # else the refusals below would prove nothing
            self.assertTrue(self.verify(0)["verified"])

    def test_submodules_that_are_not_this_devices(self):
        def swap_devices(submods, other):
            submods.clear()
            submods.update(other)

        def better_firmware(submods, other):
            submods["firmware"] = other["firmware"]

        def worse_system(submods, other):
            submods["os"] = other["os"]

        def swap_layers(submods, other):
            submods["firmware"], submods["os"] = submods["os"], submods["firmware"]

        def drop(submods, other):
            del submods["os"]

        def add(submods, other):
            submods["bios"] = copy.deepcopy(submods["os"])  # of one rule: more than the token counts would be refused before
            label = "mpv" if "mpv" in submods["os"] else -66006
            submods["bios"][label] = ["pass", {"pass": 1}] if label == "mpv" else [1, {1: 1}]

        def rename(submods, other):
            submods["bios"] = submods.pop("os")

        for form in ("jwt", "cwt"):
            with self.subTest(form=form):
                self.refused("hsh of `firmware` is not over its part", form, swap_devices)
                self.refused("hsh of `firmware` is not over its part", form, better_firmware)
                self.refused("count more rules than the token", form, worse_system, "profile")
                self.refused("is not over its part of the claim set", form, swap_layers)
                self.refused("submods are not the environments", form, drop)
                self.refused("submods are not the environments", form, add)
                self.refused("no environment `bios`", form, rename)

    def test_submodules_that_say_something_else(self):
        def hsh(submods, other):
            label = "hsh" if "hsh" in submods["os"] else -66005
            algorithm, digest = submods["os"][label]
            submods["os"][label] = [algorithm, "A" * 43 if isinstance(digest, str) else bytes(32)]

        def counts(submods, other):
            label = "mpv" if "mpv" in submods["os"] else -66006
            verdict, by_verdict = submods["os"][label]
            submods["os"][label] = [verdict, {next(iter(by_verdict)): 1}]

        def verdict(submods, other):
            label = "mpv" if "mpv" in submods["os"] else -66006
            submods["firmware"][label] = ["pass", {"pass": 2}] if label == "mpv" else [1, {1: 2}]

        def name(submods, other):
            label = "mps" if "mps" in submods["os"] else -66001
            submods["os"][label] = "Stack-L2"

        for form in ("jwt", "cwt"):
            with self.subTest(form=form):
                self.refused("hsh of `os` is not over its part", form, hsh)
                self.refused("mpv of `os` does not agree", form, counts)
                self.refused("mpv of `firmware` does not agree", form, verdict)
                self.refused("submods", form, name, "profile")

    # ------------------------------------------------------------ keys and layers
    def test_who_signed_a_layer(self):
        out, _ = self.eval(0, self.evidence())
        for line in ("hardware     rot       checked", "firmware     firmware  not bound  hardware: checked", "os           os        not bound  firmware: checked"):
            self.assertIn(line, out)
        stranger = "sha256:" + self.keys["stranger"]
        _, err = self.eval(6, self.evidence(os={"signed_by": stranger}))
        self.assertIn('environment "os" was signed by the key ' + stranger, err)
        self.assertIn('its parent "firmware" has the attesting key sha256:' + self.keys["firmware"], err)
        _, err = self.eval(6, self.evidence(hardware={"key": stranger}))
        self.assertIn("another attesting key", err)
        document = self.evidence()
        del document["environments"]["os"]["signed_by"], document["environments"]["hardware"]["key"], document["environments"]["firmware"]["signed_by"]
        out, _ = self.eval(0, document)
        self.assertIn("firmware: not stated", out)
        self.assertIn("hardware     rot       not stated", out)
        report = json.loads(self.eval(0, self.evidence(), "--format", "json")[0])
        found = {one["name"]: one for one in report["environments"]}
        self.assertEqual(found["os"]["signed_by"], {"check": "checked", "stated": "sha256:" + self.keys["firmware"]})
        self.assertEqual(found["hardware"]["key"]["check"], "checked")
        self.assertEqual(found["hardware"]["signed_by"]["check"], "not bound")
        self.assertEqual((found["os"]["collected_at"], found["os"]["nonces"]), (NOW_SECONDS - 60, [NONCE]))

    # ------------------------------------------------------------ ages and challenges
    def test_age_of_a_layer(self):
        old = self.evidence(hardware={"collected_at": NOW_SECONDS - 2 * 86400})
        out, _ = self.eval(1, old)
        self.assertIn("collected(hardware)", out)
        self.attest(0, old)
        report = self.verify(5)
        self.assertEqual([c["check"] for c in report["checks"] if c["outcome"] == "failed"], ["evidence-age"])
        _, claims = self.read_jwt()
        self.assertEqual(next(e["time"] for e in claims["lem"] if e["role"] == "evidence"), NOW_SECONDS - 2 * 86400)
        self.verify(1, "--max-age", str(3 * 86400))
        self.eval(4, self.evidence(hardware={"collected_at": {"unknown": "no clock"}}))
        _, err = self.attest(5, self.evidence(hardware={"collected_at": {"unknown": "no clock"}}))
        self.assertIn("`hardware` does not say when it was collected", err)
        _, err = self.attest(5, self.evidence(os={"collected_at": NOW_SECONDS + 3600}))
        self.assertIn("`os` was collected after the time of the evaluation", err)

    def test_challenge_of_a_layer(self):
        replayed = self.evidence(os={"nonce": b64(b"another nonce")})
        out, _ = self.eval(1, replayed)
        self.assertIn("nonce(os)", out)
        _, err = self.attest(5, replayed)
        self.assertIn("`os` was collected for another nonce than the token's", err)
        _, err = self.attest(5, self.evidence(os={"nonce": {"unknown": "lost"}}))
        self.assertIn("`os` does not say which nonce it answers", err)
        self.attest(0, self.evidence(os={"nonce": None}))  # a rule fails, and the token says so
        self.verify(1)
        # A signer that looks away: the verifier who has the evidence sees it.
        self.attest(0, self.evidence())
        header, claims = self.read_jwt()
        entry = next(e for e in claims["lem"] if e["role"] == "evidence")
        for document, reason in ((replayed, "another nonce"), (self.evidence(os={"nonce": {"unknown": "lost"}}), "does not say of all its environments")):
            octets = json.dumps(document).encode()
            entry["digest"] = ["SHA-256", b64(hashlib.sha256(octets).digest())]
            self.write_jwt(header, claims)
            (self.dir / "evidence.json").write_bytes(octets)
            report = self.verify(5, "--evidence", self.path("evidence.json"))
            failed = {c["check"]: json.dumps(c) for c in report["checks"] if c["outcome"] == "failed"}
            self.assertEqual(list(failed), ["evidence"])
            self.assertIn(reason, failed["evidence"])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
