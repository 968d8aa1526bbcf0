// Explain: known mistakes first, from the most particular to the least, then what was expected; see explain.h.
#include "parse/explain.h"

#include "parse/explain_statements.h"

namespace mps::parse {
namespace {

class Explainer : public StatementFaults {
 public:
  using StatementFaults::StatementFaults;

  void Run() {
    const bool known = Head() || Dangling() || SignAfterWord() || RuleHead() || Name() || Quantifier() || Operators() ||
                       Brackets() || Case() || ForeignWord() || DomainWithoutIn() || MissingText() || Misspelt() ||
                       Separator() || StatementForm() || BetweenStatements();
    if (!known) Expected();
  }
};

}  // namespace

void Explain(const Fault& fault) { Explainer(fault).Run(); }

}  // namespace mps::parse
