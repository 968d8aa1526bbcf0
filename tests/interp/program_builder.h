// A small assembler for programs written by hand: one rule or configuration at a time, registers handed out in order.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "builtins/prepared.h"
#include "interp/interpreter.h"
#include "program/program.h"
#include "schema/actual_state.h"

namespace mps::test {

using program::Compare;
using program::LoopKind;
using program::Op;
using program::Reg;

class ProgramBuilder {
 public:
  ProgramBuilder() {
    p_.plan.tables.resize(1);
    p_.notes.resize(1);
    AddLevel("L1");
  }

  std::uint32_t AddLevel(std::string name) {
    const auto index = static_cast<std::uint32_t>(p_.levels.size());
    program::LevelSpec level;
    level.name = std::move(name);
    level.selects = {index};
    p_.levels.push_back(level);
    return index;
  }

  std::string_view Keep(std::string_view text) {
    p_.text.push_back(std::make_unique<std::string>(text));
    return *p_.text.back();
  }
  Cell Text(std::string_view text, CellKind kind = CellKind::kText, int aux = 0) {
    return Cell::Text(Keep(text), kind, static_cast<std::int16_t>(aux));
  }

  // A column of table 0 (or another) that holds `cell` in every row of the state.
  std::uint32_t Column(const Cell& cell, std::uint32_t table = 0) { return Columns({cell}, table); }
  std::uint32_t Columns(const std::vector<Cell>& cells, std::uint32_t table) {
    state_.tables.resize(p_.plan.tables.size());
    schema::Table& t = p_.plan.tables[table];
    t.columns.emplace_back();
    state_.tables[table].rows = static_cast<std::uint32_t>(cells.size());
    state_.tables[table].columns.emplace_back(cells.begin(), cells.end());
    p_.columns.push_back({table, static_cast<std::uint32_t>(t.columns.size() - 1)});
    return static_cast<std::uint32_t>(p_.columns.size() - 1);
  }
  std::uint32_t AddTable(std::string path = "t") {
    schema::Table t;
    t.path = std::move(path);
    t.parent = 0;
    p_.plan.tables.push_back(t);
    state_.tables.resize(p_.plan.tables.size());
    return static_cast<std::uint32_t>(p_.plan.tables.size() - 1);
  }

  Reg Emit(Op op, std::uint32_t imm = 0, std::uint8_t aux = 0, Reg a = program::kNoReg, Reg b = program::kNoReg,
           Reg c = program::kNoReg) {
    program::Instr in;
    in.op = op;
    in.aux = aux;
    in.dst = next_++;
    in.a = a;
    in.b = b;
    in.c = c;
    in.imm = imm;
    p_.code.push_back(in);
    p_.note_of.push_back(0);
    if (next_ > p_.registers) p_.registers = next_;
    return in.dst;
  }
  // Operations over registers.
  Reg Do(Op op, Reg a, Reg b = program::kNoReg, Reg c = program::kNoReg) { return Emit(op, 0, 0, a, b, c); }
  Reg Cmp(Op op, Compare compare, Reg a, Reg b, Reg c = program::kNoReg) {
    return Emit(op, 0, static_cast<std::uint8_t>(compare), a, b, c);
  }
  Reg Const(const Cell& cell) {
    p_.constants.push_back(cell);
    return Emit(Op::kConst, static_cast<std::uint32_t>(p_.constants.size() - 1));
  }
  // The cell as a slot of the evidence.
  Reg Slot(const Cell& cell) { return Emit(Op::kColumn, Column(cell)); }
  Reg Read(Reg row, std::uint32_t column) { return Emit(Op::kColumn, column, 0, row); }

  Reg Loop(LoopKind kind, Reg collection) {
    open_.push_back(static_cast<std::uint32_t>(p_.code.size()));
    if (open_.size() > p_.loop_depth) p_.loop_depth = static_cast<std::uint16_t>(open_.size());
    return Emit(Op::kLoop, 0, static_cast<std::uint8_t>(kind), collection);
  }
  Reg EndLoop(Reg body, Reg where = program::kNoReg, Compare compare = Compare::kInt) {
    const std::uint32_t loop = open_.back();
    open_.pop_back();
    p_.code[loop].imm = static_cast<std::uint32_t>(p_.code.size());
    return Emit(Op::kLoopEnd, loop, static_cast<std::uint8_t>(compare), body, where);
  }

  // Ends the instructions so far as a rule whose outcome is in `outcome`.
  std::uint32_t Rule(Reg outcome, std::string id = "") {
    const auto index = static_cast<std::uint32_t>(p_.rules.size());
    program::RuleSpec rule;
    rule.id = id.empty() ? "r" + std::to_string(index) : std::move(id);
    rule.levels = {0};
    rule.first = first_;
    Emit(Op::kStoreVerdict, index, 0, outcome);
    rule.last = first_ = static_cast<std::uint32_t>(p_.code.size());
    p_.rules.push_back(rule);
    next_ = 0;
    return index;
  }
  std::uint32_t Require(Reg truth) { return Rule(Do(Op::kRequire, truth)); }

  program::Program& program() { return p_; }
  ActualState& state() { return state_; }

  // A configuration whose entries are these registers, so that a test sees the cells themselves.
  void Show(const std::vector<Reg>& values) {
    program::ConfigurationSpec spec;
    spec.id = "shown";
    spec.first = first_;
    const auto index = static_cast<std::uint32_t>(p_.configurations.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      spec.paths.push_back("p" + std::to_string(i));
      spec.types.push_back(0);
      Emit(Op::kStoreConfig, index << 16 | static_cast<std::uint32_t>(i), 0, values[i]);
    }
    spec.last = first_ = static_cast<std::uint32_t>(p_.code.size());
    p_.configurations.push_back(spec);
    next_ = 0;
  }

 private:
  program::Program p_;
  ActualState state_;
  std::vector<std::uint32_t> open_;
  std::uint32_t first_ = 0;
  Reg next_ = 0;
};

// Runs all of the builder's code over its state. REQUIRES: the machine is of the builder's program.
inline Status RunAll(interp::Machine& machine, ProgramBuilder& b, std::uint64_t max_steps = 10000000) {
  machine.Begin(b.state());
  machine.SetInput({.max_steps = max_steps});
  return machine.Run(0, static_cast<std::uint32_t>(b.program().code.size()));
}

}  // namespace mps::test
