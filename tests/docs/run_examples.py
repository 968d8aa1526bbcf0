#!/usr/bin/env python3
"""Runs `mps check` on every ```mps block of README.md and docs/: run_examples.py MPS. Blocks ```mps-part are parts of a source and are only counted."""
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```mps\n(.*?)^```", re.M | re.S)


def main():
    mps, faults, run = str(pathlib.Path(sys.argv[1]).resolve()), 0, 0
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for number, source in enumerate(BLOCK.findall(page.read_text(encoding="utf-8")), 1):
            run += 1
            with tempfile.TemporaryDirectory() as folder:
                path = pathlib.Path(folder) / "example.mps"
                path.write_text(source, encoding="utf-8")
                done = subprocess.run([mps, "check", str(path)], capture_output=True, text=True)
            if done.returncode != 0:
                faults += 1
                print(f"{page.relative_to(ROOT)}, block {number}:\n{done.stderr}")
    print(f"{run} examples, {faults} faults")
    sys.exit(1 if faults or not run else 0)


main()
