// The `mps` command: parses the command line and hands over to one subcommand.
#include <malloc.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "appraise/engine.h"
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

int Run(int argc, char** argv) {
  CLI::App app("mps: compile measurement and policy sets, appraise evidence, attest the result", "mps");
  Context context;
  context.colour_out = UseColour(STDOUT_FILENO);
  context.colour_err = UseColour(STDERR_FILENO);
  app.set_version_flag("--version", "mps " MPS_VERSION ", language 1, program format " +
                                        std::to_string(ProgramFormat()) + ", token profile 1");
  app.footer(kFooter);
  app.require_subcommand(1);
  AddCheck(app, context);
  AddTest(app, context);
  AddBuild(app, context);
  AddEval(app, context);
  AddCollect(app, context);
  AddAttest(app, context);
  AddChallenge(app, context);
  AddVerify(app, context);
  AddAppraise(app, context);
  AddResult(app, context);
  AddToken(app, context);
  AddEndorse(app, context);
  AddTrust(app, context);
  AddImport(app, context);
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
    return UsageFault(app, fault);
  }
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) return Fail(kExitUsage, "cannot write to standard output");
  return context.exit;
}

}  // namespace
}  // namespace mps::cli

int main(int argc, char** argv) {
  // One run, then the end: memory that a stage gives back is wanted by the next, not by the system.
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_TOP_PAD, 4 << 20);
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  setenv("TSS2_LOG", "all+NONE", 0);  // the TPM's libraries write to standard error what we say in words of our own
  std::signal(SIGPIPE, SIG_IGN);      // a closed pipe is a write error that we report
  try {
    return mps::cli::Run(argc, argv);
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "mps: internal error: %s\n", fault.what());
  } catch (...) {
    std::fprintf(stderr, "mps: internal error\n");
  }
  return mps::cli::kExitInternal;
}
