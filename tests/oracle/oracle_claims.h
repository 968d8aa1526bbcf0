// The oracle's own claim-set bytes, written from docs/tokens.md apart from the product's encoder.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "mps/bytes.h"
#include "mps/value.h"
#include "mps/verdict.h"

namespace mps::oracle {

struct ConfigurationResult {
  Verdict verdict = Verdict::kPass;  // kPass: there is a digest
  Bytes digest;
};

struct ClaimInput {
  std::string name, version, level_name, registered;
  bool custom = false;
  Bytes definition_digest;
  std::string base;        // of a tailored level: the definition's name for it
  Bytes tailoring_digest;  // empty: not tailored
  Verdict level = Verdict::kUnknown;
  std::map<std::string, Value> parameters;
  std::map<std::string, std::map<std::string, RuleResult>> rules;                    // environment -> rule id
  std::map<std::string, std::map<std::string, ConfigurationResult>> configurations;  // environment -> id
};

std::string EncodedValue(const Value& value);
Bytes EncodeClaims(const ClaimInput& input);
Bytes ConfigurationDigest(const std::string& id,
                          const std::vector<std::pair<std::string, std::optional<Value>>>& entries);

}  // namespace mps::oracle
