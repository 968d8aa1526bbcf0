// In place of endorsements.cpp in a runtime that is built without runtime/endorse (-DMPS_ENDORSEMENTS=OFF): each of its
// functions refuses by name.
#include "capi/handles.h"

using mps::Status;
using mps::capi::Guard;

struct mps_endorsements {};

namespace {

mps_status Refuse(mps_error* error) {
  return Guard(error, [] { return Status::Unsupported("endorsements", "this runtime is built without endorsements"); });
}

}  // namespace

mps_status mps_endorsements_new(mps_endorsements** out, mps_error* error) {
  if (out != nullptr) *out = nullptr;
  return Refuse(error);
}
void mps_endorsements_free(mps_endorsements*) {}
mps_status mps_endorsements_add(mps_endorsements*, const void*, size_t, const char*, mps_error* error) {
  return Refuse(error);
}
mps_status mps_endorsements_add_key(mps_endorsements*, const char*, mps_error* error) { return Refuse(error); }
mps_status mps_endorsements_set_policy(mps_endorsements*, const void*, size_t, mps_error* error) {
  return Refuse(error);
}
mps_status mps_endorsements_require_cotl(mps_endorsements*, mps_error* error) { return Refuse(error); }
mps_status mps_appraiser_new_endorsed(const mps_bundle*, const mps_endorsements*, int64_t, mps_appraiser** out,
                                      mps_error* error) {
  if (out != nullptr) *out = nullptr;
  return Refuse(error);
}
