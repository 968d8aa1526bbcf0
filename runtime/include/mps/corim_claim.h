// How CoRIMs (draft-ietf-rats-corim, 2026) speak of a claim of a schema: which part of their data model it is, and
// under which measurement key. A field of a schema declares it (`corim svn of "bios"`, docs/language.md L3).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "mps/kinds.h"

namespace mps {

// Of the environment ("Environments"), of a measurement ("Measurement Values"), or keys of it.
enum class CorimPart : std::uint8_t {
  kClassId,
  kVendor,
  kModel,
  kLayer,
  kIndex,
  kInstance,
  kGroup,
  kVersion,
  kSvn,
  kDigest,
  kFlag,  // which one: `item`
  kRaw,
  kMac,
  kIp,
  kSerial,
  kUeid,
  kUuid,
  kName,
  kKeys,
  kRegister,  // which one: `item`
  kInteger,
  kAttestKeys,
  kIdentityKeys,
};
inline constexpr std::uint8_t kCorimParts = 23;

// A measurement key or the name of an integrity register.
struct CorimId {
  enum class Kind : std::uint8_t { kNone, kUint, kText, kUuid, kOid };
  Kind kind = Kind::kNone;
  std::uint64_t number = 0;
  std::string text;  // kText; kUuid: 32 hexadecimal digits; kOid: in dots
  auto operator<=>(const CorimId&) const = default;
};

struct CorimClaim {
  CorimPart part = CorimPart::kSvn;
  CorimId item;  // kFlag: its number in the draft; kRegister: its name
  CorimId key;   // of the measurement; none: the anonymous one
  auto operator<=>(const CorimClaim&) const = default;
};

// One word of the language for it.
struct CorimWord {
  std::string_view word;  // `svn`, `is_debug`
  CorimPart part;
  std::uint64_t flag;      // kFlag
  bool of_measurement;     // `of KEY` may follow
  std::string_view takes;  // the types that may hold it, for messages: `an int`
};
std::span<const CorimWord> CorimWords();
const CorimWord* FindCorimWord(std::string_view word);
// As a schema spells it: `svn of "bios"`, `register["pcr0"]`.
std::string CorimText(const CorimClaim& claim);

// Whether a claim of this type, or a set of members of it, can hold that part.
bool CorimFits(CorimPart part, TypeKind kind, bool is_set);

}  // namespace mps
