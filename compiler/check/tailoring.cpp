// Tailor files: settings, drops and waivers laid on the model of the definition that they name. Entry point:
// Checker::Tailor.
#include <algorithm>

#include "base/hex.h"
#include "check/checker.h"
#include "model/canonical.h"
#include "model/strictness.h"

namespace mps::check {
namespace {

// docs/tokens.md, Names: what a registered name may be.
constexpr std::size_t kNameBytes = limit::kNameBytes;
constexpr std::string_view kCustom = "+custom";

std::string Titled(std::string_view name, const std::optional<ast::Version>& version) {
  return "`" + std::string(name) + "` version " + (version ? version->text : "");
}

bool IsBlank(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
}

}  // namespace

bool IsBaseOf(const ast::File& file, const ast::File& tailor, const std::string& path, diag::Sink& sink) {
  if (!tailor.base) return false;  // a syntax error, reported
  const Span at = tailor.base->name.span;
  if (file.kind != ast::FileKind::kDefinition) {
    sink.Report(diag::Id::kBaseOther, at, {path, "a `" + std::string(ast::FileKindName(file.kind)) + "` file"})
        .At("only a definition, a file that begins with `mps`, is tailored");
    return false;
  }
  const bool version = file.version && tailor.base->version && file.version->text == tailor.base->version->text;
  if (file.name.value == tailor.base->name.value && version) return true;
  sink.Report(diag::Id::kBaseOther, at, {path, Titled(file.name.value, file.version)})
      .At(Titled(tailor.base->name.value, tailor.base->version) + " is what this tailors");
  return false;
}

// Name, version and base; every tailored level gets a name that is nobody else's.
void Checker::TailorHead(const ast::File& tailor) {
  model::Tailoring& out = model_.tailoring.emplace();
  out.name = tailor.name.value;
  out.span = tailor.head;
  if (tailor.version) out.version = tailor.version->text;
  if (tailor.headers.title) out.title = tailor.headers.title->value;
  if (tailor.base && tailor.base->digest) {
    const ast::Literal& pin = *tailor.base->digest;
    if (pin.digest_alg != DigestAlg::kSha256 || pin.bytes != model_.definition_digest) {
      Report(diag::Id::kBaseDigest, pin.span, {model_.name})
          .At("another digest")
          .WithHelp("the definition that was found has sha256'" + HexEncode(model_.definition_digest) +
                    "': review what has changed, and each waiver, then write that");
    }
  }
  if (!CheckAscii(out.name, tailor.name.span, "the name of a tailoring")) return;
  for (const model::Level& level : model_.levels) {
    const std::string name = out.RegisteredName(level.name);
    const bool taken = std::any_of(model_.levels.begin(), model_.levels.end(),
                                   [&](const model::Level& other) { return other.registered == name; });
    if (!taken && out.name != model_.name && name.size() <= kNameBytes && name.find(kCustom) == std::string::npos &&
        name.front() != ' ')
      continue;
    Report(diag::Id::kTailoredName, tailor.name.span, {name})
        .At(taken || out.name == model_.name ? "the name of what is tailored" : "no registered name");
    return;
  }
}

bool Checker::RequireText(const ast::Str& text, std::string_view what) {
  if (!IsBlank(text.value)) return true;
  Report(diag::Id::kNoReason, text.span, {std::string(what)}).At("a text is due");
  return false;
}

void Checker::TailorParam(const ast::SetParamDecl& decl) {
  const Symbol* symbol = module_.Find(Space::kValue, decl.name.text);
  if (symbol == nullptr || symbol->kind != ast::DeclKind::kParam) {
    std::vector<std::string> names;
    for (const model::Param& param : model_.params) names.push_back(param.name);
    diag::Diagnostic& d =
        Report(diag::Id::kUnknownParam, decl.name.span, {decl.name.text}).At("the definition has no such parameter");
    SuggestNearest(d, decl.name.span, decl.name.text, names);
    return;
  }
  if (decl.value == nullptr) return;
  model::Setting out;
  out.param = StateOf(*symbol).index;
  out.span = decl.name.span;
  if (decl.because && !RequireText(*decl.because, "the reason of a parameter")) return;
  if (decl.because) out.because = decl.because->value;
  const model::Param& param = model_.params[out.param];
  Frame frame{&module_, {}};
  auto value = ConstantOf(*decl.value, param.type, frame, false);
  if (!value || !InParamDomain(param, *value, decl.value->span, "this tailoring")) return;
  out.value = std::move(*value);
  const bool same = std::all_of(param.level_value.begin(), param.level_value.end(), [&](const auto& own) {
    return own && model::EffectOf(param, *own, out.value) == model::Effect::kSame;
  });
  if (same)
    Report(diag::Id::kTailorsNothing, decl.name.span, {decl.name.text}).At("every level has this value already");
  model_.tailoring->settings.push_back(std::move(out));
}

const model::Rule* Checker::RuleById(const ast::Str& id) {
  const auto found = std::lower_bound(model_.rules.begin(), model_.rules.end(), id.value,
                                      [](const model::Rule& rule, const auto& wanted) { return rule.id < wanted; });
  if (found != model_.rules.end() && found->id == id.value) return &*found;
  std::vector<std::string> ids;
  for (std::size_t i = 0; MaySuggest() && i < model_.rules.size(); ++i) ids.push_back(model_.rules[i].id);
  diag::Diagnostic& d = Report(diag::Id::kUnknownRule, id.span, {id.value}).At("no rule of the definition has this id");
  SuggestNearest(d, id.span, id.value, ids);
  return nullptr;
}

void Checker::TailorDrop(const ast::DropDecl& decl) {
  const model::Rule* rule = RuleById(decl.id);
  if (rule == nullptr || !RequireText(decl.because, "the reason of a dropped rule")) return;
  model_.tailoring->drops.push_back({rule->id, decl.because.value, decl.id.span});
}

void Checker::TailorWaiver(const ast::WaiveDecl& decl) {
  if (decl.when != nullptr) {
    Report(diag::Id::kNotInVersion1, decl.when->span, {std::string("the `when` of a waiver")})
        .WithHelp("a waiver holds for every host that the tailoring is for; tailor the others apart");
    return;
  }
  const model::Rule* rule = RuleById(decl.id);
  if (rule == nullptr) return;
  const bool texts = RequireText(decl.because, "the reason of a waiver") &&
                     RequireText(decl.approved, "who approved a waiver") &&
                     (!decl.ticket || RequireText(*decl.ticket, "the ticket of a waiver"));
  if (!texts) return;
  if (rule->is_manual && !IsAnswerable(rule->id)) {
    Report(diag::Id::kWaivesNothing, decl.id.span, {rule->id})
        .At("checked by hand, and nobody may answer it: it never fails, and a waiver covers `fail` only");
  }
  model_.tailoring->waivers.push_back({rule->id, decl.until.integer, decl.because.value, decl.approved.value,
                                       decl.ticket ? decl.ticket->value : "", decl.id.span});
}

// What drops and waivers come to together: nothing is both, and no level is left without rules.
void Checker::CheckTailoredLevels() {
  const model::Tailoring& tailoring = *model_.tailoring;
  for (const model::Waiver& waiver : tailoring.waivers) {
    const model::Drop* drop = tailoring.DropOf(waiver.rule);
    if (drop == nullptr) continue;
    Report(diag::Id::kWaivesDropped, waiver.span, {waiver.rule})
        .At("waived here")
        .WithLabel(drop->span, "dropped here");
  }
  for (const model::Level& level : model_.levels) {
    const bool any = std::any_of(model_.rules.begin(), model_.rules.end(), [&](const model::Rule& rule) {
      return tailoring.DropOf(rule.id) == nullptr &&
             std::any_of(rule.levels.begin(), rule.levels.end(), [&](std::uint32_t l) {
               return std::binary_search(level.selects.begin(), level.selects.end(), l);
             });
    });
    if (!any && !tailoring.drops.empty())
      Report(diag::Id::kLevelWithoutRules, tailoring.drops.back().span, {level.name})
          .At("after this drop nothing is left of it");
  }
}

template <class Entry, class Key>
void Checker::SortTailored(std::vector<Entry>& entries, Key Entry::*key, const char* noun) {
  std::stable_sort(entries.begin(), entries.end(), [key](const Entry& a, const Entry& b) { return a.*key < b.*key; });
  for (std::size_t i = 1; i < entries.size(); ++i) {
    if (!(entries[i].*key == entries[i - 1].*key)) continue;
    std::string name;
    if constexpr (std::is_same_v<Key, std::string>) {
      name = entries[i].*key;
    } else {
      name = model_.params[entries[i].*key].name;
    }
    Report(diag::Id::kDuplicateName, entries[i].span, {name, std::string(noun)})
        .At("again here")
        .WithLabel(entries[i - 1].span, "first here");
  }
}

bool Checker::Tailor(const ast::File& tailor, std::span<const ast::File* const> tests) {
  const std::size_t errors = sink_.error_count();
  model_.tests.clear();
  TailorHead(tailor);
  for (const ast::Decl* decl : tailor.decls) {
    if (!decl->ok) continue;
    if (decl->kind == ast::DeclKind::kSetParam) TailorParam(decl->As<ast::SetParamDecl>());
    if (decl->kind == ast::DeclKind::kDrop) TailorDrop(decl->As<ast::DropDecl>());
    if (decl->kind == ast::DeclKind::kWaive) TailorWaiver(decl->As<ast::WaiveDecl>());
  }
  model::Tailoring& out = *model_.tailoring;
  SortTailored(out.settings, &model::Setting::param, "parameter of this tailoring");
  SortTailored(out.drops, &model::Drop::rule, "dropped rule");
  SortTailored(out.waivers, &model::Waiver::rule, "waiver");
  CheckTailoredLevels();
  std::vector<const ast::File*> files = {&tailor};
  files.insert(files.end(), tests.begin(), tests.end());
  for (const ast::File* file : files) {
    for (const ast::Decl* decl : file->decls) {
      if (decl->kind == ast::DeclKind::kFixture)
        Declare(module_, Space::kFixture, decl->As<ast::FixtureDecl>().name, *decl);
      if (decl->kind == ast::DeclKind::kImport)
        Declare(module_, Space::kValue, decl->As<ast::ImportDecl>().alias, *decl);
    }
  }
  LoadImports(module_);
  for (const ast::File* file : files) CheckTests(*file, module_);
  if (sink_.error_count() != errors) return false;
  const Status status = model::FillTailoringDigest(model_);
  if (!status.ok()) Report(diag::Id::kNoDigest, tailor.head, {status.message()});
  return status.ok();
}

}  // namespace mps::check
