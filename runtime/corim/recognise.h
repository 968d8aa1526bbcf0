// Whether octets are a CoRIM at all. By itself, so that a runtime that is built without the reader of CoRIMs still
// knows one.
#pragma once

#include <cstdint>
#include <string_view>

#include "mps/bytes.h"
#include "token/cose.h"

namespace mps::corim {

// What the protected header of a signed CoRIM says of its payload, and its parameters beside COSE's own.
inline constexpr std::string_view kContentType = "application/rim+cbor";
enum Parameter : std::int64_t {
  kCorimMeta = 8,
  kPayloadHashAlg = 258,
  kPreimageType = 259,
  kPayloadLocation = 260,
};

// What `crit` may list (RFC 9052 3.1): what is judged here.
cose::Options MessageOptions();

// Whether the octets begin with CBOR tag `number`. REQUIRES: it is 256 to 65535.
bool BeginsWith(ByteView bytes, std::uint64_t number);

// Whether it begins as a CoRIM does: tags 500 to 502, or a COSE_Sign1 whose protected header says that its payload is
// one. Nothing else is judged.
bool LooksLikeCorim(ByteView bytes);

}  // namespace mps::corim
