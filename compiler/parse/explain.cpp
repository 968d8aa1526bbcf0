// Explain: known mistakes first, from the most particular to the least, then what was expected; see explain.h.
#include "parse/explain.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <string_view>

#include "MpsParser.h"
#include "base/edit_distance.h"
#include "parse/explain_words.h"
#include "parse/lex.h"
#include "parse/statements.h"

namespace mps::parse {
namespace {

using diag::Id;
using P = grammar::MpsParser;

class Explainer {
 public:
  explicit Explainer(const Fault& fault) : f_(fault) {}

  void Run() {
    const bool known = Head() || Dangling() || Name() || Quantifier() || Operators() || Brackets() || Case() ||
                       ForeignWord() || MissingText() || Misspelt() || Separator() || StatementForm() ||
                       BetweenStatements();
    if (!known) Expected();
  }

 private:
  // ---------------------------------------------------------------- what is there
  const Tok& At(std::ptrdiff_t offset) const {
    const std::ptrdiff_t i = static_cast<std::ptrdiff_t>(f_.index) + offset;
    const std::ptrdiff_t last = static_cast<std::ptrdiff_t>(f_.tokens.size()) - 1;
    return f_.tokens[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(i, 0, last))];
  }
  std::size_t Type(std::ptrdiff_t offset = 0) const {
    const std::ptrdiff_t i = static_cast<std::ptrdiff_t>(f_.index) + offset;
    return i < 0 ? antlr4::Token::INVALID_TYPE : At(offset).type;
  }
  Span Place(std::ptrdiff_t offset = 0) const { return SpanOf(f_.source, At(offset)); }
  Span Between(std::ptrdiff_t from, std::ptrdiff_t to) const { return {f_.source.id(), At(from).begin, At(to).end}; }
  std::string Text(std::ptrdiff_t offset = 0) const { return std::string(f_.source.Text(Place(offset))); }
  std::string Text(const Span& span) const { return std::string(f_.source.Text(span)); }
  bool Touching(std::ptrdiff_t left, std::ptrdiff_t right) const { return At(left).end == At(right).begin; }

  // Is the rule being read, or one around it within the same statement, this one?
  bool In(std::size_t rule) const {
    for (const antlr4::RuleContext* c = f_.context; c != nullptr;
         c = static_cast<const antlr4::RuleContext*>(c->parent)) {
      if (c->getRuleIndex() == rule) return true;
      if (StatementListOf(c->getRuleIndex()) != nullptr) return false;
    }
    return false;
  }
  std::size_t Rule() const {
    return f_.context != nullptr ? f_.context->getRuleIndex() : static_cast<std::size_t>(P::RuleFile);
  }
  bool Possible(std::size_t type) const { return f_.possible.contains(type); }
  bool ExpressionDue() const { return Possible(P::K_COUNT) && Possible(P::LPAREN) && Possible(P::INT); }
  bool NameDue() const { return Possible(P::ID) && !ExpressionDue(); }
  bool TextDue() const { return Possible(P::STRING) && !ExpressionDue(); }
  bool OperatorDue() const { return Possible(P::EQ); }

  diag::Diagnostic& Report(Id id, Span span, std::vector<diag::Arg> args = {}) {
    return f_.sink.Report(id, span, std::move(args));
  }
  // What stands there, in words, for `found ...`.
  std::string Found() const {
    const Tok& tok = At(0);
    if (tok.type == antlr4::Token::EOF) return "the end of the file";
    if (tok.begin == tok.end) return "`" + std::string(Spelling(tok.type)) + "`";
    std::string text = Text();
    if (text.size() > 40) text = text.substr(0, 37) + "...";
    if (IsText(tok.type)) return "the text " + text;
    return "`" + text + "`";
  }

  // ---------------------------------------------------------------- the first statement
  bool Head() {
    if (Rule() == P::RuleHead) return FirstWord();
    const bool head = In(P::RuleMpsHead) || In(P::RuleLibraryHead) || In(P::RuleTailorHead) ||
                      In(P::RuleEndorsementsHead) || In(P::RuleTestsHead);
    if (!head) return false;
    if (Possible(P::K_LANGUAGE) && !Possible(P::ID) && Type() != P::K_LANGUAGE) {
      if (Type() == P::MINUS || Type() == P::DOT || Type() == P::PLUS) return HeadVersion();
      Report(Id::kMissingLanguage, Place(-1))
          .At("after this")
          .WithHelp(
              "write `language 1` at the end of the first statement: it fixes the meaning of the words of the language "
              "for ever")
          .Suggest({f_.source.id(), At(-1).end, At(-1).end}, " language 1");
      return true;
    }
    if (Type(-1) == P::K_VERSION) return HeadVersion();
    if (TextDue() && (IsWord(Type()) || Type() == P::DOTTED)) {
      Report(Id::kUnquotedText, Place(), {Text()})
          .WithHelp("a definition is named by a text: write \"" + Text() + "\"")
          .Suggest(Place(), "\"" + Text() + "\"");
      return true;
    }
    if (In(P::RuleLibraryHead) && Type(-1) == P::K_LIBRARY && IsText(Type())) {
      Report(Id::kExpected, Place(), {"the library's name", Found()})
          .WithHelp(
              "a library is named by a plain name, without quotes, as in `library linux version 1.0.0 language 1`");
      return true;
    }
    return false;
  }
  bool HeadVersion() {
    Report(Id::kExpected, Place(), {"a version such as 1.2.0", Found()})
        .WithHelp("a version has digits and dots only, and stands without quotes");
    return true;
  }
  bool FirstWord() {
    if (Type() == antlr4::Token::EOF) {
      Report(Id::kEmptyFile, Place()).WithHelp("a definition begins with `mps \"Name\" version 1.0.0 language 1`");
      return true;
    }
    static constexpr std::string_view kKinds[] = {"mps", "library", "tailor", "endorsements", "tests"};
    auto& d = Report(Id::kUnknownFileKind, Place(), {Text()});
    if (const auto near = IsWord(Type()) ? Nearest(Text(), kKinds) : std::nullopt) {
      d.WithHelp("did you mean `" + std::string(*near) + "`?").Suggest(Place(), std::string(*near));
    } else {
      d.WithHelp(
          "the first statement is `mps \"Name\" version 1.0.0 language 1`, or begins with `library`, `tailor`, "
          "`endorsements` or `tests`");
    }
    return true;
  }

  // ---------------------------------------------------------------- a line too early
  // `require x ==` and a new line `title ...`: the next statement's word was taken for a name. The fault is before that
  // word.
  bool Dangling() {
    if (!TakenForName(f_.tokens, f_.index)) return false;
    const Span word = Place(-1);
    if (Type(-2) == P::RANGE) {
      Report(Id::kOpenRange, Place(-2)).WithHelp("for `at least` write x >= lo");
    } else if (Type(-2) == P::COMMA) {
      Report(Id::kSeparator, Place(-2), {","})
          .WithHelp("nothing stands between two statements: each begins with its own word")
          .Suggest(Place(-2), "");
    } else {
      Report(Id::kExpected, Place(-2), {"an expression after `" + Text(-2) + "`", "`" + Text(word) + "`"})
          .At("the statement ends here")
          .WithLabel(word, "the next one begins");
    }
    return true;
  }

  // ---------------------------------------------------------------- names
  // `rule "1" no-root-login {`: a hyphen in a name that is declared.
  bool Name() {
    if (Type() == P::MINUS && IsName(Type(-1)) && IsWord(Type(1)) && Touching(-1, 0) && Touching(0, 1) &&
        !ExpressionDue()) {
      return HyphenFrom(-1);
    }
    if (NameDue() && IsReserved(Type()) && Type(1) == P::MINUS && IsWord(Type(2)) && Touching(0, 1) && Touching(1, 2))
      return HyphenFrom(0);
    if (NameDue() && IsReserved(Type())) {
      Report(Id::kReservedName, Place(), {Text()}).WithHelp("choose another name, such as `" + Text() + "_`");
      return true;
    }
    if (NameDue() && IsText(Type()) && !Possible(P::STRING) && Type(-1) != P::K_IS) {
      Report(Id::kExpected, Place(), {NameNoun(), Found()}).WithHelp(NameHelp());
      return true;
    }
    if (In(P::RuleRuleDecl) && Type() == P::LBRACE && IsText(Type(-1))) return MissingRuleName();
    return false;
  }
  // A run of words joined by hyphens, from the word at `first`.
  bool HyphenFrom(std::ptrdiff_t first) {
    std::ptrdiff_t last = first;
    while (Type(last + 1) == P::MINUS && IsWord(Type(last + 2)) && Touching(last, last + 1) &&
           Touching(last + 1, last + 2))
      last += 2;
    const std::string seen = Text(Between(first, last));
    std::string name = seen;
    std::replace(name.begin(), name.end(), '-', '_');
    Report(Id::kHyphenName, Between(first, last), {seen})
        .WithHelp("write `" + name + "`")
        .Suggest(Between(first, last), name);
    return true;
  }
  bool MissingRuleName() {
    Report(Id::kExpected, Place(), {"the rule's name", Found()})
        .WithHelp(
            "after its number a rule has a name, made of letters, digits and `_`, that stays when the benchmark "
            "renumbers: rule " +
            Text(-1) + " short_name { ... }");
    return true;
  }
  std::string NameNoun() const {
    switch (Type(-1)) {
      case P::K_FIX:
        return "`shell`, `ansible` or `text`";
      case P::K_SEVERITY:
        return "`high`, `medium` or `low`";
      case P::K_REFS:
        return "the kind of reference, such as nist or cce";
      default:
        break;
    }
    if (In(P::RuleExpect)) return "a verdict such as pass or fail";
    if (In(P::RuleRefsClause)) return "the kind of reference, such as nist or cce";
    if (In(P::RuleRuleDecl)) return "the rule's name";
    if (In(P::RuleLevelsClause) || Rule() == P::RuleLevelDecl) return "the level's name";
    return "a name";
  }
  std::string NameHelp() const {
    if (Type(-1) == P::K_FIX)
      return "say what the remedy is for: fix shell \"...\", fix ansible \"...\" or fix text \"...\"";
    if (In(P::RuleRefsClause)) return "say whose reference it is: refs nist \"SI-4\", cce \"CCE-83899-5\"";
    return "a name stands without quotes and has letters, digits and `_`";
  }

  // ---------------------------------------------------------------- quantifiers and counts
  bool Quantifier() {
    if (Possible(P::COLON) && In(P::RuleQuantifier) && Type() != P::ASSIGN && !IsCloser(Type()) && Type(-1) != P::K_IN)
      return QuantifierBody();
    const bool quantifier = Type() >= P::K_ALL && Type() <= P::K_DISTINCT;
    if (quantifier && ExpressionDue() && !Possible(Type())) return QuantifierAlone();
    // `for all x in c`, `every x in c`, `exists x in c`: two words and `in`.
    const bool bound = IsName(Type()) && (Type(1) == P::K_IN || Type(1) == P::COMMA) && IsWord(Type(-1));
    if (bound) {
      if (const auto meant = MeantQuantifier(Text(-1))) {
        Report(Id::kUnknownWord, Place(-1), {Text(-1)})
            .WithHelp("write `" + std::string(*meant) + "`")
            .Suggest(Place(-1), std::string(*meant));
        return true;
      }
    }
    if (Type() == P::K_FOR && ExpressionDue()) {
      Report(Id::kUnknownWord, Place(), {"for"}).WithHelp("leave it out: all x in c : p").Suggest(Place(), "");
      return true;
    }
    if (Type(-1) == P::K_COUNT && Type() != P::LPAREN) {
      Report(Id::kCountForm, Place(-1)).WithHelp("write count(c), or count(x in c where p)");
      return true;
    }
    if (Type() == P::K_WHERE && !Possible(P::K_WHERE)) {
      Report(Id::kWhereForm, Place())
          .WithHelp("`where` filters what a name stands for: write count(x in c where p), or all x in c where p : q");
      return true;
    }
    return false;
  }
  // `a and all x in c : p`, `not all ...`, `where any ...`.
  bool QuantifierAlone() {
    auto& d = Report(Id::kQuantifierAlone, Place(), {Text()});
    const bool negated = Type(-1) == P::K_NOT;
    if (negated && Type() == P::K_ANY)
      d.WithHelp("write `no` in place of `not any`").Suggest(Between(-1, 0), "no");
    else
      d.WithHelp("put parentheses around all of it: " + std::string(negated ? "not " : "") + "(" + Text() +
                 " x in c : p)");
    return true;
  }
  bool QuantifierBody() {
    const std::string_view word = QuantifierWord();
    auto& d = Report(Id::kQuantifierBody, At(0).first ? Place(-1) : Place(), {std::string(word), Found()});
    if (At(0).first) d.At("after this");
    if (Type() == P::LBRACE) {
      d.WithHelp("the condition follows a colon and has no braces: " + std::string(word) + " x in c : x.ok");
    } else if (Type() == P::K_AND || Type() == P::K_OR) {
      d.WithHelp("a condition on the members goes after `where` or after the colon");
    } else {
      d.WithHelp("write a colon between the collection and the condition: " + std::string(word) + " x in c : x.ok");
    }
    return true;
  }
  // The word of the quantifier being read.
  std::string_view QuantifierWord() const {
    for (const antlr4::RuleContext* c = f_.context; c != nullptr;
         c = static_cast<const antlr4::RuleContext*>(c->parent)) {
      if (c->getRuleIndex() != P::RuleQuantifier) continue;
      const auto* context = static_cast<const antlr4::ParserRuleContext*>(c);
      const std::string_view word = Spelling(const_cast<antlr4::ParserRuleContext*>(context)->getStart()->getType());
      return word.empty() ? "all" : word;
    }
    return "all";
  }

  // ---------------------------------------------------------------- operators
  bool Operators() {
    if (Type() == P::ASSIGN && OperatorDue()) {
      Report(Id::kAssignForEqual, Place()).WithHelp("two values are compared with `==`").Suggest(Place(), "==");
      return true;
    }
    if (In(P::RuleGiven) && Type() == P::EQ) {
      Report(Id::kExpected, Place(), {"`=`", Found()})
          .WithHelp("a claim is given its value with a single `=`")
          .Suggest(Place(), "=");
      return true;
    }
    if (Type(-1) == P::RANGE || Type() == P::RANGE) return Range();
    if (Type() == P::MINUS && ExpressionDue() && Type(1) != P::INT) return Minus();
    if (Type(-1) == P::MINUS && ExpressionDue() == false && Possible(P::INT) && !Possible(P::ID)) return Minus(-1);
    if (Type() == P::PLUS && ExpressionDue()) {
      Report(Id::kUnarySign, Place(), {"+"}).WithHelp("a number needs no `+`").Suggest(Place(), "");
      return true;
    }
    if (Type() == P::K_NOT && Type(-1) == P::K_NOT) {
      Report(Id::kNotTwice, Between(-1, 0)).WithHelp("leave both out").Suggest(Between(-1, 0), "");
      return true;
    }
    if (Type() == P::QUERY && OperatorDue()) {
      Report(Id::kNoSuchOperator, Place(), {"? :"})
          .WithHelp("`not a or b` says `if a then b`, and (x else d) gives a default for what is absent");
      return true;
    }
    return IncompleteOperator();
  }
  // `a starts "x"`, `a is "x"`, `a not == b`: the operator's first word stands, but not what has to follow.
  bool IncompleteOperator() {
    switch (Type(-1)) {
      case P::K_STARTS:
      case P::K_ENDS:
        if (!Possible(P::K_WITH)) return false;
        Report(Id::kExpected, Place(), {"`with` after `" + Text(-1) + "`", Found()})
            .WithHelp("write `" + Text(-1) + " with`")
            .Suggest(Place(-1), Text(-1) + " with");
        return true;
      case P::K_IS:
        Report(Id::kIsWhat, Between(-1, 0), {Text(Between(-1, 0))})
            .WithHelp("two values are compared with `==`")
            .Suggest(Place(-1), "==");
        return true;
      case P::K_NOT:
        if (!Possible(P::K_IN)) return false;
        Report(Id::kInfixNot, Between(-1, 0), {Text(Between(-1, 0))})
            .WithHelp(Type() == P::EQ ? "write `!=`"
                                      : "only `in` has a negated form: write not (...) around the comparison");
        return true;
      case P::K_IN:
        if (Type() != P::RANGE) return false;
        Report(Id::kOpenRange, Place()).WithHelp("for `at most` write x <= hi");
        return true;
      default:
        return false;
    }
  }
  bool Range() {
    const bool low_missing = Type() == P::RANGE;
    if (low_missing && !ExpressionDue()) {
      if (!OperatorDue()) return false;
      Report(Id::kRangeForm, Place()).WithHelp("a range stands after `in`: x in lo..hi, with both ends included");
      return true;
    }
    Report(Id::kOpenRange, low_missing ? Place() : Place(-1))
        .WithHelp(low_missing ? "for `at most` write x <= hi" : "for `at least` write x >= lo");
    return true;
  }
  bool Minus(std::ptrdiff_t at = 0) {
    Report(Id::kUnarySign, Place(at), {"-"})
        .WithHelp("only a number is written with a sign; of anything else write 0 - x");
    return true;
  }

  // ---------------------------------------------------------------- brackets
  bool Brackets() {
    if (Possible(P::RBRACK) && !Possible(P::COMMA) && OperatorDue() &&
        (IsWord(Type()) || Type() == P::COLON || Type() == P::DOTTED))
      return UnquotedKey();
    const bool nothing_before = Type(-1) == P::COMMA || IsOpener(Type(-1));
    if (Type() == P::COMMA && (ExpressionDue() || nothing_before)) {
      Report(Id::kExpected, Place(), {"an expression", "`,`"})
          .WithHelp("remove the comma, or write what is missing before it");
      return true;
    }
    return false;
  }
  // `text[my key]`: from the opening bracket to the closing one.
  bool UnquotedKey() {
    std::ptrdiff_t from = -1, to = 0;
    while (Type(from) != P::LBRACK && from > -16) --from;
    while (Type(to) != P::RBRACK && to < 16) ++to;
    if (Type(from) != P::LBRACK || Type(to) != P::RBRACK) return false;
    const Span key = Between(from + 1, to - 1);
    Report(Id::kUnquotedText, key, {Text(key)})
        .WithHelp("a key is a text: write [\"" + Text(key) + "\"]")
        .Suggest(key, "\"" + Text(key) + "\"");
    return true;
  }

  // ---------------------------------------------------------------- words
  // `AND`, `Rule`: a word of the language in capitals.
  bool Case() {
    for (const std::ptrdiff_t at : {std::ptrdiff_t{0}, std::ptrdiff_t{-1}}) {
      if (Type(at) != P::ID) continue;
      std::string lower = Text(at);
      std::transform(lower.begin(), lower.end(), lower.begin(),
                     [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      const bool prefix = at == -1 && (lower == "not" || lower == "all" || lower == "any" || lower == "no" ||
                                       lower == "one" || lower == "distinct" || lower == "count");
      if (lower == Text(at) || !(at == 0 ? IsPossibleWord(lower) : prefix)) continue;
      Report(Id::kCapitals, Place(at), {Text(at), lower}).WithHelp("write `" + lower + "`").Suggest(Place(at), lower);
      return true;
    }
    return false;
  }
  static std::size_t TypeOfWord(std::string_view word) {
    for (std::size_t type = P::K_ALL; type <= P::K_WEEKS; ++type) {
      if (Spelling(type) == word) return type;
    }
    return P::ID;
  }
  bool IsPossibleWord(const std::string& word) const {
    for (std::size_t type = P::K_ALL; type <= P::K_WEEKS; ++type) {
      if (Spelling(type) == word) return Possible(type);
    }
    return false;
  }
  // A word of another language or of the benchmarks, for which ours has another.
  bool ForeignWord() {
    if (Type() == P::ID && OperatorDue() && Counselled(0, WordPlace::kOperator)) return true;
    if (Type() == P::ID && StatementListOf(Rule()) != nullptr && Counselled(0, WordPlace::kStatement)) return true;
    return Type(-1) == P::ID && OperatorDue() && Counselled(-1, WordPlace::kOperand);
  }
  bool Counselled(std::ptrdiff_t at, WordPlace place) {
    const Counsel* counsel = CounselFor(Text(at), place);
    if (counsel == nullptr) return false;
    auto& d = Report(Id::kUnknownWord, Place(at), {Text(at)}).WithHelp(std::string(counsel->help));
    if (!counsel->replacement.empty()) d.Suggest(Place(at), std::string(counsel->replacement));
    return true;
  }
  // `title Ensure that ...`, `rule 5.1 x`: words or numbers where a text is due.
  bool MissingText() {
    if (!TextDue() || Possible(P::LBRACE) || Possible(P::RBRACE) || Possible(P::ID)) return false;
    if (!IsWord(Type()) && Type() != P::INT && Type() != P::DOTTED && Type() != P::MODE) return false;
    const bool id = Type(-1) == P::K_RULE || Type(-1) == P::K_SECTION || Type(-1) == P::K_EXPECT ||
                    Type(-1) == P::K_DROP || Type(-1) == P::K_WAIVE;
    Span span = Place();
    if (!id) {  // to the end of the line
      std::ptrdiff_t last = 0;
      while (At(last + 1).line == At(0).line && Type(last + 1) != antlr4::Token::EOF && !IsCloser(Type(last + 1)) &&
             last < 64)
        ++last;
      span = Between(0, last);
    }
    const std::string text = Text(span);
    auto& d = Report(Id::kUnquotedText, span, {text.size() > 40 ? text.substr(0, 37) + "..." : text});
    d.WithHelp(id ? "a control number is a text: write \"" + text + "\"" : "text stands in double quotes")
        .Suggest(span, "\"" + text + "\"");
    return true;
  }
  // A name that is nearly one of the words that could stand here.
  bool Misspelt() {
    if (Type() != P::ID || Possible(P::ID)) return false;
    std::vector<std::string_view> words;
    for (std::size_t type = P::K_ALL; type <= P::K_WEEKS; ++type) {
      if (Possible(type)) words.push_back(Spelling(type));
    }
    const auto near = Nearest(Text(), words);
    if (!near) return false;
    const StatementList* list = StatementListOf(Rule());
    const bool statement = list != nullptr && IsStatementWord(TypeOfWord(*near));
    auto& d = statement ? Report(Id::kUnknownStatement, Place(), {Text(), std::string(list->noun)})
                        : Report(Id::kUnknownWord, Place(), {Text()});
    d.WithHelp("did you mean `" + std::string(*near) + "`?").Suggest(Place(), std::string(*near));
    return true;
  }

  // ---------------------------------------------------------------- statements
  bool Separator() {
    if (Type() != P::COMMA || StatementListOf(Rule()) == nullptr) return false;
    Report(Id::kSeparator, Place(), {","})
        .WithHelp("nothing stands between two statements: each begins with its own word")
        .Suggest(Place(), "");
    return true;
  }
  // Statements that are nearly right, by their first word.
  bool StatementForm() {
    const StatementList* list = StatementListOf(Rule());
    if (list != nullptr && Possible(P::LBRACE) && !Possible(P::RBRACE)) {
      Report(Id::kExpected, Place(-1), {"`{` after this", Found()})
          .WithHelp("what belongs to a `" + std::string(list->enclosing) + "` stands in braces, `{` and `}`");
      return true;
    }
    if (In(P::RuleClause) && Possible(P::LPAREN) && !OperatorDue() && !ExpressionDue() && !Possible(P::ID)) {
      Report(Id::kUseForm, At(0).first ? Place(-1) : Place())
          .WithHelp("write use linux.mount_option(host, \"/tmp\", \"nodev\"), or use name() without arguments");
      return true;
    }
    if (Rule() == P::RuleField && Possible(P::COLON)) return FieldForm();
    if (Rule() == P::RuleRecordBody && (Type() == P::LT || Type() == P::LBRACK || Type() == P::QUERY))
      return TypeForm();
    if (Type() == P::DOTTED && IsName(Type(-1)) && Type(-2) == P::K_IMPORT) {
      Report(Id::kExpected, Place(), {"`version` before it", Found()})
          .WithHelp("write import " + Text(-1) + " version " + Text())
          .Suggest(Place(), "version " + Text());
      return true;
    }
    if (list != nullptr && Type() == P::MINUS && Type(-1) == P::INT && Type(1) == P::INT) {
      Report(Id::kRangeForm, Between(-1, 1))
          .WithHelp("a range is written " + Text(-1) + ".." + Text(1))
          .Suggest(Between(-1, 1), Text(-1) + ".." + Text(1));
      return true;
    }
    if (StatementListOf(Rule()) != nullptr && LooksLikeDeclaration(f_.tokens, f_.index)) {
      Report(Id::kDeclarationNotHere, Place(), {Text(), std::string(StatementListOf(Rule())->enclosing)})
          .WithHelp("close the declaration around it with `}` first, or move it out");
      return true;
    }
    return false;
  }
  bool TypeForm() {
    Report(Id::kExpected, Place(), {"a field", Found()})
        .WithHelp(
            "types are words: list of text, set of int, map of text to int; a field that may be absent is written  "
            "name? : type");
    return true;
  }
  bool FieldForm() {
    if (Type(-1) == P::K_OF || Type(-1) == P::K_TO) {
      Report(Id::kExpected, Place(), {"a type after `" + Text(-1) + "`", Found()})
          .WithHelp("write list of text, set of int, map of text to int");
      return true;
    }
    if (Type(-2) == P::K_LIST || Type(-2) == P::K_SET || Type(-2) == P::K_MAP) {
      Report(Id::kExpected, Place(-1), {"`of` after `" + Text(-2) + "`", "`" + Text(-1) + "`"})
          .WithHelp("write list of text, set of int, map of text to int");
      return true;
    }
    Report(Id::kExpected, Place(), {"`:` and the field's type", Found()})
        .WithHelp("a field is written name : type, as in  uid : int");
    return true;
  }
  bool BetweenStatements() {
    const StatementList* list = StatementListOf(Rule());
    if (list == nullptr) return false;
    if (list->rule == P::RuleFile && (Type() == P::K_MPS || Type() == P::K_LIBRARY || Type() == P::K_TAILOR ||
                                      Type() == P::K_ENDORSEMENTS || Type() == P::K_TESTS)) {
      Report(Id::kUnknownStatement, Place(), {Text(), std::string(list->noun)})
          .WithHelp("a file is one definition, library, tailoring or test file: its first statement says which");
      return true;
    }
    if (IsWord(Type()) && !list->any_word) {
      auto& d = Report(Id::kUnknownStatement, Place(), {Text(), std::string(list->noun)});
      if (f_.index > 0 && !At(0).first)
        d.WithHelp("an expression may have ended too early: is an operator missing before it?");
      return true;
    }
    auto& d = Report(Id::kExpected, Place(), {std::string(list->noun), Found()});
    if (BeginsExpression(Type()) || OperatorLike(Type()))
      d.WithHelp("every statement begins with a word; a condition follows `require` or `when`");
    return true;
  }
  static bool OperatorLike(std::size_t type) {
    return (type >= P::EQ && type <= P::AMP) || type == P::K_AND || type == P::K_OR;
  }

  // ---------------------------------------------------------------- else: what was expected
  void Expected() {
    auto& d = Report(Id::kExpected, Place(), {Noun(), Found()});
    if (ExpressionDue() && IsStatementWord(Type())) d.WithHelp("the statement before it is not complete");
    for (const antlr4::RuleContext* c = f_.context; c != nullptr;
         c = static_cast<const antlr4::RuleContext*>(c->parent)) {
      if (StatementListOf(c->getRuleIndex()) != nullptr) return;
      if (const std::string_view form = FormOf(c->getRuleIndex()); !form.empty()) {
        d.WithHelp("the form is  " + std::string(form));
        return;
      }
    }
  }
  std::string Noun() const {
    if (ExpressionDue()) return "an expression";
    if (In(P::RuleType) && Possible(P::K_LIST)) return "a type";
    if (TextDue() && !Possible(P::ID) && !Possible(P::RBRACE)) return "a text in double quotes";
    if (Possible(P::DOTTED) && !Possible(P::STRING)) return "a version such as 1.2.0";
    if (Possible(P::TYPED) && !Possible(P::STRING) && !Possible(P::K_VERSION)) return "a digest, sha256'...'";
    if (Possible(P::DATE) && !Possible(P::STRING)) return "a date such as 2027-01-01";
    if (Possible(P::ID) && !OperatorDue()) return NameNoun();
    return SignNoun();
  }
  // Few things: brackets, commas, words, and `an operator`.
  std::string SignNoun() const {
    std::vector<std::string> out;
    for (const antlr4::misc::Interval& interval : f_.possible.getIntervals()) {
      for (ssize_t type = std::max<ssize_t>(interval.a, 1); type <= interval.b && out.size() < 5; ++type) {
        const std::size_t t = static_cast<std::size_t>(type);
        if (Spelling(t).empty() || (OperatorDue() && (OperatorLike(t) || IsOperatorWord(t)))) continue;
        if (OperatorDue() && (t == P::DOT || t == P::LBRACK || t == P::LPAREN || t == P::K_BY)) continue;
        out.push_back("`" + std::string(Spelling(t)) + "`");
      }
    }
    if (OperatorDue()) out.push_back("an operator");
    if (out.empty() || out.size() > 4)
      return OperatorDue() ? "an operator or the end of the statement" : "something else";
    std::string text = out[0];
    for (std::size_t i = 1; i < out.size(); ++i) text += (i + 1 == out.size() ? " or " : ", ") + out[i];
    return text;
  }
  static bool IsOperatorWord(std::size_t type) {
    return type == P::K_IN || type == P::K_NOT || type == P::K_IS || type == P::K_WITHIN || type == P::K_MATCHES ||
           type == P::K_CONTAINS || type == P::K_STARTS || type == P::K_ENDS || type == P::K_ELSE;
  }

  const Fault& f_;
};

}  // namespace

void Explain(const Fault& fault) { Explainer(fault).Run(); }

}  // namespace mps::parse
