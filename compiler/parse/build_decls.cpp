// Environments, endorsers, levels, parameters, sets, tables and defines; see build.h.
#include "parse/build.h"

namespace mps::parse {

using diag::Id;

const ast::Decl* Builder::Environment(P::EnvironmentContext* context) {
  auto* out = Declare<ast::EnvironmentDecl>(context);
  out->name = NameOf(context->name());
  out->many = context->K_MANY() != nullptr;
  out->schema = QNameOf(context->qname());
  out->complete = context->K_COMPLETE() != nullptr;
  out->prose = OptionalStr(context->string());
  if (context->environmentBody() == nullptr) return out;
  for (P::EnvironmentClauseContext* clause : context->environmentBody()->environmentClause()) {
    if (!Whole(clause)) {
      out->ok = false;
      continue;
    }
    const Span span = SpanOf(clause);
    if (clause->word() != nullptr)
      SetOnce(out->layer, NameOf(clause->word()), span, "layer");
    else if (clause->keyRef() != nullptr)
      SetOnce(out->key, KeyRefOf(clause->keyRef()), span, "key");
    else
      SetOnce(out->parent, NameOf(clause->name()), span, "parent");
  }
  return out;
}

ast::KeyRef Builder::KeyRefOf(P::KeyRefContext* context) {
  return {context->K_CHAIN() != nullptr ? ast::KeyRefKind::kChain : ast::KeyRefKind::kThumbprint,
          literals_.Digest(SpanOf(context->TYPED())), SpanOf(context)};
}

const ast::Decl* Builder::Endorser(P::EndorserContext* context) {
  auto* out = Declare<ast::EndorserDecl>(context);
  out->name = NameOf(context->name());
  out->prose = OptionalStr(context->string());
  for (P::EndorserClauseContext* clause : context->endorserBody()->endorserClause()) {
    if (!Whole(clause)) {
      out->ok = false;
    } else if (clause->keyRef() != nullptr) {
      out->keys.push_back(KeyRefOf(clause->keyRef()));
    } else {
      for (P::PathContext* path : clause->path()) out->may_endorse.push_back(Path(path));
      for (P::StringContext* id : clause->string()) out->may_answer.push_back(StrOf(id));
    }
  }
  return out;
}

const ast::Decl* Builder::Level(P::LevelDeclContext* context) {
  auto* out = Declare<ast::LevelDecl>(context);
  const std::vector<P::NameContext*> names = context->name();
  out->name = NameOf(names[0]);
  out->prose = OptionalStr(context->string());
  if (names.size() > 1) out->extends = NameOf(names[1]);
  if (names.size() > 2) {
    Report(Id::kNotInVersion1, Cover(SpanOf(names[2]), SpanOf(names.back())), {"extending several levels"})
        .WithHelp("let the levels extend one another in a row, or list the rules' levels: level L1, L2");
  }
  if (context->levelBody() == nullptr) return out;
  for (P::LevelClauseContext* clause : context->levelBody()->levelClause()) {
    if (Whole(clause))
      LevelClause(clause, *out);
    else
      out->ok = false;
  }
  return out;
}

void Builder::LevelClause(P::LevelClauseContext* context, ast::LevelDecl& level) {
  const Span span = SpanOf(context);
  if (context->K_PARAM() != nullptr) {
    level.params.push_back({NameOf(context->name()), Expr(context->expr()), span});
  } else if (context->K_REGISTERED() != nullptr) {
    SetOnce(level.registered, StrOf(context->string()), span, "registered");
  } else {
    const ast::Name word = NameOf(context->word());
    if (word.text == "warning") {
      if (level.accept_warning) Repeated(span, "accept warning");
      level.accept_warning = true;
    } else if (word.text == "manual") {
      Report(Id::kNotInVersion1, span, {"`accept manual`"})
          .WithHelp("a manual control is notchecked and counted; an assessor answers it with an endorsement");
    } else {
      Report(Id::kUnknownWord, word.span, {word.text})
          .WithHelp("a level can `accept warning`")
          .Suggest(word.span, "warning");
    }
  }
}

// `param n : type ...` declares; `param n = value` sets one of the base, in a tailor file.
const ast::Decl* Builder::Param(P::ParamContext* context) {
  if (context->type() == nullptr) {
    auto* set = Declare<ast::SetParamDecl>(context);
    set->name = NameOf(context->name());
    set->value = Expr(context->expr());
    set->because = OptionalStr(context->string());
    return set;
  }
  auto* out = Declare<ast::ParamDecl>(context);
  out->name = NameOf(context->name());
  out->type = Type(context->type());
  if (context->domain() != nullptr) out->domain = DomainOf(context->domain());
  if (context->expr() != nullptr) out->default_value = Expr(context->expr());
  if (context->word() != nullptr) out->stricter = StricterOf(context->word());
  out->prose = OptionalStr(context->string());
  return out;
}

ast::Stricter Builder::StricterOf(P::WordContext* context) {
  const ast::Name word = NameOf(context);
  if (word.text == "lower") return ast::Stricter::kLower;
  if (word.text == "higher") return ast::Stricter::kHigher;
  Report(Id::kUnknownWord, word.span, {word.text})
      .WithHelp("write `stricter lower` where a smaller value asks more of the system, else `stricter higher`");
  return ast::Stricter::kNone;
}

const ast::Decl* Builder::Set(P::SetDeclContext* context) {
  auto* out = Declare<ast::SetDecl>(context);
  out->name = NameOf(context->name());
  if (context->type() != nullptr) out->element = Type(context->type());
  if (context->expr() != nullptr)
    out->value = Expr(context->expr());
  else
    out->from = PinnedOf(context->pinned());
  out->prose = OptionalStr(context->string());
  return out;
}

const ast::Decl* Builder::Table(P::TableDeclContext* context) {
  auto* out = Declare<ast::TableDecl>(context);
  out->name = NameOf(context->name());
  const std::vector<P::TypeContext*> types = context->type();
  out->key = Type(types[0]);
  out->value = Type(types[1]);
  out->from = PinnedOf(context->pinned());
  out->prose = OptionalStr(context->string());
  return out;
}

ast::PinnedFile Builder::PinnedOf(P::PinnedContext* context) {
  return {StrOf(context->string()), literals_.Digest(SpanOf(context->TYPED())), SpanOf(context)};
}

const ast::Decl* Builder::Define(P::DefineContext* context) {
  auto* out = Declare<ast::DefineDecl>(context);
  out->name = NameOf(context->name());
  out->has_formals = context->formals() != nullptr;
  if (out->has_formals) out->formals = FormalsOf(context->formals());
  if (context->type() != nullptr) out->type = Type(context->type());
  out->value = Expr(context->expr());
  out->prose = OptionalStr(context->string());
  return out;
}

std::vector<ast::Formal> Builder::FormalsOf(P::FormalsContext* context) {
  std::vector<ast::Formal> out;
  const std::vector<P::FormalContext*> formals = context->formal();
  if (!WithinList(formals.size(), SpanOf(context))) return out;
  for (P::FormalContext* formal : formals) {
    out.push_back({NameOf(formal->name()), Type(formal->type()),
                   formal->expr() != nullptr ? Expr(formal->expr()) : nullptr, SpanOf(formal)});
  }
  return out;
}

}  // namespace mps::parse
