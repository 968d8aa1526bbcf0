// The public key of an X.509 certificate (RFC 5280), and whether it is the signer's. Paths and validity are judged
// elsewhere.
#include "crypto/certificate.h"

#include "base/hex.h"
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

Status CheckChainOf(const PublicKey& signer, const std::vector<Bytes>& chain) {
  if (chain.empty()) return {};
  if (chain.size() > limit::kChainCertificates)
    return {Code::kLimit, "a chain of more than " + std::to_string(limit::kChainCertificates) + " certificates"};
  MPS_ASSIGN(const PublicKey leaf, PublicKeyFromCertificate(chain.front()));
  if (leaf == signer) return {};
  return {Code::kUsage, "the first certificate of the chain is of the key " + leaf.IdHex() +
                            ", not of the one that signs, " + signer.IdHex()};
}

}  // namespace mps::crypto
