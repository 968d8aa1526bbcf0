// One line on standard error that says how far the work is, while a terminal watches; else nothing at all.
#pragma once

#include <cstdint>
#include <string>

namespace mps::cli {

class Progress {
 public:
  Progress();                  // watches if standard error is a terminal and TERM is not dumb
  explicit Progress(bool on);  // for tests
  ~Progress() { Clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // Shows the text in place of the one before; at most ten times a second unless `always`.
  void Show(const std::string& text, bool always = false);
  // Takes the line away, so that something else can be printed.
  void Clear();
  bool on() const { return on_; }

 private:
  bool on_, shown_ = false;
  std::int64_t next_ = 0;  // milliseconds, before which nothing new is shown
};

}  // namespace mps::cli
