// RunBatch against Appraiser: the same results for the same documents, in order, from any number of workers.
#include <catch2/catch.hpp>
#include <sstream>
#include <thread>

#include "appraise/batch.h"
#include "one_file.h"

using namespace mps;

namespace {

constexpr const char* kDefinition = R"(mps "Batch" version 1.0.0 language 1
schema door { locked : bool  keys : int  names : list of text }
environment e : door
level L1
param most : int in 1..9 = 3 stricter lower
configuration lock "The lock" { include e.locked }
rule "1" locked { title "Locked" level L1 require e.locked }
rule "2" keys   { title "Keys"   level L1 require e.keys <= most }
rule "3" names  { title "Names"  level L1 require all n in e.names : n matches re'[a-z]+' }
rule "4" lock   { title "Lock"   level L1 require lock.digest not in { sha256')"
                                    "0000000000000000000000000000000000000000000000000000000000000000"
                                    R"(' } }
)";

std::shared_ptr<const program::Program> CompileDoor() {
  test::OneFile reader(kDefinition);
  auto compilation = compiler::Compile("door.mps", reader);
  INFO(compilation.RenderText(false));
  REQUIRE(compilation.ok());
  return compilation.program();
}

// Document i: pass, fail, unknown and several kinds of refusal by turns.
std::string Document(std::size_t i) {
  const auto wrap = [](const std::string& claims) {
    return R"({"mps_evidence":1,"collected_at":1,"environments":{"e":{"schema":"door@1","claims":)" + claims +
           R"(,"state":{"names":"complete"}}}})";
  };
  switch (i % 7) {
    case 0:
      return wrap(R"({"locked":true,"keys":)" + std::to_string(i % 4) + R"(,"names":["a","bc"]})");
    case 1:
      return wrap(R"({"locked":false,"keys":9,"names":["a","B"]})");
    case 2:
      return wrap(R"({"keys":1,"names":["a"]})");
    case 3:
      return wrap(R"({"locked":"yes","keys":1,"names":[]})");
    case 4:
      return wrap(R"({"locked":true,"locked":true})");
    case 5:
      return "{\"mps_evidence\":1";
    default:
      return std::string("\xff\x00\x01", 3);
  }
}

class Documents : public BatchSource {
 public:
  explicit Documents(std::size_t n, Status end = {}) : n_(n), end_(std::move(end)) {}
  Result<bool> Fill(BatchChunk& chunk) override {
    for (std::size_t i = 0; i < 3 && next_ < n_; ++i, ++next_) {
      const std::string text = Document(next_);
      auto& document = chunk.documents.emplace_back();
      document.name = std::to_string(next_);
      document.begin = chunk.bytes.size(), document.size = text.size();
      chunk.bytes += text;
      if (next_ % 50 == 49) document.fault = Status(Code::kIo, "cannot be read");
    }
    if (chunk.documents.empty() && !end_.ok()) return end_;
    return !chunk.documents.empty();
  }

 private:
  std::size_t n_, next_ = 0;
  Status end_;
};

std::string Line(std::uint64_t index, const Status& status, Verdict verdict, const VerdictCounts& counts) {
  std::string text = std::to_string(index) + " ";
  if (!status.ok()) return text + status.ToString() + "\n";
  text += VerdictName(verdict);
  for (const auto n : counts) text += " " + std::to_string(n);
  return text + "\n";
}

class Lines : public BatchSink {
 public:
  void Format(const BatchResult& result, BatchOutput& out) const override {
    if (slow && result.document.index % 5 == 1) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    out.text += Line(result.document.index, result.status, result.verdict, result.counts);
    if (result.appraisal != nullptr) {
      const Bytes& octets = result.appraisal->claim_set.bytes();
      out.claim_sets.insert(out.claim_sets.end(), octets.begin(), octets.end());
    }
  }
  Status Write(const BatchOutput& out, const BatchTotals& totals) override {
    if (++writes == fail_at) return {Code::kIo, "the pipe is closed"};
    text += out.text;
    claims.insert(claims.end(), out.claim_sets.begin(), out.claim_sets.end());
    REQUIRE(totals.documents >= documents);
    documents = totals.documents;
    return {};
  }
  std::string text;
  Bytes claims;
  std::uint64_t documents = 0;
  int writes = 0, fail_at = -1;
  bool slow = false;
};

BatchOptions Options(unsigned jobs) {
  BatchOptions options;
  options.level = "L1", options.params = {{"most", "2"}}, options.now = 100, options.jobs = jobs;
  return options;
}

// What Appraiser says of each document, one after the other.
void Expected(std::size_t n, std::string& text, Bytes& claims) {
  auto appraiser = Appraiser::Create(CompileDoor());
  REQUIRE(appraiser.ok());
  for (std::size_t i = 0; i < n; ++i) {
    const std::string document = Document(i);
    Request request;
    request.evidence = AsBytes(document), request.level = "L1", request.params = {{"most", "2"}}, request.now = 100;
    if (i % 50 == 49) {
      text += Line(i + 1, Status(Code::kIo, "cannot be read"), {}, {});
      continue;
    }
    const auto appraisal = appraiser->Appraise(request);
    if (!appraisal.ok()) {
      text += Line(i + 1, appraisal.status(), {}, {});
      continue;
    }
    text += Line(i + 1, {}, appraisal->verdict, appraisal->counts);
    const Bytes& octets = appraisal->claim_set.bytes();
    claims.insert(claims.end(), octets.begin(), octets.end());
  }
}

}  // namespace

TEST_CASE("a batch says of each document what an appraisal of it alone says, in order") {
  constexpr std::size_t kDocuments = 300;
  std::string text;
  Bytes claims;
  Expected(kDocuments, text, claims);
  CHECK(text.find("pass") != std::string::npos);
  CHECK(text.find("fail") != std::string::npos);
  CHECK(text.find("unknown") != std::string::npos);
  CHECK(text.find("duplicate") != std::string::npos);
  for (const unsigned jobs : {1u, 2u, 7u}) {
    for (const bool whole : {false, true}) {
      Documents source(kDocuments);
      Lines sink;
      sink.slow = jobs > 1;
      BatchOptions options = Options(jobs);
      options.claim_sets = whole;
      const auto outcome = RunBatch(CompileDoor(), options, source, sink);
      INFO(jobs << (whole ? " whole" : ""));
      REQUIRE(outcome.status.ok());
      CHECK(sink.text == text);
      CHECK(sink.claims == (whole ? claims : Bytes()));
      CHECK(outcome.totals.documents == kDocuments);
      CHECK(sink.documents == kDocuments);
      std::uint64_t sum = outcome.totals.refused;
      for (const auto n : outcome.totals.verdicts) sum += n;
      CHECK(sum == kDocuments);
    }
  }
}

TEST_CASE("in the order of finishing every document comes once") {
  Documents source(200);
  Lines sink;
  sink.slow = true;
  BatchOptions options = Options(4);
  options.order = BatchOrder::kFinish;
  REQUIRE(RunBatch(CompileDoor(), options, source, sink).status.ok());
  std::vector<int> seen(201);
  std::istringstream lines(sink.text);
  for (std::string line; std::getline(lines, line);) ++seen[std::stoul(line)];
  for (std::size_t i = 1; i <= 200; ++i) CHECK(seen[i] == 1);
}

TEST_CASE("what ends a batch early") {
  SECTION("the source, after the documents before it") {
    Documents source(20, Status(Code::kIo, "the disk is gone"));
    Lines sink;
    const auto outcome = RunBatch(CompileDoor(), Options(3), source, sink);
    CHECK(outcome.status.message() == "the disk is gone");
    CHECK(outcome.totals.documents == 20);
  }
  SECTION("the sink") {
    Documents source(100000);
    Lines sink;
    sink.fail_at = 3;
    const auto outcome = RunBatch(CompileDoor(), Options(3), source, sink);
    CHECK(outcome.status.message() == "the pipe is closed");
    CHECK(sink.writes == 3);
  }
  SECTION("a level or parameter that is none") {
    Documents source(10);
    Lines sink;
    BatchOptions options = Options(2);
    options.level = "L9";
    CHECK(RunBatch(CompileDoor(), options, source, sink).status.code() == Code::kUsage);
    options = Options(2);
    options.params = {{"most", "many"}};
    CHECK(RunBatch(CompileDoor(), options, source, sink).status.code() == Code::kUsage);
    CHECK(sink.text.empty());
    CHECK(RunBatch(nullptr, Options(1), source, sink).status.code() == Code::kUsage);
  }
}
