// CoSERV: queries, results, the discovery document.
#include <catch2/catch.hpp>

#include "corim/coserv.h"
#include "corim/fixtures.h"

namespace mps::corim {
namespace {

using namespace fixture;

V Classes() { return M({{0, A({A({M({{1, T("Locks Ltd")}})})})}}); }
V Query(std::uint64_t artifact = 2, std::uint64_t result = 0) {
  return M({{0, U(artifact)}, {1, Classes()}, {2, U(result)}});
}
V Date() { return Tagged(0, T("2030-12-13T18:30:02Z")); }
V Whole(const V& query, Members more = {}) {
  Members members{{0, T("tag:locks")}, {1, query}};
  members.insert(members.end(), more.begin(), more.end());
  return M(members);
}
Status Read(const V& value) {
  auto read = DecodeCoserv(Encoded(value));
  return read.ok() ? Status() : read.TakeStatus();
}
Status ReadResults(const V& query, const V& results) { return Read(Whole(query, {{2, results}})); }
V QuadOf(const V& triple) { return M({{1, A({Key("k")})}, {2, triple}}); }
V Record() { return A({T("application/rim+cose"), B(2)}); }

}  // namespace

TEST_CASE("coserv: queries by environment and by identifier") {
  CHECK(Read(Whole(Query())).ok());
  const V instances = M({{1, A({A({Tagged(tag::kUeid, B(33)), A({Anon({{1, U(1)}})})})})}});
  CHECK(Read(Whole(M({{0, U(1)}, {1, instances}, {2, U(2)}}))).ok());
  const V rims = M({{3, A({A({U(2), T("c")}), A({U(0), B(16)})})}});
  CHECK(std::get<RimQuery>(DecodeCoserv(Encoded(Whole(rims))).value().query).ids.size() == 2);
  CHECK(Read(M({{0, V::Bytes({0x2a, 0x03})}, {1, Query()}})).ok());
  CHECK(!Read(M({{0, Tagged(tag::kUri, T("tag:a"))}, {1, Query()}})).ok());
  CHECK(!Read(Whole(M({{0, U(3)}, {1, Classes()}, {2, U(0)}}))).ok());
  CHECK(!Read(Whole(M({{0, U(2)}, {1, Classes()}, {2, U(0)}, {3, A({A({U(2), T("c")})})}}))).ok());
  CHECK(!Read(Whole(M({{0, U(2)}, {1, M({})}, {2, U(0)}}))).ok());
  CHECK(!Read(M({{1, Query()}})).ok());
  // Keys out of order: 4.5.
  CHECK(Read(Whole(M({{2, U(0)}, {0, U(2)}, {1, Classes()}}))).code() == Code::kNotDeterministic);
}

TEST_CASE("coserv: results are of the type that was asked for") {
  CHECK(ReadResults(Query(), M({{0, A({QuadOf(Reference())})}, {10, Date()}})).ok());
  CHECK(ReadResults(Query(0), M({{1, A({QuadOf(Reference())})}, {2, A({})}, {10, Date()}})).ok());
  CHECK(ReadResults(Query(1), M({{3, A({QuadOf(A({Env(), A({Key("k")})}))})}, {4, A({U(0)})}, {10, Date()}})).ok());
  CHECK(!ReadResults(Query(), M({{1, A({QuadOf(Reference())})}, {10, Date()}})).ok());
  CHECK(!ReadResults(Query(), M({{0, A({Reference()})}, {10, Date()}})).ok());
  CHECK(!ReadResults(Query(), M({{0, A({})}})).ok());
  CHECK(!ReadResults(Query(), M({{0, A({})}, {10, Tagged(0, T("tomorrow"))}})).ok());
  CHECK(ReadResults(Query(2, 1), M({{10, Date()}, {11, A({Record()})}})).ok());
  CHECK(!ReadResults(Query(2, 0), M({{10, Date()}, {11, A({Record()})}})).ok());
  CHECK(!ReadResults(Query(2, 1), M({{10, Date()}, {11, A({A({T("x"), B(1), U(0)})})}})).ok());
  const V rims = M({{3, A({A({U(2), T("c")})})}});
  CHECK(ReadResults(rims, M({{5, V::Map({{T("c"), Record()}})}, {10, Date()}})).ok());
  CHECK(!ReadResults(rims, M({{10, Date()}})).ok());
}

TEST_CASE("coserv: the discovery document") {
  const auto read = [](const std::string& type, bool keys) {
    Members members{{1, T("1.0")},
                    {2, A({M({{1, T(type)}, {2, A({T("source")})}})})},
                    {3, V::Map({{T("CoSERVRequestResponse"), T("/q/{query}")}})}};
    if (keys) members.emplace_back(4, A({M({{1, U(2)}})}));
    return DecodeDiscovery(Encoded(M(members))).ok();
  };
  CHECK(read("application/coserv+cose; profile=\"a\"", true));
  CHECK(!read("application/coserv+cose; profile=\"a\"", false));  // signed, but with which key
  CHECK(read("application/coserv+cbor; profile=\"a\"", false));
  CHECK(!DecodeDiscovery(Encoded(M({{1, T("1.0")}}))).ok());
}

}  // namespace mps::corim
