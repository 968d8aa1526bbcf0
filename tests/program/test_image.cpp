// Images: round trip, versions, and every flipped bit and cut.
#include <catch2/catch.hpp>

#include "lower/lower.h"
#include "lower/model_builder.h"
#include "program/dump.h"
#include "program/image.h"
#include "program/verify.h"

namespace mps::test {
namespace {

Bytes Sample() {
  ModelBuilder b;
  FillSample(b);
  auto program = lower::Lower(b.m);
  INFO((program.ok() ? "" : program.status().ToString()));
  REQUIRE(program.ok());
  return program::EncodeImage(*program);
}

}  // namespace

TEST_CASE("image: a program comes back as it was") {
  const Bytes image = Sample();
  auto loaded = program::LoadImage(image);
  INFO((loaded.ok() ? "" : loaded.status().ToString()));
  REQUIRE(loaded.ok());
  CHECK(program::EncodeImage(*loaded) == image);
  ModelBuilder b;
  FillSample(b);
  CHECK(program::DumpProgram(*loaded) == program::DumpProgram(*lower::Lower(b.m)));
}

TEST_CASE("image: another version and another set of opcodes are refused by name") {
  Bytes image = Sample();
  // [ [ "mps-program", version, opcodes ], program ]: 0x82 0x83 0x6b, eleven letters, then the version.
  REQUIRE(image[14] == program::kImageVersion);
  Bytes later = image;
  later[14] = 1;
  auto refused = program::LoadImage(later);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.status().code() == Code::kUnsupported);
  Bytes other = image;
  other[20] ^= 1;
  refused = program::LoadImage(other);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.status().code() == Code::kUnsupported);
  other = image;
  other[5] ^= 1;
  CHECK_FALSE(program::LoadImage(other).ok());
}

TEST_CASE("image: every cut is refused, and what follows too") {
  const Bytes image = Sample();
  for (std::size_t size = 0; size < image.size(); ++size) {
    INFO(size);
    CHECK_FALSE(program::LoadImage(ByteView(image.data(), size)).ok());
  }
  Bytes longer = image;
  longer.push_back(0);
  CHECK_FALSE(program::LoadImage(longer).ok());
}

TEST_CASE("image: a flipped bit is refused, or gives another sound program") {
  Bytes image = Sample();
  std::size_t taken = 0;
  for (std::size_t bit = 0; bit < image.size() * 8; ++bit) {
    image[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
    auto loaded = program::LoadImage(image);
    if (loaded.ok()) {
      ++taken;
      INFO(bit);
      REQUIRE(program::Verify(*loaded).ok());
      REQUIRE(program::EncodeImage(*loaded) == image);  // nothing in the octets is without meaning
      (void)program::DumpProgram(*loaded);
    }
    image[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
  }
  // Letters of titles and the like: an image is no signature.
  CHECK(taken > 0);
  CHECK(taken < image.size() * 8);
}

}  // namespace mps::test
