// What MpsParser derives from (MpsParser.g4, superClass): ANTLR's parser, with a bound on how deeply some rules nest.
// A parse listener could count as well, but ANTLR would then tell it of every rule of every node.
#pragma once

#include <antlr4-runtime.h>

#include <cstddef>
#include <vector>

namespace mps::grammar {

// Thrown where the bound is passed; `token` is the first one that is too deep. Whoever starts the parser catches it.
struct TooDeep {
  std::size_t token;
};

class GuardedParser : public antlr4::Parser {
 public:
  using Parser::Parser;

  // Rules of which at most `most` may be open at one time, together.
  void Guard(const std::vector<std::size_t>& rules, std::size_t most) {
    for (const std::size_t rule : rules) {
      guarded_.resize(std::max(guarded_.size(), rule + 1));
      guarded_[rule] = true;
    }
    most_ = most;
  }
  // For another run after one that was broken off.
  void ResetDepth() { depth_ = 0; }

  void enterRule(antlr4::ParserRuleContext* context, size_t state, size_t rule) override {
    Parser::enterRule(context, state, rule);
    if (IsGuarded(rule) && ++depth_ > most_) throw TooDeep{context->getStart()->getTokenIndex()};
  }
  void exitRule() {  // hides ANTLR's, which the generated code would call
    if (IsGuarded(_ctx->getRuleIndex())) --depth_;
    Parser::exitRule();
  }

 private:
  bool IsGuarded(std::size_t rule) const { return rule < guarded_.size() && guarded_[rule]; }

  std::vector<bool> guarded_;
  std::size_t depth_ = 0, most_ = 0;
};

}  // namespace mps::grammar
