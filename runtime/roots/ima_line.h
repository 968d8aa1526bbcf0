// One line of the kernel's integrity measurement list (ASCII), taken apart strictly, and the template data that its
// hash is over (Linux: security/integrity/ima, ima_template.c and ima_template_lib.c).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "mps/bytes.h"
#include "mps/kinds.h"
#include "mps/limits.h"
#include "mps/status.h"

namespace mps::roots {

// LIMIT: of a line. A list's octets are limited by limit::kEvidenceBytes, its lines by limit::kCollectionItems.
inline constexpr std::size_t kImaPathBytes = 4096;
inline constexpr std::size_t kImaFieldBytes = std::size_t{1} << 16;  // a signature or buffer, decoded

// Templates by the fields that they have behind digest and path.
enum class ImaTemplate : std::uint8_t {
  kIma,     // `ima`: a bare SHA-1, and no lengths in what is hashed
  kNg,      // `ima-ng`; `ima-ngv2`, whose digest says of what kind it is
  kSig,     // `ima-sig`, `ima-sigv2`: the file's signature
  kBuf,     // `ima-buf`: what was measured
  kModsig,  // `ima-modsig`: signature, digest without an appended signature, appended signature
};

// Views of the line.
struct ImaLine {
  std::uint8_t pcr = 0;
  std::string_view template_hash;  // hexadecimal
  std::string_view template_name;
  ImaTemplate form = ImaTemplate::kNg;
  std::string_view digest_type;  // `ima` or `verity` in the v2 templates; else ""
  std::string_view algorithm;    // of the file's digest, as written; of `ima` it is `sha1`
  DigestAlg digest_alg = DigestAlg::kSha256;
  std::string_view digest;         // hexadecimal
  std::string_view path;           // as the kernel wrote it, octets
  std::string_view extra;          // kSig, kBuf, kModsig: signature or buffer, hexadecimal; may be empty
  std::string_view modsig_digest;  // kModsig: such as `sha256:...`, or ""
  std::string_view modsig;         // kModsig: hexadecimal; may be empty
  bool violation = false;          // the template hash is zero: what else the line says was not measured

  bool has_signature() const { return form == ImaTemplate::kSig || form == ImaTemplate::kModsig; }

  // Reads a line without its line break. Errors, with the offset within the line: kMalformed for a line that is none;
  // kLimit; kUnsupported for another template (`ima-template-NAME`) or algorithm (`ima-digest-NAME`), because what is
  // not understood cannot be replayed.
  static Result<ImaLine> Parse(std::string_view line);

  // What the kernel hashes: for each field its length, four octets, low one first, and its octets; the digest field is
  // `alg:` NUL digest, the name has its NUL. Of `ima`: the digest, and the name filled up to 256 octets. `out` is
  // emptied first.
  void TemplateData(Bytes& out) const;
};

// Calls `take(line, number)` with each line of a list, numbers from 1. Stops at the first failure: its offset is then
// in the list, and its message names the line. The last line has its line break too.
template <class Take>
Status ForEachImaLine(std::string_view list, Take&& take) {
  std::size_t at = 0;
  for (std::uint64_t number = 1; at < list.size(); ++number) {
    const auto end = list.find('\n', at);
    if (end == std::string_view::npos) return {Code::kMalformed, "the last line is not whole", list.size()};
    if (number > limit::kCollectionItems) return {Code::kLimit, "the list has too many lines", at};
    auto line = ImaLine::Parse(list.substr(at, end - at));
    Status status = line.ok() ? take(*line, number) : line.TakeStatus();
    if (!status.ok()) {
      const std::uint64_t offset = at + status.offset().value_or(0);
      return std::move(status).WithOffset(offset).Within("line " + std::to_string(number));
    }
    at = end + 1;
  }
  return {};
}

}  // namespace mps::roots
