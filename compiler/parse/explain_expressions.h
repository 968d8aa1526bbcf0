// Faults within expressions: quantifiers, counts, operators, brackets.
#pragma once

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/explain_heads.h"
#include "parse/fault_reader.h"

namespace mps::parse {

class ExpressionFaults : public HeadFaults {
 public:
  using HeadFaults::HeadFaults;

 protected:
  using Id = diag::Id;
  using P = grammar::MpsParser;

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
};

}  // namespace mps::parse
