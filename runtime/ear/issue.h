// Attestation results made of verdicts: of a verified MPS token (passport model) or of an appraisal of evidence
// (background check). docs/results.md has the table from verdicts to AR4SI; docs/decisions/0023 says why.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "claims/claim_set.h"
#include "ear/ear.h"
#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::ear {

// What some rules of one level came to, as a trustworthiness claim of the category configuration.
struct Judgement {
  Tier status = Tier::kNone;
  std::int8_t configuration = 0;
};
// pass: 2; pass although a rule is graded warning or a failure is waived: 32; fail: 96; error: 1; unknown,
// notapplicable, notchecked: 0, no claim. A grade of contraindicated, waived or not, is 96: never better than a grade.
Judgement JudgementOf(const claims::ClaimSet& set);

struct IssueInput {
  Bytes claim_set;                          // canonical bytes, believed by the caller
  DigestAlg hash_alg = DigestAlg::kSha256;  // of the submodules' hsh
  VerifierId verifier;
  std::int64_t now = 0;
  std::int64_t lifetime = 3600;  // seconds from iat to exp
  std::optional<Bytes> nonce;    // the relying party's, echoed
  std::optional<Bytes> raw_evidence;
  std::optional<Bytes> ueid;  // of the device that was judged, without which its result could be another's
  std::optional<std::string> subject;
};

// One submodule for each named environment of the claim set where there are several, and then one named by the MPS for
// rules that belong to none of them; else one named by the MPS. Each has mps, hsh and mpv beside its status, and as
// policy the MPS and the digest of its definition. The top status is that of the whole level. Errors: those of
// DecodeClaimSet; kInvalid for times out of range.
Result<Ear> IssueEar(const IssueInput& input);

// `tag:mps.example,2026:policy/NAME?definition=sha256:HEX`, NAME percent-encoded (RFC 3986 2.1).
std::string PolicyId(const claims::ClaimSet& set);

}  // namespace mps::ear
