// Every refusal of the readers of endorsement sets and trust policies, once, with its message and place.
#include <catch2/catch.hpp>

#include "endorse/codec.h"
#include "endorse/policy.h"

using namespace mps;
using namespace mps::endorse;
using Cbor = cbor::Value;

namespace {

Cbor T(const char* text) { return Cbor::Text(text); }
Cbor A(std::vector<Cbor> items) { return Cbor::Array(std::move(items)); }
Cbor N(std::int64_t n) { return Cbor::Int(n); }
Cbor Octets(std::initializer_list<std::uint8_t> octets) { return Cbor::Bytes(Bytes(octets)); }

Cbor Path() { return A({T("board"), T("ok"), A({T("key")})}); }
Cbor Yes() { return A({N(static_cast<int>(TypeKind::kBool)), Cbor::Bool(true)}); }
Cbor MatchItem(Cbor path, Cbor kind, Cbor values) { return A({std::move(path), std::move(kind), std::move(values)}); }
Cbor EndorsementItem(Cbor when, Cbor cases, Cbor series = Cbor::Bool(false), Cbor speaks_of = A({})) {
  return A({T("id"), T("maker"), std::move(when), std::move(cases), std::move(series), std::move(speaks_of)});
}
Cbor CaseItem(Cbor when, Cbor then) { return A({std::move(when), std::move(then)}); }
Cbor EndorserItem() { return A({T("maker"), T("thumbprint"), T("sha256:00"), A({Path()})}); }
Cbor Set(std::vector<Cbor> endorsers, std::vector<Cbor> endorsements) {
  return A({T("mps-endorsements"), N(1), A(std::move(endorsers)), A(std::move(endorsements))});
}
// With one condition; with one value to add.
Cbor Condition(Cbor match) { return Set({}, {EndorsementItem(A({std::move(match)}), A({CaseItem(A({}), A({}))}))}); }
Cbor Adding(Cbor addition) { return Set({}, {EndorsementItem(A({}), A({CaseItem(A({}), A({std::move(addition)}))}))}); }
Cbor ValueOf(TypeKind kind, Cbor value) {
  return Adding(A({Path(), Cbor::Bool(false), A({N(static_cast<int>(kind)), std::move(value)})}));
}

// `message @offset`, or `taken`.
template <class T>
std::string Say(const Result<T>& read) {
  if (read.ok()) return "taken";
  const Status& status = read.status();
  return status.message() + (status.offset() ? " @" + std::to_string(*status.offset()) : "");
}
std::string Read(const Cbor& item) { return Say(DecodeEndorsements(cbor::Encode(item).value())); }

void CheckRefused(const Cbor& item, const std::string& due) {
  const std::string said = Read(item);
  CAPTURE(said);
  CHECK(said.starts_with(due));
  CHECK(said.find(" @") != std::string::npos);
}

}  // namespace

TEST_CASE("what is well-formed is read, and written again as the same octets") {
  const Cbor whole =
      Set({EndorserItem()}, {EndorsementItem(A({MatchItem(Path(), N(0), A({Yes()}))}),
                                             A({CaseItem(A({}), A({A({Path(), Cbor::Bool(false), Yes()})}))}))});
  const Bytes bytes = cbor::Encode(whole).value();
  const auto set = DecodeEndorsements(bytes);
  REQUIRE(set.ok());
  CHECK(EncodeEndorsements(*set).value() == bytes);
  EndorsementSet answers;
  answers.answers = {{"5.1", "maker", true, "seen"}};
  answers.endorsers = {{"maker", "thumbprint", "sha256:00", {}, {"5.1"}}, {"other", "chain", "sha256:11", {}, {}}};
  const Bytes second = EncodeEndorsements(answers).value();
  const auto again = DecodeEndorsements(second);
  REQUIRE(again.ok());
  CHECK(again->answers.at(0).because == "seen");
  CHECK(again->endorsers.at(0).answers == std::vector<std::string>{"5.1"});
  CHECK(EncodeEndorsements(*again).value() == second);
}

TEST_CASE("sets of endorsements that are refused") {
  CheckRefused(N(1), "not a set of endorsements");
  CheckRefused(A({T("mps-endorsement"), N(1), A({}), A({})}), "not a set of endorsements");
  CheckRefused(A({T("mps-endorsements"), N(1), A({})}), "endorsements: an array of 4 is due");
  CHECK(DecodeEndorsements(cbor::Encode(A({T("mps-endorsements"), N(3), A({}), A({})})).value()).status().feature() ==
        "endorsements_version");
  CheckRefused(A({T("mps-endorsements"), N(1), N(0), A({})}), "endorsers: an array is due");
  CheckRefused(A({T("mps-endorsements"), N(1), A({}), N(0)}), "endorsements: an array is due");
  CheckRefused(Set({A({T("x")})}, {}), "an endorser: an array of 4 is due");
  CheckRefused(Set({A({N(1), T("k"), T("d"), A({})})}, {}), "the name of an endorser: a text is due");
  CheckRefused(Set({A({T("n"), N(1), T("d"), A({})})}, {}), "the kind of a key: a text is due");
  CheckRefused(Set({A({T("n"), T("k"), N(1), A({})})}, {}), "the digest of a key: a text is due");
  CheckRefused(Set({A({T("n"), T("k"), T("d"), N(1)})}, {}), "grants: an array is due");
  CheckRefused(Set({}, {A({})}), "an endorsement: an array of 6 is due");
  CheckRefused(Set({}, {A({N(1), T("e"), A({}), A({}), Cbor::Bool(true), A({})})}),
               "the name of an endorsement: a text");
  CheckRefused(Set({}, {A({T("i"), N(1), A({}), A({}), Cbor::Bool(true), A({})})}), "an endorser: a text is due");
  CheckRefused(Set({}, {EndorsementItem(N(1), A({}))}), "conditions: an array is due");
  CheckRefused(Set({}, {EndorsementItem(A({}), N(1))}), "cases: an array is due");
  CheckRefused(Set({}, {EndorsementItem(A({}), A({}), N(1))}), "`series`: true or false is due");
  CheckRefused(Set({}, {EndorsementItem(A({}), A({}), Cbor::Bool(true), N(1))}), "claims: an array is due");
  CheckRefused(Set({}, {EndorsementItem(A({}), A({}))}), "an endorsement that is no series has one case");
  CheckRefused(Set({}, {EndorsementItem(A({}), A({A({})}))}), "a case: an array of 2 is due");
  CheckRefused(Set({}, {EndorsementItem(A({}), A({CaseItem(A({}), N(1))}))}), "additions: an array is due");
  CHECK(DecodeEndorsements(Bytes(kEndorsementBytes + 1)).status().code() == Code::kLimit);
  Bytes trailing = cbor::Encode(Set({}, {})).value();
  trailing.push_back(0);
  CHECK(DecodeEndorsements(trailing).status().code() == Code::kTrailing);
}

TEST_CASE("paths, conditions and additions that are refused") {
  CheckRefused(Condition(A({Path(), N(0)})), "a condition: an array of 3 is due");
  CheckRefused(Condition(MatchItem(A({}), N(0), A({}))), "a claim's path is an array that begins with an environment");
  CheckRefused(Condition(MatchItem(A({N(1)}), N(0), A({}))), "an environment: a text is due");
  CheckRefused(Condition(MatchItem(A({T("e"), N(1)}), N(0), A({}))), "a step of a path: a text is due");
  CheckRefused(Condition(MatchItem(A({T("e"), A({})}), N(0), A({}))), "a key: an array of 1 is due");
  CheckRefused(Condition(MatchItem(Path(), N(kMatchKinds), A({}))), "no kind of condition");
  CheckRefused(Condition(MatchItem(Path(), N(-1), A({}))), "no kind of condition");
  CheckRefused(Condition(MatchItem(Path(), N(0), N(1))), "values: an array is due");
  CheckRefused(Adding(A({Path()})), "an addition: an array of 3 is due");
  CheckRefused(Adding(A({Path(), N(1), Yes()})), "`includes`: true or false is due");
}

TEST_CASE("values that are refused") {
  CheckRefused(Adding(A({Path(), Cbor::Bool(false), N(1)})), "a value: an array of 2 is due");
  CheckRefused(Adding(A({Path(), Cbor::Bool(false), A({N(99), N(1)})})), "no kind of value");
  CheckRefused(ValueOf(TypeKind::kBool, N(1)), "a value: true or false is due");
  CheckRefused(ValueOf(TypeKind::kInt, T("x")), "a whole number of 64 bits is due");
  CheckRefused(ValueOf(TypeKind::kText, N(1)), "a value: a text is due");
  CheckRefused(ValueOf(TypeKind::kBytes, T("x")), "octets are due");
  CheckRefused(ValueOf(TypeKind::kDigest, N(1)), "a digest: an array of 2 is due");
  CheckRefused(ValueOf(TypeKind::kDigest, A({N(5), Octets({1})})), "no digest algorithm");
  CheckRefused(ValueOf(TypeKind::kVersion, A({T("roman"), T("IV")})), "no ordering of versions: roman");
  CheckRefused(ValueOf(TypeKind::kVersion, A({T("dpkg"), N(1)})), "a version: a text is due");
  CheckRefused(ValueOf(TypeKind::kCidr, N(1)), "a network: an array of 2 is due");
  CheckRefused(ValueOf(TypeKind::kRecord, N(1)), "a kind of value that no endorsement has");
  // Of a kind, and yet no value of it.
  CheckRefused(ValueOf(TypeKind::kIp, Octets({1, 2, 3})), "");
}

TEST_CASE("answers that are refused") {
  const auto with = [](Cbor answers, std::vector<Cbor> endorsers = {}) {
    return A({T("mps-endorsements"), N(2), A(std::move(endorsers)), A({}), std::move(answers)});
  };
  CHECK(Read(with(A({A({T("5.1"), T("maker"), Cbor::Bool(true), T("seen")})}))) == "taken");
  CheckRefused(A({T("mps-endorsements"), N(2), A({}), A({})}), "endorsements: an array of 5 is due");
  CheckRefused(A({T("mps-endorsements"), N(1), A({}), A({}), A({})}), "endorsements: an array of 4 is due");
  CheckRefused(with(A({})), "endorsements without answers are of version 1");
  CheckRefused(with(N(1)), "answers: an array is due");
  CheckRefused(with(A({A({T("5.1")})})), "an answer: an array of 4 is due");
  CheckRefused(with(A({A({N(1), T("m"), Cbor::Bool(true), T("s")})})), "the id of a control: a text is due");
  CheckRefused(with(A({A({T("5.1"), N(1), Cbor::Bool(true), T("s")})})), "an endorser: a text is due");
  CheckRefused(with(A({A({T("5.1"), T("m"), T("pass"), T("s")})})), "an answer: true or false is due");
  CheckRefused(with(A({A({T("5.1"), T("m"), Cbor::Bool(true), N(1)})})), "the reason of an answer: a text is due");
  CheckRefused(with(A({}), {EndorserItem()}), "an endorser: an array of 5 is due");
  CheckRefused(with(A({}), {A({T("n"), T("k"), T("d"), A({}), N(1)})}), "what it may answer: an array is due");
  CheckRefused(with(A({}), {A({T("n"), T("k"), T("d"), A({}), A({N(1)})})}), "the id of a control: a text is due");
}

TEST_CASE("trust policies that are refused") {
  const auto read = [](const std::string& text) { return Say(ParseTrustPolicy(text)); };
  const std::string head = "{\"mps_trust_policy\":1,\"endorsers\":";
  CHECK(read(head + "{\"a\":{\"trusted\":true,\"claims\":[\"b.c\"],\"answers\":[\"5.1\"]}}}") == "taken");
  CHECK(read("[]") == "a trust policy is a JSON object @0");
  CHECK(read("{}") == "no `mps_trust_policy` in it: not a trust policy @0");
  CHECK(ParseTrustPolicy("{\"mps_trust_policy\":2}").status().feature() == "policy_version");
  CHECK(read("{\"mps_trust_policy\":1,\"x\":1}").starts_with("a trust policy has `endorsers`, not `x` @"));
  CHECK(read(head + "[]}").starts_with("`endorsers` is an object @"));
  CHECK(read(head + "{\"a\":1}}").starts_with("an object is due for the endorser `a` @"));
  CHECK(read(head + "{\"a\":{\"trusted\":1}}}").starts_with("`trusted` is true or false @"));
  CHECK(read(head + "{\"a\":{\"claims\":1}}}").starts_with("`claims` is a list of paths @"));
  CHECK(read(head + "{\"a\":{\"claims\":[1]}}}").starts_with("a path is a text such as `board.certification` @"));
  CHECK(read(head + "{\"a\":{\"claims\":[\"b.\"]}}}").starts_with("path `b.`: a name is due in a claim's path"));
  CHECK(read(head + "{\"a\":{\"answers\":1}}}").starts_with("`answers` is a list of rule ids @"));
  CHECK(read(head + "{\"a\":{\"answers\":[1]}}}").starts_with("a rule id is a text such as `5.1` @"));
  CHECK(read(head + "{\"a\":{\"x\":1}}}")
            .starts_with("the trust policy of an endorser has `trusted`, `claims` and `answers`, not `x` @"));
  CHECK(ParseTrustPolicy("{").status().offset().has_value());
}

TEST_CASE("paths of trust policies that are refused") {
  const auto read = [](const char* text) { return Say(ParseClaimPath(text)); };
  CHECK(read("host.sysctl[\"a.b\"].live") == "taken");
  CHECK(read("") == "a name is due in a claim's path @0");
  CHECK(read("1a") == "a name is due in a claim's path @0");
  CHECK(read("a.") == "a name is due in a claim's path @2");
  CHECK(read("a b") == "`.name` or `[\"key\"]` is due in a claim's path @1");
  CHECK(read("a[k]") == "a key stands in quotes @2");
  CHECK(read("a[\"k\"") == "a key without its end @2");
  CHECK(read("a[\"k") == "a key without its end @2");
}
