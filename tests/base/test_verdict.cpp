// The verdict of a level: every multiset of up to three rule results against the rule as it is written.
#include <catch2/catch.hpp>

#include "mps/verdict.h"

using namespace mps;

namespace {

bool Any(const std::vector<RuleResult>& results, Verdict verdict, bool unwaived_only = false) {
  for (const RuleResult& r : results) {
    if (r.verdict == verdict && !(unwaived_only && !r.waiver.empty())) return true;
  }
  return false;
}

// fail if a selected, unwaived rule fails; else error; else unknown; else pass if one passed; else notapplicable.
std::optional<Verdict> ByTheBook(const std::vector<RuleResult>& results) {
  std::vector<RuleResult> selected;
  for (const RuleResult& r : results) {
    if (r.verdict != Verdict::kNotSelected) selected.push_back(r);
  }
  if (selected.empty()) return std::nullopt;
  if (Any(selected, Verdict::kFail, true)) return Verdict::kFail;
  if (Any(selected, Verdict::kError)) return Verdict::kError;
  if (Any(selected, Verdict::kUnknown)) return Verdict::kUnknown;
  if (Any(selected, Verdict::kPass)) return Verdict::kPass;
  return Verdict::kNotApplicable;
}

std::vector<RuleResult> AllResults() {
  std::vector<RuleResult> out;
  for (Verdict verdict : kAllVerdicts) out.push_back({verdict, Grade::kNone, ""});
  out.push_back({Verdict::kFail, Grade::kNone, "W-1"});
  return out;
}

}  // namespace

TEST_CASE("the level's verdict follows the rule") {
  const std::vector<RuleResult> all = AllResults();
  CHECK(LevelVerdict({}) == std::nullopt);
  for (const RuleResult& a : all) {
    CHECK(LevelVerdict({a}) == ByTheBook({a}));
    for (const RuleResult& b : all) {
      for (const RuleResult& c : all) CHECK(LevelVerdict({a, b, c}) == ByTheBook({a, b, c}));
    }
  }
}

TEST_CASE("a waived fail alone is no pass") {
  CHECK(LevelVerdict({{Verdict::kFail, Grade::kNone, "W-1"}}) == Verdict::kNotApplicable);
}

TEST_CASE("names of verdicts go both ways") {
  for (Verdict verdict : kAllVerdicts) CHECK(VerdictFromName(VerdictName(verdict)) == verdict);
  CHECK(VerdictFromName("Pass") == std::nullopt);
  CHECK(VerdictFromName("") == std::nullopt);
  CHECK(GradeName(Grade::kContraindicated) == "contraindicated");
}
