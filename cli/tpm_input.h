// A TPM quote and what hangs on it, from the files that tpm2-tools and the kernel write: for `mps import tpm` and
// `mps collect`.
#pragma once

#include <optional>
#include <string>

#include "command.h"
#include "token/evidence_document.h"
#include "trust/store.h"

namespace mps::cli {

struct TpmArguments {
  std::string quote, signature, pcrs, ak, ak_public, ak_chain, ak_trust, eventlog;
};
// --ak-chain and --ak-trust, each with the other.
void AddAkCertificateOptions(CLI::App& command, CLI::Option& ak, std::string& chain, std::string& trust);
// What they name. Errors name the file, the folder.
struct AkTrust {
  std::vector<Bytes> chain;
  trust::Store store;
};
Result<std::optional<AkTrust>> ReadAkTrust(const std::string& chain, const std::string& trust);

// --quote, --signature, --pcrs, --ak, --ak-public, --ak-chain, --ak-trust, --eventlog. Not `required`: none of them
// stands without --quote.
void AddTpmOptions(CLI::App& command, TpmArguments& arguments, bool required);

// What surrounds the files in a document.
struct TpmFrame {
  std::string tpm = "tpm", boot = "boot", ima = "ima";  // names of the environments
  std::string measurement_list;                         // path of the kernel's list; empty: none
  std::optional<Bytes> nonce;                           // the one that was sent
  bool nonce_of_quote = true;
  std::int64_t now = 0;
  bool json = false;
  std::string collector;
};
struct TpmEvidence {
  eat::ImportedEvidence imported;
  Bytes document;  // JSON or CBOR, the measurement list included
};
// Verifies the quote, and writes it, the log and the list as one document. Errors name the file; those of ImportTpm and
// ImaEvidence; kUsage for a measurement list in JSON.
Result<TpmEvidence> ReadTpmEvidence(const TpmArguments& arguments, const TpmFrame& frame);

}  // namespace mps::cli
