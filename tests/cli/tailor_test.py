#!/usr/bin/env python3
"""Tailorings and waivers by the command, from source to verified token: tailor_test.py MPS."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

MPS = sys.argv.pop(1)
SOURCE = pathlib.Path(os.environ.get("MPS_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
NONCE, UEID = "00112233445566778899aabbccddeeff", "0100112233445566"
END = 1798761600  # 2027-01-01

BASE = """mps "Door" version 1.0.0 language 1
schema door { locked : bool  keys : int  depth : int }
environment front : door
level L1
level L2 extends L1 { param most = 2 }
param most : int in 1..9 = 3 stricter lower
rule "1" locked { title "Ensure it is locked"       level L1 require front.locked }
rule "2" keys   { title "Ensure there are few keys" level L1 require front.keys <= most }
rule "3" depth  { title "Depth" level L1 grade { affirming when front.depth > 1  otherwise contraindicated } }
"""
BODY = """title "Doors at Acme"
param most = 4 because "a spare key"
waive "1" until 2027-01-01 because "the lock is being replaced" approved "board" ticket "R-1"
"""
DROP = 'drop "3" because "not measured here"\n'


class Tailoring(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.dir = pathlib.Path(folder.name)
        self.write("door.mps", BASE)
        self.digest = self.call(0, "dump", "canonical", self.path("door.mps")).stdout.split()[2]
        self.write("acme.mps", self.head() + BODY + DROP)
        self.evidence()

    def head(self, name="Acme-Door", digest=None):
        return f'tailor "{name}" version 1.2.0 of "Door" version 1.0.0 sha256\'{digest or self.digest}\' language 1\n'

    def path(self, name):
        return str(self.dir / name)

    def write(self, name, text):
        (self.dir / name).parent.mkdir(exist_ok=True)
        (self.dir / name).write_text(text, encoding="utf-8")

    def evidence(self, locked=False, keys=4, depth=0, collected=END - 60):
        self.write("e.json", json.dumps({"mps_evidence": 1, "collected_at": collected, "environments": {"front": {
            "schema": "door@1", "claims": {"locked": locked, "keys": keys, "depth": depth}}}}))

    def call(self, code, *words):
        done = subprocess.run([MPS, *words], capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, code, f"mps {' '.join(words)}\n{done.stdout}{done.stderr}")
        return done

    def eval(self, code, definition="acme.mps", *more, level="L1", now=END - 1):
        done = self.call(code, "eval", self.path(definition), "--level", level, "--evidence", self.path("e.json"), "--now", str(now), "--format", "json",
                         "--claims", self.path("claims.cbor"), *more)
        self.write("report.json", done.stdout)
        foreign = subprocess.run([sys.executable, str(SOURCE / "tests/token/claimset.py"), self.path("report.json"), "-o", self.path("foreign.cbor")],
                                 capture_output=True, text=True, check=False)
        self.assertEqual(foreign.returncode, 0, foreign.stderr)
        self.assertEqual((self.dir / "claims.cbor").read_bytes(), (self.dir / "foreign.cbor").read_bytes())
        return json.loads(done.stdout)

    # ------------------------------------------------------------ appraisal
    def test_report(self):
        """L13.5, L13.6: names, and a fail that stays one."""
        report = self.eval(0)
        self.assertEqual((report["mps"], report["base"], report["set"], report["version"]), ("Acme-Door-L1", "Door-L1", "Door", "1.0.0"))
        self.assertEqual(report["definition"]["value"], self.digest)
        rules = {rule["id"]: rule for rule in report["rules"]}
        self.assertEqual(sorted(rules), ["1", "2"])
        self.assertEqual((rules["1"]["verdict"], rules["1"]["waiver"]), ("fail", "1"))
        self.assertEqual(rules["1"]["waived"], {"id": "1", "until": "2027-01-01T00:00:00Z", "reason": "the lock is being replaced",
                                                "approved": "board", "ticket": "R-1"})
        self.assertIsNone(rules["2"]["waived"])
        tailoring = report["tailoring"]
        self.assertEqual((tailoring["name"], tailoring["version"], tailoring["title"]), ("Acme-Door", "1.2.0", "Doors at Acme"))
        self.assertEqual(tailoring["dropped"], [{"id": "3", "reason": "not measured here"}])
        self.assertEqual([(p["name"], p["base"]["value"], p["value"]["value"], p["effect"], p["reason"]) for p in tailoring["parameters"]],
                         [("most", 3, 4, "looser", "a spare key")])
        self.assertEqual([(w["id"], w["used"], w["expired"]) for w in tailoring["waivers"]], [("1", True, False)])
        text = self.call(0, "eval", self.path("acme.mps"), "--level", "L1", "--evidence", self.path("e.json"), "--now", str(END - 1)).stdout
        for part in ("fail, waived", "waived until 2027-01-01, approved by board, R-1", "1 fail waived", "sets most to 4, not 3", "rule 3 is dropped"):
            self.assertIn(part, text)

    def test_the_second_before_and_the_end(self):
        """L13.6: `until` leaves its own moment out."""
        self.assertEqual(self.eval(0, now=END - 1)["verdict"], "pass")
        report = self.eval(1, now=END)
        rule = report["rules"][0]
        self.assertEqual((report["verdict"], rule["verdict"], rule["waiver"], rule["waived"]), ("fail", "fail", None, None))
        self.assertEqual(rule["expired_waiver"]["ticket"], "R-1")
        text = self.call(1, "eval", self.path("acme.mps"), "--level", "L1", "--evidence", self.path("e.json"), "--now", str(END)).stdout
        self.assertIn("its waiver expired on 2027-01-01 and counts for nothing", text)

    def test_a_warning_30_days_before(self):
        def warned(now):
            return self.call(0 if now < END else 1, "eval", self.path("acme.mps"), "--level", "L1", "--evidence", self.path("e.json"), "--now", str(now)).stderr
        self.assertEqual(warned(END - 30 * 86400 - 1), "")
        self.assertIn("the waiver of rule 1 ends on 2027-01-01, in 30 days (approved by board, R-1)", warned(END - 30 * 86400))
        self.assertIn("in less than a day", warned(END - 1))
        self.assertEqual(warned(END), "")

    def test_a_graded_fail_is_waived(self):
        self.write("acme.mps", self.head() + BODY + 'waive "3" until 2027-01-01 because "later" approved "board"\n')
        rule = self.eval(0)["rules"][2]
        self.assertEqual((rule["verdict"], rule["grade"], rule["waiver"]), ("fail", "contraindicated", "3"))

    def test_custom_on_top(self):
        """L13.5: the caller's own value is seen beside the tailoring, against the tailored value."""
        report = self.eval(0, "acme.mps", "--param", "most=5")
        self.assertEqual((report["mps"], report["base"]), ("Acme-Door-L1+custom", "Door-L1"))
        self.assertEqual((report["changes"][0]["own"]["value"], report["changes"][0]["effect"]), (4, "looser"))
        self.assertEqual(self.eval(0, "acme.mps", "--param", "most=4")["mps"], "Acme-Door-L1")

    def test_engines_and_bundle_agree(self):
        wanted = self.eval(0)["hsh"]
        self.assertIn("tailoring  sha256:", self.call(0, "build", self.path("acme.mps"), "-o", self.path("acme.mpsb")).stdout)
        bundle = self.eval(0, "acme.mpsb")
        self.assertEqual((bundle["hsh"], bundle["tailoring"]["name"], bundle["rules"][0]["waived"]["approved"]), (wanted, "Acme-Door", "board"))
        jit = self.eval(0, "acme.mps", "--engine", "jit", "--jit-cache", "none")
        self.assertEqual(jit["hsh"], wanted)
        self.assertEqual(self.eval(1, "acme.mpsb", now=END)["verdict"], "fail")

    def test_batch(self):
        line = (self.dir / "e.json").read_text()
        self.write("all.ndjson", line + "\n" + line + "\n")
        arguments = ("eval", self.path("acme.mps"), "--level", "L1", "--batch", self.path("all.ndjson"), "--problems", "--now")
        self.assertIn("fail 1 (waived)", self.call(0, *arguments, str(END - 1)).stdout)
        self.assertIn("fail 1)", self.call(1, *arguments, str(END)).stdout)
        first = json.loads(self.call(0, *arguments, str(END - 1), "--format", "json").stdout.split("\n")[0])
        self.assertEqual(first["problems"], [{"id": "1", "verdict": "fail", "waived": True}])

    # ------------------------------------------------------------ the base
    def test_base_elsewhere(self):
        """L13.1: beside the file, or by --base."""
        self.write("site/acme.mps", self.head() + BODY)
        self.assertIn("MPS0720", self.call(3, "check", self.path("site/acme.mps")).stderr)
        self.call(0, "check", self.path("site/acme.mps"), "--base", self.path("door.mps"))
        self.evidence(depth=2)
        self.eval(0, "site/acme.mps", "--base", self.path("door.mps"))
        self.write("other.mps", BASE.replace('"Door"', '"Gate"'))
        self.assertIn("MPS0722", self.call(3, "check", self.path("site/acme.mps"), "--base", self.path("other.mps")).stderr)
        self.assertIn("MPS0722", self.call(3, "check", self.path("site/acme.mps"), "--base", self.path("acme.mps")).stderr)
        self.call(2, "check", self.path("site/acme.mps"), "--base", self.path("gone.mps"))
        self.call(2, "check", self.path("door.mps"), "--base", self.path("other.mps"))
        self.call(0, "build", self.path("site/acme.mps"), "--base", self.path("door.mps"), "-o", self.path("b.mpsb"))
        self.call(2, "eval", self.path("b.mpsb"), "--base", self.path("door.mps"), "--level", "L1", "--evidence", self.path("e.json"))

    def test_a_changed_base_is_refused_with_its_digest(self):
        self.write("door.mps", BASE.replace("= 3 stricter", "= 5 stricter"))
        now = self.call(0, "dump", "canonical", self.path("door.mps")).stdout.split()[2]
        said = self.call(3, "check", self.path("acme.mps")).stderr
        self.assertIn("MPS0723", said)
        self.assertIn(now, said)
        # Prose does not count.
        self.write("door.mps", BASE.replace("Ensure it is locked", "Ensure that it is locked"))
        self.call(0, "check", self.path("acme.mps"))

    def test_a_folder_of_other_things(self):
        self.write("broken.mps", '"Door" is not a definition {{{')
        self.write("notes.mps.txt", BASE)
        self.write("older.mps", BASE.replace("version 1.0.0 language", "version 0.9.0 language"))
        os.symlink("/dev/zero", self.path("zero.mps"))
        os.mkfifo(self.path("pipe.mps"))
        os.mkdir(self.path("folder.mps"))
        self.call(0, "check", self.path("acme.mps"))
        (self.dir / "door.mps").unlink()
        self.assertIn("has version 0.9.0", self.call(3, "check", self.path("acme.mps")).stderr)

    # ------------------------------------------------------------ check
    def test_check_says_what_is_looser(self):
        """L13.11: rule by rule and as a whole."""
        done = self.call(0, "check", self.path("acme.mps"), "--format", "json")
        entry = [e for e in json.loads(done.stdout) if e["name"] == "Tailoring"]
        self.assertEqual([e["severity"] for e in entry], ["note"])
        tailoring = entry[0]["tailoring"]
        self.assertEqual({rule["id"]: rule["effect"] for rule in tailoring["rules"]}, {"1": "looser", "2": "looser", "3": "looser"})
        self.assertEqual((tailoring["effect"], tailoring["base"], tailoring["definition"]), ("looser", "Door", "sha256:" + self.digest))

        def effects(body):
            self.write("t.mps", self.head("T") + body)
            entries = json.loads(self.call(0, "check", self.path("t.mps"), "--format", "json").stdout)
            found = [e["tailoring"] for e in entries if e["name"] == "Tailoring"][0]
            return found["effect"], {rule["id"]: rule["effect"] for rule in found["rules"]}
        self.assertEqual(effects("param most = 1\n"), ("stricter", {"2": "stricter"}))
        self.assertEqual(effects("param most = 3\n"), ("looser", {"2": "looser"}))  # as L1 says, and more than L2
        self.assertEqual(effects("param most = 1\n" + DROP), ("mixed", {"2": "stricter", "3": "looser"}))
        self.assertEqual(effects('param most = 1\nwaive "2" until 2027-01-01 because "x" approved "y"\n'), ("mixed", {"2": "mixed"}))
        self.assertEqual(effects(""), ("same", {}))
        self.assertIn("most is 4, not 2 at level L2 (looser): a spare key", self.call(0, "check", self.path("acme.mps")).stdout)

    def test_tests_of_a_tailoring(self):
        """L13.10: `fail` counts, `fail waived` does not; each refuses the other."""
        def run(code, expect):
            self.write("acme_tests.mps", f'tests of "acme.mps" language 1\ntest "t" {{ given now = {{}} given front.locked = false {expect} }}\n'
                       .replace("{}", "2026-12-31"))
            return self.call(code, "test", self.path("acme.mps")).stdout
        run(0, 'expect "1" fail waived because "false"')
        self.assertIn("expected fail, got fail waived", run(1, 'expect "1" fail'))
        run(0, 'expect "3" notselected')
        self.write("acme_tests.mps", 'tests of "acme.mps" language 1\ntest "t" { given now = 2027-01-01 given front.locked = false expect "1" fail waived }\n')
        self.assertIn("expected fail waived, got fail; its waiver has expired", self.call(1, "test", self.path("acme.mps")).stdout)
        self.assertIn("expected fail waived", self.call(1, "test", self.path("acme_tests.mps")).stdout)

    # ------------------------------------------------------------ tokens
    def attest(self, *more, form="cwt"):
        self.call(0, "keygen", "-o", self.path("key.pem"), "--force")
        self.call(0, "attest", self.path("acme.mps"), "--level", "L1", "--evidence", self.path("e.json"), "--key", self.path("key.pem"), "--nonce", NONCE,
                  "--ueid", UEID, "--now", str(END - 1), "--token", form, "-o", self.path("token"), "--claims", self.path("claims.cbor"), *more)

    def verify(self, code, *more):
        done = self.call(code, "verify", self.path("token"), "--key", self.path("key.pub.pem"), "--nonce", NONCE, "--now", str(END - 1), "--format", "json", *more)
        report = json.loads(done.stdout)
        return report, {check["check"]: check["outcome"] for check in report["checks"]}

    def test_a_tailored_token_is_taken_only_by_name(self):
        """L13.5: it never passes for the official one, and not at all unless the verifier lists the tailoring."""
        for form in ("cwt", "jwt"):
            self.attest(form=form)
            digest = "sha256:" + self.eval(0)["tailoring"]["value"]
            self.assertEqual(self.verify(5)[1]["tailoring"], "failed")
            self.assertEqual(self.verify(5, "--tailoring", "sha256:" + "0" * 64)[1]["tailoring"], "failed")
            for accepted in (digest, self.path("acme.mps")):
                report, checks = self.verify(0, "--tailoring", accepted, "--mps", "Acme-Door-L1", "--definition", self.path("door.mps"))
                self.assertEqual((checks["tailoring"], checks["name"], checks["definition"]), ("passed", "passed", "passed"))
                self.assertEqual((report["mps"], report["base"], report["waived"]), ("Acme-Door-L1", "Door-L1", ["1"]))
            self.assertEqual(self.verify(5, "--tailoring", digest, "--mps", "Door-L1")[1]["name"], "failed")
            text = self.call(0, "verify", self.path("token"), "--key", self.path("key.pub.pem"), "--nonce", NONCE, "--now", str(END - 1), "--tailoring", digest).stdout
            self.assertIn("tailored from Door-L1", text)
            self.assertIn("1 fail waived", text)
        self.call(2, "verify", self.path("token"), "--key", self.path("key.pub.pem"), "--nonce", NONCE, "--tailoring", self.path("door.mps"))
        self.call(2, "verify", self.path("token"), "--key", self.path("key.pub.pem"), "--nonce", NONCE, "--definition", self.path("acme.mps"))
        self.call(2, "verify", self.path("token"), "--key", self.path("key.pub.pem"), "--nonce", NONCE, "--tailoring", "sha256:00")

    def test_custom_on_a_tailoring_needs_both(self):
        self.attest("--param", "most=5")
        digest = "sha256:" + self.eval(0)["tailoring"]["value"]
        self.assertEqual(self.verify(5, "--tailoring", digest)[1]["name"], "failed")
        self.verify(0, "--tailoring", digest, "--mps", "Acme-Door-L1+custom")

    def test_a_token_without_claim_set_says_that_it_could_not_look(self):
        self.attest("--claims-uri", "https://example.org/claims")
        self.assertEqual(self.verify(0)[1]["tailoring"], "not checked")
        self.verify(5, "--strict")
        self.assertEqual(self.verify(5, "--claims", self.path("claims.cbor"))[1]["tailoring"], "failed")

    def test_inspect_and_measres(self):
        self.attest("--measres", form="jwt")
        shown = json.loads(self.call(0, "token", "inspect", self.path("token"), "--format", "json").stdout)
        self.assertEqual((shown["claims"]["base"], shown["claims"]["waived"]), ("Door-L1", ["1"]))
        self.assertEqual(len(shown["claims"]["tailoring"]["value"]), 64)
        self.assertIn('"1": [2 / fail /, null, "1"]', shown["text"])
        self.assertRegex(shown["text"].replace("\n", " "), r'measres.*"1", "fail"')

    def test_dumps(self):
        self.assertIn('tailor "Acme-Door" version 1.2.0', self.call(0, "dump", "model", self.path("acme.mps")).stdout)
        self.assertIn("tailoring  sha256", self.call(0, "dump", "canonical", self.path("acme.mps")).stdout)
        self.assertIn("file tailor", self.call(0, "dump", "ast", self.path("acme.mps")).stdout)
        self.assertIn("waives 1 until 1798761600", self.call(0, "dump", "program", self.path("acme.mps")).stdout)
        # What a dropped rule alone would read is not asked of anybody.
        self.assertIn("depth", self.call(0, "dump", "plan", self.path("door.mps")).stdout)
        self.assertNotIn("depth", self.call(0, "dump", "plan", self.path("acme.mps")).stdout)


unittest.main()
