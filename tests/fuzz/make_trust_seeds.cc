// Seeds of the fuzz target `trust`, with new keys each time: make_trust_seeds FOLDER
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "trust/pki_fixture.h"
#include "trust/record.h"

using namespace mps;
using namespace mps::trust;

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("make_trust_seeds FOLDER\n", stderr);
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  const auto write = [&](const char* name, std::string_view text) {
    std::ofstream(folder / name, std::ios::binary) << text;
  };
  const auto root = fixture::Issue(fixture::CaSpec("Root"));
  const auto middle = fixture::Issue(fixture::CaSpec("Middle"), &root);
  fixture::Spec spec;
  spec.eku = "clientAuth";
  const auto leaf = fixture::Issue(spec, &middle);
  std::string chain;
  for (const Bytes* der : {&leaf.der, &middle.der, &root.der}) chain += crypto::CertificateToPem(*der);
  write("chain.pem", chain);
  write("leaf.der", AsText(leaf.der));
  write("list.der", AsText(fixture::MakeCrl(root, {3, 7})));
  write("list.pem", crypto::CrlToPem(fixture::MakeCrl(middle, {})));
  Record record;
  record.name = "acme";
  record.is_certificate = true;
  record.kid = record.sha256 = std::string(64, 'a');
  record.file = "acme-aaaaaaaaaaaaaaaa.pem";
  record.roles = {Role::kToken, Role::kEndorsement};
  record.mps = {"Debian-*"};
  record.claims = {"host.firmware", "net.*"};
  record.answers = {"5.1", "6.*"};
  record.eku = {"1.3.6.1.5.5.7.3.2"};
  record.subject = {"O=Acme"};
  record.crls = {"acme-aaaaaaaaaaaaaaaa-1.crl.pem"};
  record.valid_from = record.valid_until = fixture::kNow;
  write("record.json", EncodeRecord(record).value());
  write("handle", "handle:0x81000001?pin-source=file:%2Ftmp%2Fpin");
  write("pkcs11", "pkcs11:token=A%20token;object=one;id=%01?module-name=softhsm2&pin-source=file:/tmp/pin");
  return 0;
}
