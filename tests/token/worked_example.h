// The worked example of docs/tokens.md: fixed inputs, and a key whose signatures do not vary (Ed25519, RFC 8032 7.1
// test 1).
#pragma once

#include "base/base64url.h"
#include "base/hex.h"
#include "token/fixture.h"

namespace mps::token::fixture {

inline crypto::PrivateKey WorkedKey() {
  // PKCS#8 of RFC 8410 around the seed of RFC 8032.
  Bytes der =
      HexDecode("302e020100300506032b6570042204209d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
          .value();
  return crypto::PrivateKeyFromPem("-----BEGIN PRIVATE KEY-----\n" + Base64Encode(der) +
                                   "\n-----END PRIVATE KEY-----\n")
      .value();
}

inline TokenInput WorkedInput() {
  TokenInput input = Input();
  input.token_id = HexDecode("000102030405060708090a0b0c0d0e0f").value();
  return input;
}

inline VerifyPolicy WorkedPolicy() {
  VerifyPolicy policy = Policy(crypto::KeyKind::kEd25519);
  policy.anchors = {{WorkedKey().public_key(), crypto::SignAlg::kEd25519, {"Example-Host-L1"}}};
  policy.strict = true;
  return policy;
}

inline Bytes WorkedToken(Form form) {
  auto signer = crypto::MakeSigner(WorkedKey()).value();
  return MakeToken(form, *signer, WorkedInput()).value();
}

}  // namespace mps::token::fixture
