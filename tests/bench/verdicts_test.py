#!/usr/bin/env python3
"""The driver's verdicts are those of the workload's reference: verdicts_test.py MPS_BENCH SHARED.

Our own workload always; that of SHARED/bench too, at 25, 250 and 2,500 rules and for several seeds, where it is there. Every
mode that the driver has is held against the same verdicts."""
import json
import pathlib
import subprocess
import sys
import tempfile

MPS_BENCH, SHARED = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
BENCH = pathlib.Path(__file__).resolve().parents[2] / "bench"
sys.path.insert(0, str(BENCH))
import workload  # noqa: E402

MODES = ("interpreter", "cbor", "jit", "aot")
OWN = ((25, 1, 1.0), (250, 1, 1.0), (2500, 1, 1.0), (250, 2, 0.1), (250, 3, 3.0), (60, 4, 0.02))
OTHER = ((25, 42), (250, 42), (2500, 42), (250, 7), (250, 1234), (100, 99))


def python(*words):
    return subprocess.run([sys.executable, "-B", *map(str, words)], check=True, capture_output=True, text=True).stdout


def wrong_ids(folder, command):
    """Rules about which the command is wrong; None where it says that it has not got the mode."""
    out = folder / "found.json"
    done = subprocess.run([*map(str, command), "0", str(out)], capture_output=True, text=True, timeout=300)
    if done.returncode == 2 and "not supported" in done.stderr:
        return None
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: exit {done.returncode}: {done.stderr[-600:]}")
    figures = json.loads(done.stdout)
    assert all(figures[k] > 0 for k in ("compile_us", "eval_us", "parse_us", "eval_parse_us")), figures
    expected, found = json.loads((folder / "expected.json").read_text()), json.loads(out.read_text())
    assert expected and set(found) == set(expected), "the ids are not those of the rules"
    return [i for i in expected if expected[i] is not found[i]]


def check(name, folder):
    (folder / "policy.mps").write_text(python(BENCH / "to_mps.py", folder / "rules.json"))
    missing, faults = [], 0
    for mode in MODES:
        wrong = wrong_ids(folder, [MPS_BENCH, mode, folder / "policy.mps", folder / "evidence.json"])
        if wrong is None:
            missing.append(mode)
        elif wrong:
            print(f"{name}, {mode}: wrong about {len(wrong)} rules: {' '.join(wrong[:10])}")
            faults += 1
    expected = json.loads((folder / "expected.json").read_text())
    print(f"{name}: {len(expected)} rules, {sum(expected.values())} hold" + (f"; not supported: {', '.join(missing)}" if missing else ""))
    return faults


def notices_a_fault(folder):
    """A reference that says something else has to be noticed."""
    text = (folder / "expected.json").read_text()
    changed = json.loads(text)
    first = next(iter(changed))
    changed[first] = not changed[first]
    (folder / "expected.json").write_text(json.dumps(changed))
    wrong = wrong_ids(folder, [MPS_BENCH, "interpreter", folder / "policy.mps", folder / "evidence.json"])
    (folder / "expected.json").write_text(text)
    return wrong == [first]


def main():
    faults = 0
    with tempfile.TemporaryDirectory() as scratch:
        for rules, seed, scale in OWN:
            folder = pathlib.Path(scratch) / f"own-{rules}-{seed}"
            workload.write(folder, rules, seed, scale)
            faults += check(f"own workload, {rules} rules, seed {seed}, scale {scale}", folder)
        if not notices_a_fault(folder):
            sys.exit("a wrong verdict is not noticed")
        generator = SHARED / "bench" / "gen.py"
        if not generator.exists():
            print(f"skipped: the shared workload, {generator} is not there")
        else:
            for rules, seed in OTHER:
                folder = pathlib.Path(scratch) / f"shared-{rules}-{seed}"
                python(generator, folder, "--rules", rules, "--seed", seed)
                faults += check(f"shared workload, {rules} rules, seed {seed}", folder)
    sys.exit(1 if faults else 0)


main()
