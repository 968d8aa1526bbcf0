// Digests: SHA-1 (to compare with what others measured, never for our own), SHA-256, SHA-384, SHA-512 (FIPS 180-4).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "mps/bytes.h"
#include "mps/kinds.h"
#include "mps/status.h"

namespace mps::crypto {

// Octets of a digest: 20, 32, 48, 64.
std::size_t DigestSize(DigestAlg alg);
// `sha1`, `sha256`, `sha384`, `sha512`: as the language and evidence write them.
std::string_view DigestName(DigestAlg alg);
std::optional<DigestAlg> DigestFromName(std::string_view name);
// `SHA-1`, `SHA-256` ...: as the COSE registry writes them (RFC 9054), used in JSON tokens.
std::string_view DigestCoseName(DigestAlg alg);
std::optional<DigestAlg> DigestFromCoseName(std::string_view name);
// As DigestFromCoseName, for names in a document: unsupported:digest-<name> if it is not one of ours.
Result<DigestAlg> RequireDigest(std::string_view cose_name);
// By COSE number: -14, -16, -43, -44.
std::optional<DigestAlg> DigestFromCose(std::int64_t number);

// The digest of the whole input. Fails only if the crypto library does (kInternal).
Result<Bytes> Hash(DigestAlg alg, ByteView data);
inline Result<Bytes> Sha256(ByteView data) { return Hash(DigestAlg::kSha256, data); }

// A digest in steps. Use: Create, Update as often as wanted, Finish once.
class Hasher {
 public:
  static Result<Hasher> Create(DigestAlg alg);
  Hasher(Hasher&&) noexcept;
  Hasher& operator=(Hasher&&) noexcept;
  ~Hasher();
  Status Update(ByteView data);
  // Afterwards the hasher is ready for a new message.
  Result<Bytes> Finish();
  // The same into a place of DigestSize(alg()) octets, for many small messages. kUsage if it has another size.
  Status FinishTo(std::span<std::uint8_t> out);
  // Update and FinishTo at once.
  Status HashTo(ByteView data, std::span<std::uint8_t> out);
  DigestAlg alg() const { return alg_; }

 private:
  struct State;
  Hasher(DigestAlg alg, std::unique_ptr<State> state);
  DigestAlg alg_;
  std::unique_ptr<State> state_;
};

// While one lives, the calls of this thread into the library share one look at OpenSSL's error queue, which is left as
// it was when the outermost was made: for many small digests, where a look for each takes as long as the digest.
class ManyCalls {
 public:
  ManyCalls();
  ~ManyCalls();
  ManyCalls(const ManyCalls&) = delete;
  ManyCalls& operator=(const ManyCalls&) = delete;
};

// True if both have the same octets; the time taken tells only of the lengths.
bool EqualConstantTime(ByteView a, ByteView b);

}  // namespace mps::crypto
