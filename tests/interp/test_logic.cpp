// Truth tables of the logical opcodes and of outcomes, against tables written out by hand from LANGUAGE.md.
#include <catch2/catch.hpp>

#include "builtins/logic.h"
#include "builtins/outcome.h"
#include "program_builder.h"

namespace mps {
namespace {

using builtins::TruthOf;
using program::Op;

// One letter a truth: T true, F false, A absent, U unknown, E error.
Cell CellOf(char c) {
  switch (c) {
    case 'T':
      return Cell::Bool(true);
    case 'F':
      return Cell::Bool(false);
    case 'A':
      return Cell::Absent();
    case 'U':
      return Cell::Unknown(7);
    default:
      return Cell::Error(9);
  }
}
char LetterOf(const Cell& c) { return "FEUAT"[static_cast<int>(TruthOf(c))]; }
char LetterOf(Verdict v) { return "?PFEUN"[static_cast<int>(v)]; }

// Runs one rule `require not (result is ...)`-free: the verdict of an outcome built from the operands.
Verdict Run(test::ProgramBuilder& b) {
  const auto r = interp::Evaluate(b.program(), b.state(), {.level = 0});
  REQUIRE(r.ok());
  return r->rules[0].verdict;
}

// The machine's own cell for `op` over slots.
Cell RunCell(Op op, std::vector<Cell> operands, std::uint8_t aux = 0) {
  test::ProgramBuilder b;
  std::vector<program::Reg> regs(3, program::kNoReg);
  for (std::size_t i = 0; i < operands.size(); ++i) regs[i] = b.Slot(operands[i]);
  const program::Reg result = b.Emit(op, 0, aux, regs[0], regs[1], regs[2]);
  auto prepared = builtins::Prepared::Create(b.program());
  REQUIRE(prepared.ok());
  interp::Machine machine(*prepared);
  REQUIRE(test::RunAll(machine, b).ok());
  return machine.reg(result);
}

constexpr std::string_view kOrder = "TFAUE";

}  // namespace

TEST_CASE("and, or, not over the five truth values", "[logic]") {
  // Rows: left operand in the order T F A U E; columns: right operand in the same order.
  const char* and_table[] = {"TFAUE", "FFFFF", "AFAUE", "UFUUE", "EFEEE"};
  const char* or_table[] = {"TTTTT", "TFAUE", "TAAUE", "TUUUE", "TEEEE"};
  for (int i = 0; i < 5; ++i) {
    for (int j = 0; j < 5; ++j) {
      INFO(kOrder[i] << " with " << kOrder[j]);
      CHECK(LetterOf(RunCell(Op::kAnd, {CellOf(kOrder[i]), CellOf(kOrder[j])})) == and_table[i][j]);
      CHECK(LetterOf(RunCell(Op::kOr, {CellOf(kOrder[i]), CellOf(kOrder[j])})) == or_table[i][j]);
    }
  }
  const std::string_view not_table = "FTAUE", present = "TTFUE", absent = "FFTUE";
  for (int i = 0; i < 5; ++i) {
    CHECK(LetterOf(RunCell(Op::kNot, {CellOf(kOrder[i])})) == not_table[i]);
    CHECK(LetterOf(RunCell(Op::kIsPresent, {CellOf(kOrder[i])})) == present[i]);
    CHECK(LetterOf(RunCell(Op::kIsAbsent, {CellOf(kOrder[i])})) == absent[i]);
    CHECK(LetterOf(RunCell(Op::kMove, {CellOf(kOrder[i])})) == kOrder[i]);
  }
  const char* else_table[] = {"TTTTT", "FFFFF", "TFAUE", "UUUUU", "EEEEE"};
  for (int i = 0; i < 5; ++i)
    for (int j = 0; j < 5; ++j)
      CHECK(LetterOf(RunCell(Op::kElse, {CellOf(kOrder[i]), CellOf(kOrder[j])})) == else_table[i][j]);
}

TEST_CASE("reasons come from the operand that decides", "[logic]") {
  CHECK(RunCell(Op::kAnd, {Cell::Unknown(3), Cell::Unknown(4)}).why.reason == 3);
  CHECK(RunCell(Op::kAnd, {Cell::Unknown(3), Cell::Error(4)}).why.reason == 4);
  CHECK(RunCell(Op::kOr, {Cell::Bool(false), Cell::Error(4)}).why.reason == 4);
}

TEST_CASE("strict operators: error over unknown over absent, whatever the side", "[logic]") {
  // Rows and columns: value, absent, unknown, error. The value pair gives a value (V).
  const char* table[] = {"VAUE", "AAUE", "UUUE", "EEEE"};
  const std::string_view letters = "VAUE";
  struct Case {
    Op op;
    Cell value;
    program::Compare compare;
  };
  const Case cases[] = {
      {Op::kEqual, Cell::Int(1), program::Compare::kInt},
      {Op::kNotEqual, Cell::Int(1), program::Compare::kInt},
      {Op::kLess, Cell::Int(1), program::Compare::kInt},
      {Op::kLessEqual, Cell::Int(1), program::Compare::kInt},
      {Op::kEqual, Cell::Text("1.0"), program::Compare::kDpkg},
      {Op::kLess, Cell::Text("1.0"), program::Compare::kRpm},
      {Op::kEqual, Cell::Text("a"), program::Compare::kBytes},
      {Op::kLess, Cell::Text("a"), program::Compare::kScalar},
      {Op::kWithin, Cell::Int(1), program::Compare::kInt},
      {Op::kBitAnd, Cell::Int(1), program::Compare::kInt},
      {Op::kAdd, Cell::Int(1), program::Compare::kInt},
      {Op::kSub, Cell::Int(1), program::Compare::kInt},
      {Op::kContains, Cell::Text("a"), program::Compare::kBytes},
      {Op::kStartsWith, Cell::Text("a"), program::Compare::kBytes},
      {Op::kEndsWith, Cell::Text("a"), program::Compare::kBytes},
      {Op::kInCidr, Cell::Text(std::string_view("\x0a\x00\x00\x01", 4), CellKind::kIp), program::Compare::kBytes},
  };
  for (const Case& c : cases) {
    for (int i = 0; i < 4; ++i) {
      for (int j = 0; j < 4; ++j) {
        const Cell a = letters[i] == 'V' ? c.value : CellOf(letters[i]);
        const Cell b = letters[j] == 'V' ? c.value : CellOf(letters[j]);
        const Cell r = RunCell(c.op, {a, b}, static_cast<std::uint8_t>(c.compare));
        INFO("opcode " << static_cast<int>(c.op) << ": " << letters[i] << " with " << letters[j]);
        if (table[i][j] == 'V') {
          CHECK(r.has_value());
        } else {
          CHECK(LetterOf(r) == table[i][j]);
        }
      }
    }
  }
  for (const char letter : std::string_view("AUE")) {
    CHECK(LetterOf(RunCell(Op::kLower, {CellOf(letter)})) == letter);
    CHECK(LetterOf(RunCell(Op::kToInt, {CellOf(letter)})) == letter);
    CHECK(LetterOf(RunCell(Op::kCount, {CellOf(letter)})) == letter);
    for (int at = 0; at < 3; ++at) {
      std::vector<Cell> operands(3, Cell::Int(1));
      operands[static_cast<std::size_t>(at)] = CellOf(letter);
      CHECK(LetterOf(RunCell(Op::kInRange, operands)) == letter);
    }
  }
}

TEST_CASE("requirements, whens, parts and grades", "[outcome]") {
  const std::string_view require = "PFFUE";
  for (int i = 0; i < 5; ++i) {
    test::ProgramBuilder b;
    b.Require(b.Slot(CellOf(kOrder[i])));
    CHECK(LetterOf(Run(b)) == require[i]);
  }
  // Rows: when in the order T F A U E; columns: requirement in the same order.
  const char* apply[] = {"PFFUE", "NNNNN", "EEEEE", "UUUUU", "EEEEE"};
  for (int i = 0; i < 5; ++i) {
    for (int j = 0; j < 5; ++j) {
      test::ProgramBuilder b, g;
      b.Rule(b.Do(Op::kApply, b.Slot(CellOf(kOrder[i])), b.Slot(CellOf(kOrder[j]))));
      CHECK(LetterOf(Run(b)) == apply[i][j]);
      const auto when = g.Slot(CellOf(kOrder[i]));
      g.Rule(g.Do(Op::kGovern, when, g.Do(Op::kRequire, g.Slot(CellOf(kOrder[j])))));
      CHECK(LetterOf(Run(g)) == apply[i][j]);
    }
  }
  // Joined parts, in the order pass fail error unknown notapplicable.
  const std::string_view verdicts = "PFEUN";
  const char* join[] = {"PFEUP", "FFFFF", "EFEEE", "UFEUU", "PFEUN"};
  const Verdict values[] = {Verdict::kPass, Verdict::kFail, Verdict::kError, Verdict::kUnknown,
                            Verdict::kNotApplicable};
  for (int i = 0; i < 5; ++i)
    for (int j = 0; j < 5; ++j) {
      INFO(verdicts[i] << " with " << verdicts[j]);
      const Cell joined = builtins::Join(builtins::Outcome(values[i]), builtins::Outcome(values[j]));
      CHECK(LetterOf(builtins::VerdictOf(joined)) == join[i][j]);
    }
}

TEST_CASE("grades: the first true arm after only false ones", "[outcome]") {
  struct Row {
    char first, second;
    char strict, lenient;  // verdict at a level without and with `accept warning`
    Grade grade;
  };
  const Row rows[] = {
      {'T', 'E', 'P', 'P', Grade::kAffirming},
      {'F', 'T', 'F', 'P', Grade::kWarning},
      {'F', 'F', 'F', 'F', Grade::kContraindicated},
      {'A', 'T', 'F', 'F', Grade::kNone},
      {'U', 'T', 'U', 'U', Grade::kNone},
      {'E', 'T', 'E', 'E', Grade::kNone},
      {'F', 'U', 'U', 'U', Grade::kNone},
  };
  for (const Row& row : rows) {
    for (const bool accept : {false, true}) {
      test::ProgramBuilder b;
      b.program().levels[0].accept_warning = accept;
      const auto otherwise = b.Emit(Op::kGraded, static_cast<std::uint32_t>(Grade::kContraindicated));
      const auto second =
          b.Emit(Op::kArm, static_cast<std::uint32_t>(Grade::kWarning), 0, b.Slot(CellOf(row.second)), otherwise);
      const auto first = b.Slot(CellOf(row.first));
      b.Rule(b.Emit(Op::kArm, static_cast<std::uint32_t>(Grade::kAffirming), 0, first, second));
      const auto r = interp::Evaluate(b.program(), b.state(), {.level = 0});
      REQUIRE(r.ok());
      CHECK(LetterOf(r->rules[0].verdict) == (accept ? row.lenient : row.strict));
      CHECK(r->rules[0].grade == row.grade);
    }
  }
}

}  // namespace mps
