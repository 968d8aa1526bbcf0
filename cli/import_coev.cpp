// `mps import coev`: concise evidence as evidence for a definition.
#include <memory>

#include "appraise/appraise.h"
#include "corim/evidence.h"
#include "definition_input.h"
#include "files.h"
#include "import_output.h"
#include "mps/limits.h"
#include "terminal.h"

namespace mps::cli {
namespace {

struct ImportCoevArguments {
  std::string file, definition, environment, now;
  TrustArguments trust;
  ImportOutput output;
};

int ImportCoev(const ImportCoevArguments& arguments, const Context& context) {
  const auto now = ParseNow(arguments.now);
  if (!now.ok()) return Fail(now.status());
  if (Status status = CheckWritable(arguments.output.output); !status.ok()) return Fail(status);
  const Definition definition =
      LoadDefinition(arguments.definition, arguments.trust, arguments.now, Trust::kAsIs, context);
  if (definition.program == nullptr) return definition.exit;
  const auto bytes = ReadFile(arguments.file, limit::kTokenBytes);
  if (!bytes.ok()) return Fail(bytes.status());
  const std::string where = "concise evidence `" + arguments.file + "`";
  const auto coev = corim::DecodeEvidence(AsBytes(*bytes));
  if (!coev.ok()) return Fail(Status(coev.status()).Within(where));
  auto terms = corim::EvidenceInTermsOf(*coev, PlanOf(*definition.program), {*now, MPS_VERSION, arguments.environment});
  if (!terms.ok()) return Fail(terms.TakeStatus().Within(where));
  for (const std::string& line : terms->passed_over) Note("mps: passed over: " + Printable(line));
  return WriteImported(arguments.output, terms->evidence);
}

}  // namespace

void AddImportCoev(CLI::App& import, Context& context) {
  auto arguments = std::make_shared<ImportCoevArguments>();
  CLI::App* command = import.add_subcommand("coev", "write concise evidence (CoEV) as evidence for a definition");
  command->add_option("FILE", arguments->file, "concise evidence, CBOR tag 571")->required()->type_name("");
  command
      ->add_option("--for", arguments->definition, "the definition whose claims say `corim`: an .mps file or a bundle")
      ->required()
      ->type_name("DEF");
  command
      ->add_option("--environment", arguments->environment, "its environment that the evidence is of, if several fit")
      ->type_name("NAME");
  command->add_option("--now", arguments->now, "time of collection (default: the clock)")->type_name("T");
  AddTrustOptions(*command, arguments->trust);
  AddImportOutput(*command, arguments->output);
  command->footer(
      "Nothing is verified: concise evidence is signed by what carries it.\n"
      "Example: mps import coev board.coev --for server.mps -o evidence.json");
  command->callback([arguments, &context] { context.exit = ImportCoev(*arguments, context); });
}

}  // namespace mps::cli
