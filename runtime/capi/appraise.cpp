// Appraisal in C.
#include <algorithm>
#include <cstddef>
#include <cstring>

#include "capi/handles.h"
#include "interp/native.h"

using mps::Status;
using mps::capi::Guard;
using mps::capi::Misuse;
using mps::capi::TextOf;

mps_status mps_appraiser_new(const mps_bundle* bundle, mps_appraiser** out, mps_error* error) {
  return Guard(error, [&]() -> Status {
    if (bundle == nullptr || out == nullptr) return Misuse("no bundle, or nowhere to put the appraiser");
    *out = nullptr;
    if (bundle->program == nullptr) return Misuse("the bundle is not loaded: mps_bundle_load comes first");
    MPS_ASSIGN(auto appraiser, mps::Appraiser::Create(bundle->program));
    *out = new mps_appraiser{std::move(appraiser), bundle->bundle.digest(), bundle->vouched};
    return {};
  });
}

void mps_appraiser_free(mps_appraiser* appraiser) { delete appraiser; }

mps_status mps_appraiser_use_native(mps_appraiser* appraiser, const void* image, mps_error* error) {
  return Guard(error, [&]() -> Status {
    if (appraiser == nullptr || image == nullptr) return Misuse("no appraiser or no machine code");
    mps::interp::NativeCode code;
    code.image = static_cast<const mps::interp::NativeImage*>(image);
    code.engine = "aot";
    return appraiser->appraiser.UseNative(std::move(code));
  });
}

mps_status mps_appraise(mps_appraiser* appraiser, const mps_request* request, mps_appraisal** out, mps_error* error) {
  return Guard(error, [&]() -> Status {
    if (appraiser == nullptr || request == nullptr || out == nullptr) return Misuse("no appraiser or no request");
    *out = nullptr;
    if (request->size < offsetof(mps_request, reserved)) return Misuse("mps_request.size is not its size");
    // What an older caller's request leaves out is zero.
    mps_request whole{};
    std::memcpy(&whole, request, std::min(request->size, sizeof whole));
    if (whole.reserved != 0) return Misuse("mps_request.reserved is not zero");
    if (request->evidence == nullptr || request->level == nullptr) return Misuse("no evidence or no level");
    if (request->params == nullptr && request->param_count > 0) return Misuse("no parameters where some are due");
    if (appraiser->only_at && *appraiser->only_at != request->now)
      return {mps::Code::kFreshness, "the appraiser's endorsements were judged for another time than mps_request.now"};
    mps::Request inner;
    inner.evidence = mps::capi::ViewOf(request->evidence, request->evidence_size);
    inner.level = request->level;
    for (size_t i = 0; i < request->param_count; ++i)
      inner.params.emplace_back(TextOf(request->params[i].name), TextOf(request->params[i].value));
    inner.now = request->now;
    inner.report = whole.without_rules == 0;
    inner.explain = request->explain != 0;
    MPS_ASSIGN(auto appraisal, appraiser->appraiser.Appraise(inner));
    appraisal.ignored.insert(appraisal.ignored.end(), appraiser->ignored.begin(), appraiser->ignored.end());
    *out = new mps_appraisal{std::move(appraisal), appraiser->bundle_digest, appraiser->vouched, request->now,
                             appraiser->used};
    return {};
  });
}

void mps_appraisal_free(mps_appraisal* appraisal) { delete appraisal; }

mps_verdict mps_appraisal_verdict(const mps_appraisal* appraisal) {
  return static_cast<mps_verdict>(appraisal->appraisal.verdict);
}
const char* mps_appraisal_mps(const mps_appraisal* appraisal) { return appraisal->appraisal.mps.c_str(); }

const uint8_t* mps_appraisal_claim_set(const mps_appraisal* appraisal, size_t* size) {
  if (size != nullptr) *size = appraisal->appraisal.claim_set.bytes().size();
  return appraisal->appraisal.claim_set.bytes().data();
}

void mps_appraisal_hsh(const mps_appraisal* appraisal, uint8_t digest[32]) {
  std::copy(appraisal->appraisal.hsh.begin(), appraisal->appraisal.hsh.end(), digest);
}

const char* mps_appraisal_base(const mps_appraisal* appraisal) {
  return appraisal->appraisal.base.empty() ? nullptr : appraisal->appraisal.base.c_str();
}

size_t mps_appraisal_ignored_count(const mps_appraisal* appraisal) { return appraisal->appraisal.ignored.size(); }

mps_status mps_appraisal_ignored(const mps_appraisal* appraisal, size_t index, mps_ignored* out) {
  if (appraisal == nullptr || out == nullptr || index >= appraisal->appraisal.ignored.size()) return MPS_USAGE;
  const mps::IgnoredEndorsement& one = appraisal->appraisal.ignored[index];
  *out = {one.id.c_str(), one.endorser.c_str(), one.origin.c_str(), one.reason.c_str()};
  return MPS_OK;
}

int mps_appraisal_rule_waived(const mps_appraisal* appraisal, size_t index) {
  if (appraisal == nullptr || index >= appraisal->appraisal.rules.size()) return 0;
  return appraisal->appraisal.rules[index].waiver.empty() ? 0 : 1;
}

size_t mps_appraisal_rule_count(const mps_appraisal* appraisal) { return appraisal->appraisal.rules.size(); }

mps_status mps_appraisal_rule(const mps_appraisal* appraisal, size_t index, mps_rule* out) {
  if (appraisal == nullptr || out == nullptr || index >= appraisal->appraisal.rules.size()) return MPS_USAGE;
  const mps::RuleReport& rule = appraisal->appraisal.rules[index];
  *out = {rule.id.c_str(),
          rule.title.c_str(),
          rule.severity.c_str(),
          rule.environment.c_str(),
          rule.reason.c_str(),
          static_cast<mps_verdict>(rule.verdict),
          static_cast<int>(rule.grade)};
  return MPS_OK;
}
