// EARs read and held to the draft's rules.
#include "base/base64url.h"
#include "crypto/key.h"
#include "ear/ear.h"

namespace mps::ear {
namespace {

using eat::ClaimsSet;
using eat::Encoding;
using eat::Item;
using eat::ItemKind;
using eat::Label;

// The names of one profile.
struct Dialect {
  Label status, vector, raw_evidence, policies, verifier;
  bool one_policy;  // a text in place of an array
};
constexpr Dialect kDraft = {claim::kStatus,    claim::kVector,     claim::kRawEvidence,
                            claim::kPolicyIds, claim::kVerifierId, false};
constexpr Dialect kVeraison = {{1000, "ear.status"},       {1001, "ear.trustworthiness-vector"},
                               {1002, "ear.raw-evidence"}, {1003, "ear.appraisal-policy-id"},
                               {1004, "ear.verifier-id"},  true};
constexpr Label kKeyAttestation{-70002, "ear.veraison.key-attestation"}, kAkPub{0, "akpub"};

Status Fail(Label label, std::string message) {
  return {Code::kInvalid, "claim " + std::string(label.name) + ": " + std::move(message)};
}
Status Missing(Label label) { return Fail(label, "is missing"); }

Result<Tier> TierFrom(const Item& item, Encoding encoding, Label label) {
  for (Tier tier : kTiers) {
    const bool same = encoding == Encoding::kJson
                          ? item.Is(ItemKind::kText) && item.text == TierName(tier)
                          : item.Is(ItemKind::kInt) && item.number == static_cast<std::int64_t>(tier);
    if (same) return tier;
  }
  return Fail(label, "is none of none, affirming, warning and contraindicated");
}

// Values are integers in both encodings, keys are not.
Result<Vector> VectorFrom(const Item& item, Encoding encoding, Label label) {
  if (!item.Is(ItemKind::kMap) || item.entries.empty()) return Fail(label, "must be a map with entries");
  Vector vector{};
  std::size_t known = 0;
  for (std::size_t i = 0; i < kCategories; ++i) {
    const Label category = CategoryLabel(static_cast<Category>(i));
    const Item* value = item.Find(category, encoding);
    if (value == nullptr) continue;
    ++known;
    if (!value->Is(ItemKind::kInt) || value->number < -128 || value->number > 127) {
      return Fail(label, "`" + std::string(category.name) + "` is no integer from -128 to 127");
    }
    vector[i] = static_cast<std::int8_t>(value->number);
  }
  if (known != item.entries.size()) return Fail(label, "has a category that AR4SI does not define");
  return vector;
}

Result<std::vector<std::string>> PoliciesFrom(const Item& item, const Dialect& dialect) {
  std::vector<std::string> out;
  if (dialect.one_policy) {
    if (!item.Is(ItemKind::kText) || item.text.empty()) return Fail(dialect.policies, "must be text");
    out.push_back(item.text);
    return out;
  }
  if (!item.Is(ItemKind::kArray) || item.items.empty()) return Fail(dialect.policies, "must be an array with members");
  for (const Item& one : item.items) {
    if (!one.Is(ItemKind::kText) || one.text.empty()) return Fail(dialect.policies, "must have texts");
    out.push_back(one.text);
  }
  return out;
}

Status NotBetter(Tier status, std::optional<Tier> worst, Label label, const char* of) {
  if (!worst || !BetterThan(status, *worst)) return {};
  return Fail(label, "says " + std::string(TierName(status)) + ", which is better than the worst of " + of + ", " +
                         std::string(TierName(*worst)));
}

// Veraison's key attestation: the key is what it is about, so it has to be one.
Status CheckKeyAttestation(const Item& set, Encoding encoding) {
  const Item* item = set.Find(kKeyAttestation, encoding);
  if (item == nullptr) return {};
  const Item* key = item->Find(kAkPub, encoding);
  if (key == nullptr) return Fail(kKeyAttestation, "has no akpub");
  auto spki = eat::BytesOf(*key, encoding);
  if (!spki.ok()) return Fail(kKeyAttestation, "akpub is no base64url text");
  auto parsed = crypto::PublicKeyFromSpki(*spki);
  return parsed.ok() ? Status() : Fail(kKeyAttestation, "akpub is no public key: " + parsed.status().message());
}

Result<Appraisal> AppraisalFrom(const Item& set, Encoding encoding, const Dialect& dialect) {
  if (!set.Is(ItemKind::kMap)) return Status(Code::kType, "is no appraisal: a map of claims is due");
  Appraisal out;
  const Item* status = set.Find(dialect.status, encoding);
  if (status == nullptr) return Missing(dialect.status);
  MPS_ASSIGN(out.status, TierFrom(*status, encoding, dialect.status));
  if (const Item* vector = set.Find(dialect.vector, encoding)) {
    MPS_ASSIGN(out.vector, VectorFrom(*vector, encoding, dialect.vector));
    MPS_TRY(NotBetter(out.status, WorstOf(*out.vector), dialect.status, "the trustworthiness vector"));
  }
  if (const Item* policies = set.Find(dialect.policies, encoding)) {
    MPS_ASSIGN(out.policies, PoliciesFrom(*policies, dialect));
  }
  if (dialect.one_policy) MPS_TRY(CheckKeyAttestation(set, encoding));
  return out;
}

Result<std::string> TextMember(const Item& map, Label member, Encoding encoding, Label label) {
  const Item* item = map.Find(member, encoding);
  if (item == nullptr || !item->Is(ItemKind::kText)) {
    return Fail(label, "has no text `" + std::string(member.name) + "`");
  }
  return item->text;
}

Status ReadVerifier(const ClaimsSet& claims, const Dialect& dialect, Ear& ear) {
  const Item* item = claims.Find(dialect.verifier);
  if (item == nullptr) return Missing(dialect.verifier);
  if (!item->Is(ItemKind::kMap)) return Fail(dialect.verifier, "must be a map");
  MPS_ASSIGN(ear.verifier.developer, TextMember(*item, kDeveloper, claims.encoding, dialect.verifier));
  MPS_ASSIGN(ear.verifier.build, TextMember(*item, kBuild, claims.encoding, dialect.verifier));
  return {};
}

Status ReadSubmods(const ClaimsSet& claims, const Dialect& dialect, Ear& ear) {
  const Item* submods = claims.Find(eat::claim::kSubmods);
  if (submods == nullptr) return Missing(eat::claim::kSubmods);
  for (const auto& [key, value] : submods->entries) {  // at least one: CheckClaims
    auto appraisal = AppraisalFrom(value, claims.encoding, dialect);
    if (!appraisal.ok()) return appraisal.TakeStatus().Within("submodule `" + *key.text + "`");
    ear.submods.emplace(*key.text, std::move(appraisal).value());
  }
  const Item* status = claims.Find(dialect.status);
  if (status == nullptr) return {};
  MPS_ASSIGN(ear.status, TierFrom(*status, claims.encoding, dialect.status));
  Tier worst = Tier::kAffirming;
  for (const auto& one : ear.submods) worst = Worse(worst, one.second.status);
  return NotBetter(*ear.status, worst, dialect.status, "the submodules");
}

Status ReadTop(const ClaimsSet& claims, const Dialect& dialect, Ear& ear) {
  MPS_ASSIGN(const auto issued, eat::TimeOf(claims, eat::claim::kIat));
  if (!issued) return Missing(eat::claim::kIat);
  ear.issued = *issued;
  MPS_ASSIGN(ear.expires, eat::TimeOf(claims, eat::claim::kExp));
  MPS_ASSIGN(ear.nonces, eat::NoncesOf(claims));
  if (claims.encoding == Encoding::kJson) {
    for (Bytes& nonce : ear.nonces) {
      auto octets = Base64UrlDecode(AsText(nonce));
      if (octets.ok()) nonce = std::move(octets).value();
    }
  }
  if (const Item* ueid = claims.Find(eat::claim::kUeid)) {
    MPS_ASSIGN(ear.ueid, eat::BytesOf(*ueid, claims.encoding));
  }
  if (const Item* subject = claims.Find(eat::claim::kSub)) ear.subject = subject->text;
  if (const Item* raw = claims.Find(dialect.raw_evidence)) {
    auto octets = eat::BytesOf(*raw, claims.encoding);
    if (!octets.ok()) return Fail(dialect.raw_evidence, "must be octets");
    ear.raw_evidence = std::move(octets).value();
  }
  return {};
}

// By profile, never by the look of the claims.
Result<const Dialect*> DialectOf(const ClaimsSet& claims, Ear& ear) {
  MPS_ASSIGN(const auto profile, eat::ProfileOf(claims));
  if (!profile) return Missing(eat::claim::kProfile);
  ear.profile = *profile;
  if (*profile == kProfile) return &kDraft;
  if (*profile == kVeraisonProfile && claims.encoding == Encoding::kJson) return &kVeraison;
  const std::string why =
      *profile == kVeraisonProfile ? " is read as JSON only" : " is no profile of an EAR known here";
  return Status::Unsupported("ear-profile", "`" + *profile + "`" + why);
}

}  // namespace

Tier Ear::Overall() const {
  if (status) return *status;
  Tier worst = submods.empty() ? Tier::kNone : Tier::kAffirming;
  for (const auto& one : submods) worst = Worse(worst, one.second.status);
  return worst;
}

Result<Ear> DecodeEar(const ClaimsSet& claims) {
  Ear ear;
  MPS_ASSIGN(const Dialect* dialect, DialectOf(claims, ear));
  MPS_TRY(ReadTop(claims, *dialect, ear));
  MPS_TRY(ReadVerifier(claims, *dialect, ear));
  MPS_TRY(ReadSubmods(claims, *dialect, ear));
  return ear;
}

Result<Ear> VerifyEar(ByteView token, const eat::Policy& policy) {
  MPS_ASSIGN(const eat::Token opened, eat::VerifyEat(token, policy));
  if (!opened.detached.empty()) return Status(Code::kInvalid, "an EAR is no detached bundle");
  return DecodeEar(opened.claims);
}

}  // namespace mps::ear
