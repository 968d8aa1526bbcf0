// The comparison rules, beyond the table of tests/vectors: unknown values, masks, algorithms by name, infinities.
#include <catch2/catch.hpp>

#include "corim/fixtures.h"
#include "corim/match.h"

namespace mps::corim {
namespace {

using namespace fixture;

Claims ClaimsOf(const Members& values) {
  const V comid = ComidOf({{0, A({Triple(Env(), {Anon(values)})})}});
  return DecodeComid(Encoded(comid)).value().triples.reference[0].measurements[0].claims;
}
bool Match(const Members& condition, const Members& entry) { return MatchClaims(ClaimsOf(condition), ClaimsOf(entry)); }
bool MatchOne(std::int64_t number, const V& condition, const V& entry) {
  return Match({{number, condition}}, {{number, entry}});
}

V Range(const V& least, const V& most) { return Tagged(tag::kIntRange, A({least, most})); }

}  // namespace

TEST_CASE("corim match: all of the condition must be in the entry; more in the entry does not matter") {
  CHECK(Match({{1, U(1)}}, {{1, U(1)}, {8, T("s")}}));
  CHECK(!Match({{1, U(1)}, {8, T("s")}}, {{1, U(1)}}));
  CHECK(!Match({{1, U(1)}, {8, T("s")}}, {{1, U(1)}, {8, T("t")}}));
}

TEST_CASE("corim match: what is not known never matches, not even itself") {
  CHECK(!MatchOne(-77, T("a"), T("a")));
  CHECK(!MatchOne(100, T("a"), T("a")));
  const V raw = Tagged(570, B(1));
  CHECK(!MatchOne(code::kRawValue, raw, raw));
  CHECK(Match({{1, U(1)}}, {{1, U(1)}, {-77, T("a")}}));  // in the entry it does no harm
}

TEST_CASE("corim match: values of every kind") {
  CHECK(MatchOne(code::kMac, B(6), B(6)));
  CHECK(!MatchOne(code::kMac, B(6), B(8)));
  CHECK(!MatchOne(code::kIp, B(4, 1), B(4, 2)));
  CHECK(MatchOne(code::kName, T("a"), T("a")));
  CHECK(!MatchOne(code::kName, T("a"), T("A")));
  CHECK(!MatchOne(code::kVersion, M({{0, T("1")}}), M({{0, T("1")}, {1, U(1)}})));
  CHECK(!MatchOne(code::kUuid, B(16, 1), B(16, 2)));
}

TEST_CASE("corim match: digests by name and number are one algorithm; every common one must agree") {
  const V name = A({T("sha-256"), B(32, 1)});
  CHECK(MatchOne(2, A({name}), A({Dig(1)})));
  CHECK(!MatchOne(2, A({name}), A({Dig(2)})));
  CHECK(!MatchOne(2, A({Dig(1)}), A({Dig(1, 7, 48)})));  // none in common
  CHECK(MatchOne(2, A({Dig(1), Dig(2, 8, 64)}), A({Dig(1), Dig(3, 7, 48)})));
  CHECK(!MatchOne(2, A({Dig(1), Dig(2, 7, 48)}), A({Dig(1), Dig(3, 7, 48)})));
  CHECK(!MatchDigests({{DigestId(1), {1}}, {DigestId("sha-256"), {1}}}, {{DigestId(1), {1}}}));
}

TEST_CASE("corim match: raw values") {
  const auto raw = [](const Bytes& value) { return Tagged(tag::kBytes, V::Bytes(value)); };
  const auto masked = [](const Bytes& value, const Bytes& mask) {
    return Tagged(tag::kMaskedRaw, A({V::Bytes(value), V::Bytes(mask)}));
  };
  CHECK(MatchOne(4, masked({0xff, 0x0f}, {0x00, 0xff}), raw({0x00, 0x0f})));
  CHECK(!MatchOne(4, masked({0xff, 0x0f}, {0x80, 0xff}), raw({0x00, 0x0f})));
  CHECK(!MatchOne(4, masked({0xff}, {0xff, 0xff}), raw({0xff})));
  CHECK(!MatchOne(4, raw({1}), masked({1}, {0xff})));  // an entry is never masked
  CHECK(Match({{4, raw({0xff})}, {5, V::Bytes({0x0f})}}, {{4, raw({0x0f})}}));
  CHECK(!Match({{4, raw({0xff})}, {5, V::Bytes({0x0f, 0})}}, {{4, raw({0x0f})}}));
  CHECK(!Match({{4, masked({1}, {1})}, {5, V::Bytes({1})}}, {{4, raw({1})}}));
  CHECK(!MatchClaims({Claim{code::kRawMask, Bytes{1}, {}}}, ClaimsOf({{4, raw({1})}})));
}

TEST_CASE("corim match: ranges of integers") {
  const V most = V::Negative(UINT64_MAX), big = U(UINT64_MAX);
  CHECK(MatchOne(15, Range(V::Null(), V::Null()), Range(V::Null(), V::Null())));
  CHECK(!MatchOne(15, Range(U(1), V::Null()), Range(V::Null(), U(5))));
  CHECK(MatchOne(15, Range(most, big), U(0)));
  CHECK(!MatchOne(15, Range(V::Int(-1), big), most));
  CHECK(MatchOne(15, Range(U(1), U(9)), Range(U(2), U(9))));
  CHECK(!MatchOne(15, U(5), Range(U(5), V::Null())));
  CHECK(!MatchOne(15, U(5), Range(V::Null(), U(5))));
  CHECK(MatchOne(15, V::Int(-3), V::Int(-3)));
}

TEST_CASE("corim match: keys one after the other, registers by typed name") {
  CHECK(MatchOne(13, A({Key("a")}), A({Key("a"), Key("b")})));
  CHECK(!MatchOne(13, A({Key("b")}), A({Key("a"), Key("b")})));
  CHECK(!MatchOne(13, A({Key("a"), Key("b")}), A({Key("a")})));
  CHECK(!MatchOne(13, A({Key("a")}), A({Tagged(tag::kPemCert, T("a"))})));
  const V five = V::Map({{U(5), A({Dig(1)})}}), text = V::Map({{T("5"), A({Dig(1)})}});
  CHECK(MatchOne(14, five, five));
  CHECK(!MatchOne(14, five, text));
}

TEST_CASE("corim match: environments and keys of elements") {
  const auto environment = [](const V& value) {
    return DecodeComid(Encoded(ComidOf({{0, A({Triple(value, {Anon({{1, U(1)}})})})}})))
        .value()
        .triples.reference[0]
        .environment;
  };
  CHECK(MatchEnvironment(environment(Env()), environment(Env("Door", true))));
  CHECK(!MatchEnvironment(environment(Env("Door", true)), environment(Env())));
  CHECK(!MatchEnvironment(environment(Env("Hinge")), environment(Env())));
  CHECK(MatchEnvironment(environment(M({{1, Tagged(600, T("x"))}})), environment(M({{1, Tagged(600, T("x"))}}))));
  CHECK(MatchKey(std::nullopt, std::nullopt));
  CHECK(!MatchKey(std::nullopt, MakeUint(1)));
  CHECK(!MatchKey(MakeUint(1), MakeText("1")));
}

}  // namespace mps::corim
