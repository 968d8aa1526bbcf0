// CBOR certificates of the Open Profile for DICE: an untagged COSE_Sign1 whose payload is a CWT claims set.
#include "roots/dice_forms.h"

namespace mps::roots {
namespace {

using cbor::Kind;
using cbor::Value;

// Claims (Open Profile for DICE, "CBOR Certificates"; RFC 8392 for the first two).
enum Claim : std::int64_t {
  kIssuer = 1,
  kSubject = 2,
  kCodeHash = -4670545,
  kCodeDescriptor = -4670546,
  kConfigurationHash = -4670547,
  kConfigurationDescriptor = -4670548,
  kAuthorityHash = -4670549,
  kAuthorityDescriptor = -4670550,
  kMode = -4670551,
  kSubjectPublicKey = -4670552,
  kKeyUsage = -4670553,
  kProfileName = -4670554,
};

constexpr std::uint8_t kKeyCertSignOctet = 0x20;  // keyUsage is little endian; keyCertSign is bit 5 of its first octet

Result<Value> Payload(ByteView payload) {
  cbor::Options options = cbor::Options::Token();
  options.max_string_bytes = kDiceCertificateBytes;
  MPS_ASSIGN(Value claims, cbor::Decode(payload, options));
  if (!claims.Is(Kind::kMap)) return Status(Code::kType, "the claims of a certificate are a map");
  return claims;
}

Result<std::string> TextClaim(const Value& claims, Claim claim, std::string_view what) {
  const Value* value = claims.Find(claim);
  if (value == nullptr || !value->Is(Kind::kText)) return Status(Code::kType, std::string(what) + " is due, as text");
  return value->text();
}

Status OctetClaim(const Value& claims, Claim claim, std::optional<Bytes>& out) {
  const Value* value = claims.Find(claim);
  if (value == nullptr) return {};
  if (!value->Is(Kind::kBytes)) return {Code::kType, "claim " + std::to_string(claim) + " is not a byte string"};
  out = ToBytes(value->bytes());
  return {};
}

// One octet; version 2.4 of the profile wrote it as a byte string, later ones may write an integer.
Status ModeClaim(const Value& claims, std::optional<DiceMode>& out) {
  const Value* value = claims.Find(kMode);
  if (value == nullptr) return {};
  std::int64_t mode = -1;
  if (value->Is(Kind::kBytes) && value->bytes().size() == 1) mode = value->bytes()[0];
  if (value->Is(Kind::kUint)) mode = value->AsInt().value_or(-1);
  if (mode < 0 || mode > 3) return {Code::kInvalid, "a mode that is none"};
  out = static_cast<DiceMode>(mode);
  return {};
}

Result<std::optional<OpenDiceInput>> Input(const Value& claims) {
  OpenDiceInput out;
  MPS_TRY(OctetClaim(claims, kCodeHash, out.code_hash));
  MPS_TRY(OctetClaim(claims, kCodeDescriptor, out.code_descriptor));
  MPS_TRY(OctetClaim(claims, kConfigurationHash, out.configuration_hash));
  MPS_TRY(OctetClaim(claims, kConfigurationDescriptor, out.configuration_descriptor));
  MPS_TRY(OctetClaim(claims, kAuthorityHash, out.authority_hash));
  MPS_TRY(OctetClaim(claims, kAuthorityDescriptor, out.authority_descriptor));
  MPS_TRY(ModeClaim(claims, out.mode));
  if (const Value* profile = claims.Find(kProfileName)) {
    if (!profile->Is(Kind::kText)) return Status(Code::kType, "the profile's name is not text");
    out.profile = profile->text();
  }
  const bool any = out.code_hash || out.code_descriptor || out.configuration_hash || out.configuration_descriptor ||
                   out.authority_hash || out.authority_descriptor || out.mode;
  return any ? std::optional(std::move(out)) : std::nullopt;
}

Result<crypto::PublicKey> SubjectKey(const Value& claims) {
  std::optional<Bytes> encoded;
  MPS_TRY(OctetClaim(claims, kSubjectPublicKey, encoded));
  if (!encoded) return Status(Code::kType, "the subject's public key is due");
  return crypto::PublicKeyFromCoseKey(*encoded);
}

}  // namespace

Result<CborCertificate> DecodeDiceCbor(ByteView bytes) {
  if (bytes.size() > kDiceCertificateBytes) return Status(Code::kLimit, "a certificate that is too long");
  cose::Options options;
  options.tagging = cose::Options::Tagging::kOptional;
  MPS_ASSIGN(cose::Sign1 message, cose::DecodeSign1(bytes, options));
  if (!message.payload) return Status(Code::kInvalid, "a certificate without its claims");
  MPS_ASSIGN(const Value claims, Payload(*message.payload));
  MPS_ASSIGN(crypto::PublicKey key, SubjectKey(claims));
  DiceLayer layer{{}, {}, std::move(key), false, {}, {}, {}};
  MPS_ASSIGN(layer.issuer, TextClaim(claims, kIssuer, "iss"));
  MPS_ASSIGN(layer.subject, TextClaim(claims, kSubject, "sub"));
  MPS_ASSIGN(layer.open, Input(claims));
  std::optional<Bytes> usage;
  MPS_TRY(OctetClaim(claims, kKeyUsage, usage));
  layer.may_sign_certificates = usage && !usage->empty() && (usage->front() & kKeyCertSignOctet) != 0;
  return CborCertificate{std::move(message), std::move(layer)};
}

}  // namespace mps::roots
