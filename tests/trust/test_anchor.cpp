// What may be an anchor at all.
#include <catch2/catch.hpp>

#include "trust/pki_fixture.h"

using namespace mps;
using namespace mps::trust;
using namespace mps::trust::fixture;

namespace {
const crypto::PublicKey& Key() {
  static const crypto::PublicKey key = NewKey().public_key();
  return key;
}
Anchor Sound() { return KeyAnchor("acme", Key()); }
Code CodeOf(const Anchor& anchor) { return CheckAnchor(anchor).code(); }
}  // namespace

TEST_CASE("names of anchors are file names that cannot lead elsewhere") {
  for (const char* good : {"a", "Acme-CA.2026_1", "0"}) CHECK(CheckName(good).ok());
  for (const char* bad : {"", ".", "..", "../x", "a/b", "-a", "a b", "a\n", "\xC3\xA4"})
    CHECK_FALSE(CheckName(bad).ok());
  CHECK(CheckName(std::string(64, 'a')).ok());
  CHECK_FALSE(CheckName(std::string(65, 'a')).ok());
}

TEST_CASE("lists are of the forms that are documented") {
  CHECK(CheckAnchor(Sound()).ok());
  Anchor anchor = Sound();
  anchor.roles = {};
  CHECK(CodeOf(anchor) == Code::kUsage);
  anchor.roles = {Role::kToken, Role::kToken};
  CHECK(CodeOf(anchor) == Code::kUsage);
  for (const char* bad : {"", "*x", "a*b", "a\nb"}) {
    anchor = Sound();
    anchor.mps = {bad};
    CHECK(CodeOf(anchor) == Code::kUsage);
  }
  anchor = Sound();
  anchor.mps = {"A", "A"};
  CHECK(CodeOf(anchor) == Code::kUsage);
  anchor.mps = std::vector<std::string>(1025, "A");
  CHECK(CodeOf(anchor) == Code::kLimit);
}

TEST_CASE("endorsers say what they may state") {
  Anchor anchor = Sound();
  anchor.roles = {Role::kEndorsement};
  CHECK(CodeOf(anchor) == Code::kUsage);
  for (const char* good : {"*", "env.*", "env.claim", "env.claim[\"k\"].x"}) {
    anchor.claims = {good};
    CHECK(CodeOf(anchor) == Code::kOk);
  }
  for (const char* bad : {"", "env", "env.", ".x", "env.cl*", "e*.x", "env.**"}) {
    anchor.claims = {bad};
    CHECK(CodeOf(anchor) == Code::kUsage);
  }
  anchor.claims = {"env.x"};
  anchor.roles = {Role::kToken};
  CHECK(CodeOf(anchor) == Code::kUsage);
}

TEST_CASE("endorsers say what they may answer") {
  Anchor anchor = Sound();
  anchor.roles = {Role::kEndorsement};
  for (const char* good : {"*", "5.1", "5.*"}) {
    anchor.answers = {good};
    CHECK(CodeOf(anchor) == Code::kOk);
  }
  for (const char* bad : {"", "5.*.1", "5\n"}) {
    anchor.answers = {bad};
    CHECK(CodeOf(anchor) == Code::kUsage);
  }
  anchor.answers = {"5.1", "6.*"};
  for (const char* good : {"5.1", "6.", "6.2"}) CHECK(MayAnswer(anchor, good));
  for (const char* bad : {"5.10", "5", "6", "7.1", ""}) CHECK_FALSE(MayAnswer(anchor, bad));
  anchor.roles = {Role::kBundle, Role::kAk};
  CHECK(CodeOf(anchor) == Code::kUsage);
}

TEST_CASE("only CAs have what is asked of a leaf") {
  const Holder ca = Issue(CaSpec("Root"));
  for (const char* bad : {"1", "1.", ".1", "1..2", "1.a", "clientAuth", ""}) {
    Anchor anchor = CaAnchor("acme", ca);
    anchor.eku = {bad};
    CHECK(CodeOf(anchor) == Code::kUsage);
  }
  for (const char* bad : {"", "O", "=x", "O=", "O=a*b", "O A=x", "O=a\nb"}) {
    Anchor anchor = CaAnchor("acme", ca);
    anchor.subject = {bad};
    CHECK(CodeOf(anchor) == Code::kUsage);
  }
  Anchor anchor = Sound();
  anchor.eku = {"1.2.3"};
  CHECK(CodeOf(anchor) == Code::kUsage);
  anchor = Sound();
  anchor.crls.push_back(crypto::DecodeCrl(MakeCrl(ca, {})).value());
  CHECK(CodeOf(anchor) == Code::kUsage);
}

TEST_CASE("a certificate that may not sign certificates is no anchor") {
  CHECK(CodeOf(CaAnchor("acme", Issue(CaSpec("Root")))) == Code::kOk);
  CHECK(CodeOf(CaAnchor("acme", Issue(Spec{}))) == Code::kTrust);
  Spec spec = CaSpec("Root");
  spec.key_usage = "critical,cRLSign";
  CHECK(CodeOf(CaAnchor("acme", Issue(spec))) == Code::kTrust);
  CHECK(CheckAnchor(CaAnchor("acme", Issue(spec))).message().find("keyCertSign") != std::string::npos);
  spec.key_usage = "none";
  CHECK(CodeOf(CaAnchor("acme", Issue(spec))) == Code::kTrust);
}

TEST_CASE("windows") {
  Anchor anchor = Sound();
  CHECK(ValidityAt(anchor, INT64_MIN) == Validity::kValid);
  anchor.valid_from = 10;
  anchor.valid_until = 9;
  CHECK(CodeOf(anchor) == Code::kUsage);
  anchor.valid_until = 20;
  CHECK(ValidityAt(anchor, 9) == Validity::kNotYetValid);
  CHECK(ValidityAt(anchor, 10) == Validity::kValid);
  CHECK(ValidityAt(anchor, 20) == Validity::kValid);
  CHECK(ValidityAt(anchor, 21) == Validity::kExpired);
  Anchor ca = CaAnchor("acme", Issue(CaSpec("Root")));
  CHECK(ValidUntil(ca) == kNow + 10 * kDay);
  ca.valid_until = kNow + kDay;
  CHECK(ValidUntil(ca) == kNow + kDay);
  CHECK(ValidFrom(ca) == kNow - 10 * kDay);
}
