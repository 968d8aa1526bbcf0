// The sentence that says why. Entry point: ExplainRule.
#include "interp/explain.h"

#include <algorithm>

#include "base/spelling.h"
#include "builtins/logic.h"
#include "builtins/outcome.h"
#include "interp/describe.h"
#include "interp/explainer.h"

namespace mps::interp {

using builtins::TruthOf;
using builtins::Usable;
using program::Instr;
using program::kNoReg;
using program::LoopKind;
using program::Op;
using program::Reg;

namespace {

constexpr std::size_t kDepth = 64;       // steps of one explanation; beyond them the expression's text stands
constexpr std::size_t kSentence = 1200;  // octets; longer ones are cut
constexpr std::size_t kTold = 4;         // operands of a chain, or parts, that are spelt out
constexpr std::size_t kClauses = 24;     // clauses of one sentence; after them only what comes first is told
constexpr std::size_t kSource = 200;     // octets of an expression's text

Wish Opposite(Wish wish) { return wish == Wish::kTrue ? Wish::kFalse : wish == Wish::kFalse ? Wish::kTrue : wish; }

}  // namespace

Explainer::Explainer(Machine& machine, const ActualState& state, std::uint32_t rule)
    : machine_(machine), state_(state), program_(machine.services().program()), rule_(program_.rules[rule]) {
  defs_.assign(program_.registers, schema::kNone);
  for (std::uint32_t pc = rule_.first; pc < rule_.last; ++pc) {
    if (program_.code[pc].dst != kNoReg) defs_[program_.code[pc].dst] = pc;
  }
}

const Instr* Explainer::Def(Reg reg) const {
  return reg == kNoReg || defs_[reg] == schema::kNone ? nullptr : &program_.code[defs_[reg]];
}

std::string Explainer::Text(const Instr& in) const {
  return CutText(program_.notes[program_.note_of[static_cast<std::size_t>(&in - program_.code.data())]].text, kSource);
}

bool Explainer::HasValue(Reg reg) const { return Def(reg) != nullptr && Usable(machine_.reg(reg)); }

std::string Explainer::Run() {
  for (std::uint32_t pc = rule_.first; pc < rule_.last; ++pc) {
    const Instr& in = program_.code[pc];
    if (in.op != Op::kStoreVerdict) continue;
    if (builtins::VerdictOf(Value(in.a)) == Verdict::kPass && builtins::GradeOf(Value(in.a)) == Grade::kNone)
      return Passing();
    return Outcome(in.a, 0);
  }
  return "";
}

// A rule that passes says so where it passed over nothing. Loops within loops are left as their last run left them, so
// only the outer ones tell.
std::string Explainer::Passing() {
  for (std::uint32_t pc = rule_.first; pc < rule_.last; ++pc) {
    const Instr& loop = program_.code[pc];
    if (loop.op != Op::kLoop) continue;
    pc = loop.imm;
    const Cell& collection = Value(loop.a);
    if (static_cast<LoopKind>(loop.aux) != LoopKind::kAll || Def(loop.a) == nullptr || !Usable(collection) ||
        TruthOf(Value(program_.code[loop.imm].dst)) != Truth::kTrue)
      continue;
    if (Machine::MemberCount(collection) == 0) return CollectionName(loop.a) + ": 0 considered";
  }
  return "";
}

std::string Explainer::Outcome(Reg reg, std::size_t depth) {
  const Instr* in = Def(reg);
  if (in == nullptr || depth > kDepth) return "";
  const Verdict verdict = builtins::VerdictOf(Value(reg));
  switch (in->op) {
    case Op::kJoin: {
      if (verdict == Verdict::kFail) return FailedParts(reg, depth);
      const bool first = builtins::VerdictOf(Value(in->a)) == verdict;
      return Outcome(first ? in->a : in->b, depth + 1);
    }
    case Op::kApply:
    case Op::kGovern:
      if (TruthOf(Value(in->a)) != Truth::kTrue) {
        const bool told = verdict == Verdict::kNotApplicable;
        const std::string why = Why(in->a, Wish::kNone, depth + 1);
        return (told ? "does not apply: " : "cannot tell whether it applies: ") + why;
      }
      return in->op == Op::kApply ? Why(in->b, Wish::kTrue, depth + 1) : Outcome(in->b, depth + 1);
    case Op::kRequire:
      return Why(in->a, Wish::kTrue, depth + 1);
    case Op::kArm:
    case Op::kGraded:
      return GradeText(reg, depth);
    default:
      return Text(*in);
  }
}

// Every part that failed, so that all of it can be mended at once.
std::string Explainer::FailedParts(Reg reg, std::size_t depth) {
  std::vector<Reg> open = {reg};
  std::vector<std::string> told;
  std::size_t more = 0;
  while (!open.empty()) {
    const Reg part = open.back();
    open.pop_back();
    const Instr* in = Def(part);
    if (in == nullptr || builtins::VerdictOf(Value(part)) != Verdict::kFail) continue;
    if (in->op == Op::kJoin) {
      open.push_back(in->b);
      open.push_back(in->a);
      continue;
    }
    if (told.size() == kTold) {
      ++more;
      continue;
    }
    std::string why = Outcome(part, depth + 1);
    if (std::find(told.begin(), told.end(), why) == told.end()) told.push_back(std::move(why));
  }
  std::string out;
  for (const std::string& why : told) out += (out.empty() ? "" : "; ") + why;
  return more == 0 ? out : out + "; and " + std::to_string(more) + " more";
}

std::string Explainer::GradeText(Reg reg, std::size_t depth) {
  const Instr* in = Def(reg);
  while (in != nullptr && in->op == Op::kArm && TruthOf(Value(in->a)) == Truth::kFalse) in = Def(in->b);
  if (in == nullptr) return "";
  const std::string grade(GradeName(static_cast<Grade>(in->imm)));
  if (in->op == Op::kGraded) {
    const Instr* first = Def(reg);
    std::string out = "graded " + grade + ": no condition before `otherwise` holds";
    return first->op == Op::kArm ? out + ": " + Why(first->a, Wish::kNone, depth + 1) : out;
  }
  const bool holds = TruthOf(Value(in->a)) == Truth::kTrue;
  return (holds ? "graded " + grade + ": " : "no grade: ") + Why(in->a, holds ? Wish::kNone : Wish::kTrue, depth + 1);
}

// Says what a condition is instead of what was wished, down to the claims that decided.
std::string Explainer::Why(Reg reg, Wish wish, std::size_t depth) {
  const Instr* in = Def(reg);
  if (in == nullptr) return "";
  if (depth > kDepth) return Text(*in);
  switch (in->op) {
    case Op::kNot:
      return Why(in->a, Opposite(wish), depth + 1);
    case Op::kMove:
      return Why(in->a, wish, depth + 1);
    case Op::kAnd:
    case Op::kOr:
      return Chain(*in, wish, depth);
    case Op::kLoopEnd:
      return Loop(*in, wish, depth);
    case Op::kElse:
      if (!Usable(Value(in->a)) && Value(in->a).state != State::kAbsent) return Why(in->a, wish, depth + 1);
      if (Usable(Value(in->a)) && Path(in->a).empty()) return Why(in->a, wish, depth + 1);
      break;
    default:
      break;
  }
  ++clauses_;
  return HasValue(reg) ? Leaf(*in, wish) : Missing(reg, wish, depth);
}

// The operands of a chain of one operator, however it is bracketed, in the order of the source.
void Explainer::Operands(const Instr& in, Op op, std::vector<Reg>& out) const {
  std::vector<Reg> open = {in.b, in.a};
  while (!open.empty()) {
    const Reg reg = open.back();
    open.pop_back();
    const Instr* def = Def(reg);
    if (def != nullptr && def->op == op) {
      open.push_back(def->b);
      open.push_back(def->a);
    } else if (std::find(out.begin(), out.end(), reg) == out.end()) {
      out.push_back(reg);
    }
  }
}

// The operands that have the chain's own truth made it what it is: one of them alone, where the first such decides.
std::string Explainer::Chain(const Instr& in, Wish wish, std::size_t depth) {
  const Truth truth = TruthOf(Value(in.dst));
  const bool failed = wish == Wish::kTrue && (truth == Truth::kFalse || truth == Truth::kAbsent);
  const bool settled = failed || truth == Truth::kFalse || truth == Truth::kTrue;
  std::vector<Reg> all, deciding;
  Operands(in, in.op, all);
  for (const Reg reg : all) {
    // An `or` that fails has no operand that would do: each is false or absent.
    if (TruthOf(Value(reg)) == truth || (failed && in.op == Op::kOr)) deciding.push_back(reg);
  }
  if (deciding.empty()) return Text(in);
  if (deciding.size() == 1 || !settled || clauses_ > kClauses) return Why(deciding.front(), wish, depth + 1);
  const bool alone = (in.op == Op::kAnd) == (truth != Truth::kTrue);
  if (wish == Wish::kNone && alone) return Why(deciding.front(), wish, depth + 1);
  // `not (a and b)` fails over both: neither of them is wrong by itself.
  const bool together = !alone && wish == Wish::kFalse;
  const std::string told =
      Several(deciding, together ? Wish::kNone : wish, wish == Wish::kNone ? " and " : "; ", depth);
  if (together) return "all of these hold, expected at least one not to: " + told;
  return !alone && wish == Wish::kTrue ? "no alternative holds: " + told : told;
}

std::string Explainer::Several(const std::vector<Reg>& regs, Wish wish, const char* between, std::size_t depth) {
  std::string out;
  std::size_t told = 0;
  std::vector<std::string> seen;
  for (const Reg reg : regs) {
    if (told == kTold || (told > 0 && clauses_ > kClauses)) break;
    ++told;
    std::string why = Why(reg, wish, depth + 1);
    if (std::find(seen.begin(), seen.end(), why) != seen.end()) continue;
    out += (out.empty() ? "" : between) + why;
    seen.push_back(std::move(why));
  }
  return told == regs.size() ? out : out + "; and " + std::to_string(regs.size() - told) + " more";
}

std::string ExplainRule(Machine& machine, const ActualState& state, std::uint32_t rule) {
  return CutText(Printable(Explainer(machine, state, rule).Run()), kSentence);
}

}  // namespace mps::interp
