// The CBOR cursor: heads, scalars, strings. Structure and skipping are in cbor_skip.cpp.
#include "base/cbor_reader.h"

#include <bit>

#include "base/cbor_float.h"
#include "base/cbor_writer.h"
#include "base/utf8.h"

namespace mps::cbor {
namespace {

std::string Counted(std::string_view what, std::uint64_t count, std::string_view unit, std::size_t left) {
  return std::string(what) + " of " + std::to_string(count) + std::string(unit) + ", but only " + std::to_string(left) +
         " bytes are left";
}

// The least argument that needs the width of an info value of 24..27.
std::uint64_t LeastArgument(std::uint8_t info) {
  switch (info) {
    case 24:
      return 24;
    case 25:
      return 0x100;
    case 26:
      return 0x10000;
    case 27:
      return 0x100000000;
    default:
      return 0;
  }
}

}  // namespace

Options Options::Strict(std::size_t depth) {
  Options options;
  options.form = Form::kDeterministic;
  options.max_depth = depth;
  options.allow_indefinite = false;
  options.allow_tags = false;
  options.allow_floats = false;
  options.allow_simple_other = false;
  options.max_string_bytes = limit::kClaimSetBytes;
  return options;
}

Options Options::Token() {
  Options options;
  options.max_depth = limit::kTokenDepth;
  options.max_string_bytes = limit::kTokenBytes;
  return options;
}

Reader::Reader(ByteView bytes, const Options& options) : bytes_(bytes), options_(options) {}

bool Reader::FailAt(Code code, std::string_view message, std::uint64_t offset) {
  if (ok_) status_ = Status(code, std::string(message), offset);
  ok_ = false;
  return false;
}

bool Reader::Fail(Code code, std::string_view message) { return FailAt(code, message, item_); }

bool Reader::Due() {
  if (!ok_) return false;
  if (!due_) return FailAt(Code::kInternal, "read where no item is due", at_);
  if (at_ >= bytes_.size()) return FailAt(Code::kMalformed, "the input ends where an item is due", at_);
  return true;
}

// An item has ended at at_. If it was a key, its value is due now.
bool Reader::Took() {
  tags_ = 0;
  due_ = false;
  if (frames_.empty() || !frames_.back().key_due) return true;
  frames_.back().key_due = false;
  due_ = true;
  return NoteKey(frames_.back());
}

bool Reader::NoteKey(Frame& frame) {
  const std::size_t start = frame.key_start;
  if (!deterministic()) {
    if (options_.reject_duplicate_keys) keys_.Add(frame.key_mark, CanonicalKey(start), start);
    return true;
  }
  const std::string_view key = AsText(bytes_.subspan(start, at_ - start));
  if (frame.last_key_size > 0) {
    const int order = AsText(bytes_.subspan(frame.last_key, frame.last_key_size)).compare(key);
    if (order == 0) return FailAt(Code::kDuplicate, "a map key occurs twice", start);
    if (order > 0) return FailAt(Code::kNotDeterministic, "a map key comes after one that it sorts before", start);
  }
  frame.last_key = start;
  frame.last_key_size = key.size();
  return true;
}

// The deterministic encoding of a key that is an integer, string or float, so that 01 and 1801 are the same key. Of
// other keys, the bytes as they are.
std::string_view Reader::CanonicalKey(std::size_t start) {
  const ByteView encoded = bytes_.subspan(start, at_ - start);
  const Major major = static_cast<Major>(encoded[0] >> 5);
  const std::uint8_t info = encoded[0] & 31;
  if (info < 24 || major > Major::kText) {
    if (major != Major::kSimple || info < 26 || info > 27) return AsText(encoded);
  }
  std::uint64_t argument = 0;
  const std::size_t width = info == 31 ? 0 : std::size_t{1} << (info - 24);
  for (std::size_t i = 1; i <= width; ++i) argument = argument << 8 | encoded[i];
  Bytes canonical;
  if (major == Major::kSimple) {
    AppendFloat(info == 26 ? SingleTo64(static_cast<std::uint32_t>(argument)) : argument, canonical);
  } else if (info != 31) {
    if (argument >= LeastArgument(info)) return AsText(encoded);
    AppendHead(static_cast<unsigned>(major), argument, canonical);
    canonical.insert(canonical.end(), encoded.begin() + 1 + static_cast<std::ptrdiff_t>(width), encoded.end());
  } else {
    // The chunks were found valid when the key was read. Another reader joins them.
    Reader again(encoded);
    ByteView joined;
    std::string_view text;
    if (major == Major::kBytes ? again.ReadBytes(joined) : again.ReadText(text)) {
      if (major == Major::kText) joined = AsBytes(text);
      AppendHead(static_cast<unsigned>(major), joined.size(), canonical);
      canonical.insert(canonical.end(), joined.begin(), joined.end());
    }
  }
  return keys_.Keep(AsText(canonical));
}

ItemKind Reader::Peek() {
  if (!ok_ || !due_ || !Due()) return ItemKind::kEnd;
  const std::uint8_t info = bytes_[at_] & 31;
  switch (static_cast<Major>(bytes_[at_] >> 5)) {
    case Major::kUint:
    case Major::kNegative:
      return info == 27 && remaining() > 1 && bytes_[at_ + 1] >= 0x80 ? ItemKind::kBigInt : ItemKind::kInt;
    case Major::kBytes:
      return ItemKind::kBytes;
    case Major::kText:
      return ItemKind::kText;
    case Major::kArray:
      return ItemKind::kArray;
    case Major::kMap:
      return ItemKind::kMap;
    case Major::kTag:
      return ItemKind::kTag;
    case Major::kSimple:
      break;
  }
  if (info == 20 || info == 21) return ItemKind::kBool;
  if (info == 22) return ItemKind::kNull;
  if (info >= 25 && info <= 27) return ItemKind::kFloat;
  if (info >= 28) {
    FailAt(Code::kMalformed, info == 31 ? "a break where an item is due" : "reserved additional information", at_);
    return ItemKind::kEnd;
  }
  return ItemKind::kOther;
}

bool Reader::TypeMismatch(std::string_view wanted) {
  const ItemKind kind = Peek();
  if (!ok_) return false;
  return FailAt(Code::kType, "expected " + std::string(wanted) + ", found " + std::string(ItemKindName(kind)), at_);
}

bool Reader::ReadArgument(Head& head) {
  if (head.info < 24 || head.info == 31) {
    head.argument = head.info < 24 ? head.info : 0;
    return true;
  }
  if (head.info > 27) return Fail(Code::kMalformed, "reserved additional information");
  const std::size_t width = std::size_t{1} << (head.info - 24);
  if (remaining() < width) return FailAt(Code::kMalformed, "the input ends within a head", bytes_.size());
  head.argument = 0;
  for (std::size_t i = 0; i < width; ++i) head.argument = head.argument << 8 | bytes_[at_ + i];
  at_ += width;
  return true;
}

// REQUIRES: Due().
bool Reader::ReadHead(Head& head) {
  item_ = at_;
  const std::uint8_t first = bytes_[at_++];
  head = {static_cast<Major>(first >> 5), static_cast<std::uint8_t>(first & 31), 0};
  return ReadArgument(head) && CheckHead(head);
}

bool Reader::CheckHead(const Head& head) {
  if (head.indefinite()) {
    if (head.major == Major::kSimple) return Fail(Code::kMalformed, "a break where an item is due");
    if (head.major < Major::kBytes || head.major > Major::kMap) {
      return Fail(Code::kMalformed, "an indefinite length where there is no length");
    }
    if (deterministic()) return Fail(Code::kNotDeterministic, "an indefinite length");
    if (!options_.allow_indefinite) return Fail(Code::kInvalid, "indefinite lengths are not allowed here");
    return true;
  }
  if (head.major == Major::kSimple) {
    if (head.info == 24 && head.argument < 32) return Fail(Code::kMalformed, "a simple value below 32 in two bytes");
    return true;
  }
  if (deterministic() && head.argument < LeastArgument(head.info)) {
    return Fail(Code::kNotDeterministic, "a head that is not in its shortest form");
  }
  if (options_.form == Form::kDcbor && head.major == Major::kNegative && head.argument >> 63 != 0) {
    return Fail(Code::kNotDeterministic, "an integer below -2^63, which dCBOR does not have");
  }
  return true;
}

bool Reader::WantHead(Major major, std::string_view wanted, Head& head) {
  if (!Due()) return false;
  if (static_cast<Major>(bytes_[at_] >> 5) != major) return TypeMismatch(wanted);
  return ReadHead(head);
}

bool Reader::ReadInteger(bool& negative, std::uint64_t& argument) {
  Head head;
  if (!Due()) return false;
  if (bytes_[at_] >> 5 > 1) return TypeMismatch("int");
  if (!ReadHead(head)) return false;
  negative = head.major == Major::kNegative;
  argument = head.argument;
  return Took();
}

bool Reader::ReadInt(std::int64_t& out) {
  bool negative = false;
  std::uint64_t argument = 0;
  if (!ReadInteger(negative, argument)) return false;
  if (argument >> 63 != 0) return Fail(Code::kType, "an int outside 64 bits");
  out = negative ? -1 - static_cast<std::int64_t>(argument) : static_cast<std::int64_t>(argument);
  return true;
}

bool Reader::ReadUint(std::uint64_t& out) {
  Head head;
  if (!WantHead(Major::kUint, "unsigned int", head)) return false;
  out = head.argument;
  return Took();
}

bool Reader::ReadNull() {
  if (!Due()) return false;
  if (bytes_[at_] != 0xF6) return TypeMismatch("null");
  item_ = at_++;
  return Took();
}

bool Reader::ReadBool(bool& out) {
  if (!Due()) return false;
  if (bytes_[at_] != 0xF4 && bytes_[at_] != 0xF5) return TypeMismatch("bool");
  out = bytes_[at_] == 0xF5;
  item_ = at_++;
  return Took();
}

bool Reader::CheckSimple(const Head& head) {
  const std::uint64_t number = head.argument;
  if (number >= 20 && number <= 22) return true;
  if (options_.form == Form::kDcbor) {
    return Fail(Code::kNotDeterministic, "a simple value other than false, true and null, which dCBOR does not have");
  }
  if (!options_.allow_simple_other) return Fail(Code::kType, "a simple value other than false, true and null");
  return true;
}

bool Reader::ReadSimple(std::uint8_t& out) {
  Head head;
  if (!Due()) return false;
  if (Peek() == ItemKind::kFloat) return TypeMismatch("simple value");
  if (!WantHead(Major::kSimple, "simple value", head) || !CheckSimple(head)) return false;
  out = static_cast<std::uint8_t>(head.argument);
  return Took();
}

bool Reader::ReadFloatBody(const Head& head, Float& out) {
  if (!options_.allow_floats) return Fail(Code::kType, "floats are not allowed here");
  out.bits = head.argument;
  if (head.info == 25) out.bits = HalfTo64(static_cast<std::uint16_t>(head.argument));
  if (head.info == 26) out.bits = SingleTo64(static_cast<std::uint32_t>(head.argument));
  out.value = std::bit_cast<double>(out.bits);
  return !deterministic() || CheckFloat(head, out);
}

bool Reader::CheckFloat(const Head& head, const Float& value) {
  if ((1 << (head.info - 24)) != ShortestFloatBytes(value.bits)) {
    return Fail(Code::kNotDeterministic, "a float that is not in its shortest form");
  }
  if (options_.form != Form::kDcbor) return true;
  if (value.value != value.value && value.bits != kNanBits)
    return Fail(Code::kNotDeterministic, "a NaN other than f97e00");
  if (WholeFromFloat(value.bits)) return Fail(Code::kNotDeterministic, "a float that dCBOR writes as an integer");
  return true;
}

bool Reader::ReadFloat(Float& out) {
  Head head;
  if (!Due()) return false;
  if (Peek() != ItemKind::kFloat) return TypeMismatch("float");
  return ReadHead(head) && ReadFloatBody(head, out) && Took();
}

bool Reader::CheckText(ByteView text) {
  const std::size_t start = static_cast<std::size_t>(text.data() - bytes_.data());
  if (std::optional<std::size_t> bad = FirstInvalidUtf8(AsText(text))) {
    return FailAt(Code::kUtf8, "a text that is not UTF-8", start + *bad);
  }
  if (options_.form != Form::kDcbor) return true;
  for (std::uint8_t byte : text) {
    // Below U+0300 (CC 80) every text is in NFC; what lies above needs Unicode's tables.
    if (byte < 0xCC || !ok_) continue;
    status_ = Status::Unsupported("nfc", "whether the text is in Unicode normalisation form C is not known")
                  .WithOffset(start);
    ok_ = false;
  }
  return ok_;
}

// Takes the content of a definite string whose head was read; `total` counts the bytes of all chunks.
bool Reader::TakeChunk(const Head& head, std::uint64_t& total, ByteView& chunk) {
  if (head.argument > remaining()) {
    return Fail(Code::kMalformed, Counted("a string", head.argument, " bytes", remaining()));
  }
  total += head.argument;
  if (total > options_.max_string_bytes) {
    return Fail(Code::kLimit, "a string of more than " + std::to_string(options_.max_string_bytes) + " bytes");
  }
  chunk = bytes_.subspan(at_, static_cast<std::size_t>(head.argument));
  if (head.major == Major::kText && !CheckText(chunk)) return false;
  at_ += chunk.size();
  return true;
}

// Chunks to the break (RFC 8949 3.2.3). `joined` may be null: then they are only validated.
bool Reader::ReadChunks(const Head& head, Bytes* joined, ByteView& out) {
  const std::size_t start = item_;
  std::uint64_t total = 0;
  if (joined != nullptr) joined->clear();
  while (true) {
    if (at_ >= bytes_.size()) return FailAt(Code::kMalformed, "the input ends within an indefinite string", at_);
    if (bytes_[at_] == 0xFF) break;
    Head chunk_head;
    ByteView chunk;
    if (bytes_[at_] >> 5 != static_cast<unsigned>(head.major) || (bytes_[at_] & 31) == 31) {
      return FailAt(Code::kMalformed, "a chunk of an indefinite string is not a definite string of its kind", at_);
    }
    if (!ReadHead(chunk_head) || !TakeChunk(chunk_head, total, chunk)) return false;
    if (joined != nullptr) joined->insert(joined->end(), chunk.begin(), chunk.end());
  }
  ++at_;
  item_ = start;
  if (joined != nullptr) out = *joined;
  return true;
}

bool Reader::ReadString(const Head& head, Bytes* joined, ByteView& out) {
  if (head.indefinite()) return ReadChunks(head, joined, out);
  std::uint64_t total = 0;
  return TakeChunk(head, total, out);
}

bool Reader::ReadText(std::string_view& out) {
  Head head;
  ByteView text;
  if (!WantHead(Major::kText, "text", head) || !ReadString(head, &scratch_, text)) return false;
  out = AsText(text);
  return Took();
}

bool Reader::ReadBytes(ByteView& out) {
  Head head;
  return WantHead(Major::kBytes, "bytes", head) && ReadString(head, &scratch_, out) && Took();
}

}  // namespace mps::cbor
