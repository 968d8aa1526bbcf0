#include "appraise/request_input.h"

#include <algorithm>

#include "appraise/param_text.h"
#include "base/edit_distance.h"
#include "program/program.h"

namespace mps::appraise {
namespace {

template <class List>
Status UnknownName(std::string_view what, const std::string& name, const List& list) {
  std::vector<std::string> names;
  for (const auto& entry : list) names.push_back(entry.name);
  std::string text = "no " + std::string(what) + " `" + name + "`";
  if (const auto nearest = Nearest(name, std::span<const std::string>(names)))
    text += "; did you mean `" + std::string(*nearest) + "`?";
  if (names.empty()) return {Code::kUsage, text + "; the definition has none"};
  text += " It has: ";
  for (std::size_t i = 0; i < names.size() && i < 20; ++i) text += (i > 0 ? ", " : "") + names[i];
  return {Code::kUsage, text};
}

}  // namespace

Result<std::uint32_t> LevelIndex(const program::Program& program, const std::string& name) {
  for (std::uint32_t i = 0; i < program.levels.size(); ++i) {
    if (program.levels[i].name == name) return i;
  }
  return UnknownName("level", name, program.levels);
}

Result<Params> TypedParams(const program::Program& program, const TextParams& texts, Params typed) {
  for (const auto& [name, text] : texts) {
    const auto found =
        std::find_if(program.params.begin(), program.params.end(), [&](const auto& p) { return p.name == name; });
    if (found == program.params.end()) return UnknownName("parameter", name, program.params);
    auto value = ParamFromText(program.plan.types, found->type, text);
    if (!value.ok()) return std::move(value.TakeStatus()).Within("parameter `" + name + "`");
    typed.emplace_back(name, std::move(value).value());
  }
  return typed;
}

}  // namespace mps::appraise
