// Globs: one parser feeds both the RE2 text and the matcher, so the two cannot differ in what they accept.
#include "base/glob.h"

#include <algorithm>
#include <cstdio>
#include <optional>

#include "base/utf8.h"
#include "mps/limits.h"

namespace mps {

// Parses into the items of a Glob.
class GlobParser {
 public:
  explicit GlobParser(std::string_view text) : text_(text) { glob_.pattern_ = std::string(text); }

  Result<Glob> Parse() {
    if (text_.size() > limit::kPatternBytes) {
      return Status(Code::kLimit, "a glob longer than " + std::to_string(limit::kPatternBytes) + " bytes");
    }
    if (std::optional<std::size_t> bad = FirstInvalidUtf8(text_))
      return Status(Code::kUtf8, "the glob is not UTF-8", *bad);
    while (at_ < text_.size()) MPS_TRY(Item());
    NoteMixed();
    return std::move(glob_);
  }

 private:
  using Op = Glob::Op;

  Status Bad(std::string message, std::size_t at) const { return Status(Code::kMalformed, std::move(message), at); }

  char32_t Take() {
    CodePoint c = *DecodeUtf8(text_, at_);  // the whole text was found valid
    at_ += c.length;
    return c.value;
  }
  bool At(char c) const { return at_ < text_.size() && text_[at_] == c; }

  void Add(Op op) {
    glob_.is_literal_ = false;
    Glob::Item item{op};
    glob_.items_.push_back(item);
  }

  void AddChar(char32_t c) {
    Glob::Item item{Op::kChar};
    item.value = c;
    glob_.items_.push_back(item);
    if (glob_.is_literal_) AppendUtf8(c, glob_.literal_prefix_);
  }

  Status Item() {
    const std::size_t start = at_;
    const char32_t c = Take();
    if (c == '?') {
      Add(Op::kAny);
    } else if (c == '*') {
      std::size_t stars = 1;
      for (; At('*'); ++at_) ++stars;
      if (stars > 2) return Bad("more than two `*` in a row", start);
      Add(stars == 2 ? Op::kStarStar : Op::kStar);
    } else if (c == '[') {
      return Set(start);
    } else if (c == '\\') {
      if (at_ == text_.size()) return Bad("a backslash at the end of the glob", start);
      AddChar(Take());
    } else {
      AddChar(c);
    }
    return {};
  }

  Status Set(std::size_t start) {
    Add(Op::kSet);
    Glob::Item& item = glob_.items_.back();
    item.first_range = static_cast<std::uint32_t>(glob_.ranges_.size());
    if (At('!')) {
      item.negated = true;
      ++at_;
    }
    if (At(']')) return Bad("an empty set; write `[\\]]` for a closing bracket", start);
    while (!At(']')) {
      if (at_ == text_.size()) return Bad("`[` without `]`", start);
      MPS_TRY(SetRange());
    }
    ++at_;
    item.range_count = static_cast<std::uint32_t>(glob_.ranges_.size()) - item.first_range;
    return {};
  }

  Result<char32_t> SetChar() {
    const std::size_t start = at_;
    char32_t c = Take();
    if (c == '\\') {
      if (at_ == text_.size()) return Bad("a backslash at the end of the glob", start);
      c = Take();
    }
    if (c == '/') return Bad("`/` in a set never matches", start);
    return c;
  }

  Status SetRange() {
    const std::size_t start = at_;
    MPS_ASSIGN(char32_t first, SetChar());
    char32_t last = first;
    if (At('-') && at_ + 1 < text_.size() && text_[at_ + 1] != ']') {
      ++at_;
      MPS_ASSIGN(last, SetChar());
    }
    if (last < first) return Bad("a range whose end comes before its start", start);
    glob_.ranges_.push_back({first, last});
    return {};
  }

  void NoteMixed() {
    bool deep = false;
    for (const Glob::Item& item : glob_.items_) {
      deep |= item.op == Op::kStarStar;
      glob_.mixed_ |= deep && item.op == Op::kStar;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Glob glob_;
};

namespace {

// What an octet outside UTF-8 counts as: no code point, so no set and no literal names it.
constexpr char32_t kNoCodePoint = 0xFFFFFFFF;

CodePoint NextChar(std::string_view text, std::size_t at) {
  std::optional<CodePoint> c = DecodeUtf8(text, at);
  return c ? *c : CodePoint{kNoCodePoint, 1};
}

}  // namespace

Result<Glob> Glob::Compile(std::string_view glob) { return GlobParser(glob).Parse(); }

bool Glob::ItemMatches(const Item& item, char32_t c) const {
  if (item.op == Op::kChar) return c == item.value;
  if (item.op == Op::kAny) return c != '/';
  if (c == '/') return false;
  for (std::uint32_t i = 0; i < item.range_count; ++i) {
    const Range& range = ranges_[item.first_range + i];
    if (c >= range.first && c <= range.last) return !item.negated;
  }
  return item.negated;
}

bool Glob::Matches(std::string_view text) const {
  if (is_literal_) return text == literal_prefix_;
  return mixed_ ? MatchesByStates(text) : MatchesGreedily(text);
}

// For globs without a `*` after a `**`: on failure only the star met last takes one character more. That loses nothing:
// what stands between two stars is best matched as early as may be, and a `*` and what follows it up to the next star
// lie in one segment.
bool Glob::MatchesGreedily(std::string_view text) const {
  constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t item = 0, at = 0, star = kNone, star_at = 0;
  while (true) {
    if (item < items_.size() && IsStar(items_[item])) {
      star = item++;
      star_at = at;
      continue;
    }
    if (item == items_.size() && at == text.size()) return true;
    if (item < items_.size() && at < text.size()) {
      const CodePoint c = NextChar(text, at);
      if (ItemMatches(items_[item], c.value)) {
        ++item;
        at += c.length;
        continue;
      }
    }
    if (star == kNone || star_at == text.size()) return false;
    if (items_[star].op == Op::kStar && text[star_at] == '/') return false;
    star_at += NextChar(text, star_at).length;
    item = star + 1;
    at = star_at;
  }
}

// All positions of the glob that the text read so far can be at, side by side.
bool Glob::MatchesByStates(std::string_view text) const {
  std::vector<std::uint8_t> now(items_.size() + 1, 0), next(items_.size() + 1, 0);
  now[0] = 1;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = NextChar(text, at);
    at += c.length;
    bool any = false;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (now[i] == 0) continue;
      if (IsStar(items_[i])) {
        now[i + 1] = 1;  // the star takes nothing; i + 1 is looked at next
        if (items_[i].op == Op::kStar && c.value == '/') continue;
        next[i] = 1;
      } else {
        if (!ItemMatches(items_[i], c.value)) continue;
        next[i + 1] = 1;
      }
      any = true;
    }
    if (!any) return false;
    std::swap(now, next);
    std::fill(next.begin(), next.end(), 0);
  }
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (now[i] != 0 && IsStar(items_[i])) now[i + 1] = 1;
  }
  return now[items_.size()] != 0;
}

namespace {

void AppendRe2Char(char32_t c, std::string& out) {
  const bool word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '/';
  if (word || c >= 0x80) {
    AppendUtf8(c, out);
  } else {
    char text[16];
    std::snprintf(text, sizeof text, "\\x{%X}", static_cast<unsigned>(c));
    out += text;
  }
}

// A set as a character class: `/` is cut out of its ranges.
void AppendRe2Range(char32_t first, char32_t last, std::string& out) {
  if (first <= '/' && '/' <= last) {
    if (first < '/') AppendRe2Range(first, '/' - 1, out);
    if ('/' < last) AppendRe2Range('/' + 1, last, out);
    return;
  }
  AppendRe2Char(first, out);
  if (first == last) return;
  out += '-';
  AppendRe2Char(last, out);
}

}  // namespace

std::string Glob::ToRe2() const {
  std::string out = "\\A";
  for (const Item& item : items_) {
    if (item.op == Op::kStar) out += "[^/]*";
    if (item.op == Op::kStarStar) out += "(?s:.)*";
    if (item.op == Op::kAny) out += "[^/]";
    if (item.op == Op::kChar) AppendRe2Char(item.value, out);
    if (item.op != Op::kSet) continue;
    out += item.negated ? "[^/" : "[";
    for (std::uint32_t i = 0; i < item.range_count; ++i) {
      AppendRe2Range(ranges_[item.first_range + i].first, ranges_[item.first_range + i].last, out);
    }
    out += "]";
  }
  return out + "\\z";
}

Result<std::string> GlobToRe2(std::string_view glob) {
  MPS_ASSIGN(Glob compiled, Glob::Compile(glob));
  return compiled.ToRe2();
}

}  // namespace mps
