// DICE chains, reference integrity manifests and platform certificates as evidence.
#include <catch2/catch.hpp>

#include "roots/import/dice_import.h"
#include "roots/import/platform_import.h"
#include "roots/import/rim_import.h"
#include "roots/import_fixture.h"
#include "roots/platform_fixture.h"
#include "roots/rim_fixture.h"

using namespace mps;
using namespace mps::roots;
using fixture::At;
using fixture::ClaimsOf;
using fixture::Find;
using fixture::StateOf;

namespace {

const crypto::PrivateKey& UdsKey() {
  static const auto key = crypto::GenerateKey(crypto::KeyKind::kP256).value();
  return key;
}

// Root, and a leaf with DiceTcbInfo and a UEID.
std::vector<Bytes> X509Chain(ByteView leaf_extension = fixture::TcbInfo()) {
  const auto leaf_key = crypto::GenerateKey(crypto::KeyKind::kP256).value();
  return {
      fixture::X509({"uds", "uds", UdsKey().public_key()}, UdsKey()),
      fixture::X509(
          {"uds", "layer 1", leaf_key.public_key(), false, {fixture::Extension(fixture::kOidTcbInfo, leaf_extension)}},
          UdsKey())};
}

Result<eat::ImportedEvidence> Dice(const std::vector<Bytes>& chain, const crypto::PublicKey& anchor,
                                   std::int64_t now = 1790000000) {
  DiceImport input;
  input.chain.assign(chain.begin(), chain.end());
  input.anchors = {anchor};
  input.now = now;
  return ImportDice(input);
}

constexpr std::string_view kFound = R"({"PLATFORM": {}, "COMPONENTS": [
  {"COMPONENTCLASS": {"COMPONENTCLASSVALUE": "00060004"}, "MANUFACTURER": "ACME", "MODEL": "NIC", "SERIAL": "1"},
  {"MANUFACTURER": "ACME", "MODEL": "Tap"}]})";

struct PlatformFiles {
  Bytes certificate = fixture::Made({}), issuer = fixture::CertOf("root", "maker").der,
        ek = fixture::CertOf("ek ca", "ek").der;
  PlatformImport Input() const {
    PlatformImport input;
    input.certificate = certificate;
    input.issuer = issuer;
    input.ek = ek;
    input.found = kFound;
    input.now = 1790000000;
    return input;
  }
};

}  // namespace

TEST_CASE("import dice: layers from the root up") {
  const auto imported = Dice(X509Chain(), UdsKey().public_key());
  INFO((imported.ok() ? "" : imported.status().ToString()));
  REQUIRE(imported.ok());
  CHECK(imported->environments == std::vector<std::pair<std::string, std::string>>{{"dice", "dice.chain@1"}});
  const auto& layers = At(ClaimsOf(*imported, "dice"), {"layers"}).items;
  REQUIRE(layers.size() == 2);
  CHECK(At(layers[0], {"key"}).text == "sha256:" + UdsKey().public_key().IdHex());
  CHECK(At(layers[0], {"issues"}).boolean);
  CHECK(At(layers[0], {"tcb"}).items.empty());
  CHECK_FALSE(At(layers[1], {"issues"}).boolean);
  const auto& tcb = At(layers[1], {"tcb"}).items[0];
  CHECK(At(tcb, {"vendor"}).text == "ACME");
  CHECK(At(tcb, {"svn"}).number == 5);
  CHECK(At(tcb, {"fwids"}).items[0].FindText("digest")->text == "sha256:" + HexEncode(Bytes(32, 9)));
  // Without a mask the flags that there were before masks are stated, and others only if they are set.
  CHECK(At(tcb, {"flags", "recovery"}).boolean);
  CHECK_FALSE(At(tcb, {"flags", "debug"}).boolean);
  CHECK(Find(tcb, {"flags", "not_tcb"}) == nullptr);
}

TEST_CASE("import dice: chains of CBOR certificates") {
  const auto cdi = crypto::GenerateKey(crypto::KeyKind::kP256).value();
  const std::vector<Bytes> chain = {fixture::CborCert("uds", "uds", UdsKey().public_key(), UdsKey()),
                                    fixture::CborCert("uds", "cdi", cdi.public_key(), UdsKey(),
                                                      {{cbor::Value::Int(-4670545), cbor::Value::Bytes(Bytes(64, 1))},
                                                       {cbor::Value::Int(-4670548), cbor::Value::Bytes(Bytes(64, 2))},
                                                       {cbor::Value::Int(-4670549), cbor::Value::Bytes(Bytes(64, 3))},
                                                       {cbor::Value::Int(-4670551), cbor::Value::Bytes({1})}})};
  const auto imported = Dice(chain, UdsKey().public_key());
  INFO((imported.ok() ? "" : imported.status().ToString()));
  REQUIRE(imported.ok());
  const auto& layer = At(ClaimsOf(*imported, "dice"), {"layers"}).items[1];
  CHECK(At(layer, {"open", "mode"}).text == "normal");
  CHECK(At(layer, {"open", "code_hash"}).text == std::string(64, '\1'));
}

TEST_CASE("import dice: refusals name the check") {
  const auto chain = X509Chain();
  const auto other = crypto::GenerateKey(crypto::KeyKind::kP256).value();
  const auto refused = [](const Result<eat::ImportedEvidence>& result, std::string_view check) {
    REQUIRE_FALSE(result.ok());
    INFO(result.status().ToString());
    const Code code = result.status().code();
    CHECK((code == Code::kSignature || code == Code::kTrust || code == Code::kFreshness));
    CHECK(result.status().message().find(check) != std::string::npos);
  };
  refused(Dice(chain, other.public_key()), "anchor: ");
  auto bad = chain;
  bad[1].back() ^= 1;
  refused(Dice(bad, UdsKey().public_key()), "signatures: ");
  refused(Dice(chain, UdsKey().public_key(), 0), "times: ");
  bad = {chain[0], fixture::X509({"nobody", "layer 1", other.public_key(), false}, UdsKey())};
  refused(Dice(bad, UdsKey().public_key()), "links: ");
  CHECK(Dice({Bytes{1, 2, 3}}, UdsKey().public_key()).status().code() != Code::kTrust);  // not read at all
  CHECK(ImportDice({}).status().code() == Code::kUsage);
}

TEST_CASE("import rim: identity, files, and what a log has beyond the manifest") {
  const std::string base = fixture::Tag().Text();
  const Bytes support = fixture::Support();
  auto records = fixture::SomeRecords();
  records.push_back({4, 0x80000003, fixture::Text("something else"), {}});
  const Bytes measured = fixture::AgileLog(records);
  RimImport input;
  input.base = AsBytes(base);
  input.keys = {fixture::Key(crypto::KeyKind::kP256).public_key()};
  const auto bare = ImportRim(input);
  INFO((bare.ok() ? "" : bare.status().ToString()));
  REQUIRE(bare.ok());
  CHECK(At(ClaimsOf(*bare, "rim"), {"tag_id"}).text == "t-1");
  CHECK(At(ClaimsOf(*bare, "rim"), {"meta", "platformModel"}).text == "B&x");
  CHECK_FALSE(At(ClaimsOf(*bare, "rim"), {"files"}).items[0].FindText("given")->boolean);
  CHECK(StateOf(*bare, "rim", "unexplained", "unknown") == "no event log was given");
  input.event_log = measured;
  const auto no_support = ImportRim(input);
  REQUIRE(no_support.ok());
  CHECK(StateOf(*no_support, "rim", "unexplained", "unknown") == "no support file was given");
  input.support = {support};
  const auto imported = ImportRim(input);
  REQUIRE(imported.ok());
  const auto& claims = ClaimsOf(*imported, "rim");
  CHECK(At(claims, {"files"}).items[0].FindText("given")->boolean);
  REQUIRE(At(claims, {"unexplained"}).items.size() == 1);
  CHECK(At(claims, {"unexplained"}).items[0].FindText("index")->number == 7);
  CHECK(At(claims, {"bank"}).text == "sha256");
  CHECK(At(claims, {"replay"}).entries.size() == fixture::Fold(DigestAlg::kSha256, records).size());
  input.event_log = support;
  CHECK(At(ClaimsOf(*ImportRim(input), "rim"), {"unexplained"}).items.empty());
}

TEST_CASE("import rim: refusals name the check") {
  const std::string base = fixture::Tag().Text();
  const Bytes foreign = fixture::AgileLog(fixture::BootRecords());
  RimImport input;
  input.base = AsBytes(base);
  CHECK(ImportRim(input).status().code() == Code::kUsage);
  input.keys = {fixture::Key(crypto::KeyKind::kRsa).public_key()};
  CHECK(ImportRim(input).status().code() == Code::kSignature);
  CHECK(ImportRim(input).status().message().find("signature: ") != std::string::npos);
  input.keys = {fixture::Key(crypto::KeyKind::kP256).public_key()};
  input.support = {foreign};  // it would explain anything
  CHECK(ImportRim(input).status().code() == Code::kTrust);
  input.support.clear();
  std::string changed = base;
  changed.replace(changed.find("t-1"), 3, "t-2");
  input.base = AsBytes(changed);
  CHECK(ImportRim(input).status().message().find("digest: ") != std::string::npos);
  input.base = AsBytes("<x/>");
  CHECK_FALSE(ImportRim(input).ok());
}

TEST_CASE("import platform: what the platform was made of, and what is missing and new") {
  const PlatformFiles files;
  const auto imported = ImportPlatform(files.Input());
  INFO((imported.ok() ? "" : imported.status().ToString()));
  REQUIRE(imported.ok());
  const auto& claims = ClaimsOf(*imported, "platform");
  CHECK(At(claims, {"holder_verified"}).boolean);
  CHECK(At(claims, {"manufacturer"}).text == "ACME");
  CHECK(At(claims, {"issuer"}).text == "2.5.4.3=maker");
  CHECK(At(claims, {"components"}).items.size() == 2);
  REQUIRE(At(claims, {"missing"}).items.size() == 1);  // the certificate has two of that card
  CHECK(At(claims, {"missing"}).items[0].FindText("model")->text == "NIC");
  REQUIRE(At(claims, {"unexpected"}).items.size() == 1);
  CHECK(At(claims, {"unexpected"}).items[0].FindText("model")->text == "Tap");
  PlatformImport input = files.Input();
  input.ek.reset();
  input.found.reset();
  const auto less = ImportPlatform(input);
  REQUIRE(less.ok());
  for (const char* claim : {"holder_verified", "missing", "unexpected"})
    CHECK(StateOf(*less, "platform", claim, "unknown") != "");
}

TEST_CASE("import platform: refusals name the check") {
  const PlatformFiles good;
  const auto refused = [](const PlatformImport& input, Code code, std::string_view check) {
    const auto imported = ImportPlatform(input);
    REQUIRE_FALSE(imported.ok());
    INFO(imported.status().ToString());
    CHECK(imported.status().code() == code);
    CHECK(imported.status().message().find(check) != std::string::npos);
  };
  PlatformFiles files = good;
  files.certificate.back() ^= 1;
  refused(files.Input(), Code::kSignature, "signature: ");
  files = good;
  files.issuer = fixture::CertOf("root", "another").der;
  refused(files.Input(), Code::kTrust, "issuer: ");
  files = good;
  files.ek = fixture::CertOf("another ca", "ek").der;
  refused(files.Input(), Code::kTrust, "holder: ");
  PlatformImport input = good.Input();
  input.now = 2000000000;
  refused(input, Code::kFreshness, "times: ");
  for (const std::string_view bad :
       {R"([])", R"({})", R"({"COMPONENTS": 1})", R"({"COMPONENTS": [1]})", R"({"COMPONENTS": [{"MODEL": "x"}]})",
        R"({"COMPONENTS": [{"MODEL": "x", "MANUFACTURER": 1}]})",
        R"({"COMPONENTS": [{"MODEL": "x", "MANUFACTURER": "y", "COMPONENTCLASS": {"COMPONENTCLASSVALUE": "00"}}]})",
        "{"})
    CHECK_FALSE(DecodeFoundComponents(bad).ok());
}
