// Makes seeds of evidence from roots of trust, with the fixtures of tests/roots and keys made on the spot:
//   make_roots_seeds quote|tpm_import|eventlog|ima|ima_evidence|dice OUT
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <vector>

#include "base/hex.h"
#include "roots/chain_fixture.h"
#include "roots/import/tpm_import.h"
#include "roots/log_fixture.h"
#include "roots/platform_fixture.h"
#include "roots/quote_fixture.h"

namespace {

using mps::Bytes;
namespace fixture = mps::roots::fixture;

Bytes Counted(const Bytes& octets) { return fixture::Writer().Sized(octets).bytes(); }

std::vector<Bytes> Quotes() {
  std::vector<Bytes> out;
  for (const fixture::Tpm& tpm : {fixture::EcTpm(), fixture::Ec384Tpm(), fixture::RsaTpm(), fixture::PssTpm()}) {
    const Bytes attest = tpm.Attest();
    out.push_back(fixture::Concat({Counted(attest), tpm.Signature(attest)}));
    out.push_back(tpm.Public());
  }
  return out;
}

// Quote, signature, registers, public area, event log; and evidence that carries a quote.
std::vector<Bytes> Imports() {
  std::vector<Bytes> out;
  for (const fixture::Tpm& tpm : {fixture::EcTpm(), fixture::RsaTpm()}) {
    const Bytes attest = tpm.Attest();
    const Bytes pcrs = fixture::PcrFile({{0x000B, {{0, tpm.pcr0}, {7, tpm.pcr7}}}, {0x0004, {{10, tpm.pcr10}}}});
    const Bytes parts[] = {attest, tpm.Signature(attest), pcrs, tpm.Public(),
                           fixture::AgileLog(fixture::SomeRecords())};
    fixture::Writer all;
    for (const Bytes& part : parts) all.U32(static_cast<std::uint32_t>(part.size())).Raw(part);
    out.push_back(all.bytes());
    mps::roots::TpmImport input;
    input.attest = parts[0];
    input.signature = parts[1];
    input.pcrs = parts[2];
    input.ak = tpm.key.public_key();
    const auto imported = mps::roots::ImportTpm(input).value();
    out.push_back(mps::eat::EvidenceCbor(imported).value());
    out.push_back(fixture::Text(mps::eat::EvidenceJson(imported)));
  }
  return out;
}

std::vector<Bytes> Logs() {
  const auto records = fixture::SomeRecords();
  return {fixture::Sha1Log(records), fixture::AgileLog(records), fixture::AgileLog({}),
          fixture::AgileLog(records, {{0x000C, mps::DigestAlg::kSha384}, {0x0012, mps::DigestAlg::kSha256}})};
}

// Template hashes of nobody's data: the fuzzer finds that they do not match.
std::vector<Bytes> Lists() {
  const std::string hash(40, 'a'), digest = "sha256:" + std::string(64, 'b');
  std::vector<Bytes> out;
  std::string all;
  for (const std::string& rest :
       {"ima " + hash + " /init", "ima-ng " + digest + " /a b", "ima-sig " + digest + " /a 0302",
        "ima-buf " + digest + " .ima 01", "ima-modsig " + digest + " /m.ko 01 " + digest + " 02",
        "ima-ngv2 ima:" + digest + " /a", "ima-sigv2 verity:" + digest + " /a "}) {
    const std::string line = "10 " + hash + " " + rest + "\n";
    out.push_back(fixture::Text(line));
    all += line + "10 " + std::string(40, '0') + " " + rest + "\n";
  }
  out.push_back(fixture::Text(all));
  return out;
}

// The same lists, and one as a kernel begins it, in every way in which fuzz_ima_evidence uses them: with a quote of
// some beginning, of another bank too, and without one.
std::vector<Bytes> ListsWithQuotes() {
  const std::string hash(40, 'a'), digest = "sha256:" + std::string(64, 'b');
  std::string kernel = "10 " + hash + " ima-ng " + digest + " boot_aggregate\n";
  kernel += " 9 " + hash + " ima-ng " + digest + " /of another register\n";
  kernel += "10 " + hash + " ima-sig sha1:" + hash + " /tmp/a 0302\n10 bad" + std::string(37, '1') + " ima-ng " +
            digest + " /b\n";
  std::vector<Bytes> lists = Lists(), out;
  lists.push_back(fixture::Text(kernel));
  lists.push_back({});
  for (const Bytes& list : lists) {
    for (const std::uint8_t how : {0x00, 0x01, 0x13, 0x37, 0x0b, 0xf3})
      out.push_back(fixture::Concat({Bytes{how}, list}));
  }
  return out;
}

std::vector<Bytes> Chains() {
  using mps::crypto::KeyKind;
  std::vector<Bytes> out = {fixture::TcbInfo(), fixture::OpenInput(), fixture::Seq({fixture::TcbInfo()})};
  const auto uds = mps::crypto::GenerateKey(KeyKind::kEd25519).value(),
             cdi = mps::crypto::GenerateKey(KeyKind::kP256).value();
  const Bytes first = fixture::CborCert("uds", "uds", uds.public_key(), uds);
  const Bytes second = fixture::CborCert("uds", "cdi", cdi.public_key(), uds,
                                         {{mps::cbor::Value::Int(-4670551), mps::cbor::Value::Bytes({1})}});
  out.push_back(fixture::Concat({Counted(first), Counted(second)}));
  const Bytes root = fixture::X509({"r", "r", cdi.public_key()}, cdi);
  const Bytes leaf = fixture::X509(
      {"r", "l", uds.public_key(), false, {fixture::Extension(fixture::kOidTcbInfo, fixture::TcbInfo())}}, cdi);
  out.push_back(fixture::Concat({Counted(root), Counted(leaf)}));
  out.push_back(root);
  out.push_back(fixture::Made({}));
  fixture::Parts older;
  older.attributes =
      fixture::Attribute(fixture::kOidConfigV1, fixture::Seq({fixture::Tlv(0xA0, fixture::ComponentV1())}));
  out.push_back(fixture::Made(older));
  // Extensions that fuzz_dice puts into certificates of its own: three layers, the last of which issues nothing.
  Bytes extensions;
  for (const Bytes& value :
       {fixture::Concat({Bytes{0x48}, fixture::TcbInfo()}), fixture::Concat({Bytes{0x0b}, fixture::OpenInput()}),
        fixture::Concat({Bytes{0x01}, fixture::Seq({fixture::TcbInfo()})})})
    extensions = fixture::Concat({extensions, Counted(value)});
  out.push_back(extensions);
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const std::string_view what = argv[1];
  const auto seeds = what == "quote"          ? Quotes()
                     : what == "tpm_import"   ? Imports()
                     : what == "eventlog"     ? Logs()
                     : what == "ima"          ? Lists()
                     : what == "ima_evidence" ? ListsWithQuotes()
                     : what == "dice"         ? Chains()
                                              : std::vector<Bytes>();
  std::filesystem::create_directories(argv[2]);
  for (std::size_t i = 0; i < seeds.size(); ++i) {
    std::ofstream out(std::filesystem::path(argv[2]) / std::to_string(i), std::ios::binary);
    out.write(reinterpret_cast<const char*>(seeds[i].data()), static_cast<std::streamsize>(seeds[i].size()));
    if (!out.good()) return 1;
  }
  std::printf("%zu seeds\n", seeds.size());
  return seeds.empty() ? 1 : 0;
}
