// base64 and base64url: one coder, two alphabets, padding demanded or refused.
#include "base/base64url.h"

#include <array>

namespace mps {
namespace {

constexpr std::string_view kUrl = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

using Table = std::array<std::int8_t, 256>;

constexpr Table MakeTable(std::string_view alphabet) {
  Table table{};
  for (auto& entry : table) entry = -1;
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    table[static_cast<std::uint8_t>(alphabet[i])] = static_cast<std::int8_t>(i);
  }
  return table;
}
constexpr Table kUrlTable = MakeTable(kUrl);
constexpr Table kPlainTable = MakeTable(kPlain);

std::string Encode(ByteView bytes, std::string_view alphabet, bool pad) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  std::uint32_t bits = 0;
  int held = 0;
  for (std::uint8_t byte : bytes) {
    bits = (bits << 8) | byte;
    held += 8;
    while (held >= 6) {
      held -= 6;
      out.push_back(alphabet[(bits >> held) & 63]);
    }
  }
  if (held > 0) out.push_back(alphabet[(bits << (6 - held)) & 63]);
  while (pad && out.size() % 4 != 0) out.push_back('=');
  return out;
}

// Decodes text without padding.
Result<Bytes> DecodeBare(std::string_view text, const Table& table) {
  Bytes out;
  out.reserve(text.size() / 4 * 3 + 2);
  std::uint32_t bits = 0;
  int held = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    int value = table[static_cast<std::uint8_t>(text[i])];
    if (value < 0) {
      return Status(Code::kMalformed, text[i] == '=' ? "padding where none may be" : "character outside the alphabet",
                    i);
    }
    bits = (bits << 6) | static_cast<std::uint32_t>(value);
    held += 6;
    if (held >= 8) {
      held -= 8;
      out.push_back(static_cast<std::uint8_t>(bits >> held));
    }
  }
  if (text.size() % 4 == 1) return Status(Code::kMalformed, "one character is left over", text.size() - 1);
  if ((bits & ((1u << held) - 1)) != 0) {
    return Status(Code::kMalformed, "the unused bits of the last character are not zero", text.size() - 1);
  }
  return out;
}

}  // namespace

std::string Base64UrlEncode(ByteView bytes) { return Encode(bytes, kUrl, false); }
std::string Base64Encode(ByteView bytes) { return Encode(bytes, kPlain, true); }
Result<Bytes> Base64UrlDecode(std::string_view text) { return DecodeBare(text, kUrlTable); }

Result<Bytes> Base64Decode(std::string_view text) {
  if (text.size() % 4 != 0) return Status(Code::kMalformed, "length is not a multiple of four", text.size());
  std::size_t pads = 0;
  while (pads < 2 && pads < text.size() && text[text.size() - 1 - pads] == '=') ++pads;
  return DecodeBare(text.substr(0, text.size() - pads), kPlainTable);
}

}  // namespace mps
