// Making a token: from claim-set bytes and evidence references to a signed CWT or JWT.
#include "token/mps_token.h"

#include <algorithm>

#include "base/base64url.h"
#include "crypto/certificate.h"
#include "crypto/random.h"
#include "mps/limits.h"
#include "token/cose.h"
#include "token/jws.h"

namespace mps::token {
namespace {

constexpr std::int64_t kClockSkew = 300;  // seconds by which a collector's clock may be ahead of `now`

Status Invalid(std::string message) { return {Code::kInvalid, std::move(message)}; }

Result<LemEntry> ClaimSetEntry(const TokenInput& input, const Digest& hash) {
  LemEntry entry;
  entry.role = Role::kClaimSet;
  entry.type = kClaimSetType;
  entry.digest = hash;
  if (input.delivery == Delivery::kInline) entry.data = input.claim_set.bytes();
  if (input.delivery == Delivery::kUri) {
    if (!input.claim_set_uri) return Invalid("the claim set is to go by URI, but there is none");
    entry.uri = input.claim_set_uri;
  }
  return entry;
}

Status CheckTime(std::int64_t collected_at, const std::string& what, std::int64_t now) {
  if (collected_at <= now || collected_at - now <= kClockSkew) return {};
  return {Code::kFreshness, what + " was collected after the time of the evaluation"};
}

// A token speaks for all of its evidence: no environment may answer another nonce, or be of an age that nobody knows.
Status CheckParts(const EvidenceInput& evidence, const TokenInput& input) {
  for (const EvidencePart& part : evidence.parts) {
    const std::string name = "the evidence of `" + part.environment + "`";
    if (part.nonce_unknown) return {Code::kFreshness, name + " does not say which nonce it answers"};
    for (const Bytes& nonce : part.nonces) {
      if (nonce != input.nonce) return {Code::kFreshness, name + " was collected for another nonce than the token's"};
    }
    if (!part.oldest) return {Code::kFreshness, name + " does not say when it was collected"};
    MPS_TRY(CheckTime(part.newest.value_or(*part.oldest), name, input.now));
  }
  return {};
}

Result<LemEntry> EvidenceEntry(const EvidenceInput& evidence, const TokenInput& input) {
  if (evidence.nonce && *evidence.nonce != input.nonce) {
    return Status(Code::kFreshness, "the evidence was collected for another nonce than the token's");
  }
  MPS_TRY(CheckTime(evidence.collected_at, "the evidence", input.now));
  MPS_TRY(CheckParts(evidence, input));
  LemEntry entry;
  entry.role = Role::kEvidence;
  entry.type = evidence.type;
  entry.digest = evidence.digest;
  entry.time = evidence.collected_at;
  for (const EvidencePart& part : evidence.parts) entry.time = std::min(*entry.time, *part.oldest);
  entry.uri = evidence.uri;
  entry.data = evidence.data;
  return entry;
}

std::vector<MeasuredResult> MeasuredOf(const claims::ClaimSet& set) {
  std::map<std::string, Verdict> sorted;
  for (const auto& environment : set.environments) {
    for (const auto& [id, result] : environment.second.rules) sorted[id] = result.verdict;
  }
  std::vector<MeasuredResult> results;
  for (const auto& [id, verdict] : sorted) results.push_back({id, MeasuredFor(verdict)});
  return results;
}

// A submodule for each named environment where there are several (docs/tokens.md, "Several environments").
Status AddParts(const claims::SealedClaimSet& set, DigestAlg alg, TokenClaims& token) {
  for (const claims::SealedPart& part : set.parts()) {
    MPS_ASSIGN(Digest hash, claims::HashClaimSet(part.bytes, alg));
    token.parts[part.environment] = {set.name(), std::move(hash), part.verdict, part.counts};
  }
  return {};
}

Status AddLem(const TokenInput& input, TokenClaims& token) {
  MPS_ASSIGN(LemEntry claim_set, ClaimSetEntry(input, token.summary.hash));
  token.lem.push_back(std::move(claim_set));
  for (const EvidenceInput& evidence : input.evidence) {
    MPS_ASSIGN(LemEntry entry, EvidenceEntry(evidence, input));
    token.lem.push_back(std::move(entry));
  }
  for (const LemEntry& entry : input.attachments) token.lem.push_back(entry);
  return {};
}

Result<Bytes> SignCwt(crypto::Signer& signer, ByteView payload, const std::vector<Bytes>& chain) {
  cose::SignInput sign;
  sign.payload = payload;
  sign.typ = std::string(kCwtType);
  const crypto::KeyId& id = signer.public_key().id();
  sign.kid = Bytes(id.begin(), id.end());
  sign.x5chain = chain;
  return cose::MakeSign1(signer, sign);
}

Result<Bytes> SignJwt(crypto::Signer& signer, ByteView payload, const std::vector<Bytes>& chain) {
  json::Value header = json::Value::Object();
  header.Add("typ", json::Value::Text(std::string(kJwtType)));
  header.Add("kid", json::Value::Text(Base64UrlEncode(signer.public_key().id())));
  if (!chain.empty()) {
    json::Value list = json::Value::Array();
    for (const Bytes& der : chain) list.items().push_back(json::Value::Text(Base64Encode(der)));
    header.Add("x5c", std::move(list));
  }
  MPS_ASSIGN(std::string token, jws::MakeCompact(signer, header, payload));
  return ToBytes(AsBytes(token));
}

Result<Bytes> PayloadOf(Form form, const eat::Item& claims) {
  if (form == Form::kCwt) return eat::ItemToCbor(claims);
  return ToBytes(AsBytes(json::Print(eat::ItemToJson(claims))));
}

// Nothing is signed that our own verifier would not read.
Status CheckOwn(Form form, ByteView payload, bool upper_case) {
  eat::Rules rules;
  rules.deterministic = true;
  auto set = form == Form::kCwt ? eat::DecodeCborClaims(payload, rules) : eat::DecodeJsonClaims(AsText(payload), rules);
  if (!set.ok()) return set.TakeStatus();
  auto read = ReadClaims(*set, upper_case);
  return read.ok() ? Status() : read.TakeStatus();
}

}  // namespace

Result<TokenClaims> ClaimsOf(const TokenInput& input) {
  if (input.now < 0 || input.now > INT64_MAX - kDefaultLifetime) {
    return Invalid("the time of the evaluation is out of range");
  }
  const claims::SealedClaimSet& set = input.claim_set;
  if (set.empty()) return Status(Code::kUsage, "no claim set");
  if (input.nonce.size() < kLeastNonce || input.nonce.size() > kMostNonce) return Invalid("a nonce has 8 to 64 octets");
  TokenClaims token;
  token.profile = kProfile;
  token.issued = input.now;
  token.expires = input.expires.value_or(input.now + kDefaultLifetime);
  if (input.token_id) {
    token.token_id = *input.token_id;
  } else {
    MPS_ASSIGN(token.token_id, crypto::RandomBytes(kTokenIdBytes));
  }
  token.nonce = input.nonce;
  token.ueid = input.ueid;
  token.subject = input.subject;
  MPS_ASSIGN(Digest hash, claims::HashClaimSet(set.bytes(), input.hash_alg));
  token.summary = {set.name(), std::move(hash), set.verdict(), set.counts()};
  MPS_TRY(AddParts(set, input.hash_alg, token));
  MPS_TRY(AddLem(input, token));
  token.pcr = input.pcr;
  token.fma = input.fma;
  if (input.measured_results) {
    MPS_ASSIGN(const claims::ClaimSet read, claims::DecodeClaimSet(set.bytes()));
    token.measured = MeasuredOf(read);
  }
  return token;
}

Result<Bytes> MakeToken(Form form, crypto::Signer& signer, const TokenInput& input) {
  if (!ProfileAllows(signer.alg())) {
    return Status(Code::kSignature,
                  "the profile does not have the algorithm " + std::string(crypto::SignAlgName(signer.alg())));
  }
  MPS_TRY(crypto::CheckChainOf(signer.public_key(), input.x5chain));
  if (form == Form::kCwt && input.upper_case) return Invalid("upper-case names are for the JWT form only");
  MPS_ASSIGN(TokenClaims token, ClaimsOf(input));
  MPS_ASSIGN(eat::Item claims, BuildClaims(token, input.upper_case));
  MPS_ASSIGN(const Bytes payload, PayloadOf(form, claims));
  MPS_TRY(CheckOwn(form, payload, input.upper_case));
  auto made = form == Form::kCwt ? SignCwt(signer, payload, input.x5chain) : SignJwt(signer, payload, input.x5chain);
  if (!made.ok()) return made;
  if (made.value().size() > limit::kTokenBytes) return Status(Code::kLimit, "the token is larger than is taken");
  return made;
}

}  // namespace mps::token
