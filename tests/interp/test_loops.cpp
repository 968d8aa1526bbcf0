// Quantifiers, counts, sets and look-ups over collections that are complete or not, against tables written by hand.
#include <catch2/catch.hpp>

#include "builtins/logic.h"
#include "builtins/set_object.h"
#include "program_builder.h"

namespace mps {
namespace {

using program::Compare;
using program::LoopKind;
using program::Op;
using program::Reg;

Cell Truth_(char c) {
  switch (c) {
    case 'T':
      return Cell::Bool(true);
    case 'F':
      return Cell::Bool(false);
    case 'A':
      return Cell::Absent();
    case 'U':
      return Cell::Unknown(1);
    default:
      return Cell::Error(2);
  }
}
char LetterOf(const Cell& c) { return "FEUAT"[static_cast<int>(builtins::TruthOf(c))]; }

Cell Rows(std::size_t count, bool complete) {
  Cell c;
  c.state = complete ? State::kValue : State::kIncomplete;
  c.kind = CellKind::kRows;
  c.len = static_cast<std::uint32_t>(count);
  c.rows = {0, 0};
  return c;
}

Cell Finish(test::ProgramBuilder& b, Reg result) {
  auto prepared = builtins::Prepared::Create(b.program());
  REQUIRE(prepared.ok());
  interp::Machine machine(*prepared);
  REQUIRE(test::RunAll(machine, b).ok());
  return machine.reg(result);
}

// A loop over members whose bodies (and filters) are these truths.
Cell Quantify(LoopKind kind, std::string_view bodies, bool complete, std::string_view wheres = "") {
  test::ProgramBuilder b;
  const auto table = b.AddTable();
  std::vector<Cell> body_cells, where_cells;
  for (const char c : bodies) body_cells.push_back(Truth_(c));
  for (const char c : wheres) where_cells.push_back(Truth_(c));
  const auto body = b.Columns(body_cells, table);
  const auto where = wheres.empty() ? 0 : b.Columns(where_cells, table);
  const Reg rows = b.Slot(Rows(bodies.size(), complete));
  const Reg row = b.Loop(kind, rows);
  const Reg body_reg = b.Read(row, body);
  const Reg where_reg = wheres.empty() ? program::kNoReg : b.Read(row, where);
  return Finish(b, b.EndLoop(body_reg, where_reg));
}

std::string Interval(const Cell& c) {
  if (!c.has_value()) return std::string(1, LetterOf(c));
  return std::to_string(c.rows.first_row) + ".." +
         (c.rows.row_reason == UINT32_MAX ? "" : std::to_string(c.rows.row_reason)) +
         (c.rows.first_row == c.rows.row_reason || c.aux == 2 ? ""
          : c.aux == 1                                        ? "A"
                                                              : "E");
}

// A set with members and, for each, what its filter came to.
Cell Built(test::ProgramBuilder& b, std::vector<Cell> members, std::string_view wheres, bool complete, Reg& out,
           Compare compare = Compare::kInt) {
  const auto table = b.AddTable();
  std::vector<Cell> where_cells;
  for (const char c : wheres) where_cells.push_back(Truth_(c));
  const auto count = members.size();
  const auto value = b.Columns(std::move(members), table);
  const auto where = b.Columns(where_cells, table);
  const Reg row = b.Loop(LoopKind::kBuild, b.Slot(Rows(count, complete)));
  const Reg v = b.Read(row, value), w = b.Read(row, where);
  out = b.EndLoop(v, w, compare);
  return Cell();
}

char InBuilt(const Cell& value, std::vector<Cell> members, std::string_view wheres, bool complete,
             Compare compare = Compare::kInt) {
  test::ProgramBuilder b;
  const Reg v = b.Slot(value);
  Reg set = 0;
  Built(b, std::move(members), wheres, complete, set, compare);
  return LetterOf(Finish(b, b.Emit(Op::kInSet, program::kNoReg, static_cast<std::uint8_t>(compare), v, set)));
}

char InRows(const Cell& value, std::vector<Cell> members, bool complete, Compare compare = Compare::kInt,
            int searches = 1) {
  test::ProgramBuilder b;
  const auto table = b.AddTable();
  const auto count = members.size();
  const auto column = b.Columns(std::move(members), table);
  const Reg rows = b.Slot(Rows(count, complete));
  const Reg v = b.Slot(value);
  Reg result = 0;
  for (int i = 0; i < searches; ++i) result = b.Emit(Op::kInSet, column, static_cast<std::uint8_t>(compare), v, rows);
  return LetterOf(Finish(b, result));
}

}  // namespace

TEST_CASE("all and any", "[loop]") {
  struct Row {
    const char* bodies;
    char all, all_open, any, any_open;
  };
  const Row rows[] = {
      {"", 'T', 'U', 'F', 'U'},    {"T", 'T', 'U', 'T', 'T'},  {"F", 'F', 'F', 'F', 'U'},  {"TF", 'F', 'F', 'T', 'T'},
      {"A", 'A', 'U', 'A', 'U'},   {"U", 'U', 'U', 'U', 'U'},  {"E", 'E', 'E', 'E', 'E'},  {"AU", 'U', 'U', 'U', 'U'},
      {"AUE", 'E', 'E', 'E', 'E'}, {"EF", 'F', 'F', 'E', 'E'}, {"ET", 'E', 'E', 'T', 'T'}, {"TA", 'A', 'U', 'T', 'T'},
      {"FA", 'F', 'F', 'A', 'U'},
  };
  for (const Row& r : rows) {
    INFO(r.bodies);
    CHECK(LetterOf(Quantify(LoopKind::kAll, r.bodies, true)) == r.all);
    CHECK(LetterOf(Quantify(LoopKind::kAll, r.bodies, false)) == r.all_open);
    CHECK(LetterOf(Quantify(LoopKind::kAny, r.bodies, true)) == r.any);
    CHECK(LetterOf(Quantify(LoopKind::kAny, r.bodies, false)) == r.any_open);
  }
}

TEST_CASE("where: `not w or p` under all, `w and p` under any", "[loop]") {
  // One member; rows: filter T F A U E, columns: body T F A U E.
  const std::string_view order = "TFAUE";
  const char* all[] = {"TFAUE", "TTTTT", "TAAUE", "TUUUE", "TEEEE"};
  const char* any[] = {"TFAUE", "FFFFF", "AFAUE", "UFUUE", "EFEEE"};
  for (std::size_t i = 0; i < 5; ++i) {
    for (std::size_t j = 0; j < 5; ++j) {
      INFO("where " << order[i] << " body " << order[j]);
      CHECK(LetterOf(Quantify(LoopKind::kAll, order.substr(j, 1), true, order.substr(i, 1))) == all[i][j]);
      CHECK(LetterOf(Quantify(LoopKind::kAny, order.substr(j, 1), true, order.substr(i, 1))) == any[i][j]);
    }
  }
}

TEST_CASE("count and one", "[loop]") {
  struct Row {
    const char* bodies;
    bool complete;
    const char* count;
    char one;
  };
  const Row rows[] = {
      {"", true, "0..0", 'F'},
      {"", false, "0..", 'U'},
      {"T", true, "1..1", 'T'},
      {"TT", false, "2..", 'F'},
      {"T", false, "1..", 'U'},
      {"TU", true, "1..2", 'U'},
      {"TTU", true, "2..3", 'F'},
      {"U", true, "0..1", 'U'},
      {"A", true, "0..1A", 'A'},
      {"A", false, "0..", 'U'},
      {"AU", true, "0..2", 'U'},
      {"TE", true, "1..2E", 'E'},
      {"FFT", true, "1..1", 'T'},
      {"EA", false, "0..E", 'E'},
      // What may or may not count cannot undo what is certain.
      {"TTA", true, "2..3A", 'F'},
      {"TTE", true, "2..3E", 'F'},
      {"TTE", false, "2..E", 'F'},
  };
  for (const Row& r : rows) {
    INFO(r.bodies << (r.complete ? "" : " incomplete"));
    CHECK(Interval(Quantify(LoopKind::kCount, r.bodies, r.complete)) == r.count);
    CHECK(LetterOf(Quantify(LoopKind::kOne, r.bodies, r.complete)) == r.one);
  }
}

TEST_CASE("distinct", "[loop]") {
  const auto distinct = [](std::vector<Cell> keys, bool complete, Compare compare = Compare::kInt,
                           std::string_view wheres = "") {
    test::ProgramBuilder b;
    const auto table = b.AddTable();
    const auto count = keys.size();
    const auto key = b.Columns(std::move(keys), table);
    std::vector<Cell> where_cells;
    for (const char c : wheres) where_cells.push_back(Truth_(c));
    const auto where = wheres.empty() ? 0 : b.Columns(where_cells, table);
    const Reg row = b.Loop(LoopKind::kDistinct, b.Slot(Rows(count, complete)));
    const Reg key_reg = b.Read(row, key);
    const Reg where_reg = wheres.empty() ? program::kNoReg : b.Read(row, where);
    return LetterOf(Finish(b, b.EndLoop(key_reg, where_reg, compare)));
  };
  const Cell one = Cell::Int(1), two = Cell::Int(2);
  CHECK(distinct({}, true) == 'T');
  CHECK(distinct({}, false) == 'U');
  CHECK(distinct({one, two}, true) == 'T');
  CHECK(distinct({one, two, one}, true) == 'F');
  CHECK(distinct({one, two, one}, false) == 'F');
  CHECK(distinct({one, Cell::Unknown(0)}, true) == 'U');
  CHECK(distinct({one, Cell::Absent()}, true) == 'A');
  CHECK(distinct({Cell::Absent(), Cell::Unknown(0), Cell::Error(0)}, true) == 'E');
  CHECK(distinct({one, one, Cell::Error(0)}, true) == 'F');
  CHECK(distinct({one, one}, true, Compare::kInt, "TF") == 'T');
  CHECK(distinct({one, one}, true, Compare::kInt, "TU") == 'U');
  CHECK(distinct({one, two}, true, Compare::kInt, "TE") == 'E');
  CHECK(distinct({Cell::Text("1.0"), Cell::Text("1.00")}, true, Compare::kDpkg) == 'F');
  CHECK(distinct({Cell::Text("1.0-1"), Cell::Text("2"), Cell::Text("1.0")}, true, Compare::kRpm) == 'T');
  CHECK(distinct({Cell::Text("a"), one}, true, Compare::kScalar) == 'T');
}

TEST_CASE("a collection without value is the result", "[loop]") {
  for (const char state : std::string_view("AUE")) {
    for (int kind = 0; kind < program::kLoopKinds; ++kind) {
      test::ProgramBuilder b;
      b.Loop(static_cast<LoopKind>(kind), b.Slot(Truth_(state)));
      const Reg body = b.Slot(Cell::Bool(true));
      CHECK(LetterOf(Finish(b, b.EndLoop(body))) == state);
    }
  }
}

TEST_CASE("membership", "[sets]") {
  const Cell one = Cell::Int(1), two = Cell::Int(2), three = Cell::Int(3);
  const Cell unknown = Cell::Unknown(0), absent = Cell::Absent(), error = Cell::Error(0);
  // Value, members, complete: found or not; and the states of members where it is not found.
  struct Row {
    Cell value;
    std::vector<Cell> members;
    char complete, open;
  };
  const Row rows[] = {
      {one, {one, two}, 'T', 'T'},
      {three, {one, two}, 'F', 'U'},
      {one, {}, 'F', 'U'},
      {one, {unknown, one}, 'T', 'T'},
      {three, {unknown, one}, 'U', 'U'},
      {three, {absent, one}, 'A', 'U'},
      {three, {error, unknown}, 'E', 'E'},
      {unknown, {one}, 'U', 'U'},
      {absent, {one}, 'A', 'U'},
      {error, {one}, 'E', 'E'},
      {absent, {unknown}, 'U', 'U'},
      {unknown, {error}, 'E', 'E'},
      {absent, {}, 'A', 'U'},
  };
  for (const Row& r : rows) {
    const std::string wheres(r.members.size(), 'T');
    for (const bool complete : {true, false}) {
      CHECK(InRows(r.value, r.members, complete) == (complete ? r.complete : r.open));
      CHECK(InBuilt(r.value, r.members, wheres, complete) == (complete ? r.complete : r.open));
      // Many members: the indexed way, found on the second search.
      std::vector<Cell> many = r.members;
      if (r.members.empty()) continue;
      for (int i = 0; i < 40; ++i) many.push_back(Cell::Int(100 + i));
      CHECK(InRows(r.value, many, complete, Compare::kInt, 1) == (complete ? r.complete : r.open));
      CHECK(InRows(r.value, many, complete, Compare::kInt, 3) == (complete ? r.complete : r.open));
    }
  }
  // Filters that did not decide.
  CHECK(InBuilt(one, {one}, "U", true) == 'U');
  CHECK(InBuilt(two, {one}, "U", true) == 'F');
  CHECK(InBuilt(one, {one}, "F", true) == 'F');
  CHECK(InBuilt(one, {one, one}, "UT", true) == 'T');
  CHECK(InBuilt(one, {one}, "E", true) == 'E');
  CHECK(InBuilt(one, {one}, "A", true) == 'A');
}

TEST_CASE("an empty collection is not taken for the one that begins at the same row", "[sets]") {
  test::ProgramBuilder b;
  const auto table = b.AddTable();
  std::vector<Cell> members;
  for (int i = 0; i < 40; ++i) members.push_back(Cell::Int(i));
  const auto column = b.Columns(members, table);
  const Reg empty = b.Slot(Rows(0, false)), full = b.Slot(Rows(40, true)), none = b.Slot(Cell::Absent()),
            seven = b.Slot(Cell::Int(7));
  Reg last = 0;
  for (int i = 0; i < 3; ++i) {
    b.Emit(Op::kInSet, column, 0, none, empty);
    b.Emit(Op::kInSet, column, 0, seven, empty);
    last = b.Emit(Op::kInSet, column, 0, seven, full);
  }
  CHECK(LetterOf(Finish(b, last)) == 'T');
}

TEST_CASE("digests in sets: only one of the same algorithm can be compared", "[sets]") {
  const std::string a(32, 'a'), b(32, 'b');
  const auto sha256 = [](std::string_view t) {
    return Cell::Text(t, CellKind::kDigest, static_cast<std::int16_t>(DigestAlg::kSha256));
  };
  const auto sha512 = [](std::string_view t) {
    return Cell::Text(t, CellKind::kDigest, static_cast<std::int16_t>(DigestAlg::kSha512));
  };
  struct Row {
    std::vector<Cell> members;
    char complete, open;
  };
  const Row rows[] = {{{sha256(a)}, 'T', 'T'},
                      {{sha256(b)}, 'F', 'U'},
                      {{sha256(b), sha512(a)}, 'F', 'U'},
                      {{sha512(a)}, 'E', 'U'},
                      {{}, 'E', 'U'}};
  for (const Row& r : rows) {
    const std::string wheres(r.members.size(), 'T');
    CHECK(InRows(sha256(a), r.members, true, Compare::kDigest) == r.complete);
    CHECK(InRows(sha256(a), r.members, false, Compare::kDigest) == r.open);
    CHECK(InBuilt(sha256(a), r.members, wheres, true, Compare::kDigest) == r.complete);
    CHECK(InBuilt(sha256(a), r.members, wheres, false, Compare::kDigest) == r.open);
  }
  // Whether there is anything to compare with may itself be open.
  CHECK(InBuilt(sha256(a), {sha256(b), sha512(a)}, "UT", true, Compare::kDigest) == 'U');
  CHECK(InBuilt(sha256(a), {sha256(a), sha512(a)}, "UT", true, Compare::kDigest) == 'U');
  CHECK(InBuilt(sha256(a), {sha256(a), sha256(b)}, "AU", true, Compare::kDigest) == 'U');
  CHECK(InBuilt(sha256(a), {sha256(a), sha256(b)}, "AT", true, Compare::kDigest) == 'A');
  CHECK(InBuilt(sha256(a), {Cell::Absent(), sha512(a)}, "TT", true, Compare::kDigest) == 'A');
  CHECK(InBuilt(Cell::Absent(), {sha256(a)}, "U", true, Compare::kDigest) == 'U');
  CHECK(InBuilt(Cell::Absent(), {sha256(a)}, "T", true, Compare::kDigest) == 'A');
}

TEST_CASE("equality of sets, and their size", "[sets]") {
  const Cell one = Cell::Int(1), two = Cell::Int(2);
  struct Row {
    std::vector<Cell> a;
    const char* wa;
    bool ca;
    std::vector<Cell> b;
    const char* wb;
    bool cb;
    char equal;
    const char* size_a;
  };
  const Row rows[] = {
      {{one, two}, "TT", true, {two, one, one}, "TTT", true, 'T', "2..2"},
      {{one}, "T", true, {one, two}, "TT", true, 'F', "1..1"},
      {{one}, "T", false, {one}, "T", true, 'U', "1.."},
      {{two}, "T", false, {one}, "T", true, 'F', "1.."},
      {{one, Cell::Unknown(0)}, "TT", true, {one}, "T", true, 'U', "1..2"},
      {{one, two}, "TU", true, {one}, "T", true, 'U', "1..2"},
      {{one, Cell::Error(0)}, "TT", true, {one}, "T", true, 'E', "1..2E"},
      {{one, Cell::Absent()}, "TT", true, {one}, "T", true, 'A', "1..2A"},
      {{}, "", true, {}, "", true, 'T', "0..0"},
  };
  for (const Row& r : rows) {
    test::ProgramBuilder b;
    Reg left = 0, right = 0;
    Built(b, r.a, r.wa, r.ca, left);
    Built(b, r.b, r.wb, r.cb, right);
    CHECK(LetterOf(Finish(b, b.Emit(Op::kSetEqual, 0, 0, left, right))) == r.equal);
    test::ProgramBuilder c;
    Built(c, r.a, r.wa, r.ca, left);
    CHECK(Interval(Finish(c, c.Do(Op::kCount, left))) == r.size_a);
  }
}

TEST_CASE("probes: found, not found, incomplete, two partners; few rows and many", "[probe]") {
  for (const int extra : {0, 100}) {
    for (const bool complete : {true, false}) {
      test::ProgramBuilder b;
      const auto table = b.AddTable();
      std::vector<Cell> keys = {b.Text("x"), b.Text("twice"), b.Text("twice")},
                        values = {Cell::Int(10), Cell::Int(1), Cell::Int(2)};
      for (int i = 0; i < extra; ++i) {
        keys.push_back(b.Text("k" + std::to_string(i)));
        values.push_back(Cell::Int(i));
      }
      const auto count = keys.size();
      const auto key = b.Columns(keys, table), value = b.Columns(values, table);
      const Reg rows = b.Slot(Rows(count, complete));
      const auto probe = [&](const Cell& k) { return b.Read(b.Emit(Op::kProbe, key, 0, rows, b.Slot(k)), value); };
      const Reg found = probe(b.Text("x")), missing = probe(b.Text("nowhere")), twice = probe(b.Text("twice")),
                none = probe(Cell::Unknown(0));
      auto prepared = builtins::Prepared::Create(b.program());
      interp::Machine machine(*prepared);
      REQUIRE(test::RunAll(machine, b).ok());
      CHECK(machine.reg(found).i == 10);
      CHECK(LetterOf(machine.reg(missing)) == (complete ? 'A' : 'U'));
      CHECK(LetterOf(machine.reg(twice)) == 'E');
      CHECK(LetterOf(machine.reg(none)) == 'U');
    }
  }
}

TEST_CASE("presence of collections", "[loop]") {
  const auto present = [](const Cell& c, Op op) {
    test::ProgramBuilder b;
    return LetterOf(Finish(b, b.Do(op, b.Slot(c))));
  };
  CHECK(present(Rows(0, true), Op::kIsPresent) == 'T');
  CHECK(present(Rows(0, false), Op::kIsPresent) == 'U');
  CHECK(present(Rows(1, false), Op::kIsPresent) == 'T');
  CHECK(present(Rows(0, false), Op::kIsAbsent) == 'U');
  CHECK(present(Rows(1, false), Op::kIsAbsent) == 'F');
}

TEST_CASE("presence of a set that a rule builds", "[loop]") {
  const auto present = [](std::vector<Cell> members, std::string_view wheres, bool complete) {
    test::ProgramBuilder b;
    Reg set = 0;
    Built(b, std::move(members), wheres, complete, set, Compare::kInt);
    return LetterOf(Finish(b, b.Do(Op::kIsPresent, set)));
  };
  CHECK(present({}, "", true) == 'T');
  CHECK(present({}, "", false) == 'U');  // a member may be there that nobody saw
  CHECK(present({Cell::Int(1)}, "T", false) == 'T');
  CHECK(present({Cell::Int(1)}, "F", false) == 'U');
  CHECK(present({Cell::Int(1)}, "F", true) == 'T');
  CHECK(present({Cell::Int(1)}, "U", true) == 'U');
}

TEST_CASE("loops in loops, and the limit on steps", "[loop]") {
  test::ProgramBuilder b;
  const auto outer_table = b.AddTable("o"), inner_table = b.AddTable("i");
  const auto x = b.Columns({Cell::Int(1), Cell::Int(2), Cell::Int(3)}, outer_table);
  const auto y = b.Columns({Cell::Int(3), Cell::Int(2), Cell::Int(1)}, inner_table);
  const Reg outer = b.Slot(Rows(3, true)), inner = b.Slot(Rows(3, true));
  const Reg u = b.Loop(LoopKind::kAll, outer);
  const Reg xv = b.Read(u, x);
  const Reg g = b.Loop(LoopKind::kAny, inner);
  const Reg any = b.EndLoop(b.Cmp(Op::kEqual, Compare::kInt, xv, b.Read(g, y)));
  b.Require(b.EndLoop(any));
  interp::EvaluateOptions options;
  options.level = 0;
  const auto ok = interp::Evaluate(b.program(), b.state(), options);
  REQUIRE(ok.ok());
  CHECK(ok->rules[0].verdict == Verdict::kPass);
  options.max_steps = 5;  // L10.4
  CHECK(interp::Evaluate(b.program(), b.state(), options).status().code() == Code::kLimit);
}

}  // namespace mps
