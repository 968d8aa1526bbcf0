#!/usr/bin/env python3
"""docs/diagnostics.md, made from the compiler: diagnostics_page.py MPS [--write]

Code, message and explanation come from compiler/diag/diagnostics.def (`mps help` must say the same), the example from the first source of
tests/conformance/refused and warned that brings the diagnostic about, shown as the compiler shows it. Without --write the page is compared.
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "diagnostics.md"
SUITE = ROOT / "tests" / "conformance"
ENTRY = re.compile(r'^X\((\d+), (\w+), k(\w+),\s*((?:"(?:[^"\\]|\\.)*"\s*)+),\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)', re.M)
ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}

# Why there is no source that shows it, one by one.
WITHOUT_EXAMPLE = {
    190: "a fault of the compiler itself", 231: "a library of the compiler whose file has another name", 235: "the parser refuses sha1 before (MPS0136)",
    344: "the parser refuses the range before (MPS0181)", 423: "a fault of the compiler itself", 501: "a note below a hundred diagnostics",
    502: "tests/conformance/limits.py", 503: "tests/conformance/limits.py", 505: "tests/conformance/limits.py", 506: "tests/conformance/limits.py",
    507: "tests/conformance/limits.py", 508: "tests/parse/test_limits.cpp", 509: "tests/conformance/limits.py", 510: "tests/conformance/limits.py",
    511: "tests/conformance/limits.py", 512: "50,000 rules do not fit in a source; for callers that build trees themselves",
    365: "a file that is checked with its definition only: tests/check/test_endorsements.cpp",
    722: "a file that `--base` names and that is another definition: tests/cli/tailor_test.py", 513: "tests/conformance/limits.py", 514: "tests/conformance/limits.py",
    605: "the grammar has paths only after `given`; for callers that build trees themselves", 608: "for callers that check a file of tests by itself",
}
CHAPTERS = [(100, "Reading the source"), (200, "Names and imports"), (300, "Types"), (400, "Rules, levels and parameters"), (500, "Limits"),
            (600, "Tests"), (700, "Not supported yet"), (720, "Tailorings"), (2100, "Warnings")]


def c_text(parts):
    text = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', parts))
    return re.sub(r"\\(.)", lambda m: ESCAPES[m.group(1)], text)


def entries():
    text = (ROOT / "compiler" / "diag" / "diagnostics.def").read_text(encoding="utf-8")
    # `{1 line}` is a number with its noun, `{a 1}` a word with its article.
    shown = lambda message: re.sub(r"\{a (\d)\}", r"a {\1}", re.sub(r"\{(\d) ([a-z ]+)\}", r"{\1} \2s", message))
    found = [(int(code), name, severity.lower(), shown(c_text(message)), c_text(why)) for code, name, severity, message, why in ENTRY.findall(text)]
    assert len(found) == len(re.findall(r"^X\(", text, re.M)), "an entry of diagnostics.def was not understood"
    return found


def examples(mps):
    """Code -> the diagnostic as shown, of the first source whose first line names it before all others."""
    out = {}
    for folder in ("refused", "warned"):
        for path in sorted((SUITE / folder).glob("*.mps")):
            first = path.read_bytes().split(b"\n", 1)[0].decode("utf-8", "replace")
            for code in (int(c) for c in re.findall(r"MPS(\d{4})", first)):
                if code in out:
                    continue
                done = subprocess.run([mps, "check", path.name], capture_output=True, text=True, cwd=path.parent)
                for block in re.split(r"\n\n", done.stderr):
                    if f"[MPS{code:04}]" in block.split("\n")[0]:
                        out[code] = block.strip("\n")
                        break
    return out


def page(mps):
    shown, faults = examples(mps), []
    lines = ["# Diagnostics", "", "Made by `tests/docs/diagnostics_page.py`; do not edit. `mps help MPS0107` prints an explanation. Codes never change their meaning.",
             "Each example is what the compiler says; its last lines are how to mend it.", ""]
    known = entries()
    for (first, title), (after, _) in zip(CHAPTERS, CHAPTERS[1:] + [(10000, "")]):
        lines += [f"## {title}", ""]
        for code, name, severity, message, why in known:
            if not first <= code < after:
                continue
            lines += [f"### MPS{code:04} {message}", "", f"*{severity}* `{name}`.", ""]
            lines += [paragraph if paragraph.startswith("    ") else paragraph for paragraph in why.split("\n")] + [""]
            if code in shown:
                lines += ["```text", *shown[code].split("\n"), "```", ""]
            elif code in WITHOUT_EXAMPLE:
                lines += [f"No example here: {WITHOUT_EXAMPLE[code]}.", ""]
            else:
                faults.append(f"MPS{code:04} {name}: no source in tests/conformance brings it about, and no reason is given")
        lines.append("")
    faults += [f"MPS{code:04} has an example now: take it out of WITHOUT_EXAMPLE" for code in sorted(set(WITHOUT_EXAMPLE) & set(shown))]
    for code, _, _, _, why in known:
        help_ = subprocess.run([mps, "help", f"MPS{code:04}"], capture_output=True, text=True).stdout
        if why.split("\n")[0][:60] not in help_:
            faults.append(f"`mps help MPS{code:04}` says something else")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip("\n") + "\n", faults


def main():
    mps = str(pathlib.Path(sys.argv[1]).resolve())
    text, faults = page(mps)
    if "--write" in sys.argv:
        PAGE.write_text(text, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
        faults.append("docs/diagnostics.md is not what the compiler says; write it again: tests/docs/diagnostics_page.py build/mps --write")
    for fault in faults:
        print(fault)
    print(f"{text.count(chr(10) + '### ')} diagnostics, {text.count('```text')} examples, {len(faults)} faults")
    sys.exit(1 if faults else 0)


main()
