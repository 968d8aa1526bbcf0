// The attestation result that `verify` and `appraise` write: options, and from a claim set to a signed file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "command.h"
#include "ear/issue.h"

namespace mps::cli {

struct EarArguments {
  std::string output, key, format, verifier;
  std::int64_t lifetime = 3600;
  bool raw_evidence = false, wrap = false;
};

// --ear, --ear-key, --ear-format, --verifier, --ear-lifetime, --raw-evidence, --cmw. `raw` says what the raw evidence
// is.
void AddEarOptions(CLI::App& command, EarArguments& arguments, bool required, const std::string& raw);

// What the options say is left out of `input`: verifier and lifetime, which `not_after` cuts short. Signs and writes.
// kFreshness if there is no time left. What was written is handed back.
Result<ear::Ear> WriteEar(const EarArguments& arguments, ear::IssueInput input,
                          std::optional<std::int64_t> not_after = std::nullopt);

// `ear.jwt: attestation result, affirming, Door-L1 affirming`, with a line feed.
std::string EarSummary(const EarArguments& arguments, const ear::Ear& result);

}  // namespace mps::cli
