// Builtins over values: what each computes, at its edges.
#include <catch2/catch.hpp>
#include <limits>

#include "builtins/builtins.h"
#include "builtins/logic.h"
#include "builtins/reasons.h"
#include "program_builder.h"

namespace mps {
namespace {

using program::Compare;
using program::Op;

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

// The cell that `op` gives over slots.
Cell Run(test::ProgramBuilder& b, Op op, const std::vector<Cell>& operands, std::uint8_t aux = 0,
         std::uint32_t imm = 0) {
  std::vector<program::Reg> regs(3, program::kNoReg);
  for (std::size_t i = 0; i < operands.size(); ++i) regs[i] = b.Slot(operands[i]);
  const program::Reg result = b.Emit(op, imm, aux, regs[0], regs[1], regs[2]);
  auto prepared = builtins::Prepared::Create(b.program());
  REQUIRE(prepared.ok());
  interp::Machine machine(*prepared);
  REQUIRE(test::RunAll(machine, b).ok());
  return machine.reg(result);
}
Cell Run(Op op, const std::vector<Cell>& operands, std::uint8_t aux = 0) {
  test::ProgramBuilder b;
  return Run(b, op, operands, aux);
}
std::string Letter(const Cell& c) { return std::string(1, "FEUAT"[static_cast<int>(builtins::TruthOf(c))]); }
std::string Order(Compare compare, const Cell& a, const Cell& b) {
  const auto aux = static_cast<std::uint8_t>(compare);
  return Letter(Run(Op::kEqual, {a, b}, aux)) + Letter(Run(Op::kNotEqual, {a, b}, aux)) +
         Letter(Run(Op::kLess, {a, b}, aux)) + Letter(Run(Op::kLessEqual, {a, b}, aux));
}
Cell Ip(std::string_view octets) { return Cell::Text(octets, CellKind::kIp); }
Cell Cidr(std::string_view octets, int prefix) {
  return Cell::Text(octets, CellKind::kCidr, static_cast<std::int16_t>(prefix));
}
Cell Digest(std::string_view octets, DigestAlg alg) {
  return Cell::Text(octets, CellKind::kDigest, static_cast<std::int16_t>(alg));
}
Cell Count(std::uint32_t least, std::uint32_t most) {
  Cell c;
  c.state = State::kValue;
  c.kind = CellKind::kCount;
  c.rows = {least, most};
  return c;
}
constexpr std::uint32_t kOpen = UINT32_MAX;
using namespace std::literals;

}  // namespace

TEST_CASE("order of ints, text, scalars and versions", "[compare]") {
  // ==, !=, <, <=
  const std::string less = "FTTT", equal = "TFFT", greater = "FTFF";
  CHECK(Order(Compare::kInt, Cell::Int(kLeast), Cell::Int(kMost)) == less);
  CHECK(Order(Compare::kInt, Cell::Int(-1), Cell::Int(-1)) == equal);
  CHECK(Order(Compare::kInt, Cell::Int(kMost), Cell::Int(kMost)) == equal);
  CHECK(Order(Compare::kInt, Cell::Int(kMost), Cell::Int(kLeast)) == greater);
  const auto as_int = static_cast<std::uint8_t>(Compare::kInt);
  CHECK(Letter(Run(Op::kInRange, {Cell::Int(kMost), Cell::Int(0), Cell::Int(kMost)}, as_int)) == "T");
  CHECK(Letter(Run(Op::kInRange, {Cell::Int(-1), Cell::Int(0), Cell::Int(kMost)}, as_int)) == "F");
  CHECK(Order(Compare::kBytes, Cell::Text(""), Cell::Text("a")) == less);
  CHECK(Order(Compare::kBytes, Cell::Text("Z"), Cell::Text("a")) == less);
  CHECK(Order(Compare::kBytes, Cell::Text("\xff"), Cell::Text("a")) == greater);  // by unsigned octets
  CHECK(Order(Compare::kBytes, Cell::Text("a\0b"sv), Cell::Text("a\0b"sv)) == equal);
  CHECK(Order(Compare::kScalar, Cell::Int(1), Cell::Int(2)) == less);
  CHECK(Order(Compare::kScalar, Cell::Int(1), Cell::Text("1")) == "FTEE");
  CHECK(Order(Compare::kScalar, Cell::Bool(true), Cell::Int(1)) == "FTEE");
  CHECK(Order(Compare::kDpkg, Cell::Text("1.0~rc1"), Cell::Text("1.0")) == less);
  CHECK(Order(Compare::kDpkg, Cell::Text("1:0.1"), Cell::Text("9.9")) == greater);
  CHECK(Order(Compare::kDpkg, Cell::Text("1.0-0"), Cell::Text("1.0")) == equal);
  CHECK(Order(Compare::kRpm, Cell::Text("1.0^1"), Cell::Text("1.0")) == greater);
  CHECK(Order(Compare::kSemver, Cell::Text("1.0.0-alpha"), Cell::Text("1.0.0")) == less);
  CHECK(Order(Compare::kSemver, Cell::Text("1.0.0+x"), Cell::Text("1.0.0+y")) == equal);
  CHECK(Order(Compare::kDotted, Cell::Text("1.10"), Cell::Text("1.9")) == greater);
  CHECK(Order(Compare::kDotted, Cell::Text("1"), Cell::Text("1.0")) == equal);
  CHECK(Order(Compare::kSemver, Cell::Text("one"), Cell::Text("1.0.0")) == "EEEE");
  const Cell error =
      Run(Op::kLess, {Cell::Text("one"), Cell::Text("1.0.0")}, static_cast<std::uint8_t>(Compare::kSemver));
  CHECK(builtins::EvaluationReason(error.why.reason) == "not a version of its ordering");
}

TEST_CASE("addresses, networks and digests", "[compare]") {
  const std::string v4("\x0a\x00\x00\x01", 4), v6 = std::string(10, '\0') + "\xff\xff" + v4,
                                               other("\x0b\x00\x00\x01", 4);
  CHECK(Order(Compare::kBytes, Ip(v4), Ip(other)) == "FTTT");
  CHECK(Order(Compare::kBytes, Ip(v4), Ip(v6)) == "FTEE");
  const std::string net("\x0a\x00\x00\x00", 4), any4(4, '\0'), any6(16, '\0');
  CHECK(Letter(Run(Op::kInCidr, {Ip(v4), Cidr(net, 8)})) == "T");
  CHECK(Letter(Run(Op::kInCidr, {Ip(other), Cidr(net, 8)})) == "F");
  CHECK(Letter(Run(Op::kInCidr, {Ip(v6), Cidr(net, 8)})) == "F");
  CHECK(Letter(Run(Op::kInCidr, {Ip(v4), Cidr(any4, 0)})) == "T");
  CHECK(Letter(Run(Op::kInCidr, {Ip(v4), Cidr(any6, 0)})) == "F");
  CHECK(Letter(Run(Op::kInCidr, {Cidr(net, 9), Cidr(net, 8)})) == "T");
  CHECK(Letter(Run(Op::kInCidr, {Cidr(net, 8), Cidr(net, 9)})) == "F");
  const auto cidr = static_cast<std::uint8_t>(Compare::kCidr);
  CHECK(Letter(Run(Op::kEqual, {Cidr(net, 8), Cidr(net, 8)}, cidr)) == "T");
  CHECK(Letter(Run(Op::kEqual, {Cidr(net, 8), Cidr(net, 9)}, cidr)) == "F");
  const auto digest = static_cast<std::uint8_t>(Compare::kDigest);
  const std::string d1(32, 'a'), d2(32, 'b');
  CHECK(Letter(Run(Op::kEqual, {Digest(d1, DigestAlg::kSha256), Digest(d1, DigestAlg::kSha256)}, digest)) == "T");
  CHECK(Letter(Run(Op::kEqual, {Digest(d1, DigestAlg::kSha256), Digest(d2, DigestAlg::kSha256)}, digest)) == "F");
  CHECK(Letter(Run(Op::kEqual, {Digest(d1, DigestAlg::kSha256), Digest(d1, DigestAlg::kSha384)}, digest)) == "E");
  CHECK(Letter(Run(Op::kNotEqual, {Digest(d1, DigestAlg::kSha256), Digest(d1, DigestAlg::kSha384)}, digest)) == "E");
}

TEST_CASE("arithmetic never wraps", "[arithmetic]") {
  CHECK(Run(Op::kAdd, {Cell::Int(kMost - 1), Cell::Int(1)}).i == kMost);
  CHECK(Run(Op::kAdd, {Cell::Int(kMost), Cell::Int(1)}).state == State::kError);
  CHECK(Run(Op::kSub, {Cell::Int(kLeast), Cell::Int(1)}).state == State::kError);
  CHECK(Run(Op::kSub, {Cell::Int(0), Cell::Int(kLeast)}).state == State::kError);
  CHECK(Run(Op::kBitAnd, {Cell::Int(06755), Cell::Int(06000)}).i == 06000);
  CHECK(Letter(Run(Op::kWithin, {Cell::Int(0600), Cell::Int(0640)})) == "T");
  CHECK(Letter(Run(Op::kWithin, {Cell::Int(0604), Cell::Int(0640)})) == "F");
  CHECK(Letter(Run(Op::kWithin, {Cell::Int(04640), Cell::Int(0640)})) == "F");
  test::ProgramBuilder b;
  const Cell masked =
      Run(b, Op::kBitAnd, {Cell::Text("\xf0\x0f", CellKind::kBytes), Cell::Text("\x3c\xff", CellKind::kBytes)});
  CHECK(masked.kind == CellKind::kBytes);
  CHECK(masked.len == 2);
  CHECK(Run(Op::kBitAnd, {Cell::Text("ab", CellKind::kBytes), Cell::Text("abc", CellKind::kBytes)}).state ==
        State::kError);
  CHECK(Run(Op::kBitAnd, {Cell::Text("", CellKind::kBytes), Cell::Text("", CellKind::kBytes)}).has_value());
}

TEST_CASE("int(text) takes exactly a decimal int of 64 bits", "[text]") {
  CHECK(Run(Op::kToInt, {Cell::Text("-9223372036854775808")}).i == kLeast);
  CHECK(Run(Op::kToInt, {Cell::Text("0")}).i == 0);
  for (const char* bad : {"", "-", "+1", "01", "00", " 1", "1 ", "1.0", "0x1", "9223372036854775808", "1\n"}) {
    INFO(bad);
    CHECK(Run(Op::kToInt, {Cell::Text(bad)}).state == State::kError);
  }
}

TEST_CASE("text", "[text]") {
  const auto yes = [](Op op, std::string_view x, std::string_view y) {
    return Letter(Run(op, {Cell::Text(x), Cell::Text(y)}));
  };
  CHECK(yes(Op::kContains, "abc", "") == "T");
  CHECK(yes(Op::kContains, "", "") == "T");
  CHECK(yes(Op::kContains, "", "a") == "F");
  CHECK(yes(Op::kContains, "abc", "bc") == "T");
  CHECK(yes(Op::kContains, "abc", "B") == "F");
  CHECK(yes(Op::kStartsWith, "abc", "ab") == "T");
  CHECK(yes(Op::kStartsWith, "ab", "abc") == "F");
  CHECK(yes(Op::kEndsWith, "abc", "bc") == "T");
  CHECK(yes(Op::kEndsWith, "abc", "ab") == "F");
  test::ProgramBuilder low;
  low.Keep("x");
  auto prepared = builtins::Prepared::Create(low.program());
  builtins::Services services(*prepared);
  services.Begin(low.state());
  const Cell lower = builtins::Lower(services, {}, Cell::Text("A\xC3\x84z[@"));
  CHECK(lower.text() == "a\xC3\x84z[@");  // only A-Z
}

TEST_CASE("patterns: the whole text, or a part; globs; memory", "[pattern]") {
  const auto match = [](Op op, std::string pattern, std::string_view text, bool glob = false) {
    test::ProgramBuilder b;
    b.program().patterns.push_back({pattern, glob, pattern});
    return Letter(Run(b, op, {Cell::Text(text)}));
  };
  CHECK(match(Op::kMatch, "a|ab", "ab") == "T");
  CHECK(match(Op::kMatch, "a", "ab") == "F");
  CHECK(match(Op::kMatch, "a.b", "a\nb") == "F");
  CHECK(match(Op::kMatch, "(?s)a.b", "a\nb") == "T");
  CHECK(match(Op::kContainsMatch, "b+", "abbc") == "T");
  CHECK(match(Op::kContainsMatch, "^b", "abbc") == "F");
  CHECK(match(Op::kMatch, "/etc/*.conf", "/etc/x.conf", true) == "T");
  CHECK(match(Op::kMatch, "/etc/*.conf", "/etc/d/x.conf", true) == "F");

  test::ProgramBuilder bad;
  bad.program().patterns.push_back({"(", false, "("});
  CHECK(builtins::Prepared::Create(bad.program()).status().code() == Code::kInvalid);

  // A pattern that does not fit its memory is an error wherever it is used, never false.
  test::ProgramBuilder big;
  const std::string pattern = "\\pL{1000}";
  big.program().patterns.push_back({pattern, false, pattern});
  const Cell result = Run(big, Op::kMatch, {Cell::Text("b")});
  CHECK(result.state == State::kError);
}

TEST_CASE("counts are intervals, decided where the whole interval agrees", "[count]") {
  struct Case {
    Cell a, b;
    const char* expected;  // ==, !=, <, <=
  };
  const Case cases[] = {
      {Count(2, 2), Cell::Int(2), "TFFT"},        {Count(1, 3), Cell::Int(2), "UUUU"},
      {Count(1, 3), Cell::Int(3), "UUUT"},        {Count(1, 3), Cell::Int(4), "FTTT"},
      {Count(1, 3), Cell::Int(1), "UUFU"},        {Count(1, 3), Cell::Int(0), "FTFF"},
      {Count(1, kOpen), Cell::Int(5), "UUUU"},    {Count(6, kOpen), Cell::Int(5), "FTFF"},
      {Cell::Int(0), Count(1, kOpen), "FTTT"},    {Cell::Int(1), Count(1, kOpen), "UUUT"},
      {Count(0, kOpen), Count(0, kOpen), "UUUU"},
  };
  for (const Case& c : cases) {
    INFO(c.expected);
    CHECK(Order(Compare::kInt, c.a, c.b) == c.expected);
  }
  const auto range = [](Cell a, std::int64_t low, std::int64_t high) {
    return Letter(Run(Op::kInRange, {a, Cell::Int(low), Cell::Int(high)}));
  };
  CHECK(range(Count(1, 3), 1, 3) == "T");
  CHECK(range(Count(1, 3), 2, 3) == "U");
  CHECK(range(Count(1, 3), 4, 9) == "F");
  CHECK(range(Count(1, kOpen), 1, 9) == "U");
  CHECK(range(Count(10, kOpen), 1, 9) == "F");
  CHECK(Run(Op::kAdd, {Count(2, 2), Cell::Int(1)}).i == 3);
  CHECK(Run(Op::kAdd, {Count(1, 2), Cell::Int(1)}).state == State::kUnknown);

  // Tally: n and one more member.
  const auto tally = [](Cell n, Cell member) { return Run(Op::kTally, {n, member}); };
  CHECK(tally(Cell::Int(0), Cell::Bool(true)).rows.first_row == 1);
  CHECK(tally(Cell::Int(0), Cell::Bool(false)).i == 0);
  CHECK(tally(Cell::Int(0), Cell::Unknown(0)).rows.row_reason == 1);
  // Without a truth it may count or not; what that leaves where it matters is the strongest of the states.
  const auto is_one = [](const Cell& n) { return Run(Op::kEqual, {n, Cell::Int(1)}).state; };
  const Cell absent = tally(Cell::Int(0), Cell::Absent()), both = tally(absent, Cell::Unknown(0));
  CHECK(is_one(absent) == State::kAbsent);
  CHECK(is_one(both) == State::kUnknown);
  CHECK(is_one(tally(both, Cell::Error(0))) == State::kError);
  CHECK(is_one(tally(tally(both, Cell::Error(0)), Cell::Absent())) == State::kError);
  CHECK(Letter(Run(Op::kEqual, {tally(Cell::Int(2), Cell::Error(0)), Cell::Int(1)})) == "F");
  CHECK(tally(Cell::Absent(), Cell::Bool(true)).state == State::kAbsent);
}

}  // namespace mps
