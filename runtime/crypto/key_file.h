// Files of keys and of what vouches for them: read whole within a limit, written whole or not at all. Used by
// crypto/key_uri.h and by the trust store.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "mps/status.h"

namespace mps::crypto {

enum class Overwrite : bool { kNo, kYes };

// At most `limit` bytes, else kLimit; kIo names the file. `what` is for messages: `key`.
Result<std::string> ReadWhole(const std::string& path, std::size_t limit, std::string_view what);

// Written to a new file beside it, synchronised and renamed into place. `mode` 0600 holds whatever the umask, others
// less the umask. An existing file: kIo unless kYes.
Status WriteWhole(const std::string& path, std::string_view text, unsigned mode, Overwrite overwrite,
                  std::string_view what);

}  // namespace mps::crypto
