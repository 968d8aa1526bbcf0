#!/usr/bin/env python3
"""The command as people meet it: mistakes are answered with what would mend them, files are never half written, hostile
definitions read nothing outside their folder: person_test.py MPS."""
import errno
import hashlib
import json
import os
import pathlib
import pty
import re
import select
import shutil
import stat
import subprocess
import sys
import tempfile
import time
import unittest

MPS = sys.argv[1]
NONCE, UEID, NOW = "00112233445566778899aabbccddeeff", "0100112233445566", "2026-11-21T12:00:00Z"
NOW_SECONDS = 1795262400
NOBODY = 65534

SMALL = """mps "Small" version 1.0.0 language 1
schema host { tries : int  wait : duration  ports : set of int  strict : bool }
environment h : host
level L1
level L2 extends L1
param most : int in 1..9 = 4 stricter lower
param pause : duration = 10 seconds stricter higher
param open : set of int = { 22, 80 } stricter lower
param free : int = 1
rule "1" tries { title "Tries" level L1 severity high require h.tries <= most and h.tries >= free }
rule "2" waits { title "Waits" level L1 severity high require h.wait >= pause }
rule "3" ports { title "Ports" level L1 severity low require all p in h.ports : p in open }
"""
TESTS = 'tests of "small.mps" language 1\n' + "".join(
    f'test "t{i}" {{ given h.tries = {i} expect "1" {"pass" if 1 <= i <= 4 else "fail"} }}\n' for i in range(1, 9))
EVIDENCE = {"mps_evidence": 1, "collected_at": NOW_SECONDS - 60, "environments": {"h": {
    "schema": "host@1", "collector": {"name": "test", "version": "1"}, "claims": {"tries": 4, "wait": 10, "ports": [22], "strict": True}, "state": {"": "complete"}, "source": {}}}}
COMMANDS = ("check", "test", "eval", "collect", "attest", "verify", "challenge", "appraise", "result", "import", "token", "keygen", "dump", "help", "completion")


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.dir = pathlib.Path(self.folder.name)
        os.chmod(self.dir, 0o755)
        self.reachable = None
        self.write("small.mps", SMALL)
        self.write("evidence.json", json.dumps(EVIDENCE))

    def tearDown(self):
        self.folder.cleanup()
        if self.reachable is not None:
            self.reachable.cleanup()

    def write(self, name, text):
        path = self.dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return str(path)

    def path(self, name):
        return str(self.dir / name)

    def command(self, user):
        """The command where that user may reach it: the build may lie in a home that only its owner enters."""
        if not user:
            return MPS
        if self.reachable is None:
            self.reachable = tempfile.TemporaryDirectory()
            os.chmod(self.reachable.name, 0o755)
            shutil.copy(MPS, self.reachable.name)
        return os.path.join(self.reachable.name, os.path.basename(MPS))

    def mps(self, code, *arguments, env=None, user=None, timeout=60):
        done = subprocess.run([self.command(user), *arguments], capture_output=True, text=True, cwd=self.dir, env={**os.environ, **(env or {})}, timeout=timeout, user=user,
                              group=user, extra_groups=[] if user else None)
        self.assertEqual(done.returncode, code, f"mps {' '.join(arguments)}\n{done.stdout}{done.stderr}")
        self.assertNotIn("internal error", done.stderr)
        return done

    def says(self, code, words, *arguments, **more):
        done = self.mps(code, *arguments, **more)
        for word in [words] if isinstance(words, str) else words:
            self.assertIn(word, done.stderr, " ".join(arguments))
        return done

    def eval(self, code, *more, **options):
        return self.mps(code, "eval", "small.mps", "--level", "L1", "--evidence", "evidence.json", "--now", NOW, *more, **options)

    def attest(self, code, *more, output="token", key="key.pem", **options):
        return self.mps(code, "attest", "small.mps", "--level", "L1", "--evidence", "evidence.json", "--key", key, "--nonce", NONCE, "--ueid", UEID, "--now", NOW, "-o", output,
                        *more, **options)


class Mistakes(Case):
    def test_commands_and_options(self):
        self.says(2, ["a command is due", "attest", "usage: mps COMMAND"])
        self.says(2, "unknown command `evla`; did you mean `eval`?", "evla")
        self.says(2, "unknown command `inpsect`; did you mean `inspect`?", "token", "inpsect", "t")
        self.says(2, "unknown option `--levle`; did you mean `--level`?", "eval", "small.mps", "--levle", "L1", "--evidence", "e")
        self.says(2, "unknown option `--levle=L1`; did you mean `--level`?", "eval", "small.mps", "--levle=L1", "--evidence", "e")
        self.says(2, "one argument too many: `more`", "eval", "small.mps", "more", "--level", "L1", "--evidence", "e")
        self.says(2, ["DEF is missing", "usage: mps eval DEF --level LEVEL --evidence FILE [options]", "mps eval --help"], "eval")
        self.says(2, "--evidence is missing: evidence, JSON or CBOR", "eval", "small.mps", "--level", "L1")
        self.says(2, "`--level` is given more than once", "eval", "small.mps", "--level", "L1", "--level", "L2", "--evidence", "e")
        self.says(2, "`hmuan` is none of human, json; did you mean `human`?", "check", "small.mps", "--format", "hmuan")
        self.says(2, "did you mean `program`?", "dump", "programm", "small.mps")
        self.says(2, "none of cwt, jwt", "attest", "small.mps", "--token", "xml")
        self.says(2, "did you mean `exit`?", "help", "exti")

    def test_every_command_has_help_with_an_example(self):
        for command in COMMANDS:
            self.assertIn("Example", self.mps(0, command, "--help").stdout, command)
            self.assertIn("Example", self.mps(0, "help", command).stdout, command)
        self.assertIn("Example", self.mps(0, "token", "inspect", "--help").stdout)
        listed = self.mps(0, "--help").stdout
        for command in COMMANDS:
            self.assertIn(command, listed)

    def test_names_get_suggestions(self):
        self.says(2, ["no level `L3`", "L1, L2"], "eval", "small.mps", "--level", "L3", "--evidence", "evidence.json")
        self.says(2, "no parameter `mots`; did you mean `most`?", "eval", "small.mps", "--level", "L1", "--evidence", "evidence.json", "--param", "mots=4")
        self.says(2, "77, outside 1..9", "eval", "small.mps", "--level", "L1", "--evidence", "evidence.json", "--param", "most=77")
        self.says(2, "expected name=value", "eval", "small.mps", "--level", "L1", "--evidence", "evidence.json", "--param", "most")
        self.says(2, "given twice", "eval", "small.mps", "--level", "L1", "--evidence", "evidence.json", "--param", "most=1", "--param", "most=2")
        self.says(2, "`yesterday` is neither a time", "eval", "small.mps", "--level", "L1", "--evidence", "evidence.json", "--now", "yesterday")

    def test_a_definition_with_a_fault_is_told_where(self):
        self.write("bad.mps", SMALL.replace("h.tries <=", "h.triez <="))
        line = next(i for i, text in enumerate(SMALL.splitlines(), 1) if "h.tries <=" in text)
        column = SMALL.splitlines()[line - 1].index("h.tries <=") + 1
        found = self.says(3, "did you mean", "check", "bad.mps").stderr
        place = re.search(r"bad\.mps:(\d+):(\d+)", found)
        self.assertEqual(int(place[1]), line)
        self.assertIn(int(place[2]), range(column, column + 4))


class Inputs(Case):
    def test_definitions_that_are_none(self):
        self.says(2, "cannot read `gone.mps`: No such file", "check", "gone.mps")
        self.says(2, "it is a directory", "check", ".")
        self.write("empty.mps", "")
        self.says(3, "the file is empty", "check", "empty.mps")
        self.write("huge.mps", SMALL + " " * (1 << 20))
        self.says(3, "1048576", "check", "huge.mps")
        (self.dir / "binary.mps").write_bytes(bytes(range(256)))
        self.mps(3, "check", "binary.mps")
        os.mkfifo(self.dir / "pipe.mps")
        self.says(2, "not a regular file", "check", "pipe.mps", timeout=10)
        self.says(2, "not a regular file", "check", "/dev/zero", timeout=10)

    def test_evidence_that_is_none(self):
        def refused(code, words, name):
            self.says(code, words, "eval", "small.mps", "--level", "L1", "--evidence", name)
        refused(2, "cannot read `gone.json`", "gone.json")
        refused(2, "it is a directory", ".")
        self.write("empty.json", "")
        refused(6, ["evidence `empty.json`", "mps collect"], "empty.json")
        refused(6, "evidence `small.mps`", "small.mps")
        self.write("half.json", json.dumps(EVIDENCE)[:100])
        refused(6, ["evidence `half.json`", "byte"], "half.json")
        with open(self.dir / "huge.cbor", "wb") as file:
            file.truncate((512 << 20) + 1)
        refused(6, "is larger than", "huge.cbor")

    def test_unreadable_as_an_ordinary_user(self):
        os.chmod(self.dir / "evidence.json", 0)
        user = NOBODY if os.geteuid() == 0 else None
        self.says(2, "cannot read `evidence.json`: Permission denied", "eval", "small.mps", "--level", "L1", "--evidence", "evidence.json", user=user)

    def test_keys_of_the_wrong_kind(self):
        self.mps(0, "keygen", "-o", "key.pem")
        self.assertIn("a private key is wanted", self.attest(2, key="key.pub.pem").stderr)
        self.assertFalse((self.dir / "token").exists())
        self.attest(0)
        self.says(2, "a public key is wanted", "verify", "token", "--key", "key.pem")
        self.says(6, "neither PEM", "verify", "token", "--key", "small.mps")
        self.says(2, "No such file", "verify", "token", "--key", "gone.pem")
        self.says(2, "expected 32 bytes", "verify", "token", "--key", "key.pub.pem", "--definition", "sha256:00")
        self.says(2, "--any-nonce", "verify", "token", "--key", "key.pub.pem")
        self.says(2, "exclude each other", "verify", "token", "--key", "key.pub.pem", "--any-nonce", "--nonce", "00112233445566778899")
        self.says(2, "cannot read `gone.mps`", "verify", "token", "--key", "key.pub.pem", "--definition", "gone.mps")
        self.says(2, "expected hexadecimal digits", "verify", "token", "--key", "key.pub.pem", "--nonce", "xyz")
        refused = self.mps(5, "verify", "token", "--key", "key.pub.pem", "--nonce", "ff" * 16, "--now", NOW).stdout
        self.assertIn("refused   nonce: ", refused)
        self.says(6, "token `evidence.json`", "token", "inspect", "evidence.json")

    # ------------------------------------------------------------ a definition must not lead out of its folder
    def test_links_out_of_the_folder(self):
        members = b'"a"\n'
        pin = hashlib.sha256(members).hexdigest()
        outside = self.dir / "outside"
        outside.mkdir()
        (outside / "names.txt").write_bytes(members)
        (outside / "lib.mps").write_text('library lib version 1.0.0 language 1\ndefine one = 1\n')
        inside = self.dir / "inside"
        (inside / "sub").mkdir(parents=True)
        pinned = SMALL + f"set names of text from \"NAMES\" sha256'{pin}'\nrule \"9\" n {{ title \"n\" level L1 severity low require \"a\" in names }}\n"
        importing = SMALL.replace('schema', 'import "LIB" as lib\nschema', 1).replace("h.tries >= free", "h.tries >= lib.one")

        def check(code, text, words=()):
            (inside / "def.mps").write_text(text)
            return self.says(code, list(words), "check", "inside/def.mps", timeout=10)
        out = ["leads out of the definition's folder"]
        (inside / "sub/names.txt").write_bytes(members)
        check(0, pinned.replace("NAMES", "sub/names.txt"))
        (inside / "link.txt").symlink_to("sub/names.txt")
        check(0, pinned.replace("NAMES", "link.txt"))  # a link that stays inside is fine
        (inside / "out.txt").symlink_to("../outside/names.txt")
        check(3, pinned.replace("NAMES", "out.txt"), out)
        (inside / "absolute.txt").symlink_to(outside / "names.txt")
        check(3, pinned.replace("NAMES", "absolute.txt"), out)
        (inside / "folder").symlink_to("../outside")
        check(3, pinned.replace("NAMES", "folder/names.txt"), out)
        check(3, importing.replace("LIB", "folder/lib.mps"), out)
        (inside / "proc.txt").symlink_to("/proc/self/environ")
        check(3, pinned.replace("NAMES", "proc.txt"), out)
        os.mkfifo(inside / "pipe")
        check(3, pinned.replace("NAMES", "pipe"), ["not a regular file"])
        check(3, pinned.replace("NAMES", "sub"), ["it is a directory"])
        check(3, pinned.replace("NAMES", "gone.txt"), ["No such file"])
        (outside / "def_tests.mps").write_text('tests of "def.mps" language 1\n')
        (inside / "def_tests.mps").symlink_to("../outside/def_tests.mps")
        (inside / "def.mps").write_text(SMALL)
        self.says(2, out, "check", "inside/def.mps")  # found beside the definition, named by nobody
        self.says(2, out, "test", "inside/def.mps")
        (inside / "def_tests.mps").unlink()
        (inside / "up_tests.mps").write_text('tests of "../small.mps" language 1\n')
        self.says(2, out, "check", "inside/up_tests.mps")
        (self.dir / "named.mps").symlink_to("inside/def.mps")
        self.mps(0, "check", "named.mps")  # what the user names may be a link


class Outputs(Case):
    def test_nothing_half_written(self):
        self.mps(0, "keygen", "-o", "key.pem")
        os.mkdir(self.dir / "dir")
        before = sorted(os.listdir(self.dir))
        for target in ("nowhere/file", "dir", "/proc/none"):
            self.says(2, "cannot write", "eval", "small.mps", "--level", "L1", "--evidence", "evidence.json", "--claims", target)
            self.assertIn("cannot write", self.attest(2, output=target).stderr)
            self.assertIn("cannot write", self.mps(2, "keygen", "-o", target).stderr)
            self.assertIn("cannot write", self.mps(2, "collect", "--root", ".", "-o", target).stderr)
        self.assertEqual(sorted(os.listdir(self.dir)), before)
        self.attest(2, "--claims", "token")  # the same file twice
        self.assertEqual(sorted(os.listdir(self.dir)), before)

    def test_a_full_disk_leaves_the_old_file(self):
        self.write("claims.cbor", "old")
        command = f'ulimit -f 0; trap "" XFSZ; exec {MPS} eval small.mps --level L1 --evidence evidence.json --claims claims.cbor'
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=self.dir)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("cannot write", done.stderr)
        self.assertEqual((self.dir / "claims.cbor").read_text(), "old")
        self.assertEqual([n for n in os.listdir(self.dir) if n.startswith("claims.cbor.")], [])

    def test_folder_that_may_not_be_written(self):
        os.chmod(self.dir, 0o555)
        try:
            user = NOBODY if os.geteuid() == 0 else None
            self.assertIn("cannot write", self.eval(2, "--claims", "c.cbor", user=user).stderr)
            self.assertIn("cannot write", self.mps(2, "keygen", "-o", "k.pem", user=user).stderr)
            self.assertIn("cannot write", self.mps(2, "collect", "--root", ".", "-o", "e.cbor", user=user).stderr)
        finally:
            os.chmod(self.dir, 0o755)
        self.assertEqual(sorted(os.listdir(self.dir)), ["evidence.json", "small.mps"])

    def test_private_keys(self):
        old = os.umask(0)
        try:
            for alg in ("ES256", "ES384", "EdDSA", "PS256"):
                self.mps(0, "keygen", "--alg", alg, "-o", f"{alg}.pem")
                self.assertEqual(stat.S_IMODE(os.stat(self.dir / f"{alg}.pem").st_mode), 0o600)
        finally:
            os.umask(old)
        key = (self.dir / "ES256.pem").read_bytes()
        self.says(2, "without --force", "keygen", "-o", "ES256.pem")
        self.assertEqual((self.dir / "ES256.pem").read_bytes(), key)
        os.remove(self.dir / "ES256.pem")
        self.says(2, "`ES256.pub.pem` exists", "keygen", "-o", "ES256.pem")
        self.assertFalse((self.dir / "ES256.pem").exists())  # no half of a pair
        self.mps(0, "keygen", "-o", "ES256.pem", "--force")
        self.assertEqual(stat.S_IMODE(os.stat(self.dir / "ES256.pem").st_mode), 0o600)

    def test_closed_output(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([MPS, "eval", "small.mps", "--level", "L1", "--evidence", "evidence.json"], stdout=full, stderr=subprocess.PIPE, text=True, cwd=self.dir)
        self.assertEqual(done.returncode, 2)
        self.assertIn("standard output", done.stderr)


class Reports(Case):
    def test_json_wherever_a_machine_may_read(self):
        self.write("other.mps", SMALL.replace("h.tries <=", "h.triez <="))
        found = json.loads(self.mps(3, "check", "small.mps", "other.mps", "gone.mps", "--format", "json").stdout)  # one document for all files
        self.assertEqual([d["severity"] for d in found], ["error", "error"])
        self.assertIn("gone.mps", found[-1]["message"])
        self.assertEqual(json.loads(self.mps(0, "check", "small.mps", "--format", "json").stdout), [])
        self.write("small_tests.mps", TESTS)
        self.assertEqual(json.loads(self.mps(0, "test", "small.mps", "--format", "json").stdout)["passed"], 8)
        self.assertEqual(json.loads(self.eval(0, "--format", "json").stdout)["verdict"], "pass")
        key = json.loads(self.mps(0, "keygen", "-o", "key.pem", "--format", "json").stdout)
        self.assertEqual((key["private"], key["public"], len(key["kid"])), ("key.pem", "key.pub.pem", 64))
        made = json.loads(self.attest(0, "--format", "json").stdout)
        self.assertEqual((made["output"], made["verdict"]), ("token", "pass"))
        verified = json.loads(self.mps(0, "verify", "token", "--key", "key.pub.pem", "--nonce", NONCE, "--now", NOW, "--format", "json").stdout)
        seen = json.loads(self.mps(0, "token", "inspect", "token", "--format", "json").stdout)
        self.assertEqual((seen["verified"], seen["form"]), (False, "cwt"))
        self.assertEqual(seen["claims"]["hsh"], verified["hsh"])
        self.assertEqual(seen["claims"]["nonce"], NONCE)
        self.assertEqual(made["hsh"], verified["hsh"])
        for stage in ("tokens", "ast", "model", "canonical", "plan", "program"):
            text = self.mps(0, "dump", stage, "small.mps").stdout
            self.assertEqual(json.loads(self.mps(0, "dump", stage, "small.mps", "--format", "json").stdout), {"stage": stage, "definition": "small.mps", "text": text})
        state = json.loads(self.mps(0, "dump", "state", "small.mps", "--evidence", "evidence.json", "--format", "json").stdout)
        self.assertIn("h.tries = 4", state["text"])

    def test_a_changed_parameter_is_stricter_or_looser(self):
        def effect(*params):
            options = [word for param in params for word in ("--param", param)]
            done = subprocess.run([MPS, "eval", "small.mps", "--level", "L1", "--evidence", "evidence.json", "--now", NOW, *options], capture_output=True, text=True, cwd=self.dir)
            self.assertIn(done.returncode, (0, 1), done.stderr)
            return done.stdout
        self.assertNotIn("(looser", effect("most=4"))
        self.assertIn("Small-L1+custom, version 1.0.0 (looser than Small-L1)", effect("most=9"))
        self.assertIn("most is 9, not 4: looser (the definition says `stricter lower`)", effect("most=9"))
        self.assertIn("(stricter than Small-L1)", effect("most=2"))
        self.assertIn("pause is 60 seconds, not 10 seconds: stricter (the definition says `stricter higher`)", effect("pause=60 seconds"))
        self.assertIn("pause is 5 seconds, not 10 seconds: looser", effect("pause=5 seconds"))
        self.assertIn("open is {22}, not {22, 80}: stricter", effect("open=22"))
        self.assertIn("open is {22, 80, 443}, not {22, 80}: looser", effect("open=22,80,443"))
        self.assertIn("{22, 443}, not {22, 80}: looser", effect("open=22,443"))  # neither holds the other
        self.assertIn("(looser than Small-L1)", effect("most=2", "pause=5 seconds"))
        self.assertIn("(not comparable with Small-L1)", effect("free=2", "most=2"))
        self.assertIn("free is 2, not 1: the definition does not say which is stricter", effect("free=2"))
        report = json.loads(self.eval(0, "--param", "most=9", "--format", "json").stdout)
        self.assertEqual(report["changes"], [{"name": "most", "own": {"kind": "int", "value": 4}, "given": {"kind": "int", "value": 9}, "effect": "looser"}])

    def test_tables_are_aligned_and_words_stand_beside_colours(self):
        rows = self.eval(0).stdout.splitlines()[:4]
        self.assertEqual(len({row.index(word) for row, word in zip(rows, ("SEVERITY", "high", "high", "low"))}), 1)
        plain = self.eval(0).stdout
        self.assertNotIn("\x1b", plain)
        coloured = self.eval(0, env={"CLICOLOR_FORCE": "1"}).stdout
        self.assertIn("\x1b[", coloured)
        self.assertEqual(re.sub(r"\x1b\[[0-9;]*m", "", coloured), plain)
        self.assertEqual(self.eval(0, env={"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}).stdout, plain)

    def on_terminal(self, *arguments, env=None):
        """What a terminal gets on standard error; standard output is a pipe."""
        try:
            master, slave = pty.openpty()
        except OSError as error:
            self.skipTest(f"no terminal to be had: {error}")
        child = subprocess.Popen([MPS, *arguments], stdout=subprocess.PIPE, stderr=slave, cwd=self.dir, env={**os.environ, "TERM": "xterm", **(env or {})})
        os.close(slave)
        seen, end = b"", time.monotonic() + 60
        while time.monotonic() < end:
            if not select.select([master], [], [], 0.2)[0]:
                continue
            try:
                piece = os.read(master, 65536)
            except OSError as fault:
                self.assertEqual(fault.errno, errno.EIO)
                break
            if not piece:
                break
            seen += piece
        os.close(master)
        child.communicate(timeout=60)
        return child.returncode, seen.decode()

    def test_progress_while_a_terminal_watches(self):
        code, seen = self.on_terminal("collect", "--root", ".", "-o", "e.json")
        self.assertEqual(code, 0)
        self.assertIn("collecting from .: walk", seen)
        self.assertIn("\x1b[K", seen)
        self.assertIn("e.json: ", seen)
        self.assertNotIn("collecting", self.mps(0, "collect", "--root", ".", "-o", "e.json").stderr)
        self.assertNotIn("collecting", self.on_terminal("collect", "--root", ".", "-o", "e.json", env={"TERM": "dumb"})[1])
        self.write("small_tests.mps", TESTS)
        code, seen = self.on_terminal("test", "small.mps")
        self.assertEqual(code, 0)
        self.assertIn("test 1 of 8, 0 failed", seen)
        self.assertNotIn("test 1", self.mps(0, "test", "small.mps").stderr)


class Digests(Case):
    def test_a_digest_that_a_rule_reads_is_collected(self):
        root = self.dir / "root"
        (root / "etc").mkdir(parents=True)
        (root / "etc/x").write_text("known\n")
        (root / "etc/y").write_text("other\n")
        good = hashlib.sha256(b"known\n").hexdigest()
        self.write("digest.mps", f"""mps "Digests" version 1.0.0 language 1
import linux
environment host : linux.host
level L1
set good of digest = {{ sha256'{good}' }}
rule "1" x {{ title "x" level L1 severity high require host.files["/etc/x"].sha256 in good }}
rule "2" y {{ title "y" level L1 severity high require host.files["/etc/y"].mode within 0644 }}
rule "3" g {{ title "g" level L1 severity low require any p, f in host.globs["/etc/[x]"] : f.sha256 in good }}
""")
        self.mps(0, "collect", "--for", "digest.mps", "--root", "root", "-o", "e.json")
        claims = json.loads((self.dir / "e.json").read_text())["environments"]["host"]["claims"]
        self.assertEqual(claims["files"]["/etc/x"]["sha256"], "sha256:" + good)
        self.assertNotIn("sha256", claims["files"]["/etc/y"])  # no rule reads it
        self.assertEqual(claims["globs"]["/etc/[x]"]["/etc/x"]["sha256"], "sha256:" + good)
        self.mps(0, "eval", "digest.mps", "--level", "L1", "--evidence", "e.json")
        (root / "etc/x").write_text("changed\n")
        self.mps(0, "collect", "--for", "digest.mps", "--root", "root", "-o", "e.json")
        self.mps(1, "eval", "digest.mps", "--level", "L1", "--evidence", "e.json")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
