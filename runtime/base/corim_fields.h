// The fields of a schema that say how CoRIMs speak of them.
#pragma once

#include <string>
#include <vector>

#include "mps/types.h"

namespace mps {

struct CorimField {
  std::vector<std::string> path;  // wire names from the environment down
  const schema::FieldDef* field = nullptr;
  bool endorsable = false;  // it, or a record that it is in, is not for evidence alone
  const CorimClaim& claim() const { return *field->corim; }
};

// Those of the record and of records within it, in the order of declaration. What is within a collection is left out:
// no path without a key leads there.
std::vector<CorimField> CorimFields(const schema::TypeTable& types, schema::TypeId record);

}  // namespace mps
