#include "base/corim_fields.h"

#include <algorithm>

namespace mps {
namespace {

bool IsOfMeasurement(const CorimClaim& claim) {
  const auto words = CorimWords();
  return std::any_of(words.begin(), words.end(),
                     [&](const CorimWord& word) { return word.part == claim.part && word.of_measurement; });
}

// Types have no cycles: a record within a record has a smaller id.
class Collector {
 public:
  explicit Collector(const schema::TypeTable& types) : types_(types) {}

  // `at` is as what is found will be; its path is that of the record.
  void Collect(schema::TypeId record, CorimField& at) {
    for (const schema::FieldDef& field : types_[record].fields) {
      const bool outer = at.endorsable;
      at.path.push_back(field.wire_name);
      at.endorsable = outer || field.asserter != Asserter::kEvidence;
      const bool named = !at.map_at || (field.corim && IsOfMeasurement(*field.corim) && field.corim->key == CorimId());
      if (field.corim && named) {
        out.push_back(at);
        out.back().field = &field;
      }
      const schema::TypeDef& type = types_[field.type];
      if (type.kind == TypeKind::kRecord) Collect(field.type, at);
      if (type.kind == TypeKind::kMap) Members(type, at);
      at.path.pop_back();
      at.endorsable = outer;
    }
  }

  std::vector<CorimField> out;

 private:
  void Members(const schema::TypeDef& map, CorimField& at) {
    const TypeKind key = types_[map.key].kind;
    if (at.map_at || types_[map.element].kind != TypeKind::kRecord) return;
    if (key != TypeKind::kText && key != TypeKind::kInt) return;
    at.map_at = at.path.size();
    at.int_key = key == TypeKind::kInt;
    Collect(map.element, at);
    at.map_at.reset();
    at.int_key = false;
  }

  const schema::TypeTable& types_;
};

}  // namespace

std::vector<CorimField> CorimFields(const schema::TypeTable& types, schema::TypeId record) {
  Collector collector(types);
  CorimField at;
  collector.Collect(record, at);
  return std::move(collector.out);
}

}  // namespace mps
