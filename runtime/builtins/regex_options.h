// How RE2 reads the patterns of programs: alone and in sets alike.
#pragma once

#include <re2/re2.h>

#include <cstdint>

namespace mps::builtins {

inline re2::RE2::Options RegexOptions(std::int64_t memory) {
  re2::RE2::Options options;
  options.set_max_mem(memory);
  options.set_log_errors(false);
  options.set_never_capture(true);
  return options;
}

}  // namespace mps::builtins
