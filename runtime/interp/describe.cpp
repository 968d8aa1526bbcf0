// Printing of cells. Entry point: DescribeCell.
#include "interp/describe.h"

#include <cstdio>

#include "base/hex.h"
#include "base/ip.h"
#include "base/time.h"
#include "builtins/set_object.h"
#include "schema/types.h"

namespace mps::interp {
namespace {

constexpr std::size_t kTextShown = 80;   // characters of one text
constexpr std::size_t kBytesShown = 40;  // octets of one byte string
constexpr std::uint32_t kMembersShown = 6;

std::string Cut(std::string_view text) {
  if (text.size() <= kTextShown) return schema::Quoted(text);
  std::size_t end = kTextShown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return schema::Quoted(text.substr(0, end)) + "…";
}

std::string Duration(std::int64_t seconds) {
  const auto in = [&](std::int64_t unit, const char* word) {
    const std::int64_t n = seconds / unit;
    return std::to_string(n) + " " + word + (n == 1 ? "" : "s");
  };
  if (seconds != 0 && seconds % 86400 == 0) return in(86400, "day");
  if (seconds != 0 && seconds % 3600 == 0) return in(3600, "hour");
  if (seconds != 0 && seconds % 60 == 0) return in(60, "minute");
  return in(1, "second");
}

std::string Number(std::int64_t n, TypeKind kind) {
  char octal[16];
  switch (kind) {
    case TypeKind::kMode:
      std::snprintf(octal, sizeof octal, "%04llo", static_cast<unsigned long long>(n));
      return octal;
    case TypeKind::kTime: {
      const auto text = FormatTime(n);
      return text.ok() ? *text : std::to_string(n);
    }
    case TypeKind::kDuration:
      return Duration(n);
    default:
      return std::to_string(n);
  }
}

std::string Octets(std::string_view bytes) {
  const auto hex = HexEncode(AsBytes(bytes.substr(0, kBytesShown)));
  return hex + (bytes.size() > kBytesShown ? "…" : "");
}

std::string DigestName(std::int16_t alg) {
  switch (static_cast<DigestAlg>(alg)) {
    case DigestAlg::kSha1:
      return "sha1";
    case DigestAlg::kSha256:
      return "sha256";
    case DigestAlg::kSha384:
      return "sha384";
    case DigestAlg::kSha512:
      return "sha512";
  }
  return "digest";
}

std::string Set(const builtins::SetObject& set, TypeKind kind) {
  if (set.count == 0) return "{}";
  std::string text = "{ ";
  for (std::uint32_t i = 0; i < set.count && i < kMembersShown; ++i) {
    text += (i == 0 ? "" : ", ") + DescribeCell(set.members[i], kind);
  }
  if (set.count > kMembersShown) text += ", … " + std::to_string(set.count - kMembersShown) + " more";
  return text + " }";
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
      return DigestName(cell.aux) + "'" + Octets(cell.text()) + "'";
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
    const auto found = state.provenance.find(std::string(path));
    if (found != state.provenance.end()) {
      const Provenance& at = found->second;
      std::string where = schema::Quoted(at.file);
      where = where.substr(1, where.size() - 2);
      return " (" + where + (at.line > 0 ? ":" + std::to_string(at.line) : "") + ")";
    }
    const auto step = path.find_last_of(".[");
    path = step == std::string_view::npos ? std::string_view() : path.substr(0, step);
  }
  return "";
}

}  // namespace mps::interp
