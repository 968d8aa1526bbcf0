#include "base/corim_fields.h"

namespace mps {
namespace {

// Types have no cycles: a record within a record has a smaller id.
void Collect(const schema::TypeTable& types, schema::TypeId record, std::vector<std::string>& path, bool endorsable,
             std::vector<CorimField>& out) {
  for (const schema::FieldDef& field : types[record].fields) {
    path.push_back(field.wire_name);
    const bool whose = endorsable || field.asserter != Asserter::kEvidence;
    if (field.corim) out.push_back({path, &field, whose});
    if (types[field.type].kind == TypeKind::kRecord) Collect(types, field.type, path, whose, out);
    path.pop_back();
  }
}

}  // namespace

std::vector<CorimField> CorimFields(const schema::TypeTable& types, schema::TypeId record) {
  std::vector<CorimField> out;
  std::vector<std::string> path;
  Collect(types, record, path, false, out);
  return out;
}

}  // namespace mps
