// Measurement lists made here against registers folded here: the rule of the beginning, violations, every template.
#include <catch2/catch.hpp>

#include "base/hex.h"
#include "roots/ima_line.h"
#include "roots/ima_quote.h"
#include "roots/log_fixture.h"

using namespace mps;
using namespace mps::roots;

namespace {

void Field(Bytes& out, ByteView octets) {
  fixture::Little(out, octets.size(), 4);
  out.insert(out.end(), octets.begin(), octets.end());
}
Bytes NamedDigest(std::string_view prefix, ByteView digest) {
  return fixture::Concat({AsBytes(prefix), Bytes{':', 0}, digest});
}
Bytes Name(std::string_view path) { return fixture::Concat({AsBytes(path), Bytes{0}}); }

// A line, and what the kernel would hash for it.
struct Line {
  std::string head, rest;  // before and behind the template hash
  Bytes data;
  bool violation = false;

  std::string Text() const {
    const std::string hash = violation ? std::string(40, '0') : HexEncode(crypto::Hash(DigestAlg::kSha1, data).value());
    return head + " " + hash + " " + rest + "\n";
  }
};

const Bytes kDigest(32, 0xAB), kSha1Digest(20, 0xCD), kSignature = {3, 2, 4, 1, 2, 3, 4, 0, 1, 9};

Line Ng(const std::string& path, const std::string& pcr = "10") {
  Line out{pcr, "ima-ng sha256:" + HexEncode(kDigest) + " " + path, {}};
  Field(out.data, NamedDigest("sha256", kDigest));
  Field(out.data, Name(path));
  return out;
}
Line Violation(const std::string& path) {
  return {"10", "ima-ng sha256:" + std::string(64, '0') + " " + path, {}, true};
}

// Every template, its data written out field by field.
std::vector<Line> Templates() {
  std::vector<Line> out;
  const std::string digest = "sha256:" + HexEncode(kDigest);
  const auto add = [&](const std::string& rest, std::initializer_list<Bytes> fields) {
    out.push_back({"10", rest, {}});
    for (const Bytes& field : fields) Field(out.back().data, field);
  };
  Bytes old = kSha1Digest;
  const Bytes name = fixture::Text("/init");
  old.insert(old.end(), name.begin(), name.end());
  old.resize(20 + 256);
  out.push_back({"10", "ima " + HexEncode(kSha1Digest) + " /init", old});
  add("ima-ng " + digest + " /a b", {NamedDigest("sha256", kDigest), Name("/a b")});
  add("ima-sig " + digest + " /a b " + HexEncode(kSignature),
      {NamedDigest("sha256", kDigest), Name("/a b"), kSignature});
  add("ima-sig " + digest + " /a ", {NamedDigest("sha256", kDigest), Name("/a"), Bytes()});
  add("ima-buf " + digest + " .ima 0102", {NamedDigest("sha256", kDigest), Name(".ima"), Bytes{1, 2}});
  add("ima-ngv2 ima:" + digest + " /a", {NamedDigest("ima:sha256", kDigest), Name("/a")});
  add("ima-sigv2 verity:" + digest + " /a 07", {NamedDigest("verity:sha256", kDigest), Name("/a"), Bytes{7}});
  add("ima-modsig " + digest + " /m.ko   ", {NamedDigest("sha256", kDigest), Name("/m.ko"), Bytes(), Bytes(), Bytes()});
  add("ima-modsig " + digest + " /m.ko 01 sha1:" + HexEncode(kSha1Digest) + " 0203",
      {NamedDigest("sha256", kDigest), Name("/m.ko"), Bytes{1}, NamedDigest("sha1", kSha1Digest), Bytes{2, 3}});
  return out;
}

std::string List(const std::vector<Line>& lines) {
  std::string out;
  for (const Line& line : lines) out += line.Text();
  return out;
}

// PCR 10 after the first `count` lines.
Bytes Fold(DigestAlg alg, const std::vector<Line>& lines, std::size_t count, bool padded = false) {
  Bytes value(DigestOctets(alg));
  for (std::size_t i = 0; i < count; ++i) {
    if (lines[i].head != "10") continue;
    Bytes measured = crypto::Hash(padded ? DigestAlg::kSha1 : alg, lines[i].data).value();
    measured.resize(value.size());
    if (lines[i].violation) measured.assign(value.size(), 0xFF);
    value = crypto::Hash(alg, fixture::Concat({value, measured})).value();
  }
  return value;
}

ImaReport Verify(const std::vector<Line>& lines, const ImaPolicy& policy) {
  return VerifyImaList(AsBytes(List(lines)), policy);
}

ImaPolicy Proven(HashId bank, Bytes value) {
  ImaPolicy policy;
  policy.proven[bank][10] = std::move(value);
  policy.strict = true;
  return policy;
}

const std::vector<Line>& Lines() {
  static const std::vector<Line> lines = {Ng("boot_aggregate"), Ng("/a", "11"), Violation("/log"), Ng("/b"), Ng("/c")};
  return lines;
}

}  // namespace

TEST_CASE("ima: every template is hashed as the kernel hashes it") {
  const auto lines = Templates();
  const ImaReport report = Verify(lines, Proven(kHashSha256, Fold(DigestAlg::kSha256, lines, lines.size())));
  INFO(report.checks.ToText());
  CHECK(report.verified);
  CHECK(report.mismatches.empty());
  CHECK(report.proven_lines == lines.size());
  const std::string last = List({lines.back()});  // a line is views of it
  const auto parsed = ImaLine::Parse(std::string_view(last).substr(0, last.size() - 1));
  REQUIRE(parsed.ok());
  CHECK(parsed->path == "/m.ko");
  CHECK(parsed->extra == "01");
  CHECK(parsed->modsig == "0203");
  CHECK(parsed->modsig_digest.starts_with("sha1:"));
}

TEST_CASE("ima: the quote may be of any beginning of the list, and proves no more") {
  const auto& lines = Lines();
  for (const auto& [bank, alg] : {std::pair{kHashSha1, DigestAlg::kSha1},
                                  {kHashSha256, DigestAlg::kSha256},
                                  {kHashSha384, DigestAlg::kSha384},
                                  {kHashSha512, DigestAlg::kSha512}}) {
    for (std::size_t count = 0; count <= lines.size(); ++count) {
      const ImaReport report = Verify(lines, Proven(bank, Fold(alg, lines, count)));
      INFO(count << "\n" << report.checks.ToText());
      CHECK(report.verified);
      CHECK(report.lines == lines.size());
      // Line 2 is of another register: the value is the same before and after it.
      CHECK(report.proven_lines == (count == 2 ? 1 : count));
      CHECK(report.violations == std::vector<std::uint64_t>{3});
    }
  }
}

TEST_CASE("ima: a list that does not lead to the quoted value is refused") {
  const auto& lines = Lines();
  const ImaPolicy policy = Proven(kHashSha256, Fold(DigestAlg::kSha256, lines, lines.size()));
  const auto refused = [&](const std::vector<Line>& changed) {
    const ImaReport report = Verify(changed, policy);
    CHECK_FALSE(report.verified);
    CHECK(report.proven_lines == 0);
    CHECK(report.checks.Find("prefix")->outcome == Outcome::kFailed);
  };
  refused({lines.begin(), lines.end() - 1});                    // shorter than what was quoted
  refused({lines[0], lines[1], lines[2], lines[4], lines[3]});  // another order
  refused({lines[0], lines[1], lines[3], lines[4]});            // without the violation
  auto changed = lines;
  changed[3] = Ng("/x");
  refused(changed);
  changed = lines;
  changed[4].head = "11";  // moved to another register
  refused(changed);
}

TEST_CASE("ima: a line whose hash is not that of its data is refused, whatever is quoted") {
  const auto& lines = Lines();
  std::string text = List(lines);
  text.replace(text.find("/b"), 2, "/x");
  auto changed = lines;
  changed[3] = Ng("/x");
  // The data are what was quoted, the hash that the list shows is not theirs.
  const ImaReport report =
      VerifyImaList(AsBytes(text), Proven(kHashSha256, Fold(DigestAlg::kSha256, changed, changed.size())));
  CHECK_FALSE(report.verified);
  CHECK(report.mismatches == std::vector<std::uint64_t>{4});
  CHECK(report.checks.Passed("prefix"));
  CHECK(report.proven_lines == 0);
  CHECK(report.checks.Find("template-hashes")->outcome == Outcome::kFailed);
}

TEST_CASE("ima: all proven banks have to agree; kernels before 5.8 only by option") {
  const auto& lines = Lines();
  ImaPolicy policy = Proven(kHashSha1, Fold(DigestAlg::kSha1, lines, 4));
  policy.proven[kHashSha256][10] = Fold(DigestAlg::kSha256, lines, 4);
  CHECK(Verify(lines, policy).proven_lines == 4);
  policy.proven[kHashSha256][10] = Fold(DigestAlg::kSha256, lines, 5);
  CHECK_FALSE(Verify(lines, policy).verified);
  policy.proven[kHashSha256][10] = Fold(DigestAlg::kSha256, lines, 4, true);
  CHECK_FALSE(Verify(lines, policy).verified);
  CHECK(Verify(lines, policy).checks.Find("prefix")->text.find("kernels before 5.8") != std::string::npos);
  policy.proven[kHashSha256][10] = Fold(DigestAlg::kSha256, lines, 5, true);  // not where the bank of SHA-1 is
  CHECK(Verify(lines, policy).checks.Find("prefix")->text == "no beginning of the list gives the quoted value");
  policy.proven[kHashSha256][10] = Fold(DigestAlg::kSha256, lines, 4, true);
  policy.allow_padded_sha1 = true;
  const ImaReport report = Verify(lines, policy);
  INFO(report.checks.ToText());
  CHECK(report.verified);
  CHECK(report.padded_sha1);
  CHECK(report.proven_lines == 4);
}

TEST_CASE("ima: without a proven register nothing is proven") {
  ImaPolicy policy;
  policy.proven[kHashSha256][11] = Bytes(32);
  const ImaReport report = Verify(Lines(), policy);
  CHECK(report.verified);
  CHECK(report.proven_lines == 0);
  CHECK(report.checks.Find("prefix")->outcome == Outcome::kNotChecked);
  policy.strict = true;
  CHECK_FALSE(Verify(Lines(), policy).verified);
}

TEST_CASE("ima: lines that are none") {
  const auto code = [](const std::string& rest) {
    return ImaLine::Parse("10 " + std::string(40, 'a') + " " + rest).status();
  };
  const std::string digest = "sha256:" + HexEncode(kDigest);
  CHECK(code("ima-ngv2 " + digest + " /a").code() == Code::kMalformed);
  CHECK(code("ima-ngv2 other:" + digest + " /a").code() == Code::kMalformed);
  CHECK(code("ima-sigv2 ima:sm3_256:00 /a ").feature() == "ima-digest-sm3_256");
  CHECK(code("ima " + std::string(32, 'a') + " /a").feature() == "ima-digest-md5");
  CHECK(code("ima " + digest + " /a").code() == Code::kMalformed);
  CHECK(code("ima " + HexEncode(kSha1Digest) + " /" + std::string(255, 'p')).code() == Code::kLimit);
  CHECK(code("ima-modsig " + digest + " /a 01 02").code() == Code::kMalformed);
  CHECK(code("ima-modsig " + digest + " /a 01 sha1:00 02").code() == Code::kMalformed);
  CHECK(code("ima-modsig " + digest + " /a 0 " + digest + " 02").code() == Code::kMalformed);
  CHECK(code("evm-sig " + digest + " /a").feature() == "ima-template-evm-sig");
  const ImaReport report = VerifyImaList(AsBytes("x\n"), {});
  CHECK_FALSE(report.verified);
  CHECK(report.checks.Find("list")->code == Code::kMalformed);
}
