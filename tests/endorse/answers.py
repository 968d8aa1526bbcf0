#!/usr/bin/env python3
"""Answers to manual controls, and endorsers known by a certificate, from end to end (docs/language.md, L14.13 to L14.16).

  answers.py MPS DATA
"""
import base64
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time

MPS = sys.argv[1]
NOW = "2026-06-01"
UEID = "01" + "ab" * 16
FAILED = []
DEFINITION = """mps "Yard" version 1.0.0 language 1
schema yard {{ locked : bool  cameras : int  seen? : text endorsed }}
environment yard : yard
level L1
endorser auditor "looks at it" {{ key thumbprint sha256'{auditor}'  may answer "5.1", "6.2" }}
endorser second  {{ key thumbprint sha256'{second}'  may answer "5.1"  may endorse yard.seen }}
endorser office  "known by its CA" {{ key chain sha256'{ca}'  may answer "6.2" }}
rule "1"   locked  {{ title "Ensure the gate is locked"    level L1  require yard.locked }}
rule "5.1" guards  {{ title "Ensure guards know the plan"  level L1  manual "Ask two of them." }}
rule "6.2" cameras {{ title "Ensure pictures are looked at" level L1  when yard.cameras > 0  manual "See the log." }}
"""


def run(*arguments):
    return subprocess.run([MPS, *map(str, arguments)], capture_output=True, text=True)


def openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


def check(what, condition, detail=""):
    if not condition:
        FAILED.append(what)
        print(f"FAILED: {what} {detail}")


def evidence(path, ueid=UEID, **claims):
    document = {"mps_evidence": 1, "collected_at": 1780272000,
                "environments": {"yard": {"schema": "yard@1", "claims": {"locked": True, "cameras": 2, **claims},
                                          "state": {"": "complete"}}}}
    if ueid:
        document["device"] = {"ueid": base64.urlsafe_b64encode(bytes.fromhex(ueid)).decode().rstrip("=")}
    path.write_text(json.dumps(document))
    return path


def chain(here):
    """A CA and, below it, a key of the office; the file that the office sends has both certificates."""
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=Office CA", "-days", "9000",
            "-addext", "keyUsage=critical,keyCertSign,cRLSign", "-keyout", here / "ca.pem", "-out", here / "ca.crt")
    openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=Officer", "-keyout", here / "office.pem",
            "-out", here / "office.csr")
    (here / "ext").write_text("basicConstraints=CA:false\nkeyUsage=critical,digitalSignature\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n")
    openssl("x509", "-req", "-in", here / "office.csr", "-CA", here / "ca.crt", "-CAkey", here / "ca.pem", "-CAcreateserial", "-days", "9000",
            "-extfile", here / "ext", "-out", here / "office.crt")
    (here / "chain.crt").write_text((here / "office.crt").read_text() + (here / "ca.crt").read_text())
    der = subprocess.run(["openssl", "x509", "-in", str(here / "ca.crt"), "-outform", "DER"], capture_output=True, check=True).stdout
    return hashlib.sha256(der).hexdigest()


def main(here):
    kids = {name: re.search(r"kid +([0-9a-f]{64})", run("keygen", "-o", here / f"{name}.pem").stdout)[1] for name in ("auditor", "second", "stranger", "attester")}
    definition = here / "yard.mps"
    definition.write_text(DEFINITION.format(ca=chain(here), **kids))
    digest = re.search(r"definition sha256 ([0-9a-f]{64})", run("dump", "model", definition).stdout)[1]
    head = f'endorsements "{{}}" version 1.0.0 of "Yard" version 1.0.0 sha256\'{digest}\' language 1\n'

    def sign(name, text, key, *more, until="2027-01-01"):
        source, output = here / f"{name}.mps", here / f"{name}.signed"
        source.write_text(head.format(name) + text)
        got = run("endorse", source, "--base", definition, "--key", here / f"{key}.pem", "--valid-until", until, "-o", output, *more)
        check(f"{name} is signed", got.returncode == 0, got.stderr)
        return output

    def refused(what, text, code, key="auditor", *more):
        (here / "bad.mps").write_text(head.format("bad") + text)
        got = run("endorse", here / "bad.mps", "--base", definition, "--key", here / f"{key}.pem", "--valid-until", "2027-01-01", "-o", here / "bad", *more)
        check(what, got.returncode != 0 and code in got.stderr + got.stdout, got.stderr + got.stdout)

    def evaluate(*more, on=None, of=definition, now=NOW):
        got = run("eval", of, "--level", "L1", "--evidence", on or here / "evidence.json", "--now", now, "--format", "json",
                  *[word for file in more for word in (("--endorsements", file) if isinstance(file, pathlib.Path) else (file,))])
        try:
            report = json.loads(got.stdout)
        except ValueError:
            return got.returncode, {}, {"stderr": got.stderr}
        return got.returncode, {rule["id"]: rule["verdict"] for rule in report["rules"]}, report

    def rule(report, name):
        return next(rule for rule in report["rules"] if rule["id"] == name)

    document = evidence(here / "evidence.json")
    code, verdicts, report = evaluate()
    check("unanswered", code == 0 and verdicts == {"1": "pass", "5.1": "notchecked", "6.2": "notchecked"}, verdicts)

    # L14.13, L14.14: the answer is the verdict, and counts in the level.
    good = sign("good", 'answer "5.1" by auditor pass because "asked two of them"\nanswer "6.2" by auditor pass because "saw the log"\n', "auditor")
    bad = sign("bad_one", 'answer "5.1" by second fail because "nobody knew"\n', "second")
    for engine in ("interpreter", "jit"):
        code, verdicts, report = evaluate(good, "--engine", engine)
        check(f"{engine}: answered pass", code == 0 and verdicts == {"1": "pass", "5.1": "pass", "6.2": "pass"}, report)
        check(f"{engine}: judged, or refused by name", report["engine"]["ran"] == engine or report["engine"]["refused"], report["engine"])
        check(f"{engine}: who and why", rule(report, "5.1")["answers"] == [{"endorser": "auditor", "answer": "pass", "because": "asked two of them",
                                                                           "origin": str(good)}], rule(report, "5.1"))
        code, verdicts, report = evaluate(bad, "--engine", engine)
        check(f"{engine}: answered fail", code == 1 and verdicts["5.1"] == "fail" and report["verdict"] == "fail", report)
    text = run("eval", definition, "--level", "L1", "--evidence", document, "--now", NOW, "--endorsements", good).stdout
    check("the report says who", "answered pass by auditor: asked two of them" in text, text)
    claims = [here / f"claims{i}" for i in (0, 1)]
    for path, more in zip(claims, ((), ("--endorsements", good))):
        run("eval", definition, "--level", "L1", "--evidence", document, "--now", NOW, "--claims", path, *more)
    check("the claim set has the plain verdict", claims[0].read_bytes() != claims[1].read_bytes() and b"auditor" not in claims[1].read_bytes())
    code, verdicts, _ = evaluate(good, on=evidence(here / "none.json", cameras=0))
    check("a `when` still governs", verdicts["6.2"] == "notapplicable" and verdicts["5.1"] == "pass", verdicts)
    unknown = evidence(here / "unknown.json")
    unknown.write_text(unknown.read_text().replace('"cameras": 2', '"cameras": "two"'))
    code, verdicts, _ = evaluate(good, on=unknown)
    check("an error stays", verdicts["6.2"] == "error", verdicts)

    # L14.15
    code, verdicts, report = evaluate(good, bad)
    reason = rule(report, "5.1")["reason"]
    check("two that differ", verdicts["5.1"] == "error" and code == 4 and "`auditor`" in reason and "`second`" in reason and len(rule(report, "5.1")["answers"]) == 2, report)

    # L14.16
    code, verdicts, report = evaluate(good, now="2027-01-01")
    check("expired", verdicts["5.1"] == "notchecked" and "it ended at" in report["ignored_endorsements"][0]["reason"], report)
    policy = here / "policy.json"
    policy.write_text(json.dumps({"mps_trust_policy": 1, "endorsers": {"auditor": {"answers": ["6.2"]}}}))
    code, verdicts, report = evaluate(good, "--trust-policy", str(policy))
    check("narrowed", (verdicts["5.1"], verdicts["6.2"]) == ("notchecked", "pass"), verdicts)
    check("narrowed is told", [(one["kind"], one["id"]) for one in report["ignored_endorsements"]] == [("answer", "5.1")], report["ignored_endorsements"])
    policy.write_text(json.dumps({"mps_trust_policy": 1, "endorsers": {"auditor": {"answers": ["5.2"]}}}))
    code, _, report = evaluate("--trust-policy", str(policy))
    check("a policy that names no control", code == 2 and "did you mean" in report["stderr"], report)
    here_only = sign("here", 'answer "5.1" by auditor fail because "x"\n', "auditor", "--ueid", UEID)
    elsewhere = sign("elsewhere", 'answer "5.1" by auditor fail because "x"\n', "auditor", "--ueid", "01" + "cd" * 16)
    check("of this device", evaluate(here_only)[1]["5.1"] == "fail")
    code, verdicts, report = evaluate(elsewhere)
    check("of another device", verdicts["5.1"] == "notchecked" and report["ignored_endorsements"][0]["reason"] == "it is for another device", report)
    nameless = evidence(here / "nameless.json", ueid=None)
    check("of who knows which device", evaluate(here_only, on=nameless)[1]["5.1"] == "unknown")

    refused("without the grant", 'answer "6.2" by second pass because "x"\n', "MPS0368", "second")
    refused("what a program judges", 'answer "1" by auditor pass because "x"\n', "MPS0367")
    refused("no such control", 'answer "5.2" by auditor pass because "x"\n', "did you mean `5.1`")
    refused("no reason", 'answer "5.1" by auditor pass because " "\n', "MPS0725")
    refused("twice", 'answer "5.1" by auditor pass because "x"\nanswer "5.1" by auditor fail because "y"\n', "MPS0214")
    refused("another's key", 'answer "5.1" by auditor pass because "x"\n', "is not that of endorser `auditor`", "stranger")

    # Where a chain leads to the CA that the definition names (L7.17).
    text = 'answer "6.2" by office pass because "read it"\n'
    for form in ("cose", "jws"):
        by_chain = sign(f"office_{form}", text, "office", "--chain", here / "chain.crt", "--form", form, until="2099-01-01")
        code, verdicts, report = evaluate(by_chain, now=str(int(time.time())))  # the certificates are as old as this test
        check(f"{form}: by chain", verdicts["6.2"] == "pass", report)
        code, verdicts, report = evaluate(by_chain, now="2020-01-01")
        check(f"{form}: before the certificates", verdicts["6.2"] == "notchecked" and "is not valid yet" in report["ignored_endorsements"][0]["reason"], report)
        check(f"{form}: shown", json.loads(run("endorse", "--show", by_chain, "--format", "json").stdout)["certificates"] == ["CN=Officer", "CN=Office CA"])
    refused("no chain", text, "it carries no certificates", "office")
    refused("a chain without the CA", text, "no certificate of its chain", "office", "--chain", here / "office.crt")
    refused("a chain of another key", text, "not of the one that signs", "auditor", "--chain", here / "chain.crt")

    # A tailoring may waive a failed answer (L13.6).
    tailoring = here / "site.mps"
    tailoring.write_text(f'tailor "Site" version 1.0.0 of "Yard" version 1.0.0 sha256\'{digest}\' language 1\n'
                         'waive "5.1" until 2027-01-01 because "new guards" approved "board"\n')
    checked = run("check", "--deny-warnings", "--base", definition, tailoring)
    check("a waiver of an answerable control", checked.returncode == 0, checked.stderr + checked.stdout)
    code, verdicts, report = evaluate(bad, "--base", str(definition), of=tailoring)
    check("waived", code == 0 and verdicts["5.1"] == "fail" and report["verdict"] == "pass", report)

    # Many documents: files are read once and bound to each.
    (here / "many.ndjson").write_text(document.read_text() + "\n" + nameless.read_text() + "\n")
    for more in ((), ("--hsh",), ("--engine", "jit")):
        got = run("eval", definition, "--level", "L1", "--batch", here / "many.ndjson", "--now", NOW, "--format", "json", "--problems", "--jobs", "2",
                  "--endorsements", here_only, *more)
        lines = [json.loads(line) for line in got.stdout.splitlines()]
        check(f"batch {more}", [line.get("verdict") for line in lines[:2]] == ["fail", "unknown"], got.stdout + got.stderr)
    got = run("eval", definition, "--level", "L1", "--batch", here / "many.ndjson", "--now", "2027-01-01", "--endorsements", here_only)
    check("batch: ignored is told", got.returncode == 0 and "it ended at" in got.stderr, got.stderr)

    # The token names the file, and an octet of it that is changed makes it count for nothing.
    token = here / "token.jwt"
    got = run("attest", definition, "--level", "L1", "--evidence", document, "--now", NOW, "--key", here / "attester.pem", "--nonce", "00112233445566778899",
              "--ueid", UEID, "--token", "jwt", "-o", token, "--endorsements", good)
    used = json.loads(run("endorse", "--show", good, "--format", "json").stdout)["digest"].split(":")[1]
    named = base64.urlsafe_b64encode(bytes.fromhex(used)).decode().rstrip("=")
    shown = run("token", "inspect", token, "--format", "json").stdout
    check("lem names the file", got.returncode == 0 and (used in shown or named in shown), got.stderr)
    octets = bytearray(good.read_bytes())
    for at in range(0, len(octets), 23):
        octets[at] ^= 1
        (here / "flipped").write_bytes(bytes(octets))
        octets[at] ^= 1
        code, verdicts, _ = evaluate(here / "flipped")
        check(f"octet {at} flipped", verdicts.get("5.1") != "pass")


with tempfile.TemporaryDirectory() as folder:
    main(pathlib.Path(folder))
print(f"endorse_answers: {len(FAILED)} failed")
sys.exit(1 if FAILED else 0)
