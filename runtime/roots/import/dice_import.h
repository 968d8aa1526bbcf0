// A DICE chain as evidence: verified first, then written as claims that the schema of stdlib/dice.mps declares.
// Entry point: ImportDice.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "crypto/key.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "token/evidence_document.h"

namespace mps::roots {

struct DiceImport {
  std::vector<ByteView> chain;             // from the root of trust up; all CBOR or all DER
  std::vector<crypto::PublicKey> anchors;  // at least one
  std::string environment = "dice";
  std::int64_t now = 0;  // `collected_at`, and what X.509 validity is compared with
  std::string version;
};

// kSignature, kTrust, kFreshness: a check failed, with its name; errors of decoding; kUsage without anchors.
Result<eat::ImportedEvidence> ImportDice(const DiceImport& input);

}  // namespace mps::roots
