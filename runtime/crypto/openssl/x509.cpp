// X.509 certificates by way of OpenSSL.
#include <openssl/x509v3.h>

#include <algorithm>
#include <set>

#include "crypto/certificate.h"
#include "crypto/openssl/x509_parse.h"

namespace mps::crypto {
namespace {

Status Broken(std::string_view what) { return {Code::kMalformed, "a certificate with " + std::string(what)}; }

Result<Bytes> NameDer(const X509_NAME* name) {
  const unsigned char* der = nullptr;
  std::size_t size = 0;
  if (name == nullptr || X509_NAME_get0_der(name, &der, &size) != 1) return Broken("a name that is none");
  return Bytes(der, der + size);
}

Status Extensions(const X509* certificate, Certificate& out) {
  std::set<std::string> seen;
  for (int i = 0; i < X509_get_ext_count(certificate); ++i) {
    X509_EXTENSION* extension = X509_get_ext(certificate, i);
    CertificateExtension one;
    one.oid = OidText(X509_EXTENSION_get_object(extension));
    one.critical = X509_EXTENSION_get_critical(extension) == 1;
    const ASN1_OCTET_STRING* value = X509_EXTENSION_get_data(extension);
    one.value.assign(ASN1_STRING_get0_data(value), ASN1_STRING_get0_data(value) + ASN1_STRING_length(value));
    if (one.oid.empty()) return Broken("an extension without a name");
    if (!seen.insert(one.oid).second) return {Code::kDuplicate, "a certificate with extension " + one.oid + " twice"};
    out.extensions.push_back(std::move(one));
  }
  return {};
}

Status BasicConstraints(const X509* certificate, Certificate& out) {
  int critical = 0;
  std::unique_ptr<BASIC_CONSTRAINTS, Freer<BASIC_CONSTRAINTS_free>> constraints(
      static_cast<BASIC_CONSTRAINTS*>(X509_get_ext_d2i(certificate, NID_basic_constraints, &critical, nullptr)));
  out.has_basic_constraints = constraints != nullptr;
  if (!constraints) return critical == -1 ? Status() : Broken("basic constraints that are none");
  out.is_ca = constraints->ca != 0;
  if (constraints->pathlen == nullptr) return {};
  const long length = ASN1_INTEGER_get(constraints->pathlen);
  if (length < 0 || !out.is_ca) return Broken("a path length that makes no sense");
  out.path_length = length;
  return {};
}

Status Usage(const X509* certificate, Certificate& out) {
  int critical = 0;
  std::unique_ptr<ASN1_BIT_STRING, Freer<ASN1_BIT_STRING_free>> bits(
      static_cast<ASN1_BIT_STRING*>(X509_get_ext_d2i(certificate, NID_key_usage, &critical, nullptr)));
  if (!bits) return critical == -1 ? Status() : Broken("a key usage that is none");
  std::uint32_t usage = 0;
  for (int bit = 0; bit < 9; ++bit) usage |= ASN1_BIT_STRING_get_bit(bits.get(), bit) == 1 ? 1u << bit : 0u;
  out.key_usage = usage;
  return {};
}

Result<PublicKey> KeyOf(X509* certificate) {
  PkeyPtr pkey(X509_get_pubkey(certificate));
  if (!pkey) return Status::Unsupported("key-type", "a certificate with a kind of key that is not known");
  return KeyAccess::MakePublic(std::move(pkey));
}

Bytes SerialOf(const X509* certificate) {
  BnPtr number(ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr));
  Bytes out(number ? static_cast<std::size_t>(BN_num_bytes(number.get())) : 0);
  if (number) BN_bn2bin(number.get(), out.data());
  return out;
}

// MD5 and SHA-1 are refused before any mathematics, as everywhere.
Status CheckStrength(const X509* certificate) {
  int digest = NID_undef, key = NID_undef;
  const int nid = X509_get_signature_nid(certificate);
  if (OBJ_find_sigid_algs(nid, &digest, &key) != 1)
    return Status::Unsupported("certificate-signature", "a certificate signed in a way that is not known");
  for (const int good : {NID_sha256, NID_sha384, NID_sha512}) {
    if (digest == good) return {};
  }
  // EdDSA and RSASSA-PSS name their digest elsewhere; of PSS the parameters have it.
  if (nid == NID_ED25519 || nid == NID_ED448) return {};
  if (nid == NID_rsassaPss &&
      X509_get_signature_info(const_cast<X509*>(certificate), &digest, nullptr, nullptr, nullptr) == 1 &&
      (digest == NID_sha256 || digest == NID_sha384 || digest == NID_sha512))
    return {};
  return {Code::kSignature, "a certificate signed over a digest that is too weak"};
}

}  // namespace

const CertificateExtension* Certificate::Find(std::string_view oid) const {
  const auto at = std::find_if(extensions.begin(), extensions.end(), [&](const auto& each) { return each.oid == oid; });
  return at == extensions.end() ? nullptr : &*at;
}

Result<Certificate> DecodeCertificate(ByteView der) {
  ErrorScope scope;
  MPS_ASSIGN(const X509Ptr certificate, ParseCertificate(der));
  MPS_ASSIGN(PublicKey key, KeyOf(certificate.get()));
  Certificate out{ToBytes(der), std::move(key), {}, {}, {}, {}, SerialOf(certificate.get()), 0, 0,
                  false,        false,          {}, {}, {}};
  const X509_NAME* issuer = X509_get_issuer_name(certificate.get());
  const X509_NAME* subject = X509_get_subject_name(certificate.get());
  MPS_ASSIGN(out.issuer, NameDer(issuer));
  MPS_ASSIGN(out.subject, NameDer(subject));
  out.issuer_text = NameText(issuer);
  out.subject_text = NameText(subject);
  MPS_ASSIGN(out.not_before, SecondsOf(X509_get0_notBefore(certificate.get()), "a certificate"));
  MPS_ASSIGN(out.not_after, SecondsOf(X509_get0_notAfter(certificate.get()), "a certificate"));
  MPS_TRY(Extensions(certificate.get(), out));
  MPS_TRY(BasicConstraints(certificate.get(), out));
  MPS_TRY(Usage(certificate.get(), out));
  return out;
}

Status VerifySignedBy(const Certificate& certificate, const PublicKey& key) {
  ErrorScope scope;
  MPS_ASSIGN(const X509Ptr parsed, ParseCertificate(certificate.der));
  MPS_TRY(CheckStrength(parsed.get()));
  if (X509_verify(parsed.get(), key.impl().pkey.get()) != 1)
    return {Code::kSignature, "the certificate's signature is not that key's"};
  return {};
}

}  // namespace mps::crypto
