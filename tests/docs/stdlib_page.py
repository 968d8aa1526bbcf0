#!/usr/bin/env python3
"""docs/stdlib-NAME.md says what stdlib/NAME.mps declares: stdlib_page.py [--write]

Functions and templates are described by hand: each must be there with its arguments, and no other. The claims, records and enums are tables
made from the source, between two marks: without --write they are compared.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = {"linux": 100, "eat": 60}  # library -> the least number of claims, functions and templates
BEGIN, END = "<!-- claims: made by tests/docs/stdlib_page.py -->\n", "<!-- end of claims -->\n"
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\.\.|[A-Za-z_][A-Za-z0-9_]*|\d+|[{}():,?.=]')


def squeezed(text):
    return re.sub(r"\s+", " ", text).strip()


def source(name):
    text = (ROOT / "stdlib" / f"{name}.mps").read_text(encoding="utf-8")
    return re.sub(r'("(?:[^"\\\n]|\\.)*")|//[^\n]*', lambda m: m.group(1) or "", text)


def unquoted(token):
    return token[1:-1].replace('\\"', '"').replace("\\\\", "\\")


def fields(body):
    """(name, type, prose) of each field of a record's body."""
    tokens = TOKEN.findall(body)
    starts = [i for i in range(len(tokens)) if re.match(r"[A-Za-z_]", tokens[i]) and tokens[i + 1:i + 2] == [":"]
              or re.match(r"[A-Za-z_]", tokens[i]) and tokens[i + 1:i + 3] == ["?", ":"]]
    for n, start in enumerate(starts):
        part = tokens[start:starts[n + 1] if n + 1 < len(starts) else len(tokens)]
        prose = unquoted(part.pop()) if part[-1].startswith('"') and "}" not in part[-1:] else ""
        optional = part[1] == "?"
        words = part[3 if optional else 2:]
        shown = re.sub(r" ?\.\. ?", "..", " ".join(words)).replace(" ,", ",")
        yield part[0] + ("?" if optional else ""), shown, prose


def cell(text):
    parts = text.replace("|", "\\|").split("`")  # between backquotes nothing else is markup
    return "`".join(p if i % 2 else p.replace("*", "\\*").replace("<", "&lt;") for i, p in enumerate(parts))


def claims(text):
    out = [BEGIN.rstrip("\n"), "", "`?`: may be absent. Every claim may be unknown or in error.", ""]
    records = re.findall(r'^(record|schema) (\w+)(?: open)?\s*("(?:[^"\\]|\\.)*")?\s*\{(.*?)\}(?=\s*^(?:record|schema|set|enum|//|define|type|template|\Z)|\s*\Z|\s*\n)', text, re.M | re.S)
    for kind, name, prose, body in sorted(records, key=lambda r: r[0] != "schema"):
        out += [f"### {'Environment' if kind == 'schema' else 'Record'} `{name}`", ""]
        if prose:
            out += [cell(unquoted(prose)) + ".", ""]
        out += ["| claim | type | |", "|---|---|---|"]
        out += [f"| `{field}` | `{type_}` | {cell(what)} |" for field, type_, what in fields(body)]
        out.append("")
    out += ["### Words and units", "", "| type | |", "|---|---|"]
    for name, type_, prose in re.findall(r'^type (\w+)\s*= ([^"\n]+?)\s*("(?:[^"\\]|\\.)*")?$', text, re.M):
        out.append(f"| `{name}` | `{squeezed(type_)}` {cell(unquoted(prose)) if prose else ''} |")
    for name, open_, words in re.findall(r"^enum (\w+)\s*(open)?\s*\{([^}]*)\}", text, re.M):
        listed = ", ".join(f"`{w}`" for w in re.findall(r'"([^"]*)"', words))
        out.append(f"| `{name}` | {listed}{', and others' if open_ else ''} |")
    return "\n".join(out + ["", END])


def check(library, least):
    path, mps = ROOT / "docs" / f"stdlib-{library}.md", f"stdlib/{library}.mps"
    text, page = source(library), path.read_text(encoding="utf-8")
    shown_as = path.relative_to(ROOT)
    made = claims(text)
    begin, end = page.find(BEGIN), page.find(END)
    faults, found = [], made.count("\n| `")
    if begin < 0 or end < 0:
        faults.append(f"{shown_as} lacks the two marks")
    elif "--write" in sys.argv:
        page = page[:begin] + made + page[end + len(END):]
        path.write_text(page, encoding="utf-8")
    elif page[begin:end + len(END)] != made:
        faults.append(f"the claims in {shown_as} are not those of {mps}: tests/docs/stdlib_page.py --write")
    flat = squeezed(page.replace("\\|", "|"))
    for kind, name, formals in re.findall(r"^(define|template) (\w+)\(([^)]*)\)", text, re.M):
        found += 1
        shown = squeezed(formals if kind == "define" else re.sub(r"^h : host(, )?", "", formals))
        if f"`{name}({shown})`" not in flat:
            faults.append(f"{kind} {name}({shown}) is not in {shown_as}")
    for name in re.findall(r"`(\w+)\([^`]*\)`", flat):
        if not re.search(rf"^(define|template) {name}\(", text, re.M):
            faults.append(f"`{name}(...)` is in {shown_as}, but not in {mps}")
    if found < least:
        faults.append(f"{mps}: {found} claims, functions and templates were found, {least} are expected at least")
    return faults, found


def main():
    faults, found = [], 0
    for library, least in PAGES.items():
        more, names = check(library, least)
        faults += more
        found += names
    print("\n".join(faults) or f"{found} names")
    sys.exit(1 if faults else 0)


main()
