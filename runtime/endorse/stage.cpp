// Endorsements on settled evidence: what is asked of the solver, and what its answer makes of the cells.
#include "endorse/stage.h"

#include <algorithm>

#include "base/value_spelling.h"
#include "endorse/binder.h"
#include "endorse/device.h"
#include "endorse/settle.h"
#include "interp/values.h"
#include "schema/types.h"

namespace mps::endorse {
namespace {

using evidence::Evidence;
using evidence::PlanIndex;

Cell& CellAt(ActualState& state, schema::ColumnRef at) { return state.tables[at.table].columns[at.column][0]; }

// The column of the members of a set.
schema::ColumnRef MembersOf(const PlanIndex& index, schema::NodeId set) {
  return index.node(index.node(set).element).column;
}

// Puts the rows of a set at the end of their table: those that are there, then `more`.
Status WriteMembers(const PlanIndex& index, ActualState& state, schema::NodeId node, const std::vector<Value>& more,
                    Cell& rows) {
  const schema::ColumnRef column = MembersOf(index, node);
  TableData& table = state.tables[column.table];
  const std::uint32_t first = table.rows;
  const std::uint32_t old = rows.kind == CellKind::kRows ? rows.len : 0;
  const std::uint32_t from = old == 0 ? 0 : rows.rows.first_row;
  table.rows += old + static_cast<std::uint32_t>(more.size());
  for (CellColumn& cells : table.columns) {
    cells.resize(table.rows, evidence::kMissing);
    for (std::uint32_t i = 0; i < old; ++i) cells[first + i] = cells[from + i];
  }
  for (std::uint32_t i = 0; i < more.size(); ++i) {
    MPS_ASSIGN(table.columns[column.column][first + old + i], interp::CellOf(more[i], state.arena));
  }
  rows = Cell();
  rows.state = State::kValue;
  rows.kind = CellKind::kRows;
  rows.len = old + static_cast<std::uint32_t>(more.size());
  rows.rows = {first, 0};
  return {};
}

}  // namespace

Result<std::unique_ptr<Stage>> Stage::Create(schema::ReadPlan& plan, std::vector<EndorsementSet> sets,
                                             const TrustPolicy& policy) {
  std::unique_ptr<Stage> stage(new Stage);
  if (sets.empty()) sets.emplace_back();
  stage->sets_ = std::move(sets);
  MPS_TRY(Binder(*stage, plan, policy).Run());
  return stage;
}

Problem::Claim Stage::AskedOfDevice(const evidence::Facts& facts, std::uint32_t claim) const {
  Problem::Claim asked = problem_.claims[claim];
  const DeviceNames device = DeviceOf(facts);
  if (slots_[claim].kind == Slot::Kind::kAttester) {
    const std::string_view key = AttesterOf(facts, slots_[claim].environment, slots_[claim].has_parent);
    if (key.empty()) return asked;  // the document does not say
    Value& value = asked.evidence.emplace_back();
    value.kind = TypeKind::kText;
    value.text = key;
    asked.evidence_state = State::kValue;
    return asked;
  }
  if (slots_[claim].kind == Slot::Kind::kUeid) {
    if (!device.ueid) return asked;  // unknown which device this is
    Value& value = asked.evidence.emplace_back();
    value.kind = TypeKind::kBytes;
    value.text.assign(device.ueid->begin(), device.ueid->end());
    asked.evidence_state = State::kValue;
    return asked;
  }
  for (const std::string_view key : device.keys) {
    Value& value = asked.evidence.emplace_back();
    value.kind = TypeKind::kText;
    value.text = key;
  }
  asked.evidence_state = device.all_keys ? State::kValue : State::kIncomplete;
  return asked;
}

Problem::Claim Stage::Asked(const PlanIndex& index, const Evidence& evidence, std::uint32_t claim) const {
  if (slots_[claim].kind != Slot::Kind::kClaim) return AskedOfDevice(evidence.facts, claim);
  const ActualState& state = evidence.state;
  Problem::Claim asked = problem_.claims[claim];
  const evidence::IndexedNode& node = index.node(slots_[claim].node);
  const Cell& cell = state.At(node.column);
  asked.evidence_state = cell.state;
  if (!asked.is_set) {
    if (cell.has_value()) asked.evidence.push_back(interp::ValueOf(index.types(), node.type, cell));
    return asked;
  }
  if (cell.kind != CellKind::kRows) return asked;
  const schema::ColumnRef column = MembersOf(index, slots_[claim].node);
  for (std::uint32_t i = 0; i < cell.len; ++i) {
    const Cell& member = state.At(column, cell.rows.first_row + i);
    if (member.has_value())
      asked.evidence.push_back(interp::ValueOf(index.types(), index.types()[node.type].element, member));
  }
  return asked;
}

Status Stage::Apply(const PlanIndex& index, Evidence& evidence) const {
  ActualState& state = evidence.state;
  state.sources.assign(1, {"evidence"});
  for (std::size_t i = 1; i < speakers_.size(); ++i) state.sources.push_back({"endorser " + speakers_[i]});
  if (slots_.empty()) return {};
  std::vector<Problem::Claim> asked;
  for (std::uint32_t c = 0; c < slots_.size(); ++c) asked.push_back(Asked(index, evidence, c));
  const Solution solution = solver_.Solve(problem_, asked);
  TableData& root = state.tables[0];
  root.sources.resize(root.columns.size());
  for (std::uint32_t c = 0; c < slots_.size(); ++c) {
    if (!asked[c].endorsable || slots_[c].kind != Slot::Kind::kClaim) continue;
    const evidence::IndexedNode& node = index.node(slots_[c].node);
    const schema::TypeDef& type = index.types()[node.type];
    const Spoken whole{solution.claims[c], std::nullopt, slots_[c].optional, slots_[c].endorsed_only, type.allow_empty};
    MPS_TRY(Write(index, state, slots_[c].node, asked[c], whole));
    for (const auto& [name, child] : index.plan().nodes[slots_[c].node].by) {
      const auto speaker = std::find(speakers_.begin() + 1, speakers_.end(), name);
      if (speaker == speakers_.end()) continue;  // endorses nothing: unknown, as it was settled
      Spoken by = whole;
      by.alone = static_cast<std::uint32_t>(speaker - speakers_.begin());
      by.endorsed_only = by.optional = true;
      Problem::Claim of_one;
      of_one.endorsable = of_one.endorsed_only = true;
      of_one.is_set = asked[c].is_set;
      MPS_TRY(Write(index, state, child, of_one, by));
    }
  }
  return {};
}

// The cell of a claim as it comes out; what evidence has in error stays so.
Status Stage::Write(const PlanIndex& index, ActualState& state, schema::NodeId node, const Problem::Claim& asked,
                    const Spoken& spoken) const {
  const schema::ColumnRef at = index.node(node).column;
  Cell& cell = CellAt(state, at);
  if (cell.state == State::kError) return {};
  const Outcome outcome = OutcomeOf(asked, spoken, speakers_);
  if (outcome.kind == Outcome::Kind::kUntouched) return {};
  const ReasonId reason = state.reasons.Add(outcome.reason);
  if (outcome.source != kFromEvidence) state.tables[0].sources[at.column] = {outcome.source};
  switch (outcome.kind) {
    case Outcome::Kind::kUntouched:
      return {};
    case Outcome::Kind::kValue: {
      MPS_ASSIGN(cell, interp::CellOf(outcome.values[0], state.arena));
      return {};
    }
    case Outcome::Kind::kMembers:
      MPS_TRY(WriteMembers(index, state, node, outcome.values, cell));
      if (!outcome.complete) cell.state = State::kIncomplete, cell.rows.row_reason = reason;
      return {};
    case Outcome::Kind::kAbsent:
      cell = Cell::Absent();
      return {};
    case Outcome::Kind::kUnknown:
      cell = Cell::Unknown(reason);
      return {};
    case Outcome::Kind::kConflict:
      cell = Cell::Error(reason);
      cell.state = State::kConflict;
      cell.why.source = outcome.source;
      return {};
  }
  return {};
}

}  // namespace mps::endorse
