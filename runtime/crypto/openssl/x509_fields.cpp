// Fields of certificates and revocation lists that trust is asked by: subjects, extended usages, times of lists; and
// the text forms of both.
#include <openssl/x509v3.h>

#include "crypto/openssl/x509_parse.h"
#include "crypto/path.h"
#include "mps/limits.h"

namespace mps::crypto {
namespace {

bool IsPem(ByteView octets) { return AsText(octets).find("-----BEGIN ") != std::string_view::npos; }

Result<std::string> Utf8Of(const ASN1_STRING* value) {
  unsigned char* text = nullptr;
  const int size = ASN1_STRING_to_UTF8(&text, value);
  if (size < 0) return Status(Code::kMalformed, "a certificate with a name that is no text");
  std::string out(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
  OPENSSL_free(text);
  return out;
}

// `CN`, or the dotted OID of a type without a name.
std::string TypeName(const ASN1_OBJECT* type, const std::string& oid) {
  const int nid = OBJ_obj2nid(type);
  const char* name = nid == NID_undef ? nullptr : OBJ_nid2sn(nid);
  return name == nullptr ? oid : name;
}

}  // namespace

Result<Crl> DecodeCrl(ByteView der_or_pem) {
  ErrorScope scope;
  Bytes der = ToBytes(der_or_pem);
  if (IsPem(der_or_pem)) {
    // Base64 has four octets for three.
    if (der_or_pem.size() > limit::kCrlBytes * 3 / 2) return Status(Code::kLimit, "a revocation list that is too big");
    MPS_ASSIGN(auto blocks, ReadPemBlocks(AsText(der_or_pem), 1));
    if (blocks[0].label != "X509 CRL")
      return Status(Code::kUsage,
                    "a revocation list is wanted, this is PEM of `" + blocks[0].label.substr(0, 64) + "`");
    der = std::move(blocks[0].der);
  }
  MPS_ASSIGN(const CrlPtr parsed, ParseCrl(der));
  Crl crl;
  crl.issuer_text = NameText(X509_CRL_get_issuer(parsed.get()));
  MPS_ASSIGN(crl.this_update, SecondsOf(X509_CRL_get0_lastUpdate(parsed.get()), "a revocation list"));
  if (X509_CRL_get0_nextUpdate(parsed.get()) == nullptr)
    return Status(Code::kInvalid, "a revocation list without nextUpdate, so one that would never be out of date");
  MPS_ASSIGN(crl.next_update, SecondsOf(X509_CRL_get0_nextUpdate(parsed.get()), "a revocation list"));
  const STACK_OF(X509_REVOKED)* entries = X509_CRL_get_REVOKED(parsed.get());
  crl.revoked_entries = entries == nullptr ? 0 : static_cast<std::size_t>(sk_X509_REVOKED_num(entries));
  crl.der = std::move(der);
  return crl;
}

std::string CrlToPem(ByteView der) { return WritePem("X509 CRL", der); }
std::string CertificateToPem(ByteView der) { return WritePem("CERTIFICATE", der); }

Result<std::vector<Bytes>> DecodeCertificates(ByteView pem_or_der) {
  ErrorScope scope;
  if (pem_or_der.size() > 2 * limit::kChainCertificates * limit::kKeyBytes)
    return Status(Code::kLimit, "a file of certificates that is too big");
  std::vector<Bytes> out;
  if (!IsPem(pem_or_der)) {
    out.push_back(ToBytes(pem_or_der));
  } else {
    MPS_ASSIGN(auto blocks, ReadPemBlocks(AsText(pem_or_der), limit::kChainCertificates));
    for (PemBlock& block : blocks) {
      if (block.label != "CERTIFICATE")
        return Status(Code::kUsage, "certificates are wanted, here is PEM of `" + block.label.substr(0, 64) + "`");
      out.push_back(std::move(block.der));
    }
  }
  for (const Bytes& der : out) {
    MPS_ASSIGN(const Certificate certificate, DecodeCertificate(der));
    static_cast<void>(certificate);
  }
  return out;
}

Result<std::vector<NameAttribute>> SubjectAttributes(ByteView certificate_der) {
  ErrorScope scope;
  MPS_ASSIGN(const X509Ptr certificate, ParseCertificate(certificate_der));
  const X509_NAME* subject = X509_get_subject_name(certificate.get());
  std::vector<NameAttribute> out;
  for (int i = 0; i < X509_NAME_entry_count(subject); ++i) {
    const X509_NAME_ENTRY* entry = X509_NAME_get_entry(subject, i);
    const ASN1_OBJECT* type = X509_NAME_ENTRY_get_object(entry);
    NameAttribute attribute;
    attribute.oid = OidText(type);
    attribute.type = TypeName(type, attribute.oid);
    MPS_ASSIGN(attribute.value, Utf8Of(X509_NAME_ENTRY_get_data(entry)));
    out.push_back(std::move(attribute));
  }
  return out;
}

Result<std::vector<std::string>> ExtendedKeyUsages(ByteView certificate_der) {
  ErrorScope scope;
  MPS_ASSIGN(const X509Ptr certificate, ParseCertificate(certificate_der));
  int critical = 0;
  std::unique_ptr<EXTENDED_KEY_USAGE, Freer<EXTENDED_KEY_USAGE_free>> usages(
      static_cast<EXTENDED_KEY_USAGE*>(X509_get_ext_d2i(certificate.get(), NID_ext_key_usage, &critical, nullptr)));
  std::vector<std::string> out;
  if (!usages) {
    if (critical == -1) return out;
    return Status(Code::kMalformed, "a certificate with an extended key usage that is none");
  }
  for (int i = 0; i < sk_ASN1_OBJECT_num(usages.get()); ++i)
    out.push_back(OidText(sk_ASN1_OBJECT_value(usages.get(), i)));
  return out;
}

}  // namespace mps::crypto
