#!/usr/bin/env python3
"""The tables of docs/language.md, tried one combination at a time: tables.py MPS [-v].

Writes definitions with one test for every combination of states and runs them with `mps test`. What is expected is computed
here from the rules as they are written (each function names its rules), never taken from the compiler. A truth value is told by a rule and its
negation: true passes and fails, false fails and passes, absent fails both, unknown and error are what they are.
"""
import itertools
import pathlib
import subprocess
import sys
import tempfile

TRUE, FALSE, ABSENT, UNKNOWN, ERROR = "true", "false", "absent", "unknown", "error"
STATES = [TRUE, FALSE, ABSENT, UNKNOWN, ERROR]
VERDICTS = {TRUE: ("pass", "fail"), FALSE: ("fail", "pass"), ABSENT: ("fail", "fail"), UNKNOWN: ("unknown", "unknown"),
            ERROR: ("error", "error")}


# ------------------------------------------------------------ what the rules say
def first(order, values):
    return next(v for v in order if v in values)


def and_(*values):  # L4.2
    return first([FALSE, ERROR, UNKNOWN, ABSENT, TRUE], values)


def or_(*values):  # L4.2
    return first([TRUE, ERROR, UNKNOWN, ABSENT, FALSE], values)


def not_(value):  # L4.2
    return {TRUE: FALSE, FALSE: TRUE}.get(value, value)


def worst(values):  # L4.3: error, else unknown, else absent, else None
    return next((v for v in (ERROR, UNKNOWN, ABSENT) if v in values), None)


def all_(members, complete):  # L5.1
    return and_(TRUE, *members, *([] if complete else [UNKNOWN]))


def any_(members, complete):  # L5.10
    return or_(FALSE, *members, *([] if complete else [UNKNOWN]))


def count(members, complete):  # L5.3, L5.13: least, most or None, and what an undecided comparison comes to
    least, others = members.count(TRUE), [m for m in members if m in (ERROR, UNKNOWN, ABSENT)]
    return least, None if not complete else least + len(others), worst(others + ([] if complete else [UNKNOWN]))


def holds(number, test):  # L5.3: over the whole interval; beyond every bound used here nothing changes
    least, most, doubt = number
    outcomes = {test(n) for n in range(least, (most if most is not None else least + 20) + 1)}
    return doubt if len(outcomes) == 2 else TRUE if outcomes.pop() else FALSE


def distinct(keys, complete):  # L5.4: keys are numbers or states; None: left out
    known = [k for k in keys if isinstance(k, int)]
    if len(set(known)) < len(known):
        return FALSE
    states = [k for k in keys if isinstance(k, str)] + ([] if complete else [UNKNOWN])
    return worst(states) or TRUE


# ------------------------------------------------------------ writing definitions
class Definition:
    def __init__(self, name, schema):
        self.lines = [f'mps "{name}" version 1.0.0 language 1', schema, "environment e : values", "level L1"]
        self.tests, self.rules = 0, 0

    def rule(self, id_, condition):
        for suffix, text in (("", condition), (" not", f"not ({condition})")):
            self.rules += 1
            self.lines.append(f'rule "{id_}{suffix}" r{self.rules} {{ title "t" level L1 require {text} }}')

    def verdicts(self, title, givens, expected, level=None):
        """A test of verdicts: id -> `pass`, or `fail grade warning`; `level` -> the level's verdict."""
        self.tests += 1
        self.lines.append(f'test "{title}" {{')
        self.lines += [f"    given {g}" for g in givens] + ([f"    given level {level}"] if level else [])
        self.lines += [f'    expect level {level or "L1"} {v}' if id_ == "level" else f'    expect "{id_}" {v}' for id_, v in expected.items()]
        self.lines.append("}")

    def test(self, title, givens, expected):
        self.tests += 1
        self.lines.append(f'test "{title}" {{')
        self.lines += [f"    given {g}" for g in givens]
        for id_, truth in expected.items():
            yes, no = VERDICTS[truth]
            self.lines += [f'    expect "{id_}" {yes}', f'    expect "{id_} not" {no}']
        self.lines.append("}")

    def run(self, mps, verbose):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "table.mps"
            path.write_text("\n".join(self.lines) + "\n", encoding="utf-8")
            done = subprocess.run([mps, "test", str(path)], capture_output=True, text=True)
        if done.returncode != 0 or verbose:
            print(done.stdout[-4000:] + done.stderr[-4000:])
        ok = done.returncode == 0 and f"{self.tests} passed, 0 failed" in done.stdout
        print(f"{'ok  ' if ok else 'FAIL'}  {self.lines[0].split(chr(34))[1]}: {self.tests} combinations, {self.rules} rules")
        return ok


def given_bool(path, state):
    return f"{path} = {state}" if state in (TRUE, FALSE) else f"{path} is {state}"


# ------------------------------------------------------------ the tables
def logic():  # L4.2, all 125 combinations of three
    d = Definition("logic", "schema values { a? : bool  b? : bool  c? : bool }")
    d.rule("and", "e.a and e.b")
    d.rule("or", "e.a or e.b")
    d.rule("and3", "e.a and e.b and e.c")
    d.rule("or3", "e.a or e.b or e.c")
    d.rule("mixed", "(e.a and not e.b) or e.c")
    for a, b, c in itertools.product(STATES, repeat=3):
        d.test(f"L4.2 {a}, {b}, {c}", [given_bool("e.a", a), given_bool("e.b", b), given_bool("e.c", c)], {
            "and": and_(a, b), "or": or_(a, b), "and3": and_(a, b, c), "or3": or_(a, b, c),
            "mixed": or_(and_(a, not_(b)), c)})
    return d


# Every strict operator: its condition, the types of its operands, and values for which it is true.
STRICT = {
    "==": ("e.{0}1 == e.{0}2", "n", "n"), "!=": ("e.{0}1 != e.{0}3", "n", "n"), "<": ("e.{0}1 < e.{0}3", "n", "n"),
    "<=": ("e.{0}1 <= e.{0}2", "n", "n"), ">": ("e.{0}3 > e.{0}2", "n", "n"), ">=": ("e.{0}1 >= e.{0}2", "n", "n"),
}


def strict():  # L4.3: what an operator comes to whose operands have no value
    kinds = {"n": ("int", "7", "7"), "t": ("text", '"a"', '"a"'), "p": ("path", '"/a"', '"/a"'), "b": ("bytes", "h'01'", "h'01'"),
             "d": ("digest", "sha1'" + "0" * 40 + "'", "sha1'" + "0" * 40 + "'"), "m": ("mode", "0640", "0640"),
             "v": ("version dpkg", "dpkg'1'", "dpkg'1'"), "w": ("version semver", "semver'1.0.0'", "semver'1.0.0+b'"),
             "i": ("ip", "ip'10.0.0.1'", "ip'10.0.0.1'"), "c": ("cidr", "ip'10.0.0.0/8'", "ip'10.0.0.0/8'"),
             "h": ("time", "2026-01-01", "2026-01-01"), "u": ("duration", "1 day", "24 hours"), "s": ("scalar", "1", "1"),
             "k": ("kind", '"x"', '"x"'), "f": ("bool", "true", "true")}
    fields = "  ".join(f"{k}1? : {t}  {k}2? : {t}" for k, (t, _, _) in kinds.items())
    d = Definition("strict", f'enum kind {{ "x", "y" }}\nschema values {{ {fields} }}')
    conditions = {}
    for k in kinds:
        conditions[f"{k} =="] = f"e.{k}1 == e.{k}2"
        if k not in "dmckf":
            conditions[f"{k} <="] = f"e.{k}1 <= e.{k}2"
            conditions[f"{k} >="] = f"e.{k}1 >= e.{k}2"
            conditions[f"{k} in range"] = f"e.{k}1 in e.{k}2..e.{k}1"
        conditions[f"{k} in set"] = f"e.{k}1 in {{ e.{k}2 }}"
    conditions |= {"+": "e.n1 + e.n2 == 14", "-": "e.n1 - e.n2 == 0", "time -": "e.h1 - e.h2 == 0 seconds", "&": "e.m1 & e.m2 == 0640",
                   "& bytes": "e.b1 & e.b2 == h'01'", "within": "e.m1 within e.m2", "contains": "e.t1 contains e.t2",
                   "starts": "e.t1 starts with e.t2", "ends": "e.t1 ends with e.t2", "in net": "e.c1 in e.c2",
                   "lower": "lower(e.t1) == lower(e.t2)"}
    for id_, condition in conditions.items():
        d.rule(id_, condition)
    for a, b in itertools.product(["value", ABSENT, UNKNOWN, ERROR], repeat=2):
        givens = []
        for k, (_, one, two) in kinds.items():
            givens.append(f"e.{k}1 = {one}" if a == "value" else f"e.{k}1 is {a}")
            givens.append(f"e.{k}2 = {two}" if b == "value" else f"e.{k}2 is {b}")
        d.test(f"L4.3 {a}, {b}", givens, dict.fromkeys(conditions, worst([a, b]) or TRUE))
    return d


def single():  # L4.3: operators of one operand
    d = Definition("single", "schema values { t? : text  n? : int  s? : text  i? : ip }")
    conditions = {"int": "int(e.n_) == 7".replace("e.n_", "e.s"), "matches": "e.t matches re'a+'", "glob": "e.t matches glob'a*'", "has": "e.t contains re'a'",
                  "const": "e.n == 7", "range": "e.n in 1..9", "set": "e.n in { 7, 8 }", "net": "e.i in ip'10.0.0.0/8'",
                  "chain": "e.n + 1 - 1 == 7"}
    for id_, condition in conditions.items():
        d.rule(id_, condition)
    values = {"t": '"aa"', "n": "7", "s": '"7"', "i": "ip'10.0.0.1'"}
    for state in ["value", ABSENT, UNKNOWN, ERROR]:
        d.test(f"L4.3 {state}", [f"e.{k} = {v}" if state == "value" else f"e.{k} is {state}" for k, v in values.items()],
               dict.fromkeys(conditions, TRUE if state == "value" else state))
    return d


ROW_SCHEMA = "record row { p? : bool  w? : bool  k? : int }\nschema values { rows? : list of row  keyed? : map of text to row }"


def row_givens(path, rows, complete):
    """Members with fields p, w, k in every state: `path` is a list or a map."""
    is_map = path.endswith("keyed")
    body = ", ".join((f'"k{i}" : ' if is_map else "") + "{}" for i in range(len(rows)))
    out = [f"{path} = {{ {body} }}" if is_map else f"{path} = [ {body} ]"]
    for i, row in enumerate(rows):
        at = f'{path}["k{i}"]' if is_map else f"{path}[{i}]"
        for field, state in row.items():
            if isinstance(state, int):
                out.append(f"{at}.{field} = {state}")
            else:
                out.append(given_bool(f"{at}.{field}", state))
    return out + ([] if complete else [f"{path} is partial"])


def quantifiers():  # L5.1, L5.2, L5.3, L5.10-L5.13: up to three members in every state, complete and not
    d = Definition("quantifiers", ROW_SCHEMA)
    d.rule("all", "all r in e.rows : r.p")
    d.rule("any", "any r in e.rows : r.p")
    d.rule("no", "no r in e.rows : r.p")
    d.rule("one", "one r in e.rows : r.p")
    d.rule("count", "count(r in e.rows where r.p) >= 2")
    d.rule("count ==", "count(r in e.rows where r.p) == 0")
    d.rule("map all", "all k, r in e.keyed : r.p")
    d.rule("map any", "any k, r in e.keyed : r.p")
    d.rule("map one", "one k, r in e.keyed : r.p")
    for n in range(4):
        for members in itertools.combinations_with_replacement(STATES, n):
            for complete in (True, False):
                rows = [{"p": m} for m in members]
                number = count(list(members), complete)
                d.test(f"L5.1 L5.10 L5.11 L5.12 L5.13 {', '.join(members)} {'complete' if complete else 'incomplete'}",
                       row_givens("e.rows", rows, complete) + row_givens("e.keyed", rows, complete), {
                           "all": all_(members, complete), "any": any_(members, complete), "no": not_(any_(members, complete)),
                           "one": holds(number, lambda x: x == 1), "count": holds(number, lambda x: x >= 2),
                           "count ==": holds(number, lambda x: x == 0), "map all": all_(members, complete),
                           "map any": any_(members, complete), "map one": holds(number, lambda x: x == 1)})
    for state in (ABSENT, UNKNOWN, ERROR):  # the collection as a whole
        d.test(f"L5.1 the collection is {state}", [f"e.rows is {state}", f"e.keyed is {state}"],
               dict.fromkeys(["all", "any", "no", "one", "count", "count ==", "map all", "map any", "map one"], state))
    return d


def filters():  # L5.2: `where` and condition in every state, beside a member that is plainly true
    d = Definition("filters", ROW_SCHEMA)
    d.rule("all", "all r in e.rows where r.w : r.p")
    d.rule("any", "any r in e.rows where r.w : r.p")
    d.rule("no", "no r in e.rows where r.w : r.p")
    d.rule("one", "one r in e.rows where r.w : r.p")
    d.rule("count", "count(r in e.rows where r.w and r.p) == 1")
    for w, p in itertools.product(STATES, repeat=2):
        for others in ([], [(TRUE, TRUE)]):
            pairs = [(w, p), *others]
            implied, both = [or_(not_(x), y) for x, y in pairs], [and_(x, y) for x, y in pairs]
            number = count(both, True)
            d.test(f"L5.2 where {w}, {p}, and {len(others)} more", row_givens("e.rows", [{"w": x, "p": y} for x, y in pairs], True), {
                "all": all_(implied, True), "any": any_(both, True), "no": not_(any_(both, True)),
                "one": holds(number, lambda x: x == 1), "count": holds(number, lambda x: x == 1)})
    return d


def keys():  # L5.4: keys in every state, with and without filter
    d = Definition("keys", ROW_SCHEMA)
    d.rule("distinct", "distinct r in e.rows : r.k")
    d.rule("where", "distinct r in e.rows where r.w : r.k")
    states = [1, 2, ABSENT, UNKNOWN, ERROR]
    for n in range(4):
        for members in itertools.combinations_with_replacement(states, n):
            for complete in (True, False):
                rows = [{"k": k, "w": TRUE} for k in members]
                truth = distinct(members, complete)
                d.test(f"L5.4 {members} {complete}", row_givens("e.rows", rows, complete), {"distinct": truth, "where": truth})
    for w, k in itertools.product(STATES, states):
        rows = [{"k": 1, "w": TRUE}, {"k": k, "w": w}]
        kept = [1] + ([] if w == FALSE else [k] if w == TRUE else [worst([w, k] if isinstance(k, str) else [w])])
        d.test(f"L5.4 where {w} key {k}", row_givens("e.rows", rows, True), {"where": distinct(kept, True)})
    return d


def members():  # L5.7: the value sought and members of a list, each in every state; L5.8 with it
    d = Definition("members", "record row { k? : int  w? : bool }\nschema values { x? : int  rows : list of row }")
    d.rule("in", "e.x in { r.k for r in e.rows }")
    d.rule("in where", "e.x in { r.k for r in e.rows where r.w }")
    states = [1, 2, ABSENT, UNKNOWN, ERROR]

    def equal(a, b):
        return worst([v for v in (a, b) if isinstance(v, str)]) or (TRUE if a == b else FALSE)

    for x, k, complete in itertools.product([1, ABSENT, UNKNOWN, ERROR], states, (True, False)):
        for w in STATES:
            # An empty set leaves the value sought alone: the strict rule (L4.3).
            def sought(truths):
                if isinstance(x, str):
                    return worst([x, *[t for t in truths if t not in (TRUE, FALSE)], *([] if complete else [UNKNOWN])])
                return any_(truths, complete)
            given = [f"e.x = {x}" if isinstance(x, int) else f"e.x is {x}", *row_givens("e.rows", [{"k": k, "w": w}], complete)]
            d.test(f"L5.7 L5.8 {x} in {k} where {w} {complete}", given, {
                "in": sought([equal(x, k)]), "in where": sought([and_(w, equal(x, k))])})
    return d


def presence():  # L4.4, L4.5
    d = Definition("presence", "schema values { a? : int  b? : int }")
    d.rule("present", "e.a is present")
    d.rule("absent", "e.a is absent")
    d.rule("else", "(e.a else 7) == 7")
    d.rule("else b", "(e.a else e.b) == 7")
    for a, b in itertools.product(["value", ABSENT, UNKNOWN, ERROR], repeat=2):
        given = [f"e.{n} = 7" if s == "value" else f"e.{n} is {s}" for n, s in (("a", a), ("b", b))]
        truth = TRUE if a == "value" else a
        d.test(f"L4.4 L4.5 {a}, {b}", given, {
            "present": {"value": TRUE, ABSENT: FALSE}.get(a, a), "absent": {"value": FALSE, ABSENT: TRUE}.get(a, a),
            "else": TRUE if a in ("value", ABSENT) else a,
            "else b": truth if a != ABSENT else TRUE if b == "value" else b})
    return d


def maps():  # L5.6, L5.16, L5.17: a member in every state, in a map in every state, by a constant and by a computed key
    d = Definition("maps", "schema values { m? : map of text to int  k : text }")
    d.rule("constant", 'e.m["k"] == 1')
    d.rule("computed", "e.m[e.k] == 1")
    d.rule("absent", 'e.m["k"] is absent')
    d.rule("keys", 'any k in e.m : k == "k"')
    for whole in ("complete", "partial", ABSENT, UNKNOWN, ERROR):
        for member in ("value", "other", "none", ABSENT, UNKNOWN, ERROR):
            if whole in (ABSENT, UNKNOWN, ERROR) and member != "none":
                continue  # what is given below a map is a map that is there
            there = {"value": '{ "k" : 1, "z" : 2 }', "other": '{ "k" : 2, "z" : 2 }'}.get(member, '{ "z" : 2 }')
            given = ['e.k = "k"', *([f"e.m = {there}"] if whole in ("complete", "partial") else [f"e.m is {whole}"])]
            if whole == "partial":
                given.append("e.m is partial")
            if member in (ABSENT, UNKNOWN, ERROR):
                given.append(f'e.m["k"] is {member}')
            # A key listed unknown or in error makes the map incomplete (L5.16); only a constant key sees what is listed (L5.17).
            open_ = whole == "partial" or member in (UNKNOWN, ERROR)
            missing = whole if whole in (ABSENT, UNKNOWN, ERROR) else UNKNOWN if open_ else ABSENT
            constant = {"value": TRUE, "other": FALSE, "none": missing}.get(member, member)
            computed = {"value": TRUE, "other": FALSE}.get(member, missing)
            found = {"value": TRUE, "other": TRUE}.get(member, whole if whole in (ABSENT, UNKNOWN, ERROR) else UNKNOWN if open_ else FALSE)
            d.test(f"L5.6 L5.16 L5.17 {member} in {whole}", given, {
                "constant": constant, "computed": computed, "keys": found,
                "absent": {TRUE: FALSE, FALSE: FALSE, ABSENT: TRUE}.get(constant, constant)})
    return d


REQUIRED = {TRUE: "pass", FALSE: "fail", ABSENT: "fail", UNKNOWN: "unknown", ERROR: "error"}  # L8.2


def governed(when, outcome):  # L8.4, L8.10
    return {TRUE: outcome, FALSE: "notapplicable", UNKNOWN: "unknown", ERROR: "error"}[when]


def joined(*outcomes):  # L8.3
    return first(["fail", "error", "unknown", "pass", "notapplicable"], outcomes)


def parts():  # L8.2, L8.3, L8.4, L8.10: own requirement, a template's `when` and requirement, a governing `when`
    d = Definition("parts", "schema values { own? : bool  w : bool  t? : bool  g : bool }")
    d.lines += ["template t(w : bool, t : bool) { when w require t }",
                'rule "own" own { title "t" level L1 when e.g require e.own }',
                'rule "use" use_ { title "t" level L1 when e.g use t(e.w, e.t) }',
                'rule "both" both { title "t" level L1 when e.g require e.own use t(e.w, e.t) }']
    for own, w, t, g in itertools.product(STATES, [TRUE, FALSE, UNKNOWN, ERROR], STATES, [TRUE, FALSE, UNKNOWN, ERROR]):
        given = [given_bool("e.own", own), given_bool("e.w", w), given_bool("e.t", t), given_bool("e.g", g)]
        part = governed(w, REQUIRED[t])
        d.verdicts(f"L8.3 L8.4 L8.10 {own}, {w}, {t}, {g}", given, {
            "own": governed(g, REQUIRED[own]), "use": governed(g, part), "both": governed(g, joined(REQUIRED[own], part))})
    return d


def grades():  # L8.5, L8.6, L7.12: two arms in every state, with and without `accept warning`
    d = Definition("grades", "schema values { a? : bool  b? : bool }")
    d.lines += ["level L2 extends L1 { accept warning }",
                'rule "1" one_ { title "t" level L1 grade { affirming when e.a  warning when e.b  otherwise contraindicated } }',
                'rule "2" two { title "t" level L1 grade { contraindicated when e.a  warning when e.b  otherwise affirming } }']
    for a, b, level in itertools.product(STATES, STATES, ("L1", "L2")):
        expected = {}
        for id_, arms, otherwise in (("1", ["affirming", "warning"], "contraindicated"), ("2", ["contraindicated", "warning"], "affirming")):
            verdict = None
            for state, grade in zip((a, b), arms):
                if state != FALSE and verdict is None:
                    verdict = (REQUIRED[state], grade if state == TRUE else None)
            state, grade = verdict or ("pass", otherwise)
            if grade:
                state = "pass" if grade == "affirming" or (grade == "warning" and level == "L2") else "fail"
            expected[id_] = state + (f" grade {grade}" if grade else "")
        d.verdicts(f"L8.5 L8.6 L7.12 {a}, {b} at {level}", [given_bool("e.a", a), given_bool("e.b", b)], expected, level)
    return d


def levels():  # L8.7: two rules and a manual control, every pair of verdicts
    d = Definition("levels", "schema values { a : bool  b : bool  v : bool  w : bool }")
    d.lines += ['rule "1" one_ { title "t" level L1 when e.v require e.a }', 'rule "2" two { title "t" level L1 when e.w require e.b }',
                'rule "3" hand { title "t" level L1 manual "look" }']
    outcomes = {"pass": (TRUE, TRUE), "fail": (TRUE, FALSE), "unknown": (TRUE, UNKNOWN), "error": (TRUE, ERROR), "notapplicable": (FALSE, TRUE)}
    for x, y in itertools.product(outcomes, repeat=2):
        given = [given_bool("e.v", outcomes[x][0]), given_bool("e.a", outcomes[x][1]), given_bool("e.w", outcomes[y][0]), given_bool("e.b", outcomes[y][1])]
        d.verdicts(f"L8.7 L8.8 {x}, {y}", given, {"1": x, "2": y, "3": "notchecked", "level": first(["fail", "error", "unknown", "pass", "notapplicable"], [x, y])})
    return d


def main():
    mps, verbose = str(pathlib.Path(sys.argv[1]).resolve()), "-v" in sys.argv
    tables = [logic, presence, strict, single, quantifiers, filters, keys, members, maps, parts, grades, levels]
    results = [table().run(mps, verbose) for table in tables]
    sys.exit(0 if all(results) else 1)


main()
