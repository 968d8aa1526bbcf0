#include "report_tailoring.h"

#include <algorithm>

#include "base/hex.h"
#include "base/time.h"
#include "command.h"
#include "crypto/hash.h"
#include "report_value.h"
#include "terminal.h"
#include "value_text.h"

namespace mps::cli {
namespace {

using nlohmann::ordered_json;

constexpr std::int64_t kDay = 86400, kWarnBefore = 30 * kDay;

ordered_json OrNull(const std::string& text) { return text.empty() ? ordered_json(nullptr) : ordered_json(text); }

ordered_json WaiverJson(const WaiverReport& waiver) {
  return {{"id", waiver.id},
          {"until", TimeText(waiver.until)},
          {"reason", waiver.because},
          {"approved", waiver.approved},
          {"ticket", OrNull(waiver.ticket)}};
}

std::vector<std::string> WaivedRules(const claims::ClaimSet& set) {
  std::vector<std::string> ids;
  for (const auto& [environment, results] : set.environments) {
    for (const auto& [id, rule] : results.rules) {
      if (!rule.waiver.empty()) ids.push_back(id);
    }
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::string ParamText(const TailoredParam& param) {
  std::string text =
      "           sets " + Printable(param.change.name) + " to " + Printable(ValueText(param.change.given));
  if (param.change.own) text += ", not " + Printable(ValueText(*param.change.own));
  text += ": " + std::string(StrictnessName(param.change.effect));
  return text + (param.because.empty() ? "" : " (" + Printable(param.because) + ")") + "\n";
}

}  // namespace

std::string DateText(std::int64_t seconds) {
  const std::string text = TimeText(seconds);
  return seconds % kDay == 0 ? text.substr(0, text.find('T')) : text;
}

std::string WaiverText(const WaiverReport& waiver) {
  const std::string who =
      ", approved by " + waiver.approved + (waiver.ticket.empty() ? "" : ", " + waiver.ticket) + ": " + waiver.because;
  if (waiver.expired) return "its waiver expired on " + DateText(waiver.until) + " and counts for nothing" + who;
  return "waived until " + DateText(waiver.until) + who;
}

std::string TailoringText(const Appraisal& appraisal) {
  if (!appraisal.tailoring) return "";
  const TailoringReport& tailoring = *appraisal.tailoring;
  std::string text = "tailoring  " + Printable(tailoring.name) + ", version " + Printable(tailoring.version) + ", of " +
                     Printable(appraisal.base) + "\n           sha256 " + HexEncode(tailoring.digest) + "\n";
  for (const TailoredParam& param : tailoring.params) text += ParamText(param);
  for (const auto& [id, because] : tailoring.dropped)
    text += "           rule " + Printable(id) + " is dropped (" + Printable(because) + ")\n";
  const auto used = std::count_if(tailoring.waivers.begin(), tailoring.waivers.end(), [](auto& w) { return w.used; });
  const auto expired =
      std::count_if(tailoring.waivers.begin(), tailoring.waivers.end(), [](auto& w) { return w.expired; });
  if (!tailoring.waivers.empty())
    text += "           waivers: " + std::to_string(tailoring.waivers.size()) + ", " + std::to_string(used) +
            " used, " + std::to_string(expired) + " expired\n";
  return text;
}

void AddWaivers(const RuleReport& rule, ordered_json& out) {
  out["waiver"] = OrNull(rule.waiver);
  const bool expired = rule.waived && rule.waived->expired;
  out["waived"] = rule.waived && !expired ? WaiverJson(*rule.waived) : ordered_json(nullptr);
  if (expired) out["expired_waiver"] = WaiverJson(*rule.waived);
}

ordered_json TailoringJson(const Appraisal& appraisal) {
  if (!appraisal.tailoring) return nullptr;
  const TailoringReport& tailoring = *appraisal.tailoring;
  ordered_json out{{"name", tailoring.name},
                   {"version", tailoring.version},
                   {"title", OrNull(tailoring.title)},
                   {"alg", "sha256"},
                   {"value", HexEncode(tailoring.digest)}};
  out["parameters"] = ordered_json::array();
  for (const TailoredParam& param : tailoring.params) {
    out["parameters"].push_back({{"name", param.change.name},
                                 {"base", param.change.own ? TypedJson(*param.change.own) : ordered_json(nullptr)},
                                 {"value", TypedJson(param.change.given)},
                                 {"effect", StrictnessName(param.change.effect)},
                                 {"reason", OrNull(param.because)}});
  }
  out["dropped"] = ordered_json::array();
  for (const auto& [id, because] : tailoring.dropped) out["dropped"].push_back({{"id", id}, {"reason", because}});
  out["waivers"] = ordered_json::array();
  for (const WaiverReport& waiver : tailoring.waivers) {
    ordered_json entry = WaiverJson(waiver);
    entry["expired"] = waiver.expired;
    entry["used"] = waiver.used;
    out["waivers"].push_back(std::move(entry));
  }
  return out;
}

void AddTailoring(const claims::ClaimSet& set, ordered_json& out) {
  out["base"] = set.base_name ? ordered_json(*set.base_name) : ordered_json(nullptr);
  out["tailoring"] = nullptr;
  if (set.tailoring)
    out["tailoring"] = {{"alg", crypto::DigestName(set.tailoring->alg)}, {"value", HexEncode(set.tailoring->value)}};
  out["waived"] = WaivedRules(set);
}

std::string TailoredText(const claims::ClaimSet& set) {
  if (!set.tailoring) return "";
  const std::size_t waived = WaivedRules(set).size();
  return "; tailored from " + Printable(set.base_name.value_or("")) + ", tailoring " +
         std::string(crypto::DigestName(set.tailoring->alg)) + ":" + HexEncode(set.tailoring->value) +
         (waived == 0 ? "" : ", " + std::to_string(waived) + (waived == 1 ? " fail" : " fails") + " waived");
}

void WarnOfEndingWaivers(const Appraisal& appraisal, std::int64_t now) {
  if (!appraisal.tailoring) return;
  for (const WaiverReport& waiver : appraisal.tailoring->waivers) {
    if (waiver.expired || waiver.until - kWarnBefore > now) continue;
    const std::int64_t days = (waiver.until - now) / kDay;
    const std::string when = days == 0   ? "in less than a day"
                             : days == 1 ? "in 1 day"
                                         : "in " + std::to_string(days) + " days";
    Note("mps: warning: the waiver of rule " + Printable(waiver.id) + " ends on " + DateText(waiver.until) + ", " +
         when + " (approved by " + Printable(waiver.approved) +
         (waiver.ticket.empty() ? "" : ", " + Printable(waiver.ticket)) + ")");
  }
}

}  // namespace mps::cli
