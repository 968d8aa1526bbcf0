// Levels without rules, and declarations that nothing uses.
#include <algorithm>

#include "check/checker.h"

namespace mps::check {

void Checker::CheckLevelsHaveRules() {
  for (const model::Level& level : model_.levels) {
    const bool any = std::any_of(model_.rules.begin(), model_.rules.end(), [&](const model::Rule& rule) {
      return std::any_of(rule.levels.begin(), rule.levels.end(), [&](std::uint32_t l) {
        return std::binary_search(level.selects.begin(), level.selects.end(), l);
      });
    });
    if (!any) Report(diag::Id::kLevelWithoutRules, level.span, {level.name}).At("selects nothing");
  }
}

void Checker::WarnUnused() {
  std::set<std::uint32_t> read;
  for (const model::Rule& rule : model_.rules) read.insert(rule.params.begin(), rule.params.end());
  for (std::uint32_t i = 0; i < model_.params.size(); ++i) {
    if (!read.contains(i))
      Report(diag::Id::kUnused, model_.params[i].span, {std::string("parameter"), model_.params[i].name})
          .At("no rule reads it");
  }
  for (const Space space : {Space::kValue, Space::kTemplate}) {
    for (const auto& [name, symbol] : module_.spaces[static_cast<std::size_t>(space)]) {
      if (symbol.module != &module_ || StateOf(symbol).used) continue;
      const char* noun = nullptr;
      if (symbol.kind == ast::DeclKind::kSet) noun = "set";
      if (symbol.kind == ast::DeclKind::kTable) noun = "table";
      if (symbol.kind == ast::DeclKind::kDefine) noun = "function";
      if (symbol.kind == ast::DeclKind::kTemplate) noun = "template";
      if (symbol.kind == ast::DeclKind::kImport) noun = "import";
      if (noun != nullptr) Report(diag::Id::kUnused, symbol.span, {std::string(noun), name}).At("nothing uses it");
    }
  }
}

}  // namespace mps::check
