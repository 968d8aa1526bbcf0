// Concise module identifiers, tag lists and evidence: CoMID, CoTL, CoEV.

#include "corim/read.h"

namespace mps::corim {
namespace {

Result<LinkedTag> ReadLinkedTag(Node node) {
  MPS_ASSIGN(const MapView map, MapView::Open(node, "linked-tag"));
  MPS_TRY(map.Only({0, 1}));
  LinkedTag out;
  MPS_ASSIGN(const Node id, map.Need(0, "linked-tag-id"));
  MPS_ASSIGN(out.id, ReadTagId(id, "linked-tag-id"));
  MPS_ASSIGN(const Node relation, map.Need(1, "tag-rel"));
  MPS_ASSIGN(out.relation, ReadInt(relation, "tag-rel"));
  return out;
}

// The bytes of a tag: `number` around a byte string, the bare byte string's content, or the map itself.
template <class T>
Result<T> DecodeAlone(ByteView bytes, std::uint64_t number, Result<T> (*read)(Node)) {
  std::size_t budget = kMaxItems;
  MPS_ASSIGN(const Tree tree, DecodeTree(bytes, 0, budget));
  Node node = tree.root();
  if (!node.Is(cbor::Kind::kTag) || node.value->argument() != number) return read(node);
  node = node.Of(node.value->content());
  MPS_TRY(Expect(node, cbor::Kind::kBytes, "tag " + std::to_string(number)));
  MPS_ASSIGN(const Tree inner, DecodeTree(node.value->bytes(), ContentBase(node), budget));
  return read(inner.root());
}

}  // namespace

Result<Comid> ReadComid(Node node) {
  MPS_ASSIGN(const MapView map, MapView::Open(node, "concise-mid-tag"));
  Comid out;
  if (const auto language = map.Find(0)) {
    MPS_ASSIGN(out.language, ReadText(*language, "language"));
  }
  MPS_ASSIGN(const Node identity, map.Need(1, "tag-identity"));
  MPS_ASSIGN(out.identity, ReadTagIdentity(identity));
  if (const auto entities = map.Find(2)) {
    MPS_ASSIGN(out.entities, ReadList<Entity>(*entities, "entities", ReadEntity));
  }
  if (const auto linked = map.Find(3)) {
    MPS_ASSIGN(out.linked, ReadList<LinkedTag>(*linked, "linked-tags", ReadLinkedTag));
  }
  MPS_ASSIGN(const Node triples, map.Need(4, "triples"));
  MPS_ASSIGN(out.triples, ReadTriples(triples));
  out.unknown = map.Others({0, 1, 2, 3, 4});
  return out;
}

Result<Cotl> ReadCotl(Node node) {
  MPS_ASSIGN(const MapView map, MapView::Open(node, "concise-tl-tag"));
  MPS_TRY(map.Only({0, 1, 2}));
  Cotl out;
  MPS_ASSIGN(const Node identity, map.Need(0, "tag-identity"));
  MPS_ASSIGN(out.identity, ReadTagIdentity(identity));
  MPS_ASSIGN(const Node tags, map.Need(1, "tags-list"));
  MPS_ASSIGN(out.tags, ReadList<TagIdentity>(tags, "tags-list", ReadTagIdentity));
  MPS_ASSIGN(const Node validity, map.Need(2, "tl-validity"));
  MPS_ASSIGN(out.validity, ReadValidity(validity));
  return out;
}

Result<Evidence> ReadEvidence(Node node) {
  MPS_ASSIGN(const MapView map, MapView::Open(node, "concise-evidence"));
  Evidence out;
  MPS_ASSIGN(const Node triples, map.Need(0, "ev-triples"));
  MPS_ASSIGN(const MapView records, MapView::Open(triples, "ev-triples"));
  if (triples.value->entries().empty()) return triples.Fail(Code::kInvalid, "ev-triples", "must not be empty");
  if (const auto found = records.Find(0)) {
    MPS_ASSIGN(out.evidence, ReadList<ValueTriple>(*found, "evidence-triples", ReadValueTriple));
  }
  if (const auto found = records.Find(1)) {
    MPS_ASSIGN(out.identity, ReadList<KeyTriple>(*found, "identity-triples", ReadKeyTriple));
  }
  if (const auto found = records.Find(2)) {
    MPS_ASSIGN(out.dependency, ReadList<DomainTriple>(*found, "dependency-triples", ReadDomainTriple));
  }
  if (const auto found = records.Find(3)) {
    MPS_ASSIGN(out.membership, ReadList<DomainTriple>(*found, "membership-triples", ReadDomainTriple));
  }
  if (const auto found = records.Find(5)) {
    MPS_ASSIGN(out.attest_key, ReadList<KeyTriple>(*found, "attest-key-triples", ReadKeyTriple));
  }
  out.unknown = records.Others({0, 1, 2, 3, 5});
  if (const auto id = map.Find(1)) {
    MPS_ASSIGN(out.id, ReadGroupId(*id));  // tagged-uuid; ids of extensions are kept
  }
  if (const auto profile = map.Find(2)) {
    MPS_ASSIGN(out.profile, ReadProfile(*profile));
  }
  return out;
}

Result<Comid> DecodeComid(ByteView bytes) { return DecodeAlone<Comid>(bytes, tag::kComid, ReadComid); }
Result<Coswid> DecodeCoswid(ByteView bytes) { return DecodeAlone<Coswid>(bytes, tag::kCoswid, ReadCoswid); }
Result<Cotl> DecodeCotl(ByteView bytes) { return DecodeAlone<Cotl>(bytes, tag::kCotl, ReadCotl); }

Result<Evidence> DecodeEvidence(ByteView bytes) {
  std::size_t budget = kMaxItems;
  MPS_ASSIGN(const Tree tree, DecodeTree(bytes, 0, budget));
  MPS_ASSIGN(const Node content, ReadTag(tree.root(), tag::kEvidence, "concise-evidence"));
  if (!content.Is(cbor::Kind::kBytes)) return ReadEvidence(content);
  MPS_ASSIGN(const Tree inner, DecodeTree(content.value->bytes(), ContentBase(content), budget));
  return ReadEvidence(inner.root());
}

}  // namespace mps::corim
