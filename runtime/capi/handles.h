// What the handles of mps.h are, and how a Status crosses into C.
#pragma once

#include <new>
#include <optional>
#include <string>
#include <vector>

#include "appraise/appraise.h"
#include "bundle/bundle.h"
#include "endorse/load.h"
#include "mps/mps.h"
#include "mps/status.h"
#include "token/verify.h"

struct mps_bundle {
  mps::bundle::Bundle bundle;
  std::shared_ptr<const mps::program::Program> program;
  std::vector<std::string> levels;
  bool vouched = false;
};

struct mps_appraiser {
  mps::Appraiser appraiser;
  mps::Bytes bundle_digest;
  bool vouched = false;
  std::optional<std::int64_t> only_at = std::nullopt;  // when what endorsers say was judged
  std::vector<mps::endorse::Used> used = {};
  std::vector<mps::IgnoredEndorsement> ignored = {};  // whole files, tags and triples
};

struct mps_appraisal {
  mps::Appraisal appraisal;
  mps::Bytes bundle_digest;
  bool vouched = false;
  std::int64_t now = 0;
  std::vector<mps::endorse::Used> used = {};
};

struct mps_buffer {
  mps::Bytes bytes;
};

struct mps_verification {
  mps::token::VerifyReport report;
  std::vector<std::string> names;  // of its checks
};

namespace mps::capi {

// Fills `error`, if there is one, and gives the code.
mps_status Tell(const Status& status, mps_error* error);

// Runs `body`, which gives a Status. Nothing that it throws gets out: memory that ran out is MPS_LIMIT.
template <class Body>
mps_status Guard(mps_error* error, Body body) noexcept {
  try {
    return Tell(body(), error);
  } catch (const std::bad_alloc&) {
    return Tell(Status(Code::kLimit, "out of memory"), error);
  } catch (...) {
    return Tell(Status(Code::kInternal, "an exception"), error);
  }
}

inline Status Misuse(const char* what) { return {Code::kUsage, what}; }

// A text of the caller's, empty for NULL.
inline std::string TextOf(const char* text) { return text == nullptr ? std::string() : std::string(text); }
inline ByteView ViewOf(const void* octets, std::size_t size) {
  return octets == nullptr ? ByteView() : ByteView(static_cast<const std::uint8_t*>(octets), size);
}

}  // namespace mps::capi
