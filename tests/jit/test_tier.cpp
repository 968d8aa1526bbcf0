// Batches whose workers change over to native code on the way: whenever that is, the results are the interpreter's.
#include <pthread.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <condition_variable>
#include <ctime>
#include <mutex>
#include <thread>

#include "appraise/batch.h"
#include "appraise/tier.h"
#include "jit/fixture.h"

using namespace mps;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

namespace {

constexpr std::size_t kDocuments = 60;

// Some pass, some fail, some are unknown, some are refused.
std::string Document(std::size_t i) {
  std::string text = test::kEvidence;
  const auto put = [&](const std::string& what, const std::string& with) {
    text.replace(text.find(what), what.size(), with);
  };
  if (i % 3 == 1) put("\"mode\":\"0644\"", "\"mode\":\"0646\"");
  if (i % 5 == 2) put("\"level\":4,", "");
  if (i % 7 == 3) put("\"one\",\"two\"", "\"one\",2");
  if (i % 11 == 4) text.resize(text.size() / 2);
  return text;
}

// When code is ready, seen from the documents: the source gives no document behind number `at` before some worker can
// take the code up.
class Gate {
 public:
  explicit Gate(std::size_t at) : at_(at) {}
  void WaitToMake() {
    Wait([&] { return given_ >= at_; });
  }
  void Given(std::size_t documents) {
    const std::lock_guard lock(mutex_);
    given_ = documents;
    changed_.notify_all();
  }
  std::size_t at() const { return at_; }

 private:
  template <class Condition>
  void Wait(Condition condition) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, condition);
  }
  const std::size_t at_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t given_ = 0;
};

class Documents : public BatchSource {
 public:
  Documents(Gate& gate, const Tier*& tier) : gate_(gate), tier_(tier) {}
  Result<bool> Fill(BatchChunk& chunk) override {
    if (next_ >= gate_.at()) {  // those before are on their way: now the code comes
      gate_.Given(next_);
      while (tier_ != nullptr && tier_->code() == nullptr) std::this_thread::sleep_for(milliseconds(1));
    }
    for (std::size_t i = 0; i < 2 && next_ < kDocuments; ++i, ++next_) {
      const std::string text = Document(next_);
      auto& document = chunk.documents.emplace_back();
      document.begin = chunk.bytes.size(), document.size = text.size();
      chunk.bytes += text;
    }
    return !chunk.documents.empty();
  }

 private:
  Gate& gate_;
  const Tier*& tier_;
  std::size_t next_ = 0;
};

// Every rule of every document, and the octets of claim sets.
class Whole : public BatchSink {
 public:
  void Format(const BatchResult& result, BatchOutput& out) const override {
    out.text += std::to_string(result.document.index) + " " + result.status.ToString();
    if (result.status.ok()) {
      out.text += VerdictName(result.verdict);
      for (std::size_t i = 0; i < result.rule_ids->size(); ++i) {
        out.text += " " + (*result.rule_ids)[i] + ":" + std::string(VerdictName((*result.rules)[i].verdict)) + ":" +
                    std::to_string(static_cast<int>((*result.rules)[i].grade));
      }
      if (result.appraisal != nullptr) {
        const Bytes& octets = result.appraisal->claim_set.bytes();
        out.claim_sets.insert(out.claim_sets.end(), octets.begin(), octets.end());
      }
    }
    out.text += "\n";
  }
  Status Write(const BatchOutput& out, const BatchTotals&) override {
    text += out.text;
    claims.insert(claims.end(), out.claim_sets.begin(), out.claim_sets.end());
    return {};
  }
  std::string text;
  Bytes claims;
};

// The code generator, at the moment that the gate says.
class Maker : public NativeMaker {
 public:
  Maker(std::shared_ptr<const program::Program> program, Gate* gate) : program_(std::move(program)), gate_(gate) {}
  Result<interp::NativeCode> Kept() override { return Status(Code::kIo, "nothing is kept"); }
  Result<interp::NativeCode> Make(const std::atomic<bool>& abandoned) override {
    if (gate_ != nullptr) gate_->WaitToMake();
    jit::JitOptions options;
    options.abandoned = &abandoned;
    jit::JitReport report;
    return test::Native().Compile(*program_, ProgramDigest(*program_).value(), options, report);
  }
  Result<Bytes> Digest() override { return ProgramDigest(*program_); }

 protected:
  std::shared_ptr<const program::Program> program_;

 private:
  Gate* gate_;
};

BatchOptions Options(unsigned jobs, bool whole) {
  BatchOptions options;
  options.level = "L2", options.now = 1767225600, options.jobs = jobs, options.claim_sets = whole;
  return options;
}

// From the first judged document on, whatever judging took.
constexpr TierPrice kAtOnce{nanoseconds(0), nanoseconds(0), 1u << 30};

struct Ran {
  Whole sink;
  BatchTotals totals;
};
Ran RunWith(const std::shared_ptr<const program::Program>& program, unsigned jobs, bool whole, Gate& gate, Tier* tier) {
  Ran ran;
  const Tier* watched = tier;
  Documents source(gate, watched);
  BatchOptions options = Options(jobs, whole);
  options.tier = tier;
  const auto outcome = RunBatch(program, options, source, ran.sink);
  REQUIRE(outcome.status.ok());
  ran.totals = outcome.totals;
  return ran;
}

}  // namespace

TEST_CASE("whenever code comes, every document has the results that the interpreter gives") {
  const auto program = test::CompileSource().program();
  for (const bool whole : {false, true}) {
    Gate never(kDocuments + 1);
    const Ran plain = RunWith(program, 1, whole, never, nullptr);
    CHECK(plain.totals.native == 0);
    CHECK(plain.totals.refused > 0);
    CHECK(plain.sink.text.find("pass") != std::string::npos);
    CHECK(plain.sink.text.find("fail") != std::string::npos);
    CHECK(plain.sink.text.find("unknown") != std::string::npos);
    CHECK(plain.sink.claims.empty() != whole);
    for (const unsigned jobs : {1u, 3u}) {
      for (const std::size_t at : {2, 4, 17, 58}) {
        INFO(jobs << (whole ? " whole " : " ") << at);
        Gate gate(at);
        Tier tier(std::make_unique<Maker>(program, &gate), kAtOnce);
        const Ran ran = RunWith(program, jobs, whole, gate, &tier);
        tier.Stop();
        CHECK(tier.refused().ok());
        CHECK(ran.sink.text == plain.sink.text);
        CHECK(ran.sink.claims == plain.sink.claims);
        // What is read once there is code is judged by it.
        CHECK(ran.totals.native >= 1);
        CHECK(ran.totals.native <= kDocuments - plain.totals.refused);
        if (at <= 4) CHECK(ran.totals.native > kDocuments / 2);
        if (at == 58) CHECK(ran.totals.native < kDocuments - plain.totals.refused);
      }
    }
  }
}

namespace {

// A maker that tells what it is asked and fails as it is told.
class Failing : public NativeMaker {
 public:
  Failing(Status kept, Status made, int& asked) : kept_(std::move(kept)), made_(std::move(made)), asked_(asked) {}
  Result<interp::NativeCode> Kept() override { return kept_; }
  Result<interp::NativeCode> Make(const std::atomic<bool>&) override {
    ++asked_;
    return made_;
  }
  Result<Bytes> Digest() override { return Bytes(32, 0); }

 private:
  Status kept_, made_;
  int& asked_;
};

void WaitFor(const std::function<bool()>& condition) {
  for (int i = 0; i < 5000 && !condition(); ++i) std::this_thread::sleep_for(milliseconds(1));
}

}  // namespace

TEST_CASE("what a tier is refused is known at the end, and code is not asked for again") {
  int asked = 0;
  SECTION("before anything is made") {
    Tier tier(std::make_unique<Failing>(Status::Unsupported("jit", "not installed"), Status(), asked), kAtOnce);
    tier.Spent(nanoseconds(5), nanoseconds(5));
    std::this_thread::sleep_for(milliseconds(20));
    tier.Stop();
    CHECK(asked == 0);
  }
  SECTION("when it is made") {
    Tier tier(std::make_unique<Failing>(Status(Code::kIo, "none"), Status::Unsupported("jit", "forbidden"), asked),
              kAtOnce);
    for (int i = 0; i < 100; ++i) tier.Spent(nanoseconds(5), nanoseconds(5));
    std::this_thread::sleep_for(milliseconds(20));
    tier.Stop();
    CHECK(tier.code() == nullptr);
    if (asked > 0) CHECK(tier.refused().message() == "forbidden");
    CHECK(asked <= 1);
  }
  SECTION("by the workers: the code is another program's") {
    const auto program = test::CompileSource().program();
    std::string other = test::kSource;
    other.replace(other.find("\"box\" }"), 7, "\"bin\" }");
    const auto others = test::CompileSource(other).program();
    class OfAnother : public Maker {
     public:
      OfAnother(std::shared_ptr<const program::Program> own, std::shared_ptr<const program::Program> other, Gate* gate)
          : Maker(std::move(other), gate), own_(std::move(own)) {}
      Result<Bytes> Digest() override { return ProgramDigest(*own_); }

     private:
      std::shared_ptr<const program::Program> own_;
    };
    Gate gate(2);
    Tier tier(std::make_unique<OfAnother>(program, others, &gate), kAtOnce);
    const Ran ran = RunWith(program, 2, false, gate, &tier);
    tier.Stop();
    CHECK(ran.totals.native == 0);
    CHECK(tier.refused().code() == Code::kInvalid);
    Gate never(kDocuments + 1);
    CHECK(ran.sink.text == RunWith(program, 1, false, never, nullptr).sink.text);
  }
}

TEST_CASE("code is looked for once it is worth loading, made once it is worth making") {
  class Counting : public NativeMaker {
   public:
    Counting(std::atomic<int>& looked, std::atomic<int>& made) : looked_(looked), made_(made) {}
    Result<interp::NativeCode> Kept() override {
      ++looked_;
      return Status(Code::kIo, "none");
    }
    Result<interp::NativeCode> Make(const std::atomic<bool>&) override {
      ++made_;
      return Status::Unsupported("jit", "no");
    }
    Result<Bytes> Digest() override { return Bytes(32, 0); }

   private:
    std::atomic<int>&looked_, &made_;
  };
  std::atomic<int> looked{0}, made{0};
  const TierPrice price{nanoseconds(100), nanoseconds(1000), 4};
  {
    Tier tier(std::make_unique<Counting>(looked, made), price);
    tier.Spent(nanoseconds(99), nanoseconds(99));
    std::this_thread::sleep_for(milliseconds(5));
    CHECK(looked == 0);
    tier.Spent(nanoseconds(1), nanoseconds(1));
    WaitFor([&] { return looked == 1; });
    CHECK(looked == 1);
    tier.Spent(nanoseconds(999), nanoseconds(999));
    std::this_thread::sleep_for(milliseconds(5));
    CHECK(made == 0);
    tier.Spent(nanoseconds(1), nanoseconds(1));
    WaitFor([&] { return made == 1; });
    CHECK(made == 1);
  }
  {
    looked = made = 0;
    Tier tier(std::make_unique<Counting>(looked, made), price);
    tier.Spent(nanoseconds(5000), nanoseconds(50000));  // most of the work is something else
    std::this_thread::sleep_for(milliseconds(5));
    CHECK(looked == 0);
    tier.Stop();
    CHECK(tier.refused().ok());
  }
}

TEST_CASE("a compilation that nobody waits for any more ends at once") {
  // Some thousand rules: a compilation of seconds.
  std::string source = test::kSource;
  for (int i = 0; i < 6000; ++i) {
    const std::string n = std::to_string(i);
    source += "rule \"x" + n + "\" x" + n + " { level L1  require all f in e.files where f.path starts with \"/etc/" +
              n + "\" : f.uid == " + n + " and e.level != " + n + " }\n";
  }
  const auto compilation = test::CompileSource(source);
  REQUIRE(compilation.ok());
  const auto program = compilation.program();
  const Bytes digest = ProgramDigest(*program).value();
  for (const int optimisation : {0, 1, 2}) {
    for (const int after_ms : {0, 100, 1200}) {
      std::atomic<bool> abandoned{false};
      // Processor time of the thread that compiles: others on the machine do not count.
      clockid_t clock{};
      REQUIRE(pthread_getcpuclockid(pthread_self(), &clock) == 0);
      const auto spent = [clock] {
        timespec at{};
        clock_gettime(clock, &at);
        return std::chrono::seconds(at.tv_sec) + nanoseconds(at.tv_nsec);
      };
      nanoseconds asked{};
      std::thread other([&] {
        std::this_thread::sleep_for(milliseconds(after_ms));
        asked = spent();
        abandoned = true;
      });
      jit::JitOptions options;
      options.optimisation = optimisation;
      options.abandoned = &abandoned;
      jit::JitReport report;
      const auto code = test::Native().Compile(*program, digest, options, report);
      const nanoseconds ended = spent();
      other.join();
      INFO("O" << optimisation << ", abandoned after " << after_ms << " ms");
      CHECK_FALSE(code.ok());
      const auto late = std::chrono::duration_cast<milliseconds>(ended - asked).count();
      WARN("O" << optimisation << ", abandoned after " << after_ms << " ms, ended " << late << " ms later");
      CHECK(late < 2000);
    }
  }
}
