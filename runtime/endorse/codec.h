// Endorsements as bytes: what a program carries of its definition's own, and what a signed endorsement file has for
// payload. docs/endorsements.md has the form in CDDL.
#pragma once

#include "base/cbor_value.h"
#include "endorse/endorsement.h"
#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::endorse {

inline constexpr std::size_t kEndorsementBytes = 16u << 20;  // LIMIT: of one set
inline constexpr std::size_t kEndorsementItems = 1u << 21;   // LIMIT: its data items

// Deterministic CBOR (RFC 8949 4.2.1): ["mps-endorsements", 1, [endorser ..], [endorsement ..]]; where answers are in
// it or granted, version 2, which has them too. kType for a value that has no canonical form.
Result<Bytes> EncodeEndorsements(const EndorsementSet& set);
Result<cbor::Value> EndorsementsItem(const EndorsementSet& set);

// Errors: kMalformed, kNotDeterministic, kType, kUnsupported (`endorsements_version`), kLimit, with the offset.
Result<EndorsementSet> DecodeEndorsements(ByteView bytes);
Result<EndorsementSet> EndorsementsOf(const cbor::Value& item);

}  // namespace mps::endorse
