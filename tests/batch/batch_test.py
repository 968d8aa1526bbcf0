#!/usr/bin/env python3
"""`mps eval --batch` as scripts and hostile input use it: batch_test.py MPS."""
import ctypes
import functools
import hashlib
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

import cbor2  # python3-cbor2

BENCH = pathlib.Path(__file__).resolve().parents[2] / "bench"
sys.path.insert(0, str(BENCH))
import workload  # noqa: E402

MPS = str(pathlib.Path(sys.argv[1]).resolve())
DEFINITION = """mps "Door" version 1.0.0 language 1
schema door { locked : bool  keys : int }
environment front : door
level L1
param most_keys : int in 1..9 = 3 stricter lower
rule "1" locked { title "Ensure the door is locked"  level L1  require front.locked }
rule "2" keys   { title "Ensure keys are few"        level L1  require front.keys <= most_keys }
"""
NOW = "2026-11-21T12:00:00Z"


def document(locked=True, keys=1):
    claims = {"locked": locked, "keys": keys}
    claims = {k: v for k, v in claims.items() if v is not None}
    return {"mps_evidence": 1, "collected_at": 1795262000, "environments": {"front": {"schema": "door@1", "claims": claims}}}


PR_SET_MDWE = 65


def forbid_new_code():
    if ctypes.CDLL(None).prctl(PR_SET_MDWE, 1, 0, 0, 0) != 0:
        os._exit(77)


class InFolder(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.dir = pathlib.Path(self.folder.name)
        os.environ["XDG_CACHE_HOME"] = self.path("cache")  # objects that batches keep
        self.write("door.mps", DEFINITION)

    def tearDown(self):
        self.folder.cleanup()

    def path(self, name):
        return str(self.dir / name)

    def write(self, name, content):
        path = self.dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


class BatchTest(InFolder):
    def run_batch(self, what, *options, stdin=None, expect=None, **more):
        done = subprocess.run([MPS, "eval", self.path("door.mps"), "--level", "L1", "--now", NOW, "--batch", what, *options],
                              input=stdin, capture_output=True, timeout=120, **more)
        if expect is not None:
            self.assertEqual(done.returncode, expect, done.stdout.decode()[-2000:] + done.stderr.decode())
        return done

    def results(self, what, *options, **more):
        """The parsed lines, and the summary."""
        done = self.run_batch(what, "--format", "json", *options, **more)
        lines = [json.loads(line) for line in done.stdout.decode().splitlines()]
        return lines[:-1], lines[-1]["summary"]

    def single(self, content):
        """Verdict, counts and hash by `mps eval` of the one document, or the exit code where it is refused."""
        self.write("one", content)
        done = subprocess.run([MPS, "eval", self.path("door.mps"), "--level", "L1", "--now", NOW, "--evidence", self.path("one"), "--format", "json",
                               "--claims", self.path("one.claims")], capture_output=True, timeout=60)
        if done.returncode not in (0, 1, 4):
            return {"exit": done.returncode, "message": done.stderr.decode()}
        report = json.loads(done.stdout)
        return {"verdict": report["verdict"], "counts": report["counts"], "hsh": report["hsh"], "claims": (self.dir / "one.claims").read_bytes()}

    def test_same_as_one_by_one(self):
        rng = random.Random(5)
        contents = []
        for i in range(60):
            content = json.dumps(document(rng.choice([True, False, None, "x"]), rng.choice([1, 3, 4, None, 2.5, 10**30])))
            if i % 6 == 5:
                at = rng.randrange(len(content))
                content = content[:at] + rng.choice(['"', "}", "\\", "\x01", "0", ""]) + content[at + 1:]
            contents.append(content)
        expected = [self.single(c) for c in contents]
        for c in contents:
            self.assertNotIn("\n", c)
        folder = {f"batch/{i:03}.json": c for i, c in enumerate(contents)}
        for name, content in folder.items():
            self.write(name, content)
        stream = "\n".join(contents)
        self.write("all.ndjson", stream)
        for what, more in ((self.path("batch"), {}), (self.path("all.ndjson"), {}), ("-", {"stdin": stream.encode()})):
            for jobs in ("1", "3"):
                lines, summary = self.results(what, "--hsh", "--claims", self.path("claims"), "--jobs", jobs, expect=6, **more)
                self.assertEqual(len(lines), len(contents))
                claims = (self.dir / "claims").read_bytes()
                at = 0
                for line, one in zip(lines, expected):
                    if "exit" in one:
                        self.assertEqual(one["exit"], 6)
                        self.assertIsNone(line["verdict"])
                        self.assertIn(line["refused"]["message"].split(";")[0], one["message"])
                        self.assertEqual(claims[at], 0xF6)
                        at += 1
                        continue
                    self.assertEqual({k: line[k] for k in ("verdict", "counts", "hsh")}, {k: one[k] for k in ("verdict", "counts", "hsh")})
                    self.assertEqual(claims[at:at + len(one["claims"])], one["claims"])
                    self.assertEqual(hashlib.sha256(one["claims"]).hexdigest(), line["hsh"]["value"])
                    at += len(one["claims"])
                self.assertEqual(at, len(claims))
                self.assertEqual(summary["documents"], 60)
                self.assertEqual(summary["refused"], sum("exit" in one for one in expected))
                quick, _ = self.results(what, "--jobs", jobs, expect=6, **more)  # the other engine path
                self.assertEqual(quick, [{k: v for k, v in line.items() if k != "hsh"} for line in lines])

    def test_cbor_sequence(self):
        documents = [document(), document(False), document(None)]
        stream = b"".join(map(cbor2.dumps, documents))
        self.write("all.cborseq", stream)
        for what, more in ((self.path("all.cborseq"), {}), ("-", {"stdin": stream})):
            lines, summary = self.results(what, expect=4, **more)
            self.assertEqual([line["verdict"] for line in lines], ["pass", "fail", "unknown"])
            self.assertEqual([line["name"] for line in lines], ["item 1", "item 2", "item 3"])
            self.assertEqual(lines[1]["offset"], len(cbor2.dumps(documents[0])))
            self.assertEqual(summary["verdicts"], {"pass": 1, "fail": 1, "unknown": 1})
        lines, summary = self.results("-", stdin=stream[:-3], expect=6)
        self.assertEqual(lines[2]["refused"]["message"], "the sequence ends within this item")
        lines, summary = self.results("-", stdin=stream + b"\x1c" + stream, expect=6)
        self.assertEqual(len(lines), 4)
        self.assertIn("the rest of the sequence cannot be told apart", lines[3]["refused"]["message"])

    def test_exit_is_the_worst(self):
        line = lambda *a: json.dumps(document(*a)) + "\n"
        for text, code in ((line(), 0), (line() + line(False), 1), (line(False) + line(None), 4), (line(None) + "{\n" + line(), 6), ("", 6), ("\n\n", 6)):
            self.run_batch("-", stdin=text.encode(), expect=code)
        self.run_batch("-", "--param", "most_keys=many", stdin=line().encode(), expect=2)
        self.run_batch(self.path("none"), expect=2)
        self.assertIn("holds no document", self.run_batch("-", stdin=b"").stderr.decode())

    def test_human_lines(self):
        text = "\n".join([json.dumps(document()), json.dumps(document(False, 9)), '{"mps_evidence":1,"mps_evidence":1}'])
        out = self.run_batch("-", "--problems", stdin=text.encode(), expect=6).stdout.decode()
        lines = out.splitlines()
        self.assertEqual(lines[0], "       1  pass           line 1  (2 pass)")
        self.assertEqual(lines[1], "       2  fail           line 2  (2 fail; fail 1, 2)")
        self.assertRegex(lines[2], r"^       3  refused        line 3  duplicate, byte 18: ")
        self.assertEqual(lines[3:], ["", "documents           3", "pass                1", "fail                1", "refused             1"])
        self.assertNotIn("\x1b", out)

    def test_folder_of_everything(self):
        good = json.dumps(document())
        self.write("in/b.json", good)
        self.write("in/a/b.json", json.dumps(document(False)))
        self.write("in/a.cbor", cbor2.dumps(document()))
        self.write("in/empty", b"")
        self.write("in/junk", bytes(range(256)))
        self.write("in/truncated.json", good[:-5])
        self.write("in/twice.json", good + good)
        self.write("in/\nodd\x1b[31m", good)
        os.mkfifo(self.path("in/fifo"))
        os.symlink("loop2", self.path("in/loop1"))
        os.symlink("loop1", self.path("in/loop2"))
        os.symlink(".", self.path("in/self"))
        os.symlink("b.json", self.path("in/linked.json"))
        os.symlink("/nowhere/at/all", self.path("in/dangling"))
        self.write("in/secret.json", good)
        os.chmod(self.path("in/secret.json"), 0)
        lines, summary = self.results(self.path("in"), expect=6)
        self.assertEqual([line["index"] for line in lines], list(range(1, len(lines) + 1)))
        by_name = {line["name"]: line for line in lines}
        self.assertEqual(len(by_name), len(lines))
        names = ["\nodd\x1b[31m", "a/b.json", "a.cbor", "b.json", "dangling", "empty", "fifo", "junk", "linked.json", "loop1", "loop2", "secret.json", "self",
                 "truncated.json", "twice.json"]
        self.assertEqual([line["name"] for line in lines], names)
        self.assertEqual({n for n in names if by_name[n]["verdict"] == "pass"} | {"secret.json"}, {"\nodd\x1b[31m", "a.cbor", "b.json", "linked.json", "secret.json"})
        self.assertEqual(by_name["a/b.json"]["verdict"], "fail")
        refusal = lambda name: by_name[name]["refused"]["message"]
        self.assertEqual(refusal("fifo"), "not a regular file")
        self.assertEqual(refusal("self"), "a link to a folder is not followed")
        self.assertIn("Too many levels of symbolic links", refusal("loop1"))
        self.assertIn("No such file", refusal("dangling"))
        self.assertEqual(by_name["twice.json"]["refused"]["byte"], len(good))
        if os.getuid() != 0:
            self.assertIn("Permission denied", refusal("secret.json"))
        human = self.run_batch(self.path("in"), expect=6).stdout.decode()
        self.assertNotIn("\x1b", human)
        self.assertEqual(len(human.split("\n\n")[0].splitlines()), len(names))

    def test_unreadable_file(self):
        if os.getuid() == 0 and not pathlib.Path("/proc/self/mem").exists():
            self.skipTest("root reads everything")
        self.write("in/a.json", json.dumps(document()))
        os.symlink("/proc/self/mem", self.path("in/b.json"))  # opens, and cannot be read
        lines, _ = self.results(self.path("in"), expect=6)
        self.assertEqual(lines[0]["verdict"], "pass")
        self.assertIn("cannot read: Input/output error", lines[1]["refused"]["message"])

    def test_huge_line_is_refused_not_loaded(self):
        good = json.dumps(document()).encode() + b"\n"
        with subprocess.Popen([MPS, "eval", self.path("door.mps"), "--level", "L1", "--batch", "-", "--format", "json", "--jobs", "2"],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            process.stdin.write(good)
            block = b"x" * (1 << 20)
            for _ in range(1024):  # one line of a gigabyte
                process.stdin.write(block)
            process.stdin.write(b"\n" + good)
            process.stdin.close()
            lines = [json.loads(line) for line in process.stdout]
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(process.returncode, 6)
        self.assertEqual([line.get("verdict") for line in lines[:3]], ["pass", None, "pass"])
        self.assertEqual(lines[1]["refused"], {"code": "limit", "message": "the document is larger than 67108864 bytes", "byte": 67108864})
        self.assertEqual(lines[2]["offset"], len(good) + (1 << 30) + 1)
        self.assertLess(usage.ru_maxrss, 300 * 1024)

    def test_limit_on_files(self):
        self.write("in/a.json", json.dumps(document()) + " " * 1000)
        self.write("in/b.json", json.dumps(document()))
        lines, _ = self.results(self.path("in"), "--max-bytes", "500", expect=6)
        self.assertEqual(lines[0]["refused"]["code"], "limit")
        self.assertEqual(lines[1]["verdict"], "pass")
        self.run_batch(self.path("in"), "--max-bytes", "0", expect=2)

    def test_memory_is_flat(self):
        line = json.dumps(document()).encode() + b"\n"
        peaks = []
        for n in (2000, 100000):
            self.write("all.ndjson", line * n)
            with open(os.devnull, "wb") as null:
                process = subprocess.Popen([MPS, "eval", self.path("door.mps"), "--level", "L1", "--batch", self.path("all.ndjson"), "--jobs", "2",
                                            "--engine", "interpreter"], stdout=null)  # LLVM is not the documents' memory
                _, status, usage = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
            self.assertEqual(process.returncode, 0)
            peaks.append(usage.ru_maxrss)
        self.assertLess(peaks[1], peaks[0] * 1.5 + 4096, peaks)

    def test_broken_pipe(self):
        self.write("all.ndjson", (json.dumps(document()).encode() + b"\n") * 100000)
        process = subprocess.Popen([MPS, "eval", self.path("door.mps"), "--level", "L1", "--batch", self.path("all.ndjson"), "--claims", self.path("claims")],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdout.readline()
        process.stdout.close()
        error = process.stderr.read().decode()
        process.stderr.close()
        self.assertEqual(process.wait(timeout=60), 2)
        self.assertIn("cannot write to standard output", error)
        self.assertEqual(sorted(p.name for p in self.dir.iterdir() if p.name != "cache"), ["all.ndjson", "door.mps"])  # no half a file of claim sets

    def test_results_come_while_the_stream_is_open(self):
        process = subprocess.Popen([MPS, "eval", self.path("door.mps"), "--level", "L1", "--batch", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for i in range(3):
            process.stdin.write(json.dumps(document()).encode() + b"\n")
            process.stdin.flush()
            self.assertIn(f"{i + 1}  pass".encode(), process.stdout.readline())
        process.stdin.close()
        process.stdout.read()
        process.stdout.close()
        self.assertEqual(process.wait(timeout=60), 0)

    def test_pipe_by_name(self):
        os.mkfifo(self.path("pipe"))
        process = subprocess.Popen([MPS, "eval", self.path("door.mps"), "--level", "L1", "--batch", self.path("pipe"), "--format", "json"], stdout=subprocess.PIPE)
        with open(self.path("pipe"), "wb") as pipe:
            pipe.write(cbor2.dumps(document()) * 3)
        out, _ = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0)
        self.assertEqual(len(out.splitlines()), 4)

    def test_command_line(self):
        self.write("a.json", json.dumps(document()))
        base = [MPS, "eval", self.path("door.mps"), "--level", "L1"]
        for words, said in (([], "--evidence is missing"), (["--evidence", "x", "--batch", "y"], "exclude each other"), (["--evidence", self.path("a.json"), "--jobs", "2"], "--batch only"),
                            (["--batch", "-", "--jobs", "0"], "jobs"), (["--batch", "-", "--order", "finsh"], "did you mean `finish`"),
                            (["--batch", "-", "--claims", "-"], "name a file"), (["--batch", "-", "--claims", "c", "--order", "finish"], "--order")):
            done = subprocess.run(base + words, capture_output=True, text=True, stdin=subprocess.DEVNULL)
            self.assertEqual(done.returncode, 2, words)
            self.assertIn(said, done.stderr)

    def test_engines_agree(self):
        text = "\n".join(json.dumps(document(i % 2 == 0, i % 6 or None)) for i in range(2000)).encode()
        expected, _ = self.results("-", "--engine", "interpreter", "--hsh", stdin=text, expect=4)
        lines, summary = self.results("-", "--engine", "jit", "--jit-cache", "none", "--jobs", "3", "--hsh", stdin=text, expect=4)
        self.assertEqual(lines, expected)
        self.assertEqual(summary["engine"]["wanted"], "jit")
        self.assertEqual(summary["engine"]["ran"], "interpreter" if summary["engine"]["refused"] else "jit")
        quick, _ = self.results("-", "--engine", "jit", "--jit-cache", "none", stdin=text, expect=4)
        self.assertEqual(quick, [{k: v for k, v in line.items() if k != "hsh"} for line in expected])
        lines, summary = self.results("-", "--engine", "aot", "--native", self.path("none.so"), stdin=text, expect=4)
        self.assertEqual(summary["engine"]["ran"], "interpreter")  # refused, and said
        self.assertTrue(summary["engine"]["refused"])

    def test_order_of_finishing(self):
        text = "\n".join(json.dumps(document(True, i % 3)) for i in range(5000))
        lines, summary = self.results("-", "--order", "finish", "--jobs", "4", stdin=text.encode(), expect=0)
        self.assertEqual(sorted(line["index"] for line in lines), list(range(1, 5001)))

    def test_deep_folders(self):
        deep = self.dir / "in"
        for _ in range(70):
            deep = deep / "d"
        deep.mkdir(parents=True)
        (deep / "a.json").write_text(json.dumps(document()))
        (self.dir / "in" / "z.json").write_text(json.dumps(document()))
        lines, _ = self.results(self.path("in"), expect=6)
        self.assertEqual([line["verdict"] for line in lines], [None, "pass"])
        self.assertIn("nest deeper", lines[0]["refused"]["message"])


@unittest.skipUnless((pathlib.Path(MPS).parent / "libmps_jit.so").exists(), "this build has no code generator")
class TierTest(InFolder):
    """`--engine auto` over many documents: interpreted first, by native code once there is some."""

    def setUp(self):
        super().setUp()
        workload.write(self.dir / "posture", 250, 1, 1.0)
        policy = subprocess.run([sys.executable, "-B", BENCH / "to_mps.py", self.dir / "posture/rules.json"], capture_output=True, check=True).stdout
        self.write("policy.mps", policy)
        lines = [json.dumps(workload.Maker(seed).document(0.02), separators=(",", ":")) for seed in range(200)]
        self.few = ("\n".join(lines) + "\n").encode()
        self.many = self.few * 80  # judging them takes several times the price of native code

    def judge(self, parts, *options, command=MPS, pause=0.0, **more):
        """Verdict lines and the summary; `parts` are fed one after the other, with pauses."""
        words = [command, "eval", self.path("policy.mps"), "--level", "all_rules", "--now", NOW, "--batch", "-", "--format", "json", *options]
        with open(self.path("out"), "wb") as out, open(self.path("error"), "wb") as error:
            process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=out, stderr=error, **more)
            for i, part in enumerate(parts):
                time.sleep(pause if i > 0 else 0)
                process.stdin.write(part)
                process.stdin.flush()
            process.stdin.close()
            start = time.monotonic()
            code = process.wait(timeout=300)
            self.ending = time.monotonic() - start
        self.error = (self.dir / "error").read_text()
        if code == 77:
            self.skipTest("this kernel has no PR_SET_MDWE")
        self.assertIn(code, (0, 1), self.error)
        lines = [json.loads(line) for line in (self.dir / "out").read_text().splitlines()]
        return lines[:-1], lines[-1]["summary"]["engine"]

    def judge_with_time(self, parts, *options, **more):
        """As judge, with pauses that grow until native code, or its refusal, came in time: the machine may have other work."""
        for pause in (2, 8, 30):
            lines, engine = self.judge(parts, *options, pause=pause, **more)
            if engine["ran"] == "jit" or engine["refused"]:
                break
        return lines, engine

    def keep_object(self):
        _, engine = self.judge([self.few], "--engine", "jit")
        self.assertEqual(engine, {"ran": "jit", "wanted": "jit", "refused": None, "judged": {"jit": 200}})
        self.assertEqual(len(list((self.dir / "cache/mps").glob("*.o"))), 1)

    def test_code_that_is_kept_is_taken_up_between_documents(self):
        self.keep_object()
        for options, jobs in (((), "1"), ((), "3"), (("--hsh", "--problems"), "3")):
            expected, engine = self.judge([self.many, self.many], "--engine", "interpreter", *options)
            self.assertEqual(engine, {"ran": "interpreter", "wanted": "interpreter", "refused": None, "judged": {"interpreter": 32000}})
            judge = functools.partial(self.judge, pause=2) if options else self.judge_with_time
            lines, engine = judge([self.many, self.many], "--jobs", jobs, *options)
            self.assertEqual(lines, expected)
            self.assertEqual((engine["wanted"], engine["refused"]), ("auto", None))
            self.assertEqual(sum(engine["judged"].values()), 32000)
            self.assertNotIn("engine", self.error)
            if not options:  # where claim sets are due, judging may be too small a part of the work
                self.assertEqual(engine["ran"], "jit")
                self.assertGreater(engine["judged"]["jit"], 0)
                self.assertGreater(engine["judged"]["interpreter"], 0)

    def test_code_is_made_where_none_is_kept(self):
        expected, _ = self.judge([self.many * 2, self.few], "--engine", "interpreter")
        lines, engine = self.judge_with_time([self.many * 2, self.few])
        self.assertEqual(lines, expected)
        self.assertEqual((engine["ran"], engine["refused"]), ("jit", None))
        self.assertGreaterEqual(engine["judged"]["jit"], 200)
        self.assertEqual(len(list((self.dir / "cache/mps").glob("*.o"))), 1)

    def test_few_documents_are_interpreted_and_nothing_is_opened(self):
        self.keep_object()
        alone = self.dir / "bin"
        alone.mkdir()
        shutil.copy(MPS, alone / "mps")
        _, engine = self.judge([b"".join(self.few.splitlines(True)[:20])], command=str(alone / "mps"))
        self.assertEqual(engine, {"ran": "interpreter", "wanted": "auto", "refused": None, "judged": {"interpreter": 20}})
        self.assertNotIn("engine", self.error)

    def test_without_the_library_that_is_said(self):
        alone = self.dir / "bin"
        alone.mkdir()
        shutil.copy(MPS, alone / "mps")
        expected, _ = self.judge([self.many, self.few], "--engine", "interpreter")
        lines, engine = self.judge_with_time([self.many, self.few], command=str(alone / "mps"))
        self.assertEqual(lines, expected)
        self.assertEqual((engine["ran"], engine["wanted"], engine["judged"]), ("interpreter", "auto", {"interpreter": 16200}))
        self.assertIn("libmps_jit.so is not installed", engine["refused"])
        self.assertIn("libmps_jit.so is not installed", self.error)
        self.assertIn("the interpreter judges", self.error)

    def test_where_new_code_is_forbidden_that_is_said(self):
        self.keep_object()
        expected, _ = self.judge([self.many, self.few], "--engine", "interpreter")
        lines, engine = self.judge_with_time([self.many, self.few], preexec_fn=forbid_new_code)
        self.assertEqual(lines, expected)
        self.assertEqual((engine["ran"], engine["judged"]), ("interpreter", {"interpreter": 16200}))
        self.assertIn("may not make new pages of code", engine["refused"])
        self.assertIn("engine jit: ", self.error)

    def test_a_compilation_that_comes_too_late_is_abandoned(self):
        # About enough documents for code to be begun, and no more.
        for documents in (1, 2):
            _, engine = self.judge([self.many * documents], "--jit-cache", "none")
            self.assertIsNone(engine["refused"])
            self.assertEqual(sum(engine["judged"].values()), documents * 16000)
            self.assertNotIn("engine", self.error)


unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
