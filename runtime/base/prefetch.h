// Asks for memory before it is read. A hint: any address will do, and nothing is read.
#pragma once

namespace mps {

[[gnu::always_inline]] inline void Prefetch(const void* at) { __builtin_prefetch(at); }

}  // namespace mps
