// Configurations, endorsements, tailoring, fixtures and tests; see build.h.
#include "base/edit_distance.h"
#include "parse/build.h"

namespace mps::parse {

using diag::Id;

const ast::Decl* Builder::Configuration(P::ConfigurationContext* context) {
  auto* out = Declare<ast::ConfigurationDecl>(context);
  out->name = NameOf(context->name());
  out->prose = OptionalStr(context->string());
  for (P::IncludeClauseContext* clause : context->configurationBody()->includeClause()) {
    if (Whole(clause))
      out->includes.push_back(Path(clause->path()));
    else
      out->ok = false;
  }
  return out;
}

const ast::Decl* Builder::Endorsement(P::EndorsementContext* context) {
  auto* out = Declare<ast::EndorsementDecl>(context);
  const std::vector<P::NameContext*> names = context->name();
  out->name = NameOf(names[0]);
  out->by = NameOf(names[1]);
  out->prose = OptionalStr(context->string());
  for (P::EndorsementClauseContext* clause : context->endorsementBody()->endorsementClause()) {
    if (!Whole(clause)) {
      out->ok = false;
    } else if (clause->whenClause() != nullptr) {
      out->whens.push_back(ConditionOf(clause->whenClause()));
    } else {
      out->thens.push_back(
          {Path(clause->path()), clause->K_INCLUDES() != nullptr, Expr(clause->expr()), SpanOf(clause)});
    }
  }
  if (out->thens.empty() && out->ok) {
    Report(Id::kMissingClause, out->name.span, {"endorsement", "`then`"})
        .WithHelp("say what is endorsed: then board.certification = \"...\"");
  }
  return out;
}

const ast::Decl* Builder::Answer(P::AnswerContext* context) {
  auto* out = Declare<ast::AnswerDecl>(context);
  out->id = StrOf(context->string(0));
  out->by = NameOf(context->name());
  const std::optional<bool> pass = AnswerWord(context->word());
  out->pass = pass.value_or(false);
  out->ok = out->ok && pass.has_value();
  out->because = StrOf(context->string(1));
  return out;
}

std::optional<bool> Builder::AnswerWord(P::WordContext* context) {
  const ast::Name word = NameOf(context);
  if (word.text == "pass" || word.text == "fail") return word.text == "pass";
  auto& d = Report(Id::kUnknownWord, word.span, {word.text});
  static constexpr std::string_view kAnswers[] = {"pass", "fail"};
  if (const auto near = Nearest(word.text, kAnswers))
    d.WithHelp("did you mean `" + std::string(*near) + "`?").Suggest(word.span, std::string(*near));
  else
    d.WithHelp("an answer is `pass` or `fail`; where it is neither, say nothing");
  return std::nullopt;
}

const ast::Decl* Builder::Drop(P::DropContext* context) {
  auto* out = Declare<ast::DropDecl>(context);
  out->id = StrOf(context->string(0));
  out->because = StrOf(context->string(1));
  return out;
}

const ast::Decl* Builder::Waive(P::WaiveContext* context) {
  auto* out = Declare<ast::WaiveDecl>(context);
  const std::vector<P::StringContext*> texts = context->string();
  out->id = StrOf(texts[0]);
  out->until = literals_.Time(SpanOf(context->DATE()));
  out->because = StrOf(texts[1]);
  out->approved = StrOf(texts[2]);
  if (texts.size() > 3) out->ticket = StrOf(texts[3]);
  if (context->whenClause() != nullptr) out->when = Expr(context->whenClause()->expr());
  return out;
}

const ast::Decl* Builder::Fixture(P::FixtureContext* context) {
  auto* out = Declare<ast::FixtureDecl>(context);
  out->name = NameOf(context->name());
  for (P::GivenContext* given : context->fixtureBody()->given()) {
    if (Whole(given))
      out->givens.push_back(GivenOf(given));
    else
      out->ok = false;
  }
  return out;
}

const ast::Decl* Builder::Test(P::TestContext* context) {
  auto* out = Declare<ast::TestDecl>(context);
  out->name = StrOf(context->string());
  for (P::TestClauseContext* clause : context->testBody()->testClause()) {
    if (!Whole(clause)) {
      out->ok = false;
    } else if (clause->expect() != nullptr) {
      out->expects.push_back(ExpectOf(clause->expect()));
    } else {
      out->givens.push_back(GivenOf(clause->given()));
      if (out->expects.empty()) continue;
      Report(Id::kClauseOrder, SpanOf(clause->getStart()), {"`given`", "`expect`"})
          .WithHelp("a test first says all that is given, then what is expected: move it up, or write a second test");
    }
  }
  if (out->expects.empty() && out->ok) {
    Report(Id::kMissingClause, out->name.span, {"test", "`expect`"})
        .WithHelp("say what is expected: expect \"1.1.1\" pass");
  }
  return out;
}

ast::Given Builder::GivenOf(P::GivenContext* context) {
  ast::Given out;
  out.span = SpanOf(context);
  if (context->name() != nullptr) out.name = NameOf(context->name());
  if (context->expr() != nullptr) out.value = Expr(context->expr());
  if (context->claim() != nullptr) {
    out.path = GivenClaim(context->claim());
    if (context->word() != nullptr) GivenState(context, out);
  } else if (context->givenAnswer() != nullptr) {
    GivenAnswer(context->givenAnswer(), out);
  } else {
    out.kind = context->K_FIXTURE() != nullptr ? ast::GivenKind::kFixture
               : context->K_PARAM() != nullptr ? ast::GivenKind::kParam
               : context->K_LEVEL() != nullptr ? ast::GivenKind::kLevel
               : context->K_NOW() != nullptr   ? ast::GivenKind::kNow
                                               : ast::GivenKind::kUntrusted;
  }
  return out;
}

void Builder::GivenAnswer(P::GivenAnswerContext* context, ast::Given& given) {
  given.kind = ast::GivenKind::kAnswer;
  given.id = StrOf(context->string(0));
  given.name = NameOf(context->name());
  given.pass = AnswerWord(context->word()).value_or(false);
  given.reason = OptionalStr(context->string(1));
}

// A path, or `collected(path)`: a call with the path for its argument.
const ast::Expr* Builder::GivenClaim(P::ClaimContext* context) {
  const ast::Expr* path = Path(context->path());
  if (context->name() == nullptr) return path;
  auto* base = NewExpr<ast::NameExpr>(SpanOf(context->name()));
  base->name = NameOf(context->name());
  auto* out = NewExpr<ast::PathExpr>(SpanOf(context));
  out->base = base;
  ast::Step call;
  call.kind = ast::StepKind::kCall;
  call.span = SpanOf(context);
  ast::Arg& argument = call.args.emplace_back();
  argument.value = path;
  argument.span = path->span;
  out->steps.push_back(std::move(call));
  return out;
}

void Builder::GivenState(P::GivenContext* context, ast::Given& given) {
  given.kind = ast::GivenKind::kState;
  given.reason = OptionalStr(context->string());
  const ast::Name word = NameOf(context->word());
  if (word.text == "absent")
    given.state = ast::GivenState::kAbsent;
  else if (word.text == "unknown")
    given.state = ast::GivenState::kUnknown;
  else if (word.text == "partial")
    given.state = ast::GivenState::kPartial;
  else if (word.text == "error")
    given.state = ast::GivenState::kError;
  else {
    auto& d = Report(Id::kUnknownWord, word.span, {word.text});
    static constexpr std::string_view kStates[] = {"absent", "unknown", "partial", "error"};
    if (word.text == "incomplete")
      d.WithHelp("write `partial`").Suggest(word.span, "partial");
    else if (word.text == "present")
      d.WithHelp("to say that it is there, give its value: given path = value");
    else if (const auto near = Nearest(word.text, kStates))
      d.WithHelp("did you mean `" + std::string(*near) + "`?").Suggest(word.span, std::string(*near));
    else
      d.WithHelp("a claim is `absent`, `unknown`, `partial` or `error`");
  }
}

ast::Expect Builder::ExpectOf(P::ExpectContext* context) {
  ast::Expect out;
  out.span = SpanOf(context);
  if (context->K_THAT() != nullptr) {
    out.kind = ast::ExpectKind::kThat;
    out.that = Expr(context->expr());
    return out;
  }
  const std::vector<P::WordContext*> words = context->word();
  out.verdict = NameOf(words[0]);
  if (context->K_LEVEL() != nullptr) {
    out.kind = ast::ExpectKind::kLevel;
    out.level = NameOf(context->name());
    return out;
  }
  const std::vector<P::StringContext*> texts = context->string();
  out.id = StrOf(texts[0]);
  out.waived = context->K_WAIVED() != nullptr;
  if (words.size() > 1) out.grade = NameOf(words[1]);
  if (texts.size() > 1) out.because = StrOf(texts[1]);
  return out;
}

}  // namespace mps::parse
