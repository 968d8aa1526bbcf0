// Explanations of quantifiers: which member decided, and how many more.
#include <algorithm>

#include "builtins/builtins.h"
#include "builtins/logic.h"
#include "interp/describe.h"
#include "interp/explainer.h"
#include "interp/interpreter.h"

namespace mps::interp {

using builtins::TruthOf;
using builtins::Usable;
using program::Instr;
using program::kNoReg;
using program::LoopKind;
using program::Reg;

namespace {

constexpr std::uint32_t kCounted = 10000;  // members looked at again for the sake of a sentence
constexpr std::uint32_t kCompared = 1000;  // members whose keys are compared with each other
std::string CountOf(std::uint64_t number, const char* word) {
  return std::to_string(number) + " " + word + (number == 1 ? "" : "s");
}

}  // namespace

// Puts a member in place and runs the body for it. A filter that is false makes it vacuous under `all`.
Truth Explainer::MemberTruth(const Instr& loop, std::uint32_t member) {
  const auto begin = static_cast<std::uint32_t>(&loop - program_.code.data());
  const Instr& end = program_.code[loop.imm];
  Value(loop.dst) = Machine::Member(Value(loop.a), member);
  if (!machine_.Run(begin + 1, loop.imm).ok()) return Truth::kError;
  const Cell presence = Machine::Presence(Value(loop.a), member);
  const Cell where = end.b == kNoReg ? presence : builtins::And(presence, Value(end.b));
  const auto kind = static_cast<LoopKind>(loop.aux);
  if (kind == LoopKind::kAll) return TruthOf(builtins::Or(builtins::Not(where), Value(end.a)));
  const bool keyed = kind == LoopKind::kDistinct || kind == LoopKind::kBuild;
  return TruthOf(keyed ? where : builtins::And(where, Value(end.a)));
}

bool Explainer::Considered(const Instr& loop, std::uint32_t member) {
  MemberTruth(loop, member);
  const Instr& end = program_.code[loop.imm];
  return end.b == kNoReg || TruthOf(Value(end.b)) != Truth::kFalse;
}

// The first `most` members that pass the filter, and how many there are in all.
std::vector<std::uint32_t> Explainer::ConsideredMembers(const Instr& loop, std::size_t most, std::uint32_t* count) {
  std::vector<std::uint32_t> out;
  *count = 0;
  const std::uint32_t members = Machine::MemberCount(Value(loop.a));
  for (std::uint32_t i = 0; i < members; ++i) {
    if (!Considered(loop, i)) continue;
    ++*count;
    if (out.size() < most) out.push_back(i);
  }
  return out;
}

std::string Explainer::ConsideredText(const Instr& loop) {
  const std::uint32_t members = Machine::MemberCount(Value(loop.a));
  if (program_.code[loop.imm].b == kNoReg || members > kCounted) return std::to_string(members) + " considered";
  std::uint32_t considered = 0;
  ConsideredMembers(loop, 0, &considered);
  return std::to_string(considered) + " of " + std::to_string(members) + " considered";
}

std::string Explainer::CollectionState(const Instr& loop, std::size_t depth) {
  if (!Usable(Value(loop.a))) return Missing(loop.a, Wish::kNone, depth + 1);
  const std::string told = Incomplete(loop.a);
  return told.empty() ? Text(loop) : told;
}

// The first member whose truth is `sought`, why, and how many more there are.
std::string Explainer::Members(const Instr& end, std::size_t depth, Truth sought, Wish wish) {
  const Instr& loop = program_.code[end.imm];
  const std::uint32_t members = Machine::MemberCount(Value(loop.a));
  const bool settled = sought == Truth::kTrue || sought == Truth::kFalse;
  for (std::uint32_t i = 0; i < members; ++i) {
    if (MemberTruth(loop, i) != sought) continue;
    const bool filter = end.b != kNoReg && !settled && TruthOf(Value(end.b)) == sought;
    std::string why = Why(filter ? end.b : end.a, filter ? Wish::kNone : wish, depth + 1);
    if (!settled || wish == Wish::kNone || members > kCounted) return why;
    std::uint32_t more = 0;
    for (std::uint32_t k = i + 1; k < members; ++k) more += MemberTruth(loop, k) == sought ? 1 : 0;
    if (more != 0) why += "; likewise " + CountOf(more, "more member") + " of " + CollectionName(loop.a);
    return why;
  }
  return CollectionState(loop, depth);
}

std::string Explainer::Loop(const Instr& end, Wish wish, std::size_t depth) {
  const Instr& loop = program_.code[end.imm];
  const Truth truth = TruthOf(Value(end.dst));
  if (!Usable(Value(loop.a))) {
    const bool due = Value(loop.a).state == State::kAbsent && wish == Wish::kTrue &&
                     static_cast<LoopKind>(loop.aux) == LoopKind::kAny && Def(end.a) != nullptr;
    return Missing(loop.a, Wish::kNone, depth + 1) + (due ? ", expected a member with " + BodyText(end) : "");
  }
  switch (static_cast<LoopKind>(loop.aux)) {
    case LoopKind::kAll:
      if (truth != Truth::kTrue) return Members(end, depth, truth, wish);
      return CollectionName(loop.a) + ": every member fits (" + ConsideredText(loop) + ")" +
             (wish == Wish::kFalse ? ", expected one that does not" : "");
    case LoopKind::kAny:
      return truth == Truth::kFalse ? NoneFits(end, wish, depth) : Members(end, depth, truth, wish);
    default:
      return Counted(end, wish);
  }
}

// What a member has to be: the body, or the filter where there is nothing else.
std::string Explainer::BodyText(const Instr& end) const {
  const Instr* body = Def(end.a);
  const Instr* where = Def(end.b);
  const bool always = body == nullptr || body->op == program::Op::kConst;
  const Instr* due = always && where != nullptr ? where : body;
  return due == nullptr ? std::string("anything") : "`" + Text(*due) + "`";
}

// An `any` without a witness. Where one member alone comes into question, it says what it lacks.
std::string Explainer::NoneFits(const Instr& end, Wish wish, std::size_t depth) {
  const Instr& loop = program_.code[end.imm];
  const std::string fits_none = CollectionName(loop.a) + ": no member fits";
  const std::uint32_t members = Machine::MemberCount(Value(loop.a));
  const std::string expected = wish == Wish::kTrue ? ", expected one with " + BodyText(end) : "";
  const Instr* where = Def(end.b);
  if (where == nullptr && members == 0) return fits_none + " (0 considered)" + expected;
  if (members > kCounted) return fits_none + " (" + ConsideredText(loop) + ")" + expected;
  std::uint32_t considered = 0;
  const std::vector<std::uint32_t> first = ConsideredMembers(loop, 1, &considered);
  if (considered == 0 && where != nullptr) {
    return fits_none + " (0 of " + std::to_string(members) + " considered)" +
           (wish == Wish::kTrue ? ", expected one with `" + Text(*where) + "`" : "");
  }
  if (considered != 1 || wish != Wish::kTrue) return fits_none + " (" + ConsideredText(loop) + ")" + expected;
  MemberTruth(loop, first.front());
  // First why: counting puts other members in place.
  const std::string why = Why(end.a, wish, depth + 1);
  return why + " (" + ConsideredText(loop) + ")";
}

std::string Explainer::Counted(const Instr& end, Wish wish) {
  const Instr& loop = program_.code[end.imm];
  const Truth truth = TruthOf(Value(end.dst));
  const auto kind = static_cast<LoopKind>(loop.aux);
  const std::uint32_t members = Machine::MemberCount(Value(loop.a));
  if (truth != Truth::kTrue && truth != Truth::kFalse) {
    for (std::uint32_t i = 0; i < members; ++i) {
      const Truth member = MemberTruth(loop, i);
      if (kind != LoopKind::kDistinct && member == truth) return Why(end.a, Wish::kNone, 1);
      if (kind == LoopKind::kDistinct && !Usable(Value(end.a))) return Missing(end.a, Wish::kNone, 1);
    }
    return CollectionState(loop, 0);
  }
  if (kind == LoopKind::kDistinct) {
    if (truth == Truth::kFalse) return Twins(end);
    return CollectionName(loop.a) + ": no two members agree";
  }
  std::uint32_t fits = 0;
  for (std::uint32_t i = 0; i < members && i < kCounted; ++i) fits += MemberTruth(loop, i) == Truth::kTrue ? 1 : 0;
  const Instr* body = Def(end.a);
  const std::string what = body == nullptr || body->op == program::Op::kConst ? "" : " `" + Text(*body) + "`";
  return CollectionName(loop.a) + ": " + std::to_string(fits) + " of " + std::to_string(members) + " fit" + what +
         (wish == Wish::kTrue    ? ", expected exactly one"
          : wish == Wish::kFalse ? ", expected another number"
                                 : "");
}

// Two members with the same key, by name.
std::string Explainer::Twins(const Instr& end) {
  const Instr& loop = program_.code[end.imm];
  const std::uint32_t members = std::min(Machine::MemberCount(Value(loop.a)), kCompared);
  const auto compare = static_cast<program::Compare>(end.aux);
  std::vector<std::pair<Cell, std::string>> keys;
  for (std::uint32_t i = 0; i < members; ++i) {
    if (MemberTruth(loop, i) != Truth::kTrue || !Usable(Value(end.a))) continue;
    const Cell key = Value(end.a);
    const auto twin = std::find_if(keys.begin(), keys.end(), [&](const auto& other) {
      return TruthOf(builtins::EqualValues(compare, other.first, key)) == Truth::kTrue;
    });
    if (twin != keys.end()) {
      return twin->second + " and " + Subject(end.a) + " are both " + Shown(end.a, end.a) + ", expected no two alike";
    }
    keys.emplace_back(key, Subject(end.a));
  }
  return CollectionName(loop.a) + ": two members have the same value of " + NameOf(end.a);
}

}  // namespace mps::interp
