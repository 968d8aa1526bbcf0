// Phases 1 to 4: which tags count, what evidence and relations come to.
#include <catch2/catch.hpp>

#include "base/cbor_writer.h"
#include "corim/acs.h"
#include "corim/fixtures.h"
#include "corim/intrep.h"
#include "corim/stage.h"

namespace mps::corim {
namespace {

using namespace fixture;

Typed Who(const std::string& name) { return MakeTyped(IdKind::kPemKey, AsBytes(name)); }

Document DocumentOf(const V& corim) {
  Document out;
  out.corim = DecodeCorim(Encoded(corim)).value();
  return out;
}

Relations RelationsOf(const Members& triples, const std::string& signer = "vendor") {
  Relations out;
  AddRelations(DecodeComid(Encoded(ComidOf(triples))).value(), {Who(signer)}, std::nullopt, out);
  return out;
}

std::vector<Ect> EvidenceOf(std::vector<V> triples) {
  const V evidence = Tagged(tag::kEvidence, M({{0, M({{0, A(std::move(triples))}})}}));
  return EctsOf(DecodeEvidence(Encoded(evidence)).value(), {Who("attester")});
}

Appraisal Run(const std::vector<Ect>& evidence, const Relations& relations, const AppraisalOptions& options = {}) {
  return Appraise(evidence, relations, options).value();
}

// The names (code point 11) that endorsements brought, in their order.
std::vector<std::string> Names(const Appraisal& appraisal) {
  std::vector<std::string> out;
  for (const Ect& ect : appraisal.acs.entries()) {
    if (ect.type != MessageType::kEndorsements) continue;
    for (const Element& element : ect.elements) {
      if (const Claim* claim = FindClaim(element.claims, code::kName))
        out.push_back(std::get<std::string>(claim->value));
    }
  }
  return out;
}

using Words = std::vector<std::string>;

V Named(const std::string& name) { return Anon({{code::kName, T(name)}}); }
V SvnIs(std::uint64_t value) { return Anon({{code::kSvn, U(value)}}); }
V State(const V& environment, std::vector<V> claims) { return A({environment, A(std::move(claims))}); }
// If `environment` has `condition`, then it is `name`.
V If(const V& environment, const V& condition, const std::string& name) {
  return A({A({State(environment, {condition})}), A({State(environment, {Named(name)})})});
}
V SeriesOf(const V& environment, std::vector<V> claims, std::vector<std::pair<V, std::string>> steps,
           V authority = V::Null()) {
  std::vector<V> series, condition{environment, A(std::move(claims))};
  if (!authority.Is(cbor::Kind::kNull)) condition.push_back(A({std::move(authority)}));
  for (auto& [selection, name] : steps) series.push_back(A({A({selection}), A({Named(name)})}));
  return A({A(std::move(condition)), A(std::move(series))});
}

}  // namespace

TEST_CASE("corim acs: a reference value that matches asserts the evidence again, under its provider's authority") {
  const V boot = Meas(T("boot"), {{2, A({Dig(1)})}, {1, U(9)}}), kernel = Meas(T("kernel"), {{2, A({Dig(5)})}});
  const auto evidence = EvidenceOf({Triple(Env("Door", true), {boot, kernel})});
  const Relations relations = RelationsOf({{0, A({Reference()})}});
  const Appraisal whole = Run(evidence, relations);
  REQUIRE(whole.acs.entries().size() == 2);
  const Ect& added = whole.acs.entries()[1];
  CHECK(added.type == MessageType::kReferenceValues);
  CHECK(added.authority == Keys{Who("vendor")});
  CHECK(!added.environment->instance);  // the reference value's environment
  CHECK(added.elements.size() == 2);
  CHECK(FindClaim(added.elements[0].claims, code::kSvn) != nullptr);  // of the evidence, not of the reference
  AppraisalOptions narrow;
  narrow.corroboration = Corroboration::kElements;
  CHECK(Run(evidence, relations, narrow).acs.entries()[1].elements.size() == 1);
  const Appraisal other = Run(EvidenceOf({Triple(Env(), {Meas(T("boot"), {{2, A({Dig(2)})}})})}), relations);
  CHECK(other.corroborated == 0);
  CHECK(other.acs.entries().size() == 1);
}

TEST_CASE("corim acs: reference values see evidence only, and the authority that they name") {
  const V wanted = M({{1, M({{1, U(1)}})}, {2, A({Key("attester")})}}),
          wrong = M({{1, M({{1, U(1)}})}, {2, A({Key("other")})}});
  const auto evidence = EvidenceOf({Triple(Env(), {SvnIs(1)})});
  CHECK(Run(evidence, RelationsOf({{0, A({Triple(Env(), {wanted})})}})).corroborated == 1);
  CHECK(Run(evidence, RelationsOf({{0, A({Triple(Env(), {wrong})})}})).corroborated == 0);
  // An endorsed version is no evidence.
  const Relations both =
      RelationsOf({{0, A({Triple(Env(), {Named("endorsed")})})}, {1, A({Triple(Env(), {Named("endorsed")})})}});
  CHECK(Run(evidence, both).corroborated == 0);
}

TEST_CASE("corim acs: endorsements need their conditions, and can need each other in any order") {
  const auto evidence = EvidenceOf({Triple(Env(), {SvnIs(3)})});
  CHECK(Names(Run(evidence, RelationsOf({{1, A({Triple(Env(), {Named("certified")})})}}))) == Words{"certified"});
  CHECK(Names(Run(evidence, RelationsOf({{1, A({Triple(Env("Hinge"), {Named("certified")})})}}))).empty());
  CHECK(Names(Run(evidence, RelationsOf({{10, A({If(Env(), SvnIs(3), "three")})}}))) == Words{"three"});
  CHECK(Names(Run(evidence, RelationsOf({{10, A({If(Env(), SvnIs(4), "four")})}}))).empty());
  // c needs b, b needs a, a needs the evidence: listed backwards.
  const V chain = A({If(Env(), Named("b"), "c"), If(Env(), Named("a"), "b"), If(Env(), SvnIs(3), "a")});
  CHECK(Names(Run(evidence, RelationsOf({{10, chain}}))) == Words{"a", "b", "c"});
  // Two that wait for each other come to an end, and to nothing.
  CHECK(Names(Run(evidence, RelationsOf({{10, A({If(Env(), Named("y"), "x"), If(Env(), Named("x"), "y")})}}))).empty());
}

TEST_CASE("corim acs: all conditions of a conditional endorsement must hold") {
  const auto evidence = EvidenceOf({Triple(Env(), {SvnIs(3)}), Triple(Env("Hinge"), {SvnIs(1)})});
  const auto both = [&](std::uint64_t hinge) {
    const V record =
        A({A({State(Env(), {SvnIs(3)}), State(Env("Hinge"), {SvnIs(hinge)})}), A({State(Env(), {Named("both")})})});
    return Names(Run(evidence, RelationsOf({{10, A({record})}})));
  };
  CHECK(both(1) == Words{"both"});
  CHECK(both(2).empty());
}

TEST_CASE("corim acs: of a series the first selection that matches is the only one") {
  const V at_least_2 = Anon({{code::kSvn, Tagged(tag::kMinSvn, U(2))}}),
          at_least_1 = Anon({{code::kSvn, Tagged(tag::kMinSvn, U(1))}});
  const auto series = [&](std::uint64_t svn, std::vector<V> claims = {}, V authority = V::Null()) {
    const V triple =
        SeriesOf(Env(), std::move(claims), {{at_least_2, "good"}, {at_least_1, "old"}}, std::move(authority));
    return Names(
        Run(EvidenceOf({Triple(Env(), {Meas(T("x"), {{8, T("s")}}), SvnIs(svn)})}), RelationsOf({{8, A({triple})}})));
  };
  CHECK(series(3) == Words{"good"});
  CHECK(series(1) == Words{"old"});
  CHECK(series(0).empty());
  CHECK(series(3, {Meas(T("x"), {{8, T("s")}})}) == Words{"good"});
  CHECK(series(3, {Meas(T("x"), {{8, T("t")}})}).empty());
  CHECK(series(3, {}, Key("attester")) == Words{"good"});
  CHECK(series(3, {}, Key("vendor")).empty());
}

TEST_CASE("corim acs: a series waits for the endorsements that it looks at") {
  const auto evidence = EvidenceOf({Triple(Env(), {SvnIs(3)})});
  const V serial_a = Anon({{code::kSerial, T("a")}}), serial_b = Anon({{code::kSerial, T("b")}});
  const V series = SeriesOf(Env(), {}, {{serial_a, "from a"}, {serial_b, "from b"}});
  const Relations relations = RelationsOf({{1, A({Triple(Env(), {serial_a})})}, {8, A({series})}});
  CHECK(Names(Run(evidence, relations)) == Words{"from a"});
}

TEST_CASE("corim acs: keys only when somebody verified them") {
  const V keyed = Meas(T("id"), {{code::kCryptoKeys, A({Key("k1"), Key("k2")})}});
  const auto evidence = EvidenceOf({Triple(Env(), {keyed})});
  const auto triple = [](const std::string& key) { return A({A({Env(), A({Key(key)}), M({{0, T("id")}})})}); };
  CHECK(Run(evidence, RelationsOf({{3, triple("k1")}})).passed_over.size() == 1);
  AppraisalOptions options;
  options.verify_key = [](const Typed& key, KeyType type) { return key == Who("k1") && type == KeyType::kAttestKey; };
  const Appraisal good = Run(evidence, RelationsOf({{3, triple("k1")}}), options);
  REQUIRE(good.acs.entries().size() == 2);
  CHECK(good.acs.entries()[1].keys == Keys{Who("k1")});
  CHECK(Run(evidence, RelationsOf({{3, triple("k2")}}), options).acs.entries().size() == 1);  // not verified
  CHECK(Run(evidence, RelationsOf({{2, triple("k1")}}), options).acs.entries().size() == 1);  // another use
  CHECK(Run(evidence, RelationsOf({{3, triple("k9")}}), options).passed_over.empty());        // not in the evidence
}

TEST_CASE("corim acs: domains from the leaves up; dependencies need memberships; cycles are passed over") {
  const auto evidence = EvidenceOf({Triple(Env("A"), {SvnIs(1)}), Triple(Env("B"), {SvnIs(1)})});
  const auto domain = [](const char* name, std::vector<V> members) { return A({Env(name), A(std::move(members))}); };
  const V top = domain("Top", {Env("Mid")}), mid = domain("Mid", {Env("A"), Env("B")});
  const auto domains = [](const Appraisal& appraisal, DomainKind kind) {
    std::size_t sum = 0;
    for (const Ect& ect : appraisal.acs.entries()) sum += ect.kind == EctKind::kDomain && ect.domain == kind ? 1 : 0;
    return sum;
  };
  CHECK(domains(Run(evidence, RelationsOf({{5, A({top, mid})}})), DomainKind::kMember) == 2);
  CHECK(domains(Run(evidence, RelationsOf({{5, A({top, domain("Mid", {Env("C")})})}})), DomainKind::kMember) == 0);
  const Appraisal cycle = Run(evidence, RelationsOf({{5, A({domain("X", {Env("Y")}), domain("Y", {Env("X")})})}}));
  CHECK(cycle.passed_over.size() == 1);
  const Members good{{4, A({domain("A", {Env("B")})})}, {5, A({mid})}};
  CHECK(domains(Run(evidence, RelationsOf(good)), DomainKind::kTrustee) == 1);
  const Members bad{{4, A({domain("A", {Env("B")}), domain("A", {Env("C")})})}, {5, A({mid})}};
  const Appraisal refused = Run(evidence, RelationsOf(bad));
  CHECK(domains(refused, DomainKind::kTrustee) == 0);
  CHECK(refused.passed_over.size() == 1);
  const Members loop{{4, A({domain("A", {Env("B")}), domain("B", {Env("A")})})}, {5, A({mid})}};
  CHECK(domains(Run(evidence, RelationsOf(loop)), DomainKind::kTrustee) == 0);
}

TEST_CASE("corim acs: nothing is in it twice, and the same inputs give the same set") {
  const auto evidence = EvidenceOf({Triple(Env(), {SvnIs(1)}), Triple(Env(), {SvnIs(1), SvnIs(2)})});
  const Relations relations = RelationsOf({{1, A({Triple(Env(), {Named("x"), Named("x")})})}});
  const Appraisal appraisal = Run(evidence, relations);
  REQUIRE(appraisal.acs.entries().size() == 2);
  CHECK(appraisal.acs.entries()[0].elements.size() == 2);
  CHECK(Names(appraisal) == Words{"x"});
}

TEST_CASE("corim acs: work is bounded") {
  Relations relations;
  relations.ev.resize(kMaxConditional + 1);
  CHECK(Appraise({}, relations).status().code() == Code::kLimit);
  Relations wide;
  Element element;
  element.claims.push_back({code::kSvn, corim::Svn{false, 1}, cbor::EncodeUint(1)});
  RvItem item;
  item.condition.elements.assign(4000, element);
  wide.rv.assign(4, item);
  Ect entry;
  entry.type = MessageType::kEvidence;
  for (std::uint64_t i = 0; i < 6000; ++i) {
    Element one;
    one.id = MakeUint(i);
    one.claims = element.claims;
    entry.elements.push_back(one);
  }
  CHECK(Appraise({entry}, wide).status().code() == Code::kLimit);
}

TEST_CASE("corim stage: what does not count is discarded with a reason") {
  const V tags = Embedded(tag::kComid, ComidOf({{0, A({Reference()})}}));
  const Document good = DocumentOf(CorimOf({tags}, {{4, Span(10, 20)}}));
  const Document profiled = DocumentOf(CorimOf({tags}, {{3, Tagged(tag::kUri, T("tag:nobody"))}}));
  const auto stage = [](const Document& document, std::int64_t now, Keys authority) {
    return Stage({{&document, std::move(authority)}}, {now, false});
  };
  CHECK(stage(good, 15, {Who("v")}).relations.rv.size() == 1);
  CHECK(stage(good, 9, {Who("v")}).discarded[0].why.code() == Code::kFreshness);
  CHECK(stage(good, 15, {}).discarded[0].why.code() == Code::kTrust);
  CHECK(stage(profiled, 15, {Who("v")}).discarded[0].why.feature() == "corim-profile");
  CHECK(stage(profiled, 15, {Who("v")}).relations.rv.empty());
}

TEST_CASE("corim stage: newer versions and replacing tags of the same authority, CoSWIDs that are there") {
  const auto comid = [](const std::string& id, std::uint64_t version, Members more = {}) {
    V map = ComidOf({{0, A({Reference()})}}, id, version);
    for (auto& [key, value] : more) map.entries().emplace_back(V::Int(key), value);
    return Embedded(tag::kComid, map);
  };
  const Members replaces{{3, A({M({{0, T("old")}, {1, U(1)}})})}};
  const Document versions = DocumentOf(CorimOf({comid("a", 1), comid("a", 2)}));
  CHECK(Stage({{&versions, {Who("v")}}}, {}).relations.rv.size() == 1);
  const Document links = DocumentOf(CorimOf({comid("old", 0), comid("new", 0, replaces)}));
  CHECK(Stage({{&links, {Who("v")}}}, {}).relations.rv.size() == 1);
  // Another's tag cannot be replaced.
  const Document mine = DocumentOf(CorimOf({comid("old", 0)})),
                 other = DocumentOf(CorimOf({comid("new", 0, replaces)}));
  CHECK(Stage({{&mine, {Who("v")}}, {&other, {Who("w")}}}, {}).relations.rv.size() == 2);
  const V linked = Embedded(tag::kComid, ComidOf({{0, A({Reference()})}, {6, A({A({Env(), A({T("swid")})})})}}));
  const Document alone = DocumentOf(CorimOf({linked}));
  CHECK(Stage({{&alone, {Who("v")}}}, {}).relations.rv.empty());
}

TEST_CASE("corim stage: with CoTLs required, only what a valid one activates counts, all of it or none") {
  const V tags = Embedded(tag::kComid, ComidOf({{0, A({Reference()})}}));
  const auto list = [](std::vector<V> ids) {
    return Embedded(tag::kCotl, M({{0, M({{0, T("list")}})}, {1, A(std::move(ids))}, {2, Span(10, 20)}}));
  };
  const V here = M({{0, T("door-1")}}), missing = M({{0, T("door-2")}}),
          other_version = M({{0, T("door-1")}, {1, U(7)}});
  const auto count = [&](std::vector<V> ids, std::int64_t now) {
    const Document document = DocumentOf(CorimOf({tags, list(std::move(ids))}));
    return Stage({{&document, {Who("v")}}}, {now, true}).relations.rv.size();
  };
  CHECK(count({here}, 15) == 1);
  CHECK(count({here}, 25) == 0);
  CHECK(count({here, missing}, 15) == 0);
  CHECK(count({other_version}, 15) == 0);
}

TEST_CASE("corim intrep: tuples with names; claims of a wrong type are kept and never match") {
  const V ect =
      V::Map({{T("environment"), Env()},
              {T("element-list"),
               A({V::Map({{T("element-id"), T("x")}, {T("element-claims"), M({{2, A({A({T("a"), T("b")})})}})}})})},
              {T("authority"), A({Key("k")})},
              {T("cmtype"), U(2)}});
  const auto acs = DecodeAcs(Encoded(A({ect}))).value();
  REQUIRE(acs.size() == 1);
  CHECK(acs[0].type == MessageType::kEvidence);
  CHECK(!MatchEct(acs[0], acs[0]));
  CHECK(!DecodeAcs(Encoded(A({V::Map({{T("other"), U(1)}})}))).ok());
  CHECK(!DecodeAcs(Encoded(ect)).ok());
  CHECK(DecodeRelation(Encoded(V::Map({{T("addition"), ect}}))).value().additions.size() == 1);
  CHECK(!DecodeRelation(Encoded(V::Map({{T("condition"), ect}}))).ok());
}

}  // namespace mps::corim
