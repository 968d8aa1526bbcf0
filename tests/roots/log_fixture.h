// Event logs written record by record, little endian, and the registers that they leave, folded here by hand.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "crypto/hash.h"
#include "mps/bytes.h"

namespace mps::roots::fixture {

inline Bytes Concat(std::initializer_list<ByteView> parts) {
  Bytes out;
  for (const ByteView part : parts) out.insert(out.end(), part.begin(), part.end());
  return out;
}

struct Record {
  std::uint32_t pcr;
  std::uint32_t type;
  Bytes measured;  // what the digests are over
  Bytes data;
};

inline void Little(Bytes& out, std::uint64_t value, int octets) {
  for (int i = 0; i < octets; ++i) out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

inline Bytes Text(std::string_view text) { return ToBytes(AsBytes(text)); }

// A variable as UEFI_VARIABLE_DATA with an ASCII name.
inline Bytes Variable(std::string_view name, ByteView value) {
  Bytes out;
  for (int i = 0; i < 16; ++i) out.push_back(static_cast<std::uint8_t>(i));
  Little(out, name.size(), 8);
  Little(out, value.size(), 8);
  for (const char c : name) Little(out, static_cast<std::uint8_t>(c), 2);
  out.insert(out.end(), value.begin(), value.end());
  return out;
}

inline void Sha1Record(Bytes& out, std::uint32_t pcr, std::uint32_t type, ByteView digest, ByteView data) {
  Little(out, pcr, 4);
  Little(out, type, 4);
  out.insert(out.end(), digest.begin(), digest.end());
  Little(out, data.size(), 4);
  out.insert(out.end(), data.begin(), data.end());
}

inline Bytes Digest(DigestAlg alg, const Record& record) {
  if (record.type == 3) return Bytes(DigestOctets(alg), 0);
  return crypto::Hash(alg, record.measured).value();
}

inline Bytes Sha1Log(const std::vector<Record>& records) {
  Bytes out;
  for (const Record& r : records) Sha1Record(out, r.pcr, r.type, Digest(DigestAlg::kSha1, r), r.data);
  return out;
}

struct Bank {
  std::uint16_t id;
  DigestAlg alg;
};
inline const std::vector<Bank>& Banks() {
  static const std::vector<Bank> banks = {{0x0004, DigestAlg::kSha1}, {0x000B, DigestAlg::kSha256}};
  return banks;
}

inline Bytes SpecId(const std::vector<Bank>& banks = Banks()) {
  Bytes out = Text(std::string_view("Spec ID Event03\0", 16));
  Little(out, 0, 4);
  Little(out, 0x02000200, 4);
  Little(out, banks.size(), 4);
  for (const Bank& bank : banks) {
    Little(out, bank.id, 2);
    Little(out, DigestOctets(bank.alg), 2);
  }
  Little(out, 2, 1);
  Little(out, 0x5656, 2);
  return out;
}

inline Bytes AgileLog(const std::vector<Record>& records, const std::vector<Bank>& banks = Banks()) {
  Bytes out;
  Sha1Record(out, 0, 3, Bytes(20, 0), SpecId(banks));
  for (const Record& r : records) {
    Little(out, r.pcr, 4);
    Little(out, r.type, 4);
    Little(out, banks.size(), 4);
    for (const Bank& bank : banks) {
      Little(out, bank.id, 2);
      const Bytes digest = Digest(bank.alg, r);
      out.insert(out.end(), digest.begin(), digest.end());
    }
    Little(out, r.data.size(), 4);
    out.insert(out.end(), r.data.begin(), r.data.end());
  }
  return out;
}

// What a TPM would hold after it.
inline std::map<std::uint32_t, Bytes> Fold(DigestAlg alg, const std::vector<Record>& records,
                                           std::uint8_t locality = 0) {
  std::map<std::uint32_t, Bytes> out;
  for (const Record& r : records) {
    if (r.type == 3) continue;
    Bytes& value = out[r.pcr];
    if (value.empty()) {
      value.resize(DigestOctets(alg));
      if (r.pcr == 0) value.back() = locality;
    }
    value = crypto::Hash(alg, Concat({value, Digest(alg, r)})).value();
  }
  return out;
}

// One of each kind.
inline std::vector<Record> SomeRecords() {
  const Bytes on = {1};
  return {
      {0, 0x00000008, Text("v1"), Text("v1")},                                  // S_CRTM_VERSION
      {7, 0x80000001, Variable("SecureBoot", on), Variable("SecureBoot", on)},  // whole variable
      {1, 0x80000002, on, Variable("Boot0000", on)},                            // value alone
      {4, 0x80000003, Text("an image"), Text("its path")},                      // elsewhere
      {4, 0x00000004, Bytes(4, 0), Bytes(4, 0)},                                // separator
      {8, 0x0000000D, Text("linux /vmlinuz"), Text(std::string_view("grub_cmd: linux /vmlinuz\0", 25))},
      {9, 0x0000000D, Text("the contents"), Text("/vmlinuz")},
  };
}

}  // namespace mps::roots::fixture
