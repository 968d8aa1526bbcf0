// The definition's canonical form. Entry point: CanonicalDefinition.
#include "model/canonical.h"

#include <algorithm>
#include <set>

#include "base/corim_fields.h"
#include "base/hex.h"
#include "crypto/hash.h"
#include "model/canonical_writer.h"
#include "mps/document_fields.h"

namespace mps::model {
namespace {

constexpr std::int64_t kFormat = 1;

class DefinitionWriter {
 public:
  explicit DefinitionWriter(const Model& model) : model_(model), writer_(model) {}

  Result<Bytes> Run() {
    if (model_.is_library) return Library();
    std::vector<Bytes> rules;
    std::set<std::uint32_t> params;
    for (const Rule& rule : model_.rules) {
      MPS_ASSIGN(auto item, RuleItem(rule));
      rules.push_back(std::move(item));
      params.insert(rule.params.begin(), rule.params.end());
    }
    MPS_ASSIGN(auto parameters, Params(params));
    MPS_ASSIGN(auto configurations, Configurations());
    std::vector<Bytes> items = {TextItem("mps-definition"),
                                IntItem(kFormat),
                                TextItem(model_.name),
                                TextItem(model_.version),
                                Levels(),
                                parameters,
                                Environments(),
                                SortedArray(std::move(rules)),
                                configurations};
    if (!model_.endorsers.empty()) {
      items.push_back(Endorsers());
      MPS_ASSIGN(items.emplace_back(), Endorsements());
    }
    return ArrayOf(items);
  }

 private:
  Bytes LevelNames(const std::vector<std::uint32_t>& levels) {
    std::vector<Bytes> names;
    for (const std::uint32_t level : levels) names.push_back(TextItem(model_.levels[level].name));
    return SortedArray(std::move(names));
  }

  Bytes Levels() {
    std::vector<Bytes> levels;
    for (const Level& level : model_.levels) {
      levels.push_back(ArrayOf({TextItem(level.name), TextItem(level.registered), LevelNames(level.selects),
                                BoolItem(level.accept_warning)}));
    }
    return SortedArray(std::move(levels));
  }

  // Parameters that some rule reads, with their value at each level.
  Result<Bytes> Params(const std::set<std::uint32_t>& read) {
    std::vector<Bytes> params;
    for (const std::uint32_t index : read) {
      const Param& param = model_.params[index];
      std::vector<Bytes> values;
      for (std::size_t l = 0; l < model_.levels.size(); ++l) {
        Bytes value = NullItem();
        if (param.level_value[l]) {
          MPS_ASSIGN(value, writer_.Value_(*param.level_value[l]));
        }
        values.push_back(ArrayOf({TextItem(model_.levels[l].name), value}));
      }
      MPS_ASSIGN(auto allowed, writer_.Values(param.allowed, true));
      params.push_back(
          ArrayOf({TextItem(param.name), writer_.Type(param.type), param.low ? IntItem(*param.low) : NullItem(),
                   param.high ? IntItem(*param.high) : NullItem(), allowed, IntItem(param.stricter),
                   SortedArray(std::move(values))}));
    }
    return SortedArray(std::move(params));
  }

  Bytes Environments() {
    std::vector<Bytes> environments;
    for (const auto& def : model_.environments) {
      std::vector<Bytes> items = {TextItem(def.name),     TextItem(def.schema_name), BoolItem(def.many),
                                  BoolItem(def.complete), TextItem(def.layer),       TextItem(def.parent),
                                  TextItem(def.key_kind), TextItem(def.key_digest)};
      if (auto corim = CorimNames(def.schema)) items.push_back(*std::move(corim));
      environments.push_back(ArrayOf(items));
    }
    return SortedArray(std::move(environments));
  }

  // What CoRIMs may say of claims, where endorsers are heard at all: it decides whom an endorsement is about.
  std::optional<Bytes> CorimNames(TypeId schema) {
    std::vector<Bytes> names;
    for (const CorimField& field : CorimFields(model_.types, schema)) {
      std::vector<Bytes> path;
      for (std::size_t i = 0; i < field.path.size(); ++i) {
        if (field.map_at == i) path.push_back(ArrayOf({}));  // the key, which is data
        path.push_back(TextItem(field.path[i]));
      }
      names.push_back(ArrayOf({ArrayOf(path), TextItem(CorimText(field.claim()))}));
    }
    if (names.empty() || model_.endorsers.empty()) return std::nullopt;
    return SortedArray(std::move(names));
  }

  Result<Bytes> RuleItem(const Rule& rule) {
    writer_.Reset();
    MPS_ASSIGN(auto when, writer_.Expression(rule.when));
    std::vector<Bytes> parts;
    for (const Part& part : rule.parts) {
      MPS_ASSIGN(auto part_when, writer_.Expression(part.when));
      MPS_ASSIGN(auto require, writer_.Expression(part.require));
      parts.push_back(ArrayOf({part_when, require}));
    }
    std::vector<Bytes> arms;
    for (const GradeArm& arm : rule.arms) {
      MPS_ASSIGN(auto condition, writer_.Expression(arm.condition));
      arms.push_back(ArrayOf({IntItem(static_cast<int>(arm.grade)), condition}));
    }
    const std::string environment = rule.environment == kNone ? "" : model_.environments[rule.environment].name;
    return ArrayOf({TextItem(rule.id), LevelNames(rule.levels), BoolItem(rule.is_manual), TextItem(environment), when,
                    SortedArray(std::move(parts)), ArrayOf(arms)});
  }

  Result<Bytes> Configurations() {
    std::vector<Bytes> configurations;
    for (const Configuration& configuration : model_.configurations) {
      std::vector<Bytes> entries;
      for (const auto& [path, expr] : configuration.entries) {
        MPS_ASSIGN(auto item, writer_.Expression(expr));
        entries.push_back(ArrayOf({TextItem(path), item}));
      }
      configurations.push_back(ArrayOf({TextItem(configuration.id), SortedArray(std::move(entries))}));
    }
    return SortedArray(std::move(configurations));
  }

  Bytes Endorsers() {
    std::vector<Bytes> endorsers;
    for (const Endorser& endorser : model_.endorsers) {
      std::vector<Bytes> grants;
      for (const std::string& path : endorser.may_endorse) grants.push_back(TextItem(path));
      std::vector<Bytes> members = {TextItem(endorser.name), TextItem(endorser.key_kind), TextItem(endorser.key_digest),
                                    SortedArray(std::move(grants))};
      if (!endorser.may_answer.empty()) {
        std::vector<Bytes> answers;
        for (const std::string& id : endorser.may_answer) answers.push_back(TextItem(id));
        members.push_back(SortedArray(std::move(answers)));
      }
      endorsers.push_back(ArrayOf(std::move(members)));
    }
    return SortedArray(std::move(endorsers));
  }

  Result<Bytes> Endorsements() {
    std::vector<Bytes> endorsements;
    for (const Endorsement& endorsement : model_.endorsements) {
      writer_.Reset();
      std::vector<Bytes> when, then;
      for (const ExprId condition : endorsement.when) {
        MPS_ASSIGN(when.emplace_back(), writer_.Expression(condition));
      }
      for (const Then& effect : endorsement.then) {
        MPS_ASSIGN(const auto claim, writer_.Expression(effect.claim));
        MPS_ASSIGN(const auto value, writer_.Value_(effect.value));
        then.push_back(ArrayOf({claim, BoolItem(effect.includes), value}));
      }
      endorsements.push_back(ArrayOf({TextItem(endorsement.name), TextItem(model_.endorsers[endorsement.endorser].name),
                                      SortedArray(std::move(when)), SortedArray(std::move(then))}));
    }
    return SortedArray(std::move(endorsements));
  }

  // ------------------------------------------------------------ libraries
  Bytes FullType(TypeId id) {
    const auto& type = model_.types[id];
    std::vector<Bytes> fields;
    for (const auto& field : type.fields) {
      if (schema::IsDocumentField(field)) continue;  // declared by nobody; where it is read it is in the reading
      std::vector<Bytes> items = {TextItem(field.name),
                                  TextItem(field.wire_name),
                                  BoolItem(field.optional),
                                  BoolItem(field.is_volatile),
                                  IntItem(static_cast<int>(field.asserter)),
                                  writer_.Type(field.type),
                                  TextItem(model_.types[field.type].name)};
      if (field.corim) items.push_back(TextItem(CorimText(*field.corim)));
      fields.push_back(ArrayOf(items));
    }
    return ArrayOf({writer_.Type(id), BoolItem(type.open), ArrayOf(fields)});
  }

  Result<Bytes> Formals(const std::vector<Formal>& formals) {
    std::vector<Bytes> items;
    for (const Formal& formal : formals) {
      MPS_ASSIGN(auto value, writer_.Expression(formal.default_value));
      writer_.BindFormal(formal.var);
      items.push_back(
          ArrayOf({TextItem(formal.name), writer_.Type(formal.type), TextItem(model_.types[formal.type].name), value}));
    }
    return ArrayOf(items);
  }

  Result<Bytes> Library() {
    std::vector<Bytes> types, sets, tables, functions, templates;
    for (const NamedType& type : model_.named_types)
      types.push_back(ArrayOf({TextItem(type.name), FullType(type.type)}));
    for (const Set& set : model_.sets) {
      MPS_ASSIGN(auto members, writer_.SetMembers(set));
      sets.push_back(ArrayOf({TextItem(set.name), writer_.Type(set.element), members}));
    }
    for (const Table& table : model_.tables) {
      MPS_ASSIGN(auto rows, writer_.TableRows(table));
      tables.push_back(ArrayOf({TextItem(table.name), rows}));
    }
    for (const Function& function : model_.functions) {
      writer_.Reset();
      MPS_ASSIGN(auto formals, Formals(function.formals));
      MPS_ASSIGN(auto body, writer_.Expression(function.body));
      functions.push_back(ArrayOf({TextItem(function.name), formals, body}));
    }
    for (const Template& entry : model_.templates) {
      writer_.Reset();
      MPS_ASSIGN(auto formals, Formals(entry.formals));
      std::vector<Bytes> parts;
      for (const Part& part : entry.parts) {
        MPS_ASSIGN(auto when, writer_.Expression(part.when));
        MPS_ASSIGN(auto require, writer_.Expression(part.require));
        parts.push_back(ArrayOf({when, require}));
      }
      templates.push_back(ArrayOf({TextItem(entry.name), formals, SortedArray(std::move(parts))}));
    }
    // Its records may hold types of what it imports, which stand here by name only.
    std::vector<Bytes> imports;
    for (const Import& import : model_.imports) imports.push_back(OctetsItem(import.definition_digest));
    return ArrayOf({TextItem("mps-library"), IntItem(kFormat), TextItem(model_.name), TextItem(model_.version),
                    SortedArray(std::move(imports)), SortedArray(std::move(types)), SortedArray(std::move(sets)),
                    SortedArray(std::move(tables)), SortedArray(std::move(functions)),
                    SortedArray(std::move(templates))});
  }

  const Model& model_;
  CanonicalWriter writer_;
};

}  // namespace

Result<Bytes> CanonicalDefinition(const Model& model) { return DefinitionWriter(model).Run(); }

Status FillDefinitionDigest(Model& model) {
  MPS_ASSIGN(const auto definition, CanonicalDefinition(model));
  MPS_ASSIGN(model.definition_digest, crypto::Sha256(definition));
  return {};
}

Status FillDigests(Model& model) {
  MPS_TRY(FillDefinitionDigest(model));
  MPS_ASSIGN(const auto package, CanonicalPackage(model));
  MPS_ASSIGN(model.package_digest, crypto::Sha256(package));
  return {};
}

namespace {

void AppendHex(ByteView bytes, std::string& out) {
  constexpr std::size_t kLine = 32;
  for (std::size_t i = 0; i < bytes.size(); i += kLine)
    out += HexEncode(bytes.subspan(i, std::min(kLine, bytes.size() - i))) + "\n";
}

}  // namespace

std::string DumpCanonical(const Model& model) {
  std::string out = "definition sha256 " + HexEncode(model.definition_digest) + "\npackage    sha256 " +
                    HexEncode(model.package_digest) + "\n";
  const auto bytes = CanonicalDefinition(model);
  if (!bytes.ok()) return out + bytes.status().ToString() + "\n";
  AppendHex(*bytes, out);
  if (!model.tailoring) return out;
  out += "tailoring  sha256 " + HexEncode(model.tailoring->digest) + "\n";
  const auto tailoring = CanonicalTailoring(model);
  if (!tailoring.ok()) return out + tailoring.status().ToString() + "\n";
  AppendHex(*tailoring, out);
  return out;
}

}  // namespace mps::model
