#!/usr/bin/env python3
"""Runs the examples of README.md and docs/: run_examples.py MPS [PAGE...]

  ```mps        a whole source: `mps check` must find no error
  ```mps file=NAME   the same, and kept in the page's folder under that name; ```mps-part file=NAME is kept without being checked
  ```mps-part   a part of a source: nothing is done
  ```sh run     commands as somebody types them who built the project: `./dev` lines are left out, build/mps is there, and each must end with a
                verdict's exit code (0, 1 or 4); what they print is not compared
  ```console    lines `$ COMMAND` are run in the page's folder with `mps` on the path, all must exit 0 (or say `; echo "exit $?"`), and what follows each is the
                output of both streams; a line `...` stands for any lines, and at the end of a line for the rest of it
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```(mps|mps-part|sh run|console)(?: file=(\S+))?\n(.*?)^```", re.M | re.S)


def matches(wanted, found):
    """Lines against lines; `...` stands for any number of them."""
    if not wanted:
        return not found
    if wanted[0] == "...":
        return any(matches(wanted[1:], found[i:]) for i in range(len(found) + 1))
    line = wanted[0].rstrip()
    same = bool(found) and (found[0].startswith(line[:-3]) if line.endswith("...") else found[0].rstrip() == line)
    return same and matches(wanted[1:], found[1:])


def commands(text):
    out = []
    for line in text.rstrip("\n").split("\n"):
        if line.startswith("$ "):
            out.append((line[2:], []))
        elif out:
            out[-1][1].append(line)
    return out


class Page:
    def __init__(self, mps, path, folder):
        self.path, self.folder, self.faults, self.run = path, folder, [], 0
        tools = folder / ".tools"
        tools.mkdir()
        (tools / "mps").symlink_to(mps)
        (folder / "build").mkdir()
        (folder / "build" / "mps").symlink_to(mps)
        self.environment = dict(os.environ, PATH=f"{tools}:{os.environ['PATH']}", NO_COLOR="1", LC_ALL="C.UTF-8")

    def call(self, command):
        # Reports go to standard output, messages to standard error: shown in this order, as a terminal seldom differs.
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=self.folder, env=self.environment, timeout=300)
        return done.returncode, (done.stderr + done.stdout).rstrip("\n").split("\n") if done.stderr + done.stdout else []

    def block(self, number, kind, name, text):
        if kind == "sh run":
            for command in text.replace("\\\n", " ").rstrip("\n").split("\n"):
                if command.startswith("./dev"):
                    continue
                self.run += 1
                status, found = self.call(command)
                if status not in (0, 1, 4):
                    self.faults.append(f"block {number}: {command}\nexit {status}, output:\n" + "\n".join(found))
            return
        if kind == "console":
            for command, wanted in commands(text):
                self.run += 1
                status, found = self.call(command)
                if status != 0 or not matches(wanted, found):
                    self.faults.append(f"block {number}: $ {command}\nexit {status}, output:\n" + "\n".join(found))
            return
        if name:
            (self.folder / name).write_text(text, encoding="utf-8")
        if kind == "mps":
            self.run += 1
            name = name or "example.mps"
            (self.folder / name).write_text(text, encoding="utf-8")
            status, found = self.call(f"mps check {name}")
            if status != 0:
                self.faults.append(f"block {number}:\n" + "\n".join(found))


def main():
    mps = pathlib.Path(sys.argv[1]).resolve()
    pages = [pathlib.Path(p).resolve() for p in sys.argv[2:]] or [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    faults = run = 0
    for path in pages:
        with tempfile.TemporaryDirectory() as folder:
            page = Page(mps, path, pathlib.Path(folder))
            for number, (kind, name, text) in enumerate(BLOCK.findall(path.read_text(encoding="utf-8")), 1):
                page.block(number, kind, name, text)
        faults += len(page.faults)
        run += page.run
        for fault in page.faults:
            print(f"{path.relative_to(ROOT)}, {fault}\n")
    print(f"{run} examples, {faults} faults")
    sys.exit(1 if faults or not run else 0)


main()
