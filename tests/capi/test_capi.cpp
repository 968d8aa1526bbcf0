// mps.h as callers misuse it, and as threads use it: every function says what is wrong, and none ends the process.
#include <atomic>
#include <catch2/catch.hpp>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <thread>

#include "base/hex.h"
#include "bundle/sources.h"
#include "crypto/key.h"
#include "mps/mps.h"

namespace mps::test {
namespace {

struct Free {
  void operator()(mps_bundle* b) const { mps_bundle_free(b); }
  void operator()(mps_appraiser* a) const { mps_appraiser_free(a); }
  void operator()(mps_appraisal* a) const { mps_appraisal_free(a); }
  void operator()(mps_verification* v) const { mps_verification_free(v); }
};
using BundleHandle = std::unique_ptr<mps_bundle, Free>;
using AppraiserHandle = std::unique_ptr<mps_appraiser, Free>;
using AppraisalHandle = std::unique_ptr<mps_appraisal, Free>;

BundleHandle Open(const Bytes& octets) {
  mps_bundle* out = nullptr;
  mps_error error;
  const mps_status status = mps_bundle_open_memory(octets.data(), octets.size(), "test", &out, &error);
  INFO(error.message);
  REQUIRE(status == MPS_OK);
  return BundleHandle(out);
}

AppraiserHandle Prepare(const mps_bundle* bundle) {
  mps_appraiser* out = nullptr;
  mps_error error;
  REQUIRE(mps_appraiser_new(bundle, &out, &error) == MPS_OK);
  return AppraiserHandle(out);
}

mps_request RequestFor(const std::string& evidence) {
  mps_request request{};
  request.size = sizeof request;
  request.evidence = evidence.data();
  request.evidence_size = evidence.size();
  request.level = "L1";
  request.explain = 1;
  return request;
}

AppraisalHandle Appraise(mps_appraiser* appraiser, const mps_request& request) {
  mps_appraisal* out = nullptr;
  mps_error error;
  const mps_status status = mps_appraise(appraiser, &request, &out, &error);
  INFO(error.message);
  REQUIRE(status == MPS_OK);
  return AppraisalHandle(out);
}

}  // namespace

TEST_CASE("mps.h: an appraisal says what the C++ interface says") {
  const auto program = Pinned(5000);
  const Bytes octets = MakeBundle(*program, 1);
  const auto bundle = Open(octets);
  CHECK(mps_bundle_level_count(bundle.get()) == 0);
  CHECK(mps_bundle_set_name(bundle.get()) == nullptr);
  REQUIRE(mps_bundle_load(bundle.get(), nullptr) == MPS_OK);
  REQUIRE(mps_bundle_load(bundle.get(), nullptr) == MPS_OK);
  CHECK(std::string(mps_bundle_set_name(bundle.get())) == "Pinned");
  REQUIRE(mps_bundle_level_count(bundle.get()) == 1);
  CHECK(std::string(mps_bundle_level(bundle.get(), 0)) == "L1");
  CHECK(mps_bundle_level(bundle.get(), 1) == nullptr);
  const auto appraiser = Prepare(bundle.get());
  for (const std::uint64_t i : {2u, 3u}) {
    const std::string evidence = EvidenceOf(i);
    const auto appraisal = Appraise(appraiser.get(), RequestFor(evidence));
    const auto direct = VerdictsOf(program, evidence);
    REQUIRE(mps_appraisal_rule_count(appraisal.get()) == direct.size());
    mps_rule rule;
    for (std::size_t r = 0; r < direct.size(); ++r) {
      REQUIRE(mps_appraisal_rule(appraisal.get(), r, &rule) == MPS_OK);
      CHECK(static_cast<int>(direct.at(rule.id)) == rule.verdict);
      CHECK((rule.verdict == MPS_PASS) == (rule.reason[0] == '\0'));
    }
    CHECK(mps_appraisal_rule(appraisal.get(), direct.size(), &rule) == MPS_USAGE);
    CHECK(mps_appraisal_verdict(appraisal.get()) == MPS_FAIL);
    CHECK(std::string(mps_appraisal_mps(appraisal.get())) == "Pinned-L1");
    std::size_t size = 0;
    CHECK(mps_appraisal_claim_set(appraisal.get(), &size) != nullptr);
    CHECK(size > 50);
  }
  CHECK(mps_bundle_damage(bundle.get(), nullptr) == MPS_OK);
}

TEST_CASE("mps.h: misuse is said, with and without a place to say it") {
  mps_bundle* out = nullptr;
  mps_error error;
  CHECK(mps_bundle_open(nullptr, &out, &error) == MPS_USAGE);
  CHECK(mps_bundle_open("/nowhere/at/all", &out, &error) == MPS_IO);
  CHECK(std::string(error.message).find("/nowhere/at/all") != std::string::npos);
  CHECK(mps_bundle_open("/", &out, nullptr) == MPS_IO);
  CHECK(out == nullptr);
  CHECK(mps_bundle_open_memory("text", 4, nullptr, &out, &error) == MPS_MALFORMED);
  CHECK(error.has_offset == 1);
  const std::string longer(2000, '/');
  CHECK(mps_bundle_open(longer.c_str(), &out, &error) == MPS_IO);
  CHECK(std::strlen(error.message) == sizeof error.message - 1);

  const Bytes octets = MakeBundle(*Pinned(3), 1);
  const auto bundle = Open(octets);
  mps_appraiser* none = nullptr;
  CHECK(mps_appraiser_new(bundle.get(), &none, &error) == MPS_USAGE);  // not loaded
  REQUIRE(mps_bundle_load(bundle.get(), &error) == MPS_OK);
  const auto appraiser = Prepare(bundle.get());
  const std::string evidence = EvidenceOf(2);
  mps_appraisal* appraisal = nullptr;
  mps_request request = RequestFor(evidence);
  request.size = 8;
  CHECK(mps_appraise(appraiser.get(), &request, &appraisal, &error) == MPS_USAGE);
  request = RequestFor(evidence);
  request.reserved = 1;
  CHECK(mps_appraise(appraiser.get(), &request, &appraisal, &error) == MPS_USAGE);
  request = RequestFor(evidence);
  request.level = "L9";
  CHECK(mps_appraise(appraiser.get(), &request, &appraisal, &error) == MPS_USAGE);
  CHECK(std::string(error.message).find("L9") != std::string::npos);
  request = RequestFor(evidence);
  const mps_param param{"nothing", nullptr};
  request.params = &param, request.param_count = 1;
  CHECK(mps_appraise(appraiser.get(), &request, &appraisal, &error) == MPS_USAGE);
  request = RequestFor(evidence);
  request.evidence_size -= 5;
  CHECK(mps_appraise(appraiser.get(), &request, &appraisal, &error) == MPS_MALFORMED);
  CHECK(error.has_offset == 1);
  CHECK(appraisal == nullptr);
  mps_bundle_free(nullptr), mps_appraiser_free(nullptr), mps_appraisal_free(nullptr);
  mps_buffer_free(nullptr), mps_verification_free(nullptr);
  CHECK(std::string(mps_status_name(static_cast<mps_status>(99))) == "unknown");
  CHECK(std::string(mps_status_name(MPS_TRUST)) == std::string(CodeName(Code::kTrust)));
  CHECK(std::string(mps_verdict_name(MPS_NOTCHECKED)) == "notchecked");
  CHECK(mps_api_version() == MPS_API_VERSION);
}

TEST_CASE("mps.h: no token of a bundle that nobody vouches for") {
  const Bytes octets = MakeBundle(*Pinned(3), 1);
  const auto bundle = Open(octets);
  REQUIRE(mps_bundle_load(bundle.get(), nullptr) == MPS_OK);
  const std::string evidence = EvidenceOf(2);
  mps_attest_request attest{};
  attest.size = sizeof attest;
  attest.key = "/nowhere";
  mps_buffer* token = nullptr;
  mps_error error;
  const auto before = Prepare(bundle.get());
  const auto unvouched = Appraise(before.get(), RequestFor(evidence));
  CHECK(mps_attest(unvouched.get(), &attest, &token, &error) == MPS_TRUST);
  std::uint8_t digest[32];
  mps_bundle_digest(bundle.get(), digest);
  digest[0] ^= 1;
  CHECK(mps_bundle_pin(bundle.get(), digest, &error) == MPS_TRUST);
  CHECK(mps_bundle_check_publisher(bundle.get(), nullptr, 0, &error) == MPS_TRUST);
  digest[0] ^= 1;
  CHECK(mps_bundle_pin(bundle.get(), digest, &error) == MPS_OK);
  const auto after = Prepare(bundle.get());
  const auto vouched = Appraise(after.get(), RequestFor(evidence));
  CHECK(mps_attest(vouched.get(), &attest, &token, &error) == MPS_IO);  // now it is the key
  CHECK(token == nullptr);
}

TEST_CASE("mps.h: a token that is none is refused with its checks") {
  mps_verify_request request{};
  request.size = sizeof request;
  mps_verification* out = nullptr;
  mps_error error;
  REQUIRE(mps_verify_token("nonsense", 8, &request, &out, &error) == MPS_OK);
  const std::unique_ptr<mps_verification, Free> report(out);
  CHECK(mps_verification_ok(report.get()) == 0);
  CHECK(mps_verification_mps(report.get()) == nullptr);
  std::size_t failed = 0;
  for (std::size_t i = 0; i < mps_verification_check_count(report.get()); ++i) {
    mps_check check;
    REQUIRE(mps_verification_check(report.get(), i, &check) == MPS_OK);
    failed += check.outcome == MPS_CHECK_FAILED ? 1 : 0;
    CHECK(check.name[0] != '\0');
  }
  CHECK(failed > 0);
}

TEST_CASE("mps.h: threads share a bundle; handles outlive it") {
  const Bytes octets = MakeBundle(*Pinned(5000), 1);
  auto bundle = Open(octets);
  REQUIRE(mps_bundle_load(bundle.get(), nullptr) == MPS_OK);
  std::vector<AppraiserHandle> appraisers;
  for (int t = 0; t < 4; ++t) appraisers.push_back(Prepare(bundle.get()));
  bundle.reset();
  std::vector<std::thread> threads;
  std::atomic<int> wrong = 0;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (std::uint64_t i = 0; i < 200; ++i) {
        const std::string evidence = EvidenceOf(i * 37 + static_cast<std::uint64_t>(t));
        mps_request request = RequestFor(evidence);
        mps_appraisal* out = nullptr;
        if (mps_appraise(appraisers[static_cast<std::size_t>(t)].get(), &request, &out, nullptr) != MPS_OK) {
          ++wrong;
          continue;
        }
        mps_rule rule;
        const bool member = (i * 37 + static_cast<std::uint64_t>(t)) % 2 == 0;
        if (mps_appraisal_rule(out, 0, &rule) != MPS_OK || (rule.verdict == MPS_PASS) != member) ++wrong;
        mps_appraisal_free(out);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(wrong == 0);
}

namespace {

// A private key and its public half as files, gone at the end.
class KeyFiles {
 public:
  KeyFiles() {
    const auto key = crypto::GenerateKey(crypto::KeyKind::kP256).value();
    char folder[] = "/tmp/mps-capi-XXXXXX";
    REQUIRE(mkdtemp(folder) != nullptr);
    folder_ = folder;
    std::ofstream(folder_ / "key.pem") << key.ToPem().value();
    std::ofstream(folder_ / "key.pub.pem") << key.public_key().ToPem();
  }
  ~KeyFiles() { std::filesystem::remove_all(folder_); }
  KeyFiles(const KeyFiles&) = delete;
  KeyFiles& operator=(const KeyFiles&) = delete;
  std::string key() const { return folder_ / "key.pem"; }
  std::string public_key() const { return folder_ / "key.pub.pem"; }

 private:
  std::filesystem::path folder_;
};

constexpr std::int64_t kNow = 1767225660;  // a minute after the evidence
const std::string kNonce = "a nonce of ours";

// The token of one appraisal, verified; nothing if anything on the way fails.
bool Attested(const mps_appraisal* appraisal, const KeyFiles& keys) {
  mps_attest_request attest{};
  attest.size = sizeof attest;
  const std::string key = keys.key(), public_key = keys.public_key();
  attest.key = key.c_str();
  attest.nonce = kNonce.data(), attest.nonce_size = kNonce.size();
  attest.subject = "device";
  mps_buffer* token = nullptr;
  if (mps_attest(appraisal, &attest, &token, nullptr) != MPS_OK) return false;
  const char* trusted[] = {public_key.c_str()};
  mps_verify_request verify{};
  verify.size = sizeof verify;
  verify.keys = trusted, verify.key_count = 1;
  verify.nonce = kNonce.data(), verify.nonce_size = kNonce.size();
  verify.subject = "device";
  verify.now = kNow;
  mps_verification* report = nullptr;
  const bool verified =
      mps_verify_token(mps_buffer_data(token), mps_buffer_size(token), &verify, &report, nullptr) == MPS_OK &&
      mps_verification_ok(report) == 1 && mps_verification_verdict(report) == mps_appraisal_verdict(appraisal);
  mps_verification_free(report);
  mps_buffer_free(token);
  return verified;
}

// All that one thread does with a bundle that others use at the same time, with handles of its own. How many verdicts,
// hashes and refusals were not those that are due.
int Work(const mps_bundle* bundle, std::uint64_t first, const KeyFiles& keys, std::map<bool, std::string>& hashes) {
  mps_appraiser* appraiser = nullptr;
  if (mps_appraiser_new(bundle, &appraiser, nullptr) != MPS_OK) return 1;
  const AppraiserHandle owned(appraiser);
  int wrong = 0;
  for (std::uint64_t i = first; i < first + 12; ++i) {
    const std::string evidence = EvidenceOf(i);
    mps_request request = RequestFor(evidence);
    request.now = kNow;
    mps_appraisal* out = nullptr;
    mps_error error;
    request.evidence_size -= 3;
    wrong += mps_appraise(appraiser, &request, &out, &error) != MPS_MALFORMED || error.has_offset != 1;
    request.evidence_size += 3;
    if (mps_appraise(appraiser, &request, &out, &error) != MPS_OK) return wrong + 1;
    const AppraisalHandle appraisal(out);
    mps_rule rule;
    wrong += mps_appraisal_rule(out, 0, &rule) != MPS_OK || (rule.verdict == MPS_PASS) != (i % 2 == 0);
    std::string hash(32, '\0');
    mps_appraisal_hsh(out, reinterpret_cast<std::uint8_t*>(hash.data()));
    wrong += hashes.emplace(i % 2 == 0, hash).first->second != hash;
    wrong += i % 4 == 0 && !Attested(out, keys);
    wrong += mps_bundle_damage(bundle, &error) != MPS_OK;
    wrong += mps_bundle_level_count(bundle) != 1 || std::string(mps_bundle_level(bundle, 0)) != "L1";
  }
  return wrong;
}

}  // namespace

TEST_CASE("mps.h: threads take the same bundle from appraiser to verified token, each with handles of its own") {
  const KeyFiles keys;
  const Bytes octets = MakeBundle(*Pinned(500), 1);
  const auto bundle = Open(octets);
  REQUIRE(mps_bundle_load(bundle.get(), nullptr) == MPS_OK);
  std::uint8_t digest[32];
  mps_bundle_digest(bundle.get(), digest);
  REQUIRE(mps_bundle_pin(bundle.get(), digest, nullptr) == MPS_OK);
  constexpr std::size_t kThreads = 4;
  std::vector<std::map<bool, std::string>> hashes(kThreads);
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < kThreads; ++t)
    threads.emplace_back([&, t] { wrong += Work(bundle.get(), 12 * t, keys, hashes[t]); });
  for (auto& thread : threads) thread.join();
  CHECK(wrong == 0);
  for (const auto& of_one : hashes) CHECK(of_one == hashes[0]);
  CHECK(hashes[0].size() == 2);
}

TEST_CASE("mps.h: threads that meet damage at once, each tell it") {
  Bytes octets = MakeBundle(*Pinned(500), 1);
  octets[octets.size() / 2] ^= 1;  // in a table: the image stands first
  const auto bundle = Open(octets);
  REQUIRE(mps_bundle_load(bundle.get(), nullptr) == MPS_OK);
  std::atomic<int> errors = 0, passes = 0;
  std::vector<std::thread> threads;
  for (std::uint64_t t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      mps_appraiser* appraiser = nullptr;
      if (mps_appraiser_new(bundle.get(), &appraiser, nullptr) != MPS_OK) return;
      const AppraiserHandle owned(appraiser);
      for (std::uint64_t i = 0; i < 500; ++i) {
        const std::string evidence = EvidenceOf((i + 125 * t) % 500);
        const mps_request request = RequestFor(evidence);
        mps_appraisal* out = nullptr;
        if (mps_appraise(appraiser, &request, &out, nullptr) != MPS_OK) continue;
        const AppraisalHandle appraisal(out);
        (mps_appraisal_verdict(out) == MPS_ERROR ? errors : passes) += 1;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  INFO(errors << " errors, " << passes << " others");
  CHECK(errors > 0);
  CHECK(passes > 0);
  mps_error error;
  CHECK(mps_bundle_damage(bundle.get(), &error) != MPS_OK);
  CHECK(error.message[0] != '\0');
}

TEST_CASE("mps.h: a tailored bundle: waived rules, the official name as base") {
  const std::string base =
      "mps \"B\" version 1.0.0 language 1\nschema host { up : bool }\nenvironment h : host\nlevel L1\n"
      "rule \"1\" up { title \"up\" level L1 require h.up }\n";
  MemoryReader alone({{"b.mps", base}});
  const auto definition = compiler::Compile("b.mps", alone);
  REQUIRE(definition.ok());
  MemoryReader reader({{"b.mps", base},
                       {"t.mps", "tailor \"Site\" version 1.0 of \"B\" version 1.0.0 sha256'" +
                                     HexEncode(DefinitionDigestOf(*definition.program())) +
                                     "' language 1\nwaive \"1\" until 2027-01-01 because \"r\" approved \"a\"\n"}});
  compiler::Options options;
  options.base = "b.mps";
  const auto tailored = compiler::Compile("t.mps", reader, options);
  INFO(tailored.RenderText(false));
  REQUIRE(tailored.ok());
  const Bytes octets = MakeBundle(*tailored.program(), 4096);
  const auto bundle = Open(octets);
  REQUIRE(mps_bundle_load(bundle.get(), nullptr) == MPS_OK);
  const auto appraiser = Prepare(bundle.get());
  const std::string evidence =
      R"({"mps_evidence":1,"collected_at":0,"environments":{"h":{"schema":"host@1","claims":{"up":false}}}})";
  mps_request request = RequestFor(evidence);
  request.now = 1798761599;
  const auto before = Appraise(appraiser.get(), request);
  CHECK(mps_appraisal_verdict(before.get()) == MPS_NOTAPPLICABLE);  // nothing passed, and the one fail does not count
  CHECK(mps_appraisal_rule_waived(before.get(), 0) == 1);
  CHECK(mps_appraisal_rule_waived(before.get(), 99) == 0);
  CHECK(std::string(mps_appraisal_mps(before.get())) == "Site-L1");
  CHECK(std::string(mps_appraisal_base(before.get())) == "B-L1");
  request.now = 1798761600;
  const auto after = Appraise(appraiser.get(), request);
  CHECK(mps_appraisal_verdict(after.get()) == MPS_FAIL);
  CHECK(mps_appraisal_rule_waived(after.get(), 0) == 0);
}

TEST_CASE("mps.h: an appraisal without its rules says the same, and an older caller gets them") {
  const Bytes file = MakeBundle(*Pinned(3), 1);
  const auto bundle = Open(file);
  REQUIRE(mps_bundle_load(bundle.get(), nullptr) == MPS_OK);
  const auto appraiser = Prepare(bundle.get());
  const std::string evidence = EvidenceOf(2);
  mps_request request = RequestFor(evidence);
  const auto whole = Appraise(appraiser.get(), request);
  REQUIRE(mps_appraisal_rule_count(whole.get()) > 0);
  request.without_rules = 1;
  const auto bare = Appraise(appraiser.get(), request);
  CHECK(mps_appraisal_rule_count(bare.get()) == 0);
  CHECK(mps_appraisal_verdict(bare.get()) == mps_appraisal_verdict(whole.get()));
  const auto octets = [](const mps_appraisal* appraisal) {
    std::size_t size = 0;
    const std::uint8_t* data = mps_appraisal_claim_set(appraisal, &size);
    return Bytes(data, data + size);
  };
  CHECK(octets(bare.get()) == octets(whole.get()));
  request.size = offsetof(mps_request, reserved);  // what comes after it is not looked at
  const auto older = Appraise(appraiser.get(), request);
  CHECK(mps_appraisal_rule_count(older.get()) == mps_appraisal_rule_count(whole.get()));
}

TEST_CASE("mps.h: tailorings that are accepted, and a caller that does not know them") {
  const char token[] = "x";
  mps_verification* out = nullptr;
  mps_error error;
  mps_verify_request request{};
  request.size = offsetof(mps_verify_request, tailorings);
  CHECK(mps_verify_token(token, 1, &request, &out, &error) == MPS_OK);
  mps_verification_free(out);
  request.size = sizeof request;
  const char* good = "sha256:0000000000000000000000000000000000000000000000000000000000000000";
  request.tailorings = &good, request.tailoring_count = 1;
  CHECK(mps_verify_token(token, 1, &request, &out, &error) == MPS_OK);
  mps_verification_free(out);
  for (const char* bad : {"", "sha256", "sha256:00", "sha512:00", "sha256:zz"}) {
    request.tailorings = &bad;
    CHECK(mps_verify_token(token, 1, &request, &out, &error) == MPS_USAGE);
  }
  request.tailorings = nullptr;
  CHECK(mps_verify_token(token, 1, &request, &out, &error) == MPS_USAGE);
}

}  // namespace mps::test
