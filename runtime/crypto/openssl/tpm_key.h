// Keys of a TPM 2.0 by persistent handle, through OpenSSL's provider `tpm2` (Debian: tpm2-openssl). Used by
// crypto/key_uri.cpp. Which TPM it is, the provider reads from TPM2OPENSSL_TCTI.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "crypto/pin.h"
#include "crypto/sign.h"
#include "mps/status.h"

namespace mps::crypto {

// unsupported:tpm2-provider where the provider is not installed; kIo: no TPM, or no key under the handle; kSignature if
// the algorithm does not fit the key. A signature that our own verification refuses is not given out.
Result<std::unique_ptr<Signer>> OpenTpmKey(std::uint32_t handle, const Pin& pin, std::optional<SignAlg> alg);
Result<PublicKey> TpmPublicKey(std::uint32_t handle);

}  // namespace mps::crypto
