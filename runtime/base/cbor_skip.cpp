// The CBOR cursor: arrays, maps, tags, and passing over items without recursion.
#include "base/cbor_reader.h"

namespace mps::cbor {

// One more array, map or tag is about to open.
bool Reader::Deepen() {
  const std::uint32_t depth = (frames_.empty() ? 0 : frames_.back().depth) + tags_ + 1;
  if (depth <= options_.max_depth) return true;
  return Fail(Code::kLimit, "nesting deeper than " + std::to_string(options_.max_depth));
}

bool Reader::ReadTag(std::uint64_t& out) {
  Head head;
  if (!WantHead(Major::kTag, "tag", head)) return false;
  if (!options_.allow_tags) return Fail(Code::kType, "tags are not allowed here");
  if (!Deepen()) return false;
  ++tags_;
  out = head.argument;
  return !deterministic() || CheckBignum(out);
}

// RFC 8949 3.4.3: a bignum has no leading zeros and is not an integer that fits a head.
bool Reader::CheckBignum(std::uint64_t tag) {
  if (tag != 2 && tag != 3) return true;
  const std::size_t tag_at = item_, content = at_;
  Head head;
  if (!Due()) return false;
  if (bytes_[at_] >> 5 != static_cast<unsigned>(Major::kBytes)) {
    return FailAt(Code::kInvalid, "a bignum whose content is not a byte string", at_);
  }
  if (!ReadHead(head)) return false;
  const bool has_zero = head.argument > 0 && remaining() > 0 && bytes_[at_] == 0;
  at_ = content;
  item_ = tag_at;
  if (head.argument <= 8) return Fail(Code::kNotDeterministic, "a bignum that fits an integer");
  if (has_zero) return Fail(Code::kNotDeterministic, "a bignum with leading zeros");
  return true;
}

bool Reader::Enter(Major major) {
  Head head;
  const bool is_map = major == Major::kMap;
  if (!WantHead(major, is_map ? "map" : "array", head) || !Deepen()) return false;
  const std::size_t most = is_map ? remaining() / 2 : remaining();
  if (!head.indefinite() && head.argument > most) {
    return Fail(Code::kMalformed, std::string(is_map ? "a map of " : "an array of ") + std::to_string(head.argument) +
                                      (is_map ? " entries" : " items") + ", but only " + std::to_string(remaining()) +
                                      " bytes are left");
  }
  if (head.argument > options_.max_items) {
    return Fail(Code::kLimit, "more than " + std::to_string(options_.max_items) + " items");
  }
  Frame frame{};
  frame.is_map = is_map;
  frame.indefinite = head.indefinite();
  frame.depth = (frames_.empty() ? 0 : frames_.back().depth) + tags_ + 1;
  frame.remaining = frame.total = head.argument;
  if (is_map && tracks_keys()) frame.key_mark = keys_.Begin();
  frames_.push_back(frame);
  tags_ = 0;
  due_ = false;
  return true;
}

bool Reader::EnterArray() { return Enter(Major::kArray); }
bool Reader::EnterMap() { return Enter(Major::kMap); }

// Moves to the next item or entry. False at the end and on failure.
bool Reader::Step(Frame& frame) {
  if (!ok_ || frame.done) return false;
  if (due_) return FailAt(Code::kInternal, "the item before was not read", at_);
  if (frame.indefinite) {
    if (at_ >= bytes_.size()) return FailAt(Code::kMalformed, "the input ends within an indefinite array or map", at_);
    if (bytes_[at_] == 0xFF) {
      ++at_;
      return EndOfMap(frame);
    }
    if (frame.count >= options_.max_items) {
      return FailAt(Code::kLimit, "more than " + std::to_string(options_.max_items) + " items", at_);
    }
  } else {
    if (frame.remaining == 0) return EndOfMap(frame);
    --frame.remaining;
  }
  ++frame.count;
  due_ = true;
  return true;
}

// The end of an array or map was met. Returns false: there is no further item.
bool Reader::EndOfMap(Frame& frame) {
  frame.done = true;
  if (!frame.is_map || !tracks_keys()) return false;
  if (std::optional<std::uint64_t> repeated = keys_.End(frame.key_mark)) {
    FailAt(Code::kDuplicate, "a map key occurs twice", *repeated);
  }
  return false;
}

bool Reader::NextItem() {
  if (!ok_) return false;
  if (frames_.empty() || frames_.back().is_map) return FailAt(Code::kInternal, "NextItem outside an array", at_);
  return Step(frames_.back());
}

bool Reader::NextEntry() {
  if (!ok_) return false;
  if (frames_.empty() || !frames_.back().is_map) return FailAt(Code::kInternal, "NextEntry outside a map", at_);
  Frame& frame = frames_.back();
  if (!Step(frame)) return false;
  frame.key_due = true;
  frame.key_start = at_;
  return true;
}

bool Reader::NextKey(std::string_view& key) {
  Head head;
  ByteView text;
  if (!NextEntry() || !Due()) return false;
  if (bytes_[at_] >> 5 != static_cast<unsigned>(Major::kText)) return TypeMismatch("a text as map key");
  if (!ReadHead(head) || !ReadString(head, &key_scratch_, text)) return false;
  key = AsText(text);
  return Took();
}

bool Reader::Leave(bool is_map) {
  if (!ok_) return false;
  if (frames_.empty() || frames_.back().is_map != is_map) {
    return FailAt(Code::kInternal, "left an array or map that was not entered", at_);
  }
  if (due_ && frames_.back().key_due && !Skip()) return false;
  if (due_ && !Skip()) return false;
  while (is_map ? NextEntry() : NextItem()) {
    if (is_map && !Skip()) return false;
    if (!Skip()) return false;
  }
  if (!ok_) return false;
  frames_.pop_back();
  return Took();
}

bool Reader::LeaveArray() { return Leave(false); }
bool Reader::LeaveMap() { return Leave(true); }

std::optional<std::uint64_t> Reader::Count() const {
  if (frames_.empty() || frames_.back().indefinite) return std::nullopt;
  return frames_.back().total;
}

bool Reader::SkipScalar() {
  Head head;
  if (!Due() || !ReadHead(head)) return false;
  if (head.major == Major::kBytes || head.major == Major::kText) {
    ByteView ignored;
    if (!ReadString(head, nullptr, ignored)) return false;
  } else if (head.major == Major::kSimple) {
    Float ignored;
    if (!(head.info >= 25 ? ReadFloatBody(head, ignored) : CheckSimple(head))) return false;
  }
  return Took();
}

// Passes a scalar, or the tags and head of an array or map, which is then the innermost frame.
bool Reader::SkipHead() {
  ItemKind kind = Peek();
  for (std::uint64_t tag = 0; kind == ItemKind::kTag; kind = Peek()) {
    if (!ReadTag(tag)) return false;
  }
  if (kind == ItemKind::kArray) return EnterArray();
  if (kind == ItemKind::kMap) return EnterMap();
  return SkipScalar();
}

bool Reader::Skip() {
  if (!Due()) return false;
  const std::size_t start = at_;
  const std::size_t outside = frames_.size();
  if (!SkipHead()) return false;
  while (frames_.size() > outside) {
    // In a map, a key that has been passed leaves its value due.
    if (due_ || (frames_.back().is_map ? NextEntry() : NextItem())) {
      if (!SkipHead()) return false;
      continue;
    }
    if (!ok_) return false;
    frames_.pop_back();
    if (!Took()) return false;
  }
  item_ = start;
  return true;
}

bool Reader::SkipRaw(ByteView& encoded) {
  const std::size_t start = at_;
  if (!Skip()) return false;
  encoded = bytes_.subspan(start, at_ - start);
  return true;
}

Status Reader::Finish() {
  if (!ok_) return status_;
  if (due_ || !frames_.empty()) return Status(Code::kInternal, "the document was not read to its end", at_);
  if (at_ != bytes_.size()) return Status(Code::kTrailing, "bytes after the end of the document", at_);
  return {};
}

Status Validate(ByteView bytes, const Options& options) {
  Reader reader(bytes, options);
  reader.Skip();
  return reader.Finish();
}

}  // namespace mps::cbor
