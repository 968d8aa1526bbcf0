// Reading of the draft's notation of tuples and relations.
#include "corim/intrep.h"

#include "corim/read.h"

namespace mps::corim {
namespace {

Status OnlyNames(const MapView& map, std::initializer_list<std::string_view> names, std::string_view what) {
  for (const auto& [key, value] : map.node().value->entries()) {
    bool known = false;
    for (std::string_view name : names) known = known || (key.Is(cbor::Kind::kText) && key.text() == name);
    if (!known) return map.node().Of(key).Fail(Code::kInvalid, what, "has no such member");
  }
  return {};
}

Result<Element> ReadElement(Node node) {
  MPS_ASSIGN(const MapView map, MapView::OpenLabels(node, "element"));
  MPS_TRY(OnlyNames(map, {"element-id", "element-claims"}, "element"));
  Element out;
  if (const auto id = map.Find("element-id")) {
    MPS_ASSIGN(out.id, ReadMeasurementKey(*id));
  }
  const auto claims = map.Find("element-claims");
  if (!claims) return node.Fail(Code::kInvalid, "element", "has no claims");
  MPS_ASSIGN(out.claims, ReadClaims(*claims, Strictness::kKeep));
  return out;
}

Status ReadMessageType(Node node, Ect& out) {
  MPS_ASSIGN(const std::uint64_t number, ReadUint(node, "cmtype"));
  if (number > 5) return node.Fail(Code::kInvalid, "cmtype", "is not known");
  if (number <= 2) out.type = static_cast<MessageType>(number);
  return {};
}

// A key whose content is not of its type is kept by its octets, as one of an unknown kind.
Result<Typed> ReadAnyKey(Node node) {
  auto key = ReadCryptoKey(node);
  if (key.ok() || !node.Is(cbor::Kind::kTag)) return key;
  Typed out;
  out.tag = node.value->argument();
  MPS_ASSIGN(out.encoded, EncodeItem(node));
  return out;
}

Result<Keys> ReadAnyKeys(Node node, std::string_view what) {
  return ReadList<Typed>(node, what, ReadAnyKey, 1, kMaxKeys);
}

Result<Ect> ReadEct(Node node) {
  MPS_ASSIGN(const MapView map, MapView::OpenLabels(node, "ECT"));
  MPS_TRY(
      OnlyNames(map, {"environment", "element-list", "authority", "cmtype", "profile", "key-list", "key-id"}, "ECT"));
  Ect out;
  if (const auto environment = map.Find("environment")) {
    MPS_ASSIGN(out.environment, ReadEnvironment(*environment, Strictness::kKeep));
  }
  if (const auto elements = map.Find("element-list")) {
    MPS_ASSIGN(out.elements, ReadList<Element>(*elements, "element-list", ReadElement));
  }
  if (const auto authority = map.Find("authority")) {
    MPS_ASSIGN(out.authority, ReadAnyKeys(*authority, "authority"));
  }
  if (const auto type = map.Find("cmtype")) MPS_TRY(ReadMessageType(*type, out));
  if (const auto profile = map.Find("profile")) {
    MPS_ASSIGN(out.profile, ReadProfile(*profile));
  }
  if (const auto keys = map.Find("key-list")) {
    out.kind = EctKind::kKey;
    MPS_ASSIGN(out.keys, ReadAnyKeys(*keys, "key-list"));
  }
  if (const auto id = map.Find("key-id")) {
    MPS_ASSIGN(out.key_id, ReadMeasurementKey(*id));
  }
  return out;
}

// ECT / [+ ECT].
Result<std::vector<Ect>> ReadEcts(Node node, std::string_view what) {
  if (node.Is(cbor::Kind::kArray)) return ReadList<Ect>(node, what, ReadEct);
  MPS_ASSIGN(Ect one, ReadEct(node));
  std::vector<Ect> out;
  out.push_back(std::move(one));
  return out;
}

Result<EvsStep> ReadStep(Node node) {
  MPS_TRY(ExpectTuple(node, "series", 2, 2));
  EvsStep out;
  MPS_ASSIGN(out.selection, ReadEcts(node.At(0), "selection"));
  MPS_ASSIGN(out.additions, ReadEcts(node.At(1), "addition"));
  return out;
}

}  // namespace

Result<std::vector<Ect>> DecodeAcs(ByteView bytes) {
  std::size_t budget = kMaxItems;
  MPS_ASSIGN(const Tree tree, DecodeTree(bytes, 0, budget));
  return ReadList<Ect>(tree.root(), "ACS", ReadEct, 0);
}

Result<RelationDocument> DecodeRelation(ByteView bytes) {
  std::size_t budget = kMaxItems;
  MPS_ASSIGN(const Tree tree, DecodeTree(bytes, 0, budget));
  MPS_ASSIGN(const MapView map, MapView::OpenLabels(tree.root(), "relation"));
  MPS_TRY(OnlyNames(map, {"condition", "addition", "series"}, "relation"));
  RelationDocument out;
  if (const auto condition = map.Find("condition")) {
    MPS_ASSIGN(out.conditions, ReadEcts(*condition, "condition"));
  }
  if (const auto addition = map.Find("addition")) {
    MPS_ASSIGN(out.additions, ReadEcts(*addition, "addition"));
  }
  if (const auto series = map.Find("series")) {
    MPS_ASSIGN(out.series, ReadList<EvsStep>(*series, "series", ReadStep));
  }
  if (out.additions.empty() && out.series.empty())
    return tree.root().Fail(Code::kInvalid, "relation", "has neither addition nor series");
  return out;
}

}  // namespace mps::corim
