// Quotes and event logs as evidence: what is written, what is refused, and what is said to be unknown.
#include <catch2/catch.hpp>

#include "base/hex.h"
#include "roots/import/carried_quote.h"
#include "roots/import/secure_boot.h"
#include "roots/import_fixture.h"

using namespace mps;
using namespace mps::roots;
using fixture::At;
using fixture::ClaimsOf;
using fixture::Find;
using fixture::StateOf;

namespace {

std::string Hex256(ByteView octets) { return "sha256:" + HexEncode(octets); }

void Refused(const TpmImport& input, Code code, std::string_view check) {
  const auto imported = ImportTpm(input);
  REQUIRE_FALSE(imported.ok());
  INFO(imported.status().ToString());
  CHECK(imported.status().code() == code);
  CHECK(imported.status().message().find(check) != std::string::npos);
}

}  // namespace

TEST_CASE("import tpm: a quote and the log that it proves") {
  const fixture::Quoted quoted;
  const auto imported = ImportTpm(quoted.Input());
  INFO((imported.ok() ? "" : imported.status().ToString()));
  REQUIRE(imported.ok());
  CHECK(imported->verified);
  const auto& claims = ClaimsOf(*imported, "tpm");
  CHECK(At(claims, {"verified"}).boolean);
  CHECK(At(claims, {"restricted"}).boolean);
  CHECK(At(claims, {"bank", "sha256", "pcr", "7"}).text == Hex256(quoted.tpm.pcr7));
  CHECK(At(claims, {"bank", "sha256", "pcr"}).entries.size() == 2);
  CHECK(At(claims, {"reset_count"}).number == 7);
  CHECK(At(claims, {"clock"}).number == 123456789);
  CHECK(At(claims, {"firmware"}).text == std::string("\x20\x16\x05\x11\x00\x16\x28\x00", 8));
  CHECK(At(claims, {"key"}).text == "sha256:" + quoted.tpm.key.public_key().IdHex());
  CHECK(StateOf(*imported, "tpm", "bank[\"sha256\"].pcr", "incomplete") != "");
  CHECK(StateOf(*imported, "tpm", "manufacturer", "unknown") != "");
  CHECK(At(imported->document, {"nonce"}).text == AsText(quoted.tpm.nonce));

  const auto& log = ClaimsOf(*imported, "boot");
  CHECK(At(log, {"bank"}).text == "sha256");
  CHECK(At(log, {"differs"}).items.empty());
  CHECK(At(log, {"unproven"}).items.size() == 22);
  CHECK(At(log, {"events"}).entries.size() == 2);
  CHECK(At(log, {"events", "7"}).items.size() == 6);
  CHECK(At(log, {"replay"}).entries.size() == 24);
  CHECK(At(log, {"replay", "7"}).text == Hex256(quoted.tpm.pcr7));
  CHECK(At(log, {"replay", "17"}).text == Hex256(Bytes(32, 0xff)));
  CHECK(At(log, {"crtm"}).text == "v1.2");
  CHECK(At(log, {"secure_boot", "enabled"}).boolean);
  CHECK_FALSE(At(log, {"secure_boot", "setup_mode"}).boolean);
  REQUIRE(At(log, {"secure_boot", "pk"}).items.size() == 1);
  const auto& pk = At(log, {"secure_boot", "pk"}).items[0];
  CHECK(At(pk, {"kind"}).text == "x509");
  CHECK(At(pk, {"owner"}).text == "11111111-1111-1111-1111-111111111111");
  CHECK(At(pk, {"digest"}).text == Hex256(crypto::Sha256(fixture::Text("platform key")).value()));
  CHECK(At(log, {"secure_boot", "dbx"}).items.empty());
  const auto& first = At(log, {"events", "7"}).items[0];
  CHECK(At(first, {"name"}).text == "SecureBoot");
  CHECK(At(first, {"coverage"}).text == "covered");
  // Registers that were not quoted: the image and what the loader measured are not there to be believed.
  CHECK(StateOf(*imported, "boot", "events[4]", "unknown") == "sha256:4 is not proven by a quote");
}

TEST_CASE("import tpm: every failed check is a refusal that names it") {
  const fixture::Quoted good;
  REQUIRE(ImportTpm(good.Input()).ok());
  fixture::Quoted quoted = good;
  quoted.signature.back() ^= 1;
  Refused(quoted.Input(), Code::kSignature, "signature: ");
  quoted = good;
  quoted.attest.back() ^= 1;
  Refused(quoted.Input(), Code::kSignature, "signature: ");
  TpmImport input = good.Input();
  const fixture::Quoted other;
  input.ak = other.tpm.key.public_key();
  Refused(input, Code::kTrust, "key: ");  // the public area is of another
  input.ak_public.reset();
  Refused(input, Code::kSignature, "signature: ");
  input = good.Input();
  input.nonce = Bytes(20, 1);
  Refused(input, Code::kFreshness, "nonce: ");
  quoted = good;
  quoted.tpm.pcr7[0] ^= 1;
  const Bytes changed = fixture::PcrFile({{fixture::kSha256Bank, {{0, quoted.tpm.pcr0}, {7, quoted.tpm.pcr7}}},
                                          {fixture::kSha1Bank, {{10, quoted.tpm.pcr10}}}});
  input = good.Input();
  input.pcrs = changed;
  Refused(input, Code::kTrust, "pcr-digest: ");
  const Bytes fewer = fixture::PcrFile({{fixture::kSha256Bank, {{0, good.tpm.pcr0}}}});
  input.pcrs = fewer;
  Refused(input, Code::kTrust, "pcr-digest: ");
  input = good.Input();
  const Bytes anybody = good.tpm.Public(0x00040072);  // not restricted
  input.ak_public = anybody;
  Refused(input, Code::kTrust, "key: ");
  quoted = good;
  quoted.tpm.type = 0x8017;
  quoted.Quote();
  Refused(quoted.Input(), Code::kTrust, "type: ");
}

TEST_CASE("import tpm: what is no quote or log is refused with its place") {
  const fixture::Quoted good;
  fixture::Quoted quoted = good;
  quoted.log.resize(quoted.log.size() - 3);
  const auto cut = ImportTpm(quoted.Input());
  CHECK(cut.status().code() == Code::kMalformed);
  CHECK(cut.status().offset());
  quoted = good;
  quoted.attest.pop_back();
  CHECK(ImportTpm(quoted.Input()).status().code() == Code::kMalformed);
  TpmImport input = good.Input();
  const Bytes junk(10, 7), large(kQuoteFileBytes + 1, 0);
  input.pcrs = junk;
  CHECK(ImportTpm(input).status().code() == Code::kMalformed);
  input = good.Input();
  input.attest = large;
  CHECK(ImportTpm(input).status().code() == Code::kLimit);
}

TEST_CASE("import tpm: without a key nothing is verified, nothing is proven, and the evidence says so") {
  const fixture::Quoted quoted;
  TpmImport input = quoted.Input();
  input.ak.reset();
  const auto imported = ImportTpm(input);
  REQUIRE(imported.ok());
  CHECK_FALSE(imported->verified);
  CHECK(imported->proven.empty());
  const auto& claims = ClaimsOf(*imported, "tpm");
  CHECK_FALSE(At(claims, {"verified"}).boolean);
  CHECK(At(claims, {"attest"}).text == AsText(quoted.attest));
  for (const char* claim : {"bank", "restricted", "reset_count", "clock", "firmware", "nonce"}) {
    CHECK(Find(claims, {claim}) == nullptr);
    CHECK(StateOf(*imported, "tpm", claim, "unknown") != "");
  }
  const auto& log = ClaimsOf(*imported, "boot");
  CHECK_FALSE(At(log, {"verified"}).boolean);
  CHECK(At(log, {"events"}).entries.empty());
  CHECK(At(log, {"unproven"}).items.size() == 24);
  CHECK(Find(log, {"secure_boot"}) == nullptr);
  input.signature = ByteView();
  CHECK_FALSE(ImportTpm(input).ok());  // what is carried is still a quote
}

TEST_CASE("import tpm: a log that is not the quoted one is said to differ, and none of its events is there") {
  const fixture::Quoted quoted;
  auto records = fixture::BootRecords();
  records[1] = fixture::Config(fixture::VariableOf(true, "SecureBoot", Bytes{0}));
  const Bytes changed = fixture::AgileLog(records);
  auto fewer_records = fixture::BootRecords();
  fewer_records.erase(fewer_records.begin() + 1, fewer_records.begin() + 7);  // nothing of register 7 is left
  const Bytes fewer = fixture::AgileLog(fewer_records);
  for (const Bytes* log : {&changed, &fewer}) {
    TpmImport input = quoted.Input();
    input.event_log = *log;
    const auto imported = ImportTpm(input);
    REQUIRE(imported.ok());
    const auto& claims = ClaimsOf(*imported, "boot");
    REQUIRE(At(claims, {"differs"}).items.size() == 1);
    CHECK(At(claims, {"differs"}).items[0].number == 7);
    CHECK(Find(claims, {"events", "7"}) == nullptr);
    CHECK(StateOf(*imported, "boot", "events[7]", "unknown") == "the log does not give the quoted value of sha256:7");
    CHECK(StateOf(*imported, "boot", "secure_boot", "unknown") != "");
    CHECK(Find(claims, {"events", "0"}) != nullptr);  // each register stands for itself
  }
}

TEST_CASE("import tpm: data that the digest does not cover are not there") {
  auto records = fixture::BootRecords();
  const fixture::Quoted quoted(records);
  // The digest stays: the register agrees, and the data lie.
  records[1].data = fixture::VariableOf(true, "SecureBoot", Bytes{0});
  records[0].data = fixture::Text("v9.9");
  const Bytes forged = fixture::AgileLog(records);
  TpmImport input = quoted.Input();
  input.event_log = forged;
  const auto imported = ImportTpm(input);
  REQUIRE(imported.ok());
  const auto& claims = ClaimsOf(*imported, "boot");
  const auto& event = At(claims, {"events", "7"}).items[0];
  CHECK(At(event, {"coverage"}).text == "differs");
  CHECK(Find(event, {"data"}) == nullptr);
  CHECK(Find(event, {"name"}) == nullptr);
  CHECK(Find(claims, {"secure_boot"}) == nullptr);
  CHECK(StateOf(*imported, "boot", "secure_boot", "unknown") != "");
  CHECK(StateOf(*imported, "boot", "crtm", "unknown") != "");
}

TEST_CASE("import tpm: Secure Boot off, without keys, measured twice, not measured") {
  const auto imported = [](const std::vector<fixture::Record>& records) {
    const fixture::Quoted quoted(records);
    auto out = ImportTpm(quoted.Input());
    REQUIRE(out.ok());
    return std::move(out).value();
  };
  CHECK_FALSE(At(ClaimsOf(imported(fixture::BootRecords(0)), "boot"), {"secure_boot", "enabled"}).boolean);
  auto records = fixture::BootRecords();
  records[2] = fixture::Config(fixture::VariableOf(true, "PK", {}));
  const auto setup = imported(records);
  CHECK(At(ClaimsOf(setup, "boot"), {"secure_boot", "setup_mode"}).boolean);
  CHECK(At(ClaimsOf(setup, "boot"), {"secure_boot", "pk"}).items.empty());
  records = fixture::BootRecords();
  records.push_back(fixture::Config(fixture::VariableOf(true, "SecureBoot", Bytes{0})));
  CHECK(StateOf(imported(records), "boot", "secure_boot.enabled", "error") != "");
  records = fixture::BootRecords();
  records[4] = fixture::Config(fixture::VariableOf(true, "db", fixture::SignatureList(fixture::Text("x"))));
  CHECK(StateOf(imported(records), "boot", "secure_boot.db", "unknown") !=
        "");  // another vendor's variable of that name
  records.erase(records.begin() + 1);
  const auto none = imported(records);
  CHECK(Find(ClaimsOf(none, "boot"), {"secure_boot"}) == nullptr);
  CHECK(At(none.document, {"environments", "boot", "state", "secure_boot"}).text == "absent");
}

TEST_CASE("import tpm: signature lists are read to the last octet") {
  const Bytes good = fixture::SignatureList(fixture::Text("cert"));
  CHECK(SignatureListItem(good)->items.size() == 1);
  CHECK(SignatureListItem(fixture::Concat({good, good}))->items.size() == 2);
  CHECK(SignatureListItem({})->items.empty());
  for (std::size_t size = 1; size < good.size(); ++size)
    CHECK_FALSE(SignatureListItem(ByteView(good).first(size)).ok());
  for (std::size_t at = 16; at < 28; ++at) {
    Bytes bad = good;
    bad[at] ^= 0x80;
    CHECK_FALSE(SignatureListItem(bad).ok());
  }
}

TEST_CASE("import tpm: the evidence's quote is verified again for a token, in both encodings") {
  const fixture::Quoted quoted;
  const auto imported = ImportTpm(quoted.Input());
  REQUIRE(imported.ok());
  const Bytes cbor = eat::EvidenceCbor(*imported).value();
  const std::string json = eat::EvidenceJson(*imported);
  for (const ByteView document : {ByteView(cbor), AsBytes(json)}) {
    const auto carried = CarriedQuotes(document);
    INFO((carried.ok() ? "" : carried.status().ToString()));
    REQUIRE(carried.ok());
    REQUIRE(carried->size() == 1);
    CHECK((*carried)[0].environment == "tpm");
    const auto& ak = quoted.tpm.key.public_key();
    const auto token = ProveForToken((*carried)[0], ak, quoted.tpm.nonce);
    REQUIRE(token.ok());
    CHECK(token->pcr.at(DigestAlg::kSha256).at(7) == quoted.tpm.pcr7);
    CHECK(token->pcr.at(DigestAlg::kSha1).at(10) == quoted.tpm.pcr10);
    CHECK(token->pcr.at(DigestAlg::kSha256).size() == 2);
    CHECK(token->entry.role == token::Role::kLog);
    CHECK(ProveForToken((*carried)[0], ak, Bytes(20, 1)).status().code() == Code::kFreshness);
    CHECK(ProveForToken((*carried)[0], fixture::EcTpm().key.public_key(), quoted.tpm.nonce).status().code() ==
          Code::kSignature);
    auto changed = (*carried)[0];
    changed.values[fixture::kSha256Bank][7][3] ^= 1;
    CHECK(ProveForToken(changed, ak, quoted.tpm.nonce).status().code() == Code::kTrust);
    changed.values[fixture::kSha256Bank].erase(7);
    CHECK(ProveForToken(changed, ak, quoted.tpm.nonce).status().code() == Code::kTrust);
  }
  CHECK(CarriedQuotes(AsBytes(R"({"mps_evidence":1,"collected_at":0,"environments":{}})"))->empty());
  CHECK(CarriedQuotes(AsBytes(R"({"environments":{"t":{"claims":{},"schema":"tpm.quote@2"}}})")).status().feature() ==
        "tpm-quote-schema");
  CHECK(
      CarriedQuotes(AsBytes(R"({"environments":{"t":{"instances":{},"schema":"tpm.quote@1"}}})")).status().feature() ==
      "tpm-quote-instances");
  CHECK_FALSE(CarriedQuotes(AsBytes("[1")).ok());
}
