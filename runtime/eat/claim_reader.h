// Reads the claims of a profile out of a claims set, each with its type and size. The first fault sticks, so that a
// profile is one list of reads and one look at status().
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "mps/bytes.h"
#include "mps/status.h"
#include "token/eat.h"

namespace mps::eat {

// How octets are spelt in JSON: RFC 9711 7.2.2 has base64url without padding; Veraison's JSON form of PSA claims has
// ordinary base64 with it.
enum class Octets64 : std::uint8_t { kUrl, kPadded };

class ClaimReader {
 public:
  // `what` stands before messages: `PSA claim nonce ...`. The map must outlive the reader.
  ClaimReader(const Item& map, Encoding encoding, std::string_view what, Octets64 octets = Octets64::kUrl)
      : map_(map), encoding_(encoding), what_(what), octets_(octets) {}

  // Each reads a claim that must be there; kInvalid if it is not, kType or kInvalid if it is not what it must be.
  void Octets(Label label, std::initializer_list<std::size_t> sizes, Bytes& out);
  void Text(Label label, std::string& out);
  void Int(Label label, std::int64_t low, std::int64_t high, std::int64_t& out);
  // The same of claims that may be missing.
  void Octets(Label label, std::size_t least, std::size_t most, std::optional<Bytes>& out);
  void Text(Label label, std::optional<std::string>& out);
  void Int(Label label, std::int64_t low, std::int64_t high, std::optional<std::int64_t>& out);
  // An array that must be there, with at least one and at most `most` members; nullptr after a fault.
  const Item* Array(Label label, std::size_t most);

  bool Has(Label label) const { return map_.Find(label, encoding_) != nullptr; }
  void Fail(Label label, std::string message);
  bool ok() const { return status_.ok(); }
  const Status& status() const { return status_; }

 private:
  const Item* Find(Label label, bool required);
  std::optional<Bytes> OctetsOf(const Item& item, Label label);

  const Item& map_;
  Encoding encoding_;
  std::string_view what_;
  Octets64 octets_;
  Status status_;
};

}  // namespace mps::eat
