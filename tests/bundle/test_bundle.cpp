// Bundles: made twice they are the same; they mean what the program means; every flipped bit and every cut is refused.
#include <catch2/catch.hpp>

#include "base/hex.h"
#include "bundle/sources.h"
#include "crypto/sign.h"
#include "program/image.h"
#include "program/membership.h"

namespace mps::test {
namespace {

std::unique_ptr<crypto::Signer> NewSigner() {
  auto key = crypto::GenerateKey(crypto::KeyKind::kEd25519);
  REQUIRE(key.ok());
  auto signer = crypto::MakeSigner(std::move(key).value());
  REQUIRE(signer.ok());
  return std::move(signer).value();
}

std::vector<bundle::Publisher> PublisherOf(const crypto::Signer& signer) { return {{"test", signer.public_key()}}; }

// A trust store's anchor that is the signer's key; without names it may sign for any.
std::vector<trust::Anchor> AnchorsOf(const crypto::Signer& signer, std::vector<std::string> names) {
  return {trust::Anchor{
      "test", signer.public_key(), {}, {trust::Role::kBundle}, std::move(names), {}, {}, {}, {}, {}, {}, {}}};
}

// Everything that an attester asks of a bundle before it runs it, and every node of its tables.
Status Everything(Bytes octets, const Bytes& pinned, const std::vector<bundle::Publisher>& publishers) {
  MPS_ASSIGN(auto bundle, OpenBytes(std::move(octets)));
  if (bundle.digest() != pinned) return Status(Code::kTrust, "another digest");
  MPS_ASSIGN(const auto program, bundle.Load());
  MPS_TRY(bundle.VerifyTables());
  return bundle.CheckPublisher(publishers);
}

}  // namespace

TEST_CASE("bundle: a program comes back with its sets in tables, and says the same of every member") {
  const auto program = Pinned(300);
  const Bytes octets = MakeBundle(*program, 1);
  auto bundle = OpenBytes(octets);
  REQUIRE(bundle.ok());
  CHECK_FALSE(bundle->signature());
  auto loaded = bundle->Load();
  INFO((loaded.ok() ? "" : loaded.status().ToString()));
  REQUIRE(loaded.ok());
  std::size_t stored = 0;
  for (const auto& set : (*loaded)->sets) stored += set.is_stored() ? 1 : 0;
  CHECK(stored == 3);
  CHECK(bundle->VerifyTables().ok());
  for (const std::uint64_t i : {0u, 1u, 2u, 299u, 598u, 599u, 600u}) {
    INFO(i);
    const auto direct = VerdictsOf(program, EvidenceOf(i));
    CHECK(VerdictsOf(*loaded, EvidenceOf(i)) == direct);
    CHECK(direct.at("1") == (i % 2 == 0 && i < 600 ? Verdict::kPass : Verdict::kFail));
  }
  CHECK(bundle->damage().ok());
}

TEST_CASE("bundle: the same program gives the same octets; the digest does not depend on the signature") {
  const auto program = Pinned(50);
  const Bytes once = MakeBundle(*program, 1);
  CHECK(once == MakeBundle(*Pinned(50), 1));
  CHECK(once != MakeBundle(*Pinned(51), 1));
  const auto signer = NewSigner();
  const Bytes sealed = MakeBundle(*program, 1, signer.get());
  CHECK(sealed == MakeBundle(*program, 1, signer.get()));  // Ed25519 draws no random numbers
  CHECK(OpenBytes(sealed)->digest() == OpenBytes(once)->digest());
}

TEST_CASE("a set that is too large to stand whole in the definition's canonical form still changes its digest") {
  const auto a = Pinned(5000), b = Pinned(5001), again = Pinned(5000);
  CHECK(a->definition_digest == again->definition_digest);
  CHECK(a->definition_digest != b->definition_digest);
}

TEST_CASE("bundle: only sets that are asked for membership alone leave the image") {
  const auto program = Pinned(50);
  Bytes octets = MakeBundle(*program, 51);
  auto bundle = OpenBytes(octets);
  REQUIRE(bundle.ok());
  auto loaded = bundle->Load();
  REQUIRE(loaded.ok());
  for (const auto& set : (*loaded)->sets) CHECK_FALSE(set.is_stored());
  CHECK(ToBytes(bundle->image()) == program::EncodeImage(*program));
}

TEST_CASE("bundle: the publisher's signature") {
  const auto program = Pinned(3);
  const auto signer = NewSigner(), other = NewSigner();
  auto sealed = OpenBytes(MakeBundle(*program, 1, signer.get()));
  REQUIRE(sealed.ok());
  CHECK(sealed->CheckPublisher(PublisherOf(*signer)).ok());
  CHECK(sealed->CheckPublisher(PublisherOf(*other)).code() == Code::kTrust);
  CHECK(sealed->CheckPublisher({}).code() == Code::kTrust);
  auto bare = OpenBytes(MakeBundle(*program, 1));
  CHECK(bare->CheckPublisher(PublisherOf(*signer)).code() == Code::kTrust);
  // A good signature over another image.
  const Bytes a = MakeBundle(*program, 100, signer.get()), b = MakeBundle(*Pinned(4), 100, signer.get());
  auto first = OpenBytes(a), second = OpenBytes(b);
  Bytes forged(a.begin(), a.begin() + 64 + static_cast<std::ptrdiff_t>(first->image().size()));
  forged.insert(forged.end(), b.end() - static_cast<std::ptrdiff_t>(b.size() - 64 - second->image().size()), b.end());
  REQUIRE(forged.size() == a.size());
  auto opened = OpenBytes(forged);
  REQUIRE(opened.ok());
  CHECK(opened->CheckPublisher(PublisherOf(*signer)).code() == Code::kSignature);
  CHECK(opened->GrantFrom(AnchorsOf(*signer, {}), 0).status().code() == Code::kSignature);
}

TEST_CASE("bundle: a publisher in a trust store, and the names that it may sign for") {
  const auto signer = NewSigner(), other = NewSigner();
  auto sealed = OpenBytes(MakeBundle(*Pinned(3), 1, signer.get()));
  REQUIRE(sealed.ok());
  const auto any = AnchorsOf(*signer, {});
  CHECK(OpenBytes(MakeBundle(*Pinned(3), 1))->GrantFrom(any, 0).status().code() == Code::kTrust);
  CHECK(sealed->GrantFrom(AnchorsOf(*other, {}), 0).status().code() == Code::kTrust);
  CHECK(sealed->GrantFrom({}, 0).status().code() == Code::kTrust);
  auto tokens = any;
  tokens[0].roles = {trust::Role::kToken};
  CHECK(sealed->GrantFrom(tokens, 0).status().code() == Code::kTrust);
  const auto grant = sealed->GrantFrom(any, 0);
  REQUIRE(grant.ok());
  CHECK(sealed->CheckNames(*grant).code() == Code::kUsage);  // what it says is not known yet
  const auto program = sealed->Load();
  REQUIRE(program.ok());
  CHECK(sealed->CheckNames(*grant).ok());
  const auto names = AnchorsOf(*signer, {(*program)->levels[0].registered}), none = AnchorsOf(*signer, {"Other-*"});
  CHECK(sealed->CheckNames(*sealed->GrantFrom(names, 0)).ok() == ((*program)->levels.size() == 1));
  CHECK(sealed->CheckNames(*sealed->GrantFrom(none, 0)).code() == Code::kTrust);
}

TEST_CASE("bundle: every flipped bit is refused, in header, image, signature, padding and tables") {
  const auto program = Pinned(4);
  const auto signer = NewSigner();
  Bytes octets = MakeBundle(*program, 1, signer.get());
  const auto publishers = PublisherOf(*signer);
  const Bytes pinned = OpenBytes(octets)->digest();
  REQUIRE(Everything(octets, pinned, publishers).ok());
  std::size_t taken = 0;
  for (std::size_t bit = 0; bit < octets.size() * 8; ++bit) {
    octets[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
    if (Everything(octets, pinned, publishers).ok()) {
      ++taken;
      UNSCOPED_INFO("bit " << bit);
    }
    octets[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
  }
  CHECK(taken == 0);
  // By the signature alone, without the pin: a sample of the image's bits.
  const std::size_t image = OpenBytes(octets)->image().size();
  for (std::size_t bit = 64 * 8; bit < (64 + image) * 8; bit += 131) {
    octets[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
    auto flipped = OpenBytes(octets);
    REQUIRE(flipped.ok());
    CHECK(flipped->CheckPublisher(publishers).code() == Code::kSignature);
    octets[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
  }
}

TEST_CASE("bundle: every cut is refused with its place, and what follows too") {
  const auto signer = NewSigner();
  const Bytes octets = MakeBundle(*Pinned(4), 1, signer.get());
  for (std::size_t size = 0; size < octets.size(); ++size) {
    auto cut = OpenBytes(Bytes(octets.begin(), octets.begin() + static_cast<std::ptrdiff_t>(size)));
    INFO(size);
    REQUIRE_FALSE(cut.ok());
    REQUIRE(cut.status().code() == Code::kMalformed);
    REQUIRE(cut.status().offset() == (size < 8 ? 0 : size));
  }
  Bytes longer = octets;
  longer.push_back(0);
  auto refused = OpenBytes(longer);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.status().offset() == octets.size());
}

TEST_CASE("bundle: a damaged table makes the probe an error, never a pass, and names the bundle") {
  const auto program = Pinned(5000);
  Bytes octets = MakeBundle(*program, 1);
  // The last table is that of ports; its first leaf begins a page.
  auto sound = OpenBytes(octets);
  auto loaded = sound->Load();
  REQUIRE(loaded.ok());
  const auto& last = (*loaded)->sets.back();
  REQUIRE(last.is_stored());
  const std::size_t at = octets.size() - program::OctetsOf(last.stored[0]);
  octets[at + 100] ^= 1;
  auto bundle = OpenBytes(octets);
  REQUIRE(bundle.ok());
  auto damaged = bundle->Load();
  REQUIRE(damaged.ok());  // nothing of the tables is read before a probe
  std::size_t errors = 0;
  for (const auto& [rule, verdict] : VerdictsOf(*damaged, EvidenceOf(2))) {
    const bool same = verdict == VerdictsOf(program, EvidenceOf(2)).at(rule);
    CHECK((same || verdict == Verdict::kError));
    errors += verdict == Verdict::kError ? 1 : 0;
  }
  CHECK(errors > 0);
  const Status damage = bundle->damage();
  CHECK(damage.code() == Code::kMalformed);
  CHECK(damage.message().find("bundle `memory`") != std::string::npos);
  CHECK(damage.offset() == at);
  CHECK_FALSE(bundle->VerifyTables().ok());
}

}  // namespace mps::test
