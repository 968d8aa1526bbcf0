// Event logs made here: read, replayed, compared with registers, and what their data are worth.
#include <catch2/catch.hpp>

#include "roots/event_data.h"
#include "roots/event_log.h"
#include "roots/event_replay.h"
#include "roots/log_fixture.h"

using namespace mps;
using namespace mps::roots;
using fixture::Record;

namespace {

Status Refused(ByteView log) {
  const auto decoded = DecodeEventLog(log);
  REQUIRE_FALSE(decoded.ok());
  return decoded.status();
}

Record Locality(std::uint8_t locality) {
  Bytes data = fixture::Text(std::string_view("StartupLocality\0", 16));
  data.push_back(locality);
  return {0, 3, {}, data};
}

}  // namespace

TEST_CASE("event log: both forms are read and replayed") {
  const auto records = fixture::SomeRecords();
  const Bytes old = fixture::Sha1Log(records), agile = fixture::AgileLog(records);
  const auto first = DecodeEventLog(old), second = DecodeEventLog(agile);
  REQUIRE(first.ok());
  REQUIRE(second.ok());
  CHECK_FALSE(first->crypto_agile);
  CHECK(second->crypto_agile);
  CHECK(second->spec_id == "Spec ID Event03");
  CHECK(second->banks.size() == 2);
  REQUIRE(first->events.size() == records.size());
  REQUIRE(second->events.size() == records.size());
  for (std::size_t i = 0; i < records.size(); ++i) {
    CHECK(second->events[i].pcr == records[i].pcr);
    CHECK(second->events[i].type == records[i].type);
    CHECK(ToBytes(second->events[i].data) == records[i].data);
  }
  CHECK(Replay(*first, kHashSha1).value() == fixture::Fold(DigestAlg::kSha1, records));
  CHECK(Replay(*second, kHashSha1).value() == fixture::Fold(DigestAlg::kSha1, records));
  CHECK(Replay(*second, kHashSha256).value() == fixture::Fold(DigestAlg::kSha256, records));
  CHECK(Replay(*first, kHashSha256).status().code() == Code::kInvalid);
}

TEST_CASE("event log: the startup locality is where PCR 0 begins") {
  for (const std::uint8_t locality : {std::uint8_t{0}, std::uint8_t{3}, std::uint8_t{4}}) {
    auto records = fixture::SomeRecords();
    records.insert(records.begin(), Locality(locality));
    const Bytes log = fixture::AgileLog(records);
    const auto decoded = DecodeEventLog(log);
    REQUIRE(decoded.ok());
    CHECK(decoded->startup_locality == locality);
    CHECK(Replay(*decoded, kHashSha256).value() == fixture::Fold(DigestAlg::kSha256, records, locality));
    // A confidential guest's registers have no such thing.
    for (Record& record : records) record.pcr = 1;
    const Bytes cc = fixture::AgileLog(records);
    const auto guest = DecodeEventLog(cc, Registers::kConfidentialGuest);
    REQUIRE(guest.ok());
    CHECK_FALSE(guest->startup_locality);
  }
  const auto records = fixture::SomeRecords();
  const auto refused = [](std::vector<Record> changed) { return Refused(fixture::AgileLog(changed)).code(); };
  CHECK(refused({Locality(1)}) == Code::kInvalid);
  CHECK(refused({records[0], Locality(3)}) == Code::kInvalid);
  CHECK(refused({Locality(3), Locality(3)}) == Code::kDuplicate);
  Record longer = Locality(3);
  longer.data.push_back(0);
  CHECK(refused({longer}) == Code::kMalformed);
}

TEST_CASE("event log: padding ends it, anything else does not") {
  const auto records = fixture::SomeRecords();
  for (const std::uint8_t octet : {std::uint8_t{0}, std::uint8_t{0xFF}}) {
    Bytes log = fixture::AgileLog(records);
    log.insert(log.end(), 100, octet);
    const auto decoded = DecodeEventLog(log);
    REQUIRE(decoded.ok());
    CHECK(decoded->padding == 100);
    CHECK(decoded->events.size() == records.size());
    log.back() = 0x5A;
    CHECK_FALSE(DecodeEventLog(log).ok());
  }
}

TEST_CASE("event log: what is none is refused, with the place") {
  const auto records = fixture::SomeRecords();
  const Bytes good = fixture::AgileLog(records);
  REQUIRE(DecodeEventLog(good).ok());
  const std::size_t header = 32 + fixture::SpecId().size();
  const auto changed = [&](std::size_t at, std::uint8_t value) {
    Bytes log = good;
    log[at] = value;
    return Refused(log);
  };
  CHECK(Refused({}).code() == Code::kMalformed);
  CHECK(changed(header, 24).code() == Code::kInvalid);  // a register that is none
  CHECK(changed(header, 24).offset() == header);
  CHECK(changed(header + 8, 3).code() == Code::kInvalid);      // more digests than banks
  CHECK(changed(header + 12, 0x0C).code() == Code::kInvalid);  // sha384, not declared
  CHECK(changed(header + 12, 0x0C).offset() == header + 14);
  CHECK(changed(header + 12 + 22, 0x04).code() == Code::kDuplicate);
  CHECK(changed(header + 12 + 22 + 34 + 3, 0xFF).code() == Code::kMalformed);  // 4 GB of data
  CHECK(changed(32 + 24, 0).code() == Code::kLimit);                           // no bank
  CHECK(changed(32 + 24, 0xFF).code() == Code::kLimit);
  CHECK(changed(32 + 30, 21).code() == Code::kInvalid);    // sha1 of 21 bytes
  CHECK(changed(32 + 32, 0x04).code() == Code::kInvalid);  // sha1 again, of 32 bytes
  CHECK(changed(32 + 36, 3).code() == Code::kMalformed);   // vendor info past the end
  CHECK(changed(32 + 36, 1).code() == Code::kTrailing);
  CHECK(Refused(Bytes(kEventLogBytes + 1)).code() == Code::kLimit);
}

TEST_CASE("event log: every prefix is refused or has fewer events") {
  const Bytes good = fixture::AgileLog(fixture::SomeRecords());
  const auto whole = DecodeEventLog(good);
  for (std::size_t size = 0; size < good.size(); ++size) {
    const auto decoded = DecodeEventLog(ByteView(good).first(size));
    if (decoded.ok()) CHECK(decoded->events.size() < whole->events.size());
  }
}

TEST_CASE("event log: an unknown bank is read past, and not replayed") {
  // sm3_256, with digests as long as those of sha256.
  const std::vector<fixture::Bank> banks = {{0x000B, DigestAlg::kSha256}, {0x0012, DigestAlg::kSha256}};
  const auto records = fixture::SomeRecords();
  const Bytes log = fixture::AgileLog(records, banks);
  const auto decoded = DecodeEventLog(log);
  REQUIRE(decoded.ok());
  CHECK(Replay(*decoded, kHashSha256).value() == fixture::Fold(DigestAlg::kSha256, records));
  CHECK(Replay(*decoded, 0x0012).status().feature() == "event-log-alg-0x0012");
  CHECK(CoverageOf(decoded->events[0], 0x0012).status().feature() == "event-log-alg-0x0012");
}

TEST_CASE("event log: an event without a digest of a bank makes that bank no replay") {
  const Record record = fixture::SomeRecords()[0];
  Bytes log = fixture::AgileLog({});
  const std::size_t at = log.size();
  fixture::Little(log, 0, 4);
  fixture::Little(log, 8, 4);
  fixture::Little(log, 1, 4);
  fixture::Little(log, 0x000B, 2);
  log = fixture::Concat({log, crypto::Sha256(record.measured).value()});
  fixture::Little(log, 0, 4);
  const auto decoded = DecodeEventLog(log);
  REQUIRE(decoded.ok());
  CHECK(Replay(*decoded, kHashSha256).ok());
  CHECK(Replay(*decoded, kHashSha1).status().offset() == at);
}

TEST_CASE("event log: compared with proven registers") {
  const auto records = fixture::SomeRecords();
  const Bytes log = fixture::AgileLog(records);
  const auto decoded = DecodeEventLog(log);
  PcrValues proven = {{kHashSha256, fixture::Fold(DigestAlg::kSha256, records)}};
  proven[kHashSha256].erase(8);
  proven[kHashSha256][4][31] ^= 1;
  proven[kHashSha256][16] = Bytes(32);  // nothing in the log
  const auto compared = Compare(*decoded, kHashSha256, proven);
  REQUIRE(compared.ok());
  std::map<std::uint32_t, Agreement> by_pcr;
  for (const RegisterAgreement& each : *compared) by_pcr[each.name.pcr] = each.agreement;
  CHECK(by_pcr == std::map<std::uint32_t, Agreement>{{0, Agreement::kSame},
                                                     {1, Agreement::kSame},
                                                     {4, Agreement::kDiffers},
                                                     {7, Agreement::kSame},
                                                     {8, Agreement::kUnproven},
                                                     {9, Agreement::kSame}});
  const auto unproven = Compare(*decoded, kHashSha1, proven);
  for (const RegisterAgreement& each : *unproven) CHECK(each.agreement == Agreement::kUnproven);
}

TEST_CASE("event log: a digest changed anywhere changes its register") {
  const auto records = fixture::SomeRecords();
  const Bytes good = fixture::AgileLog(records);
  const auto before = Replay(*DecodeEventLog(good), kHashSha256).value();
  const auto decoded = DecodeEventLog(good);
  for (const Event& event : decoded->events) {
    const auto at = static_cast<std::size_t>(event.Find(kHashSha256)->digest.data() - good.data());
    for (std::size_t bit = 0; bit < 256; ++bit) {
      Bytes bad = good;
      bad[at + bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
      const auto after = Replay(*DecodeEventLog(bad), kHashSha256).value();
      if (after.at(event.pcr) == before.at(event.pcr)) FAIL("bit " << bit << " of the event at " << event.offset);
    }
  }
}

TEST_CASE("event data: covered where the digest is over it") {
  auto records = fixture::SomeRecords();
  const auto coverage = [](const Record& record) {
    const Bytes log = fixture::Sha1Log({record});
    const auto decoded = DecodeEventLog(log);
    const auto covered = CoverageOf(decoded->events[0], kHashSha1);
    return std::pair{covered->coverage, std::string(AsText(covered->octets))};
  };
  CHECK(coverage(records[0]) == std::pair{Coverage::kCovered, std::string("v1")});
  CHECK(coverage(records[1]).first == Coverage::kCovered);
  CHECK(coverage(records[2]) == std::pair{Coverage::kCovered, std::string("\1")});  // the value, not the name
  CHECK(coverage(records[3]).first == Coverage::kNotCovered);
  CHECK(coverage(records[4]).first == Coverage::kCovered);
  CHECK(coverage(records[5]) == std::pair{Coverage::kCovered, std::string("linux /vmlinuz")});
  CHECK(coverage(records[6]).first == Coverage::kNotCovered);
  CHECK(coverage(Locality(3)).first == Coverage::kNotMeasured);
  for (const std::size_t i : {0u, 1u, 2u, 4u}) {
    Record changed = records[i];
    changed.data.back() ^= 1;
    CHECK(coverage(changed).first == Coverage::kDiffers);
    CHECK(coverage(changed).second.empty());
  }
  records[5].data[12] ^= 1;
  CHECK(coverage(records[5]).first == Coverage::kNotCovered);
  // An event of no data is not vouched for by an empty text.
  CHECK(coverage({8, 0x0000000D, Bytes(), Bytes()}).first == Coverage::kNotCovered);
}

TEST_CASE("event data: variables and separators") {
  const Bytes value = {1, 2};
  const Bytes data = fixture::Variable("SecureBoot", value);
  const auto variable = DecodeUefiVariable(data);
  REQUIRE(variable.ok());
  CHECK(variable->name == "SecureBoot");
  CHECK(ToBytes(variable->value) == value);
  CHECK(GuidText(variable->vendor) == "03020100-0504-0706-0809-0a0b0c0d0e0f");
  for (std::size_t size = 0; size < data.size(); ++size)
    CHECK_FALSE(DecodeUefiVariable(ByteView(data).first(size)).ok());
  Bytes lone = data;
  lone[33] = 0xD8;  // half of a surrogate pair
  CHECK(DecodeUefiVariable(lone).status().code() == Code::kMalformed);
  lone[33] = 0x04;
  CHECK(DecodeUefiVariable(lone)->name ==
        "\xD1\x93"
        "ecureBoot");
  Bytes huge = data;
  huge[23] = 0xFF;
  CHECK(DecodeUefiVariable(huge).status().code() == Code::kLimit);
  huge = data;
  huge[31] = 0xFF;
  CHECK(DecodeUefiVariable(huge).status().code() == Code::kMalformed);
  CHECK(SeparatorOf(Bytes(4, 0)) == Separator::kNormal);
  CHECK(SeparatorOf(Bytes(4, 0xFF)) == Separator::kNormal);
  CHECK(SeparatorOf(Bytes{1, 0, 0, 0}) == Separator::kError);
  CHECK(SeparatorOf(Bytes{2, 0, 0, 0}) == Separator::kUnknown);
  CHECK(SeparatorOf(Bytes{0, 0, 0}) == Separator::kUnknown);
  CHECK(EventTypeName(0x80000006) == "EV_EFI_GPT_EVENT");
  CHECK(EventTypeName(0x7FFFFFFF).empty());
}
