// Keys as the vectors of COSE, CWT and JOSE write them.
#pragma once

#include "base/json_value.h"
#include "crypto/key.h"
#include "mps/status.h"

namespace mps::vectors {

// A JWK whose binary members may be written in hexadecimal as `x_hex`, or as `x_b64`: made into a plain JWK.
Result<json::Value> PlainJwk(const json::Value& key);
Result<crypto::PublicKey> KeyFromVector(const json::Value& key);
// The private key of a JWK of Ed25519; unsupported:private-jwk for other kinds.
Result<crypto::PrivateKey> Ed25519FromJwk(const json::Value& jwk);
// True for ES256, ES384, Ed25519 and PS256 by COSE number and key: no case of theirs may be skipped.
bool IsRequiredCose(std::int64_t alg, const json::Value& key);

}  // namespace mps::vectors
