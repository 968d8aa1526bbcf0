// EvidenceNode: the small tree in which collectors gather claims, written as JSON or CBOR with the same meaning.
// Maps are sorted by their keys' bytes, so the same tree gives the same octets.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "mps/bytes.h"

namespace mps::collect {

class EvidenceNode {
 public:
  using List = std::vector<EvidenceNode>;
  using Map = std::map<std::string, EvidenceNode, std::less<>>;

  EvidenceNode() : value_(Map{}) {}  // an empty map or record
  static EvidenceNode Bool(bool value) { return EvidenceNode(value); }
  static EvidenceNode Int(std::int64_t value) { return EvidenceNode(value); }
  // Octets that are not UTF-8 become U+FFFD.
  static EvidenceNode Text(std::string_view value);
  // A path in the %XX form of docs/evidence.md.
  static EvidenceNode Path(std::string_view octets);
  static EvidenceNode Octets(mps::Bytes value) { return EvidenceNode(std::move(value)); }
  static EvidenceNode Of(List value) { return EvidenceNode(std::move(value)); }
  static EvidenceNode Of(Map value) { return EvidenceNode(std::move(value)); }

  // The member of that name, made if it is not there; octets of the name that are not UTF-8 become U+FFFD. REQUIRES: a
  // map.
  EvidenceNode& operator[](std::string_view key);
  // Takes the member of that name away. REQUIRES: a map.
  void Erase(std::string_view key);
  // Appends to a list; an empty map becomes a list first.
  EvidenceNode& Append(EvidenceNode item);

  bool is_map() const { return std::holds_alternative<Map>(value_); }
  bool is_list() const { return std::holds_alternative<List>(value_); }
  const Map& map() const { return std::get<Map>(value_); }
  const List& list() const { return std::get<List>(value_); }
  // The member of that name, or nullptr.
  const EvidenceNode* Find(std::string_view key) const;
  // The value as text or number; empty or 0 for other kinds.
  std::string_view text() const;
  std::int64_t number() const;

  // JSON: maps and lists one member a line down to depth 5, then on one line; integers beyond 2^53-1 as text, octets as
  // base64url. CBOR: RFC 8949 4.2.1.
  std::string ToJson() const;
  mps::Bytes ToCbor() const;

 private:
  template <class T>
  explicit EvidenceNode(T value) : value_(std::move(value)) {}
  void WriteJson(std::string& out, int depth) const;
  std::variant<Map, List, bool, std::int64_t, std::string, mps::Bytes> value_;
};

// A set of texts: a sorted list without repeats.
EvidenceNode TextSet(const std::set<std::string>& items);

}  // namespace mps::collect
