// Crossings between cells and owned values.
#pragma once

#include <optional>

#include "base/arena.h"
#include "mps/status.h"
#include "mps/types.h"
#include "mps/value.h"
#include "program/program.h"
#include "schema/actual_state.h"
#include "schema/cell.h"
#include "schema/read_plan.h"

namespace mps::interp {

// A cell of a value that is neither collection nor record; text is copied to the arena. kUsage for other kinds.
Result<Cell> CellOf(const Value& value, Arena& arena);

// The value of a scalar cell of that type. REQUIRES: the cell has a value that fits the type.
Value ValueOf(const schema::TypeTable& types, schema::TypeId type, const Cell& cell);

// What stands at `node` in row `row`, collections and records with all that is read below them. A member of a record
// that is absent is left out of its fields. The state of the first part that is unknown or in error instead, as a cell.
struct Gathered {
  Cell state;  // kValue, or why there is none
  Value value;
};
Gathered Gather(const schema::ReadPlan& plan, const ActualState& state, schema::NodeId node, std::uint32_t row);

// Ok if the value is of the type and in its own domain; else kUsage with what is wrong: `is not an int`, `is not
// in 1..6`.
Status CheckValue(const schema::TypeTable& types, schema::TypeId type, const Value& value);

// The value that level `level` itself gives to parameter `param`; nothing where the caller must give it.
std::optional<Value> LevelValue(const program::Program& program, std::uint32_t param, std::uint32_t level);
// The value that an entry of level_value, or of a setting's base_value, stands for.
std::optional<Value> ParamValue(const program::Program& program, const program::ParamDef& def,
                                const std::optional<std::uint32_t>& index);

}  // namespace mps::interp
