// `mps import coev`: concise evidence as evidence for a definition.
#include <memory>
#include <nlohmann/json.hpp>

#include "appraise/appraise.h"
#include "command.h"
#include "corim/evidence.h"
#include "definition_input.h"
#include "files.h"
#include "mps/limits.h"
#include "terminal.h"
#include "wrapper.h"

namespace mps::cli {
namespace {

struct ImportCoevArguments {
  std::string file, definition, environment, output, now, format;
  TrustArguments trust;
  bool wrap = false;
};

std::string Summary(const ImportCoevArguments& arguments, const corim::EvidenceInTerms& evidence) {
  if (arguments.format == "json") {
    const nlohmann::ordered_json out{
        {"output", arguments.output}, {"environments", evidence.environments}, {"passed_over", evidence.passed_over}};
    return out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  }
  std::string text = Printable(arguments.output) + ": concise evidence, not verified";
  for (const std::string& name : evidence.environments) text += ", " + name;
  text += "\n";
  for (const std::string& line : evidence.passed_over) text += "  passed over: " + Printable(line) + "\n";
  return text;
}

int ImportCoev(const ImportCoevArguments& arguments, const Context& context) {
  const auto now = ParseNow(arguments.now);
  if (!now.ok()) return Fail(now.status());
  if (Status status = CheckWritable(arguments.output); !status.ok()) return Fail(status);
  const Definition definition = LoadDefinition(arguments.definition, arguments.trust, Trust::kAsIs, context);
  if (definition.program == nullptr) return definition.exit;
  const auto bytes = ReadFile(arguments.file, limit::kTokenBytes);
  if (!bytes.ok()) return Fail(bytes.status());
  const std::string where = "concise evidence `" + arguments.file + "`";
  const auto coev = corim::DecodeEvidence(AsBytes(*bytes));
  if (!coev.ok()) return Fail(Status(coev.status()).Within(where));
  auto evidence =
      corim::EvidenceInTermsOf(*coev, PlanOf(*definition.program), {*now, MPS_VERSION, arguments.environment});
  if (!evidence.ok()) return Fail(evidence.TakeStatus().Within(where));
  auto document = corim::EvidenceOctets(*evidence, IsJsonPath(arguments.output));
  if (document.ok() && arguments.wrap) document = Wrapped(*document, Message::kEvidence);
  if (!document.ok()) return Fail(document.status());
  if (Status status = WriteFile(arguments.output, *document); !status.ok()) return Fail(status);
  if (arguments.output != "-") Say(Summary(arguments, *evidence));
  return kExitPass;
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
  command->add_option("-o,--output", arguments->output, "where the evidence goes: .json is JSON, anything else CBOR")
      ->required()
      ->type_name("FILE");
  command->add_option("--now", arguments->now, "time of collection (default: the clock)")->type_name("T");
  AddTrustOptions(*command, arguments->trust);
  AddWrapOption(*command, arguments->wrap);
  AddFormat(*command, arguments->format);
  command->footer(
      "Nothing is verified: concise evidence is signed by what carries it.\n"
      "Example: mps import coev board.coev --for server.mps -o evidence.json");
  command->callback([arguments, &context] { context.exit = ImportCoev(*arguments, context); });
}

}  // namespace mps::cli
