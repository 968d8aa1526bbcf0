#include "appraise/tailoring.h"

#include "base/value_codec.h"
#include "interp/values.h"

namespace mps::appraise {
namespace {

bool SameValue(const Value& a, const Value& b) {
  const auto left = EncodeValue(a), right = EncodeValue(b);
  return left.ok() && right.ok() && *left == *right;
}

// By parameter: whether a selected rule reads it.
std::vector<bool> ReadParams(const program::Program& program, const std::vector<RuleResult>& results) {
  std::vector<bool> read(program.params.size());
  for (std::size_t i = 0; i < program.rules.size(); ++i) {
    if (program.rules[i].hidden || results[i].verdict == Verdict::kNotSelected) continue;
    for (const std::uint32_t param : program.rules[i].params) read[param] = true;
  }
  return read;
}

WaiverReport ReportOf(const program::Program& program, const program::WaiverSpec& spec, const RuleResult& result,
                      std::int64_t now) {
  WaiverReport waiver;
  waiver.id = program.rules[spec.rule].id;
  waiver.until = spec.until;
  waiver.because = spec.because, waiver.approved = spec.approved, waiver.ticket = spec.ticket;
  waiver.expired = now >= spec.until;
  waiver.used = !result.waiver.empty();
  return waiver;
}

}  // namespace

std::optional<ParamChange> ChangeOf(const program::ParamDef& param, std::optional<Value> own, const Value& given) {
  ParamChange change;
  change.name = param.name, change.given = given, change.stricter = param.stricter;
  change.own = std::move(own);
  change.effect = Strictness::kNothingBefore;
  if (!change.own) return change;
  if (SameValue(*change.own, given)) return std::nullopt;
  change.effect = StrictnessOf(param.stricter, *change.own, given);
  return change;
}

Result<TailoringReport> ReportTailoring(const program::Program& program, std::uint32_t level,
                                        const std::vector<RuleResult>& results, std::int64_t now) {
  const program::TailoringSpec& spec = *program.tailoring;
  TailoringReport out;
  out.name = spec.name, out.version = spec.version, out.title = spec.title, out.digest = spec.digest;
  const std::vector<bool> read = ReadParams(program, results);
  for (const program::SettingSpec& setting : spec.settings) {
    if (!read[setting.param]) continue;
    const program::ParamDef& param = program.params[setting.param];
    const auto value = interp::LevelValue(program, setting.param, level);
    if (!value) return Status(Code::kInternal, "a tailored parameter's value cannot be read");
    auto change = ChangeOf(param, interp::ParamValue(program, param, setting.base_value[level]), *value);
    if (change) out.params.push_back({std::move(*change), setting.because});
  }
  for (const program::DropSpec& drop : spec.drops) out.dropped.emplace_back(program.rules[drop.rule].id, drop.because);
  for (const program::WaiverSpec& waiver : spec.waivers) {
    if (results[waiver.rule].verdict == Verdict::kNotSelected) continue;
    out.waivers.push_back(ReportOf(program, waiver, results[waiver.rule], now));
  }
  return out;
}

}  // namespace mps::appraise
