#include "capi/corims.h"

#include "corim/load.h"
#include "corim/signed.h"

namespace mps::capi {

Status CheckCorim(ByteView octets) {
  auto read = corim::DecodeDocument(octets);
  return read.ok() ? Status() : read.TakeStatus();
}

Status LoadCorims(const std::vector<std::pair<std::string, ByteView>>& corims, const CorimSigners& signers,
                  const schema::ReadPlan& plan, const endorse::LoadOptions& options, endorse::Loaded& out) {
  return corim::LoadCorims(corims, {signers.keys, signers.require_cotl}, plan, options, out);
}

}  // namespace mps::capi
