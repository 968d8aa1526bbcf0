// Repeated keys by sorting, at the end of each map that was not in order.
#include "base/key_set.h"

#include <algorithm>

namespace mps {

// Few keys: each against those before it.
std::optional<std::uint64_t> KeySet::RepeatedOfFew(std::size_t mark) const {
  for (std::size_t i = mark + 1; i < entries_.size(); ++i) {
    for (std::size_t k = mark; k < i; ++k) {
      if (entries_[k].view() == entries_[i].view()) return entries_[i].offset;
    }
  }
  return std::nullopt;
}

std::optional<std::uint64_t> KeySet::RepeatedOfMany(std::size_t mark) {
  std::optional<std::uint64_t> repeated;
  const auto first = entries_.begin() + static_cast<std::ptrdiff_t>(mark);
  std::sort(first, entries_.end(), [](const Entry& a, const Entry& b) {
    const int order = a.view().compare(b.view());
    return order != 0 ? order < 0 : a.offset < b.offset;
  });
  for (auto it = first; it != entries_.end() && it + 1 != entries_.end(); ++it) {
    if (it->view() != (it + 1)->view()) continue;
    if (!repeated || (it + 1)->offset < *repeated) repeated = (it + 1)->offset;
  }
  return repeated;
}

std::optional<std::uint64_t> KeySet::End(std::size_t mark) {
  std::optional<std::uint64_t> repeated;
  if (sorted_.back() == 0) {
    constexpr std::size_t kFew = 16;
    repeated = entries_.size() - mark <= kFew ? RepeatedOfFew(mark) : RepeatedOfMany(mark);
  }
  entries_.resize(mark);
  sorted_.pop_back();
  return repeated;
}

void KeySet::Reset() {
  entries_.clear();
  sorted_.clear();
  arena_.Reset();
}

}  // namespace mps
