#include "emit.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "appraise/appraise.h"
#include "appraise/engine.h"
#include "base/hex.h"
#include "definition_input.h"
#include "files.h"
#include "jit/open.h"
#include "terminal.h"

extern char** environ;

namespace mps::cli {
namespace {

// A file beside the output, gone with this.
class Beside {
 public:
  explicit Beside(const std::string& output) : path_(output + "." + std::to_string(getpid()) + ".o") {}
  ~Beside() { unlink(path_.c_str()); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// `cc -shared`, without a shell.
Status LinkShared(const std::string& object, const std::string& output) {
  const char* words[] = {"cc", "-shared", "-o", output.c_str(), object.c_str(), nullptr};
  pid_t child = 0;
  if (posix_spawnp(&child, words[0], nullptr, nullptr, const_cast<char**>(words), environ) != 0)
    return Status(Code::kIo, "a library is linked by `cc`, which is not installed; --emit object needs none");
  int status = 0;
  if (waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
    return Status(Code::kIo, "`cc -shared` did not link " + output);
  return Status();
}

Result<Bytes> ObjectOf(const program::Program& program, const EmitArguments& arguments) {
  MPS_ASSIGN(jit::Compiler * compiler, jit::OpenCompiler());
  MPS_ASSIGN(const Bytes digest, ProgramDigest(program));
  jit::ObjectOptions options;
  options.cpu = arguments.cpu;
  if (!arguments.level.empty()) {
    MPS_ASSIGN(options.level, LevelNumber(program, arguments.level));
  }
  return compiler->EmitObject(program, digest, options);
}

Status Write(const program::Program& program, const EmitArguments& arguments, const std::string& output) {
  MPS_ASSIGN(const Bytes object, ObjectOf(program, arguments));
  if (arguments.form == "object") return WriteFile(output, object);
  const Beside aside(output);
  MPS_TRY(WriteFile(aside.path(), object));
  return LinkShared(aside.path(), output);
}

}  // namespace

int Emit(const EmitArguments& arguments, const std::string& path, const std::string& output, bool json,
         const Context& context) {
  if (output == "-" && arguments.form == "shared") return Fail(kExitUsage, "a library is written to a file");
  TrustArguments trust;
  trust.base = arguments.base;
  const Definition definition = LoadDefinition(path, trust, "", Trust::kAsIs, context);
  if (definition.program == nullptr) return definition.exit;
  if (Status status = Write(*definition.program, arguments, output); !status.ok()) return Fail(status);
  if (output == "-") return kExitPass;
  const auto digest = ProgramDigest(*definition.program);
  if (!digest.ok()) return Fail(digest.status());
  const std::string program = "sha256:" + HexEncode(*digest);
  if (json) {
    const nlohmann::ordered_json out{{"output", output}, {"form", arguments.form}, {"program", program}};
    Say(out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
  } else {
    Say(Printable(output) + ": " + arguments.form + " of program " + program + "\n");
  }
  return kExitPass;
}

}  // namespace mps::cli
