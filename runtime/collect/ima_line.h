// One line of the measurement list, taken apart strictly, and the template data that its hash is over.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "mps/bytes.h"
#include "mps/kinds.h"
#include "mps/status.h"

namespace mps::collect {

// Views of the line.
struct ImaLine {
  std::uint8_t pcr = 0;
  std::string_view template_hash;  // hexadecimal
  std::string_view template_name;
  std::string_view algorithm;  // of the file's digest, as written
  DigestAlg digest_alg = DigestAlg::kSha256;
  std::string_view digest;  // hexadecimal
  std::string_view path;    // as the kernel wrote it, octets
  bool has_extra = false;   // ima-sig, ima-buf
  std::string_view extra;   // signature or buffer, hexadecimal; may be empty
  bool violation = false;   // the template hash is zero

  // Reads a line without its line break. Errors as of ImaEvidence, the offset within the line.
  static Result<ImaLine> Parse(std::string_view line);

  // What the kernel hashes (ima_template_lib.c): for each field its length, four octets, low one first, and its octets;
  // the digest field is `alg:` NUL digest, the name has its NUL. `out` is emptied first.
  void TemplateData(Bytes& out) const;
};

}  // namespace mps::collect
