#!/usr/bin/env python3
"""The programs of docs/embedding.md: published, attested and verified, against what the command says. embedding.py MPS PUBLISH ATTESTER"""
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEFINITION = """mps "Embedded" version 1.0.0 language 1
schema machine { locked : bool  tries : int }
environment box : machine
level L1
rule "1" locked { title "Ensure it is locked" level L1 require box.locked }
rule "2" tries  { title "Ensure tries are few" level L1 require box.tries in 1..3 }
"""
EVIDENCE = {"mps_evidence": 1, "collected_at": 1767225600, "environments": {
    "box": {"schema": "machine@1", "claims": {"locked": True, "tries": 7}, "state": {"": "complete"}}}}


def main():
    mps, publish, attester = sys.argv[1:4]
    faults = []

    def call(*words, exits=0):
        done = subprocess.run([str(w) for w in words], capture_output=True, text=True, timeout=120)
        if done.returncode != exits:
            faults.append(f"{' '.join(map(str, words))}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    with tempfile.TemporaryDirectory() as folder:
        at = pathlib.Path(folder)
        (at / "d.mps").write_text(DEFINITION, encoding="utf-8")
        (at / "bad.mps").write_text(DEFINITION.replace("box.locked", "box.lokced"), encoding="utf-8")
        (at / "e.json").write_text(json.dumps(EVIDENCE), encoding="utf-8")
        call(mps, "keygen", "--alg", "ES256", "-o", at / "key.pem")
        call(publish, at / "d.mps", at / "image")
        refused = call(publish, at / "bad.mps", at / "none", exits=3)
        if "MPS0203" not in refused.stderr:
            faults.append("the publisher does not show why a definition is refused")
        report = call(attester, at / "image", "L1", at / "e.json", at / "key.pem", at / "token.cwt", "4").stdout
        if report.split("\n")[:3] != ["Embedded-L1: fail", "1 pass ", "2 fail box.tries is 7, expected 1..3"]:
            faults.append(f"the attester says:\n{report}")
        shown = call(mps, "verify", at / "token.cwt", "--key", at / "key.pub.pem", "--nonce", "2a" * 16, "--max-age", "315360000", exits=1).stdout
        evaluated = json.loads(call(mps, "eval", at / "d.mps", "--level", "L1", "--evidence", at / "e.json", "--format", "json", exits=1).stdout)
        if evaluated["hsh"]["value"] not in shown:
            faults.append(f"the token's hsh is not {evaluated['hsh']['value']}:\n{shown}")
        # The error model: a level that is not there is an error of use, a damaged image or document is refused with its place.
        call(attester, at / "image", "L9", at / "e.json", at / "key.pem", at / "token.cwt", exits=2)
        image = (at / "image").read_bytes()
        (at / "cut").write_bytes(image[:-1])
        call(attester, at / "cut", "L1", at / "e.json", at / "key.pem", at / "token.cwt", exits=6)
        (at / "e2.json").write_text('{"mps_evidence": 1,', encoding="utf-8")
        if " at byte " not in call(attester, at / "image", "L1", at / "e2.json", at / "key.pem", at / "token.cwt", exits=6).stderr:
            faults.append("a damaged document is refused without its place")
    page = (ROOT / "docs" / "embedding.md").read_text(encoding="utf-8")
    for name in ("publish.cpp", "attester.cpp", "attester.c"):
        if f"examples/{name}" not in page:
            faults.append(f"docs/embedding.md does not name examples/{name}")
    print("\n".join(faults) or "ok")
    sys.exit(1 if faults else 0)


main()
