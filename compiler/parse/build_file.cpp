// The file: head, headers, declarations by kind; and places, names and texts; see build.h.
#include <charconv>

#include "parse/build.h"

namespace mps::parse {

using diag::Id;

// ---------------------------------------------------------------- places, names, texts
Span Builder::SpanOf(const antlr4::Token* token) const {
  const Tok& tok = static_cast<const TokenView*>(token)->tok();
  return {source_.id(), tok.begin, tok.end};
}

// INVARIANT: ends after it begins, even for a rule that matched nothing.
Span Builder::SpanOf(Node* context) const {
  const Span start = SpanOf(context->getStart());
  if (context->getStop() == nullptr) return {start.file, start.begin, start.begin};
  const Span stop = SpanOf(context->getStop());
  return {start.file, start.begin, std::max(start.begin, stop.end)};
}

ast::Name Builder::NameOf(Node* context) const {
  const Span span = SpanOf(context);
  return {Spelt(span), span};
}

ast::QName Builder::QNameOf(P::QnameContext* context) const {
  ast::QName out;
  out.span = SpanOf(context);
  out.parts.push_back(NameOf(context->name()));
  for (P::WordContext* word : context->word()) out.parts.push_back(NameOf(word));
  return out;
}

std::optional<ast::Str> Builder::OptionalStr(P::StringContext* context) {
  if (context == nullptr) return std::nullopt;
  return StrOf(context);
}

ast::Version Builder::VersionOf(P::VerContext* context) {
  ast::Version out;
  out.span = SpanOf(context);
  out.text = Spelt(out.span);
  const char* at = out.text.data();
  const char* const end = at + out.text.size();
  while (at < end) {
    std::uint32_t part = 0;
    const auto [stop, error] = std::from_chars(at, end, part);
    const bool zeros = stop - at > 1 && *at == '0';
    if (error != std::errc() || zeros || out.parts.size() >= 8) {
      Report(Id::kBadVersion, out.span,
             {out.text, "dotted", zeros ? "a part begins with 0" : "a part is too large, or there are more than eight"})
          .WithHelp("a version is numbers with dots between them, as in 1.2.0");
      break;
    }
    out.parts.push_back(part);
    at = stop < end ? stop + 1 : end;
  }
  if (out.parts.empty()) out.parts.push_back(0);
  return out;
}

diag::Diagnostic& Builder::Report(Id id, const Span& span, std::vector<diag::Arg> args) {
  return sink_.Report(id, span, std::move(args));
}

void Builder::Repeated(const Span& span, std::string_view word) {
  Report(Id::kRepeatedClause, span, {std::string(word)}).WithHelp("keep one of them");
}

// ---------------------------------------------------------------- the head
void Builder::BuildFile(P::FileContext* context) {
  if (context == nullptr) return;
  file_.file = source_.id();
  if (P::HeadContext* head = context->head(); Whole(head)) Head(head);
  for (P::StatementContext* statement : context->statement()) {
    if (!Whole(statement)) continue;
    if (statement->header() != nullptr) {
      Header(statement->header());
    } else if (const ast::Decl* decl = Declaration(statement->decl())) {
      CheckPlace(*decl);
      file_.decls.push_back(decl);
    }
  }
}

void Builder::Head(P::HeadContext* context) {
  file_.head = SpanOf(context);
  if (P::MpsHeadContext* mps = context->mpsHead()) {
    file_.kind = ast::FileKind::kDefinition;
    file_.name = StrOf(mps->string());
    file_.version = VersionOf(mps->ver());
    Language(mps->languageClause());
  } else if (P::LibraryHeadContext* library = context->libraryHead()) {
    file_.kind = ast::FileKind::kLibrary;
    const ast::Name name = NameOf(library->name());
    file_.name = {name.text, name.span};
    file_.version = VersionOf(library->ver());
    Language(library->languageClause());
  } else if (P::TailorHeadContext* tailor = context->tailorHead()) {
    file_.kind = ast::FileKind::kTailor;
    file_.name = StrOf(tailor->string());
    file_.version = VersionOf(tailor->ver());
    Base(tailor->baseClause());
    Language(tailor->languageClause());
  } else if (P::EndorsementsHeadContext* endorsements = context->endorsementsHead()) {
    file_.kind = ast::FileKind::kEndorsements;
    file_.name = StrOf(endorsements->string());
    file_.version = VersionOf(endorsements->ver());
    Base(endorsements->baseClause());
    Language(endorsements->languageClause());
  } else if (P::TestsHeadContext* tests = context->testsHead()) {
    file_.kind = ast::FileKind::kTests;
    file_.base = ast::BaseRef{StrOf(tests->string()), std::nullopt, std::nullopt, SpanOf(tests->string())};
    Language(tests->languageClause());
  }
}

void Builder::Base(P::BaseClauseContext* context) {
  file_.base = ast::BaseRef{StrOf(context->string()), VersionOf(context->ver()),
                            literals_.Digest(SpanOf(context->TYPED())), SpanOf(context)};
}

void Builder::Language(P::LanguageClauseContext* context) {
  const Span span = SpanOf(context->INT());
  file_.language = literals_.Number(span, false, {}, span).integer;
  if (file_.language == 1) return;
  Report(Id::kWrongLanguage, span, {Spelt(span)}).WithHelp("this compiler knows `language 1`").Suggest(span, "1");
}

void Builder::Header(P::HeaderContext* context) {
  ast::Headers& headers = file_.headers;
  if (context->refsClause() != nullptr) return Refs(context->refsClause(), headers.refs);
  const Span span = SpanOf(context);
  if (context->K_SUPERSEDES() != nullptr) {
    Report(Id::kNotInVersion1, span, {"`supersedes`"}).WithHelp("leave it out, or write it as a `note`");
    return;
  }
  const std::string word = Spelt(SpanOf(context->getStart()));
  ast::Str text = StrOf(context->string());
  if (context->K_NOTE() != nullptr) {
    headers.notes.push_back(std::move(text));
  } else {
    std::optional<ast::Str>& slot = context->K_TITLE() != nullptr         ? headers.title
                                    : context->K_DESCRIPTION() != nullptr ? headers.description
                                    : context->K_PUBLISHER() != nullptr   ? headers.publisher
                                                                          : headers.source;
    SetOnce(slot, std::move(text), span, word);
  }
}

// ---------------------------------------------------------------- declarations
const ast::Decl* Builder::Declaration(P::DeclContext* context) {
  if (auto* c = context->importDecl()) return Import(c);
  if (auto* c = context->typeDecl()) return TypeAlias(c);
  if (auto* c = context->enumDecl()) return Enum(c);
  if (auto* c = context->recordDecl()) return Record(c);
  if (auto* c = context->environment()) return Environment(c);
  if (auto* c = context->endorser()) return Endorser(c);
  if (auto* c = context->levelDecl()) return Level(c);
  if (auto* c = context->param()) return Param(c);
  if (auto* c = context->setDecl()) return Set(c);
  if (auto* c = context->tableDecl()) return Table(c);
  if (auto* c = context->define()) return Define(c);
  if (auto* c = context->templateDecl()) return Template(c);
  if (auto* c = context->whenClause()) return When(c);
  if (auto* c = context->section()) return Section(c);
  if (auto* c = context->ruleDecl()) return Rule(c);
  if (auto* c = context->configuration()) return Configuration(c);
  if (auto* c = context->endorsement()) return Endorsement(c);
  if (auto* c = context->answer()) return Answer(c);
  if (auto* c = context->fixture()) return Fixture(c);
  if (auto* c = context->test()) return Test(c);
  if (auto* c = context->drop()) return Drop(c);
  if (auto* c = context->waive()) return Waive(c);
  return nullptr;
}

// Which declarations stand in which kind of file.
void Builder::CheckPlace(const ast::Decl& decl) {
  using K = ast::DeclKind;
  const K kind = decl.kind;
  const bool tailoring = kind == K::kSetParam || kind == K::kDrop || kind == K::kWaive;
  const bool testing = kind == K::kFixture || kind == K::kTest || kind == K::kImport;
  bool good = true;
  switch (file_.kind) {
    case ast::FileKind::kDefinition:
    case ast::FileKind::kLibrary:
      good = !tailoring && kind != K::kAnswer;
      break;
    case ast::FileKind::kTailor:
      good = tailoring || testing;
      break;
    case ast::FileKind::kEndorsements:
      good = kind == K::kEndorsement || kind == K::kAnswer;
      break;
    case ast::FileKind::kTests:
      good = testing;
      break;
  }
  if (good) return;
  const Span word{decl.span.file, decl.span.begin,
                  decl.span.begin + static_cast<std::uint32_t>(ast::DeclKindName(kind).size())};
  auto& d = Report(Id::kNotInThisFile, word,
                   {std::string(ast::DeclKindName(kind)), std::string(ast::FileKindName(file_.kind))});
  if (kind == K::kSetParam)
    d.WithHelp(
        "a parameter is declared with its type: param name : int in 1..6 = 4; only a `tailor` file sets one without "
        "it");
  else if (tailoring)
    d.WithHelp("it belongs into a file that begins with `tailor`");
  else if (kind == K::kAnswer)
    d.WithHelp(
        "an assessor answers in a file of its own, which begins with `endorsements` and is signed (mps endorse)");
  else
    d.WithHelp("it belongs into the definition, a file that begins with `mps`");
}

const ast::Decl* Builder::Import(P::ImportDeclContext* context) {
  auto* out = Declare<ast::ImportDecl>(context);
  out->alias = NameOf(context->name());
  if (context->string() != nullptr)
    out->file = StrOf(context->string());
  else
    out->library = out->alias;
  if (context->ver() != nullptr) out->version = VersionOf(context->ver());
  if (context->TYPED() != nullptr) out->digest = literals_.Digest(SpanOf(context->TYPED()));
  return out;
}

}  // namespace mps::parse
