// Random octets from the operating system by way of the crypto library's generator.
#pragma once

#include <cstddef>

#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::crypto {

Result<Bytes> RandomBytes(std::size_t count);

}  // namespace mps::crypto
