// The publisher's signature over an image: a detached COSE_Sign1 (RFC 9052 section 4.2).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "crypto/key.h"
#include "crypto/sign.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "trust/resolve.h"

namespace mps::bundle {

// The media type of an image: content type of the signature, and type of the `lem` entry that names a bundle.
inline constexpr std::string_view kProgramType = "application/vnd.mps.program+cbor";

// Whose signature is taken. `name` is for messages.
struct Publisher {
  std::string name;
  crypto::PublicKey key;
};

// A decoded signature: its headers were judged, no key was used.
struct PublisherSignature {
  Bytes message;               // COSE_Sign1, payload nil
  Bytes key_id;                // SHA-256 of the signer's SubjectPublicKeyInfo
  std::vector<Bytes> x5chain;  // DER certificates, the signer's first; as received
};

// kMalformed, kType, kInvalid with the offset: not the signature of a bundle. `at`: where it begins in the file.
Result<PublisherSignature> DecodeSignature(ByteView message, std::uint64_t at);
// `chain`: DER certificates, the signer's first, for those who trust a CA. kUsage for a chain whose leaf is of another
// key; kLimit for a longer one than limit::kChainCertificates.
Result<Bytes> SignImage(crypto::Signer& signer, ByteView image, const std::vector<Bytes>& chain = {});
// Ok if a publisher has the key that the signature names and the signature is good; kTrust, kSignature.
Status CheckSignature(const PublisherSignature& signature, ByteView image, std::span<const Publisher> publishers);
// Who vouches for it: anchors with the role bundle that the key or its certificates reach at `now` (seconds since
// 1970). Which MPS names they let it sign for is asked when the program is known. kTrust, kSignature. The anchors must
// outlive the grant.
Result<trust::Grant> GrantOf(const PublisherSignature& signature, ByteView image,
                             std::span<const trust::Anchor> anchors, std::int64_t now);

}  // namespace mps::bundle
