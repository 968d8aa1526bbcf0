// Reading of CoSERV objects and of the discovery document.
#include "corim/coserv.h"

#include <algorithm>

#include "base/time.h"
#include "corim/read.h"

namespace mps::corim {
namespace {

constexpr std::uint64_t kDateText = 0;  // CBOR tag of RFC 3339 text

// ~uri, or the octets of an object identifier (4.2): both without a tag.
Result<Profile> ReadCoservProfile(Node node) {
  if (node.Is(cbor::Kind::kText)) return Profile{false, node.value->text(), false};
  MPS_ASSIGN(const Bytes octets, ReadBytes(node, "profile"));
  const auto dots = OidText(octets);
  if (!dots) return node.Fail(Code::kInvalid, "profile", "is no object identifier");
  return Profile{true, *dots, false};
}

Result<std::uint64_t> ReadChoice(Node node, std::string_view what, std::uint64_t most) {
  MPS_ASSIGN(const std::uint64_t number, ReadUint(node, what));
  if (number > most) return node.Fail(Code::kInvalid, what, "is not known");
  return number;
}

Result<Selector> ReadSelector(Node node, std::int64_t kind) {
  MPS_TRY(ExpectTuple(node, "selector", 1, 2));
  const Node what = node.At(0);
  Selector out;
  if (kind == 0) {
    MPS_ASSIGN(out.environment.klass, ReadClass(what));
  } else if (kind == 1) {
    MPS_ASSIGN(out.environment.instance, ReadInstanceId(what));
  } else {
    MPS_ASSIGN(out.environment.group, ReadGroupId(what));
  }
  if (node.value->items().size() == 2) {
    MPS_ASSIGN(out.measurements, ReadMeasurements(node.At(1), "measurements"));
  }
  return out;
}

Result<EnvironmentQuery> ReadEnvironmentQuery(const MapView& map) {
  MPS_TRY(map.Only({0, 1, 2}));
  EnvironmentQuery out;
  MPS_ASSIGN(const Node artifact, map.Need(0, "artifact-type"));
  MPS_ASSIGN(const std::uint64_t type, ReadChoice(artifact, "artifact-type", 2));
  out.artifact = static_cast<ArtifactType>(type);
  MPS_ASSIGN(const Node selector, map.Need(1, "environment-selector"));
  MPS_ASSIGN(const MapView kinds, MapView::Open(selector, "environment-selector"));
  MPS_TRY(kinds.Only({0, 1, 2}));
  if (selector.value->entries().size() != 1)
    return selector.Fail(Code::kInvalid, "environment-selector", "must be of exactly one kind");
  const std::int64_t kind = selector.value->entries()[0].first.AsInt().value_or(0);
  MPS_ASSIGN(out.selectors, ReadList<Selector>(selector.Of(selector.value->entries()[0].second), "environment-selector",
                                               [kind](Node one) { return ReadSelector(one, kind); }));
  MPS_ASSIGN(const Node result, map.Need(2, "result-type"));
  MPS_ASSIGN(const std::uint64_t wanted, ReadChoice(result, "result-type", 2));
  out.result = static_cast<ResultType>(wanted);
  return out;
}

Result<RimId> ReadRimId(Node node) {
  MPS_TRY(ExpectTuple(node, "rim-selector", 2, 2));
  MPS_ASSIGN(const std::uint64_t kind, ReadChoice(node.At(0), "rim-selector", 2));
  RimId out;
  out.kind = static_cast<std::uint8_t>(kind);
  MPS_ASSIGN(out.id, ReadTagId(node.At(1), "rim-selector"));
  return out;
}

Result<WrappedMessage> ReadWrapped(Node node) {
  MPS_TRY(ExpectTuple(node, "CMW record", 2, 3));
  WrappedMessage out;
  const Node type = node.At(0);
  if (type.Is(cbor::Kind::kText)) {
    out.type = type.value->text();
  } else {
    MPS_ASSIGN(const std::uint64_t number, ReadChoice(type, "CMW type", 65535));
    out.type = number;
  }
  MPS_ASSIGN(out.value, ReadBytes(node.At(1), "CMW value"));
  if (node.value->items().size() == 3) {
    const Node indicator = node.At(2);
    MPS_ASSIGN(const std::uint64_t bits, ReadUint(indicator, "CMW indicator"));
    if (bits == 0) return indicator.Fail(Code::kInvalid, "CMW indicator", "must not be zero");
  }
  return out;
}

template <class Triple, class Read>
Status ReadQuads(const MapView& map, std::int64_t key, std::string_view name, Read read,
                 std::vector<Quad<Triple>>& out) {
  const auto found = map.Find(key);
  if (!found) return {};
  const auto read_quad = [&](Node node) -> Result<Quad<Triple>> {
    MPS_ASSIGN(const MapView quad, MapView::Open(node, name));
    MPS_TRY(quad.Only({1, 2}));
    Quad<Triple> one;
    MPS_ASSIGN(const Node authorities, quad.Need(1, "authorities"));
    MPS_ASSIGN(one.authorities, ReadKeys(authorities, "authorities"));
    MPS_ASSIGN(const Node triple, quad.Need(2, "triple"));
    MPS_ASSIGN(one.triple, read(triple));
    return one;
  };
  MPS_ASSIGN(out, ReadList<Quad<Triple>>(*found, name, read_quad, 0));
  return {};
}

// Code points of the results that go with the query (3.5.1, 4.4).
Status CheckMembers(const MapView& map, const std::variant<EnvironmentQuery, RimQuery>& query) {
  const auto* environment = std::get_if<EnvironmentQuery>(&query);
  if (environment == nullptr) return map.Only({5, 10});
  if (environment->artifact == ArtifactType::kReferenceValues) return map.Only({0, 10, 11});
  if (environment->artifact == ArtifactType::kEndorsedValues) return map.Only({1, 2, 10, 11});
  return map.Only({3, 4, 10, 11});
}

Status CheckAnswered(const MapView& map, const std::variant<EnvironmentQuery, RimQuery>& query) {
  const auto* environment = std::get_if<EnvironmentQuery>(&query);
  if (environment == nullptr) return map.Need(5, "rims").ok() ? Status() : map.Need(5, "rims").TakeStatus();
  if (environment->result == ResultType::kCollected && map.Find(11))
    return map.Find(11)->Fail(Code::kInvalid, "results", "source artifacts were not asked for");
  return {};
}

Status ReadRims(const MapView& map, CoservResults& out) {
  const auto rims = map.Find(5);
  if (!rims) return {};
  MPS_TRY(Expect(*rims, cbor::Kind::kMap, "rims"));
  for (const auto& [key, value] : rims->value->entries()) {
    if (key.Is(cbor::Kind::kText) && key.text() == "__cmwc_t") continue;  // the collection's type
    MPS_ASSIGN(TagId id, ReadTagId(rims->Of(key), "rims"));
    MPS_ASSIGN(WrappedMessage message, ReadWrapped(rims->Of(value)));
    out.rims.emplace_back(std::move(id), std::move(message));
  }
  return {};
}

Result<CoservResults> ReadResults(Node node, const std::variant<EnvironmentQuery, RimQuery>& query) {
  MPS_ASSIGN(const MapView map, MapView::Open(node, "results"));
  MPS_TRY(CheckMembers(map, query));
  MPS_TRY(CheckAnswered(map, query));
  CoservResults out;
  MPS_TRY(ReadQuads(map, 0, "rvq", ReadValueTriple, out.reference));
  MPS_TRY(ReadQuads(map, 1, "evq", ReadValueTriple, out.endorsed));
  MPS_TRY(ReadQuads(map, 2, "ceq", ReadConditionalTriple, out.conditional));
  MPS_TRY(ReadQuads(map, 3, "akq", ReadKeyTriple, out.attest_key));
  if (const auto stores = map.Find(4)) {
    MPS_TRY(Expect(*stores, cbor::Kind::kArray, "tas"));
    out.trust_anchor_stores = stores->value->items().size();
  }
  if (const auto sources = map.Find(11)) {
    MPS_ASSIGN(out.sources, ReadList<WrappedMessage>(*sources, "source-artifacts", ReadWrapped));
  }
  MPS_TRY(ReadRims(map, out));
  MPS_ASSIGN(const Node expiry, map.Need(10, "expiry"));
  MPS_ASSIGN(const Node date, ReadTag(expiry, kDateText, "expiry"));
  MPS_ASSIGN(const std::string text, ReadText(date, "expiry"));
  const auto time = ParseTime(text);
  if (!time.ok()) return date.Fail(Code::kInvalid, "expiry", time.status().message());
  out.expiry = *time;
  return out;
}

// 4.5: the octets of the query are those that the writer would make.
Status CheckDeterministic(Node query, ByteView document) {
  MPS_ASSIGN(const Bytes encoded, EncodeItem(query));
  const ByteView received = document.subspan(query.value->offset(), query.value->end_offset() - query.value->offset());
  if (std::equal(encoded.begin(), encoded.end(), received.begin(), received.end())) return {};
  return query.Fail(Code::kNotDeterministic, "query", "is not in deterministic encoding");
}

Result<std::variant<EnvironmentQuery, RimQuery>> ReadQuery(Node node) {
  MPS_ASSIGN(const MapView map, MapView::Open(node, "query"));
  if (const auto selector = map.Find(3)) {
    MPS_TRY(map.Only({3}));
    RimQuery query;
    MPS_ASSIGN(query.ids, ReadList<RimId>(*selector, "rim-selector", ReadRimId));
    return std::variant<EnvironmentQuery, RimQuery>(std::move(query));
  }
  MPS_ASSIGN(EnvironmentQuery query, ReadEnvironmentQuery(map));
  return std::variant<EnvironmentQuery, RimQuery>(std::move(query));
}

Result<Discovery::Capability> ReadCapability(Node node) {
  MPS_ASSIGN(const MapView map, MapView::Open(node, "capability"));
  MPS_TRY(map.Only({1, 2}));
  Discovery::Capability out;
  MPS_ASSIGN(const Node type, map.Need(1, "media-type"));
  MPS_ASSIGN(out.media_type, ReadText(type, "media-type"));
  MPS_ASSIGN(const Node support, map.Need(2, "artifact-support"));
  MPS_ASSIGN(out.artifacts, ReadList<std::string>(support, "artifact-support", [](Node one) -> Result<std::string> {
               MPS_ASSIGN(std::string text, ReadText(one, "artifact-support"));
               if (text != "source" && text != "collected")
                 return one.Fail(Code::kInvalid, "artifact-support", "must be source or collected");
               return text;
             }));
  return out;
}

Status CheckKeySet(Node node) {
  MPS_TRY(Expect(node, cbor::Kind::kArray, "result-verification-key"));
  if (node.value->items().empty()) return node.Fail(Code::kInvalid, "result-verification-key", "must not be empty");
  for (const cbor::Value& item : node.value->items()) {
    const Node key = node.Of(item);
    MPS_TRY(Expect(key, cbor::Kind::kMap, "COSE_Key"));
    if (item.Find(std::int64_t{1}) == nullptr) return key.Fail(Code::kInvalid, "COSE_Key", "has no key type (1)");
  }
  return {};
}

}  // namespace

Result<Coserv> DecodeCoserv(ByteView bytes) {
  std::size_t budget = kMaxItems;
  MPS_ASSIGN(const Tree tree, DecodeTree(bytes, 0, budget));
  MPS_ASSIGN(const MapView map, MapView::Open(tree.root(), "CoSERV"));
  MPS_TRY(map.Only({0, 1, 2}));
  Coserv out;
  MPS_ASSIGN(const Node profile, map.Need(0, "profile"));
  MPS_ASSIGN(out.profile, ReadCoservProfile(profile));
  MPS_ASSIGN(const Node query, map.Need(1, "query"));
  MPS_TRY(CheckDeterministic(query, bytes));
  MPS_ASSIGN(out.query, ReadQuery(query));
  if (const auto results = map.Find(2)) {
    MPS_ASSIGN(out.results, ReadResults(*results, out.query));
  }
  return out;
}

Result<Discovery> DecodeDiscovery(ByteView bytes) {
  std::size_t budget = kMaxItems;
  MPS_ASSIGN(const Tree tree, DecodeTree(bytes, 0, budget));
  MPS_ASSIGN(const MapView map, MapView::Open(tree.root(), "discovery document"));
  MPS_TRY(map.Only({1, 2, 3, 4}));
  Discovery out;
  MPS_ASSIGN(const Node version, map.Need(1, "version"));
  MPS_ASSIGN(out.version, ReadText(version, "version"));
  MPS_ASSIGN(const Node capabilities, map.Need(2, "capabilities"));
  MPS_ASSIGN(out.capabilities, ReadList<Discovery::Capability>(capabilities, "capabilities", ReadCapability));
  MPS_ASSIGN(const Node endpoints, map.Need(3, "api-endpoints"));
  MPS_TRY(Expect(endpoints, cbor::Kind::kMap, "api-endpoints"));
  for (const auto& [key, value] : endpoints.value->entries()) {
    MPS_ASSIGN(std::string name, ReadText(endpoints.Of(key), "api-endpoints"));
    MPS_ASSIGN(std::string path, ReadText(endpoints.Of(value), "api-endpoints"));
    out.endpoints.emplace_back(std::move(name), std::move(path));
  }
  if (const auto keys = map.Find(4)) {
    MPS_TRY(CheckKeySet(*keys));
    out.keys = keys->value->items().size();
  }
  const bool signs = std::any_of(out.capabilities.begin(), out.capabilities.end(),
                                 [](const auto& one) { return one.media_type.starts_with("application/coserv+cose"); });
  if (signs && out.keys == 0)
    return tree.root().Fail(Code::kInvalid, "discovery document", "signed results without a key to verify them");
  return out;
}

}  // namespace mps::corim
