// The corim-map and what it embeds ("CoRIM Map").
#include <algorithm>

#include "corim/read.h"

namespace mps::corim {
namespace {

constexpr std::int64_t kManifestSigner = 2;

Result<Locator> ReadLocator(Node node) {
  MPS_ASSIGN(const MapView map, MapView::Open(node, "corim-locator"));
  MPS_TRY(map.Only({0, 1}));
  Locator out;
  const auto read_uri = [](Node one) { return ReadUri(one, "href"); };
  MPS_ASSIGN(const Node href, map.Need(0, "href"));
  if (href.Is(cbor::Kind::kArray)) {
    MPS_ASSIGN(out.uris, ReadList<std::string>(href, "href", read_uri));
  } else {
    MPS_ASSIGN(std::string uri, read_uri(href));
    out.uris.push_back(std::move(uri));
  }
  const auto thumbprint = map.Find(1);
  if (!thumbprint) return out;
  const bool several = thumbprint->Is(cbor::Kind::kArray) && !thumbprint->value->items().empty() &&
                       thumbprint->value->items()[0].Is(cbor::Kind::kArray);
  if (several) {
    MPS_ASSIGN(out.thumbprints, ReadDigests(*thumbprint, "thumbprint"));
  } else {
    MPS_ASSIGN(Digest digest, ReadDigest(*thumbprint));
    out.thumbprints.push_back(std::move(digest));
  }
  return out;
}

Status ReadEmbedded(Node item, std::size_t& budget, Corim& out) {
  MPS_TRY(Expect(item, cbor::Kind::kTag, "tags"));
  const std::uint64_t number = item.value->argument();
  if (number != tag::kComid && number != tag::kCoswid && number != tag::kCotl) {
    out.unknown_tags.push_back(number);
    return {};
  }
  const Node bytes = item.Of(item.value->content());
  MPS_TRY(Expect(bytes, cbor::Kind::kBytes, "tag " + std::to_string(number)));
  MPS_ASSIGN(const Tree tree, DecodeTree(bytes.value->bytes(), ContentBase(bytes), budget));
  if (number == tag::kComid) {
    MPS_ASSIGN(Comid comid, ReadComid(tree.root()));
    out.comids.push_back(std::move(comid));
  } else if (number == tag::kCoswid) {
    MPS_ASSIGN(Coswid coswid, ReadCoswid(tree.root()));
    out.coswids.push_back(std::move(coswid));
  } else {
    MPS_ASSIGN(Cotl cotl, ReadCotl(tree.root()));
    out.cotls.push_back(std::move(cotl));
  }
  return {};
}

// Two tags of one CoRIM with the same identity could be taken one for the other.
Status CheckIdentities(Node node, const Corim& corim) {
  std::vector<std::pair<TagId, std::uint64_t>> seen;
  for (const Comid& one : corim.comids) seen.emplace_back(one.identity.id, one.identity.version);
  for (const Coswid& one : corim.coswids) seen.emplace_back(one.identity.id, one.identity.version);
  for (const Cotl& one : corim.cotls) seen.emplace_back(one.identity.id, one.identity.version);
  std::sort(seen.begin(), seen.end());
  if (std::adjacent_find(seen.begin(), seen.end()) == seen.end()) return {};
  return node.Fail(Code::kInvalid, "tags", "two tags have the same id and version");
}

Status CheckSigners(Node node, const Corim& corim) {
  std::size_t signers = 0;
  for (const Entity& entity : corim.entities)
    signers += std::find(entity.roles.begin(), entity.roles.end(), kManifestSigner) != entity.roles.end() ? 1 : 0;
  return signers > 1 ? node.Fail(Code::kInvalid, "entities", "two have the role manifest-signer") : Status();
}

}  // namespace

Result<Entity> ReadEntity(Node node) {
  MPS_ASSIGN(const MapView map, MapView::Open(node, "entity"));
  Entity out;
  MPS_ASSIGN(const Node name, map.Need(0, "entity-name"));
  MPS_ASSIGN(out.name, ReadText(name, "entity-name"));
  if (const auto reg_id = map.Find(1)) {
    MPS_ASSIGN(out.reg_id, ReadUri(*reg_id, "reg-id"));
  }
  MPS_ASSIGN(const Node role, map.Need(2, "role"));
  MPS_ASSIGN(out.roles, ReadList<std::int64_t>(role, "role", [](Node one) { return ReadInt(one, "role"); }));
  return out;
}

Result<Corim> ReadCorim(Node node, std::size_t& budget) {
  MPS_ASSIGN(const MapView map, MapView::Open(node, "corim-map"));
  Corim out;
  MPS_ASSIGN(const Node id, map.Need(0, "id"));
  MPS_ASSIGN(out.id, ReadTagId(id, "id"));
  MPS_ASSIGN(const Node tags, map.Need(1, "tags"));
  MPS_TRY(Expect(tags, cbor::Kind::kArray, "tags"));
  if (tags.value->items().empty()) return tags.Fail(Code::kInvalid, "tags", "must not be empty");
  for (const cbor::Value& item : tags.value->items()) MPS_TRY(ReadEmbedded(tags.Of(item), budget, out));
  MPS_TRY(CheckIdentities(tags, out));
  if (const auto dependent = map.Find(2)) {
    MPS_ASSIGN(out.dependent, ReadList<Locator>(*dependent, "dependent-rims", ReadLocator));
  }
  if (const auto profile = map.Find(3)) {
    MPS_ASSIGN(out.profile, ReadProfile(*profile));
  }
  if (const auto validity = map.Find(4)) {
    MPS_ASSIGN(out.validity, ReadValidity(*validity));
  }
  if (const auto entities = map.Find(5)) {
    MPS_ASSIGN(out.entities, ReadList<Entity>(*entities, "entities", ReadEntity));
    MPS_TRY(CheckSigners(*entities, out));
  }
  out.unknown = map.Others({0, 1, 2, 3, 4, 5});
  return out;
}

Result<Corim> DecodeCorimAt(ByteView bytes, std::uint64_t base) {
  std::size_t budget = kMaxItems;
  MPS_ASSIGN(const Tree tree, DecodeTree(bytes, base, budget));
  Node node = tree.root();
  if (node.Is(cbor::Kind::kTag) && node.value->argument() == tag::kLegacyCorim) node = node.Of(node.value->content());
  MPS_ASSIGN(const Node map, ReadTag(node, tag::kUnsigned, "CoRIM"));
  return ReadCorim(map, budget);
}

Result<Corim> DecodeCorim(ByteView bytes) { return DecodeCorimAt(bytes, 0); }

}  // namespace mps::corim
