// `mps build`: a definition compiled into a bundle that runs without the compiler.
#include <memory>
#include <nlohmann/json.hpp>

#include "appraise/appraise.h"
#include "base/hex.h"
#include "bundle/write.h"
#include "compile_input.h"
#include "crypto/key_uri.h"
#include "emit.h"
#include "files.h"
#include "mps/limits.h"
#include "terminal.h"

namespace mps::cli {
namespace {

struct BuildArguments {
  std::string definition, output, key, format;
  EmitArguments emit;
  std::size_t table_members = bundle::WriteOptions().table_members;
};

std::string Report(const BuildArguments& arguments, const program::Program& program, const bundle::Written& written,
                   const std::string& key_id) {
  const std::string digest = "sha256:" + HexEncode(written.digest);
  const std::string definition = "sha256:" + HexEncode(DefinitionDigestOf(program));
  if (arguments.format == "json") {
    nlohmann::ordered_json out{{"output", arguments.output},    {"digest", digest},
                               {"definition", definition},      {"octets", written.octets},
                               {"image", written.image_octets}, {"tables", written.tables},
                               {"members", written.members},    {"key", key_id}};
    if (key_id.empty()) out["key"] = nullptr;
    return out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  }
  std::string text = Printable(arguments.output) + ": " + std::to_string(written.octets) + " octets, image " +
                     std::to_string(written.image_octets);
  if (written.tables > 0) {
    text += ", " + std::to_string(written.tables) + (written.tables == 1 ? " table of " : " tables of ") +
            std::to_string(written.members) + " members";
  }
  return text + "\ndigest     " + digest + "\ndefinition " + definition + "\nsigned by  " +
         (key_id.empty() ? "nobody" : key_id) + "\n";
}

Result<bundle::Written> Write(const BuildArguments& arguments, const program::Program& program,
                              crypto::Signer* signer) {
  bundle::WriteOptions options;
  options.table_members = arguments.table_members;
  options.signer = signer;
  MPS_ASSIGN(auto file, OutputFile::Create(arguments.output));
  MPS_ASSIGN(auto written, bundle::WriteBundle(program, options, [&](ByteView octets) { return file.Write(octets); }));
  MPS_TRY(file.Commit());
  return written;
}

int Build(const BuildArguments& arguments, const Context& context) {
  if (Status status = CheckWritable(arguments.output); !status.ok()) return Fail(status);
  if (arguments.emit.form != "bundle") {
    if (!arguments.key.empty()) return Fail(kExitUsage, "--key signs bundles; native code carries no signature");
    return Emit(arguments.emit, arguments.definition, arguments.output, arguments.format == "json", context);
  }
  std::unique_ptr<crypto::Signer> signer;
  std::string key_id;
  if (!arguments.key.empty()) {
    auto loaded = crypto::LoadSigner(arguments.key);
    if (!loaded.ok()) return Fail(loaded.status());
    signer = std::move(loaded).value();
    key_id = signer->public_key().IdHex();
  }
  const auto compilation = CompileDefinition(arguments.definition, context);
  if (const int exit = RequireProgram(compilation, arguments.definition); exit != kExitPass) return exit;
  const auto program = compilation.program();
  auto written = Write(arguments, *program, signer.get());
  if (!written.ok()) return Fail(written.status());
  if (arguments.output != "-") Say(Report(arguments, *program, *written, key_id));
  return kExitPass;
}

}  // namespace

void AddBuild(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<BuildArguments>();
  CLI::App* command = app.add_subcommand("build", "compile a definition into a bundle that runs without the compiler");
  command->add_option("DEF", arguments->definition, "the definition, an .mps file")->required()->type_name("");
  command->add_option("-o,--output", arguments->output, "the bundle")->required()->type_name("FILE");
  command->add_option("--key", arguments->key, "sign it: the publisher's private key, a PEM file or file: URI")
      ->type_name("KEY");
  command
      ->add_option("--table-members", arguments->table_members,
                   "sets of so many members, asked only for membership, are tables that are mapped, not loaded")
      ->check(CLI::Range(std::size_t{1}, limit::kPinnedLines))
      ->capture_default_str()
      ->type_name("N");
  command
      ->add_option("--emit", arguments->emit.form,
                   "bundle; object or shared: native code, of an .mps file or of a bundle")
      ->check(OneOf({"bundle", "object", "shared"}))
      ->capture_default_str()
      ->type_name("FORM");
  command->add_option("--cpu", arguments->emit.cpu, "native code for this CPU, as LLVM names it; `native`: this one")
      ->type_name("CPU");
  AddFormat(*command, arguments->format);
  command->footer(
      "eval, attest, collect --for and dump take the bundle where they take the definition.\n"
      "Example: mps build debian-cis.mps --key publisher.pem -o debian-cis.mpsb");
  command->callback([arguments, &context] { context.exit = Build(*arguments, context); });
}

}  // namespace mps::cli
