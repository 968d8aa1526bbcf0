// A definition that stands in one text, for the compiler: whatever file it asks for is that text.
#pragma once

#include <string>
#include <utility>

#include "mps/compiler/compile.h"

namespace mps::test {

class OneFile : public compiler::FileReader {
 public:
  explicit OneFile(std::string text) : text_(std::move(text)) {}
  Result<std::string> Read(const std::string&, std::size_t) override { return text_; }

 private:
  std::string text_;
};

}  // namespace mps::test
