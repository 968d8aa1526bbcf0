// The checks of a token, in the order in which each may rely on those before it.
#include "token/verify.h"

#include <algorithm>

#include "base/base64url.h"
#include "base/hex.h"
#include "crypto/hash.h"
#include "mps/limits.h"
#include "token/agreement.h"
#include "token/cose.h"
#include "token/evidence_nonce.h"
#include "token/jws.h"
#include "trust/resolve.h"

namespace mps::token {
namespace {

template <class T>
bool Contains(const std::vector<T>& list, const T& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool IsOurEvidence(const LemEntry& entry) { return entry.type == kEvidenceCborType || entry.type == kEvidenceJsonType; }

// A run of all checks over one token.
class Verifier {
 public:
  Verifier(ByteView token, const VerifyPolicy& policy) : token_(token), policy_(policy) {
    for (std::size_t i = 0; i < kCheckCount; ++i) {
      report_.checks.push_back({static_cast<CheckId>(i), Outcome::kNotChecked, "an earlier check failed"});
    }
  }

  VerifyReport Run() {
    if (Open() && SelectAnchor() && CheckAlgorithm() && CheckSignature() && CheckProfile()) {
      CheckPermission();
      CheckNonce();
      CheckTimes();
      CheckEvidence();
      CheckEvidenceAge();
      CheckDevice();
      CheckName();
      CheckClaimSet();
      CheckAgreement();
      CheckDefinition();
      CheckTailoring();
      CheckRegisters();
    }
    Decide();
    return std::move(report_);
  }

 private:
  bool Set(CheckId id, Outcome outcome, std::string text) {
    Check& check = report_.checks[static_cast<std::size_t>(id)];
    check.outcome = outcome;
    check.text = std::move(text);
    return outcome == Outcome::kPassed;
  }
  bool Pass(CheckId id, std::string text) { return Set(id, Outcome::kPassed, std::move(text)); }
  bool Fail(CheckId id, std::string text) { return Set(id, Outcome::kFailed, std::move(text)); }
  bool Skip(CheckId id, std::string text) { return Set(id, Outcome::kNotChecked, std::move(text)); }

  void Decide() {
    bool failed = false, unchecked = false;
    for (const Check& check : report_.checks) {
      failed |= check.outcome == Outcome::kFailed;
      unchecked |= check.outcome == Outcome::kNotChecked;
    }
    report_.verified = !failed && !(policy_.strict && unchecked) && report_.claims.has_value();
  }

  bool Open() {
    if (token_.size() > limit::kTokenBytes) return Fail(CheckId::kFormat, "the token is larger than is taken");
    if (token_.empty()) return Fail(CheckId::kFormat, "the token is empty");
    return eat::LooksLikeText(token_) ? OpenJwt() : OpenCwt();
  }

  bool OpenCwt() {
    report_.form = Form::kCwt;
    auto message = cose::DecodeSign1(token_, cose::ProfileOptions());
    if (!message.ok()) return Fail(CheckId::kFormat, message.status().ToString());
    const cose::Headers& headers = message.value().headers;
    if (headers.typ != cose::TextOrInt(std::string(kCwtType))) {
      return Fail(CheckId::kFormat, "the header's typ is not `" + std::string(kCwtType) + "`");
    }
    cwt_ = std::move(message).value();
    return Pass(CheckId::kFormat, "a CWT in COSE_Sign1, with deterministic encoding and nothing unprotected");
  }

  bool OpenJwt() {
    report_.form = Form::kJwt;
    std::string_view text = AsText(token_);
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
    jws::Options options;
    options.types = {std::string(kJwtType)};
    auto message = jws::DecodeCompact(text, options);
    if (!message.ok()) return Fail(CheckId::kFormat, message.status().ToString());
    jwt_ = std::move(message).value();
    return Pass(CheckId::kFormat, "a JWT in JWS compact form");
  }

  // The octets that name the key: kid, or of a CWT without kid the key of the leaf certificate (which is only a name:
  // the certificate itself proves nothing here).
  Result<Bytes> KeyName() const {
    if (jwt_) {
      const auto& kid = jwt_->signatures[0].kid;
      if (!kid) return Status(Code::kTrust, "the header has no kid");
      return Base64UrlDecode(*kid);
    }
    if (cwt_->headers.kid) return *cwt_->headers.kid;
    if (cwt_->headers.x5chain.empty()) return Status(Code::kTrust, "the header has neither kid nor x5chain");
    MPS_ASSIGN(crypto::PublicKey leaf, crypto::PublicKeyFromCertificate(cwt_->headers.x5chain[0]));
    return Bytes(leaf.id().begin(), leaf.id().end());
  }

  Result<trust::SignerName> SignerName() const {
    trust::SignerName name;
    if (!jwt_) {
      name.kid = cwt_->headers.kid;
      name.x5chain = cwt_->headers.x5chain;
      return name;
    }
    const jws::Signature& signature = jwt_->signatures[0];
    if (signature.kid) {
      MPS_ASSIGN(name.kid, Base64UrlDecode(*signature.kid));
    }
    MPS_ASSIGN(name.x5chain, jws::CertificateChain(signature));
    return name;
  }

  Result<trust::Grant> FindGrant() const {
    if (!policy_.now) return Status(Code::kTrust, "no time was given at which to judge the anchor");
    MPS_ASSIGN(const trust::SignerName name, SignerName());
    return trust::Resolve(*policy_.trust, name, trust::Role::kToken, *policy_.now);
  }

  bool SelectFromStore() {
    auto grant = FindGrant();
    if (!grant.ok()) return Fail(CheckId::kAnchor, grant.status().message());
    grant_ = std::move(grant).value();
    granted_ = Anchor{grant_->key(), crypto::DefaultSignAlg(grant_->key().kind()), {}};
    anchor_ = &*granted_;
    report_.key_id = anchor_->key.IdHex();
    report_.anchor = grant_->name();
    return Pass(CheckId::kAnchor, grant_->text());
  }

  // Whom the anchor lets sign is known before the signature; for what, only after it.
  void CheckPermission() {
    if (!grant_) return;
    auto name = grant_->ForMps(Claims().summary.name);
    if (!name.ok()) return void(Fail(CheckId::kAnchor, name.status().message()));
    report_.anchor = *name;
    Pass(CheckId::kAnchor, grant_->text() + ", which may sign for `" + Claims().summary.name + "`");
  }

  bool SelectAnchor() {
    if (policy_.trust != nullptr) return SelectFromStore();
    auto name = KeyName();
    if (!name.ok()) return Fail(CheckId::kAnchor, name.status().message());
    for (const Anchor& anchor : policy_.anchors) {
      if (std::equal(anchor.key.id().begin(), anchor.key.id().end(), name.value().begin(), name.value().end())) {
        anchor_ = &anchor;
      }
    }
    if (anchor_ == nullptr)
      return Fail(CheckId::kAnchor, "no trusted key has the key identifier " + HexEncode(name.value()));
    report_.key_id = anchor_->key.IdHex();
    return Pass(CheckId::kAnchor, "the key " + report_.key_id + " is trusted");
  }

  bool CheckAlgorithm() {
    std::string wanted(crypto::SignAlgName(anchor_->alg));
    if (!ProfileAllows(anchor_->alg)) return Fail(CheckId::kAlgorithm, "the profile does not have " + wanted);
    auto named =
        jwt_ ? jws::AlgorithmOf(jwt_->signatures[0], anchor_->key) : cose::AlgorithmOf(cwt_->headers, anchor_->key);
    if (!named.ok()) return Fail(CheckId::kAlgorithm, named.status().ToString());
    if (named.value() != anchor_->alg) {
      return Fail(CheckId::kAlgorithm,
                  "the key is for " + wanted + ", the token names " + std::string(crypto::SignAlgName(named.value())));
    }
    return Pass(CheckId::kAlgorithm, wanted + ", as the key and the profile have it");
  }

  bool CheckSignature() {
    Status status = jwt_ ? jws::VerifyJws(*jwt_, 0, anchor_->key, anchor_->alg)
                         : cose::VerifySign1(*cwt_, anchor_->key, anchor_->alg);
    if (!status.ok()) return Fail(CheckId::kSignature, status.ToString());
    return Pass(CheckId::kSignature, "the signature is good");
  }

  bool CheckProfile() {
    eat::Rules rules;
    rules.deterministic = true;
    rules.allow_bundles = false;
    rules.allow_nested = false;
    rules.allow_detached_submods = false;
    auto set =
        jwt_ ? eat::DecodeJsonClaims(AsText(jwt_->payload), rules) : eat::DecodeCborClaims(*cwt_->payload, rules);
    if (!set.ok()) return Fail(CheckId::kRules, set.status().ToString());
    auto claims = ReadClaims(set.value(), policy_.upper_case);
    if (!claims.ok()) return Fail(CheckId::kRules, claims.status().message());
    report_.claims = std::move(claims).value();
    return Pass(CheckId::kRules, "every claim is as `" + std::string(kProfile) + "` wants it");
  }

  const TokenClaims& Claims() const { return *report_.claims; }

  void CheckNonce() {
    if (!policy_.nonce) {
      Skip(CheckId::kNonce, "no nonce was given to compare with " + HexEncode(Claims().nonce));
    } else if (crypto::EqualConstantTime(Claims().nonce, *policy_.nonce)) {
      Pass(CheckId::kNonce, "the nonce is the one that was sent");
    } else {
      Fail(CheckId::kNonce, "the nonce is not the one that was sent");
    }
  }

  void CheckTimes() {
    if (!policy_.now) {
      Skip(CheckId::kTimes, "no time was given to compare with");
      return;
    }
    __extension__ using Wide = __int128;
    Wide late = Wide(*policy_.now) + policy_.skew, early = Wide(*policy_.now) - policy_.skew;
    std::string skew = " (clocks may differ by " + std::to_string(policy_.skew) + " s)";
    if (Claims().expires <= early) {
      Fail(CheckId::kTimes, "the token expired at " + std::to_string(Claims().expires) + skew);
    } else if (Claims().issued > late) {
      Fail(CheckId::kTimes, "the token was issued in the future, at " + std::to_string(Claims().issued) + skew);
    } else if (Claims().not_before && *Claims().not_before > late) {
      Fail(CheckId::kTimes, "the token is not valid before " + std::to_string(*Claims().not_before) + skew);
    } else {
      Pass(CheckId::kTimes,
           "issued at " + std::to_string(Claims().issued) + ", valid until " + std::to_string(Claims().expires) + skew);
    }
  }

  std::string NonceProblem(ByteView document) const {
    const auto found = NoncesOf(document);
    if (!found.ok()) return "the evidence cannot be read: " + found.status().ToString();
    if (found->unknown) return "the evidence does not say of all its environments which nonce they answer";
    const bool other = std::any_of(found->nonces.begin(), found->nonces.end(),
                                   [&](const Bytes& nonce) { return nonce != Claims().nonce; });
    return other ? "the evidence was collected for another nonce than the token's" : "";
  }

  // docs/tokens.md, "Evidence is bound".
  void CheckEvidence() {
    bool matched = false;
    for (const LemEntry& entry : Claims().lem) {
      if (entry.role != Role::kEvidence) continue;
      if (entry.data && IsOurEvidence(entry)) {
        std::string problem = NonceProblem(*entry.data);
        if (!problem.empty()) return void(Fail(CheckId::kEvidence, problem));
      }
      if (!policy_.evidence) continue;
      auto hash = crypto::Hash(entry.digest->alg, *policy_.evidence);
      if (!hash.ok() || hash.value() != entry.digest->value) continue;
      matched = true;
      std::string problem = IsOurEvidence(entry) ? NonceProblem(*policy_.evidence) : "";
      if (!problem.empty()) return void(Fail(CheckId::kEvidence, problem));
    }
    if (policy_.evidence && !matched) {
      Fail(CheckId::kEvidence, "the evidence that was given does not have a digest of the token");
    } else {
      Pass(CheckId::kEvidence, policy_.evidence ? "the evidence that was given is the one that was evaluated"
                                                : "the token binds evidence by digest and time of collection");
    }
  }

  void CheckEvidenceAge() {
    if (!policy_.now || !policy_.max_age) {
      Skip(CheckId::kEvidenceAge, policy_.now ? "no greatest age was given" : "no time was given to compare with");
      return;
    }
    __extension__ using Wide = __int128;
    Wide oldest = 0;
    for (const LemEntry& entry : Claims().lem) {
      if (entry.role != Role::kEvidence) continue;
      if (Wide(*entry.time) > Wide(Claims().issued) + policy_.skew + 300) {
        return void(Fail(CheckId::kEvidenceAge, "evidence was collected after the token was issued"));
      }
      oldest = std::max(oldest, Wide(*policy_.now) - *entry.time);
    }
    bool fresh = oldest <= Wide(*policy_.max_age) + policy_.skew;
    std::string most = std::to_string(*policy_.max_age) + " s";
    if (fresh) {
      Pass(CheckId::kEvidenceAge, "the evidence is not older than " + most);
    } else {
      Fail(CheckId::kEvidenceAge, "the evidence is older than " + most);
    }
  }

  void CheckDevice() {
    if (!policy_.ueid && !policy_.subject) {
      Skip(CheckId::kDevice, "no device was named to compare with");
    } else if (policy_.ueid && Claims().ueid != policy_.ueid) {
      Fail(CheckId::kDevice,
           Claims().ueid ? "the token is of the device " + HexEncode(*Claims().ueid) + ", not of the one that was asked"
                         : "the token names no device by ueid");
    } else if (policy_.subject && Claims().subject != policy_.subject) {
      Fail(CheckId::kDevice, "the token's subject is not the one that was asked");
    } else {
      Pass(CheckId::kDevice, "the token is of the device that was asked");
    }
  }

  // A name with `+custom` passes only where the policy lists it, letter for letter.
  void CheckName() {
    const std::string& name = Claims().summary.name;
    bool custom = name.ends_with(claims::kCustomSuffix);
    if (!anchor_->names.empty() && !Contains(anchor_->names, name)) {
      Fail(CheckId::kName, "the key may not sign for `" + name + "`");
    } else if (Contains(policy_.names, name)) {
      Pass(CheckId::kName, "`" + name + "` is accepted");
    } else if (!policy_.names.empty()) {
      Fail(CheckId::kName, "`" + name + "` is not a name that is accepted");
    } else if (custom) {
      Fail(CheckId::kName,
           "`" + name + "` was made with a parameter other than the level's, and is not accepted by name");
    } else {
      Skip(CheckId::kName, "no name was given to compare with `" + name + "`");
    }
  }

  const Bytes* ClaimSetBytes() const {
    if (policy_.claim_set) return &*policy_.claim_set;
    for (const LemEntry& entry : Claims().lem) {
      if (entry.role == Role::kClaimSet && entry.data) return &*entry.data;
    }
    return nullptr;
  }

  void CheckClaimSet() {
    const Bytes* bytes = ClaimSetBytes();
    if (bytes == nullptr) {
      Skip(CheckId::kClaimSet, "the claim set is neither in the token nor given");
      Skip(CheckId::kCanonical, "the claim set is neither in the token nor given");
      return;
    }
    const Digest& expected = Claims().summary.hash;
    auto hash = claims::HashClaimSet(*bytes, expected.alg);
    if (!hash.ok() || hash.value() != expected) {
      Fail(CheckId::kClaimSet, "hsh is not the digest of the claim set that was received");
      return;
    }
    Pass(CheckId::kClaimSet,
         "hsh is the " + std::string(crypto::DigestCoseName(expected.alg)) + " digest of the claim set");
    auto set = claims::DecodeClaimSet(*bytes);
    if (!set.ok()) {
      Fail(CheckId::kCanonical, set.status().ToString());
      return;
    }
    report_.claim_set = std::move(set).value();
    Pass(CheckId::kCanonical, "the claim set is in its one canonical form");
  }

  void CheckAgreement() {
    if (!report_.claim_set) {
      Skip(CheckId::kAgreement,
           "there is no claim set to compare with; mpv, submods and measres agree with each other");
      return;
    }
    std::string disagreement = Disagreement(Claims(), *report_.claim_set);
    if (disagreement.empty()) {
      Pass(CheckId::kAgreement, "claims, submodules and claim set say the same");
    } else {
      Fail(CheckId::kAgreement, disagreement);
    }
  }

  void CheckDefinition() {
    if (policy_.definitions.empty()) {
      Skip(CheckId::kDefinition, "no definition was given to compare with");
    } else if (!report_.claim_set) {
      Fail(CheckId::kDefinition, "a definition is demanded, but there is no claim set that names one");
    } else if (Contains(policy_.definitions, report_.claim_set->definition)) {
      Pass(CheckId::kDefinition, "the definition is the one that is accepted");
    } else {
      Fail(CheckId::kDefinition,
           "the definition " + HexEncode(report_.claim_set->definition.value) + " is not one that is accepted");
    }
  }

  void CheckTailoring() {
    if (!report_.claim_set) {
      Skip(CheckId::kTailoring, "there is no claim set that would say so");
    } else if (!report_.claim_set->tailoring) {
      Pass(CheckId::kTailoring, "the definition was not tailored");
    } else if (Contains(policy_.tailorings, *report_.claim_set->tailoring)) {
      Pass(CheckId::kTailoring, "the tailoring is one that is accepted");
    } else {
      Fail(CheckId::kTailoring,
           "the tailoring " + HexEncode(report_.claim_set->tailoring->value) + " is not one that is accepted");
    }
  }

  void CheckRegisters() {
    if (policy_.registers) {
      RegisterFinding found = policy_.registers(Claims());
      Set(CheckId::kRegisters, found.outcome, std::move(found.text));
    } else if (Claims().pcr) {
      Skip(CheckId::kRegisters, "nobody here reads quotes: pcr is the attester's word");
    } else {
      Pass(CheckId::kRegisters, "the token says no registers");
    }
  }

  ByteView token_;
  const VerifyPolicy& policy_;
  VerifyReport report_;
  std::optional<cose::Sign1> cwt_;
  std::optional<jws::Message> jwt_;
  const Anchor* anchor_ = nullptr;
  std::optional<trust::Grant> grant_;
  std::optional<Anchor> granted_;  // of `grant_`
};

}  // namespace

std::string_view OutcomeName(Outcome outcome) {
  switch (outcome) {
    case Outcome::kPassed:
      return "passed";
    case Outcome::kFailed:
      return "failed";
    case Outcome::kNotChecked:
      return "not checked";
  }
  return "?";
}

std::string_view CheckName(CheckId id) {
  static constexpr std::string_view kNames[kCheckCount] = {
      "format", "anchor", "algorithm",  "signature", "profile",   "nonce",     "times",     "evidence", "evidence-age",
      "device", "name",   "definition", "claim-set", "canonical", "agreement", "tailoring", "pcr"};
  return kNames[static_cast<std::size_t>(id)];
}

std::string VerifyReport::ToText() const {
  std::string out;
  for (const Check& check : checks) {
    out += std::string(CheckName(check.id)) + ": " + std::string(OutcomeName(check.outcome)) + ": " + check.text + "\n";
  }
  return out;
}

VerifyReport VerifyToken(ByteView token, const VerifyPolicy& policy) { return Verifier(token, policy).Run(); }

}  // namespace mps::token
