// Endorsement files as they come in: which of them count, and for what. Entry point: LoadFile. The command
// (--endorsements) and the C interface both come in here; CoRIMs come in by corim/load.h.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "endorse/endorsement.h"
#include "endorse/ignored.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "trust/anchor.h"

namespace mps::endorse {

// A file that counts, for `lem`.
struct Used {
  std::string name, type;  // media type
  Bytes digest;            // SHA-256 of its octets
};
struct Loaded {
  std::vector<EndorsementSet> sets;
  std::vector<Used> used;
  std::vector<Ignored> ignored;  // whole files, and what the anchors do not let them say
};

struct LoadOptions {
  std::vector<Endorser> endorsers;  // the definition's
  Bytes definition;                 // its digest
  std::int64_t now = 0;
  // That signers have to reach, and which narrow what they may say; null: the definition alone decides.
  const std::vector<trust::Anchor>* anchors = nullptr;
};

// What is signed by another key, is not in force, is of another definition or is not what the anchors let its signer
// say is ignored, and listed. Errors: those of ReadSignedFile where the octets are no endorsement file.
Status LoadFile(const std::string& name, ByteView octets, const LoadOptions& options, Loaded& out);

// Whether a failure says that a file counts for nothing, rather than that it is none.
bool CountsForNothing(const Status& status);

}  // namespace mps::endorse
