// FaultReader: what stands around a fault, and what would have been due, in words. For explain.cpp and the classes of
// faults that it puts together.
#pragma once

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "MpsParser.h"
#include "base/edit_distance.h"
#include "parse/explain.h"
#include "parse/explain_words.h"
#include "parse/lex.h"
#include "parse/statements.h"

namespace mps::parse {

class FaultReader {
 public:
  explicit FaultReader(const Fault& fault) : f_(fault) {}

 protected:
  using Id = diag::Id;
  using P = grammar::MpsParser;

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

  // ---------------------------------------------------------------- what was due
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

  void Expected() {
    // What is missing at the end of a line is missing there, not where the next line begins.
    const bool ended = ExpressionDue() && At(0).first && f_.index > 0;
    auto& d = Report(Id::kExpected, ended ? Place(-1) : Place(), {Noun(), Found()});
    if (ended) d.At("nothing follows this");
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
  static bool OperatorLike(std::size_t type) {
    return (type >= P::EQ && type <= P::AMP) || type == P::K_AND || type == P::K_OR;
  }
  static bool IsOperatorWord(std::size_t type) {
    return type == P::K_IN || type == P::K_NOT || type == P::K_IS || type == P::K_WITHIN || type == P::K_MATCHES ||
           type == P::K_CONTAINS || type == P::K_STARTS || type == P::K_ENDS || type == P::K_ELSE;
  }

  const Fault& f_;
};

}  // namespace mps::parse
