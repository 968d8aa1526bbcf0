// From a token to an evidence document. Entry point: ImportEat.
#include "eat/import.h"

#include <algorithm>

#include "base/base64url.h"
#include "crypto/hash.h"
#include "eat/cca.h"
#include "eat/evidence_map.h"
#include "eat/psa.h"
#include "token/eat.h"

namespace mps::eat {
namespace {

constexpr std::string_view kDeviceProfile = "urn:ietf:rfc:rfc9711";  // RFC 9711 6.4

Policy PolicyFor(const ImportOptions& options) {
  Policy policy;
  policy.check_signature = false;
  policy.any_kid = true;
  policy.now = options.now;
  policy.skew = options.skew;
  return policy;
}

// Under the first key that verifies it. Which key is right shows only the signature: identifiers of others mean nothing
// here. A fault that no key can mend is reported as it is.
Result<Token> Open(ByteView bytes, const ImportOptions& options) {
  Policy policy = PolicyFor(options);
  if (options.keys.empty()) return VerifyEat(bytes, policy);
  policy.check_signature = true;
  std::optional<Status> fault;
  for (const crypto::PublicKey& key : options.keys) {
    policy.keys = {{{}, key, crypto::DefaultSignAlg(key.kind())}};
    auto token = VerifyEat(bytes, policy);
    if (token.ok()) return token;
    if (!fault || token.status().code() != Code::kSignature) fault = token.TakeStatus();
  }
  return *fault;
}

Result<ClaimsSet> OpenNestedToken(const void* context, ByteView bytes) {
  const auto& options = *static_cast<const ImportOptions*>(context);
  if (options.keys.empty()) return Status(Code::kSignature, "no key was given");
  MPS_ASSIGN(Token token, Open(bytes, options));
  return std::move(token.claims);
}

Status WrongNonce() { return {Code::kFreshness, "the token does not have the nonce that was sent"}; }

// ---------------------------------------------------------------- the document
EnvironmentInput Environment(const std::string& schema, Item claims, const ImportOptions& options,
                             const std::vector<std::pair<std::string, std::string>>& unknown = {}) {
  EvidenceStates states;
  states.Complete("");  // a token is all there: what it does not say, it does not claim
  for (const auto& [path, reason] : unknown) states.Unknown(path, reason);
  return {schema, "mps import eat", options.version, {}, std::move(claims), states.Take()};
}

// ---------------------------------------------------------------- each kind
Result<Imported> ImportCca(ByteView bytes, const ImportOptions& options) {
  MPS_ASSIGN(const CcaToken token, VerifyCca(bytes, options.keys));
  const Bytes& challenge = token.realm.challenge;
  if (options.nonce && !crypto::EqualConstantTime(*options.nonce, challenge)) return WrongNonce();
  const bool verified = token.platform_verified;
  const std::string name = options.environment.empty() ? "cca" : options.environment;
  Imported out{"CCA token", verified, {}, {}};
  Item environments = Item::Map();
  out.Add(environments, name + "_platform",
          Environment("eat.cca_platform@1", CcaPlatformEvidence(token.platform, verified), options));
  // The realm's key is vouched for by the platform alone.
  out.Add(environments, name + "_realm",
          Environment("eat.cca_realm@1", CcaRealmEvidence(token.realm, verified), options));
  out.document = DocumentItem({options.now, challenge, token.platform.instance_id}, std::move(environments));
  return out;
}

Result<Imported> ImportPsa(const Token& token, const ImportOptions& options) {
  MPS_ASSIGN(const PsaClaims psa, DecodePsa(token.claims));
  if (options.nonce && !crypto::EqualConstantTime(*options.nonce, psa.nonce)) return WrongNonce();
  const bool verified = !options.keys.empty();
  Imported out{"PSA token", verified, {}, {}};
  Item environments = Item::Map();
  out.Add(environments, options.environment.empty() ? "psa" : options.environment,
          Environment("eat.psa@1", PsaEvidence(psa, verified), options));
  out.document = DocumentItem({options.now, psa.nonce, psa.instance_id}, std::move(environments));
  return out;
}

Status CheckProfile(const ClaimsSet& claims, const ImportOptions& options) {
  MPS_ASSIGN(const auto profile, ProfileOf(claims));
  if (!profile || *profile == kDeviceProfile) return {};
  if (std::find(options.profiles.begin(), options.profiles.end(), *profile) != options.profiles.end()) return {};
  return Status::Unsupported("eat-profile", "the token has the profile `" + *profile +
                                                "`, whose rules are not known here; --profile takes it as a plain EAT");
}

// The one that was asked for; else the token's only one, if it is octets.
Result<std::optional<Bytes>> NonceFor(const ClaimsSet& claims, const ImportOptions& options) {
  if (options.nonce) {
    MPS_ASSIGN(const bool found, HasNonce(claims, *options.nonce));
    if (!found) return WrongNonce();
    return options.nonce;
  }
  MPS_ASSIGN(const auto nonces, NoncesOf(claims));
  if (nonces.size() != 1) return std::optional<Bytes>();
  if (claims.encoding == Encoding::kCbor) return std::optional<Bytes>(nonces[0]);
  auto octets = Base64UrlDecode(AsText(nonces[0]));
  const bool usable = octets.ok() && octets->size() >= 8 && octets->size() <= 64;
  return usable ? std::optional<Bytes>(std::move(octets).value()) : std::nullopt;
}

Result<Imported> ImportToken(const Token& token, const ImportOptions& options) {
  MPS_TRY(CheckProfile(token.claims, options));
  DocumentHead head;
  MPS_ASSIGN(head.nonce, NonceFor(token.claims, options));
  MPS_ASSIGN(const auto issued, TimeOf(token.claims, claim::kIat));
  head.collected_at = issued.value_or(options.now);
  if (const Item* ueid = token.claims.Find(claim::kUeid)) {
    MPS_ASSIGN(head.ueid, BytesOf(*ueid, token.claims.encoding));
  }
  const bool verified = !options.keys.empty();
  MPS_ASSIGN(TokenEvidence evidence, TokenClaimsEvidence(token, verified, {OpenNestedToken, &options}));
  Imported out{"EAT", verified, {}, {}};
  Item environments = Item::Map();
  out.Add(environments, options.environment.empty() ? "token" : options.environment,
          Environment("eat.token@1", std::move(evidence.claims), options, evidence.unknown));
  out.document = DocumentItem(head, std::move(environments));
  return out;
}

}  // namespace

Result<Imported> ImportEat(ByteView bytes, const ImportOptions& options) {
  if (LooksLikeCca(bytes)) return ImportCca(bytes, options);
  MPS_ASSIGN(const Token token, Open(bytes, options));
  if (token.envelope == Envelope::kCwt && IsPsa(token.claims)) return ImportPsa(token, options);
  return ImportToken(token, options);
}

}  // namespace mps::eat
