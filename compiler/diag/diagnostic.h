// Diagnostics: what is wrong with a source, where, and how it is mended. Text and JSON are two renderings of this
// object.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "source/source.h"

namespace mps::diag {

enum class Severity : std::uint8_t { kError, kWarning, kNote };
std::string_view SeverityName(Severity severity);  // `error`, `warning`, `note`

// Every diagnostic of diagnostics.def; the number is the code: kBadNumber = 107 prints as MPS0107.
enum class Id : std::uint16_t {
#define X(code, name, severity, message, explanation) k##name = code,
#include "diag/diagnostics.def"
#undef X
};

// What diagnostics.def says of one.
struct Info {
  Id id;
  std::string_view name;  // `BadNumber`
  Severity severity;
  // With {0}, {1} ... for the arguments; `{a 1}` puts `a` or `an` before it, `{1 line}` the noun behind a number: 1
  // line, 2 lines.
  std::string_view message;
  std::string_view explanation;  // for `mps help MPS0107`
};
const Info& InfoOf(Id id);
// In order of code.
const std::vector<Info>& AllInfos();
// `MPS0107`.
std::string CodeText(Id id);
// Takes `MPS0107` (any case); nullopt where there is none such.
std::optional<Id> IdFromText(std::string_view code);

// An argument of a message: text of the user's (the message puts backticks around it) or a number.
using Arg = std::variant<std::string, std::int64_t>;
// `an int`, `a text`.
std::string WithArticle(std::string_view noun);
// `1 line`, `2 lines`.
std::string Counted(std::int64_t count, std::string_view noun);

// A further place, with what there is to say of it.
struct Label {
  Span span;
  std::string text;
};
// An edit that mends the fault, for tools: put `replacement` in the place of `span`.
struct Suggestion {
  Span span;
  std::string replacement;
};

struct Diagnostic {
  Id id;
  Severity severity;
  Span span;
  std::vector<Arg> args;
  std::vector<Label> labels;
  std::vector<std::string> helps;
  std::optional<Suggestion> suggestion;
  std::string primary;  // what stands beside the underline; may be empty

  // For chains: sink.Report(...).At("not a number").WithLabel(span, "declared here").WithHelp("write ...").
  Diagnostic& At(std::string text);
  Diagnostic& WithLabel(Span where, std::string text);
  Diagnostic& WithHelp(std::string text);
  Diagnostic& Suggest(Span where, std::string replacement);

  // The message with its arguments in place. Hostile text is escaped by the renderers, not here.
  std::string Message() const;
};

}  // namespace mps::diag
