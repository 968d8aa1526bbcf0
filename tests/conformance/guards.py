#!/usr/bin/env python3
"""L4.6: a `when` that compiles never comes to absent, whatever may be absent. guards.py MPS [SEED [CONDITIONS]]

Made-up conditions over claims that may be absent are checked; those that the compiler takes are judged in every combination of values
and absences, and must come to what L4.2, L4.4, L4.5, L5.1 and L5.2 say, which is never absent.
"""
import itertools
import json
import pathlib
import random
import subprocess
import sys
import tempfile

TRUE, FALSE, ABSENT = "true", "false", "absent"
HEAD = """mps "Guards" version 1.0.0 language 1
record inner { x? : int  y : int }
schema values { n : int  a? : int  b? : int  r? : inner  m : map of text to int  rows : list of inner }
environment e : values
level L1
"""
# What may be there or not: the claims' paths, and what stands below the record `r`.
CLAIMS = ["e.a", "e.b", "e.r", "e.r.x", 'e.m["k"]', "i.x"]


def first(order, values):
    return next(v for v in order if v in values)


def and_(values):
    return first([FALSE, ABSENT, TRUE], values)


def or_(values):
    return first([TRUE, ABSENT, FALSE], values)


def not_(value):
    return {TRUE: FALSE, FALSE: TRUE}.get(value, value)


def state(world, path):
    """A number, or absent; of the record: 0 is there."""
    if path == "e.r.y":
        return ABSENT if world["e.r"] == ABSENT else 1
    if path.startswith("e.r.") and world["e.r"] == ABSENT:
        return ABSENT
    return world[path]


# A condition is (text, function from a world to a truth value).
def atom(rng, inside):
    path = rng.choice([p for p in [*CLAIMS, "e.r.y"] if inside or not p.startswith("i.")])
    kind = rng.choice(["present", "absent", "else", "plain", "plain"])
    if kind in ("present", "absent") and path != "e.r.y":
        there = TRUE if kind == "present" else FALSE
        return f"{path} is {kind}", lambda w: not_(there) if state(w, path) == ABSENT else there
    if path == "e.r":
        return "e.n == 1", lambda w: TRUE
    number = rng.choice([1, 2])
    if kind == "else":
        if path == "e.r.y":
            return f"{path} == 1", lambda w: ABSENT if state(w, path) == ABSENT else TRUE
        other = rng.choice([1, 2])
        return f"({path} else {other}) == {number}", lambda w: TRUE if {ABSENT: other}.get(state(w, path), state(w, path)) == number else FALSE
    return f"{path} == {number}", lambda w: ABSENT if state(w, path) == ABSENT else TRUE if state(w, path) == number else FALSE


def condition(rng, depth, inside=False):
    shape = rng.choice(["and", "and", "or", "or", "not", "quantifier", "atom"]) if depth else "atom"
    if shape == "atom" or (shape == "quantifier" and inside):
        return atom(rng, inside)
    if shape == "not":
        text, truth = condition(rng, depth - 1, inside)
        return f"not ({text})", lambda w: not_(truth(w))
    if shape == "quantifier":
        text, truth = condition(rng, depth - 1, True)
        where, keep = condition(rng, depth - 1, True) if rng.random() < 0.6 else ("i.y == 1", lambda w: TRUE)
        word = rng.choice(["all", "any", "no"])

        def value(world):
            members = []
            for x in world["rows"]:
                inner = dict(world) | {"i.x": x}
                kept, held = keep(inner), truth(inner)
                members.append(or_([not_(kept), held]) if word == "all" else and_([kept, held]))
            if word == "all":
                return and_([TRUE, *members])
            return or_([FALSE, *members]) if word == "any" else not_(or_([FALSE, *members]))
        return f"({word} i in e.rows where {where} : {text})", value
    parts = [condition(rng, depth - 1, inside) for _ in range(rng.choice([2, 2, 3]))]
    join = and_ if shape == "and" else or_
    return "(" + f" {shape} ".join(t for t, _ in parts) + ")", lambda w: join([f(w) for _, f in parts])


def given(world):
    key = world['e.m["k"]']
    out = ["e.n = 1", "e.m = {}" if key == ABSENT else f'e.m = {{ "k" : {key} }}']
    for path in ("e.a", "e.b"):
        out.append(f"{path} is absent" if world[path] == ABSENT else f"{path} = {world[path]}")
    if world["e.r"] == ABSENT:
        out.append("e.r is absent")
    else:
        out += ["e.r = { y = 1 }", "e.r.x is absent" if world["e.r.x"] == ABSENT else f"e.r.x = {world['e.r.x']}"]
    out.append("e.rows = [ " + ", ".join("{ y = 1 }" for _ in world["rows"]) + " ]")
    out += [f"e.rows[{i}].x is absent" if x == ABSENT else f"e.rows[{i}].x = {x}" for i, x in enumerate(world["rows"])]
    return out


def worlds():
    values = [ABSENT, 1, 2]
    for a, b, r, x, k in itertools.product(values, values, [ABSENT, 0], values, [ABSENT, 1]):
        if r == ABSENT and x != ABSENT:
            continue
        rows = [ABSENT, 1] if (a, b) in ((1, 2), (ABSENT, 1)) else [a] if a == b else []
        yield {"e.a": a, "e.b": b, "e.r": r, "e.r.x": x, 'e.m["k"]': k, "rows": rows}


def main():
    mps = str(pathlib.Path(sys.argv[1]).resolve())
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 20261121)
    made = [condition(rng, 3) for _ in range(int(sys.argv[3]) if len(sys.argv) > 3 else 1500)]
    made = [c for c in made if len(c[0]) < 400]
    rules = [f'rule "{i}" r{i} {{ title "t" level L1 when {text} require e.n == 1 }}' for i, (text, _) in enumerate(made)]
    first_line = HEAD.count("\n") + 1

    def run(text, *words):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "guards.mps"
            path.write_text(text, encoding="utf-8")
            return subprocess.run([mps, *words, str(path)], capture_output=True, text=True, timeout=300)

    # At most a hundred diagnostics are shown at a time, so the conditions are checked in small lots.
    taken, refused, faults = [], 0, []
    for begin in range(0, len(rules), 50):
        reports = json.loads(run(HEAD + "\n".join(rules[begin:begin + 50]) + "\n", "check", "--format", "json").stdout)
        errors = {}
        for report in reports:
            if report["severity"] == "error":
                errors.setdefault(report["place"]["line"] - first_line, set()).add(report["code"])
        for i in range(begin, min(begin + 50, len(rules))):
            codes = errors.get(i - begin, set())
            if codes - {"MPS0336"}:
                faults.append(f"{made[i][0]}: {sorted(codes)}")
            refused += bool(codes)
            taken += [] if codes else [i]
    for begin in range(0, len(taken), 200):  # a source has a limited size
        some, tests = taken[begin:begin + 200], []
        for number, world in enumerate(worlds()):
            lines = [f'test "{number}" {{', *(f"    given {g}" for g in given(world))]
            for i in some:
                truth = made[i][1](world)
                if truth == ABSENT:
                    faults.append(f"compiles, and is absent where {world}: {made[i][0]}")
                lines.append(f'    expect "{i}" {"pass" if truth == TRUE else "notapplicable"}')
            tests += [*lines, "}"]
        done = run(HEAD + "\n".join(rules[i] for i in some) + "\n" + "\n".join(tests) + "\n", "test")
        if done.returncode != 0:
            faults.append(done.stdout[-3000:] + done.stderr[-2000:])
    print("\n".join(faults[:20]))
    print(f"{len(made)} conditions: {refused} refused, {len(taken)} taken and judged in {sum(1 for _ in worlds())} worlds, {len(faults)} faults")
    sys.exit(1 if faults or len(taken) < 50 or refused < 50 else 0)


main()
