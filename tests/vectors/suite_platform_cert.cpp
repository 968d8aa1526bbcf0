// Suite platform-cert: platform attribute certificates of real makers, compared with what another reader took out of
// them; and the issuer of some.
#include <algorithm>

#include "base/base64url.h"
#include "base/time.h"
#include "roots/platform_certificate.h"
#include "vectors/suite.h"

namespace mps::vectors {
namespace {

using roots::PlatformCertificate;

// The octets of a big number as decimal digits: the manifest's numbers are larger than 64 bits.
std::string Decimal(Bytes number) {
  std::string out;
  while (!number.empty()) {
    unsigned rest = 0;
    for (std::uint8_t& octet : number) {
      rest = rest << 8 | octet;
      octet = static_cast<std::uint8_t>(rest / 10);
      rest %= 10;
    }
    out.insert(out.begin(), static_cast<char>('0' + rest));
    while (!number.empty() && number[0] == 0) number.erase(number.begin());
  }
  return out.empty() ? "0" : out;
}

// What differs is said by name.
class Comparison {
 public:
  void Text(std::string_view name, const json::Value* expected, const std::optional<std::string>& seen) {
    const bool same = expected != nullptr && expected->text() == seen.value_or("");
    if (!same) Differs(name);
  }
  void Number(std::string_view name, const json::Value* expected, std::int64_t seen) {
    if (expected == nullptr || expected->AsInt() != seen) Differs(name);
  }
  void Bool(std::string_view name, const json::Value* expected, bool seen) {
    if (expected == nullptr || expected->boolean() != seen) Differs(name);
  }
  void Differs(std::string_view name) {
    if (first_.empty()) first_ = std::string(name);
  }
  Status Done() const { return first_.empty() ? Status() : Status(Code::kInternal, first_ + " differs"); }

 private:
  std::string first_;
};

const json::Value* At(const json::Value* object, std::string_view name) {
  return object == nullptr || !object->Is(json::Kind::kObject) ? nullptr : object->Find(name);
}

void CompareName(Comparison& out, const json::Value* expected, const roots::NameAttributes& seen,
                 std::string_view what) {
  const json::Value* names = At(expected, "Names");
  if (names == nullptr || names->items().size() != seen.size()) return out.Differs(what);
  for (std::size_t i = 0; i < seen.size(); ++i) {
    std::string oid;
    const json::Value* type = names->items()[i].Find("Type");
    for (const json::Value& arc : type->items()) oid += (oid.empty() ? "" : ".") + arc.text();
    if (oid != seen[i].first || TextOf(names->items()[i], "Value") != seen[i].second) out.Differs(what);
  }
}

void CompareComponents(Comparison& out, const json::Value* expected, const PlatformCertificate& seen) {
  const std::size_t count = expected == nullptr ? 0 : expected->items().size();
  if (count != seen.components.size()) return out.Differs("the number of components");
  for (std::size_t i = 0; i < count; ++i) {
    const json::Value& one = expected->items()[i];
    const auto& component = seen.components[i];
    out.Text("Manufacturer", one.Find("Manufacturer"), component.manufacturer);
    out.Text("Model", one.Find("Model"), component.model);
    out.Text("Serial", one.Find("Serial"), component.serial);
    out.Text("Revision", one.Find("Revision"), component.revision);
    out.Bool("FieldReplaceable", one.Find("FieldReplaceable"), component.field_replaceable.value_or(false));
  }
}

void CompareProperties(Comparison& out, const json::Value* expected, const PlatformCertificate& seen) {
  const std::size_t count = expected == nullptr ? 0 : expected->items().size();
  if (count != seen.properties.size()) return out.Differs("the number of properties");
  for (std::size_t i = 0; i < count; ++i) {
    out.Text("PropertyName", expected->items()[i].Find("PropertyName"), seen.properties[i].name);
    out.Text("PropertyValue", expected->items()[i].Find("PropertyValue"), seen.properties[i].value);
  }
}

void CompareAssertions(Comparison& out, const json::Value* expected, const PlatformCertificate& seen) {
  if (expected == nullptr || !seen.assertions) return out.Differs("TBBSecurityAssertions");
  const auto& assertions = *seen.assertions;
  const json::Value* cc = At(expected, "CcInfo");
  const json::Value* fips = At(expected, "FipsLevel");
  out.Number("Version", expected->Find("Version"), assertions.version);
  out.Text("CcInfo.Version", At(cc, "Version"), assertions.cc_version);
  out.Number("CcInfo.AssuranceLevel", At(cc, "AssuranceLevel"), assertions.cc_assurance_level.value_or(0));
  out.Text("FipsLevel.Version", At(fips, "Version"), assertions.fips_version);
  out.Number("FipsLevel.Level", At(fips, "Level"), assertions.fips_level.value_or(0));
  out.Number("RtmType", expected->Find("RtmType"), assertions.rtm_type.value_or(0));
  out.Bool("Iso9000Certified", expected->Find("Iso9000Certified"), assertions.iso9000_certified);
  out.Text("Iso9000URI", expected->Find("Iso9000URI"), assertions.iso9000_uri);
}

Status Compare(const json::Value& expected, const PlatformCertificate& seen) {
  Comparison out;
  const json::Value* holder = expected.Find("Holder");
  out.Text("SerialNumber", expected.Find("SerialNumber"), Decimal(seen.serial));
  out.Text("Holder.Serial", At(holder, "Serial"), Decimal(seen.holder_serial));
  CompareName(out, At(holder, "Issuer"), seen.holder_issuer, "Holder.Issuer");
  CompareName(out, expected.Find("Issuer"), seen.issuer, "Issuer");
  out.Text("NotBefore", expected.Find("NotBefore"), FormatTime(seen.not_before).value());
  out.Text("NotAfter", expected.Find("NotAfter"), FormatTime(seen.not_after).value());
  out.Text("PlatformManufacturer", expected.Find("PlatformManufacturer"), seen.manufacturer);
  out.Text("PlatformModel", expected.Find("PlatformModel"), seen.model);
  out.Text("PlatformVersion", expected.Find("PlatformVersion"), seen.version);
  out.Text("PlatformSerial", expected.Find("PlatformSerial"), seen.platform_serial);
  out.Text("PropertiesURI", expected.Find("PropertiesURI"), seen.properties_uri);
  out.Text("Signature", expected.Find("Signature"), Base64Encode(seen.signature));
  out.Text("RawTBSAttributeCertificate", expected.Find("RawTBSAttributeCertificate"), Base64Encode(seen.signed_part));
  const json::Value* version = At(expected.Find("TCGPlatformSpecification"), "Version");
  if (!seen.platform_specification) return {Code::kInternal, "no TCGPlatformSpecification"};
  out.Number("MajorVersion", At(version, "MajorVersion"), (*seen.platform_specification)[0]);
  out.Number("MinorVersion", At(version, "MinorVersion"), (*seen.platform_specification)[1]);
  out.Number("Revision", At(version, "Revision"), (*seen.platform_specification)[2]);
  CompareAssertions(out, expected.Find("TBBSecurityAssertions"), seen);
  CompareComponents(out, expected.Find("Components"), seen);
  CompareProperties(out, expected.Find("Properties"), seen);
  return out.Done();
}

// PEM as HIRS writes it; the others are DER.
Result<Bytes> DerOf(const Bytes& file) {
  const std::string_view text = AsText(file);
  if (!text.starts_with("-----BEGIN ATTRIBUTE CERTIFICATE-----")) return file;
  const auto begin = text.find('\n'), end = text.find("-----END ");
  if (begin == std::string_view::npos || end == std::string_view::npos)
    return Status(Code::kMalformed, "PEM without an end");
  std::string base64(text.substr(begin, end - begin));
  std::erase_if(base64, [](char c) { return c == '\n' || c == '\r'; });
  return Base64Decode(base64);
}

Status RunOne(const Input& input, const json::Value& test) {
  MPS_ASSIGN(const Bytes file, input.Read(FileOf(test)));
  const auto& files = test.Find("files")->items();
  if (TextOf(test, "expect").starts_with("issuer certificate")) {
    auto issuer = crypto::DecodeCertificate(file);
    return issuer.ok() ? Status() : issuer.TakeStatus();
  }
  MPS_ASSIGN(const Bytes der, DerOf(file));
  MPS_ASSIGN(const PlatformCertificate certificate, roots::DecodePlatformCertificate(der));
  if (files.size() < 2) return {};
  MPS_ASSIGN(const json::Value expected, input.ReadJson(files[1].text()));
  return Compare(expected, certificate);
}

}  // namespace

void RunPlatformCert(const Input& input, Report& report) {
  for (const json::Value& test : input.cases()) report.Accept(IdOf(test), RunOne(input, test), true);
}

}  // namespace mps::vectors
