// What each instruction of the generated definitions came to: opcode x state of its result x verdict of its rule.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "appraise/appraise.h"
#include "builtins/prepared.h"
#include "evidence/plan_index.h"
#include "interp/interpreter.h"
#include "interp/machine.h"
#include "mps/bytes.h"
#include "mps/value.h"

namespace mps::differential {

class Tally {
 public:
  // Starts on another program. REQUIRES: it outlives the calls of Add.
  void Open(const program::Program& program);
  // Runs it once more over `evidence` and notes every register. A loop's body is noted as its last member left it, what
  // did not run is not noted.
  void Add(ByteView evidence, std::uint32_t level, const std::vector<std::pair<std::string, Value>>& params,
           std::int64_t now, const Appraisal& appraisal);

  void Print() const;
  // Whether every cell that can occur was seen `floor` times; says which were not.
  bool Holds(std::uint64_t floor) const;

 private:
  using Row = std::array<std::array<std::uint64_t, 8>, 5>;  // state of the result x verdict
  struct Running {
    explicit Running(const program::Program& p)
        : program(p),
          index(p.plan),
          prepared(builtins::Prepared::Create(p).value()),
          interpreter(prepared),
          machine(prepared),
          parameters(prepared) {}
    const program::Program& program;
    evidence::PlanIndex index;
    builtins::Prepared prepared;
    interp::Interpreter interpreter;
    interp::Machine machine;
    interp::Parameters parameters;
    std::map<std::string, const program::RuleSpec*> specs;  // by id
    std::vector<Row*> rows;       // where each instruction is noted; it names its opcode once, not each time it runs
    std::vector<bool> match_any;  // whether it is noted as a group of patterns too
  };
  void NoteRule(const program::RuleSpec& rule, Verdict verdict);

  std::unique_ptr<Running> running_;
  std::map<std::string, Row> table_;
};

}  // namespace mps::differential
