// CoRIMs in the terms of a definition: what each form of a triple becomes, and what is passed over and why.
#include <catch2/catch.hpp>

#include "corim/claim_terms.h"
#include "corim/definition.h"
#include "corim/endorsements.h"
#include "corim/evidence.h"
#include "corim/fixtures.h"

namespace mps::corim {
namespace {

using namespace fixture;

Typed Who(const std::string& name) { return MakeTyped(IdKind::kPemKey, AsBytes(name)); }

InTerms Map(const Members& triples, const Definition& definition = {},
            const std::vector<endorse::Endorser>& known = {}) {
  Relations relations;
  AddRelations(DecodeComid(Encoded(ComidOf(triples))).value(), {Who("vendor")}, std::nullopt, relations);
  const auto signer = [](const Keys& authority) {
    return authority == Keys{Who("vendor")} ? std::vector<std::string>{"maker"} : std::vector<std::string>();
  };
  return EndorsementsOf(relations, definition.plan, signer, known);
}

std::string Spelt(const endorse::Match& match) {
  return match.claim.Text() + "/" + std::to_string(static_cast<int>(match.kind)) + "/" +
         std::to_string(match.values.size());
}
// Conditions behind those on the environment.
std::vector<std::string> Asked(const endorse::Endorsement& endorsement) {
  std::vector<std::string> out;
  for (const auto& match : endorsement.when) {
    const std::string& field = match.claim.steps[0].name;
    if (field != "vendor" && field != "model" && field != "class") out.push_back(Spelt(match));
  }
  return out;
}
using Words = std::vector<std::string>;

Members Boot(const Members& values) { return {{0, A({Triple(Env(), {Meas(T("boot"), values)})})}}; }

// What the only reference value asks, or why there is none.
Words AskedOf(const Members& values) {
  const InTerms got = Map(Boot(values));
  if (got.endorsements.size() == 1) return Asked(got.endorsements[0]);
  return {got.passed_over.empty() ? "nothing" : got.passed_over[0].reason};
}

V Ranged(V least, V most) { return Tagged(tag::kIntRange, A({std::move(least), std::move(most)})); }

}  // namespace

TEST_CASE("corim terms: conditions of every form of a measured value") {
  CHECK(AskedOf({{code::kSvn, U(3)}}) == Words{"door.svn/0/1"});
  CHECK(AskedOf({{code::kSvn, Tagged(tag::kMinSvn, U(3))}}) == Words{"door.svn/6/1"});
  CHECK(AskedOf({{code::kDigests, A({Dig(1), Dig(2, 7, 48)})}}) == Words{"door.boot/1/2"});
  CHECK(AskedOf({{code::kRawValue, Tagged(tag::kBytes, B(4))}}) == Words{"door.raw/0/1"});
  CHECK(AskedOf({{code::kRawValue, Tagged(tag::kMaskedRaw, A({B(4), B(4, 0xf0)}))}}) == Words{"door.raw/8/2"});
  CHECK(AskedOf({{code::kIntRange, V::Int(-4)}}) == Words{"door.count/0/1"});
  CHECK(AskedOf({{code::kIntRange, Ranged(V::Int(1), V::Null())}}) == Words{"door.count/2/2"});
  CHECK(AskedOf({{code::kName, T("x")}}) == Words{"door.name/0/1"});
  CHECK(AskedOf({{code::kFlags, M({{1, V::Bool(true)}})}}) == Words{"door.secure/0/1"});
  CHECK(AskedOf({{code::kRegisters, V::Map({{T("pcr0"), A({Dig(1)})}})}}) == Words{"door.pcr/1/1"});
  CHECK(AskedOf({{code::kSvn, U(3)}, {code::kName, T("x")}}) == Words{"door.svn/0/1", "door.name/0/1"});
}

TEST_CASE("corim terms: values of the conditions are those of the draft") {
  const InTerms masked = Map(Boot({{code::kRawValue, Tagged(tag::kMaskedRaw, A({B(2, 0xab), B(2, 0xf0)}))}}));
  REQUIRE(masked.endorsements.size() == 1);
  const auto& match = masked.endorsements[0].when.back();
  CHECK(match.values[0].text == "\xf0\xf0");
  CHECK(match.values[1].text == "\xa0\xa0");
  const InTerms open = Map(Boot({{code::kIntRange, Ranged(V::Null(), V::Int(9))}}));
  REQUIRE(open.endorsements.size() == 1);
  CHECK(open.endorsements[0].when.back().values[0].number == INT64_MIN);
  CHECK(open.endorsements[0].when.back().values[1].number == 9);
  const auto& identity = open.endorsements[0].when;
  REQUIRE(identity.size() == 4);
  CHECK(Spelt(identity[0]) == "door.class/0/1");
  CHECK(identity[0].values[0].text == std::string(16, 3));
  CHECK(identity[1].values[0].text == "Locks Ltd");
  CHECK(identity[2].values[0].text == "Door");
}

TEST_CASE("corim terms: a reference value corroborates what it names, once") {
  const InTerms got = Map(Boot({{code::kSvn, U(3)}, {code::kDigests, A({Dig(1)})}}));
  REQUIRE(got.endorsements.size() == 1);
  CHECK(got.endorsements[0].id == "CoMID door-1: reference value 1");
  CHECK(got.endorsements[0].endorser == "maker");
  const auto& then = got.endorsements[0].cases.at(0).then;
  REQUIRE(then.size() == 2);
  CHECK(then[0].corroborates);
  CHECK(then[0].claim.Text() == "door.svn");
  CHECK(then[1].claim.Text() == "door.boot");
  const InTerms sets =
      Map({{0, A({Triple(Env(), {Meas(T("images"), {{code::kDigests, A({Dig(1), Dig(2, 7, 48)})}})})})}});
  REQUIRE(sets.endorsements.size() == 1);
  CHECK(Asked(sets.endorsements[0]) == Words{"door.images/10/2"});
  CHECK(sets.endorsements[0].cases[0].then.size() == 1);
  CHECK(sets.endorsements[0].cases[0].then[0].includes);
}

TEST_CASE("corim terms: what cannot be asked is passed over with its reason") {
  CHECK(AskedOf({{code::kUuid, B(16)}}) == Words{"`door` has no claim with `corim uuid of \"boot\"`"});
  CHECK(AskedOf({{code::kRawValue, Tagged(tag::kBytes, B(4))}, {code::kRawMask, B(4)}})[0].find("deprecated") !=
        std::string::npos);
  CHECK(AskedOf({{-77, T("x")}})[0].find("code point -77") != std::string::npos);
  CHECK(AskedOf({{code::kFlags, M({{40, V::Bool(true)}})}})[0].find("flag 40") != std::string::npos);
  CHECK(AskedOf({{code::kDigests, A({Dig(1, 99, 20)})}})[0].find("algorithm") != std::string::npos);
  CHECK(AskedOf({{code::kSvn, U(UINT64_MAX)}})[0].find("64 bits") != std::string::npos);
  CHECK(AskedOf({{code::kIntRange, Ranged(U(UINT64_MAX), V::Null())}})[0].find("64 bits") != std::string::npos);
  const InTerms other = Map({{0, A({Triple(M({{2, Tagged(tag::kBytes, B(3))}}), {Anon({{code::kSvn, U(1)}})})})}});
  REQUIRE(other.passed_over.size() == 1);
  CHECK(other.passed_over[0].reason.find("no environment fits") != std::string::npos);
  const InTerms whose = Map({{0, A({Triple(Env(), {M({{0, T("boot")}, {1, M({{1, U(3)}})}, {2, A({Key("k")})}})})})}});
  REQUIRE(whose.passed_over.size() == 1);
  CHECK(whose.passed_over[0].reason.find("neither an endorser's key nor that of who attests `door`") !=
        std::string::npos);
  const InTerms domains = Map({{5, A({A({Env(), A({Env("Hinge")})})})}});
  REQUIRE(domains.passed_over.size() == 1);
  CHECK(domains.passed_over[0].what == "CoMID door-1: membership 1");
  CHECK(domains.passed_over[0].reason.find("unsupported:corim-domain") == 0);
  const InTerms files = Map({{6, A({A({Env(), A({T("swid")})})})}});
  REQUIRE(files.passed_over.size() == 1);
  CHECK(files.passed_over[0].what == "CoMID door-1: coswid triple 1");
  CHECK(files.passed_over[0].reason.find("unsupported:corim-coswid") == 0);
}

// A thumbprint, tag 557 (of a key) or 559 (of a certificate), and what a definition spells it.
V Thumbprint(std::uint64_t kind, char with) { return Tagged(kind, A({U(1), B(32, with)})); }
std::string DigestText(const char* twice) {
  std::string out = "sha256:";
  for (int i = 0; i < 32; ++i) out += twice;
  return out;
}

TEST_CASE("corim terms: authorized-by asks for the word of endorsers, or of evidence") {
  Definition definition;
  definition.plan.environments[0].def.key_kind = "thumbprint";
  definition.plan.environments[0].def.key_digest = DigestText("03");
  const std::vector<endorse::Endorser> known = {{"maker", "thumbprint", DigestText("01"), {}, {}},
                                                {"lab", "thumbprint", DigestText("02"), {}, {}},
                                                {"house", "chain", DigestText("04"), {}, {}},
                                                {"twin", "thumbprint", DigestText("02"), {}, {}}};
  const auto measured = [](std::vector<V> keys) {
    Members members{{0, T("boot")}, {1, M({{1, U(3)}})}};
    if (!keys.empty()) members.push_back({2, A(std::move(keys))});
    return M(members);
  };
  const V added = Triple(Env(), {Meas(T("boot"), {{code::kName, T("good")}})});
  const auto conditional = [&](std::vector<V> keys) {
    return Map({{10, A({A({A({A({Env(), A({measured(std::move(keys))})})}), A({added})})})}}, definition, known);
  };
  const auto by = [&](std::vector<V> keys) {
    const InTerms got = conditional(std::move(keys));
    Words out;
    if (got.endorsements.empty()) return Words{got.passed_over.at(0).reason};
    for (const endorse::Authority& one : got.endorsements[0].when.back().by) {
      std::string names = one.attester;
      for (const std::string& name : one.endorsers) names += (names.empty() ? "" : "/") + name;
      out.push_back(names);
    }
    return out;
  };
  const V maker = Thumbprint(tag::kKeyThumbprint, 1), lab = Thumbprint(tag::kKeyThumbprint, 2);
  const V device = Thumbprint(tag::kKeyThumbprint, 3), house = Thumbprint(tag::kCertThumbprint, 4);
  CHECK(by({}).empty());
  CHECK(by({maker}) == Words{"maker"});
  CHECK(by({maker, lab}) == Words{"maker", "lab/twin"});
  CHECK(by({maker, maker}) == Words{"maker"});
  CHECK(by({device}) == Words{DigestText("03")});
  CHECK(by({house}) == Words{"house"});
  CHECK(by({Thumbprint(tag::kKeyThumbprint, 4)})[0].find("neither an endorser's key") != std::string::npos);
  CHECK(by({Thumbprint(tag::kCertThumbprint, 1)})[0].find("neither an endorser's key") != std::string::npos);
  CHECK(by({maker, Thumbprint(tag::kKeyThumbprint, 9)})[0].find("0909") != std::string::npos);
  // Of one with a parent the parent's key attests, and not its own.
  definition.AddEnvironment("chip");
  definition.plan.environments[1].def.key_kind = "thumbprint";
  definition.plan.environments[1].def.key_digest = DigestText("05");
  definition.plan.environments[0].def.parent = "chip";
  CHECK(by({Thumbprint(tag::kKeyThumbprint, 5)}) == Words{DigestText("05")});
  definition.plan.environments.pop_back();
  CHECK(by({device})[0].find("neither") != std::string::npos);
  definition.plan.environments[0].def.parent.clear();
  definition.plan.environments[0].def.key_digest = DigestText("01");
  CHECK(by({maker})[0].find("endorser `maker` and of who attests `door`") != std::string::npos);
  definition.plan.environments[0].def.key_digest = DigestText("03");
  // Reference values ask of evidence, whoever else is named.
  const auto reference = [&](std::vector<V> keys) {
    return Map({{0, A({Triple(Env(), {measured(std::move(keys))})})}}, definition, known);
  };
  REQUIRE(reference({}).endorsements.size() == 1);
  CHECK(reference({}).endorsements[0].when.back().by == std::vector<endorse::Authority>(1));
  REQUIRE(reference({device}).endorsements.size() == 1);
  CHECK(reference({device}).endorsements[0].when.back().by[0].attester == DigestText("03"));
  CHECK(reference({maker}).endorsements.empty());
  CHECK(reference({maker}).passed_over.at(0).reason.find("what endorser `maker` says") != std::string::npos);
  // Of a series that of the condition counts for all of it.
  const V step = A({A({Meas(T("boot"), {{code::kSvn, U(3)}})}), A({Meas(T("boot"), {{code::kName, T("a")}})})});
  const InTerms series = Map({{8, A({A({A({Env(), A({}), A({lab})}), A({step})})})}}, definition, known);
  REQUIRE(series.endorsements.size() == 1);
  CHECK(series.endorsements[0].cases[0].when.at(0).by.at(0).endorsers == Words{"lab", "twin"});
}

TEST_CASE("corim terms: members of maps are measurements by their keys") {
  const auto asked = [](const V& key) {
    const InTerms got = Map({{0, A({Triple(Env(), {Meas(key, {{code::kSerial, T("S1")}})})})}});
    return got.endorsements.empty() ? Words{got.passed_over.at(0).reason} : Asked(got.endorsements[0]);
  };
  CHECK(asked(T("bios \"1\"")) == Words{"door.components[\"bios \\\"1\\\"\"].serial/0/1"});
  CHECK(asked(U(7)) == Words{"door.slots[\"7\"].serial/0/1"});
  // A key that the record's own claim names is of no member, nor is what is not of a measurement.
  CHECK(asked(T("other")) == Words{"door.components[\"other\"].serial/0/1"});
  const V oid = Tagged(tag::kOid, V::Bytes({0x55, 0xc0, 0x00}));
  CHECK(asked(oid) == Words{"`door` has no claim with `corim serial of oid \"2.5.8192\"`"});
  CHECK(Map({{0, A({Triple(Env(), {Anon({{code::kSerial, T("S1")}})})})}}).endorsements.empty());
}

TEST_CASE("corim terms: digests against a set of them") {
  const auto condition = [](V key) {
    const V state = A({Env(), A({Meas(key, {{code::kDigests, A({Dig(1), Dig(2, 7, 48)})}})})});
    const InTerms got =
        Map({{10, A({A({A({state}), A({Triple(Env(), {Meas(T("boot"), {{code::kName, T("x")}})})})})})}});
    return got.endorsements.empty() ? Words{got.passed_over.at(0).reason} : Asked(got.endorsements[0]);
  };
  CHECK(condition(T("images")) == Words{"door.images/9/1", "door.images/9/1"});  // endorsers say of it, too
  CHECK(condition(T("files")) == Words{"door.files/10/2"});
}

TEST_CASE("corim terms: endorsed values, and what of them no claim holds") {
  const V triple = Triple(Env(), {Meas(T("boot"), {{code::kName, T("good")}, {code::kUuid, B(16)}})});
  const InTerms got = Map({{1, A({triple})}});
  REQUIRE(got.endorsements.size() == 1);
  REQUIRE(got.endorsements[0].cases[0].then.size() == 1);
  CHECK(got.endorsements[0].cases[0].then[0].value.text == "good");
  REQUIRE(got.passed_over.size() == 1);
  CHECK(got.passed_over[0].reason.find("corim uuid") != std::string::npos);
  for (const Members& no_value : {Members{{code::kSvn, Tagged(tag::kMinSvn, U(1))}},
                                  Members{{code::kRawValue, Tagged(tag::kMaskedRaw, A({B(4), B(4)}))}},
                                  Members{{code::kIntRange, Ranged(V::Int(1), V::Int(2))}},
                                  Members{{code::kDigests, A({Dig(1), Dig(2, 7, 48)})}}}) {
    const InTerms none = Map({{1, A({Triple(Env(), {Meas(T("boot"), no_value)})})}});
    CHECK(none.endorsements.empty());
    CHECK(none.passed_over.size() == 1);
  }
}

TEST_CASE("corim terms: every environment that fits, none of many instances, and a limit to the ways") {
  Definition definition;
  definition.AddEnvironment("gate");
  definition.AddEnvironment("windows", true);
  CHECK(Map(Boot({{code::kSvn, U(3)}}), definition).endorsements.size() == 2);
  const auto state = [](const V& environment) { return A({environment, A({Meas(T("boot"), {{code::kSvn, U(2)}})})}); };
  const auto conditional = [&](std::size_t environments) {
    std::vector<V> conditions;
    for (std::size_t i = 0; i < environments; ++i) conditions.push_back(state(Env("M" + std::to_string(i))));
    return Members{{10, A({A({A(std::move(conditions)), A({state(Env())})})})}};
  };
  CHECK(Map(conditional(2), definition).endorsements.size() == 8);
  const InTerms many = Map(conditional(6), definition);
  CHECK(many.endorsements.empty());
  REQUIRE(many.passed_over.size() == 1);
  CHECK(many.passed_over[0].reason.find("more than 64 ways") != std::string::npos);
}

TEST_CASE("corim terms: a series is whole or nothing") {
  const auto step = [](std::int64_t code, const V& value, const char* name) {
    return A({A({Meas(T("boot"), {{code, value}})}), A({Meas(T("boot"), {{code::kName, T(name)}})})});
  };
  const auto series = [](std::vector<V> steps) {
    return Members{{8, A({A({A({Env(), A({})}), A(std::move(steps))})})}};
  };
  const InTerms good = Map(series({step(code::kSvn, U(3), "a"), step(code::kSvn, U(2), "b")}));
  REQUIRE(good.endorsements.size() == 1);
  CHECK(good.endorsements[0].series);
  CHECK(good.endorsements[0].cases.size() == 2);
  const InTerms none = Map(series({step(code::kSvn, U(3), "a"), step(code::kSvn, U(UINT64_MAX), "b")}));
  CHECK(none.endorsements.empty());
  CHECK(none.passed_over.size() == 1);
}

TEST_CASE("corim terms: keys that no thumbprint can be made of") {
  const InTerms got = Map({{3, A({A({Env(), A({Key("no key")})})})}});
  CHECK(got.endorsements.empty());
  REQUIRE(got.passed_over.size() == 1);
  const InTerms thumbprint = Map({{3, A({A({Env(), A({Tagged(tag::kKeyThumbprint, Dig(1))})})})}});
  REQUIRE(thumbprint.endorsements.size() == 1);
  CHECK(thumbprint.endorsements[0].cases[0].then[0].claim.Text() == "door.keys");
}

}  // namespace mps::corim
