// ClaimsDecoder: one claims set, from a cursor straight into tables. Every claim is checked against the schema, read or
// not.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/cursor.h"
#include "base/key_set.h"
#include "base/short_text.h"
#include "base/version_order.h"
#include "evidence/claim_path.h"
#include "evidence/document.h"
#include "evidence/evidence.h"
#include "evidence/scalar_text.h"
#include "schema/types.h"

namespace mps::evidence {

template <Cursor C>
class ClaimsDecoder {
 public:
  ClaimsDecoder(const PlanIndex& index, C& cursor, Evidence& out)
      : index_(index),
        c_(cursor),
        out_(out),
        path_(out.document->memory.path),
        targets_(out.document->memory.targets),
        first_rows_(out.document->memory.first_rows),
        row_fields_(out.document->memory.row_fields),
        seen_(out.document->memory.seen),
        strangers_(out.document->memory.strangers) {
    out.document->memory.Reset();
  }

  // The record of a claims set, to all its roots. False when the document is refused (the cursor says why).
  bool ClaimsOf(schema::TypeId schema, const std::vector<std::pair<schema::NodeId, std::uint32_t>>& roots) {
    targets_.clear();
    for (const auto& [node, row] : roots) targets_.push_back({node, row});
    if (c_.Peek() != ItemKind::kMap) return c_.ok() && c_.Fail(Code::kType, "claims are not a map");
    return Record(schema, {0, targets_.size()}, true);
  }

  // At the top of a document without wrapper: members of a wrapper are looked for among those outside the schema.
  struct WrapperNames {
    bool watched = false;
    bool version = false;  // `mps_evidence`: decoding stopped there
    bool others = false;   // `environments` or `collected_at`
  };
  WrapperNames& wrapper_names() { return wrapper_names_; }

  ClaimPath& path() { return path_; }
  std::uint32_t AppendRow(schema::TableId table);
  void Report(std::string what, std::uint64_t offset);

 private:
  // A stretch of targets_; a stretch stays valid while those above it come and go.
  struct Range {
    std::size_t first = 0, last = 0;
    bool empty() const { return first == last; }
  };

  bool Value(schema::TypeId type, bool optional, Range to);
  bool Null(schema::TypeId type, bool optional, Range to);
  bool TakePlain(schema::TypeId type, const Plain& plain, Cell* to);
  bool QuickScalar(schema::TypeId type, Range to) {
    if constexpr (!C::kQuick) return false;
    if (to.last - to.first > 1) return false;
    return TakePlain(type, index_.plain(type), to.empty() ? nullptr : &At(targets_[to.first]));
  }
  bool IsItsText(schema::TypeId type, std::string_view text) const;
  bool ScalarValue(schema::TypeId type, ItemKind kind, Range to);
  bool ReadScalar(schema::TypeId type, ItemKind kind, Arena* arena, mps::evidence::Scalar& out);
  bool Record(schema::TypeId type, Range to, bool top);
  bool QuickFields(schema::TypeId type, Range to, bool top, bool& in_error);
  bool QuickRows(schema::TypeId type, const IndexedNode& collection);
  void FillOtherColumns(const IndexedNode& element, TableData& table, std::uint32_t first);
  bool QuickRow(const IndexedNode& element, std::uint32_t row);
  bool QuickScalars(schema::TypeId type, const Target& map);
  std::uint32_t FieldAt(schema::TypeId type, std::string_view name, std::size_t position);
  bool Stranger(std::string_view name, const schema::TypeDef& type, bool top, bool& in_error);
  bool FieldValue(schema::TypeId type, std::uint32_t field, Range to);
  bool Forbidden(Range to);
  bool Items(schema::TypeId type, Range to);
  bool Members(schema::TypeId type, Range to);
  bool Member(schema::TypeId type, std::string_view key, Range to, bool& in_error);
  bool WrongKind(schema::TypeId type, ItemKind kind, Range to);
  std::string Found(ItemKind kind);

  // Text as a cell may keep it.
  std::string_view Lasting(std::string_view text) {
    return out_.document->Holds(text) ? text : out_.state.arena.CopyText(text);
  }
  Cell& CellAt(schema::ColumnRef column, std::uint32_t row) {
    return out_.state.tables[column.table].columns[column.column][row];
  }
  Cell& At(const Target& t) { return CellAt(index_.node(t.node).column, t.row); }
  // Forgets the targets from `first` on.
  void Drop(std::size_t first) {
    targets_.erase(targets_.begin() + static_cast<std::ptrdiff_t>(first), targets_.end());
  }
  void Put(Range to, const Cell& cell) {
    for (std::size_t i = to.first; i < to.last; ++i) At(targets_[i]) = cell;
  }
  Cell Wrong(std::string_view what) {
    Cell c = Cell::Error(out_.state.reasons.Add(what));
    c.aux = kMarkError;
    return c;
  }
  std::size_t PutFirstRows(Range to);
  void PutRows(Range to, std::size_t first_rows);

  const PlanIndex& index_;
  C& c_;
  Evidence& out_;
  ClaimPath& path_;
  std::vector<Target>& targets_;
  std::vector<std::uint32_t>& first_rows_;
  std::vector<DecodeMemory::RowField>& row_fields_;
  WrapperNames wrapper_names_;
  std::vector<std::uint64_t>& seen_;
  KeySet& strangers_;
};

template <Cursor C>
std::uint32_t ClaimsDecoder<C>::AppendRow(schema::TableId table) {
  TableData& data = out_.state.tables[table];
  for (CellColumn& column : data.columns) column.push_back(kMissing);
  return data.rows++;
}

template <Cursor C>
void ClaimsDecoder<C>::Report(std::string what, std::uint64_t offset) {
  if constexpr (C::kQuick) {  // no path is kept there
    c_.Fail(Code::kType, what);
    return;
  }
  ++out_.facts.problem_count;
  if (out_.facts.problems.size() < kProblemsListed)
    out_.facts.problems.push_back({path_.Render(), std::move(what), offset});
}

template <Cursor C>
std::string ClaimsDecoder<C>::Found(ItemKind kind) {
  return std::string(ItemKindName(kind));
}

template <Cursor C>
bool ClaimsDecoder<C>::WrongKind(schema::TypeId type, ItemKind kind, Range to) {
  const std::string what = Mismatch(index_.types(), type, Found(kind));
  if (!c_.Skip()) return false;
  Report(what, c_.ItemOffset());
  Put(to, Wrong(what));
  return true;
}

template <Cursor C>
bool ClaimsDecoder<C>::Value(schema::TypeId type, bool optional, Range to) {
  const ItemKind kind = c_.Peek();
  if (kind == ItemKind::kEnd) return false;
  if (kind == ItemKind::kNull) return Null(type, optional, to);
  switch (index_.types()[type].kind) {
    case TypeKind::kRecord:
      return kind == ItemKind::kMap ? Record(type, to, false) : WrongKind(type, kind, to);
    case TypeKind::kMap:
      return kind == ItemKind::kMap ? Members(type, to) : WrongKind(type, kind, to);
    case TypeKind::kList:
    case TypeKind::kSet:
      return kind == ItemKind::kArray ? Items(type, to) : WrongKind(type, kind, to);
    default:
      return ScalarValue(type, kind, to);
  }
}

template <Cursor C>
bool ClaimsDecoder<C>::Null(schema::TypeId type, bool optional, Range to) {
  if (!c_.ReadNull()) return false;
  if (optional) {
    Cell null = Cell::Absent();
    null.aux = kMarkNull;
    Put(to, null);
    return true;
  }
  const std::string what = Mismatch(index_.types(), type, "null");
  Report(what, c_.ItemOffset());
  Put(to, Wrong(what));
  return true;
}

// Whether the text is a value of the type, as it is spelt. False also where it takes more to tell.
template <Cursor C>
[[gnu::always_inline]] inline bool ClaimsDecoder<C>::IsItsText(schema::TypeId type, std::string_view text) const {
  switch (index_.plain(type).kind) {
    case Plain::Kind::kText:
    case Plain::Kind::kScalar:
      return true;
    case Plain::Kind::kWord:
      return IsOneOf(index_.types()[type].words, text);
    case Plain::Kind::kVersion:
      return IsVersion(index_.types()[type].ordering, text);
    case Plain::Kind::kPath:
      return text.find('%') == std::string_view::npos;
    default:
      return false;
  }
}

template <Cursor C>
bool ClaimsDecoder<C>::ReadScalar(schema::TypeId type, ItemKind kind, Arena* arena, Scalar& out) {
  switch (kind) {
    case ItemKind::kBool: {
      bool value = false;
      if (!c_.ReadBool(value)) return false;
      out = ScalarFromBool(index_.types(), type, value);
      return true;
    }
    case ItemKind::kInt: {
      std::int64_t value = 0;
      if (!c_.ReadInt(value)) return false;
      out = ScalarFromInt(index_.types(), type, value);
      return true;
    }
    case ItemKind::kText: {
      std::string_view text;
      if (!c_.ReadText(text)) return false;
      // Octets are spelt as text only where the encoding has no byte strings.
      if (IsItsText(type, text)) {
        out.cell = Cell::Text(arena == nullptr ? text : Lasting(text));
      } else if (out_.facts.cbor && index_.types()[type].kind == TypeKind::kBytes) {
        out.fault = Mismatch(index_.types(), type, "text");
      } else {
        out = ScalarFromText(index_.types(), type, text, arena);
      }
      return true;
    }
    case ItemKind::kBytes: {
      ByteView bytes;
      if (!c_.ReadBytes(bytes)) return false;
      out = ScalarFromBytes(index_.types(), type, bytes, arena);
      return true;
    }
    default:
      out.fault = Mismatch(index_.types(), type, kind == ItemKind::kBigInt ? "an int outside 64 bits" : Found(kind));
      return c_.Skip();
  }
}

template <Cursor C>
bool ClaimsDecoder<C>::ScalarValue(schema::TypeId type, ItemKind kind, Range to) {
  mps::evidence::Scalar scalar;
  if (!ReadScalar(type, kind, to.empty() ? nullptr : &out_.state.arena, scalar)) return false;
  if (scalar.fault.empty()) {
    Put(to, scalar.cell);
    return true;
  }
  Report(scalar.fault, c_.ItemOffset());
  Put(to, Wrong(scalar.fault));
  return true;
}

template <Cursor C>
bool ClaimsDecoder<C>::Record(schema::TypeId type, Range to, bool top) {
  bool in_error = false;
  if constexpr (C::kQuick) {
    if (!QuickFields(type, to, top, in_error)) return false;
  } else {
    std::size_t position = 0;
    if (!c_.EnterMap()) return false;
    for (std::string_view name; c_.NextKey(name); ++position) {
      const std::uint32_t field = FieldAt(type, name, position);
      if (field == schema::kNone ? !Stranger(name, index_.types()[type], top, in_error) : !FieldValue(type, field, to))
        return false;
    }
    if (!c_.LeaveMap()) return false;
  }
  Put(to, in_error ? Wrong("a member that its closed record does not have") : Cell::Bool(true));
  return true;
}

template <Cursor C>
bool ClaimsDecoder<C>::Stranger(std::string_view name, const schema::TypeDef& type, bool top, bool& in_error) {
  if (top && wrapper_names_.watched) {
    wrapper_names_.version = name == "mps_evidence";
    if (wrapper_names_.version) return c_.Fail(Code::kType, "a wrapped document");
    wrapper_names_.others = wrapper_names_.others || name == "environments" || name == "collected_at";
  }
  path_.PushField(name);
  const std::uint64_t offset = c_.ItemOffset();
  if (top) {
    if (out_.facts.unnamed_claims++ < kUnnamedListed) out_.facts.unnamed_paths.push_back(path_.Render());
  } else if (!type.open) {
    in_error = true;
    Report("not a member of the closed record" + (type.name.empty() ? std::string() : " " + type.name), offset);
  }
  path_.Pop();
  return c_.Skip();
}

template <Cursor C>
bool ClaimsDecoder<C>::FieldValue(schema::TypeId type, std::uint32_t field, Range to) {
  const schema::FieldDef& def = index_.types()[type].fields[field];
  if constexpr (!C::kQuick) path_.PushField(def.name);
  const std::size_t first = targets_.size();
  for (std::size_t i = to.first; i < to.last; ++i) {
    const Target t = targets_[i];
    const schema::NodeId child = index_.node(t.node).fields[field];
    if (child != schema::kNone) targets_.push_back({child, t.row});
  }
  const Range below{first, targets_.size()};
  const bool ok = def.asserter == Asserter::kEndorser ? Forbidden(below) : Value(def.type, def.optional, below);
  Drop(first);
  if constexpr (!C::kQuick) path_.Pop();
  return ok;
}

template <Cursor C>
bool ClaimsDecoder<C>::Forbidden(Range to) {
  const std::string what = "only an endorser may make this claim";
  if (!c_.Skip()) return false;
  Report(what, c_.ItemOffset());
  Put(to, Wrong(what));
  return true;
}

// Where the rows of this collection begin in the tables of its targets.
template <Cursor C>
std::size_t ClaimsDecoder<C>::PutFirstRows(Range to) {
  const std::size_t mark = first_rows_.size();
  for (std::size_t i = to.first; i < to.last; ++i) {
    const schema::TableId members = index_.node(targets_[i].node).members;
    first_rows_.push_back(members == schema::kNone ? 0 : out_.state.tables[members].rows);
  }
  return mark;
}

template <Cursor C>
void ClaimsDecoder<C>::PutRows(Range to, std::size_t first_rows) {
  for (std::size_t i = to.first; i < to.last; ++i) {
    const schema::TableId members = index_.node(targets_[i].node).members;
    Cell cell;
    cell.state = State::kValue;
    cell.kind = CellKind::kRows;
    const std::uint32_t first = first_rows_[first_rows + i - to.first];
    cell.rows = {first, 0};
    if (members != schema::kNone) {
      cell.aux = static_cast<std::int16_t>(members);
      cell.len = out_.state.tables[members].rows - first;
    }
    At(targets_[i]) = cell;
  }
  first_rows_.resize(first_rows);
}

template <Cursor C>
bool ClaimsDecoder<C>::Items(schema::TypeId type, Range to) {
  const schema::TypeId element = index_.types()[type].element;
  const std::size_t first_rows = PutFirstRows(to);
  if (!c_.EnterArray()) return false;
  if constexpr (C::kQuick) {
    if (to.last - to.first == 1 && index_.is_plain_record(element)) {
      const IndexedNode& node = index_.node(targets_[to.first].node);
      if (node.members != schema::kNone && node.element != schema::kNone && index_.node(node.element).is_flat) {
        if (!QuickRows(element, node) || !c_.LeaveArray()) return false;
        PutRows(to, first_rows);
        return true;
      }
    }
  } else {
    path_.PushItem(0);
  }
  const std::size_t first = targets_.size();
  for (std::uint64_t item = 0; c_.NextItem(); ++item) {
    if constexpr (!C::kQuick) path_.SetItem(item);
    for (std::size_t i = to.first; i < to.last; ++i) {
      const IndexedNode& node = index_.node(targets_[i].node);
      if (node.members == schema::kNone) continue;
      const std::uint32_t row = AppendRow(node.members);
      if (node.element != schema::kNone) targets_.push_back({node.element, row});
    }
    const Range below{first, targets_.size()};
    const bool ok = QuickScalar(element, below) || Value(element, false, below);
    Drop(first);
    if (!ok) return false;
  }
  if constexpr (!C::kQuick) path_.Pop();
  if (!c_.LeaveArray()) return false;
  PutRows(to, first_rows);
  return true;
}

template <Cursor C>
bool ClaimsDecoder<C>::Members(schema::TypeId type, Range to) {
  const std::size_t first_rows = PutFirstRows(to);
  bool in_error = false;
  if (!c_.EnterMap()) return false;
  if constexpr (C::kQuick) {
    const bool slots_only = to.last - to.first == 1 && index_.node(targets_[to.first].node).members == schema::kNone;
    if (slots_only && !QuickScalars(type, targets_[to.first])) return false;
  }
  for (std::string_view key; c_.NextKey(key);)
    if (!Member(type, key, to, in_error)) return false;
  if (!c_.LeaveMap()) return false;
  if (in_error) {
    first_rows_.resize(first_rows);
    Put(to, Wrong("a key that is not of the map's key type"));
  } else {
    PutRows(to, first_rows);
  }
  return true;
}

template <Cursor C>
bool ClaimsDecoder<C>::Member(schema::TypeId type, std::string_view key, Range to, bool& in_error) {
  const schema::TypeDef& def = index_.types()[type];
  mps::evidence::Scalar typed;
  if (IsItsText(def.key, key)) {
    typed.cell = Cell::Text(to.empty() ? key : Lasting(key));
  } else {
    typed = KeyFromText(index_.types(), def.key, key, to.empty() ? nullptr : &out_.state.arena);
  }
  if constexpr (!C::kQuick) path_.PushKey(key, index_.types()[def.key].kind == TypeKind::kInt);
  if (!typed.fault.empty()) {
    Report("a key: " + typed.fault, c_.ItemOffset());
    in_error = true;
    if constexpr (!C::kQuick) path_.Pop();
    return c_.Skip();
  }
  const std::size_t first = targets_.size();
  for (std::size_t i = to.first; i < to.last; ++i) {
    const Target t = targets_[i];
    const IndexedNode& node = index_.node(t.node);
    if (const std::uint32_t child = node.key_index.Find(key); child != schema::kNone)
      targets_.push_back({node.keys[child].second, t.row});
    if (node.members == schema::kNone) continue;
    const std::uint32_t row = AppendRow(node.members);
    if (node.key_column != schema::kNone) out_.state.tables[node.members].columns[node.key_column][row] = typed.cell;
    if (node.element != schema::kNone) targets_.push_back({node.element, row});
  }
  const Range below{first, targets_.size()};
  const bool ok = QuickScalar(def.element, below) || Value(def.element, false, below);
  Drop(first);
  if constexpr (!C::kQuick) path_.Pop();
  return ok;
}

}  // namespace mps::evidence

#include "evidence/claims_decoder_quick.h"
