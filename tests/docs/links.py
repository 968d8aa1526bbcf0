#!/usr/bin/env python3
"""Links and names in README.md, CHANGELOG.md and docs/ lead somewhere: links.py

Relative links (and their #headings), files named as `docs/x.md`, `tests/x`, `runtime/x`, `compiler/x`, `cli/x` ..., and `./dev` commands.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LINK = re.compile(r"(?<!\!)\[[^\]]+\]\(([^)\s]+)\)")
NAMED = re.compile(r"`((?:docs|tests|runtime|compiler|cli|stdlib|grammar|bench|mps-defs|cmake)/[A-Za-z0-9_./-]+)`")
DEV = re.compile(r"\./dev ([a-z]+)")


def anchors(path):
    """GitHub's names of a page's headings."""
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.M | re.S)
    out = set()
    for heading in re.findall(r"^#+ (.*)$", text, re.M):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        out.add(re.sub(r"[^a-z0-9 _-]", "", plain).strip().replace(" ", "-"))
    return out


def faults_of(page, dev_commands):
    text = page.read_text(encoding="utf-8")
    outside = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    for target in LINK.findall(outside):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        path = (page.parent / file).resolve() if file else page
        if not path.exists():
            yield f"{target}: no such file"
        elif anchor and path.suffix == ".md" and anchor not in anchors(path):
            yield f"{target}: no such heading"
    for name in NAMED.findall(outside):
        if not (ROOT / name.rstrip("/.")).exists():
            yield f"`{name}`: no such file"
    for command in DEV.findall(text):
        if command not in dev_commands:
            yield f"./dev {command}: no such command"


def main():
    dev = set(re.findall(r"^cmd_([a-z]+)\(\)", (ROOT / "dev").read_text(encoding="utf-8"), re.M))
    pages = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
    faults = [f"{page.relative_to(ROOT)}: {fault}" for page in pages for fault in faults_of(page, dev)]
    indexed = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    faults += [f"docs/README.md does not name {p.name}" for p in sorted((ROOT / "docs").glob("*.md")) if p.name != "README.md" and f"({p.name})" not in indexed]
    print("\n".join(faults) or f"{len(pages)} pages")
    sys.exit(1 if faults or not dev else 0)


main()
