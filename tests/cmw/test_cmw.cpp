// Wrappers: each form of the draft read and written, and what it does not have refused at its place.
#include <catch2/catch.hpp>

#include "base/base64url.h"
#include "base/hex.h"
#include "cmw/cmw.h"

namespace mps::cmw {
namespace {

Result<Cmw> Hex(const std::string& hex) { return Decode(HexDecode(hex).value()); }
Result<Cmw> Json(std::string_view text) { return Decode(AsBytes(text)); }
Code Refused(const Result<Cmw>& result) { return result.ok() ? Code::kOk : result.status().code(); }

Cmw RecordOf(Encoding encoding, Type type, Bytes value, std::optional<std::uint32_t> indicator = {}) {
  Cmw cmw;
  cmw.encoding = encoding;
  cmw.record = {std::move(type), std::move(value), indicator};
  return cmw;
}

Cmw CollectionOf(Encoding encoding, std::vector<std::pair<Label, Cmw>> entries) {
  Cmw cmw;
  cmw.encoding = encoding;
  cmw.form = Form::kCollection;
  cmw.collection.entries = std::move(entries);
  return cmw;
}

}  // namespace

TEST_CASE("cmw: records in CBOR and JSON come back as they were") {
  for (const Cmw& cmw : {RecordOf(Encoding::kCbor, std::uint16_t{263}, {1, 2, 3}, kEvidence),
                         RecordOf(Encoding::kCbor, "application/eat+cwt; eat_profile=\"a:b\"", {}, std::nullopt),
                         RecordOf(Encoding::kJson, "application/eat+jwt", {0xff}, kAttestationResults | kEvidence)}) {
    const Bytes bytes = Encode(cmw).value();
    const Cmw again = Decode(bytes).value();
    CHECK(again.encoding == cmw.encoding);
    CHECK(again.record.type == cmw.record.type);
    CHECK(again.record.value == cmw.record.value);
    CHECK(again.record.indicator == cmw.record.indicator);
  }
}

TEST_CASE("cmw: the first octet tells the form") {
  CHECK(Hex("82190107420102")->form == Form::kRecord);
  CHECK(Hex("da63747632442347da55")->form == Form::kTag);
  CHECK(Hex("a1616182190107420102")->form == Form::kCollection);
  CHECK(Hex("bf616182190107420102ff")->form == Form::kCollection);
  CHECK(Json(R"({"a":["a/b","AQ"]})")->form == Form::kCollection);
  for (const char* hex : {"", "00", "80", "81", "84", "a0", "d28440", "f6", "20"}) {
    INFO(hex);
    CHECK(Refused(Hex(hex)) == Code::kType);
  }
  CHECK(Refused(Json("\"a\"")) == Code::kType);
  CHECK(Refused(Json(" [\"a/b\",\"AQ\"]")) == Code::kType);
}

TEST_CASE("cmw: indicators have at least one bit, and only those of the draft") {
  CHECK(Hex("831901074101181f")->record.indicator == 0x1fu);
  CHECK(Refused(Hex("83190107410100")) == Code::kInvalid);
  CHECK(Refused(Hex("83190107410120")) == Code::kInvalid);  // -1
  CHECK(Refused(Hex("831901074101f5")) == Code::kInvalid);  // true
  CHECK(Refused(Hex("8319010741011820")) == Code::kUnsupported);
  CHECK(Hex("8319010741011820").status().feature() == "cmw-indicator");
}

TEST_CASE("cmw: types and values of records") {
  CHECK(Refused(Hex("821a00010000"
                    "4101")) == Code::kType);  // content format 65536
  CHECK(Refused(Hex("8220"
                    "4101")) == Code::kType);  // -1
  CHECK(Refused(Hex("8263612f62"
                    "6101")) == Code::kType);  // value is text
  CHECK(Refused(Hex("8262612f"
                    "4101")) == Code::kInvalid);  // `a/`
  CHECK(Refused(Hex("8219010741014100")) == Code::kTrailing);
  CHECK(Refused(Json(R"([263,"AQ"])")) == Code::kType);  // a number is for CBOR
  CHECK(Refused(Json(R"(["a/b","AQ=="])")) == Code::kMalformed);
  CHECK(Json(R"(["a/b","AQ=="])").status().offset() == 7u);
  CHECK(Refused(Json(R"(["a/b","AQ"] x)")) == Code::kTrailing);
  CHECK(Refused(Json(R"(["no media type","AQ"])")) == Code::kInvalid);
}

TEST_CASE("cmw: tags are those of content formats, RFC 9277") {
  CHECK(TagOf(0) == 1668546817u);
  CHECK(TagOf(254) == 1668546817u + 254);
  CHECK(TagOf(255) == 1668546817u + 256);
  for (std::uint32_t n = 0; n <= kMostTagged; ++n) {
    if (ContentFormatOf(TagOf(static_cast<std::uint16_t>(n))) != n) FAIL(n);
  }
  CHECK(!ContentFormatOf(1668546816));
  CHECK(!ContentFormatOf(1668546817 + 255));
  CHECK(!ContentFormatOf(TagOf(kMostTagged) + 1));
  CHECK(Refused(Hex("da637402004101")) == Code::kType);  // 63740200 is no TN
  CHECK(Refused(Hex("da637401016101")) == Code::kType);  // text in it
  Cmw tag = RecordOf(Encoding::kCbor, std::uint16_t{263}, {7});
  tag.form = Form::kTag;
  CHECK(std::get<std::uint16_t>(Decode(Encode(tag).value())->record.type) == 263);
  tag.record.indicator = kEvidence;
  CHECK(!Encode(tag).ok());
}

TEST_CASE("cmw: collections have entries, labels that differ, and a type that is a URI or an OID") {
  CHECK(Refused(Json("{}")) == Code::kInvalid);
  CHECK(Refused(Json(R"({"__cmwc_t":"tag:a,2024:b"})")) == Code::kInvalid);
  CHECK(Refused(Json(R"({"__cmwc_t":"not one","a":["a/b","AQ"]})")) == Code::kInvalid);
  CHECK(Refused(Json(R"({"a":["a/b","AQ"],"a":["a/b","AQ"]})")) == Code::kDuplicate);
  CHECK(Json(R"({"__cmwc_t":"1.2.3","a":["a/b","AQ"]})")->collection.type == "1.2.3");
  CHECK(Refused(Hex("a1f582190107420102")) == Code::kType);  // label true
  CHECK(Refused(Hex("a20182190107410101821901074101")) == Code::kDuplicate);
}

TEST_CASE("cmw: depth and number of entries are bounded") {
  const auto nested = [](std::size_t depth) {
    Cmw cmw = RecordOf(Encoding::kCbor, std::uint16_t{263}, {1});
    for (std::size_t i = 0; i < depth; ++i) cmw = CollectionOf(Encoding::kCbor, {{std::string("a"), cmw}});
    return cmw;
  };
  const Bytes deep = Encode(nested(kMostDepth)).value();
  CHECK(Decode(deep).ok());
  CHECK(Encode(nested(kMostDepth + 1)).status().code() == Code::kLimit);
  Bytes deeper = HexDecode("a16161").value();
  deeper.insert(deeper.end(), deep.begin(), deep.end());
  CHECK(Decode(deeper).status().code() == Code::kLimit);
  std::vector<std::pair<Label, Cmw>> many;
  for (std::size_t i = 0; i <= kMostEntries; ++i)
    many.emplace_back(static_cast<std::int64_t>(i), RecordOf(Encoding::kCbor, std::uint16_t{1}, {}));
  CHECK(Encode(CollectionOf(Encoding::kCbor, many)).status().code() == Code::kLimit);
  many.pop_back();
  CHECK(Encode(CollectionOf(Encoding::kCbor, many)).ok());
}

TEST_CASE("cmw: what is of the other encoding goes through a tunnel, in collections only") {
  const Cmw cbor = RecordOf(Encoding::kCbor, std::uint16_t{263}, {1});
  const Cmw json = RecordOf(Encoding::kJson, "a/b", {2});
  const Bytes in_json = Encode(CollectionOf(Encoding::kJson, {{std::string("x"), cbor}})).value();
  CHECK(AsText(in_json).find("#cmw-c2j-tunnel") != std::string_view::npos);
  CHECK(Decode(in_json)->collection.entries[0].second.encoding == Encoding::kCbor);
  const Bytes in_cbor = Encode(CollectionOf(Encoding::kCbor, {{std::int64_t{-1}, json}})).value();
  CHECK(Decode(in_cbor)->collection.entries[0].second.record.value == Bytes{2});
  CHECK(Refused(Json(R"(["#cmw-c2j-tunnel","ghkBB0EB"])")) == Code::kType);
  // A tunnel that leads to its own encoding, and one with an indicator.
  const std::string same = Base64UrlEncode(AsBytes(R"(["a/b","AQ"])"));
  CHECK(Refused(Json(R"({"x":["#cmw-c2j-tunnel",")" + same + "\"]}")) == Code::kInvalid);
  CHECK(Refused(Json(R"({"x":["#cmw-c2j-tunnel","ghkBB0EB",4]})")) == Code::kType);
  // Labels that JSON does not have.
  CHECK(!Encode(CollectionOf(Encoding::kJson, {{std::int64_t{1}, json}})).ok());
}

TEST_CASE("cmw: the extension of a certificate is DER, and says which encoding it holds") {
  const auto extension = [](const std::string& hex) { return DecodeExtension(HexDecode(hex).value()); };
  CHECK(extension("0406821901074101").ok());
  CHECK(extension("0c0c" + HexEncode(AsBytes(R"(["a/b","AQ"])"))).ok());
  CHECK(Refused(extension("040c" + HexEncode(AsBytes(R"(["a/b","AQ"])")))) == Code::kInvalid);
  CHECK(Refused(extension("0c06821901074101")) == Code::kInvalid);
  CHECK(Refused(extension("0407821901074101")) == Code::kMalformed);
  CHECK(Refused(extension("0405821901074101")) == Code::kTrailing);
  CHECK(Refused(extension("048106821901074101")) == Code::kMalformed);  // a long form that need not be
  CHECK(Refused(extension("3006821901074101")) == Code::kType);
  CHECK(Refused(extension("0480821901074101")) == Code::kMalformed);
}

TEST_CASE("cmw: media types by content format") {
  CHECK(MediaTypeOf(Type{std::uint16_t{263}}) == "application/eat+cwt");
  CHECK(MediaTypeOf(Type{std::string("Application/EAT+CWT; eat_profile=\"x:y\"")}) == "application/eat+cwt");
  CHECK(!MediaTypeOf(Type{std::uint16_t{9999}}));
  CHECK(Describe(Type{std::uint16_t{9999}}) == "content format 9999");
}

}  // namespace mps::cmw
