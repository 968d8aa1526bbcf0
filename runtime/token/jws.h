// JSON Web Signatures (RFC 7515): compact for tokens; flattened and general JSON only where a caller asks for them.
//
// A message is decoded and its headers judged before any key is touched. The algorithm is given by the caller with the
// key (RFC 8725 3.1), so `none`, HS* and every confusion of families are refused without being tried. Header members
// that point at keys (jwk, jku, x5u) are never followed; x5c is handed out for a trust store to judge. Entry points:
// DecodeCompact, VerifyJws, MakeCompact.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_value.h"
#include "crypto/key.h"
#include "crypto/sign.h"
#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::jws {

struct Options {
  // If not empty, `typ` must be one of these, compared without regard to case, `application/` left off (RFC
  // 7515 4.1.9).
  std::vector<std::string> types;
  std::set<std::string> understood;  // names of extensions that crit may list
  bool unprotected_allowed = true;   // JSON forms: `header` beside `protected`
  bool alg_protected_only = true;    // JSON forms: false lets alg stand in `header`
};

// One signature over the payload.
struct Signature {
  std::string protected_text;      // base64url as received: what was signed
  json::Value protected_header;    // kObject
  json::Value unprotected_header;  // kObject; empty in the compact form
  std::string alg;                 // from the protected header unless Options let it be in the other
  std::optional<std::string> kid;
  std::optional<std::string> typ;
  Bytes signature;
};

struct Message {
  std::string payload_text;  // base64url as received
  Bytes payload;
  std::vector<Signature> signatures;  // exactly one in the compact and the flattened form
};

// Exactly three parts of strict base64url; the header is a JSON object without repeated names and has a text `alg`.
// `none` in any letter case is kSignature here already. crit must be a non-empty array of distinct names that are in
// the header, extensions and understood (else unsupported:jws-crit). `b64` false is unsupported:jws-b64 (RFC 7797 7
// forbids it in JWT). LIMIT: limit::kTokenBytes.
Result<Message> DecodeCompact(std::string_view text, const Options& options = {});
// RFC 7515 7.2.1 and 7.2.2; no name may stand in both headers.
Result<Message> DecodeJson(std::string_view text, const Options& options = {});
Result<Message> DecodeJson(const json::Value& document, const Options& options = {});

// The signing input: protected header, `.`, payload, both as received.
std::string SigningInput(const Message& message, const Signature& signature);

// The algorithm that the header names, for that key. kSignature for `none`, HS* and what does not fit the key.
Result<crypto::SignAlg> AlgorithmOf(const Signature& signature, const crypto::PublicKey& key);

// Verifies one signature under `expected`, which must be what the header names and must fit the key.
Status VerifyJws(const Message& message, std::size_t index, const crypto::PublicKey& key, crypto::SignAlg expected);
// For messages of others: the header's algorithm, if it fits the key.
Status VerifyJws(const Message& message, std::size_t index, const crypto::PublicKey& key);

// The certificates of the protected header's x5c (RFC 7515 4.1.6), leaf first, in DER; empty where there is none.
// kInvalid for another shape than a list of base64 texts, kLimit beyond limit::kChainCertificates. They prove nothing
// by themselves.
Result<std::vector<Bytes>> CertificateChain(const Signature& signature);

// A key given as JWK verifies only if its use, key_ops and alg let it (RFC 7517 4.2 to 4.4), and a kid of the header
// must be that of the key if it has one. A symmetric key: unsupported:hs256 and the like for a header that names HS*,
// else kSignature.
Status VerifyWithJwk(const Message& message, std::size_t index, const json::Value& jwk);
// The same over a JWK set: the header's kid picks the key. kSignature for a set with repeated kids or with symmetric
// and asymmetric keys mixed, and if no key has the kid.
Status VerifyWithJwks(const Message& message, std::size_t index, const json::Value& jwks);

// A new compact message. `header` must not have alg; it is put first.
Result<std::string> MakeCompact(crypto::Signer& signer, const json::Value& header, ByteView payload);

}  // namespace mps::jws
