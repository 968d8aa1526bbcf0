// `mps token inspect`: what a token says, without trusting it.
#include <memory>

#include "command.h"
#include "files.h"
#include "mps/limits.h"
#include "token/inspect.h"

namespace mps::cli {

void AddToken(CLI::App& app, Context& context) {
  auto path = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("token", "look into tokens");
  command->require_subcommand(1);
  CLI::App* inspect = command->add_subcommand("inspect", "show a token's content; nothing is verified");
  inspect->add_option("TOKEN", *path, "any EAT: CWT, JWT or detached bundle")->required()->type_name("");
  inspect->footer("Example: mps token inspect token.cwt");
  inspect->callback([path, &context] {
    auto bytes = ReadFile(*path, limit::kTokenBytes);
    if (!bytes.ok()) {
      context.exit = Fail(bytes.status());
      return;
    }
    auto text = token::Inspect(AsBytes(*bytes));
    if (!text.ok()) {
      context.exit = Fail(text.status());
      return;
    }
    Say(*text);
  });
}

}  // namespace mps::cli
