// The verifier: every field of every instruction set to hostile values, and faults of each other part by name.
#include <catch2/catch.hpp>

#include <functional>
#include <set>

#include "lower/lower.h"
#include "lower/model_builder.h"
#include "program/dump.h"
#include "program/names.h"
#include "program/verify.h"

namespace mps::test {
namespace {

using program::Instr;
using program::Op;
using program::Program;

Program Sample() {
  ModelBuilder b;
  FillSample(b);
  auto program = lower::Lower(b.m);
  REQUIRE(program.ok());
  return std::move(program).value();
}

std::uint32_t First(const Program& p, Op op) {
  for (std::uint32_t i = 0; i < p.code.size(); ++i) {
    if (p.code[i].op == op) return i;
  }
  FAIL("no " << program::InfoOf(op).name);
  return 0;
}

// Verify refuses, with these words in the message.
void Refused(const std::function<void(Program&)>& break_it, const std::string& words) {
  Program p = Sample();
  break_it(p);
  const Status status = program::Verify(p);
  INFO(words << " / " << status.ToString());
  REQUIRE_FALSE(status.ok());
  CHECK(status.message().find(words) != std::string::npos);
}

}  // namespace

TEST_CASE("verify: mutated instructions are refused or still sound") {
  Program p = Sample();
  REQUIRE(program::Verify(p).ok());
  std::size_t refused = 0, tried = 0;
  auto attempt = [&] {
    ++tried;
    if (program::Verify(p).ok()) {
      (void)program::DumpProgram(p);  // may index by every operand
    } else {
      ++refused;
    }
  };
  const std::vector<std::uint32_t> values = {0,      1,      2,       3,          7,          0x7f,      0xff,
                                             0xfffe, 0xffff, 0x10000, 0x7fffffff, 0xfffffffe, 0xffffffff};
  for (std::size_t i = 0; i < p.code.size(); ++i) {
    const Instr sound = p.code[i];
    for (std::uint32_t value : values) {
      for (auto set : {+[](Instr&x, std::uint32_t v) { x.imm = v; },
                       +[](Instr&x, std::uint32_t v) { x.aux = static_cast<std::uint8_t>(v); },
                       +[](Instr&x, std::uint32_t v) { x.dst = static_cast<program::Reg>(v); },
                       +[](Instr&x, std::uint32_t v) { x.a = static_cast<program::Reg>(v); },
                       +[](Instr&x, std::uint32_t v) { x.b = static_cast<program::Reg>(v); },
                       +[](Instr&x, std::uint32_t v) { x.c = static_cast<program::Reg>(v); }}) {
        set(p.code[i], value);
        attempt();
        p.code[i] = sound;
      }
    }
    for (unsigned op = 0; op < 256; ++op) {
      p.code[i].op = static_cast<Op>(op);
      attempt();
      p.code[i] = sound;
    }
  }
  CHECK(refused > tried / 2);
  CHECK(program::Verify(p).ok());
}

TEST_CASE("verify: registers") {
  Refused([](Program& p) { p.code[First(p, Op::kNot)].a = 999; }, "no such register");
  Refused([](Program& p) { p.registers = 1; }, "register");
  // What a loop computes is not there after it.
  Refused(
      [](Program& p) {
        const std::uint32_t end = First(p, Op::kLoopEnd);
        const program::Reg inner = p.code[end].a;
        for (std::uint32_t i = end + 1; i < p.code.size(); ++i) {
          if (p.code[i].op == Op::kRequire || p.code[i].op == Op::kSetEqual) {
            p.code[i].a = inner;
            return;
          }
        }
      },
      "holds nothing here");
  Refused(
      [](Program& p) {
        const std::uint32_t loop = First(p, Op::kLoop);
        p.code[loop + 1].dst = p.code[loop].dst;
      },
      "assigned twice");
}

TEST_CASE("verify: columns, loops, sets and verdicts") {
  Refused(
      [](Program& p) {
        // A column of table 0 read from a row of another.
        const std::uint32_t key = First(p, Op::kRowKey);
        for (std::uint32_t c = 0; c < p.columns.size(); ++c) {
          if (p.columns[c].table == 0) p.code[key].imm = c;
        }
      },
      "a column of another table");
  Refused([](Program& p) { p.code[First(p, Op::kLoop)].imm = 0; }, "loop's end does not name it");
  Refused([](Program& p) { p.code[First(p, Op::kLoopEnd)].imm = 0; }, "loop's end does not name it");
  Refused([](Program& p) { p.code[First(p, Op::kStoreVerdict)].imm = 3; }, "verdict of another rule");
  Refused([](Program& p) { p.rules[0].last -= 1; }, "stores no verdict");
  Refused([](Program& p) { p.rules[0].first += 1; }, "do not follow");
  Refused([](Program& p) { p.rules[0].params.clear(); }, "does not name");
  Refused([](Program& p) { std::swap(p.sets[0].members.front(), p.sets[0].members.back()); }, "not sorted");
  Refused([](Program& p) { p.code[First(p, Op::kStoreConfig)].imm += 1; }, "out of order");
  Refused([](Program& p) { p.note_of.pop_back(); }, "one note per instruction");
  Refused([](Program& p) { p.loop_depth = 0; }, "nest deeper");
}

TEST_CASE("verify: constants point into the program, and are what they say") {
  static const char elsewhere[] = "elsewhere";
  auto text = [](Program& p) -> Cell& {
    for (Cell& cell : p.constants) {
      if (cell.kind == CellKind::kText && cell.len > 0) return cell;
    }
    FAIL("no text");
    return p.constants[0];
  };
  Refused([&](Program& p) { text(p).p = elsewhere; }, "outside the program's text");
  Refused([&](Program& p) { text(p).len = 0x7fffffff; }, "outside the program's text");
  Refused([](Program& p) { p.constants.push_back(Cell::Unknown(0)); }, "without value");
  Refused([](Program& p) { p.constants.push_back(Cell::Text("1234", CellKind::kDigest, -16)); },
          "digest of the wrong length");
  Refused([](Program& p) { p.patterns[0].regex = ".*"; }, "not its own");
}

TEST_CASE("verify: parameters, levels and the plan") {
  Refused([](Program& p) { p.params[0].level_value[0] = 0xfffffff0; }, "value of another type");
  Refused([](Program& p) { p.params[1].is_set = false; }, "against its type");
  Refused([](Program& p) { p.levels[0].selects.clear(); }, "selects");
  Refused([](Program& p) { p.rules[1].id = p.rules[0].id; }, "occurs twice");
  Refused([](Program& p) { p.columns.push_back(p.columns[0]); }, "occurs twice");
  Refused([](Program& p) { p.plan.nodes[0].fields.begin()->second = 0; }, "not later than its parent");
  Refused([](Program& p) { p.plan.tables[1].parent = 1; }, "not an earlier table");
  Refused([](Program& p) { p.plan.types.types.back().fields[0].type = 0xfffffff0; }, "not an earlier one");
  Refused(
      [](Program& p) {
        p.plan.tables[0].columns.emplace_back();
        p.plan.tables[0].columns.back().type = 0;
      },
      "not the value of one node");
  Refused([](Program& p) { std::swap(p.plan.requests.front(), p.plan.requests.back()); }, "not sorted");
}

TEST_CASE("verify: insertions lie in the texts of their rule, in order", "[verify]") {
  const auto refused = [](std::vector<program::InsertSpec> inserts) {
    Refused(
        [&](Program& p) {
          p.rules[0].title = "four";
          p.rules[0].fixes = {{"text", "fix"}};
          p.rules[0].inserts = inserts;
        },
        "insertions do not lie in its texts");
  };
  refused({{0, 3, 2, 0, false}});
  refused({{0, 5, 0, 0, false}});
  refused({{1, 0, 4, 0, false}});
  refused({{2, 0, 0, 0, false}});
  refused({{0, 0, 1, 99, false}});
  refused({{0, 2, 2, 0, false}, {0, 0, 1, 0, false}});
  refused({{0, 0, 2, 0, false}, {0, 1, 1, 0, false}});
  refused({{1, 0, 1, 0, false}, {0, 0, 1, 0, false}});
  refused({{0, 0xffffffff, 0xffffffff, 0, true}});
}

}  // namespace mps::test
