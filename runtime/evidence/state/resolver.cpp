// Settling states: the rules of actual_state_builder.h, place by place.
#include "evidence/state/resolver.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "schema/types.h"

namespace mps::evidence {

using schema::kNone;
using schema::NodeId;

ResolutionReasons::ResolutionReasons(ReasonTable& reasons)
    : not_there(reasons.Add("not in the evidence")),
      not_complete(reasons.Add("the evidence does not say that it is complete")),
      required(reasons.Add("required by the schema, and missing where the evidence is complete")),
      required_absent(reasons.Add("required by the schema, and absent by the evidence")),
      contradiction(reasons.Add("the evidence gives a value and says that it has none")),
      empty(reasons.Add("empty, which its schema forbids")),
      bad_member(reasons.Add("a member of the set is in error")),
      no_environment(reasons.Add("the evidence does not have this environment")),
      endorsed(reasons.Add("no endorsement says it")),
      endorsed_null(reasons.Add("only an endorser may say it, not even that it is absent")) {}

template <class Step>
Resolver::Place Resolver::Open(const Place& from, Step&& step) {
  Place to;
  to.first = active_.size();
  to.depth = from.depth + 1;
  to.best = from.best;
  // In the order of preference: what fits exactly at the earlier step comes first.
  for (std::size_t i = from.first; i < from.last; ++i) step(active_[i]);
  to.last = active_.size();
  for (std::size_t i = to.first; i < to.last && !to.exact; ++i) {
    const Listed& listed = trie_->listed(active_[i]);
    if (!listed.given) continue;
    to.best = {true, listed.state, listed.reason, to.depth};
    to.exact = true;
  }
  return to;
}

Resolver::Place Resolver::Field(const Place& from, std::string_view wire_name) {
  return Open(from, [&](std::uint32_t node) {
    const std::uint32_t child = trie_->Field(node, wire_name);
    if (child != StateTrie::kNone) active_.push_back(child);
  });
}

Resolver::Place Resolver::Key(const Place& from, std::string_view key, bool int_key) {
  std::uint64_t number = 0;
  const bool is_number = int_key && std::from_chars(key.data(), key.data() + key.size(), number).ec == std::errc();
  return Open(from, [&](std::uint32_t node) {
    if (!trie_->has_children(node)) return;
    for (const std::uint32_t child :
         {trie_->Key(node, key), is_number ? trie_->Item(node, number) : StateTrie::kNone, trie_->Any(node)})
      if (child != StateTrie::kNone) active_.push_back(child);
  });
}

Resolver::Place Resolver::Item(const Place& from, std::uint64_t item) {
  return Open(from, [&](std::uint32_t node) {
    if (!trie_->has_children(node)) return;
    for (const std::uint32_t child : {trie_->Item(node, item), trie_->Any(node)})
      if (child != StateTrie::kNone) active_.push_back(child);
  });
}

void Resolver::Resolve(const ClaimsSet& set) {
  trie_ = &set.states;
  active_.assign(1, trie_->root());
  Place place;
  place.last = 1;
  if (set.complete) place.best = {true, State::kValue, 0, 0};
  if (trie_->listed(trie_->root()).given) {
    const Listed& listed = trie_->listed(trie_->root());
    place.best = {true, listed.state, listed.reason, 0};
    place.exact = true;
  }
  for (const auto& [node, row] : set.roots) Walk(node, row, place, {});
}

void Resolver::ResolveMissing(NodeId node, bool many) {
  static const StateTrie kEmpty;
  trie_ = &kEmpty;
  active_.clear();
  if (many) {
    ResolveInstances(node, Listed());
    return;
  }
  Place place;
  place.best.reason = why_.no_environment;
  Walk(node, 0, place, {});
}

void Resolver::ResolveInstances(NodeId node, const Listed& listed) {
  static const StateTrie kEmpty;
  trie_ = &kEmpty;
  active_.clear();
  Cell& cell = At(node, 0);
  const bool missing = cell.kind != CellKind::kRows;
  Place place;
  place.best = {listed.given, listed.given ? listed.state : State::kUnknown, listed.reason, 0};
  if (missing) {
    cell = Cell();
    cell.state = State::kValue;
    cell.kind = CellKind::kRows;
    cell.rows = {0, 0};
    place.best.state = State::kUnknown;
    place.best.reason = why_.no_environment;
  }
  if (listed.given && (listed.state == State::kError || (listed.state == State::kUnknown && cell.len == 0))) {
    cell = listed.state == State::kError ? Cell::Error(listed.reason) : Cell::Unknown(listed.reason);
  } else if (!(listed.given && listed.state == State::kValue) || missing) {
    cell.state = State::kIncomplete;
    cell.rows.row_reason = place.best.reason != 0 ? place.best.reason : why_.not_complete;
  }
  // Instances that are read by name and are not there: instances that are there were resolved as roots.
  Outer outer;
  outer.state = cell.state == State::kIncomplete ? State::kValue : cell.state;
  outer.reason = outer.state == State::kValue ? 0 : cell.why.reason;
  for (const auto& [key, child] : index_.node(node).keys) {
    if (At(child, 0).aux != kMarkMissing || At(child, 0).kind != CellKind::kNone) continue;
    Place below;
    below.depth = 1;
    below.best = place.best;
    below.optional = below.member = true;
    Walk(child, 0, below, outer);
  }
}

// One place and everything below it.
void Resolver::Walk(NodeId node, std::uint32_t row, const Place& place, const Outer& outer) {
  Cell& cell = At(node, row);
  bool in_error = false;
  cell = Settle(node, cell, place, outer, in_error);
  if (cell.kind == CellKind::kRows && !in_error) {
    cell = Collection(node, cell, place);
    in_error = cell.state == State::kError;
  }
  const TypeKind kind = index_.types()[index_.node(node).type].kind;
  if (kind != TypeKind::kRecord && kind != TypeKind::kMap) return;
  Outer below;
  if (cell.state != State::kValue && cell.state != State::kIncomplete) {
    below.state = cell.state;
    below.reason = cell.why.reason;
    below.depth = place.depth;
    below.in_error = in_error;
  }
  if (kind == TypeKind::kRecord) {
    WalkFields(node, row, place, below);
  } else {
    WalkKeys(node, row, place, below);
  }
}

Cell Resolver::Settle(NodeId node, const Cell& found, const Place& place, const Outer& outer, bool& in_error) const {
  if (outer.in_error) {
    in_error = true;
    return Cell::Error(outer.reason);
  }
  if (found.kind != CellKind::kNone) return Present(found, place, in_error);
  switch (found.aux) {
    case kMarkNull:
      in_error = index_.node(node).endorsed;
      return in_error ? Cell::Error(why_.endorsed_null) : Cell::Absent();
    case kMarkError:
      in_error = true;
      return Cell::Error(found.why.reason);
    default:
      // What evidence says of its own completeness is nothing about what endorsers say.
      return index_.node(node).endorsed ? Cell::Unknown(why_.endorsed) : Missing(node, place, outer);
  }
}

// A value in the document, against what is listed for its very path.
Cell Resolver::Present(const Cell& found, const Place& place, bool& in_error) const {
  if (!place.exact || place.best.state == State::kValue || place.best.state == State::kIncomplete) return found;
  in_error = true;
  return Cell::Error(place.best.state == State::kError ? place.best.reason : why_.contradiction);
}

Cell Resolver::Missing(NodeId node, const Place& place, const Outer& outer) const {
  if (outer.state != State::kValue && place.best.depth <= outer.depth) {
    if (outer.state == State::kAbsent) return Cell::Absent();
    return outer.state == State::kError ? Cell::Error(outer.reason) : Cell::Unknown(outer.reason);
  }
  const State word = place.best.given ? place.best.state : State::kUnknown;
  switch (word) {
    case State::kAbsent:
      if (!place.optional && place.best.depth == place.depth) return Cell::Error(why_.required_absent);
      return AbsentUnlessDoubtful(place);
    case State::kValue:
      return place.optional ? AbsentUnlessDoubtful(place) : Cell::Error(why_.required);
    case State::kError:
      return Cell::Error(place.best.reason);
    default:
      break;
  }
  const ReasonId reason = place.best.reason != 0 ? place.best.reason : why_.not_there;
  const TypeKind kind = index_.types()[index_.node(node).type].kind;
  const bool looked_up = place.member && place.best.depth < place.depth;  // only the map's own state is known
  const bool listed_unknown = place.best.given && place.best.state == State::kUnknown;
  if (!schema::IsCollection(kind) || looked_up || listed_unknown || outer.state != State::kValue)
    return Cell::Unknown(reason);
  Cell rows;
  rows.state = State::kIncomplete;
  rows.kind = CellKind::kRows;
  rows.rows = {0, reason};
  return rows;
}

// Not there by the word of what is around it. But where the document lists something at or below this very place as not
// known, it was there for somebody: else deleting a record and calling a field of it unknown would make it absent.
Cell Resolver::AbsentUnlessDoubtful(const Place& place) const {
  for (std::size_t i = place.first; i < place.last && !place.exact; ++i) {
    if (!trie_->doubtful(active_[i])) continue;
    const ReasonId reason = trie_->DoubtReason(active_[i]);
    return Cell::Unknown(reason != 0 ? reason : why_.not_there);
  }
  return Cell::Absent();
}

void Resolver::WalkFields(NodeId id, std::uint32_t row, const Place& place, const Outer& outer) {
  const IndexedNode& node = index_.node(id);
  const schema::TypeDef& type = index_.types()[node.type];
  const bool nothing_listed = place.first == place.last && !outer.in_error;
  for (std::size_t i = 0; i < node.fields.size(); ++i) {
    if (node.fields[i] == kNone || IsSettled(node.fields[i], row)) continue;
    if (nothing_listed && index_.node(node.fields[i]).is_scalar && At(node.fields[i], row).kind != CellKind::kNone)
      continue;  // nothing to settle
    Place below = Field(place, type.fields[i].wire_name);
    below.optional = type.fields[i].optional;
    Walk(node.fields[i], row, below, outer);
    Close(below);
  }
}

void Resolver::WalkKeys(NodeId id, std::uint32_t row, const Place& place, const Outer& outer) {
  const IndexedNode& node = index_.node(id);
  const bool int_key = index_.types()[index_.types()[node.type].key].kind == TypeKind::kInt;
  const bool nothing_listed = place.first == place.last && !outer.in_error;
  for (const auto& [key, child] : node.keys) {
    if (nothing_listed && index_.node(child).is_scalar && At(child, row).kind != CellKind::kNone) continue;
    Place below = Key(place, key, int_key);
    below.optional = below.member = true;
    Walk(child, row, below, outer);
    Close(below);
  }
}

// Whether these rows have a value wherever one is read.
bool Resolver::HasAll(const IndexedNode& element, schema::TableId table, std::uint32_t first,
                      std::uint32_t count) const {
  return std::all_of(element.flat_columns.begin(), element.flat_columns.end(), [&](schema::ColumnId column) {
    const Cell* cells = tables_[table].columns[column].data() + first;
    return std::none_of(cells, cells + count, [](const Cell& cell) { return cell.kind == CellKind::kNone; });
  });
}

void Resolver::WalkRows(NodeId id, const Cell& rows, const Place& place) {
  const IndexedNode& node = index_.node(id);
  if (node.element == kNone) return;
  const IndexedNode& element = index_.node(node.element);
  const schema::TypeDef& type = index_.types()[node.type];
  const bool int_key = type.kind == TypeKind::kMap && index_.types()[type.key].kind == TypeKind::kInt;
  const bool nothing_listed = place.first == place.last && element.is_flat;
  if (nothing_listed && HasAll(element, node.members, rows.rows.first_row, rows.len)) return;
  for (std::uint32_t i = 0; i < rows.len; ++i) {
    const std::uint32_t row = rows.rows.first_row + i;
    Place below;
    if (place.first == place.last) {
      if (nothing_listed && HasAll(element, node.members, row, 1)) continue;
      below.first = below.last = active_.size();
      below.best = place.best;
      below.depth = place.depth + 1;
    } else if (type.kind == TypeKind::kMap) {
      const Cell& key = tables_[node.members].columns[node.key_column][row];
      below = int_key ? Key(place, std::to_string(key.i), true) : Key(place, key.text(), false);
    } else {
      below = Item(place, i);
    }
    Walk(node.element, row, below, {});
    Close(below);
  }
}

// A collection that is there: its members, and whether it is complete.
Cell Resolver::Collection(NodeId id, Cell rows, const Place& place) {
  const schema::TypeDef& type = index_.types()[index_.node(id).type];
  if (rows.state == State::kIncomplete) return rows;  // Missing has settled it
  const bool complete = place.best.given && place.best.state == State::kValue;
  if (!complete) {
    rows.state = State::kIncomplete;
    rows.rows.row_reason = place.best.given && place.best.reason != 0 ? place.best.reason : why_.not_complete;
  } else {
    if (const ReasonId doubt = Doubt(id, rows, place)) {
      rows.state = State::kIncomplete;
      rows.rows.row_reason = doubt;
    }
  }
  WalkRows(id, rows, place);
  if (type.kind == TypeKind::kSet && !Fold(id, rows)) return Cell::Error(why_.bad_member);
  if (rows.len == 0 && rows.state == State::kValue && !type.allow_empty) return Cell::Error(why_.empty);
  return rows;
}

// The reason of a key at or below which something is listed as not known, and that is not among the members; 0 if there
// is none.
ReasonId Resolver::Doubt(NodeId id, const Cell& rows, const Place& place) const {
  const IndexedNode& node = index_.node(id);
  std::vector<StateTrie::Doubt> doubts;
  for (std::size_t i = place.first; i < place.last; ++i)
    for (StateTrie::Doubt& doubt : trie_->Doubts(active_[i])) doubts.push_back(std::move(doubt));
  if (doubts.empty()) return 0;
  const auto reason_of = [&](const StateTrie::Doubt& doubt) {
    return doubt.reason != 0 ? doubt.reason : why_.not_there;
  };
  if (index_.types()[node.type].kind != TypeKind::kMap) {
    // Positions at and beyond the end.
    const std::string end = std::to_string(rows.len);
    for (const StateTrie::Doubt& doubt : doubts)
      if (doubt.key.size() > end.size() || (doubt.key.size() == end.size() && doubt.key >= end))
        return reason_of(doubt);
    return 0;
  }
  if (node.members == kNone || node.key_column == kNone) return reason_of(doubts[0]);
  std::vector<std::string> keys;
  for (std::uint32_t i = 0; i < rows.len; ++i) {
    const Cell& key = tables_[node.members].columns[node.key_column][rows.rows.first_row + i];
    keys.push_back(key.kind == CellKind::kInt ? std::to_string(key.i) : std::string(key.text()));
  }
  std::sort(keys.begin(), keys.end());
  for (const StateTrie::Doubt& doubt : doubts)
    if (!std::binary_search(keys.begin(), keys.end(), doubt.key)) return reason_of(doubt);
  return 0;
}

// Equal members of a set of scalars become one, the first of them. False if a member is in error.
bool Resolver::Fold(NodeId id, Cell& rows) {
  const IndexedNode& node = index_.node(id);
  if (node.element == kNone || !schema::IsScalar(index_.types()[index_.node(node.element).type].kind)) return true;
  TableData& table = tables_[node.members];
  const CellColumn& values = table.columns[index_.node(node.element).column.column];
  for (std::uint32_t i = 0; i < rows.len; ++i)
    if (values[rows.rows.first_row + i].state != State::kValue) return false;
  const auto compare = [&values](std::uint32_t a, std::uint32_t b) {
    const Cell &x = values[a], &y = values[b];
    if (x.kind != y.kind) return x.kind < y.kind ? -1 : 1;
    if (x.kind == CellKind::kInt || x.kind == CellKind::kBool) return x.i < y.i ? -1 : (x.i > y.i ? 1 : 0);
    if (x.aux != y.aux) return x.aux < y.aux ? -1 : 1;
    return x.text().compare(y.text());
  };
  // Most sets are small, and of different members.
  constexpr std::uint32_t kFew = 8;
  if (rows.len <= kFew) {
    bool repeats = false;
    for (std::uint32_t i = 1; i < rows.len; ++i)
      for (std::uint32_t k = 0; k < i && !repeats; ++k)
        repeats = compare(rows.rows.first_row + k, rows.rows.first_row + i) == 0;
    if (!repeats) return true;
  }
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < rows.len; ++i) order.push_back(rows.rows.first_row + i);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return compare(a, b) < 0; });
  std::vector<std::uint32_t> kept;
  for (const std::uint32_t row : order)
    if (kept.empty() || compare(kept.back(), row) != 0) kept.push_back(row);
  if (kept.size() == rows.len) return true;
  std::sort(kept.begin(), kept.end());
  for (CellColumn& column : table.columns)
    for (std::uint32_t i = 0; i < kept.size(); ++i) column[rows.rows.first_row + i] = column[kept[i]];
  rows.len = static_cast<std::uint32_t>(kept.size());
  return true;
}

}  // namespace mps::evidence
