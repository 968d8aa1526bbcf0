// What a document says of an environment beside its claims, as fields of the environment's record: when they were
// collected (a time, never absent) and which challenge they answer (bytes, or absent). They are there only where
// something reads them, behind the fields of the schema. Their names are none that an author can spell, and claims of
// that wire name are none of theirs.
#pragma once

#include <string>
#include <string_view>

#include "mps/types.h"

namespace mps::schema {

inline constexpr std::string_view kCollectedField = "collected()";
inline constexpr std::string_view kNonceField = "nonce()";

inline bool IsDocumentField(const FieldDef& field) { return field.name.ends_with("()"); }

// The field of a record at `path`, as authors read it: `host.mode`, `collected(host)`.
inline std::string FieldPath(std::string_view path, const FieldDef& field) {
  if (!IsDocumentField(field)) return std::string(path) + "." + field.name;
  return field.name.substr(0, field.name.size() - 1) + std::string(path) + ")";
}

}  // namespace mps::schema
