// The quick cursors against the strict readers: what they take is the same, item by item, and they never take more.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "base/cbor_quick.h"
#include "base/cbor_reader.h"
#include "base/hex.h"
#include "base/json_reader.h"
#include "base/json_tape.h"

namespace mps {
namespace {

// Every item with the place where it begins, or nothing where the cursor fails. `skip`: every how manieth value is
// passed over, 0 for none. The document must not nest too deep for recursion; the cursors see to that.
template <class C>
class Transcript {
 public:
  Transcript(C& cursor, unsigned skip) : c_(cursor), skip_(skip) {}

  std::optional<std::string> Run() {
    if (!Value() || !c_.Finish().ok()) return std::nullopt;
    return out_;
  }

 private:
  bool Value() {
    const bool pass = skip_ != 0 && ++values_ % skip_ == 0;
    const ItemKind kind = c_.Peek();
    if (kind == ItemKind::kEnd) return false;
    const bool read = pass || kind == ItemKind::kFloat || kind == ItemKind::kBigInt || kind == ItemKind::kTag ||
                              kind == ItemKind::kOther
                          ? c_.Skip()
                          : Known(kind);
    return read;
  }
  bool Known(ItemKind kind) {
    bool flag = false;
    std::int64_t number = 0;
    std::string_view text;
    ByteView octets;
    switch (kind) {
      case ItemKind::kNull:
        return c_.ReadNull() && Note("null");
      case ItemKind::kBool:
        return c_.ReadBool(flag) && Note(flag ? "true" : "false");
      case ItemKind::kInt:
        return c_.ReadInt(number) && Note(std::to_string(number));
      case ItemKind::kText:
        return c_.ReadText(text) && Note("\"" + std::string(text) + "\"");
      case ItemKind::kBytes:
        return c_.ReadBytes(octets) && Note("h" + HexEncode(octets));
      case ItemKind::kArray:
        if (!c_.EnterArray() || !Note("[")) return false;
        while (c_.NextItem())
          if (!Value()) return false;
        return c_.LeaveArray() && Note("]", false);
      default:
        if (!c_.EnterMap() || !Note("{")) return false;
        for (std::string_view key; c_.NextKey(key);) {
          Note(std::string(key) + ":");
          if (!Value()) return false;
        }
        return c_.LeaveMap() && Note("}", false);
    }
  }
  bool Note(const std::string& what, bool with_place = true) {
    out_ += what + (with_place ? "@" + std::to_string(c_.ItemOffset()) : "") + " ";
    return true;
  }

  C& c_;
  unsigned skip_;
  unsigned values_ = 0;
  std::string out_;
};

template <class C>
std::optional<std::string> TranscriptOf(C& cursor, unsigned skip) {
  return Transcript<C>(cursor, skip).Run();
}

// Whether the quick cursor took the document; fails the test where it must not, or tells another story.
bool SameJson(std::string_view text, unsigned skip = 0) {
  json::Reader reader(text);
  const auto strict = TranscriptOf(reader, skip);
  json::Tape tape;
  if (!tape.Parse(AsBytes(text))) return false;
  json::TapeCursor cursor(tape);
  const auto quick = TranscriptOf(cursor, skip);
  INFO(text);
  if (quick) CHECK(quick == strict);
  return quick.has_value();
}

bool SameCbor(ByteView bytes, unsigned skip = 0) {
  cbor::Reader reader(bytes);
  const auto strict = TranscriptOf(reader, skip);
  cbor::QuickCursor cursor(bytes);
  const auto quick = TranscriptOf(cursor, skip);
  INFO(HexEncode(bytes));
  if (quick) CHECK(quick == strict);
  return quick.has_value();
}

nlohmann::json Made(std::mt19937_64& random, int depth) {
  const auto pick = [&](std::uint64_t n) { return random() % n; };
  static const std::vector<std::string> kTexts = {"",
                                                  "a",
                                                  "name",
                                                  "grüße",
                                                  "line\nbreak",
                                                  "quote\"",
                                                  "0",
                                                  "\\",
                                                  std::string("nul\0nul", 7),
                                                  "a somewhat longer text than sixteen octets"};
  switch (depth == 0 ? pick(5) : pick(8)) {
    case 0:
      return nullptr;
    case 1:
      return pick(2) == 0;
    case 2:
      return static_cast<std::int64_t>(random() >> pick(64));
    case 3:
      return -static_cast<std::int64_t>(random() >> (1 + pick(63)));
    case 4:
      return kTexts[pick(kTexts.size())];
    case 5:
    case 6: {
      nlohmann::json object = nlohmann::json::object();
      for (std::uint64_t n = pick(6); n > 0; --n)
        object[kTexts[pick(kTexts.size())] + (pick(2) == 0 ? "" : std::to_string(pick(9)))] = Made(random, depth - 1);
      return object;
    }
    default: {
      nlohmann::json array = nlohmann::json::array();
      for (std::uint64_t n = pick(5); n > 0; --n) array.push_back(Made(random, depth - 1));
      return array;
    }
  }
}

TEST_CASE("documents in order are taken by both roads, alike", "[base][quick]") {
  std::mt19937_64 random(1);
  for (int i = 0; i < 2000; ++i) {
    const nlohmann::json document = {{"document", Made(random, 5)}};
    const std::string text = document.dump(static_cast<int>(random() % 4) - 1);
    const Bytes bytes = nlohmann::json::to_cbor(document);
    for (const unsigned skip : {0u, 2u, 3u, 7u}) {
      CHECK(SameJson(text, skip));
      CHECK(SameCbor(bytes, skip));
    }
  }
}

TEST_CASE("damaged documents are not taken by the quick road alone", "[base][quick]") {
  std::mt19937_64 random(2);
  static const std::string kOctets(
      "\0\x01 \"\\,:[]{}0-9eE.tfn\x7F\x80\xC3\xED\xA0\xF4\xFF\x5F\x7F\x9F\xBF\xD8\xF6\xF9\xFB\x1B\x3B", 44);
  for (int i = 0; i < 20000; ++i) {
    const nlohmann::json document = {{"document", Made(random, 4)}, {"more", Made(random, 2)}};
    std::string text = document.dump();
    Bytes bytes = nlohmann::json::to_cbor(document);
    for (std::uint64_t n = 1 + random() % 3; n > 0; --n) {
      const char octet = kOctets[random() % kOctets.size()];
      switch (random() % 4) {
        case 0:
          text[random() % text.size()] = octet;
          bytes[random() % bytes.size()] = static_cast<std::uint8_t>(octet);
          break;
        case 1:
          text.insert(random() % text.size(), 1, octet);
          bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(random() % bytes.size()),
                       static_cast<std::uint8_t>(octet));
          break;
        case 2:
          text.erase(random() % text.size(), 1);
          bytes.erase(bytes.begin() + static_cast<std::ptrdiff_t>(random() % bytes.size()));
          break;
        default:
          bytes[random() % bytes.size()] ^= static_cast<std::uint8_t>(1u << random() % 8);
          text.resize(text.size() - 1);
      }
      if (text.empty() || bytes.empty()) break;
    }
    const auto skip = static_cast<unsigned>(random() % 4);
    SameJson(text, skip);
    SameCbor(bytes, skip);
  }
}

TEST_CASE("what JSON has at its edges", "[base][quick]") {
  const auto nested = [](std::size_t n) { return std::string(n, '[') + std::string(n, ']'); };
  CHECK(SameJson(nested(limit::kEvidenceDepth - 2)));
  for (std::size_t n = limit::kEvidenceDepth - 2; n < limit::kEvidenceDepth + 3; ++n) SameJson(nested(n));
  CHECK(SameJson(R"({"a":0,"b":-1,"c":9223372036854775807,"d":-9223372036854775808,"e":9223372036854775808})"));
  CHECK(SameJson(R"([-0,0,-0.0,1e2,[-0]])"));
  CHECK_FALSE(SameJson(R"([18446744073709551616])"));
  for (const char* text : {"[",
                           "]",
                           "{}x",
                           "[01]",
                           "[1.]",
                           "[-]",
                           "[1,]",
                           "{\"a\":1,}",
                           "{\"a\"}",
                           "{a:1}",
                           "[\"\\ud800\"]",
                           "[\"\\udc00\\ud800\"]",
                           "[\"\\x\"]",
                           "[\"\t\"]",
                           "[nul]",
                           "[tru]",
                           "[1 2]",
                           "\xEF\xBB\xBF[]",
                           "[\"\xC0\x80\"]",
                           "[\"\xED\xA0\x80\"]",
                           "// c\n[]",
                           "[1e999]",
                           "{\"a\":1,\"a\":2}",
                           "{\"a\":1,\"\\u0061\":2}"}) {
    INFO(text);
    CHECK_FALSE(SameJson(text));
    CHECK_FALSE(SameJson(std::string("[") + text + "]", 2));
  }
  CHECK_FALSE(SameJson(""));
  CHECK_FALSE(SameJson(" "));
  CHECK_FALSE(SameJson(std::string_view("[]\0", 3)));
  CHECK(SameJson(R"(["\ud83d\ude00","\u0000","\/"])"));
}

TEST_CASE("repeated names are found in what is skipped, in small and in large objects", "[base][quick]") {
  for (const int count : {2, 3, 9, 17, 40, 1000}) {
    std::string text = "{\"x\":{";
    for (int i = 0; i < count; ++i)
      text += "\"name " + std::to_string((i * 7919) % 100003) + "\":" + std::to_string(i) + ",";
    const std::string good = text + "\"last\":0}}", bad = text + "\"name 7919\":0}}";
    for (const unsigned skip : {0u, 1u, 2u}) {
      CHECK(SameJson(good, skip));
      CHECK_FALSE(SameJson(bad, skip));
      CHECK(SameCbor(nlohmann::json::to_cbor(nlohmann::json::parse(good)), skip));
    }
  }
  // {"x": {"a": 1, "b": 2, "a": 3}}, once with a head that is longer than it need be
  CHECK_FALSE(SameCbor(HexDecode("a16178a3616101616202616103").value()));
  CHECK_FALSE(SameCbor(HexDecode("a16178a361610161620278016103").value(), 2));
}

TEST_CASE("names that collide in a hash are told apart, and their repetition is found", "[base][quick]") {
  // Alike in length and at both ends, which is all that the quick hash looks at.
  std::string text = "{";
  for (int i = 0; i < 500; ++i) {
    const std::string middle = std::to_string(100000 + (i * 37) % 500);
    text += "\"prefix: " + middle + " :suffix\":" + std::to_string(i) + ",";
  }
  CHECK(SameJson(text + "\"z\":0}"));
  CHECK_FALSE(SameJson(text + "\"prefix: 100037 :suffix\":0}"));
}

TEST_CASE("a tape holds nothing of the document before once another was refused", "[base][quick]") {
  json::Tape tape;
  REQUIRE(tape.Parse(AsBytes(std::string_view("[\"text\"]"))));
  json::TapeCursor cursor(tape);
  std::string_view text;
  REQUIRE((cursor.EnterArray() && cursor.NextItem() && cursor.ReadText(text)));
  CHECK(tape.Holds(text));
  const std::string larger = "[\"" + std::string(100000, 'x');  // larger memory takes the place of the old
  REQUIRE_FALSE(tape.Parse(AsBytes(larger)));
  CHECK_FALSE(tape.Holds(text));
}

TEST_CASE("limits hold on the quick roads", "[base][quick]") {
  json::Options few;
  few.max_items = 3;
  few.max_string_bytes = 5;
  for (const char* text : {"[1,2,3,4]", "{\"a\":1,\"b\":2,\"c\":3,\"d\":4}", "[\"abcdef\"]", "{\"abcdef\":1}"}) {
    json::Tape tape;
    REQUIRE(tape.Parse(AsBytes(std::string_view(text))));
    for (const unsigned skip : {0u, 1u}) {
      json::TapeCursor cursor(tape, few);
      CHECK_FALSE(TranscriptOf(cursor, skip));
    }
  }
  cbor::Options options;
  options.max_items = 3;
  options.max_string_bytes = 5;
  options.max_depth = 2;
  for (const char* hex : {"8401020304", "a4616101616202616303616404", "6661626364656600", "818181f6"}) {
    const Bytes bytes = HexDecode(hex).value();
    for (const unsigned skip : {0u, 1u}) {
      cbor::QuickCursor cursor(bytes, options);
      CHECK_FALSE(TranscriptOf(cursor, skip));
    }
  }
}

}  // namespace
}  // namespace mps
