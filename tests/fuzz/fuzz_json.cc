// Fuzz target: the JSON reader, tree and printer. Traps where two of them disagree.
#include <cstdint>
#include <cstdlib>

#include "base/json_reader.h"
#include "base/json_value.h"

namespace {

using namespace mps;

void Require(bool holds) {
  if (!holds) std::abort();
}

// Walks with the cursor as a consumer would, into everything.
void Walk(json::Reader& reader) {
  std::int64_t number = 0;
  std::string_view text;
  switch (reader.Peek()) {
    case ItemKind::kInt:
      reader.ReadInt(number);
      return;
    case ItemKind::kText:
      reader.ReadText(text);
      return;
    case ItemKind::kArray:
      reader.EnterArray();
      while (reader.NextItem()) Walk(reader);
      reader.LeaveArray();
      return;
    case ItemKind::kMap:
      reader.EnterMap();
      while (reader.NextKey(text)) Walk(reader);
      reader.LeaveMap();
      return;
    default:
      reader.Skip();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = AsText({data, size});
  const Status status = json::Validate(input);
  json::Reader reader(input);
  Walk(reader);
  Require(reader.Finish().ok() == status.ok());
  json::Options lenient;
  lenient.reject_duplicate_keys = false;
  // Refusing repeated names does only that.
  Require(status.code() == Code::kDuplicate || json::Validate(input, lenient).ok() == status.ok());
  Result<json::Value> tree = json::Parse(input, {}, 1u << 20);
  Require(tree.ok() == status.ok());
  if (!tree.ok()) return 0;
  Result<json::Value> again = json::Parse(json::PrettyPrint(*tree), {}, 1u << 20);
  Require(again.ok() && *again == *tree && json::Print(*again) == json::Print(*tree));
  return 0;
}
