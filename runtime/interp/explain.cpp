// The sentence that says why. Entry point: ExplainRule.
#include "interp/explain.h"

#include "builtins/logic.h"
#include "builtins/outcome.h"
#include "interp/describe.h"
#include "interp/explainer.h"
#include "interp/interpreter.h"

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
constexpr std::size_t kOrOperands = 4;   // of an `or` that failed, how many are spelt out

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

const std::string& Explainer::Text(const Instr& in) const {
  return program_.notes[program_.note_of[static_cast<std::size_t>(&in - program_.code.data())]].text;
}

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

// A rule that passes says so where it passed over nothing.
std::string Explainer::Passing() {
  std::string out;
  for (std::uint32_t pc = rule_.first; pc < rule_.last; ++pc) {
    const Instr& loop = program_.code[pc];
    if (loop.op != Op::kLoop || static_cast<LoopKind>(loop.aux) != LoopKind::kAll) continue;
    const Cell& collection = Value(loop.a);
    if (Def(loop.a) == nullptr || !Usable(collection) || TruthOf(Value(program_.code[loop.imm].dst)) != Truth::kTrue)
      continue;
    if (Machine::MemberCount(collection) == 0) return NameOf(loop.a) + ": 0 considered";
  }
  return out;
}

std::string Explainer::Outcome(Reg reg, std::size_t depth) {
  const Instr* in = Def(reg);
  if (in == nullptr || depth > kDepth) return "";
  const Verdict verdict = builtins::VerdictOf(Value(reg));
  switch (in->op) {
    case Op::kJoin: {
      const bool first = builtins::VerdictOf(Value(in->a)) == verdict;
      return Outcome(first ? in->a : in->b, depth + 1);
    }
    case Op::kApply:
    case Op::kGovern:
      if (TruthOf(Value(in->a)) != Truth::kTrue) {
        const std::string why = Truth_(in->a, true, depth + 1);
        return verdict == Verdict::kNotApplicable ? "does not apply: " + why : "cannot tell whether it applies: " + why;
      }
      return in->op == Op::kApply ? Truth_(in->b, true, depth + 1) : Outcome(in->b, depth + 1);
    case Op::kRequire:
      return Truth_(in->a, true, depth + 1);
    case Op::kArm:
    case Op::kGraded:
      return GradeText(reg, depth);
    default:
      return Text(*in);
  }
}

std::string Explainer::GradeText(Reg reg, std::size_t depth) {
  const Instr* in = Def(reg);
  while (in != nullptr && in->op == Op::kArm && TruthOf(Value(in->a)) == Truth::kFalse) in = Def(in->b);
  if (in == nullptr) return "";
  const std::string grade(GradeName(static_cast<Grade>(in->imm)));
  if (in->op == Op::kGraded) return "graded " + grade + ": no condition before `otherwise` holds";
  const Instr* condition = Def(in->a);
  if (TruthOf(Value(in->a)) == Truth::kTrue)
    return "graded " + grade + ": " + (condition != nullptr ? Text(*condition) : "");
  return "no grade: " + Truth_(in->a, true, depth + 1);
}

// `wanted`: what the rule needed this to be. Says what it is instead, down to the claim that decided.
std::string Explainer::Truth_(Reg reg, bool wanted, std::size_t depth) {
  const Instr* in = Def(reg);
  if (in == nullptr) return "";
  if (depth > kDepth) return Text(*in);
  switch (in->op) {
    case Op::kNot:
      return Truth_(in->a, !wanted, depth + 1);
    case Op::kMove:
      return Truth_(in->a, wanted, depth + 1);
    case Op::kAnd:
    case Op::kOr:
      return Chain(*in, wanted, depth);
    case Op::kLoopEnd:
      return Loop(*in, wanted, depth);
    case Op::kElse:
      if (Value(in->a).state != State::kAbsent) return Truth_(in->a, wanted, depth + 1);
      return Truth_(in->a, wanted, depth + 1) + ", taken as " + Shown(in->b, in->b);
    default:
      break;
  }
  return Usable(Value(reg)) ? Leaf(*in, wanted) : Missing(reg, depth);
}

// An operand that has the chain's own state decided it; where all of them had to, they are all told.
std::string Explainer::Chain(const Instr& in, bool wanted, std::size_t depth) {
  const Truth truth = TruthOf(Value(in.dst));
  const Truth a = TruthOf(Value(in.a)), b = TruthOf(Value(in.b));
  const bool alone = (in.op == Op::kAnd && truth == Truth::kFalse) || (in.op == Op::kOr && truth == Truth::kTrue);
  if (alone || a != b) {
    const bool first = a == truth;
    return Truth_(first ? in.a : in.b, wanted, depth + 1);
  }
  if (truth != Truth::kFalse && truth != Truth::kTrue) return Truth_(in.a, wanted, depth + 1);
  if (depth > kOrOperands) return Text(in);
  const std::string left = Truth_(in.a, wanted, depth + 1), right = Truth_(in.b, wanted, depth + 1);
  return left == right ? left : left + ", and " + right;
}

// Why a register has no value: the first claim on the way that has none, in the state that won.
std::string Explainer::Missing(Reg reg, std::size_t depth) {
  const Cell& cell = Value(reg);
  const Instr* in = Def(reg);
  if (in == nullptr) return "";
  const auto reason = [&] {
    const std::string_view text = ReasonText(state_, cell.why.reason);
    return text.empty() ? std::string() : ": " + std::string(text);
  };
  const bool column = in->op == Op::kColumn || in->op == Op::kProbe || in->op == Op::kRowKey;
  // A column of a row that was not found: the row says more.
  if (column && in->op == Op::kColumn && in->a != kNoReg && !Usable(Value(in->a)) && depth <= kDepth) {
    if (const Instr* row = Def(in->a); row != nullptr && row->op == Op::kProbe) return Missing(in->a, depth + 1);
  }
  if (!column && depth <= kDepth) {
    for (const Reg operand : {in->a, in->b, in->c}) {
      if (Def(operand) == nullptr || Usable(Value(operand)) ||
          builtins::Severity(Value(operand)) != builtins::Severity(cell))
        continue;
      return TruthOf(Value(operand)) == TruthOf(cell) && Def(operand)->op == Op::kLoopEnd
                 ? Loop(*Def(operand), true, depth + 1)
                 : Missing(operand, depth + 1);
    }
  }
  switch (cell.state) {
    case State::kAbsent:
      return Subject(reg) + " is absent";
    case State::kUnknown:
      return NameOf(reg) + " is unknown" + reason();
    default:
      return NameOf(reg) + " is in error" + reason();
  }
}

std::string Explainer::Leaf(const Instr& in, bool wanted) {
  const bool holds = TruthOf(Value(in.dst)) == Truth::kTrue;
  switch (in.op) {
    case Op::kIsPresent:
    case Op::kIsAbsent:
      return Subject(in.a) + ((in.op == Op::kIsPresent) == holds ? " is present" : " is absent");
    case Op::kColumn:
    case Op::kParam:
    case Op::kRowKey:
      return Subject(in.dst) + " is " + (holds ? "true" : "false") +
             (holds == wanted ? ""
              : wanted        ? ", expected true"
                              : ", expected false");
    case Op::kConst:
      return std::string("the condition is always ") + (holds ? "true" : "false");
    default:
      return Comparison(in, holds);
  }
}

std::string Explainer::Comparison(const Instr& in, bool holds) {
  const std::string subject = Subject(in.a), found = Shown(in.a, in.b);
  const auto say = [&](const char* fails, const char* fits, const std::string& due) {
    return subject + " is " + found + ", " + (holds ? fits : fails) + due;
  };
  switch (in.op) {
    case Op::kEqual:
      return holds ? subject + " is " + found : say("expected ", "", Shown(in.b, in.a));
    case Op::kNotEqual:
      return say("expected anything else", "which is not ", holds ? Shown(in.b, in.a) : "");
    case Op::kLess:
      return say("expected less than ", "which is less than ", Shown(in.b, in.a));
    case Op::kLessEqual:
      // `a >= b` is lowered as b <= a: the claim is what people look for first.
      if (Path(in.a).empty() && !Path(in.b).empty()) {
        return Subject(in.b) + " is " + Shown(in.b, in.a) + (holds ? ", which is at least " : ", expected at least ") +
               Shown(in.a, in.b);
      }
      return say("expected at most ", "which is at most ", Shown(in.b, in.a));
    case Op::kInRange:
      return say("expected ", "which lies in ", Shown(in.b, in.a) + ".." + Shown(in.c, in.a));
    case Op::kInSet:
      return say("expected one of ", "which is one of ", Shown(in.b, in.a));
    case Op::kInCidr:
      return say("expected an address in ", "which lies in ", Shown(in.b, in.b));
    case Op::kWithin:
      return subject + ": " + found + (holds ? " is within " : " is not within ") + Shown(in.b, in.a);
    case Op::kMatch:
      return say("which does not match ", "which matches ", program_.patterns[in.imm].text);
    case Op::kContainsMatch:
      return say("which contains nothing like ", "which contains ", program_.patterns[in.imm].text);
    case Op::kContains:
      return say("which does not contain ", "which contains ", Shown(in.b, in.a));
    case Op::kStartsWith:
      return say("which does not start with ", "which starts with ", Shown(in.b, in.a));
    case Op::kEndsWith:
      return say("which does not end with ", "which ends with ", Shown(in.b, in.a));
    case Op::kSetEqual:
      return say("expected exactly ", "which is exactly ", Shown(in.b, in.a));
    default:
      return Text(in) + (holds ? " holds" : " does not hold");
  }
}

std::string ExplainRule(Machine& machine, const ActualState& state, std::uint32_t rule) {
  std::string text = Explainer(machine, state, rule).Run();
  if (text.size() <= kSentence) return text;
  std::size_t end = kSentence;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

}  // namespace mps::interp
