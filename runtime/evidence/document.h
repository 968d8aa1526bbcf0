// The document that the cells of an actual state point into, where they need no copy of their own.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/json_tape.h"
#include "base/key_set.h"
#include "base/quick_memory.h"
#include "evidence/claim_path.h"
#include "evidence/plan_index.h"
#include "evidence/state_paths.h"
#include "mps/bytes.h"

namespace mps::evidence {

// A place in the tables that a value goes to. One value may have several: a slot and a row.
struct Target {
  schema::NodeId node = schema::kNone;
  std::uint32_t row = 0;
};

// What decoding takes memory for, to be kept from document to document.
struct DecodeMemory {
  // A field of the rows that are being read.
  struct RowField {
    Plain plain;
    schema::TypeId type;
    Cell* cells;  // of the whole column; null where the field is not read
    bool optional;
    std::string_view name;
  };
  QuickMemory cursor;
  ClaimPath path;
  std::vector<Target> targets;
  std::vector<std::uint32_t> first_rows;  // of the collections that are open, a number for each of their targets
  std::vector<RowField> row_fields;
  std::vector<std::uint64_t> seen;  // on the quick road: a bit for each field of the records that are open
  std::vector<PathStep> state_path;
  KeySet strangers;  // on the quick road: names outside the schema

  void Reset() {
    path.Clear();
    targets.clear();
    first_rows.clear();
    seen.clear();
    strangers.Reset();
  }
};

struct Document {
  json::Tape tape;  // JSON: what simdjson made of it
  Bytes octets;     // CBOR: a copy
  DecodeMemory memory;

  // True of text that stays as it is while the document is kept.
  bool Holds(std::string_view text) const {
    const std::string_view all = AsText(octets);
    return tape.Holds(text) || (text.data() >= all.data() && text.data() < all.data() + all.size());
  }
};

}  // namespace mps::evidence
