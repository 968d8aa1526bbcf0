#!/usr/bin/env python3
"""Proves by their symbols and libraries that the verifier and the attester carry no compiler: check_links.py VERIFIER ATTESTER."""
import re
import subprocess
import sys

FORBIDDEN_SYMBOLS = {
    "verifier": r"antlr4|llvm::|mps::(parse|check|model|ast|compiler|program|collect)::",
    "attester": r"antlr4|llvm::|mps::(parse|check|ast|compiler|model)::",
}
FORBIDDEN_LIBRARIES = r"antlr|LLVM|clang"


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main():
    faults = []
    for name, path in zip(("verifier", "attester"), sys.argv[1:3]):
        symbols = output("nm", "-C", path)
        if "mps::" not in symbols:
            faults.append(f"{name}: no symbol of ours at all; the test would prove nothing")
        found = sorted({line.split(maxsplit=2)[-1] for line in symbols.splitlines() if re.search(FORBIDDEN_SYMBOLS[name], line)})
        faults += [f"{name} holds {symbol}" for symbol in found[:10]]
        faults += [f"{name} needs {line.split()[0]}" for line in output("ldd", path).splitlines() if re.search(FORBIDDEN_LIBRARIES, line)]
    print("\n".join(faults) or "verifier and attester carry no compiler")
    sys.exit(1 if faults else 0)


main()
