// Lowering of hand-built models: reads, unrolling, sharing, sets, order and determinism.
#include <catch2/catch.hpp>

#include <algorithm>

#include "lower/lower.h"
#include "lower/model_builder.h"
#include "program/dump.h"
#include "program/image.h"
#include "program/names.h"
#include "schema/dump.h"

namespace mps::test {
namespace {

using program::Op;
using program::Program;

Program Lowered(const ModelBuilder& b, const lower::Options& options = {}) {
  auto program = lower::Lower(b.m, options);
  INFO((program.ok() ? "" : program.status().ToString()));
  REQUIRE(program.ok());
  return std::move(program).value();
}

std::size_t Uses(const Program& program, Op op) {
  return static_cast<std::size_t>(
      std::count_if(program.code.begin(), program.code.end(), [&](const auto& i) { return i.op == op; }));
}

bool Requests(const Program& program, const std::string& collection, const std::string& key) {
  for (const auto& request : program.plan.requests) {
    if (request.collection == collection && request.key == key) return true;
  }
  return false;
}

std::vector<std::string> Slots(const Program& program) {
  std::vector<std::string> paths;
  for (const auto& column : program.plan.tables[0].columns) paths.push_back(column.path);
  return paths;
}

}  // namespace

TEST_CASE("lower: a path of constant keys is a slot, read once") {
  ModelBuilder b;
  b.Rule("1", b.Test(ExprKind::kAnd, {b.Test(ExprKind::kLess, {b.Live("net.x"), b.Int(3)}),
                                      b.Test(ExprKind::kGreater, {b.Live("net.x"), b.Int(1)})}));
  const Program p = Lowered(b);
  REQUIRE(Slots(p) == std::vector<std::string>{"host.sysctl[\"net.x\"].live"});
  CHECK(p.plan.tables[0].columns[0].optional);
  CHECK(p.plan.tables.size() == 1);
  CHECK(Uses(p, Op::kColumn) == 1);  // shared
  CHECK(Uses(p, Op::kLess) == 2);    // `>` is `<` with its operands changed over
  CHECK(Requests(p, "sysctl", "net.x"));
  CHECK_FALSE(Requests(p, "sysctl", ""));
}

TEST_CASE("lower: quantifiers over small constant sets are unrolled, so that their keys are declared") {
  for (Quantifier q : {Quantifier::kAll, Quantifier::kAny, Quantifier::kNo, Quantifier::kOne}) {
    ModelBuilder b;
    b.Rule("1", b.Over(q, 0, b.Texts({"u", "v"}),
                       b.Test(ExprKind::kEqual,
                              {b.Field(b.Index(b.HostField("sysctl"), b.Var(0, b.text_)), "live"), b.Int(1)})));
    const Program unrolled = Lowered(b);
    CHECK(Uses(unrolled, Op::kLoop) == 0);
    CHECK(Uses(unrolled, Op::kProbe) == 0);
    CHECK(Slots(unrolled) == std::vector<std::string>{"host.sysctl[\"u\"].live", "host.sysctl[\"v\"].live"});
    CHECK(Uses(unrolled, Op::kTally) == (q == Quantifier::kOne ? 2u : 0u));
    CHECK_FALSE(Requests(unrolled, "sysctl", ""));
    lower::Options loops;
    loops.unroll = 0;
    const Program looped = Lowered(b, loops);
    CHECK(Uses(looped, Op::kLoop) == 1);
    CHECK(Uses(looped, Op::kProbe) == 1);
    CHECK(Requests(looped, "sysctl", ""));
  }
}

TEST_CASE("lower: unrolling stops at its limits and an empty set needs no loop") {
  std::vector<std::string> many;
  for (int i = 0; i < 65; ++i) many.push_back("k" + std::to_string(100 + i));
  ModelBuilder b;
  b.Rule("1",
         b.Over(Quantifier::kAll, 0, b.Texts(many), b.Test(ExprKind::kStartsWith, {b.Var(0, b.text_), b.Text("k")})));
  b.Rule("2",
         b.Over(Quantifier::kAll, 1, b.Texts({}), b.Test(ExprKind::kStartsWith, {b.Var(1, b.text_), b.Text("k")})));
  CHECK(Uses(Lowered(b), Op::kLoop) == 1);

  many.resize(64);
  ModelBuilder nested;
  ExprId body = nested.Test(ExprKind::kStartsWith, {nested.Var(2, nested.text_), nested.Text("k")});
  for (model::VarId v : {2, 1, 0}) body = nested.Over(Quantifier::kAny, v, nested.Texts(many), body);
  nested.Rule("1", body);
  const Program p = Lowered(nested);
  CHECK(p.code.size() < 64 * 64 * 8);
  CHECK(Uses(p, Op::kLoop) >= 1);
}

TEST_CASE("lower: one binder over a map is the key, two are key and value; members make a table") {
  ModelBuilder b;
  b.Rule("1", b.Over(Quantifier::kAll, 0, b.HostField("limits"),
                     b.Test(ExprKind::kStartsWith, {b.Var(0, b.text_), b.Text("x")})));
  b.Rule("2", b.Over(Quantifier::kAll, 1, b.HostField("limits"), b.Test(ExprKind::kEqual, {b.Var(2, b.int_), b.Int(1)}),
                     model::kNone, 2));
  const Program p = Lowered(b);
  REQUIRE(p.plan.tables.size() == 2);
  CHECK(p.plan.tables[1].path == "host.limits");
  CHECK(p.plan.tables[1].key == 0);
  CHECK(p.plan.tables[1].columns.size() == 2);
  CHECK(Uses(p, Op::kRowKey) == 1);
  CHECK(Requests(p, "limits", ""));
}

TEST_CASE("lower: constant keys inside a loop are columns of its table") {
  ModelBuilder b;
  b.Rule("1",
         b.Over(Quantifier::kNo, 0, b.HostField("accounts"),
                b.Test(ExprKind::kIsPresent, {b.Index(b.Field(b.Var(0, b.account_), "files"), b.Text(".rhosts"))})));
  const Program p = Lowered(b);
  REQUIRE(p.plan.tables.size() == 2);
  // What names an account to a reader of reports is read beside what the rule reads.
  REQUIRE(p.plan.tables[1].columns.size() == 2);
  CHECK(p.plan.tables[1].columns[0].path == ".name");
  CHECK(p.plan.tables[1].columns[1].path == ".files[\".rhosts\"]");
  CHECK(p.plan.tables[1].columns[1].optional);
  bool noted = false;
  for (const auto& note : p.notes) noted = noted || note.path == "host.accounts[*].files[\".rhosts\"]";
  CHECK(noted);
}

TEST_CASE("lower: a deep chain is walked, deep nesting is refused, shared expressions do not multiply") {
  ModelBuilder chain;
  ExprId sum = chain.Live("a");
  for (int i = 0; i < 4000; ++i) sum = chain.Add(ExprKind::kAdd, chain.int_, {sum, chain.Int(i)}, "+");
  chain.Rule("1", chain.Test(ExprKind::kEqual, {sum, chain.Int(1)}));
  CHECK(Uses(Lowered(chain), Op::kAdd) == 4000);

  ModelBuilder deep;
  ExprId truth = deep.HostField("router");
  for (int i = 0; i < 2000; ++i) truth = deep.Test(ExprKind::kNot, {truth});
  deep.Rule("1", truth);
  auto refused = lower::Lower(deep.m);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.status().code() == Code::kLimit);
  CHECK(refused.status().message().find("rule 1") != std::string::npos);

  ModelBuilder shared;
  ExprId twice = shared.Live("a");
  for (int i = 0; i < 60; ++i) twice = shared.Add(ExprKind::kAdd, shared.int_, {twice, twice}, "twice");
  shared.Rule("1", shared.Test(ExprKind::kEqual, {twice, shared.Int(1)}));
  CHECK(Uses(Lowered(shared), Op::kAdd) == 60);
}

TEST_CASE("lower: too many registers are refused by name") {
  ModelBuilder b;
  std::vector<ExprId> all;
  for (int i = 0; i < 40000; ++i) all.push_back(b.Test(ExprKind::kEqual, {b.Live("a"), b.Int(i)}));
  b.Rule("big", b.Test(ExprKind::kAnd, all));
  auto refused = lower::Lower(b.m);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.status().code() == Code::kLimit);
  CHECK(refused.status().message().find("rule big") != std::string::npos);
}

TEST_CASE("lower: equal constants and sets are held once; sets of unlike comparison are two") {
  ModelBuilder b;
  b.Rule("1", b.Test(ExprKind::kInSet, {b.Text("x"), b.Texts({"x", "y"})}));
  b.Rule("2", b.Test(ExprKind::kInSet, {b.Text("x"), b.Texts({"x", "y"})}));
  b.Rule("3", b.Test(ExprKind::kInSet, {b.HostField("score"), b.Texts({"x", "y"})}));
  const Program p = Lowered(b);
  CHECK(p.constants.size() == 1);
  CHECK(p.sets.size() == 2);
  CHECK(Uses(p, Op::kConstSet) > 0);
}

TEST_CASE("lower: the sample uses the opcodes and gives the same octets each time, whatever the order of the rules") {
  ModelBuilder a, b;
  FillSample(a);
  FillSample(b);
  std::reverse(b.m.rules.begin(), b.m.rules.end());
  const Program p = Lowered(a);
  CHECK(program::EncodeImage(p) == program::EncodeImage(Lowered(b)));
  for (Op op : {Op::kConst,     Op::kParam,        Op::kMove,        Op::kColumn,      Op::kProbe,   Op::kRowKey,
                Op::kIsPresent, Op::kElse,         Op::kEqual,       Op::kNotEqual,    Op::kLess,    Op::kLessEqual,
                Op::kInRange,   Op::kInSet,        Op::kMatch,       Op::kStartsWith,  Op::kLower,   Op::kNot,
                Op::kAnd,       Op::kOr,           Op::kSetEqual,    Op::kMakeSet,     Op::kTally,   Op::kLookup,
                Op::kLoop,      Op::kLoopEnd,      Op::kJoin,        Op::kGovern,      Op::kRequire, Op::kArm,
                Op::kGraded,    Op::kStoreVerdict, Op::kStoreConfig, Op::kConfigDigest}) {
    if (op == Op::kJoin) continue;  // one part a rule here
    INFO(program::InfoOf(op).name);
    CHECK(Uses(p, op) > 0);
  }
  CHECK(program::DumpProgram(p).find("rule \"7\"") != std::string::npos);
  CHECK(schema::DumpPlan(p.plan).find("request host tags all") != std::string::npos);
}

TEST_CASE("lower: parts are joined, and a hidden rule stands for `expect that`") {
  ModelBuilder b;
  model::Rule& rule = b.Rule("1", b.HostField("router"));
  rule.parts.push_back({b.HostField("router"), b.Test(ExprKind::kNot, {b.HostField("router")}), "t.template"});
  model::Test test;
  model::Expectation that;
  that.kind = model::Expectation::Kind::kThat;
  that.that = b.Test(ExprKind::kIsAbsent, {b.Live("a")});
  test.expectations.push_back(that);
  b.m.tests.push_back(test);
  CHECK(Lowered(b).rules.size() == 1);
  lower::Options options;
  options.hidden_rules = true;
  const Program p = Lowered(b, options);
  CHECK(Uses(p, Op::kJoin) == 1);
  CHECK(Uses(p, Op::kApply) == 1);
  REQUIRE(p.rules.size() == 2);
  CHECK(p.rules[1].hidden);
  CHECK(p.rules[1].id == lower::HiddenRuleId(0, 0));
}

}  // namespace mps::test
