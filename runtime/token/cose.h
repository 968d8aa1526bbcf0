// COSE_Sign1 (RFC 9052 section 4.2) and, for reading what others made, COSE_Sign (section 4.1).
//
// A message is decoded and its headers judged before any key is touched; what is not to be taken at all (COSE_Mac,
// COSE_Encrypt ...) is refused by its tag. The algorithm is given by the caller, never taken from the message alone.
// Entry points: DecodeSign1, VerifySign1, MakeSign1. The rules of our own profile are options here (ProfileOptions).
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "base/cbor_reader.h"
#include "base/cbor_value.h"
#include "crypto/key.h"
#include "crypto/sign.h"
#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::cose {

// Header labels: RFC 9052 3.1, RFC 9360, RFC 9596, RFC 9597.
enum Label : std::int64_t {
  kAlg = 1,
  kCrit = 2,
  kContentType = 3,
  kKid = 4,
  kIv = 5,
  kPartialIv = 6,
  kX5bag = 32,
  kX5chain = 33,
  kX5t = 34,
  kX5u = 35,
  kCwtClaims = 15,
  kTyp = 16,
};

// CBOR tags of COSE messages (RFC 9052 table 1) and of CWT (RFC 8392 6).
enum Tag : std::uint64_t { kEncrypt0 = 16, kMac0 = 17, kSign1 = 18, kCwt = 61, kEncrypt = 96, kMac = 97, kSign = 98 };

struct Options {
  enum class Tagging : std::uint8_t {
    kCwtAndSign1,  // 61(18(...)) exactly
    kSign1,        // 18(...) or 61(18(...))
    kOptional,     // these, or the bare array
  };
  Tagging tagging = Tagging::kSign1;
  bool alg_protected_only =
      true;  // alg in the unprotected map is refused, and so is its absence from the protected one
  bool empty_unprotected = false;  // the unprotected map must have no entries
  bool deterministic = false;      // message and protected header in RFC 8949 4.2.1
  bool definite_only = false;      // no indefinite lengths
  bool allow_detached = false;     // payload nil; the caller hands the payload over
  std::set<std::int64_t> understood = {kAlg, kCrit, kContentType, kKid, kX5chain, kTyp};  // what crit may list
};
// 61(18(...)), deterministic, nothing unprotected: docs/tokens.md, "Signing".
Options ProfileOptions();

using TextOrInt = std::variant<std::int64_t, std::string>;

// The headers of one message or signature. INVARIANT: no label is in both maps or twice in one.
struct Headers {
  cbor::Value protected_map;    // kMap
  cbor::Value unprotected_map;  // kMap
  std::optional<std::int64_t> alg;
  bool alg_is_protected = false;
  std::optional<TextOrInt> content_type;
  std::optional<TextOrInt> typ;
  std::optional<Bytes> kid;
  std::vector<Bytes> x5chain;  // leaf first; empty: none
  bool x5chain_is_protected = false;

  // The value under a label in either map, or nullptr.
  const cbor::Value* Find(std::int64_t label) const;
};

struct Sign1 {
  bool cwt_tag = false;
  bool sign1_tag = false;
  Bytes protected_bytes;  // as received: what was signed
  Headers headers;
  std::optional<Bytes> payload;  // nullopt: detached
  Bytes signature;
};

// Decodes and judges the headers; no key is used. Errors: kMalformed, kDuplicate, kTrailing, kType, kInvalid with
// offset; unsupported:cose-mac0, cose-encrypt0, cose-encrypt, cose-mac, cose-sign by tag; unsupported:cose-crit.
Result<Sign1> DecodeSign1(ByteView bytes, const Options& options = {});

// Sig_structure (RFC 9052 4.4), deterministic. An empty protected map counts as the zero-length string, also where the
// message carries h'a0'.
Bytes SigStructure(ByteView protected_bytes, ByteView external_aad, ByteView payload);

// How strictly ECDSA algorithms bind a curve. RFC 9053 lets ES512 be used with P-256; RFC 9864 and our profile do not.
enum class Curves : std::uint8_t { kBound, kAny };

struct VerifyOptions {
  ByteView external_aad{};
  std::optional<ByteView> detached_payload;
  Curves curves = Curves::kBound;
};

// The algorithm that the header names, for that key. kSignature where it does not fit or none is named.
Result<crypto::SignAlg> AlgorithmOf(const Headers& headers, const crypto::PublicKey& key);

// Verifies under `expected`, which must be what the header names and must fit the key; both are checked before any
// mathematics. kSignature if refused.
Status VerifySign1(const Sign1& message, const crypto::PublicKey& key, crypto::SignAlg expected,
                   const VerifyOptions& options = {});
// For messages of others where the key does not come with an algorithm: the header's, if it fits the key.
// The payload signed is that of the message or `detached_payload`; both or neither is kInvalid.
Status VerifySign1(const Sign1& message, const crypto::PublicKey& key, const VerifyOptions& options = {});

// What goes into the protected header of a new message.
struct SignInput {
  ByteView payload;
  std::optional<TextOrInt> typ;
  std::optional<TextOrInt> content_type;
  std::optional<Bytes> kid;
  std::vector<Bytes> x5chain;
  ByteView external_aad{};
  bool detached = false;  // the message then has nil
  bool cwt_tag = true;
};

// A new message 18(...) or 61(18(...)), deterministic, with alg, kid, typ ... protected and nothing unprotected.
Result<Bytes> MakeSign1(crypto::Signer& signer, const SignInput& input);

// One of the signatures of a COSE_Sign message.
struct SignerInfo {
  Bytes protected_bytes;
  Headers headers;
  Bytes signature;
};
struct SignMessage {
  Bytes body_protected;
  Headers headers;
  std::optional<Bytes> payload;
  std::vector<SignerInfo> signatures;  // at least one
};

// COSE_Sign, tag 98 or by option bare. No token of ours is one; tokens are refused by the tag.
Result<SignMessage> DecodeSign(ByteView bytes, const Options& options);
// The Sig_structure of one signature (context "Signature").
Bytes SigStructure(const SignMessage& message, const SignerInfo& info, ByteView external_aad, ByteView payload);
Status VerifySignature(const SignMessage& message, std::size_t index, const crypto::PublicKey& key,
                       const VerifyOptions& options = {});

}  // namespace mps::cose
