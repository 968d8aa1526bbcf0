// The automaton's run over a source; see scanner.h.
#include "parse/scanner.h"

#include "lexer_tables.inc"

namespace mps::parse {
namespace {

constexpr char kDoubleQuote = 0x01, kFurther = 0x02, kSingleQuote = 0x03, kBlank = 0x04, kOther = 0x7F;

struct Class {
  char lead;
  std::size_t size;
};
// What the bytes outside ASCII at `at` are, and how many of them belong together.
Class ClassOf(std::string_view text, std::size_t at) {
  const std::string_view two = text.substr(at, 2), three = text.substr(at, 3);
  if (two == "\xC2\xA0") return {kBlank, 2};
  if (two == "\xC2\xAB" || two == "\xC2\xBB") return {kDoubleQuote, 2};  // guillemets
  if (three.size() == 3 && three[0] == '\xE2' && three[1] == '\x80') {
    const unsigned char last = static_cast<unsigned char>(three[2]);
    if (last >= 0x98 && last <= 0x9B) return {kSingleQuote, 3};
    if (last >= 0x9C && last <= 0x9F) return {kDoubleQuote, 3};
    if (last <= 0x8A || last == 0xAF) return {kBlank, 3};
  }
  if (three == "\xE3\x80\x80") return {kBlank, 3};  // ideographic space
  return {kOther, 1};
}

}  // namespace

std::string LexerBytes(std::string_view text) {
  std::string out(text);
  for (std::size_t at = 0; at < out.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const Class found = ClassOf(text, at);
    out[at] = found.lead;
    for (std::size_t i = 1; i < found.size; ++i) out[at + i] = kFurther;
    at += found.size;
  }
  return out;
}

void Scanner::Pass(std::size_t end) {
  for (; at_ < end; ++at_) {
    if (bytes_[at_] != '\n') continue;
    ++line_;
    line_begin_ = at_ + 1;
  }
}

Scanner::Token Scanner::Next() {
  while (at_ < bytes_.size()) {
    std::size_t end = at_;
    unsigned accepting = 0;
    unsigned state = tables::kStartState;
    for (std::size_t i = at_; i < bytes_.size() && state != 0; ++i) {
      state = tables::kNextState[state * tables::kClasses + tables::kClassOf[bytes_[i] & 0x7F]];
      if (tables::kAcceptedToken[state] == 0) continue;
      accepting = state;
      end = i + 1;
    }
    if (accepting == 0) end = at_ + 1;  // cannot be: B_CHAR takes any byte
    Token token;
    token.tok.type = accepting == 0 ? std::size_t{Lex::B_CHAR} : tables::kAcceptedToken[accepting];
    token.tok.begin = static_cast<std::uint32_t>(at_);
    token.tok.end = static_cast<std::uint32_t>(end);
    token.tok.line = line_;
    token.tok.column = static_cast<std::uint32_t>(at_ - line_begin_);
    Pass(end);
    const unsigned fate = tables::kAcceptedFate[accepting];
    token.comment = fate == tables::kComment;
    if (fate != tables::kNothing) return token;
  }
  Token end;
  end.tok.type = antlr4::Token::EOF;
  end.tok.begin = end.tok.end = static_cast<std::uint32_t>(bytes_.size());
  end.tok.line = line_;
  end.tok.column = static_cast<std::uint32_t>(at_ - line_begin_);
  return end;
}

}  // namespace mps::parse
