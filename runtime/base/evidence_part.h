// What a token has to know of one environment of an evidence document: how old it is, and which challenge it answers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mps/bytes.h"

namespace mps {

// Over all instances of the environment, where it has any.
struct EvidencePart {
  std::string environment;
  // When it was collected, in seconds since 1970; nothing: that is not known of all of it.
  std::optional<std::int64_t> oldest, newest;
  std::vector<Bytes> nonces;   // different ones; two are enough to know that they differ, and no more are kept
  bool without_nonce = false;  // some of it answers no challenge
  bool nonce_unknown = false;  // of some of it that is not known
};

}  // namespace mps
