// The tokens of one file between lexer and parser: a vector that the steps before the parser may mend, and ANTLR's view
// of it.
#pragma once

#include <antlr4-runtime.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "MpsLexer.h"
#include "source/source.h"

namespace mps::parse {

using Lex = grammar::MpsLexer;  // for the token types: Lex::STRING

// One token. Comments and blanks are gone; text is the source's.
struct Tok {
  std::size_t type = 0;
  std::uint32_t begin = 0, end = 0;  // bytes of the source; equal for the end of the file and for what was put in
  std::uint32_t line = 1;
  std::uint32_t column = 0;  // bytes since the line's beginning
  bool first = false;        // of its line
};

// Tokens of a file, ending with the token EOF, and what was found wrong on the way.
struct TokenList {
  std::vector<Tok> tokens;
  // Lines on which a fault was reported whose mending is a guess: no further complaint is made about them.
  std::vector<std::uint32_t> tainted_lines;
  std::uint32_t tainted_from = UINT32_MAX;  // offset from which on all is a guess (an unclosed comment)
  bool faulty = false;                      // a fault was reported
  bool stopped = false;                     // a limit was passed: there is nothing to parse

  bool Tainted(const Tok& tok) const;
};

bool IsOpener(std::size_t type);
bool IsCloser(std::size_t type);
std::size_t CloserOf(std::size_t opener);
// A word of any kind (ID, soft or reserved); a name excludes the reserved ones.
bool IsWord(std::size_t type);
bool IsName(std::size_t type);
bool IsReserved(std::size_t type);
bool IsText(std::size_t type);
// May an expression begin with it?
bool BeginsExpression(std::size_t type);
// The spelling of words and signs (`rule`, `==`); empty of literals, names and faults.
std::string_view Spelling(std::size_t type);

// ANTLR's Token over a Tok. Lean on purpose: there are as many of them as tokens.
class TokenView : public antlr4::Token {
 public:
  TokenView(const Tok* tok, std::size_t index) : tok_(tok), index_(index) {}
  const Tok& tok() const { return *tok_; }
  std::string getText() const override { return {}; }
  size_t getType() const override { return tok_->type; }
  size_t getLine() const override { return tok_->line; }
  size_t getCharPositionInLine() const override { return tok_->column; }
  size_t getChannel() const override { return DEFAULT_CHANNEL; }
  size_t getTokenIndex() const override { return index_; }
  size_t getStartIndex() const override { return tok_->begin; }
  size_t getStopIndex() const override { return tok_->end - 1; }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  antlr4::CharStream* getInputStream() const override { return nullptr; }
  std::string toString() const override { return {}; }

 private:
  const Tok* tok_;
  std::size_t index_;
};

// The tokens as the parser reads them.
class TokenVectorStream : public antlr4::TokenStream {
 public:
  // REQUIRES: the last token is EOF; the vector outlives this and does not change.
  explicit TokenVectorStream(const std::vector<Tok>& tokens);

  antlr4::Token* LT(ssize_t k) override;
  antlr4::Token* get(size_t index) const override;
  size_t LA(ssize_t i) override;
  void consume() override;
  ssize_t mark() override { return 0; }
  void release(ssize_t) override {}
  size_t index() override { return at_; }
  void seek(size_t index) override;
  size_t size() override { return views_.size(); }
  std::string getSourceName() const override { return {}; }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  std::string getText(const antlr4::misc::Interval&) override { return {}; }
  std::string getText() override { return {}; }
  std::string getText(antlr4::RuleContext*) override { return {}; }
  std::string getText(antlr4::Token*, antlr4::Token*) override { return {}; }

  const Tok& at(std::size_t index) const { return views_[index].tok(); }

 private:
  mutable std::vector<TokenView> views_;  // never grows: the parse tree points into it
  std::size_t at_ = 0;
};

}  // namespace mps::parse
