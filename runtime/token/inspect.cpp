// Prints a token that nobody verified.
#include "token/inspect.h"

#include "base/base64url.h"
#include "base/cbor_value.h"
#include "base/hex.h"
#include "base/json_value.h"
#include "base/utf8.h"
#include "claims/claim_set.h"
#include "token/cose.h"
#include "token/eat.h"
#include "token/mps_token.h"

namespace mps::token {
namespace {

using eat::Encoding;
using eat::Item;

constexpr eat::Label kNames[] = {eat::claim::kIss,
                                 eat::claim::kSub,
                                 eat::claim::kAud,
                                 eat::claim::kExp,
                                 eat::claim::kNbf,
                                 eat::claim::kIat,
                                 eat::claim::kTokenId,
                                 eat::claim::kCnf,
                                 eat::claim::kNonce,
                                 eat::claim::kUeid,
                                 eat::claim::kSueids,
                                 eat::claim::kOemid,
                                 eat::claim::kHwmodel,
                                 eat::claim::kHwversion,
                                 eat::claim::kUptime,
                                 eat::claim::kOemboot,
                                 eat::claim::kDbgstat,
                                 eat::claim::kLocation,
                                 eat::claim::kProfile,
                                 eat::claim::kSubmods,
                                 eat::claim::kBootcount,
                                 eat::claim::kBootseed,
                                 eat::claim::kDloas,
                                 eat::claim::kSwname,
                                 eat::claim::kSwversion,
                                 eat::claim::kManifests,
                                 eat::claim::kMeasurements,
                                 eat::claim::kMeasres,
                                 eat::claim::kIntuse,
                                 claim::kMps,
                                 claim::kLem,
                                 claim::kPcr,
                                 claim::kFma,
                                 claim::kHsh,
                                 claim::kVerdict,
                                 // Of attestation results (draft-ietf-rats-ear), which are EATs too.
                                 {1000, "ear_status"},
                                 {1001, "ear_trustworthiness_vector"},
                                 {1002, "ear_raw_evidence"},
                                 {1003, "ear_appraisal_policy_ids"},
                                 {1004, "ear_verifier_id"}};

std::string NameOf(const eat::Key& key) {
  std::string quoted;
  if (key.text) json::AppendQuoted(*key.text, quoted);
  if (key.text) return quoted;
  for (const eat::Label& label : kNames) {
    if (label.number == *key.number) return std::string(label.name) + " (" + std::to_string(*key.number) + ")";
  }
  return "(" + std::to_string(*key.number) + ")";
}

bool IsSubmods(const eat::Key& key) {
  return key.number == eat::claim::kSubmods.number || key.text == eat::claim::kSubmods.name;
}

void PrintClaims(const Item& map, const std::string& indent, std::string& out) {
  for (const auto& [key, value] : map.entries) {
    if (!IsSubmods(key) || !value.Is(eat::ItemKind::kMap)) {
      out += indent + NameOf(key) + ": " + eat::Describe(value) + "\n";
      continue;
    }
    out += indent + NameOf(key) + ":\n";
    for (const auto& [name, submod] : value.entries) {
      bool claims_set = submod.Is(eat::ItemKind::kMap);
      out += indent + "  " + NameOf(name) + (claims_set ? ":\n" : ": " + eat::Describe(submod) + "\n");
      if (claims_set) PrintClaims(submod, indent + "    ", out);
    }
  }
}

// A token's text may try to steer a terminal or to reorder what is read: C1 controls, DEL and bidirectional marks are
// shown as escapes. Other controls cannot occur, since JSON strings and quoted text have none.
std::string Harmless(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    auto point = DecodeUtf8(text, at);
    char32_t value = point ? point->value : 0xfffd;
    std::size_t length = point ? point->length : 1;
    bool control = (value < 0x20 && value != '\n') || (value >= 0x7f && value <= 0x9f);
    bool bidi = value == 0x200e || value == 0x200f || (value >= 0x202a && value <= 0x202e) ||
                (value >= 0x2066 && value <= 0x2069);
    if (control || bidi || !point) {
      const std::uint8_t octets[2] = {static_cast<std::uint8_t>(value >> 8), static_cast<std::uint8_t>(value)};
      out += "\\u" + HexEncode(octets);
    } else {
      out += text.substr(at, length);
    }
    at += length;
  }
  return out;
}

// Headers of the outer message; a bundle has none of its own.
std::string HeaderText(ByteView token) {
  if (eat::LooksLikeText(token)) {
    std::string_view text = AsText(token);
    auto header = Base64UrlDecode(text.substr(0, text.find('.')));
    auto parsed = header.ok() ? json::Parse(AsText(header.value())) : Result<json::Value>(Status(Code::kMalformed, ""));
    return parsed.ok() ? "protected header: " + json::Print(parsed.value()) + "\n" : "detached bundle\n";
  }
  cose::Options options;
  options.alg_protected_only = false;
  auto message = cose::DecodeSign1(token, options);
  if (!message.ok()) return "detached bundle\n";
  const cose::Headers& headers = message.value().headers;
  return "protected header: " + cbor::Diagnostic(headers.protected_map) +
         "\nunprotected header: " + cbor::Diagnostic(headers.unprotected_map) + "\n";
}

void PrintClaimSet(const eat::ClaimsSet& set, std::string& out) {
  auto token = ReadClaims(set, true);
  if (!token.ok()) {
    out += "not a token of " + std::string(kProfile) + ": " + token.status().message() + "\n";
    return;
  }
  for (const LemEntry& entry : token.value().lem) {
    if (entry.role != Role::kClaimSet || !entry.data) continue;
    auto claim_set = claims::DecodeClaimSet(*entry.data);
    out += "claim set: ";
    out += claim_set.ok() ? claims::DumpClaimSet(claim_set.value()) : claim_set.status().ToString() + "\n";
  }
}

}  // namespace

Result<Inspection> InspectToken(ByteView token) {
  eat::Policy policy;
  policy.check_signature = false;
  policy.cose.alg_protected_only = false;
  MPS_ASSIGN(eat::Token opened, eat::VerifyEat(token, policy));
  Inspection inspection;
  inspection.form = opened.envelope == eat::Envelope::kCwt ? Form::kCwt : Form::kJwt;
  if (auto claims = ReadClaims(opened.claims, true); claims.ok()) inspection.claims = std::move(claims).value();
  std::string out = "NOT VERIFIED: this is what the token says, whoever wrote it\n";
  out += std::string("form: ") + (opened.envelope == eat::Envelope::kCwt ? "CWT" : "JWT") + "\n";
  out += HeaderText(token);
  out += "claims:\n";
  PrintClaims(opened.claims.map, "  ", out);
  for (const auto& [name, set] : opened.detached) {
    out += "detached claims set `" + name + "`:\n";
    PrintClaims(set.map, "  ", out);
  }
  PrintClaimSet(opened.claims, out);
  inspection.text = Harmless(out);
  return inspection;
}

Result<std::string> Inspect(ByteView token) {
  MPS_ASSIGN(Inspection inspection, InspectToken(token));
  return std::move(inspection.text);
}

}  // namespace mps::token
