// What certificates and revocation lists are read with.
#include "crypto/openssl/x509_parse.h"

#include <array>

#include "mps/limits.h"

namespace mps::crypto {
namespace {

// Decodes one object with its d2i function.
template <class Pointer, class Decode>
Result<Pointer> Parse(ByteView der, std::size_t most, const std::string& what, Decode decode) {
  if (der.size() > most) return Status(Code::kLimit, what + " of more than " + std::to_string(most) + " bytes");
  const unsigned char* at = der.data();
  Pointer object(decode(nullptr, &at, static_cast<long>(der.size())));
  if (!object) return Status(Code::kMalformed, "not " + what);
  if (at != der.data() + der.size()) return Status(Code::kTrailing, "bytes after " + what);
  return object;
}

}  // namespace

Result<X509Ptr> ParseCertificate(ByteView der) {
  return Parse<X509Ptr>(der, limit::kKeyBytes, "an X.509 certificate", d2i_X509);
}

Result<CrlPtr> ParseCrl(ByteView der) {
  return Parse<CrlPtr>(der, limit::kCrlBytes, "an X.509 revocation list", d2i_X509_CRL);
}

std::string NameText(const X509_NAME* name) {
  std::unique_ptr<BIO, Freer<BIO_free_all>> out(BIO_new(BIO_s_mem()));
  if (!out || X509_NAME_print_ex(out.get(), name, 0, XN_FLAG_RFC2253) < 0) return {};
  char* text = nullptr;
  const long size = BIO_get_mem_data(out.get(), &text);
  return size > 0 ? std::string(text, static_cast<std::size_t>(size)) : std::string();
}

std::string SubjectText(const X509* certificate) { return NameText(X509_get_subject_name(certificate)); }

Result<std::int64_t> SecondsOf(const ASN1_TIME* time, std::string_view what) {
  std::unique_ptr<ASN1_TIME, Freer<ASN1_TIME_free>> epoch(ASN1_TIME_set(nullptr, 0));
  int days = 0, seconds = 0;
  if (!epoch || time == nullptr || ASN1_TIME_diff(&days, &seconds, epoch.get(), time) != 1)
    return Status(Code::kMalformed, std::string(what) + " with a time that is none");
  return std::int64_t{days} * 86400 + seconds;
}

std::string OidText(const ASN1_OBJECT* object) {
  std::array<char, 256> text{};
  const int size = OBJ_obj2txt(text.data(), static_cast<int>(text.size()), object, 1);
  return size > 0 && size < static_cast<int>(text.size()) ? std::string(text.data()) : std::string();
}

}  // namespace mps::crypto
