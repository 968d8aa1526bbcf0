// Decoding: RFC 5755 for the attribute certificate, TCG's profile for what it carries.
#include "roots/platform_certificate.h"

#include <algorithm>

#include "base/time.h"
#include "roots/der.h"

namespace mps::roots {
namespace {

namespace oid {
constexpr std::string_view kPlatformSpecification = "2.23.133.2.17";
constexpr std::string_view kTbbAssertions = "2.23.133.2.19";
constexpr std::string_view kCredentialType = "2.23.133.2.25";
constexpr std::string_view kConfigurationUri = "2.23.133.5.1.3";
constexpr std::string_view kConfigurationV1 = "2.23.133.5.1.7.1";
constexpr std::string_view kConfigurationV2 = "2.23.133.5.1.7.2";
constexpr std::string_view kSubjectAltName = "2.5.29.17";
}  // namespace oid

constexpr std::size_t kNameAttributes = 256;  // LIMIT: of one Name

// Reading of nested structures: a failure inside is the failure of what is outside.
void Close(Der& inner, Der& outer, std::string_view what) {
  const Status status = inner.Finish(what);
  if (!status.ok()) outer.Fail(status.code(), status.message());
}

// A string of any of the kinds that names have; "" for a value that is no text, such as the maker's number (an OID).
std::string AnyText(Der& der, std::string_view what) {
  const std::uint8_t tag = der.Peek();
  if (tag == kDerUtf8 || tag == kDerPrintable || tag == kDerIa5) return der.Utf8(tag, what);
  (void)der.TakeWhole(what);
  return {};
}

NameAttributes ReadName(ByteView name, Der& outer) {
  NameAttributes out;
  Der der(name);
  Der rdns = der.Enter(kDerSequence, "a name");
  while (!rdns.AtEnd()) {
    Der rdn = rdns.Enter(kDerSet, "a part of a name");
    while (!rdn.AtEnd()) {
      if (out.size() == kNameAttributes) rdn.Fail(Code::kLimit, "a name of too many parts");
      Der one = rdn.Enter(kDerSequence, "an attribute of a name");
      std::string type = one.Oid("an attribute's type");
      out.emplace_back(std::move(type), AnyText(one, "an attribute's value"));
      Close(one, rdn, "an attribute of a name");
    }
    Close(rdn, rdns, "a part of a name");
  }
  Close(rdns, der, "a name");
  Close(der, outer, "a name");
  return out;
}

// The one directoryName [4] of GeneralNames, as DER of the Name.
Bytes DirectoryName(Der& names, std::string_view what) {
  Bytes out;
  Der name = names.Enter(DerContextConstructed(4), what);
  out = ToBytes(name.TakeWhole(what));
  Close(name, names, what);
  return out;
}

void Holder(Der& outer, PlatformCertificate& out) {
  Der holder = outer.Enter(kDerSequence, "holder");
  if (holder.Peek() != DerContextConstructed(0)) holder.Fail(Code::kInvalid, "the holder is no certificate");
  Der id = holder.Enter(DerContextConstructed(0), "baseCertificateID");
  Der names = id.Enter(kDerSequence, "the holder's issuer");
  out.holder_issuer_name = DirectoryName(names, "the holder's issuer");
  Close(names, id, "the holder's issuer");
  out.holder_issuer = ReadName(out.holder_issuer_name, id);
  out.holder_serial = id.Magnitude("the holder's serial number");
  Close(id, holder, "baseCertificateID");
  Close(holder, outer, "holder");
}

void Issuer(Der& outer, PlatformCertificate& out) {
  Der form = outer.Enter(DerContextConstructed(0), "issuer");
  Der names = form.Enter(kDerSequence, "issuerName");
  out.issuer_name = DirectoryName(names, "issuerName");
  Close(names, form, "issuerName");
  Close(form, outer, "issuer");
  out.issuer = ReadName(out.issuer_name, outer);
}

// GeneralizedTime of DER: YYYYMMDDHHMMSSZ.
std::int64_t Time(Der& der) {
  std::string text(AsText(der.Take(kDerGeneralizedTime, "a time")));
  if (!der.ok()) return 0;
  if (text.size() != 15) return der.Fail(Code::kMalformed, "a time that is none"), 0;
  for (const std::size_t at : {12, 10}) text.insert(at, ":");
  text.insert(8, "T");
  for (const std::size_t at : {6, 4}) text.insert(at, "-");
  const auto time = ParseTime(text);
  if (!time.ok()) der.Fail(Code::kMalformed, "a time that is none");
  return time.ok() ? *time : 0;
}

std::string Algorithm(Der& outer) {
  Der der = outer.Enter(kDerSequence, "an algorithm");
  std::string out = der.Oid("an algorithm");
  if (!der.AtEnd()) (void)der.TakeWhole("an algorithm's parameters");
  Close(der, outer, "an algorithm");
  return out;
}

void Specification(Der& value, PlatformCertificate& out) {
  Der der = value.Enter(kDerSequence, "TCGPlatformSpecification");
  Der version = der.Enter(kDerSequence, "its version");
  std::array<std::int64_t, 3> numbers{};
  for (std::int64_t& number : numbers) number = version.Integer("a version's number");
  Close(version, der, "its version");
  (void)der.TakeWhole("platformClass");  // octets in the profile, text in older certificates
  Close(der, value, "TCGPlatformSpecification");
  out.platform_specification = numbers;
}

void CommonCriteria(Der& outer, TbbAssertions& out) {
  Der der = outer.Enter(DerContextConstructed(0), "ccInfo");
  out.cc_version = der.Utf8(kDerIa5, "the version of Common Criteria");
  out.cc_assurance_level = der.Integer("assurancelevel", kDerEnumerated);
  while (!der.AtEnd()) (void)der.TakeWhole("ccInfo");
  Close(der, outer, "ccInfo");
}

void Fips(Der& outer, TbbAssertions& out) {
  Der der = outer.Enter(DerContextConstructed(1), "fipsLevel");
  out.fips_version = der.Utf8(kDerIa5, "the version of FIPS");
  out.fips_level = der.Integer("level", kDerEnumerated);
  if (der.Peek() == kDerBoolean) (void)der.Boolean(kDerBoolean, "plus");
  Close(der, outer, "fipsLevel");
}

void Assertions(Der& value, PlatformCertificate& out) {
  TbbAssertions made;
  Der der = value.Enter(kDerSequence, "TBBSecurityAssertions");
  if (der.Peek() == kDerInteger) made.version = der.Integer("version");
  if (der.Peek() == DerContextConstructed(0)) CommonCriteria(der, made);
  if (der.Peek() == DerContextConstructed(1)) Fips(der, made);
  if (der.Peek() == DerContext(2)) made.rtm_type = der.Integer("rtmType", DerContext(2));
  if (der.Peek() == kDerBoolean) made.iso9000_certified = der.Boolean(kDerBoolean, "iso9000Certified");
  if (der.Peek() == kDerIa5) made.iso9000_uri = der.Utf8(kDerIa5, "iso9000Uri");
  Close(der, value, "TBBSecurityAssertions");
  out.assertions = std::move(made);
}

// v2 names the registry of the class; some certificates of v1 have the four octets alone.
void ComponentClass(Der& der, PlatformComponent& out) {
  if (der.Peek() == kDerOctetString) {
    out.component_class = ToBytes(der.Take(kDerOctetString, "componentClass"));
  } else if (der.Peek() == kDerSequence) {
    Der inner = der.Enter(kDerSequence, "componentClass");
    out.class_registry = inner.Oid("componentClassRegistry");
    out.component_class = ToBytes(inner.Take(kDerOctetString, "componentClassValue"));
    Close(inner, der, "componentClass");
  }
}

void Addresses(Der& outer, PlatformComponent& out) {
  Der list = outer.Enter(DerContextConstructed(4), "componentAddresses");
  while (!list.AtEnd()) {
    Der one = list.Enter(kDerSequence, "an address");
    std::string kind = one.Oid("an address' kind");
    out.addresses.emplace_back(std::move(kind), one.Utf8(kDerUtf8, "an address"));
    Close(one, list, "an address");
  }
  Close(list, outer, "componentAddresses");
}

PlatformComponent Component(Der& outer) {
  PlatformComponent out;
  Der der = outer.Enter(kDerSequence, "a component");
  ComponentClass(der, out);
  out.manufacturer = der.Utf8(kDerUtf8, "componentManufacturer");
  out.model = der.Utf8(kDerUtf8, "componentModel");
  if (der.Peek() == DerContext(0)) out.serial = der.Utf8(DerContext(0), "componentSerial");
  if (der.Peek() == DerContext(1)) out.revision = der.Utf8(DerContext(1), "componentRevision");
  if (der.Peek() == DerContext(2)) (void)der.Take(DerContext(2), "componentManufacturerId");
  if (der.Peek() == DerContext(3)) out.field_replaceable = der.Boolean(DerContext(3), "fieldReplaceable");
  if (der.Peek() == DerContextConstructed(4)) Addresses(der, out);
  // A component's own certificate, its URI, its status in a delta certificate.
  while (der.Peek() == DerContextConstructed(5) || der.Peek() == DerContextConstructed(6) ||
         der.Peek() == DerContext(7))
    (void)der.TakeWhole("a component");
  Close(der, outer, "a component");
  return out;
}

void Components(Der& outer, PlatformCertificate& out) {
  Der list = outer.Enter(DerContextConstructed(0), "componentIdentifiers");
  while (!list.AtEnd()) {
    if (out.components.size() == kPlatformComponents) list.Fail(Code::kLimit, "more components than are taken");
    out.components.push_back(Component(list));
  }
  Close(list, outer, "componentIdentifiers");
}

void Properties(Der& outer, std::uint8_t tag, PlatformCertificate& out) {
  Der list = outer.Enter(tag, "platformProperties");
  while (!list.AtEnd()) {
    if (out.properties.size() == kPlatformComponents) list.Fail(Code::kLimit, "more properties than are taken");
    Der one = list.Enter(kDerSequence, "a property");
    PlatformProperty property;
    property.name = one.Utf8(kDerUtf8, "propertyName");
    property.value = one.Utf8(kDerUtf8, "propertyValue");
    if (one.Peek() == DerContext(0)) property.status = one.Integer("status", DerContext(0));
    Close(one, list, "a property");
    out.properties.push_back(std::move(property));
  }
  Close(list, outer, "platformProperties");
}

// URIReference: the URI, and perhaps a digest of what it leads to, which is never fetched.
std::string Uri(Der& outer, std::uint8_t tag) {
  Der der = outer.Enter(tag, "a URI");
  std::string out = der.Utf8(kDerIa5, "a URI");
  while (!der.AtEnd()) (void)der.TakeWhole("a URI's digest");
  Close(der, outer, "a URI");
  return out;
}

// v1 and v2 number their members otherwise.
void Configuration(Der& value, bool v2, PlatformCertificate& out) {
  Der der = value.Enter(kDerSequence, "PlatformConfiguration");
  if (der.Peek() == DerContextConstructed(0)) Components(der, out);
  if (v2 && der.Peek() == DerContextConstructed(1)) (void)Uri(der, DerContextConstructed(1));
  const std::uint8_t properties = DerContextConstructed(v2 ? 2 : 1), uri = DerContextConstructed(v2 ? 3 : 2);
  if (der.Peek() == properties) Properties(der, properties, out);
  if (der.Peek() == uri) out.properties_uri = Uri(der, uri);
  Close(der, value, "PlatformConfiguration");
}

void Attribute(Der& outer, std::vector<std::string>& seen, PlatformCertificate& out) {
  Der attribute = outer.Enter(kDerSequence, "an attribute");
  const std::string type = attribute.Oid("an attribute's type");
  if (std::find(seen.begin(), seen.end(), type) != seen.end())
    attribute.Fail(Code::kDuplicate, "attribute " + type + " twice");
  seen.push_back(type);
  Der values = attribute.Enter(kDerSet, "an attribute's values");
  if (type == oid::kPlatformSpecification) {
    Specification(values, out);
  } else if (type == oid::kTbbAssertions) {
    Assertions(values, out);
  } else if (type == oid::kCredentialType) {
    Der kind = values.Enter(kDerSequence, "the type of credential");
    out.credential_type = kind.Oid("the type of credential");
    Close(kind, values, "the type of credential");
  } else if (type == oid::kConfigurationV1 || type == oid::kConfigurationV2) {
    Configuration(values, type == oid::kConfigurationV2, out);
  } else if (type == oid::kConfigurationUri) {
    out.configuration_uri = Uri(values, kDerSequence);
  } else {
    while (!values.AtEnd()) (void)values.TakeWhole("an attribute's value");
  }
  Close(values, attribute, "an attribute's values");
  Close(attribute, outer, "an attribute");
}

void Attributes(Der& outer, PlatformCertificate& out) {
  Der list = outer.Enter(kDerSequence, "attributes");
  std::vector<std::string> seen;
  while (!list.AtEnd()) {
    if (seen.size() == kNameAttributes) list.Fail(Code::kLimit, "more attributes than are taken");
    Attribute(list, seen, out);
  }
  Close(list, outer, "attributes");
}

// Which platform it is stands in the subject's alternative name; 1.0 had other OIDs for the same.
void Platform(ByteView value, Der& outer, PlatformCertificate& out) {
  Der der(value);
  Der names = der.Enter(kDerSequence, "the alternative name");
  const Bytes name = DirectoryName(names, "the alternative name");
  Close(names, der, "the alternative name");
  for (auto& [type, text] : ReadName(name, der)) {
    if (type == "2.23.133.5.1.1" || type == "2.23.133.2.4") out.manufacturer = text;
    if (type == "2.23.133.5.1.4" || type == "2.23.133.2.5") out.model = text;
    if (type == "2.23.133.5.1.5" || type == "2.23.133.2.6") out.version = text;
    if (type == "2.23.133.5.1.6") out.platform_serial = text;
  }
  Close(der, outer, "the alternative name");
}

Status Extensions(Der& outer, PlatformCertificate& out) {
  // Certificate policies; issuer's key; where to ask: nothing in them restricts what is read here.
  static constexpr std::string_view kUnderstood[] = {"2.5.29.32", "2.5.29.35", "1.3.6.1.5.5.7.1.1",
                                                     oid::kSubjectAltName};
  Der list = outer.Enter(kDerSequence, "extensions");
  std::vector<std::string> seen;
  while (!list.AtEnd()) {
    Der one = list.Enter(kDerSequence, "an extension");
    const std::string type = one.Oid("an extension's name");
    const bool critical = one.Peek() == kDerBoolean && one.Boolean(kDerBoolean, "critical");
    const ByteView value = one.Take(kDerOctetString, "an extension's value");
    if (std::find(seen.begin(), seen.end(), type) != seen.end())
      one.Fail(Code::kDuplicate, "extension " + type + " twice");
    if (seen.size() == kNameAttributes) one.Fail(Code::kLimit, "more extensions than are taken");
    seen.push_back(type);
    if (one.ok() && type == oid::kSubjectAltName) Platform(value, one, out);
    Close(one, list, "an extension");
    if (critical && std::find(std::begin(kUnderstood), std::end(kUnderstood), type) == std::end(kUnderstood))
      return Status::Unsupported("certificate-extension-" + type, "a critical extension that is not understood");
  }
  Close(list, outer, "extensions");
  return {};
}

Status Info(ByteView octets, PlatformCertificate& out) {
  Der whole(octets);
  Der der = whole.Enter(kDerSequence, "acinfo");
  if (der.Integer("version") != 1) der.Fail(Code::kInvalid, "not version 2 of an attribute certificate");
  Holder(der, out);
  Issuer(der, out);
  const std::string algorithm = Algorithm(der);
  if (algorithm != out.signature_algorithm) der.Fail(Code::kInvalid, "two algorithms for one signature");
  out.serial = der.Magnitude("the serial number");
  Der validity = der.Enter(kDerSequence, "the validity");
  out.not_before = Time(validity);
  out.not_after = Time(validity);
  Close(validity, der, "the validity");
  Attributes(der, out);
  if (der.Peek() == kDerBitString) (void)der.Take(kDerBitString, "issuerUniqueID");
  if (der.Peek() == kDerSequence) MPS_TRY(Extensions(der, out));
  MPS_TRY(der.Finish("acinfo"));
  return whole.Finish("acinfo");
}

}  // namespace

Result<PlatformCertificate> DecodePlatformCertificate(ByteView bytes) {
  if (bytes.size() > kPlatformCertificateBytes) return Status(Code::kLimit, "a certificate that is too long");
  PlatformCertificate out;
  Der outer(bytes);
  Der der = outer.Enter(kDerSequence, "a certificate");
  out.signed_part = der.TakeWhole("acinfo");
  out.signature_algorithm = Algorithm(der);
  const ByteView signature = der.Take(kDerBitString, "the signature");
  if (der.ok() && (signature.empty() || signature[0] != 0)) der.Fail(Code::kMalformed, "a signature that is none");
  MPS_TRY(der.Finish("a certificate"));
  MPS_TRY(outer.Finish("a certificate"));
  out.signature = ToBytes(signature.subspan(1));
  MPS_TRY(Info(out.signed_part, out));
  return out;
}

}  // namespace mps::roots
