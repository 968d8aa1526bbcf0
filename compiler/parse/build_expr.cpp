// Operators, loosest first, with what the grammar reads too widely; see build.h.
#include <algorithm>

#include "mps/limits.h"
#include "parse/build.h"

namespace mps::parse {

using diag::Id;

const ast::Expr* Builder::Poison(const Span& span) { return NewExpr<ast::ErrorExpr>(span); }

bool Builder::WithinList(std::size_t count, const Span& span) {
  if (count <= limit::kListItems) return true;
  Report(Id::kListTooLong, span, {static_cast<std::int64_t>(limit::kListItems), static_cast<std::int64_t>(count)})
      .WithHelp("keep it in a file: set name of text from \"file\" sha256'...'");
  return false;
}

bool Builder::WithinChain(std::size_t count, const Span& span) {
  if (count <= limit::kChain) return true;
  Report(Id::kChainTooLong, span, {static_cast<std::int64_t>(limit::kChain), static_cast<std::int64_t>(count)})
      .WithHelp("use a set and `in`, or name parts of it with `define`");
  return false;
}

// `else` belongs directly inside parentheses, so here it has none of its own.
const ast::Expr* Builder::Expr(P::ExprContext* context) {
  if (context->quantifier() != nullptr) return Quantified(context->quantifier());
  if (context->K_ELSE() == nullptr) return Logic(context->logic(0));
  const Span span = SpanOf(context);
  const std::string seen = Spelt(span);
  auto& d = Report(Id::kBareElse, SpanOf(context->K_ELSE()));
  // `x else d == v` was meant as `(x else d) == v`: the parentheses end after the first operand.
  if (seen.size() < 60 && seen.find('\n') == std::string::npos)
    d.WithHelp("put parentheses around the value and its default: (" + Spelt(SpanOf(context->logic(0))) + " else ...)");
  else
    d.WithHelp("put parentheses around the value and its default: (x else d)");
  return Poison(span);
}

const ast::Expr* Builder::InParentheses(P::ExprContext* context) {
  if (context->K_ELSE() == nullptr) return Expr(context);
  auto* out = NewExpr<ast::ElseExpr>(SpanOf(context));
  out->value = Logic(context->logic(0));
  out->fallback = Logic(context->logic(1));
  return out;
}

const ast::Expr* Builder::Logic(P::LogicContext* context) {
  const std::vector<P::TermContext*> terms = context->term();
  if (terms.size() == 1) return Term(terms[0]);
  const Span span = SpanOf(context);
  if (!WithinChain(terms.size(), span)) return Poison(span);
  const std::vector<antlr4::tree::TerminalNode*> ands = context->K_AND(), ors = context->K_OR();
  if (!ands.empty() && !ors.empty()) {
    const bool and_first = SpanOf(ands[0]).begin < SpanOf(ors[0]).begin;
    antlr4::tree::TerminalNode* second = and_first ? ors[0] : ands[0];
    Report(Id::kMixedLogic, SpanOf(second))
        .At("and here the other")
        .WithLabel(SpanOf(and_first ? ands[0] : ors[0]), "one of them here")
        .WithHelp("say what belongs together with parentheses: (a and b) or c, or a and (b or c)");
    return Poison(span);
  }
  auto* out = NewExpr<ast::LogicExpr>(span);
  out->op = ors.empty() ? ast::LogicOp::kAnd : ast::LogicOp::kOr;
  out->operands.reserve(terms.size());
  for (P::TermContext* term : terms) out->operands.push_back(Term(term));
  for (const ast::Expr* operand : out->operands) CheckCondition(*operand);
  return out;
}

// `x == "a" or "b"`: the second is no condition by itself.
void Builder::CheckCondition(const ast::Expr& operand) {
  if (operand.kind != ast::ExprKind::kLiteral || operand.As<ast::LiteralExpr>().value.kind == ast::LiteralKind::kBool)
    return;
  Report(Id::kValueAsCondition, operand.span, {Spelt(operand.span)})
      .WithHelp("one of several values is tested with a set: x in { \"a\", \"b\" }");
}

const ast::Expr* Builder::Term(P::TermContext* context) {
  return context->K_NOT() != nullptr ? NotTerm(context) : Comparison(context->comparison());
}

// `not` takes a name, a call, or parentheses.
const ast::Expr* Builder::NotTerm(P::TermContext* context) {
  const Span span = SpanOf(context), word = SpanOf(context->K_NOT());
  P::ComparisonContext* comparison = context->comparison();
  const std::vector<P::ComparisonTailContext*> tails = comparison->comparisonTail();
  const bool simple = tails.empty() && comparison->sum()->postfix().size() == 1;
  if (simple) {
    auto* out = NewExpr<ast::NotExpr>(span);
    out->operand = Comparison(comparison);
    return out;
  }
  auto& d = Report(Id::kNotComparison, word);
  P::ComparisonTailContext* tail = tails.empty() ? nullptr : tails[0];
  if (tail != nullptr && tail->EQ() != nullptr)
    d.WithHelp("write a != b, or not (a == b)");
  else if (tail != nullptr && tail->K_IN() != nullptr)
    d.WithHelp("write x not in s");
  else if (tail != nullptr && tail->K_IS() != nullptr)
    d.WithHelp("write `is absent` for `not ... is present`");
  else
    d.WithHelp("put parentheses around the comparison: not (" + Spelt(SpanOf(comparison)) + ")");
  return Poison(span);
}

const ast::Expr* Builder::Comparison(P::ComparisonContext* context) {
  const std::vector<P::ComparisonTailContext*> tails = context->comparisonTail();
  const ast::Expr* left = Sum(context->sum());
  if (tails.empty()) return left;
  if (tails.size() == 1) return Tail(left, context, tails[0]);
  const Span span = SpanOf(context);
  Report(Id::kChainedComparison, SpanOf(tails[1]->getStart()))
      .WithLabel(SpanOf(tails[0]->getStart()), "the first comparison")
      .WithHelp("compare two values at a time and join with `and`; between two bounds, both included: x in lo..hi");
  return Poison(span);
}

const ast::Expr* Builder::Compare(ast::CompareOp op, const Span& op_span, const ast::Expr* left, const ast::Expr* right,
                                  const Span& span) {
  auto* out = NewExpr<ast::CompareExpr>(span);
  out->op = op;
  out->op_span = op_span;
  out->left = left;
  out->right = right;
  return out;
}

const ast::Expr* Builder::Tail(const ast::Expr* left, Node* whole, P::ComparisonTailContext* context) {
  using Op = ast::CompareOp;
  const Span span = SpanOf(whole), first = SpanOf(context->getStart());
  if (context->K_IS() != nullptr) return Presence(left, span, context);
  const std::vector<P::SumContext*> sums = context->sum();
  const ast::Expr* right = Sum(sums[0]);
  const bool negated = context->K_NOT() != nullptr;
  if (context->K_IN() != nullptr) {
    if (sums.size() == 2) {
      auto* range = NewExpr<ast::RangeExpr>(Cover(SpanOf(sums[0]), SpanOf(sums[1])));
      range->low = right;
      range->high = Sum(sums[1]);
      right = range;
    }
    return Compare(negated ? Op::kNotIn : Op::kIn, Cover(first, SpanOf(context->K_IN())), left, right, span);
  }
  if (negated) {
    const std::string words = Spelt(Cover(first, {first.file, first.begin, SpanOf(sums[0]).begin}));
    Report(Id::kInfixNot, first, {words.substr(0, words.find_last_not_of(" \t\r\n") + 1)})
        .WithHelp("only `in` has a negated form: write not (" + Spelt(left->span) + " matches ...) and the like");
    return Poison(span);
  }
  const Op op = context->EQ() != nullptr           ? Op::kEq
                : context->NE() != nullptr         ? Op::kNe
                : context->LT() != nullptr         ? Op::kLt
                : context->LE() != nullptr         ? Op::kLe
                : context->GT() != nullptr         ? Op::kGt
                : context->GE() != nullptr         ? Op::kGe
                : context->K_WITHIN() != nullptr   ? Op::kWithin
                : context->K_MATCHES() != nullptr  ? Op::kMatches
                : context->K_CONTAINS() != nullptr ? Op::kContains
                : context->K_STARTS() != nullptr   ? Op::kStartsWith
                                                   : Op::kEndsWith;
  const std::string digits = op == Op::kWithin ? Spelt(right->span) : std::string();
  // `0888` and the like have been reported as no number.
  const bool number =
      digits.find_first_not_of("0123456789") == std::string::npos && (digits == "0" || digits[0] != '0');
  if (op == Op::kWithin && number && right->kind == ast::ExprKind::kLiteral &&
      right->As<ast::LiteralExpr>().value.kind == ast::LiteralKind::kInt) {
    auto& d = Report(Id::kModeHint, right->span, {digits});
    const bool octal = digits.size() <= 4 && digits.find_first_not_of("01234567") == std::string::npos;
    if (octal)
      d.WithHelp("write 0" + std::string(digits.size() < 3 ? 3 - digits.size() : 0, '0') + digits)
          .Suggest(right->span, "0" + std::string(digits.size() < 3 ? 3 - digits.size() : 0, '0') + digits);
    else
      d.WithHelp("permission bits are a 0 and three or four octal digits: 0640, 01777");
  }
  const Span op_span = context->K_WITH() != nullptr ? Cover(first, SpanOf(context->K_WITH())) : first;
  return Compare(op, op_span, left, right, span);
}

// `is present`, `is absent`; anything else after `is` gets its own counsel.
const ast::Expr* Builder::Presence(const ast::Expr* left, const Span& span, P::ComparisonTailContext* context) {
  const ast::Name word = NameOf(context->word());
  const bool negated = context->K_NOT() != nullptr;
  const bool known = word.text == "present" || word.text == "absent";
  if (known && !negated) {
    auto* out = NewExpr<ast::PresenceExpr>(span);
    out->operand = left;
    out->present = word.text == "present";
    return out;
  }
  const Span seen = Cover(SpanOf(context->K_IS()), word.span);
  auto& d = Report(Id::kIsWhat, seen, {Spelt(seen)});
  if (known) {
    const std::string other = word.text == "present" ? "is absent" : "is present";
    d.WithHelp("write `" + other + "`").Suggest(seen, other);
  } else if (word.text == "unknown" || word.text == "error") {
    d.WithHelp("nothing can test for unknown or error: a rule that reads such a claim is itself unknown or in error");
  } else if (word.text == "null" || word.text == "none" || word.text == "None" || word.text == "missing" ||
             word.text == "nil") {
    d.WithHelp(negated ? "write `is present`" : "write `is absent`")
        .Suggest(seen, negated ? "is present" : "is absent");
  } else if (word.text == "empty") {
    d.WithHelp("a text is empty when x == \"\", a collection when count(c) == 0");
  } else if (word.text == "true" || word.text == "false") {
    d.WithHelp(std::string("a truth value stands as it is, or after `not`"));
  } else {
    d.WithHelp("two values are compared with `==` and `!=`");
  }
  return Poison(span);
}

const ast::Expr* Builder::Sum(P::SumContext* context) {
  const std::vector<P::PostfixContext*> operands = context->postfix();
  if (operands.size() == 1) return Postfix(operands[0]);
  const Span span = SpanOf(context);
  if (!WithinChain(operands.size(), span)) return Poison(span);
  if (!context->AMP().empty()) return Mask(context);
  auto* out = NewExpr<ast::SumExpr>(span);
  out->terms.reserve(operands.size());
  out->terms.push_back({false, Postfix(operands[0]), {span.file, span.begin, span.begin}});
  // Children alternate: operand, sign, operand ...
  for (std::size_t i = 1; i < operands.size(); ++i) {
    const auto* sign = static_cast<antlr4::tree::TerminalNode*>(context->children[2 * i - 1]);
    antlr4::Token* token = const_cast<antlr4::tree::TerminalNode*>(sign)->getSymbol();
    const bool minus = token->getType() == P::MINUS;
    if (minus) CheckHyphen(token, operands[i - 1], operands[i]);
    out->terms.push_back({minus, Postfix(operands[i]), SpanOf(token)});
  }
  return out;
}

const ast::Expr* Builder::Mask(P::SumContext* context) {
  const std::vector<P::PostfixContext*> operands = context->postfix();
  const Span span = SpanOf(context);
  if (operands.size() != 2) {
    Report(Id::kMixedSum, SpanOf(context->AMP(0)))
        .WithHelp("`&` takes two operands: put the rest in parentheses or in a `define`");
    return Poison(span);
  }
  auto* out = NewExpr<ast::MaskExpr>(span);
  out->left = Postfix(operands[0]);
  out->right = Postfix(operands[1]);
  return out;
}

// `a-b` without blanks is far more often a name with a hyphen than a subtraction.
void Builder::CheckHyphen(const antlr4::Token* sign, Node* left, Node* right) {
  const Span at = SpanOf(sign), before = SpanOf(left), after = SpanOf(right);
  const bool tight = before.end == at.begin && at.end == after.begin;
  const bool words = IsWord(left->getStop()->getType()) && IsName(right->getStart()->getType());
  if (!tight || !words) return;
  const Span first = SpanOf(left->getStop());
  const Span name{at.file, first.begin, SpanOf(right->getStart()).end};
  Report(Id::kHyphenName, name, {Spelt(name)})
      .WithHelp("a name with a hyphen is a key, such as [\"" + Spelt(name) +
                "\"], or is spelled with `_`; a subtraction has blanks: " + Spelt(first) + " - " +
                Spelt(SpanOf(right->getStart())));
}

const ast::Expr* Builder::Quantified(P::QuantifierContext* context) {
  auto* out = NewExpr<ast::QuantifierExpr>(SpanOf(context));
  out->quantifier = context->K_ALL() != nullptr   ? ast::Quantifier::kAll
                    : context->K_ANY() != nullptr ? ast::Quantifier::kAny
                    : context->K_NO() != nullptr  ? ast::Quantifier::kNo
                    : context->K_ONE() != nullptr ? ast::Quantifier::kOne
                                                  : ast::Quantifier::kDistinct;
  out->binding = BindingOf(context->binding());
  out->body = Expr(context->expr());
  return out;
}

ast::Binding Builder::BindingOf(P::BindingContext* context) {
  ast::Binding out;
  for (P::NameContext* name : context->name()) out.names.push_back(NameOf(name));
  out.collection = Sum(context->sum());
  if (context->logic() != nullptr) out.where = Logic(context->logic());
  return out;
}

}  // namespace mps::parse
