// `mps check`: is a definition, library or tests file right? Diagnostics as text or JSON.
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "compile_input.h"
#include "definition_reader.h"

namespace mps::cli {
namespace {

struct CheckArguments {
  std::vector<std::string> files;
  std::string format;
  bool warnings_are_errors = false;
};

std::string Plural(std::size_t n, const std::string& word) {
  return std::to_string(n) + " " + word + (n == 1 ? "" : "s");
}

// A file that could not be read, as a diagnostic without place.
nlohmann::ordered_json Unread(const std::string& path, const Status& status) {
  return {{"code", nullptr}, {"name", nullptr}, {"severity", "error"}, {"message", status.message()},
          {"file", path},    {"place", nullptr}};
}

int CheckOne(const std::string& path, const CheckArguments& arguments, const Context& context,
             nlohmann::ordered_json& diagnostics) {
  DefinitionReader reader;
  compiler::Options options;
  options.tests_beside = TestFilesBeside(path);
  const auto compilation = compiler::Compile(path, reader, options);
  if (arguments.format == "json") {
    for (auto& diagnostic : nlohmann::ordered_json::parse(compilation.RenderJson()))
      diagnostics.push_back(std::move(diagnostic));
    if (!compilation.status().ok()) diagnostics.push_back(Unread(path, compilation.status()));
  } else if (compilation.errors() + compilation.warnings() > 0) {
    Note(compilation.RenderText(context.colour_err));
  }
  if (!compilation.ok()) {
    if (!compilation.status().ok()) {
      const int exit = Fail(compilation.status());
      return compilation.status().code() == Code::kIo ? exit : int{kExitDefinition};
    }
    if (arguments.format != "json") {
      Note(path + ": " + Plural(compilation.errors(), "error") + ", " + Plural(compilation.warnings(), "warning"));
    }
    return kExitDefinition;
  }
  if (arguments.format != "json") Say(path + ": ok, " + Plural(compilation.warnings(), "warning") + "\n");
  return arguments.warnings_are_errors && compilation.warnings() > 0 ? kExitDefinition : kExitPass;
}

}  // namespace

void AddCheck(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<CheckArguments>();
  CLI::App* command = app.add_subcommand("check", "check definitions, libraries and their tests");
  command->add_option("FILE", arguments->files, "an .mps file")->required()->type_name("");
  command->add_flag("--deny-warnings", arguments->warnings_are_errors, "warnings make it exit 3");
  AddFormat(*command, arguments->format);
  command->footer("A file `NAME_tests.mps` beside NAME.mps is checked with it.\nExample: mps check debian-cis.mps");
  command->callback([arguments, &context] {
    auto diagnostics = nlohmann::ordered_json::array();
    for (const auto& path : arguments->files)
      context.exit = std::max(context.exit, CheckOne(path, *arguments, context, diagnostics));
    if (arguments->format != "json") return;
    Say(diagnostics.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
  });
}

}  // namespace mps::cli
