// The DER structures of DICE: TcbInfo, MultiTcbInfo, Ueid, OpenDiceInput, CompositeDeviceID.
#include "crypto/hash.h"
#include "roots/der.h"
#include "roots/dice.h"

namespace mps::roots {
namespace {

constexpr std::size_t kFwids = 64;      // LIMIT: of one TcbInfo
constexpr std::size_t kTcbInfos = 256;  // LIMIT: of one MultiTcbInfo

struct DigestOid {
  std::string_view oid;
  DigestAlg alg;
};
constexpr DigestOid kDigestOids[] = {
    {"1.3.14.3.2.26", DigestAlg::kSha1},
    {"2.16.840.1.101.3.4.2.1", DigestAlg::kSha256},
    {"2.16.840.1.101.3.4.2.2", DigestAlg::kSha384},
    {"2.16.840.1.101.3.4.2.3", DigestAlg::kSha512},
};

Fwid ReadFwid(Der& outer) {
  Der der = outer.Enter(kDerSequence, "an FWID");
  Fwid out;
  out.algorithm = der.Oid("hashAlg");
  out.digest = ToBytes(der.Take(kDerOctetString, "digest"));
  if (Status status = der.Finish("an FWID"); !status.ok()) outer.Fail(status.code(), status.message());
  for (const DigestOid& row : kDigestOids) {
    if (row.oid == out.algorithm && DigestOctets(row.alg) != out.digest.size())
      outer.Fail(Code::kInvalid, "an FWID whose digest is not as long as its algorithm's");
  }
  return out;
}

void ReadFwids(Der& outer, std::vector<Fwid>& out) {
  Der list = outer.Enter(DerContextConstructed(6), "fwids");
  while (!list.AtEnd() && out.size() < kFwids) out.push_back(ReadFwid(list));
  Status status = list.Finish("fwids");
  if (status.ok() && out.empty()) status = {Code::kInvalid, "an empty list of FWIDs"};
  if (!status.ok()) outer.Fail(status.code(), status.message());
}

// IMPLICIT tags in ascending order, each at most once: reading them in order refuses any other.
Result<DiceTcbInfo> ReadTcbInfo(Der& der) {
  DiceTcbInfo out;
  const auto due = [&](unsigned number) { return der.Peek() == DerContext(number); };
  if (due(0)) out.vendor = der.Utf8(DerContext(0), "vendor");
  if (due(1)) out.model = der.Utf8(DerContext(1), "model");
  if (due(2)) out.version = der.Utf8(DerContext(2), "version");
  if (due(3)) out.svn = der.Integer("svn", DerContext(3));
  if (due(4)) out.layer = der.Integer("layer", DerContext(4));
  if (due(5)) out.index = der.Integer("index", DerContext(5));
  if (der.Peek() == DerContextConstructed(6)) ReadFwids(der, out.fwids);
  if (due(7)) out.flags = der.Bits(DerContext(7), "flags");
  if (due(8)) out.vendor_info = ToBytes(der.Take(DerContext(8), "vendorInfo"));
  if (due(9)) out.type = ToBytes(der.Take(DerContext(9), "type"));
  if (due(10)) out.flags_mask = der.Bits(DerContext(10), "operationalFlagsMask");
  if (der.Peek() == DerContextConstructed(11))
    return Status::Unsupported("dice-integrity-registers", "a DiceTcbInfo with integrity registers");
  MPS_TRY(der.Finish("DiceTcbInfo"));
  return out;
}

}  // namespace

std::optional<DigestAlg> AlgorithmOf(const Fwid& fwid) {
  for (const DigestOid& row : kDigestOids) {
    if (row.oid == fwid.algorithm && DigestOctets(row.alg) == fwid.digest.size()) return row.alg;
  }
  return std::nullopt;
}

Result<DiceTcbInfo> DecodeTcbInfo(ByteView der) {
  Der outer(der);
  Der inner = outer.Enter(kDerSequence, "DiceTcbInfo");
  auto out = ReadTcbInfo(inner);
  if (!out.ok()) return out;
  MPS_TRY(outer.Finish("DiceTcbInfo"));
  return out;
}

Result<std::vector<DiceTcbInfo>> DecodeMultiTcbInfo(ByteView der) {
  Der outer(der);
  Der list = outer.Enter(kDerSequence, "DiceTcbInfoSeq");
  std::vector<DiceTcbInfo> out;
  while (!list.AtEnd()) {
    if (out.size() == kTcbInfos) return Status(Code::kLimit, "more DiceTcbInfos than are taken");
    Der one = list.Enter(kDerSequence, "DiceTcbInfo");
    auto info = ReadTcbInfo(one);
    if (!info.ok()) return info.TakeStatus();
    out.push_back(std::move(info).value());
  }
  MPS_TRY(list.Finish("DiceTcbInfoSeq"));
  MPS_TRY(outer.Finish("DiceTcbInfoSeq"));
  if (out.empty()) return Status(Code::kInvalid, "an empty DiceTcbInfoSeq");
  return out;
}

Result<OpenDiceInput> DecodeOpenDiceInput(ByteView der) {
  Der outer(der);
  Der input = outer.Enter(kDerSequence, "OpenDiceInput");
  OpenDiceInput out;
  std::optional<Bytes>* const octets[] = {&out.code_hash,          &out.code_descriptor,
                                          &out.configuration_hash, &out.configuration_descriptor,
                                          &out.authority_hash,     &out.authority_descriptor};
  for (unsigned number = 0; number < std::size(octets); ++number) {
    if (input.Peek() != DerContextConstructed(number)) continue;
    Der one = input.Enter(DerContextConstructed(number), "an input");
    *octets[number] = ToBytes(one.Take(kDerOctetString, "an input"));
    MPS_TRY(one.Finish("an input"));
  }
  if (input.Peek() == DerContextConstructed(6)) {
    Der one = input.Enter(DerContextConstructed(6), "mode");
    const std::int64_t mode = one.Integer("mode", kDerEnumerated);
    MPS_TRY(one.Finish("mode"));
    if (mode < 0 || mode > 3) return Status(Code::kInvalid, "a mode that is none");
    out.mode = static_cast<DiceMode>(mode);
  }
  if (input.Peek() == DerContextConstructed(7)) {
    Der one = input.Enter(DerContextConstructed(7), "profileName");
    out.profile = one.Utf8(kDerUtf8, "profileName");
    MPS_TRY(one.Finish("profileName"));
  }
  MPS_TRY(input.Finish("OpenDiceInput"));
  MPS_TRY(outer.Finish("OpenDiceInput"));
  return out;
}

Result<Bytes> DecodeDiceUeid(ByteView der) {
  Der outer(der);
  Der inner = outer.Enter(kDerSequence, "TcgUeid");
  Bytes out = ToBytes(inner.Take(kDerOctetString, "ueid"));
  MPS_TRY(inner.Finish("TcgUeid"));
  MPS_TRY(outer.Finish("TcgUeid"));
  return out;
}

Result<CompositeDeviceId> DecodeRiotExtension(ByteView der) {
  Der outer(der);
  Der sequence = outer.Enter(kDerSequence, "the extension");
  Der tagged = sequence.Enter(DerContextConstructed(0), "the extension's value");
  if (tagged.Oid("the extension's name") != dice_oid::kTcbInfo)
    tagged.Fail(Code::kInvalid, "the value has another name than a CompositeDeviceID");
  Der inner = tagged.Enter(kDerSequence, "CompositeDeviceID");
  const std::int64_t version = inner.Integer("version");
  const ByteView spki = inner.TakeWhole("deviceID");
  Fwid fwid = ReadFwid(inner);
  MPS_TRY(inner.Finish("CompositeDeviceID"));
  MPS_TRY(tagged.Finish("the extension's value"));
  MPS_TRY(sequence.Finish("the extension"));
  MPS_TRY(outer.Finish("the extension"));
  MPS_ASSIGN(crypto::PublicKey key, crypto::PublicKeyFromSpki(spki));
  return CompositeDeviceId{version, std::move(key), std::move(fwid)};
}

}  // namespace mps::roots
