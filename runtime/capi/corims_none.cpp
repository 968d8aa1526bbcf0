// In place of corims.cpp in a library without CoRIMs.
#include "capi/corims.h"

namespace mps::capi {
namespace {

Status Refusal() {
  return Status::Unsupported("corim", "this runtime is built without CoRIMs; libmps_runtime_corim has them");
}

}  // namespace

Status CheckCorim(ByteView) { return Refusal(); }

Status LoadCorims(const std::vector<std::pair<std::string, ByteView>>& corims, const CorimSigners&,
                  const schema::ReadPlan&, const endorse::LoadOptions&, endorse::Loaded&) {
  return corims.empty() ? Status() : Refusal();
}

}  // namespace mps::capi
