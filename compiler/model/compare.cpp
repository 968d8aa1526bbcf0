// Order of constants: compare.h.
#include "model/compare.h"

#include <algorithm>

#include "base/version_order.h"

namespace mps::model {
namespace {

int Sign(int c) { return c < 0 ? -1 : (c > 0 ? 1 : 0); }
template <class T>
int Three(const T& a, const T& b) {
  return a < b ? -1 : (b < a ? 1 : 0);
}

int CompareVersionValues(const Value& a, const Value& b) {
  if (a.ordering != b.ordering) return Three(a.ordering, b.ordering);
  if (a.ordering != Ordering::kNone) {
    auto order = CompareVersions(a.ordering, a.text, b.text);
    if (order.ok()) return Sign(*order);
  }
  return Sign(a.text.compare(b.text));
}

int CompareItems(const std::vector<Value>& a, const std::vector<Value>& b) {
  for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
    if (int c = Compare(a[i], b[i]); c != 0) return c;
  }
  return Three(a.size(), b.size());
}

int CompareFields(const Value& a, const Value& b) {
  for (std::size_t i = 0; i < a.fields.size() && i < b.fields.size(); ++i) {
    if (int c = a.fields[i].first.compare(b.fields[i].first); c != 0) return Sign(c);
    if (int c = Compare(a.fields[i].second, b.fields[i].second); c != 0) return c;
  }
  return Three(a.fields.size(), b.fields.size());
}

}  // namespace

int Compare(const Value& a, const Value& b) {
  if (a.kind != b.kind) return Three(a.kind, b.kind);
  switch (a.kind) {
    case TypeKind::kBool:
    case TypeKind::kInt:
    case TypeKind::kMode:
    case TypeKind::kTime:
    case TypeKind::kDuration:
      return Three(a.number, b.number);
    case TypeKind::kText:
    case TypeKind::kPath:
    case TypeKind::kBytes:
    case TypeKind::kIp:
    case TypeKind::kEnum:
    case TypeKind::kScalar:
      return Sign(a.text.compare(b.text));
    case TypeKind::kDigest:
      if (a.digest_alg != b.digest_alg) return Three(a.digest_alg, b.digest_alg);
      return Sign(a.text.compare(b.text));
    case TypeKind::kVersion:
      return CompareVersionValues(a, b);
    case TypeKind::kCidr:
      if (int c = a.text.compare(b.text); c != 0) return Sign(c);
      return Three(a.number, b.number);
    case TypeKind::kPattern:
      if (a.glob != b.glob) return Three(a.glob, b.glob);
      return Sign(a.text.compare(b.text));
    case TypeKind::kList:
    case TypeKind::kSet:
    case TypeKind::kMap:
      return CompareItems(a.items, b.items);
    case TypeKind::kRecord:
      return CompareFields(a, b);
  }
  return 0;
}

std::size_t SortUnique(std::vector<Value>& members) {
  std::sort(members.begin(), members.end(), [](const Value& a, const Value& b) {
    int c = Compare(a, b);
    return c != 0 ? c < 0 : a.text < b.text;
  });
  auto end = std::unique(members.begin(), members.end(), [](const Value& a, const Value& b) { return Equal(a, b); });
  std::size_t removed = static_cast<std::size_t>(members.end() - end);
  members.erase(end, members.end());
  return removed;
}

bool ContainsMember(const std::vector<Value>& members, const Value& value) {
  return std::binary_search(members.begin(), members.end(), value,
                            [](const Value& a, const Value& b) { return Compare(a, b) < 0; });
}

}  // namespace mps::model
