// Signatures of bundles.
#include "bundle/publisher.h"

#include <algorithm>

#include "base/hex.h"
#include "bundle/format.h"
#include "crypto/certificate.h"
#include "token/cose.h"

namespace mps::bundle {
namespace {

// What tokens ask for too: deterministic, alg and kid protected, nothing unprotected. The type keeps a signature of
// something else, by the same key, from passing for one of an image.
cose::Options SignatureOptions() {
  cose::Options options;
  options.tagging = cose::Options::Tagging::kSign1;
  options.empty_unprotected = true;
  options.deterministic = true;
  options.definite_only = true;
  options.allow_detached = true;
  return options;
}

// The algorithm is that of the key, whatever the header says.
Status VerifyUnder(const crypto::PublicKey& key, const PublisherSignature& signature, ByteView image) {
  MPS_ASSIGN(const auto message, cose::DecodeSign1(signature.message, SignatureOptions()));
  cose::VerifyOptions options;
  options.detached_payload = image;
  Status status = cose::VerifySign1(message, key, crypto::DefaultSignAlg(key.kind()), options);
  return status.ok() ? status : std::move(status).Within("the publisher's signature");
}

}  // namespace

Result<PublisherSignature> DecodeSignature(ByteView message, std::uint64_t at) {
  auto decoded = cose::DecodeSign1(message, SignatureOptions());
  if (!decoded.ok()) {
    const std::uint64_t offset = at + decoded.status().offset().value_or(0);
    return std::move(decoded.TakeStatus()).Within("the signature").WithOffset(offset);
  }
  const auto refuse = [&](const char* why) { return Status(Code::kInvalid, std::string("the signature: ") + why, at); };
  if (decoded->cwt_tag) return refuse("a CWT tag");
  if (decoded->payload) return refuse("it has a payload of its own");
  const auto& type = decoded->headers.content_type;
  if (!type || *type != cose::TextOrInt(std::string(kProgramType))) return refuse("it is not of a program");
  if (!decoded->headers.kid || decoded->headers.kid->size() != 32) return refuse("it names no key");
  return PublisherSignature{ToBytes(message), *decoded->headers.kid, decoded->headers.x5chain};
}

Result<Bytes> SignImage(crypto::Signer& signer, ByteView image, const std::vector<Bytes>& chain) {
  MPS_TRY(crypto::CheckChainOf(signer.public_key(), chain));
  cose::SignInput input;
  input.payload = image;
  input.content_type = std::string(kProgramType);
  const auto& id = signer.public_key().id();
  input.kid = Bytes(id.begin(), id.end());
  input.x5chain = chain;
  input.detached = true;
  input.cwt_tag = false;
  return cose::MakeSign1(signer, input);
}

Status CheckSignature(const PublisherSignature& signature, ByteView image, std::span<const Publisher> publishers) {
  const auto publisher = std::find_if(publishers.begin(), publishers.end(), [&](const Publisher& p) {
    return std::equal(p.key.id().begin(), p.key.id().end(), signature.key_id.begin(), signature.key_id.end());
  });
  if (publisher == publishers.end()) {
    return Status(Code::kTrust, "the bundle is signed by the key " + HexEncode(signature.key_id) +
                                    ", which is none of the publishers'");
  }
  return VerifyUnder(publisher->key, signature, image);
}

Result<trust::Grant> GrantOf(const PublisherSignature& signature, ByteView image,
                             std::span<const trust::Anchor> anchors, std::int64_t now) {
  auto grant = trust::Resolve(anchors, {signature.key_id, signature.x5chain}, trust::Role::kBundle, now);
  if (!grant.ok()) return grant.TakeStatus().Within("the bundle's publisher");
  MPS_TRY(VerifyUnder(grant->key(), signature, image));
  return grant;
}

}  // namespace mps::bundle
