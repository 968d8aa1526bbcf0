// Base RIMs written and signed here, in canonical form already, so that no canonicaliser is needed to make them.
#include <catch2/catch.hpp>

#include "base/base64url.h"
#include "base/hex.h"
#include "roots/rim_fixture.h"

using namespace mps;
using namespace mps::roots;
using fixture::Key;
using fixture::kInclusive;
using fixture::kSig;
using fixture::kSpace;
using fixture::Support;
using fixture::Tag;

namespace {

RimPolicy Policy() { return {{Key(crypto::KeyKind::kP256).public_key(), Key(crypto::KeyKind::kRsa).public_key()}}; }
RimReport Verify(const std::string& text) { return VerifyBaseRim(AsBytes(text), Policy()); }

void Fails(const std::string& text, std::string_view name, Code code) {
  const RimReport report = Verify(text);
  INFO(report.checks.ToText());
  CHECK_FALSE(report.verified);
  CHECK_FALSE(report.rim);
  REQUIRE(report.checks.Find(name) != nullptr);
  CHECK(report.checks.Find(name)->outcome == Outcome::kFailed);
  CHECK(report.checks.Find(name)->code == code);
}

}  // namespace

TEST_CASE("rim: a signed tag and what it says") {
  Tag rsa;
  rsa.key = crypto::KeyKind::kRsa;
  rsa.method = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
  for (const Tag& tag : {Tag(), rsa}) {
    const RimReport report = Verify(tag.Text());
    INFO(report.checks.ToText());
    REQUIRE(report.verified);
    CHECK(report.rim->tag_id == "t-1");
    CHECK(report.rim->name == "Box");
    CHECK_FALSE(report.rim->patch);
    REQUIRE(report.rim->entities.size() == 1);
    CHECK(report.rim->entities[0].regid == "acme.example");
    CHECK(report.rim->meta.at("platformModel") == "B&x");
    REQUIRE(report.rim->files.size() == 1);
    Bytes support = Support();
    REQUIRE(FileOf(*report.rim, support) != nullptr);
    CHECK(FileOf(*report.rim, support)->name == "a.rimel");
    support.back() ^= 1;
    CHECK(FileOf(*report.rim, support) == nullptr);
  }
}

TEST_CASE("rim: what canonical XML takes for the same is the same") {
  std::string text = Tag().Text();
  text.replace(text.find("name=\"Box\" patch=\"false\""), 24, "patch='false'\n  name='Box'");
  text.replace(text.find("></s:Entity>"), 12, "/>");
  const auto info = text.find("<SignatureMethod ");
  text.insert(info, "<!-- comments do not count -->");
  CHECK(Verify("<?xml version=\"1.0\"?>\n" + text + "\n").verified);
  text.insert(info, " ");  // white space does
  Fails(text, "signature", Code::kSignature);
}

TEST_CASE("rim: every flipped bit and every prefix is refused") {
  const std::string good = Tag().Text();
  REQUIRE(Verify(good).verified);
  for (std::size_t bit = 0; bit < 8 * good.size(); ++bit) {
    std::string bad = good;
    bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << (bit % 8)));
    if (Verify(bad).verified) FAIL("bit " << bit % 8 << " of byte " << bit / 8 << ": " << bad);
  }
  for (std::size_t size = 0; size < good.size(); ++size) {
    if (Verify(good.substr(0, size)).verified) FAIL(size << " bytes");
  }
}

TEST_CASE("rim: signatures of another shape") {
  const auto with = [](auto change) {
    Tag tag;
    change(tag);
    return tag.Text();
  };
  Fails(with([](Tag& t) { t.uri = "#x"; }), "shape", Code::kUnsupported);
  Fails(with([](Tag& t) { t.references = "<Reference URI=\"#t\"></Reference>"; }), "shape", Code::kUnsupported);
  Fails(with([](Tag& t) { t.transform = "http://www.w3.org/TR/1999/REC-xslt-19991116"; }), "shape", Code::kUnsupported);
  Fails(with([](Tag& t) { t.method = "http://www.w3.org/2000/09/xmldsig#rsa-sha1"; }), "shape", Code::kSignature);
  Fails(with([](Tag& t) { t.method = "http://www.w3.org/2000/09/xmldsig#hmac-sha1"; }), "shape", Code::kUnsupported);
  Fails(with([](Tag& t) { t.digest_method = "http://www.w3.org/2000/09/xmldsig#sha1"; }), "shape", Code::kSignature);
  const Tag tag;
  const std::string signature = tag.SignatureElement();
  Fails(tag.head + tag.body + "</s:SoftwareIdentity>", "shape", Code::kInvalid);
  Fails(tag.head + tag.body + signature + signature + "</s:SoftwareIdentity>", "shape", Code::kInvalid);
  Fails(tag.head + tag.body + "<s:Link>" + signature + "</s:Link></s:SoftwareIdentity>", "shape", Code::kInvalid);
  // A good tag, carried inside another one.
  Fails(tag.head + tag.body + tag.Text() + "</s:SoftwareIdentity>", "shape", Code::kInvalid);
}

TEST_CASE("rim: keys and changed documents") {
  const Tag tag;
  CHECK_FALSE(VerifyBaseRim(AsBytes(tag.Text()), {}).verified);
  RimPolicy other{{crypto::GenerateKey(crypto::KeyKind::kP256).value().public_key()}};
  CHECK(VerifyBaseRim(AsBytes(tag.Text()), other).checks.Find("signature")->code == Code::kSignature);
  std::string changed = tag.Text();
  changed.replace(changed.find("acme.example"), 12, "acme.exampla");
  Fails(changed, "digest", Code::kSignature);
}

TEST_CASE("rim: documents that are none") {
  const auto code = [](const std::string& text) {
    const auto rim = DecodeBaseRim(AsBytes(text));
    return rim.ok() ? Code::kOk : rim.status().code();
  };
  const Tag tag;
  const std::string whole = tag.head + tag.body + "</s:SoftwareIdentity>";
  CHECK(code(whole) == Code::kOk);
  CHECK(code("") == Code::kMalformed);
  CHECK(code("<a/>") == Code::kType);
  CHECK(code("<!DOCTYPE a [<!ENTITY b \"c\">]>" + whole) == Code::kInvalid);
  CHECK(code("<?xml version=\"1.0\" encoding=\"UTF-16\"?>\xff" + whole) == Code::kUtf8);
  CHECK(code(tag.head + "</s:SoftwareIdentity>") == Code::kInvalid);
  CHECK(code(std::string(kRimBytes + 1, ' ')) == Code::kLimit);
  const auto changed = [&](const std::string& from, const std::string& to) {
    std::string text = whole;
    return code(text.replace(text.find(from), from.size(), to));
  };
  CHECK(changed("size=\"", "size=\"x") == Code::kType);
  CHECK(changed("h:hash=\"", "h:hash=\"00") == Code::kType);
  CHECK(changed("patch=\"false\"", "patch=\"maybe\"") == Code::kType);
  CHECK(changed("tagId=\"t-1\"", "tagId=\"\"") == Code::kType);
  CHECK(changed("&amp;", "&other;") == Code::kMalformed);
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "<s:Directory>";
  CHECK(code(tag.head + deep) == Code::kMalformed);
}

TEST_CASE("rim: measured events against support RIMs") {
  auto records = fixture::SomeRecords();
  const Bytes support = Support();
  const auto good = DecodeEventLog(support).value();
  CHECK(Unexplained(good, {&good}, kHashSha256)->empty());
  records[3].measured = fixture::Text("another image");
  records[5].pcr = 9;  // known, but of another register
  const Bytes bytes = fixture::AgileLog(records);
  const auto measured = DecodeEventLog(bytes).value();
  CHECK(Unexplained(measured, {&good}, kHashSha256).value() == std::vector<std::size_t>{3, 5});
  CHECK(Unexplained(measured, {&good, &measured}, kHashSha256)->empty());
  CHECK(Unexplained(measured, {}, kHashSha256)->size() == records.size());
  CHECK(Unexplained(good, {&good}, kHashSha384).status().code() == Code::kInvalid);
}
