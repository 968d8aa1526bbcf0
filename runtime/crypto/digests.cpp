// Digest algorithms by name, number and size.
#include "crypto/hash.h"

#include <string>

namespace mps::crypto {
namespace {

struct Row {
  DigestAlg alg;
  std::size_t size;
  std::string_view name;
  std::string_view cose_name;
};
constexpr Row kRows[] = {
    {DigestAlg::kSha1, 20, "sha1", "SHA-1"},
    {DigestAlg::kSha256, 32, "sha256", "SHA-256"},
    {DigestAlg::kSha384, 48, "sha384", "SHA-384"},
    {DigestAlg::kSha512, 64, "sha512", "SHA-512"},
};

const Row& RowOf(DigestAlg alg) {
  for (const Row& row : kRows) {
    if (row.alg == alg) return row;
  }
  return kRows[1];
}

}  // namespace

std::size_t DigestSize(DigestAlg alg) { return RowOf(alg).size; }
std::string_view DigestName(DigestAlg alg) { return RowOf(alg).name; }
std::string_view DigestCoseName(DigestAlg alg) { return RowOf(alg).cose_name; }

std::optional<DigestAlg> DigestFromName(std::string_view name) {
  for (const Row& row : kRows) {
    if (row.name == name) return row.alg;
  }
  return std::nullopt;
}

std::optional<DigestAlg> DigestFromCoseName(std::string_view name) {
  for (const Row& row : kRows) {
    if (row.cose_name == name) return row.alg;
  }
  return std::nullopt;
}

Result<DigestAlg> RequireDigest(std::string_view cose_name) {
  if (std::optional<DigestAlg> alg = DigestFromCoseName(cose_name)) return *alg;
  std::string printable;
  for (char c : cose_name.substr(0, 24)) printable += (c > ' ' && c < 0x7F) ? c : '?';
  return Status::Unsupported("digest-" + printable, "a digest algorithm that is not used here");
}

std::optional<DigestAlg> DigestFromCose(std::int64_t number) {
  for (const Row& row : kRows) {
    if (static_cast<std::int64_t>(row.alg) == number) return row.alg;
  }
  return std::nullopt;
}

}  // namespace mps::crypto
