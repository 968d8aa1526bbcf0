#!/usr/bin/env python3
"""Sources up to the size limit, made to cost the compiler as much as they can: hostile_sources.py MPS [SECONDS [MB]].

Each must end by itself within the CPU time and memory given (2 s and 256 MB by issue and docs/language.md L10.1), with exit
code 0 or 3 and never by a signal. One line a shape: its CPU seconds, peak memory and first word.
"""
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import threading

SIZE = (1 << 20) - 4096
HEAD = 'mps "T" version 1.0.0 language 1\n'
SCHEMA = """enum color { "red", "green" }
record user { name : text  uid : int  shell? : text  groups : set of text }
schema machine { up : bool  n : int  name : text  rights : mode  colour : color  tags : set of text  words : list of text
    keyed : map of text to text  users : list of user  release : version dpkg  home : path  address : ip  network : cidr
    blob : bytes  since : time  maybe? : text }
environment host : machine
level L1 "x"
"""
BODY = HEAD + SCHEMA


def rule(body, number=1):
    return f'rule "{number}" r{number} {{ title "t" level L1 {body} }}\n'


def fill(unit, head=BODY, tail="", size=SIZE):
    """head, then as many units as fit; `{i}` in a unit counts."""
    parts, room, i = [head], size - len(head) - len(tail), 0
    while True:
        text = unit(i) if callable(unit) else unit
        room -= len(text.encode())
        if room < 0:
            break
        parts.append(text)
        i += 1
    return "".join(parts) + tail


def shapes():
    # one sort of token, all the way
    for name, token in {"parens": "(", "close": ")", "braces": "{", "brackets": "[", "quotes": '"', "triple": '"""', "backslash": "\\", "slashes": "/", "comments": "/*",
                        "comment_lines": "//\n", "spaces": " ", "newlines": "\n", "carriage": "\r\n", "tabs": "\t", "nots": "not ", "minus": "-", "commas": ",", "dots": ".",
                        "names": "a ", "numbers": "1 ", "ops": "== ", "keywords": "rule ", "all": "all x in ", "count": "count(", "whens": "when ", "zero": "\0",
                        "latin": "\u00e9", "cjk": "\u4e2d", "rtl": "\u202e", "zwj": "\u200d", "emoji": "\U0001f600", "combining": "a\u0301\u0301\u0301", "smart": "\u201c", "if": "if ", "hash": "# ",
                        "regex": "re'", "digest": "sha256'00' ", "interp": "\"\\{a}\" ", "amp": "&& ", "eq": "= ", "levels": "level L1 "}.items():
        yield f"top_{name}", fill(token, HEAD)
        yield f"body_{name}", fill(token, BODY + 'rule "1" r { title "t" level L1 require ', " }\n")
    # declarations, valid or nearly
    yield "rules", fill(lambda i: rule("require host.up", i))
    yield "rules_same_id", fill(lambda i: rule("require host.up"))
    yield "rules_false", fill(lambda i: rule("require host.nn == 1", i))
    yield "sets", fill(lambda i: f"set s{i} = {{ {i} }}\n", tail=rule("require host.up"))
    yield "params", fill(lambda i: f"param p{i} : int = {i}\n", tail=rule("require host.up"))
    yield "levels", fill(lambda i: f'level M{i} "x" extends {"L1" if i == 0 else f"M{i - 1}"}\n', tail=rule("require host.up"))
    yield "levels_all", fill(lambda i: f'level M{i} "x"\n', tail=rule("require host.up"))
    yield "environments", fill(lambda i: f"environment e{i} : machine\n", tail=rule("require host.up"))
    yield "environment_parents", fill(lambda i: f"environment e{i} : machine {{ parent {'host' if i == 0 else f'e{i - 1}'} }}\n", tail=rule("require host.up"))
    yield "records", fill(lambda i: f"record r{i} {{ a : {'int' if i == 0 else f'r{i - 1}'} }}\n", tail=rule("require host.up"))
    yield "records_two", fill(lambda i: f"record r{i} {{ a : {'int' if i == 0 else f'r{i - 1}'}  b : {'int' if i == 0 else f'r{i - 1}'} }}\n", HEAD,
                              "schema m { a : bool }\nenvironment host : m\nlevel L1\n" + rule("require host.a"))
    yield "records_read", fill(lambda i: f"record r{i} {{ a : {'int' if i == 0 else f'r{i - 1}'}  b : {'int' if i == 0 else f'r{i - 1}'} }}\n", HEAD,
                               "schema m { a : r9000 }\nenvironment host : m\nlevel L1\nconfiguration c { include host.a }\n" + rule("require host.a.a.a.b is present"))
    yield "records_cycle", fill(lambda i: f"record r{i} {{ a : r{i + 1} }}\n", tail=rule("require host.up"))
    yield "types", fill(lambda i: f"type t{i} = {'int' if i == 0 else f't{i - 1}'}\n", tail=rule("require host.up"))
    yield "types_back", fill(lambda i: f"type t{i} = t{i + 1}\n", tail=rule("require host.up"))
    yield "functions", fill(lambda i: f"define f{i}(a : int) : int = {'a' if i == 0 else f'f{i - 1}(a) + f{i - 1}(a)'}\n", size=4000, tail=rule("require f40(host.n) == 1"))
    yield "functions_chain", fill(lambda i: f"define f{i}(a : int) : int = {'a' if i == 0 else f'f{i - 1}(a) + 1'}\n", tail=rule("require f9000(host.n) == 1"))
    yield "functions_used", fill(lambda i: rule("require f(host.n) > 3", i), BODY + "define f(a : int) : int = " + " + ".join(["a"] * 500) + "\n")
    yield "functions_big", fill(lambda i: rule("require f(host.n) > 3", i), BODY + "define f(a : int) : int = " + " + ".join(["a"] * 4000) + "\n")
    yield "templates_used", fill(lambda i: f'rule "{i}" r{i} {{ level L1 use t(host, "{i}") }}\n', BODY + 'template t(h : machine, k : text) { title "t \\{k}" require h.keyed[k] is present and all g in h.users : g.name != k }\n')
    yield "templates_nested", fill(lambda i: f'rule "{i}" r{i} {{ level L1 use t(host) }}\n', BODY + 'template t(h : machine) { title "t" ' + "".join("require " + "h.up or " * 60 + "h.up\n" for _ in range(60)) + "}\n")
    yield "sections", fill(lambda i: f'section "{i}" "x" {{ when host.up rule "{i}.1" r{i} {{ title "t" level L1 require host.n == {i} }} }}\n')
    yield "tests", fill(lambda i: f'test "t{i}" {{ given host.n = {i} expect "1" fail }}\n', BODY + rule("require host.up"))
    yield "tests_fixtures", fill(lambda i: f'test "t{i}" {{ given fixture f{i % 20} }}\n',
                                 BODY + rule("require host.up") + "".join(f"fixture f{i} {{ {'' if i == 0 else f'given fixture f{i - 1} given fixture f{i - 1}'} given host.n = 1 }}\n" for i in range(20)))
    yield "fixture_lists", BODY + rule("require host.up") + fill(lambda i: f'"{i}", ', "fixture f { given host.tags = { ", "} }\ntest \"t\" { given fixture f expect \"1\" unknown }\n", SIZE - len(BODY) - 100)
    yield "fixtures_times_tests", fill(lambda i: f'test "t{i}" {{ given fixture f expect "1" unknown }}\n', BODY + rule("require host.up") + fill(lambda i: f'"{i}", ', "fixture f { given host.tags = { ", "} }\n", SIZE // 8))
    yield "imports", fill(lambda i: f"import linux version 1.0 as l{i}\n", HEAD)
    yield "imports_missing", fill(lambda i: f'import "x{i}.mps" as l{i}\n', HEAD)
    yield "enums", fill(lambda i: f'"w{i}", ', HEAD + "enum e { ", "}\nschema m { a : e }\nenvironment host : m\nlevel L1\n" + rule('require host.a == "w1"'))
    yield "schema_fields", fill(lambda i: f"f{i} : int\n", HEAD + "schema m { ", "}\nenvironment host : m\nlevel L1\n" + rule("require host.f1 == 1"))
    yield "schema_misspelt", fill(lambda i: rule(f"require host.fild{i} == 1", i), fill(lambda i: f"field{i} : int\n", HEAD + "schema m { ", "}\nenvironment host : m\nlevel L1\n", SIZE // 2))
    yield "configuration", fill(lambda i: "include host.n\n", BODY + "configuration c { ", "}\n" + rule("require host.up"))
    yield "configurations", fill(lambda i: f"configuration c{i} {{ include host.users }}\n", tail=rule("require host.up"))
    yield "notes", fill(lambda i: 'note "x"\n', HEAD, SCHEMA + rule("require host.up"))
    yield "refs", fill(lambda i: f'cis "{i}", ', HEAD + "refs ", 'x "y"\n' + SCHEMA + rule("require host.up"))
    # one expression
    require = BODY + 'rule "1" r { title "t" level L1 require '
    yield "and_chain", fill("host.up and ", require, "host.up }\n")
    yield "and_rows", fill("".join(["host.up and "] * 4000) + "host.up\n require ", require, "host.up }\n")
    yield "or_not", fill("not host.up or ", require, "host.up }\n")
    yield "plus", fill("host.n + ", require, "1 == 1 }\n")
    yield "plus_rows", fill("".join(["host.n + "] * 4000) + "1 == 1\n require ", require, "host.up }\n")
    yield "compare_many", fill(lambda i: f"host.n == {i}\n require ", require, "host.up }\n")
    yield "same_many", fill("host.n == 1\n require ", require, "host.up }\n")
    yield "whens", fill("when host.up\n", BODY + 'rule "1" r { title "t" level L1 ', "require host.up }\n")
    yield "paths", fill("host.", require, "up }\n")
    yield "path_keys", fill(lambda i: f'host.keyed["k{i}"] is present\n require ', require, "host.up }\n")
    yield "set_literal", fill(lambda i: f'"k{i}", ', require + "host.name in { ", "} }\n")
    yield "set_int", fill("1,", require + "host.n in { ", "} }\n")
    yield "set_decl_16k", fill(lambda i: f"set s{i} of text = {{ " + ", ".join(f'"k{i}.{j}"' for j in range(16000)) + " }\n", tail=rule("require host.name in s0"))
    yield "set_compare", fill(lambda i: rule("require host.tags == big", i), BODY + "set big of text = { " + ", ".join(f'"k{j}"' for j in range(16000)) + " }\n")
    yield "set_literal_in_function", fill(lambda i: rule("require f(host)", i), BODY + "define f(h : machine) : bool = h.name in { " + ", ".join(f'"k{j}"' for j in range(16000)) + " }\n")
    yield "fixtures_empty", fill(lambda i: f'fixture f{i} {{ {"" if i == 0 else f"given fixture f{i - 1} given fixture f{i - 1}"} }}\n', BODY + rule("require host.up"), 'test "t" { given fixture f60 }\n', 20000)
    yield "set_loop", fill(lambda i: rule("require all x in big : x in host.tags", i), BODY + "set big of text = { " + ", ".join(f'"k{j}"' for j in range(16000)) + " }\n")
    yield "unroll", fill(lambda i: rule("require all x in s : all y in s : host.keyed[x] == y", i), BODY + "set s of text = { " + ", ".join(f'"k{j}"' for j in range(60)) + " }\n")
    yield "unroll_three", fill(lambda i: rule("require all x in s : all y in s : all z in s : host.keyed[x] == y or host.name == z", i), BODY + "set s of text = { " + ", ".join(f'"k{j}"' for j in range(60)) + " }\n")
    yield "unroll_keys", fill(lambda i: rule(f'require all x in s{i} : host.keyed[x] == "{i}"', i) + f"set s{i} of text = {{ " + ", ".join(f'"k{i}.{j}"' for j in range(60)) + " }\n")
    yield "loops", fill(lambda i: rule("require all u in host.users : all v in host.users : all w in host.users : u.uid == v.uid or w.uid == 1", i))
    yield "regexes", fill(lambda i: f"host.name matches re'(a{{1,30}}){i}'\n require ", require, "host.up }\n")
    yield "regex_big", fill(lambda i: f"host.name matches re'{'a?' * 1900}{i}'\n require ", require, "host.up }\n")
    yield "regex_nested", fill(lambda i: f"host.name matches re'((((a{{0,9}}){{0,9}}){{0,9}}){{0,9}}){i}'\n require ", require, "host.up }\n")
    yield "globs", fill(lambda i: f"host.name matches glob'**/a*{i}/?'\n require ", require, "host.up }\n")
    yield "texts_long", fill("x" * 1000, BODY + 'rule "1" r { title "', '" level L1 require host.up }\n')
    yield "text_interp", fill("\\{host.n}", BODY + 'rule "1" r { title "', '" level L1 require host.up }\n')
    yield "prose", fill(lambda i: "line\n        ", BODY + 'rule "1" r { title "t" level L1 require host.up fix shell """\n', '"""\n}\n')
    yield "prose_margins", fill(lambda i: " " * (i % 500) + "x\n", BODY + 'rule "1" r { title "t" level L1 require host.up fix shell """\n', '"""\n}\n')
    yield "grades", fill(lambda i: f"warning when host.n == {i}\n", BODY + 'rule "1" r { title "t" level L1 grade { ', "otherwise contraindicated } }\n")
    yield "long_name", BODY + "set " + "a" * 900000 + " = { 1 }\n"
    yield "long_number", BODY + rule("require host.n == " + "9" * 900000)
    yield "long_digest", BODY + rule("require host.blob == h'" + "00" * 450000 + "'")
    yield "long_line_errors", fill("host.x == ; ", require, "")
    yield "misspelt_names", fill(lambda i: rule(f"require hots.n == tries{i}", i), BODY + "".join(f"param triess{i} : int = 1\n" for i in range(2000)))
    yield "misspelt_calls", fill(lambda i: f'rule "{i}" r{i} {{ level L1 use tmplt{i}(host) }}\n', BODY + "".join(f'template template{i}(h : machine) {{ title "t" require h.up }}\n' for i in range(1500)))
    yield "missing_braces", fill(lambda i: f'rule "{i}" r{i} {{ title "t" level L1 require host.up\n')
    yield "stray_words", fill(lambda i: f"foo bar{i} baz\n")
    yield "overlap", fill(lambda i: rule(f"when host.n in {i}..{i + 5000} require host.n == {i}", i))
    yield "given_conflicts", fill(lambda i: f'given host.users[{i}] = {{ name = "a" }}\n', BODY + rule("require host.up") + 'test "t" { ', 'expect "1" unknown }\n')
    yield "json_like", fill(lambda i: f'{{"a{i}": [1, 2, {{"b": null}}]}},\n', "")
    yield "nested_types", BODY + fill("list of ", "record z { a : ", "int }\n", SIZE - len(BODY))
    yield "nested_if", fill(lambda i: "(" * 60 + "host.up" + ")" * 60 + "\n require ", require, "host.up }\n")
    yield "nested_sets", fill(lambda i: "{ x for x in host.words where x in " * 30 + "host.tags" + " }" * 30 + " == host.tags\n require ", require, "host.up }\n")


def bound():
    """Far above what is allowed, so that a fault ends without harm to the machine."""
    resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))


def run(mps, source, folder):
    path = pathlib.Path(folder) / "hostile.mps"
    path.write_bytes(source.encode())
    process = subprocess.Popen([mps, "check", str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
                               preexec_fn=bound)
    timer = threading.Timer(300, process.kill)
    timer.start()
    _, status, usage = os.wait4(process.pid, 0)
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    mps = sys.argv[1]
    seconds, megabytes = (float(sys.argv[2]) if len(sys.argv) > 2 else 2.0), (float(sys.argv[3]) if len(sys.argv) > 3 else 256.0)
    wanted = set(sys.argv[4:])
    faults = count = 0
    worst_time = worst_memory = (0.0, "")
    with tempfile.TemporaryDirectory() as folder:
        for name, source in shapes():
            if wanted and name not in wanted:
                continue
            code, cpu, memory = run(mps, source, folder)
            count += 1
            bad = code not in (0, 3) or cpu > seconds or memory > megabytes
            faults += bad
            worst_time, worst_memory = max(worst_time, (cpu, name)), max(worst_memory, (memory, name))
            if bad or wanted:
                print(f"{'FAIL' if bad else 'ok'} {name}: exit {code}, {cpu:.2f} s, {memory:.0f} MB, {len(source.encode())} bytes", flush=True)
    print(f"slowest: {worst_time[1]}, {worst_time[0]:.2f} s; largest: {worst_memory[1]}, {worst_memory[0]:.0f} MB")
    print(f"{count - faults} passed, {faults} failed")
    sys.exit(1 if faults or not count else 0)


main()
