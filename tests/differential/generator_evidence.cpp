// Evidence: mostly right, with every way that evidence can be wrong or silent mixed in.
#include "generator.h"

namespace mps::differential {
namespace {

using nlohmann::json;

struct FieldKind {
  const char* name;
  const char* kind;
  bool optional;
};
// As in the schema of generator_source.cpp.
const std::vector<FieldKind> kFields = {

    {"w2", "rpm", true},      {"x2", "semver", true},   {"y2", "dotted", true},    {"num", "decimal", true},
    {"b", "bool", false},     {"b2", "bool", true},     {"i", "int", false},       {"i2", "int", true},
    {"j", "pct", false},      {"j2", "small", true},    {"t", "text", false},      {"t2", "text", true},
    {"u", "word", false},     {"by", "bytes", false},   {"by2", "bytes", true},    {"d", "digest", false},
    {"d2", "digest", true},   {"m", "mode", false},     {"m2", "mode", true},      {"v", "dpkg", false},
    {"v2", "dpkg", true},     {"w", "rpm", false},      {"x", "semver", false},    {"y", "dotted", false},
    {"at", "time", false},    {"at2", "time", true},    {"du", "duration", false}, {"du2", "duration", true},
    {"ip", "ip", false},      {"ip2", "ip", true},      {"net", "cidr", false},    {"col", "colour", false},
    {"col2", "colour", true}, {"sh", "shade", false},   {"s", "scalar", false},    {"s2", "scalar", true},
    {"li", "[int", false},    {"ls", "[text", false},   {"lt", "[text", true},     {"ld", "[digest", false},
    {"so", "[text", true},    {"lm", "[leaf", false},   {"mm", "{leaf", false},    {"mi", "{int", false},
    {"mk", "#text", false},   {"ms", "{scalar", false}, {"rec", "loose", false},   {"rec2", "leaf", true},
};

std::string Member(const std::string& path, const std::string& name) { return path.empty() ? name : path + "." + name; }
std::string Quoted(const std::string& key) { return "[\"" + key + "\"]"; }

}  // namespace

json Generator::Wrong() {
  switch (Below(6)) {
    case 0:
      return nullptr;
    case 1:
      return 1.5;
    case 2:
      return json::object();
    case 3:
      return json::array();
    case 4:
      return "???";
    default:
      return -99999;
  }
}

json Generator::Scalar(const std::string& kind) {
  const auto pick = [&](std::vector<json> from) { return from[Below(from.size())]; };
  if (Chance(6)) return Wrong();
  if (kind == "bool") return Chance(50);
  if (kind == "int") return pick({0, 1, 2, 3, 7, -1, 100, INT64_MAX, INT64_MIN, 12});
  if (kind == "pct") return pick({0, 1, 2, 50, 100, 101});
  if (kind == "small") return pick({-5, 0, 5, 1, 6});
  if (kind == "text") return pick({"a", "b", "ab", "", "Zz", "12", "-7", "007", "é", "aab"});
  if (kind == "decimal") return pick({"0", "3", "-7", "100", "9223372036854775807", "9223372036854775808", "07", "x"});
  if (kind == "word") return pick({"a", "b", "ab", "zz"});
  if (kind == "bytes")
    return json::binary(pick({json::array({0}), json::array({255, 0}), json::array({15, 15}), json::array()})
                            .get<std::vector<std::uint8_t>>());
  if (kind == "digest")
    return pick({"sha256:" + std::string(62, '0') + "00", "sha256:" + std::string(62, '0') + "01",
                 "sha384:" + std::string(96, '0')});
  if (kind == "mode") return pick({"0644", "0600", "0777", "01777", "0000", 420});
  if (kind == "dpkg") return pick({"1.0-1", "1.0~rc1-1", "1:0.9", "1.10", "1.0-1+b1", "1.0"});
  if (kind == "rpm") return pick({"1.0-1", "1.0~rc1", "2:1.0", "1.0^git1", "1.10", "1.0"});
  if (kind == "semver") return pick({"1.0.0", "1.0.0-rc.1", "1.0.0-rc.10", "1.10.0", "1.0.0+build"});
  if (kind == "dotted") return pick({"1", "1.0", "1.10", "1.9.9", "12", "1.0.0"});
  if (kind == "time") return pick({0, 1767225600, 1811851200, 1780000000});
  if (kind == "duration") return pick({0, 86400, 7776000, 3600, 1209600});
  if (kind == "ip") return pick({"10.0.0.1", "10.0.0.9", "192.168.1.1", "::1", "fe80::1"});
  if (kind == "cidr") return pick({"10.0.0.0/8", "::/0"});
  if (kind == "colour") return pick({"red", "green", "blue", "pink"});
  if (kind == "shade") return pick({"dark", "light", "a", "ab"});
  // In JSON an int beyond 2^53 is text; where both are allowed that is another value, so scalars stay below.
  return Chance(40) ? pick({0, 1, 2, 7, -1, 12}) : Chance(50) ? Scalar("text") : Scalar("bool");
}

void Generator::MaybeState(const std::string& path, bool collection, bool given) {
  const int roll = static_cast<int>(Below(100));
  if (roll < (given ? 4 : 25)) {
    states_[path] = "complete";
  } else if (roll < (given ? 5 : 45)) {
    states_[path] = "absent";
  } else if (roll < (given ? 6 : 65)) {
    states_[path] = json{{"unknown", "not looked at"}};
  } else if (roll < (given ? 7 : 72)) {
    states_[path] = json{{"error", "broken"}};
  } else if (collection && roll < (given ? 25 : 80)) {
    states_[path] = json{{"incomplete", "cut short"}};
  }
}

json Generator::Leaf(const std::string& path) {
  json leaf = json::object();
  const std::pair<const char*, const char*> fields[] = {
      {"name", "text"}, {"n", "int"}, {"k", "int"}, {"m", "mode"}, {"tags", "[text"}, {"sub", "{int"}, {"vs", "[int"}};
  for (const auto& [name, kind] : fields) {
    if (Chance(88)) {
      leaf[name] = Field(Member(path, name), kind);
    } else {
      MaybeState(Member(path, name), *kind == '[' || *kind == '{', false);
    }
  }
  if (Chance(2)) leaf["stranger"] = 1;
  return leaf;
}

// What decides verdicts comes in all five states.
void Generator::Switch(json& claims, const std::string& name) {
  switch (Below(6)) {
    case 0:
    case 1:
      claims[name] = true;
      return;
    case 2:
      claims[name] = false;
      return;
    case 3:
      states_[name] = "absent";
      return;
    case 4:
      states_[name] = json{{"unknown", "not looked at"}};
      return;
    default:
      claims[name] = "neither";
  }
}

json Generator::Field(const std::string& path, const std::string& kind) {
  const bool collection = kind[0] == '[' || kind[0] == '{' || kind[0] == '#';
  MaybeState(path, collection, true);
  if (Chance(4)) return Wrong();
  if (kind == "leaf") return Leaf(path);
  if (kind == "loose") {
    json loose = json::object();
    if (Chance(90)) loose["a"] = Scalar("int");
    if (Chance(60)) loose["b"] = Scalar("text");
    if (Chance(30)) loose["stranger"] = 1;
    return loose;
  }
  if (kind[0] == '[') {
    json list = json::array();
    for (std::size_t n = Below(5), i = 0; i < n; ++i)
      list.push_back(kind == "[leaf" ? Leaf(path + "[" + std::to_string(i) + "]") : Scalar(kind.substr(1)));
    if (kind == "[leaf" && Chance(8))
      MaybeState(path + "[" + std::to_string(list.size() + Below(2)) + "]" + Pick({"", ".n", ".name"}), false, false);
    return list;
  }
  if (kind[0] == '{') {
    json map = json::object();
    for (const char* key : {"a", "b", "c", "zz"}) {
      if (Chance(55)) {
        map[key] = kind == "{leaf" ? Leaf(path + Quoted(key)) : Scalar(kind.substr(1));
      } else if (Chance(50)) {
        MaybeState(path + Quoted(key), false, false);
      } else if (kind == "{leaf" && Chance(30)) {
        MaybeState(path + Quoted(key) + Pick({".n", ".k", ".tags"}), false, false);  // below a member that is not there
      }
    }
    return map;
  }
  if (kind[0] == '#') {
    json map = json::object();
    for (const char* key : {"1", "3", "7", "-2"}) {
      if (Chance(50)) map[key] = Scalar(kind.substr(1));
    }
    if (Chance(2)) map["01"] = "x";
    return map;
  }
  return Scalar(kind);
}

json Generator::Root(bool with_state) {
  states_ = json::object();
  json claims = json::object();
  for (const auto& field : kFields) {
    const bool collection = field.kind[0] == '[' || field.kind[0] == '{' || field.kind[0] == '#';
    if (Chance(field.optional ? 60 : 85)) {
      claims[field.name] = Field(field.name, field.kind);
      if (collection && Chance(70) && !states_.contains(field.name)) states_[field.name] = "complete";
    } else {
      MaybeState(field.name, collection, false);
    }
  }
  if (endorsed_) {
    for (const auto& [name, kind] : {std::pair{"ei", "pct"}, {"et", "text"}, {"em", "[text"}}) {
      if (Chance(45)) {
        claims[name] = Field(name, kind);
      } else {
        MaybeState(name, *kind == '[', false);
      }
    }
    for (const char* name : {"en", "es"}) {  // not evidence's to say
      if (Chance(4)) claims[name] = Chance(50) ? json(1) : json(nullptr);
      if (Chance(10)) MaybeState(name, false, false);
    }
  }
  if (with_state) {
    for (const char* name : {"p", "q", "r", "z"}) Switch(claims, name);
  }
  if (Chance(10)) claims["outside"] = json::object({{"x", 1}});
  if (Chance(15)) states_["lm[*].n"] = Chance(50) ? json("absent") : json{{"unknown", "not permitted"}};
  if (Chance(10)) states_["mm[*]"] = "complete";
  if (!with_state) states_ = json::object();
  if (Chance(30)) states_[""] = "complete";
  return claims;
}

// A `many` environment: its instances, each with claims and states of its own.
// What an environment or an instance says beside its claims, of its own.
void Generator::Beside(json& environment) {
  const json times[] = {1767225600, 1782000000, json{{"unknown", "no clock"}}, json{{"error", "a bad clock"}}};
  if (Chance(40)) environment["collected_at"] = times[Below(4)];
  const json nonces[] = {json::binary({0, 255}), json::binary({255, 0}), nullptr, json{{"unknown", "lost"}},
                         json{{"error", "torn"}}};
  if (Chance(40)) environment["nonce"] = nonces[Below(5)];
}

json Generator::Instances() {
  json environment{{"schema", "unit@1"}, {"collector", {{"name", "generator"}, {"version", "1"}}}};
  environment["instances"] = json::object();
  for (const char* id : {"one", "two", "three"}) {
    if (!Chance(65)) continue;
    states_ = json::object();
    json claims = Leaf("");
    if (Chance(40)) states_[""] = "complete";
    environment["instances"][id] = {{"claims", claims}, {"state", states_}};
    Beside(environment["instances"][id]);
  }
  const json states[] = {"complete", "complete", "complete", json{{"incomplete", "cut short"}},
                         json{{"unknown", "not asked"}}};
  const json& state = states[Below(5)];
  if (!(state.is_object() && state.contains("unknown") && !environment["instances"].empty()))
    environment["instances_state"] = state;
  return environment;
}

json Generator::Evidence() {
  json environments = json::object();
  for (const char* name : {"e", "f"}) {
    if (*name == 'f' && Chance(15)) continue;  // a declared environment that the evidence lacks
    json environment{{"schema", "root@1"}, {"collector", {{"name", "generator"}, {"version", "1"}}}};
    environment["claims"] = Root(Chance(90));
    environment["state"] = states_;
    Beside(environment);
    environments[name] = environment;
  }
  if (Chance(90)) environments["g"] = Instances();
  json document{{"mps_evidence", 1}, {"collected_at", 1767225600}, {"environments", environments}};
  if (Chance(50)) document["nonce"] = json::binary({15, 15});
  return document;
}

}  // namespace mps::differential
