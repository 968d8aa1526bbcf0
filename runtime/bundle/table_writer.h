// From sorted members to the table of a stored set: nodes of at most 64 KiB and a hash tree over them.
#pragma once

#include <functional>
#include <vector>

#include "mps/bytes.h"
#include "mps/status.h"
#include "program/program.h"

namespace mps::bundle {

using Sink = std::function<Status(ByteView)>;

// Whether the members of a set can stand in a table: ints, texts, byte strings or digests, none too long, compared by
// their octets or numbers.
bool MayStore(const program::ConstSet& set);

// Takes the octets of a table's parts; `begin` is called before each part.
struct PartSink {
  std::function<Status()> begin;
  Sink octets;
};
// The parts of a set's table, each one's octets handed to `sink` level after level. REQUIRES: MayStore. The memory it
// takes is that of the tree above the members.
Result<std::vector<program::StoredPart>> WriteTable(const program::ConstSet& set, const PartSink& sink);

}  // namespace mps::bundle
