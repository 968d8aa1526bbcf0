#!/usr/bin/env python3
"""Bundles: time to the first verdict, memory of one evaluation, and sets of millions.

  bundle.py BUILD [--members N] [--folder DIR]
BUILD is the build folder (mps, mps_bundle_bench). Makes a bundle of debian-cis and one with a pinned set of N digests
(default 5,000,000: 325 MB of text, 160 MB of bundle, in --folder or a temporary folder), and measures both.
"""
import argparse
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]


def measured(*words, exits=(0,)):
    """Standard output, seconds of the clock and of the processor, and peak resident memory in MB of one command, as time(1)
    has them: a child of this process would be charged with the memory of the interpreter it was forked from."""
    with tempfile.NamedTemporaryFile("r") as file:
        done = subprocess.run(["/usr/bin/time", "-q", "-f", "%e %U %S %M", "-o", file.name, *map(str, words)], stdout=subprocess.PIPE, text=True)
        if done.returncode not in exits:
            sys.exit(f"{' '.join(map(str, words))}: exit {done.returncode}\n{done.stdout}")
        clock, user, system, kilobytes = map(float, file.read().split())
    return done.stdout, clock, user + system, kilobytes / 1024


def line(what, seconds, processor, memory):
    print(f"{what:<42} {seconds * 1e3:10.1f} ms ({processor * 1e3:.1f} of the processor), {memory:.1f} MB")


def pinned(folder, members):
    """A definition over a pinned set of digests, and evidence with one of them."""
    whole = hashlib.sha256()
    with open(folder / "allow.txt", "wb") as file:
        for first in range(0, members, 100000):
            block = "".join(hashlib.sha256(str(2 * i).encode()).hexdigest() + "\n" for i in range(first, min(first + 100000, members))).encode()
            whole.update(block)
            file.write(block)
    (folder / "big.mps").write_text(f"""mps "Big" version 1.0.0 language 1
schema host {{ files : list of digest }}
environment h : host
level L1
set allow of digest from "allow.txt" sha256'{whole.hexdigest()}'
rule "1" files {{ title "Files are known" level L1 require all f in h.files : f in allow }}
""")
    digest = hashlib.sha256(b"2").hexdigest()
    (folder / "one.json").write_text(json.dumps({"mps_evidence": 1, "collected_at": 1767225600, "environments": {"h": {
        "schema": "host@1", "claims": {"files": ["sha256:" + digest]}, "state": {"": "complete"}}}}))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--members", type=int, default=5_000_000)
    parser.add_argument("--folder", type=pathlib.Path)
    arguments = parser.parse_args()
    mps, bench = (next(p for p in (arguments.build / n, arguments.build / "bench" / n) if p.exists()) for n in ("mps", "mps_bundle_bench"))
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.folder or pathlib.Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        print("# debian-cis, from a bundle, interpreter")
        subprocess.run([mps, "build", ROOT / "mps-defs/mps-project/debian-cis/debian-cis.mps", "-o", folder / "cis.mpsb"], check=True, stdout=subprocess.DEVNULL)
        (folder / "cis.json").write_text(json.dumps({"mps_evidence": 1, "collected_at": 1767225600, "environments": {}}))
        print(subprocess.run([bench, "first", folder / "cis.mpsb", "L1", folder / "cis.json", "51"], check=True, capture_output=True, text=True).stdout, end="")
        _, *took = measured(bench, "first", folder / "cis.mpsb", "L1", folder / "cis.json", 1)
        line("one evaluation, whole process", *took)
        _, *took = measured(mps, "eval", folder / "cis.mpsb", "--level", "L1", "--evidence", folder / "cis.json", exits=(0, 1, 4))
        line("mps eval, whole process", *took)
        print(f"\n# {arguments.members} digests in a pinned file")
        pinned(folder, arguments.members)
        out, *took = measured(mps, "build", folder / "big.mps", "-o", folder / "big.mpsb", "--format", "json")
        octets = json.loads(out)["octets"]
        line("mps build", *took)
        print(f"{'bundle':<42} {octets} octets, {octets / (32 * arguments.members):.4f} of its members' own")
        print(subprocess.run([bench, "probes", folder / "big.mpsb", str(arguments.members), "1000"], check=True, capture_output=True, text=True).stdout, end="")
        _, *took = measured(mps, "eval", folder / "big.mpsb", "--level", "L1", "--evidence", folder / "one.json")
        line("mps eval of one digest, whole process", *took)


main()
