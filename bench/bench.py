#!/usr/bin/env python3
"""Measures the engine against hand-written C++ doing the same, in one run: ./dev bench, or bench.py --build BUILD [--work DIR].

The workload is our own (workload.py). With BENCH_BUILD, a folder that ../shared/bench/prepare.sh filled, it is that one, and
its anchors are measured too; with BENCH_NPM, a folder with the npm peers, so are they. Anchors are built with g++ from
anchor/ and the rules. Every verdict is compared with expected.json; one that is wrong ends the run. Each engine runs
--rounds times, by turns, and the best of its medians counts: ratios travel between machines, times do not.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys

import scaling
import workload
from report import print_rows, print_stages, print_targets, print_token

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
SHARED = ROOT.parent / "shared" / "bench"
PEERS = [("V8 functions", "jsfn", "policy.js", "evidence.json"), ("ajv", "ajv", "policy.schema.json", "evidence.json"),
         ("cel-js", "cel-js-marcbachmann", "policy.cel", "evidence.json"), ("bufbuild cel", "bufbuild-cel", "policy.cel", "evidence.json"),
         ("cedar (wasm)", "cedar-wasm", "policy.cedar", "evidence.cedar.json"), ("zen", "zen", "policy.zen.json", "evidence.json")]
PARTIAL = {"cedar (wasm)"}  # says nothing of rules that it cannot express


def build_anchor(folder, kind):
    """anchor/ compiled with this folder's rules, unless that is done already."""
    source, binary = folder / "anchor.cpp", folder / f"anchor_{kind}"
    text = subprocess.run([sys.executable, HERE / "anchor/make_policy.py", folder / "rules.json"], capture_output=True, text=True, check=True).stdout
    parts = [HERE / "anchor/anchor.cpp", HERE / "anchor/document.h"]
    if not source.exists() or source.read_text() != text:
        source.write_text(text)
    if binary.exists() and all(binary.stat().st_mtime > part.stat().st_mtime for part in [source, *parts]):
        return binary
    flags = ["-DANCHOR_STRICT"] if kind == "strict" else []
    subprocess.run(["g++", "-std=c++20", "-O2", "-march=native", *flags, f"-I{HERE}/anchor", parts[0], source, "-o", binary, "-lsimdjson", "-lre2"], check=True)
    return binary


def make_policy(folder):
    text = subprocess.run([sys.executable, HERE / "to_mps.py", folder / "rules.json"], capture_output=True, text=True, check=True).stdout
    (folder / "policy.mps").write_text(text)


class Driver:
    """One command of the drivers' contract: CMD MODE POLICY EVIDENCE SECONDS VERDICTS_OUT."""

    def __init__(self, name, command, policy, evidence="evidence.json", partial=False):
        self.name, self.command, self.policy, self.evidence, self.partial = name, command, policy, evidence, partial
        self.best, self.why_not = None, None

    def run(self, folder, seconds, timeout=120):
        verdicts = folder / f"verdicts.{''.join(c if c.isalnum() else '_' for c in self.name)}.json"
        command = [*self.command, folder / self.policy, folder / self.evidence, str(seconds), verdicts]
        with subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            try:
                out, error = process.communicate(timeout=timeout)
            except subprocess.TimeoutExpired:
                process.kill()
                self.why_not = f"takes more than {timeout} s"
                return
        if process.returncode != 0:
            self.why_not = (error.strip().splitlines() or [f"exit {process.returncode}"])[-1][-120:]
            return
        measured = json.loads(out.strip().splitlines()[-1])
        self.compare(json.loads((folder / "expected.json").read_text()), json.loads(verdicts.read_text()))
        measured = {k: v for k, v in measured.items() if isinstance(v, (int, float))}
        self.best = {k: min(v, self.best[k]) for k, v in measured.items()} if self.best else measured

    def compare(self, expected, found):
        wrong = [i for i in expected if (i in found or not self.partial) and expected[i] != found.get(i, False)]
        if wrong:
            sys.exit(f"bench: {self.name} is wrong about {len(wrong)} rules: {' '.join(wrong[:10])}")


def drivers(build, folder, size):
    yield Driver("anchor, lax", [build_anchor(folder, "lax"), "lax"], "rules.json")
    yield Driver("anchor, strict", [build_anchor(folder, "strict"), "strict"], "rules.json")
    for mode in ("interpreter", "jit", "aot", "cbor", "cbor-jit"):
        yield Driver(f"mps {mode}", [build / "bench/mps_bench", mode], "policy.mps")
    other = pathlib.Path(os.environ.get("BENCH_BUILD", "/nowhere"))
    if (other / f"cxx_bench_{size}").exists():
        yield Driver("shared anchor, lax", [other / f"cxx_bench_{size}", "x"], "policy.cc")
        if os.environ.get("BENCH_NPM"):
            for name, mode, policy, evidence in PEERS:
                yield Driver(name, ["node", SHARED / "engines/js/bench.mjs", mode], policy, evidence, name in PARTIAL)


def posture(build, work, size, arguments):
    """All engines over the workload of that size; name -> Driver."""
    folder = work / str(size)
    other = os.environ.get("BENCH_BUILD")
    if other:
        folder = pathlib.Path(other) / "out" / str(size)
        if not (folder / "rules.json").exists():
            sys.exit(f"bench: {folder} has no rules.json: run ../shared/bench/prepare.sh, or leave BENCH_BUILD out")
    else:
        workload.write(folder, size, 1, 1.0)
    make_policy(folder)
    engines = list(drivers(build, folder, size))
    for _ in range(arguments.rounds):
        for engine in engines:
            if engine.why_not is None:
                engine.run(folder, arguments.secs)
    return folder, {engine.name: engine for engine in engines}


def token(build, folder, engines, arguments):
    """Microseconds from evidence to a signed token, and of what nobody can do without; anchor and engine by turns."""
    anchor = engines["anchor, strict"]
    found = {}
    for _ in range(arguments.rounds):
        anchor.run(folder, arguments.secs)
        for mode in ("cwt", "cwt-jit"):
            measured = scaling.run_json([build / "bench/mps_bench", mode, folder / "policy.mps", folder / "evidence.json", arguments.secs])
            for name, value in ((mode, measured["cwt_us"]), ("hash", measured["hash_us"]), ("sign", measured["sign_us"])):
                found[name] = min(value, found.get(name, value))
    found["anchor"] = anchor.best["eval_parse_us"]
    found["floor"] = found["anchor"] + found["hash"] + found["sign"]
    return found


def stages(build, folder):
    """Microseconds of processor time by stage, from Google Benchmark; nothing where it was not installed at build time."""
    program = build / "bench/mps_stages"
    if not program.exists():
        return {}
    out = subprocess.run([program, folder / "policy.mps", folder / "evidence.json", "--benchmark_format=json", "--benchmark_repetitions=3",
                          "--benchmark_min_time=0.2"], capture_output=True, text=True, check=True).stdout
    best = {}
    for run in json.loads(out)["benchmarks"]:
        if run.get("run_type") == "iteration":
            best[run["name"].split("/repeats")[0]] = min(run["cpu_time"], best.get(run["name"].split("/repeats")[0], 1e18))
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--work", type=pathlib.Path, help="where the workload and the anchors go (default: BUILD/bench-work)")
    parser.add_argument("--sizes", default="25,250,2500")
    parser.add_argument("--secs", type=float, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--scaling", action="store_true", help="only the scaling table: rules, documents, sets")
    parser.add_argument("--batch", action="store_true", help="only the batch: a million documents on one core and on two")
    parser.add_argument("--json", type=pathlib.Path, help="write the figures here, too")
    arguments = parser.parse_args()
    build = arguments.build.resolve()
    work = (arguments.work or build / "bench-work").resolve()
    work.mkdir(parents=True, exist_ok=True)
    if arguments.scaling:
        scaling.run(build, work, arguments.secs)
        return
    if arguments.batch:
        scaling.batch(build, work, 1000000)
        return
    results = {}
    for size in map(int, arguments.sizes.split(",")):
        folder, engines = posture(build, work, size, arguments)
        results[size] = {name: engine.best for name, engine in engines.items() if engine.best}
        print_rows(size, engines)
        if size == 250:
            results["token"] = token(build, folder, engines, arguments)
            print_token(results["token"])
            results["stages"] = stages(build, folder)
    results["ima"] = scaling.ima(build, work)
    results["batch"] = scaling.batch(build, work, 100000)
    print_stages(results.get("stages", {}))
    print_targets(results)
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
