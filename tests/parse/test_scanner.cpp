// The automaton reads the tokens that ANTLR's own lexer reads: the tables say what the grammar says.
#include "parse/scanner.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <random>

#include "parse/cases.h"

namespace mps::parse {
namespace {

void SameTokens(const std::string& text) {
  // LexerBytes is ASCII, so ANTLR's code points are our bytes.
  antlr4::ANTLRInputStream stream(LexerBytes(text));
  Lex lexer(&stream);
  lexer.removeErrorListeners();
  Scanner scanner(text);
  while (true) {
    const auto theirs = lexer.nextToken();
    const auto [ours, comment] = scanner.Next();
    INFO(text.substr(ours.begin, 60));
    REQUIRE(ours.type == theirs->getType());
    REQUIRE(ours.begin == theirs->getStartIndex());
    REQUIRE(ours.end == theirs->getStopIndex() + 1);
    REQUIRE(ours.line == theirs->getLine());
    REQUIRE(ours.column == theirs->getCharPositionInLine());
    REQUIRE(comment == (theirs->getChannel() != antlr4::Token::DEFAULT_CHANNEL));
    if (ours.type == antlr4::Token::EOF) return;
  }
}

}  // namespace

TEST_CASE("scanner and ANTLR's lexer agree on the samples", "[scanner]") {
  std::size_t files = 0;
  for (const char* folder : {"/golden", "/mistakes"}) {
    for (const auto& entry : std::filesystem::directory_iterator(test::SuiteFolder() + folder)) {
      SameTokens(test::ReadFile(entry.path().string()));
      ++files;
    }
  }
  CHECK(files > 10);
  SameTokens(test::ReadFile(test::SuiteFolder() + "/../../stdlib/linux.mps"));
}

TEST_CASE("scanner and ANTLR's lexer agree on what no source should hold", "[scanner]") {
  const std::vector<std::string> pieces = {"\"",
                                           "\"\"\"",
                                           "\\",
                                           "'",
                                           "''",
                                           "re'",
                                           "/*",
                                           "*/",
                                           "//",
                                           "\n",
                                           "\r\n",
                                           " ",
                                           "\t",
                                           "0",
                                           "07",
                                           "0640",
                                           "12",
                                           ".",
                                           "..",
                                           "...",
                                           "2026",
                                           "-",
                                           "-01",
                                           "T",
                                           ":",
                                           "Z",
                                           "0x",
                                           "_",
                                           "a",
                                           "rule",
                                           "al",
                                           "all",
                                           "&",
                                           "&&",
                                           "|",
                                           "=",
                                           "==",
                                           "===",
                                           "!",
                                           "<",
                                           ">",
                                           "~",
                                           "#",
                                           ";",
                                           "?",
                                           "@",
                                           "$",
                                           "\xC2\xA0",
                                           "\xC3\xA9",
                                           "\xE2\x80\x9C",
                                           "\xE2\x80\x9D",
                                           "\xE2\x80\x98",
                                           "\xE2\x80\x8A",
                                           "\xE3\x80\x80"};
  std::mt19937 random(29);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (int i = 0; i < 24; ++i) text += pieces[random() % pieces.size()];
    SameTokens(text);
  }
}

TEST_CASE("every word and sign of the grammar is its own token", "[scanner]") {
  for (std::size_t type = 1; type <= Lex::B_CHAR; ++type) {
    const std::string_view spelling = Spelling(type);
    if (spelling.empty()) continue;
    Scanner scanner(spelling);
    CHECK(scanner.Next().tok.type == type);
    CHECK(scanner.Next().tok.type == antlr4::Token::EOF);
  }
}

}  // namespace mps::parse
