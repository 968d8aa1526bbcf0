// The `mps` command: parses the command line and hands over to one subcommand.
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <exception>

#include "base/edit_distance.h"
#include "command.h"
#include "terminal.h"

namespace mps::cli {
namespace {

constexpr const char* kFooter = R"(Examples:
  mps check ubuntu-cis.mps
  mps collect --for ubuntu-cis.mps -o evidence.cbor
  mps eval ubuntu-cis.mps --level L1 --evidence evidence.cbor
  mps keygen --alg ES256 -o key.pem
  mps attest ubuntu-cis.mps --level L1 --evidence evidence.cbor --key key.pem --nonce 0011223344556677 \
      --ueid 0100112233445566 --token cwt -o token.cwt
  mps verify token.cwt --key key.pub.pem --nonce 0011223344556677

Exit codes: 0 pass, 1 fail, 2 usage, 3 definition invalid, 4 incomplete, 5 signature, freshness or trust refused,
6 input refused, 70 internal. `mps help exit` explains them; `mps help MPS0107` a diagnostic.)";

// A misspelt subcommand or option deserves its neighbour's name.
std::string Suggestion(const CLI::App& app, const std::string& word) {
  std::vector<std::string> names;
  for (const CLI::App* sub : app.get_subcommands({})) names.push_back(sub->get_name());
  for (const CLI::App* used : app.get_subcommands()) {
    for (const CLI::Option* option : used->get_options()) {
      for (const auto& name : option->get_lnames()) names.push_back("--" + name);
    }
  }
  std::vector<std::string_view> views(names.begin(), names.end());
  const auto nearest = Nearest(word, views);
  return nearest ? "; did you mean `" + std::string(*nearest) + "`?" : "";
}

int UsageFault(CLI::App& app, const CLI::ParseError& fault, int argc, char** argv) {
  std::string text = fault.what();
  if (const auto words = app.remaining(true); !words.empty()) {
    text = "unknown argument `" + words.front() + "`" + Suggestion(app, words.front());
  } else if (argc > 1 && app.get_subcommands().empty()) {
    text = "unknown command `" + std::string(argv[1]) + "`" + Suggestion(app, argv[1]);
  }
  Note("mps: " + Printable(text));
  Note("`mps --help` lists the commands, `mps COMMAND --help` their options");
  return kExitUsage;
}

int Run(int argc, char** argv) {
  CLI::App app("mps: compile measurement and policy sets, appraise evidence, attest the result", "mps");
  Context context;
  context.colour_out = UseColour(STDOUT_FILENO);
  context.colour_err = UseColour(STDERR_FILENO);
  app.set_version_flag("--version", "mps " MPS_VERSION ", language 1, program format 1, token profile 1");
  app.footer(kFooter);
  app.require_subcommand(1);
  AddCheck(app, context);
  AddTest(app, context);
  AddEval(app, context);
  AddCollect(app, context);
  AddAttest(app, context);
  AddVerify(app, context);
  AddToken(app, context);
  AddKeygen(app, context);
  AddDump(app, context);
  AddHelp(app, context);
  AddCompletion(app, context);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& request) {  // --help, --version
    app.exit(request);
    return kExitPass;
  } catch (const CLI::ParseError& fault) {
    return UsageFault(app, fault, argc, argv);
  }
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) return Fail(kExitUsage, "cannot write to standard output");
  return context.exit;
}

}  // namespace
}  // namespace mps::cli

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is a write error that we report
  try {
    return mps::cli::Run(argc, argv);
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "mps: internal error: %s\n", fault.what());
  } catch (...) {
    std::fprintf(stderr, "mps: internal error\n");
  }
  return mps::cli::kExitInternal;
}
