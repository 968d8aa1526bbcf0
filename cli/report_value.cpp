#include "report_value.h"

#include "base/hex.h"
#include "crypto/hash.h"

namespace mps::cli {

using nlohmann::ordered_json;

ordered_json TypedJson(const Value& value) {
  ordered_json out{{"kind", TypeKindName(value.kind)}};
  switch (value.kind) {
    case TypeKind::kBool:
      out["value"] = value.number != 0;
      break;
    case TypeKind::kInt:
    case TypeKind::kMode:
    case TypeKind::kTime:
    case TypeKind::kDuration:
      out["value"] = value.number;
      break;
    case TypeKind::kBytes:
    case TypeKind::kIp:
      out["value"] = HexEncode(AsBytes(value.text));
      break;
    case TypeKind::kDigest:
      out["alg"] = crypto::DigestName(value.digest_alg);
      out["value"] = HexEncode(AsBytes(value.text));
      break;
    case TypeKind::kCidr:
      out["value"] = HexEncode(AsBytes(value.text));
      out["prefix"] = value.number;
      break;
    case TypeKind::kVersion:
      out["ordering"] = OrderingName(value.ordering);
      out["value"] = value.text;
      break;
    case TypeKind::kList:
    case TypeKind::kSet:
      out["value"] = ordered_json::array();
      for (const Value& item : value.items) out["value"].push_back(TypedJson(item));
      break;
    default:
      out["value"] = value.text;
  }
  return out;
}

}  // namespace mps::cli
