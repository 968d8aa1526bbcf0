// The layout of stored sets, as arithmetic.
#include "program/stored_set.h"

#include "mps/kinds.h"
#include "mps/limits.h"

namespace mps::program {
namespace {

Status Bad(const char* what) { return Status(Code::kMalformed, std::string("a stored set: ") + what); }

Status VerifyFixed(const StoredPart& part, std::size_t width) {
  std::uint64_t entries = part.count;
  for (std::size_t level = 0; level < part.levels.size(); ++level) {
    if (part.levels[level] != entries * (level == 0 ? width : width + kRootBytes))
      return Bad("a level of another size");
    entries = NodesOf(part, level);
    if (entries == 1 && level + 1 != part.levels.size()) return Bad("a level too many");
  }
  return entries == 1 ? Status() : Bad("a level is missing");
}

Status VerifyText(const StoredPart& part) {
  // An entry of a leaf takes two octets at least, and its node two.
  if (part.levels[0] < 2 + std::uint64_t{2} * part.count) return Bad("a level of another size");
  std::uint64_t below = UINT64_MAX;
  for (std::size_t level = 0; level < part.levels.size(); ++level) {
    const std::uint64_t nodes = NodesOf(part, level);
    if (part.levels[level] == 0 || nodes >= below) return Bad("a level of another size");
    below = nodes;
  }
  return below == 1 ? Status() : Bad("a level is missing");
}

}  // namespace

std::size_t RecordWidth(const StoredPart& part) {
  if (part.kind == CellKind::kInt) return 8;
  return part.kind == CellKind::kDigest ? DigestOctets(static_cast<DigestAlg>(part.aux)) : 0;
}

std::size_t FullNode(std::size_t width, std::size_t level) {
  if (width == 0) return kNodeBytes;
  const std::size_t entry = level == 0 ? width : width + kRootBytes;
  return kNodeBytes / entry * entry;
}

std::uint64_t NodesOf(const StoredPart& part, std::size_t level) {
  const std::uint64_t full = FullNode(RecordWidth(part), level);
  return part.levels[level] / full + (part.levels[level] % full != 0 ? 1 : 0);
}

std::uint64_t OctetsOf(const StoredPart& part) {
  std::uint64_t sum = 0;
  for (const std::uint64_t octets : part.levels) sum += octets;
  return sum;
}

Status VerifyStoredPart(const StoredPart& part) {
  const bool text = part.kind == CellKind::kText || part.kind == CellKind::kBytes;
  if (!text && RecordWidth(part) == 0) return Bad("members of no kind that is stored");
  if (part.kind != CellKind::kDigest && part.aux != 0) return Bad("more than its kind");
  if (part.count == 0) return Bad("no members");
  if (part.root.size() != kRootBytes) return Bad("a root that is not of 32 octets");
  if (part.levels.empty() || part.levels.size() > kNodeLevels) return Bad("no number of levels");
  for (const std::uint64_t octets : part.levels) {
    if (octets > limit::kBundleBytes) return Status(Code::kLimit, "a stored set larger than limit::kBundleBytes");
  }
  return text ? VerifyText(part) : VerifyFixed(part, RecordWidth(part));
}

}  // namespace mps::program
