// `mps completion bash`: a completion script made from the commands themselves, so that it cannot fall behind them.
#include <memory>

#include "command.h"

namespace mps::cli {
namespace {

std::string OptionWords(const CLI::App& command) {
  std::string words;
  for (const CLI::Option* option : command.get_options()) {
    for (const auto& name : option->get_lnames()) words += " --" + name;
  }
  return words;
}

std::string BashScript(const CLI::App& app) {
  std::string commands, cases;
  for (const CLI::App* command : app.get_subcommands({})) {
    commands += " " + command->get_name();
    std::string words = OptionWords(*command);
    for (const CLI::App* nested : command->get_subcommands({}))
      words += " " + nested->get_name() + OptionWords(*nested);
    cases +=
        "    " + command->get_name() + ") words=\"" + words.substr(std::min<std::size_t>(1, words.size())) + "\" ;;\n";
  }
  return R"(# bash completion for mps; source it, or: mps completion bash > /etc/bash_completion.d/mps
_mps() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} words=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W ")" +
         commands.substr(1) + R"( --help --version" -- "$current"))
    return
  fi
  case $previous in
    --format) COMPREPLY=($(compgen -W "human json" -- "$current")); return ;;
    --ear-format) COMPREPLY=($(compgen -W "jwt cwt" -- "$current")); return ;;
    --token) COMPREPLY=($(compgen -W "cwt jwt" -- "$current")); return ;;
    --alg) COMPREPLY=($(compgen -W "ES256 ES384 EdDSA PS256" -- "$current")); return ;;
    --for) COMPREPLY=($(compgen -W "token endorsement bundle" -- "$current")); return ;;
    dump) COMPREPLY=($(compgen -W "tokens ast model canonical plan program state claims" -- "$current")); return ;;
  esac
  case ${COMP_WORDS[1]} in
)" + cases +
         R"(  esac
  case $current in
    -*) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
    *) COMPREPLY=($(compgen -f -- "$current")) ;;
  esac
}
complete -o filenames -F _mps mps
)";
}

}  // namespace

void AddCompletion(CLI::App& app, Context& context) {
  auto shell = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("completion", "print a completion script for a shell");
  command->add_option("SHELL", *shell, "bash")->required()->check(OneOf({"bash"}))->type_name("");
  command->footer("Example: . <(mps completion bash)");
  command->callback([shell, &app, &context] {  // keeps the place that the option writes to
    Say(BashScript(app));
    context.exit = kExitPass;
  });
}

}  // namespace mps::cli
