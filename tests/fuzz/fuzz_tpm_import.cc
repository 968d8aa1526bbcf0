// Fuzzes what makes evidence of a quote and what hangs on it: the input is five counted parts (four octets, big endian,
// then as many): TPMS_ATTEST, TPMT_SIGNATURE, register file, public area, event log. Nothing that a fuzzer makes may
// verify under a key that nobody uses; what is carried unverified has to be a document that can be read back. Signed by
// a TPM that signs everything, a quote becomes evidence that a token can be made of.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "base/hex.h"
#include "crypto/hash.h"
#include "roots/import/carried_quote.h"
#include "roots/import/log_claims.h"
#include "roots/import/platform_import.h"
#include "roots/import/secure_boot.h"
#include "roots/import/tpm_import.h"
#include "willing_tpm.h"

namespace {

using namespace mps;

const crypto::PublicKey& Key() {
  static const crypto::PublicKey key = [] {
    const auto x = HexDecode("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296");
    const auto y = HexDecode("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");
    return crypto::PublicKeyFromEcPoint(crypto::KeyKind::kP256, x.value(), y.value()).value();
  }();
  return key;
}

std::vector<ByteView> Parts(ByteView input) {
  std::vector<ByteView> out;
  while (out.size() < 5 && input.size() >= 4) {
    const std::size_t size =
        std::size_t{input[0]} << 24 | std::size_t{input[1]} << 16 | std::size_t{input[2]} << 8 | input[3];
    input = input.subspan(4);
    const std::size_t taken = size < input.size() ? size : input.size();
    out.push_back(input.first(taken));
    input = input.subspan(taken);
  }
  out.resize(5);
  return out;
}

// A log with all its registers proven, by a quote that agrees.
void AgreeingLog(ByteView octets) {
  const auto log = roots::DecodeEventLog(octets);
  if (!log.ok()) return;
  const auto alone = roots::LogEnvironment(*log, {}, false, {"fuzz", "0"});
  const eat::Item* replay = alone.claims.FindText("replay");
  const eat::Item* bank = alone.claims.FindText("bank");
  if (replay == nullptr || bank == nullptr) return;
  roots::PcrValues proven;
  for (const auto& [key, value] : replay->entries) {
    const auto octets_of = HexDecode(std::string_view(value.text).substr(bank->text.size() + 1));
    const auto alg = crypto::DigestFromName(bank->text);
    if (!octets_of.ok() || !alg) std::abort();
    proven[roots::HashIdOf(*alg)][static_cast<std::uint32_t>(std::stoul(*key.text))] = *octets_of;
  }
  const auto whole = roots::LogEnvironment(*log, proven, true, {"fuzz", "0"});
  if (whole.claims.FindText("events")->entries.size() != roots::kPcrs) std::abort();
  if (!eat::ItemToCbor(whole.claims).ok()) std::abort();
}

// What evidence carries is what was proven; that is enough for a token over the quote's nonce, and for no other nonce.
void CheckCarried(const roots::TpmImported& imported, const Bytes& nonce) {
  const auto document = eat::EvidenceCbor(imported);
  if (!document.ok() || eat::EvidenceJson(imported).empty()) std::abort();
  const auto carried = roots::CarriedQuotes(*document);
  if (!carried.ok() || carried->size() != 1) std::abort();
  roots::PcrValues named = imported.proven;  // banks without a name are not in evidence
  const std::size_t unnamed = std::erase_if(named, [](const auto& bank) { return !roots::DigestOf(bank.first); });
  if ((*carried)[0].values != named) std::abort();
  const auto proven = roots::ProveForToken((*carried)[0], fuzz::Tpm().key(), nonce);
  if (proven.ok() != (unnamed == 0)) std::abort();
  Bytes other = nonce;
  other.push_back(0);
  if (roots::ProveForToken((*carried)[0], fuzz::Tpm().key(), other).ok()) std::abort();
}

void ImportSigned(const std::vector<ByteView>& parts) {
  const auto attest = roots::tpm::DecodeAttest(parts[0]);
  const auto values = roots::tpm::DecodePcrFile(parts[2]);
  if (!attest.ok() || !values.ok()) return;
  const auto quote = fuzz::Tpm().Make(parts[0], *attest, *values);
  const Bytes ak_public = fuzz::Tpm().Public();
  roots::TpmImport input;
  input.attest = quote.attest;
  input.signature = quote.signature;
  input.pcrs = parts[2];
  input.ak = fuzz::Tpm().key();
  input.ak_public = ak_public;
  if (!parts[4].empty()) input.event_log = parts[4];
  const auto imported = roots::ImportTpm(input);
  const bool log = parts[4].empty() || roots::DecodeEventLog(parts[4]).ok();
  if (imported.ok() != (quote.genuine && quote.whole && log)) std::abort();
  if (!imported.ok()) return;
  if (!imported->verified || imported->proven != quote.selected) std::abort();
  CheckCarried(*imported, attest->extra_data);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView all(data, size);
  (void)roots::CarriedQuotes(all);
  (void)roots::SignatureListItem(all);
  (void)roots::DecodeFoundComponents(AsText(all));
  const auto parts = Parts(all);
  roots::TpmImport input;
  input.attest = parts[0];
  input.signature = parts[1];
  input.pcrs = parts[2];
  if (!parts[4].empty()) input.event_log = parts[4];
  const auto unverified = roots::ImportTpm(input);
  if (unverified.ok()) {
    if (unverified->verified || !unverified->proven.empty()) std::abort();
    const auto document = eat::EvidenceCbor(*unverified);
    if (!document.ok()) std::abort();
    const auto carried = roots::CarriedQuotes(*document);
    if (!carried.ok() || carried->size() != 1 || !(*carried)[0].values.empty()) std::abort();
    if (roots::ProveForToken((*carried)[0], Key(), Bytes(8, 0)).ok()) std::abort();
  }
  input.ak = Key();
  if (!parts[3].empty()) input.ak_public = parts[3];
  if (roots::ImportTpm(input).ok()) std::abort();
  ImportSigned(parts);
  AgreeingLog(parts[4]);
  return 0;
}
