// Which fault follows from which; see cascades.h.
#include "parse/cascades.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

namespace mps::parse {
namespace {

using diag::Diagnostic;
using diag::Id;

int CodeOf(const Diagnostic& d) { return static_cast<int>(d.id); }
bool IsToken(const Diagnostic& d) { return CodeOf(d) >= 105 && CodeOf(d) < 150; }
bool IsStructure(const Diagnostic& d) { return CodeOf(d) >= 150 && CodeOf(d) < 190; }

bool Blank(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; });
}

class Cascades {
 public:
  Cascades(const SourceFile& source, diag::Sink& sink) : source_(source), sink_(sink) {}

  void Run() {
    Collect();
    if (faults_.empty()) return;
    sink_.Drop([this](const Diagnostic& d) {
      return d.span.file == source_.id() && IsStructure(d) &&
             std::any_of(faults_.begin(), faults_.end(),
                         [&](const Diagnostic* f) { return f != &d && Explains(*f, d); });
    });
    Collect();
    for (const Diagnostic* f : faults_) Mute(f->span);
  }

 private:
  void Collect() {
    faults_.clear();
    for (const Diagnostic& d : sink_.reported()) {
      const bool ours = d.span.file == source_.id() && CodeOf(d) < 200 && d.severity == diag::Severity::kError;
      // LIMIT: a source with more faults than this is told of the first ones, whatever follows from them.
      if (ours && faults_.size() < 200) faults_.push_back(&d);
    }
  }

  // A token that was put right, or an earlier fault at the same place, explains what the parser makes of it.
  bool Explains(const Diagnostic& first, const Diagnostic& d) const {
    if (first.span.begin == d.span.begin) return IsToken(first) || &first < &d;
    if (!IsToken(first) || first.span.end > d.span.begin) return false;
    if (Blank(source_.text().substr(first.span.end, d.span.begin - first.span.end))) return true;
    return d.id == Id::kChainedComparison && LineOf(first.span.begin) == LineOf(d.span.begin);
  }

  std::uint32_t LineOf(std::uint32_t offset) const { return source_.Locate(offset).line; }

  void Mute(Span span) {
    const std::uint32_t first = LineOf(span.begin), last = LineOf(std::max(span.begin, span.end));
    const std::uint32_t end = source_.LineStart(last) + static_cast<std::uint32_t>(source_.Line(last).size()) + 1;
    Span core = span;
    while (core.begin > 0 && std::isspace(static_cast<unsigned char>(source_.text()[core.begin - 1])) != 0)
      --core.begin;
    sink_.Mute({source_.id(), source_.LineStart(first), end}, core);
  }

  const SourceFile& source_;
  diag::Sink& sink_;
  std::vector<const Diagnostic*> faults_;
};

// The first word or sign that is neither blank nor comment.
std::size_t FirstAt(std::string_view text) {
  std::size_t at = 0;
  for (;;) {
    while (at < text.size() && std::isspace(static_cast<unsigned char>(text[at])) != 0) ++at;
    if (text.substr(at, 2) == "//" || text.substr(at, 1) == "#") {
      at = std::min(text.find('\n', at), text.size());
    } else if (text.substr(at, 2) == "/*") {
      const std::size_t end = text.find("*/", at + 2);
      if (end == std::string_view::npos) return at;
      at = end + 2;
    } else {
      return at;
    }
  }
}

std::string_view WordAt(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) != 0 || text[end] == '_')) ++end;
  return text.substr(at, end - at);
}

// The language that a file is in, or nothing.
std::string_view ForeignLanguage(std::string_view text, std::size_t at, std::size_t* size) {
  const std::string_view word = WordAt(text, at);
  *size = std::max<std::size_t>(word.size(), 1);
  if (word.empty() && (text[at] == '{' || text[at] == '[')) return "JSON";
  if (text.substr(at, 3) == "---") return *size = 3, "YAML";
  if (text.substr(at, 1) == "<") return "XML";
  if (word.empty()) return "";
  const std::size_t after = std::min(text.find_first_not_of(" \t", at + word.size()), text.size());
  const std::string_view next = text.substr(after, 1);
  if (next == ":") return "YAML";
  if (word == "package" && !next.empty() && std::isalpha(static_cast<unsigned char>(next[0])) != 0) return "Rego";
  if ((word == "permit" || word == "forbid") && next == "(") return "Cedar";
  return "";
}

}  // namespace

void QuietCascades(const SourceFile& source, diag::Sink& sink) { Cascades(source, sink).Run(); }

bool RefuseForeignFile(const SourceFile& source, diag::Sink& sink) {
  const std::string_view text = source.text();
  const std::size_t at = FirstAt(text);
  if (at >= text.size()) return false;
  std::size_t size = 0;
  const std::string_view language = ForeignLanguage(text, at, &size);
  if (language.empty()) return false;
  const auto begin = static_cast<std::uint32_t>(at);
  const Span span{source.id(), begin, begin + static_cast<std::uint32_t>(size)};
  sink.Report(Id::kUnknownFileKind, span, {std::string(source.Text(span))})
      .At("this looks like " + std::string(language))
      .WithHelp(
          "a definition is written in the language of its own: its first statement is `mps \"Name\" version 1.0.0 "
          "language 1`, and each rule says `require` and a condition");
  return true;
}

}  // namespace mps::parse
