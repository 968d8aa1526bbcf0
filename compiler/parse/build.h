// Parse tree to syntax tree. What the grammar reads more widely than the language (grammar/MpsParser.g4, [checked]) is
// refused here. Statements that did not parse carry an exception in the parse tree and are left out.
#pragma once

#include <antlr4-runtime.h>

#include <optional>
#include <string>
#include <vector>

#include "MpsParser.h"
#include "ast/ast.h"
#include "diag/sink.h"
#include "parse/literals.h"
#include "parse/tokens.h"
#include "source/source.h"

namespace mps::parse {

using P = grammar::MpsParser;

class Builder {
 public:
  Builder(const SourceFile& source, diag::Sink& sink, ast::File& file)
      : source_(source), sink_(sink), file_(file), literals_(source, sink) {}

  void BuildFile(P::FileContext* context);  // build_file.cpp

 private:
  using Node = antlr4::ParserRuleContext;
  // Was it read to its end?
  static bool Whole(const Node* context) { return context != nullptr && context->exception == nullptr; }

  // ------------------------------------------------ places, names, texts: build_file.cpp
  Span SpanOf(const antlr4::Token* token) const;
  Span SpanOf(antlr4::tree::TerminalNode* node) const { return SpanOf(node->getSymbol()); }
  Span SpanOf(Node* context) const;
  std::string Spelt(const Span& span) const { return std::string(source_.Text(span)); }
  ast::Name NameOf(Node* context) const;
  ast::QName QNameOf(P::QnameContext* context) const;
  ast::Str StrOf(P::StringContext* context) { return literals_.Plain(SpanOf(context)); }
  std::optional<ast::Str> OptionalStr(P::StringContext* context);
  ast::Text TextOf(P::StringContext* context) { return literals_.Rich(SpanOf(context)); }
  ast::Version VersionOf(P::VerContext* context);
  diag::Diagnostic& Report(diag::Id id, const Span& span, std::vector<diag::Arg> args = {});
  // Sets a clause that may stand once. False, with a diagnostic, where it stands for the second time.
  template <class T>
  bool SetOnce(std::optional<T>& slot, T value, const Span& span, std::string_view word) {
    if (slot) {
      Repeated(span, word);
      return false;
    }
    slot = std::move(value);
    return true;
  }
  void Repeated(const Span& span, std::string_view word);
  template <class T>
  T* Declare(Node* context) {
    T* node = file_.arena.NewDecl<T>();
    node->span = SpanOf(context);
    return node;
  }

  // ------------------------------------------------ heads and headers: build_file.cpp
  void Head(P::HeadContext* context);
  void Base(P::BaseClauseContext* context);
  void Language(P::LanguageClauseContext* context);
  void Header(P::HeaderContext* context);
  const ast::Decl* Declaration(P::DeclContext* context);
  void CheckPlace(const ast::Decl& decl);
  const ast::Decl* Import(P::ImportDeclContext* context);

  // ------------------------------------------------ types and schemas: build_schema.cpp
  const ast::TypeRef* Type(P::TypeContext* context);
  ast::Domain DomainOf(P::DomainContext* context);
  const ast::Decl* TypeAlias(P::TypeDeclContext* context);
  const ast::Decl* Enum(P::EnumDeclContext* context);
  const ast::Decl* Record(P::RecordDeclContext* context);
  ast::Field FieldOf(P::FieldContext* context);
  void FieldOption(P::FieldOptionContext* context, ast::Field& field, bool& has_asserter);
  ast::CorimRef CorimOf(P::CorimContext* context);

  // ------------------------------------------------ environments, levels, parameters, sets: build_decls.cpp
  const ast::Decl* Environment(P::EnvironmentContext* context);
  const ast::Decl* Endorser(P::EndorserContext* context);
  ast::KeyRef KeyRefOf(P::KeyRefContext* context);
  const ast::Decl* Level(P::LevelDeclContext* context);
  void LevelClause(P::LevelClauseContext* context, ast::LevelDecl& level);
  const ast::Decl* Param(P::ParamContext* context);
  ast::Stricter StricterOf(P::WordContext* context);
  const ast::Decl* Set(P::SetDeclContext* context);
  const ast::Decl* Table(P::TableDeclContext* context);
  ast::PinnedFile PinnedOf(P::PinnedContext* context);
  const ast::Decl* Define(P::DefineContext* context);
  std::vector<ast::Formal> FormalsOf(P::FormalsContext* context);

  // ------------------------------------------------ rules: build_rules.cpp
  const ast::Decl* Template(P::TemplateDeclContext* context);
  const ast::Decl* When(P::WhenClauseContext* context);
  const ast::Decl* Section(P::SectionContext* context);
  void SectionClause(P::SectionClauseContext* context, ast::SectionDecl& section);
  const ast::RuleDecl* Rule(P::RuleDeclContext* context);
  ast::RuleBody BodyOf(P::RuleBodyContext* context, bool& ok);
  void Clause(P::ClauseContext* context, ast::RuleBody& body);
  void TextClause(P::ClauseContext* context, ast::RuleBody& body);
  ast::LevelsClause LevelsOf(P::LevelsClauseContext* context);
  ast::Condition ConditionOf(P::WhenClauseContext* context);
  ast::GradeClause GradeOf(P::ClauseContext* context);
  void Refs(P::RefsClauseContext* context, std::vector<ast::Ref>& refs);

  // ------------------------------------------------ endorsements, tailoring, tests: build_tests.cpp
  const ast::Decl* Configuration(P::ConfigurationContext* context);
  const ast::Decl* Endorsement(P::EndorsementContext* context);
  const ast::Decl* Answer(P::AnswerContext* context);
  const ast::Decl* Drop(P::DropContext* context);
  const ast::Decl* Waive(P::WaiveContext* context);
  const ast::Decl* Fixture(P::FixtureContext* context);
  const ast::Decl* Test(P::TestContext* context);
  ast::Given GivenOf(P::GivenContext* context);
  void GivenAnswer(P::GivenAnswerContext* context, ast::Given& given);
  // Whether the word is `pass`; nothing, with a report, where it is not `fail` either.
  std::optional<bool> AnswerWord(P::WordContext* context);
  void GivenState(P::GivenContext* context, ast::Given& given);
  ast::Expect ExpectOf(P::ExpectContext* context);

  // ------------------------------------------------ expressions: build_expr.cpp
  const ast::Expr* Expr(P::ExprContext* context);
  const ast::Expr* InParentheses(P::ExprContext* context);  // `else` too
  const ast::Expr* Logic(P::LogicContext* context);
  const ast::Expr* Term(P::TermContext* context);
  void CheckCondition(const ast::Expr& operand);
  const ast::Expr* NotTerm(P::TermContext* context);
  const ast::Expr* Comparison(P::ComparisonContext* context);
  const ast::Expr* Tail(const ast::Expr* left, Node* whole, P::ComparisonTailContext* context);
  const ast::Expr* Presence(const ast::Expr* left, const Span& span, P::ComparisonTailContext* context);
  const ast::Expr* Compare(ast::CompareOp op, const Span& op_span, const ast::Expr* left, const ast::Expr* right,
                           const Span& span);
  const ast::Expr* Sum(P::SumContext* context);
  const ast::Expr* Mask(P::SumContext* context);
  void CheckHyphen(const antlr4::Token* sign, Node* left, Node* right);
  const ast::Expr* Postfix(P::PostfixContext* context);
  ast::Step StepOf(P::StepContext* context);
  std::vector<ast::Arg> ArgsOf(P::ArgsContext* context);
  const ast::Expr* Primary(P::PrimaryContext* context);
  const ast::Expr* Count(P::PrimaryContext* context);
  const ast::Expr* NameExprOf(P::NameContext* context);
  const ast::Expr* Quantified(P::QuantifierContext* context);
  ast::Binding BindingOf(P::BindingContext* context);
  const ast::Expr* Braces(P::BracesContext* context);
  const ast::Expr* List(P::PrimaryContext* context);
  std::vector<const ast::Expr*> Items(const std::vector<P::ExprContext*>& contexts, const Span& span);
  const ast::Expr* Path(P::PathContext* context);
  const ast::Expr* GivenClaim(P::ClaimContext* context);
  ast::Literal LiteralOf(P::LiteralContext* context);
  const ast::Expr* Poison(const Span& span);
  // Reports a list or chain longer than its limit.
  bool WithinList(std::size_t count, const Span& span);
  bool WithinChain(std::size_t count, const Span& span);

  template <class T>
  T* NewExpr(const Span& span) {
    T* node = file_.arena.NewExpr<T>();
    node->span = span;
    return node;
  }

  const SourceFile& source_;
  diag::Sink& sink_;
  ast::File& file_;
  LiteralReader literals_;
};

}  // namespace mps::parse
