// An actual state as stable text.
#include "evidence/state/dump.h"

#include "base/base64url.h"
#include "base/hex.h"
#include "base/ip.h"
#include "base/spelling.h"
#include "base/time.h"
#include "schema/types.h"

namespace mps::evidence {
namespace {

using schema::kNone;
using schema::NodeId;

constexpr std::uint32_t kMembersShown = 1000;

std::string IpText(const Cell& cell) {
  const Result<Ip> ip = IpFromBytes(AsBytes(cell.text()));
  if (!ip.ok()) return "?";
  return cell.kind == CellKind::kIp ? FormatIp(*ip) : FormatCidr({*ip, static_cast<std::uint8_t>(cell.aux)});
}

std::string IntText(std::int64_t value, TypeKind kind) {
  if (kind == TypeKind::kMode) return ModeText(value);
  if (kind == TypeKind::kTime) return TimeText(value);
  return std::to_string(value) + (kind == TypeKind::kDuration ? " seconds" : "");
}

std::string ValueText(const Cell& cell, TypeKind kind) {
  switch (cell.kind) {
    case CellKind::kBool:
      return cell.i != 0 ? "true" : "false";
    case CellKind::kInt:
      return IntText(cell.i, kind);
    case CellKind::kBytes:
      return "b64'" + Base64UrlEncode(AsBytes(cell.text())) + "'";
    case CellKind::kDigest:
      return std::string(DigestAlgName(static_cast<DigestAlg>(cell.aux))) + ":" + HexEncode(AsBytes(cell.text()));
    case CellKind::kIp:
    case CellKind::kCidr:
      return IpText(cell);
    default:
      return schema::Quoted(cell.text());
  }
}

class Dumper {
 public:
  Dumper(const schema::ReadPlan& plan, const ActualState& state) : plan_(plan), state_(state) {}

  std::string Run() {
    for (const schema::EnvironmentPlan& environment : plan_.environments)
      if (environment.root != kNone) Node(environment.root, 0, environment.def.name);
    if (state_.unnamed_claims > 0) {
      out_ += "claims outside the schema: " + std::to_string(state_.unnamed_claims) + "\n";
      for (const std::string& path : state_.unnamed_paths) out_ += "  " + path + "\n";
    }
    return std::move(out_);
  }

 private:
  void Node(NodeId id, std::uint32_t row, const std::string& path) {
    const schema::ReadNode& node = plan_.nodes[id];
    const schema::TypeDef& type = plan_.types[node.type];
    if (node.value.exists()) Line(node, state_.At(node.value, row), type.kind, path);
    for (const auto& [field, child] : node.fields) Node(child, row, schema::FieldPath(path, type.fields[field]));
    for (const auto& [key, child] : node.keys) Node(child, row, path + schema::KeyStep(plan_.types, node.type, key));
    if (node.value.exists() && node.element != kNone) Members(node, state_.At(node.value, row), path);
  }

  void Line(const schema::ReadNode& node, const Cell& cell, TypeKind kind, const std::string& path) {
    out_ += path + " = ";
    if (cell.kind == CellKind::kRows) {
      out_ += cell.state == State::kIncomplete ? "incomplete" : "complete";
      out_ += ", " + std::to_string(cell.len) + (cell.len == 1 ? " member" : " members");
      if (cell.state == State::kIncomplete) Reason(cell.rows.row_reason);
    } else if (cell.has_value()) {
      out_ += plan_.types[node.type].kind == TypeKind::kRecord ? "present" : ValueText(cell, kind);
    } else {
      out_ += StateName(cell.state);
      if (cell.state != State::kAbsent) Reason(cell.why.reason);
    }
    const auto from = state_.provenance.find(path);
    if (from != state_.provenance.end())
      out_ += " (" + from->second.file + ":" + std::to_string(from->second.line) + ")";
    out_ += '\n';
  }

  void Reason(ReasonId reason) {
    const std::string_view text = state_.reasons[reason];
    if (!text.empty()) out_ += ": " + std::string(text);
  }

  void Members(const schema::ReadNode& node, const Cell& rows, const std::string& path) {
    if (rows.kind != CellKind::kRows) return;
    const schema::ColumnId key_column = plan_.tables[node.members].key;
    for (std::uint32_t i = 0; i < rows.len && i < kMembersShown; ++i) {
      const std::uint32_t row = rows.rows.first_row + i;
      std::string step = "[" + std::to_string(i) + "]";
      if (key_column != kNone) {
        const Cell& key = state_.At({node.members, key_column}, row);
        const std::string text = key.kind == CellKind::kInt ? std::to_string(key.i) : std::string(key.text());
        step = schema::KeyStep(plan_.types, node.type, text);
      }
      Node(node.element, row, path + step);
    }
    if (rows.len > kMembersShown) out_ += path + ": " + std::to_string(rows.len - kMembersShown) + " more members\n";
  }

  const schema::ReadPlan& plan_;
  const ActualState& state_;
  std::string out_;
};

}  // namespace

std::string DumpState(const schema::ReadPlan& plan, const ActualState& state) { return Dumper(plan, state).Run(); }

}  // namespace mps::evidence
