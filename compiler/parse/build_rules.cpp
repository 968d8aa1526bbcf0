// Rules, templates, sections and their clauses; see build.h.
#include "parse/build.h"

namespace mps::parse {

using diag::Id;

const ast::Decl* Builder::Template(P::TemplateDeclContext* context) {
  auto* out = Declare<ast::TemplateDecl>(context);
  out->name = NameOf(context->name());
  out->formals = FormalsOf(context->formals());
  out->prose = OptionalStr(context->string());
  out->body = BodyOf(context->ruleBody(), out->ok);
  return out;
}

const ast::Decl* Builder::When(P::WhenClauseContext* context) {
  auto* out = Declare<ast::WhenDecl>(context);
  out->expr = Expr(context->expr());
  return out;
}

const ast::RuleDecl* Builder::Rule(P::RuleDeclContext* context) {
  auto* out = Declare<ast::RuleDecl>(context);
  out->id = StrOf(context->string());
  out->name = NameOf(context->name());
  out->body = BodyOf(context->ruleBody(), out->ok);
  return out;
}

ast::RuleBody Builder::BodyOf(P::RuleBodyContext* context, bool& ok) {
  ast::RuleBody out;
  out.span = SpanOf(context);
  for (P::ClauseContext* clause : context->clause()) {
    if (Whole(clause))
      Clause(clause, out);
    else
      ok = false;
  }
  return out;
}

void Builder::Clause(P::ClauseContext* context, ast::RuleBody& body) {
  const Span span = SpanOf(context);
  if (context->levelsClause() != nullptr) {
    SetOnce(body.levels, LevelsOf(context->levelsClause()), span, "level");
  } else if (context->severityClause() != nullptr) {
    SetOnce(body.severity, NameOf(context->severityClause()->word()), span, "severity");
  } else if (context->whenClause() != nullptr) {
    body.whens.push_back(ConditionOf(context->whenClause()));
  } else if (context->K_REQUIRE() != nullptr) {
    body.requires_.push_back({Expr(context->expr()), span});
  } else if (context->gradeBody() != nullptr) {
    SetOnce(body.grade, GradeOf(context), span, "grade");
  } else if (context->K_USE() != nullptr) {
    body.uses.push_back({QNameOf(context->qname()), ArgsOf(context->args()), span});
  } else if (context->K_FIX() != nullptr) {
    body.fixes.push_back({NameOf(context->word()), TextOf(context->string()), span});
  } else if (context->refsClause() != nullptr) {
    Refs(context->refsClause(), body.refs);
  } else if (context->K_ALLOW() != nullptr) {
    body.allows.push_back({NameOf(context->name()), StrOf(context->string()), span});
  } else {
    TextClause(context, body);
  }
}

void Builder::TextClause(P::ClauseContext* context, ast::RuleBody& body) {
  ast::Text text = TextOf(context->string());
  if (context->K_NOTE() != nullptr) {
    body.notes.push_back(std::move(text));
    return;
  }
  std::optional<ast::Text>& slot = context->K_TITLE() != nullptr         ? body.title
                                   : context->K_DESCRIPTION() != nullptr ? body.description
                                   : context->K_RATIONALE() != nullptr   ? body.rationale
                                   : context->K_MANUAL() != nullptr      ? body.manual
                                                                         : body.deprecated;
  SetOnce(slot, std::move(text), SpanOf(context), Spelt(SpanOf(context->getStart())));
}

ast::LevelsClause Builder::LevelsOf(P::LevelsClauseContext* context) {
  ast::LevelsClause out;
  out.span = SpanOf(context);
  for (P::NameContext* name : context->name()) out.names.push_back(NameOf(name));
  return out;
}

ast::Condition Builder::ConditionOf(P::WhenClauseContext* context) { return {Expr(context->expr()), SpanOf(context)}; }

// `otherwise` stands once, at the end.
ast::GradeClause Builder::GradeOf(P::ClauseContext* context) {
  ast::GradeClause out;
  out.span = SpanOf(context);
  Span last;
  for (P::GradeLineContext* line : context->gradeBody()->gradeLine()) {
    if (!Whole(line)) continue;
    const Span span = SpanOf(line);
    if (line->expr() != nullptr && line->expr()->K_ELSE() != nullptr) {
      const Span word = SpanOf(line->expr()->K_ELSE());
      Report(Id::kUnknownWord, word, {"else"})
          .WithHelp("the last line of a `grade` begins with `otherwise`")
          .Suggest(word, "otherwise");
      last = word;
    } else if (line->expr() != nullptr) {
      out.arms.push_back({NameOf(line->name()), Expr(line->expr()), span});
      if (last.valid()) {
        Report(Id::kClauseOrder, span, {"a line of `grade`", "`otherwise`"})
            .WithLabel(last, "`otherwise` is here")
            .WithHelp("put `otherwise` last: it stands for all that no line before it covers");
      }
    } else {
      if (last.valid()) Repeated(span, "otherwise");
      out.otherwise = NameOf(line->name());
      last = span;
    }
  }
  bool broken = false;
  for (P::GradeLineContext* line : context->gradeBody()->gradeLine()) broken = broken || !Whole(line);
  if (!last.valid() && !broken) {
    Report(Id::kMissingClause, SpanOf(context->getStart()), {"grade", "`otherwise`"})
        .WithHelp("end it with the grade of all that no line covers, such as `otherwise contraindicated`");
  }
  return out;
}

void Builder::Refs(P::RefsClauseContext* context, std::vector<ast::Ref>& refs) {
  for (P::RefContext* ref : context->ref()) refs.push_back({NameOf(ref->word()), StrOf(ref->string()), SpanOf(ref)});
}

const ast::Decl* Builder::Section(P::SectionContext* context) {
  auto* out = Declare<ast::SectionDecl>(context);
  const std::vector<P::StringContext*> texts = context->string();
  out->id = StrOf(texts[0]);
  if (texts.size() > 1) out->title = StrOf(texts[1]);
  for (P::SectionClauseContext* clause : context->sectionBody()->sectionClause()) {
    if (Whole(clause))
      SectionClause(clause, *out);
    else
      out->ok = false;
  }
  return out;
}

void Builder::SectionClause(P::SectionClauseContext* context, ast::SectionDecl& section) {
  const Span span = SpanOf(context);
  if (context->levelsClause() != nullptr) {
    SetOnce(section.levels, LevelsOf(context->levelsClause()), span, "level");
  } else if (context->severityClause() != nullptr) {
    SetOnce(section.severity, NameOf(context->severityClause()->word()), span, "severity");
  } else if (context->whenClause() != nullptr) {
    section.whens.push_back(ConditionOf(context->whenClause()));
  } else if (context->refsClause() != nullptr) {
    Refs(context->refsClause(), section.refs);
  } else if (context->string() != nullptr) {
    section.notes.push_back(TextOf(context->string()));
  } else if (context->ruleDecl() != nullptr) {
    section.rules.push_back(Rule(context->ruleDecl()));
  } else {
    const Span word = SpanOf(context->section()->getStart());
    Report(Id::kNotInVersion1, word, {"a section inside a section"})
        .WithLabel({section.span.file, section.span.begin, section.id.span.end}, "inside this one")
        .WithHelp("close the outer section before it: the numbers tell what belongs together");
    section.ok = false;
  }
}

}  // namespace mps::parse
