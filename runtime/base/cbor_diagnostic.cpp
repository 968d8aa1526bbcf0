// CBOR trees as diagnostic notation (RFC 8949 section 8).
#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include "base/cbor_float.h"
#include "base/cbor_value.h"
#include "base/cbor_writer.h"
#include "base/hex.h"
#include "base/json_value.h"

namespace mps::cbor {
namespace {

// The decimal digits of a magnitude (big endian) of any length.
std::string Decimal(Bytes magnitude) {
  std::string digits;
  while (!magnitude.empty()) {
    unsigned rest = 0;
    for (std::uint8_t& byte : magnitude) {
      const unsigned value = rest << 8 | byte;
      byte = static_cast<std::uint8_t>(value / 10);
      rest = value % 10;
    }
    digits.push_back(static_cast<char>('0' + rest));
    magnitude.erase(magnitude.begin(),
                    std::find_if(magnitude.begin(), magnitude.end(), [](std::uint8_t b) { return b != 0; }));
  }
  if (digits.empty()) digits = "0";
  std::reverse(digits.begin(), digits.end());
  return digits;
}

// -1 - n in decimal, for any n (big endian).
std::string NegativeDecimal(Bytes n) {
  std::size_t at = n.size();
  while (at > 0 && ++n[at - 1] == 0) --at;
  if (at == 0) n.insert(n.begin(), 1);
  return "-" + Decimal(std::move(n));
}

Bytes BigEndian(std::uint64_t value) {
  Bytes out;
  for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(value >> shift));
  return out;
}

std::string FloatText(const Value& value) {
  const double number = value.AsDouble();
  if (std::isnan(number)) {
    if (value.argument() == kNanBits) return "NaN";
    Bytes encoded;
    AppendFloat(value.argument(), encoded);
    return "float'" + HexEncode(ByteView(encoded).subspan(1)) + "'";
  }
  if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
  char text[40];
  const std::to_chars_result end = std::to_chars(text, text + sizeof text, number);
  std::string out(text, end.ptr);
  if (out.find_first_of(".e") == std::string::npos) out += ".0";
  return out;
}

void Append(const Value& value, std::string& out) {
  switch (value.kind()) {
    case Kind::kUint:
      out += std::to_string(value.argument());
      return;
    case Kind::kNegative:
      out += NegativeDecimal(BigEndian(value.argument()));
      return;
    case Kind::kBytes:
      out += "h'" + HexEncode(value.bytes()) + "'";
      return;
    case Kind::kText:
      json::AppendQuoted(value.text(), out);
      return;
    case Kind::kBool:
      out += value.boolean() ? "true" : "false";
      return;
    case Kind::kNull:
      out += "null";
      return;
    case Kind::kUndefined:
      out += "undefined";
      return;
    case Kind::kSimple:
      out += "simple(" + std::to_string(value.argument()) + ")";
      return;
    case Kind::kFloat:
      out += FloatText(value);
      return;
    case Kind::kArray:
      out += '[';
      for (const Value& item : value.items()) {
        if (&item != &value.items().front()) out += ", ";
        Append(item, out);
      }
      out += ']';
      return;
    case Kind::kMap:
      out += '{';
      for (const Value::Entry& entry : value.entries()) {
        if (&entry != &value.entries().front()) out += ", ";
        Append(entry.first, out);
        out += ": ";
        Append(entry.second, out);
      }
      out += '}';
      return;
    case Kind::kTag:
      break;
  }
  const bool bignum = (value.argument() == 2 || value.argument() == 3) && value.content().Is(Kind::kBytes);
  // Long bignums stay in hexadecimal: turning them takes the square of their length.
  if (bignum && value.content().bytes().size() <= 64) {
    Bytes magnitude = ToBytes(value.content().bytes());
    out += value.argument() == 2 ? Decimal(std::move(magnitude)) : NegativeDecimal(std::move(magnitude));
    return;
  }
  out += std::to_string(value.argument()) + "(";
  Append(value.content(), out);
  out += ')';
}

}  // namespace

std::string Diagnostic(const Value& value) {
  std::string out;
  Append(value, out);
  return out;
}

}  // namespace mps::cbor
