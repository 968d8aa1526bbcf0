// The evidence document as the oracle reads it: a place is a path into one environment's claims, read when asked.
#pragma once

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "oracle_value.h"

namespace mps::oracle {

struct Step {
  enum class Kind { kField, kKey, kIndex, kAny } kind = Kind::kField;
  std::string name;  // field (wire name) or key
  std::size_t index = 0;
};

struct Listed {
  std::vector<Step> path;
  std::string word;  // complete, absent, incomplete, unknown, error
};

// The claims and states of one environment, or of one instance of a `many` environment.
struct Document {
  const model::Model* model = nullptr;
  const nlohmann::json* claims = nullptr;  // nullptr: the environment is missing
  std::vector<Listed> states;
  bool complete = false;  // a bare document
  // What is said beside the claims; a bare document says nothing.
  Known collected = Known::Of(State::kUnknown), nonce = Known::Of(State::kUnknown);
};

struct Place {
  const Document* document = nullptr;
  const nlohmann::json* json = nullptr;  // nullptr: nothing there
  schema::TypeId type = schema::kNoType;
  std::vector<Step> path;
  bool optional = false;        // a `?` field, or a map member
  bool member = false;          // of a map, looked up by key
  bool forbidden = false;       // only endorsers may assert it
  State outer = State::kValue;  // of the record or map it is missing from
  std::size_t outer_depth = 0;
};

// `collected_at` and `nonce` of `from` (a document, an environment, an instance), laid on what holds around it.
void ReadBeside(const nlohmann::json& from, Document& document);

std::vector<Step> ParsePath(const std::string& text);
std::vector<Listed> ParseStates(const nlohmann::json& states);

Known Read(const Place& place);
// map[key] where the map's document has no such member. REQUIRES: map.place.
Known ReadMissingMember(const Known& map, const Value& key);
Known ReadField(const Known& record, std::size_t field);

}  // namespace mps::oracle
