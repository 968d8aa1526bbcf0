// The records of the triples-map ("Triples").
#include <algorithm>

#include "corim/read.h"

namespace mps::corim {
namespace {

Result<DomainTriple> ReadDomain(Node node, std::string_view what) {
  MPS_TRY(ExpectTuple(node, what, 2, 2));
  DomainTriple out;
  MPS_ASSIGN(out.domain, ReadEnvironment(node.At(0)));
  MPS_ASSIGN(out.members, ReadList<Environment>(node.At(1), what, [](Node one) { return ReadEnvironment(one); }));
  return out;
}

Result<CoswidTriple> ReadCoswidTriple(Node node) {
  MPS_TRY(ExpectTuple(node, "coswid-triple", 2, 2));
  CoswidTriple out;
  MPS_ASSIGN(out.environment, ReadEnvironment(node.At(0)));
  MPS_ASSIGN(out.tags, ReadList<TagId>(node.At(1), "coswid-triple", [](Node one) { return ReadTagId(one, "tag-id"); }));
  return out;
}

Result<StatefulEnvironment> ReadStateful(Node node) {
  MPS_TRY(ExpectTuple(node, "stateful environment", 2, 2));
  StatefulEnvironment out;
  MPS_ASSIGN(out.environment, ReadEnvironment(node.At(0)));
  MPS_ASSIGN(out.claims, ReadMeasurements(node.At(1), "claims-list"));
  return out;
}

// The condition of a series: its list of claims may be empty, and it may name authorities.
Result<StatefulEnvironment> ReadSeriesCondition(Node node) {
  MPS_TRY(ExpectTuple(node, "series condition", 2, 3));
  StatefulEnvironment out;
  MPS_ASSIGN(out.environment, ReadEnvironment(node.At(0)));
  MPS_ASSIGN(out.claims, ReadMeasurements(node.At(1), "claims-list", 0));
  if (node.value->items().size() == 3) {
    MPS_ASSIGN(out.authorized_by, ReadKeys(node.At(2), "authorized-by"));
  }
  return out;
}

Result<SeriesItem> ReadSeriesItem(Node node) {
  MPS_TRY(ExpectTuple(node, "series", 2, 2));
  SeriesItem out;
  MPS_ASSIGN(out.selection, ReadMeasurements(node.At(0), "selection"));
  MPS_ASSIGN(out.addition, ReadMeasurements(node.At(1), "addition"));
  return out;
}

// What a selection looks at: for each measurement its key and its code points, in any order.
using Shape = std::vector<std::pair<Bytes, std::vector<std::int64_t>>>;
Shape ShapeOf(const std::vector<Measurement>& selection) {
  Shape out;
  for (const Measurement& one : selection) {
    std::vector<std::int64_t> codes;
    for (const Claim& claim : one.claims) codes.push_back(claim.code);
    out.emplace_back(one.key ? one.key->encoded : Bytes(), std::move(codes));
  }
  std::sort(out.begin(), out.end());
  return out;
}

Result<SeriesTriple> ReadSeriesTriple(Node node) {
  MPS_TRY(ExpectTuple(node, "series triple", 2, 2));
  SeriesTriple out;
  MPS_ASSIGN(out.condition, ReadSeriesCondition(node.At(0)));
  const Node series = node.At(1);
  MPS_ASSIGN(out.series, ReadList<SeriesItem>(series, "series", ReadSeriesItem));
  const Shape first = ShapeOf(out.series[0].selection);
  for (std::size_t i = 1; i < out.series.size(); ++i) {
    if (ShapeOf(out.series[i].selection) == first) continue;
    return series.At(i).Fail(Code::kInvalid, "series", "every selection must have the same keys and code points");
  }
  return out;
}

template <class T, class Read>
Status ReadTriplesAt(const MapView& map, std::int64_t key, std::string_view name, Read read, std::vector<T>& out) {
  const auto found = map.Find(key);
  if (!found) return {};
  MPS_ASSIGN(out, ReadList<T>(*found, name, read));
  return {};
}

}  // namespace

Result<ValueTriple> ReadValueTriple(Node node) {
  MPS_TRY(ExpectTuple(node, "triple", 2, 2));
  ValueTriple out;
  MPS_ASSIGN(out.environment, ReadEnvironment(node.At(0)));
  MPS_ASSIGN(out.measurements, ReadMeasurements(node.At(1), "measurements"));
  return out;
}

Result<KeyTriple> ReadKeyTriple(Node node) {
  MPS_TRY(ExpectTuple(node, "key triple", 2, 3));
  KeyTriple out;
  MPS_ASSIGN(out.environment, ReadEnvironment(node.At(0)));
  MPS_ASSIGN(out.keys, ReadKeys(node.At(1), "key-list"));
  if (node.value->items().size() == 2) return out;
  MPS_ASSIGN(const MapView map, MapView::Open(node.At(2), "conditions"));
  MPS_TRY(map.Only({0, 1}));
  if (map.node().value->entries().empty()) return map.node().Fail(Code::kInvalid, "conditions", "must not be empty");
  if (const auto key = map.Find(0)) {
    MPS_ASSIGN(out.key, ReadMeasurementKey(*key));
  }
  if (const auto by = map.Find(1)) {
    MPS_ASSIGN(out.authorized_by, ReadKeys(*by, "authorized-by"));
  }
  return out;
}

Result<DomainTriple> ReadDomainTriple(Node node) { return ReadDomain(node, "domain triple"); }

Result<ConditionalTriple> ReadConditionalTriple(Node node) {
  MPS_TRY(ExpectTuple(node, "conditional endorsement", 2, 2));
  ConditionalTriple out;
  MPS_ASSIGN(out.conditions, ReadList<StatefulEnvironment>(node.At(0), "conditions", ReadStateful));
  MPS_ASSIGN(out.endorsements, ReadList<ValueTriple>(node.At(1), "endorsements", ReadValueTriple));
  return out;
}

Result<Triples> ReadTriples(Node node) {
  MPS_ASSIGN(const MapView map, MapView::Open(node, "triples"));
  if (node.value->entries().empty()) return node.Fail(Code::kInvalid, "triples", "must not be empty");
  Triples out;
  MPS_TRY(ReadTriplesAt(map, 0, "reference-triples", ReadValueTriple, out.reference));
  MPS_TRY(ReadTriplesAt(map, 1, "endorsed-triples", ReadValueTriple, out.endorsed));
  MPS_TRY(ReadTriplesAt(map, 2, "identity-triples", ReadKeyTriple, out.identity));
  MPS_TRY(ReadTriplesAt(map, 3, "attest-key-triples", ReadKeyTriple, out.attest_key));
  MPS_TRY(ReadTriplesAt(map, 4, "dependency-triples", ReadDomainTriple, out.dependency));
  MPS_TRY(ReadTriplesAt(map, 5, "membership-triples", ReadDomainTriple, out.membership));
  MPS_TRY(ReadTriplesAt(map, 6, "coswid-triples", ReadCoswidTriple, out.coswid));
  MPS_TRY(ReadTriplesAt(map, 8, "conditional-endorsement-series-triples", ReadSeriesTriple, out.series));
  MPS_TRY(ReadTriplesAt(map, 10, "conditional-endorsement-triples", ReadConditionalTriple, out.conditional));
  out.unknown = map.Others({0, 1, 2, 3, 4, 5, 6, 8, 10});
  return out;
}

}  // namespace mps::corim
