// X.509 objects from octets, each strictly: nothing after the end, within its limit. Shared by the files of this folder
// that read certificates.
#pragma once

#include <string>

#include "crypto/openssl/evp.h"

namespace mps::crypto {

using CrlPtr = std::unique_ptr<X509_CRL, Freer<X509_CRL_free>>;

// kMalformed, kTrailing, kLimit beyond limit::kKeyBytes.
Result<X509Ptr> ParseCertificate(ByteView der);
// kMalformed, kTrailing, kLimit beyond limit::kCrlBytes.
Result<CrlPtr> ParseCrl(ByteView der);
// Names for people (RFC 2253); empty where the library cannot print them.
std::string NameText(const X509_NAME* name);
std::string SubjectText(const X509* certificate);
// Seconds since 1970; kMalformed, with `what`, for a time that is none.
Result<std::int64_t> SecondsOf(const ASN1_TIME* time, std::string_view what);
// Dotted; empty for an OID that is too long.
std::string OidText(const ASN1_OBJECT* object);

}  // namespace mps::crypto
