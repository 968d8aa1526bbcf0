// MendTokens: each token that is a fault by itself gets its message here and is then replaced by what was probably
// meant (`&&` by `and`), so that the parser goes on as if it had been written. Where that is a guess the line is
// tainted: no more is said of it.
#include <cctype>
#include <optional>
#include <utility>

#include "parse/lex.h"

namespace mps::parse {
namespace {

using diag::Id;

struct Meant {
  std::string_view seen;
  std::size_t type;
};

// Signs outside ASCII for which the language has a spelling of its own.
constexpr Meant kForeignSigns[] = {
    {"\u2264", Lex::LE},    {"\u2265", Lex::GE},    {"\u2260", Lex::NE},    {"\u2227", Lex::K_AND},
    {"\u2228", Lex::K_OR},  {"\u00AC", Lex::K_NOT}, {"\u2208", Lex::K_IN},  {"\u2212", Lex::MINUS},
    {"\u2013", Lex::MINUS}, {"\u2014", Lex::MINUS}, {"\u2010", Lex::MINUS}, {"\u2011", Lex::MINUS},
    {"\u2026", Lex::RANGE}, {"\u2200", Lex::K_ALL}, {"\u2203", Lex::K_ANY},
};

class Mender {
 public:
  Mender(const SourceFile& source, TokenList& list, diag::Sink& sink) : source_(source), list_(list), sink_(sink) {}

  void Run() {
    std::vector<Tok> in = std::move(list_.tokens);
    out_.reserve(in.size());
    for (std::size_t i = 0; i < in.size(); ++i) {
      if (in[i].begin < skip_to_) continue;  // inside of what an earlier fault took in
      if (const std::size_t taken = ForeignImport(in, i); taken != 0) {
        i += taken - 1;
        continue;
      }
      bool first = in[i].first || line_starts_;
      line_starts_ = false;
      Tok tok = in[i];
      tok.first = first;
      const std::size_t before = out_.size();
      Mend(tok);
      // A token that was dropped hands `first of its line` to the next.
      if (out_.size() == before && first && i + 1 < in.size() && in[i + 1].line == tok.line) line_starts_ = true;
    }
    list_.tokens = std::move(out_);
  }

 private:
  std::string Text(const Tok& tok) const { return std::string(source_.Text(SpanOf(source_, tok))); }
  diag::Diagnostic& Report(Id id, const Tok& tok, std::vector<diag::Arg> args = {}) {
    list_.faulty = true;
    return sink_.Report(id, SpanOf(source_, tok), std::move(args));
  }
  void Taint(const Tok& tok) { list_.tainted_lines.push_back(tok.line); }
  void Put(Tok tok, std::size_t type) {
    tok.type = type;
    out_.push_back(tok);
  }
  std::size_t Before() const { return out_.empty() ? 0 : out_.back().type; }
  // Does the token stand where an expression or a key would begin?
  bool WithoutOperand() const {
    switch (Before()) {
      case Lex::LBRACK:
      case Lex::LPAREN:
      case Lex::LBRACE:
      case Lex::COMMA:
      case Lex::ASSIGN:
      case Lex::EQ:
      case Lex::NE:
      case Lex::K_IN:
      case Lex::K_MATCHES:
      case Lex::K_CONTAINS:
      case Lex::K_WITH:
        return true;
      default:
        return false;
    }
  }

  void Mend(const Tok& tok) {
    switch (tok.type) {
      case Lex::B_BLOCK:
        Report(Id::kUnclosedLongText, tok).At("opened here").WithHelp("close it with `\"\"\"` on a line of its own");
        list_.tainted_from = std::min(list_.tainted_from, tok.begin);
        return Put(tok, Lex::STRING);
      case Lex::B_REMARK:
        Report(Id::kUnclosedComment, tok)
            .At("opened here")
            .WithHelp("close it with `*/`, or begin the comment with `//`, which ends with the line");
        list_.tainted_from = std::min(list_.tainted_from, tok.begin);
        return;
      case Lex::B_STRING:
        Report(Id::kUnclosedText, tok)
            .WithHelp("close it with `\"` on the same line; a text of several lines stands in `\"\"\"` ... `\"\"\"`");
        Taint(tok);
        return Put(tok, Lex::STRING);
      case Lex::B_TYPED:
        Report(Id::kUnclosedLiteral, tok).WithHelp("close it with `'` on the same line; a `'` inside is written twice");
        Taint(tok);
        return Put(tok, Lex::TYPED);
      case Lex::B_SINGLE:
        return Quotes(tok, Id::kSingleQuotes, 1, 1);
      case Lex::B_SMART:
        return SmartText(tok);
      case Lex::B_HASH:
        Report(Id::kHashComment, tok)
            .WithHelp("a comment begins with `//`")
            .Suggest({source_.id(), tok.begin, tok.begin + 1}, "//");
        return;
      case Lex::B_HEX:
      case Lex::B_NUMBER:
      case Lex::B_FLOAT:
      case Lex::B_TIME:
        return Number(tok);
      case Lex::B_SPACE:
        Report(Id::kForeignSpace, tok)
            .WithHelp("type a plain blank in its place; such blanks come with text copied from a PDF or a web page")
            .Suggest(SpanOf(source_, tok), " ");
        return;
      case Lex::B_SEMI:
        Report(Id::kSeparator, tok, {";"})
            .WithHelp("nothing stands between two statements: each begins with its own word")
            .Suggest(SpanOf(source_, tok), "");
        return;
      case Lex::B_FOREIGN:
        return Foreign(tok);
      case Lex::B_CHAR:
        return Stray(tok);
      default:
        return Sign(tok);
    }
  }

  // `'x'` or a text in typographic quotes; `head` and `tail` bytes are the quotes.
  void Quotes(const Tok& tok, Id id, std::uint32_t head, std::uint32_t tail) {
    const std::string text = Text(tok);
    const std::string inner = text.substr(head, text.size() - head - tail);
    Report(id, tok).WithHelp("write \"" + inner + "\"").Suggest(SpanOf(source_, tok), "\"" + inner + "\"");
    Put(tok, Lex::STRING);
  }
  void SmartText(const Tok& tok) {
    const std::string text = Text(tok);
    const auto quote = [&](std::size_t at) { return static_cast<unsigned char>(text[at]) == 0xC2 ? 2u : 3u; };
    const std::uint32_t tail = static_cast<unsigned char>(text[text.size() - 2]) == 0xC2 ? 2 : 3;
    Quotes(tok, Id::kSmartQuotes, quote(0), tail);
  }

  void Number(const Tok& tok) {
    const std::string text = Text(tok);
    if (tok.type == Lex::B_TIME) return BadTime(tok, text);
    if (tok.type == Lex::B_HEX) {
      auto& d = Report(Id::kHexNumber, tok, {text}).WithHelp("write it in decimal; bytes are written h'00ff'");
      if (const auto value = HexValue(text)) d.Suggest(SpanOf(source_, tok), std::to_string(*value));
      return Put(tok, Lex::INT);
    }
    if (tok.type == Lex::B_FLOAT) {
      Report(Id::kBadNumber, tok, {text})
          .WithHelp(
              "a version in a head or an import has digits and dots only, as in 1.2.0; in a condition write "
              "dotted'1.2.3', semver'1.2.3-rc1' or dpkg'1.2-3'");
      return Put(tok, Lex::DOTTED);
    }
    Report(Id::kBadNumber, tok, {text}).WithHelp(NumberHelp(text));
    Put(tok, Lex::INT);
  }
  static std::optional<std::uint64_t> HexValue(const std::string& text) {
    if (text.size() < 3 || text.size() > 17 || text.find('_') != std::string::npos) return std::nullopt;
    return std::stoull(text.substr(2), nullptr, 16);
  }
  static std::string NumberHelp(const std::string& text) {
    const std::size_t digits = text.find_first_not_of("0123456789");
    if (digits == std::string::npos) {  // only digits, so it begins with 0
      const std::size_t first = std::min(text.find_first_not_of('0'), text.size() - 1);
      const bool octal = text.find_first_of("89") == std::string::npos;
      std::string help = "the number is written " + text.substr(first);
      if (octal && first < text.size()) {
        const std::string bits = text.substr(first);
        if (bits.size() <= 3) help += "; permission bits are written 0" + std::string(3 - bits.size(), '0') + bits;
      }
      return help;
    }
    const std::string number = text.substr(0, digits), unit = text.substr(digits);
    if (unit.find_first_not_of("_0123456789") == std::string::npos) return "digits stand without `_` between them";
    static constexpr std::pair<std::string_view, std::string_view> kUnits[] = {
        {"s", "seconds"}, {"sec", "seconds"}, {"m", "minutes"}, {"min", "minutes"}, {"h", "hours"},
        {"d", "days"},    {"w", "weeks"},     {"days", "days"}, {"hours", "hours"}};
    for (const auto& [shorthand, word] : kUnits) {
      if (unit == shorthand) return "a duration is written " + number + " " + std::string(word);
    }
    return "a number is digits only, and a name begins with a letter; text stands in double quotes";
  }
  void BadTime(const Tok& tok, const std::string& text) {
    auto& d = Report(Id::kBadTime, tok, {text});
    const bool zone = text.size() > 19 && text.find_first_of("+-", 11) != std::string::npos;
    d.WithHelp(zone ? "only UTC is written: convert it and end it with Z, as in 2027-01-01T11:00:00Z"
                    : "a date is written 2027-01-01 (its midnight, UTC), a time 2027-01-01T12:00:00Z");
    Put(tok, Lex::DATE);
  }

  void Sign(const Tok& tok) {
    switch (tok.type) {
      case Lex::B_AND:
        return Word(tok, Id::kSymbolLogic, Lex::K_AND, "and");
      case Lex::B_OR:
        return Word(tok, Id::kSymbolLogic, Lex::K_OR, "or");
      case Lex::B_NOT:
        return Word(tok, Id::kSymbolLogic, Lex::K_NOT, "not");
      case Lex::B_EQ:
        return Word(tok, Id::kSymbolComparison, Lex::EQ, "==");
      case Lex::B_NE:
        return Word(tok, Id::kSymbolComparison, Lex::NE, "!=");
      case Lex::B_LE:
        return Word(tok, Id::kSymbolComparison, Lex::LE, "<=");
      case Lex::B_GE:
        return Word(tok, Id::kSymbolComparison, Lex::GE, ">=");
      case Lex::B_MATCH:
        return Word(tok, Id::kSymbolComparison, Lex::K_MATCHES, "matches");
      case Lex::B_OP:
        return Operator(tok);
      case Lex::ASSIGN:
        return NotEqualTurned(tok);
      default:
        out_.push_back(tok);
    }
  }
  void Word(const Tok& tok, Id id, std::size_t type, const std::string& word) {
    std::string replacement = word;
    const bool tight =
        tok.end < source_.text().size() && std::isspace(static_cast<unsigned char>(source_.text()[tok.end])) == 0;
    if (std::isalpha(static_cast<unsigned char>(word[0])) != 0 && tight) replacement += " ";
    Report(id, tok, {Text(tok), word}).WithHelp("write `" + word + "`").Suggest(SpanOf(source_, tok), replacement);
    Put(tok, type);
  }

  // `=!` is `!=` turned round; a `=` by itself is none of our business.
  void NotEqualTurned(const Tok& tok) {
    const std::string_view text = source_.text();
    Tok whole = tok;
    whole.end = tok.end + 1;
    if (text.substr(tok.end, 1) != "!" || text.substr(whole.end, 1) == "=") return out_.push_back(tok);
    Word(whole, Id::kSymbolComparison, Lex::NE, "!=");
    skip_to_ = whole.end;
  }

  // `from x import y`, as other languages have it: taken for `import x`. Gives the tokens that it takes up, 0 if there
  // is none at `at`.
  std::size_t ForeignImport(const std::vector<Tok>& in, std::size_t at) {
    const bool found = in[at].type == Lex::K_FROM && at + 2 < in.size() && in[at + 2].type == Lex::K_IMPORT &&
                       IsName(in[at + 1].type) && in[at + 2].line == in[at].line;
    if (!found) return 0;
    std::size_t end = at + 3;
    while (end < in.size() && in[end].line == in[at].line && in[end].type != antlr4::Token::EOF) ++end;
    Tok whole = in[at];
    whole.end = in[end - 1].end;
    const std::string name = Text(in[at + 1]);
    Report(Id::kExpected, whole, {std::string("a declaration"), "`from`"})
        .WithHelp("write `import " + name + "`; its names are written `" + name + ".x`")
        .Suggest(SpanOf(source_, whole), "import " + name);
    sink_.Mute(SpanOf(source_, whole), SpanOf(source_, whole));
    Tok import = in[at + 2];
    import.first = true;
    out_.push_back(import);
    out_.push_back(in[at + 1]);
    return end - at;
  }

  void Operator(const Tok& tok) {
    const std::string text = Text(tok);
    if (text == "/" && WithoutOperand()) return Unquoted(tok);
    Taint(tok);
    if (text == "|") {
      Report(Id::kNoSuchOperator, tok, {text})
          .WithHelp("`or` joins conditions; a set is tested with `in` on each of two sets");
      return Put(tok, Lex::K_OR);
    }
    if (text == ":=" || text == "+=" || text == "-=") {
      Report(Id::kNoSuchOperator, tok, {text}).WithHelp("a value is given with `=`");
      return Put(tok, Lex::ASSIGN);
    }
    if (text == "->" || text == "::") {
      Report(Id::kNoSuchOperator, tok, {text}).WithHelp("a member is reached with `.`, as in host.os.id");
      return Put(tok, Lex::DOT);
    }
    if (text == "...") {
      Report(Id::kNoSuchOperator, tok, {text}).WithHelp("a range is written lo..hi, with both ends included");
      return Put(tok, Lex::RANGE);
    }
    if (text == "--") {
      Report(Id::kNoSuchOperator, tok, {text})
          .WithHelp("a comment begins with `//`")
          .Suggest(SpanOf(source_, tok), "//");
      return Put(tok, Lex::PLUS);
    }
    Report(Id::kNoSuchOperator, tok, {text})
        .WithHelp("arithmetic is `+` and `-` on numbers, times and durations; `&` masks bytes and permissions");
    Put(tok, Lex::PLUS);
  }

  // `[/tmp]`: a path without quotes, up to the next blank or bracket.
  void Unquoted(const Tok& tok) {
    const std::string_view text = source_.text();
    std::size_t end = text.find_first_of(" \t\r\n,;()[]{}\"'", tok.begin);
    if (end == std::string_view::npos) end = text.size();
    Tok whole = tok;
    whole.end = static_cast<std::uint32_t>(end);
    const std::string path = Text(whole);
    Report(Id::kUnquotedText, whole, {path})
        .WithHelp("write \"" + path + "\"")
        .Suggest(SpanOf(source_, whole), "\"" + path + "\"");
    skip_to_ = whole.end;
    Put(whole, Lex::STRING);
  }

  void Foreign(const Tok& tok) {
    const std::string text = Text(tok);
    for (const Meant& sign : kForeignSigns) {
      if (text == sign.seen) return Word(tok, Id::kSymbolComparison, sign.type, std::string(Spelling(sign.type)));
    }
    Taint(tok);
    Report(Id::kForeignCharacter, tok, {text})
        .WithHelp(
            "names and words have the letters A to Z, a to z, digits and `_`; any other character stands in a text, "
            "\"...\", or a comment");
  }
  void Stray(const Tok& tok) {
    const std::string text = Text(tok);
    Taint(tok);
    if (text == "`" && std::exchange(backtick_line_, tok.line) == tok.line) return;  // the second of a pair
    auto& d = Report(Id::kStrayCharacter, tok,
                     {text.empty() || static_cast<unsigned char>(text[0]) < 0x20 ? std::string("\xE2\x80\x9C") : text});
    if (text == "$")
      d.WithHelp(
          "a name is written as it is, without `$`; in the text of a rule the value of `name` is inserted with "
          "\\{name}");
    else if (text == "`" || text == "'")
      d.WithHelp("text stands in double quotes, \"...\"");
    else if (text == "@")
      d.WithHelp("text such as a mail address stands in double quotes, \"...\"");
    else if (text == "\\")
      d.WithHelp("a line needs no mark to go on in the next one");
    else
      d.WithHelp("text stands in double quotes, \"...\"");
  }

  const SourceFile& source_;
  TokenList& list_;
  diag::Sink& sink_;
  std::vector<Tok> out_;
  std::uint32_t skip_to_ = 0;
  bool line_starts_ = false;
  std::uint32_t backtick_line_ = 0;  // the last line with a backtick
};

}  // namespace

void MendTokens(const SourceFile& source, TokenList& list, diag::Sink& sink) { Mender(source, list, sink).Run(); }

}  // namespace mps::parse
