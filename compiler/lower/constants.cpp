// The constants of a program, each held once.
#include "lower/constants.h"

#include <algorithm>
#include <charconv>

#include "program/cell_order.h"
#include "program/pattern.h"
#include "schema/types.h"

namespace mps::lower {
namespace {

using program::Compare;

bool HasOctets(CellKind kind) { return kind >= CellKind::kText && kind <= CellKind::kCidr; }

// The octets by which two cells are the same constant.
void AppendKey(const Cell& cell, std::string& out) {
  out += static_cast<char>(cell.kind);
  out += std::to_string(cell.aux) + ":";
  if (HasOctets(cell.kind)) {
    out += std::to_string(cell.len) + ":";
    out += cell.text();
  } else {
    out += std::to_string(cell.i) + ";";
  }
}

// Copies the octets of all cells into one block of the program and lets the cells point there.
void Own(program::Program& program, std::vector<Cell*> cells) {
  std::size_t size = 0;
  for (const Cell* cell : cells) size += HasOctets(cell->kind) ? cell->len : 0;
  if (size == 0) return;
  auto block = std::make_unique<std::string>();
  block->reserve(size);
  for (Cell* cell : cells) {
    if (!HasOctets(cell->kind)) continue;
    const std::size_t at = block->size();
    block->append(cell->p, cell->len);
    cell->p = block->data() + at;
  }
  program.text.push_back(std::move(block));
}

Result<std::vector<Cell>> SortedCells(const std::vector<Value>& members) {
  std::vector<Cell> cells;
  cells.reserve(members.size());
  for (const Value& member : members) {
    MPS_ASSIGN(Cell cell, CellOf(member));
    cells.push_back(cell);
  }
  auto less = [](const Cell& a, const Cell& b) { return program::CompareCells(a, b) < 0; };
  auto same = [](const Cell& a, const Cell& b) { return program::CompareCells(a, b) == 0; };
  if (!std::is_sorted(cells.begin(), cells.end(), less)) std::sort(cells.begin(), cells.end(), less);
  cells.erase(std::unique(cells.begin(), cells.end(), same), cells.end());
  return cells;
}

}  // namespace

Result<Cell> CellOf(const Value& value) {
  const auto prefix = static_cast<std::int16_t>(value.number);
  switch (value.kind) {
    case TypeKind::kBool:
      return Cell::Bool(value.number != 0);
    case TypeKind::kInt:
    case TypeKind::kMode:
    case TypeKind::kTime:
    case TypeKind::kDuration:
      return Cell::Int(value.number);
    case TypeKind::kText:
    case TypeKind::kPath:
    case TypeKind::kVersion:
    case TypeKind::kEnum:
      return Cell::Text(value.text);
    case TypeKind::kBytes:
      return Cell::Text(value.text, CellKind::kBytes);
    case TypeKind::kDigest:
      return Cell::Text(value.text, CellKind::kDigest, static_cast<std::int16_t>(value.digest_alg));
    case TypeKind::kIp:
      return Cell::Text(value.text, CellKind::kIp);
    case TypeKind::kCidr:
      return Cell::Text(value.text, CellKind::kCidr, prefix);
    default:
      return Status(Code::kInternal, "a constant that is no scalar: " + std::string(TypeKindName(value.kind)));
  }
}

Compare CompareOf(const schema::TypeDef& a, const schema::TypeDef& b) {
  if (a.kind == TypeKind::kScalar || b.kind == TypeKind::kScalar) return Compare::kScalar;
  switch (a.kind) {
    case TypeKind::kDigest:
      return Compare::kDigest;
    case TypeKind::kCidr:
      return Compare::kCidr;
    case TypeKind::kVersion: {
      switch (a.ordering == Ordering::kNone ? b.ordering : a.ordering) {
        case Ordering::kNone:
          return Compare::kBytes;
        case Ordering::kDpkg:
          return Compare::kDpkg;
        case Ordering::kRpm:
          return Compare::kRpm;
        case Ordering::kSemver:
          return Compare::kSemver;
        case Ordering::kDotted:
          return Compare::kDotted;
      }
      return Compare::kBytes;
    }
    case TypeKind::kText:
    case TypeKind::kPath:
    case TypeKind::kEnum:
    case TypeKind::kBytes:
    case TypeKind::kIp:
      return Compare::kBytes;
    default:
      return Compare::kInt;
  }
}

std::uint32_t Constants::Intern(const Cell& cell) {
  std::string key;
  AppendKey(cell, key);
  auto [at, is_new] = scalars_.emplace(std::move(key), static_cast<std::uint32_t>(program_.constants.size()));
  if (is_new) {
    Cell own = cell;
    Own(program_, {&own});
    program_.constants.push_back(own);
  }
  return at->second;
}

Result<std::uint32_t> Constants::Scalar(const Value& value) {
  MPS_ASSIGN(Cell cell, CellOf(value));
  return Intern(cell);
}
std::uint32_t Constants::Bool(bool value) { return Intern(Cell::Bool(value)); }
std::uint32_t Constants::Int(std::int64_t value) { return Intern(Cell::Int(value)); }

Result<std::uint32_t> Constants::Set(const std::vector<Value>& members, Compare compare) {
  program::ConstSet set;
  set.compare = compare;
  MPS_ASSIGN(set.members, SortedCells(members));
  auto same = [](const Cell& a, const Cell& b) { return program::CompareCells(a, b) == 0; };
  auto [from, to] = sets_.equal_range({compare, set.members.size()});
  for (auto at = from; at != to; ++at) {
    const std::vector<Cell>& other = program_.sets[at->second].members;
    if (std::equal(set.members.begin(), set.members.end(), other.begin(), same)) return at->second;
  }
  const auto index = static_cast<std::uint32_t>(program_.sets.size());
  sets_.emplace(std::pair(compare, set.members.size()), index);
  std::vector<Cell*> cells;
  for (Cell& cell : set.members) cells.push_back(&cell);
  Own(program_, cells);
  program_.sets.push_back(std::move(set));
  return index;
}

Result<std::uint32_t> Constants::ModelSet(const std::vector<Value>& members, Compare compare) {
  const std::pair<const void*, Compare> key(&members, compare);
  const auto found = model_sets_.find(key);
  if (found != model_sets_.end()) return found->second;
  MPS_ASSIGN(const std::uint32_t index, Set(members, compare));
  model_sets_.emplace(key, index);
  return index;
}

Result<std::uint32_t> Constants::Table(const model::Model& model, std::uint32_t table) {
  auto found = tables_.find(table);
  if (found != tables_.end()) return found->second;
  const model::Table& from = model.tables[table];
  const bool int_keys = schema::CellKindOf(model.types[from.key].kind) == CellKind::kInt;
  program::ConstTable to;
  to.compare = CompareOf(model.types[from.element], model.types[from.element]);
  struct Row {
    Cell key;
    const std::vector<Value>* values;
  };
  std::vector<Row> rows;
  for (const auto& [key, values] : from.rows) {
    Cell cell = Cell::Text(key);
    if (int_keys) {
      std::int64_t number = 0;
      auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), number);
      if (error != std::errc() || end != key.data() + key.size()) {
        return Status(Code::kInternal, "table " + from.name + ": a key that is no int");
      }
      cell = Cell::Int(number);
    }
    rows.push_back({cell, &values});
  }
  std::sort(rows.begin(), rows.end(),
            [](const Row& a, const Row& b) { return program::CompareCells(a.key, b.key) < 0; });
  to.first.push_back(0);
  for (const Row& row : rows) {
    MPS_ASSIGN(std::vector<Cell> cells, SortedCells(*row.values));
    to.keys.push_back(row.key);
    to.values.insert(to.values.end(), cells.begin(), cells.end());
    to.first.push_back(static_cast<std::uint32_t>(to.values.size()));
  }
  std::vector<Cell*> cells;
  for (Cell& cell : to.keys) cells.push_back(&cell);
  for (Cell& cell : to.values) cells.push_back(&cell);
  Own(program_, cells);
  const auto index = static_cast<std::uint32_t>(program_.tables.size());
  program_.tables.push_back(std::move(to));
  tables_.emplace(table, index);
  return index;
}

Result<std::uint32_t> Constants::Pattern(const Value& value) {
  if (value.kind != TypeKind::kPattern) return Status(Code::kInternal, "a pattern is due");
  auto [at, is_new] =
      patterns_.emplace(std::pair(value.glob, value.text), static_cast<std::uint32_t>(program_.patterns.size()));
  if (is_new) {
    MPS_ASSIGN(program::Pattern pattern, program::MakePattern(value.text, value.glob));
    program_.patterns.push_back(std::move(pattern));
  }
  return at->second;
}

}  // namespace mps::lower
