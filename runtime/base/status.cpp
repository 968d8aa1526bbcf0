// Names of failure codes and the one-line form of a Status.
#include "mps/status.h"

namespace mps {

std::string_view CodeName(Code code) {
  switch (code) {
    case Code::kOk:
      return "ok";
    case Code::kUsage:
      return "usage";
    case Code::kIo:
      return "io";
    case Code::kLimit:
      return "limit";
    case Code::kMalformed:
      return "malformed";
    case Code::kDuplicate:
      return "duplicate";
    case Code::kUtf8:
      return "utf8";
    case Code::kTrailing:
      return "trailing";
    case Code::kNotDeterministic:
      return "not-deterministic";
    case Code::kType:
      return "type";
    case Code::kUnsupported:
      return "unsupported";
    case Code::kInvalid:
      return "invalid";
    case Code::kSignature:
      return "signature";
    case Code::kTrust:
      return "trust";
    case Code::kFreshness:
      return "freshness";
    case Code::kInternal:
      return "internal";
  }
  return "internal";
}

std::string Status::ToString() const {
  if (ok()) return "ok";
  std::string text(CodeName(code_));
  if (!feature_.empty()) text += ":" + feature_;
  if (offset_.has_value()) text += " at byte " + std::to_string(*offset_);
  if (!message_.empty()) text += ": " + message_;
  return text;
}

}  // namespace mps
