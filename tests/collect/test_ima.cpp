// The measurement list: what comes out of a line, hashes against values worked out elsewhere, and everything refused.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/cbor_reader.h"
#include "base/hex.h"
#include "collect/ima_list.h"

using namespace mps;
using nlohmann::json;

namespace {

constexpr const char* kAggregate =
    "10 0c8a706a75a5689c1e168f0a573a3cbec33061b5 ima-sig "
    "sha256:e4cb9f5709c88376b5fc3743cd88e76b9aae8f3d992d845678de5215edb31216 boot_aggregate \n";
// Hashes by Python's hashlib over the template data as docs/collectors.md describes it.
constexpr const char* kNg =
    "10 192be859a4f372f600fc47266274b94e48e3fda9 ima-ng "
    "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae /usr/bin/true\n";

ImaRequest Request() {
  ImaRequest request;
  request.environment = "run";
  request.now = 7;
  return request;
}

// The document, which is written in order: every key in its place, none twice.
json DocumentOf(const std::string& list, ImaRequest request) {
  json plain;
  for (const Bytes& nonce : {Bytes{1, 2, 3, 4, 5, 6, 7, 8}, request.nonce}) {
    request.nonce = nonce;
    const auto document = ImaEvidence(AsBytes(list), request);
    INFO((document.ok() ? "" : document.status().ToString()));
    REQUIRE(document.ok());
    cbor::Options form;
    form.form = cbor::Form::kDeterministic;
    CHECK(cbor::Validate(*document, form).ok());
    plain = json::from_cbor(*document);
    CHECK(plain.contains("nonce") == !nonce.empty());
  }
  return plain;
}

json ClaimsOf(const std::string& list, const ImaRequest& request = Request()) {
  const json parsed = DocumentOf(list, request);
  CHECK(parsed["mps_evidence"] == 1);
  CHECK(parsed["collected_at"] == 7);
  CHECK(parsed["environments"]["run"]["state"][""] == "complete");
  CHECK(parsed["environments"]["run"]["schema"] == "ima.list@1");
  return parsed["environments"]["run"]["claims"];
}

Status Refused(const std::string& list) {
  const auto document = ImaEvidence(AsBytes(list), Request());
  REQUIRE_FALSE(document.ok());
  return document.status();
}

std::string Line(const std::string& pcr, const std::string& hash, const std::string& rest) {
  return pcr + " " + hash + " " + rest + "\n";
}
const std::string kHash(40, 'a'), kZero(40, '0'), kDigest(64, 'b');

}  // namespace

TEST_CASE("an empty list is a list") {
  const json claims = ClaimsOf("");
  CHECK(claims["entries"].empty());
  CHECK(claims["replay"].empty());
  CHECK_FALSE(claims.contains("boot_aggregate"));
}

TEST_CASE("entries, violations and the first line") {
  const std::string zeros = Line("10", kZero, "ima-ng sha256:" + std::string(64, '0') + " /var/log/w t mp");
  const json claims = ClaimsOf(std::string(kAggregate) + kNg + zeros);
  REQUIRE(claims["entries"].size() == 2);
  CHECK(claims["entries"][0]["path"] == "boot_aggregate");
  CHECK(claims["entries"][0]["template"] == "ima-sig");
  CHECK_FALSE(claims["entries"][0].contains("signature"));
  CHECK(claims["entries"][1]["path"] == "/usr/bin/true");
  CHECK(claims["entries"][1]["digest"] == "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae");
  REQUIRE(claims["violations"].size() == 1);
  CHECK(claims["violations"][0]["path"] == "/var/log/w t mp");
  CHECK(claims["mismatches"].empty());
  CHECK(claims["boot_aggregate"] == "sha256:e4cb9f5709c88376b5fc3743cd88e76b9aae8f3d992d845678de5215edb31216");
}

TEST_CASE("a line that was changed is a mismatch, and the replay another one") {
  const std::string good = std::string(kAggregate) + kNg;
  for (const auto& [from, to] :
       {std::pair{"/usr/bin/true", "/usr/bin/trve"}, {"2c26b4", "2c26b5"}, {"192be8", "192be9"}}) {
    std::string bad = good;
    bad.replace(bad.find(from), std::string(from).size(), to);
    const json claims = ClaimsOf(bad);
    CHECK(claims["mismatches"] == json::array({2}));
    const bool data_changed = std::string(from) != "192be8";
    CHECK((claims["replay"] != ClaimsOf(good)["replay"]) == data_changed);
  }
  CHECK(ClaimsOf(kNg + std::string(kAggregate))["replay"] != ClaimsOf(good)["replay"]);  // the order counts
}

TEST_CASE("with a quote only the lines that it proves are there") {
  const std::string quoted = std::string(kAggregate) + kNg;
  // The register that these two lines leave, as the quote of a TPM would have it.
  const std::string value = ClaimsOf(quoted)["replay"]["sha256:10"].get<std::string>().substr(7);
  ImaRequest request = Request();
  request.proven = roots::PcrValues{{roots::kHashSha256, {{10, HexDecode(value).value()}}}};
  const std::string later =
      Line("10", "3e7cd34dcf0c1d6a5a4a1c1c7c2d3d5a4b9f1a2b", "ima-ng sha256:" + kDigest + " /tmp/later");
  for (const auto& list : {quoted, quoted + Line("11", kZero, "ima-ng sha256:" + kDigest + " /other")}) {
    const json claims = ClaimsOf(list, request);
    CHECK(claims["proven"] == 2);
    CHECK(claims["entries"].size() == 2);
    CHECK(claims["violations"].empty());  // of another register, or behind the proven lines
    CHECK(claims["replay"]["sha256:10"] == "sha256:" + value);
    CHECK_FALSE(claims["replay"].contains("sha256:11"));
  }
  // Not the quoted list: shorter, in another order, or with a line whose hash is not that of its data.
  for (const auto& list : {std::string(kAggregate), kNg + std::string(kAggregate), quoted + later}) {
    const json document = DocumentOf(list, request);
    const json& run = document["environments"]["run"];
    CHECK(run["claims"]["proven"] == 0);
    CHECK_FALSE(run["claims"].contains("entries"));
    for (const char* claim : {"entries", "violations", "mismatches", "boot_aggregate"})
      CHECK(run["state"][claim].contains("unknown"));
  }
  // A quote that does not cover the register, or that was not verified, proves nothing and says so.
  request.proven = roots::PcrValues{};
  const json document = DocumentOf(quoted, request);
  const json& run = document["environments"]["run"];
  CHECK_FALSE(run["claims"].contains("proven"));
  CHECK(run["state"]["proven"]["unknown"] == "no register 10 is proven");
  CHECK(run["state"]["entries"]["unknown"] == "no register 10 is proven");
}

TEST_CASE("signatures, buffers, blanks in paths, several PCRs, octets that are no UTF-8") {
  const std::string digest = "sha256:" + kDigest;
  const json claims = ClaimsOf(
      Line("10", kHash, "ima-sig " + digest + " /a b 0302ff") + Line("11", kHash, "ima-buf " + digest + " .keys 00") +
      Line(" 9", kHash, "ima-ng " + digest + " /p%\xff") + Line("10", kHash, "ima-sig " + digest + " /c "));
  REQUIRE(claims["entries"].size() == 4);
  CHECK(claims["entries"][0]["path"] == "/a b");
  CHECK(claims["entries"][0]["signature"] == json::binary({3, 2, 255}));
  CHECK_FALSE(claims["entries"][1].contains("signature"));
  CHECK(claims["entries"][2]["path"] == "/p%25%FF");
  CHECK(claims["entries"][3]["path"] == "/c");
  CHECK(claims["mismatches"] == json::array({1, 2, 3, 4}));
  CHECK(claims["replay"].size() == 6);  // PCRs 9, 10 and 11 of two banks
  CHECK(claims["replay"].contains("sha256:9"));
}

TEST_CASE("banks are as asked for; a list in another algorithm is checked all the same") {
  ImaRequest request = Request();
  request.banks = {DigestAlg::kSha384};
  const json claims = ClaimsOf(kNg, request);
  CHECK(claims["mismatches"].empty());
  CHECK(claims["replay"].size() == 1);
  CHECK(claims["replay"].contains("sha384:10"));
  request.banks = {DigestAlg::kSha1, DigestAlg::kSha1};
  CHECK(ImaEvidence({}, request).status().code() == Code::kUsage);
  request = Request();
  request.environment.clear();
  CHECK(ImaEvidence({}, request).status().code() == Code::kUsage);
}

TEST_CASE("what is no list is refused, with the line and the offset") {
  const std::string digest = " sha256:" + kDigest;
  const struct {
    std::string list;
    Code code;
    std::uint64_t offset;
  } cases[] = {
      {"x", Code::kMalformed, 1},  // the line is not whole
      {"\n", Code::kMalformed, 0},
      {std::string(kNg) + "\n", Code::kMalformed, std::string(kNg).size()},
      {Line("24", kHash, "ima-ng" + digest + " /a"), Code::kMalformed, 0},
      {Line("010", kHash, "ima-ng" + digest + " /a"), Code::kMalformed, 0},
      {Line("9", kHash, "ima-ng" + digest + " /a"), Code::kMalformed, 0},
      {Line("10", "XY", "ima-ng" + digest + " /a"), Code::kMalformed, 3},
      {Line("10", std::string(42, 'a'), "ima-ng" + digest + " /a"), Code::kMalformed, 3},
      {Line("10", kHash, "ima-xyz" + digest + " /a"), Code::kUnsupported, 44},
      {Line("10", kHash, "ima-ng sm3_256:" + kDigest + " /a"), Code::kUnsupported, 51},
      {Line("10", kHash, "ima-ng sha256:" + kDigest.substr(2) + " /a"), Code::kMalformed, 58},
      {Line("10", kHash, "ima-ng sha256:" + std::string(64, 'B') + " /a"), Code::kMalformed, 58},
      {Line("10", kHash, "ima-ng nocolon /a"), Code::kMalformed, 51},
      {Line("10", kHash, "ima-ng" + digest), Code::kMalformed, 51},
      {Line("10", kHash, "ima-ng" + digest + " "), Code::kMalformed, 123},
      {Line("10", kHash, "ima-sig" + digest + " /a"), Code::kMalformed, 126},
      {Line("10", kHash, "ima-sig" + digest + " /a 0"), Code::kMalformed, 127},
      {Line("10", kHash, "ima-sig" + digest + " /a 0G"), Code::kMalformed, 127},
      {Line("10", kHash, "ima-ng" + digest + " /" + std::string(kImaPathBytes, 'p')), Code::kLimit, 123},
      {Line("10", kHash, "ima-sig" + digest + " /a " + std::string(2 * kImaFieldBytes + 2, '0')), Code::kLimit, 127},
      {Line("10", kHash, "ima-ng" + digest + " /a" + std::string(1, '\0')), Code::kMalformed, 125},
      {std::string(kNg) + Line("10", std::string(64, 'a'), "ima-ng" + digest + " /a"), Code::kMalformed,
       std::string(kNg).size() + 3},
  };
  for (const auto& c : cases) {
    INFO(c.list.substr(0, 140));
    const Status status = Refused(c.list);
    INFO(status.ToString());
    CHECK(status.code() == c.code);
    CHECK(status.offset() == c.offset);
  }
  CHECK(Refused(Line("10", kHash, "ima-other" + digest + " /a ")).feature() == "ima-template-ima-other");
  CHECK(Refused(Line("10", kHash, "ima-ng sm3_256:" + kDigest + " /a")).feature() == "ima-digest-sm3_256");
  CHECK(Refused(std::string(kNg) + "junk\n").message().starts_with("line 2: "));
}

TEST_CASE("no part of a list, however cut or changed, is taken for the whole") {
  const std::string list = std::string(kAggregate) + kNg;
  const json whole = ClaimsOf(list);
  for (std::size_t i = 1; i < list.size(); ++i) {
    const auto cut = ImaEvidence(AsBytes(std::string_view(list).substr(0, i)), Request());
    CHECK(cut.ok() == (list[i - 1] == '\n'));
  }
  for (std::size_t i = 0; i < list.size(); ++i) {
    for (const char c : {'0', 'f', ' ', '\n', 'z', '\x80'}) {
      if (list[i] == c) continue;
      std::string other = list;
      other[i] = c;
      const auto document = ImaEvidence(AsBytes(other), Request());
      if (!document.ok()) continue;
      const json claims = json::from_cbor(*document)["environments"]["run"]["claims"];
      INFO(other);
      CHECK((claims["replay"] != whole["replay"] || !claims["mismatches"].empty()));
    }
  }
}

TEST_CASE("public lists replay to the values worked out for them") {
  const char* shared = std::getenv("MPS_SHARED");
  const std::filesystem::path folder = std::filesystem::path(shared == nullptr ? "" : shared) / "vectors/ima";
  if (!std::filesystem::exists(folder / "manifest.json")) {
    std::cout << "skipped: " << folder.string() << " is not there\n";
    return;
  }
  const auto read = [&](const std::string& name) {
    std::ifstream in(folder / name, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  };
  std::size_t lists = 0, lines = 0;
  const json manifest = json::parse(read("manifest.json"));
  for (const json& entry : manifest["cases"]) {
    if (!entry.contains("analysis")) continue;
    const json& analysis = entry["analysis"];
    for (const std::string name : entry["files"]) {
      const std::string list = read(name);
      if (!list.starts_with("10 ")) continue;
      INFO(name);
      const auto document = ImaEvidence(AsBytes(list.ends_with('\n') ? list : list + "\n"), Request());
      if (list.find("sm3_256:") != std::string::npos || list.find(" ima-modsig ") != std::string::npos) {
        CHECK(document.status().code() == Code::kUnsupported);
        continue;
      }
      INFO((document.ok() ? "" : document.status().ToString()));
      REQUIRE(document.ok());
      const json claims = json::from_cbor(*document)["environments"]["run"]["claims"];
      CHECK(claims["entries"].size() + claims["violations"].size() == analysis["lines"]);
      CHECK(claims["violations"].size() == analysis["violations"]);
      CHECK(claims["mismatches"] == analysis["bad_lines"]);
      CHECK(claims["replay"]["sha256:10"] == "sha256:" + analysis["pcr10"]["sha256"].get<std::string>());
      if (claims["mismatches"].empty())
        CHECK(claims["replay"]["sha1:10"] == "sha1:" + analysis["pcr10"]["sha1"].get<std::string>());
      ++lists;
      lines += analysis["lines"].get<std::size_t>();
    }
  }
  std::cout << lists << " lists, " << lines << " lines\n";
  CHECK(lists >= 5);
}
