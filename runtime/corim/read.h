// Reading of trees with offsets; shared between the files of this folder, not for others.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/cbor_value.h"
#include "corim/document.h"

namespace mps::corim {

// An item of a tree, and where the tree's first octet stands in the whole document.
struct Node {
  const cbor::Value* value = nullptr;
  std::uint64_t base = 0;

  Node Of(const cbor::Value& child) const { return {&child, base}; }
  // Item `i` of an array. REQUIRES: it is one, and has so many.
  Node At(std::size_t i) const { return Of(value->items()[i]); }
  bool Is(cbor::Kind kind) const { return value->Is(kind); }
  std::uint64_t offset() const { return base + value->offset(); }
  // A fault at this item: `what: message`.
  Status Fail(Code code, std::string_view what, std::string_view message) const;
};

// What a reader may do with claims whose type is wrong: documents refuse them; the internal representation keeps them
// as never matching.
enum class Strictness : std::uint8_t { kRefuse, kKeep };

// A decoded document, with the tree behind it.
struct Tree {
  cbor::Value value;
  std::uint64_t base = 0;
  Node root() const { return {&value, base}; }
};
// Decodes all of `bytes`, which begin at `base`. `budget` is what is left of limit::kItems, and is lessened.
Result<Tree> DecodeTree(ByteView bytes, std::uint64_t base, std::size_t& budget);
// Where the content of a definite byte string begins.
std::uint64_t ContentBase(Node bytes);

Status Expect(Node node, cbor::Kind kind, std::string_view what);
Result<std::string> ReadText(Node node, std::string_view what);
Result<std::uint64_t> ReadUint(Node node, std::string_view what);
Result<std::int64_t> ReadInt(Node node, std::string_view what);
Result<bool> ReadBool(Node node, std::string_view what);
Result<Bytes> ReadBytes(Node node, std::string_view what, std::size_t least = 0, std::size_t most = SIZE_MAX);
// The content of tag `number`.
Result<Node> ReadTag(Node node, std::uint64_t number, std::string_view what);
Result<std::string> ReadUri(Node node, std::string_view what);  // tag 32
// time: tag 1 around an integer or a float, in whole seconds, rounded down.
Result<std::int64_t> ReadTime(Node node, std::string_view what);
Result<Bytes> EncodeItem(Node node);  // deterministic

// A map whose keys are integers.
class MapView {
 public:
  static Result<MapView> Open(Node node, std::string_view what);
  // Keys may be text too (CoSWID's global attributes, internal representation): those are looked up by name.
  static Result<MapView> OpenLabels(Node node, std::string_view what);
  std::optional<Node> Find(std::int64_t key) const;
  std::optional<Node> Find(std::string_view key) const;
  Result<Node> Need(std::int64_t key, std::string_view name) const;
  // The keys that are not among `known`, in the order of the document.
  std::vector<std::int64_t> Others(std::initializer_list<std::int64_t> known) const;
  // Refuses any of them: maps without an extension point.
  Status Only(std::initializer_list<std::int64_t> known) const;
  Node node() const { return node_; }

 private:
  MapView(Node node, std::string_view what) : node_(node), what_(what) {}
  Node node_;
  std::string what_;
};

// [* T] or [+ T].
template <class T, class Read>
Result<std::vector<T>> ReadList(Node node, std::string_view what, Read read, std::size_t least = 1,
                                std::size_t most = kMaxItems) {
  MPS_TRY(Expect(node, cbor::Kind::kArray, what));
  if (node.value->items().size() > most) return node.Fail(Code::kLimit, what, "has too many members");
  if (node.value->items().size() < least) return node.Fail(Code::kInvalid, what, "must not be empty");
  std::vector<T> out;
  out.reserve(node.value->items().size());
  for (const cbor::Value& item : node.value->items()) {
    MPS_ASSIGN(T one, read(node.Of(item)));
    out.push_back(std::move(one));
  }
  return out;
}

// An array of `least` to `most` items that mean different things.
Status ExpectTuple(Node node, std::string_view what, std::size_t least, std::size_t most);

Result<Typed> ReadClassId(Node node);
Result<Typed> ReadInstanceId(Node node);
Result<Typed> ReadGroupId(Node node);
Result<Typed> ReadMeasurementKey(Node node);
Result<Typed> ReadCryptoKey(Node node);
Result<Keys> ReadKeys(Node node, std::string_view what);
Result<Digest> ReadDigest(Node node);
Result<Digests> ReadDigests(Node node, std::string_view what);
Result<TagId> ReadTagId(Node node, std::string_view what);
Result<Profile> ReadProfile(Node node);
Result<Validity> ReadValidity(Node node);
Result<TagIdentity> ReadTagIdentity(Node node);

Result<Class> ReadClass(Node node, Strictness strictness = Strictness::kRefuse);
Result<Environment> ReadEnvironment(Node node, Strictness strictness = Strictness::kRefuse);
Result<Claims> ReadClaims(Node node, Strictness strictness = Strictness::kRefuse);
Result<Measurement> ReadMeasurement(Node node);
Result<std::vector<Measurement>> ReadMeasurements(Node node, std::string_view what, std::size_t least = 1);

Result<Triples> ReadTriples(Node node);
Result<ValueTriple> ReadValueTriple(Node node);
Result<KeyTriple> ReadKeyTriple(Node node);
Result<DomainTriple> ReadDomainTriple(Node node);
Result<ConditionalTriple> ReadConditionalTriple(Node node);

Result<Entity> ReadEntity(Node node);
Result<Comid> ReadComid(Node node);
Result<Cotl> ReadCotl(Node node);
Result<Coswid> ReadCoswid(Node node);
Result<Corim> ReadCorim(Node node, std::size_t& budget);
// An unsigned CoRIM that begins at `base` of a larger document.
Result<Corim> DecodeCorimAt(ByteView bytes, std::uint64_t base);
Result<Evidence> ReadEvidence(Node node);

}  // namespace mps::corim
