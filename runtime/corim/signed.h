// Signed CoRIMs: COSE_Sign1 around a CoRIM, with who signed and for how long ("Signed CoRIM").
#pragma once

#include <optional>

#include "corim/document.h"
#include "token/cose.h"

namespace mps::corim {

// What the protected header says beside algorithm and key ("Protected Header Map"). corim-meta and CWT claims must
// agree where both are there.
struct Signer {
  std::string name;  // signer-name, iss
  std::string uri;   // signer-uri
  std::string subject;
  std::optional<std::int64_t> not_before, not_after;  // signature-validity; nbf, exp
};

struct Header {
  Signer signer;
  // A hash envelope: the payload is the digest of a CoRIM that lies elsewhere.
  std::optional<std::int64_t> payload_hash_alg;
  std::string location;
};
// Judges a protected header by itself.
Result<Header> DecodeHeader(const cbor::Value& protected_map);
Result<Header> DecodeHeader(ByteView protected_bytes);

// A CoRIM in either form. Nothing is verified yet.
struct Document {
  Corim corim;
  bool is_signed = false;
  cose::Sign1 message;  // where signed
  Header header;
};
// Tag 501 or tag 18; the older tags 500 and 502 around them are taken. unsupported:corim-hash-envelope for a signed
// digest, since the CoRIM itself is elsewhere.
Result<Document> DecodeDocument(ByteView bytes);

// The signature under that key, with the algorithm that the header names if it fits the key: kSignature.
// REQUIRES: is_signed.
Status VerifySignature(const Document& document, const crypto::PublicKey& key);

// kFreshness unless `now` lies in the signature's validity and in the CoRIM's own ("Validity").
Status CheckValidity(const Document& document, std::int64_t now);

// The authority that a verified key stands for: its SubjectPublicKeyInfo in PEM, tag 554.
Typed AuthorityOf(const crypto::PublicKey& key);

}  // namespace mps::corim
