// TPM 2.0 structures as a quote has them (TPM 2.0 Library, part 2: Structures), decoded strictly: big endian, every
// length bounded, nothing after the end. Nothing here is trusted yet; roots/quote.h judges.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "crypto/key.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "roots/pcr_values.h"

namespace mps::roots::tpm {

inline constexpr std::uint32_t kGenerated = 0xFF544347;  // TPM_GENERATED_VALUE: only a TPM writes it before signing
inline constexpr std::uint16_t kAttestQuote = 0x8018;    // TPM_ST_ATTEST_QUOTE

// TPM_ALG_ID of keys and schemes.
enum Alg : std::uint16_t {
  kAlgRsa = 0x0001,
  kAlgNull = 0x0010,
  kAlgRsassa = 0x0014,
  kAlgRsaes = 0x0015,
  kAlgRsapss = 0x0016,
  kAlgOaep = 0x0017,
  kAlgEcdsa = 0x0018,
  kAlgEcdaa = 0x001A,
  kAlgEcc = 0x0023,
};

// LIMIT: selections in a list (TPM_NUM_PCR_BANKS of implementations is at most 16), octets of one bit map.
inline constexpr std::size_t kSelections = 16;
inline constexpr std::size_t kSelectOctets = 4;

// TPMS_PCR_SELECTION: registers of one bank, ascending.
struct PcrSelection {
  HashId bank;
  std::vector<std::uint32_t> pcrs;
};

// TPMS_ATTEST (10.12.12) with TPMS_QUOTE_INFO. Of another type than a quote only the fields up to `firmware_version`
// are read.
struct Attest {
  std::uint32_t magic = 0;
  std::uint16_t type = 0;
  Bytes qualified_signer;
  Bytes extra_data;         // the nonce that the TPM was given
  std::uint64_t clock = 0;  // milliseconds that the TPM has been powered
  std::uint32_t reset_count = 0;
  std::uint32_t restart_count = 0;
  bool safe = false;  // no greater clock was ever given out
  std::uint64_t firmware_version = 0;
  std::vector<PcrSelection> selections;
  Bytes pcr_digest;
};
// unsupported:tpm-1.2 for a TPM_QUOTE_INFO of TPM 1.2.
Result<Attest> DecodeAttest(ByteView bytes);

// TPMT_SIGNATURE (11.3.4): RSASSA, RSAPSS, ECDSA; unsupported:tpm-signature-0x<id> for others.
struct Signature {
  std::uint16_t scheme = 0;
  HashId hash = 0;
  Bytes rsa;
  Bytes r, s;  // without leading zeros or with them, as the TPM wrote them
};
Result<Signature> DecodeSignature(ByteView bytes);

// TPMA_OBJECT (8.3): the bits that make a key an attestation key.
enum Attribute : std::uint32_t {
  kFixedTpm = 1u << 1,
  kFixedParent = 1u << 4,
  kSensitiveDataOrigin = 1u << 5,
  kRestricted = 1u << 16,
  kDecrypt = 1u << 17,
  kSign = 1u << 18,
};

// TPMT_PUBLIC (12.2.4) of an RSA or ECC key. The key is checked as every key is: kSignature for a short modulus or a
// point off its curve.
struct Public {
  std::uint16_t type;
  HashId name_alg;
  std::uint32_t attributes;
  Bytes auth_policy;
  std::uint16_t scheme;  // kAlgNull: left to the caller of the TPM
  HashId scheme_hash;    // 0 where the scheme has none
  crypto::PublicKey key;
  Bytes name;  // nameAlg || H(TPMT_PUBLIC): what a TPM calls the key (part 1, 16)
};
Result<Public> DecodePublic(ByteView bytes);

// The file that tpm2_quote and tpm2_pcrread of tpm2-tools write with --pcrs_format=serialized: TPML_PCR_SELECTION, then
// TPML_DIGESTs, in the memory layout of a little-endian machine. The values are claims until a quote proves them.
Result<PcrValues> DecodePcrFile(ByteView bytes);

}  // namespace mps::roots::tpm
