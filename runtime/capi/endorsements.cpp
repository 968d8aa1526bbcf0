// Endorsement files and CoRIMs in C.
#include <algorithm>

#include "capi/handles.h"
#include "corim/load.h"
#include "corim/signed.h"
#include "crypto/key_uri.h"
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

// What endorsements come to for one definition at one time.
struct Judged {
  mps::EndorsementInput input;
  std::vector<mps::capi::UsedEndorsements> used;
  std::vector<mps::IgnoredEndorsement> ignored;
};

// Whether the failure says that the file does not count, rather than that it is none.
bool CountsForNothing(const Status& status) {
  return status.code() == Code::kSignature || status.code() == Code::kTrust || status.code() == Code::kFreshness;
}

Status TakeFile(const mps_endorsements::File& from, const std::vector<mps::endorse::Endorser>& endorsers,
                ByteView definition, std::int64_t now, Judged& out) {
  auto file = mps::endorse::ReadSignedFile(from.octets);
  Status status = file.ok() ? mps::endorse::Accept(*file, endorsers, definition, now) : file.TakeStatus();
  if (CountsForNothing(status)) {
    out.ignored.push_back({"", "", from.name, status.message()});
    return {};
  }
  if (!status.ok()) return std::move(status).Within("endorsements `" + from.name + "`");
  const bool is_jws = from.octets[0] == 'e';
  out.used.push_back(
      {is_jws ? "application/jose" : std::string(mps::endorse::kEndorsementsType), std::move(file->digest)});
  out.input.sets.push_back(std::move(file->content.set));
  out.input.sets.back().origin = from.name;
  return {};
}

Result<Judged> Judge(const mps_endorsements& from, const mps::program::Program& program, std::int64_t now) {
  Judged out;
  out.input.policy = from.policy;
  MPS_ASSIGN(const auto endorsers, mps::EndorsersOf(program));
  const mps::Bytes definition = mps::DefinitionDigestOf(program);
  std::vector<std::pair<std::string, ByteView>> corims;
  for (const auto& file : from.files) {
    if (file.is_corim) {
      corims.emplace_back(file.name, file.octets);
    } else {
      MPS_TRY(TakeFile(file, endorsers, definition, now, out));
    }
  }
  const mps::corim::LoadOptions options{from.keys, now, from.require_cotl};
  MPS_ASSIGN(auto loaded, mps::corim::LoadCorims(corims, endorsers, mps::PlanOf(program), options));
  for (auto& one : loaded.used) out.used.push_back({std::string(mps::corim::kSignedType), std::move(one.digest)});
  std::move(loaded.ignored.begin(), loaded.ignored.end(), std::back_inserter(out.ignored));
  if (!loaded.set.endorsements.empty()) out.input.sets.push_back(std::move(loaded.set));
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
      auto read = mps::corim::DecodeDocument(view);
      if (!read.ok()) status = read.TakeStatus();
    } else {
      auto read = mps::endorse::ReadSignedFile(view);
      if (!read.ok()) status = read.TakeStatus();
    }
    if (!status.ok() && !CountsForNothing(status)) return std::move(status).Within("`" + file.name + "`");
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
    MPS_ASSIGN(Judged judged, Judge(*endorsements, *bundle->program, now));
    MPS_ASSIGN(auto appraiser, mps::Appraiser::Create(bundle->program, std::move(judged.input)));
    *out = new mps_appraiser{std::move(appraiser),   bundle->bundle.digest(),  bundle->vouched, now,
                             std::move(judged.used), std::move(judged.ignored)};
    return {};
  });
}
