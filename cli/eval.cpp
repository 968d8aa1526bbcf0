// `mps eval`: evidence against a definition; verdicts, reasons and the claim set.
#include <memory>

#include "appraise_input.h"
#include "batch.h"
#include "files.h"
#include "report_tailoring.h"

namespace mps::cli {
namespace {

struct EvalArguments {
  AppraiseArguments appraise;
  BatchArguments batch;
  std::string format, claims;
  bool problems_only = false;
};

// Either one document or many; an option of the other kind would be passed over in silence.
void CheckKind(const CLI::App& command, const EvalArguments& arguments) {
  const bool batch = !arguments.batch.path.empty(), one = !arguments.appraise.evidence.empty();
  if (batch && one) throw CLI::ValidationError("--batch and --evidence exclude each other");
  for (const char* name : {"--jobs", "--order", "--max-bytes", "--hsh"}) {
    if (one && command.count(name) > 0) throw CLI::ValidationError(std::string(name) + " is for --batch only");
  }
}

int Eval(const EvalArguments& arguments, const Context& context) {
  if (!arguments.batch.path.empty()) {
    BatchArguments batch = arguments.batch;
    batch.json = arguments.format == "json";
    batch.problems = arguments.problems_only;
    batch.claims = arguments.claims;
    return EvalBatch(arguments.appraise, batch, context);
  }
  auto outcome = RunAppraisal(arguments.appraise, Trust::kAsIs, context);
  if (!outcome.appraisal) return outcome.exit;
  const Appraisal& appraisal = *outcome.appraisal;
  if (!arguments.claims.empty()) {
    if (Status status = WriteFile(arguments.claims, appraisal.claim_set.bytes()); !status.ok()) return Fail(status);
  }
  WarnOfEndingWaivers(appraisal, outcome.now);
  Say(arguments.format == "json" ? ReportJson(appraisal, outcome.engine)
                                 : ReportText(appraisal, context.colour_out, arguments.problems_only));
  return ExitFor(appraisal.verdict);
}

}  // namespace

void AddEval(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<EvalArguments>();
  CLI::App* command = app.add_subcommand("eval", "appraise evidence against a level of a definition");
  AddAppraiseOptions(*command, arguments->appraise);
  AddBatchOptions(*command, arguments->batch);
  CLI::Option* evidence = command->get_option("--evidence");
  command->get_option("--batch")->each([evidence](const std::string&) { evidence->required(false); });
  command->add_option("--claims", arguments->claims, "write the canonical claim-set bytes here")->type_name("FILE");
  command->add_flag("--problems", arguments->problems_only, "list only rules that did not pass");
  AddFormat(*command, arguments->format);
  command->footer(
      "Exit: 0 the level passes, 1 it fails, 4 it is unknown, in error or not applicable; of a batch the highest, 6 "
      "where a\n"
      "document was refused.\n"
      "Example: mps eval debian-cis.mps --level L1 --evidence evidence.cbor --param max_auth_tries=3");
  command->callback([arguments, command, &context] {
    CheckKind(*command, *arguments);
    context.exit = Eval(*arguments, context);
  });
}

}  // namespace mps::cli
