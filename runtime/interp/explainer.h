// Explainer: walks a rule's instructions backwards from its outcome to what decided it.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "interp/machine.h"
#include "program/program.h"
#include "schema/actual_state.h"

namespace mps::interp {

// What the rule needed a condition to be. kNone: the sentence only states what is, as for a rule that does not apply.
enum class Wish : std::uint8_t { kNone, kTrue, kFalse };

class Explainer {
 public:
  Explainer(Machine& machine, const ActualState& state, std::uint32_t rule);
  std::string Run();

 private:
  using Instr = program::Instr;
  using Reg = program::Reg;

  // explain.cpp: what decided an outcome register, a truth register.
  std::string Outcome(Reg reg, std::size_t depth);
  std::string FailedParts(Reg reg, std::size_t depth);
  std::string Why(Reg reg, Wish wish, std::size_t depth);
  std::string Chain(const Instr& in, Wish wish, std::size_t depth);
  void Operands(const Instr& in, program::Op op, std::vector<Reg>& out) const;
  std::string Several(const std::vector<Reg>& regs, Wish wish, const char* between, std::size_t depth);
  std::string Passing();
  std::string GradeText(Reg reg, std::size_t depth);

  // explain_compare.cpp: one condition over values.
  struct Sides {
    Reg subject = program::kNoReg, other = program::kNoReg;
    bool swapped = false;
  };
  Sides SidesOf(const Instr& in) const;
  std::string Leaf(const Instr& in, Wish wish);
  std::string Comparison(const Instr& in, Wish wish);
  // `, expected at most 4`; where nothing is expected, `, more than 4`.
  std::string Verdict_(const Instr& in, const Sides& sides, bool holds, Wish wish);
  std::string Ordered(const Instr& in, const Sides& sides, bool holds, Wish wish);
  std::string Membership(const Instr& in, bool holds, Wish wish);
  std::string SetComparison(const Instr& in, bool holds, Wish wish);
  std::string Masked(const Instr& in, const Sides& sides, bool holds, Wish wish);
  std::string Fallback(const Instr& in, bool holds, Wish wish);
  bool Comparable(const Instr& in) const;

  // explain_missing.cpp: why a register has no value.
  std::string Missing(Reg reg, Wish wish, std::size_t depth);
  std::string MissingOperand(const Instr& in, Wish wish, std::size_t depth);
  std::string Incomplete(Reg collection);
  std::string Expectation(const Instr& in, Reg missing, Wish wish);

  // explain_loops.cpp: which member decided; its body is run again with that member in place.
  std::string Loop(const Instr& end, Wish wish, std::size_t depth);
  std::string Members(const Instr& end, std::size_t depth, Truth sought, Wish wish);
  std::string NoneFits(const Instr& end, Wish wish, std::size_t depth);
  std::string Counted(const Instr& end, Wish wish);
  std::string BodyText(const Instr& end) const;
  std::vector<Reg> Tallied(Reg tally) const;  // the truths that an unrolled count adds up
  std::string TallyText(const Instr& in, const Sides& sides, Wish wish);
  std::string Twins(const Instr& end);
  Truth MemberTruth(const Instr& loop, std::uint32_t member);
  bool Considered(const Instr& loop, std::uint32_t member);
  std::vector<std::uint32_t> ConsideredMembers(const Instr& loop, std::size_t most, std::uint32_t* count);
  std::string ConsideredText(const Instr& loop);
  std::string CollectionState(const Instr& loop, std::size_t depth);

  // explain_names.cpp: names and values.
  std::string Path(Reg reg, bool labels = true);  // the claim path a register was read from, or empty
  std::string DerivedPath(const Instr& in, bool labels);
  std::string RowPath(Reg row, bool labels);
  std::string MemberLabel(const Instr& loop, Reg row, bool labels);
  std::string LabelPath(std::uint32_t table) const;
  std::string NameOf(Reg reg);  // path, or the expression's text
  std::string CollectionName(Reg reg);
  std::string Shown(Reg reg, Reg beside);  // value; typed by itself or by what it is compared with
  std::string Due(Reg reg, Reg beside);    // value, and the parameter or claim that it is of
  std::string Of(Reg reg);                 // ` (parameter tries)`, ` (host.x)`, or nothing
  std::string Is(Reg reg, Reg beside);     // `host.x (file:3) is 4`, `host.x is absent (taken as 0)`
  std::string RowsShown(const Cell& rows, std::uint32_t column, TypeKind kind);
  const Instr* Defaulted(Reg reg) const;  // the `else` whose default the register's value rests on
  TypeKind KindOf(Reg reg) const;
  std::string Subject(Reg reg) { return NameOf(reg) + From(reg); }
  std::string From(Reg reg);   // provenance
  Reg ClaimOf(Reg reg) const;  // the claim that a computed value rests on
  int Rank(Reg reg) const;     // how likely a reader looks for this operand first: claims before constants
  const Instr* Def(Reg reg) const;
  std::string Text(const Instr& in) const;  // as an author reads it, cut
  Cell& Value(Reg reg) { return machine_.reg(reg); }
  bool HasValue(Reg reg) const;

  Machine& machine_;
  const ActualState& state_;
  const program::Program& program_;
  const program::RuleSpec& rule_;
  std::vector<std::uint32_t> defs_;  // by register: the instruction that assigns it, or kNone
  std::size_t clauses_ = 0;          // told so far: bounds how wide a sentence may branch
};

}  // namespace mps::interp
