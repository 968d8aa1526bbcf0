// Certificates by OpenSSL. What it refuses stops the test run.
#include "trust/pki_fixture.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <memory>
#include <stdexcept>

namespace mps::trust::fixture {
namespace {

template <class T>
T* Need(T* object) {
  if (object == nullptr) throw std::runtime_error("the fixture cannot make a certificate");
  return object;
}
void Need(bool good) {
  if (!good) throw std::runtime_error("the fixture cannot make a certificate");
}

using Pkey = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Cert = std::unique_ptr<X509, decltype(&X509_free)>;

Pkey PkeyOf(const crypto::PrivateKey& key) {
  const std::string pem = key.ToPem().value();
  std::unique_ptr<BIO, decltype(&BIO_free)> in(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  return Pkey(Need(PEM_read_bio_PrivateKey(in.get(), nullptr, nullptr, nullptr)), EVP_PKEY_free);
}

Cert Parse(const Bytes& der) {
  const unsigned char* at = der.data();
  return Cert(Need(d2i_X509(nullptr, &at, static_cast<long>(der.size()))), X509_free);
}

void AddExtension(X509* certificate, X509* issuer, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = Need(X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
  Need(X509_add_ext(certificate, extension, -1) == 1);
  X509_EXTENSION_free(extension);
}

void SetName(X509_NAME* name, const Spec& spec) {
  const auto add = [&](const char* type, const std::string& value) {
    Need(X509_NAME_add_entry_by_txt(name, type, MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(value.data()),
                                    static_cast<int>(value.size()), -1, 0) == 1);
  };
  if (!spec.organisation.empty()) add("O", spec.organisation);
  add("CN", spec.common_name);
}

const EVP_MD* DigestFor(const EVP_PKEY* key, bool sha1) {
  if (EVP_PKEY_is_a(key, "ED25519")) return nullptr;
  return sha1 ? EVP_sha1() : EVP_sha256();
}

}  // namespace

crypto::PrivateKey NewKey(crypto::KeyKind kind) { return crypto::GenerateKey(kind).value(); }

Spec CaSpec(std::string name) {
  Spec spec;
  spec.common_name = std::move(name);
  spec.ca = true;
  spec.serial = 1;
  return spec;
}

Holder Issue(const Spec& spec, const Holder* issuer) {
  crypto::PrivateKey key = NewKey(spec.kind);
  const Pkey own = PkeyOf(key), signing = PkeyOf(issuer == nullptr ? key : issuer->key);
  const Cert certificate(Need(X509_new()), X509_free);
  X509* made = certificate.get();
  const Cert parent = issuer == nullptr ? Cert(nullptr, X509_free) : Parse(issuer->der);
  X509_set_version(made, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(made), spec.serial);
  ASN1_TIME_set(X509_getm_notBefore(made), spec.from);
  ASN1_TIME_set(X509_getm_notAfter(made), spec.until);
  SetName(X509_get_subject_name(made), spec);
  X509_set_issuer_name(made, X509_get_subject_name(parent ? parent.get() : made));
  Need(X509_set_pubkey(made, own.get()) == 1);
  X509* from = parent ? parent.get() : made;
  const std::string constraints = !spec.basic_constraints.empty() ? spec.basic_constraints
                                  : spec.ca                       ? "critical,CA:TRUE"
                                                                  : "critical,CA:FALSE";
  AddExtension(made, from, NID_basic_constraints, constraints);
  AddExtension(made, from, NID_subject_key_identifier, "hash");
  AddExtension(made, from, NID_authority_key_identifier, "keyid");
  const std::string usage = !spec.key_usage.empty() ? spec.key_usage
                            : spec.ca               ? "critical,keyCertSign,cRLSign"
                                                    : "critical,digitalSignature";
  if (usage != "none") AddExtension(made, from, NID_key_usage, usage);
  if (!spec.eku.empty()) AddExtension(made, from, NID_ext_key_usage, spec.eku);
  if (!spec.name_constraints.empty()) AddExtension(made, from, NID_name_constraints, spec.name_constraints);
  Need(X509_sign(made, signing.get(), DigestFor(signing.get(), spec.sha1)) > 0);
  unsigned char* der = nullptr;
  const int size = i2d_X509(made, &der);
  Need(size > 0);
  Holder holder{std::move(key), Bytes(der, der + size)};
  OPENSSL_free(der);
  return holder;
}

Bytes MakeCrl(const Holder& issuer, const std::vector<long>& serials, std::int64_t from, std::int64_t until) {
  const Cert certificate = Parse(issuer.der);
  const Pkey key = PkeyOf(issuer.key);
  const std::unique_ptr<X509_CRL, decltype(&X509_CRL_free)> crl(Need(X509_CRL_new()), X509_CRL_free);
  X509_CRL_set_version(crl.get(), X509_CRL_VERSION_2);
  X509_CRL_set_issuer_name(crl.get(), X509_get_subject_name(certificate.get()));
  const std::unique_ptr<ASN1_TIME, decltype(&ASN1_TIME_free)> begin(ASN1_TIME_set(nullptr, from), ASN1_TIME_free);
  X509_CRL_set1_lastUpdate(crl.get(), begin.get());
  if (until != 0) {
    const std::unique_ptr<ASN1_TIME, decltype(&ASN1_TIME_free)> end(ASN1_TIME_set(nullptr, until), ASN1_TIME_free);
    X509_CRL_set1_nextUpdate(crl.get(), end.get());
  }
  for (const long serial : serials) {
    X509_REVOKED* entry = Need(X509_REVOKED_new());
    const std::unique_ptr<ASN1_INTEGER, decltype(&ASN1_INTEGER_free)> number(ASN1_INTEGER_new(), ASN1_INTEGER_free);
    ASN1_INTEGER_set(number.get(), serial);
    X509_REVOKED_set_serialNumber(entry, number.get());
    X509_REVOKED_set_revocationDate(entry, begin.get());
    Need(X509_CRL_add0_revoked(crl.get(), entry) == 1);
  }
  X509_CRL_sort(crl.get());
  Need(X509_CRL_sign(crl.get(), key.get(), EVP_sha256()) > 0);
  unsigned char* der = nullptr;
  const int size = i2d_X509_CRL(crl.get(), &der);
  Need(size > 0);
  const Bytes out(der, der + size);
  OPENSSL_free(der);
  return out;
}

Anchor CaAnchor(std::string name, const Holder& ca) {
  auto certificate = crypto::DecodeCertificate(ca.der).value();
  return Anchor{std::move(name), certificate.key, certificate, {Role::kToken}, {}, {}, {}, {}, {}, {}, {}, {}};
}

Anchor KeyAnchor(std::string name, const crypto::PublicKey& key) {
  return Anchor{std::move(name), key, {}, {Role::kToken}, {}, {}, {}, {}, {}, {}, {}, {}};
}

}  // namespace mps::trust::fixture
