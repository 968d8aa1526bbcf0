// A bundle as C source.
#pragma once

#include <string>
#include <string_view>

#include "mps/bytes.h"

namespace mps::cli {

// What a C program calls the bundle's functions: `name`, with letters made small and anything else than letters and
// digits an underscore.
std::string PrefixOf(std::string_view name);
// Whether a prefix can stand in C.
bool IsPrefix(std::string_view prefix);

// C11 source with the octets and `PREFIX_open`, which opens, pins and loads them (mps.h).
std::string EmitC(ByteView bundle, ByteView digest, const std::string& prefix, const std::string& title);

}  // namespace mps::cli
