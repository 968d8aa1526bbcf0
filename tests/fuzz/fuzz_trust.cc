// Fuzz target: any bytes as what a trust store and a signer's name are made of: an anchor's record, certificates in PEM
// or DER with the path between them, a revocation list, the URI of a hardware key. What is taken must come back from
// its own written form, and no path may hold at a time at which its leaf does not.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "crypto/key_uri.h"
#include "crypto/path.h"
#include "crypto/pkcs11/module.h"
#include "trust/record.h"
#include "trust/resolve.h"

namespace {

using namespace mps;

void Require(bool good, const char* what) {
  if (good) return;
  std::fprintf(stderr, "fuzz_trust: %s\n", what);
  std::abort();
}

void TryRecord(std::string_view text) {
  const auto record = trust::DecodeRecord(text);
  if (!record.ok()) return;
  const auto written = trust::EncodeRecord(*record);
  Require(written.ok(), "a record that was read cannot be written");
  const auto again = trust::DecodeRecord(*written);
  Require(again.ok() && trust::EncodeRecord(*again).value() == *written, "a record does not come back");
}

// The last certificate is the anchor, the list whatever the input is as one.
void TryPath(ByteView bytes) {
  const auto crl = crypto::DecodeCrl(bytes);
  if (crl.ok()) Require(crypto::DecodeCrl(AsBytes(crypto::CrlToPem(crl->der))).ok(), "a list does not come back");
  const auto chain = crypto::DecodeCertificates(bytes);
  if (!chain.ok()) return;
  const auto leaf = crypto::DecodeCertificate(chain->front()).value();
  (void)crypto::SubjectAttributes(leaf.der);
  (void)crypto::ExtendedKeyUsages(leaf.der);
  const auto anchor = crypto::DecodeCertificate(chain->back()).value();
  const std::vector<trust::Anchor> anchors = {
      {"fuzz", anchor.key, anchor, {trust::Role::kToken}, {}, {}, {}, {"O=Acme"}, {}, {}, {}}};
  const std::int64_t now = leaf.not_before / 2 + leaf.not_after / 2;
  const auto grant = trust::Resolve(anchors, {{}, *chain}, trust::Role::kToken, now);
  if (grant.ok()) Require(grant->key() == leaf.key && !leaf.is_ca, "a grant of another key than the leaf's");
  if (leaf.not_after < INT64_MAX / 2)
    Require(!crypto::ValidatePath({*chain, chain->back(), {}, leaf.not_after + 1}).ok(), "a path holds after its leaf");
}

void TryUri(std::string_view text) {
  const auto handle = crypto::ParseTpmHandle(text);
  if (handle.ok()) Require(handle->handle >> 24 == 0x81, "a handle that is not persistent");
  const auto kit = crypto::pkcs11::Kit::Open();
  if (kit.ok() && text.starts_with("pkcs11:")) (void)crypto::pkcs11::Uri::Parse(**kit, std::string(text));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes(data, size);
  TryRecord(AsText(bytes));
  TryPath(bytes);
  TryUri(AsText(bytes));
  return 0;
}
