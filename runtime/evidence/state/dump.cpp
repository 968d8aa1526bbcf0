// Printing of tables of cells.
#include "evidence/state/dump.h"

#include "base/hex.h"
#include "base/ip.h"
#include "schema/types.h"

namespace mps::evidence {
namespace {

std::string Octal(std::int64_t n) {
  std::string out;
  for (int shift = 9; shift >= 0; shift -= 3) out += static_cast<char>('0' + ((n >> shift) & 7));
  return out;
}

std::string Shown(const schema::ReadPlan& plan, schema::TypeId type, const Cell& cell) {
  switch (cell.kind) {
    case CellKind::kBool:
      return cell.i != 0 ? "true" : "false";
    case CellKind::kInt:
      return type != schema::kNoType && plan.types[type].kind == TypeKind::kMode ? Octal(cell.i) : std::to_string(cell.i);
    case CellKind::kText:
      return schema::Quoted(cell.text());
    case CellKind::kIp:
    case CellKind::kCidr: {
      const auto ip = IpFromBytes(AsBytes(cell.text()));
      return (ip.ok() ? FormatIp(*ip) : "?") + (cell.kind == CellKind::kCidr ? "/" + std::to_string(cell.aux) : "");
    }
    case CellKind::kRows:
      return std::to_string(cell.len) + " members, rows " + std::to_string(cell.rows.first_row) + "..";
    default:
      return HexEncode(AsBytes(cell.text()));
  }
}

std::string Line(const schema::ReadPlan& plan, const ActualState& state, schema::TypeId type, const Cell& cell) {
  const bool rows = cell.kind == CellKind::kRows && cell.state == State::kIncomplete;
  if (cell.has_value()) return Shown(plan, type, cell);
  const std::string_view reason = state.reasons[rows ? cell.rows.row_reason : cell.state == State::kAbsent ? 0 : cell.why.reason];
  return std::string(StateName(cell.state)) + (rows ? " (" + Shown(plan, type, cell) + ")" : "") + (reason.empty() ? "" : ": " + std::string(reason));
}

}  // namespace

std::string DumpState(const schema::ReadPlan& plan, const ActualState& state) {
  std::string out;
  for (std::size_t t = 0; t < plan.tables.size() && t < state.tables.size(); ++t) {
    const schema::Table& table = plan.tables[t];
    if (t > 0) out += "table " + std::to_string(t) + " " + table.path + ": " + std::to_string(state.tables[t].rows) + " rows\n";
    for (std::uint32_t row = 0; row < state.tables[t].rows; ++row) {
      for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const std::string path = t == 0 ? table.columns[c].path : "  " + std::to_string(row) + " " + (table.columns[c].path.empty() ? "value" : table.columns[c].path);
        out += path + " = " + Line(plan, state, table.columns[c].type, state.tables[t].columns[c][row]) + "\n";
      }
    }
  }
  return out;
}

}  // namespace mps::evidence
