#!/usr/bin/env python3
"""Every engine and the hand-written anchor give the verdicts of a measurement list: ima_test.py MPS_BENCH IMA_ANCHOR

The list is made here from a seed: known files, files with another digest, unknown ones, excluded ones, violations, lines whose
template hash is not that of their data. What is expected is computed from its text by `expect`, which shares nothing with the
maker's bookkeeping, the engine or the anchor. A list with one octet changed has to be noticed."""
import collections
import hashlib
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

MPS_BENCH, ANCHOR = (pathlib.Path(a).resolve() for a in sys.argv[1:3])
ENGINES = ("interpreter", "jit", "aot")
ENTRIES, MEMBERS, PATTERNS = 2000, 5000, 20
FORMS = (r"/tmp/build%d/.*", r"/var/lib/layer%d/[0-9a-f]+/.*", r"/home/[^/]+/\.cache/app%d.*", r"/var/tmp/(in|out)%d\.(sh|pl)")


# ---------------------------------------------------------------- the list
def template_data(digest, path):
    fields = (b"sha256:\0" + bytes.fromhex(digest), path.encode() + b"\0")
    return b"".join(len(field).to_bytes(4, "little") + field for field in fields)


def make(folder, seed):
    pick = random.Random(f"ima test {seed}")
    known = {f"/usr/{pick.choice(('bin', 'lib', 'sbin'))}/file {i}" if i % 97 == 0 else f"/usr/lib/f{i:05}.so": f"{pick.getrandbits(256):064x}" for i in range(MEMBERS)}
    paths = list(known)
    kinds = pick.choices(("known", "changed", "unknown", "excluded", "near", "violation", "wrong"), (90, 3, 2, 2, 1, 1, 1), k=ENTRIES)
    lines = []
    for number, kind in enumerate(kinds):
        path = pick.choice(paths)
        digest = known[path] if kind in ("known", "wrong") else f"{pick.getrandbits(256):064x}"
        if kind == "unknown":
            path = f"/opt/found {number}"
        elif kind == "excluded":
            path = f"/tmp/build{4 * pick.randrange(PATTERNS // 4)}/object {number}"
        elif kind == "near":  # a pattern is anchored at the start of the path
            path = f"/srv/tmp/build0/{number}"
        hashed = hashlib.sha1(template_data(digest, path)).hexdigest()
        if kind == "wrong":
            hashed = hashed[:-1] + ("0" if hashed[-1] != "0" else "1")
        if kind == "violation":
            hashed, digest = "0" * 40, "0" * 64
        lines.append(f"10 {hashed} ima-ng sha256:{digest} {path}\n")
    (folder / "ima.log").write_text("".join(lines), encoding="ascii")
    allowlist = {"digests": {p: [d] for p, d in known.items()}, "excludes": [FORMS[i % len(FORMS)] % i for i in range(PATTERNS)]}
    (folder / "allowlist.json").write_text(json.dumps(allowlist))


# ---------------------------------------------------------------- what is right
def expect(folder):
    allowlist = json.loads((folder / "allowlist.json").read_text())
    found = collections.Counter()
    registers = {"sha1": bytes(20), "sha256": bytes(32)}
    for line in (folder / "ima.log").read_text(encoding="ascii").splitlines():
        pcr, listed, template, digest, path = line.split(" ", 4)
        assert (pcr, template, digest[:7]) == ("10", "ima-ng", "sha256:")
        data = template_data(digest[7:], path)
        violation = set(listed) == {"0"}
        for name, value in registers.items():
            extended = b"\xff" * len(value) if violation else hashlib.new(name, data).digest()
            registers[name] = hashlib.new(name, value + extended).digest()
        if violation:
            found["violations"] += 1
            continue
        found["mismatches"] += hashlib.sha1(data).hexdigest() != listed
        if digest[7:] not in allowlist["digests"].get(path, ()):
            found["excluded" if any(re.match(e, path) for e in allowlist["excludes"]) else "bad"] += 1
    counts = {name: found[name] for name in ("bad", "excluded", "violations", "mismatches")}
    return {**counts, "pcr": [f"{name}:{value.hex()}" for name, value in registers.items()]}


def verdicts(expected):
    word = {True: "pass", False: "fail"}
    return {"bad": word[expected["bad"] == 0], "excluded": word[expected["excluded"] == 0],
            "mismatches": word[expected["mismatches"] == 0 and expected["violations"] == 0]}


# ---------------------------------------------------------------- engines and anchor
def run(*command):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=60)
    return json.loads(done.stdout) if done.returncode == 0 else done.stderr.strip()


def differences(folder, expected):
    for engine in ENGINES:
        measured = run(MPS_BENCH, "ima", folder, engine)
        if isinstance(measured, str):
            yield f"{engine}: {measured}"
            continue
        due = {**expected, "verdicts": verdicts(expected), "variant": f"mps {engine}"}
        yield from (f"{engine}: {k} is {measured.get(k)}, expected {v}" for k, v in due.items() if measured.get(k) != v)
    measured = run(ANCHOR, folder)
    if isinstance(measured, str):
        yield f"anchor: {measured}"
    else:
        yield from (f"anchor: {k} is {measured.get(k)}, expected {v}" for k, v in expected.items() if measured.get(k) != v)


def notices(folder, expected):
    """Every engine and the anchor have to differ from what was right for another list, in counts and in registers."""
    log = folder / "ima.log"
    text = log.read_text(encoding="ascii")
    log.write_text(text.replace("/opt/found ", "/opt/found_", 1), encoding="ascii")
    told = list(differences(folder, expected))
    return all(any(t.startswith(f"{who}: pcr") for t in told) and any(t.startswith(f"{who}: mismatches") for t in told) for who in (*ENGINES, "anchor"))


def main():
    faults = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        make(folder, 1)
        expected = expect(folder)
        assert all(expected[k] > 3 for k in ("bad", "excluded", "violations", "mismatches")), expected
        faults += differences(folder, expected)
        if not faults and not notices(folder, expected):
            faults.append("a changed list is not noticed")
        # Nothing wrong: the same files without what is not known, so that the rules pass too.
        kept = [line for line in (folder / "ima.log").read_text(encoding="ascii").splitlines(True) if " /usr/lib/f" in line]
        known = json.loads((folder / "allowlist.json").read_text())["digests"]
        fine = [line for line in kept if line.split(" ", 4)[3][7:] in known[line.rstrip().split(" ", 4)[4]]
                and hashlib.sha1(template_data(line.split(" ", 4)[3][7:], line.rstrip().split(" ", 4)[4])).hexdigest() == line.split(" ")[1]]
        (folder / "ima.log").write_text("".join(fine), encoding="ascii")
        clean = expect(folder)
        assert verdicts(clean) == dict.fromkeys(("bad", "excluded", "mismatches"), "pass"), clean
        faults += differences(folder, clean)
    print("\n".join(faults) or f"{', '.join(ENGINES)} and the anchor agree: {expected}; and on {len(fine)} lines with nothing wrong")
    sys.exit(1 if faults else 0)


main()
