// A reader for the little part of RE2's syntax that the forms cover. Whatever else it meets, the pattern is left to
// RE2.
#include "program/pattern_form.h"

#include <algorithm>

#include "base/short_text.h"

namespace mps::program {
namespace {

constexpr std::uint32_t kUnbounded = 0xffffffff;
constexpr std::string_view kSpecial = "\\.[](){}*+?|^$";

bool IsAlnum(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsPlain(char c) { return static_cast<unsigned char>(c) < 0x80 && kSpecial.find(c) == std::string_view::npos; }

class FormReader {
 public:
  explicit FormReader(std::string_view text) : text_(text) {}

  std::string Prefix() {
    if (HasAlternatives()) return {};
    std::string prefix;
    while (const std::optional<char> c = Literal()) {
      if (Quantified()) break;
      prefix.push_back(*c);
    }
    return prefix;
  }

  std::optional<PatternForm> Read() {
    PatternForm form;
    if (auto list = WordList()) return list;
    at_ = 0;
    while (at_ < text_.size()) {
      if (!Part(form.parts)) return std::nullopt;
    }
    for (std::size_t i = 0; i + 1 < form.parts.size(); ++i)
      if (form.parts[i].kind == PatternPart::Kind::kRun && form.parts[i].least != form.parts[i].most)
        return std::nullopt;
    if (form.parts.size() == 1 && form.parts[0].kind != PatternPart::Kind::kRun) {
      form.kind = PatternForm::Kind::kWords;
      form.words = Sorted(std::move(form.parts[0].words));
      form.parts.clear();
      return form;
    }
    for (const PatternPart& part : form.parts)
      if (part.kind == PatternPart::Kind::kWords && !PrefixFree(part.words)) return std::nullopt;
    return form;
  }

 private:
  char Next() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool Take(char c) {
    if (Next() != c || at_ >= text_.size()) return false;
    ++at_;
    return true;
  }
  bool Quantified() const {
    return at_ < text_.size() && std::string_view("*+?{").find(text_[at_]) != std::string_view::npos;
  }

  static std::vector<std::string> Sorted(std::vector<std::string> words) {
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
  }
  static bool PrefixFree(const std::vector<std::string>& words) {
    const std::vector<std::string> sorted = Sorted(words);
    for (std::size_t i = 1; i < sorted.size(); ++i)
      if (sorted[i].starts_with(sorted[i - 1])) return false;
    return sorted.size() == words.size() && !sorted[0].empty();
  }

  // A `|` outside of groups, or what might be one.
  bool HasAlternatives() const {
    int depth = 0;
    bool in_class = false;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      const char c = text_[i];
      if (c == '\\') {
        if (i + 1 < text_.size() && text_[i + 1] == 'Q') return true;  // what follows is quoted
        ++i;
      } else if (in_class) {
        in_class = c != ']';
      } else if (c == '[') {
        in_class = true;
        if (i + 1 < text_.size() && text_[i + 1] == '^') ++i;
        if (i + 1 < text_.size() && text_[i + 1] == ']') return true;  // a class that begins with its own end
      } else if (c == '(') {
        ++depth;
      } else if (c == ')') {
        --depth;
      } else if (c == '|' && depth <= 0) {
        return true;
      }
    }
    return false;
  }

  // One octet that stands for itself.
  std::optional<char> Literal() {
    if (at_ >= text_.size()) return std::nullopt;
    if (IsPlain(text_[at_])) return text_[at_++];
    if (text_[at_] != '\\' || at_ + 1 >= text_.size()) return std::nullopt;
    const char c = text_[at_ + 1];
    if (IsAlnum(c) || static_cast<unsigned char>(c) >= 0x80) return std::nullopt;  // \d, \b, \pN ...
    at_ += 2;
    return c;
  }

  // The alternatives of a group, after its `(`.
  std::optional<std::vector<std::string>> Alternatives() {
    std::vector<std::string> words(1);
    while (!Take(')')) {
      if (Take('|')) {
        words.emplace_back();
        continue;
      }
      const std::optional<char> c = Literal();
      if (!c || Quantified()) return std::nullopt;
      words.back().push_back(*c);
    }
    return words;
  }

  // W(,W)* where W is a group of words without the separator.
  std::optional<PatternForm> WordList() {
    if (!Take('(') || Next() == '?') return std::nullopt;
    auto words = Alternatives();
    if (!words || !Take('(') || Next() == '?') return std::nullopt;
    const std::optional<char> separator = Literal();
    if (!separator || !Take('(')) return std::nullopt;
    const auto again = Alternatives();
    if (!again || !Take(')') || !Take('*') || at_ != text_.size()) return std::nullopt;
    PatternForm form;
    form.kind = PatternForm::Kind::kWordList;
    form.separator = *separator;
    form.words = Sorted(std::move(*words));
    const bool clean = std::all_of(form.words.begin(), form.words.end(), [&](const std::string& word) {
      return !word.empty() && word.find(*separator) == std::string::npos;
    });
    if (!clean || Sorted(*again) != form.words) return std::nullopt;
    return form;
  }

  bool Part(std::vector<PatternPart>& parts) {
    if (Take('(')) {
      if (Next() == '?') return false;
      auto words = Alternatives();
      if (!words || Quantified()) return false;
      PatternPart part;
      part.kind = PatternPart::Kind::kWords;
      part.words = std::move(*words);
      parts.push_back(std::move(part));
      return true;
    }
    if (Next() == '[' || Next() == '.') return Run(parts);
    const std::optional<char> c = Literal();
    if (!c || Quantified()) return false;
    if (parts.empty() || parts.back().kind != PatternPart::Kind::kText) {
      parts.emplace_back();
      parts.back().words.emplace_back();
    }
    parts.back().words[0].push_back(*c);
    return true;
  }

  // A class of ASCII characters, or any character but a line end, with a quantifier or without.
  bool Run(std::vector<PatternPart>& parts) {
    PatternPart part;
    part.kind = PatternPart::Kind::kRun;
    const bool any = Take('.');
    if (any) {
      part.octets.set();
      part.octets.reset('\n');
    } else if (!Class(part.octets)) {
      return false;
    }
    if (!Quantifier(part)) return false;
    // A character may be several octets: they are not counted beyond one or more.
    if (any && (part.least > 1 || part.most != kUnbounded)) return false;
    parts.push_back(std::move(part));
    return true;
  }

  bool Class(std::bitset<256>& octets) {
    if (!Take('[') || Next() == '^') return false;
    do {
      std::optional<char> low = ClassLiteral();
      if (!low) return false;
      char high = *low;
      if (Next() == '-' && at_ + 1 < text_.size() && text_[at_ + 1] != ']') {
        ++at_;
        const std::optional<char> to = ClassLiteral();
        if (!to || *to < *low) return false;
        high = *to;
      }
      for (int c = *low; c <= high; ++c) octets.set(static_cast<std::size_t>(c));
    } while (Next() != ']');
    ++at_;
    return true;
  }
  std::optional<char> ClassLiteral() {
    if (at_ >= text_.size()) return std::nullopt;
    const char c = text_[at_];
    if (c == '\\') return Literal();
    if (c == '[' || c == ']' || static_cast<unsigned char>(c) >= 0x80) return std::nullopt;
    ++at_;
    return c;
  }

  bool Quantifier(PatternPart& part) {
    part.least = part.most = 1;
    if (Take('*')) {
      part.least = 0, part.most = kUnbounded;
    } else if (Take('+')) {
      part.most = kUnbounded;
    } else if (Take('?')) {
      part.least = 0;
    } else if (Take('{')) {
      const auto least = Number();
      if (!least) return false;
      part.least = part.most = *least;
      if (Take(',')) {
        part.most = kUnbounded;
        if (Next() != '}') {
          const auto most = Number();
          if (!most || *most < *least) return false;
          part.most = *most;
        }
      }
      if (!Take('}')) return false;
    }
    return !Quantified();  // `+?` and the like
  }
  std::optional<std::uint32_t> Number() {
    std::uint32_t value = 0;
    const std::size_t start = at_;
    while (Next() >= '0' && Next() <= '9' && value <= 1000)
      value = value * 10 + static_cast<std::uint32_t>(text_[at_++] - '0');
    if (at_ == start || value > 1000) return std::nullopt;  // RE2 goes no further
    return value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

// Takes the part from the front of `text`.
bool TakePart(const PatternPart& part, std::string_view& text) {
  if (part.kind != PatternPart::Kind::kRun) {
    for (const std::string& word : part.words) {
      if (!text.starts_with(word)) continue;
      text.remove_prefix(word.size());
      return true;
    }
    return false;
  }
  std::size_t n = 0;
  while (n < text.size() && n < part.most && part.octets[static_cast<unsigned char>(text[n])]) ++n;
  if (n < part.least) return false;
  text.remove_prefix(n);
  return true;
}

}  // namespace

bool PatternForm::Matches(std::string_view text) const {
  if (kind == Kind::kWords) return IsOneOf(words, text);
  if (kind == Kind::kSequence) {
    for (const PatternPart& part : parts)
      if (!TakePart(part, text)) return false;
    return text.empty();
  }
  while (true) {
    const std::size_t end = text.find(separator);
    if (!IsOneOf(words, text.substr(0, end))) return false;
    if (end == std::string_view::npos) return true;
    text.remove_prefix(end + 1);
  }
}

const std::string* PatternForm::only() const { return kind == Kind::kWords && words.size() == 1 ? &words[0] : nullptr; }

std::optional<PatternForm> FormOf(const Pattern& pattern) {
  if (pattern.glob) return std::nullopt;
  return FormReader(pattern.regex).Read();
}

std::string LiteralPrefix(std::string_view regex) { return FormReader(regex).Prefix(); }

std::vector<std::string> Beginnings(const Pattern& pattern) {
  const std::optional<PatternForm> form = FormOf(pattern);
  if (!form) return {LiteralPrefix(pattern.regex)};
  if (form->kind != PatternForm::Kind::kSequence) return form->words;
  if (form->parts.empty() || form->parts[0].kind == PatternPart::Kind::kRun) return {std::string()};
  return form->parts[0].words;
}

std::string FormText(const PatternForm& form) {
  if (form.kind == PatternForm::Kind::kWords) return "words " + std::to_string(form.words.size());
  if (form.kind == PatternForm::Kind::kWordList)
    return "word list " + std::to_string(form.words.size()) + " \"" + std::string(1, form.separator) + "\"";
  std::string out = "sequence";
  for (const PatternPart& part : form.parts) {
    if (part.kind == PatternPart::Kind::kText) {
      out += " text";
    } else if (part.kind == PatternPart::Kind::kWords) {
      out += " words " + std::to_string(part.words.size());
    } else {
      out += " run " + std::to_string(part.least) + ".." + (part.most == kUnbounded ? "" : std::to_string(part.most));
    }
  }
  return out;
}

}  // namespace mps::program
