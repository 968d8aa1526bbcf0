// Tables of stored sets, level by level.
#include "bundle/table_writer.h"

#include <algorithm>
#include <optional>
#include <span>

#include "bundle/format.h"
#include "crypto/hash.h"

namespace mps::bundle {
namespace {

using program::ConstSet;
using program::kNodeBytes;
using program::StoredPart;

// The nodes of one level in the making: entries in, whole nodes out.
class Level {
 public:
  Level(std::size_t width, std::size_t number) : width_(width), number_(number) {}

  // Called for every finished node: its octets, its digest and its first key.
  using Take = std::function<Status(const Bytes& node, const Bytes& digest, const Bytes& first_key)>;

  // `head` (of an index) and `key` are one entry.
  Status Add(ByteView head, ByteView key, const Take& take) {
    const std::size_t entry = head.size() + key.size();
    const std::size_t full = width_ != 0 ? program::FullNode(width_, number_) : kNodeBytes;
    const std::size_t used = width_ != 0 ? data_.size() : 2 + 2 * ends_.size() + data_.size() + 2;
    if (!first_.has_value() || used + entry <= full) return Append(head, key);
    MPS_TRY(Close(take, false));
    return Append(head, key);
  }

  Status Close(const Take& take, bool last) {
    Bytes node;
    if (width_ == 0) {
      PutNumber(node, ends_.size(), 2);
      for (const std::size_t end : ends_) PutNumber(node, end, 2);
    }
    node.insert(node.end(), data_.begin(), data_.end());
    if (width_ == 0 && !last) node.resize(kNodeBytes);
    MPS_ASSIGN(auto hasher, crypto::Hasher::Create(DigestAlg::kSha256));
    const auto level = static_cast<std::uint8_t>(number_);
    MPS_TRY(hasher.Update(ByteView(&level, 1)));
    MPS_TRY(hasher.Update(node));
    MPS_ASSIGN(const Bytes digest, hasher.Finish());
    octets_ += node.size();
    ++nodes_;
    const Bytes first = std::move(*first_);
    first_.reset();
    ends_.clear();
    data_.clear();
    return take(node, digest, first);
  }

  std::uint64_t octets() const { return octets_; }
  std::uint64_t nodes() const { return nodes_; }

 private:
  Status Append(ByteView head, ByteView key) {
    if (!first_) first_ = ToBytes(key);
    data_.insert(data_.end(), head.begin(), head.end());
    data_.insert(data_.end(), key.begin(), key.end());
    ends_.push_back(data_.size());
    return {};
  }

  const std::size_t width_, number_;
  std::optional<Bytes> first_;  // key of the node's first entry
  std::vector<std::size_t> ends_;
  Bytes data_;
  std::uint64_t octets_ = 0, nodes_ = 0;
};

struct Child {
  Bytes digest, key;
};

Status WritePart(std::span<const Cell> members, StoredPart& part, const Sink& sink) {
  const std::size_t width = program::RecordWidth(part);
  std::vector<Child> below, here;
  for (std::size_t number = 0;; ++number) {
    Level level(width, number);
    here.clear();
    const auto take = [&](const Bytes& node, const Bytes& digest, const Bytes& first) {
      here.push_back({digest, first});
      return sink(node);
    };
    if (number == 0) {
      for (const Cell& member : members) {
        if (part.kind == CellKind::kInt) {
          const auto record = IntRecord(member.i);
          MPS_TRY(level.Add({}, record, take));
        } else {
          MPS_TRY(level.Add({}, AsBytes(member.text()), take));
        }
      }
    } else {
      for (std::size_t i = 0; i < below.size(); ++i) {
        Bytes head = below[i].digest;
        if (width == 0) PutNumber(head, i, 4);
        MPS_TRY(level.Add(head, below[i].key, take));
      }
    }
    MPS_TRY(level.Close(take, true));
    part.levels.push_back(level.octets());
    if (level.nodes() == 1) {
      part.root = here[0].digest;
      return {};
    }
    below.swap(here);
  }
}

bool SameTable(const Cell& a, const Cell& b) { return a.kind == b.kind && a.aux == b.aux; }

}  // namespace

bool MayStore(const ConstSet& set) {
  if (set.members.empty() || set.is_stored()) return false;
  const CellKind kind = set.members[0].kind;
  const bool fits =
      (set.compare == program::Compare::kInt && kind == CellKind::kInt) ||
      (set.compare == program::Compare::kBytes && (kind == CellKind::kText || kind == CellKind::kBytes)) ||
      (set.compare == program::Compare::kDigest && kind == CellKind::kDigest);
  return fits && std::all_of(set.members.begin(), set.members.end(),
                             [&](const Cell& m) { return m.kind == kind && m.len <= program::kStoredText; });
}

Result<std::vector<StoredPart>> WriteTable(const ConstSet& set, const PartSink& sink) {
  std::vector<StoredPart> parts;
  const std::span<const Cell> members(set.members);
  for (std::size_t first = 0; first < members.size();) {
    std::size_t last = first + 1;
    while (last < members.size() && SameTable(members[first], members[last])) ++last;
    StoredPart part;
    part.kind = members[first].kind;
    part.aux = part.kind == CellKind::kDigest ? members[first].aux : std::int16_t{0};
    part.count = static_cast<std::uint32_t>(last - first);
    MPS_TRY(sink.begin());
    MPS_TRY(WritePart(members.subspan(first, last - first), part, sink.octets));
    MPS_TRY(program::VerifyStoredPart(part));
    parts.push_back(std::move(part));
    first = last;
  }
  return parts;
}

}  // namespace mps::bundle
