// Printing of cells. Entry point: DescribeCell.
#include "interp/describe.h"

#include "base/hex.h"
#include "base/ip.h"
#include "base/spelling.h"
#include "base/time.h"
#include "builtins/set_object.h"

namespace mps::interp {
namespace {

constexpr std::size_t kTextShown = 80;     // octets of one text
constexpr std::size_t kBytesShown = 40;    // octets of one byte string
constexpr std::size_t kReasonShown = 300;  // octets of what a collector says
constexpr std::size_t kFileShown = 200;    // octets of a file name

std::string Cut(std::string_view text) {
  if (text.size() <= kTextShown) return QuotedText(text);
  std::size_t end = kTextShown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return QuotedText(text.substr(0, end)) + "…";
}

std::string Number(std::int64_t n, TypeKind kind) {
  if (kind == TypeKind::kMode) return ModeText(n);
  if (kind == TypeKind::kDuration) return DurationText(n);
  if (kind == TypeKind::kTime) return TimeText(n);
  return std::to_string(n);
}

std::string Octets(std::string_view bytes) {
  const auto hex = HexEncode(AsBytes(bytes.substr(0, kBytesShown)));
  return hex + (bytes.size() > kBytesShown ? "…" : "");
}

std::string Set(const builtins::SetObject& set, TypeKind kind) {
  if (set.stored != nullptr) {
    std::uint64_t members = 0;
    for (const program::StoredPart& part : set.stored->stored) members += part.count;
    return "a table of " + std::to_string(members) + (members == 1 ? " member" : " members");
  }
  return DescribeMembers(set.count, [&](std::size_t i) { return DescribeCell(set.members[i], kind); });
}

std::string Address(const Cell& cell) {
  const auto ip = IpFromBytes(AsBytes(cell.text()));
  return ip.ok() ? FormatIp(*ip) : "?";
}

std::string Count(const Cell& cell) {
  const std::uint32_t least = cell.rows.first_row, most = cell.rows.row_reason;
  if (least == most) return std::to_string(least);
  if (most == 0xffffffff) return "at least " + std::to_string(least);
  return std::to_string(least) + " to " + std::to_string(most);
}

}  // namespace

std::string DescribeMembers(std::size_t count, const std::function<std::string(std::size_t)>& show) {
  if (count == 0) return "{}";
  std::string text = "{ ";
  for (std::size_t i = 0; i < count && i < kMembersShown; ++i) text += (i == 0 ? "" : ", ") + show(i);
  if (count > kMembersShown) text += ", … " + std::to_string(count - kMembersShown) + " more";
  return text + " }";
}

std::string DescribeCell(const Cell& cell, TypeKind kind) {
  switch (cell.kind) {
    case CellKind::kBool:
      return cell.i != 0 ? "true" : "false";
    case CellKind::kInt:
      return Number(cell.i, kind);
    case CellKind::kText:
      return Cut(cell.text());
    case CellKind::kBytes:
      return "h'" + Octets(cell.text()) + "'";
    case CellKind::kDigest:
      return std::string(DigestAlgName(static_cast<DigestAlg>(cell.aux))) + "'" + Octets(cell.text()) + "'";
    case CellKind::kIp:
      return Address(cell);
    case CellKind::kCidr:
      return Address(cell) + "/" + std::to_string(cell.aux);
    case CellKind::kSet:
      return Set(builtins::SetOf(cell), kind);
    case CellKind::kRows:
      return std::to_string(cell.len) + (cell.len == 1 ? " member" : " members");
    case CellKind::kCount:
      return Count(cell);
    default:
      return "?";
  }
}

std::string DescribeProvenance(const ActualState& state, std::string_view path) {
  while (!path.empty()) {
    const auto found = state.provenance.find(path);
    if (found != state.provenance.end()) {
      const Provenance& at = found->second;
      return " (" + CutText(at.file, kFileShown) + (at.line > 0 ? ":" + std::to_string(at.line) : "") + ")";
    }
    const auto step = path.find_last_of(".[");
    path = step == std::string_view::npos ? std::string_view() : path.substr(0, step);
  }
  return "";
}

std::string DescribeReason(std::string_view reason) {
  return reason.empty() ? "" : ": " + CutText(reason, kReasonShown);
}

}  // namespace mps::interp
