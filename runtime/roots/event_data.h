// What an event's data are worth: which of their octets the event's digest covers. Only those may be believed, and only
// where the digest itself is true (event_replay.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "mps/bytes.h"
#include "mps/status.h"
#include "roots/event_log.h"

namespace mps::roots {

enum class Coverage : std::uint8_t {
  kCovered,     // the digest is that of `octets`
  kDiffers,     // the type says that the digest is over the data, and it is not
  kNotCovered,  // the digest is over something else (an image, a table), or over data in a form that is not known here
  kNotMeasured  // EV_NO_ACTION: no digest at all
};
std::string_view CoverageName(Coverage coverage);  // `covered`, `differs` ...

struct CoveredData {
  Coverage coverage = Coverage::kNotCovered;
  ByteView octets;  // of the data, only with kCovered: all of them or a part
};

// By the digest of one bank (PFP 10.4.1, and what loaders do with EV_IPL). kUnsupported, kInvalid as of Replay.
Result<CoveredData> CoverageOf(const Event& event, HashId bank);

// UEFI_VARIABLE_DATA (PFP 10.2.6): the data of EV_EFI_VARIABLE_*.
struct UefiVariable {
  Bytes vendor;      // VariableName: a GUID, sixteen octets as in the log
  std::string name;  // UnicodeName as UTF-8
  ByteView value;    // view of the data
};
Result<UefiVariable> DecodeUefiVariable(ByteView data);
// `8be4df61-93ca-11d2-aa0d-00e098032b8c`: the first three groups are little endian. REQUIRES: sixteen octets.
std::string GuidText(ByteView guid);

// EV_SEPARATOR (PFP 10.4.4): four octets; firmware that failed leaves 00000001 in them.
enum class Separator : std::uint8_t { kNormal, kError, kUnknown };
Separator SeparatorOf(ByteView data);

}  // namespace mps::roots
