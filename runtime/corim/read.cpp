// Trees, scalars, maps: every refusal with its offset in the whole document.
#include "corim/read.h"

#include <algorithm>
#include <cmath>

#include "mps/limits.h"

namespace mps::corim {
namespace {

std::string_view KindText(cbor::Kind kind) {
  switch (kind) {
    case cbor::Kind::kUint:
      return "an unsigned integer";
    case cbor::Kind::kBytes:
      return "a byte string";
    case cbor::Kind::kText:
      return "text";
    case cbor::Kind::kArray:
      return "an array";
    case cbor::Kind::kMap:
      return "a map";
    case cbor::Kind::kTag:
      return "a tagged item";
    case cbor::Kind::kBool:
      return "true or false";
    default:
      return "another type";
  }
}

std::size_t CountItems(const cbor::Value& value) {
  std::size_t count = 1;
  for (const cbor::Value& item : value.items()) count += CountItems(item);
  for (const auto& [key, item] : value.entries()) count += CountItems(key) + CountItems(item);
  return count;
}

}  // namespace

Status Node::Fail(Code code, std::string_view what, std::string_view message) const {
  return Status(code, std::string(what) + ": " + std::string(message), offset());
}

Result<Tree> DecodeTree(ByteView bytes, std::uint64_t base, std::size_t& budget) {
  if (bytes.size() > limit::kTokenBytes) return Status(Code::kLimit, "the document is too large", base);
  auto value = cbor::Decode(bytes, cbor::Options::Token(), std::max<std::size_t>(budget, 1));
  if (!value.ok()) {
    Status status = value.TakeStatus();
    const std::uint64_t at = base + status.offset().value_or(0);
    return std::move(status).WithOffset(at);
  }
  const std::size_t used = CountItems(*value);
  if (used > budget) return Status(Code::kLimit, "more data items than a document may have", base);
  budget -= used;
  return Tree{std::move(value).value(), base};
}

std::uint64_t ContentBase(Node bytes) { return bytes.base + bytes.value->end_offset() - bytes.value->bytes().size(); }

Status Expect(Node node, cbor::Kind kind, std::string_view what) {
  if (node.Is(kind)) return {};
  return node.Fail(Code::kType, what, "must be " + std::string(KindText(kind)));
}

Result<std::string> ReadText(Node node, std::string_view what) {
  MPS_TRY(Expect(node, cbor::Kind::kText, what));
  return node.value->text();
}

Result<std::uint64_t> ReadUint(Node node, std::string_view what) {
  MPS_TRY(Expect(node, cbor::Kind::kUint, what));
  return node.value->argument();
}

Result<std::int64_t> ReadInt(Node node, std::string_view what) {
  const auto number = node.value->AsInt();
  if (!number) return node.Fail(Code::kType, what, "must be an integer of 64 bits");
  return *number;
}

Result<bool> ReadBool(Node node, std::string_view what) {
  MPS_TRY(Expect(node, cbor::Kind::kBool, what));
  return node.value->boolean();
}

Result<Bytes> ReadBytes(Node node, std::string_view what, std::size_t least, std::size_t most) {
  MPS_TRY(Expect(node, cbor::Kind::kBytes, what));
  const std::size_t size = node.value->bytes().size();
  if (size < least || size > most) {
    return node.Fail(Code::kInvalid, what, "has " + std::to_string(size) + " octets, which it must not");
  }
  return ToBytes(node.value->bytes());
}

Result<Node> ReadTag(Node node, std::uint64_t number, std::string_view what) {
  if (!node.Is(cbor::Kind::kTag) || node.value->argument() != number) {
    return node.Fail(Code::kType, what, "must have CBOR tag " + std::to_string(number));
  }
  return node.Of(node.value->content());
}

Result<std::string> ReadUri(Node node, std::string_view what) {
  MPS_ASSIGN(const Node content, ReadTag(node, tag::kUri, what));
  return ReadText(content, what);
}

Result<std::int64_t> ReadTime(Node node, std::string_view what) {
  MPS_ASSIGN(const Node content, ReadTag(node, tag::kEpoch, what));
  if (!content.Is(cbor::Kind::kFloat)) return ReadInt(content, what);
  const double seconds = std::floor(content.value->AsDouble());
  if (!(std::fabs(seconds) < 9e15)) return content.Fail(Code::kInvalid, what, "is no time");
  return static_cast<std::int64_t>(seconds);
}

Result<Bytes> EncodeItem(Node node) { return cbor::Encode(*node.value, cbor::Form::kDeterministic); }

Result<MapView> MapView::Open(Node node, std::string_view what) {
  MPS_TRY(Expect(node, cbor::Kind::kMap, what));
  for (const auto& [key, value] : node.value->entries()) {
    if (!key.AsInt()) return node.Of(key).Fail(Code::kType, what, "every key must be an integer of 64 bits");
  }
  return MapView(node, what);
}

Result<MapView> MapView::OpenLabels(Node node, std::string_view what) {
  MPS_TRY(Expect(node, cbor::Kind::kMap, what));
  for (const auto& [key, value] : node.value->entries()) {
    if (!key.AsInt() && !key.Is(cbor::Kind::kText))
      return node.Of(key).Fail(Code::kType, what, "every key must be an integer of 64 bits or text");
  }
  return MapView(node, what);
}

std::optional<Node> MapView::Find(std::string_view key) const {
  const cbor::Value* value = node_.value->Find(key);
  if (value == nullptr) return std::nullopt;
  return node_.Of(*value);
}

std::optional<Node> MapView::Find(std::int64_t key) const {
  const cbor::Value* value = node_.value->Find(key);
  if (value == nullptr) return std::nullopt;
  return node_.Of(*value);
}

Result<Node> MapView::Need(std::int64_t key, std::string_view name) const {
  if (const auto found = Find(key)) return *found;
  return node_.Fail(Code::kInvalid, what_, std::string(name) + " (" + std::to_string(key) + ") is missing");
}

std::vector<std::int64_t> MapView::Others(std::initializer_list<std::int64_t> known) const {
  std::vector<std::int64_t> out;
  for (const auto& [key, value] : node_.value->entries()) {
    if (key.Is(cbor::Kind::kText)) continue;
    const std::int64_t number = key.AsInt().value_or(0);
    if (std::find(known.begin(), known.end(), number) == known.end()) out.push_back(number);
  }
  return out;
}

Status MapView::Only(std::initializer_list<std::int64_t> known) const {
  for (const auto& [key, value] : node_.value->entries()) {
    const std::int64_t number = key.AsInt().value_or(0);
    if (std::find(known.begin(), known.end(), number) != known.end()) continue;
    return node_.Of(key).Fail(Code::kInvalid, what_, "has no member " + std::to_string(number));
  }
  return {};
}

Status ExpectTuple(Node node, std::string_view what, std::size_t least, std::size_t most) {
  MPS_TRY(Expect(node, cbor::Kind::kArray, what));
  const std::size_t size = node.value->items().size();
  if (size >= least && size <= most) return {};
  return node.Fail(Code::kInvalid, what, "has " + std::to_string(size) + " members, which it must not");
}

Result<Digest> ReadDigest(Node node) {
  MPS_TRY(ExpectTuple(node, "digest", 2, 2));
  Digest out;
  const Node alg = node.At(0);
  if (alg.Is(cbor::Kind::kText)) {
    out.alg = alg.value->text();
  } else {
    MPS_ASSIGN(out.alg, ReadInt(alg, "digest algorithm"));
  }
  MPS_ASSIGN(out.value, ReadBytes(node.At(1), "digest value"));
  return out;
}

Result<Digests> ReadDigests(Node node, std::string_view what) {
  MPS_ASSIGN(Digests out, ReadList<Digest>(node, what, ReadDigest, 1, kMaxDigests));
  std::vector<DigestId> seen;
  for (const Digest& digest : out) seen.push_back(Canonical(digest.alg));
  std::sort(seen.begin(), seen.end());
  if (std::adjacent_find(seen.begin(), seen.end()) != seen.end()) {
    return node.Fail(Code::kInvalid, what, "an algorithm stands twice");
  }
  return out;
}

Result<TagId> ReadTagId(Node node, std::string_view what) {
  if (node.Is(cbor::Kind::kText)) return TagId{false, node.value->text()};
  MPS_ASSIGN(const Bytes octets, ReadBytes(node, what, 16, 16));
  return TagId{true, std::string(AsText(octets))};
}

Result<Profile> ReadProfile(Node node) {
  constexpr std::string_view kWhat = "profile";
  if (node.Is(cbor::Kind::kText)) return Profile{false, node.value->text(), true};
  if (node.Is(cbor::Kind::kTag) && node.value->argument() == tag::kOid) {
    MPS_ASSIGN(const Bytes octets, ReadBytes(node.Of(node.value->content()), kWhat));
    const auto dots = OidText(octets);
    if (!dots) return node.Fail(Code::kInvalid, kWhat, "is no object identifier");
    return Profile{true, *dots, false};
  }
  MPS_ASSIGN(std::string uri, ReadUri(node, kWhat));
  return Profile{false, std::move(uri), false};
}

Result<Validity> ReadValidity(Node node) {
  constexpr std::string_view kWhat = "validity";
  MPS_ASSIGN(const MapView map, MapView::Open(node, kWhat));
  MPS_TRY(map.Only({0, 1}));
  Validity out;
  if (const auto before = map.Find(0)) {
    MPS_ASSIGN(out.not_before, ReadTime(*before, "not-before"));
  }
  MPS_ASSIGN(const Node after, map.Need(1, "not-after"));
  MPS_ASSIGN(out.not_after, ReadTime(after, "not-after"));
  if (out.not_before && *out.not_before > out.not_after) {
    return node.Fail(Code::kInvalid, kWhat, "ends before it begins");
  }
  return out;
}

Result<TagIdentity> ReadTagIdentity(Node node) {
  MPS_ASSIGN(const MapView map, MapView::Open(node, "tag-identity"));
  MPS_TRY(map.Only({0, 1}));
  TagIdentity out;
  MPS_ASSIGN(const Node id, map.Need(0, "tag-id"));
  MPS_ASSIGN(out.id, ReadTagId(id, "tag-id"));
  if (const auto version = map.Find(1)) {
    MPS_ASSIGN(out.version, ReadUint(*version, "tag-version"));
  }
  return out;
}

}  // namespace mps::corim
