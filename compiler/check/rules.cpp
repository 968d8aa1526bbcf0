// Rules: their levels, texts, parts and grades, and what they read.
#include <algorithm>

#include "check/checker.h"
#include "model/spell.h"

namespace mps::check {

using model::Expr;
using model::ExprKind;

void Checker::CheckDefinitionWhens() {
  Frame frame{&module_, {}};
  for (const ast::Decl* decl : module_.ast->decls) {
    if (decl->kind != ast::DeclKind::kWhen || !decl->ok) continue;
    const auto& when = decl->As<ast::WhenDecl>();
    if (when.expr == nullptr) continue;
    const ExprId id = CheckWhens({{when.expr, decl->span}}, frame);
    if (id != kNone) definition_whens_.push_back(id);
  }
}

ExprId Checker::CheckWhens(const std::vector<ast::Condition>& whens, Frame& frame) {
  std::vector<ExprId> ids;
  Span span;
  for (const ast::Condition& when : whens) {
    if (when.expr == nullptr) continue;
    const ExprId id = CheckCondition(*when.expr, frame);
    if (id == kNone) {  // reported by whoever gave none; a condition is never lost in silence
      if (!sink_.has_errors())
        Report(diag::Id::kNotACondition, when.expr->span, {std::string("something that cannot be checked")});
      continue;
    }
    RequireGuards(id, when.expr->span);
    WarnConstant(id, when.expr->span, true);
    ids.push_back(id);
    span = when.span;
  }
  return ids.empty() ? kNone : AddChain(ExprKind::kAnd, std::move(ids), span);
}

ExprId Checker::CheckRequires(const std::vector<ast::Condition>& list, Frame& frame, Span span) {
  std::vector<ExprId> ids;
  for (const ast::Condition& require : list) {
    if (require.expr == nullptr) continue;
    const ExprId id = CheckCondition(*require.expr, frame);
    if (id == kNone) {  // reported by whoever gave none; a condition is never lost in silence
      if (!sink_.has_errors())
        Report(diag::Id::kNotACondition, require.expr->span, {std::string("something that cannot be checked")});
      continue;
    }
    WarnConstant(id, require.expr->span, false);
    ids.push_back(id);
  }
  return ids.empty() ? kNone : AddChain(ExprKind::kAnd, std::move(ids), span);
}

void Checker::WarnConstant(ExprId condition, Span span, bool is_when) {
  if (expanding() || abstract_) return;  // with these arguments only: the template is not at fault
  const auto truth = ConstantTruth(condition);
  if (!truth) return;
  if (is_when && !*truth) {
    Report(diag::Id::kNeverApplies, span).At("false whatever the evidence says");
  } else {
    Report(diag::Id::kConstantCondition, span, {std::string(*truth ? "true" : "false")})
        .At("does not depend on the evidence");
  }
}

void Checker::CheckSeverity(const ast::Name& name) {
  static const std::vector<std::string> kWords = {"high", "medium", "low"};
  if (std::find(kWords.begin(), kWords.end(), name.text) != kWords.end()) return;
  diag::Diagnostic& d = Report(diag::Id::kUnknownSeverity, name.span, {name.text}).At("high, medium or low is due");
  SuggestNearest(d, name.span, name.text, kWords);
}

void Checker::AddRefs(const std::vector<ast::Ref>& refs, std::vector<model::Ref>& out) {
  for (const ast::Ref& ref : refs) out.push_back({ref.scheme.text, ref.id.value});
}

void Checker::RuleLevels(const ast::RuleDecl& decl, const ast::SectionDecl* section, model::Rule& rule) {
  const ast::LevelsClause* clause = decl.body.levels ? &*decl.body.levels : nullptr;
  if (clause == nullptr && section != nullptr && section->levels) clause = &*section->levels;
  if (clause == nullptr && sink_.HasSyntaxErrorIn(decl.span)) return;  // it may be what was not read
  if (clause == nullptr) {
    Report(diag::Id::kRuleWithoutLevel, decl.name.span, {rule.id})
        .At("in no level")
        .WithHelp("write `level L1` in the rule or in its section");
    return;
  }
  for (const ast::Name& name : clause->names) {
    const Symbol* level = LookUp(name, Space::kLevel, module_, diag::Id::kUnknownLevel);
    if (level != nullptr) rule.levels.push_back(StateOf(*level).index);
  }
  std::sort(rule.levels.begin(), rule.levels.end());
  rule.levels.erase(std::unique(rule.levels.begin(), rule.levels.end()), rule.levels.end());
}

void Checker::RuleTexts(const ast::RuleDecl& decl, const ast::SectionDecl* section, model::Rule& rule, Frame& frame) {
  const auto take = [&](const std::optional<ast::Text>& text, std::string& out,
                        std::vector<model::Insert>* inserts = nullptr) {
    if (!text) return;
    if (auto done = InsertInto(*text, frame, false, inserts)) out = std::move(*done);
  };
  take(decl.body.title, rule.title, &rule.inserts);
  take(decl.body.rationale, rule.rationale);
  take(decl.body.manual, rule.manual);
  take(decl.body.deprecated, rule.deprecated);
  for (const ast::Text& note : decl.body.notes) {
    if (auto done = InsertInto(note, frame, false)) rule.note += (rule.note.empty() ? "" : "\n") + *done;
  }
  const ast::Name* severity = decl.body.severity                        ? &*decl.body.severity
                              : section != nullptr && section->severity ? &*section->severity
                                                                        : nullptr;
  if (severity != nullptr) {
    CheckSeverity(*severity);
    rule.severity = severity->text;
  }
  if (section != nullptr) {
    rule.section = section->id.value;
    AddRefs(section->refs, rule.refs);
  }
  AddRefs(decl.body.refs, rule.refs);
}

void Checker::RuleParts(const ast::RuleDecl& decl, model::Rule& rule, Frame& frame) {
  if (!decl.body.requires_.empty()) {
    model::Part own;
    own.require = CheckRequires(decl.body.requires_, frame, decl.span);
    if (own.require != kNone) rule.parts.push_back(std::move(own));
  }
  UseResult uses;
  for (const ast::UseClause& use : decl.body.uses) ExpandUse(use, frame, kNone, uses);
  for (model::Part& part : uses.parts) rule.parts.push_back(std::move(part));
  const auto take_inserts = [&](bool of_title) {
    for (const model::Insert& insert : uses.inserts) {
      if ((insert.text == 0) == of_title) rule.inserts.push_back(insert);
    }
  };
  if (rule.title.empty() && uses.title) {
    rule.title = *uses.title;
    take_inserts(true);
  }
  if (rule.rationale.empty() && uses.rationale) rule.rationale = *uses.rationale;
  if (rule.severity.empty()) rule.severity = uses.severity;
  rule.refs.insert(rule.refs.end(), uses.refs.begin(), uses.refs.end());
  AddFixes(decl.body.fixes, frame, rule.fixes, rule.inserts);
  if (!rule.fixes.empty()) return;
  rule.fixes = std::move(uses.fixes);
  take_inserts(false);
}

void Checker::RuleGrades(const ast::GradeClause& clause, model::Rule& rule, Frame& frame) {
  static const std::vector<std::pair<std::string, Grade>> kGrades = {
      {"affirming", Grade::kAffirming}, {"warning", Grade::kWarning}, {"contraindicated", Grade::kContraindicated}};
  const auto grade_of = [&](const ast::Name& name) -> std::optional<Grade> {
    for (const auto& [word, grade] : kGrades) {
      if (word == name.text) return grade;
    }
    if (name.empty()) return std::nullopt;  // `otherwise` is missing, and the parser has said so
    diag::Diagnostic& d =
        Report(diag::Id::kUnknownGrade, name.span, {name.text}).At("affirming, warning or contraindicated is due");
    SuggestNearest(d, name.span, name.text, {"affirming", "warning", "contraindicated"});
    return std::nullopt;
  };
  bool ended = false;
  for (const ast::GradeArm& arm : clause.arms) {
    const auto grade = grade_of(arm.grade);
    if (arm.when == nullptr) continue;
    const ExprId id = CheckCondition(*arm.when, frame);
    if (ended)
      Report(diag::Id::kUnreachableArm, arm.span).At("never reached").WithHelp("an earlier condition is always true");
    if (id == kNone && !sink_.has_errors())
      Report(diag::Id::kNotACondition, arm.when->span, {std::string("something that cannot be checked")});
    if (!grade || id == kNone) continue;
    WarnConstant(id, arm.when->span, false);
    ended = ended || ConstantTruth(id).value_or(false);
    rule.arms.push_back({*grade, id});
  }
  const auto otherwise = grade_of(clause.otherwise);
  if (otherwise) rule.arms.push_back({*otherwise, kNone});
  CheckArms(rule, clause);
}

// The one environment that the rule reads, and its parameters.
void Checker::RuleReads(model::Rule& rule) {
  std::vector<ExprId> open = {rule.when};
  for (const model::Part& part : rule.parts) open.insert(open.end(), {part.when, part.require});
  for (const model::GradeArm& arm : rule.arms) open.push_back(arm.condition);
  std::set<ExprId> seen;
  std::set<std::uint32_t> environments, params;
  while (!open.empty()) {
    const ExprId id = open.back();
    open.pop_back();
    if (id == kNone || !seen.insert(id).second) continue;
    const Expr& expr = E(id);
    if (expr.kind == ExprKind::kEnvironment) environments.insert(expr.index);
    if (expr.kind == ExprKind::kParam) params.insert(expr.index);
    if (expr.kind == ExprKind::kConfigDigest && model_.configurations[expr.index].environment != kNone) {
      environments.insert(model_.configurations[expr.index].environment);
    }
    open.insert(open.end(), expr.args.begin(), expr.args.end());
  }
  if (environments.size() == 1) rule.environment = *environments.begin();
  rule.params.assign(params.begin(), params.end());
}

bool Checker::SpendTree(const model::Rule& rule, Span span) {
  spent_ += TreeSize(rule.when);
  for (const model::Part& part : rule.parts) spent_ += TreeSize(part.when) + TreeSize(part.require);
  for (const model::GradeArm& arm : rule.arms) spent_ += TreeSize(arm.condition);
  if (spent_ <= session_.env().max_nodes) return true;
  if (!over_limit_) {
    Report(diag::Id::kTooManyNodes, span, {static_cast<std::int64_t>(session_.env().max_nodes)})
        .At("too large here, with what it uses put in");
  }
  over_limit_ = true;
  return false;
}

void Checker::ApplyAllows(const ast::RuleBody& body) {
  for (const ast::AllowClause& allow : body.allows) {
    const auto id = diag::IdFromText(allow.code.text);
    if (!id || diag::InfoOf(*id).severity != diag::Severity::kWarning) {
      Report(diag::Id::kUnknownAllow, allow.code.span, {allow.code.text}).At("not the code of a warning");
      continue;
    }
    if (sink_.Allow(*id, body.span) == 0) {
      Report(diag::Id::kAllowNothing, allow.span, {allow.code.text}).At("there is no such warning in this rule");
    }
  }
}

void Checker::CheckRule(const ast::RuleDecl& decl, const ast::SectionDecl* section) {
  const std::size_t errors = sink_.error_count();
  model::Rule rule;
  rule.id = decl.id.value;
  rule.name = decl.name.text;
  rule.span = decl.name.span;
  CheckAscii(rule.id, decl.id.span, "a rule id");
  for (auto [map, name, span, noun] : {std::tuple{&rule_ids_, &rule.id, decl.id.span, "rule id"},
                                       std::tuple{&rule_names_, &rule.name, decl.name.span, "rule name"}}) {
    const auto [place, fresh] = map->try_emplace(*name, span);
    if (!fresh)
      Report(diag::Id::kDuplicateName, span, {*name, std::string(noun)})
          .At("again here")
          .WithLabel(place->second, "first here");
  }
  Frame frame{&module_, {}};
  RuleLevels(decl, section, rule);
  RuleTexts(decl, section, rule, frame);
  std::vector<ExprId> whens = definition_whens_;
  for (const std::vector<ast::Condition>* list : {section != nullptr ? &section->whens : nullptr, &decl.body.whens}) {
    const ExprId id = list == nullptr ? kNone : CheckWhens(*list, frame);
    if (id != kNone) whens.push_back(id);
  }
  if (!whens.empty()) rule.when = AddChain(ExprKind::kAnd, std::move(whens), decl.span);
  const bool checks = !decl.body.requires_.empty() || !decl.body.uses.empty();
  if (decl.body.grade && checks)
    Report(diag::Id::kGradeAndRequire, decl.body.grade->span, {rule.id})
        .At("a rule has grades or requirements, not both");
  if (decl.body.manual && (checks || decl.body.grade))
    Report(diag::Id::kManualAndCheck, decl.name.span, {rule.id})
        .At("a manual control has neither `require` nor `use` nor `grade`");
  if (!decl.body.manual && !checks && !decl.body.grade && decl.ok && !sink_.HasSyntaxErrorIn(decl.span))
    Report(diag::Id::kEmptyRule, decl.name.span, {rule.id})
        .At("checks nothing")
        .WithHelp("add `require ...`, `use ...`, `grade { ... }`, or `manual \"...\"` for a person to check");
  rule.is_manual = decl.body.manual.has_value();
  RuleParts(decl, rule, frame);
  if (decl.body.grade) RuleGrades(*decl.body.grade, rule, frame);
  if (rule.severity.empty()) rule.severity = "unknown";  // XCCDF 1.2: the severity of a rule that has none
  if (rule.title.empty() && decl.ok && sink_.error_count() == errors)
    Report(diag::Id::kNoTitle, decl.name.span, {rule.id}).At("reports will show its name only");
  std::sort(rule.refs.begin(), rule.refs.end(), [](const model::Ref& a, const model::Ref& b) {
    return std::tie(a.scheme, a.id) < std::tie(b.scheme, b.id);
  });
  rule.refs.erase(
      std::unique(rule.refs.begin(), rule.refs.end(),
                  [](const model::Ref& a, const model::Ref& b) { return a.scheme == b.scheme && a.id == b.id; }),
      rule.refs.end());
  CheckAllowDeny(rule, decl.name.span);
  RuleReads(rule);
  ApplyAllows(decl.body);
  if (SpendTree(rule, decl.name.span)) model_.rules.push_back(std::move(rule));
}

void Checker::CheckRules() {
  for (const ast::Decl* decl : module_.ast->decls) {
    if (decl->kind == ast::DeclKind::kRule) CheckRule(decl->As<ast::RuleDecl>(), nullptr);
    if (decl->kind != ast::DeclKind::kSection) continue;
    const auto& section = decl->As<ast::SectionDecl>();
    for (const ast::RuleDecl* rule : section.rules) CheckRule(*rule, &section);
  }
  if (model_.rules.size() > limit::kRules)
    Report(diag::Id::kTooManyRules, module_.ast->head, {static_cast<std::int64_t>(limit::kRules)});
  std::sort(model_.rules.begin(), model_.rules.end(),
            [](const model::Rule& a, const model::Rule& b) { return a.id < b.id; });
}

}  // namespace mps::check
