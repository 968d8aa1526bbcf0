// `mps help`: the commands, a diagnostic's explanation, the exit codes.
#include <memory>

#include "base/edit_distance.h"
#include "command.h"
#include "mps/compiler/compile.h"

namespace mps::cli {
namespace {

constexpr std::string_view kExitHelp = R"(Exit codes of mps
   0  pass: the level passes, or the work was done
   1  fail: the level fails, or a test failed
   2  usage: the command line makes no sense, or a named file cannot be read
   3  the definition does not check (diagnostics say where)
   4  incomplete: the level is unknown, in error or not applicable
   5  refused: signature, freshness or trust
   6  refused: evidence, claim set or another input
  70  internal error: please report it
verify: 0 verified and pass, 1 verified and fail, 4 verified and incomplete, 5 refused
trust: 0 done, 2 no such anchor or store, 5 a certificate that cannot be an anchor, 6 a damaged store or file
import corim: 0 read and checked, 5 signature or validity refused, 6 not a CoRIM, or its profile refused
import eat: 0 written, 5 signature, nonce or times refused, 6 not a token, or its profile refused
appraise: 0 pass, 1 fail, 4 incomplete, the attestation result written; 5 another nonce
result: 0 affirming, 1 warning or contraindicated, 4 none, 5 refused, 6 not an attestation result
attest: 0 when a token was written; with --require-pass 1 or 4 and no token unless the level passes
)";

int Help(CLI::App& app, const std::string& topic) {
  if (topic.empty()) {
    Say(app.help());
    return kExitPass;
  }
  if (topic == "exit") {
    Say(kExitHelp);
    return kExitPass;
  }
  for (const CLI::App* command : app.get_subcommands({})) {
    if (command->get_name() != topic) continue;
    Say(command->help());
    return kExitPass;
  }
  if (const auto text = compiler::ExplainDiagnostic(topic)) {
    Say(*text);
    return kExitPass;
  }
  auto names = compiler::DiagnosticCodes();
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  names.push_back("exit");
  const auto nearest = Nearest(topic, std::span<const std::string>(names));
  return Fail(kExitUsage,
              "no help on `" + topic + "`" + (nearest ? "; did you mean `" + std::string(*nearest) + "`?" : ""));
}

}  // namespace

void AddHelp(CLI::App& app, Context& context) {
  auto topic = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("help", "explain a command, a diagnostic (MPS0107) or the exit codes");
  command->add_option("TOPIC", *topic, "a command, a diagnostic's code, or `exit`")->type_name("");
  command->footer("Example: mps help MPS0107");
  command->callback([topic, &app, &context] { context.exit = Help(app, *topic); });
}

}  // namespace mps::cli
