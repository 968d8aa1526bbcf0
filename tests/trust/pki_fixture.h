// Certificates and revocation lists made when the tests run, with OpenSSL, of keys that live as long as the process.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "crypto/certificate.h"
#include "crypto/key.h"
#include "crypto/path.h"
#include "mps/bytes.h"
#include "trust/anchor.h"

namespace mps::trust::fixture {

inline constexpr std::int64_t kNow = 1790000000;  // 2026-09-21
inline constexpr std::int64_t kDay = 86400;

// One certificate with its key.
struct Holder {
  crypto::PrivateKey key;
  Bytes der;
};

// What differs from an ordinary certificate. Extensions are as the openssl command writes them; empty: left out.
struct Spec {
  std::string common_name = "device-1";
  std::string organisation = "Acme";
  bool ca = false;
  std::string basic_constraints = "";  // default: by `ca`
  std::string key_usage = "";          // default: by `ca`; `none`: left out
  std::string eku = "";
  std::string name_constraints = "";
  std::int64_t from = kNow - 10 * kDay, until = kNow + 10 * kDay;
  long serial = 7;
  bool sha1 = false;
  crypto::KeyKind kind = crypto::KeyKind::kP256;
};

// Signed by `issuer`, or by itself.
Holder Issue(const Spec& spec, const Holder* issuer = nullptr);
Spec CaSpec(std::string name);

// A list of `issuer` with these serial numbers; without `until` it has no nextUpdate.
Bytes MakeCrl(const Holder& issuer, const std::vector<long>& serials, std::int64_t from = kNow - kDay,
              std::int64_t until = kNow + kDay);

// An anchor for tokens of any MPS.
Anchor CaAnchor(std::string name, const Holder& ca);
Anchor KeyAnchor(std::string name, const crypto::PublicKey& key);

inline Bytes IdOf(const crypto::PublicKey& key) { return Bytes(key.id().begin(), key.id().end()); }
crypto::PrivateKey NewKey(crypto::KeyKind kind = crypto::KeyKind::kP256);

}  // namespace mps::trust::fixture
