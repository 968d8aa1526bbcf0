#!/usr/bin/env python3
"""docs/cli.md names every command and every option, and no other: cli_page.py MPS"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
NESTED = {"token": ["token inspect", "token key"], "trust": ["trust add", "trust list", "trust show", "trust remove"], "import": ["import corim", "import coev", "import eat", "import tpm", "import dice", "import rim", "import platform"]}
OPTION = re.compile(r"(?<![\w-])(--[a-z][a-z-]*)")


def help_of(mps, *words):
    return subprocess.run([mps, *words, "--help"], capture_output=True, text=True).stdout


def options(text):
    """Those that begin a line of a help text."""
    found = set()
    for line in text.split("\n"):
        if re.match(r"^  -", line):
            found |= set(OPTION.findall(line.split("  ", 2)[1] if line.startswith("  ") else line))
    return found - {"--help"}


def main():
    mps = str(pathlib.Path(sys.argv[1]).resolve())
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    sections = {name: body for name, body in re.findall(r"^## mps ([a-z ]+)\n(.*?)(?=^## |\Z)", page, re.M | re.S)}
    top = help_of(mps)
    commands = re.findall(r"^  ([a-z]+) {2,}", top.split("Subcommands:")[1].split("Examples:")[0], re.M)
    wanted = [w for c in commands for w in (NESTED.get(c, [c]))]
    faults = [f"no section `## mps {c}`" for c in wanted if c not in sections]
    faults += [f"`## mps {c}` is no command" for c in sections if c not in wanted]
    for command in set(wanted) & set(sections):
        table = "\n".join(line for line in sections[command].split("\n") if line.startswith("| `"))
        said, real = set(OPTION.findall(table)), options(help_of(mps, *command.split()))
        faults += [f"mps {command}: {o} is not in docs/cli.md" for o in sorted(real - said)]
        faults += [f"mps {command}: {o} does not exist" for o in sorted(said - real)]
    print("\n".join(faults) or f"{len(wanted)} commands")
    sys.exit(1 if faults or not wanted else 0)


main()
