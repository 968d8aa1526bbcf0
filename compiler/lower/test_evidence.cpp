// Givens to evidence. Entry point: TestEvidence.
#include "lower/test_evidence.h"

#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>

#include "base/base64url.h"
#include "base/hex.h"
#include "base/ip.h"
#include "schema/types.h"

namespace mps::lower {
namespace {

using nlohmann::json;
using schema::TypeDef;
using schema::TypeId;

constexpr std::int64_t kDefaultTime = 1767225600;  // 2026-01-01: when a test's evidence was collected, unless it says

// Whether a field on the way to the place is for endorsers alone to assert.
bool ForEndorsersAlone(const model::Model& model, const model::Given& given) {
  const auto& def = model.environments[given.environment];
  TypeId type = def.schema;
  for (std::size_t i = def.many ? 1 : 0; i < given.path.size(); ++i) {
    const TypeDef& at = model.types[type];
    if (given.path[i].is_key || at.kind != TypeKind::kRecord) {
      type = at.element;
      continue;
    }
    for (const auto& field : at.fields) {
      if (field.wire_name != given.path[i].field_or_key) continue;
      if (field.asserter == Asserter::kEndorser) return true;
      type = field.type;
    }
  }
  return false;
}

class EvidenceWriter {
 public:
  EvidenceWriter(const model::Model& model, const model::Test& test) : model_(model), test_(test) {}

  Result<std::string> Run() {
    for (const auto& def : model_.environments) {
      json& environment = environments_[def.name];
      environment = {{"schema", def.schema_name + "@1"}, {"collector", {{"name", "test"}, {"version", "1"}}}};
      if (def.many) {
        environment["instances"] = json::object();
      } else {
        environment["claims"] = json::object();
        environment["state"] = json::object();
        SayNothingBeside(environment);
      }
    }
    for (const model::Given& given : test_.givens) {
      if (!ForEndorsersAlone(model_, given)) MPS_TRY(Put(given));
    }
    const json document = {
        {"mps_evidence", 1}, {"collected_at", test_.now.value_or(kDefaultTime)}, {"environments", environments_}};
    return document.dump();
  }

 private:
  Status Put(const model::Given& given) {
    const auto& def = model_.environments[given.environment];
    json* environment = &environments_[def.name];
    std::size_t first = 0;
    TypeId type = def.schema;
    if (def.many) {
      if (given.path.empty()) return PutInstances(given, *environment);
      json& instance = (*environment)["instances"][given.path[0].field_or_key];
      if (instance.is_null()) {
        instance = {{"claims", json::object()}, {"state", json::object()}};
        SayNothingBeside(instance);
      }
      environment = &instance;
      first = 1;
    }
    if (given.path.size() == first + 1 && given.path.back().is_key) return PutOfDocument(given, *environment);
    claims_ = &(*environment)["claims"];
    states_ = &(*environment)["state"];
    return PutClaim(given, first, type);
  }

  // A document has to say when it was collected, but a test that gives no time of an environment knows none.
  static void SayNothingBeside(json& environment) {
    environment["collected_at"] = environment["nonce"] = {{"unknown", "the test leaves it out"}};
  }

  static Status PutOfDocument(const model::Given& given, json& environment) {
    const bool is_nonce = given.path.back().field_or_key == schema::kNonceField;
    json& member = environment[is_nonce ? "nonce" : "collected_at"];
    if (given.kind == model::GivenKind::kValue) return Scalar(given.value, member);
    if (given.kind == model::GivenKind::kAbsent && !is_nonce)
      return {Code::kType, "evidence always has a time: `given collected(..)` is a value, unknown or an error"};
    member = given.kind == model::GivenKind::kAbsent ? json(nullptr) : StateOf(given);
    return {};
  }

  // A whole `many` environment: only its state can be given at once.
  Status PutInstances(const model::Given& given, json& environment) {
    if (given.kind == model::GivenKind::kValue)
      return {Code::kType, "instances are given one by one: `given name[\"id\"].claim = value`"};
    environment["instances_state"] = given.kind == model::GivenKind::kAbsent ? json("complete") : StateOf(given);
    return {};
  }

  static json StateOf(const model::Given& given) {
    switch (given.kind) {
      case model::GivenKind::kAbsent:
        return "absent";
      case model::GivenKind::kPartial:
        return {{"incomplete", given.reason}};
      case model::GivenKind::kError:
        return {{"error", given.reason}};
      default:
        return {{"unknown", given.reason}};
    }
  }

  Status PutClaim(const model::Given& given, std::size_t first, TypeId type) {
    std::string path;
    json* place = claims_;
    json* parent = nullptr;
    std::string member;
    for (std::size_t i = first; i < given.path.size(); ++i) {
      const auto& step = given.path[i];
      const TypeDef& def = model_.types[type];
      const bool numbered = step.is_key && def.kind == TypeKind::kList;
      path += numbered      ? "[" + step.field_or_key + "]"
              : step.is_key ? "[" + schema::Quoted(step.field_or_key) + "]"
                            : (path.empty() ? "" : ".") + step.field_or_key;
      parent = place;
      member = step.field_or_key;
      const bool last = i + 1 == given.path.size();
      if (numbered) {
        const std::size_t index = std::stoul(step.field_or_key);  // checked: a small number
        if (parent == nullptr || !parent->is_array() || index >= parent->size()) {
          return {Code::kType, "the list has no member " + step.field_or_key + ": give the whole list before"};
        }
        Clear(path, last);
        place = &(*parent)[index];
        type = def.element;
        // A position is there, whatever is known of it: only a record's fields can each have a state.
        const bool state_only =
            last && given.kind != model::GivenKind::kValue && given.kind != model::GivenKind::kPartial;
        if (state_only && given.kind == model::GivenKind::kError) {
          *place = nullptr;  // no member of a list may be null
          Clear(path, true);
          (*states_)[path] = StateOf(given);
          return {};
        }
        if (state_only && model_.types[type].kind != TypeKind::kRecord) {
          return {Code::kType, "a member of a list has a value: say `given` of the whole list, or that it is partial"};
        }
        if (state_only) return PutFieldStates(given, type, path, *place);
        continue;
      }
      if (!last || given.kind == model::GivenKind::kValue) {
        if (!parent->is_object()) *parent = json::object();
        Clear(path, last);
        place = &(*parent)[member];
        if (!last && !place->is_object() && !place->is_array()) *place = json::object();
      } else if (parent->is_object() && parent->contains(member)) {
        place = &(*parent)[member];
      } else {
        place = nullptr;
      }
      type = step.is_key ? def.element : FieldType(def, step.field_or_key);
    }
    if (given.kind == model::GivenKind::kValue) {
      Clear(path, true);
      return Write(given.value, type, path, *place);
    }
    // A state alone: what was given before goes, but for a collection that is only said to be cut short.
    if (given.kind != model::GivenKind::kPartial) {
      Clear(path, true);
      if (parent != nullptr && parent->is_object()) parent->erase(member);
      if (parent == nullptr) return PutFieldStates(given, type, path, *claims_);
    }
    (*states_)[path] = StateOf(given);
    return {};
  }

  // A record that is there and of which every field is in that state.
  Status PutFieldStates(const model::Given& given, TypeId type, const std::string& path, json& out) {
    out = json::object();
    for (const auto& field : model_.types[type].fields) {
      if (schema::IsDocumentField(field)) continue;
      (*states_)[path + (path.empty() ? "" : ".") + field.wire_name] = StateOf(given);
    }
    return {};
  }

  TypeId FieldType(const TypeDef& def, const std::string& wire_name) const {
    for (const auto& field : def.fields) {
      if (field.wire_name == wire_name) return field.type;
    }
    return schema::kNoType;
  }

  // Forgets what earlier givens said of this very path, and with `below` of everything under it.
  void Clear(const std::string& path, bool below) {
    for (auto it = states_->begin(); it != states_->end();) {
      const std::string& listed = it.key();
      const bool inside = below && listed.size() > path.size() && listed.compare(0, path.size(), path) == 0 &&
                          (listed[path.size()] == '.' || listed[path.size()] == '[' || path.empty());
      // Something that now has a value below it is not `absent`, `unknown` or in `error`; complete or not it stays.
      const bool denies = it.value() == "absent" || (it.value().is_object() && !it.value().contains("incomplete"));
      const bool same = listed == path && (below || denies);
      it = inside || same ? states_->erase(it) : std::next(it);
    }
  }

  // A value with the states that go with it: collections as written are complete, fields left out are unknown.
  Status Write(const Value& value, TypeId type, const std::string& path, json& out) {
    const TypeDef& def = model_.types[type];
    switch (def.kind) {
      case TypeKind::kRecord:
        out = json::object();
        for (const auto& field : def.fields) {
          if (schema::IsDocumentField(field)) continue;
          const std::string below = path + (path.empty() ? "" : ".") + field.wire_name;
          const Value* given = nullptr;
          for (const auto& [name, member] : value.fields) given = name == field.name ? &member : given;
          if (given != nullptr) {
            MPS_TRY(Write(*given, field.type, below, out[field.wire_name]));
          } else {
            (*states_)[below] = {{"unknown", "the test leaves it out"}};
          }
        }
        return {};
      case TypeKind::kMap:
        out = json::object();
        (*states_)[path] = "complete";
        for (std::size_t i = 0; i + 1 < value.items.size(); i += 2) {
          const Value& key = value.items[i];
          const std::string text = key.kind == TypeKind::kInt ? std::to_string(key.number) : key.text;
          MPS_TRY(Write(value.items[i + 1], def.element, path + "[" + schema::Quoted(text) + "]", out[text]));
        }
        return {};
      case TypeKind::kList:
      case TypeKind::kSet:
        out = json::array();
        (*states_)[path] = "complete";
        for (std::size_t i = 0; i < value.items.size(); ++i) {
          out.push_back(nullptr);
          MPS_TRY(Write(value.items[i], def.element, path + "[" + std::to_string(i) + "]", out.back()));
        }
        return {};
      default:
        return Scalar(value, out);
    }
  }

  static Status Scalar(const Value& value, json& out) {
    switch (value.kind) {
      case TypeKind::kBool:
        out = value.number != 0;
        return {};
      case TypeKind::kInt:
        // Beyond 2^53 - 1 an int is text in JSON.
        if (value.number > 9007199254740991 || value.number < -9007199254740991) {
          out = std::to_string(value.number);
        } else {
          out = value.number;
        }
        return {};
      case TypeKind::kTime:
      case TypeKind::kDuration:
        out = value.number;
        return {};
      case TypeKind::kMode: {
        char octal[8];
        std::snprintf(octal, sizeof octal, "0%03o", static_cast<unsigned>(value.number & 07777));
        out = octal;
        return {};
      }
      case TypeKind::kBytes:
        out = Base64UrlEncode(AsBytes(value.text));
        return {};
      case TypeKind::kDigest:
        out = DigestText(value);
        return {};
      case TypeKind::kIp:
      case TypeKind::kCidr: {
        MPS_ASSIGN(const auto ip, IpFromBytes(AsBytes(value.text)));
        out = FormatIp(ip) + (value.kind == TypeKind::kCidr ? "/" + std::to_string(value.number) : "");
        return {};
      }
      case TypeKind::kText:
      case TypeKind::kPath:
      case TypeKind::kEnum:
      case TypeKind::kVersion:
        out = value.text;
        return {};
      default:
        return {Code::kType, "a value of type " + std::string(TypeKindName(value.kind)) + " cannot stand in evidence"};
    }
  }

  static std::string DigestText(const Value& value) {
    const char* name = "sha256:";
    if (value.digest_alg == DigestAlg::kSha1) name = "sha1:";
    if (value.digest_alg == DigestAlg::kSha384) name = "sha384:";
    if (value.digest_alg == DigestAlg::kSha512) name = "sha512:";
    return name + HexEncode(AsBytes(value.text));
  }

  const model::Model& model_;
  const model::Test& test_;
  json environments_ = json::object();
  json* claims_ = nullptr;
  json* states_ = nullptr;
};

}  // namespace

Result<std::optional<endorse::EndorsementSet>> TestEndorsements(const model::Model& model, const model::Test& test) {
  // Later givens of a claim override earlier ones.
  std::map<endorse::ClaimPath, const model::Given*> last;
  for (const model::Given& given : test.givens) {
    if (!ForEndorsersAlone(model, given)) continue;
    endorse::ClaimPath path{model.environments[given.environment].name, {}};
    for (const model::PathStep& step : given.path) path.steps.push_back({step.is_key, step.field_or_key});
    last[std::move(path)] = &given;
  }
  endorse::EndorsementSet set;
  set.given = true;
  for (const model::Answer& from : test.answers)
    set.answers.push_back({from.rule, model.endorsers[from.endorser].name, from.pass, from.because});
  if (last.empty() && set.answers.empty()) return std::optional<endorse::EndorsementSet>();
  if (last.empty()) return std::optional<endorse::EndorsementSet>(std::move(set));
  endorse::Endorsement all;
  all.id = "given", all.endorser = "the test";
  all.cases.resize(1);
  for (const auto& [path, given] : last) {
    if (given->kind == model::GivenKind::kUnknown) continue;
    all.speaks_of.push_back(path);
    if (given->kind == model::GivenKind::kAbsent) continue;
    if (given->kind != model::GivenKind::kValue)
      return Status(Code::kType, "`" + path.Text() +
                                     "` is for endorsers to say: give it a value, or say that "
                                     "it is absent or unknown");
    if (given->value.kind == TypeKind::kSet) {
      for (const Value& member : given->value.items) all.cases[0].then.push_back({path, true, member});
    } else {
      all.cases[0].then.push_back({path, false, given->value});
    }
  }
  set.endorsements.push_back(std::move(all));
  return std::optional<endorse::EndorsementSet>(std::move(set));
}

Result<std::string> TestEvidence(const model::Model& model, const model::Test& test) {
  return EvidenceWriter(model, test).Run();
}

}  // namespace mps::lower
