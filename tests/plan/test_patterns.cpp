// Patterns over one text as groups: what is grouped, in which order, what is left alone, and broken groups.
#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <string>

#include "planned.h"
#include "program/dump.h"
#include "program/image.h"
#include "program/program.h"
#include "program/verify.h"

namespace mps {
namespace {

using program::Op;
using program::Program;
using test::Rule;

std::shared_ptr<const Program> Compiled(const std::string& rules) {
  return test::Planned(R"(mps "Plan" version 1.0.0 language 1
record file { path : text  owner : text  uid : int }
schema root { files : list of file }
environment e : root
level L1
define excluded : list of pattern = [ re'/tmp/.*', re'/home/[^/]+/x', glob'/var/**' ]
)" + rules);
}

std::size_t Steps(const Program& p, Op op) {
  return static_cast<std::size_t>(
      std::count_if(p.scan_steps.begin(), p.scan_steps.end(), [&](const auto& s) { return s.instr.op == op; }));
}

const program::ScanStep& StepOf(const Program& p, Op op) {
  return *std::find_if(p.scan_steps.begin(), p.scan_steps.end(), [&](const auto& s) { return s.instr.op == op; });
}

}  // namespace

TEST_CASE("patterns: those of a list are one step") {
  const auto p = Compiled(Rule("1", "all f in e.files : any x in excluded : f.path matches x"));
  CHECK(Steps(*p, Op::kMatchAny) == 1);
  CHECK(Steps(*p, Op::kMatch) == 0);
  CHECK(Steps(*p, Op::kOr) == 0);
  REQUIRE(p->pattern_groups.size() == 1);
  CHECK(p->pattern_groups[0].whole);
  CHECK(p->pattern_groups[0].patterns.size() == 3);
  const std::string dump = program::DumpProgram(*p);
  CHECK(dump.find("patterns q0 whole\n  re \"/tmp/.*\" (sequence text run 0..)\n") != std::string::npos);
  CHECK(dump.find("MatchAny x0 q0") != std::string::npos);
}

TEST_CASE("patterns: what may decide without them comes first") {
  const auto p = Compiled(Rule(
      "1", "no f in e.files : f.path matches re'a.*' or f.uid == 0 or f.path matches re'b.*' or f.owner == \"x\""));
  const program::ScanStep& last = p->scan_steps.back();
  REQUIRE(last.instr.op == Op::kOr);
  CHECK(p->scan_steps[last.instr.b].instr.op == Op::kMatchAny);
  CHECK(p->scan_steps[last.instr.a].instr.op == Op::kOr);
  CHECK(Steps(*p, Op::kEqual) == 2);
}

TEST_CASE("patterns: none of several is not one of them") {
  const auto p =
      Compiled(Rule("1", "all f in e.files : not (f.path matches re'a.*') and not (f.path matches re'b.*')"));
  CHECK(Steps(*p, Op::kMatchAny) == 1);
  CHECK(Steps(*p, Op::kNot) == 1);
  CHECK(Steps(*p, Op::kAnd) == 0);
}

TEST_CASE("patterns: texts, wholes and parts are groups of their own; rules share them") {
  const auto p =
      Compiled(Rule("1",
                    "no f in e.files : f.path matches re'a.*' or f.path matches re'b.*' or f.owner matches re'a.*' or "
                    "f.owner matches re'b.*' or f.path contains re'[0-9]' or f.path contains re'[xy]+'") +
               Rule("2", "all f in e.files where f.uid == 0 : f.path matches re'b.*' or f.path matches re'a.*'"));
  CHECK(Steps(*p, Op::kMatchAny) == 3);  // rule 2 asks what rule 1 asks of the path
  CHECK(p->pattern_groups.size() == 2);  // the same patterns for path and owner
  CHECK(Steps(*p, Op::kMatch) == 0);
  CHECK_FALSE(p->pattern_groups[StepOf(*p, Op::kMatchAny).instr.imm].patterns.empty());
}

TEST_CASE("patterns: what stays as it is") {
  const auto alone = Compiled(Rule("1", "all f in e.files : f.path matches re'a.*' or f.owner matches re'b.*'") +
                              Rule("2", "all f in e.files : f.path matches re'a.*' and f.path matches re'.*b'") +
                              Rule("3", "all f in e.files : f.path matches re'c' or f.path contains re'[cd]'"));
  CHECK(Steps(*alone, Op::kMatchAny) == 0);
  CHECK(alone->pattern_groups.empty());
  // A match that is asked for alone too is a step beside the group.
  const auto both = Compiled(Rule("1", "all f in e.files : f.path matches re'a.*' or f.path matches re'b.*'") +
                             Rule("2", "any f in e.files : f.path matches re'a.*'"));
  CHECK(Steps(*both, Op::kMatchAny) == 1);
  CHECK(Steps(*both, Op::kMatch) == 1);
}

TEST_CASE("patterns: an image keeps the groups; broken ones are refused") {
  const auto sound = Compiled(Rule("1", "all f in e.files : any x in excluded : f.path matches x"));
  const Bytes image = program::EncodeImage(*sound);
  const auto back = program::LoadImage(image);
  REQUIRE(back.ok());
  CHECK(program::DumpProgram(*back) == program::DumpProgram(*sound));
  CHECK(program::EncodeImage(*back) == image);
  const auto refused = [&](const std::function<void(Program&)>& break_it, const std::string& words) {
    auto p = program::LoadImage(image);
    REQUIRE(p.ok());
    break_it(*p);
    const Status status = program::Verify(*p);
    INFO(words << " / " << status.ToString());
    REQUIRE_FALSE(status.ok());
    CHECK(status.message().find(words) != std::string::npos);
  };
  const auto match = [](Program& p) -> program::Instr& {
    return const_cast<program::Instr&>(StepOf(p, Op::kMatchAny).instr);
  };
  refused([&](Program& p) { match(p).imm = 1; }, "no such patterns");
  refused([&](Program& p) { match(p).aux = 1; }, "");
  refused([](Program& p) { p.pattern_groups[0].patterns = {0}; }, "not sorted, or not there");
  refused([](Program& p) { p.pattern_groups[0].patterns = {1, 0}; }, "not sorted, or not there");
  refused([](Program& p) { p.pattern_groups[0].patterns = {0, 9}; }, "not sorted, or not there");
}

}  // namespace mps
