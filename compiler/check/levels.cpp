// Levels, and the values they give to parameters.
#include <algorithm>
#include <cctype>
#include <map>
#include <vector>

#include "check/checker.h"
#include "model/spell.h"
#include "model/strictness.h"

namespace mps::check {

void Checker::CheckLevels() {
  std::vector<const ast::LevelDecl*> decls;
  std::map<std::string, Span> registered;
  for (const ast::Decl* decl : module_.ast->decls) {
    if (decl->kind != ast::DeclKind::kLevel) continue;
    const auto& level = decl->As<ast::LevelDecl>();
    const Symbol* symbol = module_.Find(Space::kLevel, level.name.text);
    if (symbol == nullptr || symbol->decl != decl) continue;
    if (model_.levels.size() == limit::kLevels) {  // every level keeps a list of all it selects
      Report(diag::Id::kTooManyLevels, level.name.span, {static_cast<std::int64_t>(limit::kLevels)}).At("one too many");
      break;
    }
    Resolved& state = StateOf(*symbol);
    state.stage = Stage::kDone;
    state.ok = true;
    state.index = static_cast<std::uint32_t>(model_.levels.size());
    model::Level out;
    out.name = level.name.text;
    if (level.prose) out.title = level.prose->value;
    out.registered = level.registered ? level.registered->value : model_.name + "-" + out.name;
    if (level.registered) CheckAscii(out.registered, level.registered->span, "a registered name");
    auto [place, fresh] = registered.try_emplace(out.registered, level.name.span);
    if (!fresh)
      Report(diag::Id::kDuplicateName, level.name.span, {out.registered, std::string("registered name")})
          .At("again here")
          .WithLabel(place->second, "first here");
    out.accept_warning = level.accept_warning;
    out.span = level.name.span;
    model_.levels.push_back(std::move(out));
    decls.push_back(&level);
  }
  for (std::uint32_t i = 0; i < decls.size(); ++i) {
    if (!decls[i]->extends) continue;
    const Symbol* base = LookUp(*decls[i]->extends, Space::kLevel, module_, diag::Id::kUnknownLevel);
    if (base != nullptr) model_.levels[i].extends.push_back(StateOf(*base).index);
  }
  for (std::uint32_t i = 0; i < decls.size(); ++i) {
    std::vector<std::uint32_t> chain;
    for (std::uint32_t at = i;;) {
      if (std::find(chain.begin(), chain.end(), at) != chain.end()) {
        if (at == i)
          Report(diag::Id::kLevelCycle, decls[i]->extends->span, {model_.levels[i].name}).At("extends itself");
        break;
      }
      chain.push_back(at);
      if (model_.levels[at].extends.empty()) break;
      at = model_.levels[at].extends[0];
    }
    std::sort(chain.begin(), chain.end());
    model_.levels[i].selects = std::move(chain);
  }
}

// The number of steps in which `extends` leads from a level to the root: ancestors first.
void Checker::CheckLevelParams() {
  for (const ast::Decl* decl : module_.ast->decls) {
    if (decl->kind != ast::DeclKind::kLevel) continue;
    const Symbol* symbol = module_.Find(Space::kLevel, decl->As<ast::LevelDecl>().name.text);
    if (symbol == nullptr || symbol->decl != decl) continue;
    for (const ast::LevelParam& clause : decl->As<ast::LevelDecl>().params)
      LevelParamValue(clause, *symbol, StateOf(*symbol).index);
  }
  FillLevelValues();
}

void Checker::LevelParamValue(const ast::LevelParam& clause, const Symbol& level, std::uint32_t index) {
  const Symbol* symbol = module_.Find(Space::kValue, clause.name.text);
  if (symbol == nullptr || symbol->kind != ast::DeclKind::kParam) {
    std::vector<std::string> names;
    for (const model::Param& param : model_.params) names.push_back(param.name);
    diag::Diagnostic& d = Report(diag::Id::kUnknownParam, clause.name.span, {clause.name.text}).At("no such parameter");
    SuggestNearest(d, clause.name.span, clause.name.text, names);
    return;
  }
  StateOf(*symbol).used = StateOf(*symbol).used || false;
  if (!ParamOf(*symbol) || clause.value == nullptr) return;
  std::uint32_t param = StateOf(*symbol).index;
  Frame frame{&module_, {}};
  auto value = ConstantOf(*clause.value, model_.params[param].type, frame, false);
  if (!value || !InParamDomain(model_.params[param], *value, clause.value->span, "level `" + level.name + "`")) return;
  for (const auto& [other, old] : model_.levels[index].params) {
    if (other == param) {
      Report(diag::Id::kDuplicateName, clause.name.span, {clause.name.text, std::string("parameter of this level")})
          .At("again here");
      return;
    }
  }
  model_.levels[index].params.emplace_back(param, std::move(*value));
}

// Each level's value is its own, its nearest ancestor's, or the default. What a level adds must not be looser than what
// it extends: selecting more must not demand less.
void Checker::FillLevelValues() {
  // Ancestors first; of levels that extend each other in a ring, which is reported already, the first has none.
  std::vector<std::uint32_t> order(model_.levels.size());
  for (std::uint32_t l = 0; l < order.size(); ++l) order[l] = l;
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return model_.levels[a].selects.size() < model_.levels[b].selects.size();
  });
  // What each level itself gives to each parameter.
  std::vector<std::map<std::uint32_t, const Value*>> own(model_.levels.size());
  for (std::uint32_t l = 0; l < own.size(); ++l) {
    for (const auto& [param, value] : model_.levels[l].params) own[l].emplace(param, &value);
  }
  std::size_t copied = 0;
  for (std::uint32_t p = 0; p < model_.params.size(); ++p) {
    model::Param& param = model_.params[p];
    std::vector<const Value*> values(model_.levels.size());
    for (const std::uint32_t l : order) {
      const auto& extends = model_.levels[l].extends;
      const Value* inherited = extends.empty() ? nullptr : values[extends[0]];
      if (inherited == nullptr && param.default_value) inherited = &*param.default_value;
      const auto mine = own[l].find(p);
      values[l] = mine == own[l].end() ? inherited : mine->second;
      if (mine != own[l].end() && inherited != nullptr)
        RefuseLooser(param, model_.levels[l], *inherited, *mine->second);
    }
    for (const Value* value : values) copied += value == nullptr ? 1 : 1 + value->items.size();
    if (copied > limit::kModelNodes) {  // the model keeps them all: parameters times levels
      Report(diag::Id::kTooManyNodes, param.span, {static_cast<std::int64_t>(limit::kModelNodes)})
          .At("too large from here on: the value of every parameter at every level");
      return;
    }
    param.level_value.assign(model_.levels.size(), std::nullopt);
    for (std::uint32_t l = 0; l < values.size(); ++l) {
      if (values[l] != nullptr) param.level_value[l] = *values[l];
    }
  }
}

void Checker::RefuseLooser(const model::Param& param, const model::Level& level, const Value& inherited,
                           const Value& value) {
  if (model::EffectOf(param, inherited, value) != model::Effect::kLooser) return;
  Report(diag::Id::kLooserLevel, level.span, {level.name, param.name, model::Spell(value), model::Spell(inherited)})
      .At("demands less than what it extends")
      .WithLabel(param.span, "declared `stricter " + std::string(param.stricter < 0 ? "lower" : "higher") + "` here");
}

}  // namespace mps::check
