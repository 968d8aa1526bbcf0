// The claim set in diagnostic notation (RFC 8949 section 8), laid out for people.
#include <string>

#include "base/cbor_value.h"
#include "base/hex.h"
#include "base/json_value.h"
#include "claims/claim_set.h"

namespace mps::claims {
namespace {

std::string Quoted(std::string_view text) {
  std::string out;
  json::AppendQuoted(text, out);
  return out;
}

std::string Show(const Digest& digest) {
  return "[" + std::to_string(static_cast<int>(digest.alg)) + ", h'" + HexEncode(digest.value) + "']";
}

std::string ShowVerdict(Verdict verdict) {
  return std::to_string(static_cast<int>(verdict)) + " / " + std::string(VerdictName(verdict)) + " /";
}

std::string Show(const RuleResult& result) {
  if (result.grade == Grade::kNone && result.waiver.empty()) return ShowVerdict(result.verdict);
  std::string grade = "null";
  if (result.grade != Grade::kNone) {
    grade = std::to_string(static_cast<int>(result.grade)) + " / " + std::string(GradeName(result.grade)) + " /";
  }
  return "[" + ShowVerdict(result.verdict) + ", " + grade + ", " +
         (result.waiver.empty() ? "null" : Quoted(result.waiver)) + "]";
}

std::string Show(const ConfigurationResult& result) {
  if (const Digest* digest = std::get_if<Digest>(&result)) return Show(*digest);
  return ShowVerdict(std::get<Verdict>(result));
}

std::string ShowParameter(const Bytes& encoded) {
  auto value = cbor::Decode(encoded, cbor::Options::Strict());
  return value.ok() ? cbor::Diagnostic(value.value()) : "h'" + HexEncode(encoded) + "' / not valid CBOR /";
}

// Lines `key: value` between braces, each at `indent`.
template <class Map, class ShowItem>
std::string ShowMap(const Map& map, const std::string& indent, ShowItem show) {
  if (map.empty()) return "{}";
  std::string out = "{\n";
  std::size_t left = map.size();
  for (const auto& [key, value] : map) {
    out += indent + "  " + Quoted(key) + ": " + show(value) + (--left == 0 ? "\n" : ",\n");
  }
  return out + indent + "}";
}

std::string ShowCounts(const VerdictCounts& counts) {
  std::string out;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    if (!out.empty()) out += ", ";
    out += std::to_string(i) + ": " + std::to_string(counts[i]);
  }
  return "{" + out + "}";
}

std::string ShowEnvironment(const EnvironmentResults& results) {
  return "[\n      / rules / " + ShowMap(results.rules, "      ", [](const RuleResult& r) { return Show(r); }) +
         ",\n      / configurations / " +
         ShowMap(results.configurations, "      ", [](const ConfigurationResult& r) { return Show(r); }) + "\n    ]";
}

}  // namespace

std::string DumpClaimSet(const ClaimSet& set) {
  std::string out = "[\n  " + Quoted(kClaimSetTag) + ", " + std::to_string(kClaimSetFormat) + ",\n";
  out += "  / name / " + Quoted(set.name) + ",\n";
  out += "  / version / " + Quoted(set.version) + ",\n";
  out += "  / level / " + Quoted(set.level) + ",\n";
  out += "  / definition / " + Show(set.definition) + ",\n";
  out += "  / tailoring / " + (set.tailoring ? Show(*set.tailoring) : "null") + ",\n";
  out += "  / base name / " + (set.base_name ? Quoted(*set.base_name) : "null") + ",\n";
  out += "  / parameters / " + ShowMap(set.parameters, "  ", ShowParameter) + ",\n";
  out += "  / verdict / " + ShowVerdict(set.verdict) + ",\n";
  out += "  / counts / " + ShowCounts(set.counts) + ",\n";
  out += "  / environments / " + ShowMap(set.environments, "  ", ShowEnvironment) + "\n]\n";
  return out;
}

}  // namespace mps::claims
