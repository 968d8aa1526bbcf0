// Every reason for which a signer is refused, and those who are not.
#include <catch2/catch.hpp>

#include "trust/pki_fixture.h"
#include "trust/resolve.h"

using namespace mps;
using namespace mps::trust;
using namespace mps::trust::fixture;

namespace {

struct Chain {
  Holder root = Issue(CaSpec("Root"));
  Holder middle = Issue(CaSpec("Middle"), &root);
  Holder leaf = Issue(Spec{}, &middle);
  std::vector<Bytes> list() const { return {leaf.der, middle.der}; }
};

const Chain& Good() {
  static const Chain chain;
  return chain;
}

// `granted`, or the reason.
std::string Ask(const std::vector<Anchor>& anchors, const SignerName& signer, std::int64_t now = kNow,
                Role role = Role::kToken) {
  const auto grant = Resolve(anchors, signer, role, now);
  if (grant.ok()) return "granted";
  CHECK(grant.status().code() == Code::kTrust);
  return grant.status().message();
}

std::string AskChain(const Anchor& anchor, const std::vector<Bytes>& chain, std::int64_t now = kNow) {
  return Ask({anchor}, {{}, chain}, now);
}

void CheckRefused(const std::string& said, const std::string& wanted) {
  CAPTURE(said);
  CHECK(said != "granted");
  CHECK(said.find(wanted) != std::string::npos);
}

Anchor WithCrls(const std::vector<Bytes>& crls) {
  Anchor anchor = CaAnchor("acme", Good().root);
  for (const Bytes& der : crls) anchor.crls.push_back(crypto::DecodeCrl(der).value());
  return anchor;
}

}  // namespace

TEST_CASE("a key is found by its id, a chain by its anchor") {
  const auto key = NewKey().public_key();
  const std::vector<Anchor> anchors = {KeyAnchor("alone", key), CaAnchor("acme", Good().root)};
  const auto by_key = Resolve(anchors, {IdOf(key), {}}, Role::kToken, kNow);
  REQUIRE(by_key.ok());
  CHECK(by_key->key() == key);
  CHECK(by_key->name() == "alone");
  const auto by_chain = Resolve(anchors, {IdOf(Good().leaf.key.public_key()), Good().list()}, Role::kToken, kNow);
  REQUIRE(by_chain.ok());
  CHECK(by_chain->key() == Good().leaf.key.public_key());
  CHECK(by_chain->name() == "acme");
  CHECK(AskChain(CaAnchor("acme", Good().root), Good().list()) == "granted");        // no kid
  CHECK(AskChain(CaAnchor("acme", Good().middle), {Good().leaf.der}) == "granted");  // an anchor may be issued itself
  CHECK(AskChain(CaAnchor("acme", Good().root), {Good().leaf.der, Good().middle.der, Good().root.der}) == "granted");
}

TEST_CASE("unknown signers") {
  const auto key = NewKey().public_key();
  const std::vector<Anchor> anchors = {KeyAnchor("alone", NewKey().public_key()), CaAnchor("acme", Good().root)};
  CheckRefused(Ask(anchors, {}), "neither kid nor x5chain");
  CheckRefused(Ask(anchors, {IdOf(key), {}}), "no anchor has the key identifier " + key.IdHex());
  CheckRefused(Ask({}, {{}, Good().list()}), "no anchor has the key identifier");
  CheckRefused(Ask(anchors, {IdOf(key), Good().list()}), "kid is not that of the key in its certificate");
  CheckRefused(Ask(anchors, {Bytes{}, {}}), "no anchor has the key identifier");
  CheckRefused(Ask(anchors, {{}, {Bytes{0x30, 0x00}}}), "not an X.509 certificate");
  CheckRefused(Ask(anchors, {{}, std::vector<Bytes>(9, Good().leaf.der)}), "more than 8 certificates");
  // A CA's key signs certificates, not tokens, whatever kid says.
  CheckRefused(Ask(anchors, {IdOf(Good().root.key.public_key()), {}}), "no anchor has the key identifier");
}

TEST_CASE("a chain that does not reach its anchor") {
  const Chain other;
  const Anchor anchor = CaAnchor("acme", Good().root);
  CheckRefused(AskChain(anchor, other.list()), "does not reach an anchor");
  CheckRefused(AskChain(anchor, {Good().leaf.der}), "does not reach an anchor");
  CheckRefused(AskChain(anchor, {other.leaf.der, Good().middle.der}), "does not reach an anchor");
  Bytes bent = Good().leaf.der;
  bent[bent.size() - 4] ^= 1;  // in the signature
  CHECK(AskChain(anchor, {bent, Good().middle.der}) != "granted");
  // The root that came along is nobody's anchor.
  CheckRefused(AskChain(anchor, {other.leaf.der, other.middle.der, other.root.der}), "does not reach an anchor");
}

TEST_CASE("validity is judged at the time that is given") {
  const Anchor anchor = CaAnchor("acme", Good().root);
  CHECK(AskChain(anchor, Good().list(), kNow + 10 * kDay - 1) == "granted");
  CheckRefused(AskChain(anchor, Good().list(), kNow + 11 * kDay), "has expired");
  CheckRefused(AskChain(anchor, Good().list(), kNow - 11 * kDay), "is not valid yet");
  Spec young;
  young.from = kNow + 1;
  CheckRefused(AskChain(anchor, {Issue(young, &Good().middle).der, Good().middle.der}),
               "`CN=device-1,O=Acme` is not valid yet");
  Spec old = CaSpec("Old");
  old.until = kNow - 1;
  const Holder expired = Issue(old, &Good().root);
  CheckRefused(AskChain(anchor, {Issue(Spec{}, &expired).der, expired.der}), "`CN=Old,O=Acme` has expired");
}

TEST_CASE("an anchor's own window narrows") {
  const auto key = NewKey().public_key();
  Anchor anchor = KeyAnchor("alone", key);
  anchor.valid_from = kNow - 5;
  anchor.valid_until = kNow + 5;
  const SignerName signer{IdOf(key), {}};
  CHECK(Ask({anchor}, signer, kNow - 5) == "granted");
  CHECK(Ask({anchor}, signer, kNow + 5) == "granted");
  CheckRefused(Ask({anchor}, signer, kNow + 6), "anchor `alone` expired at 2026-09-21T");
  CheckRefused(Ask({anchor}, signer, kNow - 6), "anchor `alone` is not valid before 2026-09-21T");
  Anchor ca = CaAnchor("acme", Good().root);
  ca.valid_until = kNow - 1;
  CheckRefused(AskChain(ca, Good().list()), "anchor `acme` expired");
}

TEST_CASE("two keys of one name overlap") {
  const auto old_key = NewKey().public_key(), new_key = NewKey().public_key();
  Anchor before = KeyAnchor("acme", old_key), after = KeyAnchor("acme", new_key);
  before.valid_until = kNow + kDay;
  after.valid_from = kNow - kDay;
  const std::vector<Anchor> anchors = {before, after};
  for (const auto& key : {old_key, new_key}) CHECK(Ask(anchors, {IdOf(key), {}}) == "granted");
  CheckRefused(Ask(anchors, {IdOf(old_key), {}}, kNow + 2 * kDay), "expired");
  CheckRefused(Ask(anchors, {IdOf(new_key), {}}, kNow - 2 * kDay), "not valid before");
  // One key under two windows: either will do.
  Anchor later = before;
  later.name = "acme-2";
  later.valid_until = {};
  later.valid_from = kNow + 2 * kDay;
  CHECK(Ask({before, later}, {IdOf(old_key), {}}, kNow + 3 * kDay) == "granted");
}

TEST_CASE("revocation") {
  const Chain& chain = Good();
  const Bytes root_list = MakeCrl(chain.root, {}), middle_list = MakeCrl(chain.middle, {});
  CHECK(AskChain(WithCrls({root_list, middle_list}), chain.list()) == "granted");
  CheckRefused(AskChain(WithCrls({root_list, MakeCrl(chain.middle, {3, 7})}), chain.list()),
               "`CN=device-1,O=Acme` is revoked");
  CheckRefused(AskChain(WithCrls({MakeCrl(chain.root, {1}), middle_list}), chain.list()), "is revoked");
  CheckRefused(AskChain(WithCrls({root_list}), chain.list()), "`CN=device-1,O=Acme` is on no revocation list");
  CheckRefused(AskChain(WithCrls({middle_list}), chain.list()), "`CN=Middle,O=Acme` is on no revocation list");
  CheckRefused(AskChain(WithCrls({root_list, MakeCrl(chain.middle, {}, kNow - 2 * kDay, kNow - 1)}), chain.list()),
               "revocation list has expired");
  CheckRefused(AskChain(WithCrls({root_list, MakeCrl(chain.middle, {}, kNow + 1, kNow + kDay)}), chain.list()),
               "revocation list is not valid yet");
  // Signed by another CA of the same name.
  const Chain other;
  CHECK(AskChain(WithCrls({root_list, MakeCrl(other.middle, {})}), chain.list()) != "granted");
  CHECK(crypto::DecodeCrl(MakeCrl(chain.root, {}, kNow, 0)).status().code() == Code::kInvalid);
}

TEST_CASE("a list of a CA that may not sign lists") {
  Spec spec = CaSpec("Unlisting");
  spec.key_usage = "critical,keyCertSign";
  const Holder ca = Issue(spec);
  Anchor anchor = CaAnchor("acme", ca);
  const std::vector<Bytes> chain = {Issue(Spec{}, &ca).der};
  CHECK(AskChain(anchor, chain) == "granted");
  anchor.crls.push_back(crypto::DecodeCrl(MakeCrl(ca, {})).value());
  CheckRefused(AskChain(anchor, chain), "cRLSign");
}

TEST_CASE("revocation lists are read strictly") {
  const Bytes der = MakeCrl(Good().root, {3, 7});
  const auto crl = crypto::DecodeCrl(der).value();
  CHECK(crl.revoked_entries == 2);
  CHECK(crl.next_update == kNow + kDay);
  CHECK(crypto::DecodeCrl(AsBytes(crypto::CrlToPem(der))).value().der == der);
  for (std::size_t n = 0; n < der.size(); ++n) CHECK_FALSE(crypto::DecodeCrl(ByteView(der).first(n)).ok());
  Bytes more = der;
  more.push_back(0);
  CHECK(crypto::DecodeCrl(more).status().code() == Code::kTrailing);
  CHECK(crypto::DecodeCrl(AsBytes(crypto::CertificateToPem(Good().root.der))).status().code() == Code::kUsage);
  CHECK(crypto::DecodeCertificates(AsBytes(crypto::CrlToPem(der))).status().code() == Code::kUsage);
  CHECK(crypto::DecodeCertificates(Bytes()).status().code() == Code::kMalformed);
  std::string many;
  for (int i = 0; i < 9; ++i) many += crypto::CertificateToPem(Good().root.der);
  CHECK(crypto::DecodeCertificates(AsBytes(many)).status().code() == Code::kLimit);
}

TEST_CASE("an anchor that another CA issued needs no list that has it") {
  Anchor anchor = CaAnchor("acme", Good().middle);
  anchor.crls.push_back(crypto::DecodeCrl(MakeCrl(Good().middle, {})).value());
  CHECK(AskChain(anchor, {Good().leaf.der}) == "granted");
  anchor.crls[0] = crypto::DecodeCrl(MakeCrl(Good().middle, {7})).value();
  CheckRefused(AskChain(anchor, {Good().leaf.der}), "is revoked");
}

TEST_CASE("extended key usage and subject of the signer") {
  Spec spec;
  spec.eku = "1.3.6.1.4.1.99999.1,clientAuth";
  const Holder leaf = Issue(spec, &Good().middle);
  const std::vector<Bytes> chain = {leaf.der, Good().middle.der};
  Anchor anchor = CaAnchor("acme", Good().root);
  anchor.eku = {"1.3.6.1.4.1.99999.1", "1.3.6.1.5.5.7.3.2"};
  CHECK(AskChain(anchor, chain) == "granted");
  CheckRefused(AskChain(anchor, Good().list()), "lacks the extended key usage 1.3.6.1.4.1.99999.1");
  anchor.eku = {"1.3.6.1.4.1.99999.2"};
  CheckRefused(AskChain(anchor, chain), "lacks the extended key usage 1.3.6.1.4.1.99999.2");
  Spec any;
  any.eku = "anyExtendedKeyUsage";
  CheckRefused(AskChain(anchor, {Issue(any, &Good().middle).der, Good().middle.der}), "lacks the extended key usage");
  anchor.eku = {};
  for (const char* good : {"O=Acme", "CN=device-1", "CN=device-*", "2.5.4.10=Acme", "CN=*"}) {
    anchor.subject = {good};
    CHECK(AskChain(anchor, chain) == "granted");
  }
  for (const char* bad : {"O=Evil", "CN=device", "OU=Acme", "CN=device-1,O=Acme", "O=acme", "C=*"}) {
    anchor.subject = {"O=Acme", bad};
    if (std::string(bad).starts_with("O=")) anchor.subject = {bad};
    CheckRefused(AskChain(anchor, chain), bad);
  }
}

TEST_CASE("a name that looks like two attributes is one") {
  Spec sly;
  sly.common_name = "device-1,O=Acme";
  sly.organisation = "Evil";
  Anchor anchor = CaAnchor("acme", Good().root);
  anchor.subject = {"O=Acme"};
  CheckRefused(AskChain(anchor, {Issue(sly, &Good().middle).der, Good().middle.der}), "does not have `O=Acme`");
}

TEST_CASE("issuers that may not issue") {
  const Anchor anchor = CaAnchor("acme", Good().root);
  const auto ask_below = [&](const Spec& middle) {
    const Holder issuer = Issue(middle, &Good().root);
    return AskChain(anchor, {Issue(Spec{}, &issuer).der, issuer.der});
  };
  Spec plain = CaSpec("Plain");
  plain.key_usage = "critical,digitalSignature";
  CheckRefused(ask_below(plain), "keyCertSign");
  plain.key_usage = "none";
  CheckRefused(ask_below(plain), "keyCertSign");
  Spec leaf;
  CheckRefused(ask_below(leaf), "is no CA's");
  // A root whose path length allows no CA below it.
  Spec tight = CaSpec("Tight");
  tight.basic_constraints = "critical,CA:TRUE,pathlen:0";
  const Holder root = Issue(tight);
  const Holder middle = Issue(CaSpec("Middle"), &root);
  CheckRefused(AskChain(CaAnchor("tight", root), {Issue(Spec{}, &middle).der, middle.der}), "path length");
  CHECK(AskChain(CaAnchor("tight", root), {Issue(Spec{}, &root).der}) == "granted");
}

TEST_CASE("key usage and weak signatures of what is issued") {
  const Anchor anchor = CaAnchor("acme", Good().root);
  const auto ask_leaf = [&](const Spec& spec) {
    return AskChain(anchor, {Issue(spec, &Good().middle).der, Good().middle.der});
  };
  Spec spec;
  spec.key_usage = "critical,keyEncipherment";
  CheckRefused(ask_leaf(spec), "digitalSignature");
  spec.key_usage = "none";
  CheckRefused(ask_leaf(spec), "digitalSignature");
  CheckRefused(ask_leaf(CaSpec("Sub")), "is a CA's");
  Spec weak;
  weak.sha1 = true;
  CheckRefused(ask_leaf(weak), "too weak");
  CheckRefused(AskChain(anchor, {Good().root.der}), "is a CA's");
}

TEST_CASE("name constraints of an issuer") {
  Spec bounded = CaSpec("Bounded");
  bounded.name_constraints = "critical,permitted;DNS:acme.example";
  const Holder ca = Issue(bounded);
  const Anchor anchor = CaAnchor("acme", ca);
  Spec inside;
  inside.common_name = "host.acme.example";
  CHECK(AskChain(anchor, {Issue(inside, &ca).der}) == "granted");
  Spec outside;
  outside.common_name = "host.evil.example";
  CheckRefused(AskChain(anchor, {Issue(outside, &ca).der}), "name constraints");
}

TEST_CASE("roles") {
  const auto key = NewKey().public_key();
  Anchor anchor = KeyAnchor("alone", key);
  const SignerName signer{IdOf(key), {}};
  CheckRefused(Ask({anchor}, signer, kNow, Role::kEndorsement), "not for signatures of the kind `endorsement`");
  CheckRefused(Ask({anchor}, signer, kNow, Role::kBundle), "`bundle`");
  anchor.roles = {Role::kBundle};
  CheckRefused(Ask({anchor}, signer), "`token`");
  CHECK(Ask({anchor}, signer, kNow, Role::kBundle) == "granted");
}

TEST_CASE("what a grant is for") {
  const auto key = NewKey().public_key();
  Anchor narrow = KeyAnchor("narrow", key), other = KeyAnchor("other", key);
  narrow.mps = {"Debian-*", "Acme-Web-L1"};
  narrow.roles = {Role::kToken, Role::kEndorsement};
  narrow.claims = {"host.firmware", "net.*"};
  const std::vector<Anchor> one = {narrow};
  const auto held = Resolve(one, {IdOf(key), {}}, Role::kEndorsement, kNow);
  REQUIRE(held.ok());
  for (const char* good : {"Debian-12-CIS-L1", "Debian-", "Acme-Web-L1"}) CHECK(held->ForMps(good).value() == "narrow");
  for (const char* bad : {"Debian", "Acme-Web-L1+custom", "Acme-Web-L2", "debian-12", ""}) {
    CHECK(held->ForMps(bad).status().code() == Code::kTrust);
    CHECK(held->ForMps(bad).status().message().find("only for Debian-*, Acme-Web-L1") != std::string::npos);
  }
  for (const char* good : {"host.firmware", "host.firmware.version", "host.firmware[\"x\"].y", "net.a", "net.a.b"})
    CHECK(held->ForClaim(good).value() == "narrow");
  for (const char* bad : {"host.firmwares", "host", "host.", "net", "net.", "other.firmware", ""})
    CHECK(held->ForClaim(bad).status().code() == Code::kTrust);
  CHECK(held->ForAnswer("5.1").status().message().find("nor any") != std::string::npos);
  // A second anchor of the same key may allow what the first does not.
  other.mps = {"Acme-DB-L1"};
  other.roles = {Role::kToken, Role::kEndorsement};
  other.answers = {"5.*"};
  const std::vector<Anchor> both = {narrow, other};
  const auto shared = Resolve(both, {IdOf(key), {}}, Role::kToken, kNow);
  REQUIRE(shared.ok());
  CHECK(shared->ForMps("Acme-DB-L1").value() == "other");
  const auto assessor = Resolve(both, {IdOf(key), {}}, Role::kEndorsement, kNow);
  REQUIRE(assessor.ok());
  CHECK(assessor->ForAnswer("5.1").value() == "other");
  CHECK(assessor->ForClaim("host.firmware").value() == "narrow");
  CHECK(assessor->ForAnswer("6.1").status().code() == Code::kTrust);
}
