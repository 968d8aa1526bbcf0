// Status and Result: how every library function reports a machinery failure (never source problems, never verdicts).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace mps {

// What kind of failure; the command maps ranges of these to exit codes (docs/cli.md).
enum class Code : std::uint16_t {
  kOk = 0,
  kUsage,             // the caller's arguments make no sense
  kIo,                // a file or device could not be read or written
  kLimit,             // a named limit (mps/limits.h) was passed
  kMalformed,         // bytes are not well-formed (JSON, CBOR, base64url, DER, image ...)
  kDuplicate,         // a key occurs twice
  kUtf8,              // text is not UTF-8
  kTrailing,          // bytes after the end of the document
  kNotDeterministic,  // well-formed CBOR, but not RFC 8949 4.2.1
  kType,              // well-formed, but not of the type or shape that is due
  kUnsupported,       // valid, but not supported here; feature() says what
  kInvalid,           // breaks a rule of a profile or format beyond its shape
  kSignature,         // signature, key or algorithm refused
  kTrust,             // no anchor, identity or name that is accepted
  kFreshness,         // nonce, times or age refused
  kInternal,          // a fault of ours
};

std::string_view CodeName(Code code);

// A failure with a message for people, and where known the byte offset (or index) of the fault.
class [[nodiscard]] Status {
 public:
  Status() = default;
  Status(Code code, std::string message) : code_(code), message_(std::move(message)) {}
  Status(Code code, std::string message, std::uint64_t offset)
      : code_(code), message_(std::move(message)), offset_(offset) {}

  // A valid input that this build does not support: prints as `unsupported:<feature>`.
  static Status Unsupported(std::string feature, std::string message) {
    Status s(Code::kUnsupported, std::move(message));
    s.feature_ = std::move(feature);
    return s;
  }

  bool ok() const { return code_ == Code::kOk; }
  Code code() const { return code_; }
  const std::string& message() const { return message_; }
  const std::string& feature() const { return feature_; }
  std::optional<std::uint64_t> offset() const { return offset_; }
  Status WithOffset(std::uint64_t offset) && {
    offset_ = offset;
    return std::move(*this);
  }
  // Puts `context: ` before the message.
  Status Within(std::string_view context) && {
    message_ = std::string(context) + ": " + message_;
    return std::move(*this);
  }
  // `malformed at byte 12: message`, `unsupported:ed448: message`.
  std::string ToString() const;

 private:
  Code code_ = Code::kOk;
  std::string message_;
  std::string feature_;
  std::optional<std::uint64_t> offset_;
};

// A value or the Status that says why there is none. REQUIRES: a Result made from a Status is not ok.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : v_(std::in_place_index<0>, std::move(value)) {}         // NOLINT: implicit by design
  Result(Status status) : v_(std::in_place_index<1>, std::move(status)) {}  // NOLINT: implicit by design

  bool ok() const { return v_.index() == 0; }
  explicit operator bool() const { return ok(); }
  const Status& status() const { return std::get<1>(v_); }
  Status&& TakeStatus() { return std::get<1>(std::move(v_)); }
  T& value() & { return std::get<0>(v_); }
  const T& value() const& { return std::get<0>(v_); }
  T&& value() && { return std::get<0>(std::move(v_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

 private:
  std::variant<T, Status> v_;
};

}  // namespace mps

// Return early with the failure of a Status expression.
#define MPS_TRY(expr)                                \
  do {                                               \
    ::mps::Status mps_try_status = (expr);           \
    if (!mps_try_status.ok()) return mps_try_status; \
  } while (false)

#define MPS_CONCAT_(a, b) a##b
#define MPS_CONCAT(a, b) MPS_CONCAT_(a, b)
// MPS_ASSIGN(auto x, Function()) : x is the value, or the enclosing function returns the failure.
#define MPS_ASSIGN(decl, expr) MPS_ASSIGN_(MPS_CONCAT(mps_result_, __LINE__), decl, expr)
#define MPS_ASSIGN_(tmp, decl, expr)      \
  auto tmp = (expr);                      \
  if (!tmp.ok()) return tmp.TakeStatus(); \
  decl = std::move(tmp).value()
