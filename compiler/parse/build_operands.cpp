// Operands: names, paths, calls, literals, and what stands in brackets; see build.h.
#include "mps/limits.h"
#include "parse/build.h"

namespace mps::parse {

using diag::Id;

const ast::Expr* Builder::Postfix(P::PostfixContext* context) {
  const std::vector<P::StepContext*> steps = context->step();
  const ast::Expr* base = Primary(context->primary());
  if (steps.empty()) return base;
  const Span span = SpanOf(context);
  if (!WithinChain(steps.size(), span)) return Poison(span);
  auto* out = NewExpr<ast::PathExpr>(span);
  out->base = base;
  out->steps.reserve(steps.size());
  for (P::StepContext* step : steps) out->steps.push_back(StepOf(step));
  return out;
}

ast::Step Builder::StepOf(P::StepContext* context) {
  ast::Step out;
  out.span = SpanOf(context);
  if (context->word() != nullptr) {
    out.name = NameOf(context->word());
  } else if (context->expr() != nullptr) {
    out.kind = ast::StepKind::kIndex;
    out.index = Expr(context->expr());
  } else if (context->args() != nullptr) {
    out.kind = ast::StepKind::kCall;
    out.args = ArgsOf(context->args());
  } else {
    out.kind = ast::StepKind::kBy;
    out.name = NameOf(context->name());
  }
  return out;
}

std::vector<ast::Arg> Builder::ArgsOf(P::ArgsContext* context) {
  std::vector<ast::Arg> out;
  const std::vector<P::ArgContext*> args = context->arg();
  if (!WithinList(args.size(), SpanOf(context))) return out;
  for (P::ArgContext* arg : args) {
    ast::Arg made;
    if (arg->name() != nullptr) made.name = NameOf(arg->name());
    made.value = Expr(arg->expr());
    made.span = SpanOf(arg);
    out.push_back(std::move(made));
  }
  return out;
}

const ast::Expr* Builder::Primary(P::PrimaryContext* context) {
  if (context->K_COUNT() != nullptr) return Count(context);
  if (context->LBRACK() != nullptr) return List(context);
  if (context->braces() != nullptr) return Braces(context->braces());
  if (context->name() != nullptr) return NameExprOf(context->name());
  if (context->K_NOW() != nullptr) return NewExpr<ast::NowExpr>(SpanOf(context));
  if (context->LPAREN() != nullptr) return InParentheses(context->expr(0));
  auto* out = NewExpr<ast::LiteralExpr>(SpanOf(context));
  out->value = LiteralOf(context->literal());
  return out;
}

const ast::Expr* Builder::Count(P::PrimaryContext* context) {
  auto* out = NewExpr<ast::CountExpr>(SpanOf(context));
  if (context->binding() != nullptr)
    out->binding = BindingOf(context->binding());
  else
    out->binding.collection = Sum(context->sum());
  return out;
}

// Words that mean a constant in other languages are no names here.
const ast::Expr* Builder::NameExprOf(P::NameContext* context) {
  const ast::Name name = NameOf(context);
  const std::string& text = name.text;
  if (text == "True" || text == "TRUE" || text == "False" || text == "FALSE") {
    const std::string lower = text[0] == 'T' ? "true" : "false";
    Report(Id::kCapitals, name.span, {text, lower}).WithHelp("write `" + lower + "`").Suggest(name.span, lower);
    return Poison(name.span);
  }
  if (text == "null" || text == "NULL" || text == "nil" || text == "None" || text == "undefined") {
    Report(Id::kNoNull, name.span, {text}).WithHelp("write x is absent, x is present, or (x else default)");
    return Poison(name.span);
  }
  auto* out = NewExpr<ast::NameExpr>(name.span);
  out->name = name;
  return out;
}

std::vector<const ast::Expr*> Builder::Items(const std::vector<P::ExprContext*>& contexts, const Span& span) {
  std::vector<const ast::Expr*> out;
  if (!WithinList(contexts.size(), span)) return out;
  out.reserve(contexts.size());
  for (P::ExprContext* item : contexts) out.push_back(Expr(item));
  return out;
}

const ast::Expr* Builder::List(P::PrimaryContext* context) {
  auto* out = NewExpr<ast::ListExpr>(SpanOf(context));
  out->items = Items(context->expr(), out->span);
  return out;
}

const ast::Expr* Builder::Braces(P::BracesContext* context) {
  const Span span = SpanOf(context);
  const std::vector<P::ExprContext*> exprs = context->expr();
  if (const std::vector<P::MemberContext*> members = context->member(); !members.empty()) {
    auto* out = NewExpr<ast::RecordExpr>(span);
    if (!WithinList(members.size(), span)) return Poison(span);
    for (P::MemberContext* member : members) out->members.push_back({NameOf(member->word()), Expr(member->expr())});
    return out;
  }
  if (context->K_FOR() != nullptr) {
    auto* out = NewExpr<ast::ComprehensionExpr>(span);
    out->element = Expr(exprs[0]);
    out->binding = BindingOf(context->binding());
    return out;
  }
  if (context->COLON() != nullptr) {
    auto* out = NewExpr<ast::MapExpr>(span);
    const std::vector<P::MapEntryContext*> entries = context->mapEntry();
    if (!WithinList(entries.size() + 1, span)) return Poison(span);
    out->entries.push_back({Expr(exprs[0]), Expr(exprs[1])});
    for (P::MapEntryContext* entry : entries) out->entries.push_back({Expr(entry->expr(0)), Expr(entry->expr(1))});
    return out;
  }
  auto* out = NewExpr<ast::SetExpr>(span);
  out->items = Items(exprs, span);
  return out;
}

// A path of a test, configuration or endorsement: a name, members and keys.
const ast::Expr* Builder::Path(P::PathContext* context) {
  auto* base = NewExpr<ast::NameExpr>(SpanOf(context->name()));
  base->name = NameOf(context->name());
  if (context->children.size() == 1) return base;
  const Span span = SpanOf(context);
  auto* out = NewExpr<ast::PathExpr>(span);
  out->base = base;
  if (!WithinChain(context->children.size(), span)) return out;
  // Children: name, then `.` word or `[` expr `]`.
  for (std::size_t i = 1; i < context->children.size();) {
    ast::Step step;
    if (auto* word = dynamic_cast<P::WordContext*>(context->children[i + 1])) {
      step.name = NameOf(word);
      step.span = Cover(SpanOf(static_cast<antlr4::tree::TerminalNode*>(context->children[i])), step.name.span);
      i += 2;
    } else {
      auto* index = static_cast<P::ExprContext*>(context->children[i + 1]);
      step.kind = ast::StepKind::kIndex;
      step.index = Expr(index);
      step.span = Cover(SpanOf(static_cast<antlr4::tree::TerminalNode*>(context->children[i])),
                        SpanOf(static_cast<antlr4::tree::TerminalNode*>(context->children[i + 2])));
      i += 3;
    }
    out->steps.push_back(std::move(step));
  }
  return out;
}

ast::Literal Builder::LiteralOf(P::LiteralContext* context) {
  const Span span = SpanOf(context);
  ast::Literal out;
  out.span = span;
  if (context->INT() != nullptr) {
    const std::string unit = context->timeUnit() != nullptr ? Spelt(SpanOf(context->timeUnit())) : std::string();
    return literals_.Number(SpanOf(context->INT()), context->MINUS() != nullptr, unit, span);
  }
  if (context->string() != nullptr) {
    out.kind = ast::LiteralKind::kText;
    out.text = StrOf(context->string()).value;
    return out;
  }
  if (context->TYPED() != nullptr) return literals_.Typed(span);
  if (context->MODE() != nullptr) return literals_.Mode(span);
  if (context->DATE() != nullptr) return literals_.Time(span);
  if (context->DOTTED() != nullptr) {
    const std::string text = Spelt(span);
    out.kind = ast::LiteralKind::kInt;
    if (text.find_first_not_of("0123456789.") != std::string::npos) return out;  // reported when it was lexed
    Report(Id::kFraction, span, {text})
        .WithHelp("numbers are whole; a version is written dotted'" + text + "', a control number \"" + text + "\"");
    return out;
  }
  out.boolean = context->K_TRUE() != nullptr;
  return out;
}

}  // namespace mps::parse
