// The subcommands of `mps import`, each in a file of its own.
#pragma once

#include "command.h"

namespace mps::cli {

void AddImportTpm(CLI::App& import, Context& context);
void AddImportDice(CLI::App& import, Context& context);
void AddImportRim(CLI::App& import, Context& context);
void AddImportPlatform(CLI::App& import, Context& context);

}  // namespace mps::cli
