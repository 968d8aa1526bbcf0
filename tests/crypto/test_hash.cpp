// Digests: published values, steps, and how many of them.
#include <catch2/catch.hpp>

#include "base/hex.h"
#include "crypto/hash.h"
#include "crypto/random.h"

using namespace mps;
using namespace mps::crypto;

TEST_CASE("digests of `abc` and of nothing (FIPS 180-4)") {
  const struct {
    DigestAlg alg;
    const char* text;
    const char* hex;
  } rows[] = {
      {DigestAlg::kSha1, "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"},
      {DigestAlg::kSha256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {DigestAlg::kSha256, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {DigestAlg::kSha384, "abc",
       "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"},
      {DigestAlg::kSha512, "abc",
       "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80"
       "e2a9ac94fa54ca49f"},
  };
  for (const auto& row : rows) {
    CHECK(HexEncode(Hash(row.alg, AsBytes(row.text)).value()) == row.hex);
    CHECK(DigestSize(row.alg) == HexDecode(row.hex)->size());
  }
}

TEST_CASE("a digest in steps is the digest of the whole, and a hasher can be used again") {
  Bytes data(1000);
  for (std::size_t i = 0; i < data.size(); ++i) data[i] = static_cast<std::uint8_t>(i * 7);
  for (DigestAlg alg : {DigestAlg::kSha1, DigestAlg::kSha256, DigestAlg::kSha384, DigestAlg::kSha512}) {
    Hasher hasher = Hasher::Create(alg).value();
    for (std::size_t step : {1u, 63u, 64u, 65u, 1000u}) {
      for (std::size_t at = 0; at < data.size(); at += step) {
        REQUIRE(hasher.Update(ByteView(data).subspan(at, std::min(step, data.size() - at))).ok());
      }
      CHECK(hasher.Finish().value() == Hash(alg, data).value());
    }
    CHECK(hasher.Finish().value() == Hash(alg, {}).value());
  }
}

TEST_CASE("names and numbers of digests go both ways") {
  for (DigestAlg alg : {DigestAlg::kSha1, DigestAlg::kSha256, DigestAlg::kSha384, DigestAlg::kSha512}) {
    CHECK(DigestFromName(DigestName(alg)) == alg);
    CHECK(DigestFromCoseName(DigestCoseName(alg)) == alg);
    CHECK(DigestFromCose(static_cast<std::int64_t>(alg)) == alg);
    CHECK(RequireDigest(DigestCoseName(alg)).value() == alg);
  }
  CHECK(DigestFromCose(-16) == DigestAlg::kSha256);
  CHECK(DigestFromCose(-43) == DigestAlg::kSha384);
  CHECK(DigestFromCose(-44) == DigestAlg::kSha512);
  // 1, 7 and 8 are of another registry (Named Information), -15 is SHA-256/64.
  for (std::int64_t number :
       {std::int64_t{1}, std::int64_t{7}, std::int64_t{8}, std::int64_t{-15}, std::int64_t{-16 + 65536}}) {
    CHECK(DigestFromCose(number) == std::nullopt);
  }
  CHECK(DigestFromName("SHA256") == std::nullopt);
  CHECK(RequireDigest("SHA-224").status().feature() == "digest-SHA-224");
}

TEST_CASE("comparison in constant time, random octets") {
  CHECK(EqualConstantTime(Bytes{1, 2}, Bytes{1, 2}));
  CHECK_FALSE(EqualConstantTime(Bytes{1, 2}, Bytes{1, 3}));
  CHECK_FALSE(EqualConstantTime(Bytes{1, 2}, Bytes{1}));
  CHECK(EqualConstantTime({}, {}));
  CHECK(RandomBytes(0)->empty());
  CHECK(RandomBytes(32).value() != RandomBytes(32).value());
}
