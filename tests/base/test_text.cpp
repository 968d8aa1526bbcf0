// Hex, base64, UTF-8 and the path form.
#include <catch2/catch.hpp>
#include <random>

#include "base/base64url.h"
#include "base/checked.h"
#include "base/hex.h"
#include "base/utf8.h"

using namespace mps;

namespace {

Bytes RandomBytes(std::mt19937& random, std::size_t size) {
  Bytes out(size);
  for (auto& byte : out) byte = static_cast<std::uint8_t>(random());
  return out;
}

}  // namespace

TEST_CASE("hex both ways, and what it refuses") {
  CHECK(HexEncode(Bytes{0x00, 0xAf, 0x7f}) == "00af7f");
  CHECK(HexDecode("00aF7f").value() == Bytes{0x00, 0xAF, 0x7F});
  CHECK(HexDecode("").value().empty());
  CHECK(HexDecode("0").status().offset() == 1u);
  CHECK(HexDecode("0g").status().offset() == 1u);
  CHECK_FALSE(HexDecode("0x00").ok());
  CHECK_FALSE(HexDecode("00 00").ok());
}

TEST_CASE("base64url: RFC 4648 section 10 vectors without padding") {
  const std::pair<const char*, const char*> rows[] = {
      {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},         {"foo", "Zm9v"},
      {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, coded] : rows) {
    CHECK(Base64UrlEncode(AsBytes(plain)) == coded);
    CHECK(Base64UrlDecode(coded).value() == ToBytes(AsBytes(plain)));
  }
  CHECK(Base64Encode(AsBytes("fo")) == "Zm8=");
  CHECK(Base64Decode("Zg==").value() == Bytes{'f'});
}

TEST_CASE("base64url takes one spelling only") {
  for (const char* bad :
       {"Zg==", "Zm8=", "Z", "Zm9vY", "Zh", "Zm9", "Zm 8", "Zm8\n", "Zm+_", "Zm/_", "Zm9v=", "=", "\xC3\xA9=="}) {
    INFO(bad);
    CHECK_FALSE(Base64UrlDecode(bad).ok());
  }
  CHECK_FALSE(Base64UrlDecode(std::string_view("Zm\0v", 4)).ok());
  for (const char* bad : {"Zg", "Zg=", "Zg===", "Zh==", "Z===", "====", "Zg==Zg==", "Zm9_", "Zm9v\n", "Zm=v"}) {
    INFO(bad);
    CHECK_FALSE(Base64Decode(bad).ok());
  }
}

TEST_CASE("base64 round trip of random octets, and each changed character changes the octets or is refused") {
  std::mt19937 random(1);
  for (std::size_t size = 0; size < 70; ++size) {
    const Bytes bytes = RandomBytes(random, size);
    const std::string text = Base64UrlEncode(bytes);
    CHECK(Base64UrlDecode(text).value() == bytes);
    CHECK(Base64Decode(Base64Encode(bytes)).value() == bytes);
    for (std::size_t i = 0; i < text.size(); ++i) {
      for (char c : std::string_view("AZaz09-_+/= ")) {
        std::string changed = text;
        changed[i] = c;
        Result<Bytes> back = Base64UrlDecode(changed);
        CHECK((changed == text || !back.ok() || back.value() != bytes));
      }
    }
  }
}

TEST_CASE("UTF-8: every sequence of up to three bytes is judged as by its definition") {
  // The definition by table 3-7 of the Unicode standard.
  const auto valid = [](const std::string& s) {
    std::size_t i = 0;
    const auto in = [&](std::size_t at, int low, int high) {
      return at < s.size() && static_cast<std::uint8_t>(s[at]) >= low && static_cast<std::uint8_t>(s[at]) <= high;
    };
    while (i < s.size()) {
      if (in(i, 0, 0x7F))
        i += 1;
      else if (in(i, 0xC2, 0xDF) && in(i + 1, 0x80, 0xBF))
        i += 2;
      else if (in(i, 0xE0, 0xE0) && in(i + 1, 0xA0, 0xBF) && in(i + 2, 0x80, 0xBF))
        i += 3;
      else if (in(i, 0xE1, 0xEC) && in(i + 1, 0x80, 0xBF) && in(i + 2, 0x80, 0xBF))
        i += 3;
      else if (in(i, 0xED, 0xED) && in(i + 1, 0x80, 0x9F) && in(i + 2, 0x80, 0xBF))
        i += 3;
      else if (in(i, 0xEE, 0xEF) && in(i + 1, 0x80, 0xBF) && in(i + 2, 0x80, 0xBF))
        i += 3;
      else
        return false;
    }
    return true;
  };
  std::size_t wrong = 0;
  const int steps[] = {0x00, 0x25, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2,
                       0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF};
  for (int a = 0; a < 256; ++a) {
    for (int b : steps) {
      for (int c : steps) {
        const std::string s = {static_cast<char>(a), static_cast<char>(b), static_cast<char>(c)};
        wrong += IsUtf8(s) != valid(s);
        wrong += FirstInvalidUtf8(s).has_value() == valid(s);
        // The path form is always UTF-8, and the way back gives the octets.
        const std::string path = PathTextFromBytes(AsBytes(s));
        wrong += !IsUtf8(path);
        Result<Bytes> back = PathBytesFromText(path);
        wrong += !back.ok() || back.value() != ToBytes(AsBytes(s));
      }
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("UTF-8: four bytes, and the place of the first fault") {
  CHECK(IsUtf8("\xF0\x90\x80\x80"));
  CHECK(IsUtf8("\xF4\x8F\xBF\xBF"));
  CHECK_FALSE(IsUtf8("\xF0\x8F\xBF\xBF"));
  CHECK_FALSE(IsUtf8("\xF4\x90\x80\x80"));
  CHECK_FALSE(IsUtf8("\xF0\x90\x80"));
  CHECK(FirstInvalidUtf8("ab\xF0\x90\x80"
                         "c") == 2u);
  for (char32_t c : {U'\0', U'\x7F', U'\x80', U'\x7FF', U'\x800', U'\xFFFF', U'\x10000', U'\x10FFFF'}) {
    std::string text;
    AppendUtf8(c, text);
    const std::optional<CodePoint> back = DecodeUtf8(text, 0);
    REQUIRE(back);
    CHECK(back->value == c);
    CHECK(back->length == text.size());
  }
}

TEST_CASE("path form") {
  CHECK(PathTextFromBytes(AsBytes("/etc/a b")) == "/etc/a b");
  CHECK(PathTextFromBytes(AsBytes("100%")) == "100%25");
  CHECK(PathTextFromBytes(AsBytes("caf\xE9")) == "caf%E9");
  CHECK(PathTextFromBytes(AsBytes("caf\xC3\xA9")) == "caf\xC3\xA9");
  CHECK(PathBytesFromText("caf%E9").value() == ToBytes(AsBytes("caf\xE9")));
  for (const char* bad : {"%41", "%", "%4", "%zz", "%e9", "a%2", "%C3%A9", "a\xFF"}) {
    INFO(bad);
    CHECK_FALSE(PathBytesFromText(bad).ok());
  }
}

TEST_CASE("path form of random octets") {
  std::mt19937 random(7);
  for (int i = 0; i < 2000; ++i) {
    const Bytes bytes = RandomBytes(random, random() % 12);
    const std::string text = PathTextFromBytes(bytes);
    REQUIRE(IsUtf8(text));
    REQUIRE(PathBytesFromText(text).value() == bytes);
  }
}

TEST_CASE("checked arithmetic at its edges") {
  constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min(),
                         kMax = std::numeric_limits<std::int64_t>::max();
  const std::int64_t edges[] = {kMin, kMin + 1, -3, -1, 0, 1, 3, kMax - 1, kMax};
  for (std::int64_t a : edges) {
    for (std::int64_t b : edges) {
      const __int128 wide_a = a, wide_b = b;
      const auto fits = [](__int128 v) { return v >= kMin && v <= kMax; };
      CHECK(CheckedAdd(a, b).has_value() == fits(wide_a + wide_b));
      CHECK(CheckedSub(a, b).has_value() == fits(wide_a - wide_b));
      CHECK(CheckedMul(a, b).has_value() == fits(wide_a * wide_b));
      CHECK(CheckedDiv(a, b).has_value() == (b != 0 && fits(wide_a / wide_b)));
      CHECK(CheckedMod(a, b).has_value() == (b != 0));
      if (CheckedMul(a, b)) CHECK(*CheckedMul(a, b) == static_cast<std::int64_t>(wide_a * wide_b));
      if (b != 0) CHECK(*CheckedMod(a, b) == static_cast<std::int64_t>(wide_a % wide_b));
    }
    CHECK(CheckedNegate(a).has_value() == (a != kMin));
  }
}
