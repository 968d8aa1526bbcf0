// One evaluation: selection by level, parameters, configurations, the level's verdict.
#include <catch2/catch.hpp>

#include "program_builder.h"

namespace mps {
namespace {

using program::Compare;
using program::Op;
using program::Reg;

Value Int(std::int64_t number) {
  Value v;
  v.kind = TypeKind::kInt;
  v.number = number;
  return v;
}

// Rule r0 at L1: parameter `p` <= 5; rule r1 at L2 fails; r2 is manual at L1; r3 is hidden and fails.
void Build(test::ProgramBuilder& b) {
  const auto l2 = b.AddLevel("L2");
  b.program().levels[l2].selects = {0, l2};
  schema::TypeDef type;
  type.kind = TypeKind::kInt;
  b.program().plan.types.types.push_back(type);
  b.program().constants.push_back(Cell::Int(4));
  program::ParamDef param;
  param.name = "p";
  param.type = 0;
  param.level_value = {0u, std::nullopt};
  param.low = {1, 1};
  param.high = {9, 6};
  b.program().params.push_back(param);
  const Reg p = b.Emit(Op::kParam, 0);
  b.Require(b.Cmp(Op::kLessEqual, Compare::kInt, p, b.Const(Cell::Int(5))));
  b.program().rules[0].params = {0};
  b.Require(b.Slot(Cell::Bool(false)));
  b.program().rules[1].levels = {l2};
  program::RuleSpec manual;
  manual.id = "r2";
  manual.levels = {0};
  manual.is_manual = true;
  b.program().rules.push_back(manual);
  b.Require(b.Slot(Cell::Bool(false)));
  b.program().rules[3].hidden = true;
}

}  // namespace

TEST_CASE("levels select, manual is not checked, hidden never counts", "[evaluate]") {
  test::ProgramBuilder b;
  Build(b);
  interp::EvaluateOptions options;
  options.level = 0;
  options.hidden = true;
  const auto r = interp::Evaluate(b.program(), b.state(), options);
  REQUIRE(r.ok());
  CHECK(r->rules[0].verdict == Verdict::kPass);
  CHECK(r->rules[1].verdict == Verdict::kNotSelected);
  CHECK(r->rules[2].verdict == Verdict::kNotChecked);
  CHECK(r->rules[3].verdict == Verdict::kFail);
  CHECK(r->verdict == Verdict::kPass);
  CHECK(r->counts[static_cast<std::size_t>(Verdict::kPass)] == 1);
  CHECK(r->counts[static_cast<std::size_t>(Verdict::kNotChecked)] == 1);
  CHECK(r->counts[static_cast<std::size_t>(Verdict::kFail)] == 0);
  REQUIRE(r->params[0]);
  CHECK(r->params[0]->number == 4);
}

TEST_CASE("parameters: given, missing, of the wrong type, out of bounds", "[evaluate]") {
  test::ProgramBuilder b;
  Build(b);
  const auto run = [&](std::uint32_t level, std::vector<std::pair<std::string, Value>> params) {
    interp::EvaluateOptions options;
    options.level = level;
    options.params = std::move(params);
    return interp::Evaluate(b.program(), b.state(), options);
  };
  CHECK(run(1, {}).status().message() == "parameter `p` has no value: it must be given");
  CHECK(run(1, {{"p", Int(6)}})->rules[0].verdict == Verdict::kFail);
  CHECK(run(1, {{"p", Int(6)}})->verdict == Verdict::kFail);
  CHECK(run(1, {{"p", Int(7)}}).status().message() == "parameter `p` is 7, outside 1..6");
  CHECK(run(0, {{"p", Int(7)}})->rules[0].verdict == Verdict::kFail);
  CHECK(run(0, {{"q", Int(7)}}).status().message() == "no parameter is named `q`");
  CHECK(run(0, {{"p", Int(5)}, {"p", Int(5)}}).status().code() == Code::kUsage);
  Value text;
  text.kind = TypeKind::kText;
  CHECK(run(0, {{"p", text}}).status().message() == "parameter `p` is not of type int");
  CHECK(run(2, {}).status().code() == Code::kUsage);
}

TEST_CASE("one interpreter, many evaluations: nothing is left over", "[evaluate]") {
  test::ProgramBuilder b;
  const auto slot = b.Column(Cell::Bool(true));
  b.Require(b.Emit(Op::kColumn, slot));
  auto prepared = builtins::Prepared::Create(b.program());
  interp::Interpreter interpreter(*prepared);
  interp::EvaluateOptions options;
  options.level = 0;
  for (const bool value : {true, false, true}) {
    b.state().tables[0].columns[0][0] = Cell::Bool(value);
    CHECK(interpreter.Evaluate(b.state(), options)->verdict == (value ? Verdict::kPass : Verdict::kFail));
  }
  b.state().tables[0].columns[0][0].state = State::kConflict;
  CHECK(interpreter.Evaluate(b.state(), options)->verdict == Verdict::kError);
}

TEST_CASE("configurations: digest, or the verdict that there is none", "[evaluate]") {
  struct Row {
    Cell entry;
    Verdict configuration, rule;
  };
  const Row rows[] = {{Cell::Int(1), Verdict::kPass, Verdict::kPass},
                      {Cell::Absent(), Verdict::kPass, Verdict::kPass},
                      {Cell::Unknown(0), Verdict::kUnknown, Verdict::kUnknown},
                      {Cell::Error(0), Verdict::kError, Verdict::kError}};
  for (const Row& row : rows) {
    test::ProgramBuilder b;
    schema::TypeDef type;
    type.kind = TypeKind::kInt;
    b.program().plan.types.types.push_back(type);
    b.Show({b.Slot(Cell::Int(7)), b.Slot(row.entry)});
    const std::string octets(32, 'd');
    const Reg digest = b.Emit(Op::kConfigDigest, 0);
    const Reg expected = b.Const(b.Text(octets, CellKind::kDigest, static_cast<int>(DigestAlg::kSha256)));
    b.Require(b.Cmp(Op::kEqual, Compare::kDigest, digest, expected));
    // The builder's column nodes: entries of scalar types need none.
    interp::EvaluateOptions options;
    options.level = 0;
    std::size_t calls = 0;
    options.digest = [&](const program::ConfigurationSpec&,
                         const std::vector<interp::ConfigurationEntry>& entries) -> Result<Value> {
      ++calls;
      CHECK(entries.size() == 2);
      CHECK(entries[0].value.number == 7);
      Value v;
      v.kind = TypeKind::kDigest;
      v.text = octets;
      return v;
    };
    const auto r = interp::Evaluate(b.program(), b.state(), options);
    REQUIRE(r.ok());
    CHECK(r->configurations[0].verdict == row.configuration);
    CHECK(r->rules[0].verdict == row.rule);
    CHECK(calls == (row.configuration == Verdict::kPass ? 1 : 0));
  }
}

}  // namespace mps
