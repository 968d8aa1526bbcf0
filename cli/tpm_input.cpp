#include "tpm_input.h"

#include "collect/ima_list.h"
#include "crypto/key_uri.h"
#include "evidence/merge.h"
#include "files.h"
#include "import_output.h"
#include "mps/limits.h"
#include "roots/import/tpm_import.h"

namespace mps::cli {
namespace {

constexpr std::size_t kEventLogFileBytes = std::size_t{16} << 20;

// Octets of the files, which the import views.
struct TpmFiles {
  Bytes attest, signature, pcrs;
  std::optional<Bytes> ak_public, event_log;
};

Result<TpmFiles> ReadFiles(const TpmArguments& arguments) {
  TpmFiles files;
  MPS_ASSIGN(files.attest, ReadOctets(arguments.quote, roots::kQuoteFileBytes));
  MPS_ASSIGN(files.signature, ReadOctets(arguments.signature, roots::kQuoteFileBytes));
  MPS_ASSIGN(files.pcrs, ReadOctets(arguments.pcrs, roots::kPcrFileBytes));
  if (!arguments.ak_public.empty()) {
    MPS_ASSIGN(files.ak_public, ReadOctets(arguments.ak_public, roots::kQuoteFileBytes));
  }
  if (!arguments.eventlog.empty()) {
    MPS_ASSIGN(files.event_log, ReadOctets(arguments.eventlog, kEventLogFileBytes));
  }
  return files;
}

Result<roots::TpmImported> Import(const TpmArguments& arguments, const TpmFrame& frame) {
  MPS_ASSIGN(const TpmFiles files, ReadFiles(arguments));
  roots::TpmImport input;
  input.attest = files.attest;
  input.signature = files.signature;
  input.pcrs = files.pcrs;
  if (!arguments.ak.empty()) {
    MPS_ASSIGN(input.ak, crypto::LoadPublicKey(arguments.ak));
  }
  if (files.ak_public) input.ak_public = *files.ak_public;
  MPS_ASSIGN(const auto certified, ReadAkTrust(arguments.ak_chain, arguments.ak_trust));
  if (certified) input.ak_certificates = roots::AkCertificates{certified->chain, certified->store.anchors()};
  if (files.event_log) input.event_log = *files.event_log;
  input.nonce = frame.nonce;
  input.nonce_of_quote = frame.nonce_of_quote;
  input.tpm = frame.tpm;
  input.boot = frame.boot;
  input.now = frame.now;
  input.collector = frame.collector;
  input.version = MPS_VERSION;
  return roots::ImportTpm(input);
}

// The document with the measurement list beside what it has.
Result<Bytes> WithList(const Bytes& document, const roots::TpmImported& imported, const TpmFrame& frame) {
  ImaRequest request;
  request.environment = frame.ima;
  request.now = frame.now;
  request.proven = imported.proven;
  MPS_ASSIGN(const Bytes list, ReadOctets(frame.measurement_list, limit::kEvidenceBytes));
  auto other = ImaEvidence(list, request);
  if (!other.ok()) return other.TakeStatus().Within("measurement list `" + frame.measurement_list + "`");
  return evidence::MergeEvidence(document, *other, evidence::Frame::kShared);
}

}  // namespace

void AddAkCertificateOptions(CLI::App& command, CLI::Option& ak, std::string& chain, std::string& trust) {
  auto* certificates =
      command
          .add_option("--ak-chain", chain, "certificates of the attestation key up to its CA, in PEM, the key's first")
          ->needs(&ak)
          ->type_name("FILE");
  auto* store =
      command.add_option("--ak-trust", trust, "a trust store (mps trust) that they have to reach, with the role ak")
          ->needs(certificates)
          ->type_name("DIR");
  certificates->needs(store);
}

Result<std::optional<AkTrust>> ReadAkTrust(const std::string& chain, const std::string& trust) {
  if (chain.empty()) return std::optional<AkTrust>();
  MPS_ASSIGN(auto certificates, ReadChain(chain, "--ak-chain"));
  auto store = trust::Store::Open(trust);
  if (!store.ok()) return store.TakeStatus().Within("--ak-trust");
  return std::optional<AkTrust>(AkTrust{std::move(certificates), std::move(store).value()});
}

void AddTpmOptions(CLI::App& command, TpmArguments& arguments, bool required) {
  auto* quote = command.add_option("--quote", arguments.quote, "what a TPM signed: TPMS_ATTEST (tpm2_quote --message)")
                    ->type_name("FILE");
  auto* signature =
      command.add_option("--signature", arguments.signature, "TPMT_SIGNATURE of it (tpm2_quote --signature)")
          ->type_name("FILE");
  auto* pcrs =
      command
          .add_option("--pcrs", arguments.pcrs, "values of the registers (tpm2_quote --pcr, --pcrs_format=serialized)")
          ->type_name("FILE");
  auto* ak =
      command.add_option("--ak", arguments.ak, "the attestation key, which is trusted; without it nothing is verified")
          ->type_name("KEY");
  auto* area = command
                   .add_option("--ak-public", arguments.ak_public,
                               "its public area, which says that it is restricted: TPM2B_PUBLIC or TPMT_PUBLIC")
                   ->needs(ak)
                   ->type_name("FILE");
  AddAkCertificateOptions(command, *ak, arguments.ak_chain, arguments.ak_trust);
  auto* log = command.add_option("--eventlog", arguments.eventlog, "the TCG event log of this boot")->type_name("FILE");
  quote->needs(signature)->needs(pcrs);
  for (auto* option : {signature, pcrs, ak, area, log}) option->needs(quote);
  if (required) quote->required();
}

Result<TpmEvidence> ReadTpmEvidence(const TpmArguments& arguments, const TpmFrame& frame) {
  if (frame.json && !frame.measurement_list.empty())
    return Status(Code::kUsage, "--ima: a measurement list becomes CBOR; name the output otherwise");
  auto imported = Import(arguments, frame);
  if (!imported.ok()) return imported.TakeStatus().Within("quote `" + arguments.quote + "`");
  TpmEvidence out;
  if (frame.json) {
    out.document = ToBytes(AsBytes(eat::EvidenceJson(*imported)));
  } else {
    MPS_ASSIGN(out.document, eat::EvidenceCbor(*imported));
  }
  if (!frame.measurement_list.empty()) {
    MPS_ASSIGN(out.document, WithList(out.document, *imported, frame));
    imported->environments.emplace_back(frame.ima, ImaRequest().schema);
  }
  out.imported = std::move(imported).value();
  return out;
}

}  // namespace mps::cli
