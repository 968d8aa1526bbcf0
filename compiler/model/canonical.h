// The canonical form of a definition and its two digests (docs/definition-digest.md).
//
// Definition digest: over everything that can change a verdict or a claim set, and nothing else. Package digest: over
// all of the definition, prose and tests too. Both are independent of the order of declarations and clauses, of
// comments, white space, file names and aliases.
#pragma once

#include <string>

#include "model/model.h"
#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::model {

// ["mps-definition", 1, ...]; of a library ["mps-library", 1, ...], over all it declares.
Result<Bytes> CanonicalDefinition(const Model& model);
// ["mps-package", 1, definition digest, ...]. REQUIRES: model.definition_digest is filled.
Result<Bytes> CanonicalPackage(const Model& model);
// Fills the definition digest with SHA-256; of what is imported no more is used.
Status FillDefinitionDigest(Model& model);
// Fills both digests.
Status FillDigests(Model& model);
// ["mps-tailoring", 1, ...]: settings, drops and waivers, with who approved them and why. REQUIRES: model.tailoring,
// and the definition digest is filled.
Result<Bytes> CanonicalTailoring(const Model& model);
// Fills the tailoring's digest with SHA-256.
Status FillTailoringDigest(Model& model);

// The canonical bytes in hexadecimal, 32 a line, with the digests, the tailoring's behind the definition's, for `mps
// dump canonical`.
std::string DumpCanonical(const Model& model);

}  // namespace mps::model
