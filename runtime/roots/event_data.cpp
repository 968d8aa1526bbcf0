#include "roots/event_data.h"

#include <algorithm>

#include "base/hex.h"
#include "base/utf8.h"
#include "crypto/hash.h"
#include "roots/fields.h"

namespace mps::roots {
namespace {

constexpr std::size_t kGuid = 16;
constexpr std::size_t kNameUnits = 4096;  // LIMIT: of a variable's name

// How the digest of a type relates to its data.
enum class Rule : std::uint8_t {
  kWhole,      // over the data
  kVariable,   // over the data, or over the variable's value alone: firmware does either
  kLoader,     // a loader's text, often with a prefix or a NUL that is not measured; or the name of what was measured
  kElsewhere,  // over something that is not in the log
};

Rule RuleOf(std::uint32_t type) {
  switch (type) {
    case kEvSeparator:
    case kEvAction:
    case kEvEventTag:
    case kEvScrtmVersion:
    case kEvOmitBootDeviceEvents:
    case kEvEfiVariableDriverConfig:
    case kEvEfiGptEvent:
    case kEvEfiAction:
    case kEvEfiGptEvent2:
    case kEvEfiHcrtmEvent:
    case kEvEfiVariableAuthority:
    case kEvEfiSpdmDevicePolicy:
    case kEvEfiSpdmDeviceAuthority:
      return Rule::kWhole;
    case kEvEfiVariableBoot:
    case kEvEfiVariableBoot2:
      return Rule::kVariable;
    case kEvIpl:
      return Rule::kLoader;
    default:
      return Rule::kElsewhere;
  }
}

class Matcher {
 public:
  Matcher(DigestAlg alg, ByteView digest) : alg_(alg), digest_(digest) {}
  bool Is(ByteView octets) {
    const auto hash = crypto::Hash(alg_, octets);
    return hash.ok() && std::equal(hash->begin(), hash->end(), digest_.begin(), digest_.end());
  }

 private:
  DigestAlg alg_;
  ByteView digest_;
};

ByteView WithoutNul(ByteView data) { return !data.empty() && data.back() == 0 ? data.first(data.size() - 1) : data; }

// What GRUB puts before the text that it measures (grub-core/lib/cmdline.c, kern/verifiers.c): `grub_cmd: ` and its
// like.
ByteView WithoutPrefix(ByteView data) {
  for (const std::string_view prefix : {"grub_cmd: ", "kernel_cmdline: ", "module_cmdline: ", "grub_kernel_cmdline "}) {
    if (AsText(data).starts_with(prefix)) return data.subspan(prefix.size());
  }
  return data;
}

// The part of a loader's text that was measured, if that is how it was done.
std::optional<ByteView> LoaderText(Matcher& matcher, ByteView data) {
  const ByteView text = WithoutPrefix(data);
  for (const ByteView candidate : {data, WithoutNul(data), text, WithoutNul(text)}) {
    if (!candidate.empty() && matcher.Is(candidate)) return candidate;
  }
  return std::nullopt;
}

// UTF-16 to UTF-8; a lone surrogate is kMalformed.
Result<std::string> FromUtf16(ByteView units) {
  std::string out;
  const auto unit = [&](std::size_t i) { return static_cast<std::uint32_t>(units[2 * i] | units[2 * i + 1] << 8); };
  for (std::size_t i = 0; i < units.size() / 2; ++i) {
    std::uint32_t c = unit(i);
    if (c >= 0xD800 && c < 0xE000) {
      if (c >= 0xDC00 || i + 1 == units.size() / 2 || unit(i + 1) < 0xDC00 || unit(i + 1) >= 0xE000)
        return Status(Code::kMalformed, "a name that is not UTF-16", 2 * i);
      c = 0x10000 + ((c - 0xD800) << 10) + (unit(++i) - 0xDC00);
    }
    AppendUtf8(static_cast<char32_t>(c), out);
  }
  return out;
}

}  // namespace

std::string_view CoverageName(Coverage coverage) {
  switch (coverage) {
    case Coverage::kCovered:
      return "covered";
    case Coverage::kDiffers:
      return "differs";
    case Coverage::kNotCovered:
      return "not covered";
    case Coverage::kNotMeasured:
      return "not measured";
  }
  return "";
}

Result<CoveredData> CoverageOf(const Event& event, HashId bank) {
  if (event.type == kEvNoAction) return CoveredData{Coverage::kNotMeasured, {}};
  const auto alg = DigestOf(bank);
  if (!alg) return Status::Unsupported("event-log-" + HashIdName(bank), "a bank whose hash is not supported");
  const EventDigest* digest = event.Find(bank);
  if (digest == nullptr)
    return Status(Code::kInvalid, "an event without a digest of " + HashIdName(bank), event.offset);
  const Rule rule = RuleOf(event.type);
  if (rule == Rule::kElsewhere) return CoveredData{};
  Matcher matcher(*alg, digest->digest);
  if (rule == Rule::kLoader) {
    const auto text = LoaderText(matcher, event.data);
    return text ? CoveredData{Coverage::kCovered, *text} : CoveredData{};
  }
  if (matcher.Is(event.data)) return CoveredData{Coverage::kCovered, event.data};
  if (rule == Rule::kVariable) {
    const auto variable = DecodeUefiVariable(event.data);
    if (variable.ok() && matcher.Is(variable->value)) return CoveredData{Coverage::kCovered, variable->value};
  }
  return CoveredData{Coverage::kDiffers, {}};
}

Result<UefiVariable> DecodeUefiVariable(ByteView data) {
  Fields fields(data, Order::kLittle);
  UefiVariable out;
  out.vendor = ToBytes(fields.Octets(kGuid, "VariableName"));
  const auto units = fields.Number<std::uint64_t>("UnicodeNameLength");
  const auto size = fields.Number<std::uint64_t>("VariableDataLength");
  if (units > kNameUnits) fields.Fail(Code::kLimit, "a variable's name is too long");
  const ByteView name = fields.Octets(2 * static_cast<std::size_t>(units), "UnicodeName");
  if (size > data.size()) fields.Fail(Code::kMalformed, "VariableData goes past the end");
  out.value = fields.Octets(static_cast<std::size_t>(size), "VariableData");
  MPS_TRY(fields.Finish("the variable"));
  MPS_ASSIGN(out.name, FromUtf16(name));
  return out;
}

std::string GuidText(ByteView guid) {
  static constexpr std::size_t kOrder[] = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
  Bytes ordered;
  for (const std::size_t i : kOrder) ordered.push_back(guid[i]);
  std::string out = HexEncode(ordered);
  for (const std::size_t at : {20, 16, 12, 8}) out.insert(at, 1, '-');
  return out;
}

Separator SeparatorOf(ByteView data) {
  Fields fields(data, Order::kLittle);
  const auto value = fields.Number<std::uint32_t>("a separator");
  if (!fields.Finish("a separator").ok()) return Separator::kUnknown;
  if (value == 0 || value == 0xFFFFFFFF) return Separator::kNormal;
  return value == 1 ? Separator::kError : Separator::kUnknown;
}

}  // namespace mps::roots
