#!/usr/bin/env python3
"""CoRIMs in evaluation, from end to end: `--endorsements vendor.corim` and `mps import coev`. CoRIMs are made by
corim_maker.py.

  command.py MPS
"""
import base64
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import cbor2

from corim_maker import SHA256, SHA384, T, certificate, corim, key_pair, measurement, public_pem, sign, thumbprint

MPS = sys.argv[1]
NOW = "2026-06-01"
FAILED = []
GOOD, OTHER, OLD = (hashlib.sha256(word).digest() for word in (b"good", b"other", b"old"))

DEFINITION = """
mps "Board" version 1.0.0 language 1
record component { svn : int in 0.. either corim svn  image : set of digest either corim digest  approved? : text endorsed corim name }
schema board {
    vendor     : text                   corim vendor
    model      : text                   corim model
    serial?    : bytes                  corim instance
    svn        : int in 0..     either  corim svn of "bios"
    firmware   : digest         either  corim digest of "bios"
    debug      : bool           either  corim is_debug
    straps     : bytes          either  corim raw of 7
    level      : int            either  corim integer of uuid "31fb5abf-023e-4992-aa4e-95f9c1503bfa"
    pcr0       : digest         either  corim register["pcr0"] of "tpm"
    release    : version semver either  corim version of oid "2.5.8192"
    certified? : text         endorsed  corim name of "certificate"
    advice     : set of text  endorsed
    known_keys : set of digest endorsed corim attest_keys
    tags       : set of digest endorsed corim digest of "tags"
    files      : set of digest  either  corim digest of "files"
    components : map of text to component
    slots      : map of int to component
}
environment board : board { key thumbprint sha256'KEY' }
environment spare : board
level L1
endorser acme { key thumbprint sha256'ACME'  may endorse board, spare }
endorser lab  { key thumbprint sha256'LAB'   may endorse board.certified }
endorser house { key chain sha256'HOUSE'     may endorse board.advice, board.certified }
rule "1" { title "t" level L1 require board.firmware by acme is present }
rule "2" { title "t" level L1 require board.certified by lab == "level 2" }
rule "3" { title "t" level L1 require board.svn by acme is present }
rule "4" { title "t" level L1 require board.certified by acme in { "new", "old" } }
rule "8" { title "t" level L1 require board.certified by house == "level 2" }
rule "5" { title "t" level L1 require sha256'KEY' in board.known_keys by acme }
rule "6" { title "t" level L1 require board.pcr0 by acme is present and board.straps by acme is present }
rule "7" { title "t" level L1 require board.level by acme is present and board.release by acme is present and board.debug by acme is present }
rule "9" { title "t" level L1 require sha256'GOOD' in board.tags by acme }
rule "11" { title "t" level L1 require board.components["boot"].svn by acme is present }
rule "12" { title "t" level L1 require (board.components["boot"].approved else "no") == "level 2" }
rule "13" { title "t" level L1 require sha256'GOOD' in board.slots[4].image by acme }
rule "10" { title "t" level L1 require sha256'GOOD' in board.files by acme }
""".replace('" { title', '" r { title')
for number in range(1, 14):
    DEFINITION = DEFINITION.replace(f'rule "{number}" r {{', f'rule "{number}" rule_{number} {{')


def run(*arguments):
    return subprocess.run([MPS, *map(str, arguments)], capture_output=True, text=True)


def check(what, condition, detail=""):
    if not condition:
        FAILED.append(what)
        print(f"FAILED: {what} {detail}")


def base64url(octets):
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")


def environment(model="R7", **more):
    return {0: {1: "Acme", 2: model}, **more.get("rest", {})}


class Bench:
    """A folder with the definition and the keys of its endorsers."""

    def __init__(self, folder):
        self.here = pathlib.Path(folder)
        self.acme, self.lab, self.stranger, self.device = (key_pair() for _ in range(4))
        self.ca, self.worker = (key_pair() for _ in range(2))
        self.ca_certificate = certificate(self.ca, "House CA", ca=True)
        self.worker_certificate = certificate(self.worker, "Worker", issuer=("House CA", self.ca))
        self.definition = self.here / "board.mps"
        self.definition.write_text(DEFINITION.replace("ACME", thumbprint(self.acme)).replace("LAB", thumbprint(self.lab))
                                   .replace("HOUSE", hashlib.sha256(self.ca_certificate).hexdigest())
                                   .replace("KEY", thumbprint(self.device)).replace("GOOD", GOOD.hex()))
        checked = run("check", self.definition)
        check("the definition checks", checked.returncode == 0, checked.stdout + checked.stderr)
        for name in ("acme", "lab", "stranger"):
            (self.here / f"{name}.pub.pem").write_bytes(public_pem(getattr(self, name)))

    def evidence(self, key=None, state=None, **claims):
        board = {"vendor": "Acme", "model": "R7", "serial": base64url(b"\x01" * 16), "svn": 9, "firmware": "sha256:" + GOOD.hex(),
                 "debug": False, "straps": base64url(b"\x12\xff"), "level": 5, "pcr0": "sha256:" + GOOD.hex(), "release": "1.2.3"}
        board.update(claims)
        board = {name: value for name, value in board.items() if value is not None}
        named = {"key": "sha256:" + thumbprint(key)} if key else {}
        state = {**(state or {}), **{name: "complete" for name in board if name == "files"}}
        path = self.here / "evidence.json"
        path.write_text(json.dumps({"mps_evidence": 1, "collected_at": 1780272000, "environments": {"board": {
            "schema": "board@1", **named, "claims": board, "state": state}}}))
        return path

    def evaluate(self, corims, *more, keys=("acme", "lab"), now=NOW, **claims):
        arguments = ["eval", self.definition, "--level", "L1", "--evidence", self.evidence(**claims), "--now", now,
                     "--format", "json", *more]
        for i, octets in enumerate(corims):
            path = self.here / f"{i}.corim"
            path.write_bytes(octets)
            arguments += ["--endorsements", path]
        for name in keys:
            arguments += ["--endorser-key", self.here / f"{name}.pub.pem"]
        got = run(*arguments)
        if not got.stdout:
            return {}, got.stderr, got.returncode
        report = json.loads(got.stdout)
        ignored = " ".join(one["id"] + ": " + one["reason"] for one in report["ignored_endorsements"])
        return {rule["id"]: rule["verdict"] for rule in report["rules"]}, ignored, got.returncode


def reference(*measurements, where=None):
    return {0: [[where or environment(), list(measurements)]]}


def references(bench):
    bios = measurement({1: 9, 2: [[SHA256, GOOD], [SHA384, b"\0" * 48]]}, "bios")
    signed = sign(corim(reference(bios)), bench.acme)
    verdicts, ignored, _ = bench.evaluate([signed])
    check("a reference value corroborates", verdicts["1"] == "pass" and verdicts["3"] == "pass", f"{verdicts} {ignored}")
    check("rules that nobody speaks of", verdicts["2"] == "unknown" or verdicts["2"] == "fail", verdicts)
    for name, claims, expected in (("another digest", {"firmware": "sha256:" + OTHER.hex()}, "fail"),
                                   ("another svn", {"svn": 8}, "fail"), ("another model", {"model": "R8"}, "fail"),
                                   ("no digest", {"firmware": None}, "unknown"), ("no model", {"model": None}, "unknown")):
        verdicts, ignored, _ = bench.evaluate([signed], **claims)
        check(f"a reference value and {name}", verdicts["1"] == expected, f"{verdicts} {ignored}")
    least = sign(corim(reference(measurement({1: T(553, 7)}, "bios"))), bench.acme)
    for svn, expected in ((7, "pass"), (9, "pass"), (6, "fail"), (None, "unknown")):
        check(f"least svn, {svn}", bench.evaluate([least], svn=svn)[0]["3"] == expected)
    every = sign(corim(reference(
        measurement({4: T(563, [b"\x12\x00", b"\xff\x00"])}, 7), measurement({14: {"pcr0": [[SHA256, GOOD]]}}, "tpm"),
        measurement({15: T(564, [3, None])}, T(37, bytes.fromhex("31fb5abf023e4992aa4e95f9c1503bfa"))),
        measurement({0: {0: "1.2.3"}}, T(111, b"\x55\xc0\x00")), measurement({3: {3: False}}))), bench.acme)
    verdicts, ignored, _ = bench.evaluate([every])
    check("masks, registers, ranges, versions, flags", verdicts["6"] == "pass" and verdicts["7"] == "pass",
          f"{verdicts} {ignored}")
    for name, claims in (("straps", {"straps": base64url(b"\x13\xff")}), ("level", {"level": 2}), ("debug", {"debug": True}),
                         ("release", {"release": "1.2.4"}), ("pcr0", {"pcr0": "sha256:" + OLD.hex()})):
        verdicts, _, _ = bench.evaluate([every], **claims)
        check(f"another {name}", verdicts["6"] == "fail" and verdicts["7"] == "fail", verdicts)


def endorsed(bench):
    value = [environment(), [measurement({11: "level 2"}, "certificate")]]
    by_lab = sign(corim({1: [value]}), bench.lab)
    check("an endorsed value", bench.evaluate([by_lab])[0]["2"] == "pass")
    instance = [{**environment(), 1: T(37, b"\x02" * 16)}, value[1]]
    verdicts, ignored, _ = bench.evaluate([sign(corim({1: [instance]}), bench.lab)])
    check("an endorsed value of another instance", verdicts["2"] == "fail", f"{verdicts} {ignored}")
    instance[0][1] = T(37, b"\x01" * 16)
    check("of this instance", bench.evaluate([sign(corim({1: [instance]}), bench.lab)])[0]["2"] == "pass")
    conditions = [[environment(), [measurement({1: T(553, 9)}, "bios")]]]
    conditional = sign(corim({10: [[conditions, [value]]]}), bench.lab)
    check("a condition that holds", bench.evaluate([conditional])[0]["2"] == "pass")
    check("a condition that does not", bench.evaluate([conditional], svn=8)[0]["2"] == "fail")
    check("a condition that is not decided", bench.evaluate([conditional], svn=None)[0]["2"] == "unknown")

    def step(digest, name):
        return [[measurement({2: [[SHA256, digest]]}, "bios")], [measurement({11: name}, "certificate")]]

    series = sign(corim({8: [[[environment(), []], [step(GOOD, "new"), step(OLD, "old")]]]}), bench.acme)
    check("a series, first", bench.evaluate([series])[0]["4"] == "pass")
    check("a series, second", bench.evaluate([series], firmware="sha256:" + OLD.hex())[0]["4"] == "pass")
    check("a series, none", bench.evaluate([series], firmware="sha256:" + OTHER.hex())[0]["4"] == "fail")
    keys = sign(corim({3: [[environment(), [T(554, public_pem(bench.device).decode())]]]}), bench.acme)
    verdicts, ignored, _ = bench.evaluate([keys])
    check("an attest key", verdicts["5"] == "pass", f"{verdicts} {ignored}")
    check("several files at once", list(bench.evaluate([keys, by_lab, series])[0][n] for n in "245") == ["pass", "fail", "pass"] or
          bench.evaluate([keys, by_lab])[0]["2"] == "pass")


def authorities(bench):
    """`authorized-by` of conditions: the word of endorsers, of evidence, of several, of nobody."""
    def by(*keys):
        return [T(554, public_pem(key).decode()) for key in keys]

    def conditional(keys, values=None, name="bios"):
        condition = {0: name, 1: values or {1: 9}, **({2: keys} if keys else {})}
        return sign(corim({10: [[[[environment(), [condition]]], [[environment(), [measurement({11: "level 2"}, "certificate")]]]]]},
                          comid="lab-1"), bench.lab)

    vouched = sign(corim(reference(measurement({1: T(553, 7)}, "bios"))), bench.acme)
    for what, keys, files, more, expected, reason in (
            ("nobody's word is asked for", [], [], {}, "pass", ""),
            ("acme's, who says so", by(bench.acme), [vouched], {}, "pass", ""),
            ("acme's, who says nothing", by(bench.acme), [], {}, "unknown", ""),
            ("acme's, who knows another state", by(bench.acme), [vouched], {"svn": 6}, "unknown", ""),
            ("the device's, which says whose it is", by(bench.device), [], {"key": bench.device}, "pass", ""),
            ("the device's, which does not", by(bench.device), [], {}, "unknown", ""),
            ("the device's, of another state", by(bench.device), [], {"key": bench.device, "svn": 8}, "fail", ""),
            ("acme's and the device's", by(bench.acme, bench.device), [vouched], {"key": bench.device}, "pass", ""),
            ("acme's and the device's, without acme", by(bench.acme, bench.device), [], {"key": bench.device}, "unknown", ""),
            ("acme's and the device's, without the device", by(bench.acme, bench.device), [vouched], {}, "unknown", ""),
            ("of an endorser who may not say it", by(bench.lab), [vouched], {}, "unknown", "lets `lab` not endorse `board.svn`"),
            ("a stranger's", by(bench.stranger), [vouched], {}, "unknown",
             f"authority of .*{thumbprint(bench.stranger)}.*neither an endorser's key nor that of who attests `board`"),
            ("acme's and a stranger's", by(bench.acme, bench.stranger), [vouched], {}, "unknown", thumbprint(bench.stranger))):
        verdicts, ignored, _ = bench.evaluate([conditional(keys), *files], **more)
        check(f"authority: {what}", verdicts.get("2") == expected and re.search(reason, ignored), f"{verdicts} {ignored}")
    # Of one who is known by a CA: its certificate stands for all whom it certified.
    house = sign(corim({1: [[environment(), [measurement({11: "level 2"}, "certificate")]]]}, comid="house-1"), bench.worker,
                 chain=[bench.worker_certificate, bench.ca_certificate])
    ca = {0: "certificate", 1: {11: "level 2"}, 2: [T(562, bench.ca_certificate)]}
    tagged = sign(corim({10: [[[[environment(), [ca]]], [[environment(), [measurement({2: [[SHA256, GOOD]]}, "tags")]]]]]}), bench.acme)
    verdicts, ignored, _ = bench.evaluate([house, tagged])
    check("authority: a CA's", verdicts["9"] == "pass", f"{verdicts} {ignored}")
    verdicts, ignored, _ = bench.evaluate([conditional([]), tagged])
    check("authority: a CA's, which said nothing", verdicts["9"] == "unknown", f"{verdicts} {ignored}")
    # Reference values are compared with evidence.
    for what, keys, more, expected, reason in (
            ("of the device", by(bench.device), {"key": bench.device}, "pass", ""), ("of a device that is not named", by(bench.device), {}, "unknown", ""),
            ("of an endorser", by(bench.acme), {}, "unknown|fail", "what endorser `acme` says")):
        rv = sign(corim(reference({0: "bios", 1: {1: 9}, 2: keys})), bench.acme)
        verdicts, ignored, _ = bench.evaluate([rv], **more)
        check(f"authority: a reference value {what}", re.fullmatch(expected, verdicts["3"]) and re.search(reason, ignored), f"{verdicts} {ignored}")


def digest_sets(bench):
    """A set of digests is one measurement by several algorithms: what both have has to be the same. A set that the schema
    does not let be empty is in error where acme says nothing of it."""
    other384 = "sha384:" + "11" * 48
    rv = sign(corim(reference(measurement({2: [[SHA256, GOOD], [SHA384, b"\0" * 48]]}, "files"))), bench.acme)
    good256, same384, other256 = "sha256:" + GOOD.hex(), "sha384:" + "00" * 48, "sha256:" + OTHER.hex()
    for what, files, expected in (("both", [good256, same384], "pass"), ("one of the two", [good256], "pass"), ("another besides", [good256, other384], "error"),
                                  ("another of the same", [other256, same384], "error"), ("no common algorithm", ["sha512:" + "22" * 64], "error"),
                                  ("none", None, "unknown")):
        verdicts, ignored, _ = bench.evaluate([rv], files=files)
        check(f"set of digests: {what}", verdicts["10"] == expected, f"{verdicts} {ignored}")


def tag_lists(bench):
    """`--require-cotl`: a CoMID counts where a CoTL in force activates it, and all that it names is there."""
    value = {1: [[environment(), [measurement({11: "level 2"}, "certificate")]]]}

    def listed(*tags, until=1798761600):
        names = [{0: name, 1: version} for name, version in tags]
        return T(508, cbor2.dumps({0: {0: "list-1", 1: 0}, 1: names, 2: {1: T(1, until)}}, canonical=True))

    for what, more, option, expected, reason in (
            ("none and none is required", (), False, "pass", ""), ("none", (), True, "unknown", "no CoTL activates it"),
            ("of the tag", (listed(("acme-1", 0)),), True, "pass", ""), ("of another version", (listed(("acme-1", 1)),), True, "unknown", "acme-1 is not there"),
            ("of a tag that is not there, too", (listed(("acme-1", 0), ("acme-2", 0)),), True, "unknown", "acme-2 is not there"),
            ("not in force", (listed(("acme-1", 0), until=1780000000),), True, "unknown", "not within its validity")):
        verdicts, ignored, _ = bench.evaluate([sign(corim(value, more=more), bench.lab)], *(["--require-cotl"] if option else []))
        check(f"CoTL: {what}", verdicts.get("2") == expected and re.search(reason, ignored), f"{verdicts} {ignored}")


def members(bench):
    """L3.15: a member of a map stands for the measurement with its key, in conditions, reference values, endorsed values and evidence."""
    boot = {"components": {"boot": {"svn": 7}, "other": {"svn": 1}}, "slots": {"4": {"image": ["sha256:" + GOOD.hex()]}}}
    rv = sign(corim(reference(measurement({1: T(553, 7)}, "boot"), measurement({2: [[SHA256, GOOD]]}, 4))), bench.acme)
    complete = {"slots[4].image": "complete"}
    for what, claims, expected in (("both", boot, ("pass", "pass")), ("another svn", {**boot, "components": {"boot": {"svn": 6}}}, ("fail", "error")),
                                   ("no such member", {**boot, "components": {"other": {"svn": 7}}}, ("unknown", "unknown"))):
        verdicts, ignored, _ = bench.evaluate([rv], state=complete, **claims)
        check(f"members: a reference value, {what}", (verdicts.get("11"), verdicts.get("13")) == expected, f"{verdicts} {ignored}")
    condition = [[environment(), [measurement({1: 7}, "boot")]]]
    value = [[environment(), [measurement({11: "level 2"}, "boot")]]]
    endorsement = sign(corim({10: [[condition, value]]}), bench.acme)
    for svn, expected in ((7, "pass"), (6, "fail"), (None, "unknown")):
        verdicts, ignored, _ = bench.evaluate([endorsement], components={"boot": {} if svn is None else {"svn": svn}})
        check(f"members: an endorsed value where svn is {svn}", verdicts.get("12") == expected, f"{verdicts} {ignored}")
    # Where rules go through the members, nobody's word is put beside what evidence says of them.
    whole, own = bench.here / "whole.mps", bench.definition
    whole.write_text(own.read_text() + 'rule "14" rule_14 { title "t" level L1 require all k, c in board.components : c.svn >= 1 }\n')
    bench.definition = whole
    verdicts, ignored, _ = bench.evaluate([rv], state=complete, **boot)
    check("members: of a map that rules go through", verdicts.get("11") != "pass" and "rules go through the members of that map" in ignored, f"{verdicts} {ignored}")
    onto = sign(corim({10: [[condition, [[environment(), [measurement({2: [[SHA256, GOOD]]}, "tags")]]]]]}), bench.acme)
    for svn, expected in ((7, "pass"), (6, "error")):  # `tags` must not be empty
        verdicts, ignored, _ = bench.evaluate([onto], components={"boot": {"svn": svn}})
        check(f"members: conditions on a map that rules go through, svn {svn}", verdicts.get("9") == expected, f"{verdicts} {ignored}")
    bench.definition = own
    # Concise evidence is written into members, which it does not say are all.
    coev, out = bench.here / "members.coev", bench.here / "members.json"
    coev.write_bytes(cbor2.dumps(T(571, {0: {0: [[environment(), [
        measurement({1: 7}, "boot"), measurement({1: T(553, 1)}, "odd \"one\""), measurement({2: [[SHA256, GOOD]]}, 4)]]]}}), canonical=True))
    made = run("import", "coev", coev, "--for", bench.definition, "--environment", "board", "-o", out, "--now", NOW)
    check("members: concise evidence", made.returncode == 0, made.stderr)
    board = json.loads(out.read_text())["environments"]["board"]
    check("members: claims of concise evidence", board["claims"].get("components") == {"boot": {"svn": 7}} and
          board["claims"].get("slots") == {"4": {"image": ["sha256:" + GOOD.hex()]}}, board)
    check("members: states of concise evidence", board["state"] == {'components["odd \\"one\\""].svn': {"error": "a least svn is no value"},
                                                                    "slots[4].image": "complete"}, board)
    bench_evidence = bench.evidence
    bench.evidence = lambda **claims: out
    verdicts, ignored, _ = bench.evaluate([rv])
    check("members: concise evidence against reference values", (verdicts.get("11"), verdicts.get("13")) == ("pass", "pass"), f"{verdicts} {ignored}")
    bench.evidence = bench_evidence


def refused(bench):
    value = {1: [[environment(), [measurement({11: "level 2"}, "certificate")]]]}
    plain = corim(value)

    def ignored(what, octets, reason, rule="2", **more):
        verdicts, reasons, code = bench.evaluate([octets], **more)
        check(what, verdicts.get(rule) in ("fail", "unknown") and re.search(reason, reasons), f"{verdicts} {reasons} {code}")

    ignored("unsigned", plain, "nobody signed it")
    ignored("a stranger's", sign(plain, bench.stranger, chain=[certificate(bench.stranger)]), "no endorser of the definition")
    ignored("no key at hand", sign(plain, bench.lab), "--endorser-key", keys=())
    ignored("another's key", sign(plain, bench.lab), "signature is not by", keys=("acme",))
    ignored("outside its grant", sign(corim(reference(measurement({1: 9}, "bios"))), bench.lab), "lets `lab` not endorse", rule="3")
    ignored("expired", sign(plain, bench.lab), "expired", now="2027-06-01")
    ignored("expired itself", sign(corim(value, validity=1780000000), bench.lab), "expired")
    ignored("an unknown profile", sign(corim(value, profile="https://acme.example/unheard-of"), bench.lab), "profile")
    ignored("another vendor's", sign(corim({1: [[{0: {0: T(37, b"\3" * 16)}}, value[1][0][1]]]}), bench.lab), "no environment fits")
    ignored("a claim that there is none of", sign(corim({10: [[[[environment(), [measurement({10: b"\1" * 16}, "x")]]], value[1]]]}), bench.lab),
            'no claim with `corim uuid of "x"`')
    ignored("by whose authority", sign(corim({10: [[[[environment(), [{0: "bios", 1: {1: 9}, 2: [T(554, "k")]}]]], value[1]]]}), bench.lab),
            "neither an endorser's key nor")
    ignored("replaced by a newer version", sign(corim(value, more=[T(506, cbor2.dumps({1: {0: "acme-1", 1: 4}, 4: {
        1: [[environment(), [measurement({11: "level 1"}, "certificate")]]]}}, canonical=True))]), bench.lab), "newer version")
    with_leaf = sign(plain, bench.lab, chain=[certificate(bench.lab)])
    check("a certificate brings the key", bench.evaluate([with_leaf], keys=())[0]["2"] == "pass")
    for at in range(0, len(with_leaf), 5):
        octets = bytearray(with_leaf)
        octets[at] ^= 1
        verdicts, _, code = bench.evaluate([bytes(octets)], keys=())
        if verdicts.get("2") == "pass":
            check(f"octet {at} flipped", False, code)
    _, message, code = bench.evaluate([with_leaf[:-40]], keys=())
    check("cut off", code == 6, f"{code} {message}")
    chain = [bench.worker_certificate, bench.ca_certificate]
    verdicts, reasons, _ = bench.evaluate([sign(plain, bench.worker, chain=chain)], keys=())
    check("by a chain", verdicts["8"] == "pass", f"{verdicts} {reasons}")
    ignored("a chain without its CA", sign(plain, bench.worker, chain=chain[:1]), "not shown to be of endorser `house`", rule="8", keys=())
    late = [certificate(bench.worker, "Worker", issuer=("House CA", bench.ca), until=2025), bench.ca_certificate]
    ignored("a chain that has expired", sign(plain, bench.worker, chain=late), "not shown to be of endorser `house`", rule="8", keys=())
    ignored("a chain of another key", sign(plain, bench.stranger, chain=chain), "signature is not by", rule="8", keys=())
    policy = bench.here / "policy.json"
    policy.write_text(json.dumps({"mps_trust_policy": 1, "endorsers": {"lab": {"trusted": False}}}))
    verdicts, reasons, _ = bench.evaluate([with_leaf], "--trust-policy", policy)
    check("the policy narrows", verdicts["2"] == "unknown" and "does not trust `lab`" in reasons, f"{verdicts} {reasons}")


def token(bench):
    """The token names the CoRIM that was used, and interpreter, native code and bundle come to one claim set."""
    path = bench.here / "lab.corim"
    path.write_bytes(sign(corim({1: [[environment(), [measurement({11: "level 2"}, "certificate")]]]}), bench.lab))
    common = ["--level", "L1", "--evidence", bench.evidence(), "--now", NOW, "--endorsements", path, "--endorser-key",
              bench.here / "lab.pub.pem"]
    assert run("keygen", "-o", bench.here / "key.pem").returncode == 0
    made = run("attest", bench.definition, *common, "--key", bench.here / "key.pem", "--nonce", "00" * 16, "--ueid",
               "01" + "ab" * 16, "--token", "jwt", "-o", bench.here / "token.jwt")
    check("attested", made.returncode == 0, made.stderr)
    claims = json.loads(base64.urlsafe_b64decode((bench.here / "token.jwt").read_text().split(".")[1] + "==="))
    entries = [one for one in claims["lem"] if one["role"] == "endorsement"]
    digest = base64url(hashlib.sha256(path.read_bytes()).digest())
    check("lem names the CoRIM", [one["digest"] for one in entries] == [["SHA-256", digest]] and
          entries[0]["type"] == "application/rim+cose", entries)
    assert run("build", bench.definition, "-o", bench.here / "board.bundle").returncode == 0
    hashes_ = set()
    for definition, engine in ((bench.definition, "interpreter"), (bench.definition, "jit"), (bench.here / "board.bundle", "interpreter")):
        out = bench.here / "claims.cbor"
        got = run("eval", definition, *common, "--engine", engine, "--claims", out)
        check(f"{engine} evaluates", got.returncode in (0, 1, 4), got.stderr)
        hashes_.add(hashlib.sha256(out.read_bytes()).hexdigest())
    check("one claim set on every engine", len(hashes_) == 1)


def concise_evidence(bench):
    def coev(triples, name="board.coev"):
        path = bench.here / name
        path.write_bytes(cbor2.dumps(T(571, {0: {0: triples}}), canonical=True))
        return path

    full = [[{**environment(), 1: T(37, b"\x01" * 16)}, [
        measurement({1: 9, 2: [[SHA256, GOOD]]}, "bios"), measurement({4: T(560, b"\x12\xff")}, 7), measurement({3: {3: False}}),
        measurement({14: {"pcr0": [[SHA256, GOOD]]}}, "tpm"), measurement({8: "not asked for"}, "bios"),
        measurement({15: 5}, T(37, bytes.fromhex("31fb5abf023e4992aa4e95f9c1503bfa"))), measurement({0: {0: "1.2.3"}}, T(111, b"\x55\xc0\x00"))]]]
    out = bench.here / "made.json"
    arguments = ["import", "coev", coev(full), "--for", bench.definition, "-o", out, "--now", NOW, "--format", "json"]
    got = run(*arguments)
    check("two environments fit", got.returncode == 6 and "`board` and `spare` fit" in got.stderr, got.stderr)
    got = run(*arguments, "--environment", "bord")
    check("an environment that there is none of", got.returncode == 2, got.stderr)
    got = run(*arguments, "--environment", "board")
    check("concise evidence is written", got.returncode == 0, got.stderr)
    told = json.loads(got.stdout or "{}")
    check("what was written", told.get("verified") is False and told.get("environments") == {"board": "board@1"}, told)
    check("what no claim stands for is told", "passed over: `board` has no claim with `corim serial of" in got.stderr, got.stderr)
    bench_evidence = bench.evidence
    bench.evidence = lambda **claims: out
    bios = measurement({1: 9, 2: [[SHA256, GOOD]]}, "bios")
    signed = sign(corim(reference(bios)), bench.acme)
    verdicts, ignored, _ = bench.evaluate([signed])
    check("concise evidence against a reference value", verdicts.get("1") == "pass" and verdicts.get("3") == "pass",
          f"{verdicts} {ignored}")
    run("import", "coev", coev([[environment(), [measurement({1: T(553, 9)}, "bios")]]]), "--for", bench.definition, "-o", out,
        "--environment", "board", "--now", NOW)
    verdicts, _, _ = bench.evaluate([signed])
    states = json.loads(out.read_text())["environments"]["board"]["state"]
    check("a least svn is no value", verdicts.get("3") == "unknown" and states == {"svn": {"error": "a least svn is no value"}},
          f"{verdicts} {states}")
    got = run("import", "coev", coev([[environment(), [measurement({1: 9}, "bios"), measurement({1: 8}, "bios")]]]), "--for",
              bench.definition, "-o", out, "--environment", "board")
    check("two values of one claim", got.returncode == 6 and "two values" in got.stderr, got.stderr)
    # What is joined does not become as new as what it is put beside: no time and no nonce but its own.
    host = {"mps_evidence": 1, "collected_at": 1780270000, "nonce": "AQIDBAUGBwg", "environments": {"spare": {"schema": "board@1", "claims": {}}}}
    for ending in ("json", "cbor"):
        first, joined = bench.here / f"first.{ending}", bench.here / f"joined.{ending}"
        first.write_bytes(json.dumps(host).encode() if ending == "json" else cbor2.dumps({**host, "nonce": bytes(range(1, 9))}, canonical=True))
        got = run("import", "coev", coev(full), "--for", bench.definition, "--environment", "board", "--now", NOW, "--join", first, "-o", joined)
        read = json.loads(joined.read_text()) if ending == "json" else cbor2.loads(joined.read_bytes())
        board = read["environments"]["board"]
        check(f"joined {ending}", got.returncode == 0 and read["collected_at"] == 1780270000 and set(read["environments"]) == {"board", "spare"}, got.stderr)
        check(f"joined {ending} keeps its time and no nonce", board["collected_at"] == 1780272000 and "nonce" in board and board["nonce"] is None, board)
        shown = run("eval", bench.definition, "--level", "L1", "--evidence", joined, "--now", NOW, "--format", "json")
        nonces = {one["name"]: one["nonces"] for one in json.loads(shown.stdout or '{"environments":[]}')["environments"]}
        check(f"joined {ending} answers no challenge", nonces == {"board": [], "spare": ["0102030405060708"]}, f"{nonces} {shown.stderr}")
    got = run("import", "coev", bench.definition, "--for", bench.definition, "-o", out)
    check("no concise evidence", got.returncode == 6, got.stderr)
    bench.evidence = bench_evidence


with tempfile.TemporaryDirectory() as folder:
    one = Bench(folder)
    for part in (references, endorsed, authorities, digest_sets, tag_lists, members, refused, token, concise_evidence):
        part(one)
print("FAILED" if FAILED else "ok")
sys.exit(1 if FAILED else 0)
