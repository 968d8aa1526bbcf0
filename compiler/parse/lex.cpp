// Lexing with its limits, and the dump of tokens; see lex.h and parse.h.
#include "parse/lex.h"

#include "mps/limits.h"
#include "parse/parse.h"
#include "parse/scanner.h"

namespace mps::parse {
namespace {

// Bracket depth at which lexing stops: nesting of expressions plus that of declarations around them. The exact bound on
// expressions is kept while parsing; this one spares the parser a million open parentheses.
constexpr std::size_t kBracketDepth = limit::kNesting + 8;

// Follows brackets; true where `tok` goes too deep.
bool PassesDepth(const Tok& tok, std::size_t& depth) {
  if (IsOpener(tok.type)) return ++depth > kBracketDepth;
  if (IsCloser(tok.type) && depth > 0) --depth;
  return false;
}

std::string_view KindName(std::size_t type) {
  if (type == antlr4::Token::EOF) return "END";
  if (!Spelling(type).empty()) return IsReserved(type) ? "RESERVED" : IsWord(type) ? "WORD" : "SIGN";
  switch (type) {
    case Lex::BLOCK:
    case Lex::STRING:
      return "TEXT";
    case Lex::TYPED:
      return "TYPED";
    case Lex::DATE:
      return "TIME";
    case Lex::DOTTED:
      return "DOTTED";
    case Lex::MODE:
      return "MODE";
    case Lex::INT:
      return "INT";
    case Lex::ID:
      return "NAME";
    case Lex::COMMENT:
    case Lex::REMARK:
      return "COMMENT";
    default:
      return "FAULT";
  }
}

std::string Place(const SourceFile& source, std::uint32_t offset) {
  const Position place = source.Locate(offset);
  return std::to_string(place.line) + ":" + std::to_string(place.column);
}

}  // namespace

TokenList LexTokens(const SourceFile& source, diag::Sink& sink) {
  Scanner scanner(source.text());
  TokenList list;
  std::size_t depth = 0, comments = 0;
  std::uint32_t last_line = 0;
  for (bool done = false; !done;) {
    auto [tok, comment] = scanner.Next();
    done = tok.type == antlr4::Token::EOF;
    if (comment) {
      ++comments;
      continue;
    }
    tok.first = tok.line != last_line;
    list.tokens.push_back(tok);
    last_line = tok.line;
    if (list.tokens.size() + comments > limit::kTokens) {
      sink.Report(diag::Id::kTooManyTokens, SpanOf(source, tok), {static_cast<std::int64_t>(limit::kTokens)})
          .WithHelp("split the file: sets and tables may stand in pinned files, rules in several definitions");
      list.stopped = true;
    } else if (PassesDepth(tok, depth)) {
      sink.Report(diag::Id::kTooDeep, SpanOf(source, tok), {static_cast<std::int64_t>(limit::kNesting)})
          .WithHelp("name a part of it with `define` and use the name");
      list.stopped = true;
    }
    if (list.stopped) break;
  }
  list.faulty = list.stopped;
  return list;
}

TokenList LexAndMend(const SourceFile& source, diag::Sink& sink) {
  TokenList list = LexTokens(source, sink);
  if (list.stopped) return list;
  MendTokens(source, list, sink);
  MatchBrackets(source, list, sink);
  return list;
}

std::string DumpTokens(const SourceFile& source) {
  if (CheckSource(source.text())) return {};
  Scanner scanner(source.text());
  std::string out;
  for (std::size_t count = 0; count <= limit::kTokens; ++count) {
    const Tok tok = scanner.Next().tok;
    out += Place(source, tok.begin) + "-" + Place(source, tok.end) + " " + std::string(KindName(tok.type));
    if (tok.type == antlr4::Token::EOF) return out + "\n";
    std::string text(source.Text(SpanOf(source, tok)));
    for (std::size_t at = 0; (at = text.find_first_of("\n\r\\", at)) != std::string::npos; at += 2) {
      text.replace(at, 1, text[at] == '\n' ? "\\n" : text[at] == '\r' ? "\\r" : "\\\\");
    }
    out += " " + text + "\n";
  }
  return out + "...\n";
}

}  // namespace mps::parse
