// Text and numbers of evidence as scalar values of a type: what docs/evidence.md calls the spellings.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/arena.h"
#include "schema/cell.h"
#include "schema/read_plan.h"

namespace mps::evidence {

// A value read from evidence, or what is wrong with it.
struct Scalar {
  Cell cell;          // has a value if `fault` is empty
  std::string fault;  // `expected int in 0..7, found 9`
};

// `text` as a value of the type. Octets go to the arena, if there is one; else the cell must not be kept.
Scalar ScalarFromText(const schema::TypeTable& types, schema::TypeId type, std::string_view text, Arena* arena);
Scalar ScalarFromInt(const schema::TypeTable& types, schema::TypeId type, std::int64_t number);
Scalar ScalarFromBool(const schema::TypeTable& types, schema::TypeId type, bool value);
Scalar ScalarFromBytes(const schema::TypeTable& types, schema::TypeId type, ByteView bytes, Arena* arena);
// A map's key. Ints are decimal text there.
Scalar KeyFromText(const schema::TypeTable& types, schema::TypeId type, std::string_view text, Arena* arena);

// `expected <type>, found <what>`.
std::string Mismatch(const schema::TypeTable& types, schema::TypeId type, std::string_view found);

}  // namespace mps::evidence
