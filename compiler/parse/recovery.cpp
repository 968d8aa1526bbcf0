// Error strategies; see recovery.h.
#include "parse/recovery.h"

#include <algorithm>

#include "MpsParser.h"
#include "base/edit_distance.h"
#include "mps/limits.h"
#include "parse/explain.h"
#include "parse/explain_words.h"
#include "parse/lex.h"
#include "parse/statements.h"

namespace mps::parse {
namespace {

using antlr4::ParserRuleContext;
using antlr4::atn::ATNState;

std::vector<std::uint16_t> Depths(const std::vector<Tok>& tokens) {
  std::vector<std::uint16_t> depths;
  depths.reserve(tokens.size());
  std::uint16_t depth = 0;
  for (const Tok& tok : tokens) {
    if (IsCloser(tok.type) && depth > 0) --depth;
    depths.push_back(depth);
    if (IsOpener(tok.type)) ++depth;
  }
  return depths;
}

const StatementList* ListOf(const antlr4::RuleContext* context) {
  return context != nullptr ? StatementListOf(context->getRuleIndex()) : nullptr;
}

bool IsLoop(std::size_t type) {
  return type == ATNState::STAR_LOOP_ENTRY || type == ATNState::STAR_LOOP_BACK || type == ATNState::PLUS_LOOP_BACK ||
         type == ATNState::PLUS_BLOCK_START || type == ATNState::STAR_BLOCK_START;
}

// What a list's loop may go on with, without what ends it.
antlr4::misc::IntervalSet StartsOf(antlr4::Parser* parser, std::size_t rule) {
  // The statement rules begin with what may follow the list's opening: ask the loop entry state of the rule.
  for (antlr4::atn::ATNState* state : parser->getATN().states) {
    if (state == nullptr || state->ruleIndex != rule || state->getStateType() != ATNState::STAR_LOOP_ENTRY) continue;
    antlr4::misc::IntervalSet set = parser->getATN().nextTokens(state);
    set.remove(static_cast<std::size_t>(grammar::MpsParser::RBRACE));
    set.remove(antlr4::Token::EOF);
    return set;
  }
  return {};
}

}  // namespace

antlr4::Token* GiveUp::recoverInline(antlr4::Parser*) { throw antlr4::ParseCancellationException(); }
void GiveUp::recover(antlr4::Parser*, std::exception_ptr) { throw antlr4::ParseCancellationException(); }

NextStatement::NextStatement(const SourceFile& source, const TokenList& list, diag::Sink& sink)
    : source_(source), list_(list), sink_(sink), depth_(Depths(list.tokens)) {}

antlr4::Token* NextStatement::recoverInline(antlr4::Parser* parser) { throw antlr4::InputMismatchException(parser); }

void NextStatement::reportError(antlr4::Parser* parser, const antlr4::RecognitionException& e) {
  if (unwinding_) return;
  unwinding_ = true;
  const std::size_t index =
      e.getOffendingToken() != nullptr ? e.getOffendingToken()->getTokenIndex() : parser->getInputStream()->index();
  ReportAt(parser, index, parser->getContext());
}

void NextStatement::recover(antlr4::Parser* parser, std::exception_ptr e) {
  ParserRuleContext* context = parser->getContext();
  const auto* parent = dynamic_cast<ParserRuleContext*>(context->parent);
  const StatementList* list = ListOf(parent);
  if (list == nullptr) {
    // The list itself failed, outside its loop: nothing above can go on inside it.
    if (parent == nullptr) throw antlr4::ParseCancellationException();
    std::rethrow_exception(e);
  }
  unwinding_ = false;
  const std::size_t start = context->getStart()->getTokenIndex();
  NoteBroken(start);
  SkipStatement(parser, start, StartsOf(parser, list->rule), list->any_word);
}

void NextStatement::sync(antlr4::Parser* parser) {
  const std::size_t index = parser->getInputStream()->index();
  if (index != decision_index_) {
    decision_index_ = index;
    decisions_.clear();
  }
  decisions_.push_back(parser->getState());
  const StatementList* list = ListOf(parser->getContext());
  antlr4::atn::ATNState* state = parser->getATN().states[parser->getState()];
  if (list == nullptr || !IsLoop(state->getStateType())) return;
  const antlr4::misc::IntervalSet possible = parser->getATN().nextTokens(state);
  while (!possible.contains(parser->getInputStream()->LA(1))) {
    const std::size_t at = parser->getInputStream()->index();
    ReportAt(parser, at, parser->getContext());
    // A separator between statements is no reason to lose the next one.
    const std::size_t type = list_.tokens[at].type;
    if (type == grammar::MpsParser::COMMA && possible.contains(parser->getInputStream()->LA(2))) {
      parser->getInputStream()->consume();
      continue;
    }
    if (at != went_back_ && TakenForName(list_.tokens, at) && possible.contains(list_.tokens[at - 1].type)) {
      went_back_ = at;
      parser->getInputStream()->seek(at - 1);
      return;
    }
    NoteBroken(at);
    SkipStatement(parser, at, StartsOf(parser, list->rule), list->any_word);
  }
}

// Goes to the next token that begins a statement at the depth of token `start`, or that ends the list.
void NextStatement::SkipStatement(antlr4::Parser* parser, std::size_t start, const antlr4::misc::IntervalSet& starts,
                                  bool any_word) {
  const std::vector<Tok>& tokens = list_.tokens;
  antlr4::TokenStream* stream = parser->getTokenStream();
  const auto begins = [&](std::size_t i) {
    if (depth_[i] != depth_[start]) return false;
    if (!starts.contains(tokens[i].type)) return tokens[i].first && i > start && Misspelt(tokens[i], starts);
    if (!any_word) return CouldBeginStatement(tokens, i);
    const std::size_t next = i + 1 < tokens.size() ? tokens[i + 1].type : antlr4::Token::EOF;
    return tokens[i].first || next == Lex::COLON || next == Lex::QUERY || next == Lex::K_WHEN;
  };
  std::size_t i = std::max<std::size_t>(stream->index(), start);
  // The word before was meant to begin a statement: go back to it, once.
  if (i > start + 1 && i != went_back_ && TakenForName(tokens, i) && starts.contains(tokens[i - 1].type)) {
    went_back_ = i;
    return stream->seek(i - 1);
  }
  // Progress: the first token is behind us, unless a file without a head begins with a statement.
  if (i == start && (start != 0 || !begins(0))) ++i;
  // A closing bracket has the depth of what it closes, so it ends the list.
  while (i + 1 < tokens.size() && depth_[i] >= depth_[start] && !begins(i)) ++i;
  stream->seek(std::min(i, tokens.size() - 1));
}

// A name that is nearly a word with which a statement may begin here, or one for which we have counsel.
bool NextStatement::Misspelt(const Tok& tok, const antlr4::misc::IntervalSet& starts) const {
  if (tok.type != Lex::ID) return false;
  const std::string text(source_.Text(SpanOf(source_, tok)));
  if (CounselFor(text, WordPlace::kStatement) != nullptr) return true;
  std::vector<std::string_view> words;
  for (const ssize_t type : starts.toList()) words.push_back(Spelling(static_cast<std::size_t>(type)));
  return Nearest(text, words).has_value();
}

void NextStatement::NoteBroken(std::size_t start) {
  for (std::size_t i = start + 1; i < start + 3 && i < list_.tokens.size(); ++i) {
    const Tok& tok = list_.tokens[i];
    if (IsText(tok.type)) continue;
    if (IsName(tok.type)) broken_.push_back({std::string(source_.Text(SpanOf(source_, tok))), SpanOf(source_, tok)});
    return;
  }
}

void NextStatement::ReportAt(antlr4::Parser* parser, std::size_t index, antlr4::RuleContext* context) {
  if (++faults_ > limit::kDiagnostics) throw antlr4::ParseCancellationException();
  const Tok& tok = list_.tokens[std::min(index, list_.tokens.size() - 1)];
  const bool closing_of_the_file = tok.type == antlr4::Token::EOF && list_.faulty;
  if (list_.Tainted(tok) || closing_of_the_file) {
    if (list_.faulty) return;  // what is wrong here has been said
  }
  antlr4::misc::IntervalSet possible = parser->getATN().nextTokens(parser->getATN().states[parser->getState()]);
  if (decision_index_ == index) {
    for (const std::size_t state : decisions_)
      possible.addAll(parser->getATN().nextTokens(parser->getATN().states[state]));
  }
  Explain({source_, list_.tokens, index, context, possible, sink_});
}

}  // namespace mps::parse
