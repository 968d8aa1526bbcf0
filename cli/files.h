// Files as the command reads and writes them: bounded, `-` for the standard streams, written whole or not at all.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::cli {

// At most `limit` bytes; kIo with the path and the system's reason, kLimit beyond it. `-` reads the standard input.
Result<std::string> ReadFile(const std::string& path, std::size_t limit);

// Writes beside the target and renames, so that a reader never sees half a file. `-` writes the standard output.
Status WriteFile(const std::string& path, std::string_view bytes);
inline Status WriteFile(const std::string& path, ByteView bytes) { return WriteFile(path, AsText(bytes)); }

// Whether a path ends in `.json` (evidence and reports are JSON then, else CBOR for `.cbor`).
bool IsJsonPath(std::string_view path);
bool IsCborPath(std::string_view path);

}  // namespace mps::cli
