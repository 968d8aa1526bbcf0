// Restrictions of the CBOR layer: deterministic form, dCBOR, and the single options.
#include <catch2/catch.hpp>

#include "base/cbor_reader.h"
#include "base/cbor_value.h"
#include "base/hex.h"

using namespace mps;
using namespace mps::cbor;

namespace {

struct Row {
  const char* hex;
  Code any;  // kOk, or the code under each form
  Code deterministic;
  Code dcbor;
  std::uint64_t offset;  // of the first refusal
};

constexpr Code kOk = Code::kOk, kNot = Code::kNotDeterministic, kDup = Code::kDuplicate, kBad = Code::kMalformed;

constexpr Row kRows[] = {
    // heads
    {"1817", kOk, kNot, kNot, 0},
    {"190017", kOk, kNot, kNot, 0},
    {"1b00000000ffffffff", kOk, kNot, kNot, 0},
    {"5801aa", kOk, kNot, kNot, 0},
    {"780161", kOk, kNot, kNot, 0},
    {"980101", kOk, kNot, kNot, 0},
    {"b8010101", kOk, kNot, kNot, 0},
    {"d80101", kOk, kNot, kNot, 0},
    {"8218ff1817", kOk, kNot, kNot, 3},
    // lengths
    {"9f01ff", kOk, kNot, kNot, 0},
    {"bf0101ff", kOk, kNot, kNot, 0},
    {"5f4101ff", kOk, kNot, kNot, 0},
    {"7f6161ff", kOk, kNot, kNot, 0},
    // keys
    {"a201020103", kDup, kDup, kDup, 3},
    {"a202000100", kOk, kNot, kNot, 3},
    {"a2616200616100", kOk, kNot, kNot, 4},
    {"a2180a00"
     "6000",
     kOk, kNot, kNot, 1},
    {"a20a006000", kOk, kOk, kOk, 0},
    {"a218640061"
     "6100",
     kOk, kOk, kOk, 0},                      // 1864 < 6161 by bytes though longer
    {"a2616100186400", kOk, kNot, kNot, 4},  // RFC 7049's length-first order
    {"a26161006261"
     "6200",
     kOk, kOk, kOk, 0},
    {"81a201020103", kDup, kDup, kDup, 4},
    {"a20a00180a00", kDup, kNot, kNot, 3},  // one integer in two spellings
    {"a261610078016100", kDup, kNot, kNot, 4},
    {"a26161007f6161ff00", kDup, kNot, kNot, 4},
    {"a2f93e0000fa3fc0000000", kDup, kNot, kNot, 5},  // 1.5 twice
    {"a1a20102010300", kDup, kDup, kDup, 4},          // within a key
    // floats
    {"fa3fc00000", kOk, kNot, kNot, 0},
    {"fb3ff8000000000000", kOk, kNot, kNot, 0},
    {"f93e00", kOk, kOk, kOk, 0},
    {"f93c00", kOk, kOk, kNot, 0},
    {"f98000", kOk, kOk, kNot, 0},
    {"f97e00", kOk, kOk, kOk, 0},
    {"f97e01", kOk, kOk, kNot, 0},
    {"fb7ff8000000000000", kOk, kNot, kNot, 0},
    {"fa7fc00001", kOk, kOk, kNot, 0},
    {"f97c00", kOk, kOk, kOk, 0},
    {"fa7f800000", kOk, kNot, kNot, 0},
    {"f90001", kOk, kOk, kOk, 0},
    {"fa33800000", kOk, kNot, kNot, 0},
    {"fa00000001", kOk, kOk, kOk, 0},
    {"fb36a0000000000000", kOk, kNot, kNot, 0},
    {"fa477fe000", kOk, kNot, kNot, 0},
    {"fa477fff00", kOk, kOk, kNot, 0},
    // bignums
    {"c249010000000000000000", kOk, kOk, kOk, 0},
    {"c24100", kOk, kNot, kNot, 0},
    {"c240", kOk, kNot, kNot, 0},
    {"c248ffffffffffffffff", kOk, kNot, kNot, 0},
    {"c34a00ffffffffffffffffff", kOk, kNot, kNot, 0},
    {"c201", kOk, Code::kInvalid, Code::kInvalid, 1},
    // simple values, integers and text of dCBOR
    {"f7", kOk, kOk, kNot, 0},
    {"f0", kOk, kOk, kNot, 0},
    {"f820", kOk, kOk, kNot, 0},
    {"f818", kBad, kBad, kBad, 0},
    {"f814", kBad, kBad, kBad, 0},
    {"3b8000000000000000", kOk, kOk, kNot, 0},
    {"3b7fffffffffffffff", kOk, kOk, kOk, 0},
    {"62c3a9", kOk, kOk, kOk, 0},
    {"6365cc81", kOk, kOk, Code::kUnsupported, 1},
};

Options With(Form form) {
  Options options;
  options.form = form;
  return options;
}

Code Judge(const Bytes& bytes, const Options& options) {
  const Status cursor = Validate(bytes, options);
  Result<Value> tree = Decode(bytes, options);
  CHECK(tree.ok() == cursor.ok());
  if (!tree.ok()) CHECK(tree.status().ToString() == cursor.ToString());
  return cursor.code();
}

}  // namespace

TEST_CASE("CBOR: what each form takes and refuses") {
  for (const Row& row : kRows) {
    INFO(row.hex);
    const Bytes bytes = HexDecode(row.hex).value();
    CHECK(Judge(bytes, With(Form::kAny)) == row.any);
    CHECK(Judge(bytes, With(Form::kDeterministic)) == row.deterministic);
    CHECK(Judge(bytes, With(Form::kDcbor)) == row.dcbor);
    const Status strict = Validate(bytes, With(Form::kDcbor));
    const Status cde = Validate(bytes, With(Form::kDeterministic));
    if (!cde.ok()) CHECK(cde.offset() == row.offset);
    if (!strict.ok()) CHECK(strict.offset() == row.offset);
  }
}

TEST_CASE("CBOR: what is taken as deterministic is what the encoder writes") {
  for (const Row& row : kRows) {
    INFO(row.hex);
    const Bytes bytes = HexDecode(row.hex).value();
    for (Form form : {Form::kDeterministic, Form::kDcbor}) {
      Result<Value> any = Decode(bytes, With(Form::kAny));
      if (!any.ok()) continue;
      Result<Bytes> written = Encode(any.value(), form);
      const bool taken = Validate(bytes, With(form)).ok();
      // A bignum that should be an integer stays as it is: the tree keeps tags.
      if (any->Is(Kind::kTag) && !taken) continue;
      CHECK(taken == (written.ok() && written.value() == bytes));
      if (written.ok()) CHECK(Validate(written.value(), With(form)).ok());
    }
  }
}

TEST_CASE("CBOR: single options") {
  const auto judge = [](const char* hex, auto set) {
    Options options;
    set(options);
    return Judge(HexDecode(hex).value(), options);
  };
  CHECK(judge("9f01ff", [](Options& o) { o.allow_indefinite = false; }) == Code::kInvalid);
  CHECK(judge("5f4101ff", [](Options& o) { o.allow_indefinite = false; }) == Code::kInvalid);
  CHECK(judge("8101", [](Options& o) { o.allow_indefinite = false; }) == Code::kOk);
  CHECK(judge("81c101", [](Options& o) { o.allow_tags = false; }) == Code::kType);
  CHECK(judge("81f93c00", [](Options& o) { o.allow_floats = false; }) == Code::kType);
  CHECK(judge("81f7", [](Options& o) { o.allow_simple_other = false; }) == Code::kType);
  CHECK(judge("81f6", [](Options& o) { o.allow_simple_other = false; }) == Code::kOk);
  CHECK(judge("a201020103", [](Options& o) { o.reject_duplicate_keys = false; }) == Code::kOk);
  CHECK(judge("63616161", [](Options& o) { o.max_string_bytes = 2; }) == Code::kLimit);
  CHECK(judge("7f61616161ff", [](Options& o) { o.max_string_bytes = 1; }) == Code::kLimit);
  CHECK(judge("83010203", [](Options& o) { o.max_items = 2; }) == Code::kLimit);
  CHECK(judge("9f010203ff", [](Options& o) { o.max_items = 2; }) == Code::kLimit);
  CHECK(judge("bf0102"
              "0302"
              "ff",
              [](Options& o) { o.max_items = 1; }) == Code::kLimit);
}

TEST_CASE("CBOR: depth counts arrays, maps and tags, in values and in keys") {
  Options three;
  three.max_depth = 3;
  for (const char* hex : {"81818101", "c1c1c101", "8181c101",
                          "a1818100"
                          "00",
                          "a100a100a10000"}) {
    INFO(hex);
    CHECK(Judge(HexDecode(hex).value(), three) == Code::kOk);
    CHECK(Judge(HexDecode("81" + std::string(hex)).value(), three) == Code::kLimit);
    CHECK(Judge(HexDecode("c1" + std::string(hex)).value(), three) == Code::kLimit);
    CHECK(Judge(HexDecode("a1" + std::string(hex) + "00").value(), three) == Code::kLimit);
  }
  Options none;
  none.max_depth = 0;
  CHECK(Judge(HexDecode("01").value(), none) == Code::kOk);
  CHECK(Judge(HexDecode("80").value(), none) == Code::kLimit);
}

TEST_CASE("CBOR: the strict profile of claim sets") {
  const Options strict = Options::Strict();
  CHECK(Judge(HexDecode("83f4f5f6").value(), strict) == Code::kOk);
  for (const char* bad : {"c101", "f93c00", "f7", "f0", "9f01ff", "1817", "a202000100", "a201000100"}) {
    INFO(bad);
    CHECK(Judge(HexDecode(bad).value(), strict) != Code::kOk);
  }
}
