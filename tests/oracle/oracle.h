// The oracle: what a definition means, small and slow, over the typed model and the evidence document itself.
// Tests only. It shares nothing with lowering, builtins, interpreter and claim-set code, so a fault there cannot hide
// behind itself. Meaning: docs/language.md. Entry point: Judge.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "model/model.h"
#include "mps/bytes.h"
#include "mps/verdict.h"

namespace mps::oracle {

struct Options {
  std::string level;
  std::map<std::string, Value> params;  // overrides, already of the right type and inside their domain
  std::int64_t now = 0;
};

struct Outcome {
  std::map<std::string, RuleResult> rules;  // selected rules by id
  Verdict level = Verdict::kUnknown;
  Bytes claim_set;
};

// Evidence as nlohmann reads JSON or CBOR (byte strings as binary). REQUIRES: well-formed and without duplicate keys.
Outcome Judge(const model::Model& model, const nlohmann::json& evidence, const Options& options);

}  // namespace mps::oracle
