// The JSON of an anchor: one form when written, strict when read.
#include <catch2/catch.hpp>

#include "trust/record.h"

using namespace mps;
using namespace mps::trust;

namespace {

const std::string kKid(64, 'a');

std::string Text(const std::string& more = "", const std::string& name = "acme") {
  return R"({"mps_anchor":1,"name":")" + name + R"(","kind":"key","kid":")" + kKid +
         R"(","file":"acme-aaaaaaaaaaaaaaaa.pem","sha256":")" + kKid + R"(","for":["token"])" + more + "}";
}

}  // namespace

TEST_CASE("a record is written in one form and read again") {
  Record record;
  record.name = "acme";
  record.kid = record.sha256 = kKid;
  record.file = "acme-aaaaaaaaaaaaaaaa.pem";
  record.roles = {Role::kBundle, Role::kToken};
  record.mps = {"Debian-*"};
  record.valid_until = 1790000000;
  const std::string text = EncodeRecord(record).value();
  CHECK(text == R"({
  "mps_anchor": 1,
  "name": "acme",
  "kind": "key",
  "kid": ")" + kKid +
                    R"(",
  "file": "acme-aaaaaaaaaaaaaaaa.pem",
  "sha256": ")" + kKid +
                    R"(",
  "for": [
    "token",
    "bundle"
  ],
  "mps": [
    "Debian-*"
  ],
  "valid_until": "2026-09-21T14:13:20Z"
}
)");
  const auto again = DecodeRecord(text);
  REQUIRE(again.ok());
  CHECK(again->valid_until == 1790000000);
  CHECK(again->roles == std::vector<Role>{Role::kToken, Role::kBundle});
  CHECK(EncodeRecord(*again).value() == text);
}

TEST_CASE("records are read strictly") {
  CHECK(DecodeRecord(Text()).ok());
  const auto refused = [](const std::string& text, std::string_view why) {
    const auto record = DecodeRecord(text);
    CAPTURE(text);
    REQUIRE_FALSE(record.ok());
    CAPTURE(record.status().message());
    CHECK(record.status().message().find(why) != std::string::npos);
  };
  refused(Text(R"(,"valid_unti":"2026-01-01")"), "did you mean `valid_until`");
  refused(Text(R"(,"for":["bundle"])"), "");  // twice
  refused(Text(R"(,"mps":[])"), "or empty");
  refused(Text(R"(,"mps":[1])"), "no text");
  refused(Text(R"(,"mps":"x")"), "no list");
  refused(Text(R"(,"valid_from":1790000000)"), "no text");
  refused(Text(R"(,"valid_from":"tomorrow")"), "no time");
  refused(Text(R"(,"crls":["../x"])"), "no file name");
  refused(Text("", "../x"), "not a name");
  refused("[]", "object");
  refused("", "");
  refused(Text() + " x", "");
  std::string text = Text();
  refused(text.replace(text.find(":1,"), 3, ":2,"), "version");
  text = Text();
  refused(text.replace(text.find("\"key\""), 5, "\"kez\""), "neither");
  text = Text();
  refused(text.replace(text.find("\"token\""), 7, "\"tokens\""), "no role");
  text = Text();
  refused(text.replace(text.find("aaaaaaaa"), 1, "A"), "lower case");
  text = Text();
  refused(text.replace(text.find("acme-"), 1, "/"), "no file name");
}
