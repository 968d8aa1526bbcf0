// A TPM's keys as signers. The provider lives in a library context of its own: loaded into the common one, it would
// offer the TPM's random numbers and digests to everybody.
#include "crypto/openssl/tpm_key.h"

#include <openssl/encoder.h>
#include <openssl/provider.h>
#include <openssl/rsa.h>
#include <openssl/store.h>
#include <openssl/ui.h>

#include <cstdio>
#include <cstring>

#include "crypto/hash.h"
#include "crypto/openssl/evp.h"

namespace mps::crypto {
namespace {

using LibCtxPtr = std::unique_ptr<OSSL_LIB_CTX, Freer<OSSL_LIB_CTX_free>>;
using ProviderPtr = std::unique_ptr<OSSL_PROVIDER, Freer<OSSL_PROVIDER_unload>>;
using StoreCtxPtr = std::unique_ptr<OSSL_STORE_CTX, Freer<OSSL_STORE_close>>;
using StoreInfoPtr = std::unique_ptr<OSSL_STORE_INFO, Freer<OSSL_STORE_INFO_free>>;
using UiMethodPtr = std::unique_ptr<UI_METHOD, Freer<UI_destroy_method>>;

constexpr const char* kFromTpm = "provider=tpm2";

// The provider asks for a PIN by way of a user interface; this one has it ready and asks nobody.
int AnswerWithPin(UI* ui, UI_STRING* question) {
  const auto type = UI_get_string_type(question);
  if (type != UIT_PROMPT && type != UIT_VERIFY) return 1;
  const Pin* pin = static_cast<const Pin*>(UI_get0_user_data(ui));
  if (pin == nullptr || !pin->given()) return 0;
  return UI_set_result(ui, question, pin->text().c_str()) == 0 ? 1 : 0;
}

// INVARIANT: members go in the opposite order: the key before the providers, these before their context.
struct Tpm {
  LibCtxPtr context;
  ProviderPtr tpm2, ordinary;
  PkeyPtr key;
};

std::string HandleText(std::uint32_t handle) {
  char text[24];
  std::snprintf(text, sizeof text, "handle:0x%08x", handle);
  return text;
}

Status LoadProviders(Tpm& tpm) {
  tpm.context.reset(OSSL_LIB_CTX_new());
  if (!tpm.context) return OpensslFailure("a library context");
  tpm.ordinary.reset(OSSL_PROVIDER_load(tpm.context.get(), "default"));
  if (!tpm.ordinary) return OpensslFailure("OpenSSL's own provider");
  tpm.tpm2.reset(OSSL_PROVIDER_load(tpm.context.get(), "tpm2"));
  if (tpm.tpm2) return {};
  // The provider connects while it is loaded, so an unreachable TPM looks like an absent provider but for the reason.
  const unsigned long code = ERR_peek_error();
  if (ERR_GET_LIB(code) == ERR_LIB_DSO || ERR_GET_LIB(ERR_peek_last_error()) == ERR_LIB_DSO) {
    return Status::Unsupported("tpm2-provider",
                               "keys of a TPM need OpenSSL's provider `tpm2`: install the package tpm2-openssl");
  }
  const char* tcti = std::getenv("TPM2OPENSSL_TCTI");
  return Status(Code::kIo, std::string("no TPM answers") +
                               (tcti == nullptr ? "; TPM2OPENSSL_TCTI names another than the first of the machine"
                                                : std::string(" at TPM2OPENSSL_TCTI `") + tcti + "`"));
}

Status NoKey(std::uint32_t handle) {
  return Status(Code::kIo, "the TPM has no key under " + HandleText(handle) +
                               ", or it wants a PIN (?pin-source=file:PATH, or MPS_PIN)");
}

Status LoadKey(Tpm& tpm, std::uint32_t handle, const Pin* pin) {
  const UiMethodPtr ui(UI_create_method("mps"));
  if (!ui || UI_method_set_reader(ui.get(), AnswerWithPin) != 0) return OpensslFailure("a PIN");
  const bool with_pin = pin != nullptr && pin->given();
  const std::string uri = HandleText(handle) + (with_pin ? "?pass" : "");
  const StoreCtxPtr store(OSSL_STORE_open_ex(uri.c_str(), tpm.context.get(), kFromTpm, ui.get(), const_cast<Pin*>(pin),
                                             nullptr, nullptr, nullptr));
  if (!store) return NoKey(handle);
  while (OSSL_STORE_eof(store.get()) == 0) {
    const StoreInfoPtr info(OSSL_STORE_load(store.get()));
    if (!info) break;
    if (OSSL_STORE_INFO_get_type(info.get()) == OSSL_STORE_INFO_PKEY)
      tpm.key.reset(OSSL_STORE_INFO_get1_PKEY(info.get()));
  }
  return tpm.key ? Status() : NoKey(handle);
}

Result<std::unique_ptr<Tpm>> Open(std::uint32_t handle, const Pin* pin) {
  auto tpm = std::make_unique<Tpm>();
  MPS_TRY(LoadProviders(*tpm));
  MPS_TRY(LoadKey(*tpm, handle, pin));
  return tpm;
}

// By way of octets: the public key then belongs to the common context and outlives the TPM.
Result<PublicKey> PublicKeyOf(const Tpm& tpm) {
  unsigned char* der = nullptr;
  const int size = i2d_PUBKEY(tpm.key.get(), &der);
  if (size <= 0) return OpensslFailure("the public half of a TPM's key");
  const Bytes spki(der, der + size);
  OPENSSL_free(der);
  return PublicKeyFromSpki(spki);
}

class TpmSigner final : public Signer {
 public:
  TpmSigner(SignAlg alg, PublicKey key, std::unique_ptr<Tpm> tpm)
      : alg_(alg), public_(std::move(key)), tpm_(std::move(tpm)) {}
  SignAlg alg() const override { return alg_; }
  const PublicKey& public_key() const override { return public_; }

  Result<Bytes> SignData(ByteView data) override {
    ErrorScope scope;
    MPS_ASSIGN(Bytes signature, SignRaw(data));
    if (KeyKindOf(alg_) != KeyKind::kRsa) {
      MPS_ASSIGN(signature, EcdsaRawFromDer(signature, CoordinateSize(public_.kind())));
    }
    const Status good = Verify(alg_, public_, data, signature);
    if (good.ok()) return signature;
    // A TPM before revision 1.38 salts PSS as long as it can, which RFC 7518 3.5 does not allow.
    return Status(Code::kSignature, "what the TPM signed is no " + std::string(SignAlgName(alg_)) + " of its key");
  }

 private:
  Result<Bytes> SignRaw(ByteView data) const {
    const MdCtxPtr context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* key = nullptr;
    const char* digest = alg_ == SignAlg::kEs384 ? "SHA384" : "SHA256";
    if (!context || EVP_DigestSignInit_ex(context.get(), &key, digest, tpm_->context.get(), kFromTpm, tpm_->key.get(),
                                          nullptr) != 1)
      return Refused();
    if (public_.kind() == KeyKind::kRsa && (EVP_PKEY_CTX_set_rsa_padding(key, RSA_PKCS1_PSS_PADDING) != 1 ||
                                            EVP_PKEY_CTX_set_rsa_pss_saltlen(key, RSA_PSS_SALTLEN_DIGEST) != 1))
      return Refused();
    std::size_t size = 0;
    if (EVP_DigestSignUpdate(context.get(), data.data(), data.size()) != 1 ||
        EVP_DigestSignFinal(context.get(), nullptr, &size) != 1)
      return Refused();
    Bytes out(size);
    if (EVP_DigestSignFinal(context.get(), out.data(), &size) != 1) return Refused();
    out.resize(size);
    return out;
  }
  static Status Refused() {
    return Status(Code::kTrust,
                  "the TPM does not sign with this key: it is not for signatures of this kind, or its PIN "
                  "is not right (?pin-source=file:PATH, or MPS_PIN)");
  }

  SignAlg alg_;
  PublicKey public_;
  std::unique_ptr<Tpm> tpm_;
};

}  // namespace

Result<std::unique_ptr<Signer>> OpenTpmKey(std::uint32_t handle, const Pin& pin, std::optional<SignAlg> wanted) {
  ErrorScope scope;
  MPS_ASSIGN(std::unique_ptr<Tpm> tpm, Open(handle, &pin));
  MPS_ASSIGN(PublicKey key, PublicKeyOf(*tpm));
  const SignAlg alg = wanted.value_or(DefaultSignAlg(key.kind()));
  MPS_TRY(CheckFit(alg, key));
  if (alg != SignAlg::kEs256 && alg != SignAlg::kEs384 && alg != SignAlg::kPs256)
    return Status::Unsupported("tpm-" + std::string(SignAlgName(alg)), "TPM keys sign as ES256, ES384 or PS256");
  return std::unique_ptr<Signer>(new TpmSigner(alg, std::move(key), std::move(tpm)));
}

Result<PublicKey> TpmPublicKey(std::uint32_t handle) {
  ErrorScope scope;
  MPS_ASSIGN(const std::unique_ptr<Tpm> tpm, Open(handle, nullptr));
  return PublicKeyOf(*tpm);
}

}  // namespace mps::crypto
