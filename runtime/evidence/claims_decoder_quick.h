// The quick road of ClaimsDecoder: what is in order is put where it goes, without the detours that reports need.
// Whatever is not in order makes the cursor fail, and the strict road finds the words. Included by claims_decoder.h.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "evidence/claims_decoder.h"

namespace mps::evidence {

// The value that is due, without detours: what most claims are. False where there is more to it, and nothing is read
// then. `to` may be null.
template <Cursor C>
[[gnu::always_inline]] inline bool ClaimsDecoder<C>::TakePlain(schema::TypeId type, const Plain& plain, Cell* to) {
  const bool any = plain.kind == Plain::Kind::kScalar;
  switch (c_.Peek()) {
    case ItemKind::kText: {
      std::string_view text;
      if (plain.kind < Plain::Kind::kText || !c_.ReadText(text)) return false;
      if (plain.kind != Plain::Kind::kText && !any && !IsItsText(type, text)) return c_.Fail(Code::kType, text);
      if (to != nullptr) *to = Cell::Text(text);
      return true;
    }
    case ItemKind::kInt: {
      std::int64_t value = 0;
      if ((plain.kind != Plain::Kind::kInt && !any) || !c_.ReadInt(value)) return false;
      if (value < plain.low || value > plain.high) return c_.Fail(Code::kType, "out of its bounds");
      if (to != nullptr) *to = Cell::Int(value);
      return true;
    }
    case ItemKind::kBool: {
      bool value = false;
      if ((plain.kind != Plain::Kind::kBool && !any) || !c_.ReadBool(value)) return false;
      if (to != nullptr) *to = Cell::Bool(value);
      return true;
    }
    default:
      return false;
  }
}

// The field of that name, looked for first where earlier documents had it.
template <Cursor C>
[[gnu::always_inline]] inline std::uint32_t ClaimsDecoder<C>::FieldAt(schema::TypeId type, std::string_view name,
                                                                      std::size_t position) {
  const NameIndex& fields = index_.fields(type);
  std::vector<std::uint32_t>& order = out_.order[type];
  if (position < order.size() && SameText(fields.name(order[position]), name)) return order[position];
  const std::uint32_t field = fields.Find(name);
  if (field == schema::kNone) return field;
  if (position < order.size()) {
    order[position] = field;
  } else if (position == order.size() && position < fields.size()) {
    order.push_back(field);
  }
  return field;
}

// The members of a record on the quick road. Of a name that is repeated, and of too many strangers, the strict reader
// has more to say.
template <Cursor C>
bool ClaimsDecoder<C>::QuickFields(schema::TypeId type, Range to, bool top, bool& in_error) {
  const std::size_t words = (index_.fields(type).size() + 63) / 64, first_seen = seen_.size();
  std::uint64_t only_word = 0;
  if (words > 1) seen_.resize(first_seen + words);
  std::optional<std::size_t> strangers;
  std::size_t position = 0;
  const schema::TypeDef& def_of_type = index_.types()[type];
  // Most records go to one place, or to none.
  const bool one = to.last - to.first == 1, few = one || to.empty();
  const IndexedNode* only = one ? &index_.node(targets_[to.first].node) : nullptr;
  const std::uint32_t row = one ? targets_[to.first].row : 0;
  if (!c_.EnterRecord()) return false;
  for (std::string_view name; c_.NextField(name); ++position) {
    const std::uint32_t field = FieldAt(type, name, position);
    if (field == schema::kNone) {
      if (!strangers) strangers = strangers_.Begin();
      strangers_.Add(*strangers, name, 0);
      if (!Stranger(name, def_of_type, top, in_error)) return false;
      continue;
    }
    std::uint64_t& word = words > 1 ? seen_[first_seen + field / 64] : only_word;
    const std::uint64_t bit = std::uint64_t{1} << field % 64;
    if ((word & bit) != 0) return c_.Fail(Code::kDuplicate, name);
    word |= bit;
    if (const schema::FieldDef& def = def_of_type.fields[field]; few && def.asserter != Asserter::kEndorser) {
      const schema::ColumnRef column = only == nullptr ? schema::ColumnRef() : only->field_columns[field];
      if (TakePlain(def.type, index_.plain(def.type), column.exists() ? &CellAt(column, row) : nullptr)) continue;
    }
    if (!FieldValue(type, field, to)) return false;
  }
  if (words > 1) seen_.resize(first_seen);
  if (strangers && strangers_.End(*strangers)) return c_.Fail(Code::kDuplicate, "a name");
  return c_.LeaveRecord();
}

// The items of an array of records that hold scalars only, each to a row of its own. The columns are there before the
// first item is read.
template <Cursor C>
bool ClaimsDecoder<C>::QuickRows(schema::TypeId type, const IndexedNode& collection) {
  const IndexedNode& element = index_.node(collection.element);
  TableData& table = out_.state.tables[collection.members];
  const std::uint32_t first = table.rows;
  table.rows += static_cast<std::uint32_t>(c_.Count());
  // A row's fields are written with it; what else a table has of its rows is written here.
  for (CellColumn& column : table.columns) column.resize(table.rows);
  row_fields_.clear();
  for (std::uint32_t f = 0; f < index_.fields(type).size(); ++f) {
    const schema::FieldDef& def = index_.types()[type].fields[f];
    const schema::ColumnRef column = element.field_columns[f];
    Cell* cells = column.exists() ? table.columns[column.column].data() : nullptr;
    row_fields_.push_back({index_.plain(def.type), def.type, cells, def.optional, index_.fields(type).name(f)});
  }
  FillOtherColumns(element, table, first);
  for (std::uint32_t row = first; c_.NextItem(); ++row)
    if (!QuickRow(element, row)) return false;
  return c_.ok();
}

// The columns that no field of the record writes.
template <Cursor C>
void ClaimsDecoder<C>::FillOtherColumns(const IndexedNode& element, TableData& table, std::uint32_t first) {
  for (std::uint32_t i = 0; i < table.columns.size(); ++i) {
    Cell* cells = table.columns[i].data();
    const bool is_field = std::any_of(row_fields_.begin(), row_fields_.end(),
                                      [&](const DecodeMemory::RowField& field) { return field.cells == cells; });
    if (is_field) continue;
    std::fill(cells + first, cells + table.rows, i == element.column.column ? Cell::Bool(true) : kMissing);
  }
}

template <Cursor C>
bool ClaimsDecoder<C>::QuickRow(const IndexedNode& element, std::uint32_t row) {
  std::uint64_t seen = 0;
  std::size_t position = 0;
  const std::vector<std::uint32_t>& order = out_.order[element.type];
  if (c_.Peek() != ItemKind::kMap || !c_.EnterRecord()) return c_.Fail(Code::kType, "no record");
  for (std::string_view name;; ++position) {
    std::uint32_t number = position < order.size() ? order[position] : schema::kNone;
    if (number == schema::kNone || !c_.NextFieldIs(row_fields_[number].name)) {
      if (!c_.NextField(name)) break;
      number = FieldAt(element.type, name, position);
      if (number == schema::kNone) return c_.Fail(Code::kType, "a stranger");
    }
    const std::uint64_t bit = std::uint64_t{1} << number;
    if ((seen & bit) != 0) return c_.Fail(Code::kDuplicate, name);
    seen |= bit;
    const DecodeMemory::RowField& field = row_fields_[number];
    Cell* to = field.cells == nullptr ? nullptr : field.cells + row;
    if (TakePlain(field.type, field.plain, to)) continue;
    if (!field.optional || c_.Peek() != ItemKind::kNull || !c_.ReadNull()) return c_.Fail(Code::kType, "no such value");
    if (to == nullptr) continue;
    *to = Cell::Absent();
    to->aux = kMarkNull;
  }
  if (position < row_fields_.size()) {
    for (std::size_t f = 0; f < row_fields_.size(); ++f)
      if ((seen >> f & 1) == 0 && row_fields_[f].cells != nullptr) row_fields_[f].cells[row] = kMissing;
  }
  return c_.LeaveRecord();
}

// Members of a map of which only some are read, each by its key, as long as they are plain. The caller goes on with
// what is left.
template <Cursor C>
bool ClaimsDecoder<C>::QuickScalars(schema::TypeId type, const Target& map) {
  const schema::TypeDef& def = index_.types()[type];
  const Plain& plain = index_.plain(def.element);
  if (plain.kind == Plain::Kind::kNot) return true;
  const IndexedNode& node = index_.node(map.node);
  for (std::string_view key; c_.NextKey(key);) {
    if (!IsItsText(def.key, key)) return c_.Fail(Code::kType, key);
    const std::uint32_t child = node.key_index.Find(key);
    if (!TakePlain(def.element, plain, child == schema::kNone ? nullptr : &At({node.keys[child].second, map.row})))
      return c_.Fail(Code::kType, "no plain value");
  }
  return c_.ok();
}

}  // namespace mps::evidence
