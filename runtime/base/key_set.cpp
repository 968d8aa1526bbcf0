// Repeated keys, looked for at the end of each map that was not in order: by hash, and where that does not settle it by
// sorting.
#include "base/key_set.h"

#include <algorithm>
#include <bit>

#include "base/short_text.h"

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

// Whether each key is surely there once. A look at the few places that its hash allows, so that keys chosen to collide
// gain nothing: they are sorted then.
bool KeySet::SurelyUnique(std::size_t mark) {
  constexpr std::size_t kProbes = 16, kMost = 1u << 20;
  const std::size_t count = entries_.size() - mark;
  if (count > kMost) return false;
  const std::size_t size = std::bit_ceil(count * 2);
  slots_.assign(size, {});
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view key = entries_[mark + i].view();
    const std::uint64_t hash = EndsHash(key);
    const auto tag = static_cast<std::uint32_t>(hash >> 32);
    std::size_t at = static_cast<std::size_t>(hash) & (size - 1), probes = 0;
    for (; slots_[at].entry != 0; at = (at + 1) & (size - 1)) {
      if (++probes > kProbes) return false;
      if (slots_[at].tag == tag && SameText(entries_[mark + slots_[at].entry - 1].view(), key)) return false;
    }
    slots_[at] = {tag, static_cast<std::uint32_t>(i + 1)};
  }
  return true;
}

std::optional<std::uint64_t> KeySet::RepeatedOfMany(std::size_t mark) {
  if (SurelyUnique(mark)) return std::nullopt;
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
