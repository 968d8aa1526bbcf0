// A schema and a read plan made by hand, and documents for it in both encodings.
#pragma once

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/evidence.h"
#include "evidence/state/actual_state_builder.h"
#include "evidence/state/dump.h"
#include "schema/read_plan.h"
#include "schema/verify_plan.h"

namespace mps::test {

class HostPlan {
 public:
  // `complete`: the environment takes bare documents. `many`: it is a collection of instances.
  explicit HostPlan(bool complete = false, bool many = false) {
    text_ = Type(TypeKind::kText);
    int_ = Type(TypeKind::kInt);
    const auto small = Type(TypeKind::kInt);
    types()[small].low = 0, types()[small].high = 9;
    const auto mode = Type(TypeKind::kMode);
    const auto flag = Type(TypeKind::kBool);
    const auto octets = Type(TypeKind::kBytes);
    const auto digest = Type(TypeKind::kDigest);
    const auto version = Type(TypeKind::kVersion);
    types()[version].ordering = Ordering::kDpkg;
    const auto ip = Type(TypeKind::kIp);
    const auto cidr = Type(TypeKind::kCidr);
    const auto path = Type(TypeKind::kPath);
    const auto time = Type(TypeKind::kTime);
    const auto scalar = Type(TypeKind::kScalar);
    const auto word = Type(TypeKind::kEnum);
    types()[word].words = {"off", "on"};
    const auto file = Record("file", {{"mode", mode, false}, {"target", text_, true}});
    const auto files = Map(path, file);
    const auto setting = Record("setting", {{"live", int_, true}, {"list", List(text_), false}});
    const auto sysctl = Map(text_, setting);
    const auto account = Record("account", {{"name", text_, false}, {"uid", int_, false}, {"home", file, true}});
    const auto accounts = List(account);
    const auto macs = Set(text_);
    const auto never_empty = List(text_);
    types()[never_empty].allow_empty = false;
    const auto ports = Map(small, text_);
    root_ = Record("host", {{"name", text_, false},        {"nick", text_, true},
                            {"small", small, true},        {"flag", flag, true},
                            {"octets", octets, true},      {"digest", digest, true},
                            {"version", version, true},    {"ip", ip, true},
                            {"cidr", cidr, true},          {"time", time, true},
                            {"scalar", scalar, true},      {"word", word, true},
                            {"files", files, false},       {"sysctl", sysctl, false},
                            {"accounts", accounts, false}, {"macs", macs, false},
                            {"users", never_empty, true},  {"ports", ports, true},
                            {"vouched", text_, true},      {"unread", files, true},
                            {"collected()", time, false},  {"nonce()", octets, true}});
    types()[root_].fields[18].asserter = Asserter::kEndorser;
    plan_.tables.resize(1);
    schema::EnvironmentPlan environment;
    environment.def.name = "host";
    environment.def.schema = root_;
    environment.def.schema_name = "test.host";
    environment.def.complete = complete;
    environment.def.many = many;
    plan_.environments.push_back(environment);
    keys_ = {{"host.files", {"/etc/shadow", "/gone"}}, {"host.sysctl", {"a", "b"}}, {"host.ports", {"4"}}};
    const schema::TypeId top = many ? Map(text_, root_) : root_;
    plan_.environments[0].root = Read(top, 0, "host", false);
    REQUIRE(schema::VerifyPlan(plan_).ok());
  }
  HostPlan(const HostPlan&) = delete;
  HostPlan& operator=(const HostPlan&) = delete;

  const schema::ReadPlan& plan() const { return plan_; }

  // The state as `mps dump state` prints it, or the refusal.
  std::string Dump(ByteView bytes) const {
    const evidence::PlanIndex index(plan_);
    auto evidence = evidence::DecodeEvidence(index, bytes);
    if (!evidence.ok()) return "refused: " + evidence.status().ToString();
    auto state = evidence::ComputeActualState(index, std::move(evidence).value(), {});
    REQUIRE(state.ok());
    return evidence::DumpState(plan_, *state);
  }
  std::string Dump(const std::string& json) const { return Dump(AsBytes(json)); }
  std::string Dump(const nlohmann::json& json) const { return Dump(json.dump()); }

  // The line of one place, without its path.
  static std::string Line(const std::string& dump, const std::string& path) {
    const std::string head = "\n" + path + " = ";
    const auto at = ("\n" + dump).find(head);
    if (at == std::string::npos) return "(no line)";
    const std::string rest = dump.substr(at + head.size() - 1);
    return rest.substr(0, rest.find('\n'));
  }

  // A document around claims and state.
  static nlohmann::json Document(nlohmann::json claims, nlohmann::json state = nlohmann::json::object()) {
    return {{"mps_evidence", 1},
            {"collected_at", 1700000000},
            {"environments",
             {{"host", {{"schema", "test.host@1"}, {"claims", std::move(claims)}, {"state", std::move(state)}}}}}};
  }
  std::string At(nlohmann::json claims, nlohmann::json state, const std::string& path) const {
    return Line(Dump(Document(std::move(claims), std::move(state))), path);
  }

 private:
  std::vector<schema::TypeDef>& types() { return plan_.types.types; }
  schema::TypeId Type(TypeKind kind) {
    types().emplace_back().kind = kind;
    return static_cast<schema::TypeId>(types().size() - 1);
  }
  schema::TypeId List(schema::TypeId element) {
    const auto id = Type(TypeKind::kList);
    types()[id].element = element;
    return id;
  }
  schema::TypeId Set(schema::TypeId element) {
    const auto id = Type(TypeKind::kSet);
    types()[id].element = element;
    return id;
  }
  schema::TypeId Map(schema::TypeId key, schema::TypeId element) {
    const auto id = Type(TypeKind::kMap);
    types()[id].key = key;
    types()[id].element = element;
    return id;
  }
  struct F {
    const char* name;
    schema::TypeId type;
    bool optional;
  };
  schema::TypeId Record(const char* name, const std::vector<F>& fields) {
    const auto id = Type(TypeKind::kRecord);
    types()[id].name = name;
    for (const F& f : fields) {
      schema::FieldDef def;
      def.name = def.wire_name = f.name;
      def.type = f.type;
      def.optional = f.optional;
      types()[id].fields.push_back(def);
    }
    return id;
  }

  schema::ColumnRef Column(schema::TableId table, schema::TypeId type, const std::string& path) {
    schema::Column column;
    column.path = path;
    column.type = type;
    plan_.tables[table].columns.push_back(column);
    return {table, static_cast<schema::ColumnId>(plan_.tables[table].columns.size() - 1)};
  }

  // Reads everything below a place, rows and the constant keys of keys_; `unread` alone is left out.
  schema::NodeId Read(schema::TypeId type, schema::TableId table, const std::string& path, bool keyed) {
    const auto id = static_cast<schema::NodeId>(plan_.nodes.size());
    plan_.nodes.emplace_back().type = type;
    // Records that are looked up by key have no presence of their own in the plan.
    if (!(keyed && types()[type].kind == TypeKind::kRecord)) plan_.nodes[id].value = Column(table, type, path);
    switch (types()[type].kind) {
      case TypeKind::kRecord:
        for (std::uint32_t i = 0; i < types()[type].fields.size(); ++i) {
          const std::string name = types()[type].fields[i].name;
          if (name == "unread") continue;
          const auto child = Read(types()[type].fields[i].type, table, path + "." + name, false);
          plan_.nodes[id].fields[i] = child;
        }
        break;
      case TypeKind::kList:
      case TypeKind::kSet:
      case TypeKind::kMap:
        ReadCollection(id, type, table, path);
        break;
      default:
        break;
    }
    return id;
  }

  void ReadCollection(schema::NodeId id, schema::TypeId type, schema::TableId table, const std::string& path) {
    const auto members = static_cast<schema::TableId>(plan_.tables.size());
    schema::Table t;
    t.path = path;
    t.parent = table;
    plan_.tables.push_back(t);
    if (types()[type].kind == TypeKind::kMap)
      plan_.tables[members].key = Column(members, types()[type].key, path + "[*]").column;
    plan_.nodes[id].members = members;
    const auto element = Read(types()[type].element, members, path + "[*]", false);
    plan_.nodes[id].element = element;
    const auto keys = keys_.find(path);
    if (keys == keys_.end()) return;
    for (const std::string& key : keys->second) {
      const auto child = Read(types()[type].element, table, path + "[" + key + "]", true);
      plan_.nodes[id].keys[key] = child;
    }
  }

  schema::ReadPlan plan_;
  schema::TypeId text_ = 0, int_ = 0, root_ = 0;
  std::map<std::string, std::vector<std::string>> keys_;
};

// Claims that have a value of every type.
inline nlohmann::json FullClaims() {
  return nlohmann::json::parse(R"({
    "name": "box", "nick": "b", "small": 7, "flag": true, "octets": "AQID",
    "digest": "sha256:0101010101010101010101010101010101010101010101010101010101010101",
    "version": "1:2.0-1", "ip": "10.0.0.1", "cidr": "10.0.0.0/8", "time": 1700000000, "scalar": "x", "word": "on",
    "files": {"/etc/shadow": {"mode": "0640"}, "/etc/passwd": {"mode": 420, "target": "t"}},
    "sysctl": {"a": {"live": 1, "list": ["x", "y"]}, "c": {"list": []}},
    "accounts": [{"name": "root", "uid": 0, "home": {"mode": "0700"}}, {"name": "u", "uid": 1000}],
    "macs": ["m1", "m2", "m1"], "users": ["u"], "ports": {"4": "four"}
  })");
}

}  // namespace mps::test
