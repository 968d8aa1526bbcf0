// JWS: the three forms, the rules of headers, signing and verifying with an algorithm that the caller chose.
#include "token/jws.h"

#include <algorithm>
#include <array>

#include "base/base64url.h"
#include "mps/limits.h"

namespace mps::jws {
namespace {

using json::Kind;
using json::Value;

Status Invalid(std::string message) { return {Code::kInvalid, "JWS: " + message}; }

// Names that RFC 7515 and RFC 7518 register: crit must not list them (4.1.11).
constexpr std::array<std::string_view, 18> kRegistered = {"alg", "jku",      "jwk", "kid", "x5u",  "x5c",
                                                          "x5t", "x5t#S256", "typ", "cty", "crit", "enc",
                                                          "zip", "epk",      "apu", "apv", "iv",   "tag"};

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

// Whoever can verify a MAC can make one, so it says nothing to a third party: no token of ours has it (RFC 8725 3.1).
bool IsHmac(std::string_view alg) { return alg == "HS256" || alg == "HS384" || alg == "HS512"; }

std::string ShortType(std::string_view typ) {
  std::string lower = Lower(typ);
  constexpr std::string_view prefix = "application/";
  bool cut = lower.starts_with(prefix) && lower.find('/', prefix.size()) == std::string::npos;
  return cut ? lower.substr(prefix.size()) : lower;
}

Result<Bytes> DecodePart(std::string_view part, std::string_view what) {
  auto bytes = Base64UrlDecode(part);
  if (!bytes.ok()) return bytes.TakeStatus().Within("JWS " + std::string(what));
  return bytes;
}

Status CheckCrit(const Signature& signature, const Options& options) {
  if (signature.unprotected_header.Find("crit") != nullptr) return Invalid("crit is not protected");
  const Value* crit = signature.protected_header.Find("crit");
  if (crit == nullptr) return {};
  if (!crit->Is(Kind::kArray) || crit->items().empty()) return Invalid("crit is no array, or an empty one");
  if (crit->items().size() > limit::kHeaderEntries) return {Code::kLimit, "JWS: crit is too long"};
  std::set<std::string> seen;
  for (const Value& name : crit->items()) {
    if (!name.Is(Kind::kText)) return Invalid("crit lists something that is no name");
    if (!seen.insert(name.text()).second) return Invalid("crit lists a name twice");
    if (std::find(kRegistered.begin(), kRegistered.end(), name.text()) != kRegistered.end()) {
      return Invalid("crit lists a name that is no extension");
    }
    if (signature.protected_header.Find(name.text()) == nullptr)
      return Invalid("crit lists a name that the header has not");
    if (name.text() != "b64" && options.understood.count(name.text()) == 0) {
      return Status::Unsupported("jws-crit", "crit lists `" + name.text() + "`, which is not understood here");
    }
  }
  return {};
}

// RFC 7797 6: b64 is protected and always listed in crit. True changes nothing; false is not supported.
Status CheckB64(const Signature& signature) {
  const Value* b64 = signature.protected_header.Find("b64");
  if (b64 == nullptr && signature.unprotected_header.Find("b64") == nullptr) return {};
  if (b64 == nullptr || !b64->Is(Kind::kBool)) return Invalid("b64 is no protected boolean");
  if (!b64->boolean()) return Status::Unsupported("jws-b64", "the payload is not base64url (b64 is false)");
  if (signature.protected_header.Find("crit") == nullptr) return Invalid("b64 is not listed in crit (RFC 7797 6)");
  return {};
}

Status CheckAlg(Signature& signature, const Options& options) {
  const Value* alg = signature.protected_header.Find("alg");
  const Value* unprotected = signature.unprotected_header.Find("alg");
  if (alg == nullptr && !options.alg_protected_only) alg = unprotected;
  if (alg == nullptr) return Invalid(unprotected != nullptr ? "alg is not protected" : "there is no alg");
  if (!alg->Is(Kind::kText)) return Invalid("alg is no text");
  signature.alg = alg->text();
  if (Lower(signature.alg) == "none") return {Code::kSignature, "JWS: alg is `none`: the message is not signed"};
  if (IsHmac(signature.alg)) {
    return Status::Unsupported(Lower(signature.alg), "JWS: messages with a MAC (" + signature.alg + ") are not taken");
  }
  return {};
}

Result<std::optional<std::string>> TextMember(const Signature& signature, std::string_view name) {
  const Value* value = signature.protected_header.Find(name);
  if (value == nullptr) value = signature.unprotected_header.Find(name);
  if (value == nullptr) return std::optional<std::string>();
  if (!value->Is(Kind::kText)) return Invalid(std::string(name) + " is no text");
  return std::optional<std::string>(value->text());
}

Status CheckType(const Signature& signature, const Options& options) {
  if (options.types.empty()) return {};
  if (!signature.typ || signature.protected_header.Find("typ") == nullptr) return Invalid("there is no protected typ");
  std::string typ = ShortType(*signature.typ);
  for (const std::string& wanted : options.types) {
    if (typ == ShortType(wanted)) return {};
  }
  return Invalid("typ is `" + *signature.typ + "`, not `" + options.types.front() + "`");
}

Status CheckHeaders(Signature& signature, const Options& options) {
  std::size_t members = signature.protected_header.members().size() + signature.unprotected_header.members().size();
  if (members > limit::kHeaderEntries) return {Code::kLimit, "JWS: the header has more members than are taken"};
  for (const auto& member : signature.unprotected_header.members()) {
    if (signature.protected_header.Find(member.first) != nullptr) {
      return {Code::kDuplicate, "JWS: `" + member.first + "` stands in both headers"};
    }
  }
  MPS_TRY(CheckAlg(signature, options));
  MPS_TRY(CheckCrit(signature, options));
  MPS_TRY(CheckB64(signature));
  MPS_ASSIGN(signature.kid, TextMember(signature, "kid"));
  MPS_ASSIGN(signature.typ, TextMember(signature, "typ"));
  return CheckType(signature, options);
}

Result<Value> DecodeProtected(std::string_view text) {
  MPS_ASSIGN(Bytes bytes, DecodePart(text, "header"));
  auto header = json::Parse(AsText(bytes));
  if (!header.ok()) return header.TakeStatus().Within("JWS header");
  if (!header.value().Is(Kind::kObject)) return Invalid("the header is no JSON object");
  return header;
}

Result<std::string> JsonText(const Value& object, std::string_view name) {
  const Value* member = object.Find(name);
  if (member == nullptr || !member->Is(Kind::kText))
    return Invalid("`" + std::string(name) + "` is missing or no text");
  return member->text();
}

Result<Signature> DecodeSignatureObject(const Value& object, const Options& options) {
  if (!object.Is(Kind::kObject)) return Invalid("a signature is no JSON object");
  Signature signature;
  signature.protected_header = Value::Object();
  signature.unprotected_header = Value::Object();
  if (object.Find("protected") != nullptr) {
    MPS_ASSIGN(signature.protected_text, JsonText(object, "protected"));
    if (signature.protected_text.empty()) return Invalid("`protected` is empty");
    MPS_ASSIGN(signature.protected_header, DecodeProtected(signature.protected_text));
  }
  if (const Value* header = object.Find("header")) {
    if (!options.unprotected_allowed) return Invalid("there is an unprotected header");
    if (!header->Is(Kind::kObject)) return Invalid("`header` is no JSON object");
    signature.unprotected_header = *header;
  }
  MPS_TRY(CheckHeaders(signature, options));
  MPS_ASSIGN(std::string text, JsonText(object, "signature"));
  MPS_ASSIGN(signature.signature, DecodePart(text, "signature"));
  return signature;
}

bool IsSymmetric(const Value& jwk) {
  const std::string* kty = jwk.FindText("kty");
  return kty != nullptr && *kty == "oct";
}

// `ES521` is a frequent misspelling of ES512 in published keys; it names no other algorithm.
Value WithCorrectedAlg(const Value& jwk) {
  Value corrected = jwk;
  for (auto& member : corrected.members()) {
    if (member.first == "alg" && member.second.Is(Kind::kText) && member.second.text() == "ES521") {
      member.second = Value::Text("ES512");
    }
  }
  return corrected;
}

// RFC 7517 4.3: together with `use`, key_ops must agree with it; operations are not repeated.
Status CheckKeyOps(const Value& jwk) {
  const Value* ops = jwk.Find("key_ops");
  if (ops == nullptr) return {};
  if (!ops->Is(Kind::kArray)) return {Code::kSignature, "JWK: key_ops is no array"};
  std::set<std::string> seen;
  for (const Value& op : ops->items()) {
    if (!op.Is(Kind::kText) || !seen.insert(op.text()).second) {
      return {Code::kSignature, "JWK: key_ops has something that is no operation, or one twice"};
    }
  }
  return {};
}

}  // namespace

Result<Message> DecodeCompact(std::string_view text, const Options& options) {
  if (text.size() > limit::kTokenBytes) return Status(Code::kLimit, "the message is larger than is taken");
  std::size_t first = text.find('.');
  std::size_t second = first == std::string_view::npos ? first : text.find('.', first + 1);
  if (second == std::string_view::npos || text.find('.', second + 1) != std::string_view::npos) {
    return Status(Code::kMalformed, "JWS: the compact form has exactly three parts");
  }
  Message message;
  Signature signature;
  signature.unprotected_header = Value::Object();
  signature.protected_text = text.substr(0, first);
  message.payload_text = text.substr(first + 1, second - first - 1);
  MPS_ASSIGN(signature.protected_header, DecodeProtected(signature.protected_text));
  MPS_TRY(CheckHeaders(signature, options));
  MPS_ASSIGN(message.payload, DecodePart(message.payload_text, "payload"));
  MPS_ASSIGN(signature.signature, DecodePart(text.substr(second + 1), "signature"));
  message.signatures.push_back(std::move(signature));
  return message;
}

Result<Message> DecodeJson(std::string_view text, const Options& options) {
  if (text.size() > limit::kTokenBytes) return Status(Code::kLimit, "the message is larger than is taken");
  MPS_ASSIGN(Value document, json::Parse(text));
  return DecodeJson(document, options);
}

Result<Message> DecodeJson(const Value& document, const Options& options) {
  if (!document.Is(Kind::kObject)) return Invalid("the JSON form is an object");
  Message message;
  const Value* signatures = document.Find("signatures");
  bool flat = document.Find("signature") != nullptr;
  if ((signatures != nullptr) == flat) return Invalid("there is neither or both of `signature` and `signatures`");
  if (flat) {
    MPS_ASSIGN(Signature signature, DecodeSignatureObject(document, options));
    message.signatures.push_back(std::move(signature));
  } else {
    if (!signatures->Is(Kind::kArray) || signatures->items().empty())
      return Invalid("`signatures` is no array, or empty");
    if (document.Find("protected") != nullptr || document.Find("header") != nullptr) {
      return Invalid("a header stands beside `signatures`");
    }
    if (signatures->items().size() > limit::kHeaderEntries) return Status(Code::kLimit, "JWS: too many signatures");
    for (const Value& item : signatures->items()) {
      MPS_ASSIGN(Signature signature, DecodeSignatureObject(item, options));
      message.signatures.push_back(std::move(signature));
    }
  }
  MPS_ASSIGN(message.payload_text, JsonText(document, "payload"));
  MPS_ASSIGN(message.payload, DecodePart(message.payload_text, "payload"));
  return message;
}

std::string SigningInput(const Message& message, const Signature& signature) {
  return signature.protected_text + "." + message.payload_text;
}

Result<crypto::SignAlg> AlgorithmOf(const Signature& signature, const crypto::PublicKey& key) {
  MPS_ASSIGN(crypto::SignAlg alg, crypto::SignAlgFromJose(signature.alg, key.kind()));
  MPS_TRY(crypto::CheckFit(alg, key));
  return alg;
}

Result<std::vector<Bytes>> CertificateChain(const Signature& signature) {
  std::vector<Bytes> chain;
  const Value* list = signature.protected_header.Find("x5c");
  if (list == nullptr) return chain;
  if (!list->Is(Kind::kArray) || list->items().empty()) return Invalid("x5c is no list of certificates, or empty");
  if (list->items().size() > limit::kChainCertificates) return Status(Code::kLimit, "JWS: x5c is too long");
  for (const Value& item : list->items()) {
    // Base64 as PEM has it, not base64url.
    auto der = item.Is(Kind::kText) ? Base64Decode(item.text()) : Result<Bytes>(Invalid("no text"));
    if (!der.ok()) return Invalid("x5c holds something that is not base64");
    chain.push_back(std::move(der).value());
  }
  return chain;
}

Status VerifyJws(const Message& message, std::size_t index, const crypto::PublicKey& key, crypto::SignAlg expected) {
  if (index >= message.signatures.size()) return {Code::kUsage, "there is no such signature"};
  const Signature& signature = message.signatures[index];
  MPS_ASSIGN(crypto::SignAlg named, AlgorithmOf(signature, key));
  if (named != expected) {
    return {Code::kSignature, "the key is for " + std::string(crypto::SignAlgName(expected)) + ", the message names " +
                                  std::string(crypto::SignAlgName(named))};
  }
  std::string input = SigningInput(message, signature);
  return crypto::Verify(expected, key, AsBytes(input), signature.signature);
}

Status VerifyJws(const Message& message, std::size_t index, const crypto::PublicKey& key) {
  if (index >= message.signatures.size()) return {Code::kUsage, "there is no such signature"};
  MPS_ASSIGN(crypto::SignAlg named, AlgorithmOf(message.signatures[index], key));
  return VerifyJws(message, index, key, named);
}

Status VerifyWithJwk(const Message& message, std::size_t index, const Value& jwk_as_given) {
  if (index >= message.signatures.size()) return {Code::kUsage, "there is no such signature"};
  const Signature& signature = message.signatures[index];
  Value jwk = WithCorrectedAlg(jwk_as_given);
  if (!jwk.Is(Kind::kObject)) return {Code::kType, "JWK: not a JSON object"};
  MPS_TRY(CheckKeyOps(jwk));
  MPS_TRY(crypto::JwkPermitsVerify(jwk, signature.alg));
  const std::string* kid = jwk.FindText("kid");
  if (signature.kid && kid != nullptr && *signature.kid != *kid) {
    return {Code::kSignature, "JWS: kid does not name this key"};
  }
  if (IsSymmetric(jwk)) return {Code::kSignature, "JWS: a symmetric key does not go with " + signature.alg};
  MPS_ASSIGN(crypto::PublicKey key, crypto::PublicKeyFromJwk(jwk));
  return VerifyJws(message, index, key);
}

Status VerifyWithJwks(const Message& message, std::size_t index, const Value& jwks) {
  if (index >= message.signatures.size()) return {Code::kUsage, "there is no such signature"};
  const Value* keys = jwks.Find("keys");
  if (keys == nullptr || !keys->Is(Kind::kArray) || keys->items().empty()) return {Code::kType, "JWK set: no keys"};
  const Value* chosen = nullptr;
  std::set<std::string> kids;
  std::size_t symmetric = 0;
  for (const Value& key : keys->items()) {
    if (!key.Is(Kind::kObject)) return {Code::kType, "JWK set: a key is no JSON object"};
    symmetric += IsSymmetric(key) ? 1 : 0;
    const std::string* kid = key.FindText("kid");
    if (kid == nullptr) continue;
    if (!kids.insert(*kid).second) return {Code::kSignature, "JWK set: two keys have the same kid"};
    if (message.signatures[index].kid == *kid) chosen = &key;
  }
  if (symmetric != 0 && symmetric != keys->items().size()) {
    return {Code::kSignature, "JWK set: symmetric and public keys are mixed"};
  }
  if (chosen == nullptr) return {Code::kSignature, "JWK set: no key has the kid of the message"};
  return VerifyWithJwk(message, index, *chosen);
}

Result<std::string> MakeCompact(crypto::Signer& signer, const Value& header, ByteView payload) {
  if (!header.Is(Kind::kObject) || header.Find("alg") != nullptr) {
    return Status(Code::kUsage, "the header is an object without alg");
  }
  Value full = Value::Object();
  full.Add("alg", Value::Text(std::string(crypto::JoseAlg(signer.alg()))));
  for (const auto& member : header.members()) full.Add(member.first, member.second);
  std::string input = Base64UrlEncode(AsBytes(json::Print(full))) + "." + Base64UrlEncode(payload);
  MPS_ASSIGN(Bytes signature, signer.SignData(AsBytes(input)));
  return input + "." + Base64UrlEncode(signature);
}

}  // namespace mps::jws
