// Tables of statements; see statements.h.
#include "parse/statements.h"

#include <array>

#include "MpsParser.h"

namespace mps::parse {
namespace {

using P = grammar::MpsParser;

constexpr std::array<StatementList, 14> kLists = {{
    {P::RuleFile, "a declaration", "", false},
    {P::RuleRecordBody, "a field", "record", true},
    {P::RuleEnvironmentBody, "a clause of `environment`", "environment", false},
    {P::RuleEndorserBody, "a clause of `endorser`", "endorser", false},
    {P::RuleLevelBody, "a clause of `level`", "level", false},
    {P::RuleSectionBody, "a clause of `section`", "section", false},
    {P::RuleRuleBody, "a clause of `rule`", "rule", false},
    {P::RuleGradeBody, "a line of `grade`", "grade", true},
    {P::RuleConfigurationBody, "a clause of `configuration`", "configuration", false},
    {P::RuleEndorsementBody, "a clause of `endorsement`", "endorsement", false},
    {P::RuleFixtureBody, "a `given`", "fixture", false},
    {P::RuleTestBody, "`given` or `expect`", "test", false},
    {P::RuleBraces, "", "", false},
    {P::RuleDomainSet, "", "", false},
}};

std::size_t TypeAt(const std::vector<Tok>& tokens, std::size_t i) {
  return i < tokens.size() ? tokens[i].type : antlr4::Token::EOF;
}

bool OneOf(std::size_t type, std::initializer_list<std::size_t> types) {
  for (const std::size_t each : types) {
    if (type == each) return true;
  }
  return false;
}

}  // namespace

const StatementList* StatementListOf(std::size_t rule) {
  for (const StatementList& list : kLists) {
    if (list.rule == rule && !list.noun.empty()) return &list;
  }
  return nullptr;
}

bool LooksLikeDeclaration(const std::vector<Tok>& tokens, std::size_t i) {
  const std::size_t word = TypeAt(tokens, i), next = TypeAt(tokens, i + 1), after = TypeAt(tokens, i + 2);
  const bool named = IsName(next);
  switch (word) {
    case Lex::K_RULE:
    case Lex::K_SECTION:
    case Lex::K_TEST:
      return IsText(next);
    case Lex::K_TEMPLATE:
      return named && after == Lex::LPAREN;
    case Lex::K_DEFINE:
      return named && OneOf(after, {Lex::LPAREN, Lex::COLON, Lex::ASSIGN});
    case Lex::K_PARAM:
      return named && after == Lex::COLON;
    case Lex::K_SET:
      return named && OneOf(after, {Lex::K_OF, Lex::ASSIGN, Lex::K_FROM});
    case Lex::K_TABLE:
      return named && after == Lex::K_OF;
    case Lex::K_ENVIRONMENT:
      return named && OneOf(after, {Lex::COLON, Lex::K_MANY});
    case Lex::K_SCHEMA:
    case Lex::K_RECORD:
      return named && (OneOf(after, {Lex::LBRACE, Lex::K_OPEN}) || IsText(after));
    case Lex::K_ENUM:
      return named && OneOf(after, {Lex::LBRACE, Lex::K_OPEN});
    case Lex::K_TYPE:
      return named && after == Lex::ASSIGN;
    case Lex::K_IMPORT:
      return (named && after == Lex::K_VERSION) || (IsText(next) && after == Lex::K_AS);
    case Lex::K_FIXTURE:
      return named && after == Lex::LBRACE;
    case Lex::K_ENDORSER:
    case Lex::K_CONFIGURATION:
      return named && (after == Lex::LBRACE || IsText(after));
    case Lex::K_ENDORSEMENT:
      return named && after == Lex::K_BY;
    case Lex::K_ANSWER:
      return IsText(next) && after == Lex::K_BY;
    case Lex::K_LEVEL:
      return named && (OneOf(after, {Lex::LBRACE, Lex::K_EXTENDS}) || IsText(after));
    default:
      return false;
  }
}

bool IsStatementWord(std::size_t type) {
  switch (type) {
    case Lex::K_TITLE:
    case Lex::K_DESCRIPTION:
    case Lex::K_PUBLISHER:
    case Lex::K_SOURCE:
    case Lex::K_NOTE:
    case Lex::K_SUPERSEDES:
    case Lex::K_REFS:
    case Lex::K_IMPORT:
    case Lex::K_TYPE:
    case Lex::K_ENUM:
    case Lex::K_RECORD:
    case Lex::K_SCHEMA:
    case Lex::K_ENVIRONMENT:
    case Lex::K_ENDORSER:
    case Lex::K_LEVEL:
    case Lex::K_PARAM:
    case Lex::K_SET:
    case Lex::K_TABLE:
    case Lex::K_DEFINE:
    case Lex::K_TEMPLATE:
    case Lex::K_WHEN:
    case Lex::K_SECTION:
    case Lex::K_RULE:
    case Lex::K_CONFIGURATION:
    case Lex::K_ENDORSEMENT:
    case Lex::K_ANSWER:
    case Lex::K_FIXTURE:
    case Lex::K_TEST:
    case Lex::K_DROP:
    case Lex::K_WAIVE:
    case Lex::K_RATIONALE:
    case Lex::K_MANUAL:
    case Lex::K_DEPRECATED:
    case Lex::K_SEVERITY:
    case Lex::K_REQUIRE:
    case Lex::K_GRADE:
    case Lex::K_USE:
    case Lex::K_FIX:
    case Lex::K_ALLOW:
    case Lex::K_LAYER:
    case Lex::K_KEY:
    case Lex::K_PARENT:
    case Lex::K_MAY:
    case Lex::K_ACCEPT:
    case Lex::K_REGISTERED:
    case Lex::K_INCLUDE:
    case Lex::K_THEN:
    case Lex::K_GIVEN:
    case Lex::K_EXPECT:
      return true;
    default:
      return false;
  }
}

namespace {

// Does a token ask for an operand after it?
bool AsksForOperand(std::size_t type) {
  return OneOf(type, {Lex::DOT,       Lex::COMMA,      Lex::ASSIGN, Lex::COLON, Lex::EQ,    Lex::NE,      Lex::LT,
                      Lex::LE,        Lex::GT,         Lex::GE,     Lex::PLUS,  Lex::MINUS, Lex::AMP,     Lex::RANGE,
                      Lex::K_AND,     Lex::K_OR,       Lex::K_NOT,  Lex::K_IN,  Lex::K_OF,  Lex::K_WHERE, Lex::K_WITHIN,
                      Lex::K_MATCHES, Lex::K_CONTAINS, Lex::LPAREN, Lex::LBRACK});
}

// Is what follows the word something that may follow it in a statement?
bool FollowFits(std::size_t word, std::size_t next) {
  switch (word) {
    case Lex::K_TITLE:
    case Lex::K_DESCRIPTION:
    case Lex::K_PUBLISHER:
    case Lex::K_SOURCE:
    case Lex::K_NOTE:
    case Lex::K_RATIONALE:
    case Lex::K_MANUAL:
    case Lex::K_DEPRECATED:
    case Lex::K_REGISTERED:
    case Lex::K_SECTION:
    case Lex::K_RULE:
    case Lex::K_TEST:
    case Lex::K_DROP:
    case Lex::K_WAIVE:
    case Lex::K_ANSWER:
    case Lex::K_SUPERSEDES:
      return IsText(next);
    case Lex::K_GRADE:
      return next == Lex::LBRACE;
    case Lex::K_WHEN:
    case Lex::K_REQUIRE:
      return BeginsExpression(next);
    case Lex::K_EXPECT:
    case Lex::K_IMPORT:
      return IsText(next) || IsName(next);
    default:
      return IsWord(next);
  }
}

}  // namespace

bool CouldBeginStatement(const std::vector<Tok>& tokens, std::size_t i) {
  const std::size_t next = TypeAt(tokens, i + 1);
  const bool fits = FollowFits(tokens[i].type, next);
  const bool operand = i > 0 && AsksForOperand(tokens[i - 1].type);
  if (operand) return tokens[i].first && fits && IsStatementWord(tokens[i].type);
  if (fits) return true;
  // At the beginning of a line it is one, though a faulty one, unless it goes on like an expression or an argument.
  const bool goes_on =
      OneOf(next, {Lex::DOT, Lex::ASSIGN, Lex::COLON, Lex::COMMA, Lex::RPAREN, Lex::RBRACK, Lex::EQ, Lex::NE, Lex::LT,
                   Lex::LE, Lex::GT, Lex::GE, Lex::AMP, Lex::K_AND, Lex::K_OR, Lex::K_IN, Lex::K_IS, Lex::K_ELSE});
  return tokens[i].first && IsStatementWord(tokens[i].type) && !goes_on;
}

bool TakenForName(const std::vector<Tok>& tokens, std::size_t i) {
  if (i < 2 || i > tokens.size()) return false;
  const Tok& word = tokens[i - 1];
  return word.first && IsStatementWord(word.type) && FollowFits(word.type, TypeAt(tokens, i)) &&
         (AsksForOperand(tokens[i - 2].type) || OneOf(tokens[i - 2].type, {Lex::K_REQUIRE, Lex::K_WHEN}));
}

std::string_view FormOf(std::size_t rule) {
  switch (rule) {
    case P::RuleMpsHead:
      return "mps \"Name\" version 1.0.0 language 1";
    case P::RuleLibraryHead:
      return "library name version 1.0.0 language 1";
    case P::RuleTailorHead:
      return "tailor \"Name\" version 1.0.0 of \"Base\" version 1.0.0 sha256'...' language 1";
    case P::RuleEndorsementsHead:
      return "endorsements \"Name\" version 1.0.0 of \"Base\" version 1.0.0 sha256'...' language 1";
    case P::RuleTestsHead:
      return "tests of \"file.mps\" language 1";
    case P::RuleImportDecl:
      return "import linux version 1.0   or   import \"file.mps\" as name sha256'...'";
    case P::RuleTypeDecl:
      return "type name = int in 0..9 \"what it is\"";
    case P::RuleEnumDecl:
      return "enum name { \"one\", \"two\" }";
    case P::RuleRecordDecl:
      return "record name { field : type }";
    case P::RuleField:
      return "name : type   or   name? : list of text \"what it is\"";
    case P::RuleEnvironment:
      return "environment name : schema { layer os }";
    case P::RuleEndorser:
      return "endorser name { key thumbprint sha256'...' may endorse path }";
    case P::RuleLevelDecl:
      return "level L2 \"what it asks\" extends L1";
    case P::RuleParam:
      return "param name : int in 1..6 = 4 stricter lower \"what it is\"";
    case P::RuleSetDecl:
      return "set name of text = { \"a\", \"b\" }   or   set name of text from \"file\" sha256'...'";
    case P::RuleTableDecl:
      return "table name of text to set of digest from \"file\" sha256'...'";
    case P::RuleFormal:
      return "name : type   or   name : type = default";
    case P::RuleDefine:
      return "define name(argument : type) : type = expression";
    case P::RuleTemplateDecl:
      return "template name(argument : type) \"what it asks\" { ... }";
    case P::RuleSection:
      return "section \"5.1\" \"Title\" { ... }";
    case P::RuleRuleDecl:
      return "rule \"5.1.1\" name { ... }";
    case P::RuleGradeLine:
      return "affirming when condition   or   otherwise contraindicated";
    case P::RuleConfiguration:
      return "configuration name { include path }";
    case P::RuleEndorsement:
      return "endorsement name by endorser { when condition then path = value }";
    case P::RuleAnswer:
      return "answer \"1.1.1\" by endorser pass because \"what was seen\"";
    case P::RuleDrop:
      return "drop \"1.1.1\" because \"why\"";
    case P::RuleWaive:
      return "waive \"1.1.1\" until 2027-01-01 because \"why\" approved \"by whom\"";
    case P::RuleFixture:
      return "fixture name { given path = value }";
    case P::RuleTest:
      return "test \"what is tried\" { given path = value  expect \"1.1.1\" pass }";
    case P::RuleGiven:
      return "given path = value   or   given path is absent";
    case P::RuleExpect:
      return "expect \"1.1.1\" pass   or   expect level L1 pass";
    case P::RuleBinding:
      return "x in collection where condition";
    default:
      return {};
  }
}

}  // namespace mps::parse
