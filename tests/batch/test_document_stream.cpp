// Cutting streams: the same documents whatever the reads bring, bounded memory, and what cannot be told apart said so.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstring>

#include "appraise/document_stream.h"

using namespace mps;

namespace {

struct Cut {
  std::uint64_t offset, number;
  std::string text;   // empty if refused
  std::string fault;  // empty if not
  bool operator==(const Cut&) const = default;
};

// All documents of `stream`, read `step` octets at a time.
std::vector<Cut> CutAll(const std::string& stream, std::size_t step, std::optional<StreamForm> form,
                        std::size_t limit = 1 << 20, std::size_t* most_held = nullptr) {
  std::size_t at = 0;
  DocumentStream source(
      [&](std::span<std::uint8_t> into) -> Result<std::size_t> {
        const std::size_t n = std::min({step, into.size(), stream.size() - at});
        std::memcpy(into.data(), stream.data() + at, n);
        at += n;
        return n;
      },
      form, limit);
  std::vector<Cut> all;
  while (true) {
    BatchChunk chunk;
    const auto more = source.Fill(chunk);
    REQUIRE(more.ok());
    if (most_held != nullptr) *most_held = std::max(*most_held, chunk.bytes.capacity());
    if (!*more) return all;
    for (const auto& document : chunk.documents) {
      const bool ok = document.fault.ok();
      all.push_back({document.offset, document.number, ok ? std::string(AsText(chunk.View(document))) : "",
                     ok ? "" : document.fault.message()});
    }
  }
}

std::string Hex(std::string_view digits) {
  std::string out;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
    out += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
  return out;
}

}  // namespace

TEST_CASE("lines are documents; blank ones are not; the last needs no line break") {
  const std::string stream = "{\"a\":1}\n\n  \r\n{\"b\":2}\r\n{";
  const std::vector<Cut> expected = {{0, 1, "{\"a\":1}", ""}, {13, 4, "{\"b\":2}\r", ""}, {22, 5, "{", ""}};
  for (const std::size_t step : {1u, 2u, 3u, 7u, 100u}) {
    CHECK(CutAll(stream, step, std::nullopt) == expected);
    CHECK(CutAll(stream, step, StreamForm::kLines) == expected);
  }
}

TEST_CASE("a stream of nothing, or of blank lines, has no documents and holds nothing") {
  CHECK(CutAll("", 10, std::nullopt).empty());
  std::size_t held = 0;
  CHECK(CutAll(std::string(8 << 20, '\n'), 1 << 20, StreamForm::kLines, 100, &held).empty());
  CHECK(held < (2u << 20));
}

TEST_CASE("items of a CBOR sequence, whatever their form, at every step") {
  const std::vector<std::string> items = {
      Hex("a0"),
      Hex("a161618201820203"),                   // nested arrays in a map
      Hex("bf61619f0102ffff"),                   // indefinite map and array
      Hex("5f42010243030405ff"),                 // byte string in parts
      Hex("c11a514b67b0"),                       // a tag
      Hex("d9d9f7a1616bfb400921fb54442d18"),     // tag of three octets, a float
      Hex("a1616b7820") + std::string(32, 'x'),  // a length of its own octet
      Hex("f6"),
  };
  std::string stream;
  std::vector<Cut> expected;
  std::uint64_t number = 0;
  for (const auto& item : items) {
    expected.push_back({stream.size(), ++number, item, ""});
    stream += item;
  }
  for (const std::size_t step : {1u, 2u, 5u, 1000u}) CHECK(CutAll(stream, step, StreamForm::kCborSequence) == expected);
  CHECK(CutAll(stream, 3, std::nullopt) == expected);
}

TEST_CASE("too large a document is passed over without being held, and the next is found") {
  const std::size_t limit = 1000;
  SECTION("a line") {
    const std::string stream = "{}\n" + std::string(3 << 20, 'x') + "\n{\"a\":1}\n";
    std::size_t held = 0;
    const auto all = CutAll(stream, 1 << 16, std::nullopt, limit, &held);
    REQUIRE(all.size() == 3);
    CHECK(all[1].fault == "the document is larger than 1000 bytes");
    CHECK(all[2] == Cut{3 + (3u << 20) + 1, 3, "{\"a\":1}", ""});
    CHECK(held < (1u << 20));
  }
  SECTION("an item") {
    const std::string stream = Hex("a0") + Hex("a161615a00300000") + std::string(3 << 20, 'x') + Hex("a0");
    std::size_t held = 0;
    const auto all = CutAll(stream, 1 << 16, StreamForm::kCborSequence, limit, &held);
    REQUIRE(all.size() == 3);
    CHECK(all[1].fault == "the document is larger than 1000 bytes");
    CHECK(all[2].text == Hex("a0"));
    CHECK(held < (1u << 20));
  }
  SECTION("exactly the limit is taken, one more is not") {
    for (const std::size_t step : {1u, 999u, 5000u}) {
      const auto lines =
          CutAll(std::string(limit, 'x') + "\n" + std::string(limit + 1, 'y') + "\n" + std::string(limit, 'z'), step,
                 StreamForm::kLines, limit);
      REQUIRE(lines.size() == 3);
      CHECK(lines[0].fault.empty());
      CHECK_FALSE(lines[1].fault.empty());
      CHECK(lines[2].fault.empty());
    }
  }
}

TEST_CASE("what cannot be followed ends the sequence and says so") {
  const auto last_fault = [](const std::string& stream) {
    for (const std::size_t step : {1u, 4096u}) {
      const auto all = CutAll(stream, step, StreamForm::kCborSequence);
      REQUIRE(all.size() == 2);
      CHECK(all[0].fault.empty());
      if (step == 4096u) return all[1].fault;
    }
    return std::string();
  };
  const std::string rest = "; the rest of the sequence cannot be told apart";
  CHECK(last_fault(Hex("a01c00a0")) == "reserved additional information of a CBOR head" + rest);
  CHECK(last_fault(Hex("a0ffa0")) == "a CBOR break where nothing is open" + rest);
  CHECK(last_fault(Hex("a05f01ff")) == "a part of a CBOR string that is none" + rest);
  CHECK(last_fault(Hex("a03fa0")) == "an indefinite length where none can be" + rest);
  CHECK(last_fault(Hex("a0bbffffffffffffffff")) == "a CBOR map of too many entries" + rest);
  CHECK(last_fault(Hex("a0") + std::string(2000, '\x81')) == "CBOR items nested too deeply to be followed" + rest);
  CHECK(last_fault(Hex("a0a16161")) == "the sequence ends within this item");
  CHECK(last_fault(Hex("a09bffffffffffffffff01")) == "the sequence ends within this item");
  CHECK(last_fault(Hex("a05bffffffffffffffff01")) == "the sequence ends within this item");
}

TEST_CASE("a stream's form by its first octet") {
  for (const char c : {'{', '[', ' ', '\n', 'x', '"'})
    CHECK(StreamFormOf(static_cast<std::uint8_t>(c)) == StreamForm::kLines);
  for (const int c : {0x00, 0x1e, 0xa0, 0xbf, 0xd9, 0xf6, 0xff})
    CHECK(StreamFormOf(static_cast<std::uint8_t>(c)) == StreamForm::kCborSequence);
}
