// A token's key as a signer, and the public key that belongs to it.
#include "crypto/pkcs11/pkcs11_key.h"

#include <algorithm>

#include "crypto/hash.h"
#include "crypto/pkcs11/session.h"

namespace mps::crypto {
namespace {

using pkcs11::Session;

struct CurveRow {
  KeyKind kind;
  std::vector<std::uint8_t> params;  // DER of CKA_EC_PARAMS: a named curve (RFC 5480), or a printable name
};

const std::vector<CurveRow>& Curves() {
  static const std::vector<CurveRow> rows = {
      {KeyKind::kP256, {0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07}},
      {KeyKind::kP384, {0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x22}},
      {KeyKind::kP521, {0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x23}},
      {KeyKind::kEd25519, {0x06, 0x03, 0x2B, 0x65, 0x70}},                                            // RFC 8410
      {KeyKind::kEd25519, {0x13, 0x0C, 'e', 'd', 'w', 'a', 'r', 'd', 's', '2', '5', '5', '1', '9'}},  // PKCS#11 3.0
  };
  return rows;
}

// The point of CKA_EC_POINT, which is wrapped in an OCTET STRING; some tokens leave the wrapping off.
ByteView Unwrapped(ByteView value, std::size_t size) {
  if (value.size() == size + 2 && value[0] == 0x04 && value[1] == size) return value.subspan(2);
  if (value.size() == size + 3 && value[0] == 0x04 && value[1] == 0x81 && value[2] == size) return value.subspan(3);
  return value;
}

Result<PublicKey> FromCurve(ByteView params, ByteView point) {
  const auto row = std::find_if(Curves().begin(), Curves().end(), [&](const CurveRow& each) {
    return std::equal(each.params.begin(), each.params.end(), params.begin(), params.end());
  });
  if (row == Curves().end())
    return Status::Unsupported("pkcs11-curve", "the key of the PKCS#11 token is on a curve that is not used here");
  const std::size_t width = CoordinateSize(row->kind);
  if (row->kind == KeyKind::kEd25519) return PublicKeyFromEdwards(row->kind, Unwrapped(point, width));
  const ByteView octets = Unwrapped(point, 1 + 2 * width);
  if (octets.size() != 1 + 2 * width || octets[0] != 0x04)
    return Status(Code::kMalformed, "the PKCS#11 token's public key is no uncompressed point");
  return PublicKeyFromEcPoint(row->kind, octets.subspan(1, width), octets.subspan(1 + width));
}

// A public key from an object's own attributes; nullopt where they are not there.
std::optional<Result<PublicKey>> FromAttributes(Session& session, CK_OBJECT_HANDLE object) {
  const auto modulus = session.Attribute(object, CKA_MODULUS);
  const auto exponent = session.Attribute(object, CKA_PUBLIC_EXPONENT);
  if (modulus && exponent && !modulus->empty() && !exponent->empty()) return PublicKeyFromRsa(*modulus, *exponent);
  const auto params = session.Attribute(object, CKA_EC_PARAMS);
  const auto point = session.Attribute(object, CKA_EC_POINT);
  if (params && point && !point->empty()) return FromCurve(*params, *point);
  return std::nullopt;
}

// The public key with that id: an object of its own, a certificate, or what the private key shows of itself.
Result<PublicKey> FindPublic(Session& session, const std::optional<Bytes>& id,
                             std::optional<CK_OBJECT_HANDLE> private_key) {
  MPS_ASSIGN(const auto keys, session.Find(CKO_PUBLIC_KEY, id));
  if (keys.size() > 1)
    return Status(Code::kUsage, "the URI fits several public keys of the PKCS#11 token; name one with id= or object=");
  if (keys.size() == 1) {
    if (auto key = FromAttributes(session, keys[0])) return std::move(*key);
  }
  if (private_key) {
    if (auto key = FromAttributes(session, *private_key)) return std::move(*key);
  }
  MPS_ASSIGN(const auto certificates, session.Find(CKO_CERTIFICATE, id));
  if (certificates.size() == 1) {
    if (const auto der = session.Attribute(certificates[0], CKA_VALUE)) return PublicKeyFromCertificate(*der);
  }
  return Status(Code::kIo, "the PKCS#11 token shows no public key or certificate with the key's id or label");
}

Result<CK_OBJECT_HANDLE> FindPrivate(Session& session) {
  MPS_ASSIGN(const auto keys, session.Find(CKO_PRIVATE_KEY, std::nullopt));
  if (keys.empty()) return Status(Code::kIo, "the PKCS#11 token has no private key that the URI fits");
  if (keys.size() > 1) {
    return Status(Code::kUsage, "the URI fits " + std::to_string(keys.size()) +
                                    " private keys of the PKCS#11 token; name one with id= or object=");
  }
  return keys[0];
}

class Pkcs11Signer final : public Signer {
 public:
  Pkcs11Signer(SignAlg alg, PublicKey key, std::unique_ptr<Session> session, CK_OBJECT_HANDLE object)
      : alg_(alg), public_(std::move(key)), session_(std::move(session)), object_(object) {
    log_in_again_ = session_->IsTrue(object_, CKA_ALWAYS_AUTHENTICATE);
  }
  SignAlg alg() const override { return alg_; }
  const PublicKey& public_key() const override { return public_; }

  Result<Bytes> SignData(ByteView data) override {
    MPS_ASSIGN(Bytes signature, SignRaw(data));
    const Status good = Verify(alg_, public_, data, signature);
    if (good.ok()) return signature;
    return Status(Code::kSignature,
                  "what the PKCS#11 token signed does not verify under the public key beside it: the two "
                  "do not belong together, or it is no " +
                      std::string(SignAlgName(alg_)));
  }

 private:
  Result<Bytes> SignRaw(ByteView data) {
    if (alg_ == SignAlg::kEd25519) return session_->Sign({CKM_EDDSA, nullptr, 0}, object_, log_in_again_, data);
    MPS_ASSIGN(const Bytes digest, Hash(DigestOf(alg_), data));
    if (alg_ != SignAlg::kPs256) return session_->Sign({CKM_ECDSA, nullptr, 0}, object_, log_in_again_, digest);
    CK_RSA_PKCS_PSS_PARAMS params{CKM_SHA256, CKG_MGF1_SHA256, DigestSize(DigestAlg::kSha256)};
    return session_->Sign({CKM_RSA_PKCS_PSS, &params, sizeof params}, object_, log_in_again_, digest);
  }

  SignAlg alg_;
  PublicKey public_;
  std::unique_ptr<Session> session_;
  CK_OBJECT_HANDLE object_;
  bool log_in_again_ = false;
};

}  // namespace

Result<std::unique_ptr<Signer>> OpenPkcs11Key(std::string_view uri, std::optional<SignAlg> wanted) {
  MPS_ASSIGN(std::unique_ptr<Session> session, Session::Open(uri));
  MPS_TRY(session->LogIn());
  MPS_ASSIGN(const CK_OBJECT_HANDLE object, FindPrivate(*session));
  MPS_ASSIGN(PublicKey key, FindPublic(*session, session->Attribute(object, CKA_ID), object));
  const SignAlg alg = wanted.value_or(DefaultSignAlg(key.kind()));
  MPS_TRY(CheckFit(alg, key));
  if (alg != SignAlg::kEs256 && alg != SignAlg::kEs384 && alg != SignAlg::kEd25519 && alg != SignAlg::kPs256)
    return Status::Unsupported("pkcs11-" + std::string(SignAlgName(alg)),
                               "PKCS#11 keys sign as ES256, ES384, EdDSA or PS256");
  return std::unique_ptr<Signer>(new Pkcs11Signer(alg, std::move(key), std::move(session), object));
}

Result<PublicKey> Pkcs11PublicKey(std::string_view uri) {
  MPS_ASSIGN(const std::unique_ptr<Session> session, Session::Open(uri));
  Result<PublicKey> shown = FindPublic(*session, std::nullopt, std::nullopt);
  if (shown.ok() || shown.status().code() != Code::kIo) return shown;
  MPS_TRY(session->LogIn());
  MPS_ASSIGN(const CK_OBJECT_HANDLE object, FindPrivate(*session));
  return FindPublic(*session, session->Attribute(object, CKA_ID), object);
}

}  // namespace mps::crypto
