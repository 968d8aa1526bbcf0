// The public key of an X.509 certificate (RFC 5280). Chains and validity are judged elsewhere.
#include "base/hex.h"
#include "crypto/key.h"
#include "crypto/openssl/evp.h"
#include "mps/limits.h"

namespace mps::crypto {

Result<PublicKey> PublicKeyFromCertificate(ByteView der_or_pem) {
  ErrorScope scope;
  if (der_or_pem.size() > limit::kKeyBytes)
    return Status(Code::kLimit, "a certificate of more than " + std::to_string(limit::kKeyBytes) + " bytes");
  Bytes der = ToBytes(der_or_pem);
  if (AsText(der_or_pem).find("-----BEGIN ") != std::string_view::npos) {
    MPS_ASSIGN(PemBlock block, ReadPem(AsText(der_or_pem), false));
    if (block.label != "CERTIFICATE") {
      return Status(Code::kUsage, "a certificate is wanted, this is PEM of `" + block.label.substr(0, 64) + "`");
    }
    der = std::move(block.der);
  }
  const unsigned char* at = der.data();
  X509Ptr certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
  if (!certificate) return Status(Code::kMalformed, "not an X.509 certificate");
  if (at != der.data() + der.size()) return Status(Code::kTrailing, "bytes after the certificate");
  PkeyPtr pkey(X509_get_pubkey(certificate.get()));
  if (!pkey) return Status::Unsupported("key-type", "a certificate with a kind of key that is not known");
  return KeyAccess::MakePublic(std::move(pkey));
}

}  // namespace mps::crypto
