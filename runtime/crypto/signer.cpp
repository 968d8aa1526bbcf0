// Signers over keys in memory.
#include "crypto/sign.h"

namespace mps::crypto {
namespace {

class MemorySigner final : public Signer {
 public:
  MemorySigner(SignAlg alg, PrivateKey key) : alg_(alg), key_(std::move(key)) {}
  SignAlg alg() const override { return alg_; }
  const PublicKey& public_key() const override { return key_.public_key(); }
  Result<Bytes> SignData(ByteView data) override { return Sign(alg_, key_, data); }

 private:
  SignAlg alg_;
  PrivateKey key_;
};

}  // namespace

Result<std::unique_ptr<Signer>> MakeSigner(SignAlg alg, PrivateKey key) {
  MPS_TRY(CheckFit(alg, key.public_key()));
  return std::unique_ptr<Signer>(new MemorySigner(alg, std::move(key)));
}

Result<std::unique_ptr<Signer>> MakeSigner(PrivateKey key) {
  const SignAlg alg = DefaultSignAlg(key.kind());
  return MakeSigner(alg, std::move(key));
}

}  // namespace mps::crypto
