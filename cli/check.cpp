// `mps check`: is a definition, library or tests file right? Diagnostics as text or JSON.
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/hex.h"
#include "compile_input.h"
#include "definition_reader.h"
#include "terminal.h"

namespace mps::cli {
namespace {

struct CheckArguments {
  std::vector<std::string> files;
  std::string base, format;
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

// What a tailoring changes, as an entry of the list of diagnostics.
nlohmann::ordered_json EffectsJson(const std::string& path, const compiler::TailoringSummary& tailoring) {
  auto rules = nlohmann::ordered_json::array();
  for (const auto& rule : tailoring.rules) {
    auto changes = nlohmann::ordered_json::array();
    for (const auto& c : rule.changes) {
      changes.push_back({{"kind", c.kind}, {"text", c.text}, {"effect", c.effect}, {"reason", c.because}});
      if (!c.level.empty()) changes.back()["level"] = c.level;
    }
    rules.push_back({{"id", rule.id}, {"title", rule.title}, {"effect", rule.effect}, {"changes", changes}});
  }
  return {{"code", nullptr},
          {"name", "Tailoring"},
          {"severity", "note"},
          {"message", "the tailoring `" + tailoring.name + "`: " + tailoring.effect},
          {"file", path},
          {"place", nullptr},
          {"tailoring",
           {{"name", tailoring.name},
            {"version", tailoring.version},
            {"digest", "sha256:" + HexEncode(tailoring.digest)},
            {"base", tailoring.base},
            {"base_version", tailoring.base_version},
            {"definition", "sha256:" + HexEncode(tailoring.definition_digest)},
            {"effect", tailoring.effect},
            {"rules", rules}}}};
}

std::string EffectsText(const compiler::TailoringSummary& tailoring, bool colour) {
  std::string text = "tailoring  " + Printable(tailoring.name) + ", version " + Printable(tailoring.version) + ", of " +
                     Printable(tailoring.base) + ", version " + Printable(tailoring.base_version) +
                     "\ndigest     sha256:" + HexEncode(tailoring.digest) + "\neffect     " + tailoring.effect + "\n";
  if (tailoring.rules.empty()) return text;
  Table table;
  table.AddRow({{"RULE", Colour::kBold}, {"EFFECT", Colour::kBold}, {"TITLE AND CHANGE", Colour::kBold}});
  for (const auto& rule : tailoring.rules) {
    table.AddRow({{Printable(rule.id)}, {rule.effect}, {Printable(rule.title)}});
    for (const auto& c : rule.changes) {
      const std::string at = c.level.empty() ? "" : " at level " + c.level;
      const std::string because = c.because.empty() ? "" : ": " + c.because;
      table.AddRow({{""}, {""}, {"  " + Printable(c.text + at + " (" + c.effect + ")" + because), Colour::kGrey}});
    }
  }
  return text + table.Render(colour);
}

int CheckOne(const std::string& path, const CheckArguments& arguments, const Context& context,
             nlohmann::ordered_json& diagnostics) {
  DefinitionReader reader;
  compiler::Options options;
  options.tests_beside = TestFilesBeside(path);
  options.base = arguments.base;
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
      const Code code = compilation.status().code();
      return code == Code::kIo || code == Code::kUsage ? exit : int{kExitDefinition};
    }
    if (arguments.format != "json") {
      Note(path + ": " + Plural(compilation.errors(), "error") + ", " + Plural(compilation.warnings(), "warning"));
    }
    return kExitDefinition;
  }
  if (arguments.format != "json") Say(path + ": ok, " + Plural(compilation.warnings(), "warning") + "\n");
  if (const auto tailoring = compilation.tailoring()) {
    if (arguments.format == "json")
      diagnostics.push_back(EffectsJson(path, *tailoring));
    else
      Say(EffectsText(*tailoring, context.colour_out));
  }
  return arguments.warnings_are_errors && compilation.warnings() > 0 ? kExitDefinition : kExitPass;
}

}  // namespace

void AddCheck(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<CheckArguments>();
  CLI::App* command = app.add_subcommand("check", "check definitions, libraries and their tests");
  command->add_option("FILE", arguments->files, "an .mps file")->required()->type_name("");
  command->add_flag("--deny-warnings", arguments->warnings_are_errors, "warnings make it exit 3");
  AddBaseOption(*command, arguments->base);
  AddFormat(*command, arguments->format);
  command->footer(
      "A file `NAME_tests.mps` beside NAME.mps is checked with it. Of a tailor file it says, rule by rule, whether it "
      "asks\n"
      "for more or for less than its base.\nExample: mps check debian-cis.mps\n"
      "         mps check acme.mps --base debian-cis.mps");
  command->callback([arguments, &context] {
    auto diagnostics = nlohmann::ordered_json::array();
    for (const auto& path : arguments->files)
      context.exit = std::max(context.exit, CheckOne(path, *arguments, context, diagnostics));
    if (arguments->format != "json") return;
    Say(diagnostics.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
  });
}

}  // namespace mps::cli
