// A TPM that quotes whatever it is given. What lies behind a signature is out of a fuzzer's reach unless somebody
// signs: the key is made when the target starts, and the digest of the registers is put right, which no fuzzer would
// find.
#pragma once

#include <optional>
#include <utility>

#include "crypto/hash.h"
#include "roots/quote_fixture.h"
#include "roots/tpm.h"

namespace mps::fuzz {

class WillingTpm {
 public:
  struct Quote {
    Bytes attest, signature;
    bool genuine;  // a quote as a TPM makes one: by magic and type
    bool whole;    // every selected register has a value
    roots::PcrValues selected;
  };

  const crypto::PublicKey& key() const { return tpm_.key.public_key(); }
  Bytes Public() const { return tpm_.Public(); }
  Bytes Sign(ByteView attest) const { return tpm_.Signature(attest); }

  // `attest` is what `decoded` was read from. Values of other banks and registers are left out, as a TPM would.
  Quote Make(ByteView attest, const roots::tpm::Attest& decoded, const roots::PcrValues& values) const {
    Quote out{ToBytes(attest), {}, false, true, {}};
    const bool quote = decoded.type == roots::tpm::kAttestQuote;
    out.genuine = quote && decoded.magic == roots::tpm::kGenerated;
    Bytes concatenated;
    for (const auto& selection : decoded.selections) {
      for (const std::uint32_t pcr : selection.pcrs) {
        const auto bank = values.find(selection.bank);
        if (bank == values.end() || bank->second.count(pcr) == 0) {
          out.whole = false;
          continue;
        }
        const Bytes& value = bank->second.at(pcr);
        concatenated.insert(concatenated.end(), value.begin(), value.end());
        out.selected[selection.bank][pcr] = value;
      }
    }
    if (quote) {  // the digest is the last field
      out.attest.resize(out.attest.size() - 2 - decoded.pcr_digest.size());
      const Bytes last = roots::fixture::Writer().Sized(crypto::Sha256(concatenated).value()).bytes();
      out.attest.insert(out.attest.end(), last.begin(), last.end());
    }
    out.signature = Sign(out.attest);
    return out;
  }

 private:
  roots::fixture::Tpm tpm_ = roots::fixture::EcTpm();
};

// One for all inputs.
inline const WillingTpm& Tpm() {
  static const WillingTpm tpm;
  return tpm;
}

}  // namespace mps::fuzz
