#!/usr/bin/env python3
"""A server's firmware from a signed CoRIM to a token with a submodule for each environment: conditional endorsements of
several endorsers, one of them a series that depends on another's word, on every engine and from a bundle, with one hsh.
Tokens are verified by foreign code. CoRIMs are made by corim_maker.py.

  firmware.py MPS
"""
import base64
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile

import cbor2
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from jwcrypto import jwk, jws

from corim_maker import SHA256, T, corim, key_pair, measurement, public_pem, sign, thumbprint

MPS = sys.argv[1]
NOW, COLLECTED, NONCE = "2026-06-01", 1780271990, "0123456789abcdef0123456789abcdef"
FIRMWARE, ROLLED_BACK = (hashlib.sha256(word).digest() for word in (b"3.2.1", b"3.1.9"))

DEFINITION = """
mps "Resilient-Server" version 1.0.0 language 1
title "Firmware that is approved, or endorsed by its vendor when it is in range and the flags are set"
schema board {
    vendor         : text                corim vendor
    model          : text                corim model
    serial         : int in 0..          corim integer of "serial"
    svn            : int in 0..  either  corim svn of "firmware"
    image          : digest      either  corim digest of "firmware"
    straps         : bytes               corim raw of "straps"
    production?    : text      endorsed  corim name of "production"
    recovery?      : text      endorsed  corim name of "recovery"
}
schema chip { family : bytes corim class_id  firmware : int in 0.. corim svn  certified? : text endorsed corim name }
schema system { locked : bool }
environment chip  : chip   { layer hardware  key thumbprint sha256'CHIP' }
environment board : board  { layer firmware  parent chip }
environment host  : system { layer os  parent board }
level Protect
level Recover extends Protect { accept warning }
endorser silicon { key thumbprint sha256'SILICON'  may endorse board }
endorser lab     { key thumbprint sha256'LAB'      may endorse chip.certified }
set approved of digest = { sha256'00000000000000000000000000000000000000000000000000000000000000aa' }
rule "1" approved { title "Ensure the firmware is approved, or known to its vendor" level Protect
                    require board.image in approved or board.image by silicon is present }
rule "2" level_   { title "Ensure the chip is certified" level Protect  require (chip.certified else "none") == "level 2" }
rule "3" made     { title "Ensure it is a production board" level Protect  require board.production is present }
rule "4" locked   { title "Ensure the system is locked" level Protect  require host.locked }
rule "5" recover  { title "Ensure the firmware can be recovered" level Recover
                    grade { affirming when (board.recovery else "none") == "golden"  warning when (board.recovery else "none") == "old"
                            otherwise contraindicated } }
"""
FAILED = []


def check(what, condition, detail=""):
    if not condition:
        FAILED.append(what)
        print(f"FAILED: {what} {detail}")


def run(*arguments):
    return subprocess.run([MPS, *map(str, arguments)], capture_output=True, text=True, timeout=300)


BOARD = {0: {1: "Acme", 2: "R7"}}
CHIP = {0: {0: T(560, b"SLB9")}}


class Server:
    def __init__(self, folder):
        self.here = pathlib.Path(folder)
        self.keys = {name: key_pair() for name in ("silicon", "lab", "chip", "board")}
        text = DEFINITION
        for name, key in self.keys.items():
            text = text.replace(f"sha256'{name.upper()}'", f"sha256'{thumbprint(key)}'")
        self.definition = self.here / "server.mps"
        self.definition.write_text(text)
        checked = run("check", self.definition)
        check("the definition checks", checked.returncode == 0, checked.stdout + checked.stderr)
        for name in ("silicon", "lab"):
            (self.here / f"{name}.pub.pem").write_bytes(public_pem(self.keys[name]))
        run("keygen", "-o", self.here / "key.pem")
        self.corims = []
        for name, triples in (("silicon", self.vendor()), ("lab", self.laboratory())):
            path = self.here / f"{name}.corim"
            path.write_bytes(sign(corim(triples, comid=name), self.keys[name]))
            self.corims += ["--endorsements", path, "--endorser-key", self.here / f"{name}.pub.pem"]

    @staticmethod
    def vendor():
        reference = [BOARD, [measurement({1: T(553, 7), 2: [[SHA256, FIRMWARE]]}, "firmware")]]
        made = [[[BOARD, [measurement({15: T(564, [10000, 19999])}, "serial"), measurement({1: T(553, 7)}, "firmware"),
                          measurement({4: T(563, [b"\x00\x12", b"\x00\xff"])}, "straps")]]],
                [[BOARD, [measurement({11: "R7 production board"}, "production")]]]]

        def step(least, word):
            return [[measurement({1: T(553, least)}, "firmware")], [measurement({11: word}, "recovery")]]

        # Depends on what the conditional endorsement says.
        series = [[BOARD, [measurement({11: "R7 production board"}, "production")]], [step(9, "golden"), step(7, "old")]]
        return {0: [reference], 10: [made], 8: [series]}

    @staticmethod
    def laboratory():
        return {10: [[[[CHIP, [measurement({1: T(553, 3)})]]], [[CHIP, [measurement({11: "level 2"})]]]]]}

    def evidence(self, **changes):
        board = {"vendor": "Acme", "model": "R7", "serial": 12345, "svn": 9, "image": "sha256:" + FIRMWARE.hex(),
                 "straps": base64.urlsafe_b64encode(b"\xff\x12").decode().rstrip("=")}
        board.update(changes)
        board = {name: value for name, value in board.items() if value is not None}
        document = {"mps_evidence": 1, "collected_at": COLLECTED, "environments": {
            "chip": {"schema": "chip@1", "layer": "hardware", "key": "sha256:" + thumbprint(self.keys["chip"]),
                     "claims": {"family": base64.urlsafe_b64encode(b"SLB9").decode().rstrip("="), "firmware": 4}},
            "board": {"schema": "board@1", "layer": "firmware", "key": "sha256:" + thumbprint(self.keys["board"]),
                      "signed_by": "sha256:" + thumbprint(self.keys["chip"]), "claims": board},
            "host": {"schema": "system@1", "layer": "os", "signed_by": "sha256:" + thumbprint(self.keys["board"]),
                     "claims": {"locked": True}}}}
        path = self.here / "evidence.json"
        path.write_text(json.dumps(document))
        return path

    def common(self, level="Recover", **changes):
        return ["--level", level, "--evidence", self.evidence(**changes), "--now", NOW, *self.corims]

    def verdicts(self, **changes):
        got = run("eval", self.definition, *self.common(**changes), "--format", "json")
        if not got.stdout:
            return {"stderr": got.stderr}
        report = json.loads(got.stdout)
        return {rule["id"]: (rule["verdict"], rule["grade"]) for rule in report["rules"]} | {
            "ignored": [one["id"] + ": " + one["reason"] for one in report["ignored_endorsements"]]}


def verdicts(server):
    good = server.verdicts()
    expected = {"1": "pass", "2": "pass", "3": "pass", "4": "pass", "5": "pass"}
    check("all in order", {k: good.get(k, [None])[0] for k in expected} == expected and good["5"][1] == "affirming", good)
    for what, rule, wanted, grade, changes in (
            ("another image", "1", "fail", None, {"image": "sha256:" + ROLLED_BACK.hex()}),
            ("rolled back", "3", "fail", None, {"svn": 6}), ("a serial number out of range", "3", "fail", None, {"serial": 20000}),
            ("straps that are not set", "3", "fail", None, {"straps": "_xM"}), ("no serial number", "3", "unknown", None, {"serial": None}),
            ("the second case of the series", "5", "pass", "warning", {"svn": 8}),
            ("the series waits for the serial number", "5", "unknown", None, {"serial": None}),
            ("no svn", "5", "unknown", None, {"svn": None})):
        got = server.verdicts(**changes)
        check(what, tuple(got.get(rule, (None, None))) == (wanted, grade), got)


def one_hash(server):
    """Interpreter, native code made now and ahead of time, and a bundle come to the same octets."""
    common = server.common()
    assert run("build", server.definition, "-o", server.here / "server.bundle").returncode == 0
    library = server.here / "server.so"
    native = run("build", server.definition, "--emit", "shared", "-o", library)
    ways = [(server.definition, "--engine", "interpreter"), (server.definition, "--engine", "jit"), (server.here / "server.bundle", "--engine", "interpreter"),
            (server.here / "server.bundle", "--engine", "jit")]
    if native.returncode == 0:
        ways.append((server.definition, "--engine", "aot", "--native", library))
    check("native code is made ahead of time", native.returncode == 0, native.stderr)
    seen = set()
    for definition, *engine in ways:
        got = run("eval", definition, *common, *engine, "--claims", server.here / "claims.cbor", "--format", "json")
        ran = json.loads(got.stdout)["engine"]["ran"] if got.stdout else got.stderr
        check(f"{engine[1]} judged", ran == engine[1], ran)
        seen.add(hashlib.sha256((server.here / "claims.cbor").read_bytes()).hexdigest())
    check("one hsh", len(seen) == 1, seen)
    return seen.pop()


def tokens(server, expected):
    key = serialization.load_pem_public_key((server.here / "key.pub.pem").read_bytes())
    for form in ("cwt", "jwt"):
        token = server.here / f"token.{form}"
        made = run("attest", server.definition, *server.common(), "--key", server.here / "key.pem", "--nonce", NONCE, "--ueid", "01" + "cd" * 16,
                   "--token", form, "-o", token)
        check(f"{form} made", made.returncode == 0, made.stderr)
        verified = run("verify", token, "--key", server.here / "key.pub.pem", "--nonce", NONCE, "--now", NOW)
        check(f"{form} verified", verified.returncode == 0, verified.stdout + verified.stderr)
        if form == "cwt":
            protected, _, payload, signature = cbor2.loads(token.read_bytes()).value.value
            half = len(signature) // 2
            der = utils.encode_dss_signature(int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big"))
            key.verify(der, cbor2.dumps(["Signature1", protected, b"", payload]), ec.ECDSA(hashes.SHA256()))
            claims = cbor2.loads(payload)
            hsh, submods, lem = claims[-66005][1].hex(), claims[266], claims[-66002]
            names = {name: part[-66001] for name, part in submods.items()}
            endorsed = [one for one in lem if one[0] == 4]
        else:
            message = jws.JWS()
            message.deserialize(token.read_text())
            message.verify(jwk.JWK.from_pem((server.here / "key.pub.pem").read_bytes()), "ES256")
            claims = json.loads(message.payload)
            hsh = base64.urlsafe_b64decode(claims["hsh"][1] + "=").hex()
            names = {name: part["mps"] for name, part in claims["submods"].items()}
            endorsed = [one for one in claims["lem"] if one["role"] == "endorsement"]
        check(f"{form} has the hsh of every engine", hsh == expected, hsh)
        check(f"{form} has a submodule for each environment", names == dict.fromkeys(("board", "chip", "host"), "Resilient-Server-Recover"), names)
        check(f"{form} names both CoRIMs", len(endorsed) == 2, endorsed)


with tempfile.TemporaryDirectory() as folder:
    one = Server(folder)
    verdicts(one)
    tokens(one, one_hash(one))
print("FAILED" if FAILED else "ok")
sys.exit(1 if FAILED else 0)
