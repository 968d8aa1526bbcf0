#!/usr/bin/env python3
"""Rules of the posture workload as the C++ that a careful programmer would write: make_policy.py RULES.json > policy.cpp"""
import json
import sys

PER_FUNCTION = 50  # larger functions only make g++ slow


def text(value):
    out = "".join(c if 0x20 <= ord(c) < 0x7f and c not in '"\\?' else "".join(f"\\{b:03o}" for b in c.encode()) for c in value)
    return f'Text("{out}", {len(value.encode())})'


def literal(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"std::int64_t{{{value}}}" if isinstance(value, int) else text(value)


class Policy:
    def __init__(self):
        self.slots, self.globals, self.lines = {}, [], []

    def slot(self, path):
        return f"d.slots[{self.slots.setdefault(tuple(path), len(self.slots))}]"

    def scalar(self, i, rule):
        s, kind = self.slot(rule["path"]), rule["kind"]
        if kind == "eq":
            return f"{s}.Is({literal(rule['value'])})"
        if kind in ("allow", "deny"):
            any_of = " || ".join(f"{s}.Is({literal(v)})" for v in rule["set"]) or "false"
            return any_of if kind == "allow" else f"{s}.kind != Scalar::kNone && !({any_of})"
        if kind == "range":
            return f"{s}.kind == Scalar::kInt && {s}.number >= {rule['lo']} && {s}.number <= {rule['hi']}"
        if kind == "regex":
            source = rule["re"].replace("\\", "\\\\").replace('"', '\\"')
            self.globals.append(f'const Pattern pattern{i}("{source}");')
            return f"{s}.kind == Scalar::kText && pattern{i}.Matches({s}.text)"
        if kind == "ver":
            parts = (rule["min"].split(".") + ["0", "0"])[:3]
            return f"{s}.kind == Scalar::kText && AtLeast({s}.text, {{{', '.join(parts)}}})"
        sys.exit(f"make_policy: rule {rule['id']}: kind {kind} is not known")

    def quantified(self, i, rule):
        q = rule["q"]
        if q in ("svc_forbidden", "pkg_forbidden"):
            self.globals.append(f"constexpr Wanted names{i}[] = {{{', '.join(map(text, rule['set']))}}};")
            return f"NoneOf(d.{'service' if q[0] == 's' else 'package'}_names, names{i})"
        loop = {"file_mode": ("files", "const File& f", lambda: f"!f.path.starts_with({text(rule['prefix'])}) || (f.mode & ~{rule['mask']}) == 0"),
                "file_uid": ("files", "const File& f", lambda: f"!f.path.starts_with({text(rule['prefix'])}) || f.uid == {rule['uid']}"),
                "svc_exists": ("services", "const Service& s", lambda: f"s.name == {text(rule['name'])} && s.state == {text(rule['state'])}"),
                "mount_opt": ("mounts", "const Mount& m", lambda: f"m.fs != {text(rule['fs'])} || HasOption(m, {text(rule['opt'])})")}
        if q not in loop:
            sys.exit(f"make_policy: rule {rule['id']}: quant {q} is not known")
        rows, binder, body = loop[q]
        end = f"d.{rows}.begin() + static_cast<std::ptrdiff_t>(d.mount_count)" if rows == "mounts" else f"d.{rows}.end()"
        call = "any_of" if q == "svc_exists" else "all_of"
        return f"std::{call}(d.{rows}.begin(), {end}, []({binder}) {{ return {body()}; }})"

    def add(self, i, rule):
        self.lines.append(f"  out[{i}] = {(self.quantified if rule['kind'] == 'quant' else self.scalar)(i, rule)};")

    def source(self, rules):
        out = ['#include <algorithm>', '', '#include "document.h"', "", "namespace anchor {",
               "const SlotName kSlots[] = {%s};" % ", ".join(f"{{{text(g)}, {text(k)}}}" for g, k in self.slots or {("", ""): 0}),
               f"const std::size_t kSlotCount = {len(self.slots)};",
               "const char* const kRuleIds[] = {%s};" % ", ".join(json.dumps(r["id"]) for r in rules),
               f"const std::size_t kRuleCount = {len(rules)};", "namespace {", *self.globals]
        starts = range(0, len(self.lines), PER_FUNCTION)
        for n in starts:
            out += [f"void Judge{n}(const Document& d, bool* out) {{", *self.lines[n:n + PER_FUNCTION], "}"]
        out += ["}  // namespace", "void Judge(const Document& d, bool* out) {", *(f"  Judge{n}(d, out);" for n in starts), "}", "}  // namespace anchor", ""]
        return "\n".join(out)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        rules = json.load(file)
    policy = Policy()
    for i, rule in enumerate(rules):
        policy.add(i, rule)
    sys.stdout.write(policy.source(rules))


main()
