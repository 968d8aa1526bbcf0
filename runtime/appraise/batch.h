// Many documents against one program: a reader, workers with an engine each, results in order, flat memory. The library
// neither reads files nor prints: a BatchSource gives documents, a BatchSink takes what came of them.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "appraise/appraise.h"
#include "appraise/batch_chunk.h"
#include "mps/status.h"
#include "mps/verdict.h"

namespace mps::interp {
struct NativeCode;
}

namespace mps {

class Tier;  // appraise/tier.h

enum class BatchOrder : std::uint8_t { kInput, kFinish };

struct BatchOptions {
  std::string level;
  std::vector<std::pair<std::string, std::string>> params;  // as Request::params
  std::int64_t now = 0;                                     // the time of appraisal, for all documents
  unsigned jobs = 1;                                        // workers, at least one
  BatchOrder order = BatchOrder::kInput;
  EndorsementInput endorsements{};  // of all documents; bound to each by what it says of its device
  bool claim_sets = false;          // BatchResult::appraisal is due
  // Code that all workers judge by, as of Stages::UseNative; null: the interpreter.
  std::shared_ptr<const interp::NativeCode> native{};
  // Gives code while the batch runs; each worker takes it up between two documents. Null: none. Outlives the batch.
  Tier* tier = nullptr;
};

// What came of one document.
struct BatchResult {
  explicit BatchResult(const BatchDocument& of) : document(of) {}
  const BatchDocument& document;
  Status status;                        // not ok: the document was refused, and the rest does not count
  Verdict verdict = Verdict::kUnknown;  // of the level
  VerdictCounts counts{};
  // Of rules that are not hidden, by id.
  const std::vector<std::string>* rule_ids = nullptr;
  const std::vector<RuleResult>* rules = nullptr;
  const Appraisal* appraisal = nullptr;  // claim_sets only; without reasons
};

struct BatchTotals {
  std::uint64_t documents = 0, refused = 0;
  std::uint64_t native = 0;  // judged by native code; the others that were not refused, by the interpreter
  std::array<std::uint64_t, 8> verdicts{};  // by the verdict's number
};

// What a worker makes of its results, and the writer takes.
struct BatchOutput {
  std::string text;
  Bytes claim_sets;
};

class BatchSink {
 public:
  virtual ~BatchSink() = default;
  // Called by all workers at once.
  virtual void Format(const BatchResult& result, BatchOutput& out) const = 0;
  // Called by one thread at a time, in the order asked for; `totals` are those of everything written up to and with
  // this. A failure ends the batch.
  virtual Status Write(const BatchOutput& out, const BatchTotals& totals) = 0;
};

struct BatchOutcome {
  BatchTotals totals;
  // What ended the batch early: the source's or the sink's failure; kUsage as of Appraiser::Appraise; kInternal.
  Status status;
};

// LIMIT: chunks being worked on hold at most kBatchBytes together, or one document if it is larger.
inline constexpr std::size_t kBatchBytes = std::size_t{32} << 20;
inline constexpr unsigned kBatchJobs = 256;

// Results are those of Appraiser::Appraise for each document.
BatchOutcome RunBatch(std::shared_ptr<const program::Program> program, const BatchOptions& options, BatchSource& source,
                      BatchSink& sink);

}  // namespace mps
