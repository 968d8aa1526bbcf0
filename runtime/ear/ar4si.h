// Trustworthiness claims of draft-ietf-rats-ar4si: tiers, categories, and the numbers between them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "token/item.h"

namespace mps::ear {

// The tiers, numbered as `ear_status` has them.
enum class Tier : std::uint8_t { kNone = 0, kAffirming = 2, kWarning = 32, kContraindicated = 96 };
inline constexpr std::array<Tier, 4> kTiers = {Tier::kNone, Tier::kAffirming, Tier::kWarning, Tier::kContraindicated};
// `none`, `affirming`, `warning`, `contraindicated`.
std::string_view TierName(Tier tier);

// The order of trust: affirming, none, warning, contraindicated. `none` asserts nothing, so it is less than affirming;
// a warning asserts that something is wrong, so it is less than none.
bool BetterThan(Tier a, Tier b);
Tier Worse(Tier a, Tier b);

enum class Category : std::uint8_t {
  kInstanceIdentity,
  kConfiguration,
  kExecutables,
  kFileSystem,
  kHardware,
  kRuntimeOpaque,
  kStorageOpaque,
  kSourcedData,
};
inline constexpr std::size_t kCategories = 8;
// `instance-identity` ... with the key of CBOR.
eat::Label CategoryLabel(Category category);

// A trustworthiness claim: -128 to 127. Values that this project writes, by their names in AR4SI.
namespace value {
inline constexpr std::int8_t kMalfunction = -1;          // of the verifier; any category
inline constexpr std::int8_t kUnexpectedElements = 1;    // the evidence has something that could not be taken
inline constexpr std::int8_t kApprovedConfig = 2;        // configuration
inline constexpr std::int8_t kUnsafeConfig = 32;         // configuration
inline constexpr std::int8_t kUnsupportableConfig = 96;  // configuration
}  // namespace value

// none -1 to 1; affirming 2..31, -32..-2; warning 32..95, -96..-33; contraindicated 96..127, -128..-97.
Tier TierOf(std::int8_t claim);

// One claim a category. 0 is the same as none at all (AR4SI 2.3.5).
using Vector = std::array<std::int8_t, kCategories>;
// The worst tier of the claims that are made; nullopt if there is none.
std::optional<Tier> WorstOf(const Vector& vector);

}  // namespace mps::ear
