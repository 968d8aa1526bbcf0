// Signatures. The algorithm is chosen by the caller and must fit the key's type, curve and size before any mathematics
// is done.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "crypto/key.h"
#include "mps/bytes.h"
#include "mps/kinds.h"
#include "mps/status.h"

namespace mps::crypto {

// ECDSA algorithms bind their curve: kEs256 is P-256 with SHA-256, kEs384 is P-384, kEs512 is P-521.
enum class SignAlg : std::uint8_t {
  kEs256,
  kEs384,
  kEs512,
  kEs256k,
  kEd25519,
  kEd448,
  kPs256,
  kPs384,
  kPs512,
  kRs256,
  kRs384,
  kRs512
};

// `ES256`, `ES384`, `ES512`, `ES256K`, `Ed25519`, `Ed448`, `PS256` ... `RS512`: for people, `--alg` and reports.
std::string_view SignAlgName(SignAlg alg);
std::optional<SignAlg> SignAlgFromName(std::string_view name);

// COSE numbers (RFC 9053, 8230, 8812, 9864). To COSE: the polymorphic numbers -7, -35, -36, -47, -8, -37, -38, -39,
// -257 ... that everyone knows.
std::int64_t CoseAlg(SignAlg alg);
// Also the fully specified -9, -51, -52, -19, -53. EdDSA (-8) and ES* take their curve from the key; that the pair fits
// is then up to CheckFit: -7 with a P-384 key is refused there. Unknown: unsupported:cose-alg<number>.
Result<SignAlg> SignAlgFromCose(std::int64_t number, KeyKind key);
// JOSE names (RFC 7518 3.1, 8037, 8812, 9864): kEd25519 and kEd448 are `EdDSA`.
std::string_view JoseAlg(SignAlg alg);
// `none` in any case and HS*: kSignature. Unknown: unsupported:jose-alg-<name>.
Result<SignAlg> SignAlgFromJose(std::string_view name, KeyKind key);

// The algorithm that a new signature with that key takes: kP256 ES256 ..., kRsa PS256.
SignAlg DefaultSignAlg(KeyKind kind);
// The key's kind that an algorithm needs.
KeyKind KeyKindOf(SignAlg alg);
DigestAlg DigestOf(SignAlg alg);  // of EdDSA: kSha512, which it uses inside
// Octets of a signature of ECDSA (r||s: 64, 96, 132) and EdDSA (64, 114); 0 for RSA, where it is the modulus' length.
std::size_t SignatureSize(SignAlg alg);

// Ok if the algorithm goes with the key; else kSignature.
Status CheckFit(SignAlg alg, const PublicKey& key);

// Signs `data`. ECDSA gives r||s of fixed length, PSS has a salt as long as the digest.
// ES256K and Ed448 are only verified: kUnsupported. RS* is here to reproduce published examples; no token of ours has
// it.
Result<Bytes> Sign(SignAlg alg, const PrivateKey& key, ByteView data);

// Ok if the signature is good, kSignature if it is not (with the reason where one is known: length, range).
// ECDSA takes r||s only: exact length, 0 < r, s < n (RFC 9053 2.1, RFC 7518 3.4).
Status Verify(SignAlg alg, const PublicKey& key, ByteView data, ByteView signature);

// ECDSA with a DER SEQUENCE of two INTEGERs, as X.509, TPM and CMS have it. The encoding must be DER exactly. The
// digest need not be the curve's own.
Status VerifyEcdsaDer(DigestAlg digest, const PublicKey& key, ByteView data, ByteView signature);
// ECDSA with r||s and any digest.
Status VerifyEcdsaRaw(DigestAlg digest, const PublicKey& key, ByteView data, ByteView signature);
// RSASSA-PSS with MGF1 (RFC 8017 8.1.2) and exactly that salt length.
struct PssParams {
  DigestAlg digest;
  DigestAlg mgf_digest;
  std::size_t salt_bytes;
};
Status VerifyRsaPss(const PssParams& params, const PublicKey& key, ByteView data, ByteView signature);
// RSASSA-PKCS1-v1_5 (RFC 8017 8.2.2): only for formats of others (TPM, X.509), no token of ours uses it.
Status VerifyRsaPkcs1(DigestAlg digest, const PublicKey& key, ByteView data, ByteView signature);

// Whatever can sign: a key in memory, a TPM, a PKCS#11 token, an embedder's call-back.
class Signer {
 public:
  virtual ~Signer() = default;
  virtual SignAlg alg() const = 0;
  virtual const PublicKey& public_key() const = 0;
  // The signature in the form that Verify takes.
  virtual Result<Bytes> SignData(ByteView data) = 0;
};

// A signer over a key in memory. kSignature if the algorithm does not fit the key.
Result<std::unique_ptr<Signer>> MakeSigner(SignAlg alg, PrivateKey key);
Result<std::unique_ptr<Signer>> MakeSigner(PrivateKey key);  // with DefaultSignAlg

}  // namespace mps::crypto
