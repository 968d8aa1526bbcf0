// In place of runtime/corim in a library without CoRIMs (-DMPS_CORIM=OFF), which knows one (corim/recognise.h) and
// refuses it by name.
#include "corim/load.h"

namespace mps::corim {
namespace {

Status Refusal() {
  return Status::Unsupported("corim", "this runtime is built without CoRIMs; libmps_runtime_corim has them");
}

}  // namespace

Status CheckCorim(ByteView) { return Refusal(); }

Status LoadCorims(const std::vector<std::pair<std::string, ByteView>>& corims, const SignerOptions&,
                  const schema::ReadPlan&, const endorse::LoadOptions&, endorse::Loaded&) {
  return corims.empty() ? Status() : Refusal();
}

}  // namespace mps::corim
