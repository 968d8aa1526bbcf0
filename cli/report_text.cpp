// The report of an appraisal for people: one aligned table, then what it comes to.
#include <algorithm>

#include "appraise_input.h"
#include "base/hex.h"
#include "base/time.h"
#include "report_environments.h"
#include "report_tailoring.h"
#include "terminal.h"
#include "value_text.h"

namespace mps::cli {
namespace {

constexpr std::size_t kReasonWidth = 160;  // longer reasons are cut here; --format json has them whole

// Ids such as 5.1.10 after 5.1.9: runs of digits compare as numbers.
bool NaturalLess(const std::string& a, const std::string& b) {
  std::size_t i = 0, j = 0;
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  while (i < a.size() && j < b.size()) {
    if (!digit(a[i]) || !digit(b[j])) {
      if (a[i] != b[j]) return a[i] < b[j];
      ++i, ++j;
      continue;
    }
    std::size_t p = i, q = j;
    while (p < a.size() && digit(a[p])) ++p;
    while (q < b.size() && digit(b[q])) ++q;
    const std::string x = a.substr(std::min(a.find_first_not_of('0', i), p), p),
                      y = b.substr(std::min(b.find_first_not_of('0', j), q), q);
    const std::string left = a.substr(i, p - i), right = b.substr(j, q - j);
    if (left.size() != right.size()) return left.size() < right.size();
    if (left != right) return left < right;
    i = p, j = q;
  }
  return a.size() - i < b.size() - j;
}

std::string Shortened(const std::string& reason) {
  const std::string text = Printable(reason);
  if (text.size() <= kReasonWidth) return text;
  std::size_t end = kReasonWidth - 1;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

std::string VerdictText(const RuleReport& rule) {
  std::string text(VerdictName(rule.verdict));
  if (rule.grade != Grade::kNone) text += " (" + std::string(GradeName(rule.grade)) + ")";
  if (!rule.waiver.empty()) text += ", waived";
  return text;
}

std::string CountsText(const VerdictCounts& counts) {
  std::string text;
  for (const Verdict verdict : kAllVerdicts) {
    const auto n = counts[static_cast<std::size_t>(verdict)];
    if (n == 0 || verdict == Verdict::kNotSelected) continue;
    if (!text.empty()) text += ", ";
    text += std::to_string(n) + " " + std::string(VerdictName(verdict));
  }
  return text;
}

std::string WaivedText(const Appraisal& appraisal) {
  const auto waived = std::count_if(appraisal.rules.begin(), appraisal.rules.end(),
                                    [](const RuleReport& rule) { return !rule.waiver.empty(); });
  return waived == 0 ? "" : "; " + std::to_string(waived) + (waived == 1 ? " fail" : " fails") + " waived";
}

std::string EvidenceText(const EvidenceFacts& facts) {
  std::string text = "evidence   ";
  if (facts.collected_at) text += "collected " + TimeText(*facts.collected_at) + ", ";
  text += "sha256 " + HexEncode(facts.sha256) + "\n";
  for (const auto& problem : facts.problems) text += "           problem: " + Printable(problem) + "\n";
  if (facts.unnamed_claims > 0) {
    text += "           " + std::to_string(facts.unnamed_claims) + " claim(s) outside the schema were skipped";
    if (!facts.unnamed_paths.empty()) text += ", such as " + Printable(facts.unnamed_paths.front());
    text += "\n";
  }
  return text;
}

// What was endorsed and counts for nothing, with the reason.
std::string IgnoredText(const std::vector<IgnoredEndorsement>& ignored) {
  std::string text;
  for (const auto& one : ignored) {
    text +=
        "ignored    " +
        (one.id.empty() ? "endorsements" : (one.answer ? "answer to `" : "endorsement `") + Printable(one.id) + "`") +
        (one.origin.empty() ? "" : " of " + Printable(one.origin)) + ": " + Printable(one.reason) + "\n";
  }
  return text;
}

std::string AnswerText(const AnswerReport& answer) {
  return "answered " + std::string(answer.pass ? "pass" : "fail") + " by " + answer.endorser + ": " + answer.because +
         (answer.origin.empty() ? "" : " (" + answer.origin + ")");
}

// Whether all changed parameters together ask for more or for less than the official level does.
std::string_view OverallEffect(const std::vector<ParamChange>& changes) {
  bool all_stricter = true, any_looser = false;
  for (const auto& change : changes) {
    all_stricter = all_stricter && change.effect == Strictness::kStricter;
    any_looser = any_looser || change.effect == Strictness::kLooser;
  }
  return any_looser ? "looser than " : all_stricter ? "stricter than " : "not comparable with ";
}

std::string ChangesText(const Appraisal& appraisal) {
  if (appraisal.changes.empty()) return "";
  std::string text = " (" + std::string(OverallEffect(appraisal.changes)) +
                     Printable(appraisal.mps.substr(0, appraisal.mps.rfind("+custom"))) + ")";
  for (const auto& change : appraisal.changes) {
    text += "\nparameter  " + Printable(change.name) + " is " + Printable(ValueText(change.given));
    if (change.own) text += ", not " + Printable(ValueText(*change.own));
    switch (change.effect) {
      case Strictness::kStricter:
      case Strictness::kLooser:
        text += ": " + std::string(StrictnessName(change.effect)) + " (the definition says `stricter " +
                (change.stricter < 0 ? "lower" : "higher") + "`)";
        break;
      case Strictness::kUndeclared:
        text += ": the definition does not say which is stricter";
        break;
      case Strictness::kNothingBefore:
        text += ": the level has no value of its own";
        break;
    }
  }
  return text;
}

}  // namespace

std::string ReportText(const Appraisal& appraisal, bool colour, bool problems_only) {
  std::vector<const RuleReport*> rules;
  for (const auto& rule : appraisal.rules) {
    if (rule.verdict == Verdict::kNotSelected || (problems_only && rule.verdict == Verdict::kPass)) continue;
    rules.push_back(&rule);
  }
  std::sort(rules.begin(), rules.end(), [](const auto* a, const auto* b) { return NaturalLess(a->id, b->id); });
  Table table;
  table.AddRow({{"RULE", Colour::kBold},
                {"VERDICT", Colour::kBold},
                {"SEVERITY", Colour::kBold},
                {"TITLE AND REASON", Colour::kBold}});
  for (const auto* rule : rules) {
    table.AddRow({{Printable(rule->id)},
                  {VerdictText(*rule), ColourOf(rule->verdict)},
                  {rule->severity},
                  {Printable(rule->title)}});
    const bool said = rule->verdict == Verdict::kPass || (rule->verdict == Verdict::kFail && !rule->answers.empty());
    if (!rule->reason.empty() && !said)  // an answer has its own line
      table.AddRow({{""}, {""}, {""}, {"  " + Shortened(rule->reason), Colour::kGrey}});
    for (const auto& answer : rule->answers)
      table.AddRow({{""}, {""}, {""}, {"  " + Shortened(AnswerText(answer)), Colour::kGrey}});
    if (rule->waived) table.AddRow({{""}, {""}, {""}, {"  " + Shortened(WaiverText(*rule->waived)), Colour::kGrey}});
  }
  std::string text = EnvironmentsText(appraisal.evidence, colour) + table.Render(colour);
  text += "\nmps        " + Printable(appraisal.mps) + ", version " + Printable(appraisal.version);
  text += ChangesText(appraisal);
  text += "\nverdict    " + Paint(VerdictName(appraisal.verdict), ColourOf(appraisal.verdict), colour) + " (" +
          CountsText(appraisal.counts) + WaivedText(appraisal) + ")\n";
  text += TailoringText(appraisal);
  text += EvidenceText(appraisal.evidence) + IgnoredText(appraisal.ignored);
  text += "definition sha256 " + HexEncode(appraisal.definition_digest) + "\n";
  text += "hsh        sha256 " + HexEncode(appraisal.hsh) + "\n";
  return text;
}

}  // namespace mps::cli
