// What the JSON and the CBOR cursor have in common, so that one template decodes evidence from either.
//
// A cursor walks one document from front to back and validates what it passes. Errors stick: after the first failure
// every call returns false (Peek: kEnd) and status() says what and where. So code may read on and look once:
//
//   if (!c.EnterMap()) return c.status();
//   for (std::string_view name; c.NextKey(name);) {
//     if (name == "uid") c.ReadInt(uid); else c.Skip();
//   }
//   if (!c.LeaveMap()) return c.status();
//   return c.Finish();
//
// Rules: after NextKey or NextItem has returned true, exactly one value is to be read, entered or skipped before the
// next call of either. NextKey and NextItem return false at the end of the map or array, and on failure (ok() tells
// which). LeaveMap and LeaveArray pass (and validate) what is left. A repeated key is reported at the latest where its
// map ends.
#pragma once

#include <concepts>
#include <cstdint>
#include <string_view>

#include "mps/bytes.h"
#include "mps/status.h"

namespace mps {

enum class ItemKind : std::uint8_t {
  kEnd,  // nothing to read here: the document failed, or no item is due
  kNull,
  kBool,
  kInt,     // fits std::int64_t
  kBigInt,  // an integer that does not fit std::int64_t
  kFloat,   // JSON: a number with fraction or exponent, or -0
  kText,
  kBytes,  // CBOR only
  kArray,
  kMap,
  kTag,    // CBOR only
  kOther,  // CBOR only: undefined and other simple values
};
std::string_view ItemKindName(ItemKind kind);

template <class C>
concept Cursor = requires(C& c, const C& k, bool& b, std::int64_t& i, std::string_view& s, ByteView& v) {
  { c.Peek() } -> std::same_as<ItemKind>;  // kind of the item that is due; reads nothing
  { c.ReadNull() } -> std::same_as<bool>;  // each Read fails with kType if another kind is due
  { c.ReadBool(b) } -> std::same_as<bool>;
  { c.ReadInt(i) } -> std::same_as<bool>;    // kBigInt: kType, "outside 64 bits"
  { c.ReadText(s) } -> std::same_as<bool>;   // view valid until the next call of ReadText, ReadBytes or NextKey
  { c.ReadBytes(v) } -> std::same_as<bool>;  // as ReadText; JSON: always kType
  { c.EnterArray() } -> std::same_as<bool>;
  { c.NextItem() } -> std::same_as<bool>;
  { c.LeaveArray() } -> std::same_as<bool>;
  { c.EnterMap() } -> std::same_as<bool>;
  { c.NextKey(s) } -> std::same_as<bool>;  // text keys only, others kType; view valid until the next NextKey
  { c.LeaveMap() } -> std::same_as<bool>;
  { c.Skip() } -> std::same_as<bool>;      // passes one item of any kind and validates it
  { c.Finish() } -> std::same_as<Status>;  // the failure, or kTrailing if bytes are left, or ok
  {
    c.Fail(Code::kType, s)
    } -> std::same_as<bool>;  // sets the failure at ItemOffset(), unless there is one; returns false
  { k.ok() } -> std::same_as<bool>;
  { k.status() } -> std::convertible_to<const Status&>;
  { k.Offset() } -> std::same_as<std::uint64_t>;      // of the next byte to be read
  { k.ItemOffset() } -> std::same_as<std::uint64_t>;  // where the item (or key) read, entered or skipped last begins
};

// A cursor on the quick road: it takes documents that are in order, and fails, without saying why, wherever another
// cursor has more to say. What it fails on is read again by that other cursor. The caller may take it on himself to
// find repeated names of a map: that is what the Record and Field functions are for. Views live as long as the document
// does.
template <class C>
concept QuickCursor = Cursor<C> && C::kQuick && requires(C& c, const C& k, std::string_view& s) {
  { c.EnterRecord() } -> std::same_as<bool>;
  { c.NextField(s) } -> std::same_as<bool>;
  { c.NextFieldIs(s) } -> std::same_as<bool>;  // enters the next field if that is its name; else reads nothing, false
  { c.LeaveRecord() } -> std::same_as<bool>;   // REQUIRES: NextField returned false
  { k.Count() } -> std::same_as<std::size_t>;  // of the array or map entered last, before anything in it was read
};

}  // namespace mps
