// Random octets.
#include "crypto/random.h"

#include <openssl/rand.h>

#include "crypto/openssl/evp.h"

namespace mps::crypto {

Result<Bytes> RandomBytes(std::size_t count) {
  ErrorScope scope;
  Bytes out(count);
  if (count > 0 && RAND_bytes_ex(nullptr, out.data(), count, 0) != 1) return OpensslFailure("random octets");
  return out;
}

}  // namespace mps::crypto
