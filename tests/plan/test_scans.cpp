// Quantifiers as scans: what is planned, what is shared, what is left alone, and what the verifier makes of broken
// ones.
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

constexpr const char* kHead = R"(mps "Plan" version 1.0.0 language 1
record file { path : text  mode : mode  uid : int  tags : set of text }
schema root { files : list of file  owners : map of text to int  names : set of text  limit : int }
environment e : root
level L1
param most : int = 3
)";

std::shared_ptr<const Program> Compiled(const std::string& rules) { return test::Planned(kHead + rules); }

std::size_t PlannedOps(const Program& p, Op op) {
  return static_cast<std::size_t>(
      std::count_if(p.code.begin() + (p.rules.empty() ? 0 : static_cast<std::ptrdiff_t>(p.rules.back().last)),
                    p.code.end(), [&](const program::Instr& in) { return in.op == op; }));
}

}  // namespace

TEST_CASE("plan: equal questions of several rules are asked once") {
  const auto p = Compiled(Rule("1", "all f in e.files where f.path starts with \"/etc/\" : f.uid == 0") +
                          Rule("2", "all f in e.files where f.path starts with \"/etc/\" : f.mode within 0644") +
                          Rule("3", "all x in e.files where x.path starts with \"/etc/\" : x.uid == 0"));
  CHECK(PlannedOps(*p, Op::kScan) == 3);
  CHECK(PlannedOps(*p, Op::kLoop) == 0);
  CHECK(p->scan_loops.size() == 2);  // rules 1 and 3 are one
  const auto count = [&](Op op) {
    return std::count_if(p->scan_steps.begin(), p->scan_steps.end(), [&](const auto& s) { return s.instr.op == op; });
  };
  CHECK(count(Op::kStartsWith) == 1);
  CHECK(count(Op::kEqual) == 1);
  CHECK(count(Op::kColumn) == 3);
  const std::string dump = program::DumpProgram(*p);
  CHECK(dump.find("scan h0 all t1") != std::string::npos);
  CHECK(dump.find("planned \"3\"") != std::string::npos);
}

TEST_CASE("plan: parameters, claims from outside, keys, counts and logic are steps too") {
  const auto p = Compiled(Rule("1", "count(f in e.files where f.uid > most and not (f.uid == e.limit)) <= 2") +
                          Rule("2", "one k, v in e.owners : k == \"root\" and v == 0") +
                          Rule("3", "no n in e.names : n == \"x\""));
  CHECK(PlannedOps(*p, Op::kScan) == 3);
  CHECK(PlannedOps(*p, Op::kParam) == 0);  // only the scan needs it
}

TEST_CASE("plan: what is no plain question about each member stays a loop") {
  const auto p =
      Compiled(Rule("1", "all f in e.files : any t in f.tags : t == f.path") +
               Rule("2", "distinct f in e.files : f.uid") + Rule("3", "all f in e.files : e.owners[f.path] == 0") +
               Rule("4", "all x in { f.uid for f in e.files } : x == 0"));
  CHECK(p->scan_loops.empty());
  for (const auto& rule : p->rules) CHECK(rule.planned_first == rule.planned_last);
}

TEST_CASE("plan: a rule with both keeps its loop, whose ends name each other") {
  const auto p = Compiled(Rule("1", "(all f in e.files : f.uid == 0) and (distinct f in e.files : f.path)"));
  REQUIRE(PlannedOps(*p, Op::kScan) == 1);
  REQUIRE(PlannedOps(*p, Op::kLoop) == 1);
  CHECK(program::Verify(*p).ok());
}

TEST_CASE("plan: an image keeps what was planned") {
  const auto p = Compiled(Rule("1", "all f in e.files where f.path starts with \"/etc/\" : f.uid == 0"));
  const Bytes image = program::EncodeImage(*p);
  const auto back = program::LoadImage(image);
  REQUIRE(back.ok());
  CHECK(program::DumpProgram(*back) == program::DumpProgram(*p));
  CHECK(program::EncodeImage(*back) == image);
}

TEST_CASE("plan: broken scans are refused") {
  const auto refused = [](const std::function<void(Program&)>& break_it, const std::string& words) {
    const auto sound = Compiled(Rule("1", "all f in e.files where f.path starts with \"/etc/\" : f.uid == 0") +
                                Rule("2", "no n in e.names : n == \"x\""));
    auto p = program::LoadImage(program::EncodeImage(*sound));
    REQUIRE(p.ok());
    break_it(*p);
    const Status status = program::Verify(*p);
    INFO(words << " / " << status.ToString());
    REQUIRE_FALSE(status.ok());
    CHECK(status.message().find(words) != std::string::npos);
  };
  const auto step = [](Program& p, Op op) -> program::ScanStep& {
    return *std::find_if(p.scan_steps.begin(), p.scan_steps.end(), [&](const auto& s) { return s.instr.op == op; });
  };
  refused([&](Program& p) { step(p, Op::kEqual).instr.a = static_cast<program::Reg>(p.scan_steps.size() - 1); },
          "before those");
  refused([&](Program& p) { step(p, Op::kEqual).instr.op = Op::kLoop; }, "no step of a scan");
  refused([&](Program& p) { step(p, Op::kEqual).instr.dst = 0; }, "no step of a scan");
  refused([&](Program& p) { step(p, Op::kColumn).instr.imm = 999; }, "no such column");
  refused([&](Program& p) { step(p, Op::kColumn).table = 2; }, "another table");
  refused([&](Program& p) { step(p, Op::kStartsWith).table = schema::kNone; }, "another table");
  refused([&](Program& p) { step(p, Op::kStartsWith).instr.op = Op::kWithin; }, "wrong kind");
  refused([](Program& p) { p.scan_loops[0].body = 500; }, "no such step");
  refused([](Program& p) { p.scan_loops[0].body = 0; }, "no truth");
  refused([](Program& p) { p.scan_loops[0].kind = program::LoopKind::kBuild; }, "no such loop");
  refused([](Program& p) { p.scan_loops[0].table = 0; }, "no such loop");
  refused([](Program& p) { std::swap(p.scan_loops[0], p.scan_loops[1]); }, "another collection");
  refused([](Program& p) { p.rules[0].planned_last -= 1; }, "stores no verdict");
  refused([](Program& p) { p.rules[1].planned_first += 1; }, "do not follow");
}

}  // namespace mps
