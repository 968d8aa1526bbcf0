// Members of an evidence document, put one by one; what is not there is left out. Used by import.cpp and
// token_claims.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eat/cca.h"
#include "eat/psa.h"
#include "token/eat.h"

namespace mps::eat {

class EvidenceMap {
 public:
  void Put(std::string_view name, Item value) { map_.AddText(name, std::move(value)); }
  void Put(std::string_view name, ByteView octets) { Put(name, Item::Bytes(octets)); }
  void Put(std::string_view name, const Bytes& octets) { Put(name, ByteView(octets)); }
  void Put(std::string_view name, const std::string& text) { Put(name, Item::Text(text)); }
  void Put(std::string_view name, std::int64_t number) { Put(name, Item::Int(number)); }
  void Flag(std::string_view name, bool value) { Put(name, Item::Bool(value)); }
  template <class T>
  void Put(std::string_view name, const std::optional<T>& value) {
    if (value) Put(name, *value);
  }
  Item Take() { return std::move(map_); }

 private:
  Item map_ = Item::Map();
};

// The claims of schemas eat.psa, eat.cca_platform, eat.cca_realm.
Item PsaEvidence(const PsaClaims& claims, bool verified);
Item CcaPlatformEvidence(const CcaPlatformClaims& claims, bool verified);
Item CcaRealmEvidence(const CcaRealmClaims& claims, bool verified);

// What a nested token came to: its claims if one of the keys verifies it.
using OpenNested = Result<ClaimsSet> (*)(const void* context, ByteView token);

// Claims of schema eat.token, and the states of what could not be known: path -> reason.
struct TokenEvidence {
  Item claims;
  std::vector<std::pair<std::string, std::string>> unknown;
};
struct Nested {
  OpenNested open;
  const void* context;
};
Result<TokenEvidence> TokenClaimsEvidence(const Token& token, bool verified, const Nested& nested);

}  // namespace mps::eat
