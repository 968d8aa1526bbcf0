// The two forms of DICE certificates, each read into a layer and what is needed to verify it. Used by dice.cpp.
#pragma once

#include "crypto/certificate.h"
#include "roots/dice.h"
#include "token/cose.h"

namespace mps::roots {

struct CborCertificate {
  cose::Sign1 message;
  DiceLayer layer;
};
Result<CborCertificate> DecodeDiceCbor(ByteView bytes);

struct X509Certificate {
  crypto::Certificate certificate;
  DiceLayer layer;
};
// unsupported:certificate-extension-<oid> for a critical extension that is not understood here.
Result<X509Certificate> DecodeDiceX509(ByteView bytes);

}  // namespace mps::roots
