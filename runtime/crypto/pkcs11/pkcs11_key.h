// Keys of PKCS#11 tokens (PKCS#11 2.40) by URI (RFC 7512). Used by crypto/key_uri.cpp. No OpenSSL: the token signs, and
// ECDSA of PKCS#11 is r||s as tokens have it.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "crypto/sign.h"
#include "mps/status.h"

namespace mps::crypto {

// The URI names exactly one token and one private key, else kUsage says how many it fits. One login, never repeated: a
// wrong PIN costs one try (kTrust). unsupported:pkcs11-module where nothing is installed; kIo for what the token says.
// A signature that our own verification refuses is not given out.
Result<std::unique_ptr<Signer>> OpenPkcs11Key(std::string_view uri, std::optional<SignAlg> alg);
// The public key beside it. Logs in only if the token shows no public key or certificate without, and a PIN is there.
Result<PublicKey> Pkcs11PublicKey(std::string_view uri);

}  // namespace mps::crypto
