// Verifies a quote from the files that tpm2-tools write, with the project's own code: for tests with a real TPM.
//   verify_quote_files ATTEST SIGNATURE PCRS AK_PUBLIC NONCE_HEX PCR...
// PCRS is of --pcrs_format=serialized, AK_PUBLIC a TPM2B_PUBLIC, PCR `sha256:16`. Prints the report and the proven
// values; exit 0 verified, 1 refused, 2 not to be read.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "base/hex.h"
#include "roots/quote.h"

namespace {

using namespace mps;

[[noreturn]] void Stop(const std::string& why) {
  std::fprintf(stderr, "verify_quote_files: %s\n", why.c_str());
  std::exit(2);
}

Bytes Read(const char* path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) Stop(std::string("cannot read ") + path);
  std::stringstream text;
  text << in.rdbuf();
  return ToBytes(AsBytes(text.str()));
}

template <class T>
T Need(Result<T> result) {
  if (!result.ok()) Stop(result.status().ToString());
  return std::move(result).value();
}

// TPM2B_PUBLIC: a TPMT_PUBLIC behind its size.
roots::tpm::Public ReadPublic(const char* path) {
  const Bytes octets = Read(path);
  if (octets.size() < 2 || octets.size() - 2 != std::size_t{octets[0]} * 256 + octets[1]) Stop("no TPM2B_PUBLIC");
  return Need(roots::tpm::DecodePublic(ByteView(octets).subspan(2)));
}

roots::PcrName ReadName(const std::string& text) {
  const std::size_t colon = text.find(':');
  const std::string bank = text.substr(0, colon);
  if (colon == std::string::npos || (bank != "sha1" && bank != "sha256")) Stop("a register is sha256:16");
  return {bank == "sha1" ? roots::kHashSha1 : roots::kHashSha256,
          static_cast<std::uint32_t>(std::strtoul(text.c_str() + colon + 1, nullptr, 10))};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 7) Stop("ATTEST SIGNATURE PCRS AK_PUBLIC NONCE_HEX PCR...");
  const Bytes attest = Read(argv[1]), signature = Read(argv[2]);
  const auto values = Need(roots::tpm::DecodePcrFile(Read(argv[3])));
  const auto ak = ReadPublic(argv[4]);
  roots::QuotePolicy policy{ak.key};
  policy.ak_public = ak;
  policy.nonce = Need(HexDecode(argv[5]));
  for (int i = 6; i < argc; ++i) policy.wanted.push_back(ReadName(argv[i]));
  const auto report = roots::VerifyQuote({attest, signature, values}, policy);
  std::fputs(report.checks.ToText().c_str(), stdout);
  for (const auto& [bank, registers] : report.proven) {
    for (const auto& [pcr, value] : registers)
      std::printf("%s %s\n", roots::PcrNameText({bank, pcr}).c_str(), HexEncode(value).c_str());
  }
  return report.verified ? 0 : 1;
}
