#!/usr/bin/env python3
"""Seeds faults in opcode handlers, builtins and lowering, one at a time, and demands that the short differential run of the
test suite finds every one: faults.py --build DIR [--jobs N] [--only NUMBER] [--definitions N --evidence N --seed N].

A faulty copy of one source file is compiled with the build's own command and linked in front of the libraries, so that the
linker takes it in place of the archive's member; nothing of the build or of the tree is changed. A fault is found when
mps_differential ends with a difference, a refused program, or a crash. First the program is linked without a fault, which
has to pass. Exit 0: all found.
"""
import argparse
import concurrent.futures
import json
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
MACHINE = "runtime/interp/machine.cpp"
LOOPS = "runtime/interp/loops.cpp"
LOGIC = "runtime/builtins/logic.h"
OUTCOME = "runtime/builtins/outcome.h"

# (what is wrong, file, old text, new text[, the source to compile where the file is a header])
FAULTS = [
    # opcode handlers
    ("else takes its default for unknown too", MACHINE, "b::Else(A(), B())", "(Usable(A()) ? A() : B())"),
    ("is absent answers as is present", MACHINE, "b::IsAbsent(A())", "b::IsPresent(A())"),
    ("a row without value reads as absent", MACHINE, "if (!Usable(regs[in.a])) return regs[in.a];",
     "if (!Usable(regs[in.a])) return Cell::Absent();"),
    ("an arm's grade is not what the rule says", MACHINE, "b::Arm(A(), B(), static_cast<Grade>(in.imm), input_.accept_warning)",
     "b::Arm(A(), B(), static_cast<Grade>(in.imm), true)"),
    ("all: where taken as in any", LOOPS, "And(frame.truth, Or(Not(where), body))", "And(frame.truth, And(where, body))"),
    ("incomplete collections count as complete", LOOPS, "if (collection.state != State::kIncomplete) return complete;",
     "if (collection.state != State::kConflict) return complete;"),
    ("any forgets what may be missing", LOOPS, "return Or(frame.truth, Completeness(frame.collection, Cell::Bool(false)));",
     "return frame.truth;"),
    ("a count over an incomplete collection is closed above", "runtime/interp/scanner.cpp",
     "if (!Usable(missing)) rest.Open(missing.why.reason);", ""),
    ("count: an absent member is left out", LOOPS, "frame.rest.Note(counted);", "if (counted.state != State::kAbsent) frame.rest.Note(counted);"),
    ("scan: all takes where as in any", "runtime/interp/scanner.cpp", "Negated(Both(where, all ? Negated(body) : body))", "Negated(Both(where, body))"),
    ("scan: a result is kept for the next evaluation", "runtime/interp/scanner.cpp", "if (result.epoch == epoch_) return result.cell;", "if (result.epoch != 0) return result.cell;"),
    ("scan: constants are looked for among a column's values only", "runtime/interp/scanner.cpp",
     "const Cell known = builtins::Or(CellOf(Negated(fold.least)), dictionary.rest().Worst(Cell::Bool(false)));",
     "const Cell known = CellOf(Negated(fold.least));"),
    ("scan: rows without value are left out where words narrow it", "runtime/interp/scanner.cpp",
     "if (dictionary.rest().members > 0 &&", "if (dictionary.rest().members > 99999 &&"),
    ("scan: of the rows that have a word only one is asked", "runtime/interp/dictionary.cpp",
     "next_[r] = std::exchange(first_[word], r);", "next_[r] = schema::kNone, first_[word] = r;"),
    ("scan: what else a row has to be is forgotten", "runtime/interp/dictionary.cpp",
     "if (take(out.where) || loop.kind == LoopKind::kAll) return out;",
     "if (take(out.where)) return out.where.clear(), out;\n  if (loop.kind == LoopKind::kAll) return out;"),
    ("scan: all is narrowed by its body", "runtime/interp/dictionary.cpp", "take(out.where) || loop.kind == LoopKind::kAll", "take(out.where)"),
    ("scan: `or` leaves open what is true", "runtime/interp/scanner.cpp", "in.op == Op::kAnd ? kFalse : kTrue, due.rows", "in.op == Op::kAnd ? kTrue : kFalse, due.rows"),
    ("scan: rows that one loop left out stay out for the next", "runtime/interp/scanner.cpp", "if (rows[r] > lane.done[r]) return false;", ""),
    ("scan: a key that the table has not gives an unknown set", "runtime/interp/scanner.cpp", "found[i] == nullptr ? Cell::Absent()", "found[i] == nullptr ? Cell::Unknown(0)"),
    ("planning: a group forgets a pattern", "compiler/plan/patterns.cpp", "{members.begin(), members.end()}", "{members.begin(), std::prev(members.end())}"),
    ("planning: none of several becomes any of several", "compiler/plan/patterns.cpp", "return pair == Op::kOr ? any :", "return pair != Op::kNot ? any :"),
    ("groups: one of several candidates is enough to look at", "runtime/builtins/pattern_group.cpp", "several = several || for_re2 != nullptr;", ""),
    ("index: neighbours with the same hash are taken for the member", "runtime/builtins/cell_index.cpp", "if (slot.tag == TagOf(hash) && Same(cells_[slot.place - 1], value))", "if (slot.tag >> 31 == TagOf(hash) >> 31)"),
    ("planning: quantifiers that differ in where are one", "compiler/plan/scans.cpp", "<< 16 | loop.where}", "<< 16}"),
    ("distinct: members that where leaves out count", LOOPS, "if (TruthOf(where) == Truth::kFalse) return false;", ""),
    ("a member that may not be in the set counts as in it", LOOPS,
     "And(Presence(frame.collection, index), where)", "where"),
    ("a built set forgets that its source is incomplete", LOOPS,
     "frame.builder.Open(Completeness(frame.collection, Cell::Bool(true)).why.reason);", ""),
    # tailorings
    ("a waiver holds at its end still", "runtime/interp/interpreter.cpp", "options_.now >= waiver.until", "options_.now > waiver.until"),
    ("a waiver covers unknown too", "runtime/interp/interpreter.cpp", "result.verdict != Verdict::kFail || options_.now", "options_.now"),
    ("waived fails fail the level", "runtime/interp/interpreter.cpp", "LevelVerdict(out.counts, out.waived)", "LevelVerdict(out.counts, 0)"),
    ("a tailored value is the definition's", "compiler/lower/specs.cpp", "for (auto& own : param.level_value) own = value;", "(void)value;"),
    ("a dropped rule stays selected", "compiler/lower/lower.cpp", "if (dropped) {", "if (dropped && rule->is_manual) {"),
    ("a tailored level keeps the definition's name as its base's", "runtime/appraise/appraise.cpp", "out_.base = program_.tailoring->base_names[level_];", "out_.base = out_.set_name;"),
    # builtins
    ("and: unknown before error", LOGIC, "return TruthOf(b) < TruthOf(a) ? b : a; }",
     "return TruthOf(b) < TruthOf(a) && !(TruthOf(a) == Truth::kUnknown && TruthOf(b) == Truth::kError) ? b : a; }", MACHINE),
    ("or: absent before unknown", LOGIC, "kOrder = {4, 1, 2, 3, 0}", "kOrder = {4, 1, 3, 2, 0}", MACHINE),
    ("not of absent is true", LOGIC, "return Usable(a) ? Cell::Bool(a.i == 0) : a; }",
     "return Usable(a) ? Cell::Bool(a.i == 0) : a.state == State::kAbsent ? Cell::Bool(true) : a; }", MACHINE),
    ("an unknown when gives notapplicable", OUTCOME, "inline Cell Govern(const Cell& when, const Cell& outcome) {",
     "inline Cell Govern(const Cell& when, const Cell& outcome) {\n  if (when.state == State::kUnknown) return Outcome(Verdict::kNotApplicable);", MACHINE),
    ("parts: unknown before error", OUTCOME, "kOrder = {7, 3, 0, 1, 2, 4, 5, 6}", "kOrder = {7, 3, 0, 2, 1, 4, 5, 6}", MACHINE),
    ("less compares an interval's wrong end", "runtime/builtins/compare.cpp", "Decided(x.most < y.least,", "Decided(x.least < y.least,"),
    ("the upper end of a range is left out", "runtime/builtins/compare.cpp", "x.most <= high.least", "x.most < high.least"),
    ("digests of unlike algorithms are unequal", "runtime/builtins/compare.cpp",
     "if (a.aux != b.aux) return Cell::Error(kReasonDigestAlg);", "if (a.aux != b.aux) return Cell::Bool(false);"),
    ("addition wraps", "runtime/builtins/arithmetic.cpp", "return FromChecked(CheckedAdd(a.i, b.i));",
     "return Cell::Int(static_cast<std::int64_t>(static_cast<std::uint64_t>(a.i) + static_cast<std::uint64_t>(b.i)));"),
    ("within compares modes as numbers", "runtime/builtins/arithmetic.cpp", "(a.i & ~b.i) == 0", "a.i <= b.i"),
    ("int() takes leading zeros", "runtime/builtins/arithmetic.cpp", "(digits.size() > 1 && digits[0] == '0')", "false"),
    ("a digest that no member can be compared with is not in the set", "runtime/builtins/sets.cpp",
     "case Truth::kFalse:\n      return Cell::Error(kReasonDigestSetAlg);", "case Truth::kFalse:\n      return found;"),
    ("an absent value is not looked for", "runtime/builtins/sets.cpp",
     "return Severity(worst) > Severity(value) ? worst : value;", "return value.state == State::kAbsent ? Cell::Bool(false) : value;"),
    ("sets are equal when one holds the other", "runtime/builtins/sets.cpp",
     "AllIn(services, compare, SetOf(b), SetOf(a), AllIn(services, compare, SetOf(a), SetOf(b), Cell::Bool(true)))",
     "AllIn(services, compare, SetOf(a), SetOf(b), Cell::Bool(true))"),
    ("the size of a set leaves out what is unknown", "runtime/builtins/count.cpp",
     "rest.Note(set.presence[i]);", ""),
    ("one more member: an unknown does not widen the count", "runtime/builtins/count.cpp",
     "if (n.most != Interval::kOpen) ++n.most;", "if (Usable(b) && n.most != Interval::kOpen) ++n.most;"),
    ("a key not found in an incomplete map is absent", "runtime/builtins/probe.cpp",
     "if (a.state != State::kIncomplete) return Cell::Absent();", "return Cell::Absent();\n  if (a.state != State::kIncomplete) return a;"),
    ("matches takes a part of the text", "runtime/builtins/pattern.cpp", "One(services, in.imm, a, true)", "One(services, in.imm, a, false)"),
    ("lower stops before Z", "runtime/builtins/text.cpp", "c <= 'Z'", "c < 'Z'"),
    ("a network's odd prefix is one bit short", "runtime/builtins/network.cpp", "static_cast<std::uint8_t>(b.aux)}",
     "static_cast<std::uint8_t>(b.aux & ~1)}"),
    # lowering
    ("unrolled all: where taken as in any", "compiler/lower/quantifiers.cpp",
     "e.quantifier == QuantifierKind::kAll ? Fold(Op::kOr, Negate(where), body)", "e.quantifier == QuantifierKind::kAll ? Fold(Op::kAnd, where, body)"),
    ("unrolled no: the answer of any", "compiler/lower/quantifiers.cpp",
     "if (e.quantifier == QuantifierKind::kNo) result = Negate(result);", ""),
    ("greater does not swap its operands", "compiler/lower/expressions.cpp", "return Ordered(e, Op::kLess, true);",
     "return Ordered(e, Op::kLess, false);"),
    ("what a loop computes is remembered outside of it", "compiler/lower/expressions.cpp",
     "while (at > depends && !scopes_[at].is_loop) --at;", "while (at > 0) --at;"),
    ("a key known by unrolling is taken for a computed one", "compiler/lower/places.cpp",
     "found->second.kind == Binding::Kind::kConstant) {", "found->second.kind == Binding::Kind::kKey) {"),
    ("else over a collection keeps it absent", "compiler/lower/collections.cpp",
     "value.reg = Emit(e, {.op = Op::kElseEmpty, .a = value.reg}).reg;", ""),
    ("sets that differ compare as equal ones", "compiler/lower/collections.cpp",
     "return e.kind == ExprKind::kEqual ? same : Emit(e, {.op = Op::kNot, .a = same.reg});", "return same;"),
    ("a part's when is dropped", "compiler/lower/lower.cpp", "return emitter_.Value({.op = Op::kApply, .a = when, .b = require});",
     "return emitter_.Value({.op = Op::kRequire, .a = require});"),
    ("the governing when is dropped", "compiler/lower/lower.cpp", "outcome = emitter_.Value({.op = Op::kGovern, .a = when, .b = outcome});",
     "(void)when;"),
    ("the second requirement is dropped", "compiler/lower/lower.cpp", "outcome = emitter_.Value({.op = Op::kJoin, .a = outcome, .b = next});",
     "(void)next;"),
    ("grades: the first arm is dropped", "compiler/lower/lower.cpp", "for (std::size_t i = rule.arms.size() - 1; i-- > 0;) {",
     "for (std::size_t i = rule.arms.size() - 1; i-- > 1;) {"),
]


def commands(build):
    """The compile command of every source, and the link command of the program."""
    listed = json.loads(subprocess.run(["ninja", "-C", build, "-t", "compdb"], capture_output=True, text=True, check=True).stdout)
    compile_of = {}
    for entry in listed:
        path = pathlib.Path(entry["directory"], entry["file"]).resolve()
        if " -c " in entry["command"] and path.is_relative_to(ROOT):
            compile_of[str(path.relative_to(ROOT))] = entry["command"]
    lines = subprocess.run(["ninja", "-C", build, "-t", "commands", "mps_differential"], capture_output=True, text=True, check=True)
    link = [line for line in lines.stdout.splitlines() if " -o tests/differential/mps_differential" in line][-1]
    return compile_of, re.sub(r"^: && | && :$", "", link)


class Seeder:
    def __init__(self, arguments, folder):
        self.arguments, self.folder = arguments, folder
        self.compile_of, self.link = commands(arguments.build)

    def binary(self, name, objects):
        out = self.folder / name
        words = shlex.split(self.link)
        words[words.index("-o") + 1] = str(out)
        first = next(i for i, w in enumerate(words) if w.endswith(".o"))
        subprocess.run(words[:first] + objects + words[first:], cwd=self.arguments.build, check=True, capture_output=True)
        return out

    def faulty_object(self, number, fault):
        what, path, old, new, source = (*fault, fault[1])[:5]
        text = (ROOT / path).read_text(encoding="utf-8")
        if text.count(old) < 1:
            raise SystemExit(f"faults: {number} ({what}): {path} has no `{old}`")
        place = self.folder / str(number)
        copy = place / pathlib.Path(*pathlib.Path(path).parts[1:])
        copy.parent.mkdir(parents=True)
        copy.write_text(text.replace(old, new), encoding="utf-8")
        out = str(place / "faulty.o")
        words = shlex.split(self.compile_of[source])
        words = words[1:] if words[0].endswith("ccache") else words
        words[words.index("-o") + 1] = out
        words[words.index("-c") + 1] = str(copy) if path == source else str(ROOT / source)
        for flag in ("-MF", "-MT"):
            if flag in words:
                words[words.index(flag) + 1] = str(place / "faulty.d")
        words = [w for w in words if not w.startswith("-Werror")] + ["-O1", "-w"]
        words[1:1] = [f"-I{place}"]  # before the tree's own headers
        subprocess.run(words, cwd=self.arguments.build, check=True)
        return out

    def run(self, binary):
        a = self.arguments
        done = subprocess.run([str(binary), "--seed", a.seed, "--definitions", a.definitions, "--evidence", a.evidence],
                              cwd=binary.parent, capture_output=True, text=True, errors="replace", timeout=600)
        return done

    def seed(self, number, fault):
        place = self.folder / f"run{number}"
        place.mkdir()
        done = self.run(self.binary(f"run{number}/mps_differential", [self.faulty_object(number, fault)]))
        first = next((line for line in done.stdout.splitlines() if line.startswith(("difference ", "program refused"))), "")
        if done.returncode < 0:
            first = f"signal {-done.returncode}"
        return number, fault[0], fault[1], bool(first), first


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", type=int)
    parser.add_argument("--seed", default="2")
    parser.add_argument("--definitions", default="400")
    parser.add_argument("--evidence", default="20")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        seeder = Seeder(arguments, pathlib.Path(folder))
        (seeder.folder / "run0").mkdir()
        clean = seeder.run(seeder.binary("run0/mps_differential", []))
        if clean.returncode != 0:
            sys.exit("faults: without any fault the run has to pass\n" + clean.stdout[-2000:])
        chosen = [(n, f) for n, f in enumerate(FAULTS, 1) if arguments.only in (None, n)]
        missed = 0
        with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
            for number, what, path, found, how in pool.map(lambda nf: seeder.seed(*nf), chosen):
                missed += not found
                print(f"{number:3} {'found' if found else 'MISSED':7} {path:34} {what}" + (f"\n      {how[:150]}" if found else ""), flush=True)
    print(f"{len(chosen)} faults seeded, {len(chosen) - missed} found")
    sys.exit(1 if missed else 0)


main()
