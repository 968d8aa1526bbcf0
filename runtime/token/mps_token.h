// The MPS token: an EAT of our profile that says which Measurement or Policy Set was evaluated and what came of it,
// signed as CWT or JWT. docs/tokens.md is the profile. Entry points: MakeToken; for what arrives, verify.h and
// inspect.h.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/evidence_part.h"
#include "claims/sealed.h"
#include "crypto/sign.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "mps/verdict.h"
#include "token/eat.h"

namespace mps::token {

using claims::Digest;

// The value of eat_profile in both forms. Any change of this profile gets another.
inline constexpr std::string_view kProfile = "tag:mps.example,2026:eat-profile/1";

inline constexpr std::string_view kCwtType = "application/eat+cwt";
inline constexpr std::string_view kJwtType = "eat+jwt";
inline constexpr std::string_view kClaimSetType = "application/vnd.mps.claim-set+cbor";
inline constexpr std::string_view kEvidenceCborType = "application/vnd.mps.evidence+cbor";
inline constexpr std::string_view kEvidenceJsonType = "application/vnd.mps.evidence+json";

inline constexpr std::size_t kLeastNonce = 8, kMostNonce = 64, kTokenIdBytes = 16;
inline constexpr std::int64_t kDefaultLifetime = 3600;  // seconds from iat to exp

// Our claims: private-use keys below -65536 (RFC 8392 9.1) and private names, which mean something only under kProfile.
namespace claim {
inline constexpr eat::Label kMps{-66001, "mps"}, kLem{-66002, "lem"}, kPcr{-66003, "pcr"}, kFma{-66004, "fma"},
    kHsh{-66005, "hsh"}, kVerdict{-66006, "mpv"};
// The names of draft-ietf-rats-posture-assessment-00, for JWT only.
inline constexpr eat::Label kUpperMps{-66001, "MPS"}, kUpperLem{-66002, "LEM"}, kUpperPcr{-66003, "PCR"},
    kUpperFma{-66004, "FMA"}, kUpperHsh{-66005, "HSH"};
}  // namespace claim

enum class Form : std::uint8_t { kCwt, kJwt };
enum class Role : std::uint8_t { kClaimSet = 1, kEvidence = 2, kLog = 3, kEndorsement = 4, kProgram = 5 };
std::string_view RoleName(Role role);

// One entry of `lem`. INVARIANT: uri, data and digest are not all absent; uri has a digest; data matches its digest.
struct LemEntry {
  Role role = Role::kEvidence;
  std::string type;  // media type
  std::optional<std::string> uri;
  std::optional<Digest> digest;
  std::optional<Bytes> data;
  std::optional<std::int64_t> time;  // of collection; evidence always has it
};

// `pcr`: a URI, or values by bank and index.
using PcrBanks = std::map<DigestAlg, std::map<std::uint32_t, Bytes>>;
using Pcr = std::variant<std::string, PcrBanks>;

// What a claims set says about one MPS: mps, hsh, mpv.
struct Summary {
  std::string name;
  Digest hash;
  Verdict verdict = Verdict::kNotApplicable;
  VerdictCounts counts{};
};

struct MeasuredResult {
  std::string rule;
  std::int64_t result = 0;  // eat::kMeasuredSuccess ... kMeasuredAbsent
};

// Every claim of the profile, the same for both forms.
struct TokenClaims {
  std::string profile;
  std::int64_t issued = 0;   // iat: the evaluation's `now`
  std::int64_t expires = 0;  // exp
  std::optional<std::int64_t> not_before;
  Bytes token_id;
  Bytes nonce;
  std::optional<Bytes> ueid;
  std::optional<std::string> subject;  // at least one of ueid and sub
  Summary summary;
  std::map<std::string, Summary> parts;  // by environment; empty unless there are several
  std::vector<LemEntry> lem;
  std::optional<Pcr> pcr;
  std::optional<std::string> fma;
  std::optional<std::vector<MeasuredResult>> measured;
};

// How `lem` carries the claim set.
enum class Delivery : std::uint8_t { kInline, kUri, kDigestOnly };

// Evidence that was evaluated. `digest` is over the document's octets as evaluated.
struct EvidenceInput {
  std::string type;
  Digest digest;
  std::int64_t collected_at = 0;
  std::optional<Bytes> nonce;       // as the evidence has it: another than the token's is refused
  std::vector<EvidencePart> parts;  // of its environments: any nonce of theirs counts, and the oldest time
  std::optional<std::string> uri;
  std::optional<Bytes> data;
};

struct TokenInput {
  claims::SealedClaimSet claim_set;
  DigestAlg hash_alg = DigestAlg::kSha256;
  Delivery delivery = Delivery::kInline;
  std::optional<std::string> claim_set_uri;  // kUri
  Bytes nonce;                               // 8 to 64 octets
  std::int64_t now = 0;
  std::optional<std::int64_t> expires;  // default: now + kDefaultLifetime
  std::optional<Bytes> token_id;        // default: 16 random octets
  std::optional<Bytes> ueid;
  std::optional<std::string> subject;
  std::vector<EvidenceInput> evidence;  // at least one
  std::vector<LemEntry> attachments;    // further entries: logs, quotes, endorsements, programs
  std::optional<Pcr> pcr;
  std::optional<std::string> fma;
  bool measured_results = false;  // add measres
  bool upper_case = false;        // JWT only: names of the 2024 draft
  std::vector<Bytes> x5chain;     // DER certificates, leaf first: COSE x5chain, JWS x5c
};

// Builds and signs a token. The signer's algorithm must be ES256, ES384, Ed25519 or PS256 (kSignature).
// Errors: kUsage for a chain whose leaf is not the signer's, kInvalid for what the profile forbids, kFreshness for
// evidence with another nonce or of a later time than `now`, and those of the signer. The JWT
// is text without line feed.
Result<Bytes> MakeToken(Form form, crypto::Signer& signer, const TokenInput& input);

// The claims of a token as MakeToken puts them, and the two encodings of them.
Result<TokenClaims> ClaimsOf(const TokenInput& input);
Result<eat::Item> BuildClaims(const TokenClaims& claims, bool upper_case);

// Adds mps, hsh and mpv to a map that is to be written: what tokens and attestation results say of one MPS.
void AddSummary(const Summary& summary, eat::Item& map);

// The way back, with every rule of the profile about presence, shape and agreement inside the claims: nothing is
// trusted yet. kInvalid names the claim. `upper_case_accepted`: JWT names of the 2024 draft; both spellings are always
// refused.
Result<TokenClaims> ReadClaims(const eat::ClaimsSet& claims, bool upper_case_accepted);

// Ok if the verdict can follow from such counts, waivers being unknown.
Status CheckSummary(Verdict verdict, const VerdictCounts& counts);
// The result that measres gives for a verdict: pass 1; fail 2, waived or not; error, notapplicable, notchecked 3;
// unknown 4.
std::int64_t MeasuredFor(Verdict verdict);
// True for the algorithms of the profile.
bool ProfileAllows(crypto::SignAlg alg);

}  // namespace mps::token
