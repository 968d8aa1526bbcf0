// Texts: escapes, insertions, and the layout of long texts; see literals.h.
#include <algorithm>
#include <cctype>

#include "base/hex.h"
#include "base/utf8.h"
#include "parse/literals.h"

namespace mps::parse {
namespace {

using diag::Id;

bool IsBlank(char c) { return c == ' ' || c == '\t'; }
bool IsWordStart(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_'; }
bool IsWordPart(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

void AppendText(ast::Text& out, std::string_view text) {
  if (text.empty()) return;
  if (out.parts.empty() || out.parts.back().is_insertion) out.parts.emplace_back();
  out.parts.back().text += text;
}

// One line of a long text: bytes [begin, end) without the line break.
struct Line {
  std::uint32_t begin, end;
};
std::vector<Line> SplitLines(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  std::vector<Line> lines;
  for (std::uint32_t at = begin;;) {
    const std::size_t found = text.find('\n', at);
    const bool last = found == std::string_view::npos || found >= end;
    std::uint32_t stop = last ? end : static_cast<std::uint32_t>(found);
    const std::uint32_t next = stop + 1;
    if (!last && stop > at && text[stop - 1] == '\r') --stop;
    lines.push_back({at, stop});
    if (last) return lines;
    at = next;
  }
}

}  // namespace

ast::Str LiteralReader::Plain(const Span& span) {
  const ast::Text text = Decode(span);
  ast::Str out{{}, span};
  for (const ast::TextPart& part : text.parts) {
    if (part.is_insertion) {
      Report(Id::kInsertionNotHere, part.path.span)
          .WithHelp(
              "insertions work in title, description, rationale, note, manual, deprecated and fix; "
              "a plain `{` needs no backslash");
      continue;
    }
    out.value += part.text;
  }
  return out;
}

ast::Text LiteralReader::Rich(const Span& span) { return Decode(span); }

// The token is `"..."`, `"""..."""`, or what an earlier fault was taken for: then it is used as it stands, without
// complaint.
ast::Text LiteralReader::Decode(const Span& span) {
  ast::Text out;
  out.span = span;
  const std::string_view text = source_.Text(span);
  const bool is_long = text.size() >= 6 && text.substr(0, 3) == "\"\"\"" && text.substr(text.size() - 3) == "\"\"\"";
  const bool is_short = !is_long && text.size() >= 2 && text.front() == '"' && text.back() == '"';
  if (is_long) {
    DecodeLong({span.file, span.begin + 3, span.end - 3}, out);
  } else if (is_short) {
    DecodeRun(span.begin + 1, span.end - 1, out);
  } else {
    AppendText(out, text);
  }
  return out;
}

// The first line break is dropped, the closing line's indentation is taken off each line, and line breaks are line
// feeds.
void LiteralReader::DecodeLong(const Span& inner, ast::Text& out) {
  const std::string_view text = source_.text();
  std::vector<Line> lines = SplitLines(text, inner.begin, inner.end);
  const auto blank = [&](const Line& line) {
    return std::all_of(text.begin() + line.begin, text.begin() + line.end, IsBlank);
  };
  std::string_view indent;
  if (lines.size() > 1) {
    const Line& last = lines.back();
    std::uint32_t stop = last.begin;
    while (stop < last.end && IsBlank(text[stop])) ++stop;
    indent = text.substr(last.begin, stop - last.begin);
  }
  bool reported = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Line line = lines[i];
    if (i == 0) {
      if (lines.size() > 1 && blank(line)) continue;
    } else if (text.substr(line.begin, indent.size()) == indent && line.end - line.begin >= indent.size()) {
      line.begin += static_cast<std::uint32_t>(indent.size());
    } else if (blank(line)) {
      line.begin = line.end;
    } else if (!reported) {
      reported = true;
      Report(Id::kLongTextIndent, {inner.file, line.begin, line.end})
          .WithLabel({inner.file, inner.end, inner.end + 3}, "the indentation of this line is taken off each line")
          .WithHelp("indent every line at least as far as the closing `\"\"\"`, with the same blanks or tabs");
    }
    DecodeRun(line.begin, line.end, out);
    if (i + 1 < lines.size()) AppendText(out, "\n");
  }
}

void LiteralReader::DecodeRun(std::uint32_t begin, std::uint32_t end, ast::Text& out) {
  const std::string_view text = source_.text();
  for (std::uint32_t at = begin; at < end;) {
    // Within the run only: a search to the end of the file for every line would take quadratic time.
    const std::size_t found = text.substr(at, end - at).find('\\');
    const std::uint32_t stop = found == std::string_view::npos ? end : at + static_cast<std::uint32_t>(found);
    AppendText(out, text.substr(at, stop - at));
    at = stop < end ? Escape(stop, end, out) : end;
  }
}

// The escape at `at`, a backslash; returns where it ends.
std::uint32_t LiteralReader::Escape(std::uint32_t at, std::uint32_t end, ast::Text& out) {
  const std::string_view text = source_.text();
  const char kind = at + 1 < end ? text[at + 1] : '\0';
  switch (kind) {
    case '"':
      AppendText(out, "\"");
      return at + 2;
    case '\\':
      AppendText(out, "\\");
      return at + 2;
    case 'n':
      AppendText(out, "\n");
      return at + 2;
    case 't':
      AppendText(out, "\t");
      return at + 2;
    case 'r':
      AppendText(out, "\r");
      return at + 2;
    case 'u':
      return CodePoint(at, end, out);
    case '{':
      return Insertion(at, end, out);
    default:
      break;
  }
  std::uint32_t stop = std::min(at + 2, end);
  while (stop < end && (static_cast<unsigned char>(text[stop]) & 0xC0) == 0x80) ++stop;
  const std::string seen(text.substr(at, stop - at));
  auto& d = Report(Id::kBadEscape, {source_.id(), at, stop}, {seen});
  if (kind == '\0') {
    d.WithHelp("a backslash at the end of a line is written `\\\\`");
  } else {
    d.WithHelp(
        "a backslash is written `\\\\`; the escapes are \\\" \\\\ \\n \\t \\r \\u{...} and \\{name}; a pattern in "
        "re'...' needs no escape of its backslashes");
  }
  return stop;
}

// `\u{1F600}`: one to six hexadecimal digits, a Unicode scalar value.
std::uint32_t LiteralReader::CodePoint(std::uint32_t at, std::uint32_t end, ast::Text& out) {
  const std::string_view text = source_.text();
  std::uint32_t stop = at + 2;
  char32_t value = 0;
  std::size_t digits = 0;
  bool good = stop < end && text[stop] == '{';
  if (good) {
    for (++stop; stop < end && HexDigitValue(text[stop]) >= 0 && digits < 7; ++stop, ++digits) {
      value = value * 16 + static_cast<char32_t>(HexDigitValue(text[stop]));
    }
    good = stop < end && text[stop] == '}' && digits >= 1 && digits <= 6;
    if (good) ++stop;
  }
  if (good && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF)) {
    std::string utf8;
    AppendUtf8(value, utf8);
    AppendText(out, utf8);
    return stop;
  }
  Report(Id::kBadCodePoint, {source_.id(), at, stop}, {std::string(text.substr(at, stop - at))})
      .WithHelp(
          "write \\u{...} with one to six hexadecimal digits, at most 10FFFF and not D800 to DFFF, as in \\u{e9}");
  return stop;
}

// `\{name.field}`.
std::uint32_t LiteralReader::Insertion(std::uint32_t at, std::uint32_t end, ast::Text& out) {
  const std::string_view text = source_.text();
  ast::TextPart part;
  part.is_insertion = true;
  std::uint32_t stop = at + 2;
  bool good = false;
  while (stop < end && IsWordStart(text[stop])) {
    const std::uint32_t begin = stop;
    while (stop < end && IsWordPart(text[stop])) ++stop;
    part.path.parts.push_back({std::string(text.substr(begin, stop - begin)), {source_.id(), begin, stop}});
    good = stop < end && text[stop] == '}';
    if (stop >= end || text[stop] != '.') break;
    ++stop;
  }
  if (!good) {
    const std::size_t close = text.substr(at, std::min<std::uint32_t>(end - at, 80)).find('}');
    stop = close != std::string_view::npos ? at + static_cast<std::uint32_t>(close + 1) : std::min(at + 2, end);
    Report(Id::kBadInsertion, {source_.id(), at, stop},
           {std::string(text.substr(at, std::min<std::uint32_t>(stop - at, 40)))})
        .WithHelp(
            "an insertion is a name, and members of it, as in \\{path} or \\{file.mode}; a plain `{` needs no "
            "backslash");
    return stop;
  }
  part.path.span = {source_.id(), at, stop + 1};
  out.parts.push_back(std::move(part));
  return stop + 1;
}

}  // namespace mps::parse
