// Types, domains, enums, records and schemas; see build.h.
#include "parse/build.h"

namespace mps::parse {

using diag::Id;

// Depth is bounded: the parser counted it.
const ast::TypeRef* Builder::Type(P::TypeContext* context) {
  ast::TypeRef* out = file_.arena.NewType();
  out->span = SpanOf(context);
  const std::vector<P::TypeContext*> inner = context->type();
  if (context->K_LIST() != nullptr) {
    out->kind = ast::TypeRefKind::kList;
    out->element = Type(inner[0]);
  } else if (context->K_SET() != nullptr) {
    out->kind = ast::TypeRefKind::kSet;
    out->element = Type(inner[0]);
  } else if (context->K_MAP() != nullptr) {
    out->kind = ast::TypeRefKind::kMap;
    out->key = Type(inner[0]);
    out->element = Type(inner[1]);
  } else if (context->K_VERSION() != nullptr) {
    out->kind = ast::TypeRefKind::kVersion;
    out->ordering = NameOf(context->word());
  } else {
    out->name = QNameOf(context->qname());
  }
  return out;
}

ast::Domain Builder::DomainOf(P::DomainContext* context) {
  ast::Domain out;
  out.span = SpanOf(context);
  if (P::DomainSetContext* set = context->domainSet()) {
    out.kind = ast::DomainKind::kSet;
    const std::vector<P::LiteralContext*> items = set->literal();
    if (!WithinList(items.size(), out.span)) return out;
    for (P::LiteralContext* item : items) out.items.push_back(LiteralOf(item));
    return out;
  }
  if (context->qname() != nullptr) {
    out.kind = ast::DomainKind::kNamed;
    out.name = QNameOf(context->qname());
    return out;
  }
  const std::vector<P::LiteralContext*> bounds = context->literal();
  if (context->RANGE() == nullptr) {
    Report(Id::kDomainForm, SpanOf(bounds[0]), {Spelt(SpanOf(bounds[0]))})
        .WithHelp("a domain is a range, `in 1..6` or `in 0..`, or a set of literals, `in { \"a\", \"b\" }`");
    out.low = out.high = LiteralOf(bounds[0]);
    return out;
  }
  const bool low_first = SpanOf(context->RANGE()).begin > SpanOf(bounds[0]).begin;
  (low_first ? out.low : out.high) = LiteralOf(bounds[0]);
  if (bounds.size() > 1) out.high = LiteralOf(bounds[1]);
  return out;
}

const ast::Decl* Builder::TypeAlias(P::TypeDeclContext* context) {
  auto* out = Declare<ast::TypeDecl>(context);
  out->name = NameOf(context->name());
  out->type = Type(context->type());
  if (context->domain() != nullptr) out->domain = DomainOf(context->domain());
  if (context->word() != nullptr) out->unit = NameOf(context->word());
  out->prose = OptionalStr(context->string());
  return out;
}

const ast::Decl* Builder::Enum(P::EnumDeclContext* context) {
  auto* out = Declare<ast::EnumDecl>(context);
  out->name = NameOf(context->name());
  out->open = context->K_OPEN() != nullptr;
  const std::vector<P::StringContext*> texts = context->string();
  if (!WithinList(texts.size(), out->span)) return out;
  const std::uint32_t close = SpanOf(context->RBRACE()).begin;
  for (P::StringContext* text : texts) {
    if (SpanOf(text).begin < close)
      out->words.push_back(StrOf(text));
    else
      out->prose = StrOf(text);
  }
  return out;
}

const ast::Decl* Builder::Record(P::RecordDeclContext* context) {
  auto* out = Declare<ast::RecordDecl>(context);
  out->is_schema = context->K_SCHEMA() != nullptr;
  out->name = NameOf(context->name());
  out->open = context->K_OPEN() != nullptr;
  out->prose = OptionalStr(context->string());
  for (P::FieldContext* field : context->recordBody()->field()) {
    if (Whole(field))
      out->fields.push_back(FieldOf(field));
    else
      out->ok = false;
  }
  return out;
}

ast::Field Builder::FieldOf(P::FieldContext* context) {
  ast::Field out;
  out.span = SpanOf(context);
  out.name = NameOf(context->word());
  out.optional = context->QUERY() != nullptr;
  const std::vector<P::StringContext*> texts = context->string();
  const bool renamed = context->K_AS() != nullptr;
  if (renamed) out.wire = StrOf(texts[0]);
  if (texts.size() > (renamed ? 1u : 0u)) out.prose = StrOf(texts.back());
  out.type = Type(context->type());
  bool has_asserter = false;
  for (P::FieldOptionContext* option : context->fieldOption()) FieldOption(option, out, has_asserter);
  return out;
}

ast::CorimRef Builder::CorimOf(P::CorimContext* context) {
  const auto text = [&](P::StringContext* string) {
    const ast::Str read = StrOf(string);
    ast::Literal out;
    out.kind = ast::LiteralKind::kText;
    out.span = read.span;
    out.text = read.value;
    return out;
  };
  const auto number = [&](antlr4::tree::TerminalNode* digits) {
    return literals_.Number(SpanOf(digits), false, "", SpanOf(digits));
  };
  ast::CorimRef out;
  out.span = SpanOf(context);
  out.part = NameOf(context->word());
  if (context->string() != nullptr) out.item = text(context->string());
  if (context->INT() != nullptr) out.item = number(context->INT());
  if (P::CorimKeyContext* key = context->corimKey()) {
    out.key = key->INT() != nullptr ? number(key->INT()) : text(key->string());
    if (key->name() != nullptr) out.key_kind = NameOf(key->name());
  }
  return out;
}

void Builder::FieldOption(P::FieldOptionContext* context, ast::Field& field, bool& has_asserter) {
  const Span span = SpanOf(context);
  if (context->domain() != nullptr) {
    SetOnce(field.domain, DomainOf(context->domain()), span, "in");
  } else if (context->word() != nullptr) {
    SetOnce(field.unit, NameOf(context->word()), span, "unit");
  } else if (context->qname() != nullptr) {
    SetOnce(field.known, QNameOf(context->qname()), span, "known");
  } else if (context->corim() != nullptr) {
    if (field.corim != nullptr) Repeated(span, "corim");
    field.corim = std::make_unique<ast::CorimRef>(CorimOf(context->corim()));
  } else if (context->K_VOLATILE() != nullptr) {
    if (field.is_volatile) Repeated(span, "volatile");
    field.is_volatile = true;
  } else {
    if (has_asserter) Repeated(span, Spelt(span));
    has_asserter = true;
    field.asserter = context->K_ENDORSED() != nullptr ? Asserter::kEndorser : Asserter::kBoth;
  }
}

}  // namespace mps::parse
