// Documents as a whole: both encodings, refusals, damage.
#include <random>

#include "host_plan.h"

namespace mps {
namespace {

using nlohmann::json;
using test::FullClaims;
using test::HostPlan;

json Full() {
  json document = HostPlan::Document(
      FullClaims(), {{"", "complete"}, {"sysctl", {{"incomplete", "half"}}}, {"accounts[1].home", {{"unknown", "u"}}}});
  document["environments"]["host"]["source"] = {{"sysctl[\"a\"].live", {"/etc/sysctl.conf", 3}}};
  document["environments"]["host"]["collector"] = {{"name", "c"}, {"version", "1"}};
  return document;
}

Bytes Cbor(json document) {
  // Octets are byte strings in CBOR.
  json& claims = document["environments"]["host"]["claims"];
  if (claims.contains("octets")) claims["octets"] = json::binary({1, 2, 3});
  return json::to_cbor(document);
}

Status Refusal(const HostPlan& plan, ByteView bytes) {
  const evidence::PlanIndex index(plan.plan());
  auto evidence = evidence::DecodeEvidence(index, bytes);
  return evidence.ok() ? Status() : evidence.TakeStatus();
}

}  // namespace

TEST_CASE("the same document in JSON and CBOR gives the same state", "[evidence]") {
  const HostPlan plan;
  const std::string from_json = plan.Dump(Full());
  const Bytes cbor = Cbor(Full());
  CHECK(from_json == plan.Dump(ByteView(cbor)));
  CHECK(from_json.find("host.sysctl[\"a\"].live = 1 (/etc/sysctl.conf:3)") != std::string::npos);
}

TEST_CASE("state and source may stand before the claims", "[evidence]") {
  const HostPlan plan;
  const json full = Full();
  const json& host = full["environments"]["host"];
  const std::string text = R"({"environments":{"host":{"source":)" + host["source"].dump() + R"(,"state":)" +
                           host["state"].dump() + R"(,"claims":)" + host["claims"].dump() +
                           R"(,"collector":{"name":"c","version":"1"},"schema":"test.host@1"}},)" +
                           R"("collected_at":1700000000,"mps_evidence":1})";
  CHECK(plan.Dump(text) == plan.Dump(full));
}

TEST_CASE("documents that are refused whole", "[evidence][refuse]") {
  const HostPlan plan;
  const auto code = [&](const json& document) { return Refusal(plan, AsBytes(document.dump())).code(); };
  const auto changed = [&](auto&& change) {
    json document = Full();
    change(document);
    return code(document);
  };
  CHECK(code(Full()) == Code::kOk);
  CHECK(changed([](json& d) { d["mps_evidence"] = 2; }) == Code::kUnsupported);
  CHECK(changed([](json& d) { d.erase("collected_at"); }) == Code::kType);
  CHECK(changed([](json& d) { d.erase("environments"); }) == Code::kType);
  CHECK(changed([](json& d) { d["extra"] = 1; }) == Code::kType);
  CHECK(changed([](json& d) { d["nonce"] = "!"; }) == Code::kType);
  CHECK(changed([](json& d) { d["environments"]["other"] = d["environments"]["host"]; }) == Code::kInvalid);
  CHECK(changed([](json& d) { d["environments"]["host"]["schema"] = "other.host@1"; }) == Code::kInvalid);
  CHECK(changed([](json& d) { d["environments"]["host"]["schema"] = "test.host"; }) == Code::kType);
  CHECK(changed([](json& d) { d["environments"]["host"].erase("claims"); }) == Code::kType);
  CHECK(changed([](json& d) { d["environments"]["host"].erase("schema"); }) == Code::kType);
  CHECK(changed([](json& d) { d["environments"]["host"]["instances"] = json::object(); }) == Code::kType);
  CHECK(changed([](json& d) { d["environments"]["host"]["state"]["nick"] = "gone"; }) == Code::kType);
  CHECK(changed([](json& d) { d["environments"]["host"]["state"]["nick"] = json::object(); }) == Code::kType);
  CHECK(changed([](json& d) { d["environments"]["host"]["state"]["a..b"] = "absent"; }) == Code::kMalformed);
  CHECK(changed([](json& d) { d["environments"]["host"]["state"]["a[\"b\""] = "absent"; }) == Code::kMalformed);
  CHECK(changed([](json& d) { d["environments"]["host"]["source"]["nick"] = {"f"}; }) == Code::kType);
  CHECK(changed([](json& d) { d["environments"]["host"]["claims"] = json::array(); }) == Code::kType);
  CHECK(Refusal(plan, AsBytes(std::string_view(""))).code() == Code::kMalformed);
  CHECK(Refusal(plan, AsBytes(std::string_view("{\"mps_evidence\":1,\"mps_evidence\":1}"))).code() == Code::kDuplicate);
  CHECK(Refusal(plan, AsBytes(Full().dump() + "x")).code() == Code::kTrailing);
  const std::string twice =
      R"({"mps_evidence":1,"collected_at":1,"environments":{"host":{"schema":"test.host@1","claims":{"nick":"a","nick":"b"}}}})";
  CHECK(Refusal(plan, AsBytes(twice)).code() == Code::kDuplicate);
  std::string deep = "\"x\"";
  for (int i = 0; i < 100; ++i) deep = "[" + deep + "]";
  CHECK(
      Refusal(
          plan,
          AsBytes(
              R"({"mps_evidence":1,"collected_at":1,"environments":{"host":{"schema":"test.host@1","claims":{"out":)" +
              deep + "}}}}"))
          .code() == Code::kLimit);
}

TEST_CASE("a refusal says where", "[evidence][refuse]") {
  const HostPlan plan;
  const std::string text = R"({"mps_evidence":1,"collected_at":1,"environments":{"nowhere":{}}})";
  const Status status = Refusal(plan, AsBytes(text));
  REQUIRE(status.offset());
  CHECK(text.substr(*status.offset(), 9) == "\"nowhere\"");
  CHECK(status.message() == "the definition declares no environment \"nowhere\"");
}

TEST_CASE("every truncation is refused, no bit flip crashes", "[evidence][damage]") {
  const HostPlan plan;
  const evidence::PlanIndex index(plan.plan());
  const std::string text = Full().dump();
  const Bytes cbor = Cbor(Full());
  for (const ByteView whole : {AsBytes(text), ByteView(cbor)}) {
    for (std::size_t n = 0; n < whole.size(); ++n) CHECK_FALSE(Refusal(plan, whole.subspan(0, n)).ok());
    Bytes damaged = ToBytes(whole);
    for (std::size_t bit = 0; bit < damaged.size() * 8; ++bit) {
      damaged[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
      auto evidence = evidence::DecodeEvidence(index, damaged);
      if (evidence.ok()) {
        const auto state = evidence::ComputeActualState(index, std::move(evidence).value(), {});
        REQUIRE(state.ok());
        CHECK_FALSE(evidence::DumpState(plan.plan(), *state).empty());
      }
      damaged[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
    }
  }
}

TEST_CASE("facts", "[evidence]") {
  const HostPlan plan;
  json document = Full();
  document["nonce"] = "AQIDBA";
  document["device"] = {{"ueid", "AQ"}};
  const std::string text = document.dump();
  const evidence::PlanIndex index(plan.plan());
  const auto evidence = evidence::DecodeEvidence(index, AsBytes(text));
  REQUIRE(evidence.ok());
  const auto peeked = evidence::PeekEvidence(AsBytes(text));
  REQUIRE(peeked.ok());
  for (const evidence::Facts& facts : {evidence->facts, *peeked}) {
    CHECK(facts.collected_at == 1700000000);
    CHECK(facts.nonce == Bytes{1, 2, 3, 4});
    CHECK(facts.ueid == Bytes{1});
    REQUIRE(facts.environments.size() == 1);
    CHECK(facts.environments[0].collector == "c");
    CHECK(facts.environments[0].schema == "test.host@1");
  }
}

// Losing things: no cell may come out better than it was. Order: an error or unknown is never bettered to a value or
// absent.
TEST_CASE("a document that loses claims and states knows less, never other things", "[evidence][property]") {
  const HostPlan plan;
  const json full = Full();
  const std::string before = plan.Dump(full);
  std::mt19937 random(7);
  const auto lines = [](const std::string& dump) {
    std::map<std::string, std::string> out;
    std::size_t at = 0;
    while (at < dump.size()) {
      const std::size_t end = dump.find('\n', at);
      const std::string line = dump.substr(at, end - at);
      const std::size_t equals = line.find(" = ");
      if (equals != std::string::npos)
        out[line.substr(0, equals)] = line.substr(equals + 3, line.find(" (", equals) - equals - 3);
      at = end + 1;
    }
    return out;
  };
  const auto known = lines(before);
  // Drops one claim at the top together with its state, or only states.
  for (int round = 0; round < 200; ++round) {
    json less = full;
    json& host = less["environments"]["host"];
    host["state"] = {{"sysctl", {{"incomplete", "half"}}}, {"accounts[1].home", {{"unknown", "u"}}}};
    for (auto it = host["claims"].begin(); it != host["claims"].end();)
      it = random() % 3 == 0 ? host["claims"].erase(it) : std::next(it);
    for (const auto& [path, value] : lines(plan.Dump(less))) {
      INFO(path << " = " << value);
      const bool complete = value.rfind("complete", 0) == 0;
      if (path.starts_with("nonce(") || path.starts_with("collected(")) {  // what the document says beside claims
        CHECK(known.at(path) == value);
        continue;
      }
      CHECK_FALSE(value == "absent");
      CHECK_FALSE(complete);
      const bool is_value =
          value.rfind("unknown", 0) != 0 && value.rfind("error", 0) != 0 && value.rfind("incomplete", 0) != 0;
      if (is_value) {
        REQUIRE(known.count(path) == 1);
        CHECK(known.at(path) == value);
      }
    }
  }
}

TEST_CASE("a million members take time and memory in proportion", "[evidence][large]") {
  const HostPlan plan;
  std::string text =
      R"({"mps_evidence":1,"collected_at":1,"environments":{"host":{"schema":"test.host@1","claims":{"files":{)";
  constexpr int kMembers = 300000;
  for (int i = 0; i < kMembers; ++i) text += (i > 0 ? ",\"/f" : "\"/f") + std::to_string(i) + "\":{\"mode\":\"0644\"}";
  text += R"(}},"state":{"files":"complete"}}}})";
  const evidence::PlanIndex index(plan.plan());
  auto evidence = evidence::DecodeEvidence(index, AsBytes(text));
  REQUIRE(evidence.ok());
  const auto state = evidence::ComputeActualState(index, std::move(evidence).value(), {});
  REQUIRE(state.ok());
  std::uint32_t most = 0;
  for (const TableData& table : state->tables) most = std::max(most, table.rows);
  CHECK(most == kMembers);
}

}  // namespace mps
