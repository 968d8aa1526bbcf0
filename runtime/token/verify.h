// Verification of an MPS token: every check by name, passed, failed or not checked, each with a sentence that says why.
//
// One failed check refuses the token; under `strict` so does one that was not made. Nothing is fetched, nothing is
// taken from the token on trust: algorithm and key come from the policy. docs/tokens.md, "Verification". Entry point:
// VerifyToken.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/claim_set.h"
#include "crypto/key.h"
#include "crypto/sign.h"
#include "token/mps_token.h"
#include "trust/anchor.h"

namespace mps::token {

// A key that may sign tokens, with the one algorithm it is for, and the names it may sign for (empty: any).
struct Anchor {
  crypto::PublicKey key;
  crypto::SignAlg alg;
  std::vector<std::string> names;
};

enum class Outcome : std::uint8_t { kPassed, kFailed, kNotChecked };
std::string_view OutcomeName(Outcome outcome);  // `passed`, `failed`, `not checked`

// What comes of comparing `pcr` with the quote that proves it.
struct RegisterFinding {
  Outcome outcome = Outcome::kNotChecked;
  std::string text;  // a sentence without full stop
};

struct VerifyPolicy {
  std::vector<Anchor> anchors;
  // Anchors of a trust store in place of `anchors`: the signer is found by kid or certificate chain and judged at `now`
  // (trust/resolve.h). They outlive the call.
  const std::vector<trust::Anchor>* trust = nullptr;
  std::optional<Bytes> nonce;  // the one that was sent
  std::optional<std::int64_t> now;
  std::int64_t skew = 60;                       // seconds that clocks may differ
  std::optional<std::int64_t> max_age = 86400;  // seconds from collection of the evidence to `now`
  std::optional<Bytes> ueid;                    // of the device that was asked
  std::optional<std::string> subject;
  std::vector<std::string> names;   // registered names that are accepted; `+custom` ones only if listed here
  std::vector<Digest> definitions;  // definition digests that are accepted
  std::vector<Digest> tailorings;   // tailoring digests that are accepted; others are refused
  std::optional<Bytes> claim_set;   // canonical bytes, where the token does not carry them
  std::optional<Bytes> evidence;    // the evidence document, to compare with its digest
  // Compares `pcr` with the quote in `lem` (roots/import/token_quote.h): this library reads no quotes. Asked of the
  // claims under a good signature; without it registers are not checked.
  std::function<RegisterFinding(const TokenClaims&)> registers;
  bool upper_case = false;  // JWT: take the names of the 2024 draft
  bool strict = false;
};

// The checks in the order of the report. Every report has each of them once.
enum class CheckId : std::uint8_t {
  kFormat,     // the profile's CWT or JWT, headers and all
  kAnchor,     // its key identifier names a trusted key, or its chain reaches one that may sign for this MPS
  kAlgorithm,  // by key and profile
  kSignature,
  kRules,  // eat_profile, and every claim as the profile wants it
  kNonce,
  kTimes,
  kEvidence,  // digest, time and nonce of the evidence
  kEvidenceAge,
  kDevice,
  kName,
  kDefinition,
  kClaimSet,   // hsh is the digest of the received claim-set bytes
  kCanonical,  // the claim set decodes strictly and encodes to the same bytes
  kAgreement,  // claims, claim set, submodules and measres say the same
  kTailoring,
  kRegisters,  // `pcr` is what the quote in `lem` says, over the token's nonce
};
inline constexpr std::size_t kCheckCount = static_cast<std::size_t>(CheckId::kRegisters) + 1;
// `format`, `anchor`, ... `claim-set` ...: stable, for reports in JSON.
std::string_view CheckName(CheckId id);

struct Check {
  CheckId id;
  Outcome outcome = Outcome::kNotChecked;
  std::string text;  // a sentence without full stop
};

struct VerifyReport {
  bool verified = false;
  std::vector<Check> checks;  // kCheckCount of them
  std::optional<Form> form;
  std::string key_id;                         // hexadecimal, of the key that the signature is checked with
  std::string anchor;                         // name of the trust store's anchor that vouches for it; else empty
  std::optional<TokenClaims> claims;          // only under a good signature
  std::optional<claims::ClaimSet> claim_set;  // only if it decodes and matches hsh

  const Check& Of(CheckId id) const { return checks[static_cast<std::size_t>(id)]; }
  // Lines `check: outcome: text`, for people.
  std::string ToText() const;
};

// CWT or JWT, told by content. Whatever is wrong with the token is in the report.
VerifyReport VerifyToken(ByteView token, const VerifyPolicy& policy);

}  // namespace mps::token
