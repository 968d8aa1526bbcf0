// Wrapping and unwrapping. Entry points: Wrapped, Unwrapped.
#include "wrapper.h"

#include <algorithm>
#include <array>

#include "cmw/cmw.h"
#include "ear/ear.h"
#include "token/mps_token.h"

namespace mps::cli {
namespace {

constexpr std::string_view kEatCwt = "application/eat+cwt", kEatJwt = "application/eat+jwt";

bool IsText(ByteView bytes) { return !bytes.empty() && bytes[0] < 0x80; }

std::string_view NameOf(Message kind) {
  switch (kind) {
    case Message::kToken:
      return "a token";
    case Message::kEvidence:
      return "an evidence document";
    case Message::kResult:
      break;
  }
  return "an attestation result";
}

std::string TypeFor(ByteView bytes, Message kind) {
  const bool text = IsText(bytes);
  if (kind == Message::kEvidence) return std::string(text ? token::kEvidenceJsonType : token::kEvidenceCborType);
  const std::string_view profile = kind == Message::kToken ? token::kProfile : ear::kProfile;
  return std::string(text ? kEatJwt : kEatCwt) + "; eat_profile=\"" + std::string(profile) + "\"";
}

std::uint32_t IndicatorFor(Message kind) {
  return kind == Message::kResult ? cmw::kAttestationResults : cmw::kEvidence;
}

// Told by the first octets. `[` begins a wrapper only before a text: a detached bundle in JSON begins with two
// brackets.
bool IsWrapped(std::string_view bytes) {
  if (bytes.empty()) return false;
  const auto first = static_cast<std::uint8_t>(bytes[0]);
  if (first == 0x82 || first == 0x83 || first == 0xda) return true;
  const std::size_t next = first == '[' ? bytes.find_first_not_of(" \t\r\n", 1) : std::string_view::npos;
  return next != std::string_view::npos && bytes[next] == '"';
}

// The value of a parameter of a media type; empty if it has none.
std::string_view ParameterOf(std::string_view type, std::string_view name) {
  const std::string start = std::string(name) + "=\"";
  const std::size_t at = type.find(start);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = type.substr(at + start.size());
  return rest.substr(0, rest.find('"'));
}

Status WrongType(const cmw::Record& record, Message due) {
  return {Code::kInvalid,
          "the wrapper holds `" + cmw::Describe(record.type) + "`, where " + std::string(NameOf(due)) + " is due"};
}

// The type has to be one of the kind, and of what the value looks like.
Status CheckType(const cmw::Record& record, Message due) {
  const auto type = cmw::MediaTypeOf(record.type);
  if (!type) return WrongType(record, due);
  std::string_view wanted = IsText(record.value) ? kEatJwt : kEatCwt;
  if (due == Message::kEvidence) {
    wanted = IsText(record.value) ? token::kEvidenceJsonType : token::kEvidenceCborType;
  }
  if (*type != wanted) return WrongType(record, due);
  const auto* text = std::get_if<std::string>(&record.type);
  const std::string_view profile = text == nullptr ? std::string_view() : ParameterOf(*text, "eat_profile");
  const bool result = profile == ear::kProfile;
  if (!profile.empty() && due != Message::kEvidence && result != (due == Message::kResult))
    return WrongType(record, due);
  if (record.indicator && (*record.indicator & IndicatorFor(due)) == 0) {
    return {Code::kInvalid, "the wrapper's indicator does not say that it holds " + std::string(NameOf(due))};
  }
  return {};
}

}  // namespace

Result<std::string> Unwrapped(std::string bytes, Message due) {
  if (!IsWrapped(bytes)) return bytes;
  const bool json = bytes[0] == '[';
  const std::string_view trimmed =
      json ? std::string_view(bytes).substr(0, bytes.find_last_not_of(" \t\r\n") + 1) : std::string_view(bytes);
  auto wrapper = cmw::Decode(AsBytes(trimmed));
  if (!wrapper.ok()) return wrapper.TakeStatus().Within("wrapper");
  MPS_TRY(CheckType(wrapper->record, due));
  return std::string(AsText(wrapper->record.value));
}

Result<Bytes> Wrapped(ByteView bytes, Message kind) {
  cmw::Cmw wrapper;
  wrapper.encoding = IsText(bytes) ? cmw::Encoding::kJson : cmw::Encoding::kCbor;
  wrapper.record = {TypeFor(bytes, kind), ToBytes(bytes), IndicatorFor(kind)};
  return cmw::Encode(wrapper);
}

void AddWrapOption(CLI::App& command, bool& wrap) {
  command.add_flag("--cmw", wrap, "write it in a conceptual message wrapper, with its media type");
}

}  // namespace mps::cli
