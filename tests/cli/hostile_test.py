#!/usr/bin/env python3
"""Any source up to the size limit ends within 2 s of processor time and 256 MB, through parser, checker and lowering:
hostile_test.py MPS. Each source grows one thing as far as the limits on bytes and tokens allow. MPS_SLOW=N gives N times
the time and no bound on memory, for builds with sanitizers."""
import os
import re
import resource
import sys
import tempfile
import unittest

MPS = sys.argv[1]
SLOW = int(os.environ.get("MPS_SLOW", "1"))
SECONDS, KILOBYTES = 2 * SLOW, 256 * 1024
BYTES, TOKENS = 1 << 20, 250000
TOKEN = re.compile(r"\"[^\"]*\"|\w+'[^']*'|\w+|[<>=!]=|\.\.|\S")
HEAD = 'mps "T" version 1.0.0 language 1\n'
BASE = HEAD + "schema host { a : int  b : bool  l : list of text  m : map of text to int }\nenvironment h : host\nlevel L\n"


def many(unit, before=BASE, after="", tokens=TOKENS):
    """before, unit(0), unit(1) ... and after, as long as the limits allow."""
    out, size, used, i = [before], len(before) + len(after), len(TOKEN.findall(before + after)) + 5, 0
    while True:
        text = unit(i)
        size += len(text)
        used += len(TOKEN.findall(text))
        if size > BYTES or used > tokens - 500:
            return "".join(out) + after
        out.append(text)
        i += 1


def rule(i, body):
    return f'rule "{i}" r{i} {{ title "x" level L {body} }}\n'


def chain(first, step, n, last):
    return BASE + first + "".join(step(i) for i in range(1, n)) + last


EIGHT = "{1,2,3,4,5,6,7,8}"
LONG = "x" * 60
SOURCES = {
    "defines that double": chain("define d0 = h.b\n", lambda i: f"define d{i} = d{i-1} and d{i-1}\n", 60, rule(1, "require d59")),
    "functions that double": chain("define f0(x : int) = x > 1\n", lambda i: f"define f{i}(x : int) = f{i-1}(x) and f{i-1}(x + 1)\n", 60, rule(1, "require f59(h.a)")),
    "templates that double": chain("template t0() { require h.b }\n", lambda i: f"template t{i}() {{ use t{i-1}() use t{i-1}() }}\n", 60, rule(1, "use t59()")),
    "records that double": chain("record r0 { a : int }\n", lambda i: f"record r{i} {{ a : r{i-1} b : r{i-1} }}\n", 60, rule(1, "require h.b")),
    "levels in a chain": many(lambda i: f"level a{i} extends " + (f"a{i-1}" if i else "L") + "\n"),
    "levels times parameters": many(lambda i: f"param p{i}:int=1\n", BASE + "level a0\n" + "".join(f"level a{i} extends a{i-1}\n" for i in range(1, 250))),
    "parameters": many(lambda i: f"param p{i}:int=1\n"),
    "sets": many(lambda i: f"set s{i} of int = {{1,2,3}}\n"),
    "one set": many(lambda i: f'"{i * 7919 % 100003}",', BASE + "set s of text = {", "}\n"),
    "rules": many(lambda i: rule(i, "require h.b")),
    "rules of one name": many(lambda i: rule(1, "require h.b")),
    "rules that compare": many(lambda i: rule(i, "require h.a == 1")),
    "rules unrolled": many(lambda i: rule(i, f"require all x in {EIGHT} : all y in {EIGHT} : all z in {EIGHT} : h.a > x + y + z")),
    "keys of a map": many(lambda i: rule(i, f'require h.m["k{i}"] == {i}')),
    "misspelt fields": many(lambda i: rule(i, f"require h.abc{i}")),
    "misspelt long fields": many(lambda i: rule(i, f"require h.{LONG}y{i}"), HEAD + "schema s { " + "".join(f"{LONG}{i} : int " for i in range(4000)) + "}\nenvironment h : s\nlevel L\n"),
    "misspelt levels": many(lambda i: f'rule "{i}" r{i} {{ title "x" level M{i} require h.b }}\n'),
    "misspelt long levels": many(lambda i: f'rule "{i}" r{i} {{ title "x" level {LONG}z{i} require h.b }}\n', BASE + "".join(f"level {LONG}{i}\n" for i in range(200))),
    "misspelt values": many(lambda i: rule(i, f"require v{LONG}{i} == 1"), BASE + "".join(f"define {LONG}{i} = 1\n" for i in range(4000))),
    "enums": many(lambda i: f'enum e{i} {{ "a", "b" }}\n'),
    "types of types": many(lambda i: f"type t{i} = " + (f"t{i-1}" if i else "int") + "\n"),
    "lists of lists": many(lambda i: f"type t{i} = list of " + (f"t{i-1}" if i else "int") + "\n"),
    "records in records": many(lambda i: f"record r{i} {{ a : " + (f"r{i-1}" if i else "int") + " }\n"),
    "defines of defines": many(lambda i: f"define d{i} = " + (f"d{i-1}" if i else "1") + "\n"),
    "texts of templates": many(lambda i: rule(i, f"use t({i})"), BASE + 'template t(n : int) { title "t {n}" rationale "' + "x" * 5000 + '" require h.a == n }\n'),
    "sums": many(lambda i: rule(i, "require h.a" + " + 1" * 250 + " == 1")),
    "tests": many(lambda i: f'test "{i}" {{ given h.a = {i} expect "1" pass }}\n', BASE + rule(1, "require h.a == 1")),
    "environments": many(lambda i: f"environment e{i} : host\n"),
    "sections": many(lambda i: f'section "{i}" {{ when h.b {rule(i, "require h.b")} }}\n'),
    "whens": many(lambda i: "when h.b\n"),
    "levels of a rule": many(lambda i: "L,", BASE + 'rule "1" r { title "x" require h.b level ', "L }\n"),
    "patterns": many(lambda i: rule(i, f"require all x in h.l : x matches re'(a{{1,100}}b{{1,100}}){{1,9}}{i}'")),
    "globs": many(lambda i: rule(i, f"require all x in h.l : x matches glob'*a*b*c*d*{i}*'")),
}


class Hostile(unittest.TestCase):
    def test_every_source_ends_in_time_and_memory(self):
        for name, source in SOURCES.items():
            with self.subTest(name), tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, "hostile.mps")
                with open(path, "w", encoding="utf-8") as file:
                    file.write(source)
                self.assertLessEqual(os.path.getsize(path), BYTES)
                # What others do on the machine is no fault of the source: the best of a few runs counts.
                for _ in range(4):
                    seconds, kilobytes = self.check(path)
                    if seconds < SECONDS:
                        break
                self.assertLess(seconds, SECONDS)
                if SLOW == 1:
                    self.assertLess(kilobytes, KILOBYTES)

    def check(self, path):
        """Processor time and memory of `mps check`, which has to end by itself."""
        child = os.fork()
        if child == 0:
            nothing = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(nothing, stream)
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS * 5, SECONDS * 5))
            os.execv(MPS, [MPS, "check", path])
        _, status, used = os.wait4(child, 0)
        self.assertTrue(os.WIFEXITED(status), f"ended by signal {os.WTERMSIG(status) if os.WIFSIGNALED(status) else status}")
        self.assertIn(os.WEXITSTATUS(status), (0, 3))
        return used.ru_utime + used.ru_stime, used.ru_maxrss


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
