// Optimal string alignment in a band of `bound` cells about the diagonal, and the choice of a suggestion.
#include "base/edit_distance.h"

#include <algorithm>
#include <tuple>
#include <vector>

namespace mps {
namespace {

char Fold(char c) {
  if (c == '-') return '_';
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool EqualFolded(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return Fold(x) == Fold(y); });
}

std::size_t CommonPrefix(std::string_view a, std::string_view b) {
  std::size_t n = 0;
  while (n < a.size() && n < b.size() && a[n] == b[n]) ++n;
  return n;
}

std::size_t LengthGap(std::string_view a, std::string_view b) {
  return a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
}

template <class Text>
std::optional<std::string_view> NearestOf(std::string_view name, std::span<const Text> candidates) {
  const std::size_t bound = SuggestionBound(name.size());
  using Rank = std::tuple<std::size_t, std::size_t, std::size_t, std::string_view>;
  std::optional<Rank> best;
  for (const Text& candidate_text : candidates) {
    const std::string_view candidate = candidate_text;
    if (candidate == name || candidate.empty()) continue;
    std::size_t distance = 0;
    if (!EqualFolded(name, candidate)) {
      distance = EditDistance(name, candidate, bound);
      // Replacing every letter of a short name is no likeness.
      if (distance > bound || distance >= std::max(name.size(), candidate.size())) continue;
    }
    Rank rank{distance, ~CommonPrefix(name, candidate), LengthGap(name, candidate), candidate};
    if (!best || rank < *best) best = rank;
  }
  if (!best) return std::nullopt;
  return std::get<3>(*best);
}

}  // namespace

std::size_t EditDistance(std::string_view a, std::string_view b, std::size_t bound) {
  const std::size_t over = bound + 1;
  if (LengthGap(a, b) > bound) return over;
  std::vector<std::size_t> before(b.size() + 1, over), last(b.size() + 1, over), row(b.size() + 1, over);
  for (std::size_t j = 0; j <= std::min(b.size(), bound); ++j) last[j] = j;
  std::size_t last_least = 0;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    // Only the band is touched: the cells beside it count as `over`.
    const std::size_t from = i > bound ? i - bound : 1;
    const std::size_t to = std::min(b.size(), i + bound);
    row[from - 1] = from == 1 && i <= bound ? i : over;
    std::size_t least = row[from - 1];
    for (std::size_t j = from; j <= to; ++j) {
      std::size_t cost = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      cost = std::min({cost, last[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) cost = std::min(cost, before[j - 2] + 1);
      row[j] = std::min(cost, over);
      least = std::min(least, row[j]);
    }
    if (to < b.size()) row[to + 1] = over;
    // A swap reaches back two rows, so both have to be over.
    if (least >= over && last_least >= over) return over;
    last_least = least;
    std::swap(before, last);
    std::swap(last, row);
  }
  return std::min(last[b.size()], over);
}

std::size_t SuggestionBound(std::size_t length) { return length <= 4 ? 1 : length <= 8 ? 2 : 3; }

std::optional<std::string_view> Nearest(std::string_view name, std::span<const std::string_view> candidates) {
  return NearestOf<std::string_view>(name, candidates);
}
std::optional<std::string_view> Nearest(std::string_view name, std::span<const std::string> candidates) {
  return NearestOf<std::string>(name, candidates);
}

}  // namespace mps
