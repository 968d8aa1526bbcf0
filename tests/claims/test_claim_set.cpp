// The claim set: its bytes, its rules, its parts; every bit of it matters.
#include <catch2/catch.hpp>

#include "base/cbor_writer.h"
#include "base/hex.h"
#include "base/value_codec.h"
#include "claims/claim_set.h"
#include "claims/sample.h"

namespace mps::claims {
namespace {

Bytes Encoded(const ClaimSet& set) {
  auto bytes = EncodeClaimSet(set);
  INFO((bytes.ok() ? "" : bytes.status().ToString()));
  REQUIRE(bytes.ok());
  return bytes.value();
}

std::string Refusal(const ClaimSet& set) {
  auto bytes = EncodeClaimSet(set);
  REQUIRE(!bytes.ok());
  return bytes.status().message();
}

std::string DecodeRefusal(const std::string& hex) {
  auto set = DecodeClaimSet(HexDecode(hex).value());
  REQUIRE(!set.ok());
  return set.status().ToString();
}

// The sample with one piece of its hexadecimal replaced.
std::string Changed(const std::string& from, const std::string& to) {
  std::string hex = HexEncode(Encoded(sample::One()));
  std::size_t at = hex.find(from);
  REQUIRE(at != std::string::npos);
  return hex.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a claim set encodes, decodes and encodes again to the same bytes") {
  for (const ClaimSet& set : {sample::One(), sample::Several()}) {
    Bytes bytes = Encoded(set);
    auto again = DecodeClaimSet(bytes);
    INFO((again.ok() ? "" : again.status().ToString()));
    REQUIRE(again.ok());
    CHECK(again.value().name == set.name);
    CHECK(again.value().verdict == set.verdict);
    CHECK(again.value().counts == set.counts);
    CHECK(again.value().parameters == set.parameters);
    CHECK(Encoded(again.value()) == bytes);
    CHECK(DumpClaimSet(again.value()) == DumpClaimSet(set));
  }
}

TEST_CASE("verdict and counts follow from the results") {
  ClaimSet set = sample::One();
  CHECK(set.verdict == Verdict::kPass);  // the one fail is waived
  CHECK(set.counts[static_cast<std::size_t>(Verdict::kFail)] == 1);
  set = sample::Several();
  CHECK(set.verdict == Verdict::kFail);
  set.environments.clear();
  CHECK(set.Complete().code() == Code::kUsage);
}

TEST_CASE("every bit of a claim set that is flipped changes it or refuses it") {
  Bytes bytes = Encoded(sample::Several());
  Digest good = HashClaimSet(bytes).value();
  std::size_t refused = 0;
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    Bytes flipped = bytes;
    flipped[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
    CHECK(HashClaimSet(flipped).value() != good);
    auto set = DecodeClaimSet(flipped);
    refused += set.ok() ? 0 : 1;
    if (set.ok()) CHECK(EncodeClaimSet(set.value()).value() == flipped);
  }
  CHECK(refused > bytes.size());  // structure, order and agreement catch many even without the digest
}

TEST_CASE("every truncation of a claim set is refused, and so are bytes after it") {
  Bytes bytes = Encoded(sample::One());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CHECK(!DecodeClaimSet(ByteView(bytes).first(size)).ok());
  }
  bytes.push_back(0);
  CHECK(DecodeClaimSet(bytes).status().code() == Code::kTrailing);
}

TEST_CASE("names are printable ASCII") {
  CHECK(IsName("Example-Host-L1"));
  CHECK(IsName("1.2.3 (a)"));
  CHECK(!IsName(""));
  CHECK(!IsName(" a"));
  CHECK(!IsName("a\n"));
  CHECK(!IsName("caf\xc3\xa9"));
  CHECK(!IsName(std::string(257, 'a')));
  CHECK(IsLevelName("L1_a.b"));
  CHECK(!IsLevelName("L-1"));
  ClaimSet set = sample::One();
  set.environments["host"].rules["caf\xc3\xa9"] = {Verdict::kPass, Grade::kNone, ""};
  REQUIRE(set.Complete().ok());
  CHECK(Refusal(set).find("id") != std::string::npos);
}

TEST_CASE("a weakened policy never carries the official name") {
  ClaimSet set = sample::One();
  set.base_name = "Example-Host-L1";
  CHECK(Refusal(set).find("was not changed") != std::string::npos);
  set.name = "Example-Host-L1+custom";
  CHECK(EncodeClaimSet(set).ok());
  set.base_name = "Other-L1";
  CHECK(Refusal(set).find("without `+custom`") != std::string::npos);
  set.base_name.reset();
  CHECK(Refusal(set).find("no base name") != std::string::npos);
  set.tailoring = sample::Filled(0x22);
  set.base_name = "Example-Host-L1";
  CHECK(Refusal(set).find("carries the name of its base") != std::string::npos);
  set.name = "Acme-Host-L1";
  CHECK(EncodeClaimSet(set).ok());
  set.name = "Acme-Host-L1+custom";
  CHECK(EncodeClaimSet(set).ok());
  set.name = "Acme+custom-L1+custom";
  CHECK(Refusal(set).find("twice") != std::string::npos);
}

TEST_CASE("results that cannot be are refused") {
  auto with = [](RuleResult result) {
    ClaimSet set = sample::One();
    set.environments["host"].rules["1.1"] = std::move(result);
    (void)set.Complete();
    return EncodeClaimSet(set).ok();
  };
  CHECK(with({Verdict::kFail, Grade::kWarning, ""}));
  CHECK(with({Verdict::kPass, Grade::kWarning, ""}));
  CHECK(with({Verdict::kFail, Grade::kContraindicated, "W-1"}));
  CHECK(!with({Verdict::kPass, Grade::kNone, "W-1"}));
  CHECK(!with({Verdict::kFail, Grade::kAffirming, ""}));
  CHECK(!with({Verdict::kPass, Grade::kContraindicated, ""}));
  CHECK(!with({Verdict::kUnknown, Grade::kWarning, ""}));
  CHECK(!with({Verdict::kNotSelected, Grade::kNone, ""}));
}

TEST_CASE("a rule stands in one environment, and no environment is empty") {
  ClaimSet set = sample::One();
  set.environments["other"].rules["1.1"] = {Verdict::kPass, Grade::kNone, ""};
  (void)set.Complete();
  CHECK(Refusal(set).find("two environments") != std::string::npos);
  set = sample::One();
  set.environments["other"];
  CHECK(Refusal(set).find("neither rules") != std::string::npos);
  set.environments.clear();
  CHECK(Refusal(set).find("no results") != std::string::npos);
}

TEST_CASE("more environments than the limit are refused") {
  ClaimSet set = sample::One();
  for (int i = 0; i < 256; ++i) {
    set.environments["e" + std::to_string(i)].rules["r" + std::to_string(i)] = {Verdict::kPass, Grade::kNone, ""};
  }
  REQUIRE(set.Complete().ok());
  CHECK(EncodeClaimSet(set).status().code() == Code::kLimit);
}

TEST_CASE("SHA-1 is refused wherever a digest stands") {
  ClaimSet set = sample::One();
  set.definition = sample::Filled(1, DigestAlg::kSha1, 20);
  CHECK(Refusal(set).find("SHA-1") != std::string::npos);
  set = sample::One();
  set.environments["host"].configurations["ssh"] = sample::Filled(1, DigestAlg::kSha1, 20);
  CHECK(Refusal(set).find("SHA-1") != std::string::npos);
  CHECK(!HashClaimSet(Bytes{1}, DigestAlg::kSha1).ok());
  CHECK(HashClaimSet(Bytes{1}, DigestAlg::kSha512).value().value.size() == 64);
}

TEST_CASE("a configuration has a digest, or is unknown or in error") {
  ClaimSet set = sample::One();
  set.environments["host"].configurations["ssh"] = Verdict::kUnknown;
  CHECK(EncodeClaimSet(set).ok());
  set.environments["host"].configurations["ssh"] = Verdict::kPass;
  CHECK(Refusal(set).find("neither a digest") != std::string::npos);
}

TEST_CASE("counts and verdict must agree with the results") {
  // The tail of the head: verdict 1, counts {1: 2, 2: 1, 5: 1}.
  CHECK(DecodeRefusal(Changed("01a3010202010501", "01a3010302010501")).find("counts") != std::string::npos);
  CHECK(DecodeRefusal(Changed("01a3010202010501", "02a3010202010501")).find("level verdict") != std::string::npos);
  CHECK(DecodeRefusal(Changed("01a3010202010501", "07a3010202010501")).find("no such verdict") != std::string::npos);
  CHECK(DecodeRefusal(Changed("01a3010202010501",
                              "01a4010202010300"
                              "0501"))
            .find("range") != std::string::npos);
}

TEST_CASE("only the canonical spelling of a claim set is taken") {
  // A pass as [1, null, null]; a text head that is too long; an indefinite array; keys out of order; a float; a tag.
  CHECK(DecodeRefusal(Changed("63312e3101", "63312e318301f6f6")).find("alone") != std::string::npos);
  CHECK(DecodeRefusal(Changed("6d6d70732d", "780d6d70732d")).find("deterministic") != std::string::npos);
  CHECK(!DecodeClaimSet(HexDecode(Changed("8c6d", "9f6d") + "ff").value()).ok());
  CHECK(DecodeRefusal(Changed("63312e3101", "63312e3901")).find("deterministic") != std::string::npos);
  CHECK(!DecodeClaimSet(HexDecode(Changed("747269657304", "7472696573f94400")).value()).ok());
  CHECK(!DecodeClaimSet(HexDecode(Changed("747269657304", "7472696573c104")).value()).ok());
  CHECK(!DecodeClaimSet(HexDecode(Changed("747269657304", "7472696573f7")).value()).ok());
}

TEST_CASE("other documents are not claim sets") {
  for (const char* hex :
       {"", "a0", "80", "f6", "8c", "8c6d6d70732d636c61696d2d736574", "8c6e6d70732d636f6e666967757261"}) {
    CHECK(!DecodeClaimSet(HexDecode(hex).value()).ok());
  }
  CHECK(DecodeRefusal(Changed("736574"
                              "01",
                              "736574"
                              "02"))
            .find("unknown format") != std::string::npos);
  CHECK(DecodeRefusal(Changed("6d70732d", "6d70742d")).find("mps-claim-set") != std::string::npos);
}

TEST_CASE("deep nesting, huge counts and long texts are refused without harm") {
  Bytes deep(100000, 0x81);
  CHECK(!DecodeClaimSet(deep).ok());
  CHECK(!DecodeClaimSet(HexDecode("9b00000000ffffffff").value()).ok());
  CHECK(!DecodeClaimSet(HexDecode("8c7affffffff").value()).ok());
  ClaimSet set = sample::One();
  Bytes nested(60, 0x81);
  nested.push_back(0x01);
  set.parameters["deep"] = nested;
  CHECK(!EncodeClaimSet(set).ok());
}

TEST_CASE("the part of an environment has its own verdict and counts") {
  ClaimSet set = sample::Several();
  ClaimSet part = PartOf(set, "host").value();
  CHECK(part.verdict == Verdict::kPass);
  CHECK(part.environments.size() == 1);
  CHECK(part.name == set.name);
  CHECK(part.parameters == set.parameters);
  CHECK(DecodeClaimSet(Encoded(part)).ok());
  part = PartOf(set, "firmware").value();
  CHECK(part.verdict == Verdict::kFail);
  CHECK(!PartOf(set, "nowhere").ok());
  set.environments["firmware"].rules.clear();
  set.environments["firmware"].configurations["c"] = Verdict::kUnknown;
  (void)set.Complete();
  part = PartOf(set, "firmware").value();
  CHECK(part.verdict == Verdict::kNotApplicable);
  CHECK(DecodeClaimSet(Encoded(part)).ok());
}

TEST_CASE("the dump names what the numbers mean") {
  std::string dump = DumpClaimSet(sample::One());
  CHECK(dump.find("\"1.2\": [2 / fail /, null, \"W-7\"]") != std::string::npos);
  CHECK(dump.find("\"1.3\": [1 / pass /, 2 / affirming /, null]") != std::string::npos);
  CHECK(dump.find("\"max_auth_tries\": 4") != std::string::npos);
  CHECK(dump.back() == '\n');
}

}  // namespace mps::claims
