#!/usr/bin/env python3
"""The posture workload on native code: workload.py MPS_BENCH SHARED. The verdicts of gen.py's reference, at 25 and 250 rules."""
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main():
    bench, shared = sys.argv[1], pathlib.Path(sys.argv[2])
    generator = shared / "bench/gen.py"
    if not generator.exists():
        print("skipped: no workload generator in", shared)
        sys.exit(77)
    with tempfile.TemporaryDirectory() as work:
        for size in (25, 250):
            folder = pathlib.Path(work) / str(size)
            subprocess.run([sys.executable, "-B", str(generator), str(folder), "--rules", str(size), "--seed", "7"], check=True,
                           stdout=subprocess.DEVNULL)
            policy = folder / "policy.mps"
            policy.write_bytes(subprocess.run([sys.executable, "-B", str(ROOT / "bench/to_mps.py"), str(folder / "rules.json")],
                                              check=True, capture_output=True).stdout)
            expected = json.loads((folder / "expected.json").read_text())
            for mode in ("jit0", "jit", "jit2", "aot"):
                out = folder / "verdicts.json"
                subprocess.run([bench, mode, str(policy), str(folder / "evidence.json"), "0.01", str(out)], check=True,
                               stdout=subprocess.DEVNULL)
                got = json.loads(out.read_text())
                unlike = [rule for rule in expected if got.get(rule) != expected[rule]]
                if unlike or len(got) != len(expected):
                    sys.exit(f"{size} rules, {mode}: {len(unlike)} verdicts differ, {unlike[:5]}")
                print(f"{size} rules, {mode}: {len(expected)} verdicts agree")


main()
