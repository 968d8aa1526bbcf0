// ClaimPath: where in an evidence document decoding stands, rendered only when something is to be reported.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schema/types.h"

namespace mps::evidence {

class ClaimPath {
 public:
  void PushField(std::string_view name) { Push(Kind::kField, name, 0); }
  void PushKey(std::string_view key, bool is_int) { Push(is_int ? Kind::kIntKey : Kind::kKey, key, 0); }
  void PushItem(std::uint64_t item) { Push(Kind::kItem, {}, item); }
  void SetItem(std::uint64_t item) { steps_.back().item = item; }
  void Clear() {
    text_.clear();
    steps_.clear();
  }
  void Pop() {
    text_.resize(steps_.back().at);
    steps_.pop_back();
  }

  // `host.files["/etc/shadow"].mode`; long keys are not cut.
  std::string Render() const {
    std::string out;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      const Step& s = steps_[i];
      const std::size_t end = i + 1 < steps_.size() ? steps_[i + 1].at : text_.size();
      const std::string_view text = std::string_view(text_).substr(s.at, end - s.at);
      switch (s.kind) {
        case Kind::kField:
          out += (i == 0 ? "" : ".") + std::string(text);
          break;
        case Kind::kKey:
          out += "[" + schema::Quoted(text) + "]";
          break;
        case Kind::kIntKey:
          out += "[" + std::string(text) + "]";
          break;
        case Kind::kItem:
          out += "[" + std::to_string(s.item) + "]";
          break;
      }
    }
    return out;
  }

 private:
  enum class Kind : std::uint8_t { kField, kKey, kIntKey, kItem };
  struct Step {
    Kind kind;
    std::size_t at;  // where its text begins
    std::uint64_t item;
  };
  void Push(Kind kind, std::string_view text, std::uint64_t item) {
    steps_.push_back({kind, text_.size(), item});
    text_ += text;
  }
  std::string text_;
  std::vector<Step> steps_;
};

}  // namespace mps::evidence
