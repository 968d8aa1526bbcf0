// The quick decoders against the strict ones, and one piece of memory against a fresh one for every document.
#include <random>

#include "base/hex.h"
#include "host_plan.h"

namespace mps {
namespace {

using nlohmann::json;
using test::FullClaims;
using test::HostPlan;

// All that a decoder says of a document.
std::string Said(const HostPlan& plan, const evidence::PlanIndex& index, ByteView bytes, evidence::Evidence& memory,
                 evidence::Road road) {
  const Status decoded = evidence::DecodeEvidence(index, bytes, memory, road);
  if (!decoded.ok()) return "refused: " + decoded.ToString();
  const Status settled = evidence::SettleStates(index, memory, {});
  if (!settled.ok()) return "refused: " + settled.ToString();
  std::string said = evidence::DumpState(plan.plan(), memory.state);
  const evidence::Facts& facts = memory.facts;
  said += "problems " + std::to_string(facts.problem_count) + "\n";
  for (const evidence::Problem& p : facts.problems)
    said += p.path + " " + p.what + " " + std::to_string(p.offset) + "\n";
  for (const auto& e : facts.environments)
    said += e.name + " " + e.schema + " " + e.collector + e.collector_version + e.signed_by + " " +
            std::to_string(e.part.oldest.value_or(-1)) + " " + std::to_string(e.part.nonces.size()) + "\n";
  said += std::to_string(facts.collected_at.value_or(-1)) + " " + HexEncode(facts.nonce.value_or(Bytes())) + "\n";
  for (const std::string& path : facts.unnamed_paths) said += path + "\n";
  return said;
}

struct Roads {
  explicit Roads(const HostPlan& host) : plan(host), index(host.plan()) {}
  // Both roads, in used and in fresh memory. Returns what they say.
  std::string Compare(ByteView bytes) {
    evidence::Evidence fresh;
    const std::string strict = Said(plan, index, bytes, fresh, evidence::Road::kStrict);
    const std::string either = Said(plan, index, bytes, used, evidence::Road::kEither);
    if (strict != either) {
      INFO(HexEncode(bytes));
      CHECK(strict == either);
    }
    return strict;
  }

  const HostPlan& plan;
  evidence::PlanIndex index;
  evidence::Evidence used;
};

Bytes Cbor(const json& document) {
  const std::vector<std::uint8_t> bytes = json::to_cbor(document);
  return Bytes(bytes.begin(), bytes.end());
}

json Full() {
  json claims = FullClaims();
  claims["surplus"] = {{"a", 1}, {"b", {{"c", "skipped"}}}};
  json document =
      HostPlan::Document(claims, {{"", "complete"}, {"sysctl", {{"incomplete", "half"}}}, {"accounts[1]", "absent"}});
  document["nonce"] = "AQIDBA";
  return document;
}

}  // namespace

TEST_CASE("both roads say the same of every damaged document", "[evidence][roads]") {
  const HostPlan plan, complete(true), many(false, true);
  const json full = Full();
  const std::string text = full.dump(), bare = full["environments"]["host"]["claims"].dump(1);
  json of_many = full;
  json& host = of_many["environments"]["host"];
  const json instance = {{"claims", host["claims"]}};
  host = {{"schema", "test.host@1"}, {"instances", {{"one", instance}, {"two", {{"claims", json::object()}}}}}};
  const std::string many_text = of_many.dump();
  json binary = full;
  binary.erase("nonce");
  if (binary["environments"]["host"]["claims"].contains("octets"))
    binary["environments"]["host"]["claims"]["octets"] = json::binary({1, 2, 3});
  const Bytes cbor = Cbor(binary);
  const std::pair<const HostPlan*, ByteView> documents[] = {
      {&plan, AsBytes(text)}, {&plan, cbor}, {&complete, AsBytes(bare)}, {&many, AsBytes(many_text)}};
  for (const auto& [of, whole] : documents) {
    Roads roads(*of);
    evidence::Evidence memory;
    CHECK(evidence::DecodeEvidence(roads.index, whole, memory, evidence::Road::kQuick).ok());
    CHECK(roads.Compare(whole).find("refused") == std::string::npos);
    Bytes damaged = ToBytes(whole);
    for (std::size_t n = 0; n < whole.size(); n += 3) roads.Compare(whole.subspan(0, n));
    for (std::size_t bit = 0; bit < damaged.size() * 8; ++bit) {
      damaged[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
      roads.Compare(damaged);
      damaged[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
    }
    CHECK(roads.Compare(whole).find("refused") == std::string::npos);
  }
}

TEST_CASE("both roads say the same of values that are out of order", "[evidence][roads]") {
  const HostPlan plan;
  Roads roads(plan);
  const std::string head =
      R"({"mps_evidence":1,"collected_at":1,"environments":{"host":{"schema":"test.host@1","claims":{)";
  const std::string tail = R"(},"state":{"":"complete"}}}})";
  for (const char* claims : {R"("small":10)",
                             R"("small":-1)",
                             R"("small":-0)",
                             R"("small":1.0)",
                             R"("small":9223372036854775808)",
                             R"("small":99999999999999999999)",
                             R"("small":"1")",
                             R"("small":null)",
                             R"("name":null)",
                             R"("name":7)",
                             R"("name":"a","name":"b")",
                             R"("name":"a","n\u0061me":"b")",
                             R"("word":"onn")",
                             R"("word":"on")",
                             R"("version":"1..")",
                             R"("version":"1:2-3")",
                             R"("version":"")",
                             R"("flag":1)",
                             R"("flag":true)",
                             R"("scalar":[])",
                             R"("scalar":-0)",
                             R"("scalar":1e3)",
                             R"("vouched":"x")",
                             R"("stranger":{"x":1,"x":2})",
                             R"("stranger":1,"stranger":2)",
                             R"("s1":1,"s2":2,"s3":[[{"y":1,"y":2}]])",
                             R"("files":{"/a%2":{"mode":"0644"}})",
                             R"("files":{"/a%25":{"mode":"0644"}})",
                             R"("files":{"/a":{"mode":"0644"},"/a":{"mode":"0644"}})",
                             R"("files":{"/a":{"mode":8888}})",
                             R"("files":{"/a":{"mode":420,"more":1}})",
                             R"("files":[])",
                             R"("accounts":{})",
                             R"("accounts":[1])",
                             R"("accounts":[{"name":"a","uid":0},{"uid":0,"name":"b"},{"uid":-0,"name":"c"}])",
                             R"("macs":["a","b","a"])",
                             R"("macs":["a",1])",
                             R"("ports":{"4":"x","04":"y"})",
                             R"("ports":{"4":"x","5":"y"})",
                             R"("users":[])",
                             R"("digest":"sha256:00")",
                             R"("ip":"1.2.3.4")",
                             R"("ip":"1.2.3")",
                             R"("time":"now")",
                             R"("octets":"AQ==")",
                             R"("name":"\ud800")",
                             "\"name\":\"\xC0\"",
                             R"("unread":{"/x":{"mode":"9"}})"}) {
    INFO(claims);
    const std::string said = roads.Compare(AsBytes(head + claims + tail));
    CHECK_FALSE(said.empty());
  }
}

TEST_CASE("memory that is used again forgets the document before", "[evidence][roads]") {
  const HostPlan plan;
  Roads roads(plan);
  const std::string full = Full().dump(), little = HostPlan::Document({{"name", "x"}}).dump();
  const std::string wrong = HostPlan::Document({{"name", 7}}, {{"nick", {{"error", "no nick"}}}}).dump();
  std::vector<std::string> first;
  for (int round = 0; round < 3; ++round) {
    std::size_t i = 0;
    for (const std::string& document : {full, little, wrong, full, std::string("{"), little, wrong}) {
      const std::string said = roads.Compare(AsBytes(document));
      if (round == 0) {
        first.push_back(said);
      } else {
        CHECK(said == first[i]);
      }
      ++i;
    }
  }
}

}  // namespace mps
