// The compiled schema: the types of every claim that an environment may carry, without source text or parser.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mps/corim_claim.h"
#include "mps/kinds.h"

namespace mps::schema {

using TypeId = std::uint32_t;
inline constexpr TypeId kNoType = 0xffffffff;

struct FieldDef {
  std::string name;       // as rules spell it
  std::string wire_name;  // as evidence spells it
  TypeId type = kNoType;
  bool optional = false;  // declared `?`: the collector may look and find nothing
  bool is_volatile = false;
  Asserter asserter = Asserter::kEvidence;
  std::optional<CorimClaim> corim = {};  // how CoRIMs speak of it
};

// One type. Which members mean something depends on `kind`.
struct TypeDef {
  TypeKind kind = TypeKind::kBool;
  Ordering ordering = Ordering::kNone;    // kVersion
  bool open = false;                      // kEnum: unlisted words are legal; kRecord: unnamed members are skipped
  std::optional<std::int64_t> low, high;  // kInt, kTime, kDuration, kMode: domain, both ends included
  std::vector<std::string> words;         // kEnum; kText with a set domain: sorted by bytes, empty = any
  bool allow_empty = true;                // collections that the schema marks as never empty have false
  TypeId key = kNoType;                   // kMap: kText, kPath, kInt or kEnum
  TypeId element = kNoType;               // kList, kSet, kMap
  std::vector<FieldDef> fields;           // kRecord, in declaration order
  std::string name;                       // declared name (`linux.host`), or empty; for messages only
};

// INVARIANT: every TypeId in it is smaller than types.size(); a type refers only to types of smaller id (no cycles).
struct TypeTable {
  std::vector<TypeDef> types;
  const TypeDef& operator[](TypeId id) const { return types[id]; }
};

// One Target Environment of a definition (RFC 9334).
struct EnvironmentDef {
  std::string name;
  TypeId schema = kNoType;  // a kRecord; of a `many` environment still the record of one instance
  std::string schema_name;  // `linux.host`
  bool many = false;        // a collection of instances, keyed by text
  bool complete = false;    // a bare document is its claims set, complete by the definition's word
  std::string layer;        // or empty
  std::string parent;       // or empty
  std::string key_kind;     // `thumbprint`, `chain` or empty
  std::string key_digest;   // `sha256:<hex>`
};

}  // namespace mps::schema
