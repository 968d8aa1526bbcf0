// A build step: turns the lexer that ANTLR made of MpsLexer.g4 into the tables of a finite automaton, which the
// compiler walks in place of ANTLR's simulation (compiler/parse/scanner.h). The grammar stays the one description of
// tokens; tests/parse compares both lexers. Usage: make_lexer_tables OUT.inc
//
// The automaton is the subset construction over ANTLR's network. REQUIRES: one mode, no predicates, no non-greedy
// loops, no recursion of fragments; anything else ends the build. Of rules that match equally much the first one wins.
#include <antlr4-runtime.h>

#include <cstdio>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

#include "MpsLexer.h"

namespace {

using antlr4::atn::ATNState;
using antlr4::atn::Transition;

constexpr int kSymbols = 128;  // LexerBytes gives no others
constexpr std::size_t kMostReturns = 8;
constexpr int kToken = 0, kComment = 1, kNothing = 2;  // what becomes of a match

// A place in the network: rule of the token, state, and where the fragments that were entered return to.
struct Config {
  std::size_t rule;
  std::size_t state;
  std::vector<std::size_t> returns;
  bool operator<(const Config& other) const {
    return std::tie(rule, state, returns) < std::tie(other.rule, other.state, other.returns);
  }
};
using Configs = std::set<Config>;

class Automaton {
 public:
  explicit Automaton(const antlr4::atn::ATN& atn) : atn_(atn) {
    if (atn.modeToStartState.size() != 1) throw std::runtime_error("more than one mode");
    Configs start;
    for (const auto& transition : Transitions(*atn.modeToStartState[0])) {
      Close({transition->target->ruleIndex, transition->target->stateNumber, {}}, start);
    }
    StateOf(start);
    for (std::size_t i = 0; i < sets_.size(); ++i) {
      std::vector<std::size_t> row;
      for (int symbol = 0; symbol < kSymbols; ++symbol) row.push_back(StateOf(Step(sets_[i], symbol)));
      rows_.push_back(std::move(row));
    }
  }

  const std::vector<std::vector<std::size_t>>& rows() const { return rows_; }
  std::size_t start() const { return 1; }

  // The rule that a state accepts, or none.
  std::size_t Accepts(std::size_t state) const {
    for (const Config& config : sets_[state]) {  // ordered by rule
      ATNState& at = *atn_.states[config.state];
      if (at.getStateType() == ATNState::RULE_STOP && config.returns.empty()) return config.rule;
    }
    return SIZE_MAX;
  }

  // What the rule's commands say: kToken, kComment or kNothing.
  int FateOf(std::size_t rule) const {
    int fate = kToken;
    for (const ATNState* state : atn_.states) {
      if (state == nullptr || state->ruleIndex != rule) continue;
      for (const auto& transition : Transitions(*state)) {
        if (transition->getSerializationType() != Transition::ACTION) continue;
        const auto& action = static_cast<const antlr4::atn::ActionTransition&>(*transition);
        const auto kind = atn_.lexerActions.at(action.actionIndex)->getActionType();
        if (kind == antlr4::atn::LexerActionType::SKIP) {
          fate = kNothing;
        } else if (kind == antlr4::atn::LexerActionType::CHANNEL) {
          fate = kComment;
        } else {
          throw std::runtime_error("a command other than skip and channel");
        }
      }
    }
    return fate;
  }

 private:
  static const decltype(ATNState::transitions)& Transitions(const ATNState& state) { return state.transitions; }

  std::size_t StateOf(const Configs& configs) {
    if (sets_.empty()) Add({});  // state 0: nothing matches any more
    const auto found = numbers_.find(configs);
    return found != numbers_.end() ? found->second : Add(configs);
  }
  std::size_t Add(const Configs& configs) {
    numbers_.emplace(configs, sets_.size());
    sets_.push_back(configs);
    return sets_.size() - 1;
  }

  void Close(const Config& config, Configs& out) const {
    if (!out.insert(config).second) return;
    ATNState& state = *atn_.states[config.state];
    if (state.getStateType() == ATNState::RULE_STOP) {
      if (config.returns.empty()) return;
      Config back{config.rule, config.returns.back(), config.returns};
      back.returns.pop_back();
      return Close(back, out);
    }
    const auto* decision = dynamic_cast<const antlr4::atn::DecisionState*>(&state);
    if (decision != nullptr && decision->nonGreedy) throw std::runtime_error("a non-greedy loop");
    for (const auto& transition : Transitions(state)) {
      Config next{config.rule, transition->target->stateNumber, config.returns};
      switch (transition->getSerializationType()) {
        case Transition::RULE:
          if (next.returns.size() == kMostReturns) throw std::runtime_error("fragments nest too deeply");
          next.returns.push_back(static_cast<const antlr4::atn::RuleTransition&>(*transition).followState->stateNumber);
          Close(next, out);
          break;
        case Transition::EPSILON:
        case Transition::ACTION:
          Close(next, out);
          break;
        case Transition::PREDICATE:
        case Transition::PRECEDENCE:
          throw std::runtime_error("a predicate");
        default:
          break;  // reads a symbol: Step
      }
    }
  }

  Configs Step(const Configs& from, int symbol) const {
    Configs out;
    for (const Config& config : from) {
      for (const auto& transition : Transitions(*atn_.states[config.state])) {
        if (!transition->isEpsilon() && transition->matches(static_cast<std::size_t>(symbol), 0, 0x10FFFF))
          Close({config.rule, transition->target->stateNumber, config.returns}, out);
      }
    }
    return out;
  }

  const antlr4::atn::ATN& atn_;
  std::map<Configs, std::size_t> numbers_;
  std::vector<Configs> sets_;
  std::vector<std::vector<std::size_t>> rows_;
};

template <class Item>
void Print(std::FILE* out, const char* type, const std::string& name, const std::vector<Item>& items) {
  std::fprintf(out, "inline constexpr %s %s[%zu] = {", type, name.c_str(), items.size());
  for (std::size_t i = 0; i < items.size(); ++i)
    std::fprintf(out, "%s%lu,", i % 32 == 0 ? "\n" : "", static_cast<unsigned long>(items[i]));
  std::fprintf(out, "};\n");
}

void Write(const Automaton& automaton, const mps::grammar::MpsLexer& lexer, std::FILE* out) {
  const antlr4::atn::ATN& atn = lexer.getATN();
  const antlr4::dfa::Vocabulary& vocabulary = lexer.getVocabulary();
  // Symbols with equal columns share one class.
  std::map<std::vector<std::size_t>, std::size_t> columns;
  std::vector<std::size_t> classes, next, accepts, fates;
  for (int symbol = 0; symbol < kSymbols; ++symbol) {
    std::vector<std::size_t> column;
    for (const auto& row : automaton.rows()) column.push_back(row[static_cast<std::size_t>(symbol)]);
    classes.push_back(columns.emplace(std::move(column), columns.size()).first->second);
  }
  for (std::size_t state = 0; state < automaton.rows().size(); ++state) {
    std::vector<std::size_t> row(columns.size());
    for (std::size_t symbol = 0; symbol < kSymbols; ++symbol) row[classes[symbol]] = automaton.rows()[state][symbol];
    next.insert(next.end(), row.begin(), row.end());
    const std::size_t rule = automaton.Accepts(state);
    accepts.push_back(rule == SIZE_MAX ? 0 : atn.ruleToTokenType.at(rule));
    fates.push_back(rule == SIZE_MAX ? 0 : static_cast<std::size_t>(automaton.FateOf(rule)));
  }
  if (automaton.rows().size() > 0xFFFF) throw std::runtime_error("too many states");
  std::fprintf(out, "// Made by make_lexer_tables of MpsLexer.g4; see there.\n#include <string_view>\n");
  std::fprintf(out, "namespace mps::parse::tables {\ninline constexpr unsigned kStartState = %zu;\n",
               automaton.start());
  std::fprintf(out, "inline constexpr unsigned kComment = %d, kNothing = %d;\n", kComment, kNothing);
  std::fprintf(out, "inline constexpr unsigned kClasses = %zu;\n", columns.size());
  Print(out, "unsigned char", "kClassOf", classes);
  Print(out, "unsigned short", "kNextState", next);         // [state * kClasses + class]; 0: nothing matches
  Print(out, "unsigned short", "kAcceptedToken", accepts);  // token type, or 0
  Print(out, "unsigned char", "kAcceptedFate", fates);      // kComment, kNothing, or 0
  std::fprintf(out, "inline constexpr std::string_view kSpelling[] = {\n\"\"");
  for (std::size_t type = 1; type <= vocabulary.getMaxTokenType(); ++type) {
    const std::string quoted = vocabulary.getLiteralName(type);  // 'rule'
    std::fprintf(out, ", \"%s\"", quoted.size() > 2 ? quoted.substr(1, quoted.size() - 2).c_str() : "");
  }
  std::fprintf(out, "};\n}  // namespace mps::parse::tables\n");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::FILE* out = std::fopen(argv[1], "w");
  if (out == nullptr) return 1;
  try {
    antlr4::ANTLRInputStream nothing("");
    const mps::grammar::MpsLexer lexer(&nothing);
    const Automaton automaton(lexer.getATN());
    Write(automaton, lexer, out);
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "make_lexer_tables: %s\n", fault.what());
    return 1;
  }
  return std::fclose(out) == 0 ? 0 : 1;
}
