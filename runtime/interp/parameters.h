// Parameters of one evaluation: the level's values, and the caller's in their place once they are checked.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/arena.h"
#include "builtins/prepared.h"
#include "mps/status.h"
#include "mps/value.h"
#include "program/program.h"

namespace mps::interp {

class Parameters {
 public:
  explicit Parameters(const builtins::Prepared& prepared) : prepared_(prepared) {}

  // Takes the caller's values, checked for type and level-independent domain. kUsage names the parameter.
  Status Begin(const std::vector<std::pair<std::string, Value>>& given);
  // Puts the values for that level in force; the caller's are checked against the level's bounds.
  Status SetLevel(std::uint32_t level);
  // kUsage if one of the parameters (by index) has no value.
  Status Need(const std::vector<std::uint32_t>& params) const;

  const std::vector<Cell>& cells() const { return cells_; }
  // The value in force; nothing if there is none.
  std::optional<Value> ValueOf(std::uint32_t param) const;

 private:
  struct Given {
    Value value;
    Cell cell;                // scalars
    builtins::SetObject set;  // sets
  };
  Status Take(std::uint32_t param, const Value& value);
  Status CheckAllowed(const program::ParamDef& param, const Cell& value) const;
  Status CheckBounds(const program::ParamDef& param, const Value& value, std::uint32_t level) const;

  const builtins::Prepared& prepared_;
  Arena arena_;
  std::vector<std::optional<Given>> given_;  // by parameter
  std::vector<Cell> cells_;
  std::vector<bool> has_value_;
  std::uint32_t level_ = 0;
};

}  // namespace mps::interp
