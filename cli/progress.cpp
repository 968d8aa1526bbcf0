#include "progress.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "terminal.h"

namespace mps::cli {
namespace {

constexpr std::int64_t kPause = 100;
constexpr std::size_t kWidth = 78;  // what every terminal shows on one line

std::int64_t Milliseconds() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

bool Watched() {
  const char* term = std::getenv("TERM");
  return isatty(STDERR_FILENO) == 1 && term != nullptr && std::strcmp(term, "dumb") != 0;
}

}  // namespace

Progress::Progress() : Progress(Watched()) {}
Progress::Progress(bool on) : on_(on) {}

void Progress::Show(const std::string& text, bool always) {
  if (!on_ || (!always && Milliseconds() < next_)) return;
  next_ = Milliseconds() + kPause;
  std::fprintf(stderr, "\r\x1b[K%s", Printable(text).substr(0, kWidth).c_str());
  std::fflush(stderr);
  shown_ = true;
}

void Progress::Clear() {
  if (!shown_) return;
  std::fputs("\r\x1b[K", stderr);
  std::fflush(stderr);
  shown_ = false;
}

}  // namespace mps::cli
