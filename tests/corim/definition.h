// A definition whose one schema says how CoRIMs speak of its claims, as a read plan.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "schema/read_plan.h"

namespace mps::corim::fixture {

// A schema with one claim for each of these, all of them for endorsers too.
class Definition {
 public:
  Definition() {
    Add("vendor", TypeKind::kText, {CorimPart::kVendor, {}, {}});
    Add("model", TypeKind::kText, {CorimPart::kModel, {}, {}});
    Add("class", TypeKind::kBytes, {CorimPart::kClassId, {}, {}});
    Add("svn", TypeKind::kInt, {CorimPart::kSvn, {}, Text("boot")});
    Add("boot", TypeKind::kDigest, {CorimPart::kDigest, {}, Text("boot")});
    AddSet("images", {CorimPart::kDigest, {}, Text("images")});
    Add("raw", TypeKind::kBytes, {CorimPart::kRaw, {}, Text("boot")});
    Add("count", TypeKind::kInt, {CorimPart::kInteger, {}, Text("boot")});
    Add("name", TypeKind::kText, {CorimPart::kName, {}, Text("boot")});
    Add("secure", TypeKind::kBool, {CorimPart::kFlag, {CorimId::Kind::kUint, 1, ""}, Text("boot")});
    Add("pcr", TypeKind::kDigest, {CorimPart::kRegister, Text("pcr0"), Text("boot")});
    AddSet("files", {CorimPart::kDigest, {}, Text("files")}, Asserter::kEvidence);
    AddMap("components", TypeKind::kText);
    AddMap("slots", TypeKind::kInt);
    AddSet("keys", {CorimPart::kAttestKeys, {}, {}});
    schema::TypeDef record;
    record.kind = TypeKind::kRecord;
    record.fields = fields_;
    plan.types.types.push_back(std::move(record));
    AddEnvironment("door");
  }
  void AddEnvironment(const std::string& name, bool many = false) {
    schema::EnvironmentPlan environment;
    environment.def.name = name;
    environment.def.schema = static_cast<schema::TypeId>(plan.types.types.size() - 1);
    environment.def.schema_name = "door";
    environment.def.many = many;
    plan.environments.push_back(environment);
  }
  schema::ReadPlan plan;

 private:
  static CorimId Text(const char* text) { return {CorimId::Kind::kText, 0, text}; }
  schema::TypeId Type(TypeKind kind, schema::TypeId element = schema::kNoType) {
    schema::TypeDef def;
    def.kind = kind;
    def.element = element;
    plan.types.types.push_back(def);
    return static_cast<schema::TypeId>(plan.types.types.size() - 1);
  }
  void Add(const char* name, TypeKind kind, CorimClaim claim) {
    fields_.push_back({name, name, Type(kind), false, false, Asserter::kBoth, std::move(claim)});
  }
  void AddSet(const char* name, CorimClaim claim, Asserter asserter = Asserter::kBoth) {
    const schema::TypeId element = Type(TypeKind::kDigest);
    fields_.push_back({name, name, Type(TypeKind::kSet, element), false, false, asserter, std::move(claim)});
  }
  // Of records whose key is that of a measurement.
  void AddMap(const char* name, TypeKind key) {
    const auto field = [&](const char* called, TypeKind kind, CorimClaim claim) {
      return schema::FieldDef{called, called, Type(kind), false, false, Asserter::kBoth, std::move(claim)};
    };
    std::vector<schema::FieldDef> fields;
    fields.push_back(field("serial", TypeKind::kText, {CorimPart::kSerial, {}, {}}));
    fields.push_back(field("named", TypeKind::kText, {CorimPart::kSerial, {}, Text("other")}));
    fields.push_back(field("maker", TypeKind::kText, {CorimPart::kVendor, {}, {}}));
    const schema::TypeId record = Type(TypeKind::kRecord);
    plan.types.types[record].fields = std::move(fields);
    const schema::TypeId key_type = Type(key), map = Type(TypeKind::kMap, record);
    plan.types.types[map].key = key_type;
    fields_.push_back({name, name, map, false, false, Asserter::kEvidence, std::nullopt});
  }
  std::vector<schema::FieldDef> fields_;
};

}  // namespace mps::corim::fixture
