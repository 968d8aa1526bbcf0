// Canonical CBOR of constants, and the digest of configuration sets.
#include <algorithm>
#include <catch2/catch.hpp>

#include "base/hex.h"
#include "base/value_codec.h"
#include "claims/configuration.h"
#include "claims/sample.h"

namespace mps {
namespace {

Value Make(TypeKind kind, std::string text = "", std::int64_t number = 0) {
  Value value;
  value.kind = kind;
  value.text = std::move(text);
  value.number = number;
  return value;
}

std::string Hex(const Value& value) {
  auto bytes = EncodeValue(value);
  return bytes.ok() ? HexEncode(bytes.value()) : std::string(CodeName(bytes.status().code()));
}

}  // namespace

TEST_CASE("scalars have the encodings of docs/tokens.md") {
  CHECK(Hex(Make(TypeKind::kBool, "", 1)) == "f5");
  CHECK(Hex(Make(TypeKind::kBool)) == "f4");
  CHECK(Hex(Make(TypeKind::kInt, "", -1)) == "20");
  CHECK(Hex(Make(TypeKind::kInt, "", INT64_MIN)) == "3b7fffffffffffffff");
  CHECK(Hex(Make(TypeKind::kTime, "", 1790000000)) == "1a6ab13b80");
  CHECK(Hex(Make(TypeKind::kDuration, "", 60)) == "183c");
  CHECK(Hex(Make(TypeKind::kMode, "", 0640)) == "1901a0");
  CHECK(Hex(Make(TypeKind::kMode, "", 010000)) == CodeName(Code::kType));
  CHECK(Hex(Make(TypeKind::kMode, "", -1)) == CodeName(Code::kType));
  CHECK(Hex(Make(TypeKind::kText, "\xc3\xa9")) == "62c3a9");
  CHECK(Hex(Make(TypeKind::kText, "e\xcc\x81")) == "6365cc81");  // never normalised
  CHECK(Hex(Make(TypeKind::kText, "\xff")) == CodeName(Code::kUtf8));
  CHECK(Hex(Make(TypeKind::kEnum, "os")) == "626f73");
  CHECK(Hex(Make(TypeKind::kPath, "/a%FF")) == "652f61254646");
  CHECK(Hex(Make(TypeKind::kBytes, std::string("\0\xff", 2))) == "4200ff");
  CHECK(Hex(Make(TypeKind::kScalar)) == CodeName(Code::kType));
}

TEST_CASE("structured scalars have the encodings of docs/tokens.md") {
  Value version = Make(TypeKind::kVersion, "1:2-3");
  version.ordering = Ordering::kDpkg;
  CHECK(Hex(version) ==
        "8264"
        "64706b67"
        "65"
        "313a322d33");
  Value digest = Make(TypeKind::kDigest, std::string(32, '\x01'));
  CHECK(Hex(digest) == "822f5820" + HexEncode(Bytes(32, 1)));
  digest.digest_alg = DigestAlg::kSha384;
  CHECK(Hex(digest) == CodeName(Code::kType));
  CHECK(Hex(Make(TypeKind::kIp, std::string("\x7f\0\0\1", 4))) == "447f000001");
  CHECK(Hex(Make(TypeKind::kIp, "abc")) == CodeName(Code::kType));
  CHECK(Hex(Make(TypeKind::kCidr, std::string("\x0a\0\0\0", 4), 8)) == "82440a00000008");
  CHECK(Hex(Make(TypeKind::kCidr, std::string("\x0a\0\0\0", 4), 33)) == CodeName(Code::kType));
  Value glob = Make(TypeKind::kPattern, "*.conf");
  glob.glob = true;
  CHECK(Hex(glob) ==
        "8264"
        "676c6f62"
        "66"
        "2a2e636f6e66");
}

TEST_CASE("a set is sorted by encoded bytes, without repeats, whatever its order") {
  Value set = Make(TypeKind::kSet);
  for (const char* text : {"b", "aa", "a", "b"}) set.items.push_back(Make(TypeKind::kText, text));
  CHECK(Hex(set) ==
        "8361616162"
        "626161");
  std::reverse(set.items.begin(), set.items.end());
  CHECK(Hex(set) ==
        "8361616162"
        "626161");
  Value list = set;
  list.kind = TypeKind::kList;
  CHECK(Hex(list) ==
        "846162"
        "6161"
        "626161"
        "6162");
}

TEST_CASE("a map is sorted by encoded keys and refuses a key given twice") {
  Value map = Make(TypeKind::kMap);
  for (const char* key : {"b", "aa", "a"}) {
    map.items.push_back(Make(TypeKind::kText, key));
    map.items.push_back(Make(TypeKind::kInt, "", 1));
  }
  CHECK(Hex(map) == "a361610161620162616101");
  map.items.push_back(Make(TypeKind::kText, "b"));
  CHECK(Hex(map) == CodeName(Code::kType));
  map.items.push_back(Make(TypeKind::kInt, "", 2));
  CHECK(Hex(map) == CodeName(Code::kDuplicate));
}

TEST_CASE("a record keeps the order of its declaration") {
  Value record = Make(TypeKind::kRecord);
  record.fields = {{"z", Make(TypeKind::kInt, "", 1)}, {"a", Make(TypeKind::kBool, "", 1)}};
  CHECK(Hex(record) == "8201f5");
}

TEST_CASE("constants nested beyond the limit are refused, and a failure writes nothing") {
  Value value = Make(TypeKind::kInt);
  for (int i = 0; i < 100; ++i) {
    Value outer = Make(TypeKind::kList);
    outer.items.push_back(std::move(value));
    value = std::move(outer);
  }
  cbor::Writer out;
  CHECK(EncodeValue(value, out).code() == Code::kLimit);
  CHECK(out.size() == 0);
}

TEST_CASE("the digest of a configuration set does not depend on the order of its entries") {
  using claims::EncodeConfiguration;
  auto entries = claims::sample::SshEntries();
  Bytes bytes = EncodeConfiguration("ssh", entries).value();
  std::reverse(entries.begin(), entries.end());
  CHECK(EncodeConfiguration("ssh", entries).value() == bytes);
  CHECK(HexEncode(bytes).find("f6") != std::string::npos);  // the absent banner
  CHECK(EncodeConfiguration("other", entries).value() != bytes);
  entries.push_back(entries[0]);
  CHECK(EncodeConfiguration("ssh", entries).status().code() == Code::kDuplicate);
  CHECK(!EncodeConfiguration("", {}).ok());
  CHECK(!claims::HashConfiguration("ssh", claims::sample::SshEntries(), DigestAlg::kSha1).ok());
}

}  // namespace mps
