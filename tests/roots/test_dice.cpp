// Chains made here in both forms: taken, and refused for every reason and every flipped bit.
#include <catch2/catch.hpp>

#include "roots/chain_fixture.h"
#include "roots/der.h"
#include "roots/dice.h"

using namespace mps;
using namespace mps::roots;
using Claim = cbor::Value;
using crypto::KeyKind;

namespace {

struct Chain {
  std::vector<Bytes> certificates;
  DicePolicy policy;

  DiceReport Verify() const { return VerifyDiceChain({certificates.begin(), certificates.end()}, policy); }
};

std::vector<crypto::PrivateKey> Keys(KeyKind kind) {
  std::vector<crypto::PrivateKey> out;
  for (int i = 0; i < 3; ++i) out.push_back(crypto::GenerateKey(kind).value());
  return out;
}
const std::vector<crypto::PrivateKey>& CborKeys() {
  static const auto keys = Keys(KeyKind::kEd25519);
  return keys;
}
const std::vector<crypto::PrivateKey>& X509Keys() {
  static const auto keys = Keys(KeyKind::kP256);
  return keys;
}

std::vector<Claim::Entry> Inputs(std::uint8_t mode) {
  return {{Claim::Int(-4670545), Claim::Bytes(Bytes(64, 1))},
          {Claim::Int(-4670548), Claim::Bytes({1, 2, 3})},
          {Claim::Int(-4670549), Claim::Bytes(Bytes(64, 2))},
          {Claim::Int(-4670551), Claim::Bytes({mode})}};
}

Chain CborChain() {
  const auto& keys = CborKeys();
  Chain out;
  out.certificates = {fixture::CborCert("uds", "uds", keys[0].public_key(), keys[0]),
                      fixture::CborCert("uds", "cdi0", keys[1].public_key(), keys[0], Inputs(1)),
                      fixture::CborCert("cdi0", "cdi1", keys[2].public_key(), keys[1], Inputs(2))};
  out.policy.anchors = {keys[0].public_key()};
  out.policy.strict = true;
  return out;
}

std::vector<fixture::Cert> Certs() {
  const auto& keys = X509Keys();
  return {
      {"root", "root", keys[0].public_key()},
      {"root", "layer 0", keys[1].public_key(), true, {fixture::Extension(fixture::kOidTcbInfo, fixture::TcbInfo())}},
      {"layer 0",
       "layer 1",
       keys[2].public_key(),
       false,
       {fixture::Extension(fixture::kOidOpenDice, fixture::OpenInput())}}};
}
Chain X509Chain(const std::vector<fixture::Cert>& certs = Certs()) {
  const auto& keys = X509Keys();
  Chain out;
  for (std::size_t i = 0; i < certs.size(); ++i)
    out.certificates.push_back(fixture::X509(certs[i], keys[i == 0 ? 0 : i - 1]));
  out.policy.anchors = {keys[0].public_key()};
  out.policy.now = 1790000000;
  out.policy.strict = true;
  return out;
}

void Fails(const Chain& chain, std::string_view name, Code code) {
  const DiceReport report = chain.Verify();
  INFO(report.checks.ToText());
  CHECK_FALSE(report.verified);
  CHECK(report.layers.empty());
  const Check* check = report.checks.Find(name);
  REQUIRE(check != nullptr);
  CHECK(check->outcome == Outcome::kFailed);
  CHECK(check->code == code);
}

}  // namespace

TEST_CASE("dice: a chain of CBOR certificates and its layers") {
  const DiceReport report = CborChain().Verify();
  INFO(report.checks.ToText());
  REQUIRE(report.verified);
  REQUIRE(report.layers.size() == 3);
  CHECK_FALSE(report.layers[0].open);
  REQUIRE(report.layers[2].open);
  CHECK(report.layers[2].open->code_hash == Bytes(64, 1));
  CHECK(report.layers[2].open->configuration_descriptor == Bytes{1, 2, 3});
  CHECK_FALSE(report.layers[2].open->configuration_hash);
  CHECK(report.layers[2].open->authority_hash == Bytes(64, 2));
  CHECK(report.layers[1].open->mode == DiceMode::kNormal);
  CHECK(report.layers[2].open->mode == DiceMode::kDebug);
  CHECK(report.layers[2].key == CborKeys()[2].public_key());
}

TEST_CASE("dice: an X.509 chain and its layers") {
  const DiceReport report = X509Chain().Verify();
  INFO(report.checks.ToText());
  REQUIRE(report.verified);
  REQUIRE(report.layers.size() == 3);
  REQUIRE(report.layers[1].tcb.size() == 1);
  const DiceTcbInfo& tcb = report.layers[1].tcb[0];
  CHECK(tcb.vendor == "ACME");
  CHECK_FALSE(tcb.model);
  CHECK(tcb.svn == 5);
  CHECK(tcb.layer == 2);
  REQUIRE(tcb.fwids.size() == 1);
  CHECK(AlgorithmOf(tcb.fwids[0]) == DigestAlg::kSha256);
  CHECK(tcb.fwids[0].digest == Bytes(32, 9));
  CHECK(tcb.flags == kDiceRecovery);
  REQUIRE(report.layers[2].open);
  CHECK(report.layers[2].open->mode == DiceMode::kDebug);
  CHECK(report.layers[2].open->profile == "p.1");
  CHECK(report.layers[2].subject == "CN=layer 1");
}

TEST_CASE("dice: every flipped bit and every shorter certificate is refused") {
  for (const Chain& good : {CborChain(), X509Chain()}) {
    REQUIRE(good.Verify().verified);
    for (std::size_t i = 0; i < good.certificates.size(); ++i) {
      Chain bad = good;
      Bytes& octets = bad.certificates[i];
      for (std::size_t bit = 0; bit < 8 * octets.size(); ++bit) {
        octets[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
        if (bad.Verify().verified) FAIL("certificate " << i << ", bit " << bit);
        octets[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
      }
      const Bytes whole = octets;
      for (std::size_t size = 0; size < whole.size(); ++size) {
        octets.assign(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        if (bad.Verify().verified) FAIL("certificate " << i << ", " << size << " bytes");
      }
      octets = whole;
      octets.push_back(0);
      CHECK_FALSE(bad.Verify().verified);
    }
  }
}

TEST_CASE("dice: what breaks a chain") {
  for (Chain chain : {CborChain(), X509Chain()}) {
    const Chain good = chain;
    chain.policy.anchors = {crypto::GenerateKey(KeyKind::kP256).value().public_key()};
    Fails(chain, "anchor", Code::kTrust);
    chain.policy.anchors.clear();
    Fails(chain, "anchor", Code::kTrust);
    chain = good;
    std::swap(chain.certificates[1], chain.certificates[2]);
    Fails(chain, "links", Code::kTrust);
    chain = good;
    chain.certificates.erase(chain.certificates.begin() + 1);
    Fails(chain, "links", Code::kTrust);
    Fails(chain, "signatures", Code::kSignature);
    chain.certificates.clear();
    Fails(chain, "format", Code::kInvalid);
    chain.certificates.assign(kDiceLayers + 1, good.certificates[0]);
    Fails(chain, "format", Code::kLimit);
  }
  Chain both = CborChain();
  both.certificates[2] = X509Chain().certificates[2];
  Fails(both, "format", Code::kInvalid);
}

TEST_CASE("dice: a chain that an anchor issued, whose own certificate is not in it") {
  Chain chain = X509Chain();
  chain.certificates.erase(chain.certificates.begin());
  CHECK(chain.Verify().verified);
  Chain cbor = CborChain();
  cbor.certificates.erase(cbor.certificates.begin());
  CHECK(cbor.Verify().verified);
}

TEST_CASE("dice: a layer that may not issue does not") {
  const auto& keys = CborKeys();
  Chain cbor = CborChain();
  cbor.certificates[1] = fixture::CborCert("uds", "cdi0", keys[1].public_key(), keys[0], Inputs(1), 0x01);
  Fails(cbor, "usage", Code::kTrust);
  auto certs = Certs();
  certs[1].ca = false;
  Fails(X509Chain(certs), "usage", Code::kTrust);
  certs = Certs();
  certs[0].path_length = 0;
  Fails(X509Chain(certs), "usage", Code::kTrust);
  certs[0].path_length = 1;
  CHECK(X509Chain(certs).Verify().verified);
}

TEST_CASE("dice: times, critical extensions, extensions that are none") {
  Chain chain = X509Chain();
  chain.policy.now = 1700000000;
  Fails(chain, "times", Code::kFreshness);
  chain.policy.now.reset();
  CHECK_FALSE(chain.Verify().verified);
  chain.policy.strict = false;
  CHECK(chain.Verify().verified);
  const auto with = [](const Bytes& extension) {
    auto certs = Certs();
    certs[2].extensions = {extension};
    return X509Chain(certs);
  };
  Fails(with(fixture::Extension(fixture::kOidUnknown, Bytes{0x05, 0x00})), "format", Code::kUnsupported);
  CHECK(with(fixture::Extension(fixture::kOidUnknown, Bytes{0x05, 0x00}, false)).Verify().verified);
  Fails(with(fixture::Extension(fixture::kOidTcbInfo, Bytes{0x05, 0x00}, false)), "format", Code::kType);
  const auto ueid =
      with(fixture::Extension(fixture::kOidUeid, fixture::Seq({fixture::Tlv(0x04, Bytes{1, 2})}))).Verify();
  REQUIRE(ueid.verified);
  CHECK(ueid.layers[2].ueid == Bytes{1, 2});
  const Bytes info = fixture::TcbInfo();
  const auto multi = with(fixture::Extension(fixture::kOidMultiTcbInfo, fixture::Seq({info, info}))).Verify();
  REQUIRE(multi.verified);
  CHECK(multi.layers[2].tcb.size() == 2);
  auto certs = Certs();
  certs[2].extensions = {certs[1].extensions[0], certs[1].extensions[0]};
  Fails(X509Chain(certs), "format", Code::kDuplicate);
}

TEST_CASE("dice: CBOR claims that are none") {
  const auto& keys = CborKeys();
  const auto with = [&](std::vector<Claim::Entry> claims) {
    Chain chain = CborChain();
    chain.certificates[2] = fixture::CborCert("cdi0", "cdi1", keys[2].public_key(), keys[1], std::move(claims));
    return chain;
  };
  Fails(with({{Claim::Int(-4670551), Claim::Bytes({4})}}), "format", Code::kInvalid);
  Fails(with({{Claim::Int(-4670551), Claim::Bytes({1, 1})}}), "format", Code::kInvalid);
  Fails(with({{Claim::Int(-4670545), Claim::Text("x")}}), "format", Code::kType);
  CHECK(with({{Claim::Int(-4670551), Claim::Uint(3)}}).Verify().layers[2].open->mode == DiceMode::kRecovery);
  CHECK(with({}).Verify().verified);
}

TEST_CASE("dice: TcbInfo keeps to DER") {
  const Bytes good = fixture::TcbInfo();
  REQUIRE(DecodeTcbInfo(good).ok());
  for (std::size_t size = 0; size < good.size(); ++size) CHECK_FALSE(DecodeTcbInfo(ByteView(good).first(size)).ok());
  using fixture::Seq;
  using fixture::Tlv;
  const auto code = [](const Bytes& der) { return DecodeTcbInfo(der).status().code(); };
  CHECK(code(Seq({Tlv(0x84, Bytes{1}), Tlv(0x83, Bytes{1})})) == Code::kTrailing);  // another order
  CHECK(code(Seq({Tlv(0x83, Bytes{0, 1})})) == Code::kMalformed);                   // not the shortest integer
  CHECK(code(Seq({Tlv(0x83, Bytes(9, 1))})) == Code::kLimit);
  CHECK(code(Seq({Tlv(0x80, Bytes{0xFF})})) == Code::kUtf8);
  CHECK(code(Seq({Tlv(0x87, Bytes{1, 0x01})})) == Code::kMalformed);  // a bit that is not used
  CHECK(code(Seq({Tlv(0xA6, Bytes())})) == Code::kInvalid);
  CHECK(code(Seq({Tlv(0xA6, Seq({Tlv(0x06, fixture::kOidSha256), Tlv(0x04, Bytes(31))}))})) == Code::kInvalid);
  CHECK(code(Seq({Tlv(0xAB, Bytes())})) == Code::kUnsupported);
  CHECK(code(Bytes{0x30, 0x81, 0x00}) == Code::kMalformed);  // a length that is not the shortest
  CHECK(code(Bytes{0x30, 0x80, 0x00, 0x00}) == Code::kMalformed);
  CHECK(DecodeTcbInfo(Seq({Tlv(0x83, Bytes{0xFF})}))->svn == -1);
  CHECK(DecodeTcbInfo(Seq({Tlv(0x87, Bytes{0, 0x80, 0, 0, 0x01})}))->flags == (kDiceNotConfigured | 1u << 31));
}

TEST_CASE("dice: RIoT's extension") {
  const auto& key = X509Keys()[0].public_key();
  const Bytes id = fixture::Seq({Bytes{0x02, 0x01, 0x01}, key.spki(), fixture::Fwid(3)});
  const Bytes good =
      fixture::Seq({fixture::Tlv(0xA0, fixture::Concat({fixture::Tlv(0x06, fixture::kOidTcbInfo), id}))});
  const auto decoded = DecodeRiotExtension(good);
  REQUIRE(decoded.ok());
  CHECK(decoded->version == 1);
  CHECK(decoded->key == key);
  CHECK(decoded->fwid.digest == Bytes(32, 3));
  for (std::size_t size = 0; size < good.size(); ++size)
    CHECK_FALSE(DecodeRiotExtension(ByteView(good).first(size)).ok());
  const Bytes other = fixture::Seq({fixture::Tlv(0xA0, fixture::Concat({fixture::Tlv(0x06, fixture::kOidUeid), id}))});
  CHECK_FALSE(DecodeRiotExtension(other).ok());
}

TEST_CASE("der: object identifiers") {
  const auto oid = [](const Bytes& content) {
    const Bytes der = fixture::Tlv(0x06, content);
    Der reader(der);
    const std::string text = reader.Oid("an OID");
    return reader.ok() ? text : std::string();
  };
  CHECK(oid(fixture::kOidTcbInfo) == "2.23.133.5.4.1");
  CHECK(oid(fixture::kOidOpenDice) == "1.3.6.1.4.1.11129.2.1.24");
  CHECK(oid({0x88, 0x37}) == "2.999");
  CHECK(oid({0x00}) == "0.0");
  CHECK(oid({}).empty());
  CHECK(oid({0x2A, 0x80}).empty());
  CHECK(oid({0x2A, 0x80, 0x01}).empty());
}
