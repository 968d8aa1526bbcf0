// Platform certificates made here: read, verified, and compared with what is found.
#include <catch2/catch.hpp>

#include "roots/platform_fixture.h"

using namespace mps;
using namespace mps::roots;
using fixture::Attribute;
using fixture::CertOf;
using fixture::ComponentV1;
using fixture::Concat;
using fixture::kOidConfigV1;
using fixture::kOidPlatform;
using fixture::kOidType;
using fixture::Made;
using fixture::Parts;
using fixture::Seq;
using fixture::Text;
using fixture::Tlv;

namespace {

PlatformPolicy Policy() {
  PlatformPolicy policy{CertOf("root", "maker"), CertOf("ek ca", "ek"), 1790000000};
  policy.strict = true;
  return policy;
}

void Fails(const Bytes& der, const PlatformPolicy& policy, std::string_view name, Code code) {
  const auto certificate = DecodePlatformCertificate(der);
  REQUIRE(certificate.ok());
  const PlatformReport report = VerifyPlatformCertificate(*certificate, policy);
  INFO(report.checks.ToText());
  CHECK_FALSE(report.verified);
  REQUIRE(report.checks.Find(name) != nullptr);
  CHECK(report.checks.Find(name)->code == code);
}

}  // namespace

TEST_CASE("platform: a certificate and what it says") {
  const Bytes der = Made({});
  const auto certificate = DecodePlatformCertificate(der);
  INFO((certificate.ok() ? "" : certificate.status().ToString()));
  REQUIRE(certificate.ok());
  CHECK(certificate->manufacturer == "ACME");
  CHECK(certificate->model == "Box");
  CHECK(certificate->version == "v7");
  CHECK(certificate->platform_serial == "S-1");
  CHECK(certificate->credential_type == "2.23.133.8.2");
  CHECK(certificate->serial == Bytes{0x63});
  CHECK(certificate->holder_serial == Bytes{7});
  CHECK(certificate->issuer == NameAttributes{{"2.5.4.3", "maker"}});
  REQUIRE(certificate->components.size() == 2);
  CHECK(certificate->components[0].component_class == Bytes{0, 6, 0, 4});
  CHECK(certificate->components[0].class_registry == "2.23.133.18.3.1");
  CHECK(certificate->components[0].addresses[0].second == "8c:0f");
  REQUIRE(certificate->properties.size() == 1);
  CHECK(certificate->properties_uri == "https://example.org/p");
  REQUIRE(certificate->assertions);
  CHECK(certificate->assertions->rtm_type == 3);
  CHECK(certificate->assertions->iso9000_certified);
  const PlatformReport report = VerifyPlatformCertificate(*certificate, Policy());
  INFO(report.checks.ToText());
  CHECK(report.verified);

  Parts old;
  old.attributes = Attribute(kOidConfigV1, Seq({Tlv(0xA0, ComponentV1())}));
  const Bytes v1 = Made(old);
  const auto first = DecodePlatformCertificate(v1);
  REQUIRE(first.ok());
  CHECK(first->components[0].serial == "D-9");
  CHECK(first->components[0].field_replaceable == true);
  CHECK_FALSE(first->components[0].component_class);
}

TEST_CASE("platform: every flipped bit and every prefix is refused") {
  const Bytes good = Made({});
  const PlatformPolicy policy = Policy();
  const auto taken = [&](ByteView der) {
    const auto certificate = DecodePlatformCertificate(der);
    return certificate.ok() && VerifyPlatformCertificate(*certificate, policy).verified;
  };
  REQUIRE(taken(good));
  for (std::size_t bit = 0; bit < 8 * good.size(); ++bit) {
    Bytes bad = good;
    bad[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
    if (taken(bad)) FAIL("bit " << bit);
  }
  for (std::size_t size = 0; size < good.size(); ++size) {
    if (taken(ByteView(good).first(size))) FAIL(size << " bytes");
  }
  Bytes longer = good;
  longer.push_back(0);
  CHECK(DecodePlatformCertificate(longer).status().code() == Code::kTrailing);
}

TEST_CASE("platform: each check refuses alone") {
  const Bytes good = Made({});
  PlatformPolicy policy = Policy();
  policy.issuer = CertOf("root", "another maker");
  Fails(good, policy, "issuer", Code::kTrust);
  policy = Policy();
  policy.issuer.key = crypto::GenerateKey(crypto::KeyKind::kP256).value().public_key();
  Fails(good, policy, "signature", Code::kSignature);
  policy = Policy();
  policy.ek = CertOf("another ek ca", "ek");
  Fails(good, policy, "holder", Code::kTrust);
  policy = Policy();
  policy.now = 1700000000;
  Fails(good, policy, "times", Code::kFreshness);
  policy = Policy();
  policy.ek.reset();
  CHECK_FALSE(VerifyPlatformCertificate(*DecodePlatformCertificate(good), policy).verified);
  Parts weak;
  weak.algorithm = Seq({Tlv(0x06, Bytes{0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x05})});  // SHA-1 with RSA
  Fails(Made(weak), Policy(), "signature", Code::kSignature);
}

TEST_CASE("platform: structures that are none") {
  const auto code = [](const Parts& made) {
    const Bytes der = Made(made);
    const auto certificate = DecodePlatformCertificate(der);
    return certificate.ok() ? Code::kOk : certificate.status().code();
  };
  Parts parts;
  parts.version = {0x02, 0x01, 0x00};
  CHECK(code(parts) == Code::kInvalid);
  parts = {};
  parts.holder = Seq({Tlv(0xA2, Bytes())});
  CHECK(code(parts) == Code::kInvalid);
  parts = {};
  parts.validity = Seq({Tlv(0x18, Text("20260101000000+")), Tlv(0x18, Text("20300101000000Z"))});
  CHECK(code(parts) == Code::kMalformed);
  parts = {};
  parts.attributes = Concat({parts.attributes, Attribute(kOidType, Seq({Tlv(0x06, kOidPlatform)}))});
  CHECK(code(parts) == Code::kDuplicate);
  parts = {};
  parts.extensions = Concat({parts.extensions, parts.extensions});
  CHECK(code(parts) == Code::kDuplicate);
  parts = {};
  parts.extensions = Concat({parts.extensions, fixture::Extension(fixture::kOidUnknown, Bytes{0x05, 0x00})});
  CHECK(code(parts) == Code::kUnsupported);
  parts.extensions = fixture::Extension(fixture::kOidUnknown, Bytes{0x05, 0x00}, false);
  CHECK(code(parts) == Code::kOk);
}

TEST_CASE("platform: components against what is found") {
  const Bytes kClass = {0, 6, 0, 4}, kOther = {0, 6, 0, 5};
  const std::vector<PlatformComponent> expected = {
      {"", {}, "ACME", "Disk", {}, {}, {}, {}},                      // any disk
      {"", kClass, "ACME", "Disk", std::string("D-9"), {}, {}, {}},  // that disk
      {"", {}, "ACME", "NIC", {}, std::string("2.0"), {}, {}}};
  const std::vector<FoundComponent> found = {
      {kClass, "ACME", "Disk", "D-9", {}}, {kOther, "ACME", "NIC", {}, "2.0"}, {kClass, "ACME", "Disk", "D-1", "1"}};
  const auto all = CompareComponents(expected, found);
  CHECK(all.same());
  CHECK(all.matched == std::vector<std::size_t>{2, 0, 1});  // what says more is matched first
  const auto changed = [&](auto change) {
    auto other = found;
    change(other);
    return CompareComponents(expected, other);
  };
  const auto serial = changed([](auto& f) { f[0].serial = "D-8"; });
  CHECK_FALSE(serial.same());
  CHECK(serial.matched[1] == ComponentComparison::kNotFound);
  CHECK(serial.unexpected.size() == 1);
  CHECK(changed([](auto& f) { f[1].revision.reset(); }).matched[2] == ComponentComparison::kNotFound);
  CHECK(changed([&](auto& f) { f[0].component_class = kOther; }).matched[1] == ComponentComparison::kNotFound);
  CHECK(changed([](auto& f) { f.pop_back(); }).matched[0] == ComponentComparison::kNotFound);
  const auto more = changed([&](auto& f) { f.push_back({kClass, "Mallory", "Tap", {}, {}}); });
  CHECK_FALSE(more.same());
  CHECK(more.unexpected == std::vector<std::size_t>{3});
  CHECK(CompareComponents({}, {}).same());
}
