// What begins a statement, and where: the tables behind messages such as `expected a clause of rule` and behind
// recovery.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "parse/tokens.h"

namespace mps::parse {

// Does token `i` begin a declaration, by its word and by what follows (`rule "1" ...`, `set x of ...`)?
bool LooksLikeDeclaration(const std::vector<Tok>& tokens, std::size_t i);
// Could token `i`, a word of the grammar, begin a statement, judging by its neighbours? A name used as an operand
// cannot.
bool CouldBeginStatement(const std::vector<Tok>& tokens, std::size_t i);
// A word that begins a clause, declaration or header somewhere in the language.
bool IsStatementWord(std::size_t type);

// Was the word before token `i`, first of its line, meant to begin a statement, and read as an operand, since the line
// before it ends with an operator or a comma?
bool TakenForName(const std::vector<Tok>& tokens, std::size_t i);
// How a declaration or clause is written, by the grammar rule that reads it; empty where there is nothing to show.
std::string_view FormOf(std::size_t rule);

// A list of statements: the grammar rule that holds nothing but the list.
struct StatementList {
  std::size_t rule;            // MpsParser::RuleRuleBody
  std::string_view noun;       // `a clause of `rule``: what is expected in it
  std::string_view enclosing;  // the word of the declaration it belongs to: `rule`
  bool any_word;               // its statements begin with words of the user's (fields, grades)
};
// nullptr where the rule is no such list.
const StatementList* StatementListOf(std::size_t rule);

}  // namespace mps::parse
