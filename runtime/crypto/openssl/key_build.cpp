// Keys from their numbers, and the numbers of keys.
#include <algorithm>

#include "base/base64url.h"
#include "base/json_value.h"
#include "crypto/hash.h"
#include "crypto/key.h"
#include "crypto/openssl/evp.h"
#include "mps/limits.h"

namespace mps::crypto {
namespace {

const char* GroupOf(KeyKind kind) {
  switch (kind) {
    case KeyKind::kP256:
      return "prime256v1";
    case KeyKind::kP384:
      return "secp384r1";
    case KeyKind::kP521:
      return "secp521r1";
    case KeyKind::kSecp256k1:
      return "secp256k1";
    default:
      return nullptr;
  }
}

// Collects parameters and makes a key of them.
class Builder {
 public:
  Builder() : builder_(OSSL_PARAM_BLD_new()) {}

  void Text(const char* name, const char* value) {
    ok_ = ok_ && builder_ && OSSL_PARAM_BLD_push_utf8_string(builder_.get(), name, value, 0) == 1;
  }
  void Octets(const char* name, ByteView value) {
    ok_ = ok_ && builder_ && OSSL_PARAM_BLD_push_octet_string(builder_.get(), name, value.data(), value.size()) == 1;
  }
  // Big-endian number. It is kept until Build.
  void Number(const char* name, ByteView value) {
    BnPtr number(BN_secure_new());
    ok_ = ok_ && builder_ && number &&
          BN_bin2bn(value.data(), static_cast<int>(value.size()), number.get()) != nullptr &&
          OSSL_PARAM_BLD_push_BN(builder_.get(), name, number.get()) == 1;
    numbers_.push_back(std::move(number));
  }

  // nullptr if the parameters make no key.
  PkeyPtr Build(const char* type, int selection) {
    ParamPtr params(ok_ && builder_ ? OSSL_PARAM_BLD_to_param(builder_.get()) : nullptr);
    PkeyCtxPtr context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY* pkey = nullptr;
    if (!params || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &pkey, selection, params.get()) != 1) {
      return nullptr;
    }
    return PkeyPtr(pkey);
  }

 private:
  ParamBldPtr builder_;
  std::vector<BnPtr> numbers_;
  bool ok_ = true;
};

Result<PublicKey> FromPoint(KeyKind kind, const Bytes& point) {
  Builder builder;
  builder.Text(OSSL_PKEY_PARAM_GROUP_NAME, GroupOf(kind));
  builder.Octets(OSSL_PKEY_PARAM_PUB_KEY, point);
  PkeyPtr pkey = builder.Build("EC", EVP_PKEY_PUBLIC_KEY);
  if (!pkey) return Status(Code::kSignature, "the public key is not a point of its curve");
  return KeyAccess::MakePublic(std::move(pkey));
}

Status CheckCoordinate(KeyKind kind, ByteView coordinate) {
  if (GroupOf(kind) == nullptr) return Status(Code::kUsage, std::string(KeyKindName(kind)) + " is no EC curve");
  if (coordinate.size() == CoordinateSize(kind)) return {};
  return Status(Code::kMalformed, "a coordinate of " + std::to_string(coordinate.size()) + " bytes on " +
                                      std::string(KeyKindName(kind)) + ", which has " +
                                      std::to_string(CoordinateSize(kind)));
}

Result<Bytes> NumberParam(const EVP_PKEY* pkey, const char* name) {
  BIGNUM* raw = nullptr;
  if (EVP_PKEY_get_bn_param(pkey, name, &raw) != 1) return OpensslFailure("reading a key");
  BnPtr number(raw);
  Bytes out(static_cast<std::size_t>(BN_num_bytes(raw)));
  BN_bn2bin(raw, out.data());
  return out;
}

Result<Bytes> SecretMember(const json::Value& jwk, std::string_view name) {
  const std::string* text = jwk.FindText(name);
  if (text == nullptr)
    return Status(Code::kMalformed, "JWK member `" + std::string(name) + "` is missing or is no text");
  Result<Bytes> octets = Base64UrlDecode(*text);
  if (!octets.ok()) return octets.TakeStatus().Within("JWK member `" + std::string(name) + "`");
  return octets;
}

Result<PkeyPtr> RsaPrivate(const json::Value& jwk, const PublicNumbers& numbers) {
  struct Part {
    const char* member;
    const char* param;
  };
  static constexpr Part kParts[] = {{"d", OSSL_PKEY_PARAM_RSA_D},          {"p", OSSL_PKEY_PARAM_RSA_FACTOR1},
                                    {"q", OSSL_PKEY_PARAM_RSA_FACTOR2},    {"dp", OSSL_PKEY_PARAM_RSA_EXPONENT1},
                                    {"dq", OSSL_PKEY_PARAM_RSA_EXPONENT2}, {"qi", OSSL_PKEY_PARAM_RSA_COEFFICIENT1}};
  Builder builder;
  builder.Number(OSSL_PKEY_PARAM_RSA_N, numbers.first);
  builder.Number(OSSL_PKEY_PARAM_RSA_E, numbers.second);
  for (const Part& part : kParts) {
    MPS_ASSIGN(Bytes number, SecretMember(jwk, part.member));
    if (number.size() > kMaxRsaBits / 8)
      return Status(Code::kMalformed, "an RSA number longer than the modulus may be");
    builder.Number(part.param, number);
  }
  return builder.Build("RSA", EVP_PKEY_KEYPAIR);
}

Result<PkeyPtr> EcPrivate(const json::Value& jwk, KeyKind kind, const PublicNumbers& numbers) {
  MPS_ASSIGN(Bytes d, SecretMember(jwk, "d"));
  if (d.size() != CoordinateSize(kind)) return Status(Code::kMalformed, "JWK member `d` of the wrong length");
  Bytes point = {4};
  point.insert(point.end(), numbers.first.begin(), numbers.first.end());
  point.insert(point.end(), numbers.second.begin(), numbers.second.end());
  Builder builder;
  builder.Text(OSSL_PKEY_PARAM_GROUP_NAME, GroupOf(kind));
  builder.Octets(OSSL_PKEY_PARAM_PUB_KEY, point);
  builder.Number(OSSL_PKEY_PARAM_PRIV_KEY, d);
  return builder.Build("EC", EVP_PKEY_KEYPAIR);
}

Result<PkeyPtr> EdwardsPrivate(const json::Value& jwk, KeyKind kind) {
  if (kind != KeyKind::kEd25519) return Status::Unsupported("sign-Ed448", "Ed448 keys are only verified with");
  MPS_ASSIGN(Bytes d, SecretMember(jwk, "d"));
  return PkeyPtr(EVP_PKEY_new_raw_private_key_ex(nullptr, "ED25519", nullptr, d.data(), d.size()));
}

}  // namespace

Result<PublicKey> PublicKeyFromEcPoint(KeyKind kind, ByteView x, ByteView y) {
  ErrorScope scope;
  MPS_TRY(CheckCoordinate(kind, x));
  MPS_TRY(CheckCoordinate(kind, y));
  Bytes point = {4};
  point.insert(point.end(), x.begin(), x.end());
  point.insert(point.end(), y.begin(), y.end());
  return FromPoint(kind, point);
}

Result<PublicKey> PublicKeyFromCompressedEcPoint(KeyKind kind, ByteView x, bool y_sign) {
  ErrorScope scope;
  MPS_TRY(CheckCoordinate(kind, x));
  Bytes point = {static_cast<std::uint8_t>(y_sign ? 3 : 2)};
  point.insert(point.end(), x.begin(), x.end());
  return FromPoint(kind, point);
}

Result<PublicKey> PublicKeyFromEdwards(KeyKind kind, ByteView x) {
  ErrorScope scope;
  if (kind != KeyKind::kEd25519 && kind != KeyKind::kEd448) {
    return Status(Code::kUsage, std::string(KeyKindName(kind)) + " is no Edwards curve");
  }
  MPS_TRY(CheckEdwardsPoint(kind, x));
  const char* type = kind == KeyKind::kEd25519 ? "ED25519" : "ED448";
  PkeyPtr pkey(EVP_PKEY_new_raw_public_key_ex(nullptr, type, nullptr, x.data(), x.size()));
  if (!pkey) return Status(Code::kMalformed, "not an EdDSA public key");
  return KeyAccess::MakePublic(std::move(pkey));
}

Result<PublicKey> PublicKeyFromRsa(ByteView modulus, ByteView exponent) {
  ErrorScope scope;
  // Beyond this no key passes the check of its size, leading zeros counted in.
  if (modulus.size() > limit::kKeyBytes || exponent.size() > limit::kKeyBytes) {
    return Status(Code::kLimit, "a key of more than " + std::to_string(limit::kKeyBytes) + " bytes");
  }
  Builder builder;
  builder.Number(OSSL_PKEY_PARAM_RSA_N, modulus);
  builder.Number(OSSL_PKEY_PARAM_RSA_E, exponent);
  PkeyPtr pkey = builder.Build("RSA", EVP_PKEY_PUBLIC_KEY);
  if (!pkey) return Status(Code::kMalformed, "not an RSA public key");
  return KeyAccess::MakePublic(std::move(pkey));
}

Result<PublicNumbers> NumbersOf(const PublicKey& key) {
  ErrorScope scope;
  const EVP_PKEY* pkey = key.impl().pkey.get();
  PublicNumbers numbers;
  if (key.kind() == KeyKind::kRsa) {
    MPS_ASSIGN(numbers.first, NumberParam(pkey, OSSL_PKEY_PARAM_RSA_N));
    MPS_ASSIGN(numbers.second, NumberParam(pkey, OSSL_PKEY_PARAM_RSA_E));
    return numbers;
  }
  Bytes raw(200);
  std::size_t size = raw.size();
  if (EVP_PKEY_get_octet_string_param(pkey, OSSL_PKEY_PARAM_PUB_KEY, raw.data(), raw.size(), &size) != 1) {
    return OpensslFailure("reading a key");
  }
  raw.resize(size);
  const std::size_t width = CoordinateSize(key.kind());
  if (GroupOf(key.kind()) == nullptr) {
    numbers.first = std::move(raw);
    return numbers;
  }
  if (raw.size() != 1 + 2 * width || raw[0] != 4) return Status(Code::kInternal, "an EC key in an unexpected form");
  numbers.first.assign(raw.begin() + 1, raw.begin() + 1 + static_cast<std::ptrdiff_t>(width));
  numbers.second.assign(raw.begin() + 1 + static_cast<std::ptrdiff_t>(width), raw.end());
  return numbers;
}

Result<PrivateKey> PrivateKeyFromJwk(const json::Value& jwk) {
  ErrorScope scope;
  MPS_ASSIGN(PublicKey public_key, PublicKeyFromJwk(jwk));
  MPS_ASSIGN(PublicNumbers numbers, NumbersOf(public_key));
  Result<PkeyPtr> pkey = public_key.kind() == KeyKind::kRsa      ? RsaPrivate(jwk, numbers)
                         : GroupOf(public_key.kind()) != nullptr ? EcPrivate(jwk, public_key.kind(), numbers)
                                                                 : EdwardsPrivate(jwk, public_key.kind());
  if (!pkey.ok()) return pkey.TakeStatus();
  if (*pkey == nullptr) return Status(Code::kMalformed, "the private numbers of the JWK make no key");
  MPS_ASSIGN(PrivateKey key, KeyAccess::MakePrivate(std::move(pkey).value()));
  if (!(key.public_key() == public_key)) {
    return Status(Code::kSignature, "the private key does not belong to its public key");
  }
  return key;
}

}  // namespace mps::crypto
