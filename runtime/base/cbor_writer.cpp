// The deterministic CBOR writer.
#include "base/cbor_writer.h"

#include <algorithm>

#include "base/cbor_float.h"

namespace mps::cbor {
namespace {

void AppendBigEndian(std::uint64_t value, int width, mps::Bytes& out) {
  for (int shift = (width - 1) * 8; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(value >> shift));
}

}  // namespace

void AppendHead(unsigned major, std::uint64_t argument, mps::Bytes& out) {
  const std::uint8_t top = static_cast<std::uint8_t>(major << 5);
  if (argument < 24) {
    out.push_back(static_cast<std::uint8_t>(top | argument));
    return;
  }
  const int step = argument <= 0xFF ? 0 : argument <= 0xFFFF ? 1 : argument <= 0xFFFFFFFF ? 2 : 3;
  out.push_back(static_cast<std::uint8_t>(top | (24 + step)));
  AppendBigEndian(argument, 1 << step, out);
}

void AppendFloat(std::uint64_t binary64, mps::Bytes& out) {
  if (std::optional<std::uint64_t> half = HalfFrom64(binary64)) {
    out.push_back(0xF9);
    AppendBigEndian(*half, 2, out);
  } else if (std::optional<std::uint64_t> single = SingleFrom64(binary64)) {
    out.push_back(0xFA);
    AppendBigEndian(*single, 4, out);
  } else {
    out.push_back(0xFB);
    AppendBigEndian(binary64, 8, out);
  }
}

void Writer::Head(unsigned major, std::uint64_t argument) { AppendHead(major, argument, out_); }
void Writer::Uint(std::uint64_t value) { Head(0, value); }

void Writer::Int(std::int64_t value) {
  if (value >= 0) return Head(0, static_cast<std::uint64_t>(value));
  Head(1, static_cast<std::uint64_t>(-1 - value));
}

void Writer::Bytes(ByteView value) {
  Head(2, value.size());
  Raw(value);
}

void Writer::Text(std::string_view value) {
  Head(3, value.size());
  Raw(AsBytes(value));
}

void Writer::Bool(bool value) { out_.push_back(value ? 0xF5 : 0xF4); }
void Writer::Null() { out_.push_back(0xF6); }
void Writer::Tag(std::uint64_t number) { Head(6, number); }
void Writer::Array(std::uint64_t count) { Head(4, count); }
void Writer::MapInOrder(std::uint64_t count) { Head(5, count); }
void Writer::Raw(ByteView encoded) { out_.insert(out_.end(), encoded.begin(), encoded.end()); }

Writer& MapBuilder::Begin() {
  entries_.push_back({buffer_.size(), 0});
  return buffer_;
}

Writer& MapBuilder::Key(std::string_view text) {
  Begin().Text(text);
  entries_.back().value = buffer_.size();
  return buffer_;
}

Writer& MapBuilder::Key(std::int64_t number) {
  Begin().Int(number);
  entries_.back().value = buffer_.size();
  return buffer_;
}

Writer& MapBuilder::KeyBytes(ByteView bytes) {
  Begin().Bytes(bytes);
  entries_.back().value = buffer_.size();
  return buffer_;
}

Writer& MapBuilder::KeyRaw(ByteView encoded) {
  Begin().Raw(encoded);
  entries_.back().value = buffer_.size();
  return buffer_;
}

Status MapBuilder::Finish(Writer& out) {
  struct Piece {
    std::string_view key;
    ByteView whole;
  };
  const ByteView all = buffer_.bytes();
  std::vector<Piece> pieces;
  pieces.reserve(entries_.size());
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const std::size_t end = i + 1 < entries_.size() ? entries_[i + 1].key : all.size();
    const Entry& entry = entries_[i];
    pieces.push_back(
        {AsText(all.subspan(entry.key, entry.value - entry.key)), all.subspan(entry.key, end - entry.key)});
  }
  std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.key < b.key; });
  const auto same = [](const Piece& a, const Piece& b) { return a.key == b.key; };
  if (std::adjacent_find(pieces.begin(), pieces.end(), same) != pieces.end()) {
    return Status(Code::kDuplicate, "a key occurs twice in a map to be written");
  }
  out.MapInOrder(pieces.size());
  for (const Piece& piece : pieces) out.Raw(piece.whole);
  buffer_.Clear();
  entries_.clear();
  return {};
}

mps::Bytes EncodeUint(std::uint64_t value) {
  Writer writer;
  writer.Uint(value);
  return writer.Take();
}

mps::Bytes EncodeInt(std::int64_t value) {
  Writer writer;
  writer.Int(value);
  return writer.Take();
}

mps::Bytes EncodeText(std::string_view value) {
  Writer writer;
  writer.Text(value);
  return writer.Take();
}

mps::Bytes EncodeBytes(ByteView value) {
  Writer writer;
  writer.Bytes(value);
  return writer.Take();
}

}  // namespace mps::cbor
