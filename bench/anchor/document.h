// The hand-written anchor: the posture document bound to plain structures, as fast as is reasonable by hand. Built
// twice: lax (what a program in a hurry does: reads what it needs) and strict (ANCHOR_STRICT: also no key twice in any
// object, wherever it stands). UTF-8, numbers and escapes are checked by simdjson in both, in all of the document.
#pragma once

#include <re2/re2.h>
#include <simdjson.h>

#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace anchor {

using Text = std::string_view;

inline constexpr std::uint64_t Mix(std::uint64_t a, std::uint64_t b) {
  const auto product = static_cast<unsigned __int128>(a ^ 0x9e3779b97f4a7c15u) * (b ^ 0xd1b54a32d192ed03u);
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

// Usable at compile time, so that constants of rules are hashed there.
inline constexpr std::uint64_t Word(const char* p, std::size_t n) {
  if (!__builtin_is_constant_evaluated()) {
    std::uint64_t w = 0;
    if (n >= 8) {
      std::memcpy(&w, p, 8);
    } else {
      std::memcpy(&w, p, n);
    }
    return w;
  }
  std::uint64_t w = 0;
  for (std::size_t i = 0; i < (n < 8 ? n : 8); ++i)
    w |= static_cast<std::uint64_t>(static_cast<unsigned char>(p[i])) << (8 * i);
  return w;
}

inline constexpr std::uint64_t HashOf(Text text) {
  std::uint64_t h = text.size();
  const char* p = text.data();
  std::size_t n = text.size();
  for (; n >= 8; p += 8, n -= 8) h = Mix(h, Word(p, 8));
  return n > 0 ? Mix(h, Word(p, n)) : h;
}

// A set of texts that is filled and emptied for each document.
class NameSet {
 public:
  void Clear(std::size_t expected) {
    std::size_t size = 64;
    while (size < expected * 2) size *= 2;
    if (size > slots_.size()) slots_.assign(size, {}), round_ = 0;
    if (++round_ == 0) slots_.assign(slots_.size(), {}), round_ = 1;
  }
  // False if it was there.
  bool Add(Text text) {
    const std::uint64_t hash = HashOf(text);
    for (std::size_t i = hash & (slots_.size() - 1);; i = (i + 1) & (slots_.size() - 1)) {
      Slot& slot = slots_[i];
      if (slot.round != round_) {
        slot = {round_, static_cast<std::uint32_t>(hash >> 32), text};
        return true;
      }
      if (slot.tag == static_cast<std::uint32_t>(hash >> 32) && slot.text == text) return false;
    }
  }
  bool Has(Text text, std::uint64_t hash) const {
    for (std::size_t i = hash & (slots_.size() - 1); slots_[i].round == round_; i = (i + 1) & (slots_.size() - 1)) {
      if (slots_[i].tag == static_cast<std::uint32_t>(hash >> 32) && slots_[i].text == text) return true;
    }
    return false;
  }

 private:
  struct Slot {
    std::uint32_t round = 0, tag = 0;
    Text text;
  };
  std::vector<Slot> slots_;
  std::uint32_t round_ = 0;
};

struct Scalar {
  enum Kind : std::uint8_t { kNone, kInt, kText, kBool } kind = kNone;
  std::int64_t number = 0;
  Text text;

  bool Is(std::int64_t n) const { return kind == kInt && number == n; }
  bool Is(bool b) const { return kind == kBool && number == (b ? 1 : 0); }
  bool Is(Text t) const { return kind == kText && text == t; }
};

struct File {
  Text path;
  std::int64_t mode = 0, uid = 0;
};
struct Mount {
  Text fs;
  std::vector<Text> options;
};
struct Service {
  Text name, state;
};

// What the rules of a policy read, by group and key; made by make_policy.py.
struct SlotName {
  Text group, key;
};

struct Document {
  std::vector<Scalar> slots;
  std::vector<File> files;
  std::vector<Mount> mounts;  // the first mount_count
  std::size_t mount_count = 0;
  std::vector<Service> services;
  NameSet service_names, package_names;
};

struct Wanted {  // a name and its hash, at compile time
  Text text;
  std::uint64_t hash;
  constexpr Wanted(Text t) : text(t), hash(HashOf(t)) {}  // NOLINT: implicit, for lists of names
};

template <std::size_t n>
bool NoneOf(const NameSet& names, const Wanted (&wanted)[n]) {
  for (const Wanted& w : wanted) {
    if (names.Has(w.text, w.hash)) return false;
  }
  return true;
}

inline bool HasOption(const Mount& mount, Text option) {
  for (const Text t : mount.options) {
    if (t == option) return true;
  }
  return false;
}

// Dotted decimal, at most three parts, against three numbers.
inline bool AtLeast(Text version, const std::int64_t (&least)[3]) {
  std::size_t part = 0;
  std::int64_t n = 0;
  for (std::size_t i = 0; i <= version.size(); ++i) {
    if (i < version.size() && version[i] != '.') {
      n = n * 10 + (version[i] - '0');
      continue;
    }
    if (part == 3 || n != least[part]) return part == 3 || n > least[part];
    ++part;
    n = 0;
  }
  return true;
}

class Pattern {
 public:
  explicit Pattern(const char* source) : re_(source) {}
  bool Matches(Text text) const { return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), re_); }

 private:
  re2::RE2 re_;
};

// Made by make_policy.py.
extern const SlotName kSlots[];
extern const std::size_t kSlotCount;
extern const char* const kRuleIds[];
extern const std::size_t kRuleCount;
void Judge(const Document& document, bool* out);

}  // namespace anchor
