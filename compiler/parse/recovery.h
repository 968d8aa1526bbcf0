// The error strategies of the two parsing runs: the first gives up at once, the second reports and goes on with the
// next statement.
#pragma once

#include <antlr4-runtime.h>

#include <cstddef>
#include <vector>

#include "ast/literal.h"
#include "diag/sink.h"
#include "parse/tokens.h"
#include "source/source.h"

namespace mps::parse {

// Ends the run with antlr4::ParseCancellationException at the first fault. Never mends.
class GiveUp : public antlr4::ANTLRErrorStrategy {
 public:
  void reset(antlr4::Parser*) override {}
  antlr4::Token* recoverInline(antlr4::Parser*) override;
  void recover(antlr4::Parser*, std::exception_ptr) override;
  void sync(antlr4::Parser*) override {}
  bool inErrorRecoveryMode(antlr4::Parser*) override { return false; }
  void reportMatch(antlr4::Parser*) override {}
  void reportError(antlr4::Parser*, const antlr4::RecognitionException&) override {}
};

// Reports each fault once, in our own words (explain.h), and skips to the next statement of the same list: never
// deletes or puts in a token. A fault inside a statement unwinds to that statement; one between statements is handled
// in the list's loop. After limit::kDiagnostics faults the run is ended with ParseCancellationException.
class NextStatement : public antlr4::ANTLRErrorStrategy {
 public:
  NextStatement(const SourceFile& source, const TokenList& list, diag::Sink& sink);

  void reset(antlr4::Parser*) override {}
  antlr4::Token* recoverInline(antlr4::Parser* parser) override;
  void recover(antlr4::Parser* parser, std::exception_ptr e) override;
  void sync(antlr4::Parser* parser) override;
  bool inErrorRecoveryMode(antlr4::Parser*) override { return unwinding_; }
  void reportMatch(antlr4::Parser*) override {}
  void reportError(antlr4::Parser* parser, const antlr4::RecognitionException& e) override;

  // Names of declarations that could not be read: nothing should be said of their uses.
  std::vector<ast::Name> TakeBroken() { return std::move(broken_); }

 private:
  void ReportAt(antlr4::Parser* parser, std::size_t index, antlr4::RuleContext* context);
  void SkipStatement(antlr4::Parser* parser, std::size_t start, const antlr4::misc::IntervalSet& starts, bool any_word);
  bool Misspelt(const Tok& tok, const antlr4::misc::IntervalSet& starts) const;
  void NoteBroken(std::size_t start);

  const SourceFile& source_;
  const TokenList& list_;
  diag::Sink& sink_;
  std::vector<std::uint16_t> depth_;    // brackets open before each token
  std::size_t decision_index_ = 0;      // the token at which decisions_ were taken
  std::vector<std::size_t> decisions_;  // states visited without consuming a token: what could have stood here
  std::vector<ast::Name> broken_;
  std::size_t faults_ = 0;
  std::size_t went_back_ = SIZE_MAX;  // the token from which recovery last went back by one
  bool unwinding_ = false;
};

}  // namespace mps::parse
