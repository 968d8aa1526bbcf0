// EARs written and signed.
#include "base/base64url.h"
#include "ear/ear.h"
#include "token/mps_token.h"

namespace mps::ear {
namespace {

using eat::Item;

Status Invalid(std::string message) { return {Code::kInvalid, std::move(message)}; }

Item TierItem(Tier tier) { return Item::Word({static_cast<std::int64_t>(tier), TierName(tier)}); }

Item VectorItem(const Vector& vector) {
  Item map = Item::Map();
  for (std::size_t i = 0; i < kCategories; ++i) {
    if (vector[i] != 0) map.Add(CategoryLabel(static_cast<Category>(i)), Item::Int(vector[i]));
  }
  return map;
}

Item AppraisalItem(const Appraisal& appraisal) {
  Item map = Item::Map();
  map.Add(claim::kStatus, TierItem(appraisal.status));
  if (appraisal.vector && WorstOf(*appraisal.vector)) map.Add(claim::kVector, VectorItem(*appraisal.vector));
  if (!appraisal.policies.empty()) {
    Item list = Item::Array();
    for (const std::string& one : appraisal.policies) list.items.push_back(Item::Text(one));
    map.Add(claim::kPolicyIds, std::move(list));
  }
  map.entries.insert(map.entries.end(), appraisal.beside.entries.begin(), appraisal.beside.entries.end());
  return map;
}

Item NonceItem(const std::vector<Bytes>& nonces) {
  if (nonces.size() == 1) return Item::Bytes(nonces[0]);
  Item list = Item::Array();
  for (const Bytes& nonce : nonces) list.items.push_back(Item::Bytes(nonce));
  return list;
}

// What is written has to be what our own reader takes.
Status CheckOwn(eat::Envelope form, const Item& claims) {
  eat::ClaimsSet set;
  if (form == eat::Envelope::kCwt) {
    MPS_ASSIGN(const Bytes payload, eat::ItemToCbor(claims));
    MPS_ASSIGN(set, eat::DecodeCborClaims(payload, {.deterministic = true}));
  } else {
    MPS_ASSIGN(set, eat::DecodeJsonClaims(json::Print(eat::ItemToJson(claims))));
  }
  auto read = DecodeEar(set);
  return read.ok() ? Status() : read.TakeStatus();
}

Result<Bytes> SignCwt(crypto::Signer& signer, const Item& claims) {
  MPS_ASSIGN(const Bytes payload, eat::ItemToCbor(claims));
  cose::SignInput sign;
  sign.payload = payload;
  sign.typ = std::string(token::kCwtType);
  const crypto::KeyId& id = signer.public_key().id();
  sign.kid = Bytes(id.begin(), id.end());
  return cose::MakeSign1(signer, sign);
}

Result<Bytes> SignJwt(crypto::Signer& signer, const Item& claims) {
  json::Value header = json::Value::Object();
  header.Add("typ", json::Value::Text(std::string(token::kJwtType)));
  header.Add("kid", json::Value::Text(Base64UrlEncode(signer.public_key().id())));
  const std::string payload = json::Print(eat::ItemToJson(claims));
  MPS_ASSIGN(const std::string text, jws::MakeCompact(signer, header, AsBytes(payload)));
  return ToBytes(AsBytes(text));
}

}  // namespace

Status CheckEar(const Ear& ear) {
  if (ear.profile != kProfile) return Invalid("only the profile " + std::string(kProfile) + " is written");
  if (ear.submods.empty()) return Invalid("an attestation result has at least one submodule");
  if (ear.verifier.developer.empty() || ear.verifier.build.empty()) {
    return Invalid("an attestation result names its verifier: developer and build");
  }
  Tier worst = Tier::kAffirming;
  for (const auto& [name, appraisal] : ear.submods) {
    const auto claims = appraisal.vector ? WorstOf(*appraisal.vector) : std::nullopt;
    if (claims && BetterThan(appraisal.status, *claims)) {
      return Invalid("submodule `" + name + "`: the status is better than the trustworthiness vector");
    }
    worst = Worse(worst, appraisal.status);
  }
  if (ear.status && BetterThan(*ear.status, worst)) return Invalid("the status is better than that of a submodule");
  return {};
}

Result<Item> BuildEar(const Ear& ear) {
  MPS_TRY(CheckEar(ear));
  Item map = Item::Map();
  map.Add(eat::claim::kProfile, Item::Text(ear.profile));
  map.Add(eat::claim::kIat, Item::Int(ear.issued));
  if (ear.expires) map.Add(eat::claim::kExp, Item::Int(*ear.expires));
  if (!ear.nonces.empty()) map.Add(eat::claim::kNonce, NonceItem(ear.nonces));
  Item verifier = Item::Map();
  verifier.Add(kDeveloper, Item::Text(ear.verifier.developer));
  verifier.Add(kBuild, Item::Text(ear.verifier.build));
  map.Add(claim::kVerifierId, std::move(verifier));
  if (ear.ueid) map.Add(eat::claim::kUeid, Item::Bytes(*ear.ueid));
  if (ear.subject) map.Add(eat::claim::kSub, Item::Text(*ear.subject));
  if (ear.raw_evidence) map.Add(claim::kRawEvidence, Item::Bytes(*ear.raw_evidence));
  if (ear.status) map.Add(claim::kStatus, TierItem(*ear.status));
  Item submods = Item::Map();
  for (const auto& [name, appraisal] : ear.submods) submods.AddText(name, AppraisalItem(appraisal));
  map.Add(eat::claim::kSubmods, std::move(submods));
  return map;
}

Result<Bytes> SignEar(eat::Envelope form, crypto::Signer& signer, const Ear& ear) {
  if (!token::ProfileAllows(signer.alg())) {
    return Status(Code::kSignature,
                  "attestation results are not signed with " + std::string(crypto::SignAlgName(signer.alg())));
  }
  MPS_ASSIGN(const Item claims, BuildEar(ear));
  MPS_TRY(CheckOwn(form, claims));
  return form == eat::Envelope::kCwt ? SignCwt(signer, claims) : SignJwt(signer, claims);
}

}  // namespace mps::ear
