// CoRIMs behind the C interface: corims.cpp, or corims_none.cpp in a library without them (-DMPS_CORIM=OFF), which
// knows one and refuses it by name.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "appraise/appraise.h"
#include "crypto/key.h"
#include "endorse/load.h"
#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::capi {

// Ok if the octets, which corim::LooksLikeCorim, are a CoRIM that can be read.
Status CheckCorim(ByteView octets);

struct CorimSigners {
  std::vector<crypto::PublicKey> keys;
  bool require_cotl = false;
};
// As corim::LoadCorims.
Status LoadCorims(const std::vector<std::pair<std::string, ByteView>>& corims, const CorimSigners& signers,
                  const schema::ReadPlan& plan, const endorse::LoadOptions& options, endorse::Loaded& out);

}  // namespace mps::capi
