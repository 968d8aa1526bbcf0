// Evidence that an importer made, as the subcommands of `mps import` write it and speak of it.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "command.h"
#include "token/evidence_document.h"

namespace mps::cli {

struct ImportOutput {
  std::string output, format;
  std::string join;  // an evidence document that what is imported is put beside
  bool wrap = false;
};
// -o, --join, --cmw and --format.
void AddImportOutput(CLI::App& command, ImportOutput& output);

// The document in the encoding that the file's name asks for.
Result<Bytes> EvidenceFor(const std::string& path, const eat::ImportedEvidence& imported);

// Writes `document`, joined with the one that --join names, and says in the manner of --format what it is; the exit
// code.
int WriteImported(const ImportOutput& output, const eat::ImportedEvidence& imported, const Bytes& document);
// The same of imported.document.
int WriteImported(const ImportOutput& output, const eat::ImportedEvidence& imported);

// An environment's name in the language: kUsage for what is none.
Status CheckEnvironmentName(const std::string& name);

// What the imports of one environment have in common: `mps import dice`, `rim` and `platform`.
struct ImportArguments {
  std::string environment, now;
  ImportOutput output;
};
// --environment, whose default stands in `arguments` already, --now, and what AddImportOutput adds.
void AddImportArguments(CLI::App& command, ImportArguments& arguments, const std::string& what_now_is);

// The members that the input of every such importer has; kUsage for a name or time that is none.
template <class Input>
Status BeginImport(const ImportArguments& arguments, Input& input) {
  MPS_TRY(CheckEnvironmentName(arguments.environment));
  input.environment = arguments.environment;
  input.version = MPS_VERSION;
  MPS_ASSIGN(input.now, ParseNow(arguments.now));
  return {};
}

// Imports, if the result can be written, and writes it; the exit code.
int RunImport(const ImportArguments& arguments, const std::function<Result<eat::ImportedEvidence>()>& import);

// A file whose octets an importer takes: at most `most`; kIo, kLimit.
Result<Bytes> ReadOctets(const std::string& path, std::size_t most);

}  // namespace mps::cli
