// What a verifier finds of a token's registers in the quote that the token carries, and certificates of attestation
// keys.
#include <catch2/catch.hpp>

#include "crypto/hash.h"
#include "roots/ak_certificate.h"
#include "roots/import/carried_quote.h"
#include "roots/import/token_quote.h"
#include "roots/import_fixture.h"
#include "trust/pki_fixture.h"

using namespace mps;
using namespace mps::roots;
using fixture::Quoted;
using token::Outcome;

namespace {

using Keys = std::vector<crypto::PublicKey>;

// The claims of a token that was made of the quote, as ProveForToken has them.
token::TokenClaims ClaimsFor(const Quoted& quoted) {
  CarriedQuote carried;
  carried.attest = quoted.attest;
  carried.signature = quoted.signature;
  carried.values[kHashSha256] = {{0, quoted.tpm.pcr0}, {7, quoted.tpm.pcr7}};
  carried.values[kHashSha1] = {{10, quoted.tpm.pcr10}};
  auto proven = ProveForToken(carried, quoted.tpm.key.public_key(), quoted.tpm.nonce);
  REQUIRE(proven.ok());
  token::TokenClaims claims;
  claims.nonce = quoted.tpm.nonce;
  claims.pcr = std::move(proven->pcr);
  claims.lem.push_back(std::move(proven->entry));
  return claims;
}

token::PcrBanks& Banks(token::TokenClaims& claims) { return std::get<token::PcrBanks>(*claims.pcr); }

void Check(const token::TokenClaims& claims, const Keys& aks, Outcome outcome, std::string_view words) {
  const auto found = CheckTokenQuote(claims, aks);
  INFO(found.text);
  CHECK(found.outcome == outcome);
  CHECK(found.text.find(words) != std::string::npos);
}

}  // namespace

TEST_CASE("token quote: registers are those of the quote; who signed it needs the key") {
  const Quoted quoted, other;
  const auto claims = ClaimsFor(quoted);
  const Keys ak = {quoted.tpm.key.public_key()}, stranger = {other.tpm.key.public_key()};
  Check(claims, ak, Outcome::kPassed, "signed");
  Check(claims, {}, Outcome::kNotChecked, "no attestation key was given");
  Check(claims, stranger, Outcome::kFailed, "signature: ");
  Check(claims, {stranger[0], ak[0]}, Outcome::kPassed, ak[0].IdHex());
  Check(claims, {stranger[0], stranger[0]}, Outcome::kFailed, "none of the attestation keys");
}

TEST_CASE("token quote: what disagrees is refused with and without the key") {
  const Quoted quoted;
  const Keys none, ak = {quoted.tpm.key.public_key()};
  const auto refused = [&](std::string_view words, auto change) {
    auto claims = ClaimsFor(quoted);
    change(claims);
    Check(claims, none, Outcome::kFailed, words);
    Check(claims, ak, Outcome::kFailed, words);
  };
  refused("pcr-digest: ", [](auto& claims) { Banks(claims)[DigestAlg::kSha256][7][0] ^= 1; });
  refused("wrong length", [](auto& claims) { Banks(claims)[DigestAlg::kSha256][7].pop_back(); });
  refused("covers sha256:7, which pcr does not have", [](auto& claims) { Banks(claims)[DigestAlg::kSha256].erase(7); });
  refused("covers sha1:10", [](auto& claims) { Banks(claims).erase(DigestAlg::kSha1); });
  refused("pcr has sha256:8", [](auto& claims) { Banks(claims)[DigestAlg::kSha256][8] = Bytes(32, 8); });
  refused("pcr has sha384:0", [](auto& claims) { Banks(claims)[DigestAlg::kSha384][0] = Bytes(48, 8); });
  refused("nonce: ", [](auto& claims) { claims.nonce[0] ^= 1; });
  refused("several quotes", [](auto& claims) { claims.lem.push_back(claims.lem[0]); });
  refused("byte ", [](auto& claims) { claims.lem[0].data->pop_back(); });
  refused("two byte strings", [](auto& claims) { claims.lem[0].data = Bytes{0x81, 0x40}; });
  refused("magic goes past the end", [](auto& claims) { claims.lem[0].data = Bytes{0x82, 0x40, 0x40}; });
}

TEST_CASE("token quote: a signature over other octets than the quote's") {
  Quoted quoted;
  auto claims = ClaimsFor(quoted);
  claims.lem[0].data->back() ^= 1;  // of the signature
  Check(claims, {}, Outcome::kNotChecked, "not known");
  Check(claims, {quoted.tpm.key.public_key()}, Outcome::kFailed, "signature: ");
}

TEST_CASE("token quote: what is not there is said, and fails who asked for it by a key") {
  const Quoted quoted;
  const Keys ak = {quoted.tpm.key.public_key()};
  auto claims = ClaimsFor(quoted);
  claims.lem[0].data.reset();
  Check(claims, {}, Outcome::kNotChecked, "the attester's word");
  Check(claims, ak, Outcome::kFailed, "does not carry it");
  claims.lem.clear();
  Check(claims, {}, Outcome::kNotChecked, "the attester's word");
  Check(claims, ak, Outcome::kFailed, "carries no quote");
  claims.pcr = std::string("https://example.org/pcr");
  Check(claims, {}, Outcome::kNotChecked, "not fetched");
  Check(claims, ak, Outcome::kFailed, "not fetched");
  claims.pcr.reset();
  Check(claims, {}, Outcome::kPassed, "says no registers");
  Check(claims, ak, Outcome::kNotChecked, "says no registers");
}

TEST_CASE("ak certificate: path, key and usage") {
  namespace pki = trust::fixture;
  const auto ca = pki::Issue(pki::CaSpec("TPM CA")), other = pki::Issue(pki::CaSpec("Other CA"));
  pki::Spec spec;
  spec.eku = "2.23.133.8.3";
  const auto ak = pki::Issue(spec, &ca);
  spec.eku = "";
  const auto plain = pki::Issue(spec, &ca);
  spec.eku = "clientAuth";
  const auto web = pki::Issue(spec, &ca);
  auto anchor = pki::CaAnchor("tpms", ca);
  anchor.roles = {trust::Role::kAk};
  const auto judge = [&](const pki::Holder& holder, const trust::Anchor& by, std::int64_t now = pki::kNow) {
    const std::vector<trust::Anchor> anchors = {by};
    const auto judged = JudgeAk(holder.key.public_key(), {{holder.der}, anchors}, now);
    return judged.ok() ? *judged : judged.status().message();
  };
  CHECK(judge(ak, anchor).find("reaches anchor `tpms`") != std::string::npos);
  CHECK(judge(plain, anchor).find("reaches anchor `tpms`") != std::string::npos);
  CHECK(judge(web, anchor).find("2.23.133.8.3") != std::string::npos);
  CHECK(judge(ak, pki::CaAnchor("tpms", ca)).find("`ak`") != std::string::npos);
  CHECK(judge(ak, pki::CaAnchor("tpms", other)).find("does not reach an anchor") != std::string::npos);
  CHECK(judge(ak, anchor, pki::kNow + 11 * pki::kDay).find("tpms") != std::string::npos);
  auto with_list = anchor;
  with_list.crls = {crypto::DecodeCrl(pki::MakeCrl(ca, {7})).value()};
  CHECK(judge(ak, with_list).find("revoked") != std::string::npos);
  auto by_key = pki::KeyAnchor("key", ak.key.public_key());
  by_key.roles = {trust::Role::kAk};
  CHECK(judge(ak, by_key).find("reaches") == std::string::npos);  // a key vouches for no certificate
  const std::vector<trust::Anchor> anchors = {anchor};
  CHECK(JudgeAk(ak.key.public_key(), {{web.der}, anchors}, pki::kNow)
            .status()
            .message()
            .find("not of the attestation key") != std::string::npos);
  CHECK(JudgeAk(ak.key.public_key(), {{}, anchors}, pki::kNow).status().code() == Code::kUsage);

  Quoted quoted;
  quoted.tpm.key = ak.key;
  quoted.Quote();
  TpmImport input = quoted.Input();
  input.now = pki::kNow;
  CHECK(fixture::StateOf(ImportTpm(input).value(), "tpm", "ak_certified", "unknown") != "");
  input.ak_certificates = AkCertificates{{ak.der}, anchors};
  CHECK(fixture::At(fixture::ClaimsOf(ImportTpm(input).value(), "tpm"), {"ak_certified"}).boolean);
  input.ak_certificates->chain = {plain.der};
  CHECK(ImportTpm(input).status().code() == Code::kTrust);
}

TEST_CASE("import tpm: logs of confidential guests are refused by name") {
  auto records = fixture::BootRecords();
  for (auto& record : records) {
    if (record.pcr == 7) record.pcr = 1;
    if (record.pcr > 4) record.pcr = 4;
  }
  Quoted quoted;
  quoted.log = fixture::AgileLog(records);
  const auto guest = ImportTpm(quoted.Input()).status();
  INFO(guest.ToString());
  CHECK(guest.feature() == "event-log-confidential-guest");
  CHECK(guest.message().find("RTMR") != std::string::npos);
  quoted.log = ToBytes(AsBytes(std::string_view("CCEL8\0\0\0", 8)));
  CHECK(ImportTpm(quoted.Input()).status().feature() == "event-log-confidential-guest");
}
