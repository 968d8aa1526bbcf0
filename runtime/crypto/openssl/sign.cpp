// Signing and verifying: ECDSA over r||s or DER, EdDSA, RSASSA-PSS and PKCS #1 v1.5.
#include "crypto/sign.h"

#include <openssl/rsa.h>

#include <algorithm>

#include "crypto/hash.h"
#include "crypto/openssl/evp.h"

namespace mps::crypto {
namespace {

enum class Padding { kNone, kPss, kPkcs1 };

Status Bad(std::string message) { return Status(Code::kSignature, std::move(message)); }
Status BadSignature() { return Bad("the signature is not valid"); }

bool IsEdwards(KeyKind kind) { return kind == KeyKind::kEd25519 || kind == KeyKind::kEd448; }
bool IsPss(SignAlg alg) { return alg == SignAlg::kPs256 || alg == SignAlg::kPs384 || alg == SignAlg::kPs512; }

// Our own digests only; SHA-1 is for comparing, never for signatures.
Result<const EVP_MD*> SignatureDigest(DigestAlg digest) {
  if (digest == DigestAlg::kSha1) return Bad("a signature over SHA-1");
  const EVP_MD* md = FetchedDigest(digest);
  if (md == nullptr) return OpensslFailure("no digest");
  return md;
}

// How a digest is signed; the last two are of PSS.
struct Scheme {
  DigestAlg digest;
  Padding padding = Padding::kNone;
  DigestAlg mgf_digest = DigestAlg::kSha256;
  std::size_t salt = 0;
};

Scheme PssScheme(DigestAlg digest) { return {digest, Padding::kPss, digest, DigestSize(digest)}; }

Status SetUp(EVP_PKEY_CTX* context, const Scheme& scheme) {
  MPS_ASSIGN(const EVP_MD* md, SignatureDigest(scheme.digest));
  MPS_ASSIGN(const EVP_MD* mgf_md, SignatureDigest(scheme.mgf_digest));
  const Padding padding = scheme.padding;
  bool ok = EVP_PKEY_CTX_set_signature_md(context, md) == 1;
  if (padding == Padding::kPkcs1) ok = ok && EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1;
  if (padding == Padding::kPss) {
    ok = ok && EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_mgf1_md(context, mgf_md) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen(context, static_cast<int>(scheme.salt)) == 1;
  }
  // A key of type RSASSA-PSS may forbid digest, salt or padding (RFC 4055): that refuses the signature.
  return ok ? Status() : Bad("the key does not allow this kind of signature");
}

Status VerifyDigest(const Scheme& scheme, const PublicKey& key, ByteView data, ByteView signature) {
  MPS_ASSIGN(Bytes hash, Hash(scheme.digest, data));
  PkeyCtxPtr context(EVP_PKEY_CTX_new_from_pkey(nullptr, key.impl().pkey.get(), nullptr));
  if (!context || EVP_PKEY_verify_init(context.get()) != 1) return OpensslFailure("verifying");
  MPS_TRY(SetUp(context.get(), scheme));
  const int good = EVP_PKEY_verify(context.get(), signature.data(), signature.size(), hash.data(), hash.size());
  return good == 1 ? Status() : BadSignature();
}

Result<Bytes> SignDigest(const Scheme& scheme, const PrivateKey& key, ByteView data) {
  MPS_ASSIGN(Bytes hash, Hash(scheme.digest, data));
  PkeyCtxPtr context(EVP_PKEY_CTX_new_from_pkey(nullptr, key.impl().pkey.get(), nullptr));
  if (!context || EVP_PKEY_sign_init(context.get()) != 1) return OpensslFailure("signing");
  MPS_TRY(SetUp(context.get(), scheme));
  std::size_t size = 0;
  if (EVP_PKEY_sign(context.get(), nullptr, &size, hash.data(), hash.size()) != 1) return OpensslFailure("signing");
  Bytes out(size);
  if (EVP_PKEY_sign(context.get(), out.data(), &size, hash.data(), hash.size()) != 1) return OpensslFailure("signing");
  out.resize(size);
  return out;
}

// EdDSA takes the message itself.
Result<Bytes> SignEdwards(const PrivateKey& key, ByteView data) {
  MdCtxPtr context(EVP_MD_CTX_new());
  std::size_t size = 64;
  Bytes out(size);
  if (!context ||
      EVP_DigestSignInit_ex(context.get(), nullptr, nullptr, nullptr, nullptr, key.impl().pkey.get(), nullptr) != 1 ||
      EVP_DigestSign(context.get(), out.data(), &size, data.data(), data.size()) != 1) {
    return OpensslFailure("signing");
  }
  out.resize(size);
  return out;
}

Status VerifyEdwards(const PublicKey& key, ByteView data, ByteView signature) {
  MdCtxPtr context(EVP_MD_CTX_new());
  if (!context ||
      EVP_DigestVerifyInit_ex(context.get(), nullptr, nullptr, nullptr, nullptr, key.impl().pkey.get(), nullptr) != 1) {
    return OpensslFailure("verifying");
  }
  const int good = EVP_DigestVerify(context.get(), signature.data(), signature.size(), data.data(), data.size());
  return good == 1 ? Status() : BadSignature();
}

Result<Bytes> EncodeDer(const ECDSA_SIG* sig) {
  unsigned char* der = nullptr;
  const int size = i2d_ECDSA_SIG(sig, &der);
  if (size <= 0) return OpensslFailure("an ECDSA signature");
  Bytes out(der, der + size);
  OPENSSL_free(der);
  return out;
}

Result<Bytes> DerFromRaw(ByteView raw) {
  const std::size_t width = raw.size() / 2;
  SigPtr sig(ECDSA_SIG_new());
  BnPtr r(BN_bin2bn(raw.data(), static_cast<int>(width), nullptr));
  BnPtr s(BN_bin2bn(raw.data() + width, static_cast<int>(width), nullptr));
  if (!sig || !r || !s) return OpensslFailure("an ECDSA signature");
  if (BN_is_zero(r.get()) || BN_is_zero(s.get())) return Bad("an ECDSA signature with r or s of zero");
  if (ECDSA_SIG_set0(sig.get(), r.get(), s.get()) != 1) return OpensslFailure("an ECDSA signature");
  static_cast<void>(r.release());
  static_cast<void>(s.release());
  return EncodeDer(sig.get());
}

Status NeedEc(const PublicKey& key) {
  if (key.kind() != KeyKind::kRsa && !IsEdwards(key.kind())) return {};
  return Bad("ECDSA with a key of kind " + std::string(KeyKindName(key.kind())));
}

Status NeedRsa(const PublicKey& key, ByteView signature) {
  if (key.kind() != KeyKind::kRsa) return Bad("RSA with a key of kind " + std::string(KeyKindName(key.kind())));
  // OpenSSL takes shorter ones.
  if (signature.size() != (key.bits() + 7) / 8) return Bad("a signature that is not as long as the modulus");
  return {};
}

}  // namespace

Result<Bytes> EcdsaRawFromDer(ByteView der, std::size_t width) {
  const unsigned char* at = der.data();
  SigPtr sig(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
  Bytes out(2 * width);
  if (!sig || BN_bn2binpad(ECDSA_SIG_get0_r(sig.get()), out.data(), static_cast<int>(width)) < 0 ||
      BN_bn2binpad(ECDSA_SIG_get0_s(sig.get()), out.data() + width, static_cast<int>(width)) < 0) {
    return OpensslFailure("signing");
  }
  return out;
}

Status VerifyEcdsaRaw(DigestAlg digest, const PublicKey& key, ByteView data, ByteView signature) {
  ErrorScope scope;
  MPS_TRY(NeedEc(key));
  if (signature.size() != 2 * CoordinateSize(key.kind())) {
    return Bad("an ECDSA signature of " + std::to_string(signature.size()) + " bytes, where r||s of " +
               std::to_string(2 * CoordinateSize(key.kind())) + " is due");
  }
  MPS_ASSIGN(Bytes der, DerFromRaw(signature));
  return VerifyDigest({digest}, key, data, der);
}

Status VerifyEcdsaDer(DigestAlg digest, const PublicKey& key, ByteView data, ByteView signature) {
  ErrorScope scope;
  MPS_TRY(NeedEc(key));
  if (signature.size() > 256) return Bad("an ECDSA signature that is too long");
  const unsigned char* at = signature.data();
  SigPtr sig(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(signature.size())));
  if (!sig) return Bad("an ECDSA signature that is not DER");
  MPS_ASSIGN(Bytes again, EncodeDer(sig.get()));
  if (!std::equal(again.begin(), again.end(), signature.begin(), signature.end())) {
    return Bad("an ECDSA signature that is not DER");
  }
  return VerifyDigest({digest}, key, data, signature);
}

Status VerifyRsaPss(const PssParams& params, const PublicKey& key, ByteView data, ByteView signature) {
  ErrorScope scope;
  MPS_TRY(NeedRsa(key, signature));
  if (params.salt_bytes > kMaxRsaBits / 8) return Bad("a salt longer than any modulus");
  return VerifyDigest({params.digest, Padding::kPss, params.mgf_digest, params.salt_bytes}, key, data, signature);
}

Status VerifyRsaPkcs1(DigestAlg digest, const PublicKey& key, ByteView data, ByteView signature) {
  ErrorScope scope;
  MPS_TRY(NeedRsa(key, signature));
  return VerifyDigest({digest, Padding::kPkcs1}, key, data, signature);
}

Status Verify(SignAlg alg, const PublicKey& key, ByteView data, ByteView signature) {
  MPS_TRY(CheckFit(alg, key));
  const DigestAlg digest = DigestOf(alg);
  if (key.kind() == KeyKind::kRsa) {
    return IsPss(alg) ? VerifyRsaPss({digest, digest, DigestSize(digest)}, key, data, signature)
                      : VerifyRsaPkcs1(digest, key, data, signature);
  }
  if (!IsEdwards(key.kind())) return VerifyEcdsaRaw(digest, key, data, signature);
  ErrorScope scope;
  if (signature.size() != SignatureSize(alg)) {
    return Bad("an EdDSA signature of " + std::to_string(signature.size()) + " bytes, where " +
               std::to_string(SignatureSize(alg)) + " are due");
  }
  return VerifyEdwards(key, data, signature);
}

Result<Bytes> Sign(SignAlg alg, const PrivateKey& key, ByteView data) {
  ErrorScope scope;
  MPS_TRY(CheckFit(alg, key.public_key()));
  if (alg == SignAlg::kEs256k || alg == SignAlg::kEd448) {
    return Status::Unsupported("sign-" + std::string(SignAlgName(alg)), "signatures of this kind are only verified");
  }
  if (alg == SignAlg::kEd25519) return SignEdwards(key, data);
  if (key.kind() == KeyKind::kRsa) {
    return SignDigest(IsPss(alg) ? PssScheme(DigestOf(alg)) : Scheme{DigestOf(alg), Padding::kPkcs1}, key, data);
  }
  MPS_ASSIGN(Bytes der, SignDigest({DigestOf(alg)}, key, data));
  return EcdsaRawFromDer(der, CoordinateSize(key.kind()));
}

}  // namespace mps::crypto
