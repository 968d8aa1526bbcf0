#!/usr/bin/env python3
"""The command as scripts use it: exit codes, JSON, tokens that must not say more than was found: cli_test.py MPS."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

MPS = sys.argv[1]
SOURCE = pathlib.Path(os.environ.get("MPS_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
NONCE, UEID = "00112233445566778899aabbccddeeff", "0100112233445566"
NOW = "2026-11-21T12:00:00Z"
NOW_SECONDS = 1795262400

HEAD = """mps "Small" version 1.0.0 language 1
schema host { tries : int  shadow? : mode  names : list of text }
environment h : host
level L1
level L2 extends L1 { param most = 3 }
param most : int in 1..9 = 4 stricter lower
"""
RULES = [
    'rule "1" tries { title "Tries" level L1 severity high require h.tries <= most refs cis "1.1", nist "AC-7" }\n',
    'rule "2" shadow { title "Shadow" level L1 severity high require h.shadow within 0640 }\n',
    'rule "10" names { title "Names" level L2 severity low require no n in h.names : n == "toor" }\n',
]


def evidence(tries=4, shadow="0640", names=("root",), collected=NOW_SECONDS - 60, state=None, nonce=None):
    claims = {"tries": tries, "names": list(names)}
    if shadow is not None:
        claims["shadow"] = shadow
    document = {"mps_evidence": 1, "collected_at": collected, "environments": {"h": {
        "schema": "host@1", "collector": {"name": "test", "version": "1"}, "claims": claims, "state": state if state is not None else {"": "complete"}, "source": {}}}}
    if nonce:
        document["nonce"] = nonce
    return document


class CommandTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.dir = pathlib.Path(self.folder.name)
        self.write("small.mps", HEAD + "".join(RULES))
        self.put_evidence(evidence())
        self.run_mps(0, "keygen", "-o", self.path("key.pem"))

    def tearDown(self):
        self.folder.cleanup()

    def path(self, name):
        return str(self.dir / name)

    def write(self, name, text):
        (self.dir / name).write_text(text, encoding="utf-8")

    def put_evidence(self, document, name="evidence.json"):
        self.write(name, json.dumps(document))

    def run_mps(self, code, *arguments, env=None):
        done = subprocess.run([MPS, *arguments], capture_output=True, text=True, env={**os.environ, **(env or {})}, timeout=120)
        self.assertEqual(done.returncode, code, f"mps {' '.join(arguments)}\n{done.stdout}{done.stderr}")
        return done

    def eval(self, code, *more, level="L1", definition="small.mps", env=None, name="evidence.json"):
        out = self.run_mps(code, "eval", self.path(definition), "--level", level, "--evidence", self.path(name), "--now", NOW, "--format", "json", *more, env=env)
        return json.loads(out.stdout)

    def attest(self, code, *more, form="cwt", level="L1", name="evidence.json", output="token"):
        return self.run_mps(code, "attest", self.path("small.mps"), "--level", level, "--evidence", self.path(name), "--key", self.path("key.pem"), "--nonce", NONCE,
                            "--ueid", UEID, "--token", form, "-o", self.path(output), "--claims", self.path("claims.cbor"), "--now", NOW, *more)

    def verify(self, code, *more, nonce=NONCE, now=NOW):
        out = self.run_mps(code, "verify", self.path("token"), "--key", self.path("key.pub.pem"), "--nonce", nonce, "--now", now, "--format", "json", *more)
        return json.loads(out.stdout)

    # ------------------------------------------------------------ eval
    def test_json_report(self):
        report = self.eval(0)
        self.assertEqual((report["mps"], report["version"], report["level"], report["verdict"]), ("Small-L1", "1.0.0", "L1", "pass"))
        self.assertEqual(report["counts"], {"pass": 2})
        self.assertEqual([rule["id"] for rule in report["rules"]], ["1", "2"])
        self.assertEqual(report["rules"][0]["refs"], {"cis": ["1.1"], "nist": ["AC-7"]})
        for member in ("definition", "hsh"):
            self.assertEqual(report[member]["alg"], "sha256")
            self.assertEqual(len(report[member]["value"]), 64)

    def test_exit_codes(self):
        self.eval(0)
        self.put_evidence(evidence(tries=5))
        self.assertIn("h.tries is 5, expected at most 4", self.eval(1)["rules"][0]["reason"])
        self.put_evidence(evidence(state={}, shadow=None))
        self.assertEqual(self.eval(4)["verdict"], "unknown")
        self.put_evidence(evidence(tries="four"))
        self.assertEqual(self.eval(4)["verdict"], "error")
        self.write("evidence.json", '{"mps_evidence": 1, "mps_evidence": 1}')
        self.run_mps(6, "eval", self.path("small.mps"), "--level", "L1", "--evidence", self.path("evidence.json"))
        self.assertIn("did you mean `L1`", self.run_mps(2, "eval", self.path("small.mps"), "--level", "L", "--evidence", self.path("evidence.json")).stderr)
        self.run_mps(2, "eval", self.path("gone.mps"), "--level", "L1", "--evidence", self.path("evidence.json"))
        self.write("broken.mps", HEAD + 'rule "1" x { level L1 require h.triez == 1 }')
        self.assertIn("tries", self.run_mps(3, "check", self.path("broken.mps")).stderr)
        self.assertIn("did you mean", self.run_mps(2, "evla").stderr)

    def test_absent_fails_and_unknown_stays(self):
        self.put_evidence(evidence(shadow=None))
        self.assertEqual(self.eval(1)["rules"][1]["verdict"], "fail")
        self.put_evidence(evidence(shadow=None, state={"": "complete", "shadow": {"unknown": "permission denied"}}))
        rule = self.eval(4)["rules"][1]
        self.assertEqual(rule["verdict"], "unknown")
        self.assertIn("permission denied", rule["reason"])

    def test_same_claim_set_whatever_the_order_and_locale(self):
        first = self.eval(0, "--claims", self.path("a.cbor"), level="L2", *["--param", "most=4"])
        self.write("shuffled.mps", HEAD.replace("level L1\n", "\n\nlevel   L1 // first\n") + "".join(reversed(RULES)))
        document = evidence()
        host = document["environments"]["h"]
        host["claims"] = dict(reversed(host["claims"].items()))
        self.put_evidence(dict(reversed(document.items())))
        second = self.eval(0, "--claims", self.path("b.cbor"), "--param", "most=4", level="L2", definition="shuffled.mps", env={"LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Tokyo"})
        self.assertEqual(first["hsh"], second["hsh"])
        self.assertEqual(first["definition"], second["definition"])
        self.assertEqual((self.dir / "a.cbor").read_bytes(), (self.dir / "b.cbor").read_bytes())

    def test_foreign_program_builds_the_same_claim_set(self):
        self.put_evidence(evidence(tries=7))
        for level, code in (("L1", 1), ("L2", 1)):
            report = self.eval(code, "--claims", self.path("claims.cbor"), level=level)
            self.write("report.json", json.dumps(report))
            script = SOURCE / "tests/token/claimset.py"
            done = subprocess.run(["/usr/bin/python3", str(script), self.path("report.json"), "-o", self.path("foreign.cbor")], capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual((self.dir / "foreign.cbor").read_bytes(), (self.dir / "claims.cbor").read_bytes())

    # ------------------------------------------------------------ tokens
    def test_round_trip(self):
        for form in ("cwt", "jwt"):
            self.attest(0, form=form)
            report = self.verify(0, "--claims", self.path("claims.cbor"), "--mps", "Small-L1", "--definition", self.path("small.mps"), "--ueid", UEID, "--evidence", self.path("evidence.json"), "--strict")
            self.assertTrue(report["verified"])
            self.assertEqual(report["verdict"], "pass")

    def test_failing_host_never_verifies_as_pass(self):
        self.put_evidence(evidence(tries=9))
        for form in ("cwt", "jwt"):
            self.attest(0, form=form)
            self.assertEqual(self.verify(1)["verdict"], "fail")
        self.attest(1, "--require-pass", output="never")
        self.assertFalse((self.dir / "never").exists())

    def test_loosened_parameter_never_carries_the_official_name(self):
        self.put_evidence(evidence(tries=9))
        self.attest(0, "--param", "most=9")
        self.verify(5)
        report = self.verify(0, "--mps", "Small-L1+custom")
        self.assertEqual(report["mps"], "Small-L1+custom")
        self.verify(5, "--mps", "Small-L1")
        self.assertEqual(self.eval(0, "--param", "most=9")["base"], "Small-L1")

    def test_old_evidence_under_a_fresh_nonce(self):
        self.put_evidence(evidence(collected=NOW_SECONDS - 365 * 86400))
        self.attest(0)
        report = self.verify(5)
        self.assertEqual([c["check"] for c in report["checks"] if c["outcome"] == "failed"], ["evidence-age"])
        self.verify(0, "--max-age", str(400 * 86400))

    def test_refusals(self):
        self.attest(0)
        self.verify(5, nonce="ff" * 16)
        self.verify(5, now="2027-11-21T12:00:00Z")
        self.verify(5, "--mps", "Other-L1")
        self.verify(5, "--ueid", "0100112233445567")
        self.verify(5, "--definition", "sha256:" + "00" * 32)
        self.run_mps(0, "keygen", "-o", self.path("other.pem"))
        self.run_mps(5, "verify", self.path("token"), "--key", self.path("other.pub.pem"), "--nonce", NONCE, "--now", NOW)
        self.run_mps(2, "keygen", "-o", self.path("other.pem"))  # never overwritten
        other = evidence(nonce="_____________________w")
        self.put_evidence(other)
        self.attest(5)  # evidence made for another nonce

    def test_every_bit_of_a_pinned_file(self):
        import hashlib
        members = b'"a"\n"b"\n'
        (self.dir / "names.txt").write_bytes(members)
        digest = hashlib.sha256(members).hexdigest()
        self.write("pinned.mps", HEAD + f"set good of text from \"names.txt\" sha256'{digest}'\n" + 'rule "1" x { title "t" level L1 severity low require all n in h.names : n in good and h.tries <= most }\n')
        self.run_mps(0, "check", self.path("pinned.mps"))
        for bit in range(len(members) * 8):
            changed = bytearray(members)
            changed[bit // 8] ^= 1 << bit % 8
            (self.dir / "names.txt").write_bytes(changed)
            self.run_mps(3, "check", self.path("pinned.mps"))

    # ------------------------------------------------------------ help
    def test_help_and_completion(self):
        self.assertIn("MPS0107", self.run_mps(0, "help", "MPS0107").stdout)
        self.assertIn("did you mean", self.run_mps(2, "help", "evall").stderr)
        script = self.run_mps(0, "completion", "bash").stdout
        subprocess.run(["bash", "-n"], input=script, text=True, check=True)
        for command in ("check", "test", "eval", "collect", "attest", "verify", "challenge", "appraise", "result", "token", "trust", "endorse", "import", "keygen", "dump", "help"):
            self.assertIn("Example", self.run_mps(0, command, "--help").stdout + "Example" * (command == "token"))
            self.assertIn(command, script)

    # ------------------------------------------------------------ CoRIM
    def test_import_corim(self):
        corpus, key = SOURCE / "tests/fuzz/corpus/corim", SOURCE / "tests/cli/corim.pub.pem"
        signed, unsigned = corpus / "signed.corim", corpus / "unsigned.corim"

        def show(code, *arguments):
            return self.run_mps(code, "import", "corim", *map(str, arguments), "--now", NOW)

        out = show(0, signed, "--key", key).stdout
        self.assertRegex(out, r"signature +passed")
        self.assertIn('"boot" digests: sha-256 0101', out)
        self.assertEqual(json.loads(show(0, signed, "--format", "json").stdout)["signature"], "not checked")
        wrong = show(5, signed, "--key", self.path("key.pub.pem"))
        self.assertIn("signature", wrong.stderr)
        self.assertEqual(wrong.stdout, "")
        self.assertIn("not signed", show(5, unsigned, "--key", key).stderr)
        report = json.loads(show(0, unsigned, "--format", "json").stdout)
        self.assertEqual(report["signature"], "none")
        self.assertEqual({t["kind"] for tag in report["tags"] for t in tag["triples"]},
                         {"reference", "endorsed", "conditional endorsement", "series", "identity", "attest-key", "membership", "dependency",
                          "coswid", "payload", "activates"})
        self.assertIn("tags: CBOR tag 509", report["not_understood"])
        self.assertIn("expired", self.run_mps(5, "import", "corim", str(unsigned), "--now", "2100-01-01").stderr)
        self.write("bad.corim", "text")
        self.assertIn("byte 0", show(6, self.path("bad.corim")).stderr)
        octets = bytearray(signed.read_bytes())
        octets[len(octets) - 80] ^= 1  # of the payload
        (self.dir / "altered.corim").write_bytes(octets)
        self.run_mps(5, "import", "corim", self.path("altered.corim"), "--key", str(key), "--now", NOW)
        show(2, self.path("missing"))

    def test_dumps(self):
        for stage in ("tokens", "ast", "model", "canonical", "plan", "program"):
            self.assertGreater(len(self.run_mps(0, "dump", stage, self.path("small.mps")).stdout), 20, stage)
        self.assertIn("h.tries", self.run_mps(0, "dump", "state", self.path("small.mps"), "--evidence", self.path("evidence.json")).stdout)
        self.assertIn("mps-claim-set", self.run_mps(0, "dump", "claims", self.path("small.mps"), "--evidence", self.path("evidence.json"), "--level", "L1").stdout)

    def test_measurement_list(self):
        line = "10 192be859a4f372f600fc47266274b94e48e3fda9 ima-ng sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae /usr/bin/true\n"
        self.write("list", line)
        self.write("ima.mps", 'mps "Ima" version 1.0.0 language 1\nimport ima version 1.0\nenvironment run : ima.list\nlevel L1\n'
                   'rule "1" intact { level L1 use ima.intact(run) }\n'
                   'rule "2" known { level L1 title "Known" require all e in run.entries : e.path == "/usr/bin/true" }\n'
                   'rule "3" replay { level L1 title "Replay" require run.replay["sha1:10"] == sha1\'3f1eb4b77a1d0c3a8b9a3c52d2c1d7e3e6c3c1a0\' }\n')
        self.run_mps(0, "collect", "--ima", self.path("list"), "--for", self.path("ima.mps"), "--now", NOW, "-o", self.path("list.cbor"))
        verdicts = lambda: {r["id"]: r["verdict"] for r in json.loads(self.run_mps(1, "eval", self.path("ima.mps"), "--level", "L1", "--evidence", self.path("list.cbor"), "--format", "json").stdout)["rules"]}
        self.assertEqual(verdicts(), {"1": "pass", "2": "pass", "3": "fail"})
        self.write("list", line.replace("true", "trve"))
        self.run_mps(0, "collect", "--ima", self.path("list"), "--for", self.path("ima.mps"), "-o", self.path("list.cbor"))
        self.assertEqual(verdicts(), {"1": "fail", "2": "fail", "3": "fail"})
        self.write("list", line + "10 junk\n")
        self.assertIn("line 2: ", self.run_mps(6, "collect", "--ima", self.path("list"), "-o", self.path("x.cbor")).stderr)
        self.run_mps(2, "collect", "--ima", self.path("list"), "--root", "/", "-o", self.path("x.cbor"))
        self.run_mps(2, "collect", "--ima", self.path("list"), "-o", self.path("x.json"))
        self.run_mps(2, "collect", "--ima", self.path("list"), "--for", self.path("small.mps"), "-o", self.path("x.cbor"))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
