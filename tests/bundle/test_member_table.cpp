// Tables of stored sets: every member is found and nothing else, at every size around the edges of nodes and for every
// kind; a flipped bit is met by the probe that reads it, and by no other.
#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "bundle/member_table.h"
#include "bundle/table_writer.h"
#include "crypto/hash.h"
#include "program/cell_order.h"

namespace mps::test {
namespace {

using program::Compare;
using program::ConstSet;
using Answer = program::StoredMembers::Answer;

// A set of constants that owns its octets.
struct Owned {
  std::vector<std::string> text;
  ConstSet set;

  void Sort() {
    auto& m = set.members;
    std::sort(m.begin(), m.end(), [](const Cell& a, const Cell& b) { return program::CompareCells(a, b) < 0; });
  }
};

std::string Octets(std::uint64_t number, std::size_t width) {
  std::mt19937_64 random(number);
  std::string out;
  while (out.size() < width) out += static_cast<char>(random());
  return out;
}

Owned Digests(std::size_t count, DigestAlg alg, std::size_t width) {
  Owned out;
  out.set.compare = Compare::kDigest;
  for (std::size_t i = 0; i < count; ++i) out.text.push_back(Octets(2 * i, width));
  for (const auto& t : out.text)
    out.set.members.push_back(Cell::Text(t, CellKind::kDigest, static_cast<std::int16_t>(alg)));
  out.Sort();
  return out;
}

struct Built {
  Bytes octets;
  std::vector<program::StoredPart> parts;

  std::shared_ptr<bundle::MemberTable> Table(std::shared_ptr<bundle::DamageLog> log = nullptr) const {
    std::vector<bundle::MemberTable::Place> places;
    std::uint64_t at = 0;
    for (const auto& part : parts) {
      places.push_back({part, at});
      at += program::OctetsOf(part);
    }
    if (log == nullptr) log = std::make_shared<bundle::DamageLog>();
    return std::make_shared<bundle::MemberTable>(bundle::Mapping::OfBytes(octets, "table"), std::move(places), log);
  }
};

Built Build(const ConstSet& set) {
  REQUIRE(bundle::MayStore(set));
  Built out;
  auto parts = bundle::WriteTable(set, {[] { return Status(); },
                                        [&](ByteView octets) {
                                          out.octets.insert(out.octets.end(), octets.begin(), octets.end());
                                          return Status();
                                        }});
  REQUIRE(parts.ok());
  out.parts = *parts;
  std::uint64_t octets = 0;
  for (const auto& part : out.parts) octets += program::OctetsOf(part);
  REQUIRE(octets == out.octets.size());
  return out;
}

void CheckDigests(std::size_t count, DigestAlg alg, std::size_t width) {
  INFO(count << " of " << width);
  const Owned owned = Digests(count, alg, width);
  const Built built = Build(owned.set);
  const auto table = built.Table();
  const auto aux = static_cast<std::int16_t>(alg);
  bool all = true, none = true;
  for (std::size_t i = 0; i < count; ++i) {
    all = all && table->Find(owned.set.members[i]) == Answer::kYes;
    const std::string other = Octets(2 * i + 1, width);
    none = none && table->Find(Cell::Text(other, CellKind::kDigest, aux)) == Answer::kNo;
  }
  CHECK(all);
  CHECK(none);
  for (const char octet : {'\0', '\xff'})
    CHECK(table->Find(Cell::Text(std::string(width, octet), CellKind::kDigest, aux)) == Answer::kNo);
  CHECK(table->VerifyAll().ok());
}

}  // namespace

TEST_CASE("member table: digests of every algorithm, at the edges of nodes") {
  for (const std::size_t count : {1, 2, 2047, 2048, 2049, 4096, 10000}) CheckDigests(count, DigestAlg::kSha256, 32);
  for (const std::size_t count : {3276, 3277, 7000}) CheckDigests(count, DigestAlg::kSha1, 20);
  for (const std::size_t count : {1365, 1366, 3000}) CheckDigests(count, DigestAlg::kSha384, 48);
  for (const std::size_t count : {1024, 1025, 3000}) CheckDigests(count, DigestAlg::kSha512, 64);
}

TEST_CASE("member table: digests that are not spread as digests are") {
  const auto aux = static_cast<std::int16_t>(DigestAlg::kSha256);
  Owned owned;
  owned.set.compare = Compare::kDigest;
  std::set<std::string> texts;
  for (std::uint64_t i = 0; i < 3000; ++i) texts.insert(std::string(24, 'a') + Octets(i, 8));  // begin alike
  for (std::uint64_t i = 0; i < 3000; ++i) texts.insert(std::string(i % 32, '\0') + Octets(i, 32 - i % 32));  // crowd
  for (int i = 0; i < 2000; ++i)
    texts.insert(std::string(30, '\xff') + std::string{static_cast<char>(i >> 8), static_cast<char>(i)});
  owned.text.assign(texts.begin(), texts.end());
  for (const std::string& text : owned.text) owned.set.members.push_back(Cell::Text(text, CellKind::kDigest, aux));
  owned.Sort();
  const Built built = Build(owned.set);
  const auto table = built.Table();
  for (const std::string& text : owned.text) {
    REQUIRE(table->Find(Cell::Text(text, CellKind::kDigest, aux)) == Answer::kYes);
    std::string other = text;
    other.back() = static_cast<char>(other.back() ^ 0x40);
    REQUIRE(table->Find(Cell::Text(other, CellKind::kDigest, aux)) ==
            (texts.contains(other) ? Answer::kYes : Answer::kNo));
  }
}

TEST_CASE("member table: two levels of index above two million digests, less than half as much again as they") {
  const std::size_t count = 1024 * 2048 + 1;
  const Owned owned = Digests(count, DigestAlg::kSha256, 32);
  const Built built = Build(owned.set);
  REQUIRE(built.parts[0].levels.size() == 3);
  CHECK(built.octets.size() < count * 32 * 3 / 2);
  const auto table = built.Table();
  for (std::size_t i = 0; i < count; i += 997) REQUIRE(table->Find(owned.set.members[i]) == Answer::kYes);
  CHECK(table->Find(owned.set.members.back()) == Answer::kYes);
}

TEST_CASE("member table: digests of several algorithms are parts; an algorithm that is not there cannot be compared") {
  Owned a = Digests(3000, DigestAlg::kSha256, 32), b = Digests(5, DigestAlg::kSha1, 20);
  ConstSet both = a.set;
  both.members.insert(both.members.end(), b.set.members.begin(), b.set.members.end());
  std::sort(both.members.begin(), both.members.end(),
            [](const Cell& x, const Cell& y) { return program::CompareCells(x, y) < 0; });
  const Built built = Build(both);
  REQUIRE(built.parts.size() == 2);
  const auto table = built.Table();
  for (const Cell& member : both.members) REQUIRE(table->Find(member) == Answer::kYes);
  const std::string other(48, 'x');
  CHECK(table->Find(Cell::Text(other, CellKind::kDigest, static_cast<std::int16_t>(DigestAlg::kSha384))) ==
        Answer::kNotComparable);
}

TEST_CASE("member table: ints in the order of numbers") {
  ConstSet set;
  set.compare = Compare::kInt;
  for (std::int64_t i = -20000; i < 20000; i += 2) set.members.push_back(Cell::Int(i));
  set.members.insert(set.members.begin(), Cell::Int(INT64_MIN));
  set.members.push_back(Cell::Int(INT64_MAX));
  const auto table = Build(set).Table();
  for (const Cell& member : set.members) REQUIRE(table->Find(member) == Answer::kYes);
  for (std::int64_t i = -20001; i < 20001; i += 2) REQUIRE(table->Find(Cell::Int(i)) == Answer::kNo);
  CHECK(table->Find(Cell::Bool(true)) == Answer::kNo);
  CHECK(table->VerifyAll().ok());
}

TEST_CASE("member table: texts of every length, empty and longest ones too") {
  std::mt19937_64 random(7);
  std::set<std::string> texts = {"", "a", "aa", std::string(program::kStoredText, 'x'),
                                 std::string(program::kStoredText, 'y')};
  while (texts.size() < 60000) {
    std::string text = "/usr/lib/";
    for (std::uint64_t n = random() % 60; n > 0; --n) text += static_cast<char>('a' + random() % 26);
    texts.insert(text);
  }
  for (int i = 0; i < 40; ++i) texts.insert(std::string(program::kStoredText - 1, static_cast<char>('0' + i)));
  ConstSet set;
  for (const auto& text : texts) set.members.push_back(Cell::Text(text));
  const Built built = Build(set);
  REQUIRE(built.parts[0].levels.size() >= 2);
  const auto table = built.Table();
  for (const auto& text : texts) {
    REQUIRE(table->Find(Cell::Text(text)) == Answer::kYes);
    const std::string longer = text + "!", shorter = text.substr(0, text.size() / 2) + "#";
    REQUIRE(table->Find(Cell::Text(longer)) == (texts.contains(longer) ? Answer::kYes : Answer::kNo));
    REQUIRE(table->Find(Cell::Text(shorter)) == (texts.contains(shorter) ? Answer::kYes : Answer::kNo));
  }
  CHECK(table->Find(Cell::Text("a", CellKind::kBytes)) == Answer::kNo);
  CHECK(table->VerifyAll().ok());
}

TEST_CASE("member table: what cannot be stored is not") {
  ConstSet empty;
  CHECK_FALSE(bundle::MayStore(empty));
  ConstSet versions;
  versions.compare = Compare::kDpkg;
  versions.members.push_back(Cell::Text("1.0"));
  CHECK_FALSE(bundle::MayStore(versions));
  const std::string longer(program::kStoredText + 1, 'x');
  ConstSet texts;
  texts.members.push_back(Cell::Text(longer));
  CHECK_FALSE(bundle::MayStore(texts));
}

TEST_CASE("member table: a damaged node is met by the probes that read it, and by no other") {
  const Owned owned = Digests(10000, DigestAlg::kSha256, 32);
  const Built sound = Build(owned.set);
  REQUIRE(sound.parts[0].levels.size() == 2);
  for (const std::size_t leaf : {0u, 2u, 4u}) {
    Built built = sound;
    built.octets[leaf * program::kNodeBytes + 777] ^= 0x10;
    auto log = std::make_shared<bundle::DamageLog>();
    const auto table = built.Table(log);
    for (std::size_t i = 0; i < owned.set.members.size(); ++i) {
      INFO(i);
      REQUIRE(table->Find(owned.set.members[i]) == (i / 2048 == leaf ? Answer::kDamaged : Answer::kYes));
    }
    CHECK(log->first().offset() == leaf * program::kNodeBytes);
    CHECK_FALSE(table->VerifyAll().ok());
  }
  // The index itself: nothing can be said any more.
  Built built = sound;
  built.octets[sound.parts[0].levels[0] + 5] ^= 1;
  const auto table = built.Table();
  for (std::size_t i = 0; i < owned.set.members.size(); i += 100)
    REQUIRE(table->Find(owned.set.members[i]) == Answer::kDamaged);
}

namespace {

Bytes NodeDigest(std::uint8_t level, ByteView node) {
  Bytes octets{level};
  octets.insert(octets.end(), node.begin(), node.end());
  return *crypto::Sha256(octets);
}

}  // namespace

TEST_CASE("member table: nodes that have their digest and are nonsense are answered, or refused as damaged") {
  std::mt19937_64 random(3);
  ConstSet set;
  std::vector<std::string> texts;
  for (int i = 0; i < 9000; ++i) texts.push_back("member " + std::to_string(100000 + i));
  for (const auto& text : texts) set.members.push_back(Cell::Text(text));
  const Built sound = Build(set);
  REQUIRE(sound.parts[0].levels.size() == 2);
  const std::size_t index_at = sound.parts[0].levels[0];
  std::size_t damaged = 0, answered = 0;
  for (int round = 0; round < 3000; ++round) {
    Built built = sound;
    // Some octets of the index, or all of them; then its digest is made the root.
    const std::size_t changes = random() % 8;
    for (std::size_t i = 0; i <= changes; ++i) {
      const std::size_t near = random() % 2 == 0 ? std::min<std::size_t>(12, built.octets.size() - index_at)
                                                 : built.octets.size() - index_at;
      built.octets[index_at + random() % near] = static_cast<std::uint8_t>(random());
    }
    const ByteView index(built.octets.data() + index_at, built.octets.size() - index_at);
    built.parts[0].root = NodeDigest(1, index);
    const auto table = built.Table();
    for (const auto& probe : {texts.front(), texts[4500], texts.back(), std::string(), std::string("zzz")})
      ++(table->Find(Cell::Text(probe)) == Answer::kDamaged ? damaged : answered);
    (void)table->VerifyAll();
  }
  CHECK(damaged > 1000);
  CHECK(answered > 100);
  // A leaf alone, of any octets.
  for (int round = 0; round < 20000; ++round) {
    Built built;
    for (std::uint64_t n = random() % 40 + 22; n > 0; --n)
      built.octets.push_back(static_cast<std::uint8_t>(random() % (round % 2 == 0 ? 256 : 6)));
    program::StoredPart part;
    part.kind = CellKind::kText, part.count = 10, part.levels = {built.octets.size()};
    part.root = NodeDigest(0, built.octets);
    REQUIRE(program::VerifyStoredPart(part).ok());
    built.parts.push_back(part);
    const auto table = built.Table();
    (void)table->Find(Cell::Text("a"));
    (void)table->VerifyAll();
  }
}

}  // namespace mps::test
