#!/usr/bin/env python3
"""L4.11: a verdict is one that holds for every completion of what is known. completions.py MPS [SEED [RULES [WORLDS]]]

Made-up rules are judged on evidence of which parts are unknown, incomplete or of a wrong type, and on complete evidence that agrees with it
in all that is known. Where the first verdict is pass, fail or notapplicable, every second one must be the same.
"""
import json
import pathlib
import random
import subprocess
import sys
import tempfile

HEAD = """mps "Completions" version 1.0.0 language 1
record row { x? : int }
schema values { a? : int  b? : int  t : text  tags : set of text  l : list of int  m : map of text to int  rows : list of row }
environment e : values
level L1
"""
DECIDED = {"pass", "fail", "notapplicable"}
ABSENT, UNKNOWN, WRONG = "absent", "unknown", "wrong"  # WRONG: a text where a number is due, hence in error

ATOMS = [
    "e.{n} == {v}", "e.{n} is present", "e.{n} is absent", "(e.{n} else {v}) == {w}", "e.{n} in e.l", "e.{n} not in {{ {v}, e.{o} }}", "e.{n} <= e.{o}",
    "e.{n} in 1..count(e.l)", "e.t in e.tags", "\"{g}\" in e.tags", "\"{g}\" not in e.tags", "e.tags == {{ \"p\", \"q\" }}", "e.tags != {{ \"{g}\" }}", "count(e.tags) {c} {v}",
    "count(e.l) {c} {v}", "count(e.l) + 1 {c} {v}", "{q} i in e.l : i == {v}", "{q} i in e.l where i != {w} : i {c} e.{n}", "distinct i in e.l : i", "count(i in e.l where i == {v}) {c} 1",
    "e.m[\"k\"] == {v}", "e.m[\"k\"] is absent", "e.m[e.t] == {v}", "e.m[e.t] is absent", "(e.m[\"k\"] else {v}) == {w}", "{q} k, y in e.m : y == {v}", "{q} k in e.m : k == \"k\"", "count(e.m) {c} {v}",
    "{q} r in e.rows : r.x == {v}", "{q} r in e.rows where r.x is present : r.x {c} {v}", "count(r in e.rows where (r.x else {w}) == {v}) {c} 1", "distinct r in e.rows : (r.x else {v})",
    "e.{n} in {{ r.x for r in e.rows where r.x is present }}", "{{ (r.x else {v}) for r in e.rows }} == {{ 1, 2 }}", "count({{ (r.x else {v}) for r in e.rows }}) {c} {w}",
    "{q} r in e.rows : ({q2} i in e.l : i == r.x)", "{q} g in e.tags : g == e.t", "{{ i for i in e.l }} == {{ {v} }}", "{{ i + 1 for i in e.l where i == {v} }} != {{ 2 }}",
]


def atom(rng):
    n, o = rng.sample(["a", "b"], 2)
    return rng.choice(ATOMS).format(n=n, o=o, v=rng.choice([1, 2]), w=rng.choice([1, 2]), g=rng.choice("pq"), c=rng.choice(["==", "!=", "<", "<=", ">", ">="]),
                                    q=rng.choice(["all", "any", "no", "one"]), q2=rng.choice(["all", "any", "no", "one"]))


def condition(rng, depth):
    if depth == 0 or rng.random() < 0.3:
        return f"({atom(rng)})"
    if rng.random() < 0.25:
        return f"(not ({condition(rng, depth - 1)}))"
    word = rng.choice(["and", "or"])
    return "(" + f" {word} ".join(condition(rng, depth - 1) for _ in range(rng.choice([2, 2, 3]))) + ")"


# ------------------------------------------------------------ worlds: each claim known, unknown or incomplete
def number(rng):
    return rng.choice([ABSENT, 1, 2])


def collection(rng, member, most=2):
    return [member(rng) for _ in range(rng.randrange(most + 1))]


def partial(rng):
    def maybe(value):
        return rng.choice([UNKNOWN, UNKNOWN, WRONG]) if rng.random() < 0.4 else value
    tags = rng.sample("pqr", rng.randrange(3))
    keys = rng.sample(["k", "z"], rng.randrange(3))
    return {"a": maybe(number(rng)), "b": maybe(number(rng)), "t": UNKNOWN if rng.random() < 0.35 else rng.choice("pqk"),
            "tags": (tags, rng.random() < 0.5), "l": (collection(rng, lambda r: r.choice([1, 2, 1, 2, WRONG])), rng.random() < 0.5),
            "m": ({k: rng.choice([1, 2]) for k in keys}, rng.random() < 0.5),
            "rows": ([maybe(number(rng)) for _ in range(rng.randrange(3))], rng.random() < 0.5)}


def completion(rng, world):
    """One of the worlds that agree with `world`: what is unknown has a value or is absent, what is incomplete may have more members."""
    out = dict(world)
    for name in ("a", "b"):
        out[name] = number(rng) if world[name] in (UNKNOWN, WRONG) else world[name]
    out["t"] = rng.choice("pqk") if world["t"] == UNKNOWN else world["t"]

    def more(known, complete, extra):
        return known if complete else known + extra
    tags, complete = world["tags"]
    out["tags"] = (more(tags, complete, [g for g in "pqr" if g not in tags and rng.random() < 0.4]), True)
    items, complete = world["l"]
    items = [rng.choice([1, 2]) if x == WRONG else x for x in items]
    out["l"] = (more(items, complete, collection(rng, lambda r: r.choice([1, 2]))), True)
    entries, complete = world["m"]
    out["m"] = (entries if complete else entries | {k: rng.choice([1, 2]) for k in ("k", "z") if k not in entries and rng.random() < 0.5}, True)
    rows, complete = world["rows"]
    rows = [number(rng) if x in (UNKNOWN, WRONG) else x for x in rows]
    out["rows"] = (more(rows, complete, collection(rng, number)), True)
    return out


def evidence(world):
    claims, state = {}, {}
    for name in ("a", "b", "t"):
        if world[name] in (ABSENT, UNKNOWN):
            state[name] = ABSENT if world[name] == ABSENT else {"unknown": "not looked at"}
        else:
            claims[name] = world[name]
    for name in ("tags", "l", "m", "rows"):
        known, complete = world[name]
        state[name] = "complete" if complete else {"incomplete": "cut short"}
        claims[name] = known
    claims["rows"] = []
    for i, x in enumerate(world["rows"][0]):
        claims["rows"].append({} if x in (ABSENT, UNKNOWN) else {"x": x})
        if x in (ABSENT, UNKNOWN):
            state[f"rows[{i}].x"] = ABSENT if x == ABSENT else {"unknown": "not looked at"}
    return {"mps_evidence": 1, "collected_at": 0, "environments": {"e": {"schema": "values@1", "claims": claims, "state": state}}}


class Judge:
    def __init__(self, mps, folder, definition):
        self.mps, self.folder, self.known, self.definition = mps, folder, {}, folder / "d.mps"
        self.definition.write_text(definition, encoding="utf-8")

    def __call__(self, world):
        document = json.dumps(evidence(world), sort_keys=True)
        if document not in self.known:
            path = self.folder / "e.json"
            path.write_text(document, encoding="utf-8")
            done = subprocess.run([self.mps, "eval", str(self.definition), "--level", "L1", "--evidence", str(path), "--now", "0", "--format", "json"],
                                  capture_output=True, text=True, timeout=120)
            if done.returncode not in (0, 1, 4):
                raise SystemExit(f"exit {done.returncode}: {done.stderr}\n{document}")
            self.known[document] = {r["id"]: (r["verdict"], r["reason"]) for r in json.loads(done.stdout)["rules"]}
        return self.known[document]


def accepted(mps, folder, rules):
    """The rules that compile: a `when` may be refused for an unguarded absence, and nothing else."""
    first_line, taken = HEAD.count("\n") + 1, []
    for begin in range(0, len(rules), 40):
        path = folder / "lot.mps"
        path.write_text(HEAD + "\n".join(rules[begin:begin + 40]) + "\n", encoding="utf-8")
        done = subprocess.run([mps, "check", "--format", "json", str(path)], capture_output=True, text=True, timeout=120)
        bad = {}
        for report in json.loads(done.stdout):
            if report["severity"] == "error":
                bad[report["place"]["line"] - first_line] = report["code"]
        strange = {c for c in bad.values() if c not in ("MPS0336", "MPS0416")}
        if strange:
            raise SystemExit(f"a made-up rule does not compile: {sorted(strange)}\n{done.stdout[:2000]}")
        taken += [r for i, r in enumerate(rules[begin:begin + 40]) if i not in bad]
    return taken


def main():
    mps = str(pathlib.Path(sys.argv[1]).resolve())
    seed, count, worlds = [int(sys.argv[i]) if len(sys.argv) > i else default for i, default in ((2, 20261121), (3, 400), (4, 25))]
    rng, faults, decided = random.Random(seed), [], 0
    rules = []
    for i in range(count):
        when = f"when {condition(rng, 1)} " if rng.random() < 0.3 else ""
        rules.append(f'rule "{i}" r{i} {{ title "t" level L1 {when}require {condition(rng, 2)} }}')
    with tempfile.TemporaryDirectory() as folder:
        taken = accepted(mps, pathlib.Path(folder), rules)
        judge = Judge(mps, pathlib.Path(folder), HEAD + "\n".join(taken) + "\n")
        text_of = {r.split('"')[1]: r for r in taken}
        for _ in range(worlds):
            world = partial(rng)
            before = judge(world)
            for whole in [completion(rng, world) for _ in range(8)]:
                after = judge(whole)
                for id_, (verdict, reason) in before.items():
                    decided += verdict in DECIDED
                    if verdict in DECIDED and after[id_][0] != verdict:
                        faults.append(f"{text_of[id_]}\n  {verdict} ({reason}) on {world}\n  {after[id_]} on {whole}")
    print("\n".join(faults[:5]))
    print(f"{len(taken)} rules, {len(judge.known)} documents, {decided} decided verdicts compared, {len(faults)} faults")
    sys.exit(1 if faults or decided < 1000 else 0)


main()
