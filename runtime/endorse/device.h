// Which device evidence is of, as its document says, and whether a file of endorsements is for it.
#pragma once

#include <string_view>
#include <vector>

#include "endorse/endorsement.h"
#include "evidence/evidence.h"

namespace mps::endorse {

struct DeviceNames {
  const std::optional<Bytes>& ueid;
  std::vector<std::string_view> keys;  // attesting keys of its environments, in the document's order
  bool all_keys = false;               // every environment names one: no other key is to be expected
};
// Lives as long as `facts`.
DeviceNames DeviceOf(const evidence::Facts& facts);

// The key that attests what the document says of the environment: that under which its claims were verified if it has a
// parent, else its own; empty where the document does not say.
std::string_view AttesterOf(const evidence::Facts& facts, std::string_view environment, bool has_parent);

enum class ForDevice : std::uint8_t { kYes, kNo, kUndecided };
// kUndecided where the document does not say enough of which device it is.
ForDevice IsFor(const EndorsementSet& set, const DeviceNames& device);

}  // namespace mps::endorse
