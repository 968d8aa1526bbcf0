// Endorsers who are known by a certificate (`key chain`): whether the certificates that came with a file lead to it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::endorse {

// Ok if one of `chain` (DER, leaf first) above the leaf has the SHA-256 `digest` (`sha256:<hex>`, of its DER) and a
// path leads from the leaf to it at `now` (crypto/path.h: seconds since 1970; no revocation lists are asked). Whose key
// the leaf has was checked when the file was read. kTrust, with the reason.
Status CheckChain(std::span<const Bytes> chain, std::string_view digest, std::int64_t now);

}  // namespace mps::endorse
