"""How the engine scales: rules, size of the document, size of sets, number of documents. Parts of bench.py."""
import hashlib
import json
import os
import pathlib
import random
import re
import subprocess
import sys

import ima_workload
import peak
import workload

HERE = pathlib.Path(__file__).resolve().parent


def driver(build, mode, policy, evidence, seconds, verdicts):
    """The measured figures, with the peak memory of the process in MB; the last line of its complaint where it fails."""
    taken = peak.run(build, [build / "bench/mps_bench", mode, policy, evidence, str(seconds), verdicts])
    if taken.code != 0:
        return (taken.error.strip().splitlines() or [f"exit {taken.code}"])[0][:140]
    return {**json.loads(taken.out.strip().splitlines()[-1]), "peak_mb": taken.peak_mb}


def prepare(work, name, rules, scale):
    """A workload of that shape; the folder, the document's size and the verdicts that are right."""
    folder = work / "scaling" / name
    size, _ = workload.write(folder, rules, 1, scale)
    text = subprocess.run([sys.executable, HERE / "to_mps.py", folder / "rules.json"], capture_output=True, text=True, check=True).stdout
    (folder / "policy.mps").write_text(text)
    return folder, size


def checked(folder):
    expected, found = (json.loads((folder / name).read_text()) for name in ("expected.json", "verdicts.json"))
    wrong = [i for i in expected if expected[i] != found.get(i, False)]
    if wrong:
        sys.exit(f"bench: {folder}: wrong about {len(wrong)} rules: {' '.join(wrong[:10])}")


def by_rules(build, work, seconds):
    """Up to what one source may hold (docs/decisions/0018); 25,000 rules of this kind are refused, by name of the limit."""
    print(f"\n{'rules, a document of 69 KB':30} {'compile ms':>11} {'us a rule':>10} {'judge us':>10} {'ns a rule':>10} {'peak MB':>8} {'code ms':>9}")
    for rules in (25, 250, 2500, 7000, 25000):
        folder, _ = prepare(work, f"rules{rules}", rules, 1.0)
        for mode in ("interpreter", "jit"):
            m = driver(build, mode, folder / "policy.mps", folder / "evidence.json", seconds, folder / "verdicts.json")
            name = f"{rules:,}{', native code' if mode == 'jit' else ''}"
            if isinstance(m, str):
                print(f"{name:30} {m}")
                break
            checked(folder)
            code = f"{m['jit_cpu_us'] / 1e3:9.0f}" if "jit_cpu_us" in m else f"{'':9}"
            print(f"{name:30} {m['compile_us'] / 1e3:11.1f} {m['compile_us'] / rules:10.1f} {m['eval_us']:10.1f} {m['eval_us'] / rules * 1e3:10.1f} {m['peak_mb']:8.1f} {code}")


def by_document(build, work, seconds):
    print(f"\n{'document, 250 rules':30} {'decode us':>11} {'ns a byte':>10} {'judge us':>10} {'ns a byte':>10} {'peak MB':>8} {'of size':>8}")
    for scale in (0.1, 1, 10, 100, 1000):
        folder, size = prepare(work, f"document{scale}", 250, scale)
        for mode in ("interpreter", "cbor"):
            m = driver(build, mode, folder / "policy.mps", folder / "evidence.json", seconds, folder / "verdicts.json")
            name = f"{size / 1e3:,.0f} KB of JSON{', as CBOR' if mode == 'cbor' else ''}"
            if isinstance(m, str):
                print(f"{name:30} {m}")
                continue
            checked(folder)
            print(f"{name:30} {m['parse_us']:11,.0f} {m['parse_us'] / size * 1e3:10.2f} {m['eval_us']:10,.0f} {m['eval_us'] / size * 1e3:10.2f} "
                  f"{m['peak_mb']:8.1f} {m['peak_mb'] * 1e6 / size if size > 1e6 else float('nan'):8.1f}")
        (folder / "evidence.json").unlink()


SET_POLICY = """mps "Set-Probe" version 1.0.0 language 1
schema seen {{ digests : list of digest }}
environment e : seen complete
level all_rules
set known of digest from "known.txt" sha256'{digest}'
rule "r0" known {{ title "known" level all_rules  require all d in e.digests : d in known }}
"""


def by_set(build, work, seconds):
    print(f"\n{'set of digests, 1,000 probes':30} {'compile ms':>11} {'us a member':>12} {'judge us':>10} {'ns a probe':>11} {'peak MB':>8} {'of size':>8}")
    folder = work / "scaling" / "set"
    folder.mkdir(parents=True, exist_ok=True)
    for members in (10, 1000, 100000, 1000000, 5000000):
        pinned, one = hashlib.sha256(), hashlib.sha256
        with open(folder / "known.txt", "wb") as file:
            for begin in range(0, members, 100000):
                block = "".join(f"sha256:{one(b'%d' % i).hexdigest()}\n" for i in range(begin, min(begin + 100000, members))).encode()
                file.write(block)
                pinned.update(block)
        (folder / "policy.mps").write_text(SET_POLICY.format(digest=pinned.hexdigest()))
        pick = random.Random(members)
        probes = ["sha256:" + one(b"%d" % pick.randrange(members)).hexdigest() for _ in range(1000)]
        (folder / "evidence.json").write_text(json.dumps({"digests": probes}))
        m = driver(build, "interpreter", folder / "policy.mps", folder / "evidence.json", min(seconds, 0.3), folder / "verdicts.json")
        if isinstance(m, str):
            print(f"{members:<30,} {m}")
            continue
        if json.loads((folder / "verdicts.json").read_text()) != {"r0": True}:
            sys.exit("bench: a member of a set is not found")
        print(f"{members:<30,} {m['compile_us'] / 1e3:11.1f} {m['compile_us'] / members:12.2f} {m['eval_us']:10.1f} {m['eval_us']:11.1f} {m['peak_mb']:8.1f} "
              f"{m['peak_mb'] * 1e6 / (members * 32):8.1f}")
    (folder / "known.txt").unlink()


def run(build, work, seconds):
    by_rules(build, work, seconds)
    by_document(build, work, seconds)
    by_set(build, work, seconds)


# ---------------------------------------------------------------- many documents
def batch_once(build, policy, documents, cpus, jobs, engine):
    command = ["taskset", "-c", cpus, build / "mps", "eval", policy, "--level", "all_rules", "--batch", documents, "--jobs", str(jobs),
               "--engine", engine, "--jit-cache", "none"]
    taken = peak.run(build, command, 400)
    counted = re.search(r"documents +(\d+)", taken.out)
    if taken.code not in (0, 1) or counted is None:
        sys.exit(f"bench: the batch ended with {taken.code}: {taken.error[-300:]}")
    return taken.wall, taken.cpu, taken.peak_mb, int(counted.group(1))


def batch(build, work, documents, rounds=1):
    """Small documents of the workload, 250 rules: one worker on one processor, and two on two, in the interpreter and with native code
    that comes on the way (which costs LLVM's memory, once)."""
    folder, _ = prepare(work, "batch", 250, 1.0)
    lines = "\n".join(json.dumps(workload.Maker(seed).document(0.02), separators=(",", ":")) for seed in range(1000)) + "\n"
    stream = folder / "all.ndjson"
    with open(stream, "w", encoding="utf-8") as file:
        for _ in range(documents // 1000):
            file.write(lines)
    few = folder / "few.ndjson"
    few.write_text(lines)
    print(f"\n{'documents of ' + str(len(lines) // 1000) + ' bytes, 250 rules':50} {'seconds':>8} {'us a document':>14} {'CPU s':>8} {'peak MB':>8}")
    found = {}
    two = f"0-{1 if (os.cpu_count() or 1) > 1 else 0}"
    for name, path, cpus, jobs, engine in (("few", few, "0", 1, "interpreter"), ("one", stream, "0", 1, "interpreter"), ("two", stream, two, 2, "interpreter"),
                                           ("auto", stream, "0", 1, "auto"), ("auto_two", stream, two, 2, "auto")):
        runs = [batch_once(build, folder / "policy.mps", path, cpus, jobs, engine) for _ in range(rounds)]
        seconds, cpu, most, count = min(runs)
        found[name + "_s"], found[name + "_cpu_s"], found[name + "_mb"] = seconds, cpu, most
        print(f"{f'{count:,}, processors {cpus}, {jobs} worker(s), {engine}':50} {seconds:8.2f} {seconds / count * 1e6:14.1f} {cpu:8.2f} {most:8.1f}")
    print(f"{'two processors to one, interpreter':50} {found['one_s'] / found['two_s']:8.2f}")
    stream.unlink()
    return found


# ---------------------------------------------------------------- measurement lists
def run_json(command):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"bench: {' '.join(map(str, command))}: {done.stderr.strip()[-300:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def ima(build, work):
    """The list of BENCH_BUILD, if that has one, else ours: the engine and the anchor, three times by turns."""
    anchor = work / "ima_anchor"
    source = HERE / "anchor/ima_anchor.cpp"
    if not anchor.exists() or anchor.stat().st_mtime < source.stat().st_mtime:
        subprocess.run(["g++", "-std=c++20", "-O2", "-march=native", f"-I{HERE}/anchor", source, "-o", anchor, "-lsimdjson", "-lre2", "-lcrypto"], check=True)
    folder = pathlib.Path(os.environ.get("BENCH_BUILD", "/nowhere")) / "out/ima"
    expected = {"bad": 2656, "excluded": 379}  # ../shared/bench/README.md
    if not (folder / "ima.log").exists():
        folder = work / "ima"
        if not (folder / "expected.json").exists():
            ima_workload.write(folder)
        expected = json.loads((folder / "expected.json").read_text())
    found = {}
    for _ in range(3):
        for name, command in (("anchor", [anchor, folder]), ("mps", [build / "bench/mps_bench", "ima", folder])):
            measured = run_json(command)
            if any(measured[k] != v for k, v in expected.items()):
                sys.exit(f"bench: IMA, {name}: {measured} is not {expected}")
            if name not in found or measured["eval_s_least"] < found[name]["eval_s_least"]:
                found[name] = measured
    print(f"\n{'IMA list, seconds':20} {'policy':>8} {'list':>8} {'evidence':>9} {'decode':>8} {'judge':>8} {'peak MB':>8}   bad {found['mps']['bad']}, excluded {found['mps']['excluded']}")
    for name, m in found.items():
        parts = [f"{m[k]:.3f}" if k in m else "-" for k in ("load_policy_s", "eval_s_least", "collect_s", "decode_s", "judge_s")]
        print(f"{name:20} {parts[0]:>8} {parts[1]:>8} {parts[2]:>9} {parts[3]:>8} {parts[4]:>8} {m['rss_mb']:>8}")
    return {f"{name}_s": m["eval_s_least"] for name, m in found.items()}
