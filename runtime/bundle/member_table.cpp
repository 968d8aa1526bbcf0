// Probes of mapped tables.
#include "bundle/member_table.h"

#include <algorithm>
#include <cstring>
#include <optional>

#include "bundle/format.h"
#include "crypto/hash.h"

namespace mps::bundle {
namespace {

using program::kRootBytes;
using program::StoredPart;

// As cell_order.h: octets by octets, the shorter first.
int Order(ByteView a, ByteView b) {
  const std::size_t both = std::min(a.size(), b.size());
  const int by_octets = both == 0 ? 0 : std::memcmp(a.data(), b.data(), both);
  if (by_octets != 0) return by_octets;
  return a.size() < b.size() ? -1 : (a.size() > b.size() ? 1 : 0);
}

constexpr int kGuesses = 4;
constexpr std::size_t kNear = 4;  // so many entries are as good as found

// The first octets of a digest as a number.
std::uint64_t LeadOf(ByteView digest) { return GetNumber(digest.data(), std::min<std::size_t>(digest.size(), 8)); }

// The entries of one verified node.
class Node {
 public:
  // `width`: of every entry, or 0 for a node of texts. nullopt: not the shape of a node, which is looked at only where
  // it is not `known`.
  static std::optional<Node> Of(ByteView octets, std::size_t width, bool known) {
    Node node;
    node.width_ = width;
    if (width != 0) {
      node.count_ = octets.size() / width;
      node.data_ = octets;
      return octets.size() % width == 0 ? std::optional(node) : std::nullopt;
    }
    if (octets.size() < 2) return std::nullopt;
    node.count_ = GetNumber(octets.data(), 2);
    if (node.count_ == 0 || octets.size() < 2 + 2 * node.count_) return std::nullopt;
    node.ends_ = octets.data() + 2;
    node.data_ = octets.subspan(2 + 2 * node.count_);
    if (known) return node;
    std::size_t before = 0;
    for (std::size_t i = 0; i < node.count_; ++i) {
      if (node.End(i) < before) return std::nullopt;
      before = node.End(i);
    }
    return before <= node.data_.size() ? std::optional(node) : std::nullopt;
  }

  std::size_t count() const { return count_; }
  // REQUIRES: Of went well, so that every entry lies in the node.
  ByteView Entry(std::size_t i) const {
    if (width_ != 0) return data_.subspan(i * width_, width_);
    const std::size_t first = i == 0 ? 0 : End(i - 1);
    return data_.subspan(first, End(i) - first);
  }

 private:
  std::size_t End(std::size_t i) const { return static_cast<std::size_t>(GetNumber(ends_ + 2 * i, 2)); }

  std::size_t width_ = 0, count_ = 0;
  const std::uint8_t* ends_ = nullptr;
  ByteView data_;
};

}  // namespace

// One hash tree.
class MemberTable::Part {
 public:
  Part(const Mapping& mapping, Place place, std::size_t number) : mapping_(mapping), place_(std::move(place)) {
    number_ = number;
    std::uint64_t at = place_.offset, nodes = 0;
    for (std::size_t level = 0; level < levels(); ++level) {
      level_at_.push_back(at);
      first_node_.push_back(nodes);
      at += place_.part.levels[level];
      nodes += program::NodesOf(place_.part, level);
    }
    seen_ = std::vector<std::atomic<std::uint64_t>>(nodes / 64 + 1);
  }

  const StoredPart& layout() const { return place_.part; }
  std::size_t levels() const { return place_.part.levels.size(); }

  // kMalformed if a node on the way is damaged.
  Result<bool> Find(ByteView key) const {
    std::uint64_t index = 0;
    ByteView digest = place_.part.root;
    for (std::size_t level = levels() - 1; level > 0; --level) {
      MPS_ASSIGN(const Node node, Read(level, index, digest));
      const auto at = LastNotAfter(node, level, key);
      if (!at) return false;
      MPS_ASSIGN(index, Child(node, level, index, *at));
      digest = node.Entry(*at).first(kRootBytes);
    }
    MPS_ASSIGN(const Node leaf, Read(0, index, digest));
    std::size_t low = 0, high = leaf.count();
    for (int probe = 0; low < high; ++probe) {
      const std::size_t middle = Middle(leaf, 0, key, low, high, probe);
      const int order = Order(leaf.Entry(middle), key);
      if (order == 0) return true;
      (order < 0 ? low : high) = order < 0 ? middle + 1 : middle;
    }
    return false;
  }

  Status VerifyAll() const {
    std::uint64_t members = 0;
    MPS_TRY(Walk(levels() - 1, 0, place_.part.root, members));
    return members == place_.part.count ? Status() : Damaged(0, 0, "another number of members than the image says");
  }

 private:
  std::size_t EntryWidth(std::size_t level) const {
    const std::size_t width = program::RecordWidth(place_.part);
    return width == 0 || level == 0 ? width : width + kRootBytes;
  }
  bool fixed() const { return program::RecordWidth(place_.part) != 0; }
  std::size_t KeyAt() const { return fixed() ? kRootBytes : kChildBytes; }

  Status Damaged(std::size_t level, std::uint64_t index, const char* what) const {
    const std::uint64_t full = program::FullNode(program::RecordWidth(place_.part), level);
    return Status(Code::kMalformed,
                  "bundle `" + mapping_.name() + "`: table " + std::to_string(number_) + " is damaged: " + what,
                  level_at_[level] + index * full);
  }

  // A node of the tree, verified against the digest that its parent has.
  Result<Node> Read(std::size_t level, std::uint64_t index, ByteView digest) const {
    const std::uint64_t full = program::FullNode(program::RecordWidth(place_.part), level);
    const std::uint64_t at = index * full, octets = place_.part.levels[level];
    if (at >= octets) return Damaged(level, 0, "an index beyond its level");
    const ByteView node = mapping_.bytes().subspan(level_at_[level] + at, std::min(full, octets - at));
    const std::uint64_t number = first_node_[level] + index;
    std::atomic<std::uint64_t>& word = seen_[number / 64];
    const std::uint64_t bit = std::uint64_t{1} << number % 64;
    const bool known = (word.load(std::memory_order_relaxed) & bit) != 0;
    if (!known) MPS_TRY(Verify(level, index, node, digest));
    const auto parsed = Node::Of(node, EntryWidth(level), known);
    if (!parsed) return Damaged(level, index, "not the shape of a node");
    if (!known) word.fetch_or(bit, std::memory_order_relaxed);
    return *parsed;
  }

  Status Verify(std::size_t level, std::uint64_t index, ByteView node, ByteView digest) const {
    MPS_ASSIGN(auto hasher, crypto::Hasher::Create(DigestAlg::kSha256));
    const auto prefix = static_cast<std::uint8_t>(level);
    MPS_TRY(hasher.Update(ByteView(&prefix, 1)));
    MPS_TRY(hasher.Update(node));
    MPS_ASSIGN(const Bytes found, hasher.Finish());
    return std::equal(found.begin(), found.end(), digest.begin(), digest.end())
               ? Status()
               : Damaged(level, index, "the node does not have its digest");
  }

  ByteView Key(const Node& node, std::size_t i) const {
    const ByteView entry = node.Entry(i);
    return entry.subspan(std::min(KeyAt(), entry.size()));
  }

  // Where among the entries [low, high) to look next. Digests are spread evenly, so where one stands can be told but
  // for a few entries; a table that is made otherwise costs the guesses and is then searched by halves.
  std::size_t Middle(const Node& node, std::size_t level, ByteView key, std::size_t low, std::size_t high,
                     int probe) const {
    const std::size_t half = low + (high - low) / 2;
    if (place_.part.kind != CellKind::kDigest || probe >= kGuesses || high - low <= kNear) return half;
    const auto lead = [&](std::size_t i) { return LeadOf(level == 0 ? node.Entry(i) : Key(node, i)); };
    const std::uint64_t first = lead(low), last = lead(high - 1), wanted = LeadOf(key);
    if (first >= last || wanted <= first) return first >= last ? half : low;
    if (wanted >= last) return high - 1;
    const double part = static_cast<double>(wanted - first) / static_cast<double>(last - first);
    return std::min(low + static_cast<std::size_t>(part * static_cast<double>(high - 1 - low)), high - 1);
  }

  // The last entry whose key is not after `key`.
  std::optional<std::size_t> LastNotAfter(const Node& node, std::size_t level, ByteView key) const {
    std::size_t low = 0, high = node.count();
    for (int probe = 0; low < high; ++probe) {
      const std::size_t middle = Middle(node, level, key, low, high, probe);
      const bool after = Order(Key(node, middle), key) > 0;
      (after ? high : low) = after ? middle : middle + 1;
    }
    return low == 0 ? std::nullopt : std::optional(low - 1);
  }

  // The number, within the level below, of the node that entry `i` names.
  Result<std::uint64_t> Child(const Node& node, std::size_t level, std::uint64_t index, std::size_t i) const {
    const ByteView entry = node.Entry(i);
    if (entry.size() < KeyAt()) return Damaged(level, index, "an entry that is cut short");
    const std::uint64_t in_full =
        program::FullNode(program::RecordWidth(place_.part), level) / std::max<std::size_t>(EntryWidth(level), 1);
    const std::uint64_t child = fixed() ? index * in_full + i : GetNumber(entry.data() + kRootBytes, 4);
    if (child >= program::NodesOf(place_.part, level - 1)) return Damaged(level, index, "a node that is not there");
    return child;
  }

  Status Walk(std::size_t level, std::uint64_t index, ByteView digest, std::uint64_t& members) const {
    MPS_ASSIGN(const Node node, Read(level, index, digest));
    for (std::size_t i = 0; i < node.count(); ++i) {
      const bool leaf = level == 0;
      const ByteView key = leaf ? node.Entry(i) : Key(node, i);
      if (i > 0 && Order(leaf ? node.Entry(i - 1) : Key(node, i - 1), key) >= 0)
        return Damaged(level, index, "its entries do not ascend");
      if (leaf) continue;
      MPS_ASSIGN(const std::uint64_t child, Child(node, level, index, i));
      MPS_TRY(Walk(level - 1, child, node.Entry(i).first(kRootBytes), members));
    }
    if (level == 0) members += node.count();
    return members <= place_.part.count ? Status() : Damaged(level, index, "more members than the image says");
  }

  const Mapping& mapping_;
  Place place_;
  std::size_t number_ = 0;
  std::vector<std::uint64_t> level_at_;                   // octets into the mapping
  std::vector<std::uint64_t> first_node_;                 // of each level, counted through the part
  mutable std::vector<std::atomic<std::uint64_t>> seen_;  // a bit for each node that was verified
};

void DamageLog::Note(Status status) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (first_.ok()) first_ = std::move(status);
}

Status DamageLog::first() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return first_;
}

MemberTable::MemberTable(std::shared_ptr<const Mapping> mapping, std::vector<Place> places,
                         std::shared_ptr<DamageLog> log)
    : mapping_(std::move(mapping)), log_(std::move(log)) {
  for (Place& place : places) parts_.push_back(std::make_unique<Part>(*mapping_, std::move(place), parts_.size()));
}

MemberTable::~MemberTable() = default;

program::StoredMembers::Answer MemberTable::Find(const Cell& value) const {
  const auto part = std::find_if(parts_.begin(), parts_.end(), [&](const auto& p) {
    return p->layout().kind == value.kind && (value.kind != CellKind::kDigest || p->layout().aux == value.aux);
  });
  if (part == parts_.end()) return value.kind == CellKind::kDigest ? Answer::kNotComparable : Answer::kNo;
  const std::size_t width = program::RecordWidth((*part)->layout());
  if (value.kind == CellKind::kDigest && value.len != width) return Answer::kNo;
  const bool number = value.kind == CellKind::kInt;
  const auto record = number ? IntRecord(value.i) : std::array<std::uint8_t, 8>{};
  auto found = (*part)->Find(number ? ByteView(record) : AsBytes(value.text()));
  if (found.ok()) return *found ? Answer::kYes : Answer::kNo;
  log_->Note(found.TakeStatus());
  return Answer::kDamaged;
}

Status MemberTable::VerifyAll() const {
  for (const auto& part : parts_) MPS_TRY(part->VerifyAll());
  return {};
}

}  // namespace mps::bundle
