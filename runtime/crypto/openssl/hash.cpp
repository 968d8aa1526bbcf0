// Digests with fetched EVP_MDs.
#include "crypto/hash.h"

#include <openssl/crypto.h>

#include "crypto/openssl/evp.h"

namespace mps::crypto {
namespace {

const EVP_MD* Fetch(const char* name) { return EVP_MD_fetch(nullptr, name, nullptr); }

}  // namespace

const EVP_MD* FetchedDigest(DigestAlg alg) {
  static const EVP_MD* const kSha1Md = Fetch("SHA1");
  static const EVP_MD* const kSha256Md = Fetch("SHA256");
  static const EVP_MD* const kSha384Md = Fetch("SHA384");
  static const EVP_MD* const kSha512Md = Fetch("SHA512");
  switch (alg) {
    case DigestAlg::kSha1:
      return kSha1Md;
    case DigestAlg::kSha256:
      return kSha256Md;
    case DigestAlg::kSha384:
      return kSha384Md;
    case DigestAlg::kSha512:
      return kSha512Md;
  }
  return nullptr;
}

struct Hasher::State {
  MdCtxPtr context;
};

Hasher::Hasher(DigestAlg alg, std::unique_ptr<State> state) : alg_(alg), state_(std::move(state)) {}
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;
Hasher::~Hasher() = default;

Result<Hasher> Hasher::Create(DigestAlg alg) {
  ErrorScope scope;
  const EVP_MD* md = FetchedDigest(alg);
  if (md == nullptr) return OpensslFailure("no digest " + std::string(DigestName(alg)));
  auto state = std::make_unique<State>();
  state->context.reset(EVP_MD_CTX_new());
  if (!state->context || EVP_DigestInit_ex2(state->context.get(), md, nullptr) != 1) return OpensslFailure("digest");
  return Hasher(alg, std::move(state));
}

Status Hasher::Update(ByteView data) {
  ErrorScope scope;
  if (EVP_DigestUpdate(state_->context.get(), data.data(), data.size()) != 1) return OpensslFailure("digest");
  return {};
}

Result<Bytes> Hasher::Finish() {
  Bytes out(DigestSize(alg_));
  MPS_TRY(FinishTo(out));
  return out;
}

Status Hasher::FinishTo(std::span<std::uint8_t> out) {
  if (out.size() != DigestSize(alg_)) return {Code::kUsage, "no place for a digest of this size"};
  ErrorScope scope;
  EVP_MD_CTX* context = state_->context.get();
  if (EVP_DigestFinal_ex(context, out.data(), nullptr) != 1) return OpensslFailure("digest");
  if (EVP_DigestInit_ex2(context, nullptr, nullptr) != 1) return OpensslFailure("digest");
  return {};
}

Status Hasher::HashTo(ByteView data, std::span<std::uint8_t> out) {
  ErrorScope scope;
  MPS_TRY(Update(data));
  return FinishTo(out);
}

Result<Bytes> Hash(DigestAlg alg, ByteView data) {
  ErrorScope scope;
  const EVP_MD* md = FetchedDigest(alg);
  if (md == nullptr) return OpensslFailure("no digest " + std::string(DigestName(alg)));
  Bytes out(DigestSize(alg));
  if (EVP_Digest(data.data(), data.size(), out.data(), nullptr, md, nullptr) != 1) return OpensslFailure("digest");
  return out;
}

ManyCalls::ManyCalls() { ErrorScope::Enter(); }
ManyCalls::~ManyCalls() { ErrorScope::Leave(); }

bool EqualConstantTime(ByteView a, ByteView b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace mps::crypto
