// What a type is, in words and by class: helpers over a TypeTable, and the spelling of claim paths.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "mps/document_fields.h"
#include "schema/cell.h"
#include "schema/read_plan.h"

namespace mps::schema {

// As an author writes it: `int in 0..15`, `map of text to linux.file`, `version dpkg`. REQUIRES: id <
// types.types.size().
std::string TypeText(const TypeTable& types, TypeId id);

bool IsCollection(TypeKind kind);  // list, set, map
bool IsScalar(TypeKind kind);      // neither a collection nor a record nor a pattern

// The kind of the cell that holds a value of this type: kNone for kScalar (told by the value), kRows for collections,
// kBool for records (their presence).
CellKind CellKindOf(TypeKind kind);

// A text in the language's quotes, `"` and `\` escaped, control characters as \u{..}.
std::string Quoted(std::string_view text);

// The field that tells one record of a list from another to a reader (`name`, `path`, `user` ...): its index, or kNone.
std::uint32_t LabelField(const TypeDef& record);

// A path that was put together step by step, as authors read it: `collected(host)` of `host.collected()`.
std::string ReadablePath(std::string path);

// The step of a path that a key makes: `["net.ipv4.ip_forward"]`, or `[4]` where the map's keys are ints.
std::string KeyStep(const TypeTable& types, TypeId map, std::string_view key);

}  // namespace mps::schema
