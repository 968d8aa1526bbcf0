// Entity Attestation Tokens (RFC 9711) in both encodings: types of claims, submodules, nested tokens, detached bundles,
// and verification under a policy of the caller. The MPS profile on top of it is mps_token.h and verify.h.
//
// Entry points: DecodeCborClaims, DecodeJsonClaims (claims sets), VerifyEat (whole tokens).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/key.h"
#include "crypto/sign.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "token/cose.h"
#include "token/item.h"
#include "token/jws.h"

namespace mps::eat {

// Claims by their CWT key and JWT name (RFC 9711 4, RFC 8392 4, RFC 8747).
namespace claim {
inline constexpr Label kIss{1, "iss"}, kSub{2, "sub"}, kAud{3, "aud"}, kExp{4, "exp"}, kNbf{5, "nbf"}, kIat{6, "iat"},
    kTokenId{7, "jti"}, kCnf{8, "cnf"}, kNonce{10, "eat_nonce"}, kUeid{256, "ueid"}, kSueids{257, "sueids"},
    kOemid{258, "oemid"}, kHwmodel{259, "hwmodel"}, kHwversion{260, "hwversion"}, kUptime{261, "uptime"},
    kOemboot{262, "oemboot"}, kDbgstat{263, "dbgstat"}, kLocation{264, "location"}, kProfile{265, "eat_profile"},
    kSubmods{266, "submods"}, kBootcount{267, "bootcount"}, kBootseed{268, "bootseed"}, kDloas{269, "dloas"},
    kSwname{270, "swname"}, kSwversion{271, "swversion"}, kManifests{272, "manifests"},
    kMeasurements{273, "measurements"}, kMeasres{274, "measres"}, kIntuse{275, "intuse"};
}  // namespace claim

// Results of measres (RFC 9711 4.2.17).
inline constexpr Label kMeasuredSuccess{1, "success"}, kMeasuredFail{2, "fail"}, kMeasuredNotRun{3, "not-run"},
    kMeasuredAbsent{4, "absent"};

// What a receiver demands of the encoding and of what is inside a token.
struct Rules {
  bool definite_only = false;  // CBOR: no indefinite lengths (RFC 9711 6.4)
  bool deterministic = false;  // CBOR: RFC 8949 4.2.1
  bool allow_nested = true;    // submodules that are tokens; their shape is checked, not their signatures
  bool allow_bundles = true;   // detached bundles (RFC 9711 5)
  bool allow_detached_submods = true;
};

// A claims set whose known claims have the types and ranges of RFC 9711. Unknown claims are kept and mean nothing.
struct ClaimsSet {
  Encoding encoding = Encoding::kCbor;
  Item map;  // kMap
  const Item* Find(Label label) const { return map.Find(label, encoding); }
};

// Whole documents. Errors: of the readers (kMalformed, kDuplicate, kUtf8, kTrailing, kLimit ...), kType and kInvalid
// that name the claim. CBOR claims sets have integer keys only (RFC 9711 4).
Result<ClaimsSet> DecodeCborClaims(ByteView bytes, const Rules& rules = {});
Result<ClaimsSet> DecodeJsonClaims(std::string_view text, const Rules& rules = {});
// Types and ranges of every known claim, submodules included.
Status CheckClaims(const ClaimsSet& claims, const Rules& rules);

// The profile: a URI, or an object identifier in dots. nullopt if there is none.
Result<std::optional<std::string>> ProfileOf(const ClaimsSet& claims);
// The nonces, as octets. In JSON: the text as it stands (RFC 9711 4.1 does not say that it is base64url).
Result<std::vector<Bytes>> NoncesOf(const ClaimsSet& claims);
// True if one of the nonces is `expected`: equal octets (CBOR), or its base64url text (JSON).
Result<bool> HasNonce(const ClaimsSet& claims, ByteView expected);
// iat, exp, nbf; nullopt if there is none. kType unless an integer.
Result<std::optional<std::int64_t>> TimeOf(const ClaimsSet& claims, Label label);
// kFreshness if expired, not valid yet or issued in the future, by more than `skew` seconds.
Status CheckTimes(const ClaimsSet& claims, std::int64_t now, std::int64_t skew);

// A key that a receiver trusts, with the one algorithm that it is for.
struct TrustedKey {
  Bytes kid;  // in JOSE: the same octets as text, or their base64url
  crypto::PublicKey key;
  crypto::SignAlg alg;
};

struct Policy {
  std::vector<TrustedKey> keys;
  std::vector<crypto::SignAlg> algorithms;  // of the profile; empty: any that a key is for
  bool any_kid = false;             // tokens of others: take the only key of `keys` whatever identifier the token names
  bool check_signature = true;      // false: shape only. The result then proves nothing
  std::optional<std::int64_t> now;  // nullopt: times are not compared
  std::int64_t skew = 0;
  std::optional<Bytes> nonce;
  std::optional<std::string> profile;  // the one that the token must name
  Rules rules;
  cose::Options cose;
  jws::Options jws;
};

enum class Envelope : std::uint8_t { kCwt, kJwt };

// A token whose envelope was opened.
struct Token {
  Envelope envelope = Envelope::kCwt;
  ClaimsSet claims;
  std::vector<std::pair<std::string, ClaimsSet>> detached;  // of a bundle: sets that match their digests
};

// Told by content: CWT (CBOR tags 61, 18), JWT (text with dots), detached bundle (tag 602, JSON array).
// kSignature, kTrust, kFreshness, and the errors of decoding. An untagged message is not taken.
Result<Token> VerifyEat(ByteView bytes, const Policy& policy);

// True for `scheme:rest` in printable ASCII without spaces (RFC 3986 3, roughly); no more is judged.
bool IsUri(std::string_view text);

// True if the bytes can only be text (a JWT or a JSON bundle); else they are read as CBOR.
bool LooksLikeText(ByteView bytes);

}  // namespace mps::eat
