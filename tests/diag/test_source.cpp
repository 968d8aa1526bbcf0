// Source files: lines, columns, and which bytes may be source.
#include <catch2/catch.hpp>

#include "mps/limits.h"
#include "source/source.h"

namespace mps {

TEST_CASE("offsets become lines and columns of code points", "[source]") {
  SourceManager sources;
  const SourceFile& f = sources.Add("a", "ab\n\xC3\xA9x\r\n\nlast");
  CHECK(f.line_count() == 4);
  CHECK(f.Locate(0) == Position{1, 1});
  CHECK(f.Locate(2) == Position{1, 3});
  CHECK(f.Locate(3) == Position{2, 1});
  CHECK(f.Locate(5) == Position{2, 2});
  CHECK(f.Locate(8) == Position{3, 1});
  CHECK(f.Locate(13) == Position{4, 5});
  CHECK(f.Locate(1000) == Position{4, 5});
  CHECK(f.Line(1) == "ab");
  CHECK(f.Line(2) == "\xC3\xA9x");
  CHECK(f.Line(3).empty());
  CHECK(f.Line(4) == "last");
  CHECK(f.Text({f.id(), 1, 2}) == "b");
  CHECK(f.Text({f.id(), 10, 5000}) == "ast");
  CHECK(f.Text({f.id(), 5000, 6000}).empty());
}

TEST_CASE("an empty file has one line", "[source]") {
  SourceManager sources;
  const SourceFile& f = sources.Add("a", "");
  CHECK(f.line_count() == 1);
  CHECK(f.Locate(0) == Position{1, 1});
  CHECK(f.Line(1).empty());
  CHECK(sources.Find(f.id()) == &f);
  CHECK(sources.Find(FileId{}) == nullptr);
  CHECK(sources.Find(FileId{7}) == nullptr);
}

TEST_CASE("spans cover", "[source]") {
  const FileId file{0};
  CHECK(Cover({file, 3, 5}, {file, 1, 4}) == Span{file, 1, 5});
  CHECK(Cover({}, {file, 1, 4}) == Span{file, 1, 4});
  CHECK(Cover({file, 1, 4}, {}) == Span{file, 1, 4});
}

TEST_CASE("bytes that may not be source are found at their place", "[source]") {
  using K = SourceFaultKind;
  struct Row {
    std::string text;
    K kind;
    std::size_t offset;
  };
  const std::vector<Row> rows = {
      {"\xEF\xBB\xBFx", K::kByteOrder, 0},
      {"\xFE\xFFx", K::kByteOrder, 0},
      {"ab\x80", K::kNotUtf8, 2},
      {"a\xC0\xAF", K::kNotUtf8, 1},
      {"a\xE0\x80\xAF", K::kNotUtf8, 1},
      {"\xF0\x80\x80\xAF", K::kNotUtf8, 0},
      {"\xED\xA0\x80", K::kNotUtf8, 0},
      {"\xF4\x90\x80\x80", K::kNotUtf8, 0},
      {"\xF5\x80\x80\x80", K::kNotUtf8, 0},
      {"abc\xE2\x82", K::kNotUtf8, 3},
      {std::string("a\0b", 3), K::kControl, 1},
      {"a\rb", K::kControl, 1},
      {"a\r", K::kControl, 1},
      {"\x7F", K::kControl, 0},
      {"\xC2\x85", K::kControl, 0},
      {"x\xE2\x80\xAEy", K::kInvisible, 1},
      {"\xE2\x81\xA6", K::kInvisible, 0},
      {"a\xEF\xBB\xBF", K::kInvisible, 1},
      {"\xE2\x80\xA8", K::kInvisible, 0},
      {"\xF3\xA0\x81\x81", K::kInvisible, 0},
      {std::string(limit::kSourceBytes + 1, 'x'), K::kTooLarge, limit::kSourceBytes},
  };
  for (const Row& row : rows) {
    const auto fault = CheckSource(row.text);
    INFO(row.text.substr(0, 20));
    REQUIRE(fault);
    CHECK(fault->kind == row.kind);
    CHECK(fault->offset == row.offset);
  }
  CHECK(!CheckSource(""));
  CHECK(!CheckSource("a\tb\r\nc\n\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80"));
  CHECK(!CheckSource(std::string(limit::kSourceBytes, 'x')));
}

}  // namespace mps
