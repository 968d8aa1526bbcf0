// Messages in conceptual message wrappers (docs/results.md, "Wrappers"): outputs wrapped where --cmw is given, inputs
// unwrapped where they are wrapped, which their first octets tell.
#pragma once

#include <string>
#include <string_view>

#include "command.h"
#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::cli {

// Kinds of messages that this command writes and reads.
enum class Message : std::uint8_t { kToken, kEvidence, kResult };

// The octets as they are, or the value of a record or tag of that kind. A wrapper of another kind, and a collection, is
// kInvalid with what it is; unwrapped octets are never taken for a wrapper: no token and no evidence document begins
// with 82, 83 or da, nor with `[` and a text.
Result<std::string> Unwrapped(std::string bytes, Message due);

// A record of that kind: in JSON for what is text (JWT, JSON), else in CBOR.
Result<Bytes> Wrapped(ByteView bytes, Message kind);

// --cmw, for a command that writes messages of that kind.
void AddWrapOption(CLI::App& command, bool& wrap);

}  // namespace mps::cli
