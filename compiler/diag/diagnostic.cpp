// The table of diagnostics.def and what one Diagnostic can do by itself; see diagnostic.h.
#include "diag/diagnostic.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>

namespace mps::diag {
namespace {

constexpr Severity kError = Severity::kError;
constexpr Severity kWarning [[maybe_unused]] = Severity::kWarning;
constexpr Severity kNote = Severity::kNote;

// In order of code, whatever the order of the file.
std::vector<Info> SortedInfos() {
  std::vector<Info> infos = {
#define X(code, name, severity, message, explanation) {Id::k##name, #name, severity, message, explanation},
#include "diag/diagnostics.def"
#undef X
  };
  std::sort(infos.begin(), infos.end(), [](const Info& a, const Info& b) { return a.id < b.id; });
  return infos;
}

const Info* FindInfo(Id id) {
  const std::vector<Info>& infos = AllInfos();
  const auto at = std::lower_bound(infos.begin(), infos.end(), id, [](const Info& a, Id b) { return a.id < b; });
  return at != infos.end() && at->id == id ? &*at : nullptr;
}

std::string ArgText(const Arg& arg) {
  if (const auto* number = std::get_if<std::int64_t>(&arg)) return std::to_string(*number);
  return std::get<std::string>(arg);
}

}  // namespace

std::string_view SeverityName(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kNote:
      return "note";
  }
  return "error";
}

const std::vector<Info>& AllInfos() {
  static const std::vector<Info> infos = SortedInfos();
  return infos;
}

// REQUIRES: an Id of diagnostics.def, as every value of the enum is.
const Info& InfoOf(Id id) {
  const Info* info = FindInfo(id);
  return info != nullptr ? *info : AllInfos().front();
}

std::string CodeText(Id id) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "MPS%04u", static_cast<unsigned>(id));
  return text.data();
}

std::optional<Id> IdFromText(std::string_view code) {
  if (code.size() != 7) return std::nullopt;
  unsigned number = 0;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (i < 3) {
      if (std::toupper(static_cast<unsigned char>(c)) != "MPS"[i]) return std::nullopt;
    } else {
      if (c < '0' || c > '9') return std::nullopt;
      number = number * 10 + static_cast<unsigned>(c - '0');
    }
  }
  const Info* info = FindInfo(static_cast<Id>(number));
  return info != nullptr ? std::optional<Id>(info->id) : std::nullopt;
}

Diagnostic& Diagnostic::At(std::string text) {
  primary = std::move(text);
  return *this;
}
Diagnostic& Diagnostic::WithLabel(Span where, std::string text) {
  labels.push_back({where, std::move(text)});
  return *this;
}
Diagnostic& Diagnostic::WithHelp(std::string text) {
  helps.push_back(std::move(text));
  return *this;
}
Diagnostic& Diagnostic::Suggest(Span where, std::string replacement) {
  suggestion = Suggestion{where, std::move(replacement)};
  return *this;
}

std::string WithArticle(std::string_view noun) {
  const bool vowel = !noun.empty() && std::string_view("aeiouAEIOU").find(noun.front()) != std::string_view::npos;
  return (vowel ? "an " : "a ") + std::string(noun);
}

std::string Counted(std::int64_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

std::string Diagnostic::Message() const {
  const std::string_view form = InfoOf(id).message;
  std::string out;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const std::size_t close = form[i] == '{' ? form.find('}', i) : std::string_view::npos;
    if (close == std::string_view::npos) {
      out += form[i];
      continue;
    }
    std::string_view slot = form.substr(i + 1, close - i - 1);
    const bool article = slot.starts_with("a ");
    if (article) slot.remove_prefix(2);
    const std::size_t index = slot.empty() ? args.size() : static_cast<std::size_t>(slot[0] - '0');
    const std::string_view noun = slot.size() > 2 ? slot.substr(2) : std::string_view();
    if (index >= args.size()) {
      out += "?";
    } else if (const auto* number = std::get_if<std::int64_t>(&args[index]); number != nullptr && !noun.empty()) {
      out += Counted(*number, noun);
    } else {
      out += article ? WithArticle(ArgText(args[index])) : ArgText(args[index]);
    }
    i = close;
  }
  return out;
}

}  // namespace mps::diag
