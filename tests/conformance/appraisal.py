#!/usr/bin/env python3
"""What docs/language.md says beyond a single rule's verdict: whole appraisals by the command. appraisal.py MPS

Each test cites the rules it tries. Definitions and evidence are written to a temporary folder.
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

MPS = str(pathlib.Path(sys.argv.pop(1)).resolve())

DEFINITION = """mps "Name" version 1.0.0 language 1
enum word open { "a", "b" }
enum shut { "a", "b" }
record closed { x? : int }
record loose open { x? : int }
schema thing { n : int  m? : int  w : word  c : closed  o : loose  tags : set of text  s : shut  wired as "the-wire" : int }
environment e : thing { layer os }
environment f : thing
environment c many : thing
level L1
level L2 "stricter" extends L1 { param most = 3 }
level L3 extends L2 { registered "Official" }
param most : int in 1..9 = 5 stricter lower
param needed : int in 0..9
param idle : int = 1
rule "1" small  { title "small" level L1 require e.n <= most }
rule "2" both   { title "both" level L1 require e.n == f.n }
rule "3" needs  { title "needs" level L2 require e.n != needed }
rule "4" unread { title "unread" level L3 require idle == 1 and e.n != 99 }
rule "5" open_  { title "open" level L1 require e.w != "a" }
rule "6" closed { title "closed" level L1 require e.c.x == 1 }
rule "7" loose  { title "loose" level L1 require e.o.x == 1 }
rule "8" none   { title "none" level L1 require all t in e.tags : t == "x" }
rule "9" maybe  { title "maybe" level L1 require e.m is absent }
rule "A" shut   { title "shut" level L1 require e.s == "a" }
rule "B" wire   { title "wire" level L1 require e.wired == 1 }
rule "C" many   { title "many" level L1 require all id, i in c : i.n == 1 }
configuration conf { include e.n }
"""
GOOD = {"n": 1, "w": "b", "c": {"x": 1}, "o": {"x": 1}, "tags": [], "s": "a", "the-wire": 1}


def document(claims=None, other=None, state=None, **more):
    """An evidence document in which all is said to be known, but for what `state` says."""
    def environment(values):
        return {"schema": "thing@1", "claims": values, "state": {"": "complete"} | (state or {})}
    return {"mps_evidence": 1, "collected_at": 1767225600, "environments": {
        "e": environment(GOOD | (claims or {})), "f": environment(GOOD if other is None else other),
        "c": {"schema": "thing@1", "instances": {}, "instances_state": "complete"}}} | more


class Appraisals(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def file(self, name, content):
        path = pathlib.Path(self.folder.name) / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return str(path)

    def call(self, *words):
        return subprocess.run([MPS, *words], capture_output=True, text=True, timeout=60)

    def appraise(self, evidence=None, level="L1", definition=DEFINITION, exits=(0, 1, 4), extra=()):
        done = self.call("eval", self.file("d.mps", definition), "--level", level, "--evidence",
                         self.file("e.json", document() if evidence is None else evidence), "--format", "json", *extra)
        self.assertIn(done.returncode, exits, done.stderr)
        return json.loads(done.stdout) if done.returncode in (0, 1, 4) else done.stderr

    def verdicts(self, report):
        return {rule["id"]: rule["verdict"] for rule in report["rules"]}

    # ------------------------------------------------------------ inputs and determinism
    def test_same_inputs_same_bytes(self):
        """L11.1: neither the order of members nor the clock nor the folder matters."""
        first = self.appraise(document({"n": 1}))
        turned = json.loads(json.dumps(document({"n": 1})), object_pairs_hook=lambda pairs: dict(reversed(pairs)))
        self.assertEqual(first["hsh"], self.appraise(turned)["hsh"])
        self.assertEqual(first["hsh"], self.appraise(document({"n": 1}, collected_at=1))["hsh"])
        self.assertNotEqual(first["hsh"], self.appraise(document({"n": 7}))["hsh"])
        self.assertNotEqual(first["hsh"], self.appraise(document({"n": 1}), level="L2", extra=("--param", "needed=0"))["hsh"])

    def test_now_is_an_input(self):
        """L11.1: `now` is what the caller says."""
        definition = DEFINITION + 'rule "N" now_ { title "t" level L1 require now < 2027-01-01 }\n'
        for now, verdict in (("2026-12-31T23:59:59Z", "pass"), ("2027-01-01T00:00:00Z", "fail")):
            report = self.appraise(definition=definition, extra=("--now", now))
            self.assertEqual(self.verdicts(report)["N"], verdict)

    def test_layout_and_comments_do_not_count(self):
        """L1.4, L1.7, L1.11, L9.9, L11.10: the digest is of the meaning; titles and tests are in the package digest."""
        first = self.appraise()
        lines = DEFINITION.split("\n")
        moved = "\n".join([lines[0], "// a comment", *reversed(lines[1:])]).replace("rule ", "\nrule\n")
        self.assertEqual(self.appraise(definition=moved)["definition"], first["definition"])
        for more in ('test "t" { given e.n = 1 expect "1" pass }\n', 'note "a note"\n'):
            again = self.appraise(definition=DEFINITION + more)
            self.assertEqual((again["definition"], again["hsh"]), (first["definition"], first["hsh"]))
            self.assertNotEqual(again["package"], first["package"])
        titled = self.appraise(definition=DEFINITION.replace('title "small"', 'title "tiny"'))
        self.assertEqual(titled["definition"], first["definition"])
        meant = self.appraise(definition=DEFINITION.replace("e.n <= most", "e.n < most"))
        self.assertNotEqual(meant["definition"], first["definition"])

    # ------------------------------------------------------------ levels and parameters
    def test_selection(self):
        """L11.2, L7.2: rules that the level does not select are left out."""
        self.assertNotIn("3", self.verdicts(self.appraise()))
        self.assertIn("3", self.verdicts(self.appraise(level="L2", extra=("--param", "needed=0"))))

    def test_unknown_level(self):
        """L8.7, L11.2: a level that is not declared is an error of use, with the nearest."""
        self.assertIn("L1", self.appraise(level="L11", exits=(2,)))

    def test_parameters(self):
        """L11.3, L7.3, L7.10: the caller's, else the level's, in the domain; without value an error of use."""
        self.assertEqual(self.verdicts(self.appraise(document({"n": 4})))["1"], "pass")
        needed = ("--param", "needed=0")
        self.assertEqual(self.verdicts(self.appraise(document({"n": 4}), level="L2", extra=needed))["1"], "fail")
        given = (*needed, "--param", "most=4")
        self.assertEqual(self.verdicts(self.appraise(document({"n": 4}), level="L2", extra=given))["1"], "pass")
        self.assertIn("needed", self.appraise(level="L2", exits=(2,)))
        self.assertIn("most", self.appraise(extra=("--param", "most=10"), exits=(2,)))
        self.assertIn("mosst", self.appraise(extra=("--param", "mosst=1"), exits=(2,)))

    def test_registered_names(self):
        """L7.11, L11.4: the registered name, and `+custom` for a value that is not the level's own."""
        self.assertEqual((self.appraise()["mps"], self.appraise()["base"]), ("Name-L1", None))
        custom = self.appraise(extra=("--param", "most=4"))
        self.assertEqual((custom["mps"], custom["base"]), ("Name-L1+custom", "Name-L1"))
        self.assertEqual(self.appraise(extra=("--param", "most=5"))["mps"], "Name-L1")
        self.assertEqual(self.appraise(extra=("--param", "idle=7"))["mps"], "Name-L1")
        # A parameter without a value of the level's own: whatever is given is the caller's.
        official = self.appraise(level="L3", extra=("--param", "needed=0"))
        self.assertEqual((official["mps"], official["base"]), ("Official+custom", "Official"))

    def test_values_in_texts(self):
        """L8.14: title and fix show the parameter's value in force: the caller's, else the level's."""
        definition = ('mps "Texts" version 1.0.0 language 1\nschema s { n : int  tags : set of text }\nenvironment e : s\n'
                      'param most : int in 1..9 = 5\nparam words : set of text = { "a" }\nparam needed : text\n'
                      'level L1\nlevel L2 extends L1 { param most = 3  param words = { "b", "it\'s" } }\n'
                      'template t(limit : int) { title "limit \\{limit}" require e.n <= limit fix shell "low \\{limit}" }\n'
                      'rule "1" a { level L1 title "at most \\{most}, not \\{words}: \\{most}." require e.n <= most and (all w in e.tags : w not in words)\n'
                      ' fix text "x"  fix shell "set \\{words} \\{most}" }\n'
                      'rule "2" b { level L1 use t(most) }\nrule "3" c { level L1 title "\\{needed}" require needed != "" }\n')

        def shown(level, *params):
            report = self.appraise({"mps_evidence": 1, "collected_at": 1767225600, "environments": {}}, level=level, definition=definition,
                                   extra=[word for param in ("needed=x y", *params) for word in ("--param", param)])
            return {rule["id"]: (rule["title"], [fix["text"] for fix in rule["fixes"]]) for rule in report["rules"]}
        self.assertEqual(shown("L1"), {"1": ("at most 5, not a: 5.", ["x", "set a 5"]), "2": ("limit 5", ["low 5"]), "3": ("x y", [])})
        self.assertEqual(shown("L2"), {"1": ("at most 3, not b, it's: 3.", ["x", "set b 'it'\\''s' 3"]), "2": ("limit 3", ["low 3"]), "3": ("x y", [])})
        self.assertEqual(shown("L2", "most=1")["2"], ("limit 1", ["low 1"]))

    # ------------------------------------------------------------ environments
    def test_environment_of_a_rule(self):
        """L11.5: the one environment that it reads, else none."""
        where = {rule["id"]: rule["environment"] for rule in self.appraise(level="L3", extra=("--param", "needed=0"))["rules"]}
        self.assertEqual((where["1"], where["2"], where["C"]), ("e", "", "c"))

    def test_environments_and_evidence(self):
        """L11.6, L7.8: declared and not in the evidence is unknown; in the evidence and not declared is refused."""
        without = document()
        del without["environments"]["f"]
        self.assertEqual(self.verdicts(self.appraise(without))["2"], "unknown")
        more = document()
        more["environments"]["g"] = more["environments"]["f"]
        self.assertIn("g", self.appraise(more, exits=(6,)))
        self.assertEqual(self.verdicts(self.appraise())["C"], "pass")
        some = document()
        del some["environments"]["c"]["instances_state"]
        self.assertEqual(self.verdicts(self.appraise(some))["C"], "unknown")

    def test_bare_document(self):
        """L7.9: the claims set of the one environment that is declared `complete`; nothing is unknown then."""
        definition = ('mps "Bare" version 1.0.0 language 1\nschema s { n : int  m? : int  l : list of int }\nenvironment e : s complete\nlevel L1\n'
                      'rule "1" n { title "t" level L1 require e.n == 1 and e.m is absent and count(e.l) == 2 }\n'
                      'rule "2" l { title "t" level L1 require e.n == 1 }\n')
        self.assertEqual(self.verdicts(self.appraise({"n": 1, "l": [1, 2]}, definition=definition)), {"1": "pass", "2": "pass"})
        self.assertEqual(self.verdicts(self.appraise({"l": [1, 2]}, definition=definition)), {"1": "error", "2": "error"})
        self.appraise({"n": 1, "l": []}, definition=definition.replace(" complete", ""), exits=(6,))

    # ------------------------------------------------------------ evidence and schema
    def test_claims_outside_the_schema(self):
        """L3.4, L11.7: counted at the top; an error in a closed record; skipped in an open one."""
        self.assertEqual(self.appraise()["evidence"]["unnamed_claims"], 0)
        report = self.appraise(document({"extra": 1, "more": {"x": [1]}}))
        self.assertEqual(report["evidence"]["unnamed_claims"], 2)
        self.assertEqual(report["hsh"], self.appraise()["hsh"])
        found = self.verdicts(self.appraise(document({"c": {"x": 1, "y": 2}, "o": {"x": 1, "y": 2}})))
        self.assertEqual((found["6"], found["7"]), ("error", "pass"))

    def test_null_and_absence(self):
        """L3.5: null is absent on a field declared `?`, else an error."""
        found = self.verdicts(self.appraise(document({"m": None, "n": None})))
        self.assertEqual((found["9"], found["1"]), ("pass", "error"))

    def test_words(self):
        """L3.7: an open enum takes other words, a closed one does not."""
        found = self.verdicts(self.appraise(document({"w": "zzz", "s": "zzz"})))
        self.assertEqual((found["5"], found["A"]), ("pass", "error"))

    def test_wire_names(self):
        """L3.3: evidence spells a field by its wire name, and the language's name is another claim."""
        claims = dict(GOOD) | {"wired": 1}
        del claims["the-wire"]
        evidence = document()
        evidence["environments"]["e"]["claims"] = claims
        report = self.appraise(evidence)
        self.assertEqual((self.verdicts(report)["B"], report["evidence"]["unnamed_claims"]), ("error", 1))
        self.assertEqual(self.verdicts(self.appraise())["B"], "pass")

    def test_faults_of_evidence(self):
        """L11.8: what is not well-formed is refused whole; a claim of another type is in error alone."""
        self.assertIn("byte", self.appraise('{"mps_evidence": 1,', exits=(6,)))
        self.appraise('{"mps_evidence": 1, "mps_evidence": 1}', exits=(6,))
        report = self.appraise(document({"n": "one"}))
        self.assertEqual((self.verdicts(report)["1"], self.verdicts(report)["6"]), ("error", "pass"))
        self.assertTrue(any("n" in problem for problem in report["evidence"]["problems"]))

    def test_losing_evidence(self):
        """L4.11: taking any claim away, with its state, never makes a rule pass that did not."""
        for bad in ({"n": 9}, {"tags": ["y"]}, {"w": "a"}, {"m": 3}):
            before = self.verdicts(self.appraise(document(bad)))
            for name in GOOD | bad:
                evidence = document(bad, state={name: {"unknown": "lost"}})
                evidence["environments"]["e"]["claims"].pop(name)
                after = self.verdicts(self.appraise(evidence))
                for rule, verdict in after.items():
                    self.assertFalse(verdict == "pass" and before[rule] != "pass", (bad, name, rule))

    # ------------------------------------------------------------ reasons and texts
    def test_reasons(self):
        """L11.9, L5.9: claim, found and expected; how many were considered; none of it is hashed."""
        rules = {rule["id"]: rule for rule in self.appraise(document({"n": 7}))["rules"]}
        for part in ("e.n", "7", "5"):
            self.assertIn(part, rules["1"]["reason"])
        self.assertIn("0 considered", rules["8"]["reason"])
        some = document({"tags": ["x"]}, state={"tags": {"incomplete": "cut short"}})
        other = document({"tags": ["x"]}, state={"tags": {"incomplete": "another reason"}})
        self.assertIn("cut short", {r["id"]: r for r in self.appraise(some)["rules"]}["8"]["reason"])
        self.assertEqual(self.appraise(some)["hsh"], self.appraise(other)["hsh"])

    def test_texts(self):
        """L8.11, L8.13, L8.14: whose title, severity, references and fixes count, and how values are put in."""
        definition = """mps "Texts" version 1.0.0 language 1
schema s { t : text  n : int }
environment e : s
level L1
param limit : int = 4
set ports of int = { 443, 22 }
define const = "constant"
template first(name : text, open : set of int, most : mode = 0640) {
    title "Ensure \\{name}: \\{open}, \\{most}, \\{const}" rationale "why \\{name}" severity low
    require e.t == name
    refs nist "SI-4", cce "1"
    fix shell "chmod \\{most} \\{name}; open \\{open}"
    fix text "open \\{open} for \\{name}"
}
template second(x : int) { title "Second" severity high require e.n == x refs cce "2" fix shell "second" }
rule "1" one_ { level L1 use first("it's", { 443, 22 }) use second(1) }
rule "2" own  { title "Own \\{limit} \\{ports}" severity medium level L1 use second(2) refs nist "AC-1", cce "2" fix ansible "own" }
rule "3" none { title "None" level L1 require e.n == 1 and e.n <= limit }
section "S" { severity high refs nist "ZZ-1" level L1 rule "4" sect { title "S" require e.n == 1 refs nist "AA-1" } }
"""
        report = self.appraise({"mps_evidence": 1, "collected_at": 0, "environments": {}}, definition=definition)
        rules = {rule["id"]: rule for rule in report["rules"]}
        one = rules["1"]
        self.assertEqual((one["title"], one["severity"]), ("Ensure it's: 22, 443, 0640, constant", "low"))
        self.assertEqual(one["refs"], {"cce": ["1", "2"], "nist": ["SI-4"]})
        self.assertEqual(one["fixes"], [{"kind": "shell", "text": "chmod 0640 'it'\\''s'; open 22 443"},
                                        {"kind": "text", "text": "open 22, 443 for it's"}, {"kind": "shell", "text": "second"}])
        own = rules["2"]
        self.assertEqual((own["title"], own["severity"]), ("Own 4 22, 443", "medium"))
        self.assertEqual((own["refs"], own["fixes"]), ({"cce": ["2"], "nist": ["AC-1"]}, [{"kind": "ansible", "text": "own"}]))
        self.assertEqual((rules["3"]["severity"], rules["3"]["fixes"]), ("unknown", []))
        self.assertEqual((rules["4"]["severity"], rules["4"]["refs"]), ("high", {"nist": ["AA-1", "ZZ-1"]}))

    def test_level_verdicts(self):
        """L8.7, L8.8: fail, error, unknown, pass, notapplicable, in this order; manual controls do not count."""
        definition = """mps "Levels" version 1.0.0 language 1
schema s { a : int  b : int  v : bool }
environment e : s
level L1
level Hand
rule "1" a { title "a" level L1 when e.v require e.a == 1 }
rule "2" b { title "b" level L1 when e.v require e.b == 1 }
rule "3" c { title "c" level L1, Hand manual "look" }
"""
        def verdict(level="L1", **claims):
            evidence = {"mps_evidence": 1, "collected_at": 0, "environments": {"e": {"schema": "s@1", "claims": claims}}}
            return self.appraise(evidence, level, definition)["verdict"]
        self.assertEqual(verdict(v=True, a=1, b=1), "pass")
        self.assertEqual(verdict(v=True, a=1), "unknown")
        self.assertEqual(verdict(v=True, a="x"), "error")
        self.assertEqual(verdict(v=True, a="x", b=2), "fail")
        self.assertEqual(verdict(v=False), "notapplicable")
        self.assertEqual(verdict("Hand", v=True, a=1, b=1), "notapplicable")

    def test_givens_that_evidence_cannot_say(self):
        """L9.8: they are refused, not passed over."""
        path = self.file("t.mps", DEFINITION + 'test "t" { given c = {} expect "C" pass }\n')
        done = self.call("test", path)
        self.assertNotEqual(done.returncode, 0)
        path = self.file("t.mps", 'mps "T" version 1 language 1\nschema s { l : list of int }\nenvironment e : s\nlevel L1\n'
                         'rule "1" r { title "t" level L1 require count(e.l) == 1 }\ntest "t" { given e.l = [ 1 ] given e.l[3] = 2 expect "1" pass }\n')
        done = self.call("test", path)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("no member 3", done.stderr)


unittest.main()
