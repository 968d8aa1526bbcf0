#!/usr/bin/env python3
"""Turns rules of the posture workload (rules.json: a list of {id, kind, ...}) into an MPS definition over its document.

  to_mps.py RULES.json [--name NAME] > POLICY.mps

Kinds: eq, allow, deny, range, regex over a scalar at path [group, key]; ver over a dotted version; quant with q one of
svc_forbidden, pkg_forbidden, file_mode, file_uid, mount_opt, svc_exists. Anything else is refused. The document is bare JSON,
taken as the claims of the only environment, complete: a missing scalar is absent, which fails.
"""
import argparse
import json
import sys

HEAD = '''mps "%s" version 1.0.0 language 1
title "Posture workload, %d rules"

record mount   { path : text  fs : text  opts : set of text }
record package { name : text  version : version dotted }
record service { name : text  state : text in { "running", "stopped", "failed" }  enabled : bool }
record file    { path : text  mode : mode  perm : text  uid : int  gid : int }
record host    { id : text volatile  os : text  release : text }
schema posture {
    schema     : text
    host       : host
    sysctl     : map of text to scalar
    sshd       : map of text to scalar
    kernel     : map of text to scalar
    auth       : map of text to scalar
    audit      : map of text to scalar
    tpm        : map of text to scalar
    boot       : map of text to scalar
    net        : map of text to scalar
    components : map of text to version dotted
    mounts     : list of mount
    packages   : list of package
    services   : list of service
    files      : list of file
}
environment e : posture complete

level all_rules

'''


def text(value):
    out = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    return f'"{out}"'


def constant(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else text(value)


def members(values):
    return "{ " + ", ".join(map(constant, values)) + " }"


def pattern(source):
    """An anchored regular expression: `matches` always takes the whole text."""
    if not (source.startswith("^") and source.endswith("$")):
        sys.exit(f"to_mps: {source} is not anchored at both ends")
    return "re'" + source[1:-1].replace("'", "''") + "'"


def quantified(rule):
    q, array = rule["q"], "e." + rule["arr"]
    if q in ("svc_forbidden", "pkg_forbidden"):
        return f'no x in {array} : x.name in {members(rule["set"])}'
    if q == "file_mode":
        return f'all x in {array} where x.path starts with {text(rule["prefix"])} : x.mode within {"0%03o" % rule["mask"]}'
    if q == "file_uid":
        return f'all x in {array} where x.path starts with {text(rule["prefix"])} : x.uid == {rule["uid"]}'
    if q == "mount_opt":
        return f'all x in {array} where x.fs == {text(rule["fs"])} : {text(rule["opt"])} in x.opts'
    if q == "svc_exists":
        return f'any x in {array} : x.name == {text(rule["name"])} and x.state == {text(rule["state"])}'
    sys.exit(f"to_mps: rule {rule['id']}: quant {q} is not known")


def condition(rule):
    kind = rule["kind"]
    if kind == "quant":
        return quantified(rule)
    claim = f'e.{rule["path"][0]}[{text(rule["path"][1])}]'
    if kind == "eq":
        return f'{claim} == {constant(rule["value"])}'
    if kind in ("allow", "deny"):
        return f'{claim} {"in" if kind == "allow" else "not in"} {members(rule["set"])}'
    if kind == "range":
        return f'{claim} in {rule["lo"]}..{rule["hi"]}'
    if kind == "regex":
        return f'{claim} matches {pattern(rule["re"])}'
    if kind == "ver":
        return f"{claim} >= dotted'{rule['min']}'"
    sys.exit(f"to_mps: rule {rule['id']}: kind {kind} is not known")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rules")
    parser.add_argument("--name", default="Bench-Workload")
    arguments = parser.parse_args()
    with open(arguments.rules, encoding="utf-8") as file:
        rules = json.load(file)
    out = [HEAD % (arguments.name, len(rules))]
    for rule in rules:
        out.append(f"rule {text(rule['id'])} {rule['id']} {{ title {text(rule['id'])}  level all_rules  require {condition(rule)} }}\n")
    sys.stdout.write("".join(out))


main()
