// Groups of patterns against each pattern alone, with a set and without one; members of large sets and tables.
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "builtins/builtins.h"
#include "builtins/logic.h"
#include "builtins/pattern_group.h"
#include "builtins/reasons.h"
#include "program/pattern.h"
#include "program_builder.h"

namespace mps {
namespace {

using builtins::CompiledPattern;
using builtins::MatchResult;
using builtins::PatternGroup;

constexpr std::int64_t kPlenty = 64 << 20;
constexpr std::int64_t kTooLittle = 1 << 10;  // for a set of any two patterns

struct Compiled {
  Compiled(const std::vector<std::pair<std::string, bool>>& patterns, bool whole,
           std::int64_t pattern_memory = 8 << 20) {
    group.whole = whole;
    for (const auto& [text, glob] : patterns) {
      const auto pattern = program::MakePattern(text, glob);
      REQUIRE(pattern.ok());
      group.patterns.push_back(static_cast<std::uint32_t>(program.patterns.size()));
      program.patterns.push_back(*pattern);
      auto one = CompiledPattern::Compile(*pattern, pattern_memory);
      REQUIRE(one.ok());
      compiled.push_back(std::move(one).value());
    }
  }
  PatternGroup Group(std::int64_t memory) const { return PatternGroup(program, group, compiled, memory); }
  // Pattern by pattern, as `or` joins them.
  MatchResult Each(std::string_view text) const {
    MatchResult result = MatchResult::kNo;
    for (const CompiledPattern& pattern : compiled) {
      const MatchResult one = pattern.Match(text, group.whole);
      if (one == MatchResult::kYes) return one;
      if (one == MatchResult::kOutOfMemory) result = one;
    }
    return result;
  }

  program::Program program;
  program::PatternGroup group;
  std::vector<CompiledPattern> compiled;
};

MatchResult Ask(const PatternGroup& group, std::string_view text) {
  std::uint64_t tried = 0;
  return group.Match(text, tried);
}

// Of every form, of several beginnings, and for RE2.
const std::vector<std::pair<std::string, bool>> kPool = {
    {"/tmp/b1/.*", false},
    {"/tmp/b[0-9]+/x.*o", false},
    {"/tmp/b1", false},
    {"(/a|/ab|)", false},
    {"/[^/]+/b.*", false},
    {"(?i)/TMP/.*x", false},
    {"(a|b)(,(a|b))*", false},
    {"/tmp/**", true},
    {"/*/b1", true},
    {"[a-c]*/?", false},
    {"\\d+|/tmp/.*1", false},
    {"/tmp/(b|c)[0-9]/[^/]*", false},
    {".*\\.(sh|pl)", false},
    {"^/tmp.b1/xo$", false},
    {"/tmp/b1/x{1,3}o?", false},
    {"é+.*", false},
};

std::string RandomText(std::mt19937& random) {
  static const char* const kParts[] = {"/tmp/", "/tmp", "/b1", "b1", "b",   "1",  "/",  "x",
                                       "o",     "a",    ",",   "é",  ".sh", "\n", "TMP"};
  std::string text;
  for (std::size_t i = random() % 6; i-- > 0;) text += kParts[random() % std::size(kParts)];
  return text;
}

}  // namespace

TEST_CASE("pattern groups: the same as pattern by pattern, with a set and without", "[pattern]") {
  std::mt19937 random(11);
  std::size_t with_set = 0, yes = 0;
  for (int round = 0; round < 120; ++round) {
    std::vector<std::pair<std::string, bool>> patterns;
    for (std::size_t i = 2 + random() % 8; i-- > 0;) patterns.push_back(kPool[random() % kPool.size()]);
    const Compiled made(patterns, random() % 3 != 0);
    const PatternGroup set = made.Group(kPlenty), singles = made.Group(kTooLittle);
    CHECK_FALSE(singles.has_set());
    with_set += set.has_set() ? 1 : 0;
    for (int i = 0; i < 150; ++i) {
      const std::string text = RandomText(random);
      INFO(text);
      const MatchResult expected = made.Each(text);
      REQUIRE(Ask(set, text) == expected);
      REQUIRE(Ask(singles, text) == expected);
      yes += expected == MatchResult::kYes ? 1 : 0;
    }
  }
  CHECK(with_set > 60);
  CHECK((yes > 1000 && yes < 15000));
}

TEST_CASE("pattern groups: an answer of a set that is none is never no", "[pattern]") {
  using builtins::SetError;
  CHECK(builtins::SetAnswer(true, SetError::kNone) == MatchResult::kYes);
  CHECK(builtins::SetAnswer(false, SetError::kNone) == MatchResult::kNo);
  CHECK(builtins::SetAnswer(false, SetError::kOther) == MatchResult::kOutOfMemory);
}

TEST_CASE("pattern groups: a pattern that is too large makes an error of no, not of yes", "[pattern]") {
  const Compiled made({{"\\pL{1000}", false}, {"/tmp/[a-z]+x", false}, {"/tmp/[0-9]+x", false}}, true, 64 << 10);
  REQUIRE(made.compiled[0].too_large());
  for (const std::int64_t memory : {kPlenty, kTooLittle}) {
    const PatternGroup group = made.Group(memory);
    CHECK(Ask(group, "/tmp/12x") == MatchResult::kYes);
    CHECK(Ask(group, "/tmp/12y") == MatchResult::kOutOfMemory);
    CHECK(Ask(group, "elsewhere") == MatchResult::kOutOfMemory);
  }
}

TEST_CASE("pattern groups: few patterns are tried where they begin otherwise", "[pattern]") {
  std::vector<std::pair<std::string, bool>> patterns;
  for (int i = 0; i < 200; ++i) patterns.emplace_back("/tmp/build" + std::to_string(i) + "/.*", false);
  const Compiled made(patterns, true);
  const PatternGroup group = made.Group(kPlenty);
  std::uint64_t tried = 0;
  CHECK(group.Match("/tmp/build117/x", tried) == MatchResult::kYes);
  CHECK(tried == 1);
  CHECK(group.Match("/usr/bin/x", tried) == MatchResult::kNo);
  CHECK(tried == 1);
}

TEST_CASE("MatchAny: values, states, and no memory for the set", "[pattern]") {
  for (const std::int64_t memory : {kPlenty, kTooLittle}) {
    test::ProgramBuilder b;
    for (const char* regex : {"/home/[^/]+/x", "/home/[^/]+/y+", "z"})
      b.program().patterns.push_back({regex, false, regex});
    b.program().pattern_groups.push_back({true, {0, 1, 2}});
    builtins::PrepareOptions options;
    options.set_memory = memory;
    const auto prepared = builtins::Prepared::Create(b.program(), options);
    REQUIRE(prepared.ok());
    builtins::Services services(*prepared);
    services.Begin(b.state());
    const auto any = [&](const Cell& cell) { return builtins::TruthOf(builtins::MatchAny(services, {}, cell)); };
    CHECK(any(Cell::Text("/home/u/yy")) == Truth::kTrue);
    CHECK(any(Cell::Text("/home/u/v")) == Truth::kFalse);
    CHECK(any(Cell::Text("z")) == Truth::kTrue);
    CHECK(any(Cell::Absent()) == Truth::kAbsent);
    CHECK(any(Cell::Unknown(0)) == Truth::kUnknown);
    CHECK(any(Cell::Error(0)) == Truth::kError);
    CHECK(any(Cell::Int(3)) == Truth::kError);  // a `scalar` that is no text
  }
}

TEST_CASE("large sets and tables: members, neighbours, and what cannot be compared", "[set]") {
  test::ProgramBuilder b;
  program::ConstSet ints, texts, digests, scalars;
  ints.compare = program::Compare::kInt, digests.compare = program::Compare::kDigest;
  scalars.compare = program::Compare::kScalar;
  program::ConstTable table;
  table.first.push_back(0);
  const auto name = [](int i) { return "n" + std::to_string(1000 + i); };
  const auto digest = [](int i) { return std::string(31, 'd') + static_cast<char>(i); };
  for (int i = 0; i < 300; ++i) ints.members.push_back(Cell::Int(i * 3 - 100));
  for (int i = 0; i < 300; ++i) texts.members.push_back(b.Text(name(2 * i)));
  for (int i = 0; i < 20; ++i) digests.members.push_back(b.Text(digest(2 * i), CellKind::kDigest, -16));
  scalars.members = {Cell::Bool(false), Cell::Bool(true)};
  for (int i = 0; i < 10; ++i) scalars.members.push_back(Cell::Int(i));
  for (int i = 0; i < 10; ++i) scalars.members.push_back(b.Text(std::to_string(i)));
  for (int i = 0; i < 300; ++i) {
    table.keys.push_back(b.Text(name(2 * i)));
    for (int k = 0; k <= i % 12; ++k) table.values.push_back(b.Text(digest(2 * k), CellKind::kDigest, -16));
    table.first.push_back(static_cast<std::uint32_t>(table.values.size()));
  }
  table.compare = program::Compare::kDigest;
  b.program().sets = {ints, texts, digests, scalars};
  b.program().tables = {table};
  const auto prepared = builtins::Prepared::Create(b.program());
  REQUIRE(prepared.ok());
  builtins::Services services(*prepared);
  services.Begin(b.state());
  const auto in = [&](std::uint32_t set, const Cell& value) {
    const auto& object = prepared->set(set);
    return builtins::TruthOf(builtins::Contains(services, object.compare, object, value));
  };
  for (int i = -110; i < 810; ++i)
    REQUIRE((in(0, Cell::Int(i)) == Truth::kTrue) == (i >= -100 && i < 800 && (i + 100) % 3 == 0));
  for (int i = 0; i < 600; ++i) REQUIRE((in(1, Cell::Text(name(i))) == Truth::kTrue) == (i % 2 == 0));
  for (int i = 0; i < 40; ++i) {
    const std::string octets = digest(i);
    CHECK((in(2, Cell::Text(octets, CellKind::kDigest, -16)) == Truth::kTrue) == (i % 2 == 0));
    CHECK(in(2, Cell::Text(octets, CellKind::kDigest, -43)) == Truth::kError);  // of another algorithm
  }
  CHECK(in(3, Cell::Bool(true)) == Truth::kTrue);
  CHECK(in(3, Cell::Int(9)) == Truth::kTrue);
  CHECK(in(3, Cell::Text("9")) == Truth::kTrue);
  CHECK(in(3, Cell::Int(10)) == Truth::kFalse);
  CHECK(in(3, Cell::Text("10")) == Truth::kFalse);
  for (int i = 0; i < 600; ++i) {
    const std::string key = name(i);
    const builtins::SetObject* found = prepared->Lookup(0, Cell::Text(key));
    REQUIRE((found != nullptr) == (i % 2 == 0));
    if (found == nullptr) continue;
    const int values = i / 2 % 12 + 1;
    REQUIRE(found->count == static_cast<std::uint32_t>(values));
    for (int k = 0; k < 26; ++k) {
      const std::string octets = digest(k);
      const Cell value = Cell::Text(octets, CellKind::kDigest, -16);
      const Cell answer = builtins::Contains(services, program::Compare::kDigest, *found, value);
      REQUIRE((builtins::TruthOf(answer) == Truth::kTrue) == (k % 2 == 0 && k / 2 < values));
    }
  }
  CHECK(prepared->Lookup(0, Cell::Int(1)) == nullptr);
}

}  // namespace mps
