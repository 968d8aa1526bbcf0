// Keys: made, loaded, saved and imported. A key object always holds a key that was checked: on its curve, of a
// permitted size.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::cbor {
class Value;
}
namespace mps::json {
class Value;
}

namespace mps::crypto {

enum class KeyKind : std::uint8_t { kP256, kP384, kP521, kSecp256k1, kEd25519, kEd448, kRsa };
// `P-256`, `P-384`, `P-521`, `secp256k1`, `Ed25519`, `Ed448`, `RSA`.
std::string_view KeyKindName(KeyKind kind);

inline constexpr std::size_t kMinRsaBits = 2048;
inline constexpr std::size_t kMaxRsaBits = 8192;  // larger moduli only cost the verifier time

using KeyId = std::array<std::uint8_t, 32>;

struct KeyImpl;  // owned by openssl/

// A public key. Copies share the key; use by several threads is safe.
class PublicKey {
 public:
  KeyKind kind() const { return kind_; }
  // Bits of the modulus (RSA) or of the field.
  std::size_t bits() const { return bits_; }
  // DER SubjectPublicKeyInfo (RFC 5280 4.1.2.7, RFC 5480, RFC 8410), as this library writes it.
  const Bytes& spki() const { return *spki_; }
  // SHA-256 of spki(): the key's name everywhere in this project.
  const KeyId& id() const { return id_; }
  std::string IdHex() const;
  std::string ToPem() const;
  bool operator==(const PublicKey& other) const { return id_ == other.id_; }
  const KeyImpl& impl() const { return *impl_; }

 private:
  friend struct KeyAccess;
  PublicKey() = default;
  KeyKind kind_ = KeyKind::kP256;
  std::size_t bits_ = 0;
  std::shared_ptr<const Bytes> spki_;
  KeyId id_{};
  std::shared_ptr<const KeyImpl> impl_;
};

// A private key held in memory.
class PrivateKey {
 public:
  const PublicKey& public_key() const { return public_; }
  KeyKind kind() const { return public_.kind(); }
  // PKCS#8 PEM without a pass phrase. The caller keeps it secret.
  Result<std::string> ToPem() const;
  const KeyImpl& impl() const { return *impl_; }

 private:
  friend struct KeyAccess;
  explicit PrivateKey(PublicKey public_key) : public_(std::move(public_key)) {}
  PublicKey public_;
  std::shared_ptr<const KeyImpl> impl_;
};

// A new key; kRsa makes 3072 bits. kUnsupported for kSecp256k1 and kEd448.
Result<PrivateKey> GenerateKey(KeyKind kind);

// Each takes exactly one key and nothing after it. kLimit beyond limit::kKeyBytes; kMalformed; kSignature for a point
// off its curve and for a forbidden size; kUnsupported for another kind of key. Encrypted PEM:
// unsupported:encrypted-key.
Result<PrivateKey> PrivateKeyFromPem(std::string_view pem);  // PKCS#8, SEC 1 or PKCS#1
Result<PublicKey> PublicKeyFromPem(std::string_view pem);    // SPKI; PEM of a private key: kUsage
Result<PublicKey> PublicKeyFromSpki(ByteView der);
// RFC 7517, 7518 section 6, 8037: kty EC, OKP, RSA. Coordinates have the curve's full length. Private members are not
// read. The key's own `use`, `key_ops`, `alg` are not judged here: see JwkPermitsVerify.
Result<PublicKey> PublicKeyFromJwk(const json::Value& jwk);
Result<PublicKey> PublicKeyFromJwk(std::string_view jwk);
// RFC 9053 section 7, RFC 8230 section 4: kty 1 OKP, 2 EC2 (y as bytes or as sign bit), 3 RSA.
Result<PublicKey> PublicKeyFromCoseKey(const cbor::Value& key);
Result<PublicKey> PublicKeyFromCoseKey(ByteView encoded);
// From x and the sign bit of y (SEC 1 2.3.3, compressed).
Result<PublicKey> PublicKeyFromCompressedEcPoint(KeyKind kind, ByteView x, bool y_sign);
// From raw numbers, big endian. EC: coordinates of the curve's length. EdDSA: x alone.
Result<PublicKey> PublicKeyFromEcPoint(KeyKind kind, ByteView x, ByteView y);
Result<PublicKey> PublicKeyFromEdwards(KeyKind kind, ByteView x);
Result<PublicKey> PublicKeyFromRsa(ByteView modulus, ByteView exponent);
// The private key of a JWK with its public members, which have to belong together: EC, OKP (Ed25519) and RSA with all
// of d, p, q, dp, dq, qi.
Result<PrivateKey> PrivateKeyFromJwk(const json::Value& jwk);
// The public key of the first certificate in PEM, or of a DER certificate. Nothing else of the certificate is judged.
Result<PublicKey> PublicKeyFromCertificate(ByteView der_or_pem);

// Ok if a JWK's `use` (absent or sig) and `key_ops` (absent or with verify) let it verify (RFC 7517 4.2, 4.3), and
// `alg`, if present, is `alg` (4.4); else kSignature.
Status JwkPermitsVerify(const json::Value& jwk, std::string_view alg);

// Octets of one coordinate (EC) or of the key (EdDSA): 32, 48, 66, 57; 0 for RSA.
std::size_t CoordinateSize(KeyKind kind);

// The numbers of a public key: x and y of an EC key, x of an EdDSA key, modulus and exponent (without leading zeros) of
// an RSA key.
struct PublicNumbers {
  Bytes first;
  Bytes second;
};
Result<PublicNumbers> NumbersOf(const PublicKey& key);

// The public part as a JWK with the members of RFC 7638 (crv, kty, x, y / e, kty, n).
Result<json::Value> PublicKeyToJwk(const PublicKey& key);
Result<cbor::Value> PublicKeyToCoseKey(const PublicKey& key);

}  // namespace mps::crypto
