// The document that the cells of an actual state point into, where they need no copy of their own.
#pragma once

#include <string_view>

#include "base/json_tape.h"
#include "mps/bytes.h"

namespace mps::evidence {

struct Document {
  json::Tape tape;  // JSON: what simdjson made of it
  Bytes octets;     // CBOR: a copy

  // True of text that stays as it is while the document is kept.
  bool Holds(std::string_view text) const {
    const std::string_view all = AsText(octets);
    return tape.Holds(text) || (text.data() >= all.data() && text.data() < all.data() + all.size());
  }
};

}  // namespace mps::evidence
