// The kinds of value that the language, the evidence and the program have in common.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mps {

enum class TypeKind : std::uint8_t {
  kBool,
  kInt,   // 64-bit signed
  kText,  // UTF-8, compared by bytes
  kPath,  // text in the %XX form of docs/evidence.md
  kBytes,
  kDigest,    // algorithm and octets
  kMode,      // permission bits 0..07777
  kVersion,   // text with an Ordering
  kTime,      // seconds since 1970-01-01T00:00:00Z
  kDuration,  // seconds
  kIp,        // 4 or 16 octets
  kCidr,      // 4 or 16 octets and a prefix length
  kEnum,      // text out of a declared list
  kScalar,    // bool, int or text, told by the value
  kList,
  kSet,
  kMap,
  kRecord,
  kPattern,  // regular expression or glob: constants only, never a claim
};
std::string_view TypeKindName(TypeKind kind);

// How versions compare; each follows its system's own rules.
enum class Ordering : std::uint8_t { kNone, kDpkg, kRpm, kSemver, kDotted };
std::string_view OrderingName(Ordering ordering);

// Digest algorithms by their COSE number (RFC 9054, IANA COSE Algorithms).
enum class DigestAlg : std::int16_t { kSha1 = -14, kSha256 = -16, kSha384 = -43, kSha512 = -44 };
// Octets of its digests; 0 for a number that is none of them.
constexpr std::size_t DigestOctets(DigestAlg alg) {
  switch (alg) {
    case DigestAlg::kSha1:
      return 20;
    case DigestAlg::kSha256:
      return 32;
    case DigestAlg::kSha384:
      return 48;
    case DigestAlg::kSha512:
      return 64;
  }
  return 0;
}

// Who may assert a claim.
enum class Asserter : std::uint8_t { kEvidence, kEndorser, kBoth };

// The four states of knowledge (docs/evidence.md) and the one that only endorsements bring about.
enum class State : std::uint8_t {
  kValue = 0,  // a value; of a collection: complete
  kAbsent = 1,
  kUnknown = 2,
  kError = 3,
  kConflict = 4,    // two authorised sources differ: read as an error that names them
  kIncomplete = 5,  // collections only: members may be missing
};
std::string_view StateName(State state);

// The five truth values. Numbers are positions in the order of `and`: the smaller wins (false, error, unknown, absent,
// true).
enum class Truth : std::uint8_t { kFalse = 0, kError = 1, kUnknown = 2, kAbsent = 3, kTrue = 4 };
std::string_view TruthName(Truth truth);

}  // namespace mps
