// A small JSON document as a tree: JOSE headers, JWK, JWT claims, vectors. Never for evidence, which is read with the
// cursor.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json_reader.h"
#include "mps/status.h"

namespace mps::json {

enum class Kind : std::uint8_t { kNull, kBool, kNumber, kText, kArray, kObject };

// A value. Numbers keep their spelling. Members keep their order.
class Value {
 public:
  using Member = std::pair<std::string, Value>;

  Value() = default;  // null
  static Value Null() { return {}; }
  static Value Bool(bool value);
  static Value Int(std::int64_t value);
  // REQUIRES: `spelling` is a JSON number.
  static Value Number(std::string spelling);
  static Value Text(std::string value);
  static Value Array(std::vector<Value> items = {});
  static Value Object(std::vector<Member> members = {});

  Kind kind() const { return kind_; }
  bool Is(Kind kind) const { return kind_ == kind; }
  bool boolean() const { return bool_; }
  // The text, or the spelling of the number.
  const std::string& text() const { return text_; }
  // An integer by spelling (not -0, 1.0, 1e3) that fits 64 bits.
  std::optional<std::int64_t> AsInt() const;
  // The nearest binary64 of a number; nothing for other kinds and for what overflows.
  std::optional<double> AsDouble() const;
  const std::vector<Value>& items() const { return items_; }
  std::vector<Value>& items() { return items_; }
  const std::vector<Member>& members() const { return members_; }
  std::vector<Member>& members() { return members_; }
  // The member of that name, or nullptr.
  const Value* Find(std::string_view name) const;
  // The text of the member of that name; nullptr if there is none or it is no text.
  const std::string* FindText(std::string_view name) const;
  // Appends a member. REQUIRES: kObject without a member of that name.
  void Add(std::string name, Value value) { members_.emplace_back(std::move(name), std::move(value)); }

  // Where the value began in its document.
  std::uint64_t offset() const { return offset_; }

  // Same kind and content; members in any order; numbers by spelling.
  bool operator==(const Value& other) const;

 private:
  friend class TreeBuilder;
  Kind kind_ = Kind::kNull;
  bool bool_ = false;
  std::string text_;
  std::vector<Value> items_;
  std::vector<Member> members_;
  std::uint64_t offset_ = 0;
};

// Parses a whole document. Errors are those of json::Validate.
// LIMIT: options.max_depth; `max_nodes` values in all.
Result<Value> Parse(std::string_view text, const Options& options, std::size_t max_nodes = 1u << 16);
// With the limits of tokens: limit::kTokenDepth.
Result<Value> Parse(std::string_view text);
// Parses the value that is due at a reader.
Result<Value> ParseItem(Reader& reader, std::size_t max_nodes = 1u << 16);

// Compact JSON: no white space, members in order, only what must be escaped is. REQUIRES: texts are UTF-8.
std::string Print(const Value& value);
// Two spaces for each level, one member or item a line.
std::string PrettyPrint(const Value& value);

// Appends `text` as a JSON string with its quotes.
void AppendQuoted(std::string_view text, std::string& out);

}  // namespace mps::json
