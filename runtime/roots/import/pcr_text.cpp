#include "roots/import/pcr_text.h"

namespace mps::roots {

Status Refusal(const Checks& checks) {
  Status status = checks.FirstFailure();
  switch (status.code()) {
    case Code::kInvalid:
    case Code::kType:
      // Read, and found wanting. `format` is of what could not be read.
      if (checks.Find("format") != nullptr && !checks.Passed("format")) return status;
      return {Code::kTrust, status.message()};
    default:
      return status;
  }
}

}  // namespace mps::roots
