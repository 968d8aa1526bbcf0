#!/usr/bin/env python3
"""Seeds faults in the code generator, one at a time, and demands that the differential run over native code finds each:
faults.py --build DIR [--jobs N] [--only NUMBER] [--definitions N --evidence N --seed N].

A faulty copy of one source of compiler/jit is compiled with the build's own command, mps_jit is linked with it in place of
the right one, and mps_differential, then test_jit, open that library; nothing of the build or of the tree is changed. A fault is found
when the one ends with a difference, or with code that cannot be made, or where the other fails. First the library is linked without a fault, which has to pass.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]

# (what is wrong, file of compiler/jit, old text, new text)
FAULTS = [
    ("and takes the greater", "truths.cpp", "V less = ir_.CreateICmpULT(TruthOf(b), TruthOf(a));", "V less = ir_.CreateICmpUGT(TruthOf(b), TruthOf(a));"),
    ("or takes what and takes", "truths.cpp", "V less = ir_.CreateICmpULT(Negated(TruthOf(b)), Negated(TruthOf(a)));",
     "V less = ir_.CreateICmpULT(TruthOf(b), TruthOf(a));"),
    ("not turns error into unknown", "truths.cpp", "Number(0x03214), at), Number(7)", "Number(0x03224), at), Number(7)"),
    ("what has no truth is read as false", "truths.cpp", "v.truth = ir_.CreateSelect(usable, v.truth, MissingTruth(v));", ""),
    ("absent is read as unknown", "values.cpp", "Word(0x411234)", "Word(0x411224)"),
    ("is present: absent stays absent", "truths.cpp", "V rest = ir_.CreateSelect(ir_.CreateICmpEQ(state, Word(absent())), Number(0), MissingTruth(a));",
     "V rest = MissingTruth(a);"),
    ("else takes its default for unknown too", "truths.cpp",
     "V absent = ir_.CreateICmpEQ(StateOf(cell), Word(static_cast<std::uint64_t>(State::kAbsent)));",
     "V absent = ir_.CreateICmpNE(StateOf(cell), Word(0));"),
    ("of two that are missing the weaker decides", "values.cpp", "V greater = ir_.CreateICmpUGT(own, severity);", "V greater = ir_.CreateICmpULT(own, severity);"),
    ("a sum that overflows wraps", "values.cpp", "SelectVal(ir_.CreateExtractValue(sum, 1),", "SelectVal(ir_.getFalse(),"),
    ("a difference is a sum", "values.cpp", "in.op == Op::kAdd ? llvm::Intrinsic::sadd_with_overflow : llvm::Intrinsic::ssub_with_overflow;",
     "llvm::Intrinsic::sadd_with_overflow;"),
    ("every row is the first", "values.cpp", "if (row != nullptr) cell = Offset(cell, row, sizeof(Cell));", ""),
    ("texts of one length are equal", "compares.cpp", "V equal = EqualOctets(Pointer(v), text);\n", "V equal = ir_.getTrue();\n"),
    ("the last octets of a text are not compared", "compares.cpp", "if (left > 4) piece(size - 4, 4);", ""),
    ("a scalar's kind is not looked at", "compares.cpp", "if (scalar)\n", "if (false)\n"),
    ("less or equal is less", "compares.cpp", "ir_.CreateICmpSLE(a.payload, b.payload);\n", "ir_.CreateICmpSLT(a.payload, b.payload);\n"),
    ("ints compare without sign", "compares.cpp", "ir_.CreateICmpSLT(a.payload, b.payload) :", "ir_.CreateICmpULT(a.payload, b.payload) :"),
    ("ranges have no upper end", "compares.cpp", "StrictTruth({a, b, c}, ir_.CreateAnd(low, high));", "StrictTruth({a, b, c}, low);"),
    ("permissions: the mask is not inverted", "compares.cpp", "ir_.CreateAnd(a.payload, ir_.CreateNot(b.payload));", "ir_.CreateAnd(a.payload, b.payload);"),
    ("ends with looks at the beginning", "compares.cpp", "if (in.op == Op::kEndsWith) at =", "if (false) at ="),
    ("not equal is equal", "compares.cpp", "return in.op == Op::kNotEqual ? Not(result) : result;", "return result;"),
    ("the last number of a set counts alone", "sets.cpp", "bits |= std::uint64_t{1}", "bits = std::uint64_t{1}"),
    ("numbers stand for those 64 below them", "sets.cpp", "ir_.CreateAnd(ir_.CreateICmpULT(place, Word(64)),", "ir_.CreateAnd(ir_.getTrue(),"),
    ("the last text of a length counts alone", "sets.cpp", "any = Either(any, EqualOctets(Pointer(v), text));", "any = EqualOctets(Pointer(v), text);"),
    ("the last of numbers far apart counts alone", "sets.cpp", "any = Either(any, ir_.CreateICmpEQ(v.payload,", "any = Either(nullptr, ir_.CreateICmpEQ(v.payload,"),
    ("steps of rules without loops are not counted", "verdicts.cpp", "Count(ir_.CreateLShr(word, Word(32)));", ""),
    ("texts that are missing are in no set", "sets.cpp", "StrictTruth({v}, other())", "FromCondition(other())"),
    ("beside texts a set has no other members", "sets.cpp", "StrictTruth({v}, other())", "StrictTruth({v}, ir_.getFalse())"),
    ("bools and ints of a set are one", "sets.cpp", "(member.kind == CellKind::kBool ? bools : ints).push_back(member.i);", "ints.push_back(member.i);"),
    ("a requirement that is absent passes", "verdicts.cpp", "Number(0x12432)", "Number(0x11432)"),
    ("a rule that does not apply fails", "verdicts.cpp", "Number(0x03435)", "Number(0x03432)"),
    ("error is stronger than fail", "verdicts.cpp", "Word(0x65421037)", "Word(0x65420137)"),
    ("warnings are accepted at every level", "verdicts.cpp", "ir_.CreateICmpNE(accept, Word(0))", "ir_.getTrue()"),
    ("an arm that is false gives its grade", "verdicts.cpp", "SelectVal(ir_.CreateICmpEQ(truth, Number(4)), Graded(grade), open);",
     "SelectVal(ir_.CreateICmpNE(truth, Number(1)), Graded(grade), open);"),
    ("collections that are cut short are complete", "loops.cpp",
     "TruthVal(ir_.CreateSelect(open, Number(2), Number(complete ? 4 : 0)), reason);", "TruthVal(Number(complete ? 4 : 0), reason);"),
    ("all: where taken as in any", "loops.cpp", "term = all ? Or(Not(regs_[end.b]), term) : And(regs_[end.b], term);", "term = And(regs_[end.b], term);"),
    ("a loop ends after its first member", "loops.cpp", "ir_.CreateICmpEQ(now.truth, Number(all ? 0 : 4)), last, next);",
     "ir_.CreateICmpNE(now.truth, Number(9)), last, next);"),
    ("a loop over what is unknown is true", "loops.cpp", "ir_.CreateStore(ir_.CreateSelect(usable, Number(all ? 4 : 0), missing), truth);",
     "ir_.CreateStore(Number(all ? 4 : 0), truth); (void)missing;"),
    ("scans: the body of `all` is not negated", "scans.cpp", "V truth = all ? Negated(TruthOf(body)) : TruthOf(body);", "V truth = TruthOf(body); (void)all;"),
    ("scans forget what may be missing", "scans.cpp",
     "StoreCell(all ? And(known, Completeness(collection, true)) : Or(known, Completeness(collection, false)), result);", "StoreCell(known, result);"),
    ("scans: a row that `where` leaves out counts", "scans.cpp", "if (where != nullptr) truth = lesser(where, truth);", ""),
    ("scans: or decides on false", "scans.cpp", "ir_.CreateICmpEQ(first, Number(both ? 0 : 4)), done, more);", "ir_.CreateICmpEQ(first, Number(0)), done, more);"),
    ("parameters are those of another index", "rules.cpp", "ir_.CreateConstGEP1_64(pair_, params, in.imm));",
     "ir_.CreateConstGEP1_64(pair_, params, in.imm == 0 ? 0 : in.imm - 1));"),
]


class Seeder:
    def __init__(self, arguments, folder):
        self.arguments, self.folder = arguments, folder
        build = arguments.build
        listed = json.loads(subprocess.run(["ninja", "-C", build, "-t", "compdb"], capture_output=True, text=True, check=True).stdout)
        self.compile_of = {}
        for entry in listed:
            path = pathlib.Path(entry["directory"], entry["file"]).resolve()
            if " -c " in entry["command"] and path.is_relative_to(ROOT / "compiler/jit"):
                self.compile_of[path.name] = entry["command"]
        lines = subprocess.run(["ninja", "-C", build, "-t", "commands", "libmps_jit.so"], capture_output=True, text=True, check=True)
        link = [line for line in lines.stdout.splitlines() if " -o libmps_jit.so" in line][-1]
        self.link = shlex.split(re.sub(r"^: && | && :$", "", link))
        self.cases = pathlib.Path(build).resolve() / "tests/jit/test_jit"
        self.binary = next(pathlib.Path(build).resolve().glob("tests/differential/mps_differential"))

    def library(self, place, source, faulty):
        words = [str(faulty) if w.endswith(f"/{source}.o") else w for w in self.link]
        words[words.index("-o") + 1] = str(place / "libmps_jit.so")
        subprocess.run(words, cwd=self.arguments.build, check=True, capture_output=True)
        return place / "libmps_jit.so"

    def faulty_object(self, place, fault):
        what, name, old, new = fault
        text = (ROOT / "compiler/jit" / name).read_text(encoding="utf-8")
        if text.count(old) < 1:
            raise SystemExit(f"faults: {what}: {name} has no `{old}`")
        copy = place / name
        copy.write_text(text.replace(old, new), encoding="utf-8")
        words = shlex.split(self.compile_of[name])
        words = words[1:] if words[0].endswith("ccache") else words
        words[words.index("-o") + 1] = str(place / "faulty.o")
        words[words.index("-c") + 1] = str(copy)
        for flag in ("-MF", "-MT"):
            words[words.index(flag) + 1] = str(place / "faulty.d")
        words = [w for w in words if not w.startswith("-Werror") and w not in ("-O2", "-g1")] + ["-O0", "-w"]
        subprocess.run(words, cwd=self.arguments.build, check=True)
        return place / "faulty.o"

    def run(self, place, library):
        a = self.arguments
        words = [str(self.binary), "--seed", a.seed, "--definitions", a.definitions, "--evidence", a.evidence, "--engine", "jit0",
                 "--jit-library", str(library)]
        return subprocess.run(words, cwd=place, capture_output=True, text=True, errors="replace", timeout=900)

    def seed(self, number, fault):
        place = self.folder / str(number)
        place.mkdir()
        done = self.run(place, self.library(place, fault[1], self.faulty_object(place, fault)))
        first = next((line for line in done.stdout.splitlines() if line.startswith(("difference ", "program refused"))), "")
        if done.returncode < 0:
            first = f"signal {-done.returncode}"
        if not first:  # what made-up definitions do not reach has a case in test_jit
            cases = subprocess.run([str(self.cases)], cwd=place, capture_output=True, text=True, errors="replace", timeout=600,
                                   env=dict(os.environ, MPS_TEST_JIT_LIBRARY=str(place / "libmps_jit.so")))
            first = "test_jit fails" if cases.returncode != 0 else ""
        return number, fault[0], fault[1], bool(first), first


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", type=int)
    parser.add_argument("--seed", default="3")
    parser.add_argument("--definitions", default="120")
    parser.add_argument("--evidence", default="60")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        seeder = Seeder(arguments, pathlib.Path(folder))
        clean = pathlib.Path(folder) / "clean"
        clean.mkdir()
        done = seeder.run(clean, seeder.library(clean, "", ""))
        if done.returncode != 0:
            sys.exit("faults: without any fault the run has to pass\n" + done.stdout[-2000:])
        chosen = [(n, f) for n, f in enumerate(FAULTS, 1) if arguments.only in (None, n)]
        missed = 0
        with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
            for number, what, path, found, how in pool.map(lambda nf: seeder.seed(*nf), chosen):
                missed += not found
                print(f"{number:3} {'found' if found else 'MISSED':7} {path:14} {what}" + (f"\n      {how[:150]}" if found else ""), flush=True)
    print(f"{len(chosen)} faults seeded, {len(chosen) - missed} found")
    sys.exit(1 if missed else 0)


main()
