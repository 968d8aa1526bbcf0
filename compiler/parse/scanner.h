// Reads tokens off the bytes of a source by the automaton that the build makes of grammar/MpsLexer.g4: the longest
// match, of equally long ones the rule that stands first. Every input is tokens to the end.
#pragma once

#include <string>
#include <string_view>

#include "parse/tokens.h"

namespace mps::parse {

// The source as the grammar sees it, of the same length: bytes outside ASCII are control characters, which a source
// cannot hold; see the head of grammar/MpsLexer.g4. REQUIRES: CheckSource(text) found nothing.
std::string LexerBytes(std::string_view text);

class Scanner {
 public:
  // REQUIRES: as LexerBytes.
  explicit Scanner(std::string_view text) : bytes_(LexerBytes(text)) {}

  struct Token {
    Tok tok;
    bool comment = false;
  };
  // The next token or comment; blanks are passed over. At the end, and from then on, the token EOF. `first` is not
  // filled.
  Token Next();

 private:
  void Pass(std::size_t end);

  std::string bytes_;
  std::size_t at_ = 0, line_begin_ = 0;
  std::uint32_t line_ = 1;
};

}  // namespace mps::parse
