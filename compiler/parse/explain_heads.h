// Faults of first statements, of the beginnings of clauses, and of names.
#pragma once

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/fault_reader.h"

namespace mps::parse {

class HeadFaults : public FaultReader {
 public:
  using FaultReader::FaultReader;

 protected:
  using Id = diag::Id;
  using P = grammar::MpsParser;

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

  // `require: x`, `title = "t"`: a sign between a clause's word and what it says, as in YAML or a settings file.
  bool SignAfterWord() {
    if ((Type() != P::COLON && Type() != P::ASSIGN) || !IsStatementWord(Type(-1)) || !At(-1).first) return false;
    if (!ExpressionDue() && !TextDue() && !NameDue()) return false;
    Report(Id::kExpected, Place(), {Noun(), Found()})
        .WithHelp("what `" + Text(-1) + "` says follows it without `" + Text() + "`")
        .Suggest(Place(), "");
    return true;
  }
  // `rule name "1" {`, `rule name {`: the number comes first.
  bool RuleHead() {
    if (Type(-1) != P::K_RULE || !IsName(Type()) || IsText(Type())) return false;
    const bool turned = IsText(Type(1));
    auto& d = Report(Id::kExpected, Place(), {"the control's number in double quotes", Found()});
    if (turned) {
      d.WithHelp("the number comes first: rule " + Text(1) + " " + Text())
          .Suggest(Between(0, 1), Text(1) + " " + Text());
    } else {
      d.WithHelp("a rule has a number and a name: rule \"1.1.1\" " + Text() + " { ... }");
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
};

}  // namespace mps::parse
