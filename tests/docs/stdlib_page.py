#!/usr/bin/env python3
"""docs/stdlib-NAME.md says what stdlib/NAME.mps declares, or several libraries: stdlib_page.py [--write]

Functions and templates are described by hand: each must be there with its arguments, and no other. The claims, records and enums are tables
made from the source, between two marks: without --write they are compared. On a page of several libraries each has marks of its own.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Page -> libraries, and the least number of claims, functions and templates.
PAGES = {"linux": (["linux"], 100), "eat": (["eat"], 60), "roots": (["tpm", "eventlog", "ima", "dice", "rim", "platform"], 120)}
BEGIN, BEGIN_OF, END = "<!-- claims: made by tests/docs/stdlib_page.py -->\n", "<!-- claims of {}: made by tests/docs/stdlib_page.py -->\n", "<!-- end of claims -->\n"
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
        shown = re.sub(r" \. ", ".", re.sub(r" ?\.\. ?", "..", " ".join(words))).replace(" ,", ",")
        yield part[0] + ("?" if optional else ""), shown, prose


def cell(text):
    parts = text.replace("|", "\\|").split("`")  # between backquotes nothing else is markup
    return "`".join(p if i % 2 else p.replace("*", "\\*").replace("<", "&lt;") for i, p in enumerate(parts))


def claims(text, begin, level):
    out = [begin.rstrip("\n"), "", "`?`: may be absent. Every claim may be unknown or in error.", ""]
    records = re.findall(r'^(record|schema) (\w+)(?: open)?\s*("(?:[^"\\]|\\.)*")?\s*\{(.*?)\}(?=\s*^(?:record|schema|set|enum|//|define|type|template|\Z)|\s*\Z|\s*\n)', text, re.M | re.S)
    for kind, name, prose, body in sorted(records, key=lambda r: r[0] != "schema"):
        out += [f"{level} {'Environment' if kind == 'schema' else 'Record'} `{name}`", ""]
        if prose:
            out += [cell(unquoted(prose)) + ".", ""]
        out += ["| claim | type | |", "|---|---|---|"]
        out += [f"| `{field}` | `{type_}` | {cell(what)} |" for field, type_, what in fields(body)]
        out.append("")
    table = [f"{level} Words and units", "", "| type | |", "|---|---|"]
    for name, type_, prose in re.findall(r'^type (\w+)\s*= ([^"\n]+?)\s*("(?:[^"\\]|\\.)*")?$', text, re.M):
        table.append(f"| `{name}` | `{squeezed(type_)}` {cell(unquoted(prose)) if prose else ''} |")
    for name, open_, words in re.findall(r"^enum (\w+)\s*(open)?\s*\{([^}]*)\}", text, re.M):
        listed = ", ".join(f"`{w}`" for w in re.findall(r'"([^"]*)"', words))
        table.append(f"| `{name}` | {listed}{', and others' if open_ else ''} |")
    return "\n".join(out + (table + [""] if len(table) > 4 else []) + [END])


def put_claims(page, library, begin_mark, level, faults, shown_as):
    """The page with the library's tables, as made from its source."""
    made = claims(source(library), begin_mark, level)
    begin = page.find(begin_mark)
    end = page.find(END, begin)
    if begin < 0 or end < 0:
        faults.append(f"{shown_as} lacks the two marks of {library}")
    elif "--write" in sys.argv:
        page = page[:begin] + made + page[end + len(END):]
    elif page[begin:end + len(END)] != made:
        faults.append(f"the claims in {shown_as} are not those of stdlib/{library}.mps: tests/docs/stdlib_page.py --write")
    return page, made.count("\n| `")


def check(name, libraries, least):
    path = ROOT / "docs" / f"stdlib-{name}.md"
    page, shown_as = path.read_text(encoding="utf-8"), path.relative_to(ROOT)
    faults, found = [], 0
    for library in libraries:
        several = len(libraries) > 1
        page, more = put_claims(page, library, BEGIN_OF.format(library) if several else BEGIN, "####" if several else "###", faults, shown_as)
        found += more
    if "--write" in sys.argv:
        path.write_text(page, encoding="utf-8")
    text = "\n".join(source(library) for library in libraries)
    flat = squeezed(page.replace("\\|", "|"))
    for kind, one, formals in re.findall(r"^(define|template) (\w+)\(([^)]*)\)", text, re.M):
        found += 1
        shown = squeezed(formals if kind == "define" else re.sub(r"^h : host(, )?", "", formals))
        if f"`{one}({shown})`" not in flat:
            faults.append(f"{kind} {one}({shown}) is not in {shown_as}")
    for one in re.findall(r"`(\w+)\([^`]*\)`", flat):
        if not re.search(rf"^(define|template) {one}\(", text, re.M):
            faults.append(f"`{one}(...)` is in {shown_as}, but in none of its libraries")
    if found < least:
        faults.append(f"{shown_as}: {found} claims, functions and templates were found, {least} are expected at least")
    return faults, found


def main():
    faults, found = [], 0
    for name, (libraries, least) in PAGES.items():
        more, names = check(name, libraries, least)
        faults += more
        found += names
    print("\n".join(faults) or f"{found} names")
    sys.exit(1 if faults else 0)


main()
