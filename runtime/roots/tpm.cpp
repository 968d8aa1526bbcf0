#include "roots/tpm.h"

#include <algorithm>

#include "base/hex.h"
#include "crypto/hash.h"
#include "roots/fields.h"

namespace mps::roots::tpm {
namespace {

constexpr std::size_t kNameBytes = 2 + 64;  // TPM2B_NAME: algorithm and the longest digest
constexpr std::size_t kDataBytes = 2 + 64;  // TPM2B_DATA
constexpr std::size_t kDigestBytes = 64;
constexpr std::size_t kRsaBytes = crypto::kMaxRsaBits / 8;
constexpr std::size_t kEccBytes = 128;  // TPM2B_ECC_PARAMETER of any curve

std::string IdText(std::uint16_t id) {
  const std::uint8_t octets[] = {static_cast<std::uint8_t>(id >> 8), static_cast<std::uint8_t>(id)};
  return "0x" + HexEncode(octets);
}

// Bit i of octet j is register 8j + i (10.6.1).
std::vector<std::uint32_t> RegistersOf(ByteView map) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t i = 0; i < 8 * map.size(); ++i) {
    if ((map[i / 8] >> (i % 8) & 1) != 0) out.push_back(i);
  }
  return out;
}

PcrSelection OneSelection(Fields& fields) {
  PcrSelection out;
  out.bank = fields.Number<std::uint16_t>("a bank");
  const auto size = fields.Number<std::uint8_t>("a selection");
  if (size > kSelectOctets) fields.Fail(Code::kLimit, "a selection of more registers than are taken");
  out.pcrs = RegistersOf(fields.Octets(size, "a selection"));
  // Whatever goes on from here has no place for others, and a TPM that had them would still quote 0 to 23.
  if (!out.pcrs.empty() && out.pcrs.back() >= kPcrs) fields.Fail(Code::kLimit, "a register above 23");
  return out;
}

void Selections(Fields& fields, std::vector<PcrSelection>& out) {
  const auto count = fields.Number<std::uint32_t>("the number of selections");
  if (count > kSelections) fields.Fail(Code::kLimit, "more selections than are taken");
  for (std::uint32_t i = 0; i < count && fields.ok(); ++i) out.push_back(OneSelection(fields));
}

void ClockInfo(Fields& fields, Attest& out) {
  out.clock = fields.Number<std::uint64_t>("clock");
  out.reset_count = fields.Number<std::uint32_t>("resetCount");
  out.restart_count = fields.Number<std::uint32_t>("restartCount");
  const auto safe = fields.Number<std::uint8_t>("safe");
  if (safe > 1) fields.Fail(Code::kMalformed, "safe is neither YES nor NO");
  out.safe = safe == 1;
}

// TPM_QUOTE_INFO begins with its version, 1.1.0.0, and `QUOT` (TPM Main, part 2, 11.3).
bool IsTpm12(ByteView bytes) {
  static constexpr std::uint8_t kBegin[] = {1, 1, 0, 0, 'Q', 'U', 'O', 'T'};
  return bytes.size() >= sizeof kBegin && std::equal(std::begin(kBegin), std::end(kBegin), bytes.begin());
}

}  // namespace

Result<Attest> DecodeAttest(ByteView bytes) {
  if (IsTpm12(bytes)) return Status::Unsupported("tpm-1.2", "a quote of a TPM 1.2");
  Fields fields(bytes, Order::kBig);
  Attest out;
  out.magic = fields.Number<std::uint32_t>("magic");
  out.type = fields.Number<std::uint16_t>("type");
  out.qualified_signer = ToBytes(fields.Sized(kNameBytes, "qualifiedSigner"));
  out.extra_data = ToBytes(fields.Sized(kDataBytes, "extraData"));
  ClockInfo(fields, out);
  out.firmware_version = fields.Number<std::uint64_t>("firmwareVersion");
  if (out.type != kAttestQuote) {
    if (!fields.ok()) return fields.status();
    return out;
  }
  Selections(fields, out.selections);
  out.pcr_digest = ToBytes(fields.Sized(kDigestBytes, "pcrDigest"));
  MPS_TRY(fields.Finish("the quote"));
  return out;
}

Result<Signature> DecodeSignature(ByteView bytes) {
  Fields fields(bytes, Order::kBig);
  Signature out;
  out.scheme = fields.Number<std::uint16_t>("the signature's scheme");
  if (!fields.ok()) return fields.status();
  if (out.scheme != kAlgRsassa && out.scheme != kAlgRsapss && out.scheme != kAlgEcdsa)
    return Status::Unsupported("tpm-signature-" + IdText(out.scheme), "a signature scheme that is not supported");
  out.hash = fields.Number<std::uint16_t>("the signature's hash");
  if (out.scheme == kAlgEcdsa) {
    out.r = ToBytes(fields.Sized(kEccBytes, "r"));
    out.s = ToBytes(fields.Sized(kEccBytes, "s"));
  } else {
    out.rsa = ToBytes(fields.Sized(kRsaBytes, "the signature"));
  }
  MPS_TRY(fields.Finish("the signature"));
  return out;
}

namespace {

// TPMT_SYM_DEF_OBJECT: TPM_ALG_NULL, or an algorithm with key bits and mode.
void Symmetric(Fields& fields) {
  if (fields.Number<std::uint16_t>("symmetric") == kAlgNull) return;
  (void)fields.Number<std::uint16_t>("symmetric key bits");
  (void)fields.Number<std::uint16_t>("symmetric mode");
}

// TPMT_RSA_SCHEME, TPMT_ECC_SCHEME: the scheme, and its hash where it has one.
struct Scheme {
  std::uint16_t id = 0;
  HashId hash = 0;
};
Scheme ReadScheme(Fields& fields) {
  Scheme out;
  out.id = fields.Number<std::uint16_t>("scheme");
  if (out.id == kAlgNull || out.id == kAlgRsaes) return out;
  out.hash = fields.Number<std::uint16_t>("the scheme's hash");
  if (out.id == kAlgEcdaa) (void)fields.Number<std::uint16_t>("the scheme's count");
  return out;
}

Result<crypto::PublicKey> RsaKey(Fields& fields) {
  const auto bits = fields.Number<std::uint16_t>("keyBits");
  auto exponent = fields.Number<std::uint32_t>("exponent");
  const ByteView modulus = fields.Sized(kRsaBytes, "the modulus");
  MPS_TRY(fields.Finish("the public area"));
  if (8 * modulus.size() != bits) return Status(Code::kInvalid, "the modulus is not as long as keyBits says");
  if (exponent == 0) exponent = 65537;  // part 2, 12.2.3.5
  Bytes octets;
  for (int shift = 24; shift >= 0; shift -= 8) octets.push_back(static_cast<std::uint8_t>(exponent >> shift));
  octets.erase(octets.begin(), std::find_if(octets.begin(), octets.end(), [](std::uint8_t o) { return o != 0; }));
  return crypto::PublicKeyFromRsa(modulus, octets);
}

Result<crypto::KeyKind> CurveOf(std::uint16_t curve) {
  switch (curve) {
    case 0x0003:
      return crypto::KeyKind::kP256;
    case 0x0004:
      return crypto::KeyKind::kP384;
    case 0x0005:
      return crypto::KeyKind::kP521;
    default:
      return Status::Unsupported("tpm-curve-" + IdText(curve), "a curve that is not supported");
  }
}

Result<crypto::PublicKey> EccKey(Fields& fields) {
  const auto curve = fields.Number<std::uint16_t>("curveID");
  if (fields.Number<std::uint16_t>("kdf") != kAlgNull) (void)fields.Number<std::uint16_t>("the kdf's hash");
  const ByteView x = fields.Sized(kEccBytes, "x");
  const ByteView y = fields.Sized(kEccBytes, "y");
  MPS_TRY(fields.Finish("the public area"));
  MPS_ASSIGN(const crypto::KeyKind kind, CurveOf(curve));
  const std::size_t width = crypto::CoordinateSize(kind);
  if (x.size() > width || y.size() > width)
    return Status(Code::kInvalid, "a coordinate longer than those of its curve");
  Bytes padded_x(width - x.size()), padded_y(width - y.size());  // some TPMs drop leading zeros
  padded_x.insert(padded_x.end(), x.begin(), x.end());
  padded_y.insert(padded_y.end(), y.begin(), y.end());
  return crypto::PublicKeyFromEcPoint(kind, padded_x, padded_y);
}

Result<Bytes> NameOf(HashId alg, ByteView bytes) {
  const auto digest = DigestOf(alg);
  if (!digest) return Status::Unsupported("tpm-name-" + HashIdName(alg), "a name algorithm that is not supported");
  MPS_ASSIGN(const Bytes hash, crypto::Hash(*digest, bytes));
  Bytes out = {static_cast<std::uint8_t>(alg >> 8), static_cast<std::uint8_t>(alg)};
  out.insert(out.end(), hash.begin(), hash.end());
  return out;
}

}  // namespace

Result<Public> DecodePublic(ByteView bytes) {
  Fields fields(bytes, Order::kBig);
  const auto type = fields.Number<std::uint16_t>("type");
  const auto name_alg = fields.Number<std::uint16_t>("nameAlg");
  const auto attributes = fields.Number<std::uint32_t>("objectAttributes");
  Bytes policy = ToBytes(fields.Sized(kDigestBytes, "authPolicy"));
  if (!fields.ok()) return fields.status();
  if (type != kAlgRsa && type != kAlgEcc)
    return Status::Unsupported("tpm-key-" + IdText(type), "a kind of key that is not supported");
  Symmetric(fields);
  const Scheme scheme = ReadScheme(fields);
  auto key = type == kAlgRsa ? RsaKey(fields) : EccKey(fields);
  if (!key.ok()) return key.TakeStatus();
  MPS_ASSIGN(Bytes name, NameOf(name_alg, bytes));
  return Public{type,           name_alg, attributes, std::move(policy), scheme.id, scheme.hash, std::move(key).value(),
                std::move(name)};
}

}  // namespace mps::roots::tpm
