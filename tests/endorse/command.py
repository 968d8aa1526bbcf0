#!/usr/bin/env python3
"""`mps endorse`, `--endorsements` and `--trust-policy` from end to end: what counts, and what is refused and why.

  command.py MPS DATA
"""
import base64
import json
import pathlib
import re
import subprocess
import sys
import tempfile

MPS, DATA = sys.argv[1], pathlib.Path(sys.argv[2])
NOW = "2026-06-01"
FAILED = []


def run(*arguments):
    return subprocess.run([MPS, *map(str, arguments)], capture_output=True, text=True)


def check(what, condition, detail=""):
    if not condition:
        FAILED.append(what)
        print(f"FAILED: {what} {detail}")


def base64url(octets):
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")


def evidence(path, **claims):
    board = {"serial": 30001, "svn": 9, "firmware": "3.4.0", "flags": base64url(b"\xff\x12"), "address": "10.1.2.3", "model": "R7",
             "fused": True, "tags": []}
    board.update(claims)
    document = {"mps_evidence": 1, "collected_at": 1780272000, "device": {"ueid": base64url(bytes.fromhex("01" + "ab" * 16))},
                "environments": {"board": {"schema": "board.board@1", "collector": {"name": "t", "version": "1"},
                                           "claims": board, "state": {"": "complete"}}}}
    path.write_text(json.dumps(document))
    return path


def evaluate(definition, document, *more):
    got = run("eval", definition, "--level", "L1", "--evidence", document, "--now", NOW, "--format", "json", *more)
    try:
        return got.returncode, json.loads(got.stdout)
    except ValueError:
        return got.returncode, {"rules": [], "ignored_endorsements": [], "stderr": got.stderr}


def verdicts(report):
    return {rule["id"]: rule["verdict"] for rule in report["rules"]}


with tempfile.TemporaryDirectory() as folder:
    here = pathlib.Path(folder)
    for name in ("silicon", "updates", "stranger"):
        assert run("keygen", "-o", here / f"{name}.pem").returncode == 0
    kids = {name: re.search(r"kid +([0-9a-f]{64})", run("keygen", "--force", "-o", here / f"{name}.pem").stdout)[1]
            for name in ("silicon", "updates", "stranger")}
    (here / "board.mps").write_text((DATA / "board.mps").read_text())
    source = (DATA / "server.mps").read_text().split("fixture good")[0]
    source = re.sub(r"(endorser silicon.*?sha256')[0-9a-f]{64}", lambda m: m[1] + kids["silicon"], source, flags=re.S)
    source = re.sub(r"(endorser updates.*?sha256')[0-9a-f]{64}", lambda m: m[1] + kids["updates"], source, flags=re.S)
    definition = here / "server.mps"
    definition.write_text(source)
    dumped = run("dump", "model", definition)
    digest = re.search(r"definition sha256 ([0-9a-f]{64})", dumped.stdout)[1]

    def file(name, by="silicon", value='"R7 production board"', claim="board.certification", base=digest,
             condition="board.serial in 30000..39999", verb="="):
        path = here / f"{name}.mps"
        path.write_text(f'endorsements "{name}" version 1.0.0 of "Server" version 1.0.0 sha256\'{base}\' language 1\n'
                        f"endorsement {name} by {by} {{ when {condition}  then {claim} {verb} {value} }}\n")
        return path

    def endorse(path, key="silicon", *more):
        output = path.with_suffix(".signed")
        got = run("endorse", path, "--base", definition, "--key", here / f"{key}.pem", "--valid-from", "2026-01-01",
                  "--valid-until", "2027-01-01", "-o", output, *more)
        return got, output

    document = evidence(here / "evidence.json")
    code, report = evaluate(definition, document)
    check("without the file the board is not certified", verdicts(report).get("3") == "fail", report)

    for form in ("cose", "jws"):
        got, signed = endorse(file("late_boards"), "silicon", "--form", form)
        check(f"{form}: signed", got.returncode == 0, got.stderr)
        code, report = evaluate(definition, document, "--endorsements", signed)
        check(f"{form}: certified", verdicts(report).get("3") == "pass" and verdicts(report).get("1") == "pass",
              verdicts(report))
        check(f"{form}: nothing ignored", report["ignored_endorsements"] == [], report["ignored_endorsements"])
        shown = run("endorse", "--show", signed, "--format", "json")
        check(f"{form}: shown", json.loads(shown.stdout)["signer"] == "sha256:" + kids["silicon"], shown.stderr)
        # Every octet flipped once somewhere: never counts.
        octets = bytearray(signed.read_bytes())
        for at in range(0, len(octets), 7):
            octets[at] ^= 1
            bad = here / "flipped"
            bad.write_bytes(bytes(octets))
            octets[at] ^= 1
            code, report = evaluate(definition, document, "--endorsements", bad)
            if code not in (5, 6) and verdicts(report).get("3") == "pass":
                check(f"{form}: octet {at} flipped", False)
    _, signed = endorse(file("late_boards"))

    def refused(what, reason, *more, now=None, signed=signed):
        arguments = list(more)
        got = run("eval", definition, "--level", "L1", "--evidence", document, "--format", "json", "--now", now or NOW,
                  "--endorsements", signed, *arguments)
        report = json.loads(got.stdout) if got.stdout else {"rules": [], "ignored_endorsements": []}
        reasons = " ".join(one["reason"] for one in report["ignored_endorsements"])
        check(what, verdicts(report).get("3") != "pass" and re.search(reason, reasons), f"{reasons} {got.stderr}")

    refused("expired", "it ended at 2027-01-01", now="2027-01-01")
    refused("not yet in force", "does not hold before 2026-01-01", now="2025-12-31")
    policy = here / "policy.json"
    policy.write_text(json.dumps({"mps_trust_policy": 1, "endorsers": {"silicon": {"trusted": False}}}))
    refused("not trusted", "the trust policy does not trust `silicon`", "--trust-policy", policy)
    policy.write_text(json.dumps({"mps_trust_policy": 1, "endorsers": {"silicon": {"claims": ["board.recovery"]}}}))
    refused("narrowed", "lets `silicon` not endorse `board.certification`", "--trust-policy", policy)
    policy.write_text(json.dumps({"mps_trust_policy": 1, "endorsers": {"silicone": {}}}))
    got = run("eval", definition, "--level", "L1", "--evidence", document, "--trust-policy", policy)
    check("a policy that names nobody", got.returncode == 2 and "did you mean `silicon`" in got.stderr, got.stderr)

    got, _ = endorse(file("by_stranger"), "stranger")
    check("another's key", got.returncode == 5 and "is not that of endorser `silicon`" in got.stderr, got.stderr)
    got, _ = endorse(file("outside", by="updates", claim="board.recovery", verb="includes", value='"x"'), "updates")
    check("outside its grant", got.returncode == 3 and "MPS0363" in got.stderr, got.stderr)
    got, _ = endorse(file("evidence_only", claim="board.svn", value="9"))
    check("not for endorsers", got.returncode == 3 and "MPS0360" in got.stderr, got.stderr)
    got, _ = endorse(file("negated", condition="not board.fused"))
    check("no condition", got.returncode == 3 and "MPS0361" in got.stderr, got.stderr)
    got, _ = endorse(file("other_base", base="00" * 32))
    check("another base", got.returncode == 3 and "MPS0365" in got.stderr, got.stderr)

    # Signed for a definition that has changed since.
    changed = here / "changed.mps"
    changed.write_text(source.replace("board.svn >= 7", "board.svn >= 8"))
    got = run("eval", changed, "--level", "L1", "--evidence", document, "--now", NOW, "--format", "json",
              "--endorsements", signed)
    check("of another definition", "it is for the definition" in got.stdout, got.stdout + got.stderr)

    # One device alone.
    got, bound = endorse(file("bound"), "silicon", "--ueid", "01" + "ab" * 16)
    code, report = evaluate(definition, document, "--endorsements", bound)
    check("for this device", verdicts(report).get("3") == "pass", verdicts(report))
    got, bound = endorse(file("bound"), "silicon", "--ueid", "01" + "cd" * 16)
    code, report = evaluate(definition, document, "--endorsements", bound)
    check("for another device", verdicts(report).get("3") == "fail", verdicts(report))

    # What only endorsers may say, said by evidence.
    forged = evidence(here / "forged.json", certification="R7 production board", known_good=True)
    code, report = evaluate(definition, forged, "--endorsements", signed)
    check("said by evidence", verdicts(report).get("1") == "error" and code == 1, verdicts(report))
    forged = evidence(here / "forged.json", certification=None)
    code, report = evaluate(definition, forged)
    check("null is no absence", verdicts(report).get("1") == "unknown", verdicts(report))

    # Many documents: the file is read once, and bound to each.
    (here / "many.ndjson").write_text(document.read_text() + "\n" + document.read_text() + "\n")
    got = run("eval", definition, "--level", "L1", "--batch", here / "many.ndjson", "--now", NOW, "--problems", "--format", "json",
              "--endorsements", signed)
    lines = [json.loads(line) for line in got.stdout.splitlines()]
    check("a batch with a file", len(lines) == 3 and all("3" not in [one["id"] for one in line["problems"]] for line in lines[:2]),
          got.stdout + got.stderr)

    # The token names what was used.
    run("keygen", "-o", here / "attester.pem")
    token = here / "token.jwt"
    got = run("attest", definition, "--level", "L1", "--evidence", document, "--now", NOW, "--key", here / "attester.pem",
              "--nonce", "00112233445566778899", "--ueid", "01" + "ab" * 16, "--token", "jwt", "-o", token,
              "--endorsements", signed)
    shown = run("token", "inspect", token, "--format", "json")
    used = json.loads(run("endorse", "--show", signed, "--format", "json").stdout)["digest"].split(":")[1]
    named = base64url(bytes.fromhex(used))
    check("lem names the file", got.returncode == 0 and (used in shown.stdout or named in shown.stdout),
          got.stderr + shown.stdout[:1500])

print(f"endorse_command: {len(FAILED)} failed")
sys.exit(1 if FAILED else 0)
