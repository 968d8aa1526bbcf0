#!/usr/bin/env python3
"""Every numbered rule of docs/language.md is cited by a test, and no test cites a rule that does not exist: rule_citations.py [-v]

A citation is the rule's number, as in `L5.3`, anywhere in a file under tests/ (a test's title, a comment beside it), docs/ left out.
Also compares the table of limits in chapter L10 with runtime/include/mps/limits.h.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
RULE = re.compile(r"^- L(\d+)\.(\d+) ", re.M)
CITATION = re.compile(r"(?<![A-Za-z0-9_.-])L(\d+)\.(\d+)(?![0-9])")
SUFFIXES = {".mps", ".cpp", ".h", ".py", ".cc"}


def rules(text):
    found = [(int(c), int(n)) for c, n in RULE.findall(text)]
    faults = [f"L{c}.{n} stands twice" for c, n in sorted({r for r in found if found.count(r) > 1})]
    for chapter in sorted({c for c, _ in found}):
        numbers = [n for c, n in found if c == chapter]
        if numbers != list(range(1, len(numbers) + 1)):
            faults.append(f"chapter L{chapter}: the numbers are {numbers}")
    return set(found), faults


def citations():
    out = {}
    for path in sorted((ROOT / "tests").rglob("*")):
        if path.suffix not in SUFFIXES or "corpus" in path.parts or path.parent == ROOT / "tests" / "docs":
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
            for c, n in CITATION.findall(line):
                out.setdefault((int(c), int(n)), []).append(f"{path.relative_to(ROOT)}:{number}")
    return out


def limits(text):
    """Rows `| what | number | `kName` |` against the header's constants."""
    header = (ROOT / "runtime" / "include" / "mps" / "limits.h").read_text(encoding="utf-8")
    values = {}
    for name, value in re.findall(r"constexpr [\w:]+ (k\w+) =\s*([0-9u<\s]+);", header):
        values[name] = eval(value.replace("u", ""), {"__builtins__": {}})
    rows = re.findall(r"^\| [^|]+ \| (\d+) \| `(k\w+)` \|$", text, re.M)
    faults = [f"{name} is {values.get(name)}, docs/language.md says {number}" for number, name in rows if values.get(name) != int(number)]
    return faults + ([] if len(rows) > 10 else ["the table of limits was not found"])


def main():
    text = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    known, faults = rules(text)
    cited = citations()
    faults += [f"L{c}.{n} is cited by no test" for c, n in sorted(known - set(cited))]
    faults += [f"L{c}.{n} does not exist, but is cited at {', '.join(cited[c, n][:3])}" for c, n in sorted(set(cited) - known)]
    faults += limits(text)
    for fault in faults:
        print(fault)
    if "-v" in sys.argv:
        for c, n in sorted(known):
            print(f"L{c}.{n}: {len(cited.get((c, n), []))}  {', '.join(sorted({p.split(':')[0] for p in cited.get((c, n), [])}))}")
    print(f"{len(known)} rules, {sum(len(v) for v in cited.values())} citations, {len(faults)} faults")
    sys.exit(1 if faults or not known else 0)


main()
