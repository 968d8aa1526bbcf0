// In-language tests: fixtures, givens, expectations.
#include <algorithm>

#include "check/checker.h"
#include "model/spell.h"

namespace mps::check {

using model::Expr;
using model::ExprKind;

void Checker::CheckTests(const ast::File& file, Module& names) {
  for (const ast::Decl* decl : file.decls) {
    if (decl->kind == ast::DeclKind::kTest) CheckTest(decl->As<ast::TestDecl>(), names);
    if (decl->kind != ast::DeclKind::kFixture) continue;
    // A fixture that no test uses is checked all the same.
    const auto& fixture = decl->As<ast::FixtureDecl>();
    const Symbol* symbol = names.Find(Space::kFixture, fixture.name.text);
    if (symbol == nullptr || symbol->decl != decl) continue;
    model::Test scratch;
    std::vector<const Symbol*> open = {symbol};
    if (!StateOf(*symbol).used) AddGivens(fixture.givens, names, scratch, open);
  }
}

void Checker::CheckTest(const ast::TestDecl& decl, Module& names) {
  model::Test test;
  test.title = decl.name.value;
  test.span = decl.name.span;
  std::vector<const Symbol*> open;
  const std::size_t errors = sink_.error_count();
  AddGivens(decl.givens, names, test, open);
  for (const ast::Expect& expect : decl.expects) CheckExpect(expect, names, test);
  if (decl.ok && sink_.error_count() == errors) model_.tests.push_back(std::move(test));
}

namespace {

std::size_t NodesOf(const Value& value) {
  std::size_t nodes = 1;
  for (const Value& item : value.items) nodes += NodesOf(item);
  for (const auto& [name, field] : value.fields) nodes += NodesOf(field);
  return nodes;
}

}  // namespace

// Every test holds all that its fixtures give, and fixtures that use each other grow like functions do.
bool Checker::SpendGiven(std::size_t nodes, Span span) {
  given_ += nodes;
  if (given_ <= kGivenNodes) return true;
  if (!given_over_) {
    Report(diag::Id::kTooManyNodes, span, {static_cast<std::int64_t>(kGivenNodes)})
        .At("too large from here on: what all tests are given");
  }
  given_over_ = true;
  return false;
}

bool Checker::AddGivens(const std::vector<ast::Given>& givens, Module& names, model::Test& test,
                        std::vector<const Symbol*>& open) {
  for (const ast::Given& given : givens) {
    if (!SpendGiven(1, given.span)) return false;
    if (given.kind != ast::GivenKind::kFixture) {
      AddGiven(given, names, test);
      continue;
    }
    const Symbol* fixture = LookUp(given.name, Space::kFixture, names, diag::Id::kUnknownFixture);
    if (fixture == nullptr) continue;
    StateOf(*fixture).used = true;
    if (std::find(open.begin(), open.end(), fixture) != open.end()) {
      Report(diag::Id::kFixtureCycle, given.span, {fixture->name}).At("uses itself");
      return false;
    }
    open.push_back(fixture);
    const bool ok = AddGivens(fixture->decl->As<ast::FixtureDecl>().givens, names, test, open);
    open.pop_back();
    if (!ok) return false;
  }
  return true;
}

void Checker::AddGiven(const ast::Given& given, Module& names, model::Test& test) {
  Frame frame{&names, {}};
  switch (given.kind) {
    case ast::GivenKind::kFixture:
      return;
    case ast::GivenKind::kUntrusted:
      if (LookUp(given.name, Space::kEndorser, module_, diag::Id::kUnknownEndorser) != nullptr)
        test.untrusted.push_back(given.name.text);
      return;
    case ast::GivenKind::kAnswer:
      return AddGivenAnswer(given, test);
    case ast::GivenKind::kLevel: {
      const Symbol* level = LookUp(given.name, Space::kLevel, names, diag::Id::kUnknownLevel);
      if (level != nullptr) test.level = StateOf(*level).index;
      return;
    }
    case ast::GivenKind::kNow: {
      if (given.value == nullptr) return;
      const auto value = ConstantOf(*given.value, Simple(TypeKind::kTime), frame, false);
      if (value) test.now = value->number;
      return;
    }
    case ast::GivenKind::kParam: {
      const Symbol* symbol = names.Find(Space::kValue, given.name.text);
      if (symbol == nullptr || symbol->kind != ast::DeclKind::kParam) {
        std::vector<std::string> params;
        for (const model::Param& param : model_.params) params.push_back(param.name);
        diag::Diagnostic& d =
            Report(diag::Id::kUnknownParam, given.name.span, {given.name.text}).At("no such parameter");
        SuggestNearest(d, given.name.span, given.name.text, params);
        return;
      }
      if (!ParamOf(*symbol) || given.value == nullptr) return;
      const std::uint32_t index = StateOf(*symbol).index;
      auto value = ConstantOf(*given.value, model_.params[index].type, frame, false);
      if (!value || !InParamDomain(model_.params[index], *value, given.value->span, "this test")) return;
      std::erase_if(test.params, [&](const auto& p) { return p.first == index; });
      test.params.emplace_back(index, std::move(*value));
      return;
    }
    case ast::GivenKind::kValue:
    case ast::GivenKind::kState:
      break;
  }
  model::Given out;
  out.span = given.span;
  bool optional = false;
  if (given.path == nullptr || !GivenPath(*given.path, names, out)) return;
  if (!out.path.empty()) optional = out.path.back().is_key;
  if (given.kind == ast::GivenKind::kValue) {
    if (given.value == nullptr) return;
    auto value = ConstantOf(*given.value, out.type, frame, true);
    if (!value) return;
    out.value = std::move(*value);
    if (SpendGiven(NodesOf(out.value), given.span)) test.givens.push_back(std::move(out));
    return;
  }
  out.reason = given.reason ? given.reason->value : "";
  switch (given.state) {
    case ast::GivenState::kAbsent:
      out.kind = model::GivenKind::kAbsent;
      break;
    case ast::GivenState::kUnknown:
      out.kind = model::GivenKind::kUnknown;
      break;
    case ast::GivenState::kError:
      out.kind = model::GivenKind::kError;
      break;
    case ast::GivenState::kPartial:
      out.kind = model::GivenKind::kPartial;
      break;
  }
  const TypeKind kind = KindOf(out.type);
  const bool collection = kind == TypeKind::kList || kind == TypeKind::kSet || kind == TypeKind::kMap;
  if (out.kind == model::GivenKind::kPartial && !collection) {
    Report(diag::Id::kPartialValue, given.span, {TypeName(out.type)}).At("only a list, set or map can be partly known");
    return;
  }
  (void)optional;
  test.givens.push_back(std::move(out));
}

bool Checker::GivenPath(const ast::Expr& path, Module& names, model::Given& out) {
  if (path.kind == ast::ExprKind::kPath && !path.As<ast::PathExpr>().steps.empty() &&
      path.As<ast::PathExpr>().steps[0].kind == ast::StepKind::kCall)
    return GivenOfDocument(path, names, out);
  const ast::Name* head = nullptr;
  const std::vector<ast::Step>* steps = nullptr;
  static const std::vector<ast::Step> kNoSteps;
  if (path.kind == ast::ExprKind::kName) {
    head = &path.As<ast::NameExpr>().name;
    steps = &kNoSteps;
  } else if (path.kind == ast::ExprKind::kPath && path.As<ast::PathExpr>().base->kind == ast::ExprKind::kName) {
    head = &path.As<ast::PathExpr>().base->As<ast::NameExpr>().name;
    steps = &path.As<ast::PathExpr>().steps;
  }
  if (head == nullptr) {
    Report(diag::Id::kGivenPath, path.span).At("a claim of an environment is due, such as `host.os.id`");
    return false;
  }
  const Symbol* symbol = names.Find(Space::kValue, head->text);
  if (symbol == nullptr || symbol->kind != ast::DeclKind::kEnvironment) {
    std::vector<std::string> environments;
    for (const auto& def : model_.environments) environments.push_back(def.name);
    diag::Diagnostic& d = Report(diag::Id::kUnknownEnvironment, head->span, {head->text}).At("no such environment");
    SuggestNearest(d, head->span, head->text, environments);
    return false;
  }
  const Resolved& state = StateOf(*symbol);
  if (!state.ok) return false;
  out.environment = state.index;
  out.type = state.type;
  Frame frame{&names, {}};
  bool optional = false;
  for (const ast::Step& step : *steps) {
    if (!GivenStep(step, frame, &out.type, &optional, out)) return false;
  }
  return true;
}

bool Checker::GivenStep(const ast::Step& step, Frame& frame, TypeId* type, bool* optional, model::Given& out) {
  const schema::TypeDef& def = Def(*type);
  if (step.kind == ast::StepKind::kField) {
    if (def.kind != TypeKind::kRecord) {
      Report(diag::Id::kNoFields, step.name.span, {TypeName(*type), step.name.text})
          .At("`" + TypeName(*type) + "` has no fields");
      return false;
    }
    std::vector<std::string> fields;
    for (const auto& field : def.fields) {
      if (schema::IsDocumentField(field)) continue;
      fields.push_back(field.name);
      if (field.name != step.name.text) continue;
      out.path.push_back({false, field.wire_name});
      *optional = field.optional;
      *type = field.type;
      return true;
    }
    diag::Diagnostic& d =
        Report(diag::Id::kUnknownField, step.name.span, {TypeName(*type), step.name.text}).At("no such field");
    SuggestNearest(d, step.name.span, step.name.text, fields);
    return false;
  }
  if (step.kind == ast::StepKind::kIndex && def.kind == TypeKind::kList && step.index != nullptr)
    return GivenMember(step, frame, type, optional, out);
  if (step.kind != ast::StepKind::kIndex || def.kind != TypeKind::kMap || step.index == nullptr) {
    Report(diag::Id::kNotAMap, step.span, {TypeName(*type)}).At("only maps have keys");
    return false;
  }
  const auto key = ConstantOf(*step.index, def.key, frame, false);
  if (!key) return false;
  const TypeId element = Def(*type).element;
  out.path.push_back({true, key->kind == TypeKind::kInt ? std::to_string(key->number) : key->text});
  *optional = true;
  *type = element;
  return true;
}

// `accounts[3]`: a member of a list that was given before, counted from 0. Only tests number members.
bool Checker::GivenMember(const ast::Step& step, Frame& frame, TypeId* type, bool* optional, model::Given& out) {
  const auto number = ConstantOf(*step.index, Simple(TypeKind::kInt), frame, false);
  if (!number) return false;
  if (number->number < 0 || number->number >= static_cast<std::int64_t>(limit::kListItems)) {
    Report(diag::Id::kOutsideDomain, step.index->span,
           {std::to_string(number->number), "0.." + std::to_string(limit::kListItems - 1)})
        .At("members are counted from 0");
    return false;
  }
  out.path.push_back({true, std::to_string(number->number)});
  *optional = false;
  *type = Def(*type).element;
  return true;
}

std::optional<Verdict> Checker::VerdictWord(const ast::Name& name) {
  if (const auto verdict = VerdictFromName(name.text)) return verdict;
  std::vector<std::string> words;
  for (const Verdict verdict : kAllVerdicts) words.emplace_back(VerdictName(verdict));
  diag::Diagnostic& d = Report(diag::Id::kUnknownVerdict, name.span, {name.text}).At("a verdict is due");
  SuggestNearest(d, name.span, name.text, words);
  return std::nullopt;
}

void Checker::CheckExpect(const ast::Expect& expect, Module& names, model::Test& test) {
  model::Expectation out;
  out.span = expect.span;
  if (expect.kind == ast::ExpectKind::kThat) {
    Frame frame{&names, {}};
    out.kind = model::Expectation::Kind::kThat;
    out.that = expect.that == nullptr ? kNone : CheckCondition(*expect.that, frame);
    if (out.that != kNone) test.expectations.push_back(std::move(out));
    return;
  }
  const auto verdict = VerdictWord(expect.verdict);
  if (expect.kind == ast::ExpectKind::kLevel) {
    out.kind = model::Expectation::Kind::kLevel;
    const Symbol* level = LookUp(expect.level, Space::kLevel, names, diag::Id::kUnknownLevel);
    if (level == nullptr || !verdict) return;
    out.subject = level->name;
  } else {
    std::vector<std::string> ids;
    bool found = false;
    for (const auto& [id, span] : rule_ids_) {
      ids.push_back(id);
      found = found || id == expect.id.value;
    }
    if (!found) {
      diag::Diagnostic& d = Report(diag::Id::kUnknownRule, expect.id.span, {expect.id.value}).At("no rule has this id");
      SuggestNearest(d, expect.id.span, expect.id.value, ids);
      return;
    }
    if (expect.waived && !model_.tailoring) {
      Report(diag::Id::kWaivedOutside, expect.span).At("nothing is waived here");
      return;
    }
    if (expect.waived && verdict && *verdict != Verdict::kFail) {
      Report(diag::Id::kWaivedVerdict, expect.verdict.span, {expect.verdict.text}).At("only a fail is waived");
      return;
    }
    out.waived = expect.waived;
    out.subject = expect.id.value;
    out.because = expect.because ? expect.because->value : "";
  }
  if (!verdict) return;
  out.verdict = *verdict;
  if (expect.grade) {
    for (const Grade grade : {Grade::kAffirming, Grade::kWarning, Grade::kContraindicated}) {
      if (GradeName(grade) == expect.grade->text) out.grade = grade;
    }
    if (out.grade == Grade::kNone) {
      diag::Diagnostic& d = Report(diag::Id::kUnknownGrade, expect.grade->span, {expect.grade->text})
                                .At("affirming, warning or contraindicated is due");
      SuggestNearest(d, expect.grade->span, expect.grade->text, {"affirming", "warning", "contraindicated"});
      return;
    }
  }
  test.expectations.push_back(std::move(out));
}

}  // namespace mps::check
