// Attestation results of claim sets. Entry point: IssueEar.
#include "ear/issue.h"

#include "base/hex.h"
#include "crypto/hash.h"
#include "token/mps_token.h"

namespace mps::ear {
namespace {

// RFC 3986 2.3: everything but unreserved characters is %XX.
std::string PercentEncoded(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    const auto octet = static_cast<unsigned char>(c);
    if (plain) {
      out += c;
    } else {
      out += {'%', kDigits[octet >> 4], kDigits[octet & 15]};
    }
  }
  return out;
}

Result<Appraisal> AppraisalOf(const claims::ClaimSet& set, DigestAlg alg) {
  MPS_ASSIGN(const Bytes bytes, claims::EncodeClaimSet(set));
  MPS_ASSIGN(const claims::Digest hash, claims::HashClaimSet(bytes, alg));
  const Judgement judgement = JudgementOf(set);
  Appraisal out;
  out.status = judgement.status;
  out.vector.emplace();
  (*out.vector)[static_cast<std::size_t>(Category::kConfiguration)] = judgement.configuration;
  out.policies.push_back(PolicyId(set));
  token::AddSummary({set.name, hash, set.verdict, set.counts}, out.beside);
  return out;
}

// True where rules or configurations belong to no environment of their own.
bool HasShared(const claims::ClaimSet& set) { return set.environments.count("") != 0; }

Status AddSubmods(const claims::ClaimSet& set, DigestAlg alg, Ear& ear) {
  const std::size_t named = set.environments.size() - (HasShared(set) ? 1 : 0);
  const bool apart = named >= 2;
  for (const auto& environment : set.environments) {
    if (!apart || environment.first.empty()) continue;
    MPS_ASSIGN(const claims::ClaimSet part, claims::PartOf(set, environment.first));
    MPS_ASSIGN(Appraisal appraisal, AppraisalOf(part, alg));
    ear.submods.emplace(environment.first, std::move(appraisal));
  }
  if (apart && !HasShared(set)) return {};
  MPS_ASSIGN(Appraisal whole, AppraisalOf(set, alg));
  if (!ear.submods.emplace(set.name, std::move(whole)).second) {
    return {Code::kInvalid, "an environment is called as the MPS is, `" + set.name + "`"};
  }
  return {};
}

}  // namespace

std::string PolicyId(const claims::ClaimSet& set) {
  return "tag:mps.example,2026:policy/" + PercentEncoded(set.name) +
         "?definition=" + std::string(crypto::DigestName(set.definition.alg)) + ":" + HexEncode(set.definition.value);
}

Result<Ear> IssueEar(const IssueInput& input) {
  if (input.now < 0 || input.lifetime <= 0 || input.now > INT64_MAX - input.lifetime) {
    return Status(Code::kInvalid, "the time of the attestation result is out of range");
  }
  MPS_ASSIGN(const claims::ClaimSet set, claims::DecodeClaimSet(input.claim_set));
  Ear ear;
  ear.issued = input.now;
  ear.expires = input.now + input.lifetime;
  if (input.nonce) ear.nonces.push_back(*input.nonce);
  ear.verifier = input.verifier;
  ear.raw_evidence = input.raw_evidence;
  ear.ueid = input.ueid;
  ear.subject = input.subject;
  MPS_TRY(AddSubmods(set, input.hash_alg, ear));
  // The parts can be better than the whole only where shared rules are; the whole is never left out.
  Tier top = JudgementOf(set).status;
  for (const auto& one : ear.submods) top = Worse(top, one.second.status);
  ear.status = top;
  return ear;
}

}  // namespace mps::ear
