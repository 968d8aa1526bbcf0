// What was said and counts for nothing.
#pragma once

#include <string>

namespace mps::endorse {

// An endorsement or answer, and why it does not count.
struct Ignored {
  std::string id, endorser, origin, reason;  // `id`: of the endorsement, or of the control that was answered
  bool answer = false;
};

}  // namespace mps::endorse
