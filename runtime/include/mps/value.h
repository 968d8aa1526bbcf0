// Value: a constant of the language, owned and self-describing: parameters, set members, entries of configurations.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "mps/kinds.h"

namespace mps {

struct ValueField;

// A constant. Which members mean something depends on `kind`.
//   kBool, kInt, kMode, kTime, kDuration: number.   kText, kPath, kEnum: text.   kVersion: text + ordering.
//   kBytes: octets in text.   kDigest: octets in text + digest_alg.   kIp: 4/16 octets in text.   kCidr: those + number
//   = prefix length. kPattern: text as written, glob.   kScalar never occurs: its constants are kBool, kInt or kText.
//   kList, kSet: items (of a set: sorted by Compare, no repeats).   kMap: items = key, value, key, value ...   kRecord:
//   fields.
struct Value {
  TypeKind kind = TypeKind::kBool;
  Ordering ordering = Ordering::kNone;
  DigestAlg digest_alg = DigestAlg::kSha256;
  bool glob = false;
  std::int64_t number = 0;
  std::string text;
  std::vector<Value> items;
  std::vector<ValueField> fields;
};

// A field of a record: its name and value. Not a std::pair, which clang cannot put in a vector while Value is
// incomplete.
struct ValueField {
  std::string first;
  Value second;
};

}  // namespace mps
