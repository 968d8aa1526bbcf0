// A strict CBOR decoder over one buffer (RFC 8949). It takes all well-formed CBOR; options restrict it.
//
// Nothing is allocated per item: a count or length is compared with the bytes that remain before anything else happens.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/cursor.h"
#include "base/key_set.h"
#include "mps/bytes.h"
#include "mps/limits.h"
#include "mps/status.h"

namespace mps::cbor {

// Which encodings of one value are taken.
enum class Form : std::uint8_t {
  kAny,            // everything well-formed and valid
  kDeterministic,  // RFC 8949 4.2.1 with preferred bignums (3.4.3), as CDE: shortest heads and floats, definite
                   // lengths, sorted keys
  kDcbor,  // dCBOR: as above; integral floats and -0.0 only as integers, one NaN, integers from -2^63, simple values
           // only false, true and null, text in NFC (text with characters from U+0300 on: unsupported:nfc)
};

struct Options {
  Form form = Form::kAny;
  std::size_t max_depth = limit::kEvidenceDepth;  // arrays, maps and tags around the deepest item
  bool allow_indefinite = true;                   // kAny only
  bool allow_tags = true;
  bool allow_floats = true;
  bool allow_simple_other = true;     // undefined and unassigned simple values
  bool reject_duplicate_keys = true;  // compared by value for integers and strings, else by encoded bytes
  std::size_t max_string_bytes = limit::kTextBytes;
  std::size_t max_items = limit::kCollectionItems;  // of one array or map

  // No floats, tags, indefinite lengths, duplicate keys, nor simple values but true, false, null: claim sets and our
  // tokens.
  static Options Strict(std::size_t depth = limit::kTokenDepth);
  // Any valid CBOR of a bounded depth without duplicate keys: COSE messages and tokens of others.
  static Options Token();
};

// Major types 0..7 of RFC 8949 section 3.1.
enum class Major : std::uint8_t { kUint, kNegative, kBytes, kText, kArray, kMap, kTag, kSimple };

// A float as read: its value and the bits of its binary64 form (a NaN's payload is kept there).
struct Float {
  double value;
  std::uint64_t bits;
};

// Models mps::Cursor; what comes on top of it is marked (CBOR). See base/cursor.h for the rules of use.
class Reader {
 public:
  static constexpr bool kQuick = false;

  // `bytes` must outlive the reader and every view it hands out.
  explicit Reader(ByteView bytes, const Options& options = {});
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  ItemKind Peek();
  bool ReadNull();
  bool ReadBool(bool& out);
  bool ReadInt(std::int64_t& out);
  bool ReadUint(std::uint64_t& out);                          // (CBOR) major 0 only
  bool ReadInteger(bool& negative, std::uint64_t& argument);  // (CBOR) the value is argument, or -1 - argument
  bool ReadFloat(Float& out);                                 // (CBOR)
  bool ReadSimple(std::uint8_t& out);  // (CBOR) any simple value: 20 false ... 23 undefined, others
  bool ReadText(std::string_view& out);
  bool ReadBytes(ByteView& out);
  bool ReadTag(std::uint64_t& out);  // (CBOR) its content is due next

  bool EnterArray();
  bool NextItem();
  bool LeaveArray();
  bool EnterMap();
  bool NextKey(std::string_view& key);
  bool NextEntry();  // (CBOR) like NextKey for keys of any type: the key is due, then the value
  bool LeaveMap();
  bool Skip();
  bool SkipRaw(ByteView& encoded);  // (CBOR) Skip, and the bytes that were passed

  // (CBOR) The number of items (arrays) or entries (maps) of the array or map entered last; nothing if its length is
  // indefinite.
  std::optional<std::uint64_t> Count() const;

  Status Finish();
  bool Fail(Code code, std::string_view message);
  bool FailAt(Code code, std::string_view message, std::uint64_t offset);
  bool ok() const { return ok_; }
  const Status& status() const { return status_; }
  Status TakeStatus() { return std::move(status_); }
  std::uint64_t Offset() const { return static_cast<std::uint64_t>(at_); }
  std::uint64_t ItemOffset() const { return static_cast<std::uint64_t>(item_); }

 private:
  struct Head {
    Major major;
    std::uint8_t info;  // the low five bits: 31 is an indefinite length
    std::uint64_t argument;
    bool indefinite() const { return info == 31; }
  };
  struct Frame {
    bool is_map;
    bool indefinite;
    bool done;                // the end was seen
    bool key_due;             // of a map: a key is due or being read
    std::uint32_t depth;      // arrays, maps and tags open, this one among them
    std::uint64_t remaining;  // items or entries not begun yet, if definite
    std::uint64_t count;      // items or entries begun
    std::uint64_t total;      // the count that the head announced, if definite
    std::size_t key_start;    // where the key being read begins
    std::size_t last_key;     // where the key before it begins, and its length (0: there is none)
    std::size_t last_key_size;
    std::size_t key_mark;  // of keys_
  };

  bool deterministic() const { return options_.form != Form::kAny; }
  bool tracks_keys() const { return !deterministic() && options_.reject_duplicate_keys; }
  std::size_t remaining() const { return bytes_.size() - at_; }

  bool Due();
  bool Took();
  bool NoteKey(Frame& frame);
  std::string_view CanonicalKey(std::size_t start);
  bool ReadHead(Head& head);
  bool ReadArgument(Head& head);
  bool CheckHead(const Head& head);
  bool WantHead(Major major, std::string_view wanted, Head& head);
  bool TypeMismatch(std::string_view wanted);
  bool ReadString(const Head& head, Bytes* joined, ByteView& out);
  bool ReadChunks(const Head& head, Bytes* joined, ByteView& out);
  bool TakeChunk(const Head& head, std::uint64_t& total, ByteView& chunk);
  bool CheckText(ByteView text);
  bool Deepen();
  bool Enter(Major major);
  bool Step(Frame& frame);
  bool Leave(bool is_map);
  bool EndOfMap(Frame& frame);
  bool ReadFloatBody(const Head& head, Float& out);
  bool CheckFloat(const Head& head, const Float& value);
  bool CheckBignum(std::uint64_t tag);
  bool CheckSimple(const Head& head);
  bool SkipHead();
  bool SkipScalar();

  ByteView bytes_;
  Options options_;
  std::size_t at_ = 0;
  std::size_t item_ = 0;
  bool ok_ = true;
  bool due_ = true;         // an item may be read now
  std::uint32_t tags_ = 0;  // tags read whose content is due
  std::vector<Frame> frames_;
  KeySet keys_;
  Bytes scratch_;      // the joined chunks of the last string
  Bytes key_scratch_;  // the joined chunks of the last key
  Status status_;
};
static_assert(Cursor<Reader>);

// The whole document: one item, well-formed, valid and within the options, and nothing after it.
Status Validate(ByteView bytes, const Options& options = {});

}  // namespace mps::cbor
