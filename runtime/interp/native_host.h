// The one list of functions that native code may call.
#pragma once

#include <array>

#include "interp/native.h"

namespace mps::interp {

extern const std::array<NativeFunction, kNativeHosts> kNativeHostFunctions;

}  // namespace mps::interp
