// Writing bundles: tables are made twice, once for their roots, which the image has, and once for their octets, so that
// nothing has to be kept.
#include "bundle/write.h"

#include "bundle/format.h"
#include "bundle/publisher.h"
#include "crypto/hash.h"
#include "mps/limits.h"
#include "program/image.h"
#include "program/membership.h"

namespace mps::bundle {
namespace {

Status Nothing() { return {}; }
Status Drop(ByteView) { return {}; }

Result<program::StoredSets> Roots(const program::Program& program, std::size_t table_members) {
  program::StoredSets outside;
  const std::vector<bool> only = program::MembershipOnly(program);
  for (std::uint32_t i = 0; i < program.sets.size(); ++i) {
    if (!only[i] || program.sets[i].members.size() < table_members || !MayStore(program.sets[i])) continue;
    MPS_ASSIGN(outside[i], WriteTable(program.sets[i], {Nothing, Drop}));
  }
  return outside;
}

std::uint64_t End(std::uint64_t at, const program::StoredSets& outside) {
  for (const auto& [set, parts] : outside)
    for (const auto& part : parts) at = Aligned(at) + program::OctetsOf(part);
  return at;
}

Bytes Header(const Written& written) {
  Bytes out(kMagic.begin(), kMagic.end());
  PutNumber(out, kBundleVersion, 4);
  PutNumber(out, 0, 4);
  PutNumber(out, written.image_octets, 8);
  PutNumber(out, written.signature_octets, 8);
  PutNumber(out, written.octets, 8);
  out.resize(kHeaderBytes);
  return out;
}

}  // namespace

Result<Written> WriteBundle(const program::Program& program, const WriteOptions& options, const Sink& sink) {
  MPS_ASSIGN(const auto outside, Roots(program, options.table_members));
  const Bytes image = program::EncodeImage(program, outside);
  if (image.size() > limit::kImageBytes) return Status(Code::kLimit, "the image is larger than limit::kImageBytes");
  Bytes signature;
  if (options.signer != nullptr) {
    MPS_ASSIGN(signature, SignImage(*options.signer, image, options.chain));
  }
  Written written;
  MPS_ASSIGN(written.digest, crypto::Sha256(image));
  written.image_octets = image.size();
  written.signature_octets = signature.size();
  written.octets = End(kHeaderBytes + image.size() + signature.size(), outside);
  written.tables = outside.size();
  for (const auto& [set, parts] : outside)
    for (const auto& part : parts) written.members += part.count;
  if (written.octets > limit::kBundleBytes)
    return Status(Code::kLimit, "the bundle is larger than limit::kBundleBytes");
  std::uint64_t at = 0;
  const Sink put = [&](ByteView octets) {
    at += octets.size();
    return sink(octets);
  };
  MPS_TRY(put(Header(written)));
  MPS_TRY(put(image));
  MPS_TRY(put(signature));
  const auto align = [&] { return put(Bytes(Aligned(at) - at)); };
  for (const auto& [set, parts] : outside) {
    MPS_ASSIGN(const auto again, WriteTable(program.sets[set], {align, put}));
    if (again.size() != parts.size()) return Status(Code::kInternal, "a table came out otherwise the second time");
  }
  if (at != written.octets) return Status(Code::kInternal, "the bundle came out of another length");
  return written;
}

}  // namespace mps::bundle
