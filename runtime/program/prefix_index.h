// Which of many texts begin a given one: one look-up instead of as many compares.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mps::program {

class PrefixIndex {
 public:
  PrefixIndex() = default;
  // Prefixes with numbers of the caller's; a prefix may stand several times.
  explicit PrefixIndex(std::vector<std::pair<std::string, std::uint32_t>> entries);

  // Calls `visit` with the numbers of all prefixes that begin `text`, the longest first, until it returns true. Whether
  // it did.
  template <class Visitor>
  bool Visit(std::string_view text, Visitor visit) const {
    for (std::uint32_t at = Longest(text); at != kNone; at = nodes_[at].parent)
      for (std::uint32_t i = nodes_[at].first; i < nodes_[at].last; ++i)
        if (visit(numbers_[i])) return true;
    return false;
  }

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  struct Node {
    std::string prefix;
    std::uint32_t parent = kNone;       // the longest other prefix that begins this one
    std::uint32_t first = 0, last = 0;  // of numbers_
  };
  std::uint32_t Longest(std::string_view text) const;

  std::vector<Node> nodes_;  // ascending
  std::vector<std::uint32_t> numbers_;
};

}  // namespace mps::program
