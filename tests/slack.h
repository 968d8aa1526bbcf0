// How much longer than the product a test may take: sanitizers make code many times slower.
#pragma once

namespace mps::test {

#if defined(__SANITIZE_ADDRESS__)
inline constexpr double kSlack = 30;
#else
inline constexpr double kSlack = 1;
#endif

}  // namespace mps::test
