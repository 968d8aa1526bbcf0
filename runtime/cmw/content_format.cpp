// Types of messages: media types, CoAP content formats, and the tags that RFC 9277 derives from them.
#include <algorithm>
#include <array>

#include "cmw/cmw.h"

namespace mps::cmw {
namespace {

constexpr std::uint64_t kFirstTag = 1668546817;  // RFC 9277 4.3: TN(0)

struct Known {
  std::uint16_t number;
  std::string_view name;
};
// The registry of CoAP content formats, as far as messages of this project have one (RFC 9782 6.3, RFC 9393 6.6).
constexpr std::array<Known, 8> kKnown = {{
    {61, "application/cwt"},
    {258, "application/swid+cbor"},
    {263, "application/eat+cwt"},
    {264, "application/eat+jwt"},
    {265, "application/eat-bun+cbor"},
    {266, "application/eat-bun+json"},
    {267, "application/eat-ucs+cbor"},
    {268, "application/eat-ucs+json"},
}};

// RFC 6838 4.2: restricted-name.
bool IsRestrictedName(std::string_view name) {
  if (name.empty() || name.size() > 127) return false;
  const auto alnum = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
  if (!alnum(name[0])) return false;
  constexpr std::string_view kOther = "!#$&-^_.+";
  return std::all_of(name.begin(), name.end(),
                     [&](char c) { return alnum(c) || kOther.find(c) != std::string_view::npos; });
}

std::string_view WithoutParameters(std::string_view text) {
  text = text.substr(0, text.find(';'));
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

}  // namespace

std::uint64_t TagOf(std::uint16_t content_format) {
  return kFirstTag + std::uint64_t{content_format} / 255 * 256 + content_format % 255;
}

std::optional<std::uint16_t> ContentFormatOf(std::uint64_t tag) {
  if (tag < kFirstTag || tag - kFirstTag > 254 * 256 + 254) return std::nullopt;
  const std::uint64_t offset = tag - kFirstTag;
  if (offset % 256 == 255) return std::nullopt;  // no octet of such a tag is zero
  return static_cast<std::uint16_t>(offset / 256 * 255 + offset % 256);
}

std::optional<std::string_view> MediaTypeOf(std::uint16_t content_format) {
  for (const Known& known : kKnown) {
    if (known.number == content_format) return known.name;
  }
  return std::nullopt;
}

std::optional<std::string> MediaTypeOf(const Type& type) {
  if (const auto* number = std::get_if<std::uint16_t>(&type)) {
    const auto known = MediaTypeOf(*number);
    return known ? std::optional(std::string(*known)) : std::nullopt;
  }
  std::string name(WithoutParameters(std::get<std::string>(type)));
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return name;
}

bool IsMediaType(std::string_view text) {
  const std::string_view name = WithoutParameters(text);
  const std::size_t slash = name.find('/');
  const bool printable = std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
  return printable && slash != std::string_view::npos && IsRestrictedName(name.substr(0, slash)) &&
         IsRestrictedName(name.substr(slash + 1));
}

std::string Describe(const Type& type) {
  if (const auto* text = std::get_if<std::string>(&type)) return *text;
  const std::uint16_t number = std::get<std::uint16_t>(type);
  const auto known = MediaTypeOf(number);
  return known ? std::string(*known) : "content format " + std::to_string(number);
}

}  // namespace mps::cmw
