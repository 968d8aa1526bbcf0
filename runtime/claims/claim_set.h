// The claim set: what an evaluation came to, as one deterministic CBOR array whose digest is `hsh`.
//
//   ["mps-claim-set", 1, name, version, level, definition digest, tailoring digest / null, base name / null,
//    parameters, level verdict, {verdict: count}, {environment: [{rule id: result}, {configuration id: digest /
//    verdict}]}]
//
// Nothing in it differs between two hosts in the same state. Entry points: EncodeClaimSet, DecodeClaimSet. The bytes
// are specified, with CDDL and worked hex, in docs/tokens.md ("The claim set").
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "mps/bytes.h"
#include "mps/kinds.h"
#include "mps/status.h"
#include "mps/value.h"
#include "mps/verdict.h"

namespace mps::claims {

inline constexpr std::string_view kClaimSetTag = "mps-claim-set";
inline constexpr std::int64_t kClaimSetFormat = 1;
inline constexpr std::string_view kCustomSuffix = "+custom";

// Octets under a named algorithm (RFC 9054). REQUIRES: value.size() is that of the algorithm.
struct Digest {
  DigestAlg alg = DigestAlg::kSha256;
  Bytes value;
  bool operator==(const Digest&) const = default;
};

// What became of a configuration set: its digest, or kUnknown or kError where a claim of it has no value.
using ConfigurationResult = std::variant<Digest, Verdict>;

// What belongs to one environment. INVARIANT of a valid claim set: rules and configurations are not both empty.
struct EnvironmentResults {
  std::map<std::string, RuleResult> rules;                    // by rule id; selected rules only
  std::map<std::string, ConfigurationResult> configurations;  // by configuration id
};

// All of a claim set but its results.
struct ClaimSetHead {
  std::string name;     // registered name of definition and level, with `+custom` where a parameter was loosened
  std::string version;  // of the definition
  std::string level;
  Digest definition;
  std::optional<Digest> tailoring;
  std::optional<std::string> base_name;     // registered name that was tailored or loosened; absent otherwise
  std::map<std::string, Bytes> parameters;  // name -> canonical CBOR of its value; only those that selected rules read

  // Sets a parameter to the canonical encoding of a value. Errors: those of EncodeValue.
  Status SetParameter(const std::string& parameter, const Value& value);
  bool IsCustom() const;
};

// A decoded or to-be-encoded claim set. `verdict` and `counts` follow from the rules: Complete fills them in.
struct ClaimSet : ClaimSetHead {
  Verdict verdict = Verdict::kNotApplicable;
  VerdictCounts counts{};
  std::map<std::string, EnvironmentResults> environments;  // "" has the rules that read several environments or none

  // Sets verdict and counts from the rules. kUsage if nothing is selected at all.
  Status Complete();
  // Results of all environments.
  std::vector<RuleResult> AllResults() const;
};

// Checks every rule that bytes cannot break but a caller can: names, lengths, grades, counts, verdict, base name.
// kInvalid says which rule of docs/tokens.md is broken; kLimit for what is too large.
Status ValidateClaimSet(const ClaimSet& claim_set);

// The canonical bytes (sealed.h has them with what they say). Errors: those of ValidateClaimSet.
// ENSURES: DecodeClaimSet of the result gives the same claim set, whose encoding is the same bytes.
Result<Bytes> EncodeClaimSet(const ClaimSet& claim_set);

// Strict: RFC 8949 4.2.1 only, no floats, tags or simple values but true, false, null; exact shape; ids in ASCII;
// counts and level verdict agree with the results. Every octet string has at most one meaning, and re-encoding gives it
// back. LIMIT: limit::kClaimSetBytes, limit::kRules. Errors with byte offset where one is known.
Result<ClaimSet> DecodeClaimSet(ByteView bytes);

// `hsh`: the digest over canonical bytes. kInvalid for SHA-1, which is never used for it.
Result<Digest> HashClaimSet(ByteView canonical_bytes, DigestAlg alg = DigestAlg::kSha256);

// The part of one environment: the same claim set with only that environment, verdict and counts over its rules alone
// (docs/tokens.md, "Several environments"). An environment with configurations but no rules is kNotApplicable.
// kUsage if there is no environment of that name.
Result<ClaimSet> PartOf(const ClaimSet& claim_set, const std::string& environment);

// Diagnostic notation (RFC 8949 section 8) with one rule a line, for people and goldens. Ends in a line feed.
std::string DumpClaimSet(const ClaimSet& claim_set);

// True for 1 to limit::kNameBytes printable ASCII characters (0x20..0x7e) that neither begin nor end with a space.
bool IsName(std::string_view text);
// True for [A-Za-z0-9_.]+ of at most limit::kNameBytes.
bool IsLevelName(std::string_view text);

}  // namespace mps::claims
