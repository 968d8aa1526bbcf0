// What becomes of claims with and without value: the rules of docs/evidence.md, case by case.
#include <functional>
#include <map>
#include <string>
#include <type_traits>

#include "host_plan.h"

namespace mps {
namespace {

using nlohmann::json;
using test::FullClaims;
using test::HostPlan;

const json kAll = {{"", "complete"}};

}  // namespace

TEST_CASE("values of every type", "[evidence]") {
  const HostPlan plan;
  const std::string dump = plan.Dump(HostPlan::Document(FullClaims(), kAll));
  const auto line = [&](const char* path) { return HostPlan::Line(dump, path); };
  CHECK(line("host.name") == "\"box\"");
  CHECK(line("host.small") == "7");
  CHECK(line("host.flag") == "true");
  CHECK(line("host.octets") == "b64'AQID'");
  CHECK(line("host.digest") == "sha256:" + std::string(64, '0').replace(0, 64, [] {
    std::string s;
    for (int i = 0; i < 32; ++i) s += "01";
    return s;
  }()));
  CHECK(line("host.version") == "\"1:2.0-1\"");
  CHECK(line("host.ip") == "10.0.0.1");
  CHECK(line("host.cidr") == "10.0.0.0/8");
  CHECK(line("host.time") == "2023-11-14T22:13:20Z");
  CHECK(line("host.word") == "\"on\"");
  CHECK(line("host.files") == "complete, 2 members");
  CHECK(line("host.files[\"/etc/shadow\"].mode") == "0640");
  CHECK(line("host.files[\"/etc/passwd\"].mode") == "0644");
  CHECK(line("host.files[\"/etc/shadow\"].target") == "absent");
  CHECK(line("host.files[\"/gone\"].mode") == "absent");
  CHECK(line("host.sysctl[\"a\"].live") == "1");
  CHECK(line("host.sysctl[\"c\"].live") == "absent");
  CHECK(line("host.accounts[0].home.mode") == "0700");
  CHECK(line("host.accounts[1].home") == "absent");
  CHECK(line("host.accounts[1].home.mode") == "absent");
  CHECK(line("host.macs") == "complete, 2 members");  // folded
  CHECK(line("host.macs[1]") == "\"m2\"");
  CHECK(line("host.ports[4]") == "\"four\"");
}

TEST_CASE("without value: the longest listed prefix decides", "[evidence][state]") {
  const HostPlan plan;
  const json none = json::object();
  // Nothing listed: scalars unknown, collections incomplete.
  CHECK(plan.At(none, none, "host.nick") == "unknown: not in the evidence");
  CHECK(plan.At(none, none, "host.files") == "incomplete, 0 members: not in the evidence");
  CHECK(plan.At(none, none, "host.files[\"/gone\"].mode") == "unknown: not in the evidence");
  CHECK(plan.At({{"files", none}}, none, "host.files") ==
        "incomplete, 0 members: the evidence does not say that it is complete");
  // Complete: absent if optional, else in error.
  CHECK(plan.At(none, kAll, "host.nick") == "absent");
  CHECK(plan.At(none, kAll, "host.name") ==
        "error: required by the schema, and missing where the evidence is complete");
  CHECK(plan.At(none, kAll, "host.files").substr(0, 6) == "error:");
  CHECK(plan.At(none, kAll, "host.files[\"/gone\"].mode").substr(0, 6) == "error:");
  CHECK(plan.At({{"files", none}}, kAll, "host.files") == "complete, 0 members");
  CHECK(plan.At({{"files", none}}, {{"files", "complete"}}, "host.files[\"/gone\"].mode") == "absent");
  // A longer prefix beats a shorter one, whatever it says.
  CHECK(plan.At({{"files", none}}, {{"", "complete"}, {"files", {{"incomplete", "no right"}}}},
                "host.files[\"/gone\"].mode") == "unknown: no right");
  CHECK(plan.At({{"files", none}}, {{"files", {{"incomplete", "r"}}}, {"files[\"/gone\"]", "absent"}},
                "host.files[\"/gone\"].mode") == "absent");
  CHECK(plan.At({{"files", none}}, {{"files[*]", "absent"}, {"files[\"/gone\"]", {{"unknown", "x"}}}},
                "host.files[\"/gone\"].mode") == "unknown: x");
  CHECK(plan.At({{"files", none}}, {{"files[*]", "absent"}}, "host.files[\"/gone\"].mode") == "absent");
  // Explicit words.
  CHECK(plan.At(none, {{"nick", "absent"}}, "host.nick") == "absent");
  CHECK(plan.At(none, {{"name", "absent"}}, "host.name") ==
        "error: required by the schema, and absent by the evidence");
  CHECK(plan.At(none, {{"nick", {{"error", "bad"}}}}, "host.nick") == "error: bad");
  CHECK(plan.At(none, {{"files", {{"unknown", "no"}}}}, "host.files") == "unknown: no");
  CHECK(plan.At(none, {{"files", {{"unknown", "no"}}}}, "host.files[\"/gone\"].mode") == "unknown: no");
  // Rows and wildcards.
  const json two = {{"accounts", {{{"name", "a"}}, {{"name", "b"}}}}};
  CHECK(plan.At(two, {{"accounts[*]", "complete"}, {"accounts[1].uid", {{"unknown", "odd"}}}}, "host.accounts[0].uid")
            .substr(0, 6) == "error:");
  CHECK(plan.At(two, {{"accounts[*]", "complete"}, {"accounts[1].uid", {{"unknown", "odd"}}}},
                "host.accounts[1].uid") == "unknown: odd");
  CHECK(plan.At(two, {{"accounts[*]", "complete"}}, "host.accounts") ==
        "incomplete, 2 members: the evidence does not say that it is complete");
  CHECK(plan.At(two, {{"accounts[*].home", {{"unknown", "h"}}}}, "host.accounts[1].home.mode") == "unknown: h");
}

TEST_CASE("a value and a word against it are a contradiction", "[evidence][state]") {
  const HostPlan plan;
  const std::string wrong = "error: the evidence gives a value and says that it has none";
  CHECK(plan.At({{"nick", "n"}}, {{"nick", "absent"}}, "host.nick") == wrong);
  CHECK(plan.At({{"nick", "n"}}, {{"nick", {{"unknown", "r"}}}}, "host.nick") == wrong);
  CHECK(plan.At({{"nick", "n"}}, {{"nick", {{"error", "r"}}}}, "host.nick") == "error: r");
  CHECK(plan.At({{"files", {{"/etc/shadow", {{"mode", 0}}}}}}, {{"files", "absent"}},
                "host.files[\"/etc/shadow\"].mode") == wrong);
}

TEST_CASE("wrong types put the claim in error, and nothing else", "[evidence][types]") {
  const HostPlan plan;
  struct Case {
    const char* field;
    json value;
    const char* what;
  };
  const Case cases[] = {
      {"name", 3, "expected text, found 3"},
      {"small", 10, "expected int in 0..9, found 10"},
      {"small", "7", "expected int in 0..9, found text \"7\""},
      {"small", 1.5, "expected int in 0..9, found float"},
      {"flag", 1, "expected bool, found int"},
      {"octets", "A", "expected bytes, found text that is not base64url"},
      {"digest", "sha256:00", ""},
      {"digest", "md5:00", ""},
      {"version", "", ""},
      {"ip", "10.0.0.256", ""},
      {"cidr", "10.0.0.1/8", ""},
      {"time", "now", ""},
      {"scalar", nullptr, ""},
      {"word", "maybe", ""},
      {"files", json::array(), "expected map of path to file, found array"},
      {"macs", "m", "expected set of text, found text"},
      {"name", nullptr, "expected text, found null"},
      {"files", {{"/a%zz", {{"mode", 0}}}}, ""},
      {"vouched", "v", "only an endorser may make this claim"},
  };
  for (const Case& c : cases) {
    json claims = FullClaims();
    claims[c.field] = c.value;
    const std::string dump = plan.Dump(HostPlan::Document(claims, kAll));
    const std::string line = HostPlan::Line(dump, std::string("host.") + c.field);
    INFO(c.field << " = " << c.value.dump() << ": " << line);
    if (std::string(c.field) == "scalar") {
      CHECK(line == "absent");  // null on an optional field
    } else {
      CHECK(line.substr(0, 6) == "error:");
    }
    if (*c.what != 0 && std::string(c.field) != "name") CHECK(line.find(c.what) != std::string::npos);
    CHECK(HostPlan::Line(dump, "host.sysctl[\"a\"].live") == "1");
  }
}

TEST_CASE("closed records, sets, members and empty collections", "[evidence][types]") {
  const HostPlan plan;
  json claims = FullClaims();
  claims["files"]["/etc/shadow"]["strange"] = 1;
  claims["macs"].push_back(4);
  claims["users"] = json::array();
  claims["outside"] = {{"deep", {1, 2}}};
  claims["accounts"][0]["uid"] = "x";
  const std::string dump = plan.Dump(HostPlan::Document(claims, kAll));
  CHECK(HostPlan::Line(dump, "host.files[\"/etc/shadow\"].mode").substr(0, 6) == "error:");
  CHECK(HostPlan::Line(dump, "host.files[\"/etc/passwd\"].mode") == "0644");
  CHECK(HostPlan::Line(dump, "host.macs") == "error: a member of the set is in error");
  CHECK(HostPlan::Line(dump, "host.users") == "error: empty, which its schema forbids");
  CHECK(HostPlan::Line(dump, "host.accounts[0].uid").substr(0, 6) == "error:");
  CHECK(HostPlan::Line(dump, "host.accounts[0].name") == "\"root\"");
  CHECK(dump.find("claims outside the schema: 1\n  host.outside\n") != std::string::npos);
}

TEST_CASE("a key that is listed as not known makes its map incomplete", "[evidence][state]") {
  const HostPlan plan;
  const json claims = {{"sysctl", {{"a", {{"list", json::array()}}}}}};
  const auto with = [&](json extra) {
    extra["sysctl"] = "complete";
    return plan.At(claims, extra, "host.sysctl");
  };
  CHECK(with(json::object()) == "complete, 1 member");
  CHECK(with({{"sysctl[\"b\"]", {{"unknown", "why"}}}}) == "incomplete, 1 member: why");
  CHECK(with({{"sysctl[\"b\"]", {{"error", "why"}}}}) == "incomplete, 1 member: why");
  CHECK(with({{"sysctl[\"b\"]", "absent"}}) == "complete, 1 member");
  // So does something below such a key. A wildcard tells of members that are there.
  CHECK(with({{"sysctl[\"b\"].live", {{"unknown", "why"}}}}) == "incomplete, 1 member: why");
  CHECK(with({{"sysctl[\"b\"].list[0]", {{"error", "deep"}}}}) == "incomplete, 1 member: deep");
  CHECK(with({{"sysctl[\"b\"].list", {{"incomplete", "cut"}}}, {"sysctl[\"b\"].live", {{"unknown", "x"}}}}) ==
        "incomplete, 1 member: cut");
  CHECK(with({{"sysctl[\"a\"].live", {{"unknown", "why"}}}}) == "complete, 1 member");
  CHECK(with({{"sysctl[\"b\"].live", "complete"}}) == "complete, 1 member");
  CHECK(with({{"sysctl[*].live", {{"unknown", "why"}}}}) == "complete, 1 member");
}

TEST_CASE("what is listed as not known below a place keeps it from being absent", "[evidence][state]") {
  const HostPlan plan;
  const json none = json::object();
  const json files = {{"files", none}};
  // A key: without the listing absent, since the map is complete.
  CHECK(plan.At(files, {{"files", "complete"}}, "host.files[\"/gone\"].mode") == "absent");
  CHECK(plan.At(files, {{"files", "complete"}, {"files[\"/gone\"].owner", {{"unknown", "why"}}}},
                "host.files[\"/gone\"].mode") == "unknown: why");
  // Its own word beats what is listed below it.
  CHECK(plan.At(files,
                {{"files", "complete"}, {"files[\"/gone\"]", "absent"}, {"files[\"/gone\"].owner", {{"unknown", "y"}}}},
                "host.files[\"/gone\"].mode") == "absent");
  // A record that may be absent, in a list.
  const json accounts = {{"accounts", {{{"name", "root"}, {"uid", 0}}}}};
  CHECK(plan.At(accounts, kAll, "host.accounts[0].home") == "absent");
  CHECK(plan.At(accounts, {{"", "complete"}, {"accounts[0].home.mode", {{"error", "bad"}}}}, "host.accounts[0].home") ==
        "unknown: bad");
  CHECK(plan.At(accounts, {{"", "complete"}, {"accounts[*].home.mode", {{"error", "bad"}}}}, "host.accounts[0].home") ==
        "absent");
}

TEST_CASE("a position beyond a list's end that is listed as not known makes the list incomplete", "[evidence][state]") {
  const HostPlan plan;
  const json accounts = {{"accounts", {{{"name", "root"}, {"uid", 0}}}}};
  const auto with = [&](const char* path) {
    return plan.At(accounts, {{"accounts", "complete"}, {path, {{"unknown", "why"}}}}, "host.accounts");
  };
  CHECK(with("accounts[1]") == "incomplete, 1 member: why");
  CHECK(with("accounts[10].name") == "incomplete, 1 member: why");
  CHECK(with("accounts[0].name") == "complete, 1 member");
}

TEST_CASE("reasons and provenance of hostile evidence take no time to speak of", "[evidence][limits]") {
  // Ordered tables have no bad case that keys could be chosen for; each reason is held once.
  ReasonTable reasons;
  const ReasonId first = reasons.Add("why 0");
  for (int i = 1; i < 1000; ++i) reasons.Add("why " + std::to_string(i));
  CHECK(reasons.Add("why 0") == first);
  CHECK(reasons[reasons.Add("why 999")] == "why 999");
  static_assert(std::is_same_v<decltype(ActualState::provenance), std::map<std::string, Provenance, std::less<>>>);
}

TEST_CASE("what is not read is checked all the same", "[evidence]") {
  const HostPlan plan;
  json claims = FullClaims();
  claims["unread"] = {{"/x", {{"mode", "9"}}}};
  const std::string text = HostPlan::Document(claims, kAll).dump();
  const evidence::PlanIndex index(plan.plan());
  const auto evidence = evidence::DecodeEvidence(index, AsBytes(text));
  REQUIRE(evidence.ok());
  REQUIRE(evidence->facts.problems.size() == 1);
  CHECK(evidence->facts.problems[0].path == "host.unread[\"/x\"].mode");
  CHECK(evidence->facts.problems[0].what == "expected mode, found text \"9\"");
  CHECK(text.substr(evidence->facts.problems[0].offset, 3) == "\"9\"");
}

TEST_CASE("bare documents, and wrappers that lost their mark", "[evidence]") {
  const HostPlan bare(true), strict(false);
  CHECK(HostPlan::Line(bare.Dump(FullClaims()), "host.nick") == "\"b\"");
  CHECK(HostPlan::Line(bare.Dump(json{{"files", json::object()}}), "host.nick") == "absent");
  CHECK(HostPlan::Line(bare.Dump(json{{"files", json::object()}}), "host.name").substr(0, 6) == "error:");
  CHECK(strict.Dump(FullClaims()).substr(0, 8) == "refused:");
  json lost = HostPlan::Document(FullClaims());
  lost.erase("mps_evidence");
  CHECK(bare.Dump(lost).substr(0, 8) == "refused:");
  CHECK(HostPlan::Line(bare.Dump(HostPlan::Document(json::object())), "host.nick").substr(0, 7) == "unknown");
}

TEST_CASE("instances of an environment of many", "[evidence][many]") {
  const HostPlan plan(false, true);
  json document = HostPlan::Document(json::object());
  json& environment = document["environments"]["host"];
  environment.erase("claims");
  environment.erase("state");
  environment["instances"] = {{"i1", {{"claims", {{"name", "one"}}}, {"state", {{"nick", "absent"}}}}},
                              {"i2", {{"claims", json::object()}}}};
  CHECK(HostPlan::Line(plan.Dump(document), "host").substr(0, 10) == "incomplete");
  environment["instances_state"] = "complete";
  const std::string dump = plan.Dump(document);
  CHECK(HostPlan::Line(dump, "host") == "complete, 2 members");
  CHECK(HostPlan::Line(dump, "host[\"i1\"].name") == "\"one\"");
  CHECK(HostPlan::Line(dump, "host[\"i1\"].nick") == "absent");
  CHECK(HostPlan::Line(dump, "host[\"i2\"].nick").substr(0, 7) == "unknown");
  json missing = document;
  missing["environments"] = json::object();
  CHECK(HostPlan::Line(plan.Dump(missing), "host").substr(0, 21) == "incomplete, 0 members");
}

TEST_CASE("an environment that the document lacks is unknown", "[evidence]") {
  const HostPlan plan;
  json document = HostPlan::Document(json::object());
  document["environments"] = json::object();
  CHECK(HostPlan::Line(plan.Dump(document), "host.nick") == "unknown: the evidence does not have this environment");
  CHECK(HostPlan::Line(plan.Dump(document), "host.files").substr(0, 7) == "unknown");
}

}  // namespace mps
