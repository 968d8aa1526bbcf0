#!/usr/bin/env python3
"""Measures whole commands: time and peak memory of collecting, checking, appraising, signing and verifying.

  run.py --mps build/mps [--root DIR] [--runs 15] [--format json]
Every figure is of a fresh process. Ratios are against `true`, started the same way in the same run, so that they travel
between machines. Where oscap and a datastream are installed (packages openscap-scanner and ssg-debian; or --oscap DS.xml),
it scans the same tree for comparison. Debian 12 has no content of its own for itself: the newest Debian content is taken,
without the clauses that would make it not applicable, and says so with its number of rules.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import peak

ROOT = pathlib.Path(__file__).resolve().parents[1]
CONTENT = pathlib.Path("/usr/share/xml/scap/ssg/content")
DEFINITION = ROOT / "mps-defs/mps-project/debian-cis/debian-cis.mps"


def once(command):
    """Wall seconds, CPU seconds and exit code of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    return wall, usage.ru_utime + usage.ru_stime, process.returncode


def measure(name, command, runs, build, allowed=(0, 1, 4)):
    """Times of `runs` runs; the memory of one more, which a small process starts (peak.py)."""
    samples = [once(command) for _ in range(runs)]
    codes = {s[2] for s in samples}
    if not codes <= set(allowed):
        sys.exit(f"bench: {name} ended with {sorted(codes)}: {' '.join(map(str, command))}")
    walls = [s[0] for s in samples]
    return {"name": name, "ms_min": min(walls) * 1e3, "ms_median": statistics.median(walls) * 1e3, "ms_max": max(walls) * 1e3,
            "cpu_ms": statistics.median(s[1] for s in samples) * 1e3, "peak_mb": peak.run(build, command).peak_mb}


def rows(arguments, work):
    mps, definition = arguments.mps, str(DEFINITION)
    evidence, key, token, nonce = work / "evidence.cbor", work / "key.pem", work / "token.cwt", "00112233445566778899aabbccddeeff"
    base = ["--level", "L2", "--evidence", str(evidence)]
    collect = [mps, "collect", "--for", definition, "--root", arguments.root, "-o", str(evidence)]
    yield measure("true (start of a process)", ["true"], arguments.runs, arguments.build)
    yield measure(f"collect --root {arguments.root}", collect, max(3, arguments.runs // 5), arguments.build)
    subprocess.run([mps, "keygen", "-o", str(key)], check=True, stdout=subprocess.DEVNULL)
    yield measure("check debian-cis", [mps, "check", definition], arguments.runs, arguments.build)
    yield measure("eval debian-cis L2, CBOR", [mps, "eval", definition, *base], arguments.runs, arguments.build)
    attest = [mps, "attest", definition, *base, "--key", str(key), "--nonce", nonce, "--ueid", "0100112233445566", "--token", "cwt", "-o", str(token)]
    yield measure("attest debian-cis L2, ES256 CWT", attest, arguments.runs, arguments.build)
    yield measure("verify", [mps, "verify", str(token), "--key", str(work / "key.pub.pem"), "--nonce", nonce], arguments.runs, arguments.build)
    datastream = arguments.oscap or next(iter(sorted(CONTENT.glob("ssg-debian*-ds.xml"), reverse=True)), None)
    if shutil.which("oscap") is None or datastream is None:
        print("oscap or its datastream is not installed: no comparison", file=sys.stderr)
        return
    yield from oscap_rows(arguments, work, pathlib.Path(datastream))


def oscap_rows(arguments, work, datastream):
    text = datastream.read_text(encoding="utf-8")
    anywhere = work / datastream.name
    anywhere.write_text(re.sub(r"<(xccdf-1.2:)?platform idref=\"cpe:/o:debian[^\"]*\"/>", "", text), encoding="utf-8")
    environment = dict(os.environ, OSCAP_PROBE_ROOT=str(pathlib.Path(arguments.root).resolve()))
    scan = ["oscap", "xccdf", "eval", "--profile", arguments.profile, str(anywhere)]
    done = subprocess.run(scan, env=environment, capture_output=True, text=True)
    rules = len(re.findall(r"^Result", done.stdout, re.M))
    if not rules:
        sys.exit(f"bench: oscap judged no rule: {done.stderr[-400:]}")
    os.environ.update(environment)
    yield measure(f"oscap {datastream.stem}, {rules} rules", scan, 3, arguments.build, allowed=(0, 2))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mps", required=True)
    parser.add_argument("--root", default="/")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--oscap", help="a datastream for oscap, in place of the installed one")
    parser.add_argument("--profile", default="xccdf_org.ssgproject.content_profile_anssi_np_nt28_high")
    parser.add_argument("--format", choices=("human", "json"), default="human")
    arguments = parser.parse_args()
    arguments.build = pathlib.Path(arguments.mps).resolve().parent
    with tempfile.TemporaryDirectory() as work:
        results = list(rows(arguments, pathlib.Path(work)))
    if arguments.format == "json":
        print(json.dumps(results, indent=2))
        return
    base = results[0]["ms_median"]
    print(f"{'what':40} {'min ms':>9} {'median':>9} {'max':>9} {'x true':>8} {'cpu ms':>9} {'peak MB':>8}")
    for r in results:
        print(f"{r['name']:40} {r['ms_min']:9.1f} {r['ms_median']:9.1f} {r['ms_max']:9.1f} {r['ms_median'] / base:8.1f} {r['cpu_ms']:9.1f} {r['peak_mb']:8.1f}")


main()
