#include "roots/import/quote_claims.h"

#include <limits>

#include "roots/import/pcr_text.h"

namespace mps::roots {
namespace {

using eat::EvidenceMap;
using eat::EvidenceStates;
using eat::Item;

const std::string kNoKey = "no key was given: the quote was not verified";

Item BankItem(HashId bank, const BankValues& values) {
  EvidenceMap registers, out;
  for (const auto& [pcr, value] : values) registers.Put(std::to_string(pcr), DigestText(bank, value));
  out.Put("pcr", registers.Take());
  return out.Take();
}

// Banks whose hash has no name here are left out: the map is said to be incomplete.
void PutBanks(const PcrValues& proven, EvidenceMap& claims, EvidenceStates& states) {
  const std::string reason = "the quote does not cover it";
  EvidenceMap banks;
  states.Incomplete("bank", reason);
  for (const auto& [bank, values] : proven) {
    if (!DigestOf(bank)) continue;
    banks.Put(HashIdName(bank), BankItem(bank, values));
    states.Incomplete("bank[\"" + HashIdName(bank) + "\"].pcr", reason);
  }
  claims.Put("bank", banks.Take());
}

void PutAttest(const tpm::Attest& attest, EvidenceMap& claims, EvidenceStates& states) {
  Bytes firmware;
  for (int shift = 56; shift >= 0; shift -= 8)
    firmware.push_back(static_cast<std::uint8_t>(attest.firmware_version >> shift));
  claims.Put("firmware", firmware);
  if (attest.clock <= std::numeric_limits<std::int64_t>::max()) {
    claims.Put("clock", static_cast<std::int64_t>(attest.clock));
  } else {
    states.Error("clock", "beyond 64 bits with sign");
  }
  claims.Put("reset_count", std::int64_t{attest.reset_count});
  claims.Put("restart_count", std::int64_t{attest.restart_count});
  claims.Flag("clock_safe", attest.safe);
  claims.Put("nonce", attest.extra_data);
  claims.Put("signer", attest.qualified_signer);
}

void PutUnverified(EvidenceStates& states) {
  for (const char* claim : {"restricted", "ak_certified", "bank", "firmware", "clock", "reset_count", "restart_count",
                            "clock_safe", "nonce", "signer", "key", "public_key"})
    states.Unknown(claim, kNoKey);
}

}  // namespace

eat::EnvironmentInput QuoteEnvironment(const QuoteEvidenceInput& quote, const Collector& collector) {
  EvidenceMap claims;
  EvidenceStates states;
  eat::EnvironmentInput out;
  states.Complete("");
  states.Unknown("manufacturer", "a quote does not say it");
  claims.Flag("verified", quote.report.verified);
  claims.Put("attest", quote.attest);
  claims.Put("signature", quote.signature);
  if (quote.report.verified) {
    out.key = "sha256:" + quote.ak->IdHex();
    claims.Put("key", out.key);
    claims.Put("public_key", quote.ak->spki());
    if (quote.ak_public) {
      claims.Flag("restricted", true);  // the check `key` would have failed
    } else {
      states.Unknown("restricted", "the key's public area was not given");
    }
    if (quote.ak_certified) {
      claims.Flag("ak_certified", true);  // else there is no import
    } else {
      states.Unknown("ak_certified", "no certificate of the key was given");
    }
    PutAttest(*quote.report.attest, claims, states);
    PutBanks(quote.report.proven, claims, states);
  } else {
    PutUnverified(states);
  }
  out.schema = kQuoteSchema;
  out.collector = collector.name;
  out.version = collector.version;
  out.claims = claims.Take();
  out.states = states.Take();
  return out;
}

Result<tpm::Public> DecodePublicFile(ByteView octets) {
  const bool sized = octets.size() > 2 && octets.size() - 2 == (std::size_t{octets[0]} << 8 | octets[1]);
  return tpm::DecodePublic(sized ? octets.subspan(2) : octets);
}

}  // namespace mps::roots
