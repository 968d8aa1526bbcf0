// Names and errors of the C interface.
#include <algorithm>
#include <cstring>

#include "capi/handles.h"

namespace mps::capi {
namespace {

static_assert(static_cast<int>(Code::kOk) == MPS_OK && static_cast<int>(Code::kUsage) == MPS_USAGE &&
              static_cast<int>(Code::kIo) == MPS_IO && static_cast<int>(Code::kLimit) == MPS_LIMIT &&
              static_cast<int>(Code::kMalformed) == MPS_MALFORMED &&
              static_cast<int>(Code::kDuplicate) == MPS_DUPLICATE && static_cast<int>(Code::kUtf8) == MPS_UTF8 &&
              static_cast<int>(Code::kTrailing) == MPS_TRAILING &&
              static_cast<int>(Code::kNotDeterministic) == MPS_NOT_DETERMINISTIC &&
              static_cast<int>(Code::kType) == MPS_TYPE && static_cast<int>(Code::kUnsupported) == MPS_UNSUPPORTED &&
              static_cast<int>(Code::kInvalid) == MPS_INVALID && static_cast<int>(Code::kSignature) == MPS_SIGNATURE &&
              static_cast<int>(Code::kTrust) == MPS_TRUST && static_cast<int>(Code::kFreshness) == MPS_FRESHNESS &&
              static_cast<int>(Code::kInternal) == MPS_INTERNAL);
static_assert(static_cast<int>(Verdict::kPass) == MPS_PASS && static_cast<int>(Verdict::kFail) == MPS_FAIL &&
              static_cast<int>(Verdict::kError) == MPS_ERROR && static_cast<int>(Verdict::kUnknown) == MPS_UNKNOWN &&
              static_cast<int>(Verdict::kNotApplicable) == MPS_NOTAPPLICABLE &&
              static_cast<int>(Verdict::kNotChecked) == MPS_NOTCHECKED &&
              static_cast<int>(Verdict::kNotSelected) == MPS_NOTSELECTED);

}  // namespace

mps_status Tell(const Status& status, mps_error* error) {
  const auto code = static_cast<mps_status>(status.code());
  if (error == nullptr) return code;
  std::memset(error, 0, sizeof *error);
  error->status = code;
  error->has_offset = status.offset() ? 1 : 0;
  error->offset = status.offset().value_or(0);
  std::string text = status.message();
  if (!status.feature().empty()) text += " (unsupported:" + std::string(status.feature()) + ")";
  std::size_t size = std::min(text.size(), sizeof error->message - 1);
  // Not in the middle of a character.
  while (size < text.size() && size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80) --size;
  std::memcpy(error->message, text.data(), size);
  return code;
}

}  // namespace mps::capi

uint32_t mps_api_version(void) { return MPS_API_VERSION; }
const char* mps_version(void) { return MPS_VERSION; }

const char* mps_status_name(mps_status status) {
  if (status < MPS_OK || status > MPS_INTERNAL) return "unknown";
  return mps::CodeName(static_cast<mps::Code>(status)).data();  // literals, so they end in a zero
}

const char* mps_verdict_name(mps_verdict verdict) {
  if (verdict < MPS_PASS || verdict > MPS_NOTSELECTED) return "unknown";
  return mps::VerdictName(static_cast<mps::Verdict>(verdict)).data();
}
