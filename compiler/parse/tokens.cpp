// Kinds of tokens and the parser's view of them; see tokens.h.
#include "parse/tokens.h"

#include <algorithm>
#include <iterator>

#include "lexer_tables.inc"

namespace mps::parse {
bool TokenList::Tainted(const Tok& tok) const {
  return tok.begin >= tainted_from ||
         std::find(tainted_lines.begin(), tainted_lines.end(), tok.line) != tainted_lines.end();
}

bool IsOpener(std::size_t type) { return type == Lex::LBRACE || type == Lex::LPAREN || type == Lex::LBRACK; }
bool IsCloser(std::size_t type) { return type == Lex::RBRACE || type == Lex::RPAREN || type == Lex::RBRACK; }
std::size_t CloserOf(std::size_t opener) {
  return opener == Lex::LBRACE ? Lex::RBRACE : opener == Lex::LPAREN ? Lex::RPAREN : Lex::RBRACK;
}

// INVARIANT: the lexer grammar lists the reserved words first, then the other words.
bool IsReserved(std::size_t type) { return type >= Lex::K_ALL && type <= Lex::K_NOW; }
bool IsName(std::size_t type) { return (type >= Lex::K_MPS && type <= Lex::K_WEEKS) || type == Lex::ID; }
bool IsWord(std::size_t type) { return IsReserved(type) || IsName(type); }
bool IsText(std::size_t type) { return type == Lex::STRING || type == Lex::BLOCK; }

bool BeginsExpression(std::size_t type) {
  switch (type) {
    case Lex::K_ALL:
    case Lex::K_ANY:
    case Lex::K_NO:
    case Lex::K_ONE:
    case Lex::K_DISTINCT:
    case Lex::K_COUNT:
    case Lex::K_NOT:
    case Lex::K_TRUE:
    case Lex::K_FALSE:
    case Lex::K_NOW:
    case Lex::LPAREN:
    case Lex::LBRACE:
    case Lex::LBRACK:
    case Lex::MINUS:
    case Lex::TYPED:
    case Lex::MODE:
    case Lex::DATE:
    case Lex::DOTTED:
    case Lex::INT:
      return true;
    default:
      return IsName(type) || IsText(type);
  }
}

std::string_view Spelling(std::size_t type) {
  return type < std::size(tables::kSpelling) ? tables::kSpelling[type] : std::string_view();
}

TokenVectorStream::TokenVectorStream(const std::vector<Tok>& tokens) {
  views_.reserve(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) views_.emplace_back(&tokens[i], i);
}

// Beyond the end it is the end of the file; before the first token, nothing.
antlr4::Token* TokenVectorStream::LT(ssize_t k) {
  const ssize_t place = static_cast<ssize_t>(at_) + (k > 0 ? k - 1 : k);
  if (k == 0 || place < 0) return nullptr;
  return &views_[std::min(static_cast<std::size_t>(place), views_.size() - 1)];
}

antlr4::Token* TokenVectorStream::get(size_t index) const { return &views_[std::min(index, views_.size() - 1)]; }

size_t TokenVectorStream::LA(ssize_t i) {
  const antlr4::Token* token = LT(i);
  return token != nullptr ? token->getType() : antlr4::Token::INVALID_TYPE;
}

void TokenVectorStream::consume() {
  if (at_ + 1 < views_.size()) ++at_;
}

void TokenVectorStream::seek(size_t index) { at_ = std::min(index, views_.size() - 1); }

}  // namespace mps::parse
