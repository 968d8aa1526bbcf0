// Passing over items on the quick road through CBOR.
#include "base/cbor_quick.h"

namespace mps::cbor {

// Item by item, since keys must not repeat and texts be UTF-8 in what is skipped, too.
bool QuickCursor::Skip() {
  const std::uint8_t* const start = at_;
  const std::size_t outside = depth_;
  std::string_view text;
  ByteView octets;
  std::uint64_t argument = 0;
  do {
    if (depth_ > outside) {
      const bool is_map = memory_.in_map.back();
      if (is_map ? !NextKey(text) : !NextItem()) {
        if (!ok_ || !(is_map ? LeaveMap() : Leave())) return false;
        memory_.in_map.pop_back();
        continue;
      }
    }
    bool passed = false;
    switch (Peek()) {
      case ItemKind::kMap:
      case ItemKind::kArray:
        memory_.in_map.push_back(Peek() == ItemKind::kMap);
        passed = memory_.in_map.back() ? EnterMap() : EnterArray();
        break;
      case ItemKind::kText:
        passed = ReadText(text);
        break;
      case ItemKind::kBytes:
        passed = ReadBytes(octets);
        break;
      case ItemKind::kInt:
      case ItemKind::kBigInt:
      case ItemKind::kFloat:
        passed = Head(argument);
        break;
      case ItemKind::kBool:
      case ItemKind::kNull:
        passed = Pass();
        break;
      default:
        break;
    }
    if (!passed) return Fail();
  } while (depth_ > outside);
  item_ = start;
  return true;
}

}  // namespace mps::cbor
