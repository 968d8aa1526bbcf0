#include "ear/ar4si.h"

namespace mps::ear {
namespace {

int Distrust(Tier tier) {
  switch (tier) {
    case Tier::kAffirming:
      return 0;
    case Tier::kNone:
      return 1;
    case Tier::kWarning:
      return 2;
    case Tier::kContraindicated:
      break;
  }
  return 3;
}

}  // namespace

std::string_view TierName(Tier tier) {
  switch (tier) {
    case Tier::kNone:
      return "none";
    case Tier::kAffirming:
      return "affirming";
    case Tier::kWarning:
      return "warning";
    case Tier::kContraindicated:
      break;
  }
  return "contraindicated";
}

bool BetterThan(Tier a, Tier b) { return Distrust(a) < Distrust(b); }

Tier Worse(Tier a, Tier b) { return BetterThan(a, b) ? b : a; }

eat::Label CategoryLabel(Category category) {
  static constexpr std::array<std::string_view, kCategories> kNames = {
      "instance-identity", "configuration",  "executables",    "file-system",
      "hardware",          "runtime-opaque", "storage-opaque", "sourced-data"};
  const auto index = static_cast<std::size_t>(category);
  return {static_cast<std::int64_t>(index), kNames[index]};
}

Tier TierOf(std::int8_t claim) {
  if (claim >= -1 && claim <= 1) return Tier::kNone;
  if (claim >= -32 && claim <= 31) return Tier::kAffirming;
  if (claim >= -96 && claim <= 95) return Tier::kWarning;
  return Tier::kContraindicated;
}

std::optional<Tier> WorstOf(const Vector& vector) {
  std::optional<Tier> worst;
  for (std::int8_t claim : vector) {
    if (claim == 0) continue;
    worst = worst ? Worse(*worst, TierOf(claim)) : TierOf(claim);
  }
  return worst;
}

}  // namespace mps::ear
