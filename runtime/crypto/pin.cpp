// Where PINs come from.
#include "crypto/pin.h"

#include <cstdlib>
#include <cstring>

#include "crypto/key_file.h"
#include "crypto/key_uri.h"
#include "mps/limits.h"

namespace mps::crypto {
namespace {

Result<std::string> FromFile(const std::string& source) {
  if (source.starts_with('|'))
    return Status::Unsupported("pin-command",
                               "a pin-source that is a command; write the PIN to a file, or give MPS_PIN");
  if (!source.starts_with("file:") && !source.starts_with('/'))
    return Status(Code::kUsage, "a pin-source is file:PATH or an absolute path");
  MPS_ASSIGN(const std::string path, KeyPath(source));
  MPS_ASSIGN(std::string text, ReadWhole(path, limit::kPinBytes, "PIN"));
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

}  // namespace

Result<Pin> Pin::From(const std::optional<std::string>& source) {
  Pin pin;
  if (source) {
    MPS_ASSIGN(pin.text_, FromFile(*source));
  } else {
    const char* variable = std::getenv("MPS_PIN");
    if (variable == nullptr) return pin;
    if (std::strlen(variable) > limit::kPinBytes) return Status(Code::kLimit, "MPS_PIN is longer than any PIN");
    pin.text_ = variable;
  }
  pin.given_ = true;
  const std::string where = source ? "the PIN's file" : "MPS_PIN";
  if (pin.text_.empty()) return Status(Code::kUsage, where + " is empty");
  if (pin.text_.find('\0') != std::string::npos) return Status(Code::kUsage, where + " has a zero octet");
  return pin;
}

Pin::Pin(Pin&& other) noexcept : text_(other.text_), given_(other.given_) { other.Forget(); }

Pin& Pin::operator=(Pin&& other) noexcept {
  if (this == &other) return *this;
  Forget();
  text_ = other.text_;
  given_ = other.given_;
  other.Forget();
  return *this;
}

void Pin::Forget() {
  // The compiler may leave out a write that nobody reads, so it is made to be read.
  volatile char* at = text_.data();
  for (std::size_t i = 0; i < text_.size(); ++i) at[i] = '\0';
  text_.clear();
  given_ = false;
}

}  // namespace mps::crypto
