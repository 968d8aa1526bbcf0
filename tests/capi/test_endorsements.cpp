// Endorsement files and CoRIMs through mps.h: what counts, what is refused, what is told.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstring>

#include "base/cbor_writer.h"
#include "base/hex.h"
#include "bundle/sources.h"
#include "corim/fixtures.h"
#include "corim/signed.h"
#include "crypto/sign.h"
#include "endorse/signed_file.h"
#include "mps/mps.h"

namespace mps::test {
namespace {

using namespace corim::fixture;

constexpr std::int64_t kNow = 1780272000;
constexpr const char* kEvidence =
    R"({"mps_evidence":1,"collected_at":1780272000,"environments":{"door":{"schema":"door@1","claims":)"
    R"({"vendor":"Locks Ltd","model":"Door","svn":7}}}})";

struct Free {
  void operator()(mps_bundle* b) const { mps_bundle_free(b); }
  void operator()(mps_endorsements* e) const { mps_endorsements_free(e); }
  void operator()(mps_appraiser* a) const { mps_appraiser_free(a); }
  void operator()(mps_appraisal* a) const { mps_appraisal_free(a); }
};

std::string DefinitionFor(const crypto::PrivateKey& maker, const crypto::PrivateKey& lab) {
  return "mps \"Doors\" version 1.0.0 language 1\n"
         "schema door { vendor : text corim vendor  model : text corim model  svn : int either corim svn of \"boot\"\n"
         "  approved? : bool endorsed }\n"
         "environment door : door\nlevel L1\n"
         "endorser maker { key thumbprint sha256'" +
         maker.public_key().IdHex() +
         "' may endorse door }\n"
         "endorser lab { key thumbprint sha256'" +
         lab.public_key().IdHex() +
         "' may endorse door.approved }\n"
         "rule \"1\" svn { title \"t\" level L1 require door.svn by maker is present }\n"
         "rule \"2\" approved { title \"t\" level L1 require (door.approved else false) }\n";
}

// A bundle, and files of both kinds for it.
struct Doors {
  crypto::PrivateKey maker = crypto::GenerateKey(crypto::KeyKind::kP256).value();
  crypto::PrivateKey lab = crypto::GenerateKey(crypto::KeyKind::kP256).value();
  Bytes image, definition;
  std::unique_ptr<mps_bundle, Free> bundle;

  Doors() {
    MemoryReader reader({{"d.mps", DefinitionFor(maker, lab)}});
    const auto compiled = compiler::Compile("d.mps", reader);
    INFO(compiled.RenderText(false));
    REQUIRE(compiled.ok());
    image = MakeBundle(*compiled.program(), 4096);
    definition = DefinitionDigestOf(*compiled.program());
    mps_bundle* out = nullptr;
    REQUIRE(mps_bundle_open_memory(image.data(), image.size(), "doors", &out, nullptr) == MPS_OK);
    bundle.reset(out);
    REQUIRE(mps_bundle_load(out, nullptr) == MPS_OK);
  }

  // Says that the svn is 7 or above.
  Bytes Corim(const crypto::PrivateKey& by) const {
    const V environment = M({{0, M({{1, T("Locks Ltd")}, {2, T("Door")}})}});
    const V least = Tagged(corim::tag::kMinSvn, U(7));
    const V triple = Triple(environment, {Meas(T("boot"), {{corim::code::kSvn, least}})});
    const Bytes payload = Encoded(CorimOf({Embedded(corim::tag::kComid, ComidOf({{0, A({triple})}}))}));
    const V meta = V::Bytes(Encoded(M({{0, M({{0, T("Locks Ltd")}})}, {1, Span(kNow - 100, kNow + 100)}})));
    const Bytes header = Encoded(M({{1, V::Int(-7)}, {3, T("application/rim+cbor")}, {8, meta}}));
    cbor::Writer out;
    out.Tag(corim::tag::kSign1);
    out.Array(4);
    out.Bytes(header);
    out.MapInOrder(0);
    out.Bytes(payload);
    out.Bytes(crypto::Sign(crypto::SignAlg::kEs256, by, cose::SigStructure(header, {}, payload)).value());
    return out.Take();
  }

  Bytes File(const crypto::PrivateKey& by) const {
    endorse::FileContent content;
    content.name = "lab", content.version = "1.0.0", content.base_name = "Doors", content.base_version = "1.0.0";
    content.base_digest = definition;
    content.not_after = kNow + 100;
    endorse::Endorsement one;
    one.id = "approved", one.endorser = "lab";
    Value yes;
    yes.kind = TypeKind::kBool, yes.number = 1;
    one.cases.push_back({{}, {{{"door", {{false, "approved"}}}, false, yes}}});
    content.set.endorsements.push_back(std::move(one));
    auto signer = crypto::MakeSigner(by).value();
    return endorse::SignFile(*signer, content, endorse::FileForm::kCose).value();
  }
};

using Files = std::unique_ptr<mps_endorsements, Free>;

Files None() {
  mps_endorsements* out = nullptr;
  REQUIRE(mps_endorsements_new(&out, nullptr) == MPS_OK);
  return Files(out);
}
void Add(const Files& files, const Bytes& octets, const char* name) {
  mps_error error;
  const mps_status status = mps_endorsements_add(files.get(), octets.data(), octets.size(), name, &error);
  INFO(error.message);
  REQUIRE(status == MPS_OK);
}
// A file with the key's public half: the C interface takes keys by name.
void AddKey(const Files& files, const crypto::PrivateKey& key) {
  char path[] = "/tmp/mps_capi_XXXXXX";
  const int file = mkstemp(path);
  REQUIRE(file >= 0);
  const std::string pem = key.public_key().ToPem();
  REQUIRE(write(file, pem.data(), pem.size()) == static_cast<ssize_t>(pem.size()));
  close(file);
  CHECK(mps_endorsements_add_key(files.get(), path, nullptr) == MPS_OK);
  unlink(path);
}

struct Said {
  std::string verdicts;  // of the rules, in order
  std::string ignored;
};
Said Ask(const Doors& doors, const Files& files, std::int64_t now = kNow) {
  mps_appraiser* made = nullptr;
  mps_error error;
  const mps_status status = mps_appraiser_new_endorsed(doors.bundle.get(), files.get(), now, &made, &error);
  if (status != MPS_OK) return {mps_status_name(status), error.message};
  const std::unique_ptr<mps_appraiser, Free> appraiser(made);
  mps_request request{};
  request.size = sizeof request, request.evidence = kEvidence, request.evidence_size = std::strlen(kEvidence);
  request.level = "L1", request.now = now;
  mps_appraisal* out = nullptr;
  REQUIRE(mps_appraise(appraiser.get(), &request, &out, &error) == MPS_OK);
  const std::unique_ptr<mps_appraisal, Free> appraisal(out);
  Said said;
  mps_rule rule;
  for (std::size_t i = 0; mps_appraisal_rule(out, i, &rule) == MPS_OK; ++i)
    said.verdicts += std::string(i == 0 ? "" : " ") + mps_verdict_name(rule.verdict);
  mps_ignored ignored;
  for (std::size_t i = 0; i < mps_appraisal_ignored_count(out); ++i) {
    REQUIRE(mps_appraisal_ignored(out, i, &ignored) == MPS_OK);
    said.ignored += std::string(ignored.origin) + ": " + ignored.reason + "\n";
  }
  CHECK(mps_appraisal_ignored(out, mps_appraisal_ignored_count(out), &ignored) == MPS_USAGE);
  return said;
}

bool Has(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("mps.h: an endorsement file and a CoRIM come in by one function") {
  const Doors doors;
  const Files files = None();
  CHECK(Ask(doors, files).verdicts == "unknown unknown");
  Add(files, doors.File(doors.lab), "lab.mpse");
  CHECK(Ask(doors, files).verdicts == "unknown pass");
  Add(files, doors.Corim(doors.maker), "maker.corim");
  const Said keyless = Ask(doors, files);
  CHECK(keyless.verdicts == "unknown pass");
  CHECK(Has(keyless.ignored, "maker.corim: it carries no certificate"));
  AddKey(files, doors.maker);
  const Said both = Ask(doors, files);
  CHECK(both.verdicts == "pass pass");
  CHECK(both.ignored.empty());
  const Said late = Ask(doors, files, kNow + 100000);
  CHECK(late.verdicts == "unknown unknown");
  CHECK(Has(late.ignored, "lab.mpse: "));
  CHECK(Has(late.ignored, "expired"));
}

TEST_CASE("mps.h: endorsements of others count for nothing, and it is told") {
  const Doors doors;
  const Files files = None();
  Add(files, doors.File(doors.maker), "not the lab's");
  Add(files, doors.Corim(doors.lab), "not the maker's");
  AddKey(files, doors.lab);
  const Said said = Ask(doors, files);
  CHECK(said.verdicts == "unknown unknown");
  CHECK(Has(said.ignored, "not the lab's: "));
  CHECK(Has(said.ignored, "lets `lab` not endorse `door.svn`"));
  const Files strict = None();
  Add(strict, doors.Corim(doors.maker), "maker.corim");
  AddKey(strict, doors.maker);
  REQUIRE(mps_endorsements_require_cotl(strict.get(), nullptr) == MPS_OK);
  CHECK(Ask(doors, strict).verdicts == "unknown unknown");
  CHECK(Has(Ask(doors, strict).ignored, "no CoTL activates it"));
  const std::string policy = R"({"mps_trust_policy":1,"endorsers":{"lab":{"trusted":false}}})";
  const Files narrowed = None();
  Add(narrowed, doors.File(doors.lab), "lab.mpse");
  REQUIRE(mps_endorsements_set_policy(narrowed.get(), policy.data(), policy.size(), nullptr) == MPS_OK);
  CHECK(Ask(doors, narrowed).verdicts == "unknown unknown");
  CHECK(Has(Ask(doors, narrowed).ignored, "does not trust `lab`"));
  const std::string stranger = R"({"mps_trust_policy":1,"endorsers":{"lap":{"trusted":false}}})";
  REQUIRE(mps_endorsements_set_policy(narrowed.get(), stranger.data(), stranger.size(), nullptr) == MPS_OK);
  CHECK(Ask(doors, narrowed).verdicts == "usage");
  CHECK(Has(Ask(doors, narrowed).ignored, "did you mean `lab`?"));
}

TEST_CASE("mps.h: octets that are no endorsements are refused, with the place") {
  const Doors doors;
  const Files files = None();
  mps_error error;
  for (Bytes octets : {doors.Corim(doors.maker), doors.File(doors.lab)}) {
    octets.resize(octets.size() - 40);
    CHECK(mps_endorsements_add(files.get(), octets.data(), octets.size(), "cut", &error) == MPS_MALFORMED);
    CHECK(error.has_offset == 1);
    CHECK(Has(error.message, "`cut`"));
  }
  CHECK(mps_endorsements_add(files.get(), "text", 4, nullptr, &error) != MPS_OK);
  CHECK(mps_endorsements_add(files.get(), "", 0, nullptr, &error) != MPS_OK);
  CHECK(mps_endorsements_add(files.get(), nullptr, 4, nullptr, &error) == MPS_USAGE);
  CHECK(mps_endorsements_add(nullptr, "text", 4, nullptr, &error) == MPS_USAGE);
  CHECK(mps_endorsements_add(files.get(), "text", SIZE_MAX, nullptr, &error) == MPS_LIMIT);
  CHECK(mps_endorsements_add_key(files.get(), "/nowhere", &error) == MPS_IO);
  CHECK(mps_endorsements_set_policy(files.get(), "{", 1, &error) == MPS_MALFORMED);
  CHECK(mps_endorsements_new(nullptr, &error) == MPS_USAGE);
  CHECK(Ask(doors, files).verdicts == "unknown unknown");
  mps_endorsements_free(nullptr);
}

TEST_CASE("mps.h: endorsements are judged for one time") {
  const Doors doors;
  const Files files = None();
  mps_appraiser* made = nullptr;
  REQUIRE(mps_appraiser_new_endorsed(doors.bundle.get(), files.get(), kNow, &made, nullptr) == MPS_OK);
  const std::unique_ptr<mps_appraiser, Free> appraiser(made);
  mps_request request{};
  request.size = sizeof request, request.evidence = kEvidence, request.evidence_size = std::strlen(kEvidence);
  request.level = "L1", request.now = kNow + 1;
  mps_appraisal* out = nullptr;
  mps_error error;
  CHECK(mps_appraise(made, &request, &out, &error) == MPS_FRESHNESS);
  CHECK(Has(error.message, "another time"));
  CHECK(out == nullptr);
}

}  // namespace mps::test
