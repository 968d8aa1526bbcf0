// One reader (the caller's thread), workers, and a writer, which is whichever worker finished what is to be written
// next. Entry point: RunBatch.
#include "appraise/batch.h"

#include <time.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <new>
#include <optional>
#include <thread>

#include "appraise/stages.h"
#include "appraise/tier.h"
#include "interp/native.h"
#include "program/program.h"

namespace mps {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kKeptBytes = std::size_t{1} << 20;  // larger buffers are given back after use
constexpr std::size_t kJobsAhead = 4;                     // chunks read ahead for each worker

// A chunk on its way from reader to writer. Used again and again.
struct Job {
  std::uint64_t sequence = 0;
  std::size_t held = 0;  // octets that count against kBatchBytes
  BatchChunk chunk;
  BatchOutput output;
  BatchTotals totals;

  void Reset() {
    if (chunk.bytes.capacity() > kKeptBytes) chunk.bytes = {};
    chunk.bytes.clear();
    chunk.documents.clear();
    if (output.text.capacity() > kKeptBytes) output.text = {};
    output.text.clear();
    if (output.claim_sets.capacity() > kKeptBytes) output.claim_sets = {};
    output.claim_sets.clear();
    totals = {};
  }
};

// Of the processor, that this thread has had.
std::chrono::nanoseconds ProcessorTime() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

// The engine of one worker: the stages alone, or whole appraisals where claim sets are due.
class Judge {
 public:
  Judge(std::shared_ptr<const program::Program> program, const BatchOptions& options)
      : program_(std::move(program)), options_(options) {}

  Status Prepare() {
    tiered_ = options_.tier == nullptr;
    if (options_.claim_sets) {
      MPS_ASSIGN(appraiser_, Appraiser::Create(program_, options_.endorsements));
      rule_ids_.clear();
      for (const auto& rule : program_->rules) {
        if (!rule.hidden) rule_ids_.push_back(rule.id);
      }
      if (options_.native != nullptr) MPS_TRY(appraiser_->UseNative(*options_.native));
    } else {
      MPS_ASSIGN(stages_, Stages::Create(program_, options_.level, options_.params, options_.endorsements));
      if (options_.native != nullptr) MPS_TRY(stages_->UseNative(*options_.native));
    }
    return {};
  }

  // kUsage, kInternal: not the document's fault, and nothing was formatted.
  Status Work(Job& job, const BatchSink& sink) {
    const auto start = Clock::now();
    const auto processor = ProcessorTime();
    judging_ = {};
    for (const auto& document : job.chunk.documents) {
      if (!tiered_) TakeUpNative();
      BatchResult result(document);
      result.status = document.fault;
      if (result.status.ok()) result.status = Appraise(job.chunk.View(document), result);
      const Code code = result.status.code();
      if (code == Code::kUsage || code == Code::kInternal) return result.status;
      ++job.totals.documents;
      if (result.status.ok()) {
        ++job.totals.verdicts[static_cast<std::size_t>(result.verdict)];
        job.totals.native += native_ran_ ? 1 : 0;
      } else {
        ++job.totals.refused;
      }
      sink.Format(result, job.output);
    }
    if (!tiered_) Report(Clock::now() - start, ProcessorTime() - processor);
    return {};
  }

 private:
  // Tells the tier what judging took. Asking for the processor's time of each document would take more than some
  // documents do; the clock's time of each is good for the share of the whole, which other processes lengthen alike.
  void Report(std::chrono::nanoseconds passed, std::chrono::nanoseconds processor) {
    const double share =
        passed.count() > 0 ? static_cast<double>(judging_.count()) / static_cast<double>(passed.count()) : 0;
    const auto judging = static_cast<std::int64_t>(share * static_cast<double>(processor.count()));
    options_.tier->Spent(std::chrono::nanoseconds(judging), processor);
  }

  // Where there is code by now, this worker goes on with it. Where it cannot, it goes on as it was.
  void TakeUpNative() {
    const interp::NativeCode* code = options_.tier->code();
    if (code == nullptr) return;
    tiered_ = true;
    Status status;
    try {
      const ByteView digest = options_.tier->digest();
      status = options_.claim_sets ? appraiser_->UseNative(*code, digest) : stages_->UseNative(*code, digest);
    } catch (const std::bad_alloc&) {
      status = Status(Code::kLimit, "there is not enough memory for native code");
    }
    if (!status.ok()) options_.tier->Refuse(status);
  }

  // What one document takes beyond memory is that document's fault; the engine starts afresh for the next.
  Status Appraise(ByteView bytes, BatchResult& result) {
    try {
      return options_.claim_sets ? AppraiseWhole(bytes, result) : AppraiseInStages(bytes, result);
    } catch (const std::bad_alloc&) {
      appraisal_.reset();
      MPS_TRY(Prepare());
      return {Code::kLimit, "there is not enough memory for this document"};
    }
  }

  Status AppraiseInStages(ByteView bytes, BatchResult& result) {
    MPS_TRY(stages_->Decode(bytes));
    const auto start = Clock::now();
    MPS_TRY(stages_->Judge(options_.now));
    judging_ += Clock::now() - start;
    native_ran_ = stages_->engine() != "interpreter";
    const auto verdict = stages_->verdict();
    if (!verdict) return {Code::kUsage, "level `" + options_.level + "` selects no rule"};
    result.verdict = *verdict;
    result.counts = stages_->counts();
    result.rule_ids = &stages_->rule_ids();
    result.rules = &stages_->results();
    return {};
  }

  Status AppraiseWhole(ByteView bytes, BatchResult& result) {
    Request request;
    request.evidence = bytes;
    request.level = options_.level, request.params = options_.params;
    request.now = options_.now;
    request.report = false;
    MPS_ASSIGN(appraisal_, appraiser_->Appraise(request));
    judging_ += appraisal_->judging;
    native_ran_ = appraisal_->engine != "interpreter";
    result.verdict = appraisal_->verdict;
    result.counts = appraisal_->counts;
    result.rule_ids = &rule_ids_;
    result.rules = &appraiser_->results();
    result.appraisal = &*appraisal_;
    return {};
  }

  std::shared_ptr<const program::Program> program_;
  const BatchOptions& options_;
  std::optional<Stages> stages_;
  std::optional<Appraiser> appraiser_;
  std::optional<Appraisal> appraisal_;
  std::vector<std::string> rule_ids_;
  bool tiered_ = true;       // nothing more to take up
  bool native_ran_ = false;  // of the last document that was judged
  std::chrono::nanoseconds judging_{0};
};

class Batch {
 public:
  Batch(std::shared_ptr<const program::Program> program, const BatchOptions& options, BatchSink& sink)
      : program_(std::move(program)),
        options_(options),
        sink_(sink),
        workers_(std::clamp(options.jobs, 1u, kBatchJobs)) {}

  BatchOutcome Run(BatchSource& source) {
    std::vector<std::thread> threads;
    try {
      for (unsigned i = 0; i < workers_; ++i) threads.emplace_back([this] { WorkGuarded(); });
      Read(source);
    } catch (const std::exception& fault) {  // no thread, no memory
      Fail({Code::kInternal, std::string("batch: ") + fault.what()});
    }
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    work_.notify_all();
    for (auto& thread : threads) thread.join();
    return {totals_, status_.ok() ? source_status_ : status_};
  }

 private:
  // ---- reader
  void Read(BatchSource& source) {
    std::uint64_t sequence = 0, index = 0;
    while (auto job = Room()) {
      auto more = source.Fill(job->chunk);
      if (!more.ok()) source_status_ = more.TakeStatus();
      for (auto& document : job->chunk.documents) document.index = ++index;
      job->sequence = sequence++;
      job->held = job->chunk.bytes.size();
      const bool last = !source_status_.ok() || !*more;
      if (!job->chunk.documents.empty()) Push(std::move(job));
      if (last) return;
    }
  }

  // An empty job, once there is room for another; nothing when the batch failed.
  std::unique_ptr<Job> Room() {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] {
      return failed_ || in_flight_ == 0 || (in_flight_ < workers_ * kJobsAhead && held_ < kBatchBytes);
    });
    if (failed_) return nullptr;
    if (free_.empty()) return std::make_unique<Job>();
    auto job = std::move(free_.back());
    free_.pop_back();
    return job;
  }

  void Push(std::unique_ptr<Job> job) {
    {
      const std::lock_guard lock(mutex_);
      ++in_flight_;
      held_ += job->held;
      waiting_.push_back(std::move(job));
    }
    work_.notify_one();
  }

  // ---- workers
  void WorkGuarded() {
    try {
      Work();
    } catch (const std::exception& fault) {
      Fail({Code::kInternal, std::string("batch: ") + fault.what()});
    }
  }

  void Work() {
    Judge judge(program_, options_);
    if (Status status = judge.Prepare(); !status.ok()) return Fail(std::move(status));
    while (auto job = Take()) {
      if (Status status = judge.Work(*job, sink_); !status.ok()) return Fail(std::move(status));
      Finish(std::move(job));
    }
  }

  std::unique_ptr<Job> Take() {
    std::unique_lock lock(mutex_);
    work_.wait(lock, [&] { return failed_ || ended_ || !waiting_.empty(); });
    if (failed_ || waiting_.empty()) return nullptr;
    auto job = std::move(waiting_.front());
    waiting_.pop_front();
    return job;
  }

  // ---- writer
  void Finish(std::unique_ptr<Job> job) {
    std::unique_lock lock(mutex_);
    finished_.push_back(std::move(job));
    if (writing_) return;  // the writer looks again before it stops
    writing_ = true;
    while (auto next = NextToWrite()) {
      Add(next->totals);
      const BatchTotals totals = totals_;
      lock.unlock();
      Status status = sink_.Write(next->output, totals);
      lock.lock();
      if (!status.ok()) FailLocked(std::move(status));
      --in_flight_;
      held_ -= next->held;
      next->Reset();
      free_.push_back(std::move(next));
      room_.notify_one();
    }
    writing_ = false;
  }

  std::unique_ptr<Job> NextToWrite() {
    if (failed_) return nullptr;
    const auto next = std::find_if(finished_.begin(), finished_.end(), [&](const auto& job) {
      return options_.order == BatchOrder::kFinish || job->sequence == next_sequence_;
    });
    if (next == finished_.end()) return nullptr;
    auto job = std::move(*next);
    finished_.erase(next);
    ++next_sequence_;
    return job;
  }

  void Add(const BatchTotals& totals) {
    totals_.documents += totals.documents;
    totals_.refused += totals.refused;
    totals_.native += totals.native;
    for (std::size_t i = 0; i < totals.verdicts.size(); ++i) totals_.verdicts[i] += totals.verdicts[i];
  }

  void Fail(Status status) {
    const std::lock_guard lock(mutex_);
    FailLocked(std::move(status));
  }

  void FailLocked(Status status) {
    if (status_.ok()) status_ = std::move(status);
    failed_ = true;
    room_.notify_all();
    work_.notify_all();
  }

  const std::shared_ptr<const program::Program> program_;
  const BatchOptions& options_;
  BatchSink& sink_;
  const unsigned workers_;

  std::mutex mutex_;  // guards everything below
  std::condition_variable room_, work_;
  std::deque<std::unique_ptr<Job>> waiting_;
  std::vector<std::unique_ptr<Job>> finished_, free_;
  std::uint64_t next_sequence_ = 0;
  std::size_t in_flight_ = 0, held_ = 0;
  bool ended_ = false, failed_ = false, writing_ = false;
  BatchTotals totals_;
  Status status_;
  Status source_status_;  // the reader's own
};

}  // namespace

BatchOutcome RunBatch(std::shared_ptr<const program::Program> program, const BatchOptions& options, BatchSource& source,
                      BatchSink& sink) {
  if (program == nullptr) return {{}, Status(Code::kUsage, "no program")};
  return Batch(std::move(program), options, sink).Run(source);
}

}  // namespace mps
