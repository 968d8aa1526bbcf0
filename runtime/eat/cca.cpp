// Arm CCA: claims of platform and realm, and the chain between them.
#include "eat/cca.h"

#include <array>

#include "base/cbor_value.h"
#include "crypto/hash.h"
#include "crypto/sign.h"
#include "eat/claim_reader.h"
#include "mps/limits.h"
#include "token/cose.h"

namespace mps::eat {
namespace {

constexpr std::int64_t kPlatformToken = 44234, kRealmToken = 44241;
constexpr std::uint64_t kDraftCollectionTag = 907;

namespace platform {
constexpr Label kChallenge{10, "cca-platform-challenge"}, kInstance{256, "cca-platform-instance-id"},
    kLifecycle{2395, "cca-platform-lifecycle"}, kImplementation{2396, "cca-platform-implementation-id"},
    kComponents{2399, "cca-platform-sw-components"}, kService{2400, "cca-platform-service-indicator"},
    kConfig{2401, "cca-platform-config"}, kHash{2402, "cca-platform-hash-algo-id"};
}  // namespace platform
namespace realm {
constexpr Label kChallenge{10, "cca-realm-challenge"}, kPersonalization{44235, "cca-realm-personalization-value"},
    kHash{44236, "cca-realm-hash-algo-id"}, kKey{44237, "cca-realm-public-key"},
    kInitial{44238, "cca-realm-initial-measurement"}, kExtensible{44239, "cca-realm-extensible-measurements"},
    kKeyHash{44240, "cca-realm-public-key-hash-algo-id"};
}  // namespace realm

constexpr std::size_t kExtensibleCount = 4, kMostConfig = 65536, kMostKey = 1024;

// Names of the IANA registry of named information, as CCA writes them.
std::optional<DigestAlg> NamedHash(std::string_view name) {
  if (name == "sha-256") return DigestAlg::kSha256;
  if (name == "sha-384") return DigestAlg::kSha384;
  if (name == "sha-512") return DigestAlg::kSha512;
  return std::nullopt;
}

Status NeedCbor(const ClaimsSet& claims) {
  return claims.encoding == Encoding::kCbor ? Status()
                                            : Status::Unsupported("cca-json", "claims of Arm CCA are CBOR only");
}

void ReadExtensible(ClaimReader& reader, CcaRealmClaims& out) {
  const Item* array = reader.Array(realm::kExtensible, kExtensibleCount);
  if (array == nullptr) return;
  if (array->items.size() != kExtensibleCount) return reader.Fail(realm::kExtensible, "must have four members");
  for (const Item& item : array->items) {
    auto octets = BytesOf(item, Encoding::kCbor);
    if (!octets.ok() || octets->size() != out.initial_measurement.size()) {
      return reader.Fail(realm::kExtensible, "must be byte strings as long as the initial measurement");
    }
    out.extensible_measurements.push_back(std::move(octets).value());
  }
}

// ---------------------------------------------------------------- the chain
struct Part {
  cose::Sign1 message;
  ClaimsSet claims;
};

Result<Part> OpenPart(const cbor::Value& map, std::int64_t key, const char* what) {
  const cbor::Value* item = map.Find(key);
  if (item == nullptr || !item->Is(cbor::Kind::kBytes)) {
    return Status(Code::kType, std::string("the collection has no ") + what + " token as a byte string", map.offset());
  }
  auto message = cose::DecodeSign1(item->bytes());
  if (!message.ok()) return message.TakeStatus().Within(what);
  if (!message->payload) return Status(Code::kInvalid, std::string(what) + ": the payload is detached");
  auto claims = DecodeCborClaims(*message->payload);
  if (!claims.ok()) return claims.TakeStatus().Within(what);
  return Part{std::move(message).value(), std::move(claims).value()};
}

Status VerifyPlatform(const cose::Sign1& message, const std::vector<crypto::PublicKey>& keys) {
  for (const crypto::PublicKey& key : keys) {
    if (cose::VerifySign1(message, key).ok()) return {};
  }
  return {Code::kSignature, "platform: no key that was given verifies the signature"};
}

// The key that signs for the realm is the one whose hash the platform was challenged with.
Status CheckBinding(const CcaPlatformClaims& platform, const CcaRealmClaims& realm) {
  const auto alg = NamedHash(realm.public_key_hash_algorithm);
  if (!alg) {
    return Status::Unsupported("cca-hash", "the hash `" + realm.public_key_hash_algorithm + "` of the realm's key");
  }
  MPS_ASSIGN(const Bytes hash, crypto::Hash(*alg, realm.public_key));
  if (crypto::EqualConstantTime(hash, platform.challenge)) return {};
  return {Code::kTrust,
          "the platform's challenge is not the hash of the realm's key: the two tokens do not belong together"};
}

Result<cbor::Value> DecodeCollection(ByteView bytes) {
  cbor::Options options = cbor::Options::Token();
  options.max_string_bytes = limit::kTokenBytes;
  MPS_ASSIGN(cbor::Value value, cbor::Decode(bytes, options, limit::kTokenItems));
  if (value.Is(cbor::Kind::kTag) && value.argument() == kDraftCollectionTag) {
    return Status::Unsupported("cca-907", "the CCA token is a wrapper with tag 907; tag 399 is read");
  }
  if (!value.Is(cbor::Kind::kTag) || value.argument() != kCcaCollectionTag || !value.content().Is(cbor::Kind::kMap)) {
    return Status(Code::kType, "a CCA token is a map with tag 399", value.offset());
  }
  return value;
}

}  // namespace

Result<CcaPlatformClaims> DecodeCcaPlatform(const ClaimsSet& claims) {
  MPS_TRY(NeedCbor(claims));
  CcaPlatformClaims out;
  MPS_ASSIGN(const auto profile, ProfileOf(claims));
  if (!profile || (*profile != kCcaPlatformProfile && *profile != kCcaPlatformProfileOld)) {
    return Status::Unsupported("eat-profile",
                               "`" + profile.value_or("") + "` is no profile of a CCA platform that is known here");
  }
  out.profile = *profile;
  ClaimReader reader(claims.map, claims.encoding, "CCA platform");
  reader.Octets(platform::kChallenge, {32, 48, 64}, out.challenge);
  reader.Octets(platform::kImplementation, {32}, out.implementation_id);
  reader.Octets(platform::kInstance, {33}, out.instance_id);
  if (!out.instance_id.empty() && out.instance_id[0] != 1) reader.Fail(platform::kInstance, "is no UEID of type 01");
  std::optional<Bytes> config;
  reader.Octets(platform::kConfig, 1, kMostConfig, config);
  if (!config) reader.Fail(platform::kConfig, "is missing");
  reader.Int(platform::kLifecycle, 0, 0xffff, out.lifecycle);
  if (reader.ok() && LifecycleName(out.lifecycle) == "invalid") reader.Fail(platform::kLifecycle, "is no state of CCA");
  reader.Text(platform::kHash, out.hash_algorithm);
  reader.Text(platform::kService, out.verification_service);
  const Item* array = reader.Array(platform::kComponents, kMostComponents);
  if (!reader.ok()) return reader.status();
  MPS_ASSIGN(out.components, DecodeComponents(*array, claims.encoding, "CCA platform", false));
  out.config = std::move(*config);
  return out;
}

Result<CcaRealmClaims> DecodeCcaRealm(const ClaimsSet& claims) {
  MPS_TRY(NeedCbor(claims));
  CcaRealmClaims out;
  MPS_ASSIGN(out.profile, ProfileOf(claims));
  if (out.profile && *out.profile != kCcaRealmProfile) {
    return Status::Unsupported("eat-profile", "`" + *out.profile + "` is no profile of a CCA realm that is known here");
  }
  ClaimReader reader(claims.map, claims.encoding, "CCA realm");
  reader.Octets(realm::kChallenge, {64}, out.challenge);
  reader.Octets(realm::kPersonalization, {64}, out.personalization);
  reader.Text(realm::kHash, out.hash_algorithm);
  reader.Octets(realm::kInitial, {32, 48, 64}, out.initial_measurement);
  ReadExtensible(reader, out);
  std::optional<Bytes> key;
  reader.Octets(realm::kKey, 1, kMostKey, key);
  if (!key) reader.Fail(realm::kKey, "is missing");
  reader.Text(realm::kKeyHash, out.public_key_hash_algorithm);
  if (!reader.ok()) return reader.status();
  out.public_key = std::move(*key);
  return out;
}

Result<crypto::PublicKey> RealmKey(const CcaRealmClaims& claims) {
  if (claims.profile) return crypto::PublicKeyFromCoseKey(claims.public_key);
  const ByteView point = claims.public_key;
  const bool p384 = point.size() == 97, p256 = point.size() == 65;
  if ((!p384 && !p256) || point[0] != 4) {
    return Status(Code::kInvalid, "CCA realm claim cca-realm-public-key: is no uncompressed point of P-384 or P-256");
  }
  const std::size_t half = (point.size() - 1) / 2;
  return crypto::PublicKeyFromEcPoint(p384 ? crypto::KeyKind::kP384 : crypto::KeyKind::kP256, point.subspan(1, half),
                                      point.subspan(1 + half));
}

bool LooksLikeCca(ByteView bytes) {
  constexpr std::array<std::uint8_t, 3> kTags[] = {{0xd9, 0x01, 0x8f}, {0xd9, 0x03, 0x8b}};  // 399, 907
  for (const auto& tag : kTags) {
    if (bytes.size() > tag.size() && std::equal(tag.begin(), tag.end(), bytes.begin())) return true;
  }
  return false;
}

Result<CcaToken> VerifyCca(ByteView bytes, const std::vector<crypto::PublicKey>& keys) {
  if (bytes.size() > limit::kTokenBytes) return Status(Code::kLimit, "the token is larger than is taken");
  MPS_ASSIGN(const cbor::Value collection, DecodeCollection(bytes));
  MPS_ASSIGN(const Part platform, OpenPart(collection.content(), kPlatformToken, "platform"));
  MPS_ASSIGN(const Part realm, OpenPart(collection.content(), kRealmToken, "realm"));
  CcaToken token;
  if (!keys.empty()) MPS_TRY(VerifyPlatform(platform.message, keys));
  token.platform_verified = !keys.empty();
  MPS_ASSIGN(token.platform, DecodeCcaPlatform(platform.claims));
  MPS_ASSIGN(token.realm, DecodeCcaRealm(realm.claims));
  MPS_ASSIGN(const crypto::PublicKey key, RealmKey(token.realm));
  MPS_TRY(cose::VerifySign1(realm.message, key).Within("realm"));
  MPS_TRY(CheckBinding(token.platform, token.realm));
  return token;
}

}  // namespace mps::eat
