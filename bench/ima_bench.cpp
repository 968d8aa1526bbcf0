#include "ima_bench.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>

#include "appraise/appraise.h"
#include "appraise/stages.h"
#include "base/hex.h"
#include "collect/ima_list.h"
#include "crypto/hash.h"
#include "mps/compiler/compile.h"

namespace mps::bench {
namespace {

using nlohmann::json;

constexpr int kRounds = 5;
constexpr const char* kTable = "known.sha256";

[[noreturn]] void Stop(const std::string& why) {
  std::fprintf(stderr, "mps_bench: ima: %s\n", why.c_str());
  std::exit(1);
}

template <class T>
T Get(Result<T> result) {
  if (!result.ok()) Stop(result.status().ToString());
  return std::move(result).value();
}
void Must(const Status& status) {
  if (!status.ok()) Stop(status.ToString());
}

std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) Stop("cannot read " + path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

double Now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

// A definition and the table that it pins.
class Policy : public compiler::FileReader {
 public:
  explicit Policy(const json& allowlist) {
    for (const auto& [path, digests] : allowlist.at("digests").items()) {
      for (const std::string digest : digests) table_ += digest + "  " + path + "\n";
    }
    std::string patterns;
    for (std::string pattern : allowlist.at("excludes")) {
      for (auto quote = pattern.find('\''); quote != std::string::npos; quote = pattern.find('\'', quote + 2))
        pattern.insert(quote, 1, '\'');
      patterns += (patterns.empty() ? "" : ",\n    ") + ("re'" + pattern + "'");
    }
    const std::string digest = HexEncode(Get(crypto::Sha256(AsBytes(table_))));
    source_ =
        "mps \"Bench-Ima\" version 1.0.0 language 1\nimport ima version 1.0\nenvironment run : ima.list\nlevel "
        "all_rules\n"
        "table known of path to set of digest from \"" +
        std::string(kTable) + "\" sha256'" + digest +
        "'\n"
        "param bad_files : int in 0.. = 0\nparam excluded_files : int in 0.. = 0\n"
        "define excluded : list of pattern = [\n    " +
        patterns +
        "\n]\n"
        "rule \"bad\" only_known { level all_rules  title \"Ensure only known files were used\"\n"
        "    require count(e in run.entries where not ((known[e.path] is present and e.digest in known[e.path])\n"
        "        or (any p in excluded : e.path matches p))) == bad_files }\n"
        "rule \"excluded\" none_excluded { level all_rules  title \"Ensure no file is excluded\"\n"
        "    require count(e in run.entries where not (known[e.path] is present and e.digest in known[e.path])\n"
        "        and (any p in excluded : e.path matches p)) == excluded_files }\n"
        "rule \"mismatches\" intact { level all_rules  use ima.intact(run) }\n";
  }
  Result<std::string> Read(const std::string&, std::size_t) override { return source_; }
  Result<std::string> ReadBeneath(const std::string&, const std::string& path, std::size_t) override {
    if (path != kTable) return Status(Code::kIo, "the policy pins one table");
    return table_;
  }

 private:
  std::string source_, table_;
};

// `... is 2656, expected 0`: the count is in the reason; a rule that passes counted none.
std::int64_t CountOf(const Appraisal& appraisal, const std::string& id) {
  for (const RuleReport& rule : appraisal.rules) {
    if (rule.id != id) continue;
    if (rule.verdict == Verdict::kPass) return 0;
    const auto at = rule.reason.rfind(" is ");
    const auto end = rule.reason.find(", expected 0", at);
    if (rule.verdict != Verdict::kFail || at == std::string::npos || end == std::string::npos) break;
    return std::stoll(rule.reason.substr(at + 4, end - at - 4));
  }
  Stop("rule " + id + " came to no count");
}

// The verdicts with these parameters; the engine that gave them is the one that was asked for.
json Verdicts(Stages& stages, ByteView evidence, const std::string& engine) {
  Must(stages.Decode(evidence));
  Must(stages.Judge(0));
  if (stages.engine() != engine) Stop("judged by the engine " + std::string(stages.engine()) + ", not " + engine);
  json out = json::object();
  for (std::size_t i = 0; i < stages.rule_ids().size(); ++i)
    out[stages.rule_ids()[i]] = VerdictName(stages.results()[i].verdict);
  return out;
}

// That the engine counts as the reasons say: it passes these counts, and none beside them.
void ConfirmCounts(const std::shared_ptr<const program::Program>& program, ByteView evidence, const std::string& engine,
                   const MakeReady& make_ready, std::int64_t bad, std::int64_t excluded) {
  for (const std::int64_t off : {0, 1}) {
    Stages stages = Get(
        Stages::Create(program, "all_rules",
                       {{"bad_files", std::to_string(bad + off)}, {"excluded_files", std::to_string(excluded + off)}}));
    make_ready(stages, *program);
    const json verdicts = Verdicts(stages, evidence, engine);
    const char* due = off == 0 ? "pass" : "fail";
    if (verdicts["bad"] != due || verdicts["excluded"] != due)
      Stop(engine + " does not count " + std::to_string(bad) + " bad and " + std::to_string(excluded) +
           " excluded files");
  }
}

double Median(std::vector<double> times) {
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

}  // namespace

int RunIma(const std::string& folder, const std::string& engine, const MakeReady& make_ready) {
  Policy policy(json::parse(ReadFile(folder + "/allowlist.json")));
  const std::string list = ReadFile(folder + "/ima.log");
  const double begin = Now();
  auto compilation = compiler::Compile("policy.mps", policy);
  if (!compilation.ok()) Stop(compilation.RenderText(false) + compilation.status().ToString());
  Stages stages = Get(Stages::Create(compilation.program(), "all_rules"));
  make_ready(stages, *compilation.program());
  const double loaded = Now();

  ImaRequest request;
  request.environment = "run";
  std::vector<double> collect, decode, judge, all;
  Bytes evidence;
  for (int i = 0; i < kRounds; ++i) {
    const double start = Now();
    evidence = Get(ImaEvidence(AsBytes(list), request));
    const double collected = Now();
    Must(stages.Decode(evidence));
    const double decoded = Now();
    Must(stages.Judge(0));
    const double judged = Now();
    collect.push_back(collected - start), decode.push_back(decoded - collected);
    judge.push_back(judged - decoded), all.push_back(judged - start);
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);

  Appraiser appraiser = Get(Appraiser::Create(compilation.program()));
  Request appraisal_request;
  appraisal_request.evidence = evidence, appraisal_request.level = "all_rules";
  const Appraisal appraisal = Get(appraiser.Appraise(appraisal_request));
  const std::int64_t bad = CountOf(appraisal, "bad"), excluded = CountOf(appraisal, "excluded");
  const json verdicts = Verdicts(stages, evidence, engine);
  ConfirmCounts(compilation.program(), evidence, engine, make_ready, bad, excluded);
  const json claims = json::from_cbor(evidence)["environments"]["run"]["claims"];
  json pcr = json::array();
  for (const auto& [name, value] : claims["replay"].items()) pcr.push_back(value);
  const json out = {{"variant", "mps " + engine},
                    {"load_policy_s", loaded - begin},
                    {"collect_s", Median(collect)},
                    {"decode_s", Median(decode)},
                    {"judge_s", Median(judge)},
                    {"eval_s_median", Median(all)},
                    {"eval_s_least", *std::min_element(all.begin(), all.end())},
                    {"entries_per_s", static_cast<double>(claims["entries"].size()) / Median(all)},
                    {"bad", bad},
                    {"excluded", excluded},
                    {"violations", claims["violations"].size()},
                    {"verdicts", verdicts},
                    {"mismatches", claims["mismatches"].size()},
                    {"pcr", pcr},
                    {"rss_mb", usage.ru_maxrss / 1024}};
  std::printf("%s\n", out.dump().c_str());
  return 0;
}

}  // namespace mps::bench
