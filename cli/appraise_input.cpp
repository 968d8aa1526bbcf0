// From arguments to an appraisal. Entry point: RunAppraisal.
#include "appraise_input.h"

#include "files.h"
#include "mps/limits.h"
#include "wrapper.h"

namespace mps::cli {
namespace {

Result<Appraisal> Appraise(const AppraiseArguments& arguments, const Definition& definition, std::int64_t now,
                           AppraiseOutcome& outcome) {
  MPS_ASSIGN(auto params, SplitParams(arguments.params));
  MPS_ASSIGN(auto read, ReadFile(arguments.evidence, limit::kEvidenceBytes));
  auto unwrapped = Unwrapped(std::move(read), Message::kEvidence);
  if (!unwrapped.ok()) return unwrapped.TakeStatus().Within("evidence `" + arguments.evidence + "`");
  const std::string evidence = std::move(unwrapped).value();
  MPS_ASSIGN(auto loaded, LoadEndorsements(arguments.endorsements, *definition.program, now));
  outcome.endorsements = std::move(loaded.used);
  MPS_ASSIGN(auto appraiser, Appraiser::Create(definition.program, std::move(loaded.input)));
  outcome.engine = UseEngine(appraiser, arguments.engine, arguments.level);
  Request request;
  request.evidence = AsBytes(evidence);
  request.level = arguments.level;
  request.params = std::move(params);
  request.now = now;
  auto appraisal = appraiser.Appraise(request);
  if (appraisal.ok())
    appraisal->ignored.insert(appraisal->ignored.begin(), loaded.ignored.begin(), loaded.ignored.end());
  const bool keep = arguments.keep_evidence ||
                    (!arguments.keep_for.empty() && !EnvironmentsOf(*definition.program, arguments.keep_for).empty());
  if (appraisal.ok() && keep) outcome.evidence = ToBytes(AsBytes(evidence));
  if (appraisal.ok() || appraisal.status().code() == Code::kUsage) return appraisal;
  Status status = appraisal.TakeStatus();
  const bool not_evidence = status.offset() == std::size_t{0};
  status = std::move(status).Within("evidence `" + arguments.evidence + "`");
  if (!not_evidence) return status;
  return Status(status.code(), status.message() + "; evidence is what `mps collect -o FILE` writes", 0);
}

}  // namespace

Result<std::vector<std::pair<std::string, std::string>>> SplitParams(const std::vector<std::string>& params) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& param : params) {
    const auto equals = param.find('=');
    if (equals == std::string::npos || equals == 0) {
      return Status(Code::kUsage, "--param: expected name=value, got `" + param + "`");
    }
    for (const auto& [name, value] : out) {
      if (name == param.substr(0, equals)) return Status(Code::kUsage, "--param: `" + name + "` is given twice");
    }
    out.emplace_back(param.substr(0, equals), param.substr(equals + 1));
  }
  return out;
}

void AddAppraiseOptions(CLI::App& command, AppraiseArguments& arguments) {
  command.add_option("DEF", arguments.definition, "the definition, an .mps file, or a bundle")
      ->required()
      ->type_name("");
  command.add_option("--level", arguments.level, "level to appraise against, such as L1")
      ->required()
      ->type_name("LEVEL");
  command.add_option("--evidence", arguments.evidence, "evidence, JSON or CBOR")->required()->type_name("FILE");
  command.add_option("--param", arguments.params, "a parameter, name=value; may be repeated")
      ->type_name("K=V")
      ->allow_extra_args(false);
  command.add_option("--now", arguments.now, "time of appraisal, RFC 3339 or seconds (default: the clock)")
      ->type_name("T");
  AddTrustOptions(command, arguments.trust);
  AddEndorsementOptions(command, arguments.endorsements);
  AddEngineOptions(command, arguments.engine);
}

AppraiseOutcome RunAppraisal(const AppraiseArguments& arguments, Trust trust, const Context& context) {
  AppraiseOutcome outcome;
  auto now = ParseNow(arguments.now);
  if (!now.ok()) {
    outcome.exit = Fail(now.status());
    return outcome;
  }
  outcome.now = *now;
  const Definition definition = LoadDefinition(arguments.definition, arguments.trust, arguments.now, trust, context);
  outcome.exit = definition.exit;
  if (definition.program == nullptr) return outcome;
  if (definition.bundle) outcome.bundle_digest = definition.bundle->digest();
  auto appraisal = Appraise(arguments, definition, *now, outcome);
  NoteDamage(definition);
  if (!appraisal.ok()) {
    outcome.exit = Fail(appraisal.status());
    return outcome;
  }
  outcome.appraisal = std::move(appraisal).value();
  return outcome;
}

}  // namespace mps::cli
