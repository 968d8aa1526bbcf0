// The PIN of a key in hardware: from a file or from the environment, never from a command line, where every process of
// the machine could read it. Forgotten by overwriting.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mps/status.h"

namespace mps::crypto {

class Pin {
 public:
  // `source`: `file:PATH` or an absolute path (RFC 7512 2.4: pin-source); without one the variable MPS_PIN; without
  // that no PIN. One line feed at the end is not part of it. kUsage: a source that is no file (`|command`), an empty
  // PIN or one with a zero octet; kIo; kLimit beyond limit::kPinBytes. No message repeats a PIN.
  static Result<Pin> From(const std::optional<std::string>& source);
  Pin() = default;
  Pin(Pin&& other) noexcept;
  Pin& operator=(Pin&& other) noexcept;
  Pin(const Pin&) = delete;
  Pin& operator=(const Pin&) = delete;
  ~Pin() { Forget(); }

  bool given() const { return given_; }
  const std::string& text() const { return text_; }

 private:
  void Forget();
  std::string text_;
  bool given_ = false;
};

}  // namespace mps::crypto
