#include "report_environments.h"

#include <algorithm>

#include "base/hex.h"
#include "base/time.h"
#include "terminal.h"

namespace mps::cli {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kNonceDigits = 16;  // of a nonce that a table shows

std::string TimeText(std::int64_t seconds) {
  const auto text = FormatTime(seconds);
  return text.ok() ? *text : std::to_string(seconds);
}

std::string CollectedText(const EnvironmentReport& one) {
  if (!one.in_evidence) return "not in the evidence";
  if (!one.part.oldest) return "not known";
  const bool several = one.part.newest && *one.part.newest != *one.part.oldest;
  return TimeText(*one.part.oldest) + (several ? " and later" : "");
}

std::string NonceText(const EnvironmentReport& one) {
  const EvidencePart& part = one.part;
  if (!one.in_evidence) return "-";
  if (part.nonce_unknown) return "not known";
  if (part.nonces.empty()) return "none";
  if (part.nonces.size() > 1) return "several";
  const std::string hex = HexEncode(part.nonces[0]);
  const std::string shown = hex.size() > kNonceDigits ? hex.substr(0, kNonceDigits) + "…" : hex;
  return shown + (part.without_nonce ? " and none" : "");
}

std::string LayerText(const EnvironmentReport& one) {
  if (one.layer.empty()) return "-";
  return Printable(one.layer) + (one.layer_stated.empty() ? " (not stated)" : "");
}

std::string ParentText(const EnvironmentReport& one) {
  return one.parent.empty() ? "-" : Printable(one.parent) + ": " + std::string(KeyCheckName(one.signed_check));
}

std::string NameText(const EnvironmentReport& one) {
  return Printable(one.name) + (one.many ? " (" + std::to_string(one.instances) + ")" : "");
}

ordered_json KeyJson(KeyCheck check, const std::string& value) {
  return {{"check", KeyCheckName(check)}, {"stated", value.empty() ? ordered_json(nullptr) : ordered_json(value)}};
}

ordered_json TextOrNull(const std::string& text) { return text.empty() ? ordered_json(nullptr) : ordered_json(text); }

}  // namespace

std::string EnvironmentsText(const EvidenceFacts& facts, bool colour) {
  const bool bound = std::any_of(facts.environments.begin(), facts.environments.end(), [](const auto& one) {
    return one.key_check != KeyCheck::kNotBound || one.signed_check != KeyCheck::kNotBound;
  });
  if (facts.environments.size() < 2 && !bound) return "";
  Table table;
  table.AddRow({{"ENVIRONMENT", Colour::kBold},
                {"LAYER", Colour::kBold},
                {"KEY", Colour::kBold},
                {"SIGNED BY PARENT", Colour::kBold},
                {"COLLECTED", Colour::kBold},
                {"NONCE", Colour::kBold}});
  for (const EnvironmentReport& one : facts.environments)
    table.AddRow({{NameText(one)},
                  {LayerText(one)},
                  {std::string(KeyCheckName(one.key_check))},
                  {ParentText(one)},
                  {CollectedText(one)},
                  {NonceText(one)}});
  return table.Render(colour) + "\n";
}

ordered_json EnvironmentsJson(const EvidenceFacts& facts) {
  ordered_json out = ordered_json::array();
  for (const EnvironmentReport& one : facts.environments) {
    ordered_json entry{{"name", one.name}, {"in_evidence", one.in_evidence}};
    if (one.many) entry["instances"] = one.instances;
    entry["layer"] = {{"declared", TextOrNull(one.layer)}, {"stated", TextOrNull(one.layer_stated)}};
    entry["parent"] = TextOrNull(one.parent);
    entry["key"] = KeyJson(one.key_check, one.key);
    entry["signed_by"] = KeyJson(one.signed_check, one.signed_by);
    entry["collected_at"] = one.part.oldest ? ordered_json(*one.part.oldest) : ordered_json(nullptr);
    entry["nonces"] = ordered_json::array();
    for (const Bytes& nonce : one.part.nonces) entry["nonces"].push_back(HexEncode(nonce));
    out.push_back(std::move(entry));
  }
  return out;
}

}  // namespace mps::cli
