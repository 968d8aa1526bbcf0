// Scans that compute what is costly only where it decides, against every step computed for every member.
#include <catch2/catch.hpp>
#include <random>

#include "builtins/builtins.h"
#include "builtins/logic.h"
#include "program_builder.h"

namespace mps {
namespace {

using builtins::And;
using builtins::Not;
using builtins::Or;
using builtins::TruthOf;
using program::kNoReg;

constexpr std::uint32_t kRows = 70;

Cell Members(std::uint32_t count) {
  Cell c;
  c.state = State::kValue;
  c.kind = CellKind::kRows;
  c.len = count;
  c.rows = {0, 0};
  return c;
}

// A program whose scans have made-up steps, and what each step comes to for each member.
class Made {
 public:
  explicit Made(std::uint64_t seed) : random_(seed) {
    table_ = b_.AddTable();
    const std::uint32_t texts = Column([&] { return b_.Text(Pick<std::string_view>({"a", "ab", "b", "", "xyz"})); });
    const std::uint32_t flags = Column([&] { return Cell::Bool(Below(2) == 0); });
    for (const char* regex : {"a*b?", "[a-y]+", "x.*z|b"}) b_.program().patterns.push_back({regex, false, regex});
    b_.program().pattern_groups.push_back({true, {0, 1}});
    b_.program().pattern_groups.push_back({false, {0, 1, 2}});
    program::ConstSet set;
    for (const char* member : {"", "ab", "xyz"}) set.members.push_back(b_.Text(member));
    b_.program().sets.push_back(std::move(set));
    text_ = Step(Op::kColumn, texts, kNoReg, kNoReg, table_);
    set_ = Step(Op::kConstSet, 0, kNoReg, kNoReg, schema::kNone);
    truths_.push_back(Step(Op::kColumn, flags, kNoReg, kNoReg, table_));
    b_.program().constants.push_back(Cell::Bool(Below(2) == 0));
    truths_.push_back(Step(Op::kConst, 0, kNoReg, kNoReg, schema::kNone));
    for (int i = 0; i < 14; ++i) AddTruth();
    for (int i = 0; i < 6; ++i) {
      program::ScanLoop loop{static_cast<LoopKind>(Below(4)), table_, Truth(), Below(2) == 0 ? kNoReg : Truth()};
      b_.program().scan_loops.push_back(loop);
    }
  }

  using Op = program::Op;
  using LoopKind = program::LoopKind;
  using Reg = program::Reg;

  // Every loop as one rule's register, in whatever order.
  void Check() {
    const Reg rows = b_.Slot(Members(kRows));
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < b_.program().scan_loops.size(); ++i) order.push_back(i);
    std::shuffle(order.begin(), order.end(), random_);
    std::vector<Reg> results;
    for (const std::uint32_t loop : order) results.push_back(b_.Emit(Op::kScan, loop, 0, rows));
    const auto prepared = builtins::Prepared::Create(b_.program());
    REQUIRE(prepared.ok());
    interp::Machine machine(*prepared);
    REQUIRE(test::RunAll(machine, b_).ok());
    for (std::size_t i = 0; i < order.size(); ++i) {
      const Cell expected = Whole(machine.services(), b_.program().scan_loops[order[i]]);
      const Cell& found = machine.reg(results[i]);
      INFO("loop " << order[i] << ", after " << i);
      REQUIRE(found.state == expected.state);
      REQUIRE(found.kind == expected.kind);
      if (found.kind == CellKind::kBool) REQUIRE(found.i == expected.i);
      if (found.kind == CellKind::kCount) {
        REQUIRE(found.rows.first_row == expected.rows.first_row);
        REQUIRE(found.rows.row_reason == expected.rows.row_reason);
      }
    }
  }

 private:
  std::size_t Below(std::size_t n) { return random_() % n; }
  template <class T>
  T Pick(std::initializer_list<T> of) {
    return *(of.begin() + static_cast<std::ptrdiff_t>(Below(of.size())));
  }
  Reg Truth() { return truths_[Below(truths_.size())]; }

  template <class Value>
  std::uint32_t Column(Value value) {
    std::vector<Cell> cells;
    for (std::uint32_t r = 0; r < kRows; ++r) {
      const std::size_t state = Below(12);
      cells.push_back(state == 0   ? Cell::Absent()
                      : state == 1 ? Cell::Unknown(0)
                      : state == 2 ? Cell::Error(0)
                                   : value());
    }
    return b_.Columns(std::move(cells), table_);
  }

  Reg Step(Op op, std::uint32_t imm, Reg a, Reg b, schema::TableId table) {
    program::ScanStep step;
    step.instr.op = op, step.instr.imm = imm, step.instr.a = a, step.instr.b = b;
    step.instr.aux = op == Op::kInSet ? static_cast<std::uint8_t>(program::Compare::kBytes) : 0;
    step.table = table;
    b_.program().scan_steps.push_back(step);
    return static_cast<Reg>(b_.program().scan_steps.size() - 1);
  }

  void AddTruth() {
    switch (Below(8)) {
      case 0:
        truths_.push_back(Step(Op::kMatch, static_cast<std::uint32_t>(Below(3)), text_, kNoReg, table_));
        return;
      case 1:
        truths_.push_back(Step(Op::kMatchAny, static_cast<std::uint32_t>(Below(2)), text_, kNoReg, table_));
        return;
      case 2:
        truths_.push_back(Step(Op::kInSet, program::kNoColumn, text_, set_, table_));
        return;
      case 3:
        truths_.push_back(Unary(Op::kNot, Truth()));
        return;
      case 4:
        truths_.push_back(Unary(Op::kIsPresent, Truth()));
        return;
      default: {
        const Reg a = Truth(), b = Truth();
        const auto& steps = b_.program().scan_steps;
        const schema::TableId table = steps[a].table == schema::kNone ? steps[b].table : steps[a].table;
        truths_.push_back(Step(Pick({Op::kAnd, Op::kOr}), 0, a, b, table));
      }
    }
  }
  Reg Unary(Op op, Reg a) { return Step(op, 0, a, kNoReg, b_.program().scan_steps[a].table); }

  Cell Value(builtins::Services& services, Reg step, std::uint32_t row) {
    const program::Instr& in = b_.program().scan_steps[step].instr;
    switch (in.op) {
      case Op::kColumn:
        return b_.state().At(b_.program().columns[in.imm], row);
      case Op::kConst:
        return b_.program().constants[in.imm];
      case Op::kConstSet:
        return builtins::SetCell(&services.prepared().set(in.imm));
      case Op::kMatch:
        return builtins::Match(services, in, Value(services, in.a, row));
      case Op::kMatchAny:
        return builtins::MatchAny(services, in, Value(services, in.a, row));
      case Op::kInSet:
        return builtins::InSet(services, in, Value(services, in.a, row), Value(services, in.b, row));
      case Op::kNot:
        return Not(Value(services, in.a, row));
      case Op::kIsPresent:
        return builtins::IsPresent(Value(services, in.a, row));
      case Op::kAnd:
        return And(Value(services, in.a, row), Value(services, in.b, row));
      default:
        return Or(Value(services, in.a, row), Value(services, in.b, row));
    }
  }

  Cell Whole(builtins::Services& services, const program::ScanLoop& loop) {
    Cell truth = Cell::Bool(loop.kind == LoopKind::kAll);
    builtins::Rest rest;
    std::int64_t sure = 0;
    for (std::uint32_t r = 0; r < kRows; ++r) {
      const Cell where = loop.where == kNoReg ? Cell::Bool(true) : Value(services, loop.where, r);
      const Cell body = Value(services, loop.body, r);
      truth = loop.kind == LoopKind::kAll ? And(truth, Or(Not(where), body)) : Or(truth, And(where, body));
      const Cell counted = And(where, body);
      if (!builtins::Usable(counted)) {
        rest.Note(counted);
      } else {
        sure += counted.i;
      }
    }
    if (loop.kind == LoopKind::kAll || loop.kind == LoopKind::kAny) return builtins::FromTruth(TruthOf(truth));
    const Cell count = builtins::FromInterval(builtins::WithRest(sure, rest));
    return loop.kind == LoopKind::kOne ? builtins::IsOne(count) : count;
  }

  std::mt19937_64 random_;
  test::ProgramBuilder b_;
  schema::TableId table_ = 0;
  Reg text_ = 0, set_ = 0;
  std::vector<Reg> truths_;
};

}  // namespace

TEST_CASE("scans: costly steps where they decide come to what they come to everywhere", "[scan]") {
  for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
    INFO("seed " << seed);
    Made(seed).Check();
  }
}

TEST_CASE("scans: a pattern is not asked about members that are decided", "[scan]") {
  // Of 70 members all but two are decided by the flag.
  const auto steps = [](program::Op pair, bool decided) {
    test::ProgramBuilder b;
    const std::uint32_t table = b.AddTable();
    std::vector<Cell> flags(kRows, Cell::Bool(decided)), texts(kRows, b.Text("a text of more than a few octets"));
    flags[3] = flags[9] = Cell::Bool(!decided);
    const std::uint32_t flag = b.Columns(flags, table), text = b.Columns(texts, table);
    b.program().patterns.push_back({".*(?:p|q).*", false, ".*(?:p|q).*"});
    const auto step = [&](program::Op op, std::uint32_t imm, program::Reg a, program::Reg other) {
      program::ScanStep s;
      s.instr.op = op, s.instr.imm = imm, s.instr.a = a, s.instr.b = other, s.table = table;
      b.program().scan_steps.push_back(s);
    };
    step(program::Op::kColumn, text, kNoReg, kNoReg);
    step(program::Op::kMatch, 0, 0, kNoReg);
    step(program::Op::kColumn, flag, kNoReg, kNoReg);
    step(pair, 0, 1, 2);  // the pattern on the left: what is not costly comes first all the same
    b.program().scan_loops.push_back({program::LoopKind::kCount, table, 3, kNoReg});
    b.Emit(program::Op::kScan, 0, 0, b.Slot(Members(kRows)));
    const auto prepared = builtins::Prepared::Create(b.program());
    REQUIRE(prepared.ok());
    interp::Machine machine(*prepared);
    machine.Begin(b.state());
    interp::MachineInput input;
    input.max_steps = 1000000;
    machine.SetInput(input);
    REQUIRE(machine.Run(0, 2).ok());
    return machine.steps();
  };
  for (const auto& [pair, decides] : {std::pair(program::Op::kOr, true), std::pair(program::Op::kAnd, false)}) {
    const std::uint64_t most = steps(pair, !decides), least = steps(pair, decides);
    CHECK(most - least == 66 * (1 + 4 + 32 / 8));  // a step for each member, and what a match of 32 octets counts
  }
}

}  // namespace mps
