// Diagnostics for tools: one JSON object each (RFC 8259); see render.h.
#include <array>
#include <cstdio>

#include "diag/display_line.h"
#include "diag/render.h"

namespace mps::diag {
namespace {

// Bytes that are not UTF-8 become U+FFFD: the object is always valid JSON.
std::string Quote(std::string_view text) {
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    const unsigned char byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += std::string("\\") + c;
      ++at;
    } else if (byte < 0x20) {
      std::array<char, 8> escape{};
      std::snprintf(escape.data(), escape.size(), "\\u%04x", byte);
      out += escape.data();
      ++at;
    } else if (byte < 0x80) {
      out += c;
      ++at;
    } else {
      const Shown shown = ShowAt(text, at);
      out += shown.text.compare(0, 3, "\\x{") == 0 ? "\xEF\xBF\xBD" : std::string(text.substr(at, shown.bytes));
      at += shown.bytes;
    }
  }
  return out + "\"";
}

std::string Member(std::string_view name, const std::string& value) { return Quote(name) + ":" + value; }

std::string Place(const Span& span, const SourceManager& sources) {
  const SourceFile* file = sources.Find(span.file);
  if (file == nullptr) return "null";
  const Position begin = file->Locate(span.begin), end = file->Locate(span.end);
  return "{" + Member("file", Quote(file->name())) + "," + Member("begin", std::to_string(span.begin)) + "," +
         Member("end", std::to_string(span.end)) + "," + Member("line", std::to_string(begin.line)) + "," +
         Member("column", std::to_string(begin.column)) + "," + Member("end_line", std::to_string(end.line)) + "," +
         Member("end_column", std::to_string(end.column)) + "}";
}

template <class T, class F>
std::string List(const std::vector<T>& items, F&& one) {
  std::string out = "[";
  for (const T& item : items) out += (out.size() > 1 ? "," : "") + one(item);
  return out + "]";
}

std::string ArgJson(const Arg& arg) {
  if (const auto* number = std::get_if<std::int64_t>(&arg)) return std::to_string(*number);
  return Quote(std::get<std::string>(arg));
}

}  // namespace

std::string RenderJson(const Diagnostic& d, const SourceManager& sources) {
  const auto label = [&](const Label& l) {
    return "{" + Member("place", Place(l.span, sources)) + "," + Member("text", Quote(l.text)) + "}";
  };
  std::string suggestion = "null";
  if (d.suggestion) {
    suggestion = "{" + Member("place", Place(d.suggestion->span, sources)) + "," +
                 Member("replacement", Quote(d.suggestion->replacement)) + "}";
  }
  return "{" + Member("code", Quote(CodeText(d.id))) + "," + Member("name", Quote(InfoOf(d.id).name)) + "," +
         Member("severity", Quote(SeverityName(d.severity))) + "," + Member("message", Quote(d.Message())) + "," +
         Member("args", List(d.args, ArgJson)) + "," + Member("place", Place(d.span, sources)) + "," +
         Member("note", Quote(d.primary)) + "," + Member("labels", List(d.labels, label)) + "," +
         Member("help", List(d.helps, [](const std::string& help) { return Quote(help); })) + "," +
         Member("suggestion", suggestion) + "}";
}

}  // namespace mps::diag
