// The report of an appraisal for machines: the JSON of `mps eval --format json` (docs/cli.md).
#include <nlohmann/json.hpp>

#include "appraise_input.h"
#include "base/hex.h"
#include "report_environments.h"
#include "report_tailoring.h"
#include "report_value.h"

namespace mps::cli {
namespace {

using nlohmann::ordered_json;

ordered_json Hash(const Bytes& sha256) { return {{"alg", "sha256"}, {"value", HexEncode(sha256)}}; }

ordered_json Rule(const RuleReport& rule) {
  ordered_json out{{"id", rule.id},
                   {"name", rule.name},
                   {"title", rule.title},
                   {"verdict", VerdictName(rule.verdict)},
                   {"severity", rule.severity}};
  out["grade"] = rule.grade == Grade::kNone ? ordered_json(nullptr) : ordered_json(GradeName(rule.grade));
  AddWaivers(rule, out);
  out["answers"] = ordered_json::array();
  for (const auto& answer : rule.answers)
    out["answers"].push_back({{"endorser", answer.endorser},
                              {"answer", answer.pass ? "pass" : "fail"},
                              {"because", answer.because},
                              {"origin", answer.origin}});
  out["environment"] = rule.environment;
  out["refs"] = ordered_json::object();
  for (const auto& [scheme, id] : rule.refs) out["refs"][scheme].push_back(id);
  out["reason"] = rule.reason;
  out["fixes"] = ordered_json::array();
  for (const auto& [kind, text] : rule.fixes) out["fixes"].push_back({{"kind", kind}, {"text", text}});
  return out;
}

ordered_json Evidence(const EvidenceFacts& facts) {
  ordered_json out;
  out["collected_at"] = facts.collected_at ? ordered_json(*facts.collected_at) : ordered_json(nullptr);
  out["sha256"] = HexEncode(facts.sha256);
  out["problems"] = facts.problems;
  out["unnamed_claims"] = facts.unnamed_claims;
  return out;
}

}  // namespace

std::string ReportJson(const Appraisal& appraisal, const EngineReport& engine) {
  ordered_json out{
      {"mps", appraisal.mps}, {"set", appraisal.set_name}, {"version", appraisal.version}, {"level", appraisal.level}};
  out["base"] = appraisal.base.empty() ? ordered_json(nullptr) : ordered_json(appraisal.base);
  out["tailoring"] = TailoringJson(appraisal);
  out["verdict"] = VerdictName(appraisal.verdict);
  out["counts"] = ordered_json::object();
  for (const Verdict verdict : kAllVerdicts) {
    if (const auto n = appraisal.counts[static_cast<std::size_t>(verdict)]; n > 0)
      out["counts"][std::string(VerdictName(verdict))] = n;
  }
  out["ignored_endorsements"] = ordered_json::array();
  for (const auto& one : appraisal.ignored)
    out["ignored_endorsements"].push_back({{"kind", one.answer ? "answer" : "endorsement"},
                                           {"id", one.id},
                                           {"endorser", one.endorser},
                                           {"origin", one.origin},
                                           {"reason", one.reason}});
  out["definition"] = Hash(appraisal.definition_digest);
  out["package"] = Hash(appraisal.package_digest);
  out["hsh"] = Hash(appraisal.hsh);
  out["parameters"] = ordered_json::array();
  for (const auto& [name, value] : appraisal.params)
    out["parameters"].push_back({{"name", name}, {"value", TypedJson(value)}});
  out["changes"] = ordered_json::array();
  for (const auto& change : appraisal.changes) {
    out["changes"].push_back({{"name", change.name},
                              {"own", change.own ? TypedJson(*change.own) : ordered_json(nullptr)},
                              {"given", TypedJson(change.given)},
                              {"effect", StrictnessName(change.effect)}});
  }
  out["configurations"] = ordered_json::array();
  for (const auto& configuration : appraisal.configurations) {
    ordered_json entry{{"id", configuration.id}, {"environment", configuration.environment}};
    if (configuration.verdict == Verdict::kPass) {
      entry["digest"] = Hash(configuration.digest);
    } else {
      entry["verdict"] = VerdictName(configuration.verdict);
    }
    out["configurations"].push_back(std::move(entry));
  }
  out["environments"] = EnvironmentsJson(appraisal.evidence);
  out["rules"] = ordered_json::array();
  for (const auto& rule : appraisal.rules) {
    if (rule.verdict != Verdict::kNotSelected) out["rules"].push_back(Rule(rule));
  }
  out["evidence"] = Evidence(appraisal.evidence);
  out["engine"] = EngineJson(appraisal, engine);
  return out.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace mps::cli
