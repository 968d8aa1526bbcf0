// Suite tcg-rim: base RIMs of one laptop with their support RIMs, against the log that it measured.
#include <algorithm>

#include "base/base64url.h"
#include "roots/platform_certificate.h"
#include "roots/rim.h"
#include "vectors/suite.h"

namespace mps::vectors {
namespace {

constexpr std::string_view kMeasured = "laptop_default_binary_bios_measurements";

Result<std::string> Between(std::string_view text, std::string_view begin, std::string_view end) {
  const auto from = text.find(begin);
  const auto to = from == std::string_view::npos ? from : text.find(end, from);
  if (to == std::string_view::npos) return Status(Code::kInternal, "no " + std::string(begin));
  std::string out(text.substr(from + begin.size(), to - from - begin.size()));
  for (const std::string_view noise : {"&#13;", "\n", "\r"}) {
    for (auto at = out.find(noise); at != std::string::npos; at = out.find(noise)) out.erase(at, noise.size());
  }
  return out;
}

// The vectors configure no key, so the one that the document names is taken as configured.
Result<crypto::PublicKey> KeyNamedBy(const Bytes& xml) {
  MPS_ASSIGN(const std::string modulus, Between(AsText(xml), "<Modulus>", "</Modulus>"));
  MPS_ASSIGN(const std::string exponent, Between(AsText(xml), "<Exponent>", "</Exponent>"));
  MPS_ASSIGN(const Bytes n, Base64Decode(modulus));
  MPS_ASSIGN(const Bytes e, Base64Decode(exponent));
  return crypto::PublicKeyFromRsa(n, e);
}

Result<roots::BaseRim> Verified(const Input& input, std::string_view name) {
  MPS_ASSIGN(const Bytes xml, input.Read(name));
  if (roots::VerifyBaseRim(xml, {}).verified) return Status(Code::kInternal, "taken without any key");
  MPS_ASSIGN(crypto::PublicKey key, KeyNamedBy(xml));
  roots::RimReport report = roots::VerifyBaseRim(xml, {{std::move(key)}});
  MPS_TRY(report.checks.FirstFailure());
  return std::move(*report.rim);
}

// Signed base RIM, its support RIM found by digest, and that read. `bytes` has to outlive the log.
Result<roots::EventLog> SupportOf(const Input& input, const std::string& tag, Bytes& bytes) {
  MPS_ASSIGN(const roots::BaseRim rim, Verified(input, tag));
  std::string support = tag;
  support.replace(support.rfind(".swidtag"), std::string::npos, ".rimel");
  MPS_ASSIGN(bytes, input.Read(support));
  if (roots::FileOf(rim, bytes) == nullptr) return Status(Code::kInternal, "the support RIM is not in the payload");
  Bytes other = bytes;
  other.push_back(0);
  if (roots::FileOf(rim, other) != nullptr) return Status(Code::kInternal, "another file is in the payload");
  return roots::DecodeEventLog(bytes);
}

// Measured events that the support RIMs of these tags do not have.
Result<std::size_t> CountUnexplained(const Input& input, const std::vector<std::string>& tags) {
  MPS_ASSIGN(const Bytes measured_bytes, input.Read(kMeasured));
  MPS_ASSIGN(const roots::EventLog measured, roots::DecodeEventLog(measured_bytes));
  std::vector<Bytes> bytes(tags.size());
  std::vector<roots::EventLog> logs;
  for (std::size_t i = 0; i < tags.size(); ++i) {
    MPS_ASSIGN(roots::EventLog log, SupportOf(input, tags[i], bytes[i]));
    logs.push_back(std::move(log));
  }
  std::vector<const roots::EventLog*> support;
  for (const roots::EventLog& log : logs) support.push_back(&log);
  MPS_ASSIGN(const auto unexplained, roots::Unexplained(measured, support, roots::kHashSha256));
  return unexplained.size();
}

std::vector<std::string> TagsOf(const json::Value& test) {
  std::vector<std::string> out;
  for (const json::Value& file : test.Find("files")->items()) {
    if (file.text().ends_with(".swidtag")) out.push_back(file.text());
  }
  return out;
}

Status RunPlatform(const Input& input, const json::Value& test) {
  MPS_ASSIGN(const std::size_t unexplained, CountUnexplained(input, TagsOf(test)));
  if (unexplained != 0) return {Code::kTrust, std::to_string(unexplained) + " measured events are in no support RIM"};
  MPS_ASSIGN(const Bytes certificate, input.Read("laptop.default.1.base.cer"));
  auto platform = roots::DecodePlatformCertificate(certificate);
  return platform.ok() ? Status() : platform.TakeStatus();
}

// These were indented after they had been signed, so the signature is of the document without white space between
// elements, and must not be taken of the one that there is.
std::string Unindented(const Bytes& xml) {
  std::string out;
  for (std::size_t at = 0; at < xml.size();) {
    out += static_cast<char>(xml[at++]);
    if (out.back() != '>') continue;
    std::size_t next = at;
    while (next < xml.size() && (xml[next] == ' ' || xml[next] == '\n' || xml[next] == '\r')) ++next;
    if (next < xml.size() && xml[next] == '<') at = next;
  }
  return out;
}

// Metadata, digest and signature; one also signs a time stamp beside the document, which is refused by its shape.
Status RunGenerated(const Input& input, const json::Value& test) {
  const std::string name = FileOf(test);
  MPS_ASSIGN(const Bytes xml, input.Read(name));
  MPS_ASSIGN(const roots::BaseRim rim, roots::DecodeBaseRim(xml));
  const auto spec = rim.meta.find("bindingSpec");
  if (spec == rim.meta.end() || spec->second != "PC Client RIM" || rim.files.size() != 1 ||
      !rim.files[0].digests.contains(DigestAlg::kSha256) || rim.files[0].size != 7549u)
    return {Code::kInternal, "metadata or digest differ"};
  // These name the key only, by the name that the laptop's tag has with the key itself.
  MPS_ASSIGN(const Bytes laptop, input.Read("laptop.default.1.swidtag"));
  MPS_ASSIGN(const crypto::PublicKey key, KeyNamedBy(laptop));
  if (roots::VerifyBaseRim(xml, {{key}}).verified) return {Code::kInternal, "a document that was changed is taken"};
  const Status status = roots::VerifyBaseRim(AsBytes(Unindented(xml)), {{key}}).checks.FirstFailure();
  if (IdOf(test).find("timestamp") == std::string::npos) return status;
  return status.feature() == "xml-signature-shape" ? Status() : Status(Code::kInternal, "taken: " + status.ToString());
}

}  // namespace

void RunTcgRim(const Input& input, Report& report) {
  for (const json::Value& test : input.cases()) {
    const std::string id = IdOf(test);
    if (id.starts_with("generated")) {
      report.Accept(id, RunGenerated(input, test), true);
    } else if (TextOf(test, "expect").starts_with("pass")) {
      report.Accept(id, RunPlatform(input, test), true);
    } else {
      const Status status = RunPlatform(input, test);
      status.code() == Code::kTrust ? report.Reject(id, status) : report.Fail(id, status.ToString());
    }
  }
}

}  // namespace mps::vectors
