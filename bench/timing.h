// How the drivers take their times.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <functional>
#include <vector>

namespace mps::bench {

using Clock = std::chrono::steady_clock;

inline double Since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

// Microseconds: the median of runs that go on for `seconds`, at least five of them, after one that does not count.
// Where one run takes more than a second and more than all were to take, it is the only one.
inline double Median(double seconds, const std::function<void()>& run) {
  const auto first = Clock::now();
  run();
  if (Since(first) > std::max(1.0, seconds)) return Since(first) * 1e6;
  std::vector<double> micros;
  const auto begin = Clock::now();
  while (micros.size() < 5 || Since(begin) < seconds) {
    const auto start = Clock::now();
    run();
    micros.push_back(Since(start) * 1e6);
  }
  std::nth_element(micros.begin(), micros.begin() + static_cast<std::ptrdiff_t>(micros.size() / 2), micros.end());
  return micros[micros.size() / 2];
}

}  // namespace mps::bench
