// The exit codes of `mps`: stable, documented in docs/cli.md.
#pragma once

#include "mps/status.h"
#include "mps/verdict.h"

namespace mps::cli {

enum Exit : int {
  kExitPass = 0,        // pass, or the work was done
  kExitFail = 1,        // the level fails; a test failed
  kExitUsage = 2,       // the command line makes no sense
  kExitDefinition = 3,  // the definition does not check
  kExitIncomplete = 4,  // unknown, error, notapplicable: no verdict that could be relied on
  kExitRefused = 5,     // signature, freshness or trust refused
  kExitInput = 6,       // evidence, claim set or another input refused
  kExitInternal = 70,   // a fault of ours
};

inline Exit ExitFor(Verdict level) {
  if (level == Verdict::kPass) return kExitPass;
  return level == Verdict::kFail ? kExitFail : kExitIncomplete;
}

inline Exit ExitFor(const Status& status) {
  switch (status.code()) {
    case Code::kOk:
      return kExitPass;
    case Code::kUsage:
    case Code::kIo:
      return kExitUsage;
    case Code::kSignature:
    case Code::kTrust:
    case Code::kFreshness:
      return kExitRefused;
    case Code::kInternal:
      return kExitInternal;
    default:
      return kExitInput;
  }
}

}  // namespace mps::cli
