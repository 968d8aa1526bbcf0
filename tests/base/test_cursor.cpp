// One template reads the same document from JSON and from CBOR, and meets the same faults.
#include <catch2/catch.hpp>
#include <map>

#include "base/cbor_reader.h"
#include "base/cbor_value.h"
#include "base/hex.h"
#include "base/json_reader.h"

using namespace mps;

namespace {

struct Person {
  std::string name;
  std::int64_t age = -1;
  bool admin = false;
  std::vector<std::string> groups;
  bool has_note = false;
  bool operator==(const Person&) const = default;
};

template <Cursor C>
void ReadGroups(C& c, Person& out) {
  if (!c.EnterArray()) return;
  for (std::string_view text; c.NextItem();) {
    if (c.ReadText(text)) out.groups.emplace_back(text);
  }
  c.LeaveArray();
}

template <Cursor C>
Status Read(C& c, Person& out) {
  if (!c.EnterMap()) return c.status();
  for (std::string_view key; c.NextKey(key);) {
    std::string_view text;
    if (key == "name") {
      if (c.ReadText(text)) out.name = text;
    } else if (key == "age") {
      c.ReadInt(out.age);
    } else if (key == "admin") {
      c.ReadBool(out.admin);
    } else if (key == "groups") {
      ReadGroups(c, out);
    } else if (key == "note") {
      out.has_note = c.Peek() != ItemKind::kNull;
      c.Skip();
    } else {
      c.Skip();
    }
  }
  if (!c.LeaveMap()) return c.status();
  return c.Finish();
}

// The CBOR of a JSON text, by a small translation through the trees of both.
cbor::Value Translate(json::Reader& c) {
  std::string_view text;
  std::int64_t number = 0;
  bool flag = false;
  cbor::Value out;
  switch (c.Peek()) {
    case ItemKind::kNull:
      c.ReadNull();
      break;
    case ItemKind::kBool:
      c.ReadBool(flag);
      return cbor::Value::Bool(flag);
    case ItemKind::kInt:
      c.ReadInt(number);
      return cbor::Value::Int(number);
    case ItemKind::kText:
      c.ReadText(text);
      return cbor::Value::Text(std::string(text));
    case ItemKind::kArray:
      out = cbor::Value::Array();
      c.EnterArray();
      while (c.NextItem()) out.items().push_back(Translate(c));
      c.LeaveArray();
      break;
    case ItemKind::kMap:
      out = cbor::Value::Map();
      c.EnterMap();
      while (c.NextKey(text)) {
        cbor::Value key = cbor::Value::Text(std::string(text));
        out.entries().emplace_back(std::move(key), Translate(c));
      }
      c.LeaveMap();
      break;
    default:
      c.Fail(Code::kType, "not in this test");
  }
  return out;
}

struct Both {
  Status json;
  Status cbor;
  Person json_person;
  Person cbor_person;
};

Both ReadBoth(std::string_view text) {
  Both out;
  json::Reader source(text);
  const cbor::Value value = Translate(source);
  REQUIRE(source.Finish().ok());
  const Bytes bytes = cbor::Encode(value, cbor::Form::kAny).value();
  json::Reader from_json(text);
  out.json = Read(from_json, out.json_person);
  cbor::Reader from_cbor(bytes);
  out.cbor = Read(from_cbor, out.cbor_person);
  return out;
}

}  // namespace

TEST_CASE("the same document from both encodings") {
  for (const char* text : {R"({"name":"a\u00e9\n","age":-7,"admin":true,"groups":["x","","\ud83d\ude00"],"note":null})",
                           R"( { "groups" : [ ] , "other" : {"a":[1,{"b":null}]} , "age" : 9223372036854775807 } )",
                           "{}", R"({"note":{"deep":[[["x"]]]},"name":""})"}) {
    INFO(text);
    const Both both = ReadBoth(text);
    CHECK(both.json.ToString() == "ok");
    CHECK(both.cbor.ToString() == "ok");
    CHECK(both.json_person == both.cbor_person);
  }
  CHECK(ReadBoth(R"({"name":"a\u00e9\n","groups":["\ud83d\ude00"]})").json_person.name == "a\xC3\xA9\n");
}

TEST_CASE("the same fault in both encodings has the same code and message") {
  for (const char* text : {R"({"age":"7"})", R"({"name":7})", R"({"groups":{}})", R"({"groups":["a",1]})", R"([])",
                           R"({"admin":null})", R"(7)"}) {
    INFO(text);
    const Both both = ReadBoth(text);
    CHECK(both.json.code() == Code::kType);
    CHECK(both.cbor.code() == Code::kType);
    CHECK(both.json.message() == both.cbor.message());
  }
}

TEST_CASE("a repeated key is refused in both, also in what is skipped") {
  for (const char* text :
       {R"({"name":"a","name":"b"})", R"({"x":1,"age":2,"x":3})", R"({"other":[{"a":1,"b":2,"\u0061":3}]})"}) {
    Person person;
    json::Reader reader(text);
    CHECK(Read(reader, person).code() == Code::kDuplicate);
  }
  for (const char* hex : {"a2646e616d65616164"
                          "6e616d656162",
                          "a1656f7468657281a2616101616102"}) {
    Person person;
    const Bytes bytes = HexDecode(hex).value();
    cbor::Reader reader(bytes);
    CHECK(Read(reader, person).code() == Code::kDuplicate);
  }
}
