#!/usr/bin/env python3
"""debian-cis against the verdicts of a reference scanner on one host's file tree.

Unpacks ../shared/truth/debian12-plain/root.tar.xz, collects from it, evaluates level L2 and compares each rule that has a
reference counterpart with verdicts.json. differences.csv holds every rule that says something else than the reference, with
who is wrong and the line of evidence that shows it, and every rule that needs a running system, which must be unknown here.
Fails on a difference that is not listed, on a row that no longer holds, and below 95 % agreement.

Environment: MPS_COMMAND, or MPS_BUILD_DIR (the command is mps in it, or cli/mps); MPS_SHARED; MPS_SOURCE_DIR.
Exit: 0 good, 1 not, 77 cannot run here (with the reason).  --table prints the rows as they are now.
"""
import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = pathlib.Path(os.environ.get("MPS_SOURCE_DIR", HERE.parent.parent))
SHARED = pathlib.Path(os.environ.get("MPS_SHARED", SOURCE.parent / "shared"))
DEFINITION = SOURCE / "mps-defs/mps-project/debian-cis/debian-cis.mps"
TRUTH = SHARED / "truth/debian12-plain"
FIELDS = ["rule", "scheme", "reference", "ours", "theirs", "kind", "wrong", "evidence"]
KINDS = {
    "live": "the rule needs a running system; ours must be unknown",
    "none": "the reference has no verdict (unknown, notchecked)",
    "difference": "both have a verdict, and they differ",
    "part": "ours passes, and the reference rule of one of its parts does not",
    "other": "the reference rule of the same control asks another question",
}
NO_VERDICT = {"unknown", "notchecked"}
JOIN = ["fail", "error", "unknown", "notchecked", "pass", "notapplicable"]
FLOOR = 95.0
AT_LEAST_RULES = 60


def command():
    if "MPS_COMMAND" in os.environ:
        return os.environ["MPS_COMMAND"]
    build = pathlib.Path(os.environ.get("MPS_BUILD_DIR", SOURCE / "build"))
    for candidate in (build / "mps", build / "cli/mps"):
        if candidate.is_file():
            return str(candidate)
    sys.exit(f"no mps command in {build}")


def skip(reason):
    print(f"skipped: {reason}")
    sys.exit(77)


def run(*arguments, allowed=(0,)):
    done = subprocess.run([str(a) for a in arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode not in allowed:
        sys.exit(f"{' '.join(map(str, arguments))}: exit {done.returncode}\n{done.stderr.decode(errors='replace')}")
    return done.stdout


def unpack(folder):
    """The reference host's tree, with its owners."""
    if not TRUTH.is_dir():
        skip(f"no {TRUTH}")
    if os.geteuid() != 0:
        skip("only root can unpack a tree with its owners")
    root = pathlib.Path(folder) / "root"
    root.mkdir()
    run("tar", "--same-owner", "--numeric-owner", "-xpf", TRUTH / "root.tar.xz", "-C", root)
    return root


def rules_of(root, folder):
    """The rules of level L2 as eval prints them for a tree."""
    evidence = pathlib.Path(folder) / "evidence.json"
    run(command(), "collect", "--for", DEFINITION, "--root", root, "-o", evidence)
    report = run(command(), "eval", DEFINITION, "--level", "L2", "--evidence", evidence, "--format", "json",
                 "--now", "2026-11-21T00:00:00Z", allowed=(0, 1, 4))
    return json.loads(report)["rules"]


def our_rules():
    with tempfile.TemporaryDirectory(prefix="mps-truth-") as folder:
        return rules_of(unpack(folder), folder)


def joined(verdicts):
    return min(verdicts, key=JOIN.index)


def compare(rules, reference):
    """Returns (rows that must be listed, number that agree, number that differ, rules with a counterpart)."""
    rows, agree, differ, counterparts = [], 0, 0, 0

    def row(rule, scheme, ids, theirs, kind):
        rows.append({"rule": rule["id"], "scheme": scheme, "reference": " ".join(ids), "ours": rule["verdict"],
                     "theirs": theirs, "kind": kind})

    for rule in rules:
        refs = rule["refs"]
        for scheme in ("ssg", "ssg_part", "ssg_other"):
            for name in refs.get(scheme, []):
                if name not in reference:
                    sys.exit(f"rule {rule['id']}: refs {scheme} \"{name}\": the reference has no such rule")
        ids = refs.get("ssg", [])
        if ids:
            counterparts += 1
            theirs = joined([reference[i] for i in ids])
            if rule["verdict"] == "unknown":
                row(rule, "ssg", ids, theirs, "live")
            elif theirs in NO_VERDICT:
                row(rule, "ssg", ids, theirs, "none")
            elif theirs == rule["verdict"]:
                agree += 1
            else:
                differ += 1
                row(rule, "ssg", ids, theirs, "difference")
        if rule["verdict"] == "pass":
            bad = [i for i in refs.get("ssg_part", []) if reference[i] != "pass"]
            if bad:
                row(rule, "ssg_part", bad, joined([reference[i] for i in bad]), "part")
        others = refs.get("ssg_other", [])
        if others and joined([reference[i] for i in others]) != rule["verdict"]:
            row(rule, "ssg_other", others, joined([reference[i] for i in others]), "other")
    return rows, agree, differ, counterparts


def check_table(rows, listed):
    """Returns the faults of differences.csv."""
    faults = []
    key = lambda r: tuple(r[f] for f in FIELDS[:6])
    now, table = {key(r) for r in rows}, {}
    for number, entry in enumerate(listed, 2):
        if entry["kind"] not in KINDS:
            faults.append(f"line {number}: `{entry['kind']}` is no kind: one of {', '.join(KINDS)}")
        if not entry["evidence"].strip() or entry["wrong"] not in ("reference", "ours", "neither"):
            faults.append(f"line {number}: says neither who is wrong (reference, ours, neither) nor why")
        if key(entry) in table:
            faults.append(f"line {number}: listed twice")
        table[key(entry)] = entry
        if key(entry) not in now:
            faults.append(f"line {number}: stale: {' | '.join(key(entry))}")
    faults += [f"not listed: {' | '.join(k)}" for k in sorted(now - set(table))]
    return faults


def main():
    rules = our_rules()
    reference = {r["rule_id"]: r["result"] for r in json.loads((TRUTH / "verdicts.json").read_text())["rules"]}
    rows, agree, differ, counterparts = compare(rules, reference)
    if "--table" in sys.argv:
        writer = csv.DictWriter(sys.stdout, FIELDS, lineterminator="\n")
        writer.writeheader()
        for r in rows:
            writer.writerow({"wrong": "", "evidence": "", **r})
        return 0
    with open(HERE / "differences.csv", newline="") as table:
        listed = list(csv.DictReader(table))
    faults = check_table(rows, listed)
    count = lambda kind: sum(r["kind"] == kind for r in rows)
    rate = 100.0 * agree / (agree + differ) if agree + differ else 0.0
    print(f"{len(rules)} rules at L2, {counterparts} with a reference counterpart: {agree} agree, {differ} differ ({rate:.1f} % agree); "
          f"{count('live')} need a running system, {count('none')} have no reference verdict")
    wide = 100.0 * agree / (agree + differ + count("other"))
    print(f"with the {count('other')} differing rules that ask another question than their control's reference rule: {wide:.1f} %")
    if counterparts < AT_LEAST_RULES:
        faults.append(f"only {counterparts} rules have a counterpart")
    if rate < FLOOR:
        faults.append(f"{rate:.1f} % agree; the floor is {FLOOR} %")
    for fault in faults:
        print(f"differences.csv: {fault}" if fault.startswith(("line", "not listed")) else fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
