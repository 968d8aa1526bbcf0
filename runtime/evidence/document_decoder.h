// DocumentDecoder: the document around the claims sets: version, times, environments, states, sources.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/base64url.h"
#include "evidence/claims_decoder.h"

namespace mps::evidence {

// The members of a document that any reader understands, whatever the definition.
inline constexpr std::int64_t kEvidenceVersion = 1;

template <Cursor C>
class DocumentDecoder {
 public:
  DocumentDecoder(const PlanIndex& index, C& cursor, Evidence& out)
      : index_(index), c_(cursor), out_(out), claims_(index, cursor, out) {}

  // The whole document.
  Status Decode() {
    if (!Wrapped()) return refused_.ok() ? c_.status() : refused_;
    return c_.Finish();
  }
  // The whole document as the claims of the definition's one environment, unless it turns out to be wrapped. A wrapper
  // that has lost its `mps_evidence` must not pass for the claims of a host on which nothing was found.
  Status DecodeBare(bool& is_wrapped) {
    claims_.wrapper_names().watched = true;
    const bool ok = Bare();
    is_wrapped = claims_.wrapper_names().version;
    if (!ok) return c_.status();
    if (claims_.wrapper_names().others)
      return Status(Code::kType, "not an evidence document: it has no member `mps_evidence`");
    return c_.Finish();
  }

 private:
  bool Refuse(Code code, const std::string& what) { return c_.Fail(code, what); }
  bool Text(std::string& out);
  bool Octets(Bytes& out);

  bool Bare();
  bool Wrapped();
  bool Member(std::string_view name);
  bool Version();
  bool Device();
  bool Environments();
  bool Environment(const std::string& name);
  bool EnvironmentMember(std::uint32_t environment, std::string_view name, EnvironmentFacts& facts, ClaimsSet& set,
                         bool& claims);
  bool SchemaName(std::uint32_t environment, EnvironmentFacts& facts);
  bool Bound(const std::string& declared, const std::string& said, const char* what);
  bool Collector(EnvironmentFacts& facts);
  bool Claims(ClaimsSet& set);
  bool Instances(std::uint32_t environment, EnvironmentFacts& facts);
  bool Instance(ClaimsSet& set);
  bool States(ClaimsSet& set);
  bool ReadListed(Listed& listed);
  bool Reason(Listed& listed);
  bool Sources(const ClaimsSet& set);
  std::string Prefix(const ClaimsSet& set) const;

  // What is said beside the claims (document_facts.h).
  bool OwnTime(Told<std::int64_t>& out);
  bool OwnNonce(Told<Bytes>& out);
  template <class T>
  bool NotKnown(Told<T>& out);
  bool SignedBy(std::uint32_t environment, EnvironmentFacts& facts);
  bool SignedByParents();
  void Inherit();
  void Inherit(EnvironmentFacts& facts, const Freshness& document);
  static void AddToPart(const Freshness& one, bool first, EvidencePart& part);
  void PutFreshness(const ClaimsSet& set);

  const PlanIndex& index_;
  C& c_;
  Evidence& out_;
  ClaimsDecoder<C> claims_;
  // Environments with `signed_by`: in the plan, and where it stands in the document.
  std::vector<std::pair<std::uint32_t, std::uint64_t>> signed_;
  Status refused_;  // what no cursor can say, since it is about two places
};

template <Cursor C>
bool DocumentDecoder<C>::Text(std::string& out) {
  std::string_view text;
  if (!c_.ReadText(text)) return false;
  out = std::string(text);
  return true;
}

template <Cursor C>
bool DocumentDecoder<C>::Octets(Bytes& out) {
  if (out_.facts.cbor) {
    ByteView bytes;
    if (!c_.ReadBytes(bytes)) return false;
    out = ToBytes(bytes);
    return true;
  }
  std::string_view text;
  if (!c_.ReadText(text)) return false;
  Result<Bytes> bytes = Base64UrlDecode(text);
  if (!bytes.ok()) return Refuse(Code::kType, "expected base64url: " + bytes.status().message());
  out = std::move(bytes).value();
  return true;
}

template <Cursor C>
bool DocumentDecoder<C>::Bare() {
  out_.facts.bare = true;
  const schema::EnvironmentDef& def = index_.plan().environments[0].def;
  EnvironmentFacts& facts = out_.facts.environments.emplace_back();
  facts.name = def.name;
  facts.schema = def.schema_name;
  ClaimsSet& set = out_.sets.emplace_back(out_.TakeSet());
  set.complete = true;
  if (!Claims(set)) return false;
  Inherit();
  return true;
}

template <Cursor C>
bool DocumentDecoder<C>::Wrapped() {
  if (c_.Peek() != ItemKind::kMap) return c_.ok() && Refuse(Code::kType, "an evidence document is a map");
  bool version = false, time = false, environments = false;
  if (!c_.EnterMap()) return false;
  for (std::string_view name; c_.NextKey(name);) {
    version = version || name == "mps_evidence";
    time = time || name == "collected_at";
    environments = environments || name == "environments";
    if (!Member(name)) return false;
  }
  if (!c_.LeaveMap()) return false;
  if (!version) return Refuse(Code::kType, "not an evidence document: it has no member `mps_evidence`");
  if (!time) return Refuse(Code::kType, "the evidence document has no member `collected_at`");
  if (!environments) return Refuse(Code::kType, "the evidence document has no member `environments`");
  if (!SignedByParents()) return false;
  Inherit();
  return true;
}

template <Cursor C>
bool DocumentDecoder<C>::Member(std::string_view name) {
  if (name == "mps_evidence") return Version();
  if (name == "environments") return Environments();
  if (name == "device") return Device();
  if (name == "collected_at") {
    out_.facts.collected_at = 0;
    return c_.ReadInt(*out_.facts.collected_at);
  }
  if (name == "nonce") return Octets(out_.facts.nonce.emplace());
  return Refuse(Code::kType, "an evidence document has no member " + schema::Quoted(name));
}

template <Cursor C>
bool DocumentDecoder<C>::Version() {
  std::int64_t version = 0;
  if (!c_.ReadInt(version)) return false;
  if (version == kEvidenceVersion) return true;
  return Refuse(Code::kUnsupported, "evidence format version " + std::to_string(version));
}

template <Cursor C>
bool DocumentDecoder<C>::Device() {
  if (!c_.EnterMap()) return false;
  for (std::string_view name; c_.NextKey(name);) {
    if (name != "ueid") return Refuse(Code::kType, "`device` has no member " + schema::Quoted(name));
    if (!Octets(out_.facts.ueid.emplace())) return false;
  }
  return c_.LeaveMap();
}

template <Cursor C>
bool DocumentDecoder<C>::Environments() {
  if (!c_.EnterMap()) return false;
  for (std::string_view name; c_.NextKey(name);)
    if (!Environment(std::string(name))) return false;
  return c_.LeaveMap();
}

template <Cursor C>
bool DocumentDecoder<C>::Environment(const std::string& name) {
  const auto& environments = index_.plan().environments;
  std::uint32_t index = 0;
  while (index < environments.size() && environments[index].def.name != name) ++index;
  if (index == environments.size())
    return Refuse(Code::kInvalid, "the definition declares no environment " + schema::Quoted(name));
  EnvironmentFacts facts;
  facts.name = name;
  ClaimsSet set = out_.TakeSet();
  set.environment = index;
  bool claims = false;
  if (!c_.EnterMap()) return false;
  for (std::string_view member; c_.NextKey(member);)
    if (!EnvironmentMember(index, member, facts, set, claims)) return false;
  if (!c_.LeaveMap()) return false;
  if (facts.schema.empty())
    return Refuse(Code::kType, "environment " + schema::Quoted(name) + " has no member `schema`");
  if (!claims) return Refuse(Code::kType, "environment " + schema::Quoted(name) + " has no claims");
  out_.facts.environments.push_back(std::move(facts));
  if (!environments[index].def.many) out_.sets.push_back(std::move(set));
  return true;
}

template <Cursor C>
bool DocumentDecoder<C>::EnvironmentMember(std::uint32_t environment, std::string_view name, EnvironmentFacts& facts,
                                           ClaimsSet& set, bool& claims) {
  const schema::EnvironmentDef& def = index_.plan().environments[environment].def;
  if (name == "schema") return SchemaName(environment, facts);
  if (name == "collector") return Collector(facts);
  if (name == "layer") return Text(facts.layer) && Bound(def.layer, facts.layer, "layer");
  if (name == "key") return Text(facts.key) && Bound(def.key_digest, facts.key, "attesting key");
  if (name == "signed_by") return SignedBy(environment, facts);
  if (name == "collected_at") return OwnTime(facts.freshness.collected_at);
  if (name == "nonce") return OwnNonce(facts.freshness.nonce);
  if (def.many) {
    if (name == "instances_state") return ReadListed(out_.instances[environment]);
    if (name == "instances") {
      claims = true;
      return Instances(environment, facts);
    }
  } else {
    if (name == "state") return States(set);
    if (name == "source") return Sources(set);
    if (name == "claims") {
      claims = true;
      return Claims(set);
    }
  }
  return Refuse(Code::kType, "an environment" + std::string(def.many ? " of many instances" : "") + " has no member " +
                                 schema::Quoted(name));
}

// What the definition says of an environment is not for the evidence to change.
template <Cursor C>
bool DocumentDecoder<C>::Bound(const std::string& declared, const std::string& said, const char* what) {
  if (declared.empty() || declared == said) return true;
  return Refuse(Code::kInvalid,
                std::string("another ") + what + " than the definition declares: " + schema::Quoted(said));
}

// `linux.host@1`: the name must be the declared one, and so must the major version where the definition names one.
template <Cursor C>
bool DocumentDecoder<C>::SchemaName(std::uint32_t environment, EnvironmentFacts& facts) {
  if (!Text(facts.schema)) return false;
  const std::string_view said = facts.schema, declared = index_.plan().environments[environment].def.schema_name;
  const std::size_t at = said.rfind('@');
  const std::string_view major = at == std::string_view::npos ? std::string_view() : said.substr(at + 1);
  if (major.empty() || major.size() > 9 || major.find_first_not_of("0123456789") != std::string_view::npos)
    return Refuse(Code::kType, "a schema is named like `linux.host@1`, not " + schema::Quoted(said));
  const std::size_t declared_at = declared.rfind('@');
  const bool same_name = said.substr(0, at) == declared.substr(0, declared_at);
  const bool same_major = declared_at == std::string_view::npos || declared.substr(declared_at + 1) == major;
  if (same_name && same_major) return true;
  return Refuse(Code::kInvalid, "evidence of schema " + schema::Quoted(said) + ", where the definition reads " +
                                    schema::Quoted(declared));
}

template <Cursor C>
bool DocumentDecoder<C>::Collector(EnvironmentFacts& facts) {
  if (!c_.EnterMap()) return false;
  for (std::string_view name; c_.NextKey(name);) {
    if (name == "name") {
      if (!Text(facts.collector)) return false;
    } else if (name == "version") {
      if (!Text(facts.collector_version)) return false;
    } else {
      return Refuse(Code::kType, "`collector` has no member " + schema::Quoted(name));
    }
  }
  return c_.LeaveMap();
}

template <Cursor C>
bool DocumentDecoder<C>::Claims(ClaimsSet& set) {
  const schema::EnvironmentDef& def = index_.plan().environments[set.environment].def;
  if (!def.many) {  // else its roots stand already
    const schema::NodeId root = index_.plan().environments[set.environment].root;
    if (root != schema::kNone) set.roots.emplace_back(root, 0);
    claims_.path().PushField(def.name);
  }
  const bool ok = claims_.ClaimsOf(def.schema, set.roots);
  if (!def.many) claims_.path().Pop();
  return ok;
}

// The instances of a `many` environment: members of a map whose elements are the schema's record.
template <Cursor C>
bool DocumentDecoder<C>::Instances(std::uint32_t environment, EnvironmentFacts& facts) {
  const schema::EnvironmentPlan& plan = index_.plan().environments[environment];
  const IndexedNode* node = plan.root == schema::kNone ? nullptr : &index_.node(plan.root);
  const bool rows = node != nullptr && node->members != schema::kNone;
  const std::uint32_t first_row = rows ? out_.state.tables[node->members].rows : 0;
  claims_.path().PushField(plan.def.name);
  if (!c_.EnterMap()) return false;
  for (std::string_view id; c_.NextKey(id); ++facts.instances) {
    ClaimsSet set = out_.TakeSet();
    set.environment = environment;
    set.instance = std::string(id);
    if (node != nullptr) {
      const std::uint32_t key = node->key_index.Find(id);
      if (key != schema::kNone) set.roots.emplace_back(node->keys[key].second, 0);
    }
    if (rows) {
      const std::uint32_t row = claims_.AppendRow(node->members);
      if (node->key_column != schema::kNone)
        out_.state.tables[node->members].columns[node->key_column][row] = Cell::Text(out_.state.arena.CopyText(id));
      if (node->element != schema::kNone) set.roots.emplace_back(node->element, row);
    }
    claims_.path().PushKey(id, false);
    if (!Instance(set)) return false;
    claims_.path().Pop();
    out_.sets.push_back(std::move(set));
  }
  if (!c_.LeaveMap()) return false;
  claims_.path().Pop();
  if (node == nullptr) return true;
  Cell cell;
  cell.state = State::kValue;
  cell.kind = CellKind::kRows;
  cell.rows = {first_row, 0};
  cell.len = rows ? out_.state.tables[node->members].rows - first_row : 0;
  cell.aux = rows ? static_cast<std::int16_t>(node->members) : std::int16_t{0};
  out_.state.tables[node->column.table].columns[node->column.column][0] = cell;
  return true;
}

template <Cursor C>
bool DocumentDecoder<C>::Instance(ClaimsSet& set) {
  bool claims = false;
  if (!c_.EnterMap()) return false;
  for (std::string_view name; c_.NextKey(name);) {
    bool ok = false;
    if (name == "claims") {
      claims = true;
      ok = Claims(set);
    } else if (name == "state") {
      ok = States(set);
    } else if (name == "source") {
      ok = Sources(set);
    } else if (name == "collected_at") {
      ok = OwnTime(set.freshness.collected_at);
    } else if (name == "nonce") {
      ok = OwnNonce(set.freshness.nonce);
    } else {
      ok = Refuse(Code::kType, "an instance has no member " + schema::Quoted(name));
    }
    if (!ok) return false;
  }
  if (!c_.LeaveMap()) return false;
  return claims || Refuse(Code::kType, "instance " + schema::Quoted(set.instance) + " has no claims");
}

template <Cursor C>
bool DocumentDecoder<C>::States(ClaimsSet& set) {
  if (!c_.EnterMap()) return false;
  for (std::string_view text; c_.NextKey(text);) {
    const auto path = ParsePath(text, out_.document->memory.state_path);
    if (!path.ok()) return Refuse(path.status().code(), "a path in `state`: " + path.status().message());
    Listed listed;
    if (!ReadListed(listed)) return false;
    const Status added = set.states.Add(*path, listed);
    if (!added.ok()) return Refuse(added.code(), added.message());
  }
  return c_.LeaveMap();
}

template <Cursor C>
bool DocumentDecoder<C>::ReadListed(Listed& listed) {
  listed.given = true;
  if (c_.Peek() == ItemKind::kMap) return Reason(listed);
  std::string_view word;
  if (!c_.ReadText(word)) return false;
  if (word == "complete") {
    listed.state = State::kValue;
  } else if (word == "absent") {
    listed.state = State::kAbsent;
  } else {
    return Refuse(Code::kType,
                  "a state is \"complete\", \"absent\", or one of incomplete, unknown and error with its reason");
  }
  return true;
}

template <Cursor C>
bool DocumentDecoder<C>::Reason(Listed& listed) {
  if (!c_.EnterMap()) return false;
  std::size_t members = 0;
  for (std::string_view word; c_.NextKey(word); ++members) {
    if (word == "incomplete") {
      listed.state = State::kIncomplete;
    } else if (word == "unknown") {
      listed.state = State::kUnknown;
    } else if (word == "error") {
      listed.state = State::kError;
    } else {
      return Refuse(Code::kType, "a state with a reason is incomplete, unknown or error");
    }
    std::string_view reason;
    if (!c_.ReadText(reason)) return false;
    listed.reason = out_.state.reasons.Add(reason);
  }
  if (!c_.LeaveMap()) return false;
  return members == 1 || Refuse(Code::kType, "a state has exactly one of incomplete, unknown and error");
}

template <Cursor C>
std::string DocumentDecoder<C>::Prefix(const ClaimsSet& set) const {
  const std::string& name = index_.plan().environments[set.environment].def.name;
  return set.instance.empty() ? name : name + "[" + schema::Quoted(set.instance) + "]";
}

template <Cursor C>
bool DocumentDecoder<C>::Sources(const ClaimsSet& set) {
  const std::string prefix = Prefix(set);
  if (!c_.EnterMap()) return false;
  for (std::string_view text; c_.NextKey(text);) {
    const auto path = ParsePath(text, out_.document->memory.state_path);
    if (!path.ok()) return Refuse(path.status().code(), "a path in `source`: " + path.status().message());
    const std::string place =
        prefix + RenderPath(index_.types(), index_.plan().environments[set.environment].def.schema, *path);
    Provenance from;
    std::size_t items = 0;
    if (!c_.EnterArray()) return false;
    for (; c_.NextItem(); ++items) {
      const bool ok = items == 0 ? Text(from.file) : items == 1 && c_.ReadInt(from.line);
      if (!ok) return c_.ok() && Refuse(Code::kType, "a source is [file, line]");
    }
    if (!c_.LeaveArray()) return false;
    if (items != 2) return Refuse(Code::kType, "a source is [file, line]");
    out_.state.provenance[place] = std::move(from);
  }
  return c_.LeaveMap();
}

}  // namespace mps::evidence

#include "evidence/document_facts.h"
