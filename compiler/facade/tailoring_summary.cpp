// What a tailoring changes, rule by rule: stricter, looser or mixed. Entry point: Summarise.
#include "facade/tailoring_summary.h"

#include <algorithm>

#include "base/time.h"
#include "model/spell.h"
#include "model/strictness.h"

namespace mps::compiler {
namespace {

using model::Effect;

// By level, what a setting does there to a rule that the level selects.
void AddSetting(const model::Model& model, const model::Rule& rule, const model::Setting& setting, RuleEffect& out,
                Effect& effect) {
  const model::Param& param = model.params[setting.param];
  for (std::size_t l = 0; l < model.levels.size(); ++l) {
    const auto& selects = model.levels[l].selects;
    const bool selected = std::any_of(rule.levels.begin(), rule.levels.end(), [&](std::uint32_t level) {
      return std::binary_search(selects.begin(), selects.end(), level);
    });
    if (!selected) continue;
    const auto& own = param.level_value[l];
    const Effect here = own ? model::EffectOf(param, *own, setting.value) : Effect::kUndeclared;
    effect = model::Together(effect, here);
    if (here == Effect::kSame) continue;
    out.changes.push_back({"parameter", model.levels[l].name,
                           param.name + " is " + model::Spell(setting.value) +
                               (own ? ", not " + model::Spell(*own) : ", which the level leaves to the caller"),
                           std::string(model::EffectName(here)), setting.because});
  }
}

// By hand a rule fails only if somebody may answer it.
bool CanFail(const model::Model& model, const model::Rule& rule) {
  return !rule.is_manual || std::any_of(model.endorsers.begin(), model.endorsers.end(), [&](const auto& endorser) {
    return std::binary_search(endorser.may_answer.begin(), endorser.may_answer.end(), rule.id);
  });
}

}  // namespace

TailoringSummary Summarise(const model::Model& model) {
  const model::Tailoring& tailoring = *model.tailoring;
  TailoringSummary out;
  out.name = tailoring.name, out.version = tailoring.version, out.digest = tailoring.digest;
  out.base = model.name, out.base_version = model.version, out.definition_digest = model.definition_digest;
  Effect whole = Effect::kSame;
  for (const model::Rule& rule : model.rules) {
    RuleEffect one;
    one.id = rule.id, one.title = rule.title;
    Effect effect = Effect::kSame;
    if (const model::Drop* drop = tailoring.DropOf(rule.id)) {
      effect = Effect::kLooser;
      one.changes.push_back({"drop", "", "dropped", "looser", drop->because});
    } else {
      for (const std::uint32_t param : rule.params) {
        if (const model::Setting* setting = tailoring.SettingOf(param)) AddSetting(model, rule, *setting, one, effect);
      }
      if (const model::Waiver* waiver = tailoring.WaiverOf(rule.id)) {
        const Effect waived = CanFail(model, rule) ? Effect::kLooser : Effect::kSame;
        effect = model::Together(effect, waived);
        one.changes.push_back({"waiver", "", "waived until " + TimeText(waiver->until),
                               std::string(model::EffectName(waived)), waiver->because});
      }
    }
    if (one.changes.empty()) continue;
    one.effect = EffectName(effect);
    whole = model::Together(whole, effect);
    out.rules.push_back(std::move(one));
  }
  out.effect = EffectName(whole);
  return out;
}

}  // namespace mps::compiler
