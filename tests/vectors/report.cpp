// Counting and printing of cases.
#include "vectors/report.h"

namespace mps::vectors {

void Report::Fail(std::string id, std::string reason) { failures_.push_back({std::move(id), std::move(reason)}); }
void Report::Skip(const std::string& feature) { ++skips_[feature]; }

void Report::Accept(const std::string& id, const Status& status, bool required) {
  if (status.ok()) return Pass();
  if (status.code() == Code::kUnsupported && !status.feature().empty() && !required) return Skip(status.feature());
  Fail(id, "valid, but refused: " + status.ToString());
}

void Report::Reject(const std::string& id, const Status& status) {
  if (!status.ok()) return Pass();
  Fail(id, "invalid, but accepted");
}

void Report::Check(const std::string& id, bool holds, std::string_view otherwise) {
  if (holds) return Pass();
  Fail(id, std::string(otherwise));
}

std::size_t Report::skipped() const {
  std::size_t sum = 0;
  for (const auto& [feature, count] : skips_) sum += count;
  return sum;
}

std::string Report::Print(std::string_view suite) const {
  std::string out = std::string(suite) + ": " + std::to_string(passed()) + " passed, " + std::to_string(failed()) +
                    " failed, " + std::to_string(skipped()) + " skipped\n";
  for (const auto& [feature, count] : skips_) {
    out += "  skipped " + std::to_string(count) + " unsupported:" + feature + "\n";
  }
  for (const Failure& failure : failures_) out += "  failed " + failure.id + ": " + failure.reason + "\n";
  return out;
}

}  // namespace mps::vectors
