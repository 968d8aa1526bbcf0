// A base RIM as evidence, with the support RIMs that it names and what a log measured beyond them; claims of the schema
// of stdlib/rim.mps. Part of mps_rim. Entry point: ImportRim.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "crypto/key.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "token/evidence_document.h"

namespace mps::roots {

struct RimImport {
  ByteView base;                        // a SWID tag in XML
  std::vector<crypto::PublicKey> keys;  // that may sign; at least one
  std::vector<ByteView> support;        // support RIMs: event logs
  std::optional<ByteView> event_log;    // what was measured
  std::string environment = "rim";
  std::int64_t now = 0;
  std::string version;
};

// kSignature, kTrust: a check of the base RIM failed, with its name, or a support file is none that it names; errors of
// decoding; kUsage without keys.
Result<eat::ImportedEvidence> ImportRim(const RimImport& input);

}  // namespace mps::roots
