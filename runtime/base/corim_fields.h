// The fields of a schema that say how CoRIMs speak of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mps/types.h"

namespace mps {

struct CorimField {
  std::vector<std::string> path;  // wire names from the environment down
  const schema::FieldDef* field = nullptr;
  bool endorsable = false;  // it, or what it is in, is not for evidence alone
  // Of members of a map: how many steps lead to the map. The key that is due there is the measurement's, text or int.
  std::optional<std::size_t> map_at;
  bool int_key = false;
  const CorimClaim& claim() const { return *field->corim; }
};

// Those of the record, of records within it, and of records that are members of its maps of text or int, there only
// what is of a measurement and names no key of its own; in the order of declaration. What is within other collections
// is left out: no path without a key leads there.
std::vector<CorimField> CorimFields(const schema::TypeTable& types, schema::TypeId record);

}  // namespace mps
