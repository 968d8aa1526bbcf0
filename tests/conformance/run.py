#!/usr/bin/env python3
"""The conformance suite of docs/language.md: run.py MPS [-v].

  NAME.mps       a definition: checked without any diagnostic, and its tests run
  refused/*.mps  a source that must be refused: its first line says with which diagnostics, at which lines:
                     // refused: MPS0312 at 7, MPS0301 at 9
                 all errors, and no other; `at 0` is without place
  warned/*.mps   the same with warnings: // warned: MPS2110 at 7
Lines count from the first line of the file.
"""
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PLACES = r"MPS\d{4} at \d+(?:, MPS\d{4} at \d+)*"
EXPECTED = re.compile(rf"\ufeff?// (refused|warned): ({PLACES})$")


def call(*words):
    return subprocess.run(words, capture_output=True, text=True, cwd=HERE, timeout=120)


def run_tests(mps, path):
    checked = call(mps, "check", "--deny-warnings", path.name)
    if checked.returncode != 0:
        return [f"does not check: {checked.stderr.strip() or checked.stdout.strip()}"]
    done = call(mps, "test", path.name)
    passed = re.search(r"^(\d+) passed, 0 failed", done.stdout, re.M)
    if done.returncode != 0 or not passed or passed.group(1) == "0":
        return [done.stdout.strip() + done.stderr.strip()]
    return []


def run_refused(mps, path):
    first = path.read_text(encoding="utf-8", errors="replace").split("\n", 1)[0]
    head = EXPECTED.match(first)
    if not head:
        return [f"the first line is no `// refused: MPSnnnn at LINE`: {first}"]
    kind, wanted = head.group(1), sorted(head.group(2).split(", "))
    done = call(mps, "check", "--format", "json", str(path.relative_to(HERE)))
    try:
        reports = json.loads(done.stdout)
    except ValueError:
        return [f"no JSON: {done.stdout[:200]} {done.stderr[:200]}"]
    severity = "error" if kind == "refused" else "warning"
    errors = any(r["severity"] == "error" for r in reports)
    found = sorted(f"{r['code']} at {r['place']['line'] if r['place'] else 0}" for r in reports if r["severity"] == severity)
    faults = []
    if found != wanted:
        faults.append(f"expected {', '.join(wanted)}; found {', '.join(found) or 'nothing'}")
    if errors != (kind == "refused") or done.returncode != (3 if kind == "refused" else 0):
        faults.append(f"exit {done.returncode}, {'errors' if errors else 'no errors'}")
    return faults


def main():
    mps, verbose = str(pathlib.Path(sys.argv[1]).resolve()), "-v" in sys.argv
    failed = 0
    groups = [("definitions", run_tests, sorted(HERE.glob("*.mps"))), ("refused", run_refused, sorted(HERE.glob("refused/*.mps"))),
              ("warned", run_refused, sorted(HERE.glob("warned/*.mps")))]
    for name, check, paths in groups:
        paths = [p for p in paths if not p.read_bytes().startswith(b"tests of")]  # checked with their definition
        if name != "definitions":
            paths = [p for p in paths if not p.name.startswith("base_")]  # what tailor files there tailor
        for path in paths:
            faults = check(mps, path)
            failed += len(faults) > 0
            for fault in faults:
                print(f"FAIL  {path.relative_to(HERE)}: {fault}")
            if verbose and not faults:
                print(f"ok    {path.relative_to(HERE)}")
        print(f"{name}: {len(paths)}")
        failed += not paths
    sys.exit(1 if failed else 0)


main()
