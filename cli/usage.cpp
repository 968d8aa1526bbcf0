// What is wrong with a command line, in words of the command and with what would mend it. Entry point: UsageFault.
#include <algorithm>

#include "base/edit_distance.h"
#include "command.h"
#include "terminal.h"

namespace mps::cli {
namespace {

// The command that was reached, with the words that lead to it: `mps token inspect`.
const CLI::App& Reached(const CLI::App& app, std::string& path) {
  path += (path.empty() ? "" : " ") + app.get_name();
  const auto used = app.get_subcommands();
  return used.empty() ? app : Reached(*used.back(), path);
}

// `mps eval DEF --level LEVEL --evidence FILE [options]`
std::string UsageLine(const CLI::App& command, const std::string& path) {
  std::string line = "usage: " + path;
  if (!command.get_subcommands({}).empty()) line += " COMMAND";
  bool more = false;
  for (const CLI::Option* option : command.get_options()) {
    if (!option->get_required()) {
      more = more || (option->get_name() != "--help" && option->get_name() != "-h,--help");
      continue;
    }
    line += " " + (option->get_lnames().empty() ? option->get_name(true)
                                                : "--" + option->get_lnames().front() + " " + option->get_type_name());
  }
  return line + (more ? " [options]" : "");
}

std::vector<std::string> Names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::App* sub : command.get_subcommands({})) names.push_back(sub->get_name());
  for (const CLI::Option* option : command.get_options()) {
    for (const auto& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

// A misspelt command or option deserves its neighbour's name.
std::string UnknownWord(const CLI::App& command, const std::string& word) {
  const bool option = word.starts_with("-");
  std::string text = (option                                 ? "unknown option `"
                      : !command.get_subcommands({}).empty() ? "unknown command `"
                                                             : "one argument too many: `") +
                     word + "`";
  const std::string name = word.substr(0, word.find('='));
  const auto names = Names(command);
  if (const auto nearest = Nearest(name, std::span<const std::string>(names)))
    text += "; did you mean `" + std::string(*nearest) + "`?";
  return text;
}

std::string Commands(const CLI::App& command) {
  std::string text = "a command is due:";
  for (const CLI::App* sub : command.get_subcommands({})) text += " " + sub->get_name();
  return text;
}

// Of the options and arguments that must be given, the first that is not; empty if none is missing.
std::string Missing(const CLI::App& command) {
  for (const CLI::Option* option : command.get_options()) {
    if (!option->get_required() || option->count() > 0) continue;
    const std::string name = option->get_lnames().empty() ? option->get_name(true) : "--" + option->get_lnames()[0];
    return name + " is missing" + (option->get_description().empty() ? "" : ": " + option->get_description());
  }
  return "";
}

std::string GivenTwice(const CLI::App& command) {
  for (const CLI::Option* option : command.get_options()) {
    if (option->count() > 1 && option->get_expected_max() == 1 && option->get_items_expected_max() <= 1)
      return "`" + option->get_name() + "` is given more than once";
  }
  return "";
}

}  // namespace

int UsageFault(CLI::App& app, const CLI::ParseError& fault) {
  std::string path;
  const CLI::App& command = Reached(app, path);
  std::string text = fault.what();
  const auto words = app.remaining(true);
  if (!words.empty()) {
    text = UnknownWord(command, words.front());
  } else if (fault.get_name() == "RequiredError") {
    const std::string missing = Missing(command);
    text = !missing.empty() ? missing : command.get_subcommands({}).empty() ? text : Commands(command);
  } else if (fault.get_name() == "ArgumentMismatch") {
    if (const std::string twice = GivenTwice(command); !twice.empty()) text = twice;
  }
  Note("mps: " + Printable(text));
  Note(UsageLine(command, path));
  Note("`" + path + " --help` has the options and an example");
  return kExitUsage;
}

}  // namespace mps::cli
