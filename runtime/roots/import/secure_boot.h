// Secure Boot as firmware measured it into register 7 (PFP 3.3.4.8): the variables SecureBoot, PK, KEK, db and dbx.
#pragma once

#include <vector>

#include "roots/event_log.h"
#include "token/evidence_document.h"

namespace mps::roots {

// Puts the claim `secure_boot`, or its state, from the events of a register 7 that is proven: absent where SecureBoot
// was not measured; unknown where data of another event are not what was measured, since they could be any variable.
void PutSecureBoot(const std::vector<const Event*>& events, HashId bank, eat::EvidenceMap& claims,
                   eat::EvidenceStates& states);

// EFI_SIGNATURE_LISTs (UEFI Specification 2.10, 32.4.1), one after another, as `list of efi_signature`. kMalformed with
// the offset.
Result<eat::Item> SignatureListItem(ByteView octets);

}  // namespace mps::roots
