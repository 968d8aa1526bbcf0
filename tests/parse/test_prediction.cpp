// Prediction stays cheap: on good sources no decision needs full context, none is ambiguous, and none looks far ahead.
// This is what keeps adaptive prediction from blowing up on hostile ones.
#include <catch2/catch.hpp>

#include "MpsParser.h"
#include "parse/cases.h"
#include "parse/lex.h"

namespace mps::parse {

TEST_CASE("no decision of the grammar looks far ahead or needs full context", "[prediction]") {
  for (const char* name : {"definition", "endorsements", "expressions", "layout", "library", "tailor", "tests"}) {
    SourceManager sources;
    diag::Sink sink;
    const TokenList list =
        LexAndMend(sources.Add(name, test::ReadFile(test::SuiteFolder() + "/golden/" + name + ".mps")), sink);
    REQUIRE(list.tokens.size() > 10);
    TokenVectorStream stream(list.tokens);
    grammar::MpsParser parser(&stream);
    parser.removeErrorListeners();
    parser.setProfile(true);
    parser.file();
    for (const antlr4::atn::DecisionInfo& decision : parser.getParseInfo().getDecisionInfo()) {
      const std::size_t rule = parser.getATN().decisionToState[decision.decision]->ruleIndex;
      INFO(name << ": " << parser.getRuleNames()[rule]);
      // The `when` after a waiver is the waiver's, though one could stand alone: a choice of two tokens ahead.
      if (rule == grammar::MpsParser::RuleWaive) continue;
      CHECK(decision.LL_Fallback == 0);
      CHECK(decision.ambiguities.empty());
      // `given host.a...` is told from `given level L1` by what follows the name.
      CHECK(decision.SLL_MaxLook <= 8);
    }
  }
}

}  // namespace mps::parse
