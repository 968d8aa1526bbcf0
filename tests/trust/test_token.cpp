// Tokens against a trust store: the signer by kid and by chain, in both forms.
#include <catch2/catch.hpp>

#include "token/fixture.h"
#include "token/verify.h"
#include "trust/pki_fixture.h"

using namespace mps;
using token::CheckId;
using token::Form;
using token::Outcome;
namespace pki = mps::trust::fixture;

namespace {

struct Signing {
  pki::Holder root = pki::Issue(pki::CaSpec("Root"));
  pki::Holder leaf = pki::Issue(pki::Spec{}, &root);
};
const Signing& One() {
  static const Signing signing;
  return signing;
}

Bytes Sign(Form form, const std::vector<Bytes>& chain) {
  auto input = token::fixture::Input();
  input.x5chain = chain;
  auto signer = crypto::MakeSigner(One().leaf.key).value();
  return token::MakeToken(form, *signer, input).value();
}

token::VerifyReport Ask(const Bytes& bytes, const std::vector<trust::Anchor>& anchors) {
  auto policy = token::fixture::Policy();
  policy.anchors.clear();
  policy.trust = &anchors;
  return token::VerifyToken(bytes, policy);
}

}  // namespace

TEST_CASE("a token is verified by the anchor that its chain reaches") {
  for (const Form form : {Form::kCwt, Form::kJwt}) {
    const Bytes bytes = Sign(form, {One().leaf.der, One().root.der});
    const auto report = Ask(bytes, {pki::CaAnchor("acme", One().root)});
    CAPTURE(report.ToText());
    CHECK(report.verified);
    CHECK(report.anchor == "acme");
    CHECK(report.key_id == One().leaf.key.public_key().IdHex());
    CHECK(report.Of(CheckId::kAnchor).outcome == Outcome::kPassed);
    CHECK(report.Of(CheckId::kAnchor).text.find("may sign for `Example-Host-L1`") != std::string::npos);
    const auto other = Ask(bytes, {pki::CaAnchor("acme", pki::Issue(pki::CaSpec("Root")))});
    CHECK_FALSE(other.verified);
    CHECK(other.Of(CheckId::kAnchor).outcome == Outcome::kFailed);
    CHECK(other.Of(CheckId::kSignature).outcome == Outcome::kNotChecked);
  }
}

TEST_CASE("a token is verified by a key of the store") {
  for (const Form form : {Form::kCwt, Form::kJwt}) {
    const Bytes bytes = Sign(form, {});
    CHECK(Ask(bytes, {pki::KeyAnchor("alone", One().leaf.key.public_key())}).verified);
    const auto report = Ask(bytes, {pki::KeyAnchor("alone", pki::NewKey().public_key())});
    CHECK_FALSE(report.verified);
    CHECK(report.Of(CheckId::kAnchor).text.find("no anchor has the key identifier") != std::string::npos);
    CHECK_FALSE(Ask(bytes, {}).verified);
    // A chain is needed for a CA.
    CHECK_FALSE(Ask(bytes, {pki::CaAnchor("acme", One().root)}).verified);
  }
}

TEST_CASE("an anchor signs for the MPS names that it has, and no others") {
  const Bytes bytes = Sign(Form::kCwt, {One().leaf.der});
  trust::Anchor anchor = pki::CaAnchor("acme", One().root);
  anchor.mps = {"Example-*"};
  CHECK(Ask(bytes, {anchor}).verified);
  anchor.mps = {"Debian-*", "Example-Host"};
  const auto report = Ask(bytes, {anchor});
  CHECK_FALSE(report.verified);
  CHECK(report.Of(CheckId::kAnchor).outcome == Outcome::kFailed);
  CHECK(report.Of(CheckId::kSignature).outcome == Outcome::kPassed);
  CHECK(report.Of(CheckId::kAnchor).text ==
        "anchor `acme` may not sign for `Example-Host-L1`, only for Debian-*, Example-Host");
}

TEST_CASE("the anchor is judged at the verifier's time") {
  const Bytes bytes = Sign(Form::kCwt, {});
  trust::Anchor anchor = pki::KeyAnchor("alone", One().leaf.key.public_key());
  anchor.valid_until = token::fixture::kNow;  // the policy's now is 5 s later
  const std::vector<trust::Anchor> anchors = {anchor};
  CHECK_FALSE(Ask(bytes, anchors).verified);
  auto policy = token::fixture::Policy();
  policy.trust = &anchors;
  policy.now = {};
  const auto report = token::VerifyToken(bytes, policy);
  CHECK_FALSE(report.verified);
  CHECK(report.Of(CheckId::kAnchor).outcome == Outcome::kFailed);
}

TEST_CASE("a chain of another key is not signed") {
  auto input = token::fixture::Input();
  input.x5chain = {One().root.der};
  auto signer = crypto::MakeSigner(One().leaf.key).value();
  for (const Form form : {Form::kCwt, Form::kJwt})
    CHECK(token::MakeToken(form, *signer, input).status().code() == Code::kUsage);
  input.x5chain = std::vector<Bytes>(9, One().leaf.der);
  CHECK(token::MakeToken(Form::kCwt, *signer, input).status().code() == Code::kLimit);
}

TEST_CASE("the certificates of a JWS header are read strictly") {
  const auto chain_of = [](const std::string& x5c) {
    jws::Signature signature;
    signature.protected_header = json::Parse("{\"x5c\":" + x5c + "}").value();
    return jws::CertificateChain(signature);
  };
  CHECK(chain_of(R"(["AAEC","Aw=="])").value() == std::vector<Bytes>{{0, 1, 2}, {3}});
  for (const char* bad : {"[]", "{}", "\"AAEC\"", "[1]", "[\"A\"]", "[\"_-__\"]"})
    CHECK(chain_of(bad).status().code() == Code::kInvalid);
  CHECK(chain_of(R"(["AA==","AA==","AA==","AA==","AA==","AA==","AA==","AA==","AA=="])").status().code() ==
        Code::kLimit);
  jws::Signature none;
  none.protected_header = json::Value::Object();
  CHECK(jws::CertificateChain(none).value().empty());
}
