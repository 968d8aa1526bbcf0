// Explainer: walks a rule's instructions backwards from its outcome to what decided it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "interp/machine.h"
#include "program/program.h"
#include "schema/actual_state.h"

namespace mps::interp {

class Explainer {
 public:
  Explainer(Machine& machine, const ActualState& state, std::uint32_t rule);
  std::string Run();

 private:
  using Instr = program::Instr;
  using Reg = program::Reg;

  // What decided an outcome register, a truth register (which should have been `wanted`), a value without value.
  std::string Outcome(Reg reg, std::size_t depth);
  std::string Truth_(Reg reg, bool wanted, std::size_t depth);
  std::string Chain(const Instr& in, bool wanted, std::size_t depth);
  std::string Missing(Reg reg, std::size_t depth);
  std::string Leaf(const Instr& in, bool wanted);
  std::string Comparison(const Instr& in, bool holds);
  std::string Passing();
  std::string GradeText(Reg reg, std::size_t depth);

  // Loops: which member decided; its body is run again with that member in place.
  std::string Loop(const Instr& end, bool wanted, std::size_t depth);
  std::string Members(const Instr& end, std::size_t depth, Truth sought, bool wanted);
  std::string Counted(const Instr& end, bool wanted);
  Truth MemberTruth(const Instr& loop, std::uint32_t member);
  bool Considered(const Instr& loop, std::uint32_t member);
  std::string ConsideredText(const Instr& loop);
  std::string CollectionState(const Instr& loop, std::size_t depth);

  // Names and values.
  std::string Path(Reg reg);  // the claim path a register was read from, or empty
  std::string RowPath(Reg row);
  std::string MemberLabel(const Instr& loop, Reg row);
  std::string NameOf(Reg reg);             // path, or the expression's text
  std::string Shown(Reg reg, Reg beside);  // value; typed by itself or by what it is compared with
  TypeKind KindOf(Reg reg);
  std::string Subject(Reg reg) { return NameOf(reg) + From(reg); }
  std::string From(Reg reg);  // provenance
  const Instr* Def(Reg reg) const;
  const std::string& Text(const Instr& in) const;
  Cell& Value(Reg reg) { return machine_.reg(reg); }

  Machine& machine_;
  const ActualState& state_;
  const program::Program& program_;
  const program::RuleSpec& rule_;
  std::vector<std::uint32_t> defs_;  // by register: the instruction that assigns it, or kNone
};

}  // namespace mps::interp
