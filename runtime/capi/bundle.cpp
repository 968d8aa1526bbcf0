// Bundles in C.
#include <algorithm>

#include "capi/handles.h"
#include "crypto/key_uri.h"

using mps::Code;
using mps::Status;
using mps::capi::Guard;
using mps::capi::Misuse;

namespace {

Status Take(mps::Result<mps::bundle::Bundle> opened, mps_bundle** out) {
  if (!opened.ok()) return opened.TakeStatus();
  *out = new mps_bundle{std::move(opened).value(), nullptr, {}, false};
  return {};
}

}  // namespace

mps_status mps_bundle_open(const char* path, mps_bundle** out, mps_error* error) {
  return Guard(error, [&]() -> Status {
    if (path == nullptr || out == nullptr) return Misuse("no path, or nowhere to put the bundle");
    *out = nullptr;
    return Take(mps::bundle::Bundle::Open(path), out);
  });
}

mps_status mps_bundle_open_memory(const void* octets, size_t size, const char* name, mps_bundle** out,
                                  mps_error* error) {
  return Guard(error, [&]() -> Status {
    if (octets == nullptr || out == nullptr) return Misuse("no octets, or nowhere to put the bundle");
    *out = nullptr;
    const std::string called = name == nullptr ? "memory" : name;
    return Take(mps::bundle::Bundle::Of(mps::bundle::Mapping::OfView(mps::capi::ViewOf(octets, size), called)), out);
  });
}

void mps_bundle_free(mps_bundle* bundle) { delete bundle; }

void mps_bundle_digest(const mps_bundle* bundle, uint8_t digest[32]) {
  std::copy(bundle->bundle.digest().begin(), bundle->bundle.digest().end(), digest);
}

int mps_bundle_is_signed(const mps_bundle* bundle) { return bundle->bundle.signature() ? 1 : 0; }

mps_status mps_bundle_pin(mps_bundle* bundle, const uint8_t digest[32], mps_error* error) {
  return Guard(error, [&]() -> Status {
    if (bundle == nullptr || digest == nullptr) return Misuse("no bundle or no digest");
    if (!std::equal(bundle->bundle.digest().begin(), bundle->bundle.digest().end(), digest))
      return {Code::kTrust, "the bundle has another digest than the one that is pinned"};
    bundle->vouched = true;
    return {};
  });
}

mps_status mps_bundle_check_publisher(mps_bundle* bundle, const char* const* keys, size_t count, mps_error* error) {
  return Guard(error, [&]() -> Status {
    if (bundle == nullptr || (keys == nullptr && count > 0)) return Misuse("no bundle or no keys");
    std::vector<mps::bundle::Publisher> publishers;
    for (size_t i = 0; i < count; ++i) {
      if (keys[i] == nullptr) return Misuse("a key that is NULL");
      MPS_ASSIGN(auto key, mps::crypto::LoadPublicKey(keys[i]));
      publishers.push_back({keys[i], std::move(key)});
    }
    MPS_TRY(bundle->bundle.CheckPublisher(publishers));
    bundle->vouched = true;
    return {};
  });
}

mps_status mps_bundle_load(mps_bundle* bundle, mps_error* error) {
  return Guard(error, [&]() -> Status {
    if (bundle == nullptr) return Misuse("no bundle");
    if (bundle->program != nullptr) return {};
    MPS_ASSIGN(auto program, bundle->bundle.Load());
    bundle->levels = mps::LevelsOf(*program);
    bundle->program = std::move(program);
    return {};
  });
}

const char* mps_bundle_set_name(const mps_bundle* bundle) {
  return bundle->program == nullptr ? nullptr : bundle->program->name.c_str();
}
const char* mps_bundle_set_version(const mps_bundle* bundle) {
  return bundle->program == nullptr ? nullptr : bundle->program->version.c_str();
}
size_t mps_bundle_level_count(const mps_bundle* bundle) { return bundle->levels.size(); }
const char* mps_bundle_level(const mps_bundle* bundle, size_t index) {
  return index < bundle->levels.size() ? bundle->levels[index].c_str() : nullptr;
}

mps_status mps_bundle_damage(const mps_bundle* bundle, mps_error* error) {
  return Guard(error, [&]() -> Status {
    if (bundle == nullptr) return Misuse("no bundle");
    return bundle->bundle.damage();
  });
}
