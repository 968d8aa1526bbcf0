// Explanations of one condition over values: which claim, what it is, what was expected.
#include <optional>

#include "builtins/builtins.h"
#include "builtins/logic.h"
#include "builtins/set_object.h"
#include "interp/describe.h"
#include "interp/explainer.h"
#include "program/cell_order.h"
#include "schema/types.h"

namespace mps::interp {

using builtins::TruthOf;
using builtins::Usable;
using program::Instr;
using program::kNoReg;
using program::Op;
using program::Reg;

namespace {

// What is said behind `host.x is 4`; `%` stands for the other side.
struct Phrases {
  const char* due;      // the condition should hold and does not
  const char* not_due;  // it holds and should not
  const char* is;       // it holds, and nothing was expected
  const char* is_not;   // it does not hold, and nothing was expected
};
constexpr Phrases kEqual = {"expected %", "expected anything else", "", "not %"};
constexpr Phrases kNotEqual = {"expected anything else", "expected %", "not %", ""};
constexpr Phrases kLess = {"expected less than %", "expected at least %", "less than %", "not less than %"};
constexpr Phrases kMore = {"expected more than %", "expected at most %", "more than %", "not more than %"};
constexpr Phrases kAtMost = {"expected at most %", "expected more than %", "at most %", "more than %"};
constexpr Phrases kAtLeast = {"expected at least %", "expected less than %", "at least %", "less than %"};
constexpr Phrases kRange = {"expected %", "expected a value outside %", "within %", "outside %"};
constexpr Phrases kOneOf = {"expected one of %", "expected none of %", "one of %", "not one of %"};
constexpr Phrases kNetwork = {"expected an address in %", "expected an address outside %", "in %", "not in %"};
constexpr Phrases kWithin = {"expected % or stricter", "expected a bit beyond %", "within %", "not within %"};
constexpr Phrases kAllBits = {"expected all bits of % set", "expected a bit of % not set", "with all bits of % set",
                              "with a bit of % not set"};
constexpr Phrases kNoBits = {"expected no bit of % set", "expected a bit of % set", "with no bit of % set",
                             "with a bit of % set"};
constexpr Phrases kMatch = {"expected to match %", "expected not to match %", "which matches %",
                            "which does not match %"};
constexpr Phrases kContainsMatch = {"expected something like % in it", "expected nothing like % in it",
                                    "with something like % in it", "with nothing like % in it"};
constexpr Phrases kContains = {"expected % in it", "expected no % in it", "with % in it", "without %"};
constexpr Phrases kStarts = {"expected to start with %", "expected not to start with %", "which starts with %",
                             "which does not start with %"};
constexpr Phrases kEnds = {"expected to end with %", "expected not to end with %", "which ends with %",
                           "which does not end with %"};
constexpr Phrases kAmong = {"expected % among them", "expected no % among them", "% among them", "% not among them"};
constexpr Phrases kExactly = {"expected exactly %", "expected anything else", "exactly %", "not exactly %"};
constexpr Phrases kPresent = {"expected it to be present", "expected it to be absent", "", ""};
constexpr Phrases kTruth = {"expected true", "expected false", "", ""};

// `, expected at most 4`, or nothing.
std::string Say(const Phrases& phrases, bool holds, Wish wish, const std::string& other) {
  const bool expected = wish != Wish::kNone && holds != (wish == Wish::kTrue);
  const std::string text = expected ? (holds ? phrases.not_due : phrases.due) : (holds ? phrases.is : phrases.is_not);
  if (text.empty()) return "";
  const auto at = text.find('%');
  return ", " + (at == std::string::npos ? text : text.substr(0, at) + other + text.substr(at + 1));
}

std::string PatternText(const program::Pattern& pattern) {
  std::string out = pattern.glob ? "glob'" : "re'";
  for (const char c : pattern.text) out += c == '\'' ? "''" : std::string(1, c);
  return out + "'";
}

const Phrases* TextPhrases(Op op) {
  switch (op) {
    case Op::kInCidr:
      return &kNetwork;
    case Op::kWithin:
      return &kWithin;
    case Op::kContains:
      return &kContains;
    case Op::kStartsWith:
      return &kStarts;
    case Op::kEndsWith:
      return &kEnds;
    default:
      return nullptr;
  }
}

// A set of one member is that member.
std::optional<Cell> OnlyMember(const Cell& cell) {
  if (cell.kind != CellKind::kSet) return std::nullopt;
  const builtins::SetObject& set = builtins::SetOf(cell);
  if (set.count != 1) return std::nullopt;
  return set.members[0];
}

}  // namespace

// The side that people look for first is what the sentence is about: `0 < host.x` is said of host.x.
Explainer::Sides Explainer::SidesOf(const Instr& in) const {
  switch (in.op) {
    case Op::kEqual:
    case Op::kNotEqual:
    case Op::kLess:
    case Op::kLessEqual:
    case Op::kSetEqual:
    case Op::kInSet: {
      const bool swapped = Rank(in.b) > Rank(in.a);
      return swapped ? Sides{in.b, in.a, true} : Sides{in.a, in.b, false};
    }
    default:
      return {in.a, in.b, false};
  }
}

bool Explainer::Comparable(const Instr& in) const {
  switch (in.op) {
    case Op::kEqual:
    case Op::kNotEqual:
    case Op::kLess:
    case Op::kLessEqual:
    case Op::kSetEqual:
    case Op::kInSet:
    case Op::kInRange:
    case Op::kMatch:
    case Op::kContainsMatch:
    case Op::kColumn:
    case Op::kElse:
      return true;
    default:
      return TextPhrases(in.op) != nullptr;
  }
}

std::string Explainer::Leaf(const Instr& in, Wish wish) {
  const bool holds = TruthOf(Value(in.dst)) == Truth::kTrue;
  switch (in.op) {
    case Op::kIsPresent:
    case Op::kIsAbsent: {
      const bool present = (in.op == Op::kIsPresent) == holds;
      const Wish due = wish == Wish::kNone                                  ? wish
                       : (in.op == Op::kIsPresent) == (wish == Wish::kTrue) ? Wish::kTrue
                                                                            : Wish::kFalse;
      return Subject(in.a) + (present ? " is present" : " is absent") + Say(kPresent, present, due, "");
    }
    case Op::kColumn:
    case Op::kElse:
    case Op::kParam:
    case Op::kRowKey:
      return Is(in.dst, in.dst) + Say(kTruth, holds, wish, "");
    case Op::kConst:
      return std::string("the condition is always ") + (holds ? "true" : "false");
    default:
      return Comparison(in, wish);
  }
}

std::string Explainer::Comparison(const Instr& in, Wish wish) {
  const bool holds = TruthOf(Value(in.dst)) == Truth::kTrue;
  const Sides sides = SidesOf(in);
  if (!Comparable(in) || Rank(sides.subject) == 0) return Fallback(in, holds, wish);
  if (const Instr* tally = Def(sides.subject); tally != nullptr && tally->op == Op::kTally)
    return TallyText(in, sides, wish);
  if (in.op == Op::kInSet) return Membership(in, holds, wish);
  if (in.op == Op::kSetEqual) return SetComparison(in, holds, wish);
  if (Rank(in.b) > Rank(in.a) && !sides.swapped) return Fallback(in, holds, wish);
  if (std::string masked = Masked(in, sides, holds, wish); !masked.empty()) return masked;
  return Is(sides.subject, sides.other) + Verdict_(in, sides, holds, wish);
}

std::string Explainer::Verdict_(const Instr& in, const Sides& sides, bool holds, Wish wish) {
  switch (in.op) {
    case Op::kColumn:
    case Op::kElse:
      return Say(kTruth, holds, wish, "");
    case Op::kLess:
      return Say(sides.swapped ? kMore : kLess, holds, wish, Due(sides.other, sides.subject));
    case Op::kLessEqual:
      return Say(sides.swapped ? kAtLeast : kAtMost, holds, wish, Due(sides.other, sides.subject));
    case Op::kNotEqual:
      return Say(kNotEqual, holds, wish, Due(sides.other, sides.subject));
    case Op::kInRange:
      return Say(kRange, holds, wish, Shown(in.b, in.a) + ".." + Shown(in.c, in.a) + Of(in.b) + Of(in.c));
    case Op::kMatch:
      return Say(kMatch, holds, wish, PatternText(program_.patterns[in.imm]));
    case Op::kContainsMatch:
      return Say(kContainsMatch, holds, wish, PatternText(program_.patterns[in.imm]));
    case Op::kSetEqual:
      return Say(kExactly, holds, wish, Due(sides.other, sides.subject));
    case Op::kInSet:
      if (sides.swapped) return Say(kContains, holds, wish, Due(sides.other, sides.other));
      if (const auto only = OnlyMember(Value(in.b))) return Say(kEqual, holds, wish, DescribeCell(*only, KindOf(in.a)));
      return Say(kOneOf, holds, wish, Due(in.b, in.a));
    default:
      if (const Phrases* phrases = TextPhrases(in.op)) return Say(*phrases, holds, wish, Due(in.b, in.a));
      return Say(kEqual, holds, wish, Due(sides.other, sides.subject));
  }
}

std::string Explainer::Membership(const Instr& in, bool holds, Wish wish) {
  const Sides sides = SidesOf(in);
  const Cell& collection = Value(in.b);
  if (!sides.swapped) {
    std::string due = Verdict_(in, sides, holds, wish);
    if (collection.kind == CellKind::kRows) {
      due = Say(kOneOf, holds, wish, RowsShown(collection, in.imm, KindOf(in.a)) + " (" + NameOf(in.b) + ")");
    }
    return Is(in.a, in.a) + due;
  }
  const std::string member = Due(in.a, in.a);
  if (const Instr* absent = Defaulted(in.b))
    return Subject(absent->a) + " is absent" + Say(kContains, holds, wish, member);
  const std::string subject = Subject(in.b);
  if (holds) return subject + " holds " + member + (wish == Wish::kFalse ? ", expected it not to" : "");
  if (Machine::MemberCount(collection) == 0) return subject + " is empty" + Say(kContains, holds, wish, member);
  const std::string members = collection.kind == CellKind::kRows ? RowsShown(collection, in.imm, KindOf(in.a))
                                                                 : DescribeCell(collection, KindOf(in.a));
  return subject + " holds " + members + Say(kAmong, holds, wish, member);
}

// Two sets: what either has beyond the other is what somebody has to mend.
std::string Explainer::SetComparison(const Instr& in, bool holds, Wish wish) {
  const Sides sides = SidesOf(in);
  std::string out = Is(sides.subject, sides.other) + Verdict_(in, sides, holds, wish);
  if (holds || wish != Wish::kTrue) return out;
  const builtins::SetObject& have = builtins::SetOf(Value(sides.subject));
  const builtins::SetObject& want = builtins::SetOf(Value(sides.other));
  std::vector<Cell> missing, surplus;
  std::uint32_t i = 0, k = 0;
  while (i < have.count || k < want.count) {
    const int order = i == have.count   ? 1
                      : k == want.count ? -1
                                        : program::CompareCells(have.members[i], want.members[k]);
    if (order < 0) surplus.push_back(have.members[i]);
    if (order > 0) missing.push_back(want.members[k]);
    if (order <= 0) ++i;
    if (order >= 0) ++k;
  }
  const auto list = [&](const char* word, const std::vector<Cell>& cells) {
    if (cells.empty()) return;
    out += std::string("; ") + word +
           DescribeMembers(cells.size(), [&](std::size_t at) { return DescribeCell(cells[at], TypeKind::kScalar); });
  };
  list("missing ", missing);
  list("too many ", surplus);
  return out;
}

// `x & m == m` and `x & m == 0`, as people say them; nothing for other conditions.
std::string Explainer::Masked(const Instr& in, const Sides& sides, bool holds, Wish wish) {
  const Instr* masked = Def(sides.subject);
  if (in.op != Op::kEqual || masked == nullptr || masked->op != Op::kBitAnd) return "";
  const bool first = Rank(masked->a) > Rank(masked->b);
  const Reg claim = first ? masked->a : masked->b, mask = first ? masked->b : masked->a;
  if (Value(mask).kind != CellKind::kInt || Value(sides.other).kind != CellKind::kInt) return "";
  const std::int64_t due = Value(sides.other).i;
  if (due != 0 && due != Value(mask).i) return "";
  return Is(claim, mask) + Say(due == 0 ? kNoBits : kAllBits, holds, wish, Due(mask, claim));
}

std::vector<Reg> Explainer::Tallied(Reg tally) const {
  std::vector<Reg> out;
  for (const Instr* in = Def(tally); in != nullptr && in->op == Op::kTally; in = Def(in->a))
    out.insert(out.begin(), in->b);
  return out;
}

// A count over a constant set, unrolled: `one` and comparisons of `count(.. in ..)`.
std::string Explainer::TallyText(const Instr& in, const Sides& sides, Wish wish) {
  const std::vector<Reg> members = Tallied(sides.subject);
  std::size_t fit = 0;
  for (const Reg member : members) fit += TruthOf(Value(member)) == Truth::kTrue ? 1 : 0;
  const bool holds = TruthOf(Value(in.dst)) == Truth::kTrue;
  return std::to_string(fit) + " of " + std::to_string(members.size()) + " fit" + Verdict_(in, sides, holds, wish) +
         ": `" + Text(in) + "`";
}

// Conditions without a claim on the side that a sentence could be about: the text of the condition, and what was found.
std::string Explainer::Fallback(const Instr& in, bool holds, Wish wish) {
  if (Rank(in.a) == 0 && Rank(in.b) == 0 && Rank(in.c) == 0 && in.op != Op::kConfigDigest) {
    return Text(in) + " is always " + (holds ? "true" : "false");
  }
  std::string out = "`" + Text(in) + (holds ? "` holds" : "` does not hold");
  if (wish != Wish::kNone && holds == (wish == Wish::kFalse)) out += holds ? ", expected it not to" : "";
  std::string found;
  for (const Reg operand : {in.a, in.b, in.c}) {
    if (Def(operand) == nullptr || Rank(operand) == 0 || !Usable(Value(operand))) continue;
    found += (found.empty() ? "" : ", ") + Is(operand, operand);
  }
  return found.empty() ? out : out + ": " + found;
}

}  // namespace mps::interp
