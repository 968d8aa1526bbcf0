#!/usr/bin/env python3
"""`--engine` of the command: command_test.py MPS. What runs is said; what is refused is said; the verdicts are the same."""
import ctypes
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PR_SET_MDWE = 65
DEFINITION = """mps "Small" version 1.0.0 language 1
title "A small definition"
schema box { name : text  size? : int }
environment e : box
level L1
rule "a" named { title "The box has its name"  level L1  require e.name == "box" }
rule "b" sized { title "The box is large"  level L1  require e.size >= 7 }
"""
EVIDENCE = {"mps_evidence": 1, "collected_at": 1767225600, "environments": {"e": {
    "schema": "box@1", "collector": {"name": "test", "version": "1"}, "claims": {"name": "box", "size": 9}}}}


def forbid_new_code():
    if ctypes.CDLL(None).prctl(PR_SET_MDWE, 1, 0, 0, 0) != 0:
        os._exit(77)


class Engines(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.work = pathlib.Path(self.folder.name)
        (self.work / "small.mps").write_text(DEFINITION)
        (self.work / "evidence.json").write_text(json.dumps(EVIDENCE))
        self.environment = dict(os.environ, HOME=str(self.work), XDG_CACHE_HOME=str(self.work / "cache"))

    def tearDown(self):
        self.folder.cleanup()

    def run_mps(self, *options, command=None, **more):
        command = command or MPS
        words = [command, "eval", "small.mps", "--level", "L1", "--evidence", "evidence.json", "--format", "json", *options]
        return subprocess.run(words, cwd=self.work, env=self.environment, capture_output=True, text=True, timeout=120, **more)

    def engine(self, done):
        self.assertEqual(done.returncode, 0, done.stderr)
        report = json.loads(done.stdout)
        self.assertEqual(report["verdict"], "pass")
        return report["engine"], report

    def test_auto_interprets_one_document(self):
        done = self.run_mps()
        self.assertEqual(self.engine(done)[0], {"ran": "interpreter", "wanted": "auto", "refused": None})
        self.assertEqual(done.stderr, "")

    def test_jit_runs_and_keeps_its_object(self):
        first = self.engine(self.run_mps("--engine", "jit"))
        self.assertEqual(first[0], {"ran": "jit", "wanted": "jit", "refused": None})
        objects = list((self.work / "cache/mps").glob("*.o"))
        self.assertEqual(len(objects), 1)
        second = self.engine(self.run_mps("--engine", "jit"))
        plain = self.engine(self.run_mps("--engine", "interpreter"))
        self.assertEqual((second[0]["ran"], plain[0]["ran"]), ("jit", "interpreter"))
        for report in (first[1], second[1], plain[1]):
            del report["engine"]
        self.assertEqual(first[1], plain[1])
        self.assertEqual(second[1], plain[1])
        self.assertEqual(list((self.work / "cache/mps").glob("*.o")), objects)

    def test_a_spoilt_object_is_told_and_replaced(self):
        self.run_mps("--engine", "jit")
        (stored,) = (self.work / "cache/mps").glob("*.o")
        whole = stored.read_bytes()
        stored.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        done = self.run_mps("--engine", "jit")
        self.assertEqual(self.engine(done)[0]["ran"], "jit")
        self.assertIn("replaced", done.stderr)
        self.assertEqual(self.run_mps("--engine", "jit").stderr, "")

    def test_no_cache_where_none_is_wanted(self):
        self.engine(self.run_mps("--engine", "jit", "--jit-cache", "none"))
        self.assertFalse((self.work / "cache").exists())

    def test_where_new_code_is_forbidden_the_interpreter_says_that_it_judges(self):
        done = self.run_mps("--engine", "jit", preexec_fn=forbid_new_code)
        if done.returncode == 77:
            self.skipTest("this kernel has no PR_SET_MDWE")
        engine, _ = self.engine(done)
        self.assertEqual((engine["ran"], engine["wanted"]), ("interpreter", "jit"))
        self.assertTrue(engine["refused"])
        self.assertIn("engine jit: ", done.stderr)
        self.assertIn("the interpreter judges", done.stderr)

    def test_without_the_library_the_interpreter_says_that_it_judges(self):
        alone = self.work / "bin"
        alone.mkdir()
        os.link(MPS, alone / "mps") if os.stat(MPS).st_dev == os.stat(alone).st_dev else subprocess.run(["cp", MPS, alone / "mps"], check=True)
        done = self.run_mps("--engine", "jit", command=str(alone / "mps"))
        engine, _ = self.engine(done)
        self.assertEqual(engine["ran"], "interpreter")
        self.assertIn("libmps_jit.so is not installed", engine["refused"])
        self.assertIn("libmps_jit.so is not installed", done.stderr)

    def test_the_installed_layout(self):
        (self.work / "usr/bin").mkdir(parents=True)
        (self.work / "usr/lib/mps").mkdir(parents=True)
        subprocess.run(["cp", MPS, self.work / "usr/bin/mps"], check=True)
        subprocess.run(["cp", pathlib.Path(MPS).parent / "libmps_jit.so", self.work / "usr/lib/mps/"], check=True)
        done = self.run_mps("--engine", "jit", command=str(self.work / "usr/bin/mps"))
        self.assertEqual(self.engine(done)[0]["ran"], "jit")

    def build(self, *options):
        return subprocess.run([MPS, "build", *options], cwd=self.work, env=self.environment, capture_output=True, text=True, timeout=120)

    def test_a_library_made_ahead_of_time(self):
        done = self.build("small.mps", "--emit", "shared", "-o", "small.so", "--format", "json")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(json.loads(done.stdout)["form"], "shared")
        for options in (("--engine", "aot", "--native", "small.so"), ("--native", "small.so")):
            self.assertEqual(self.engine(self.run_mps(*options))[0]["ran"], "aot")
        # The same where no new page of code may be made: the library's own are mapped from a file.
        done = self.run_mps("--native", "small.so", preexec_fn=forbid_new_code)
        if done.returncode != 77:
            self.assertEqual(self.engine(done)[0]["ran"], "aot")
        (self.work / "small.mps").write_text(DEFINITION.replace(">= 7", ">= 6"))
        engine, _ = self.engine(self.run_mps("--native", "small.so"))
        self.assertEqual(engine["ran"], "interpreter")
        self.assertIn("another program", engine["refused"])
        self.assertEqual(sorted(p.name for p in self.work.glob("small.*")), ["small.mps", "small.so"])

    def test_an_object_and_a_bundle(self):
        self.assertEqual(self.build("small.mps", "-o", "small.mpsb").returncode, 0)
        self.assertEqual(self.build("small.mpsb", "--emit", "object", "-o", "small.o").returncode, 0)
        self.assertEqual((self.work / "small.o").read_bytes()[:4], b"\x7fELF")
        self.assertEqual(self.build("small.mps", "--emit", "object", "--key", "k.pem", "-o", "x.o").returncode, 2)

    def test_aot_without_or_with_a_wrong_library(self):
        for options in (("--engine", "aot"), ("--engine", "aot", "--native", "small.mps"), ("--native", "nowhere.so"),
                        ("--engine", "aot", "--native", str(pathlib.Path(MPS).parent / "libmps_jit.so"))):
            done = self.run_mps(*options)
            engine, _ = self.engine(done)
            self.assertEqual(engine["ran"], "interpreter")
            self.assertTrue(engine["refused"], options)
            self.assertIn("engine aot: ", done.stderr)


if __name__ == "__main__":
    MPS = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
