#include "mps/corim_claim.h"

#include <algorithm>

namespace mps {
namespace {

using enum CorimPart;

constexpr std::string_view kOctets = "bytes", kNumber = "an int", kWords = "text", kYesNo = "bool",
                           kHashes = "a digest or a set of digests", kId = "bytes or text";

constexpr CorimWord kTable[] = {
    {"class_id", kClassId, 0, false, kId},
    {"vendor", kVendor, 0, false, kWords},
    {"model", kModel, 0, false, kWords},
    {"layer", kLayer, 0, false, kNumber},
    {"index", kIndex, 0, false, kNumber},
    {"instance", kInstance, 0, false, kId},
    {"group", kGroup, 0, false, kId},
    {"version", kVersion, 0, true, "a version or text"},
    {"svn", kSvn, 0, true, kNumber},
    {"digest", kDigest, 0, true, kHashes},
    {"is_configured", kFlag, 0, true, kYesNo},
    {"is_secure", kFlag, 1, true, kYesNo},
    {"is_recovery", kFlag, 2, true, kYesNo},
    {"is_debug", kFlag, 3, true, kYesNo},
    {"is_replay_protected", kFlag, 4, true, kYesNo},
    {"is_integrity_protected", kFlag, 5, true, kYesNo},
    {"is_runtime_meas", kFlag, 6, true, kYesNo},
    {"is_immutable", kFlag, 7, true, kYesNo},
    {"is_tcb", kFlag, 8, true, kYesNo},
    {"is_confidentiality_protected", kFlag, 9, true, kYesNo},
    {"raw", kRaw, 0, true, kOctets},
    {"mac", kMac, 0, true, kOctets},
    {"ip", kIp, 0, true, "an ip"},
    {"serial", kSerial, 0, true, kWords},
    {"ueid", kUeid, 0, true, kOctets},
    {"uuid", kUuid, 0, true, kOctets},
    {"name", kName, 0, true, kWords},
    {"keys", kKeys, 0, true, kHashes},
    {"register", kRegister, 0, true, kHashes},
    {"integer", kInteger, 0, true, kNumber},
    {"attest_keys", kAttestKeys, 0, false, kHashes},
    {"identity_keys", kIdentityKeys, 0, false, kHashes},
};

std::string IdText(const CorimId& id) {
  switch (id.kind) {
    case CorimId::Kind::kNone:
      return "";
    case CorimId::Kind::kUint:
      return std::to_string(id.number);
    case CorimId::Kind::kText:
      return "\"" + id.text + "\"";
    case CorimId::Kind::kOid:
      return "oid \"" + id.text + "\"";
    case CorimId::Kind::kUuid: {
      std::string hex = id.text;
      for (const std::size_t at : {20, 16, 12, 8}) hex.insert(std::min(at, hex.size()), "-");
      return "uuid \"" + hex + "\"";
    }
  }
  return "";
}

}  // namespace

std::span<const CorimWord> CorimWords() { return kTable; }

const CorimWord* FindCorimWord(std::string_view word) {
  const auto found =
      std::find_if(std::begin(kTable), std::end(kTable), [&](const auto& row) { return row.word == word; });
  return found == std::end(kTable) ? nullptr : &*found;
}

std::string CorimText(const CorimClaim& claim) {
  std::string out = "?";
  for (const CorimWord& row : kTable) {
    if (row.part == claim.part && (row.part != kFlag || row.flag == claim.item.number)) out = row.word;
  }
  if (claim.part == kRegister) out += "[" + IdText(claim.item) + "]";
  if (claim.key.kind != CorimId::Kind::kNone) out += " of " + IdText(claim.key);
  return out;
}

bool CorimFits(CorimPart part, TypeKind kind, bool is_set) {
  switch (part) {
    case kVendor:
    case kModel:
    case kSerial:
    case kName:
      return !is_set && (kind == TypeKind::kText || kind == TypeKind::kEnum);
    case kLayer:
    case kIndex:
    case kSvn:
    case kInteger:
      return !is_set && kind == TypeKind::kInt;
    case kClassId:
    case kInstance:
    case kGroup:
      return !is_set && (kind == TypeKind::kBytes || kind == TypeKind::kText);
    case kVersion:
      return !is_set && (kind == TypeKind::kVersion || kind == TypeKind::kText);
    case kFlag:
      return !is_set && kind == TypeKind::kBool;
    case kRaw:
    case kMac:
    case kUeid:
    case kUuid:
      return !is_set && kind == TypeKind::kBytes;
    case kIp:
      return !is_set && kind == TypeKind::kIp;
    case kDigest:
    case kRegister:
    case kKeys:
    case kAttestKeys:
    case kIdentityKeys:
      return kind == TypeKind::kDigest;
  }
  return false;
}

}  // namespace mps
