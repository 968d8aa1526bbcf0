// The constants of a program, each held once.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/model.h"
#include "mps/status.h"
#include "program/program.h"

namespace mps::lower {

// Fills Program::constants, sets, tables, patterns and text. Numbers are given in the order of first use.
class Constants {
 public:
  explicit Constants(program::Program& program) : program_(program) {}

  // Index of a scalar constant. kInternal for values that are none.
  Result<std::uint32_t> Scalar(const Value& value);
  std::uint32_t Bool(bool value);
  std::uint32_t Int(std::int64_t value);
  // Index of the set of these members under that comparison.
  Result<std::uint32_t> Set(const std::vector<Value>& members, program::Compare compare);
  // The same for members that the model holds: sorted once, however often they are named. REQUIRES: `members` outlives
  // this.
  Result<std::uint32_t> ModelSet(const std::vector<Value>& members, program::Compare compare);
  // Index of the table with that number in the model.
  Result<std::uint32_t> Table(const model::Model& model, std::uint32_t table);
  Result<std::uint32_t> Pattern(const Value& value);

 private:
  std::uint32_t Intern(const Cell& cell);

  program::Program& program_;
  std::map<std::string, std::uint32_t> scalars_;  // by the octets of the cell
  std::map<std::pair<const void*, program::Compare>, std::uint32_t> model_sets_;
  std::multimap<std::pair<program::Compare, std::size_t>, std::uint32_t> sets_;  // by compare and number of members
  std::map<std::uint32_t, std::uint32_t> tables_;
  std::map<std::pair<bool, std::string>, std::uint32_t> patterns_;
};

// The cell of a scalar constant, pointing into `value`. kInternal for lists, records, patterns and the like.
Result<Cell> CellOf(const Value& value);

// How values of these two types compare; any type may be kScalar. REQUIRES: both scalar.
program::Compare CompareOf(const schema::TypeDef& a, const schema::TypeDef& b);

}  // namespace mps::lower
