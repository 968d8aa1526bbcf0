// Prefixes in ascending order. Whatever begins a text stands before it in that order, and begins everything between the
// two: so it is the last prefix that is not after the text, or a prefix of that one.
#include "program/prefix_index.h"

#include <algorithm>

namespace mps::program {

PrefixIndex::PrefixIndex(std::vector<std::pair<std::string, std::uint32_t>> entries) {
  std::sort(entries.begin(), entries.end());
  std::vector<std::uint32_t> open;  // the prefixes that begin the one at hand
  for (auto& [prefix, number] : entries) {
    if (nodes_.empty() || nodes_.back().prefix != prefix) {
      while (!open.empty() && !prefix.starts_with(nodes_[open.back()].prefix)) open.pop_back();
      Node node;
      node.parent = open.empty() ? kNone : open.back();
      node.first = static_cast<std::uint32_t>(numbers_.size());
      node.prefix = std::move(prefix);
      open.push_back(static_cast<std::uint32_t>(nodes_.size()));
      nodes_.push_back(std::move(node));
    }
    numbers_.push_back(number);
    nodes_.back().last = static_cast<std::uint32_t>(numbers_.size());
  }
}

std::uint32_t PrefixIndex::Longest(std::string_view text) const {
  const auto after = std::upper_bound(nodes_.begin(), nodes_.end(), text,
                                      [](std::string_view t, const Node& node) { return t < node.prefix; });
  if (after == nodes_.begin()) return kNone;
  auto at = static_cast<std::uint32_t>(after - nodes_.begin() - 1);
  const std::string_view last = nodes_[at].prefix;
  const std::size_t both = std::min(last.size(), text.size());
  const auto common =
      static_cast<std::size_t>(std::mismatch(last.begin(), last.begin() + both, text.begin()).first - last.begin());
  while (at != kNone && nodes_[at].prefix.size() > common) at = nodes_[at].parent;
  return at;
}

}  // namespace mps::program
