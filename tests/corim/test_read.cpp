// Documents: everything of the draft is read, and what breaks a rule is refused at its place.
#include <catch2/catch.hpp>

#include "corim/fixtures.h"
#include "corim/profile.h"

namespace mps::corim {
namespace {

using namespace fixture;

Status ReadStatus(const V& comid) {
  auto read = DecodeComid(Encoded(comid));
  return read.ok() ? Status() : read.TakeStatus();
}

// A reference value with one code point.
Status ValueStatus(std::int64_t number, const V& value) {
  return ReadStatus(ComidOf({{0, A({Triple(Env(), {Anon({{number, value}})})})}}));
}

V EnvironmentComid(const V& environment) { return ComidOf({{0, A({Triple(environment, {Anon({{1, U(1)}})})})}}); }

template <class T>
const T& ValueOf(const Comid& comid, std::int64_t number) {
  return std::get<T>(FindClaim(comid.triples.reference[0].measurements[0].claims, number)->value);
}

}  // namespace

TEST_CASE("corim: every triple and every code point is read") {
  const Bytes bytes = Encoded(Embedded(tag::kComid, Everything()));
  const Comid comid = DecodeComid(bytes).value();
  CHECK(comid.language == "en");
  CHECK(comid.identity.id.is_uuid);
  CHECK(comid.identity.version == 4);
  CHECK(comid.entities[0].reg_id == "https://locks.example");
  CHECK(comid.entities[0].roles == std::vector<std::int64_t>{0, 9});
  CHECK(comid.linked[0].relation == 1);
  const Triples& triples = comid.triples;
  CHECK(triples.reference.size() == 1);
  CHECK(triples.endorsed.size() == 1);
  CHECK(triples.identity[0].key == MakeText("m"));
  CHECK(triples.identity[0].authorized_by.size() == 1);
  CHECK(triples.identity[0].keys[0].kind == IdKind::kKeyThumbprint);
  CHECK(triples.attest_key[0].keys[0] == MakeTyped(IdKind::kPemKey, AsBytes("k")));
  CHECK(triples.dependency[0].members.size() == 1);
  CHECK(triples.membership[0].domain.klass->model == "Door");
  CHECK(triples.coswid[0].tags.size() == 2);
  CHECK(triples.series[0].condition.claims.empty());
  CHECK(triples.series[0].condition.authorized_by.size() == 1);
  CHECK(triples.conditional[0].conditions[0].environment.klass->model == "Hinge");
  CHECK(triples.unknown == std::vector<std::int64_t>{-3});
  CHECK(comid.unknown == std::vector<std::int64_t>{77});

  CHECK(Describe(*triples.reference[0].measurements[0].key) == "oid 2.5.2.8192");
  CHECK(ValueOf<Version>(comid, code::kVersion).text == "1.2");
  CHECK(ValueOf<Svn>(comid, code::kSvn) == Svn{true, 3});
  CHECK(ValueOf<Digests>(comid, code::kDigests).size() == 2);
  CHECK(ValueOf<Flags>(comid, code::kFlags).at(40));
  CHECK(ValueOf<RawValue>(comid, code::kRawValue).mask == Bytes(4, 255));
  CHECK(ValueOf<Bytes>(comid, code::kMac).size() == 6);
  CHECK(ValueOf<std::string>(comid, code::kSerial) == "S1");
  CHECK(ValueOf<Keys>(comid, code::kCryptoKeys).size() == 3);
  CHECK(ValueOf<Registers>(comid, code::kRegisters).size() == 2);
  CHECK(ValueOf<IntRange>(comid, code::kIntRange).least == Integer::Of(-1));
  CHECK(!ValueOf<IntRange>(comid, code::kIntRange).most);
  const auto lines = NotUnderstood(comid);
  CHECK(lines.size() == 4);  // member 77, code points -77 and 100, triple -3
}

TEST_CASE("corim: unsigned CoRIMs with all their members") {
  const V swid =
      V::Map({{U(0), T("swid")},
              {U(12), U(0)},
              {U(1), T("Bolt")},
              {U(2), M({{31, T("Locks Ltd")}, {33, U(1)}})},
              {U(6), M({{16, M({{24, T("bin")}, {26, M({{17, M({{24, T("bolt")}, {20, U(9)}, {7, Dig(1)}})}})}})}})},
              {T("local"), T("x")}});
  const V cotl = M({{0, M({{0, T("list")}})}, {1, A({M({{0, T("door-1")}})})}, {2, Span(1, 2)}});
  const V locator = M({{0, A({Tagged(tag::kUri, T("https://a.example")), Tagged(tag::kUri, T("https://b.example"))})},
                       {1, A({Dig(1), Dig(2, 7, 48)})}});
  const V entity = M({{0, T("Locks Ltd")}, {2, A({U(1), U(2)})}});
  const V corim = CorimOf({Embedded(tag::kComid, ComidOf({{0, A({Reference()})}})), Embedded(tag::kCoswid, swid),
                           Embedded(tag::kCotl, cotl), Tagged(509, B(3))},
                          {{2, A({locator})},
                           {3, Tagged(tag::kOid, V::Bytes({0x2a, 0x03}))},
                           {4, Span(10, 20)},
                           {5, A({entity})},
                           {-1, U(0)}});
  for (const V& form : {corim, Tagged(tag::kLegacyCorim, corim)}) {
    const Corim read = DecodeCorim(Encoded(form)).value();
    CHECK(read.id.value == "door-corim");
    CHECK(read.comids.size() == 1);
    CHECK(read.coswids[0].files[0].path == "bin/bolt");
    CHECK(read.coswids[0].files[0].hash->value == Bytes(32, 1));
    CHECK(read.cotls[0].validity.not_after == 2);
    CHECK(read.unknown_tags == std::vector<std::uint64_t>{509});
    CHECK(read.dependent[0].uris.size() == 2);
    CHECK(read.dependent[0].thumbprints.size() == 2);
    CHECK(read.profile->text == "1.2.3");
    CHECK(read.validity->not_before == 10);
    CHECK(read.unknown == std::vector<std::int64_t>{-1});
    CHECK(NotUnderstood(read).size() == 2);
    CHECK(CheckProfile(read).feature() == "corim-profile");
  }
}

TEST_CASE("corim: what is missing, empty, doubled or not known is refused") {
  const V ref = A({Reference()});
  CHECK(ReadStatus(ComidOf({{0, ref}})).ok());
  CHECK(ReadStatus(ComidOf({})).code() == Code::kInvalid);
  CHECK(ReadStatus(ComidOf({{0, A({})}})).code() == Code::kInvalid);
  CHECK(ReadStatus(M({{4, M({{0, ref}})}})).code() == Code::kInvalid);
  CHECK(ReadStatus(V::Map({{T("1"), U(1)}})).code() == Code::kType);
  CHECK(ReadStatus(ComidOf({{0, A({A({Env(), A({})})})}})).code() == Code::kInvalid);
  CHECK(ReadStatus(ComidOf({{0, A({A({Env()})})}})).code() == Code::kInvalid);
  CHECK(ReadStatus(EnvironmentComid(M({}))).code() == Code::kInvalid);
  CHECK(ReadStatus(EnvironmentComid(M({{3, U(0)}}))).code() == Code::kInvalid);  // no extension point
  CHECK(ReadStatus(EnvironmentComid(M({{0, M({})}}))).code() == Code::kInvalid);
  CHECK(ReadStatus(EnvironmentComid(M({{0, M({{5, U(0)}})}}))).code() == Code::kInvalid);
  CHECK(ReadStatus(EnvironmentComid(M({{0, M({{2, T("model alone")}})}}))).code() == Code::kInvalid);
  CHECK(ReadStatus(EnvironmentComid(M({{0, M({{0, B(16)}})}}))).code() == Code::kType);  // untagged
  CHECK(ReadStatus(EnvironmentComid(M({{1, Tagged(tag::kUeid, B(6))}}))).code() == Code::kInvalid);
  CHECK(ReadStatus(EnvironmentComid(M({{2, Tagged(tag::kUuid, B(15))}}))).code() == Code::kInvalid);
  CHECK(ReadStatus(EnvironmentComid(M({{0, M({{0, Tagged(tag::kOid, V::Bytes({0x80, 0x01}))}})}}))).code() ==
        Code::kInvalid);
  CHECK(ReadStatus(EnvironmentComid(M({{1, Tagged(600, T("of an extension"))}}))).ok());
  const V twice = Embedded(tag::kComid, ComidOf({{0, ref}}));
  CHECK(DecodeCorim(Encoded(CorimOf({twice, twice}))).status().code() == Code::kInvalid);
  CHECK(DecodeCorim(Encoded(CorimOf({}))).status().code() == Code::kInvalid);
  CHECK(DecodeCorim(Encoded(CorimOf({Tagged(tag::kComid, M({}))}))).status().code() == Code::kType);
  CHECK(DecodeCorim(Encoded(CorimOf({twice}, {{4, Span(3, 2)}}))).status().code() == Code::kInvalid);
  const V signer = M({{0, T("x")}, {2, A({U(2)})}});
  CHECK(DecodeCorim(Encoded(CorimOf({twice}, {{5, A({signer, signer})}}))).status().code() == Code::kInvalid);
  CHECK(DecodeCorim(Encoded(M({{0, T("x")}}))).status().code() == Code::kType);
}

TEST_CASE("corim: measurement values of a wrong type or size") {
  const std::vector<std::pair<std::int64_t, V>> bad = {{code::kVersion, T("1")},
                                                       {code::kVersion, M({{1, U(1)}})},
                                                       {code::kSvn, V::Int(-1)},
                                                       {code::kSvn, Tagged(551, U(1))},
                                                       {code::kDigests, A({})},
                                                       {code::kDigests, A({Dig(1), Dig(2)})},
                                                       {code::kDigests, A({Dig(1), A({T("sha-256"), B(32)})})},
                                                       {code::kDigests, A({A({U(1), T("00")})})},
                                                       {code::kDigests, A(std::vector<V>(kMaxDigests + 1, Dig(1)))},
                                                       {code::kFlags, M({{0, U(1)}})},
                                                       {code::kRawValue, B(3)},
                                                       {code::kRawValue, Tagged(tag::kMaskedRaw, A({B(1)}))},
                                                       {code::kRawMask, B(3)},
                                                       {code::kMac, B(7)},
                                                       {code::kIp, B(5)},
                                                       {code::kUeid, B(34)},
                                                       {code::kUuid, Tagged(tag::kUuid, B(16))},
                                                       {code::kName, U(1)},
                                                       {code::kCryptoKeys, A({})},
                                                       {code::kCryptoKeys, A({T("k")})},
                                                       {code::kCryptoKeys, A({Tagged(tag::kCoseKey, M({{2, B(1)}}))})},
                                                       {code::kRegisters, V::Map()},
                                                       {code::kRegisters, V::Map({{V::Int(-1), A({Dig(1)})}})},
                                                       {code::kIntRange, Tagged(tag::kIntRange, A({U(2), U(1)}))},
                                                       {code::kIntRange, V::Null()}};
  for (const auto& [number, value] : bad) {
    CAPTURE(number, cbor::Diagnostic(value));
    CHECK(!ValueStatus(number, value).ok());
  }
  CHECK(ValueStatus(code::kRawValue, Tagged(570, B(1))).ok());  // of an extension: kept, never matches
  CHECK(ValueStatus(-5, V::Null()).ok());
}

TEST_CASE("corim: every selection of a series looks at the same keys and code points") {
  const auto series = [](const V& a, const V& b) {
    const V addition = A({Anon({{code::kName, T("x")}})});
    const V steps = A({A({A({a}), addition}), A({A({b}), addition})});
    return ReadStatus(ComidOf({{8, A({A({A({Env(), A({})}), steps})})}}));
  };
  CHECK(series(Anon({{1, U(1)}}), Anon({{1, U(2)}})).ok());
  CHECK(series(Anon({{1, U(1)}}), Anon({{8, T("1")}})).code() == Code::kInvalid);
  CHECK(series(Anon({{1, U(1)}}), Meas(U(1), {{1, U(1)}})).code() == Code::kInvalid);
}

TEST_CASE("corim: a fault inside an embedded tag has its place in the whole document") {
  V bad = ComidOf({{0, A({Triple(Env(), {Anon({{code::kMac, V::Bytes({0xde, 0xad, 0xbe})}})})})}});
  const Bytes bytes = Encoded(CorimOf({Embedded(tag::kComid, bad)}));
  const Status status = DecodeCorim(bytes).status();
  REQUIRE(status.offset());
  const std::size_t at = static_cast<std::size_t>(*status.offset());
  REQUIRE(at + 4 <= bytes.size());
  CHECK(Bytes(bytes.begin() + static_cast<std::ptrdiff_t>(at), bytes.begin() + static_cast<std::ptrdiff_t>(at) + 4) ==
        Bytes{0x43, 0xde, 0xad, 0xbe});
}

TEST_CASE("corim: concise evidence, tagged around a map or around its octets") {
  const V map = M({{0, M({{0, A({Reference()})}, {4, A({U(1)})}, {5, A({A({Env(), A({Key("k")})})})}})},
                   {1, Tagged(tag::kUuid, B(16))},
                   {2, Tagged(tag::kUri, T("tag:a"))}});
  for (const V& form : {Tagged(tag::kEvidence, map), Embedded(tag::kEvidence, map)}) {
    const Evidence evidence = DecodeEvidence(Encoded(form)).value();
    CHECK(evidence.evidence.size() == 1);
    CHECK(evidence.attest_key.size() == 1);
    CHECK(evidence.unknown == std::vector<std::int64_t>{4});
    CHECK(evidence.profile->text == "tag:a");
  }
  CHECK(!DecodeEvidence(Encoded(map)).ok());
  CHECK(!DecodeEvidence(Encoded(Tagged(tag::kEvidence, M({{0, M({})}})))).ok());
}

TEST_CASE("corim: no truncation and no flipped bit breaks the reader") {
  const Bytes bytes = Encoded(CorimOf({Embedded(tag::kComid, Everything())}, {{4, Span(1, 2)}}));
  REQUIRE(DecodeCorim(bytes).ok());
  for (std::size_t size = 0; size < bytes.size(); ++size) CHECK(!DecodeCorim(ByteView(bytes).first(size)).ok());
  for (std::size_t i = 0; i < bytes.size() * 8; ++i) {
    Bytes flipped = bytes;
    flipped[i / 8] ^= static_cast<std::uint8_t>(1u << (i % 8));
    const auto read = DecodeCorim(flipped);
    if (read.ok()) (void)NotUnderstood(*read);
    if (!read.ok() && read.status().offset()) CHECK(*read.status().offset() <= bytes.size());
  }
}

TEST_CASE("corim: limits") {
  V deep = U(0);
  for (int i = 0; i < 200; ++i) deep = A({deep});
  CHECK(DecodeCorim(Encoded(A({U(1)}))).status().code() == Code::kType);
  Bytes nested(100000, 0x81);
  CHECK(DecodeCorim(nested).status().code() == Code::kLimit);
  // Half of all items in each of three tags.
  std::vector<V> many(kMaxItems / 2, U(1));
  const V wide = M({{0, A(many)}});
  std::vector<V> tags;
  for (int i = 0; i < 3; ++i) tags.push_back(Tagged(tag::kComid, V::Bytes(Encoded(wide))));
  CHECK(!DecodeCorim(Encoded(CorimOf(tags))).ok());
  Members codes;
  for (std::int64_t i = 0; i <= static_cast<std::int64_t>(kMaxCodePoints); ++i) codes.emplace_back(-1 - i, U(0));
  CHECK(ReadStatus(ComidOf({{0, A({Triple(Env(), {Anon(codes)})})}})).code() == Code::kLimit);
}

TEST_CASE("corim: profiles are known and their rules kept, or the CoRIM is refused") {
  const auto check = [](const V& comid, const std::string& uri) {
    const V corim = CorimOf({Embedded(tag::kComid, comid)}, {{3, Tagged(tag::kUri, T(uri))}});
    return CheckProfile(DecodeCorim(Encoded(corim)).value());
  };
  const std::string psa = "tag:arm.com,2025:psa#1.0.0";
  const V implementation = M({{0, M({{0, Tagged(tag::kBytes, B(32))}})}});
  const V key = A({Tagged(tag::kBytes, B(32))});
  const auto component = [&](std::size_t size, const std::string& mkey) {
    return ComidOf({{0, A({Triple(implementation, {Meas(T(mkey), {{2, A({Dig(1, 1, size)})}, {13, key}})})})}});
  };
  CHECK(check(component(32, "psa.software-component"), psa).ok());
  CHECK(check(component(31, "psa.software-component"), psa).code() == Code::kInvalid);
  CHECK(check(component(32, "other"), psa).code() == Code::kInvalid);
  CHECK(check(ComidOf({{0, A({Reference()})}}), psa).code() == Code::kInvalid);
  CHECK(check(component(32, "psa.software-component"), "tag:nobody").feature() == "corim-profile");
  for (const std::string_view uri : KnownProfiles())
    CHECK(!check(ComidOf({{0, A({Reference()})}}), std::string(uri)).ok());
  CHECK(CheckProfile(DecodeCorim(Encoded(SimpleCorim())).value()).ok());
}

}  // namespace mps::corim
