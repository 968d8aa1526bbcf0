// Evidence that an importer made, as the subcommands of `mps import` write it and speak of it.
#pragma once

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

// A file whose octets an importer takes: at most `most`; kIo, kLimit.
Result<Bytes> ReadOctets(const std::string& path, std::size_t most);

}  // namespace mps::cli
