#include "corim/recognise.h"

#include <algorithm>
#include <array>
#include <string>

#include "corim/typed.h"

namespace mps::corim {

cose::Options MessageOptions() {
  cose::Options options;
  options.understood.insert({kCorimMeta, cose::kCwtClaims, kPayloadHashAlg, kPreimageType, kPayloadLocation});
  return options;
}

bool BeginsWith(ByteView bytes, std::uint64_t number) {
  const std::array<std::uint8_t, 3> head = {0xd9, static_cast<std::uint8_t>(number >> 8),
                                            static_cast<std::uint8_t>(number & 0xff)};
  return bytes.size() >= head.size() && std::equal(head.begin(), head.end(), bytes.begin());
}

bool LooksLikeCorim(ByteView bytes) {
  for (const std::uint64_t number : {tag::kLegacyCorim, tag::kUnsigned, tag::kLegacySigned}) {
    if (BeginsWith(bytes, number)) return true;
  }
  const auto message = cose::DecodeSign1(bytes, MessageOptions());
  if (!message.ok()) return false;
  const auto& type = message->headers.content_type;
  return (type && *type == cose::TextOrInt(std::string(kContentType))) ||
         message->headers.Find(kPayloadHashAlg) != nullptr;
}

}  // namespace mps::corim
