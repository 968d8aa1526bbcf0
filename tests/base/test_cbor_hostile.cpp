// Hostile CBOR: nothing crashes, hangs, reads beyond the end or takes memory for what is not there.
#include <catch2/catch.hpp>
#include <chrono>
#include <random>

#include "base/cbor_reader.h"
#include "base/cbor_value.h"
#include "base/hex.h"

using namespace mps;
using namespace mps::cbor;

namespace {

// A document with every construct.
const char* const kEverything =
    "b9000a"
    "6161"
    "8401"
    "20"
    "1903e8"
    "3a000f423f"
    "6162"
    "bf01f502f4ff"
    "6163"
    "5f42010243030405ff"
    "6164"
    "7f657374726561646d696e67ff"
    "6165"
    "c11a514b67b0"
    "6166"
    "f93e00"
    "6167"
    "fb7e37e43c8800759c"
    "6168"
    "f6"
    "6169"
    "c249010000000000000000"
    "616a"
    "a1820102f7";

// Judges with every form; the cursor and the tree have to agree, and what is taken has to survive being written.
void Exercise(ByteView bytes) {
  for (Form form : {Form::kAny, Form::kDeterministic, Form::kDcbor}) {
    Options options;
    options.form = form;
    const Status status = Validate(bytes, options);
    Result<Value> tree = Decode(bytes, options);
    REQUIRE(tree.ok() == status.ok());
    if (!tree.ok()) {
      REQUIRE(status.offset().has_value());
      REQUIRE(*status.offset() <= bytes.size());
      continue;
    }
    Diagnostic(*tree);
    Result<Bytes> written = Encode(*tree, form == Form::kAny ? Form::kDeterministic : form);
    REQUIRE(written.ok());
    Result<Value> again = Decode(*written, Options());
    REQUIRE(again.ok());
    REQUIRE(*again == *tree);
    if (form != Form::kAny) REQUIRE(*written == ToBytes(bytes));
  }
}

// A copy at the very end of its memory, so that a sanitizer sees any read beyond.
void ExerciseCopy(const Bytes& bytes) {
  const Bytes exact(bytes.begin(), bytes.end());
  Exercise(exact);
}

}  // namespace

TEST_CASE("CBOR: every prefix of a document is refused, and every bit flip is survived") {
  const Bytes whole = HexDecode(kEverything).value();
  REQUIRE(Validate(whole).ok());
  for (std::size_t n = 0; n < whole.size(); ++n) {
    const Bytes prefix(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(n));
    CHECK_FALSE(Validate(prefix).ok());
    ExerciseCopy(prefix);
  }
  for (std::size_t i = 0; i < whole.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      Bytes changed = whole;
      changed[i] = static_cast<std::uint8_t>(changed[i] ^ (1 << bit));
      ExerciseCopy(changed);
    }
  }
}

TEST_CASE("CBOR: a byte after the document is refused, whatever it is") {
  const Bytes whole = HexDecode(kEverything).value();
  for (int extra = 0; extra < 256; ++extra) {
    Bytes longer = whole;
    longer.push_back(static_cast<std::uint8_t>(extra));
    CHECK(Validate(longer).code() == Code::kTrailing);
    CHECK(Validate(longer).offset() == whole.size());
  }
}

TEST_CASE("CBOR: all inputs of up to two bytes, and of three with every first byte") {
  for (int a = 0; a < 256; ++a) {
    ExerciseCopy({static_cast<std::uint8_t>(a)});
    for (int b = 0; b < 256; ++b) ExerciseCopy({static_cast<std::uint8_t>(a), static_cast<std::uint8_t>(b)});
    for (int b : {0x00, 0x18, 0x41, 0x61, 0x7f, 0x81, 0xa1, 0xc2, 0xf9, 0xff}) {
      for (int c : {0x00, 0x17, 0x80, 0xa0, 0xc0, 0xf7, 0xff}) {
        ExerciseCopy({static_cast<std::uint8_t>(a), static_cast<std::uint8_t>(b), static_cast<std::uint8_t>(c)});
      }
    }
  }
}

TEST_CASE("CBOR: random bytes, and random splices of a document") {
  std::mt19937 random(31);
  const Bytes whole = HexDecode(kEverything).value();
  for (int i = 0; i < 20000; ++i) {
    Bytes bytes;
    if (i % 2 == 0) {
      bytes.resize(random() % 24);
      for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random());
    } else {
      for (int part = 0; part < 3; ++part) {
        const std::size_t from = random() % whole.size(), size = random() % (whole.size() - from);
        bytes.insert(bytes.end(), whole.begin() + static_cast<std::ptrdiff_t>(from),
                     whole.begin() + static_cast<std::ptrdiff_t>(from + size));
      }
    }
    ExerciseCopy(bytes);
  }
}

TEST_CASE("CBOR: counts and lengths beyond the input cost nothing") {
  const auto start = std::chrono::steady_clock::now();
  for (const char* hex : {"9a10000000", "9bffffffffffffffff", "ba10000000", "bbffffffffffffffff", "bb7fffffffffffffff",
                          "5a7fffffff00", "5bffffffffffffffff", "7bffffffffffffffff00", "5f5bffffffffffffffff00ff",
                          "9b8000000000000000", "829bffffffffffffffff"}) {
    INFO(hex);
    CHECK(Validate(HexDecode(hex).value()).code() == Code::kMalformed);
    CHECK(Decode(HexDecode(hex).value(), {}).status().code() == Code::kMalformed);
  }
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(1));
}

TEST_CASE("CBOR: deep nesting ends at the limit, however deep") {
  for (std::uint8_t opener : {0x81, 0x9f, 0xc1, 0xbf, 0xa1}) {
    const Bytes deep(1 << 20, opener);
    CHECK(Validate(deep).code() == Code::kLimit);
    CHECK(Decode(deep, {}).status().code() == Code::kLimit);
  }
  // Without a bound on depth the cursor still uses no stack.
  Bytes closed(1 << 20, 0x81);
  closed.push_back(0x00);
  Options boundless;
  boundless.max_depth = std::size_t{1} << 30;
  CHECK(Validate(closed, boundless).ok());
}

TEST_CASE("CBOR: a tree takes no more items than it is told") {
  Bytes many = {0x9a, 0x00, 0x01, 0x00, 0x00};
  many.insert(many.end(), 65536, 0x00);
  CHECK(Decode(many, {}).status().code() == Code::kLimit);
  CHECK(Decode(many, {}, 65537).ok());
}

TEST_CASE("CBOR: many keys in the worst order are checked in good time") {
  const std::uint32_t count = 300000;
  Bytes map = {0xba, 0x00, 0x04, 0x93, 0xe0};
  for (std::uint32_t i = count; i > 0; --i) {
    const std::uint32_t key = i | 0x80000000;
    map.insert(map.end(), {0x1a, static_cast<std::uint8_t>(key >> 24), static_cast<std::uint8_t>(key >> 16),
                           static_cast<std::uint8_t>(key >> 8), static_cast<std::uint8_t>(key), 0x00});
  }
  const auto start = std::chrono::steady_clock::now();
  CHECK(Validate(map).ok());
  map[map.size() - 2] = map[map.size() - 8];  // the last key becomes the one before it
  const Status status = Validate(map);
  CHECK(status.code() == Code::kDuplicate);
  CHECK(status.offset() == map.size() - 6);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
}
