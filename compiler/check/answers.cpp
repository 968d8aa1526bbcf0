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
  const auto endorser = AnswererOf(decl.id, decl.by);
  if (!RequireText(decl.because, "the reason of an answer") || !endorser || !decl.ok) return;
  model_.filed_answers.push_back({decl.id.value, *endorser, decl.pass, decl.because.value});
}

std::optional<std::uint32_t> Checker::AnswererOf(const ast::Str& id, const ast::Name& by) {
  const bool manual = IsManual(id);
  const Symbol* endorser = LookUp(by, Space::kEndorser, module_, diag::Id::kUnknownEndorser);
  if (!manual || endorser == nullptr) return std::nullopt;
  const auto at = std::find_if(model_.endorsers.begin(), model_.endorsers.end(),
                               [&](const model::Endorser& one) { return one.name == endorser->name; });
  if (at == model_.endorsers.end()) return std::nullopt;  // reported where it is declared
  if (std::binary_search(at->may_answer.begin(), at->may_answer.end(), id.value))
    return static_cast<std::uint32_t>(at - model_.endorsers.begin());
  Report(diag::Id::kMayNotAnswer, by.span, {endorser->name, id.value})
      .At("outside what `" + endorser->name + "` may answer")
      .WithHelp("endorser " + endorser->name + " { may answer \"" + id.value + "\" }");
  return std::nullopt;
}

// A later one of the same endorser is in place of an earlier one; those of others stand beside it, as in files.
void Checker::AddGivenAnswer(const ast::Given& given, model::Test& test) {
  const auto endorser = AnswererOf(given.id, given.name);
  if (given.reason && !RequireText(*given.reason, "the reason of an answer")) return;
  if (!endorser) return;
  std::erase_if(test.answers,
                [&](const model::Answer& one) { return one.rule == given.id.value && one.endorser == *endorser; });
  test.answers.push_back(
      {given.id.value, *endorser, given.pass, given.reason ? given.reason->value : std::string("the test gives it")});
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
