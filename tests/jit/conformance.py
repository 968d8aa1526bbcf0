#!/usr/bin/env python3
"""The in-language tests of the conformance suite, the templates and the project's definitions, run on native code:
conformance.py MPS OPTIMISATION. Every one must say that the native engine judged."""
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def definitions():
    for folder in ("tests/conformance", "tests/definitions"):
        for path in sorted((ROOT / folder).glob("*.mps")):
            if not path.read_bytes().startswith(b"tests of"):
                yield path
    yield from sorted((ROOT / "mps-defs").glob("*/*/debian-cis.mps"))


def main():
    mps, optimisation = sys.argv[1], sys.argv[2]
    failed = passed = 0
    for path in definitions():
        command = [mps, "test", "--engine", "jit", "--optimise", optimisation, "--jit-cache", "none", "--format", "json", path.name]
        done = subprocess.run(command, capture_output=True, text=True, cwd=path.parent, timeout=600)
        try:
            report = json.loads(done.stdout)
        except ValueError:
            if "has no tests" in done.stderr:
                continue
            report = {"passed": 0, "failed": 1, "engine": {"refused": done.stdout + done.stderr}}
        engine = report["engine"]
        if done.returncode != 0 or report["failed"] or engine["refused"] is not None:
            failed += 1
            print(f"FAIL  {path.relative_to(ROOT)}: {report['failed']} failed; engine: {engine['refused']}\n{done.stdout[-2000:]}")
        passed += report["passed"]
    print(f"{passed} tests passed on native code at O{optimisation}, {failed} definitions failed")
    sys.exit(1 if failed or passed < 50 else 0)


main()
