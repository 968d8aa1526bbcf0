// Answers to manual rules: who may give them, and those of an endorsements file (docs/language.md, L14.13).
#include <algorithm>

#include "check/checker.h"

namespace mps::check {

// Ids are looked up when rules are checked (CheckAnswerGrants).
std::vector<std::string> Checker::AnswerGrants(const ast::EndorserDecl& endorser) {
  std::map<std::string, Span> ids;
  for (const ast::Str& id : endorser.may_answer) {
    const auto [first, fresh] = ids.emplace(id.value, id.span);
    if (fresh) continue;
    Report(diag::Id::kDuplicateName, id.span, {id.value, std::string("`may answer`")})
        .At("again here")
        .WithLabel(first->second, "first here");
  }
  std::vector<std::string> out;
  for (const auto& [id, span] : ids) out.push_back(id);
  return out;
}

bool Checker::IsManual(const ast::Str& id) {
  const model::Rule* rule = RuleById(id);
  if (rule == nullptr) return false;
  if (rule->is_manual) return true;
  Report(diag::Id::kNotManual, id.span, {rule->id})
      .At("a program judges it")
      .WithLabel(rule->span, "this rule")
      .WithHelp("assessors answer what is checked by hand, a rule with `manual \"...\"`");
  return false;
}

void Checker::CheckAnswerGrants() {
  if (!module_.ast->complete) return;  // a rule that did not parse is not missing
  for (const ast::Decl* decl : module_.ast->decls) {
    if (decl->kind != ast::DeclKind::kEndorser || !decl->ok) continue;
    for (const ast::Str& id : decl->As<ast::EndorserDecl>().may_answer) IsManual(id);
  }
}

bool Checker::IsAnswerable(const std::string& rule) const {
  return std::any_of(model_.endorsers.begin(), model_.endorsers.end(), [&](const model::Endorser& endorser) {
    return std::binary_search(endorser.may_answer.begin(), endorser.may_answer.end(), rule);
  });
}

void Checker::CheckAnswer(const ast::AnswerDecl& decl, std::map<std::string, Span>& answered) {
  const auto [first, fresh] = answered.emplace(decl.id.value, decl.id.span);
  if (!fresh) {
    Report(diag::Id::kDuplicateName, decl.id.span, {decl.id.value, std::string("answer")})
        .At("again here")
        .WithLabel(first->second, "first answered here");
  }
  const bool manual = IsManual(decl.id);
  const Symbol* endorser = LookUp(decl.by, Space::kEndorser, module_, diag::Id::kUnknownEndorser);
  if (!RequireText(decl.because, "the reason of an answer") || !manual || endorser == nullptr || !decl.ok) return;
  const auto at = std::find_if(model_.endorsers.begin(), model_.endorsers.end(),
                               [&](const model::Endorser& one) { return one.name == endorser->name; });
  if (at == model_.endorsers.end()) return;  // reported where it is declared
  if (!std::binary_search(at->may_answer.begin(), at->may_answer.end(), decl.id.value)) {
    Report(diag::Id::kMayNotAnswer, decl.by.span, {endorser->name, decl.id.value})
        .At("outside what `" + endorser->name + "` may answer")
        .WithHelp("endorser " + endorser->name + " { may answer \"" + decl.id.value + "\" }");
    return;
  }
  model_.filed_answers.push_back(
      {decl.id.value, static_cast<std::uint32_t>(at - model_.endorsers.begin()), decl.pass, decl.because.value});
}

void Checker::CheckAnswers(const ast::File& file) {
  std::map<std::string, Span> answered;
  for (const ast::Decl* decl : file.decls) {
    if (decl->kind == ast::DeclKind::kAnswer) CheckAnswer(decl->As<ast::AnswerDecl>(), answered);
  }
  std::sort(model_.filed_answers.begin(), model_.filed_answers.end(),
            [](const auto& a, const auto& b) { return a.rule < b.rule; });
}

}  // namespace mps::check
