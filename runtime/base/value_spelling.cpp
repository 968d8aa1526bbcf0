// Values as text: value_spelling.h.
#include "base/value_spelling.h"

#include <algorithm>

#include "base/hex.h"
#include "base/ip.h"
#include "base/spelling.h"
#include "base/time.h"

namespace mps {
namespace {

constexpr std::size_t kShownMembers = 12;

std::string Raw(std::string_view prefix, std::string_view body) {
  std::string out(prefix);
  out += '\'';
  for (char c : body) {
    out += c;
    if (c == '\'') out += '\'';
  }
  return out + '\'';
}

std::string SpellTime(std::int64_t seconds) {
  auto text = FormatTime(seconds);
  if (!text.ok()) return std::to_string(seconds);
  constexpr std::string_view midnight = "T00:00:00Z";
  if (text->ends_with(midnight)) text->resize(text->size() - midnight.size());
  return *text;
}

std::string SpellIp(const Value& value) {
  auto ip = IpFromBytes(AsBytes(value.text));
  if (!ip.ok()) return Raw("ip", "?");
  std::string text = FormatIp(*ip);
  if (value.kind == TypeKind::kCidr) text += "/" + std::to_string(value.number);
  return Raw("ip", text);
}

// The members between commas, cut after kShownMembers.
template <class Show>
std::string Members(const std::vector<Value>& items, std::size_t step, Show show) {
  std::string out;
  std::size_t count = items.size() / step;
  for (std::size_t i = 0; i < count && i < kShownMembers; ++i) {
    if (i != 0) out += ", ";
    out += show(items[i * step]);
    if (step == 2) out += " : " + show(items[i * step + 1]);
  }
  if (count > kShownMembers) out += ", and " + std::to_string(count - kShownMembers) + " more";
  return out;
}

std::string Braced(const std::string& inner, char open, char close) {
  if (inner.empty()) return {open, close};
  return std::string{open} + " " + inner + " " + close;
}

std::string SpellRecord(const Value& value) {
  std::string out;
  for (const auto& [name, field] : value.fields) {
    if (!out.empty()) out += ", ";
    out += name + " = " + Spell(field);
  }
  return Braced(out, '{', '}');
}

}  // namespace

std::string Spell(const Value& value) {
  switch (value.kind) {
    case TypeKind::kBool:
      return value.number != 0 ? "true" : "false";
    case TypeKind::kInt:
      return std::to_string(value.number);
    case TypeKind::kMode:
      return ModeText(value.number);
    case TypeKind::kTime:
      return SpellTime(value.number);
    case TypeKind::kDuration:
      return DurationText(value.number);
    case TypeKind::kText:
    case TypeKind::kPath:
    case TypeKind::kEnum:
    case TypeKind::kScalar:
      return QuotedText(value.text);
    case TypeKind::kBytes:
      return Raw("h", HexEncode(AsBytes(value.text)));
    case TypeKind::kDigest:
      return Raw(DigestAlgName(value.digest_alg), HexEncode(AsBytes(value.text)));
    case TypeKind::kVersion:
      return Raw(OrderingName(value.ordering), value.text);
    case TypeKind::kIp:
    case TypeKind::kCidr:
      return SpellIp(value);
    case TypeKind::kPattern:
      return Raw(value.glob ? "glob" : "re", value.text);
    case TypeKind::kList:
      return Braced(Members(value.items, 1, Spell), '[', ']');
    case TypeKind::kSet:
      return Braced(Members(value.items, 1, Spell), '{', '}');
    case TypeKind::kMap:
      return Braced(Members(value.items, 2, Spell), '{', '}');
    case TypeKind::kRecord:
      return SpellRecord(value);
  }
  return "?";
}

std::string Plain(const Value& value) {
  switch (value.kind) {
    case TypeKind::kText:
    case TypeKind::kPath:
    case TypeKind::kEnum:
    case TypeKind::kVersion:
      return value.text;
    case TypeKind::kIp:
    case TypeKind::kCidr: {
      std::string spelled = SpellIp(value);
      return spelled.substr(3, spelled.size() - 4);
    }
    case TypeKind::kList:
    case TypeKind::kSet:
      return Members(value.items, 1, Plain);
    default:
      return Spell(value);
  }
}

std::string ShellWord(std::string_view text) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_./:=@%+,-").find(c) != std::string_view::npos;
  };
  if (!text.empty() && std::all_of(text.begin(), text.end(), plain)) return std::string(text);
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string ShellWords(const Value& value) {
  if (value.kind != TypeKind::kSet && value.kind != TypeKind::kList) return ShellWord(Plain(value));
  std::string out;
  for (const Value& item : value.items) out += (out.empty() ? "" : " ") + ShellWord(Plain(item));
  return out;
}

}  // namespace mps
