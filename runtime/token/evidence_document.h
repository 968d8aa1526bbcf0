// Evidence documents (docs/evidence.md) as importers write them: claims put one by one, states by path, and the frame
// around them. Used by corim/, eat/ and roots/import/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mps/bytes.h"
#include "mps/status.h"
#include "token/item.h"

namespace mps::eat {

// Members of a map; what is not there is left out.
class EvidenceMap {
 public:
  void Put(std::string_view name, Item value) { map_.AddText(name, std::move(value)); }
  void Put(std::string_view name, ByteView octets) { Put(name, Item::Bytes(octets)); }
  void Put(std::string_view name, const Bytes& octets) { Put(name, ByteView(octets)); }
  void Put(std::string_view name, const std::string& text) { Put(name, Item::Text(text)); }
  void Put(std::string_view name, std::int64_t number) { Put(name, Item::Int(number)); }
  void Flag(std::string_view name, bool value) { Put(name, Item::Bool(value)); }
  template <class T>
  void Put(std::string_view name, const std::optional<T>& value) {
    if (value) Put(name, *value);
  }
  Item Take() { return std::move(map_); }

 private:
  Item map_ = Item::Map();
};

// What is known where there is no value, by path (docs/evidence.md, States).
class EvidenceStates {
 public:
  void Complete(const std::string& path) { states_.Put(path, std::string("complete")); }
  void Absent(const std::string& path) { states_.Put(path, std::string("absent")); }
  void Incomplete(const std::string& path, const std::string& reason) { Mark(path, "incomplete", reason); }
  void Unknown(const std::string& path, const std::string& reason) { Mark(path, "unknown", reason); }
  void Error(const std::string& path, const std::string& reason) { Mark(path, "error", reason); }
  Item Take() { return states_.Take(); }

 private:
  void Mark(const std::string& path, std::string_view state, const std::string& reason);
  EvidenceMap states_;
};

struct EnvironmentInput {
  std::string schema;              // with its major version: `eat.psa@1`
  std::string collector, version;  // who wrote it
  std::optional<std::string> key;  // of the attesting key: `sha256:...`
  Item claims, states;
};
Item EnvironmentItem(EnvironmentInput input);

struct DocumentHead {
  std::int64_t collected_at = 0;
  std::optional<Bytes> nonce, ueid;
};
Item DocumentItem(const DocumentHead& head, Item environments);

// Evidence that an importer made.
struct ImportedEvidence {
  std::string kind;                                               // `TPM quote`: for people
  bool verified = false;                                          // all that is signed was checked under a known key
  std::vector<std::pair<std::string, std::string>> environments;  // name, schema: `psa`, `eat.psa@1`
  Item document;
  // Why, where it is not verified.
  std::string unverified =
      "no key was given: the signature was not checked, and the evidence says so (`verified` is false)";

  // Notes name and schema, and puts the environment among `to`.
  void Add(Item& to, const std::string& name, EnvironmentInput environment);
};
// A document of one environment, verified: `kind` for people.
ImportedEvidence VerifiedEvidence(std::string kind, const DocumentHead& head, const std::string& environment,
                                  EnvironmentInput input);
// The document's octets: deterministic CBOR, or JSON with a line feed.
Result<Bytes> EvidenceCbor(const ImportedEvidence& imported);
std::string EvidenceJson(const ImportedEvidence& imported);

}  // namespace mps::eat
