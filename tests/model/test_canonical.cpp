// The two digests: what changes them, what does not, and the worked bytes of docs/definition-digest.md.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/hex.h"
#include "check/checked.h"
#include "model/canonical.h"
#include "model/dump.h"

using namespace mps;
using namespace mps::test;

namespace {

const std::string kHeader = "mps \"Worked\" version 1.0.0 language 1\n";
const std::string kTypes = "schema machine { up : bool  tries : int in 0..100 }\n";
const std::string kEnvironment = "environment host : machine { layer os }\n";
const std::string kLevel = "level L1\n";
const std::string kParam = "param limit : int in 1..6 = 4 stricter lower\n";
const std::string kRule = "rule \"1.1\" first { title \"t\" level L1 require host.up and host.tries <= limit }\n";

model::Model Model(const std::string& source) {
  Checked out = CheckSource(source);
  INFO(source << "\ngave " << out.All());
  REQUIRE(out.model.has_value());
  return std::move(*out.model);
}

std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

const std::string kAll = kHeader + kTypes + kEnvironment + kLevel + kParam + kRule;

}  // namespace

TEST_CASE("the worked bytes of docs/definition-digest.md") {
  const model::Model model = Model(kAll);
  auto bytes = model::CanonicalDefinition(model);
  REQUIRE(bytes.ok());
  CHECK(HexEncode(*bytes) ==
        "896e6d70732d646566696e6974696f6e0166576f726b656465312e302e30818462"
        "4c3169576f726b65642d4c3181624c31f48187656c696d69748163696e74010680"
        "208182624c318263696e7404818864686f7374676d616368696e65f4f4626f7360"
        "6060818763312e3181624c31f464686f7374f68182f682182282820e8283078205"
        "64686f7374866574726965"
        "73f4008263696e7482001864f4808203656c696d69748307820564686f73748662"
        "7570f4008164626f6f6cf4808080");
  CHECK(HexEncode(model.definition_digest) == "62973d2e5ce08cbf46808c343628d35e82f7dc8a97ff2acf59ea3083bfff9f56");
  if (const char* root = std::getenv("MPS_SOURCE_DIR")) {
    std::ifstream in(std::string(root) + "/docs/definition-digest.md");
    std::stringstream text;
    text << in.rdbuf();
    CHECK(text.str().find(HexEncode(model.definition_digest)) != std::string::npos);
    CHECK(text.str().find(kAll) != std::string::npos);
  }
}

TEST_CASE("order, comments, white space, prose and what nothing reaches leave the definition digest as it is") {
  const Bytes digest = Model(kAll).definition_digest;
  CHECK(Model(kHeader + kRule + kParam + kLevel + kEnvironment + kTypes).definition_digest == digest);
  CHECK(Model("/* c */ " + Replaced(kAll, "host.up and host.tries <= limit", "host.tries\n<= limit // c\n and host.up"))
            .definition_digest == digest);
  CHECK(Model(Replaced(kAll, "title \"t\"", "title \"other\" fix text \"f\" refs nist \"x\" severity high"))
            .definition_digest == digest);
  CHECK(Model(kAll + "set unused of int = { 1 }\nparam other : int = 1\n").definition_digest == digest);
  CHECK(Model(Replaced(kAll, "tries : int in 0..100", "tries : int in 0..100  more : text")).definition_digest ==
        digest);
  CHECK(Model(Replaced(kAll, "first {", "renamed {")).definition_digest == digest);
  // A function counts by what it comes to.
  CHECK(Model(Replaced(kAll, "require host.up and host.tries <= limit", "require fine(host)") +
              "define fine(h : machine) : bool = h.up and h.tries <= limit\n")
            .definition_digest == digest);
  const model::Model told = Model(Replaced(kAll, "up : bool", "up : bool \"is it running\""));
  CHECK(told.package_digest != digest);
  CHECK(told.definition_digest == Model(kAll).definition_digest);
  CHECK(told.package_digest != Model(Replaced(kAll, "up : bool", "up : bool \"is it halted\"")).package_digest);
  CHECK(Model(kAll + "test \"x\" { given host.up = true expect \"1.1\" unknown }\n").definition_digest == digest);
}

TEST_CASE("whatever can change a verdict or a claim set changes the definition digest") {
  const Bytes digest = Model(kAll).definition_digest;
  const std::pair<const char*, const char*> changes[] = {
      {"\"Worked\"", "\"Other\""},
      {"1.0.0", "1.0.1"},
      {"limit }", "limit and host.up }"},
      {"<= limit", "< limit"},
      {"host.up and", "not host.up and"},
      {"= 4", "= 5"},
      {"in 1..6", "in 1..7"},
      {"stricter lower", "stricter higher"},
      {"\"1.1\"", "\"1.2\""},
      {"layer os", "layer hardware"},
      {"level L1\n", "level L1 { accept warning }\n"},
      {"level L1\n", "level L1 { registered \"X\" }\n"},
      {"in 0..100", "in 0..99"},
      {"up : bool", "up as \"UP\" : bool"},
      {"level L1 require", "level L1 when host.tries >= 0 require"},
  };
  for (const auto& [from, to] : changes) {
    INFO(from << " -> " << to);
    CHECK(Model(Replaced(kAll, from, to)).definition_digest != digest);
  }
}

TEST_CASE("what documents say of environments is in the digest of what reads it, and in no other") {
  const std::string reads = Replaced(kAll, "<= limit }", "<= limit and now - collected(host) <= 1 day }");
  const Bytes digest = Model(reads).definition_digest;
  CHECK(digest != Model(kAll).definition_digest);
  CHECK(digest != Model(Replaced(reads, "collected(host) <= 1", "collected(host) <= 2")).definition_digest);
  // A claim that evidence spells like the function is another thing.
  const std::string claim =
      Replaced(Replaced(reads, "up : bool", "up : bool  at as \"collected()\" : time"), "collected(host)", "host.at");
  CHECK(digest != Model(claim).definition_digest);
  // Neither tests nor functions that no rule uses change anything.
  CHECK(Model(kAll + "test \"x\" { given collected(host) = 2026-01-01 expect \"1.1\" unknown }\n").definition_digest ==
        Model(kAll).definition_digest);
  CHECK(Model(kAll + "define old(h : machine) : bool = now - collected(h) > 1 week\n").definition_digest ==
        Model(kAll).definition_digest);
}

TEST_CASE("the package digest covers prose and tests, and does not depend on order either") {
  const Bytes digest = Model(kAll).package_digest;
  CHECK(Model(kHeader + kRule + kParam + kLevel + kEnvironment + kTypes).package_digest == digest);
  CHECK(Model(Replaced(kAll, "title \"t\"", "title \"other\"")).package_digest != digest);
  CHECK(Model(Replaced(kAll, "title \"t\"", "title \"t\" fix text \"f\"")).package_digest != digest);
  CHECK(Model(Replaced(kAll, "title \"t\"", "title \"t\" refs nist \"x\"")).package_digest != digest);
  CHECK(Model(kAll + "test \"x\" { given host.up = true expect \"1.1\" unknown }\n").package_digest != digest);
  CHECK(Model(Replaced(kAll, "language 1\n", "language 1\nnote \"n\"\n")).package_digest != digest);
}

TEST_CASE("a library's digest covers all that it declares") {
  const std::string library =
      "library parts version 1.0.0 language 1\nrecord r { a : text }\nset s of text = { \"a\" }\ndefine f(x : text) : "
      "bool = x in s\n"
      "template t(x : r) { title \"T\" require x.a == \"b\" }\n";
  const Bytes digest = Model(library).definition_digest;
  CHECK(Model(Replaced(library, "title \"T\"", "title \"U\"")).definition_digest == digest);
  CHECK(Model(Replaced(library, "title \"T\"", "title \"U\"")).package_digest != Model(library).package_digest);
  const std::pair<const char*, const char*> changes[] = {{"a : text", "a? : text"},
                                                         {"{ \"a\" }", "{ \"b\" }"},
                                                         {"x in s", "x not in s"},
                                                         {"\"b\"", "\"c\""},
                                                         {"parts", "bits"}};
  for (const auto& [from, to] : changes) {
    INFO(from << " -> " << to);
    CHECK(Model(Replaced(library, from, to)).definition_digest != digest);
  }
}

TEST_CASE("the dump shows rules with constants put in") {
  const std::string dump = model::Dump(Model(kAll));
  CHECK(dump.find("require host.up and host.tries <= limit") != std::string::npos);
  CHECK(dump.find("  L1 = 4") != std::string::npos);
}
