// Stored sets: members of a large constant set that stand in a table beside the image, not in it. The image has their
// layout and the root of a hash tree over them. docs/program-format.md describes the octets; runtime/bundle writes and
// reads them.
#pragma once

#include <cstdint>
#include <vector>

#include "mps/bytes.h"
#include "mps/status.h"
#include "schema/cell.h"

namespace mps::program {

// Most octets of one node of a table: what is hashed, and verified, at once.
inline constexpr std::size_t kNodeBytes = 64u << 10;
inline constexpr std::size_t kRootBytes = 32;          // SHA-256
inline constexpr std::size_t kStoredText = 16u << 10;  // a longer member keeps its set in the image
inline constexpr std::size_t kNodeLevels = 16;

// The members of one kind. Level 0 of `levels` are the members, ascending; level n+1 holds first member and digest of
// every node of level n; the last level is one node, whose digest is `root`.
struct StoredPart {
  CellKind kind = CellKind::kNone;    // kInt, kText, kBytes or kDigest
  std::int16_t aux = 0;               // kDigest: DigestAlg
  std::uint32_t count = 0;            // members, at least one
  std::vector<std::uint64_t> levels;  // octets of each
  Bytes root;
};

// Octets of every record of a part: 8 for kInt, the digest's length for kDigest, 0 (not fixed) for kText and kBytes.
std::size_t RecordWidth(const StoredPart& part);
// Octets of a node that is full: the greatest number of whole entries that kNodeBytes holds. `width` 0: kNodeBytes.
std::size_t FullNode(std::size_t width, std::size_t level);
// Nodes of one level.
std::uint64_t NodesOf(const StoredPart& part, std::size_t level);
std::uint64_t OctetsOf(const StoredPart& part);

// Whether the numbers of a part agree with one another; kMalformed, kLimit.
Status VerifyStoredPart(const StoredPart& part);

// The members of a stored set, wherever they are kept. Safe for use by several threads.
class StoredMembers {
 public:
  enum class Answer : std::uint8_t {
    kNo,
    kYes,
    kNotComparable,  // a digest of an algorithm that no member has
    kDamaged,        // the table is not what the image says: nothing can be said of the member
  };
  virtual ~StoredMembers() = default;
  // Whether a cell with a value is a member, in the order of cell_order.h.
  virtual Answer Find(const Cell& value) const = 0;
};

}  // namespace mps::program
