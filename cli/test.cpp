// `mps test`: runs the in-language tests of a definition.
#include <memory>
#include <nlohmann/json.hpp>

#include "appraise/appraise.h"
#include "compile_input.h"
#include "engine.h"
#include "progress.h"
#include "terminal.h"

namespace mps::cli {
namespace {

using compiler::TestCase;
using compiler::TestExpectation;

struct TestArguments {
  std::string definition, base, format, filter;
  std::vector<std::string> test_files;
  EngineArguments engine;
  bool verbose = false;
};

struct Failure {
  std::string place, text;
};

constexpr std::int64_t kTestNow = 1767225600;  // 2026-01-01: the time of tests that give none

const RuleReport* FindRule(const std::vector<RuleReport>& rules, const std::string& id) {
  for (const auto& rule : rules) {
    if (rule.id == id) return &rule;
  }
  return nullptr;
}

// A test without `given level` judges each rule at a level that selects it; appraisals are made once for each level.
class TestRun {
 public:
  TestRun(Appraiser& appraiser, const TestCase& test) : appraiser_(appraiser), test_(test) {}

  std::vector<Failure> Run() {
    for (const auto& expectation : test_.expectations) Judge(expectation);
    return std::move(failures_);
  }

 private:
  const Result<Appraisal>& At(const std::string& level) {
    auto found = appraisals_.find(level);
    if (found != appraisals_.end()) return found->second;
    Request request;
    request.evidence = AsBytes(test_.evidence);
    request.level = level;
    request.typed_params = test_.params;
    request.now = test_.now.value_or(kTestNow);
    return appraisals_.emplace(level, appraiser_.Appraise(request)).first->second;
  }

  void Fault(const TestExpectation& expectation, std::string text) {
    failures_.push_back({expectation.place, std::move(text)});
  }

  void Judge(const TestExpectation& expectation) {
    if (expectation.kind == TestExpectation::Kind::kLevel) return JudgeLevel(expectation);
    const auto levels = test_.level.empty() ? LevelsOf(appraiser_.program()) : std::vector<std::string>{test_.level};
    std::string fault = "no level selects it";
    bool judged = false;  // at some level, where it was not selected
    for (const auto& level : levels) {
      const auto& appraisal = At(level);
      if (!appraisal.ok()) {
        fault = appraisal.status().ToString();
        continue;
      }
      const bool that = expectation.kind == TestExpectation::Kind::kThat;
      const RuleReport* rule = FindRule(that ? appraisal->hidden : appraisal->rules, expectation.subject);
      judged = true;
      if (rule == nullptr || rule->verdict == Verdict::kNotSelected) continue;
      return JudgeRule(expectation, *rule);
    }
    if (!judged || expectation.verdict != Verdict::kNotSelected)
      Fault(expectation, Subject(expectation) + ": " + fault);
  }

  static std::string Subject(const TestExpectation& expectation) {
    return expectation.kind == TestExpectation::Kind::kThat ? "expect that" : "rule \"" + expectation.subject + "\"";
  }

  void JudgeRule(const TestExpectation& expectation, const RuleReport& rule) {
    const std::string because = rule.reason.empty() ? "" : " (" + rule.reason + ")";
    if (rule.verdict != expectation.verdict) {
      return Fault(expectation, Subject(expectation) + ": expected " + std::string(VerdictName(expectation.verdict)) +
                                    ", got " + std::string(VerdictName(rule.verdict)) + because);
    }
    if (expectation.grade != Grade::kNone && rule.grade != expectation.grade) {
      return Fault(expectation, Subject(expectation) + ": expected grade " + std::string(GradeName(expectation.grade)) +
                                    ", got " + std::string(GradeName(rule.grade)) + because);
    }
    // `fail` is a fail that counts, `fail waived` one that does not: a waiver never goes unsaid.
    if (expectation.waived != !rule.waiver.empty()) {
      const std::string expired = rule.waived && rule.waived->expired ? "; its waiver has expired" : "";
      return Fault(expectation, Subject(expectation) + ": expected " + (expectation.waived ? "fail waived" : "fail") +
                                    ", got " + (expectation.waived ? "fail" + expired : "fail waived") + because);
    }
    if (rule.reason.find(expectation.because) == std::string::npos) {
      Fault(expectation,
            Subject(expectation) + ": the reason does not say `" + expectation.because + "`: " + rule.reason);
    }
  }

  void JudgeLevel(const TestExpectation& expectation) {
    const auto& appraisal = At(expectation.subject);
    if (!appraisal.ok()) return Fault(expectation, appraisal.status().ToString());
    if (appraisal->verdict != expectation.verdict) {
      Fault(expectation, "level " + expectation.subject + ": expected " +
                             std::string(VerdictName(expectation.verdict)) + ", got " +
                             std::string(VerdictName(appraisal->verdict)));
    }
  }

  Appraiser& appraiser_;
  const TestCase& test_;
  std::map<std::string, Result<Appraisal>> appraisals_;
  std::vector<Failure> failures_;
};

struct Tally {
  std::size_t passed = 0, failed = 0, expectations = 0;
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
};

void Report(const TestCase& test, const std::vector<Failure>& failures, const TestArguments& arguments,
            const Context& context, Tally& tally) {
  (failures.empty() ? tally.passed : tally.failed) += 1;
  tally.expectations += test.expectations.size();
  if (arguments.format == "json") {
    nlohmann::ordered_json entry{{"title", test.title}, {"place", test.place}, {"passed", failures.empty()}};
    for (const auto& failure : failures)
      entry["failures"].push_back({{"place", failure.place}, {"text", failure.text}});
    tally.json.push_back(std::move(entry));
    return;
  }
  if (failures.empty() && !arguments.verbose) return;
  const bool passed = failures.empty();
  std::string text = Paint(passed ? "pass" : "FAIL", passed ? Colour::kGreen : Colour::kRed, context.colour_out) +
                     "  " + Printable(test.title) + "  (" + test.place + ")\n";
  for (const auto& failure : failures) text += "      " + failure.place + ": " + Printable(failure.text) + "\n";
  Say(text);
}

// An appraiser for the test alone, where it gives what endorsers say or trusts one of them not.
Status OwnAppraiser(const compiler::Compilation& compilation, const TestCase& test, const EngineArguments& engine,
                    std::optional<Appraiser>& own) {
  if (test.endorsements.empty() && test.untrusted.empty()) return {};
  MPS_ASSIGN(auto input, GivenEndorsements(test.endorsements, test.untrusted));
  MPS_ASSIGN(own, Appraiser::Create(compilation.program(), std::move(input)));
  UseEngine(*own, engine, "");
  return {};
}

int RunTests(const TestArguments& arguments, const Context& context) {
  compiler::Options options;
  options.test_files = arguments.test_files;
  options.base = arguments.base;
  if (options.test_files.empty()) options.tests_beside = TestFilesBeside(arguments.definition);
  const auto compilation = CompileDefinition(arguments.definition, context, options);
  if (const int exit = RequireProgram(compilation, arguments.definition); exit != kExitPass) return exit;
  auto appraiser = Appraiser::Create(compilation.program());
  if (!appraiser.ok()) return Fail(appraiser.status());
  const EngineReport engine = UseEngine(*appraiser, arguments.engine, "");
  Tally tally;
  Progress progress;
  for (const auto& test : compilation.tests()) {
    if (test.title.find(arguments.filter) == std::string::npos) continue;
    progress.Show("test " + std::to_string(tally.passed + tally.failed + 1) + " of " +
                  std::to_string(compilation.tests().size()) + ", " + std::to_string(tally.failed) + " failed");
    std::optional<Appraiser> own;
    if (Status status = OwnAppraiser(compilation, test, arguments.engine, own); !status.ok()) return Fail(status);
    const auto failures = TestRun(own ? *own : *appraiser, test).Run();
    if (!failures.empty() || arguments.verbose) progress.Clear();
    Report(test, failures, arguments, context, tally);
  }
  progress.Clear();
  if (tally.passed + tally.failed == 0)
    return Fail(kExitUsage,
                "`" + arguments.definition + "` has no tests" + (arguments.filter.empty() ? "" : " of that name"));
  if (arguments.format == "json") {
    nlohmann::ordered_json report{{"passed", tally.passed}, {"failed", tally.failed}, {"tests", std::move(tally.json)}};
    report["engine"] = {{"wanted", engine.wanted}};
    report["engine"]["refused"] =
        engine.refused.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(engine.refused);
    Say(report.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
  } else {
    Say(std::to_string(tally.passed) + " passed, " + std::to_string(tally.failed) + " failed (" +
        std::to_string(tally.expectations) + " expectations)\n");
  }
  return tally.failed == 0 ? kExitPass : kExitFail;
}

}  // namespace

void AddTest(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<TestArguments>();
  CLI::App* command = app.add_subcommand("test", "run the in-language tests of a definition");
  command->add_option("DEF", arguments->definition, "the definition, an .mps file")->required()->type_name("");
  command->add_option("TESTS", arguments->test_files, "files of tests (default: NAME_tests.mps beside it)")
      ->type_name("");
  command->add_option("--filter", arguments->filter, "only tests whose title contains this")->type_name("TEXT");
  AddBaseOption(*command, arguments->base);
  AddEngineOptions(*command, arguments->engine);
  command->add_flag("-v,--verbose", arguments->verbose, "list the tests that pass, too");
  AddFormat(*command, arguments->format);
  command->footer("Exit: 0 all pass, 1 some fail.\nExample: mps test debian-cis.mps --filter ssh");
  command->callback([arguments, &context] { context.exit = RunTests(*arguments, context); });
}

}  // namespace mps::cli
