// Claims as a tree that is the same for CBOR and JSON tokens, so that each rule about a claim is written once.
//
// What the encodings write differently is kept apart here: a map key of a claim is an integer in CBOR and a name in
// JSON (Label); a word is an integer in CBOR and text in JSON (kWord, when written); octets are a byte string in CBOR
// and base64url text in JSON (kBytes when written; read from JSON they are kText until BytesOf is asked).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/cbor_value.h"
#include "base/json_value.h"
#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::eat {

enum class Encoding : std::uint8_t { kCbor, kJson };

// The two spellings of one claim, member or word.
struct Label {
  std::int64_t number;
  std::string_view name;
};

enum class ItemKind : std::uint8_t {
  kNull,
  kBool,
  kInt,     // fits 64 bits signed; from JSON also 1e3 and 1.0, see `spelt_as_integer`
  kNumber,  // any other number
  kText,
  kBytes,
  kWord,  // only in trees that are written
  kArray,
  kMap,
  kOther,  // CBOR tags, undefined and other simple values
};

struct Item;

// A map key: an integer (CBOR), text, or in trees that are written both.
struct Key {
  std::optional<std::int64_t> number;
  std::optional<std::string> text;
};

struct Item {
  using Entry = std::pair<Key, Item>;

  ItemKind kind = ItemKind::kNull;
  bool boolean = false;
  bool spelt_as_integer = true;  // false: a JSON number with fraction or exponent whose value is integral
  std::int64_t number = 0;       // kInt, kWord
  double real = 0;               // kNumber
  std::string text;              // kText, kWord; octets of kBytes
  std::vector<Item> items;
  std::vector<Entry> entries;

  static Item Null() { return {}; }
  static Item Bool(bool value);
  static Item Int(std::int64_t value);
  static Item Text(std::string_view value);
  static Item Bytes(ByteView value);
  static Item Word(Label label);
  static Item Array(std::vector<Item> values = {});
  static Item Map();

  bool Is(ItemKind other) const { return kind == other; }
  // Appends an entry to a map that is to be written.
  void Add(Label label, Item value);
  void AddText(std::string_view key, Item value);

  // The value under a label: by its number in CBOR, by its name in JSON. nullptr if there is none, or this is no map.
  const Item* Find(Label label, Encoding encoding) const;
  // The value under a key that is text in both encodings (names of submodules).
  const Item* FindText(std::string_view key) const;
};

// The octets of a byte string (CBOR) or of strict base64url text (JSON); kType for anything else.
Result<Bytes> BytesOf(const Item& item, Encoding encoding);
// The number of a word out of a list: an integer (CBOR) or a name (JSON); kType, kInvalid.
Result<std::int64_t> WordOf(const Item& item, Encoding encoding, const Label* words, std::size_t count);

// LIMIT: limit::kTokenItems, limit::kTokenDepth. Errors: those of the readers.
Result<Item> ItemFromCbor(const cbor::Value& value);
Result<Item> ItemFromJson(const json::Value& value);

// REQUIRES: a tree made with the functions above.
Result<mps::Bytes> ItemToCbor(const Item& item);  // deterministic
json::Value ItemToJson(const Item& item);

// For people: one line in the manner of diagnostic notation, byte strings in hexadecimal.
std::string Describe(const Item& item);

}  // namespace mps::eat
