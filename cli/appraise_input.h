// What `eval` and `attest` have in common: a definition, evidence, a level, parameters and a time become an appraisal.
#pragma once

#include <string>
#include <vector>

#include "appraise/appraise.h"
#include "command.h"
#include "definition_input.h"
#include "endorsements_input.h"
#include "engine.h"

namespace mps::cli {

struct AppraiseArguments {
  std::string definition, level, evidence, now;
  std::vector<std::string> params;  // k=v
  TrustArguments trust;
  EndorsementArguments endorsements;
  EngineArguments engine;
  bool keep_evidence = false;  // hand the octets of the evidence over with the appraisal
  std::string keep_for;        // the same if the definition has an environment of this schema
};

// `name=value` apart. kUsage: no name, or one given twice.
Result<std::vector<std::pair<std::string, std::string>>> SplitParams(const std::vector<std::string>& params);

void AddAppraiseOptions(CLI::App& command, AppraiseArguments& arguments);

// The appraisal, or kNone with `exit` set and the reason said.
struct AppraiseOutcome {
  std::optional<Appraisal> appraisal;
  EngineReport engine;
  std::int64_t now = 0;
  std::optional<Bytes> bundle_digest;  // of the bundle that was run
  std::vector<endorse::Used> endorsements;
  std::optional<Bytes> evidence;  // as it was evaluated; only if it was asked for
  int exit = kExitPass;
};
AppraiseOutcome RunAppraisal(const AppraiseArguments& arguments, Trust trust, const Context& context);

// The report that `mps eval --format json` prints (docs/cli.md).
std::string ReportJson(const Appraisal& appraisal, const EngineReport& engine);

// Table of verdicts, summary and hash.
std::string ReportText(const Appraisal& appraisal, bool colour, bool problems_only);

}  // namespace mps::cli
