// Patterns as engines run them.
#include "program/pattern.h"

#include "base/glob.h"
#include "mps/limits.h"

namespace mps::program {

Result<Pattern> MakePattern(std::string_view text, bool glob) {
  if (text.size() > limit::kPatternBytes) return Status(Code::kLimit, "a pattern longer than limit::kPatternBytes");
  Pattern pattern;
  pattern.text = text;
  pattern.glob = glob;
  if (!glob) {
    pattern.regex = text;
    return pattern;
  }
  MPS_ASSIGN(pattern.regex, GlobToRe2(text));
  return pattern;
}

}  // namespace mps::program
