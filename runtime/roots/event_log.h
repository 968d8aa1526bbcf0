// TCG event logs: what firmware, boot loaders and kernels say that they measured. PC Client Platform Firmware Profile
// (PFP) 1.06 section 10; for confidential guests (CCEL) the UEFI Specification 2.10, 38. Little endian.
//
// A log proves nothing. It is replayed (event_replay.h) and the result compared with registers that a quote proves;
// then its digests are true. Its data are true only where a digest covers them (event_data.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mps/bytes.h"
#include "mps/status.h"
#include "roots/pcr_values.h"

namespace mps::roots {

// LIMIT: octets, events and banks of one log.
inline constexpr std::size_t kEventLogBytes = std::size_t{16} << 20;
inline constexpr std::size_t kEvents = std::size_t{1} << 16;
inline constexpr std::size_t kLogBanks = 16;

// Event types that have a meaning here (PFP 10.4.1); EventTypeName knows all of them.
enum EventType : std::uint32_t {
  kEvNoAction = 0x00000003,
  kEvSeparator = 0x00000004,
  kEvAction = 0x00000005,
  kEvEventTag = 0x00000006,
  kEvScrtmVersion = 0x00000008,
  kEvIpl = 0x0000000D,
  kEvOmitBootDeviceEvents = 0x00000012,
  kEvEfiVariableDriverConfig = 0x80000001,
  kEvEfiVariableBoot = 0x80000002,
  kEvEfiBootServicesApplication = 0x80000003,
  kEvEfiGptEvent = 0x80000006,
  kEvEfiAction = 0x80000007,
  kEvEfiVariableBoot2 = 0x8000000C,
  kEvEfiGptEvent2 = 0x8000000D,
  kEvEfiHcrtmEvent = 0x80000010,
  kEvEfiVariableAuthority = 0x800000E0,
  kEvEfiSpdmDevicePolicy = 0x800000E3,
  kEvEfiSpdmDeviceAuthority = 0x800000E4,
};
// `EV_SEPARATOR`; "" for a type that is not in the profile.
std::string_view EventTypeName(std::uint32_t type);

// What the register numbers are: of a TPM's PCRs (0 to 23), or of a confidential guest's measurement registers (0 to
// 4).
enum class Registers : std::uint8_t { kTpm, kConfidentialGuest };

struct EventDigest {
  HashId alg;
  ByteView digest;
};

// Views of the log's octets.
struct Event {
  std::uint64_t offset;  // of its record in the log
  std::uint32_t pcr;
  std::uint32_t type;
  std::vector<EventDigest> digests;
  ByteView data;

  const EventDigest* Find(HashId alg) const;
};

struct LogBank {
  HashId alg;
  std::uint16_t size;  // octets of its digests
};

struct EventLog {
  bool crypto_agile = false;                     // else SHA-1 records only
  std::string spec_id;                           // of the first event, such as `Spec ID Event03`; "" if it is none
  std::vector<LogBank> banks;                    // as the first event declares them; of a SHA-1 log sha1 alone
  std::vector<Event> events;                     // without the first one of a crypto-agile log; see `header`
  std::optional<Event> header;                   // the Spec ID event
  std::optional<std::uint8_t> startup_locality;  // of TPM2_Startup or H-CRTM: PCR 0 begins with it
  std::size_t padding = 0;                       // octets of 00 or FF after the last record
};

// The whole log, or why it is none: kMalformed, kInvalid, kLimit, kUnsupported with the offset of the record in
// question. REQUIRES: `bytes` outlives the log.
Result<EventLog> DecodeEventLog(ByteView bytes, Registers registers = Registers::kTpm);

}  // namespace mps::roots
