#include "import_output.h"

#include <nlohmann/json.hpp>

#include "evidence/merge.h"
#include "files.h"
#include "mps/limits.h"
#include "terminal.h"
#include "wrapper.h"

namespace mps::cli {
namespace {

std::string Summary(const ImportOutput& output, const eat::ImportedEvidence& imported) {
  if (output.format == "json") {
    nlohmann::ordered_json out{{"output", output.output}, {"kind", imported.kind}, {"verified", imported.verified}};
    for (const auto& [name, schema] : imported.environments) out["environments"][name] = schema;
    return out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  }
  std::string text =
      Printable(output.output) + ": " + imported.kind + (imported.verified ? ", verified" : ", not verified");
  for (const auto& [name, schema] : imported.environments) text += ", " + name + " : " + schema;
  return text + "\n";
}

// What is written: the document, or the one of --join with its environments beside.
Result<Bytes> Joined(const ImportOutput& output, const Bytes& document) {
  if (output.join.empty()) return document;
  MPS_ASSIGN(auto first, ReadFile(output.join, limit::kEvidenceBytes));
  auto plain = Unwrapped(std::move(first), Message::kEvidence);
  auto merged = plain.ok() ? evidence::MergeEvidence(AsBytes(*plain), document, evidence::Frame::kOwn)
                           : Result<Bytes>(plain.status());
  if (!merged.ok()) return merged.TakeStatus().Within("--join `" + output.join + "`");
  return merged;
}

}  // namespace

void AddImportOutput(CLI::App& command, ImportOutput& output) {
  command.add_option("-o,--output", output.output, "where the evidence goes: .json is JSON, anything else CBOR")
      ->required()
      ->type_name("FILE");
  command
      .add_option("--join", output.join,
                  "put it beside the environments of this evidence, whose time, nonce and device stay")
      ->type_name("FILE");
  AddWrapOption(command, output.wrap);
  AddFormat(command, output.format);
}

Result<Bytes> EvidenceFor(const std::string& path, const eat::ImportedEvidence& imported) {
  if (IsJsonPath(path)) return ToBytes(AsBytes(eat::EvidenceJson(imported)));
  return eat::EvidenceCbor(imported);
}

int WriteImported(const ImportOutput& output, const eat::ImportedEvidence& imported, const Bytes& document) {
  auto bytes = Joined(output, document);
  if (bytes.ok() && output.wrap) bytes = Wrapped(*bytes, Message::kEvidence);
  if (!bytes.ok()) return Fail(bytes.status());
  if (Status status = WriteFile(output.output, *bytes); !status.ok()) return Fail(status);
  if (!imported.verified) Note("mps: " + imported.unverified);
  if (output.output != "-") Say(Summary(output, imported));
  return kExitPass;
}

int WriteImported(const ImportOutput& output, const eat::ImportedEvidence& imported) {
  const auto document = EvidenceFor(output.output, imported);
  return document.ok() ? WriteImported(output, imported, *document) : Fail(document.status());
}

Status CheckEnvironmentName(const std::string& name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  bool good = !name.empty() && letter(name[0]) && name.size() <= limit::kNameBytes;
  for (char c : name) good = good && (letter(c) || (c >= '0' && c <= '9'));
  if (good) return {};
  return {Code::kUsage, "--environment: `" + name + "` is no name: letters, digits and `_`, with no digit first"};
}

Result<Bytes> ReadOctets(const std::string& path, std::size_t most) {
  MPS_ASSIGN(const auto text, ReadFile(path, most));
  return ToBytes(AsBytes(text));
}

void AddImportArguments(CLI::App& command, ImportArguments& arguments, const std::string& what_now_is) {
  command.add_option("--environment", arguments.environment, "name of the environment")
      ->capture_default_str()
      ->type_name("NAME");
  command.add_option("--now", arguments.now, what_now_is + " (default: the clock)")->type_name("T");
  AddImportOutput(command, arguments.output);
}

int RunImport(const ImportArguments& arguments, const std::function<Result<eat::ImportedEvidence>()>& import) {
  if (Status status = CheckWritable(arguments.output.output); !status.ok()) return Fail(status);
  const auto imported = import();
  return imported.ok() ? WriteImported(arguments.output, *imported) : Fail(imported.status());
}

}  // namespace mps::cli
