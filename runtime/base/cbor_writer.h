// Writes deterministic CBOR (RFC 8949 4.2.1): shortest heads, definite lengths, map entries sorted by their encoded
// keys.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::cbor {

// Appends items to a buffer of its own. There are no floats: no format of ours has any.
// REQUIRES: after Array(n), n items follow. Maps go through MapBuilder, which sorts.
class Writer {
 public:
  void Uint(std::uint64_t value);
  void Int(std::int64_t value);
  void Bytes(ByteView value);
  // REQUIRES: `value` is UTF-8; the writer does not look.
  void Text(std::string_view value);
  void Bool(bool value);
  void Null();
  void Tag(std::uint64_t number);
  void Array(std::uint64_t count);
  // The head of a map whose entries the caller writes in order itself. REQUIRES: sorted encoded keys, none twice.
  void MapInOrder(std::uint64_t count);
  // One or more items that are encoded already.
  void Raw(ByteView encoded);

  const mps::Bytes& bytes() const { return out_; }
  mps::Bytes Take() { return std::move(out_); }
  std::size_t size() const { return out_.size(); }
  void Reserve(std::size_t size) { out_.reserve(size); }
  void Clear() { out_.clear(); }

 private:
  void Head(unsigned major, std::uint64_t argument);
  mps::Bytes out_;
};

// Gathers the entries of one map in any order.
//   MapBuilder m;
//   m.Key("name").Text("x");      m.Key(-7).Uint(1);
//   MPS_TRY(m.Finish(writer));
class MapBuilder {
 public:
  // Each writes a key and returns the writer for its value. REQUIRES: exactly one item is written to it before the next
  // Key.
  Writer& Key(std::string_view text);
  Writer& Key(const char* text) { return Key(std::string_view(text)); }
  Writer& Key(std::int64_t number);
  Writer& Key(int number) { return Key(static_cast<std::int64_t>(number)); }
  Writer& KeyBytes(ByteView bytes);
  Writer& KeyRaw(ByteView encoded);

  std::size_t size() const { return entries_.size(); }

  // Writes the map, sorted, and empties the builder. kDuplicate if a key occurs twice (nothing is written then).
  Status Finish(Writer& out);

 private:
  struct Entry {
    std::size_t key;
    std::size_t value;  // the key ends here
  };
  Writer& Begin();
  Writer buffer_;
  std::vector<Entry> entries_;
};

// The encoded form of one item.
mps::Bytes EncodeUint(std::uint64_t value);
mps::Bytes EncodeInt(std::int64_t value);
mps::Bytes EncodeText(std::string_view value);
mps::Bytes EncodeBytes(ByteView value);

// Appends a head of RFC 8949 section 3 in its shortest form. REQUIRES: major <= 7.
void AppendHead(unsigned major, std::uint64_t argument, mps::Bytes& out);

// Appends the shortest float that keeps the value, and the payload of a NaN (RFC 8949 4.2.1, 4.2.2): of binary64 bits.
void AppendFloat(std::uint64_t binary64, mps::Bytes& out);

}  // namespace mps::cbor
