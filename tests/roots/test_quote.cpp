// Quotes made here, taken and refused: each check by what breaks it alone, and every bit of what is signed.
#include <catch2/catch.hpp>

#include "base/hex.h"
#include "roots/quote.h"
#include "roots/quote_fixture.h"

using namespace mps;
using namespace mps::roots;
using fixture::Tpm;

namespace {

PcrValues ValuesOf(const Tpm& tpm) {
  return {{kHashSha256, {{0, tpm.pcr0}, {7, tpm.pcr7}}}, {kHashSha1, {{10, tpm.pcr10}}}};
}

struct Quote {
  explicit Quote(const Tpm& tpm)
      : attest(tpm.Attest()), signature(tpm.Signature(attest)), values(ValuesOf(tpm)), policy{tpm.key.public_key()} {
    policy.nonce = tpm.nonce;
    policy.ak_public = tpm::DecodePublic(tpm.Public()).value();
    policy.wanted = {{kHashSha256, 0}, {kHashSha256, 7}, {kHashSha1, 10}};
    policy.last_reset_count = 7;
    policy.strict = true;
  }
  QuoteReport Verify() const { return VerifyQuote({attest, signature, values}, policy); }

  Bytes attest, signature;
  PcrValues values;
  QuotePolicy policy;
};

// The one check that fails is this, and nothing is proven.
void FailsOnly(const Quote& quote, std::string_view name, Code code) {
  const QuoteReport report = quote.Verify();
  INFO(report.checks.ToText());
  CHECK_FALSE(report.verified);
  CHECK(report.proven.empty());
  for (const Check& check : report.checks.list()) {
    INFO(check.name);
    CHECK((check.outcome == Outcome::kFailed) == (check.name == name));
    if (check.name == name) CHECK(check.code == code);
  }
}

}  // namespace

TEST_CASE("quote: good ones of every scheme, and what they tell") {
  for (const Tpm& tpm : {fixture::EcTpm(), fixture::Ec384Tpm(), fixture::RsaTpm(), fixture::PssTpm()}) {
    const Quote quote(tpm);
    const QuoteReport report = quote.Verify();
    INFO(report.checks.ToText());
    REQUIRE(report.verified);
    CHECK(report.checks.list().size() == 10);
    REQUIRE(report.attest);
    CHECK(report.attest->clock == 123456789);
    CHECK(report.attest->reset_count == 7);
    CHECK(report.attest->restart_count == 3);
    CHECK(report.attest->safe);
    CHECK(report.attest->firmware_version == 0x2016051100162800);
    CHECK(report.attest->selections.size() == 2);
    CHECK(report.attest->selections[0].pcrs == std::vector<std::uint32_t>{0, 7});
    CHECK(report.proven == quote.values);
  }
}

TEST_CASE("quote: values that the quote does not cover are not proven") {
  Quote quote(fixture::EcTpm());
  quote.values[kHashSha256][8] = fixture::Fill(32, 8);
  quote.values[kHashSha384][0] = fixture::Fill(48, 8);
  const QuoteReport report = quote.Verify();
  REQUIRE(report.verified);
  CHECK(report.proven == ValuesOf(fixture::EcTpm()));
}

TEST_CASE("quote: every check refuses alone") {
  Tpm tpm = fixture::EcTpm();
  Quote good(tpm);
  REQUIRE(good.Verify().verified);
  SECTION("magic, under a good signature") {
    tpm.magic ^= 1;
    FailsOnly(Quote(tpm), "magic", Code::kInvalid);
    CHECK_FALSE(Quote(tpm).Verify().attest);
  }
  SECTION("nonce") {
    good.policy.nonce = fixture::Fill(20, 0x4F);
    FailsOnly(good, "nonce", Code::kFreshness);
    good.policy.nonce = Bytes();
    FailsOnly(good, "nonce", Code::kFreshness);
    good.policy.nonce = fixture::Fill(21, 0x4E);
    FailsOnly(good, "nonce", Code::kFreshness);
  }
  SECTION("selection") {
    good.policy.wanted.push_back({kHashSha256, 10});  // covered in another bank only
    FailsOnly(good, "selection", Code::kInvalid);
    good.policy.wanted.back() = {kHashSha384, 0};
    FailsOnly(good, "selection", Code::kInvalid);
  }
  SECTION("values") {
    good.values[kHashSha1][10][19] ^= 1;
    FailsOnly(good, "pcr-digest", Code::kInvalid);
    good.values = ValuesOf(tpm);
    std::swap(good.values[kHashSha256][0], good.values[kHashSha256][7]);
    FailsOnly(good, "pcr-digest", Code::kInvalid);
    good.values = ValuesOf(tpm);
    // The same octets in another division.
    good.values[kHashSha256][7].insert(good.values[kHashSha256][7].begin(), good.values[kHashSha256][0].back());
    good.values[kHashSha256][0].pop_back();
    FailsOnly(good, "pcr-digest", Code::kInvalid);
  }
  SECTION("a key that is not restricted, decrypts, or may leave its TPM; the area of another key") {
    for (const std::uint32_t attributes : {0x00040072u, 0x00070072u, 0x00050070u, 0x00010072u}) {
      good.policy.ak_public = tpm::DecodePublic(tpm.Public(attributes)).value();
      FailsOnly(good, "key", Code::kTrust);
    }
    good.policy.ak_public = tpm::DecodePublic(fixture::EcTpm().Public()).value();
    FailsOnly(good, "key", Code::kTrust);
  }
  SECTION("another key") {
    good.policy.ak_public.reset();
    good.policy.strict = false;
    good.policy.ak = crypto::GenerateKey(crypto::KeyKind::kP256).value().public_key();
    FailsOnly(good, "signature", Code::kSignature);
  }
  SECTION("a key of another kind; a key for another scheme") {
    good.policy.ak_public.reset();
    good.policy.strict = false;
    good.policy.ak = fixture::RsaKey().public_key();
    FailsOnly(good, "algorithm", Code::kSignature);
    Quote rsa(fixture::RsaTpm());
    rsa.policy.ak_public = tpm::DecodePublic(fixture::PssTpm().Public()).value();
    FailsOnly(rsa, "algorithm", Code::kSignature);
    rsa.policy.ak_public = tpm::DecodePublic(fixture::PssTpm().Public(0x00050072, true)).value();
    CHECK(rsa.Verify().verified);
  }
  SECTION("a reset count that went back") {
    good.policy.last_reset_count = 8;
    FailsOnly(good, "resets", Code::kFreshness);
    good.policy.last_reset_count = 6;
    CHECK(good.Verify().verified);
  }
}

TEST_CASE("quote: SHA-1 and unknown hashes are refused before any mathematics") {
  Quote quote(fixture::RsaTpm());
  quote.policy.ak_public.reset();
  quote.policy.strict = false;
  quote.signature[3] = 0x04;
  FailsOnly(quote, "algorithm", Code::kSignature);
  CHECK(quote.Verify().checks.Find("signature")->outcome == Outcome::kNotChecked);
  quote.signature[3] = 0x12;
  FailsOnly(quote, "algorithm", Code::kUnsupported);
}

TEST_CASE("quote: what is not checked is said, and refuses under strict") {
  Quote quote(fixture::EcTpm());
  const auto without = [&](auto change, std::string_view name) {
    Quote changed = quote;
    change(changed);
    CHECK_FALSE(changed.Verify().verified);
    changed.policy.strict = false;
    const QuoteReport report = changed.Verify();
    INFO(report.checks.ToText());
    CHECK(report.verified);
    CHECK(report.checks.Find(name)->outcome == Outcome::kNotChecked);
  };
  without([](Quote& q) { q.policy.nonce.reset(); }, "nonce");
  without([](Quote& q) { q.policy.ak_public.reset(); }, "key");
  without([](Quote& q) { q.policy.wanted.clear(); }, "selection");
  without([](Quote& q) { q.policy.last_reset_count.reset(); }, "resets");
  without([](Quote& q) { q.values[kHashSha256].erase(7); }, "pcr-digest");
  quote.policy.strict = false;
  quote.values[kHashSha256].erase(7);
  CHECK(quote.Verify().proven.empty());
}

TEST_CASE("quote: another attested structure, though signed, is no quote") {
  Tpm tpm = fixture::EcTpm();
  tpm.type = 0x8017;  // TPM_ST_ATTEST_CERTIFY
  const QuoteReport report = Quote(tpm).Verify();
  CHECK_FALSE(report.verified);
  CHECK(report.checks.Find("type")->outcome == Outcome::kFailed);
  CHECK_FALSE(report.attest);
}

TEST_CASE("quote: every flipped bit and every prefix is refused") {
  for (const Tpm& tpm : {fixture::EcTpm(), fixture::PssTpm()}) {
    const Quote good(tpm);
    REQUIRE(good.Verify().verified);
    for (const bool of_attest : {true, false}) {
      Quote bad = good;
      bad.policy.ak_public.reset();  // its word on scheme and hash would refuse some of them sooner
      bad.policy.strict = false;
      Bytes& octets = of_attest ? bad.attest : bad.signature;
      for (std::size_t bit = 0; bit < 8 * octets.size(); ++bit) {
        octets[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
        if (bad.Verify().verified) FAIL("bit " << bit << " of " << (of_attest ? "the quote" : "the signature"));
        octets[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
      }
      const Bytes whole = octets;
      for (std::size_t size = 0; size < whole.size(); ++size) {
        octets.assign(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        if (bad.Verify().verified) FAIL("a prefix of " << size);
      }
      octets = whole;
      octets.push_back(0);
      CHECK(bad.Verify().checks.Find("format")->code == Code::kTrailing);
    }
  }
}

TEST_CASE("tpm: limits and shapes") {
  const Tpm tpm = fixture::EcTpm();
  const Bytes attest = tpm.Attest();
  const auto changed = [&](std::size_t at, std::uint8_t value) {
    Bytes out = attest;
    out[at] = value;
    return tpm::DecodeAttest(out).status();
  };
  REQUIRE(tpm::DecodeAttest(attest).ok());
  CHECK(changed(6, 0xFF).code() == Code::kLimit);    // qualifiedSigner
  CHECK(changed(80, 2).code() == Code::kMalformed);  // safe
  CHECK(changed(89, 1).code() == Code::kLimit);      // the number of selections
  CHECK(changed(95, 0xFF).code() == Code::kLimit);   // octets of a selection
  CHECK(changed(80, 2).offset() == 81);
  Bytes wider = attest;  // four octets of selection, and in the last of them a register
  wider[95] = 4;
  wider.insert(wider.begin() + 99, std::uint8_t{0});
  CHECK(tpm::DecodeAttest(wider).ok());
  wider[99] = 1;
  CHECK(tpm::DecodeAttest(wider).status().message().find("a register above 23") != std::string::npos);
  CHECK(tpm::DecodeAttest(HexDecode("0101000051554F54").value()).status().feature() == "tpm-1.2");
  CHECK(tpm::DecodeAttest({}).status().code() == Code::kMalformed);
  CHECK(tpm::DecodeSignature(HexDecode("001a000b0000").value()).status().feature() == "tpm-signature-0x001a");
}

TEST_CASE("tpm: public areas") {
  for (const Tpm& tpm : {fixture::EcTpm(), fixture::Ec384Tpm(), fixture::RsaTpm()}) {
    const Bytes area = tpm.Public();
    const auto decoded = tpm::DecodePublic(area);
    REQUIRE(decoded.ok());
    CHECK(decoded->key == tpm.key.public_key());
    CHECK(decoded->scheme == tpm.scheme);
    CHECK(decoded->name.size() == 34);
    CHECK(Bytes(decoded->name.begin() + 2, decoded->name.end()) == crypto::Sha256(area).value());
    for (std::size_t size = 0; size < area.size(); ++size)
      CHECK_FALSE(tpm::DecodePublic(ByteView(area).first(size)).ok());
    Bytes longer = area;
    longer.push_back(0);
    CHECK(tpm::DecodePublic(longer).status().code() == Code::kTrailing);
    Bytes off = area;
    off[off.size() - 1] ^= 1;  // no point of the curve; of RSA an even modulus
    CHECK_FALSE(tpm::DecodePublic(off).ok());
  }
}

TEST_CASE("tpm: files of register values") {
  // Two registers of sha256 and one of sha1, laid out by hand.
  Bytes file = {2, 0, 0, 0, 0x0B, 0, 3, 0x81, 0, 0, 0, 0, 0x04, 0, 3, 0, 0x04, 0, 0, 0};
  file.resize(4 + 16 * 8);
  const auto number = [&](std::uint32_t value) {
    file.insert(file.end(), {static_cast<std::uint8_t>(value), 0, 0, 0});
  };
  number(1);
  number(3);
  for (const auto& [size, octet] : {std::pair{32, 1}, {32, 7}, {20, 10}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}}) {
    file.insert(file.end(), {static_cast<std::uint8_t>(size), 0});
    file.insert(file.end(), static_cast<std::size_t>(size), static_cast<std::uint8_t>(octet));
    file.insert(file.end(), static_cast<std::size_t>(64 - size), std::uint8_t{0});
  }
  const auto values = tpm::DecodePcrFile(file);
  REQUIRE(values.ok());
  CHECK(*values == ValuesOf(fixture::EcTpm()));
  for (std::size_t size = 0; size < file.size(); ++size)
    CHECK_FALSE(tpm::DecodePcrFile(ByteView(file).first(size)).ok());
  Bytes wider = file;  // register 24 in the place of 7
  wider[6] = 4, wider[7] = 0x01, wider[10] = 0x01;
  CHECK(tpm::DecodePcrFile(wider).status().message().find("a register above 23") != std::string::npos);
  wider[10] = 0, wider[7] = 0x81;
  CHECK(tpm::DecodePcrFile(wider).ok());
  file[136] = 2;  // digests
  CHECK(tpm::DecodePcrFile(file).status().code() == Code::kInvalid);
  file[136] = 9;
  CHECK(tpm::DecodePcrFile(file).status().code() == Code::kMalformed);
}
