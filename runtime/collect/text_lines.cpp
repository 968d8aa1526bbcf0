#include "collect/text_lines.h"

#include <charconv>

#include "base/utf8.h"

namespace mps::collect {

std::vector<Line> SplitLines(std::string_view content, Continuation continuation) {
  std::vector<Line> lines;
  std::int64_t number = 0;
  bool joined = false;
  while (!content.empty()) {
    ++number;
    std::size_t end = content.find('\n');
    std::string_view text = content.substr(0, end);
    content = end == std::string_view::npos ? std::string_view() : content.substr(end + 1);
    bool more = continuation == Continuation::kBackslash && !text.empty() && text.back() == '\\';
    if (more) text.remove_suffix(1);
    if (joined) {
      lines.back().text += ' ';
      lines.back().text += text;
    } else {
      lines.push_back({std::string(text), number});
    }
    joined = more;
  }
  return lines;
}

std::string CleanText(std::string_view octets) {
  if (IsUtf8(octets)) return std::string(octets);
  std::string out;
  for (std::size_t at = 0; at < octets.size();) {
    auto point = DecodeUtf8(octets, at);
    if (point) {
      out += octets.substr(at, point->length);
      at += point->length;
    } else {
      out += "\xEF\xBF\xBD";
      ++at;
    }
  }
  return out;
}

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }

std::string_view Trim(std::string_view text) {
  while (!text.empty() && (IsBlank(text.front()) || text.front() == '\n')) text.remove_prefix(1);
  while (!text.empty() && (IsBlank(text.back()) || text.back() == '\n')) text.remove_suffix(1);
  return text;
}

std::string Fold(std::string_view text) {
  std::string out;
  for (std::string_view word : Words(text)) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

std::vector<std::string_view> Words(std::string_view text) { return SplitAny(text, " \t\r\f\v\n"); }

std::vector<std::string_view> SplitAny(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t begin = text.find_first_not_of(separators, at);
    if (begin == std::string_view::npos) break;
    std::size_t end = text.find_first_of(separators, begin);
    if (end == std::string_view::npos) end = text.size();
    parts.push_back(text.substr(begin, end - begin));
    at = end;
  }
  return parts;
}

std::vector<std::string_view> SplitFields(std::string_view text, char separator) {
  std::vector<std::string_view> fields;
  for (;;) {
    std::size_t end = text.find(separator);
    fields.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return fields;
    text.remove_prefix(end + 1);
  }
}

std::optional<std::vector<std::string>> QuotedWords(std::string_view text) {
  std::vector<std::string> words;
  bool in_word = false;
  char quote = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (quote == 0 && (IsBlank(c) || c == '\n')) {
      in_word = false;
      continue;
    }
    if (!in_word) words.emplace_back();
    in_word = true;
    if (quote != 0 && c == quote) {
      quote = 0;
    } else if (quote == 0 && (c == '"' || c == '\'')) {
      quote = c;
    } else if (c == '\\' && quote != '\'' && at + 1 < text.size()) {
      words.back() += text[++at];
    } else {
      words.back() += c;
    }
  }
  if (quote != 0) return std::nullopt;
  return words;
}

std::string_view Unquote(std::string_view text) {
  if (text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front())
    return text.substr(1, text.size() - 2);
  return text;
}

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool EqualNoCase(std::string_view a, std::string_view b) { return Lower(a) == Lower(b); }

std::optional<std::int64_t> ParseInt(std::string_view text) {
  if (text.size() > 1 && text.front() == '+' && text[1] != '-') text.remove_prefix(1);
  std::int64_t value = 0;
  auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::int64_t> ParsePlainInt(std::string_view text) {
  auto value = ParseInt(text);
  return value && std::to_string(*value) == text ? value : std::nullopt;
}

std::optional<std::int64_t> ParseOctal(std::string_view text) {
  if (text.empty() || text.size() > 8) return std::nullopt;
  std::int64_t value = 0;
  for (char c : text) {
    if (c < '0' || c > '7') return std::nullopt;
    value = value * 8 + (c - '0');
  }
  if (value > 07777) return std::nullopt;
  return value;
}

std::string ModeText(std::int64_t mode) {
  int places = mode > 0777 ? 4 : 3;
  std::string text = "0";
  for (int place = places - 1; place >= 0; --place) text += static_cast<char>('0' + ((mode >> (3 * place)) & 7));
  return text;
}

KeyValue SplitKeyValue(std::string_view line) {
  line = Trim(line);
  KeyValue out;
  std::size_t end = 0;
  while (end < line.size() && line[end] != '=' && !IsBlank(line[end])) ++end;
  out.key = line.substr(0, end);
  std::string_view rest = line.substr(end);
  out.has_value = !rest.empty();
  rest = Trim(rest);
  if (!rest.empty() && rest.front() == '=') rest = Trim(rest.substr(1));
  out.value = rest;
  return out;
}

}  // namespace mps::collect
