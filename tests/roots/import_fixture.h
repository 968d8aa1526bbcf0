// A TPM with the registers that a log leaves, and ways through the documents that importers write.
#pragma once

#include <catch2/catch.hpp>

#include "roots/import/tpm_import.h"
#include "roots/log_fixture.h"
#include "roots/quote_fixture.h"

namespace mps::roots::fixture {

inline constexpr std::uint16_t kSha256Bank = 0x000B, kSha1Bank = 0x0004;

// One entry of EFI_SIGNATURE_LIST with `data`, of the kind EFI_CERT_X509_GUID.
inline Bytes SignatureList(const Bytes& data) {
  Bytes out = {0xa1, 0x59, 0xc0, 0xa5, 0xe4, 0x94, 0xa7, 0x4a, 0x87, 0xb5, 0xab, 0x15, 0x5c, 0x2b, 0xf0, 0x72};
  Little(out, 28 + 16 + data.size(), 4);
  Little(out, 0, 4);
  Little(out, 16 + data.size(), 4);
  out.insert(out.end(), 16, 0x11);
  out.insert(out.end(), data.begin(), data.end());
  return out;
}

// A variable of a vendor: `EFI_GLOBAL_VARIABLE`, or the image security database's.
inline Bytes VariableOf(bool global, std::string_view name, ByteView value) {
  Bytes out = Variable(name, value);
  const Bytes vendor =
      global ? Bytes{0x61, 0xdf, 0xe4, 0x8b, 0xca, 0x93, 0xd2, 0x11, 0xaa, 0x0d, 0x00, 0xe0, 0x98, 0x03, 0x2b, 0x8c}
             : Bytes{0xcb, 0xb2, 0x19, 0xd7, 0x3a, 0x3d, 0x96, 0x45, 0xa3, 0xbc, 0xda, 0xd0, 0x0e, 0x67, 0x65, 0x6f};
  std::copy(vendor.begin(), vendor.end(), out.begin());
  return out;
}

inline Record Config(const Bytes& variable) { return {7, 0x80000001, variable, variable}; }

// Firmware, Secure Boot with keys, a loader, what the loader measured.
inline std::vector<Record> BootRecords(std::uint8_t secure_boot = 1) {
  std::vector<Record> out = {
      {0, 0x00000008, Text("v1.2"), Text("v1.2")},
      Config(VariableOf(true, "SecureBoot", Bytes{secure_boot})),
      Config(VariableOf(true, "PK", SignatureList(Text("platform key")))),
      Config(VariableOf(true, "KEK", SignatureList(Text("exchange key")))),
      Config(VariableOf(false, "db", SignatureList(Text("vendor")))),
      Config(VariableOf(false, "dbx", {})),
      {7, 0x00000004, Bytes(4, 0), Bytes(4, 0)},
      {4, 0x80000003, Text("an image"), Text("its path")},
      {9, 0x0000000D, Text("the contents"), Text("/vmlinuz")},
  };
  return out;
}

// What was quoted, and what goes with it. The quote covers sha256:0, sha256:7 and sha1:10.
struct Quoted {
  Tpm tpm = EcTpm();
  Bytes attest, signature, pcrs, ak_public, log;

  explicit Quoted(const std::vector<Record>& records = BootRecords()) : log(AgileLog(records)) {
    const auto values = Fold(DigestAlg::kSha256, records);
    tpm.pcr0 = values.at(0);
    tpm.pcr7 = values.at(7);
    Quote();
  }
  void Quote() {
    attest = tpm.Attest();
    signature = tpm.Signature(attest);
    pcrs = PcrFile({{kSha256Bank, {{0, tpm.pcr0}, {7, tpm.pcr7}}}, {kSha1Bank, {{10, tpm.pcr10}}}});
    ak_public = tpm.Public();
  }
  TpmImport Input() const {
    TpmImport input;
    input.attest = attest;
    input.signature = signature;
    input.pcrs = pcrs;
    input.ak = tpm.key.public_key();
    input.ak_public = ak_public;
    input.nonce = tpm.nonce;
    input.event_log = log;
    input.now = 1790000000;
    input.collector = "test";
    return input;
  }
};

inline const eat::Item* Find(const eat::Item& item, std::initializer_list<std::string_view> path) {
  const eat::Item* at = &item;
  for (const auto name : path) {
    if (at != nullptr) at = at->FindText(name);
  }
  return at;
}
inline const eat::Item& At(const eat::Item& item, std::initializer_list<std::string_view> path) {
  const eat::Item* at = Find(item, path);
  INFO(std::string(path.size() == 0 ? "" : *(path.end() - 1)));
  REQUIRE(at != nullptr);
  return *at;
}
inline const eat::Item& ClaimsOf(const eat::ImportedEvidence& imported, std::string_view environment) {
  return At(imported.document, {"environments", environment, "claims"});
}
inline std::string StateOf(const eat::ImportedEvidence& imported, std::string_view environment, std::string_view path,
                           std::string_view state) {
  const eat::Item* at = Find(imported.document, {"environments", environment, "state", path, state});
  return at == nullptr ? "" : at->text;
}

}  // namespace mps::roots::fixture
