// `mps eval`: evidence against a definition; verdicts, reasons and the claim set.
#include <memory>

#include "appraise_input.h"
#include "files.h"

namespace mps::cli {
namespace {

struct EvalArguments {
  AppraiseArguments appraise;
  std::string format, claims;
  bool problems_only = false;
};

int Eval(const EvalArguments& arguments, const Context& context) {
  auto outcome = RunAppraisal(arguments.appraise, Trust::kAsIs, context);
  if (!outcome.appraisal) return outcome.exit;
  const Appraisal& appraisal = *outcome.appraisal;
  if (!arguments.claims.empty()) {
    if (Status status = WriteFile(arguments.claims, appraisal.claim_set); !status.ok()) return Fail(status);
  }
  Say(arguments.format == "json" ? ReportJson(appraisal, outcome.engine)
                                 : ReportText(appraisal, context.colour_out, arguments.problems_only));
  return ExitFor(appraisal.verdict);
}

}  // namespace

void AddEval(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<EvalArguments>();
  CLI::App* command = app.add_subcommand("eval", "appraise evidence against a level of a definition");
  AddAppraiseOptions(*command, arguments->appraise);
  command->add_option("--claims", arguments->claims, "write the canonical claim-set bytes here")->type_name("FILE");
  command->add_flag("--problems", arguments->problems_only, "list only rules that did not pass");
  AddFormat(*command, arguments->format);
  command->footer(
      "Exit: 0 the level passes, 1 it fails, 4 it is unknown, in error or not applicable.\n"
      "Example: mps eval debian-cis.mps --level L1 --evidence evidence.cbor --param max_auth_tries=3");
  command->callback([arguments, &context] { context.exit = Eval(*arguments, context); });
}

}  // namespace mps::cli
