// What OpenSSL's error queue says, as a Status.
#include "crypto/openssl/evp.h"

namespace mps::crypto {

thread_local constinit int ErrorScope::depth_ = 0;

Status OpensslFailure(std::string_view what) {
  const unsigned long code = ERR_peek_last_error();
  const char* reason = code == 0 ? nullptr : ERR_reason_error_string(code);
  std::string message(what);
  if (reason != nullptr) message += std::string(": ") + reason;
  return Status(Code::kInternal, std::move(message));
}

}  // namespace mps::crypto
