// Owners of OpenSSL objects, fetched algorithms and the error queue. Only files of this folder include it.
#pragma once

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/x509.h>

#include <memory>
#include <string>
#include <vector>

#include "crypto/key.h"
#include "mps/kinds.h"
#include "mps/status.h"

namespace mps::crypto {

template <auto kFree>
struct Freer {
  template <class T>
  void operator()(T* object) const {
    kFree(object);
  }
};
using PkeyPtr = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using PkeyCtxPtr = std::unique_ptr<EVP_PKEY_CTX, Freer<EVP_PKEY_CTX_free>>;
using MdCtxPtr = std::unique_ptr<EVP_MD_CTX, Freer<EVP_MD_CTX_free>>;
using BnPtr = std::unique_ptr<BIGNUM, Freer<BN_clear_free>>;
using BnCtxPtr = std::unique_ptr<BN_CTX, Freer<BN_CTX_free>>;
using SigPtr = std::unique_ptr<ECDSA_SIG, Freer<ECDSA_SIG_free>>;
using ParamBldPtr = std::unique_ptr<OSSL_PARAM_BLD, Freer<OSSL_PARAM_BLD_free>>;
using ParamPtr = std::unique_ptr<OSSL_PARAM, Freer<OSSL_PARAM_free>>;
using Pkcs8Ptr = std::unique_ptr<PKCS8_PRIV_KEY_INFO, Freer<PKCS8_PRIV_KEY_INFO_free>>;
using X509Ptr = std::unique_ptr<X509, Freer<X509_free>>;

// Keeps the caller's error queue as it was: what OpenSSL adds within the outermost scope of a thread is dropped again.
class ErrorScope {
 public:
  ErrorScope() { Enter(); }
  ~ErrorScope() { Leave(); }
  ErrorScope(const ErrorScope&) = delete;
  ErrorScope& operator=(const ErrorScope&) = delete;

  static void Enter() {
    if (depth_++ == 0) ERR_set_mark();
  }
  static void Leave() {
    if (--depth_ == 0) ERR_pop_to_mark();
  }

 private:
  static thread_local constinit int depth_;
};

// kInternal: `what` failed, with OpenSSL's last reason.
Status OpensslFailure(std::string_view what);

// Fetched once for the process; nullptr if the provider lacks it.
const EVP_MD* FetchedDigest(DigestAlg alg);

struct KeyImpl {
  PkeyPtr pkey;
};

// Turns an EVP_PKEY into a checked key: kind, size, point, canonical SPKI.
struct KeyAccess {
  static Result<PublicKey> MakePublic(PkeyPtr pkey);
  // REQUIRES: `pkey` holds a private key.
  static Result<PrivateKey> MakePrivate(PkeyPtr pkey);
};

// From DER of the kind that a PEM label names.
Result<PkeyPtr> PublicFromDer(ByteView spki);
Result<PkeyPtr> PrivateFromDer(std::string_view label, ByteView der);

// One PEM block (RFC 7468).
struct PemBlock {
  std::string label;
  Bytes der;
};
// The first block whose label is wanted; text before it is passed over. With `alone`, only white space may follow it.
Result<PemBlock> ReadPem(std::string_view text, bool alone);
// All blocks of a text, at most `most` (else kLimit).
Result<std::vector<PemBlock>> ReadPemBlocks(std::string_view text, std::size_t most);
std::string WritePem(std::string_view label, ByteView der);

// r||s, each `width` octets, of an ECDSA signature as the library writes it.
Result<Bytes> EcdsaRawFromDer(ByteView der, std::size_t width);

// Ok if the octets are a point of the curve, in its one encoding, and not of small order (RFC 8032 5.1.3, 5.2.3).
Status CheckEdwardsPoint(KeyKind kind, ByteView octets);

}  // namespace mps::crypto
