// What documents say of environments beside their claims: ages, challenges, and who signed a layer.
#include "host_plan.h"

namespace mps {
namespace {

using nlohmann::json;
using test::HostPlan;

std::string BothForms(const HostPlan& plan, const json& document, const std::string& path) {
  const std::string from_json = HostPlan::Line(plan.Dump(document), path);
  json with_octets = document;
  const auto to_octets = [](json& holder) {
    if (holder.contains("nonce") && holder["nonce"].is_string()) holder["nonce"] = json::binary({1, 2, 3});
  };
  to_octets(with_octets);
  for (json& environment : with_octets["environments"]) {
    to_octets(environment);
    if (environment.contains("instances")) {
      for (json& instance : environment["instances"]) to_octets(instance);
    }
  }
  const std::vector<std::uint8_t> cbor = json::to_cbor(with_octets);
  CHECK(HostPlan::Line(plan.Dump(ByteView(cbor)), path) == from_json);
  return from_json;
}

// Two environments of one closed record; the second has the first for parent where it is asked for.
schema::ReadPlan TwoLayers(const std::string& parent) {
  schema::ReadPlan plan;
  plan.types.types.resize(1);
  plan.types.types[0].kind = TypeKind::kRecord;
  plan.tables.resize(1);
  for (const char* name : {"low", "high"}) {
    schema::EnvironmentPlan& environment = plan.environments.emplace_back();
    environment.def.name = name;
    environment.def.schema = 0;
    environment.def.schema_name = "layer";
    if (environment.def.name == "high") environment.def.parent = parent;
  }
  return plan;
}

Result<evidence::Evidence> Decoded(const schema::ReadPlan& plan, const json& document) {
  const evidence::PlanIndex index(plan);
  return evidence::DecodeEvidence(index, AsBytes(document.dump()));
}

const std::string kKey = "sha256:" + std::string(64, 'a'), kOther = "sha256:" + std::string(64, 'b');

json Layers() {
  const json layer = {{"schema", "layer@1"}, {"claims", json::object()}};
  json document = {
      {"mps_evidence", 1}, {"collected_at", 1700000000}, {"environments", {{"low", layer}, {"high", layer}}}};
  document["environments"]["low"]["key"] = kKey;
  document["environments"]["high"]["signed_by"] = kKey;
  return document;
}

}  // namespace

TEST_CASE("what an environment does not say holds of the document", "[evidence][layers]") {
  const HostPlan plan;
  json document = HostPlan::Document(json::object());
  CHECK(BothForms(plan, document, "collected(host)") == "2023-11-14T22:13:20Z");
  CHECK(BothForms(plan, document, "nonce(host)") == "absent");
  document["nonce"] = "AQID";
  CHECK(BothForms(plan, document, "nonce(host)") == "b64'AQID'");
  json& host = document["environments"]["host"];
  host["collected_at"] = 1600000000;
  host["nonce"] = nullptr;
  CHECK(BothForms(plan, document, "collected(host)") == "2020-09-13T12:26:40Z");
  CHECK(BothForms(plan, document, "nonce(host)") == "absent");
  host["collected_at"] = {{"unknown", "no clock"}};
  host["nonce"] = {{"error", "torn"}};
  CHECK(BothForms(plan, document, "collected(host)") == "unknown: no clock");
  CHECK(BothForms(plan, document, "nonce(host)") == "error: torn");
}

TEST_CASE("no state and no claim speaks of it", "[evidence][layers]") {
  const HostPlan plan;
  for (const char* state : {"absent", "complete"}) {
    const json document = HostPlan::Document({{"collected()", 5}, {"nonce()", "AQ"}},
                                             {{"", "complete"}, {"collected()", state}, {"nonce()", state}});
    const std::string dump = plan.Dump(document);
    CHECK(HostPlan::Line(dump, "collected(host)") == "2023-11-14T22:13:20Z");
    CHECK(HostPlan::Line(dump, "nonce(host)") == "absent");
    CHECK(dump.find("claims outside the schema: 2") != std::string::npos);
  }
  // An environment that is not there, and a document that has no place for it.
  json none = HostPlan::Document(json::object());
  none["environments"] = json::object();
  CHECK(HostPlan::Line(plan.Dump(none), "collected(host)") == "unknown: the evidence does not have this environment");
  CHECK(HostPlan::Line(plan.Dump(none), "nonce(host)") == "unknown: the evidence does not have this environment");
  const HostPlan bare(true);
  const std::string said = bare.Dump(json{{"name", "x"}});
  CHECK(HostPlan::Line(said, "collected(host)") == "unknown: a document without wrapper does not say it");
  CHECK(HostPlan::Line(said, "nonce(host)") == "unknown: a document without wrapper does not say it");
}

TEST_CASE("instances say it of themselves", "[evidence][layers]") {
  const HostPlan plan(false, true);
  json document = HostPlan::Document(json::object());
  document["nonce"] = "AQID";
  document["environments"]["host"] = {
      {"schema", "test.host@1"},
      {"collected_at", 1600000000},
      {"instances",
       {{"a", {{"claims", json::object()}, {"collected_at", 1500000000}, {"nonce", nullptr}}},
        {"b", {{"claims", json::object()}}}}},
      {"instances_state", "complete"}};
  CHECK(BothForms(plan, document, "collected(host[\"a\"])") == "2017-07-14T02:40:00Z");
  CHECK(BothForms(plan, document, "nonce(host[\"a\"])") == "absent");
  CHECK(BothForms(plan, document, "collected(host[\"b\"])") == "2020-09-13T12:26:40Z");
  CHECK(BothForms(plan, document, "nonce(host[\"b\"])") == "b64'AQID'");
  const evidence::PlanIndex index(plan.plan());
  const auto decoded = evidence::DecodeEvidence(index, AsBytes(document.dump()));
  REQUIRE(decoded.ok());
  const EvidencePart& part = decoded->facts.environments[0].part;
  CHECK(part.oldest == 1500000000);
  CHECK(part.newest == 1600000000);
  CHECK(part.nonces == std::vector<Bytes>{{1, 2, 3}});
  CHECK(part.without_nonce);
  document["environments"]["host"]["instances"]["b"]["collected_at"] = {{"unknown", ""}};
  const auto unknown = evidence::DecodeEvidence(index, AsBytes(document.dump()));
  REQUIRE(unknown.ok());
  CHECK_FALSE(unknown->facts.environments[0].part.oldest);
}

TEST_CASE("members beside the claims that are refused", "[evidence][layers][refuse]") {
  const schema::ReadPlan plan = TwoLayers("");
  const auto code = [&](const char* member, json value) {
    json document = Layers();
    document["environments"]["low"][member] = std::move(value);
    const auto decoded = Decoded(plan, document);
    return decoded.ok() ? Code::kOk : decoded.status().code();
  };
  CHECK(code("collected_at", 5) == Code::kOk);
  for (const json& bad :
       {json("5"), json(nullptr), json(true), json(1.5), json::array(), json::object(), json{{"incomplete", "x"}},
        json{{"unknown", 1}}, json{{"unknown", "x"}, {"error", "y"}}, json("absent")})
    CHECK(code("collected_at", bad) == Code::kType);
  for (const json& bad : {json("!"), json(5), json::array(), json{{"incomplete", "x"}}})
    CHECK(code("nonce", bad) == Code::kType);
  for (const std::string& bad : {std::string("sha256:"), std::string(64, 'a'), "sha256:" + std::string(64, 'A'),
                                 "sha1:" + std::string(40, 'a'), kKey + "a"})
    CHECK(code("signed_by", bad) == Code::kType);
  CHECK(code("signed", kKey) == Code::kType);
  CHECK(code("fresh", 1) == Code::kType);
}

TEST_CASE("a layer was signed by its parent's key", "[evidence][layers]") {
  const schema::ReadPlan plan = TwoLayers("low");
  const auto said = [&](auto&& change) {
    json document = Layers();
    change(document["environments"]);
    const auto decoded = Decoded(plan, document);
    return decoded.ok() ? std::string() : decoded.status().ToString();
  };
  CHECK(said([](json&) {}).empty());
  const std::string other = said([](json& e) { e["high"]["signed_by"] = kOther; });
  CHECK(other.find("\"high\" was signed by the key " + kOther) != std::string::npos);
  CHECK(other.find("its parent \"low\" has the attesting key " + kKey) != std::string::npos);
  CHECK(said([](json& e) { e["low"].erase("key"); }).find("has no attesting key in the evidence") != std::string::npos);
  CHECK(said([](json& e) { e.erase("low"); }).find("is not in the evidence") != std::string::npos);
  CHECK(said([](json& e) { e["high"].erase("signed_by"); }).empty());
  CHECK(said([](json& e) { e["low"]["signed_by"] = kOther; }).empty());  // has no parent to compare with

  json wrong = Layers();
  wrong["environments"]["high"]["signed_by"] = kOther;
  const std::string text = wrong.dump();
  const auto refused = Decoded(plan, wrong);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.status().code() == Code::kInvalid);
  REQUIRE(refused.status().offset());
  CHECK(text.compare(*refused.status().offset(), kOther.size() + 1, "\"" + kOther) == 0);
}

TEST_CASE("programs from outside with other fields of a document are refused", "[evidence][layers][refuse]") {
  const HostPlan host;
  const schema::ReadPlan& good = host.plan();
  REQUIRE(schema::VerifyPlan(good).ok());
  const auto refused = [&](auto&& change) {
    schema::ReadPlan plan = good;
    auto& fields = plan.types.types[plan.environments[0].def.schema].fields;
    change(plan, fields[fields.size() - 2], fields.back());
    return schema::VerifyPlan(plan).code() == Code::kMalformed;
  };
  using Plan = schema::ReadPlan;
  using Field = schema::FieldDef;
  CHECK(refused([](Plan&, Field& collected, Field&) { collected.optional = true; }));
  CHECK(refused([](Plan&, Field&, Field& nonce) { nonce.optional = false; }));
  CHECK(refused([](Plan&, Field& collected, Field&) { collected.wire_name = "collected"; }));
  CHECK(refused([](Plan&, Field& collected, Field&) { collected.name = collected.wire_name = "other()"; }));
  CHECK(refused([](Plan&, Field& collected, Field&) { collected.asserter = Asserter::kEndorser; }));
  CHECK(refused([](Plan&, Field& collected, Field& nonce) { collected = nonce; }));
}

}  // namespace mps
