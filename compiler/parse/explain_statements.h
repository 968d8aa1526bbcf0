// Faults of words, and of statements that are nearly right.
#pragma once

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/explain_expressions.h"
#include "parse/fault_reader.h"

namespace mps::parse {

class StatementFaults : public ExpressionFaults {
 public:
  using ExpressionFaults::ExpressionFaults;

 protected:
  using Id = diag::Id;
  using P = grammar::MpsParser;

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
  // `param p : int 1..5`.
  bool DomainWithoutIn() {
    if (Type() != P::INT || Type(1) != P::RANGE || ExpressionDue() || !Possible(P::K_IN)) return false;
    Report(Id::kDomainForm, Place(), {Text() + ".." + Text(2)})
        .WithHelp("a domain is written `in " + Text() + ".." + Text(2) + "`")
        .Suggest({f_.source.id(), At(0).begin, At(0).begin}, "in ");
    return true;
  }
  // `title Ensure that ...`, `rule 5.1 x`: words or numbers where a text is due.
  bool MissingText() {
    if (!TextDue() || Possible(P::LBRACE) || Possible(P::RBRACE) || Possible(P::ID)) return false;
    if (!IsWord(Type()) && Type() != P::INT && Type() != P::DOTTED && Type() != P::MODE) return false;
    const bool id = Type(-1) == P::K_RULE || Type(-1) == P::K_SECTION || Type(-1) == P::K_EXPECT ||
                    Type(-1) == P::K_DROP || Type(-1) == P::K_WAIVE || Type(-1) == P::K_ANSWER;
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
    if (list != nullptr && Possible(P::LBRACE) && !Possible(P::RBRACE) && !list->enclosing.empty()) {
      Report(Id::kExpected, Place(-1), {"`{` after this", Found()})
          .WithHelp("what belongs to a `" + std::string(list->enclosing) + "` stands in braces, `{` and `}`");
      return true;
    }
    if (In(P::RuleClause) && Possible(P::LPAREN) && !OperatorDue() && !ExpressionDue() && !Possible(P::ID)) {
      Report(Id::kUseForm, At(0).first ? Place(-1) : Place())
          .WithHelp("write use linux.mount_option(host, \"/tmp\", \"nodev\"), or use name() without arguments");
      return true;
    }
    if (Type() == P::COMMA && Possible(P::RPAREN) && OperatorDue() && !In(P::RuleArgs)) {
      Report(Id::kExpected, Place(), {Noun(), Found()})
          .WithHelp("parentheses hold one expression; a set of values is written in braces: x in { \"a\", \"b\" }");
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
};

}  // namespace mps::parse
