// A small CBOR document as a tree: tokens, endorsements, vectors. Never for evidence, which is read with the cursor.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/cbor_reader.h"
#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::cbor {

enum class Kind : std::uint8_t {
  kUint,      // argument() is the value
  kNegative,  // the value is -1 - argument()
  kBytes,
  kText,
  kArray,
  kMap,
  kTag,  // argument() is the number, item(0) the content
  kBool,
  kNull,
  kUndefined,
  kSimple,  // argument() is the number
  kFloat,
};

// A value. Copies are deep.
class Value {
 public:
  using Entry = std::pair<Value, Value>;

  Value() = default;  // null
  static Value Uint(std::uint64_t value);
  static Value Negative(std::uint64_t argument);
  static Value Int(std::int64_t value);
  static Value Bytes(mps::Bytes value);
  static Value Text(std::string value);
  static Value Array(std::vector<Value> items = {});
  static Value Map(std::vector<Entry> entries = {});
  static Value Tag(std::uint64_t number, Value content);
  static Value Bool(bool value);
  static Value Null() { return {}; }
  static Value Undefined();
  static Value Simple(std::uint8_t number);
  static Value Float(double value);
  static Value FloatBits(std::uint64_t binary64);
  // The integer +/- magnitude (big endian) in its preferred form: an integer where it fits, else tag 2 or 3 (RFC
  // 8949 3.4.3).
  static Value BigInt(bool negative, ByteView magnitude);

  Kind kind() const { return kind_; }
  bool Is(Kind kind) const { return kind_ == kind; }
  std::uint64_t argument() const { return argument_; }
  bool boolean() const { return argument_ != 0; }
  // The value as a signed 64-bit integer, if it is one.
  std::optional<std::int64_t> AsInt() const;
  std::optional<std::uint64_t> AsUint() const;
  // REQUIRES: kFloat.
  double AsDouble() const;
  // REQUIRES: kBytes, kText.
  ByteView bytes() const { return AsBytes(text_); }
  const std::string& text() const { return text_; }

  // Items of an array (of a tag: its one content).
  const std::vector<Value>& items() const { return items_; }
  std::vector<Value>& items() { return items_; }
  // Entries of a map, in the order of the document.
  const std::vector<Entry>& entries() const { return entries_; }
  std::vector<Entry>& entries() { return entries_; }
  // The content of a tag. REQUIRES: kTag.
  const Value& content() const { return items_[0]; }
  // The value under a key of a map, or nullptr.
  const Value* Find(std::int64_t key) const;
  const Value* Find(std::string_view key) const;

  // Where the item began in the document it was decoded from, and where it ended: for views of received bytes.
  std::uint64_t offset() const { return offset_; }
  std::uint64_t end_offset() const { return end_offset_; }

  // Same data item (RFC 8949 section 2); maps in any order, floats by their bits, offsets do not count.
  bool operator==(const Value& other) const;

 private:
  friend class TreeBuilder;
  Kind kind_ = Kind::kNull;
  std::uint64_t argument_ = 0;  // also bool, and the bits of a float
  std::string text_;            // also bytes
  std::vector<Value> items_;
  std::vector<Entry> entries_;
  std::uint64_t offset_ = 0;
  std::uint64_t end_offset_ = 0;
};

// Decodes a whole document. Errors are those of cbor::Validate.
// LIMIT: options.max_depth; `max_nodes` items in all, since a tree takes some hundred bytes for one byte of input.
Result<Value> Decode(ByteView bytes, const Options& options, std::size_t max_nodes = 1u << 16);
// Decodes the item that is due at a reader.
Result<Value> DecodeItem(Reader& reader, std::size_t max_nodes = 1u << 16);

// kAny: preferred serialisation (RFC 8949 4.1), maps in the order they have. kDeterministic: also sorted. kDcbor: also
// the numeric reduction of dCBOR; kUnsupported or kNotDeterministic for what has no dCBOR form. kDuplicate if a map has
// a key twice; kLimit beyond limit::kEvidenceDepth levels.
Result<Bytes> Encode(const Value& value, Form form = Form::kDeterministic);

// Diagnostic notation (RFC 8949 section 8) on one line.
std::string Diagnostic(const Value& value);

}  // namespace mps::cbor
