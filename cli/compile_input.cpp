// Compiling for the subcommands, files read from disk.
#include "compile_input.h"

#include <sys/stat.h>

#include "definition_reader.h"

namespace mps::cli {
compiler::Compilation CompileDefinition(const std::string& path, const Context& context,
                                        const compiler::Options& options) {
  DefinitionReader reader;
  auto compilation = compiler::Compile(path, reader, options);
  if (compilation.errors() > 0) {
    Note(compilation.RenderText(context.colour_err));
  } else if (const std::size_t warnings = compilation.warnings(); warnings > 0) {
    Note(path + ": " + std::to_string(warnings) + (warnings == 1 ? " warning" : " warnings") + "; `mps check " + path +
         "` shows " + (warnings == 1 ? "it" : "them"));
  }
  return compilation;
}

void AddBaseOption(CLI::App& command, std::string& base) {
  command
      .add_option("--base", base,
                  "of a tailor file: the definition that it tailors (default: the one beside it of that name)")
      ->type_name("FILE");
}

int RequireProgram(const compiler::Compilation& compilation, const std::string& path) {
  if (!compilation.ok()) {
    if (!compilation.status().ok()) {
      const Code code = compilation.status().code();
      return code == Code::kIo || code == Code::kUsage ? Fail(compilation.status())
                                                       : Fail(kExitDefinition, compilation.status().ToString());
    }
    return Fail(kExitDefinition, "`" + path + "` does not check");
  }
  if (compilation.is_library()) return Fail(kExitUsage, "`" + path + "` is a library: it has no rules of its own");
  return kExitPass;
}

std::vector<std::string> TestFilesBeside(const std::string& path) {
  constexpr std::string_view kEnding = ".mps";
  if (path.size() <= kEnding.size() || path.substr(path.size() - kEnding.size()) != kEnding) return {};
  const std::string beside = path.substr(0, path.size() - kEnding.size()) + "_tests.mps";
  struct stat info {};
  if (stat(beside.c_str(), &info) != 0) return {};
  return {beside};
}

}  // namespace mps::cli
