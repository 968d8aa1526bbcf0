// Environments and measurements (draft-ietf-rats-corim, "Environments", "Measurements").
#pragma once

#include <compare>
#include <map>

#include "corim/typed.h"

namespace mps::corim {

// class-map ("Environment Class"). INVARIANT: not empty; `model` stands with `vendor`.
struct Class {
  std::optional<Typed> id;
  std::optional<std::string> vendor, model;
  std::optional<std::uint64_t> layer, index;
};

// environment-map ("Environments"). INVARIANT: not empty.
struct Environment {
  std::optional<Class> klass;
  std::optional<Typed> instance, group;
};
std::string Describe(const Environment& environment);
// The same attributes with the same values, none more.
bool operator==(const Class& a, const Class& b);
bool operator==(const Environment& a, const Environment& b);

// Any integer that CBOR has, -2^64 .. 2^64 - 1: argument, or -1 - argument.
struct Integer {
  bool negative = false;
  std::uint64_t argument = 0;
  static Integer Of(std::int64_t value);
  bool operator==(const Integer&) const = default;
  std::strong_ordering operator<=>(const Integer& other) const;
};

// Code points of the measurement-values-map ("Measurement Values").
namespace code {
inline constexpr std::int64_t kVersion = 0, kSvn = 1, kDigests = 2, kFlags = 3, kRawValue = 4, kRawMask = 5, kMac = 6,
                              kIp = 7, kSerial = 8, kUeid = 9, kUuid = 10, kName = 11, kCryptoKeys = 13,
                              kRegisters = 14, kIntRange = 15;
}  // namespace code

struct Version {  // "Version"
  std::string text;
  std::optional<std::variant<std::int64_t, std::string>> scheme;
  bool operator==(const Version&) const = default;
};
struct Svn {  // "Security Version Number"
  bool minimum = false;
  std::uint64_t value = 0;
  bool operator==(const Svn&) const = default;
};
using Digests = std::vector<Digest>;         // each algorithm once
using Flags = std::map<std::int64_t, bool>;  // "Flags": 0 is-configured ... 9; others are of extensions
struct RawValue {                            // "Raw Values Types"
  Bytes value;
  std::optional<Bytes> mask;  // of tag 563
  bool operator==(const RawValue&) const = default;
};
using RegisterId = std::variant<std::uint64_t, std::string>;  // 5 is not "5"
using Registers = std::map<RegisterId, Digests>;              // "Integrity Registers"
struct IntRange {                                             // "Int Range"
  bool is_range = false;                                      // false: the integer `least`
  std::optional<Integer> least, most;                         // nullopt: unbounded
  bool operator==(const IntRange&) const = default;
};
// A code point or type that this reader does not know. It is kept and never matches ("Comparison of a Single
// Measurement Values Map Attribute").
struct Unknown {
  std::string why;
  bool operator==(const Unknown&) const { return false; }
};

// mac-addr, ip-addr, ueid, uuid, raw-value-mask are octets; serial-number and name are text.
using Value =
    std::variant<Version, Svn, Digests, Flags, RawValue, Bytes, std::string, Keys, Registers, IntRange, Unknown>;

struct Claim {
  std::int64_t code = 0;
  Value value;
  Bytes encoded;  // deterministic CBOR of the value
};
// In the order of their code points, each once.
using Claims = std::vector<Claim>;
const Claim* FindClaim(const Claims& claims, std::int64_t code);
// `digests`, `svn` ...; `code point -77`.
std::string ClaimName(std::int64_t code);
std::string Describe(const Claim& claim);

// measurement-map ("Measurements"). Without a key it is anonymous.
struct Measurement {
  std::optional<Typed> key;
  Claims claims;
  Keys authorized_by;
};

}  // namespace mps::corim
