// Labels and words of the MPS profile that both the writer and the reader of its claims need; not for others.
#pragma once

#include <array>
#include <utility>

#include "token/eat.h"
#include "token/mps_token.h"

namespace mps::token {

inline constexpr eat::Label kRole{0, "role"}, kType{1, "type"}, kUri{2, "uri"}, kDigest{3, "digest"}, kData{4, "data"},
    kTime{5, "time"};
inline constexpr std::array<eat::Label, 6> kLemMembers = {kRole, kType, kUri, kDigest, kData, kTime};
inline constexpr std::array<eat::Label, 5> kRoles = {eat::Label{1, "claim-set"}, eat::Label{2, "evidence"},
                                                     eat::Label{3, "log"}, eat::Label{4, "endorsement"},
                                                     eat::Label{5, "program"}};
inline constexpr std::array<eat::Label, 4> kMeasured = {eat::kMeasuredSuccess, eat::kMeasuredFail, eat::kMeasuredNotRun,
                                                        eat::kMeasuredAbsent};
inline constexpr std::array<std::pair<eat::Label, eat::Label>, 5> kSpellings = {{{claim::kMps, claim::kUpperMps},
                                                                                 {claim::kLem, claim::kUpperLem},
                                                                                 {claim::kPcr, claim::kUpperPcr},
                                                                                 {claim::kFma, claim::kUpperFma},
                                                                                 {claim::kHsh, claim::kUpperHsh}}};

// The verdicts of selected rules: number in CBOR, name in JSON.
inline std::array<eat::Label, 6> VerdictWords() {
  std::array<eat::Label, 6> words{};
  for (std::size_t i = 0; i < words.size(); ++i) {
    words[i] = {static_cast<std::int64_t>(kAllVerdicts[i]), VerdictName(kAllVerdicts[i])};
  }
  return words;
}

}  // namespace mps::token
