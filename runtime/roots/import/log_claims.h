// An event log as claims of the schema eventlog.log: register by register, as far as proven registers agree with it.
#pragma once

#include "roots/event_log.h"
#include "roots/import/quote_claims.h"
#include "roots/pcr_values.h"
#include "token/evidence_document.h"

namespace mps::roots {

inline constexpr std::string_view kLogSchema = "eventlog.log@1";

// `proven`: registers of a verified quote. The bank that is replayed is the first of sha256, sha384, sha512, sha1 that
// the log has for every event and the quote covers; if there is none, the first that the log has.
eat::EnvironmentInput LogEnvironment(const EventLog& log, const PcrValues& proven, bool verified,
                                     const Collector& collector);

// `EV_IPL`; `0x80000011` for a type without name.
std::string EventKindName(std::uint32_t type);

}  // namespace mps::roots
