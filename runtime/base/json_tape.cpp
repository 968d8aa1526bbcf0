// simdjson's parser behind the tape, and what of the cursor is not on the shortest way.
#include "base/json_tape.h"

#include <simdjson.h>

#include <limits>

#include "mps/limits.h"

namespace mps::json {

struct Tape::Parser {
  simdjson::dom::parser dom;
};

Tape::Tape() : parser_(std::make_unique<Parser>()) {}
Tape::~Tape() = default;

bool Tape::Parse(ByteView text) {
  // Nothing is held until there is something: the memory of the document before may be gone, and its addresses
  // another's.
  strings_ = nullptr;
  strings_bytes_ = 0;
  if (text.size() > std::numeric_limits<std::uint32_t>::max() - simdjson::SIMDJSON_PADDING) return false;
  if (text_.size() < text.size() + simdjson::SIMDJSON_PADDING) text_.resize(text.size() + simdjson::SIMDJSON_PADDING);
  if (!text.empty()) std::memcpy(text_.data(), text.data(), text.size());
  std::memset(text_.data() + text.size(), ' ', simdjson::SIMDJSON_PADDING);
  simdjson::dom::parser& dom = parser_->dom;
  if (dom.capacity() < text.size() || dom.max_depth() != limit::kEvidenceDepth) {
    if (dom.allocate(text.size(), limit::kEvidenceDepth) != simdjson::SUCCESS) return false;
  }
  simdjson::dom::element root;
  if (dom.parse(text_.data(), text.size(), false).get(root) != simdjson::SUCCESS) return false;
  words_ = dom.doc.tape.get();
  strings_ = reinterpret_cast<const char*>(dom.doc.string_buf.get());
  strings_bytes_ = text.size() * 5 / 3 + simdjson::SIMDJSON_PADDING;  // as simdjson allocates it
  places_ = dom.implementation->structural_indexes.get();
  return true;
}

bool TapeCursor::EnterMap() {
  if (!EnterRecord()) return false;
  memory_.marks.push_back(memory_.keys.Begin());
  return true;
}

bool TapeCursor::NextKey(std::string_view& key) {
  if (!NextField(key)) return false;
  memory_.keys.Add(memory_.marks.back(), key, 0);
  return true;
}

bool TapeCursor::LeaveMap() {
  for (std::string_view key; NextKey(key);)
    if (!Skip()) return false;
  if (!ok_) return false;
  const std::size_t mark = memory_.marks.back();
  memory_.marks.pop_back();
  if (memory_.keys.End(mark)) return Fail();
  return Leave();
}

// Item by item, since names must not repeat and texts not be too long in what is skipped either.
bool TapeCursor::Skip() {
  if (!ok_) return false;
  const std::size_t start = place_;
  std::size_t depth = 0;
  std::string_view text;
  do {
    if (depth > 0) {
      // Within a map there is a mark for it; arrays have none.
      const bool is_map = memory_.in_map.back();
      if (is_map ? !NextKey(text) : !NextItem()) {
        if (!ok_ || !(is_map ? LeaveMap() : Leave())) return false;
        memory_.in_map.pop_back();
        --depth;
        continue;
      }
    }
    switch (Tag()) {
      case '{':
      case '[':
        memory_.in_map.push_back(Tag() == '{');
        if (!(memory_.in_map.back() ? EnterMap() : EnterArray())) return false;
        ++depth;
        break;
      case '"':
        if (!ReadText(text)) return false;
        break;
      case 'l':
      case 'u':
      case 'd':
        Pass(2);
        break;
      default:
        Pass(1);
    }
  } while (depth > 0);
  item_ = start;
  return true;
}

}  // namespace mps::json
