// An event log folded into the registers that it would leave, and compared with registers that are proven.
#pragma once

#include <vector>

#include "mps/status.h"
#include "roots/event_log.h"
#include "roots/pcr_values.h"

namespace mps::roots {

// What the log leaves in the registers that it extends. Registers begin with zeros, PCR 0 with the startup locality in
// its last octet; EV_NO_ACTION is never extended (PFP 3.3.1, 10.4.5). unsupported:event-log-<bank> for a bank whose
// hash we do not compute; kInvalid for one that the log does not have, or that some event (with its offset) has no
// digest of.
Result<BankValues> Replay(const EventLog& log, HashId bank);

enum class Agreement : std::uint8_t {
  kSame,      // the log explains the register
  kDiffers,   // it does not: nothing of this log about this register is true
  kUnproven,  // the log extends a register that is not proven
};
struct RegisterAgreement {
  PcrName name;
  Agreement agreement;
};

// The log against proven values of one bank: each register that the log extends, in order. A proven register that the
// log does not extend says nothing about the log: it is not listed.
Result<std::vector<RegisterAgreement>> Compare(const EventLog& log, HashId bank, const PcrValues& proven);

}  // namespace mps::roots
