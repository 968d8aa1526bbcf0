// The draft's comparison of a condition with an entry of the accepted claims ("Rules of Comparison"): everything that
// the condition has must be in the entry and compare; what the entry has beyond it does not matter. What this reader
// does not know never matches.
#pragma once

#include "corim/values.h"

namespace mps::corim {

// "Environment Comparison": each attribute of the condition is there and the same.
bool MatchEnvironment(const Environment& condition, const Environment& entry);
// "Authority Comparison": each key of the condition is one of the entry's, in any order.
bool MatchAuthority(const Keys& condition, const Keys& entry);
// An element-id or key-id: both absent, or the same.
bool MatchKey(const std::optional<Typed>& condition, const std::optional<Typed>& entry);
// "Measurement Values Map Comparison".
bool MatchClaims(const Claims& condition, const Claims& entry);

// "Comparison of a Single Measurement Values Map Attribute", one function for each kind.
bool MatchVersion(const Version& condition, const Version& entry);
bool MatchSvn(const Svn& condition, const Svn& entry);
bool MatchDigests(const Digests& condition, const Digests& entry);
bool MatchFlags(const Flags& condition, const Flags& entry);
// `mask` is that of the deprecated code point 5 of the condition, or nullptr.
bool MatchRawValue(const RawValue& condition, const Bytes* mask, const RawValue& entry);
bool MatchCryptoKeys(const Keys& condition, const Keys& entry);
bool MatchRegisters(const Registers& condition, const Registers& entry);
bool MatchIntRange(const IntRange& condition, const IntRange& entry);

}  // namespace mps::corim
