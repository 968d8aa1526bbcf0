// A TPM made of a key: writes TPMS_ATTEST, TPMT_SIGNATURE and TPMT_PUBLIC octet by octet, from the specification and
// not from the reader that is under test.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "crypto/hash.h"
#include "crypto/key.h"
#include "crypto/sign.h"
#include "mps/bytes.h"

namespace mps::roots::fixture {

// Appends numbers, big endian.
class Writer {
 public:
  Writer& U8(unsigned value) { return Put(value, 1); }
  Writer& U16(unsigned value) { return Put(value, 2); }
  Writer& U32(std::uint32_t value) { return Put(value, 4); }
  Writer& U64(std::uint64_t value) { return Put(value, 8); }
  Writer& Raw(ByteView octets) {
    bytes_.insert(bytes_.end(), octets.begin(), octets.end());
    return *this;
  }
  Writer& Sized(ByteView octets) { return U16(static_cast<unsigned>(octets.size())).Raw(octets); }
  const Bytes& bytes() const { return bytes_; }

 private:
  Writer& Put(std::uint64_t value, int octets) {
    for (int i = octets - 1; i >= 0; --i) bytes_.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    return *this;
  }
  Bytes bytes_;
};

inline Bytes Fill(std::size_t count, std::uint8_t value) { return Bytes(count, value); }

// A quote of registers 0, 7 (sha256) and 10 (sha1) and what signs it.
struct Tpm {
  crypto::PrivateKey key;
  crypto::SignAlg alg;
  std::uint16_t scheme;                   // TPM_ALG_ID
  std::uint16_t hash = 0x000B;            // TPM_ALG_SHA256
  DigestAlg digest = DigestAlg::kSha256;  // the same
  std::uint32_t magic = 0xFF544347;
  std::uint16_t type = 0x8018;
  Bytes nonce = Fill(20, 0x4E);
  std::uint32_t resets = 7;
  unsigned safe = 1;
  Bytes pcr0 = Fill(32, 1), pcr7 = Fill(32, 7), pcr10 = Fill(20, 10);

  Bytes Attest() const {
    Bytes values = pcr0;
    values.insert(values.end(), pcr7.begin(), pcr7.end());
    values.insert(values.end(), pcr10.begin(), pcr10.end());
    const std::uint8_t two[] = {0x81, 0, 0}, one[] = {0, 0x04, 0};
    Writer out;
    out.U32(magic).U16(type).Sized(Fill(34, 0xAB)).Sized(nonce);
    out.U64(123456789).U32(resets).U32(3).U8(safe).U64(0x2016051100162800);
    out.U32(2).U16(0x000B).U8(3).Raw(two).U16(0x0004).U8(3).Raw(one);
    out.Sized(crypto::Hash(digest, values).value());
    return out.bytes();
  }

  Bytes Signature(ByteView attest) const {
    const Bytes raw = crypto::Sign(alg, key, attest).value();
    Writer out;
    out.U16(scheme).U16(hash);
    if (scheme != 0x0018) return out.Sized(raw).bytes();
    const std::size_t half = raw.size() / 2;
    return out.Sized(ByteView(raw).first(half)).Sized(ByteView(raw).subspan(half)).bytes();
  }

  // fixedTPM, fixedParent, sensitiveDataOrigin, userWithAuth, restricted, sign.
  Bytes Public(std::uint32_t attributes = 0x00050072, bool any_scheme = false) const {
    const auto numbers = crypto::NumbersOf(key.public_key()).value();
    const bool rsa = key.kind() == crypto::KeyKind::kRsa;
    Writer out;
    out.U16(rsa ? 0x0001 : 0x0023).U16(0x000B).U32(attributes).Sized({}).U16(0x0010);
    any_scheme ? out.U16(0x0010) : out.U16(scheme).U16(hash);
    if (rsa) return out.U16(static_cast<unsigned>(key.public_key().bits())).U32(0).Sized(numbers.first).bytes();
    out.U16(key.kind() == crypto::KeyKind::kP256 ? 3 : 4).U16(0x0010);
    return out.Sized(numbers.first).Sized(numbers.second).bytes();
  }
};

// The register file of tpm2-tools for these registers, written octet by octet: banks by TPM_ALG_ID.
inline Bytes PcrFile(const std::map<std::uint16_t, std::map<std::uint32_t, Bytes>>& banks) {
  Bytes out;
  const auto little = [&](std::uint64_t value, int octets) {
    for (int i = 0; i < octets; ++i) out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
  };
  std::vector<Bytes> values;
  little(banks.size(), 4);
  for (const auto& [bank, registers] : banks) {
    std::uint32_t map = 0;
    for (const auto& [pcr, value] : registers) {
      map |= 1u << pcr;
      values.push_back(value);
    }
    little(bank, 2);
    little(3, 1);
    little(map, 4);
    little(0, 1);
  }
  out.resize(4 + 16 * 8, 0);
  little((values.size() + 7) / 8, 4);
  for (std::size_t i = 0; i < values.size(); i += 8) {
    const std::size_t count = std::min<std::size_t>(8, values.size() - i);
    little(count, 4);
    for (std::size_t j = 0; j < 8; ++j) {
      const Bytes value = j < count ? values[i + j] : Bytes();
      little(value.size(), 2);
      out.insert(out.end(), value.begin(), value.end());
      out.insert(out.end(), 64 - value.size(), 0);
    }
  }
  return out;
}

inline Tpm EcTpm() { return {crypto::GenerateKey(crypto::KeyKind::kP256).value(), crypto::SignAlg::kEs256, 0x0018}; }
inline Tpm Ec384Tpm() {
  Tpm tpm{crypto::GenerateKey(crypto::KeyKind::kP384).value(), crypto::SignAlg::kEs384, 0x0018};
  tpm.hash = 0x000C;
  tpm.digest = DigestAlg::kSha384;
  return tpm;
}
inline const crypto::PrivateKey& RsaKey() {
  static const crypto::PrivateKey key = crypto::GenerateKey(crypto::KeyKind::kRsa).value();
  return key;
}
inline Tpm RsaTpm() { return {RsaKey(), crypto::SignAlg::kRs256, 0x0014}; }
inline Tpm PssTpm() { return {RsaKey(), crypto::SignAlg::kPs256, 0x0016}; }

}  // namespace mps::roots::fixture
