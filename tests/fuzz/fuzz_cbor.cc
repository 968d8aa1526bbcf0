// Fuzz target: the CBOR reader, tree and encoder under every form. Traps where two of them disagree.
#include <cstdint>
#include <cstdlib>

#include "base/cbor_reader.h"
#include "base/cbor_value.h"

namespace {

using namespace mps;
using cbor::Form;

void Require(bool holds) {
  if (!holds) std::abort();
}

// Walks with the cursor as a consumer would, into everything.
void Walk(cbor::Reader& reader) {
  std::int64_t number = 0;
  std::string_view text;
  ByteView bytes;
  std::uint64_t tag = 0;
  switch (reader.Peek()) {
    case ItemKind::kInt:
      reader.ReadInt(number);
      return;
    case ItemKind::kText:
      reader.ReadText(text);
      return;
    case ItemKind::kBytes:
      reader.ReadBytes(bytes);
      return;
    case ItemKind::kTag:
      if (reader.ReadTag(tag)) Walk(reader);
      return;
    case ItemKind::kArray:
      reader.EnterArray();
      while (reader.NextItem()) Walk(reader);
      reader.LeaveArray();
      return;
    case ItemKind::kMap:
      reader.EnterMap();
      while (reader.NextEntry()) {
        Walk(reader);
        Walk(reader);
      }
      reader.LeaveMap();
      return;
    default:
      reader.Skip();
  }
}

void Judge(ByteView input, Form form) {
  cbor::Options options;
  options.form = form;
  const bool valid = cbor::Validate(input, options).ok();
  cbor::Reader reader(input, options);
  Walk(reader);
  Require(reader.Finish().ok() == valid);
  Result<cbor::Value> tree = cbor::Decode(input, options, 1u << 20);
  Require(tree.ok() == valid);
  if (!valid) return;
  cbor::Diagnostic(*tree);
  Result<Bytes> written = cbor::Encode(*tree, form == Form::kAny ? Form::kDeterministic : form);
  if (form != Form::kAny) {
    Require(written.ok() && *written == ToBytes(input));
  } else if (written.ok()) {
    Result<cbor::Value> again = cbor::Decode(*written, options, 1u << 20);
    Require(again.ok());
    Result<Bytes> twice = cbor::Encode(*again, Form::kDeterministic);
    Require(twice.ok() && *twice == *written);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (Form form : {Form::kAny, Form::kDeterministic, Form::kDcbor}) Judge({data, size}, form);
  return 0;
}
