#!/usr/bin/env python3
"""The limits of docs/language.md (L10.1, L10.2, L10.3): at the limit a source checks, one beyond it is refused by name. limits.py MPS"""
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
HEAD = 'mps "T" version 1.0.0 language 1\n'
SCHEMA = "schema s { n : int  b : bool  t : text  l : list of int }\nenvironment e : s\nlevel L1\n"


def table():
    text = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    return {name: int(number) for number, name in re.findall(r"^\| [^|]+ \| (\d+) \| `(k\w+)` \|$", text, re.M)}


def rule(condition, number=1):
    return f'rule "{number}" r{number} {{ title "t" level L1 require {condition} }}\n'


def plain(condition, more=""):
    return HEAD + SCHEMA + more + rule(condition)


def cases(limit):
    """(name, code, at the limit, beyond it); each a source or {file: text} with `main.mps`."""
    n = limit["kNesting"] - 1  # the innermost operand is one deeper than the parentheses around it
    yield "kNesting", "MPS0504", plain("(" * (n - 1) + "e.b" + ")" * (n - 1)), plain("(" * (n + 2) + "e.b" + ")" * (n + 2))
    n = limit["kNesting"]
    yield "kNesting, types", "MPS0504", plain("e.b", "record q { z : " + "list of " * (n - 1) + "int }\n"), plain(
        "e.b", "record q { z : " + "list of " * (n + 1) + "int }\n")
    n = limit["kChain"]
    yield "kChain", "MPS0505", plain(" and ".join(["e.b"] * n)), plain(" and ".join(["e.b"] * (n + 1)))
    n = limit["kListItems"]
    numbers = [str(i) for i in range(n + 1)]
    yield "kListItems", "MPS0506", plain("e.n in { " + ", ".join(numbers[:n]) + " }"), plain("e.n in { " + ", ".join(numbers) + " }")
    n = limit["kPatternBytes"]
    yield "kPatternBytes", "MPS0507", plain(f"e.t matches re'{'a' * n}'"), plain(f"e.t matches re'{'a' * (n + 1)}'")
    n = limit["kSourceBytes"]
    short = plain("e.b") + 'note ""\n'
    padded = [short.replace('note ""', f'note "{"x" * (n + more - len(short))}"') for more in (0, 1)]
    yield "kSourceBytes", "MPS0502", *padded
    n = limit["kTokens"]
    base = plain("e.b")
    yield "kTokens", "MPS0503", base + "//\n" * (n - 200), base + "//\n" * (n + 1)
    n = limit["kImportDepth"]

    def tower(depth):
        files = {"main.mps": HEAD + 'import "f1.mps" as f\n' + SCHEMA + rule("e.n == f.five")}
        for i in range(1, depth + 1):
            more = f'import "f{i + 1}.mps" as f\n' if i < depth else ""
            files[f"f{i}.mps"] = f"library f{i} version 1.0.0 language 1\n{more}define five = {'f.five' if more else '5'}\n"
        return files
    yield "kImportDepth", "MPS0509", tower(n), tower(n + 1)
    n = limit["kImports"]

    def heap(count):
        files = {f"f{i}.mps": f"library f{i} version 1.0.0 language 1\ndefine five = 5\n" for i in range(count)}
        uses = " and ".join(f"e.n == f{i}.five" for i in range(count))
        files["main.mps"] = HEAD + "".join(f'import "f{i}.mps" as f{i}\n' for i in range(count)) + SCHEMA + rule(uses)
        return files
    yield "kImports", "MPS0510", heap(n), heap(n + 1)
    n = limit["kModelNodes"]

    def doubled(times):
        lines = ["define f0(a : int) : bool = a == 1\n"]
        lines += [f"define f{i}(a : int) : bool = f{i - 1}(a) or f{i - 1}(a + 1)\n" for i in range(1, times + 1)]
        return plain(f"f{times}(e.n)", "".join(lines))
    yield "kModelNodes", "MPS0511", doubled(14), doubled(22)
    n = limit["kLevels"]

    def tower_of_levels(count):  # L1 is one of them
        return plain("e.b", "".join(f"level M{i} extends {'L1' if i == 0 else f'M{i - 1}'}\n" for i in range(count - 1)))
    yield "kLevels", "MPS0513", tower_of_levels(n), tower_of_levels(n + 1)
    n = limit["kModelText"]

    def texts(bytes_):  # one template of a long text, used again and again
        long, uses = "x" * 100000, bytes_ // 100001
        return HEAD + SCHEMA + f'template t(v : bool) {{ title "t" require v fix text "{long}" }}\n' + "".join(
            f'rule "{i}" r{i} {{ level L1 use t(e.b) }}\n' for i in range(uses))
    yield "kModelText", "MPS0514", texts(n - 200000), texts(n + 400000)
    n = limit["kPinnedLines"]  # too large to try whole: a pinned file of many lines is read
    lines = "".join(f"{i}\n" for i in range(200000))
    digest = hashlib.sha256(lines.encode()).hexdigest()
    source = HEAD + SCHEMA + f"set many of int from \"many.txt\" sha256'{digest}'\n" + rule("e.n in many")
    yield "kPinnedLines, far below", None, {"main.mps": source, "many.txt": lines}, None


def check(mps, source):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (source if isinstance(source, dict) else {"main.mps": source}).items():
            (pathlib.Path(folder) / name).write_text(text, encoding="utf-8")
        done = subprocess.run([mps, "check", "--format", "json", str(pathlib.Path(folder) / "main.mps")], capture_output=True, text=True, timeout=120)
    try:
        reports = json.loads(done.stdout)
    except ValueError:
        return done.returncode, [done.stderr[:300]]
    return done.returncode, sorted({r["code"] for r in reports if r["severity"] == "error"})


def main():
    mps, faults, seen = str(pathlib.Path(sys.argv[1]).resolve()), 0, set()
    for name, code, good, bad in cases(table()):
        seen.add(name.split(",")[0])
        result = [] if check(mps, good) == (0, []) else [f"at the limit: {check(mps, good)}"]
        if bad is not None:
            status, codes = check(mps, bad)
            if status != 3 or code not in codes:
                result.append(f"beyond it: exit {status}, {codes}, not {code}")
        faults += len(result)
        print(f"{'FAIL' if result else 'ok  '}  {name} {'; '.join(result)}")
    # Tried elsewhere, each with its reason.
    elsewhere = {"kPatternWork": "tests/parse/test_limits.cpp", "kModelDepth": "tests/check/test_limits.cpp", "kUnroll": "L05_collections.mps",
                 "kSteps": "tests/interp/test_loops.cpp", "kRules": "cannot be reached: 50,000 rules do not fit in the largest source"}
    for name in sorted(set(table()) - seen - set(elsewhere)):
        faults += 1
        print(f"FAIL  {name} is tried nowhere")
    sys.exit(1 if faults else 0)


main()
