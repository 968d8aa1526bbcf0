#include "roots/ima_replay.h"

#include <algorithm>

#include "crypto/hash.h"

namespace mps::roots {
namespace {

bool Same(ByteView measured, std::string_view hex) {
  static constexpr char kDigits[] = "0123456789abcdef";
  for (std::size_t i = 0; i < measured.size(); ++i) {
    if (hex[2 * i] != kDigits[measured[i] >> 4] || hex[2 * i + 1] != kDigits[measured[i] & 15]) return false;
  }
  return true;
}

}  // namespace

Result<ImaReplay> ImaReplay::Create(std::span<const DigestAlg> banks) {
  std::vector<PcrBank> out;
  for (const DigestAlg alg : banks) {
    if (std::any_of(out.begin(), out.end(), [&](const PcrBank& b) { return b.alg() == alg; }))
      return Status(Code::kUsage, "bank " + std::string(crypto::DigestName(alg)) + " is given twice");
    MPS_ASSIGN(auto bank, PcrBank::Create(alg));
    out.push_back(std::move(bank));
  }
  return ImaReplay(std::move(out));
}

Result<bool> ImaReplay::Take(const ImaLine& line) {
  MPS_TRY(CheckHashLength(line));
  bool matches = true;
  if (!line.violation) line.TemplateData(data_);
  for (std::size_t i = 0; i < banks_.size(); ++i) {
    PcrBank& bank = banks_[i];
    measured_[i] = bank.Ones();
    if (!line.violation) {
      MPS_ASSIGN(measured_[i], bank.Measure(data_));
      if (bank.alg() == *list_alg_) matches = Same(measured_[i], line.template_hash);
    }
    MPS_TRY(bank.Extend(line.pcr, measured_[i]));
  }
  if (!list_bank_ && !line.violation) {  // the list's own algorithm is none of the banks
    MPS_ASSIGN(const Bytes measured, crypto::Hash(*list_alg_, data_));
    matches = Same(measured, line.template_hash);
  }
  return matches;
}

// The template hash is in one algorithm all through a list: SHA-1, or that of the file it was read from
// (ascii_runtime_measurements_sha256).
Status ImaReplay::CheckHashLength(const ImaLine& line) {
  const std::size_t size = line.template_hash.size() / 2;
  if (!list_alg_) {
    for (const DigestAlg alg : {DigestAlg::kSha1, DigestAlg::kSha256, DigestAlg::kSha384, DigestAlg::kSha512}) {
      if (crypto::DigestSize(alg) == size) list_alg_ = alg;
    }
    if (!list_alg_) return {Code::kMalformed, "the template hash has the length of no digest", 3};
    list_bank_ = std::any_of(banks_.begin(), banks_.end(), [&](const PcrBank& b) { return b.alg() == *list_alg_; });
  }
  if (crypto::DigestSize(*list_alg_) != size)
    return {Code::kMalformed, "the template hash is not as long as those before it", 3};
  return {};
}

}  // namespace mps::roots
