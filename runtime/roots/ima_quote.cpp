#include "roots/ima_quote.h"

#include <algorithm>
#include <optional>

#include "crypto/hash.h"
#include "mps/limits.h"
#include "roots/ima_line.h"
#include "roots/ima_replay.h"

namespace mps::roots {
namespace {

// A bank that has a proven value of the register.
struct Target {
  std::size_t bank;  // in the replay
  Bytes value;
};

// Folds a bank as kernels before 5.8 did: the SHA-1 of the data, filled up with zeros to the bank's size.
class PaddedBank {
 public:
  explicit PaddedBank(PcrBank bank) : bank_(std::move(bank)) {}
  Status Extend(std::uint32_t pcr, ByteView sha1, bool violation) {
    Bytes digest(sha1.begin(), sha1.end());
    digest.resize(bank_.size(), 0);
    if (violation) std::fill(digest.begin(), digest.end(), 0xff);
    return bank_.Extend(pcr, digest);
  }
  ByteView Value(std::uint32_t pcr) const { return bank_.Value(pcr); }

 private:
  PcrBank bank_;
};

bool Equal(ByteView a, ByteView b) { return std::equal(a.begin(), a.end(), b.begin(), b.end()); }

class Verifier {
 public:
  explicit Verifier(const ImaPolicy& policy) : policy_(policy) {}

  ImaReport Run(ByteView list) {
    list_ = list;
    const Status status = Read(list);
    report_.checks.Add(ima_check::kList, status, "every line is understood");
    Hashes();
    Prefix(status.ok());
    report_.verified = !report_.checks.AnyFailed() && !(policy_.strict && report_.checks.AnyNotChecked());
    if (report_.checks.AnyFailed()) report_.proven_lines = 0;
    return std::move(report_);
  }

 private:
  Status Read(ByteView list) {
    if (policy_.pcr >= kPcrs) return {Code::kUsage, "a register that is none"};
    if (list.size() > limit::kEvidenceBytes) return {Code::kLimit, "the list is larger than is taken"};
    MPS_ASSIGN(replay_, MakeReplay());
    MPS_TRY(FindTargets());
    See(0);
    return ForEachImaLine(AsText(list), [&](const ImaLine& line, std::uint64_t number) { return Take(line, number); });
  }

  // SHA-1 is always folded: template hashes are mostly of it.
  Result<std::optional<ImaReplay>> MakeReplay() {
    std::vector<DigestAlg> banks = {DigestAlg::kSha1};
    for (const auto& [bank, values] : policy_.proven) {
      const auto alg = DigestOf(bank);
      if (alg && *alg != DigestAlg::kSha1 && values.contains(policy_.pcr)) banks.push_back(*alg);
    }
    MPS_ASSIGN(auto replay, ImaReplay::Create(banks));
    return std::optional<ImaReplay>(std::move(replay));
  }

  Status FindTargets() {
    for (std::size_t i = 0; i < replay_->banks().size(); ++i) {
      const DigestAlg alg = replay_->banks()[i].alg();
      const auto bank = policy_.proven.find(HashIdOf(alg));
      if (bank == policy_.proven.end()) continue;
      const auto value = bank->second.find(policy_.pcr);
      if (value == bank->second.end()) continue;
      targets_.push_back({i, value->second});
      MPS_ASSIGN(auto padded, PcrBank::Create(alg));
      padded_.emplace_back(std::move(padded));
    }
    return {};
  }

  Status Take(const ImaLine& line, std::uint64_t number) {
    MPS_ASSIGN(const bool matches, replay_->Take(line));
    report_.lines = number;
    if (!matches) report_.mismatches.push_back(number);
    if (line.violation) report_.violations.push_back(number);
    if (std::max(report_.mismatches.size(), report_.violations.size()) > kImaNumbers)
      return {Code::kLimit, "more mismatches or violations than are kept"};
    if (line.pcr != policy_.pcr || found_) return {};
    if (policy_.allow_padded_sha1) {
      for (PaddedBank& bank : padded_) MPS_TRY(bank.Extend(line.pcr, replay_->measured(0), line.violation));
    }
    See(number);
    return {};
  }

  // Whether the registers have the proven values now.
  void See(std::uint64_t number) {
    bool all = true, padded = false;
    for (std::size_t i = 0; i < targets_.size(); ++i) {
      const Target& target = targets_[i];
      if (Equal(replay_->banks()[target.bank].Value(policy_.pcr), target.value)) continue;
      if (policy_.allow_padded_sha1 && Equal(padded_[i].Value(policy_.pcr), target.value)) {
        padded = true;
      } else {
        all = false;
      }
    }
    if (!all || targets_.empty()) return;
    found_ = true;
    report_.proven_lines = number;
    report_.padded_sha1 = padded;
  }

  void Hashes() {
    const Status status = report_.mismatches.empty()
                              ? Status()
                              : Status(Code::kInvalid, "line " + std::to_string(report_.mismatches[0]) +
                                                           " has a template hash that is not that of its data");
    report_.checks.Add(ima_check::kHashes, status, "template hashes are those of the data");
  }

  void Prefix(bool whole) {
    if (!whole) {
      report_.checks.Skip(ima_check::kPrefix, "the list is not understood");
    } else if (targets_.empty()) {
      report_.checks.Skip(ima_check::kPrefix, "no register " + std::to_string(policy_.pcr) + " is proven");
    } else if (!found_) {
      report_.checks.Fail(ima_check::kPrefix, WhyNone(), Code::kInvalid);
    } else {
      report_.checks.Pass(ima_check::kPrefix, "the first " + std::to_string(report_.proven_lines) + " of " +
                                                  std::to_string(report_.lines) + " lines are proven");
    }
  }

  // A bank of an old kernel is told from a list that was changed: the list is gone through again, to say so.
  std::string WhyNone() const {
    if (!policy_.allow_padded_sha1) {
      ImaPolicy padded = policy_;
      padded.allow_padded_sha1 = true;
      if (Verifier(padded).Run(list_).padded_sha1)
        return "the quoted bank was extended with SHA-1 digests filled up with zeros, as kernels before 5.8 do, and "
               "proves no more than SHA-1";
    }
    return "no beginning of the list gives the quoted value";
  }

  const ImaPolicy& policy_;
  ByteView list_;
  ImaReport report_;
  std::optional<ImaReplay> replay_;
  std::vector<Target> targets_;
  std::vector<PaddedBank> padded_;  // one for each target
  bool found_ = false;
};

}  // namespace

ImaReport VerifyImaList(ByteView list, const ImaPolicy& policy) { return Verifier(policy).Run(list); }

}  // namespace mps::roots
