// A measurement list against registers that a quote proves. The kernel goes on measuring while the quote is made and
// the list is read, so the list may be longer than what was quoted: the lines up to the one whose replay is the quoted
// value are proven, those behind it are not. Entry point: VerifyImaList.
#pragma once

#include <cstdint>
#include <vector>

#include "mps/bytes.h"
#include "roots/checks.h"
#include "roots/pcr_values.h"

namespace mps::roots {

struct ImaPolicy {
  PcrValues proven;        // of a quote: QuoteReport::proven
  std::uint32_t pcr = 10;  // CONFIG_IMA_MEASURE_PCR_IDX
  // Take a bank other than SHA-1 that was extended with the SHA-1 of the data, filled up with zeros: kernels
  // before 5.8. It is as strong as SHA-1.
  bool allow_padded_sha1 = false;
  bool strict = false;  // what could not be checked refuses the list too
};

namespace ima_check {
inline constexpr std::string_view kList = "list";               // every line is understood
inline constexpr std::string_view kHashes = "template-hashes";  // those listed are those of the data
inline constexpr std::string_view kPrefix = "prefix";           // some beginning of the list gives the quoted value
}  // namespace ima_check

struct ImaReport {
  bool verified = false;
  Checks checks;
  std::uint64_t lines = 0;
  // Lines that are proven: 1 to this, as far as they are of the policy's register. 0 unless the prefix was checked.
  std::uint64_t proven_lines = 0;
  bool padded_sha1 = false;               // a bank was extended as kernels before 5.8 do
  std::vector<std::uint64_t> mismatches;  // numbers of lines, from 1
  std::vector<std::uint64_t> violations;  // lines whose file was open for writing: their data are never proven
};

// LIMIT: numbers of at most kImaNumbers mismatches and violations each are kept; they are refused beyond.
inline constexpr std::size_t kImaNumbers = std::size_t{1} << 16;

// Whatever is wrong with the list is in the report. Every proven bank that we compute has to agree at the same line.
ImaReport VerifyImaList(ByteView list, const ImaPolicy& policy);

}  // namespace mps::roots
