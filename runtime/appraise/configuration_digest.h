// The digest of a configuration from what the interpreter read for it (docs/tokens.md).
#pragma once

#include <vector>

#include "interp/interpreter.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "mps/value.h"

namespace mps::appraise {

// SHA-256 of the canonical bytes. Errors as of claims::HashConfiguration.
Result<Bytes> HashOfConfiguration(const program::ConfigurationSpec& spec,
                                  const std::vector<interp::ConfigurationEntry>& entries);

// The same as a value of kind digest: interp::EvaluateOptions::digest.
Result<Value> ConfigurationDigestValue(const program::ConfigurationSpec& spec,
                                       const std::vector<interp::ConfigurationEntry>& entries);

}  // namespace mps::appraise
