// Keys of vectors: hexadecimal members, private keys of Ed25519.
#include "vectors/token_keys.h"

#include "base/base64url.h"
#include "base/hex.h"
#include "vectors/suite.h"

namespace mps::vectors {

Result<json::Value> PlainJwk(const json::Value& key) {
  json::Value out = json::Value::Object();
  for (const auto& [name, value] : key.members()) {
    if (name.ends_with("_hex") && value.Is(json::Kind::kText)) {
      MPS_ASSIGN(Bytes octets, HexDecode(value.text()));
      out.Add(name.substr(0, name.size() - 4), json::Value::Text(Base64UrlEncode(octets)));
    } else if (name.ends_with("_b64")) {
      out.Add(name.substr(0, name.size() - 4), value);
    } else {
      out.Add(name, value);
    }
  }
  return out;
}

Result<crypto::PublicKey> KeyFromVector(const json::Value& key) {
  MPS_ASSIGN(json::Value jwk, PlainJwk(key));
  return crypto::PublicKeyFromJwk(jwk);
}

Result<crypto::PrivateKey> Ed25519FromJwk(const json::Value& jwk) {
  if (TextOf(jwk, "crv") != "Ed25519") return Status::Unsupported("private-jwk", "a private JWK of another kind");
  MPS_ASSIGN(Bytes seed, Base64UrlDecode(TextOf(jwk, "d")));
  MPS_ASSIGN(Bytes der, HexDecode("302e020100300506032b657004220420"));  // RFC 8410 7, up to the key itself
  der.insert(der.end(), seed.begin(), seed.end());
  return crypto::PrivateKeyFromPem("-----BEGIN PRIVATE KEY-----\n" + Base64Encode(der) +
                                   "\n-----END PRIVATE KEY-----\n");
}

bool IsRequiredCose(std::int64_t alg, const json::Value& key) {
  const std::string curve = TextOf(key, "crv");
  return (alg == -7 && curve == "P-256") || (alg == -35 && curve == "P-384") || (alg == -8 && curve == "Ed25519") ||
         alg == -37;
}

}  // namespace mps::vectors
