// Signature algorithms: one table of names, numbers, keys and digests.
#include <string>

#include "crypto/sign.h"

namespace mps::crypto {
namespace {

struct Row {
  SignAlg alg;
  std::string_view name;
  std::string_view jose;
  std::int64_t cose;   // the number in general use
  std::int64_t exact;  // the fully specified number of RFC 9864, or 0
  KeyKind key;
  DigestAlg digest;
  std::size_t size;  // octets of a signature; 0: the modulus'
};
constexpr Row kRows[] = {
    {SignAlg::kEs256, "ES256", "ES256", -7, -9, KeyKind::kP256, DigestAlg::kSha256, 64},
    {SignAlg::kEs384, "ES384", "ES384", -35, -51, KeyKind::kP384, DigestAlg::kSha384, 96},
    {SignAlg::kEs512, "ES512", "ES512", -36, -52, KeyKind::kP521, DigestAlg::kSha512, 132},
    {SignAlg::kEs256k, "ES256K", "ES256K", -47, 0, KeyKind::kSecp256k1, DigestAlg::kSha256, 64},
    {SignAlg::kEd25519, "Ed25519", "EdDSA", -8, -19, KeyKind::kEd25519, DigestAlg::kSha512, 64},
    {SignAlg::kEd448, "Ed448", "EdDSA", -8, -53, KeyKind::kEd448, DigestAlg::kSha512, 114},
    {SignAlg::kPs256, "PS256", "PS256", -37, 0, KeyKind::kRsa, DigestAlg::kSha256, 0},
    {SignAlg::kPs384, "PS384", "PS384", -38, 0, KeyKind::kRsa, DigestAlg::kSha384, 0},
    {SignAlg::kPs512, "PS512", "PS512", -39, 0, KeyKind::kRsa, DigestAlg::kSha512, 0},
    {SignAlg::kRs256, "RS256", "RS256", -257, 0, KeyKind::kRsa, DigestAlg::kSha256, 0},
    {SignAlg::kRs384, "RS384", "RS384", -258, 0, KeyKind::kRsa, DigestAlg::kSha384, 0},
    {SignAlg::kRs512, "RS512", "RS512", -259, 0, KeyKind::kRsa, DigestAlg::kSha512, 0},
};

// INVARIANT: rows stand in the order of the enumeration.
constexpr bool InOrder() {
  for (std::size_t i = 0; i < std::size(kRows); ++i) {
    if (kRows[i].alg != static_cast<SignAlg>(i)) return false;
  }
  return true;
}
static_assert(InOrder());

const Row& RowOf(SignAlg alg) { return kRows[static_cast<std::size_t>(alg)]; }

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// A name out of a token in a message: printable and short.
std::string Printable(std::string_view name) {
  std::string out;
  for (char c : name.substr(0, 24)) out += (c > ' ' && c < 0x7F) ? c : '?';
  return out;
}

}  // namespace

std::string_view SignAlgName(SignAlg alg) { return RowOf(alg).name; }
std::string_view JoseAlg(SignAlg alg) { return RowOf(alg).jose; }
std::int64_t CoseAlg(SignAlg alg) { return RowOf(alg).cose; }
KeyKind KeyKindOf(SignAlg alg) { return RowOf(alg).key; }
DigestAlg DigestOf(SignAlg alg) { return RowOf(alg).digest; }
std::size_t SignatureSize(SignAlg alg) { return RowOf(alg).size; }

std::optional<SignAlg> SignAlgFromName(std::string_view name) {
  for (const Row& row : kRows) {
    if (row.name == name) return row.alg;
  }
  return std::nullopt;
}

Result<SignAlg> SignAlgFromCose(std::int64_t number, KeyKind key) {
  if (number == -8) {
    if (key == KeyKind::kEd25519) return SignAlg::kEd25519;
    if (key == KeyKind::kEd448) return SignAlg::kEd448;
    return Status(Code::kSignature, "EdDSA with a key of kind " + std::string(KeyKindName(key)));
  }
  for (const Row& row : kRows) {
    if (row.cose == number || (row.exact == number && number != 0)) return row.alg;
  }
  return Status::Unsupported("cose-alg" + std::to_string(number), "signature algorithm of an unknown number");
}

Result<SignAlg> SignAlgFromJose(std::string_view name, KeyKind key) {
  std::string lower;
  for (char c : name) lower += Lower(c);
  if (lower == "none") return Status(Code::kSignature, "a token without signature (alg none)");
  if (lower.starts_with("hs")) {
    return Status(Code::kSignature, "a message authentication code (" + Printable(name) + ") where a signature is due");
  }
  if (name == "EdDSA") {
    if (key == KeyKind::kEd25519) return SignAlg::kEd25519;
    if (key == KeyKind::kEd448) return SignAlg::kEd448;
    return Status(Code::kSignature, "EdDSA with a key of kind " + std::string(KeyKindName(key)));
  }
  for (const Row& row : kRows) {
    if (row.name == name) return row.alg;
  }
  return Status::Unsupported("jose-alg-" + Printable(name), "signature algorithm of an unknown name");
}

SignAlg DefaultSignAlg(KeyKind kind) {
  for (const Row& row : kRows) {
    if (row.key == kind) return row.alg;
  }
  return SignAlg::kEs256;
}

Status CheckFit(SignAlg alg, const PublicKey& key) {
  if (key.kind() == RowOf(alg).key) return {};
  return Status(Code::kSignature, std::string(SignAlgName(alg)) + " needs a key of kind " +
                                      std::string(KeyKindName(RowOf(alg).key)) + ", not " +
                                      std::string(KeyKindName(key.kind())));
}

}  // namespace mps::crypto
