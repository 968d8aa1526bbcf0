// What a token says, without asking whether it is true: for people who debug. Entry point: Inspect.
#pragma once

#include <optional>
#include <string>

#include "mps/bytes.h"
#include "mps/status.h"
#include "token/mps_token.h"

namespace mps::token {

// Decodes any EAT (CWT, JWT, detached bundle; also of other profiles and algorithms) and prints headers, claims by
// name, submodules, and the claim set if it is inside. The first line says that nothing was verified. Ends in a line
// feed. Errors: those of decoding; nothing is printed of a token whose claims do not have the types of RFC 9711.
Result<std::string> Inspect(ByteView token);

// The same with what a program may want: nothing of it is verified.
struct Inspection {
  Form form = Form::kCwt;
  std::optional<TokenClaims> claims;  // of a token of our profile
  std::string text;                   // as Inspect gives it
};
Result<Inspection> InspectToken(ByteView token);

}  // namespace mps::token
