// Endorsement files and CoRIMs in C.
#include "capi/handles.h"
#include "corim/load.h"
#include "corim/recognise.h"
#include "crypto/key_uri.h"
#include "endorse/load.h"
#include "endorse/signed_file.h"
#include "mps/limits.h"
#include "program/program.h"

using mps::ByteView;
using mps::Code;
using mps::Result;
using mps::Status;
using mps::capi::Guard;
using mps::capi::Misuse;
using mps::capi::TextOf;
using mps::capi::ViewOf;

struct mps_endorsements {
  // Octets as they came: whether they count is judged for a definition and a time.
  struct File {
    std::string name;
    mps::Bytes octets;
    bool is_corim = false;
  };
  std::vector<File> files;
  std::vector<mps::crypto::PublicKey> keys;
  mps::endorse::TrustPolicy policy;
  bool require_cotl = false;
};

namespace {

Result<mps::endorse::Loaded> Judge(const mps_endorsements& from, const mps::program::Program& program,
                                   std::int64_t now) {
  mps::endorse::LoadOptions options;
  MPS_ASSIGN(options.endorsers, mps::EndorsersOf(program));
  options.definition = mps::DefinitionDigestOf(program);
  options.now = now;
  mps::endorse::Loaded out;
  std::vector<std::pair<std::string, ByteView>> corims;
  for (const auto& file : from.files) {
    if (file.is_corim) {
      corims.emplace_back(file.name, file.octets);
    } else {
      MPS_TRY(mps::endorse::LoadFile(file.name, file.octets, options, out));
    }
  }
  MPS_TRY(mps::corim::LoadCorims(corims, {from.keys, from.require_cotl}, mps::PlanOf(program), options, out));
  return out;
}

}  // namespace

mps_status mps_endorsements_new(mps_endorsements** out, mps_error* error) {
  return Guard(error, [&]() -> Status {
    if (out == nullptr) return Misuse("nowhere to put the endorsements");
    *out = new mps_endorsements();
    return {};
  });
}

void mps_endorsements_free(mps_endorsements* endorsements) { delete endorsements; }

mps_status mps_endorsements_add(mps_endorsements* endorsements, const void* octets, size_t size, const char* name,
                                mps_error* error) {
  return Guard(error, [&]() -> Status {
    if (endorsements == nullptr || octets == nullptr) return Misuse("no endorsements or no octets");
    if (size > mps::limit::kTokenBytes) return {Code::kLimit, "more octets than limit::kTokenBytes"};
    const ByteView view = ViewOf(octets, size);
    mps_endorsements::File file{name == nullptr ? "memory" : name, mps::ToBytes(view),
                                mps::corim::LooksLikeCorim(view)};
    Status status;
    if (file.is_corim) {
      status = mps::corim::CheckCorim(view);
    } else {
      auto read = mps::endorse::ReadSignedFile(view);
      if (!read.ok()) status = read.TakeStatus();
    }
    if (!status.ok() && !mps::endorse::CountsForNothing(status)) return std::move(status).Within("`" + file.name + "`");
    endorsements->files.push_back(std::move(file));
    return {};
  });
}

mps_status mps_endorsements_add_key(mps_endorsements* endorsements, const char* key, mps_error* error) {
  return Guard(error, [&]() -> Status {
    if (endorsements == nullptr || key == nullptr) return Misuse("no endorsements or no key");
    MPS_ASSIGN(auto loaded, mps::crypto::LoadPublicKey(key));
    endorsements->keys.push_back(std::move(loaded));
    return {};
  });
}

mps_status mps_endorsements_set_policy(mps_endorsements* endorsements, const void* json, size_t size,
                                       mps_error* error) {
  return Guard(error, [&]() -> Status {
    if (endorsements == nullptr || json == nullptr) return Misuse("no endorsements or no policy");
    MPS_ASSIGN(endorsements->policy, mps::endorse::ParseTrustPolicy(mps::AsText(ViewOf(json, size))));
    return {};
  });
}

mps_status mps_endorsements_require_cotl(mps_endorsements* endorsements, mps_error* error) {
  return Guard(error, [&]() -> Status {
    if (endorsements == nullptr) return Misuse("no endorsements");
    endorsements->require_cotl = true;
    return {};
  });
}

mps_status mps_appraiser_new_endorsed(const mps_bundle* bundle, const mps_endorsements* endorsements, int64_t now,
                                      mps_appraiser** out, mps_error* error) {
  return Guard(error, [&]() -> Status {
    if (bundle == nullptr || endorsements == nullptr || out == nullptr)
      return Misuse("no bundle, no endorsements, or nowhere to put the appraiser");
    *out = nullptr;
    if (bundle->program == nullptr) return Misuse("the bundle is not loaded: mps_bundle_load comes first");
    MPS_ASSIGN(auto judged, Judge(*endorsements, *bundle->program, now));
    MPS_ASSIGN(auto appraiser, mps::Appraiser::Create(bundle->program, {std::move(judged.sets), endorsements->policy}));
    *out = new mps_appraiser{std::move(appraiser),   bundle->bundle.digest(),  bundle->vouched, now,
                             std::move(judged.used), std::move(judged.ignored)};
    return {};
  });
}
