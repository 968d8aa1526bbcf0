// The bytes of a source as ANTLR's character stream; see the head of grammar/MpsLexer.g4 for how bytes outside ASCII
// are given.
#pragma once

#include <antlr4-runtime.h>

#include <string>
#include <string_view>

namespace mps::parse {

class ByteStream : public antlr4::CharStream {
 public:
  // REQUIRES: CheckSource(text) found nothing.
  explicit ByteStream(std::string_view text);

  void consume() override;
  size_t LA(ssize_t i) override;
  ssize_t mark() override { return 0; }
  void release(ssize_t) override {}
  size_t index() override { return at_; }
  void seek(size_t index) override { at_ = index < bytes_.size() ? index : bytes_.size(); }
  size_t size() override { return bytes_.size(); }
  std::string getSourceName() const override { return {}; }
  std::string getText(const antlr4::misc::Interval& interval) override;
  std::string toString() const override { return bytes_; }

 private:
  std::string bytes_;
  size_t at_ = 0;
};

}  // namespace mps::parse
