// What every subcommand has in common: its place in the command line, and how it speaks and fails.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exit_code.h"
#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::cli {

// The exit code that the chosen subcommand came to.
struct Context {
  int exit = kExitPass;
  bool colour_out = false, colour_err = false;
};

// Each adds its subcommand to `app`; its callback writes context.exit.
void AddCheck(CLI::App& app, Context& context);
void AddTest(CLI::App& app, Context& context);
void AddBuild(CLI::App& app, Context& context);
void AddEval(CLI::App& app, Context& context);
void AddCollect(CLI::App& app, Context& context);
void AddAppraise(CLI::App& app, Context& context);
void AddAttest(CLI::App& app, Context& context);
void AddChallenge(CLI::App& app, Context& context);
void AddVerify(CLI::App& app, Context& context);
void AddResult(CLI::App& app, Context& context);
void AddToken(CLI::App& app, Context& context);
void AddEndorse(CLI::App& app, Context& context);
void AddTrust(CLI::App& app, Context& context);
void AddImport(CLI::App& app, Context& context);
void AddImportEat(CLI::App& import, Context& context);  // of `mps import`
void AddImportCoev(CLI::App& import, Context& context);
void AddKeygen(CLI::App& app, Context& context);
void AddDump(CLI::App& app, Context& context);
void AddHelp(CLI::App& app, Context& context);
void AddCompletion(CLI::App& app, Context& context);

// Prints `mps: message` on standard error and gives the exit code of the status. What kind of fault it is, and where in
// a file, stands behind the message.
int Fail(const Status& status);
int Fail(Exit exit, std::string_view message);
void Say(std::string_view text);   // standard output
void Note(std::string_view text);  // standard error, with a line break

// `human` or `json`, as --format.
void AddFormat(CLI::App& command, std::string& format);

// A check for CLI11: one of `words`, else the nearest is suggested.
CLI::Validator OneOf(std::vector<std::string> words);

// The exit code for a command line that does not parse, the fault said with what would mend it.
int UsageFault(CLI::App& app, const CLI::ParseError& fault);

// RFC 3339 or seconds; `option` is for the message.
Result<std::int64_t> ParseInstant(std::string_view option, const std::string& text);
// The same of --now; without it the clock.
Result<std::int64_t> ParseNow(const std::string& text);
// Even number of hex digits.
Result<Bytes> ParseHex(std::string_view what, const std::string& text, std::size_t least, std::size_t most);

}  // namespace mps::cli
