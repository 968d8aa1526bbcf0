#include "roots/import/platform_import.h"

#include "base/base64url.h"
#include "base/hex.h"
#include "base/json_value.h"
#include "base/utf8.h"
#include "mps/limits.h"
#include "roots/import/pcr_text.h"

namespace mps::roots {
namespace {

using eat::EvidenceMap;
using eat::EvidenceStates;
using eat::Item;

constexpr std::string_view kDelta = "2.23.133.8.5";
constexpr std::string_view kBegin = "-----BEGIN ", kEnd = "-----END ";

// The octets of the first block of PEM, whatever its label; DER as it is. What is in it the decoder judges.
Result<Bytes> DerOf(ByteView octets) {
  const std::string_view text = AsText(octets);
  const auto begin = text.find(kBegin);
  if (begin == std::string_view::npos) return ToBytes(octets);
  const auto from = text.find('\n', begin), to = text.find(kEnd, begin);
  if (from == std::string_view::npos || to == std::string_view::npos || to < from)
    return Status(Code::kMalformed, "a PEM block without end", begin);
  std::string body;
  for (const char c : text.substr(from, to - from)) {
    if (c != '\n' && c != '\r' && c != ' ' && c != '\t') body.push_back(c);
  }
  return Base64Decode(body);
}

Result<crypto::Certificate> CertificateIn(ByteView octets, std::string_view what) {
  auto der = DerOf(octets);
  auto certificate = der.ok() ? crypto::DecodeCertificate(*der) : Result<crypto::Certificate>(der.status());
  if (!certificate.ok()) return certificate.TakeStatus().Within(std::string(what));
  return certificate;
}

// Texts of certificates may have octets that are not UTF-8: they become %XX.
std::string TextOf(const std::string& octets) { return IsUtf8(octets) ? octets : PathTextFromBytes(AsBytes(octets)); }

std::optional<std::string> TextOf(const std::optional<std::string>& octets) {
  return octets ? std::optional(TextOf(*octets)) : std::nullopt;
}

std::string NameText(const NameAttributes& name) {
  std::string out;
  for (const auto& [oid, text] : name) out += (out.empty() ? "" : ", ") + oid + "=" + TextOf(text);
  return out;
}

Item ComponentItem(const PlatformComponent& component) {
  EvidenceMap out;
  if (!component.class_registry.empty()) out.Put("registry", component.class_registry);
  out.Put("class", component.component_class);
  out.Put("manufacturer", TextOf(component.manufacturer));
  out.Put("model", TextOf(component.model));
  out.Put("serial", TextOf(component.serial));
  out.Put("revision", TextOf(component.revision));
  if (component.field_replaceable) out.Flag("field_replaceable", *component.field_replaceable);
  return out.Take();
}

Item FoundItem(const FoundComponent& component) {
  EvidenceMap out;
  out.Put("class", component.component_class);
  out.Put("manufacturer", component.manufacturer);
  out.Put("model", component.model);
  out.Put("serial", component.serial);
  out.Put("revision", component.revision);
  return out.Take();
}

Item AssertionsItem(const TbbAssertions& from) {
  EvidenceMap out;
  out.Put("version", from.version);
  out.Put("cc_version", TextOf(from.cc_version));
  out.Put("cc_assurance_level", from.cc_assurance_level);
  out.Put("fips_version", TextOf(from.fips_version));
  out.Put("fips_level", from.fips_level);
  out.Put("rtm_type", from.rtm_type);
  out.Flag("iso9000_certified", from.iso9000_certified);
  out.Put("iso9000_uri", TextOf(from.iso9000_uri));
  return out.Take();
}

void PutPlatform(const PlatformCertificate& certificate, EvidenceMap& claims) {
  claims.Put("serial", certificate.serial);
  claims.Put("issuer", NameText(certificate.issuer));
  claims.Put("manufacturer", TextOf(certificate.manufacturer));
  claims.Put("model", TextOf(certificate.model));
  claims.Put("version", TextOf(certificate.version));
  claims.Put("platform_serial", TextOf(certificate.platform_serial));
  claims.Put("not_before", certificate.not_before);
  claims.Put("not_after", certificate.not_after);
  claims.Flag("delta", certificate.credential_type == kDelta);
  if (certificate.platform_specification) {
    Item numbers = Item::Array();
    for (const std::int64_t number : *certificate.platform_specification) numbers.items.push_back(Item::Int(number));
    claims.Put("specification", std::move(numbers));
  }
  if (certificate.assertions) claims.Put("assertions", AssertionsItem(*certificate.assertions));
  Item components = Item::Array(), properties = Item::Array();
  for (const auto& component : certificate.components) components.items.push_back(ComponentItem(component));
  for (const auto& property : certificate.properties) {
    EvidenceMap one;
    one.Put("name", TextOf(property.name));
    one.Put("value", TextOf(property.value));
    properties.items.push_back(one.Take());
  }
  claims.Put("components", std::move(components));
  claims.Put("properties", std::move(properties));
}

void PutComparison(const PlatformCertificate& certificate, const std::vector<FoundComponent>& found,
                   EvidenceMap& claims) {
  const ComponentComparison comparison = CompareComponents(certificate.components, found);
  Item missing = Item::Array(), unexpected = Item::Array();
  for (std::size_t i = 0; i < comparison.matched.size(); ++i) {
    if (comparison.matched[i] == ComponentComparison::kNotFound)
      missing.items.push_back(ComponentItem(certificate.components[i]));
  }
  for (const std::size_t i : comparison.unexpected) unexpected.items.push_back(FoundItem(found[i]));
  claims.Put("missing", std::move(missing));
  claims.Put("unexpected", std::move(unexpected));
}

Result<std::optional<std::string>> Member(const json::Value& object, std::string_view name) {
  const json::Value* value = object.Find(name);
  if (value == nullptr) return std::optional<std::string>();
  if (!value->Is(json::Kind::kText))
    return Status(Code::kType, "`" + std::string(name) + "` is no text", value->offset());
  return std::optional<std::string>(value->text());
}

Result<FoundComponent> FoundIn(const json::Value& object) {
  FoundComponent out;
  if (!object.Is(json::Kind::kObject)) return Status(Code::kType, "a component is no object", object.offset());
  MPS_ASSIGN(const auto manufacturer, Member(object, "MANUFACTURER"));
  MPS_ASSIGN(const auto model, Member(object, "MODEL"));
  if (!manufacturer || !model)
    return Status(Code::kType, "a component without `MANUFACTURER` or `MODEL`", object.offset());
  out.manufacturer = *manufacturer;
  out.model = *model;
  MPS_ASSIGN(out.serial, Member(object, "SERIAL"));
  MPS_ASSIGN(out.revision, Member(object, "REVISION"));
  const json::Value* kind = object.Find("COMPONENTCLASS");
  if (kind == nullptr) return out;
  MPS_ASSIGN(const auto value, Member(*kind, "COMPONENTCLASSVALUE"));
  if (!value) return out;
  auto octets = HexDecode(*value);
  if (!octets.ok() || octets->size() != 4)
    return Status(Code::kType, "`COMPONENTCLASSVALUE` is not four octets in hexadecimal", kind->offset());
  out.component_class = std::move(octets).value();
  return out;
}

}  // namespace

Result<std::vector<FoundComponent>> DecodeFoundComponents(std::string_view text) {
  if (text.size() > kFoundBytes) return Status(Code::kLimit, "the list of components is longer than is taken");
  MPS_ASSIGN(const json::Value list, json::Parse(text));
  const json::Value* components = list.Is(json::Kind::kObject) ? list.Find("COMPONENTS") : nullptr;
  if (components == nullptr || !components->Is(json::Kind::kArray))
    return Status(Code::kType, "a list of components is an object with an array `COMPONENTS`");
  if (components->items().size() > kPlatformComponents) return Status(Code::kLimit, "the list has too many components");
  std::vector<FoundComponent> out;
  for (const json::Value& item : components->items()) {
    MPS_ASSIGN(auto one, FoundIn(item));
    out.push_back(std::move(one));
  }
  return out;
}

Result<eat::ImportedEvidence> ImportPlatform(const PlatformImport& input) {
  MPS_ASSIGN(const Bytes der, DerOf(input.certificate));
  MPS_ASSIGN(const PlatformCertificate certificate, DecodePlatformCertificate(der));
  MPS_ASSIGN(auto issuer, CertificateIn(input.issuer, "the issuer's certificate"));
  PlatformPolicy policy{std::move(issuer), {}, input.now, false};
  if (input.ek) {
    MPS_ASSIGN(policy.ek, CertificateIn(*input.ek, "the endorsement key's certificate"));
  }
  const PlatformReport report = VerifyPlatformCertificate(certificate, policy);
  MPS_TRY(Refusal(report.checks));
  if (!report.verified) return Status(Code::kTrust, "the platform certificate was not verified");
  EvidenceMap claims;
  EvidenceStates states;
  states.Complete("");
  claims.Flag("verified", true);
  PutPlatform(certificate, claims);
  if (input.ek) {
    claims.Flag("holder_verified", true);
  } else {
    states.Unknown("holder_verified", "no certificate of an endorsement key was given");
  }
  if (input.found) {
    auto found = DecodeFoundComponents(*input.found);
    if (!found.ok()) return found.TakeStatus().Within("the list of components");
    PutComparison(certificate, *found, claims);
  } else {
    for (const char* claim : {"missing", "unexpected"}) states.Unknown(claim, "no list of components was given");
  }
  return eat::VerifiedEvidence(
      "platform certificate", {input.now, {}, {}}, input.environment,
      {"platform.certificate@1", "mps import platform", input.version, {}, claims.Take(), states.Take()});
}

}  // namespace mps::roots
