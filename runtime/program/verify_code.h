// The verifier's walk over instructions. Part of verify.h.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mps/status.h"
#include "program/program.h"
#include "program/shape.h"

namespace mps::program {

// REQUIRES: everything but the code of `program` was verified.
class CodeVerifier {
 public:
  explicit CodeVerifier(const Program& program);

  // The instructions of one rule, its planned ones, those of one configuration.
  Status Rule(std::uint32_t rule);
  Status PlannedRule(std::uint32_t rule);
  Status Configuration(std::uint32_t configuration);
  // Steps and loops of scans. Before Rule: what a Scan gives depends on them.
  Status Scans();

 private:
  struct OpenLoop {
    std::uint32_t at;
    std::size_t mark;  // assigned_ before the member
  };

  Status RuleRange(std::uint32_t rule, std::uint32_t first, std::uint32_t last);
  Status Range(std::uint32_t first, std::uint32_t last);
  Status Step(const Instr& instr);
  // Each gives the result, or a shape of kNone after Fail.
  Known Load(const Instr& instr);
  Known Read(const Instr& instr);
  Known Compute(const Instr& instr);
  Known Logic(const Instr& instr);
  Known Collection(const Instr& instr);
  Known Outcome(const Instr& instr);
  Known BeginLoop(const Instr& instr);
  Known EndLoop(const Instr& instr);
  Known Arithmetic(const Instr& instr);
  Known Else(const Known& a, const Known& b);
  Known MakeSet(const Instr& instr);
  Known InSet(const Instr& instr);
  Known Probe(const Instr& instr);
  Known Claim(schema::ColumnRef ref) const;
  Known SetConstant(std::uint32_t index) const;
  bool Stores(const Instr& instr);
  Known Scan(const Instr& instr);
  Status ScanStepAt(std::uint32_t index);

  bool Unused(const Instr& instr);
  const Known& At(Reg reg);
  bool Want(bool condition, const char* what);
  Known Fail(const char* what);
  void Assign(Reg reg, const Known& known);
  // A register of kAny is inside a loop over an empty set: it never holds anything, and passes for everything.
  bool Is(Reg reg, Shape shape) { return At(reg).shape == shape || At(reg).shape == Shape::kAny; }
  bool IsTruth(Reg reg) { return Is(reg, Shape::kBool); }
  bool IsText(Reg reg) { return Is(reg, Shape::kText) || Is(reg, Shape::kScalar); }
  bool IsNumber(Reg reg) { return Is(reg, Shape::kInt) || Is(reg, Shape::kCount); }
  schema::TableId TableOf(const Known& known) const { return program_.plan.nodes[known.node].members; }

  const Program& program_;
  std::vector<std::vector<schema::NodeId>> nodes_;  // per table and column
  std::vector<Shape> set_members_, table_members_;  // per constant set, per table
  std::vector<Known> registers_;
  std::vector<Reg> assigned_;  // of this rule, in order
  std::vector<bool> used_;     // assigned in this rule, in whatever scope
  std::vector<OpenLoop> loops_;
  std::uint32_t at_ = 0;
  std::uint32_t last_ = 0;
  std::uint32_t rule_ = schema::kNone;  // being walked, or kNone
  std::uint32_t configuration_ = schema::kNone;
  std::uint32_t entries_ = 0;  // of the configuration stored so far
  bool stored_ = false;
  Status status_;
};

// What the members of a constant set, or the values of a table, are: kAny if there are none, kNone if they are mixed
// otherwise than `compare` allows.
Shape MembersShape(Compare compare, const std::vector<Cell>& cells);
// The same of a set, stored or not.
Shape MembersShape(const ConstSet& set);

}  // namespace mps::program
