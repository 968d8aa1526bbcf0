#!/usr/bin/env python3
"""Native code as perf and gdb see it: tools_test.py MPS. Without gdb its part is skipped, which is said."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

RULES = 40
DEFINITION = """mps "Many" version 1.0.0 language 1
title "Rules enough for several functions"
schema box { size : int  names : list of text }
environment e : box
level L1
""" + "".join(f'rule "r{i:02}" r{i:02} {{ title "Ensure {i}"  level L1  require e.size >= {i}  require no n in e.names : n == "x{i}" }}\n' for i in range(RULES))
EVIDENCE = {"mps_evidence": 1, "collected_at": 1767225600, "environments": {"e": {
    "schema": "box@1", "collector": {"name": "test", "version": "1"}, "claims": {"size": 50, "names": ["a", "b"]}, "state": {"": "complete"}}}}
LINE = re.compile(r"([0-9a-f]+) ([0-9a-f]+) (\S+)")


class Tools(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.work = pathlib.Path(self.folder.name)
        (self.work / "many.mps").write_text(DEFINITION)
        (self.work / "evidence.json").write_text(json.dumps(EVIDENCE))

    def tearDown(self):
        self.folder.cleanup()

    def words(self, *evidence):
        return [MPS, "eval", "many.mps", "--level", "L1", *evidence, "--engine", "jit", "--jit-cache", "none"]

    def dump(self, *words):
        return subprocess.run([MPS, "dump", "native", "many.mps", *words], cwd=self.work, capture_output=True, text=True)

    def test_the_module_is_shown(self):
        texts = {level: self.dump("--optimise", level) for level in "012"}
        for level, shown in texts.items():
            self.assertEqual(shown.returncode, 0, shown.stderr)
            self.assertIn("@mps_native_image", shown.stdout, level)
            self.assertIn("@rules.r00(", shown.stdout, level)
        self.assertIn(" alloca ", texts["0"].stdout)
        self.assertLess(len(texts["1"].stdout), len(texts["0"].stdout))
        framed = json.loads(self.dump("--level", "L1", "--format", "json").stdout)
        self.assertEqual(framed["stage"], "native")
        refused = self.dump("--level", "L2")
        self.assertEqual(refused.returncode, 2)
        self.assertIn("no level `L2`", refused.stderr)

    def test_perf_finds_every_function_where_it_is(self):
        # A batch whose input is still open: it has judged by its code, and has it still.
        process = subprocess.Popen(self.words("--batch", "-"), cwd=self.work, env=dict(os.environ, MPS_JIT_PERF="1"), stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE)
        named = pathlib.Path(f"/tmp/perf-{process.pid}.map")
        try:
            process.stdin.write(json.dumps(EVIDENCE).encode() + b"\n")
            process.stdin.flush()
            self.assertIn(b"pass", process.stdout.readline())
            lines = named.read_text().splitlines()
            mode = named.stat().st_mode & 0o777
            maps = pathlib.Path(f"/proc/{process.pid}/maps").read_text().splitlines()
        finally:
            process.stdin.close()
            process.stdout.read()
            process.stdout.close()
            process.wait(timeout=60)
            named.unlink(missing_ok=True)
        self.assertEqual(mode, 0o600)
        executable = []
        for line in maps:
            place, rights, *_ = line.split()
            self.assertFalse("w" in rights and "x" in rights, line)
            if "x" in rights:
                executable.append(tuple(int(end, 16) for end in place.split("-")))
        functions = []
        for line in lines:
            found = LINE.fullmatch(line)
            self.assertTrue(found, line)
            begin, size, name = int(found[1], 16), int(found[2], 16), found[3]
            self.assertTrue(name.startswith("mps:"), line)
            self.assertGreater(size, 0, line)
            self.assertTrue(any(low <= begin and begin + size <= high for low, high in executable), line)
            functions.append((begin, begin + size, name))
        functions.sort()
        for one, other in zip(functions, functions[1:]):
            self.assertLessEqual(one[1], other[0])
        rules = {name.split("mps:rules.")[1] for _, _, name in functions if name.startswith("mps:rules.")}
        self.assertGreaterEqual(len(rules), 2)  # sixteen rules a function
        self.assertLessEqual(rules, {f"r{i:02}" for i in range(RULES)})

    def test_gdb_stops_in_a_rule_and_names_it(self):
        if shutil.which("gdb") is None:
            print("skipped: gdb is not installed")
            self.skipTest("gdb is not installed")
        commands = ["set breakpoint pending on", "set debuginfod enabled off", "break rules.r00", "run", "info symbol $pc", "bt 3", "kill"]
        words = ["gdb", "-batch", "-nx", *(word for command in commands for word in ("-ex", command)), "--args", *self.words("--evidence", "evidence.json")]
        done = subprocess.run(words, cwd=self.work, env=dict(os.environ, MPS_JIT_DEBUGGER="1"), capture_output=True, text=True, timeout=240)
        out = done.stdout + done.stderr
        if "ptrace" in out and "Operation not permitted" in out:
            print("skipped: this host does not let gdb trace")
            self.skipTest("no tracing here")
        self.assertRegex(out, r"(?m)^Breakpoint 1, 0x[0-9a-f]+ in rules", out)
        self.assertRegex(out, r"(?m)^rules\S*r00\S* .*in section \.text of <in-memory@0x[0-9a-f]+>$")  # gdb writes `rules[r00]`
        self.assertRegex(out, r"#1 .*NativeRunner")

    def test_without_the_wish_there_is_no_file(self):
        process = subprocess.Popen(self.words("--evidence", "evidence.json"), cwd=self.work, env={k: v for k, v in os.environ.items() if k != "MPS_JIT_PERF"},
                                   stdout=subprocess.DEVNULL)
        self.assertEqual(process.wait(timeout=60), 0)
        self.assertFalse(pathlib.Path(f"/tmp/perf-{process.pid}.map").exists())


if __name__ == "__main__":
    MPS = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
