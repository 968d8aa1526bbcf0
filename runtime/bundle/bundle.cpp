// Opening and loading bundles.
#include "bundle/bundle.h"

#include <algorithm>

#include "bundle/format.h"
#include "bundle/member_table.h"
#include "crypto/hash.h"
#include "mps/limits.h"
#include "program/dump.h"
#include "program/image.h"
#include "schema/dump.h"

namespace mps::bundle {
namespace {

struct Header {
  std::uint64_t image = 0, signature = 0, file = 0;
};

Status Malformed(const Mapping& mapping, const std::string& what, std::uint64_t at) {
  return Status(Code::kMalformed, "bundle `" + mapping.name() + "`: " + what, at);
}

Status Zeros(const Mapping& mapping, std::uint64_t first, std::uint64_t last) {
  const ByteView octets = mapping.bytes().subspan(first, last - first);
  const auto at = std::find_if(octets.begin(), octets.end(), [](std::uint8_t octet) { return octet != 0; });
  if (at == octets.end()) return {};
  return Malformed(mapping, "octets that should be zero", first + static_cast<std::uint64_t>(at - octets.begin()));
}

Result<Header> ReadHeader(const Mapping& mapping) {
  const ByteView octets = mapping.bytes();
  if (!LooksLikeBundle(octets)) return Malformed(mapping, "no bundle", 0);
  if (octets.size() < kHeaderBytes) return Malformed(mapping, "cut short in its header", octets.size());
  const auto version = static_cast<std::uint32_t>(GetNumber(octets.data() + 8, 4));
  if (version != kBundleVersion) {
    return Status::Unsupported("bundle", "bundle `" + mapping.name() + "` is of version " + std::to_string(version));
  }
  MPS_TRY(Zeros(mapping, 12, 16));
  MPS_TRY(Zeros(mapping, 40, kHeaderBytes));
  Header header{GetNumber(octets.data() + 16, 8), GetNumber(octets.data() + 24, 8), GetNumber(octets.data() + 32, 8)};
  if (header.file > octets.size()) {
    return Malformed(mapping, "cut short: " + std::to_string(header.file) + " octets are due", octets.size());
  }
  if (header.file < octets.size()) return Malformed(mapping, "octets after its end", header.file);
  if (header.image > limit::kImageBytes) return Status(Code::kLimit, "an image larger than limit::kImageBytes", 16);
  if (header.image > header.file - kHeaderBytes) return Malformed(mapping, "an image beyond its end", 16);
  if (header.signature > limit::kTokenBytes)
    return Status(Code::kLimit, "a signature larger than limit::kTokenBytes", 24);
  if (header.signature > header.file - kHeaderBytes - header.image)
    return Malformed(mapping, "a signature beyond its end", 24);
  return header;
}

// The tables of one set, and where the next begins.
Result<std::vector<MemberTable::Place>> Places(const Mapping& mapping, const program::ConstSet& set,
                                               std::uint64_t& at) {
  std::vector<MemberTable::Place> places;
  for (const program::StoredPart& part : set.stored) {
    const std::uint64_t first = Aligned(at), size = mapping.bytes().size();
    if (first > size || program::OctetsOf(part) > size - first)
      return Malformed(mapping, "a table beyond its end", std::min(first, size));
    MPS_TRY(Zeros(mapping, at, first));
    places.push_back({part, first});
    at = first + program::OctetsOf(part);
  }
  return places;
}

}  // namespace

bool LooksLikeBundle(ByteView octets) {
  return octets.size() >= kMagic.size() && std::equal(kMagic.begin(), kMagic.end(), octets.begin());
}

Result<Bundle> Bundle::Open(const std::string& path) {
  MPS_ASSIGN(auto mapping, Mapping::OfFile(path));
  return Of(std::move(mapping));
}

Result<Bundle> Bundle::Of(std::shared_ptr<const Mapping> mapping) {
  MPS_ASSIGN(const Header header, ReadHeader(*mapping));
  Bundle bundle;
  bundle.image_ = mapping->bytes().subspan(kHeaderBytes, header.image);
  bundle.tables_at_ = kHeaderBytes + header.image + header.signature;
  MPS_ASSIGN(bundle.digest_, crypto::Sha256(bundle.image_));
  if (header.signature > 0) {
    const std::uint64_t at = kHeaderBytes + header.image;
    MPS_ASSIGN(auto signature, DecodeSignature(mapping->bytes().subspan(at, header.signature), at));
    bundle.signature_ = std::move(signature);
  }
  bundle.log_ = std::make_shared<DamageLog>();
  bundle.mapping_ = std::move(mapping);
  return bundle;
}

Status Bundle::CheckPublisher(std::span<const Publisher> publishers) const {
  if (!signature_) return Status(Code::kTrust, "the bundle is not signed");
  return CheckSignature(*signature_, image_, publishers);
}

Result<trust::Grant> Bundle::GrantFrom(std::span<const trust::Anchor> anchors, std::int64_t now) const {
  if (!signature_) return Status(Code::kTrust, "the bundle is not signed");
  return GrantOf(*signature_, image_, anchors, now);
}

Status Bundle::CheckNames(const trust::Grant& grant) const {
  if (program_ == nullptr) return Status(Code::kUsage, "the bundle is not loaded");
  for (const program::LevelSpec& level : program_->levels) {
    const auto anchor = grant.ForMps(level.registered);
    if (!anchor.ok()) return Status(anchor.status()).Within("the bundle's publisher");
  }
  return {};
}

Result<std::shared_ptr<const program::Program>> Bundle::Load() {
  auto loaded = program::LoadImage(image_);
  if (!loaded.ok()) {
    Status status = loaded.TakeStatus();
    const auto offset = status.offset();
    status = std::move(status).Within("bundle `" + name() + "`: image");
    return offset ? std::move(status).WithOffset(*offset + kHeaderBytes) : status;
  }
  auto program = std::make_shared<program::Program>(std::move(loaded).value());
  std::uint64_t at = tables_at_;
  for (program::ConstSet& set : program->sets) {
    if (!set.is_stored()) continue;
    MPS_ASSIGN(auto places, Places(*mapping_, set, at));
    set.table = std::make_shared<MemberTable>(mapping_, std::move(places), log_);
  }
  if (at != mapping_->bytes().size()) return Malformed(*mapping_, "octets that belong to no table", at);
  program_ = program;
  return program_;
}

std::string Bundle::DumpPlan() const { return program_ == nullptr ? "" : schema::DumpPlan(program_->plan); }

std::string Bundle::DumpProgram() const {
  return program_ == nullptr ? "" : program::DumpSpecs(*program_) + program::DumpProgram(*program_);
}

Status Bundle::damage() const { return log_->first(); }

Status Bundle::VerifyTables() const {
  if (program_ == nullptr) return Status(Code::kUsage, "the bundle is not loaded");
  for (const program::ConstSet& set : program_->sets) {
    if (set.is_stored()) MPS_TRY(static_cast<const MemberTable&>(*set.table).VerifyAll());
  }
  return {};
}

}  // namespace mps::bundle
