// `mps build`: a definition compiled into a bundle that runs without the compiler.
#include <memory>
#include <nlohmann/json.hpp>

#include "appraise/appraise.h"
#include "base/hex.h"
#include "bundle/write.h"
#include "compile_input.h"
#include "crypto/key_uri.h"
#include "emit.h"
#include "emit_c.h"
#include "files.h"
#include "mps/limits.h"
#include "terminal.h"

namespace mps::cli {
namespace {

struct BuildArguments {
  std::string definition, output, key, chain, format, prefix;
  EmitArguments emit;
  std::size_t table_members = bundle::WriteOptions().table_members;
};

std::string Report(const BuildArguments& arguments, const program::Program& program, const bundle::Written& written,
                   const std::string& key_id, const std::optional<compiler::TailoringSummary>& tailoring) {
  const std::string digest = "sha256:" + HexEncode(written.digest);
  const std::string definition = "sha256:" + HexEncode(DefinitionDigestOf(program));
  if (arguments.format == "json") {
    nlohmann::ordered_json out{{"output", arguments.output},    {"digest", digest},
                               {"definition", definition},      {"octets", written.octets},
                               {"image", written.image_octets}, {"tables", written.tables},
                               {"members", written.members},    {"key", key_id}};
    if (key_id.empty()) out["key"] = nullptr;
    out["tailoring"] = nullptr;
    if (tailoring) out["tailoring"] = "sha256:" + HexEncode(tailoring->digest);
    return out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  }
  std::string text = Printable(arguments.output) + ": " + std::to_string(written.octets) + " octets, image " +
                     std::to_string(written.image_octets);
  if (written.tables > 0) {
    text += ", " + std::to_string(written.tables) + (written.tables == 1 ? " table of " : " tables of ") +
            std::to_string(written.members) + " members";
  }
  if (tailoring)
    text += "\ntailoring  sha256:" + HexEncode(tailoring->digest) + " (" + Printable(tailoring->name) + ")";
  return text + "\ndigest     " + digest + "\ndefinition " + definition + "\nsigned by  " +
         (key_id.empty() ? "nobody" : key_id) + "\n";
}

// C compilers take tens of octets of memory for each octet of an array.
constexpr std::uint64_t kMostInC = 16u << 20;

Result<bundle::Written> WriteC(const BuildArguments& arguments, const program::Program& program,
                               const bundle::WriteOptions& options) {
  Bytes octets;
  const auto take = [&](ByteView more) {
    if (octets.size() + more.size() > kMostInC)
      return Status(Code::kLimit, "--emit c: the bundle is larger than 16777216 octets; deliver it as a file");
    octets.insert(octets.end(), more.begin(), more.end());
    return Status();
  };
  MPS_ASSIGN(auto written, bundle::WriteBundle(program, options, take));
  const auto [name, version] = NameOf(program);
  const std::string prefix = arguments.prefix.empty() ? PrefixOf(name) : arguments.prefix;
  MPS_TRY(WriteFile(arguments.output, EmitC(octets, written.digest, prefix, name + " " + version)));
  return written;
}

Result<bundle::Written> Write(const BuildArguments& arguments, const program::Program& program,
                              crypto::Signer* signer) {
  bundle::WriteOptions options;
  options.table_members = arguments.table_members;
  options.signer = signer;
  if (!arguments.chain.empty()) {
    MPS_ASSIGN(options.chain, ReadChain(arguments.chain));
  }
  if (arguments.emit.form == "c") return WriteC(arguments, program, options);
  MPS_ASSIGN(auto file, OutputFile::Create(arguments.output));
  MPS_ASSIGN(auto written, bundle::WriteBundle(program, options, [&](ByteView octets) { return file.Write(octets); }));
  MPS_TRY(file.Commit());
  return written;
}

// What an option says of one form only is refused with the others.
Status CheckForm(const BuildArguments& arguments) {
  const bool native = arguments.emit.form == "object" || arguments.emit.form == "shared";
  if (!native && !arguments.emit.level.empty())
    return Status(Code::kUsage, "--level is for native code: a bundle has every level");
  if (!native && !arguments.emit.cpu.empty()) return Status(Code::kUsage, "--cpu is for native code");
  if (native && !arguments.key.empty())
    return Status(Code::kUsage, "--key signs bundles; native code carries no signature");
  if (!arguments.chain.empty() && arguments.key.empty())
    return Status(Code::kUsage, "--chain has the certificates of --key, which is not given");
  if (arguments.prefix.empty()) return {};
  if (arguments.emit.form != "c") return Status(Code::kUsage, "--prefix is for --emit c");
  if (IsPrefix(arguments.prefix)) return {};
  return Status(Code::kUsage, "--prefix: a letter, then letters, digits and underscores, at most 64");
}

int Build(const BuildArguments& arguments, const Context& context) {
  if (Status status = CheckForm(arguments); !status.ok()) return Fail(status);
  if (Status status = CheckWritable(arguments.output); !status.ok()) return Fail(status);
  if (arguments.emit.form == "object" || arguments.emit.form == "shared")
    return Emit(arguments.emit, arguments.definition, arguments.output, arguments.format == "json", context);
  std::unique_ptr<crypto::Signer> signer;
  std::string key_id;
  if (!arguments.key.empty()) {
    auto loaded = crypto::LoadSigner(arguments.key);
    if (!loaded.ok()) return Fail(loaded.status());
    signer = std::move(loaded).value();
    key_id = signer->public_key().IdHex();
  }
  compiler::Options options;
  options.base = arguments.emit.base;
  const auto compilation = CompileDefinition(arguments.definition, context, options);
  if (const int exit = RequireProgram(compilation, arguments.definition); exit != kExitPass) return exit;
  const auto program = compilation.program();
  auto written = Write(arguments, *program, signer.get());
  if (!written.ok()) return Fail(written.status());
  if (arguments.output != "-") Say(Report(arguments, *program, *written, key_id, compilation.tailoring()));
  return kExitPass;
}

}  // namespace

void AddBuild(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<BuildArguments>();
  CLI::App* command = app.add_subcommand("build", "compile a definition into a bundle that runs without the compiler");
  command->add_option("DEF", arguments->definition, "the definition, an .mps file")->required()->type_name("");
  AddBaseOption(*command, arguments->emit.base);
  command->add_option("-o,--output", arguments->output, "the bundle")->required()->type_name("FILE");
  command
      ->add_option("--key", arguments->key,
                   "sign it: the publisher's private key, a PEM file, file:, pkcs11: or handle: URI")
      ->type_name("KEY");
  command
      ->add_option("--chain", arguments->chain, "certificates of the key up to its CA, in PEM, to go with the bundle")
      ->type_name("FILE");
  command
      ->add_option("--table-members", arguments->table_members,
                   "sets of so many members, asked only for membership, are tables that are mapped, not loaded")
      ->check(CLI::Range(std::size_t{1}, limit::kPinnedLines))
      ->capture_default_str()
      ->type_name("N");
  command
      ->add_option("--emit", arguments->emit.form,
                   "bundle; c: C source that holds one; object or shared: native code, of an .mps file or of a bundle")
      ->check(OneOf({"bundle", "c", "object", "shared"}))
      ->capture_default_str()
      ->type_name("FORM");
  command->add_option("--level", arguments->emit.level, "native code for this level's rules alone")->type_name("LEVEL");
  command
      ->add_option("--prefix", arguments->prefix,
                   "of --emit c: what its function is called by (default: the set's name)")
      ->type_name("NAME");
  command->add_option("--cpu", arguments->emit.cpu, "native code for this CPU, as LLVM names it; `native`: this one")
      ->type_name("CPU");
  AddFormat(*command, arguments->format);
  command->footer(
      "eval, attest, collect --for and dump take the bundle where they take the definition.\n"
      "Example: mps build debian-cis.mps --key publisher.pem -o debian-cis.mpsb");
  command->callback([arguments, &context] { context.exit = Build(*arguments, context); });
}

}  // namespace mps::cli
