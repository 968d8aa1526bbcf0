// JWK (RFC 7517, 7518, 8037) and COSE_Key (RFC 9053 section 7, RFC 8230) to public keys and back.
#include <algorithm>
#include <string>

#include "base/base64url.h"
#include "base/cbor_value.h"
#include "base/json_value.h"
#include "crypto/key.h"
#include "mps/limits.h"

namespace mps::crypto {
namespace {

struct CurveRow {
  KeyKind kind;
  std::string_view kty;
  std::string_view crv;
  std::int64_t cose_kty;
  std::int64_t cose_crv;
};
constexpr CurveRow kCurves[] = {
    {KeyKind::kP256, "EC", "P-256", 2, 1},       {KeyKind::kP384, "EC", "P-384", 2, 2},
    {KeyKind::kP521, "EC", "P-521", 2, 3},       {KeyKind::kSecp256k1, "EC", "secp256k1", 2, 8},
    {KeyKind::kEd25519, "OKP", "Ed25519", 1, 6}, {KeyKind::kEd448, "OKP", "Ed448", 1, 7},
};

const CurveRow* RowOf(KeyKind kind) {
  for (const CurveRow& row : kCurves) {
    if (row.kind == kind) return &row;
  }
  return nullptr;
}

Status Shape(std::string message) { return Status(Code::kMalformed, std::move(message)); }

// A member that holds base64url octets.
Result<Bytes> Octets(const json::Value& jwk, std::string_view name) {
  const std::string* text = jwk.FindText(name);
  if (text == nullptr) return Shape("JWK member `" + std::string(name) + "` is missing or is no text");
  Result<Bytes> octets = Base64UrlDecode(*text);
  if (!octets.ok()) return octets.TakeStatus().Within("JWK member `" + std::string(name) + "`");
  if (octets->empty()) return Shape("JWK member `" + std::string(name) + "` is empty");
  return octets;
}

// RFC 7518 2, Base64urlUInt: no leading zero octets.
Result<Bytes> Number(const json::Value& jwk, std::string_view name) {
  MPS_ASSIGN(Bytes octets, Octets(jwk, name));
  if (octets[0] == 0) return Shape("JWK member `" + std::string(name) + "` has a leading zero octet");
  return octets;
}

Result<KeyKind> JwkCurve(const json::Value& jwk, std::string_view kty) {
  const std::string* crv = jwk.FindText("crv");
  if (crv == nullptr) return Shape("JWK member `crv` is missing or is no text");
  for (const CurveRow& row : kCurves) {
    if (row.kty == kty && row.crv == *crv) return row.kind;
  }
  if (kty == "OKP" && (*crv == "X25519" || *crv == "X448")) {
    return Status(Code::kSignature, "a key for key agreement (" + *crv + ") cannot sign");
  }
  return Status::Unsupported("curve", "JWK with a curve that is not known");
}

Result<Bytes> CoseOctets(const cbor::Value& key, std::int64_t label) {
  const cbor::Value* value = key.Find(label);
  if (value == nullptr || !value->Is(cbor::Kind::kBytes) || value->bytes().empty()) {
    return Shape("COSE_Key parameter " + std::to_string(label) + " is missing or is no byte string");
  }
  return ToBytes(value->bytes());
}

Result<KeyKind> CoseCurve(const cbor::Value& key, std::int64_t kty) {
  const cbor::Value* crv = key.Find(-1);
  const std::optional<std::int64_t> number = crv == nullptr ? std::nullopt : crv->AsInt();
  if (!number) return Shape("COSE_Key parameter -1 (crv) is missing or is no integer");
  for (const CurveRow& row : kCurves) {
    if (row.cose_kty == kty && row.cose_crv == *number) return row.kind;
  }
  if (kty == 1 && (*number == 4 || *number == 5))
    return Status(Code::kSignature, "a key for key agreement cannot sign");
  return Status::Unsupported("curve", "COSE_Key with a curve that is not known");
}

Result<PublicKey> CoseRsa(const cbor::Value& key) {
  MPS_ASSIGN(Bytes modulus, CoseOctets(key, -1));
  MPS_ASSIGN(Bytes exponent, CoseOctets(key, -2));
  if (modulus[0] == 0 || exponent[0] == 0) return Shape("COSE_Key with a leading zero octet in n or e");
  return PublicKeyFromRsa(modulus, exponent);
}

bool HasText(const json::Value& array, std::string_view text) {
  return std::any_of(array.items().begin(), array.items().end(),
                     [&](const json::Value& item) { return item.Is(json::Kind::kText) && item.text() == text; });
}

}  // namespace

Result<PublicKey> PublicKeyFromJwk(const json::Value& jwk) {
  const std::string* kty = jwk.FindText("kty");
  if (kty == nullptr) return Shape("JWK member `kty` is missing or is no text");
  if (*kty == "RSA") {
    MPS_ASSIGN(Bytes modulus, Number(jwk, "n"));
    MPS_ASSIGN(Bytes exponent, Number(jwk, "e"));
    return PublicKeyFromRsa(modulus, exponent);
  }
  if (*kty == "oct") return Status::Unsupported("kty-oct", "a symmetric key verifies no signature");
  if (*kty != "EC" && *kty != "OKP") return Status::Unsupported("kty", "JWK with a key type that is not known");
  MPS_ASSIGN(KeyKind kind, JwkCurve(jwk, *kty));
  MPS_ASSIGN(Bytes x, Octets(jwk, "x"));
  if (*kty == "OKP") return PublicKeyFromEdwards(kind, x);
  MPS_ASSIGN(Bytes y, Octets(jwk, "y"));
  return PublicKeyFromEcPoint(kind, x, y);
}

Result<PublicKey> PublicKeyFromJwk(std::string_view jwk) {
  if (jwk.size() > limit::kKeyBytes)
    return Status(Code::kLimit, "a key of more than " + std::to_string(limit::kKeyBytes) + " bytes");
  MPS_ASSIGN(json::Value value, json::Parse(jwk));
  return PublicKeyFromJwk(value);
}

Result<PublicKey> PublicKeyFromCoseKey(const cbor::Value& key) {
  if (!key.Is(cbor::Kind::kMap)) return Shape("a COSE_Key is a map");
  const cbor::Value* kty = key.Find(1);
  const std::optional<std::int64_t> type = kty == nullptr ? std::nullopt : kty->AsInt();
  if (!type) return Shape("COSE_Key parameter 1 (kty) is missing or is no integer");
  if (*type == 3) return CoseRsa(key);
  if (*type == 4) return Status::Unsupported("kty-oct", "a symmetric key verifies no signature");
  if (*type != 1 && *type != 2) return Status::Unsupported("kty", "COSE_Key with a key type that is not known");
  MPS_ASSIGN(KeyKind kind, CoseCurve(key, *type));
  MPS_ASSIGN(Bytes x, CoseOctets(key, -2));
  if (*type == 1) return PublicKeyFromEdwards(kind, x);
  const cbor::Value* y = key.Find(-3);
  if (y != nullptr && y->Is(cbor::Kind::kBool)) return PublicKeyFromCompressedEcPoint(kind, x, y->boolean());
  MPS_ASSIGN(Bytes y_octets, CoseOctets(key, -3));
  return PublicKeyFromEcPoint(kind, x, y_octets);
}

Result<PublicKey> PublicKeyFromCoseKey(ByteView encoded) {
  if (encoded.size() > limit::kKeyBytes)
    return Status(Code::kLimit, "a key of more than " + std::to_string(limit::kKeyBytes) + " bytes");
  MPS_ASSIGN(cbor::Value value, cbor::Decode(encoded, cbor::Options::Token()));
  return PublicKeyFromCoseKey(value);
}

Status JwkPermitsVerify(const json::Value& jwk, std::string_view alg) {
  if (const json::Value* use = jwk.Find("use");
      use != nullptr && (!use->Is(json::Kind::kText) || use->text() != "sig")) {
    return Status(Code::kSignature, "the key's `use` is not `sig`");
  }
  if (const json::Value* ops = jwk.Find("key_ops");
      ops != nullptr && (!ops->Is(json::Kind::kArray) || !HasText(*ops, "verify"))) {
    return Status(Code::kSignature, "the key's `key_ops` do not have `verify`");
  }
  if (const json::Value* own = jwk.Find("alg"); own != nullptr && (!own->Is(json::Kind::kText) || own->text() != alg)) {
    return Status(Code::kSignature, "the key's `alg` is another one");
  }
  return {};
}

Result<json::Value> PublicKeyToJwk(const PublicKey& key) {
  MPS_ASSIGN(PublicNumbers numbers, NumbersOf(key));
  json::Value jwk = json::Value::Object();
  const auto add = [&](std::string_view name, std::string_view text) {
    jwk.Add(std::string(name), json::Value::Text(std::string(text)));
  };
  if (const CurveRow* row = RowOf(key.kind())) {
    add("crv", row->crv);
    add("kty", row->kty);
    add("x", Base64UrlEncode(numbers.first));
    if (!numbers.second.empty()) add("y", Base64UrlEncode(numbers.second));
  } else {
    add("e", Base64UrlEncode(numbers.second));
    add("kty", "RSA");
    add("n", Base64UrlEncode(numbers.first));
  }
  return jwk;
}

Result<cbor::Value> PublicKeyToCoseKey(const PublicKey& key) {
  MPS_ASSIGN(PublicNumbers numbers, NumbersOf(key));
  using cbor::Value;
  std::vector<Value::Entry> entries;
  const auto add = [&](std::int64_t label, Value value) { entries.emplace_back(Value::Int(label), std::move(value)); };
  if (const CurveRow* row = RowOf(key.kind())) {
    add(1, Value::Int(row->cose_kty));
    add(-1, Value::Int(row->cose_crv));
    add(-2, Value::Bytes(numbers.first));
    if (!numbers.second.empty()) add(-3, Value::Bytes(numbers.second));
  } else {
    add(1, Value::Int(3));
    add(-1, Value::Bytes(numbers.first));
    add(-2, Value::Bytes(numbers.second));
  }
  return Value::Map(std::move(entries));
}

}  // namespace mps::crypto
