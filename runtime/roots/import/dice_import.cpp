#include "roots/import/dice_import.h"

#include "base/utf8.h"
#include "crypto/hash.h"
#include "roots/dice.h"
#include "roots/import/pcr_text.h"

namespace mps::roots {
namespace {

using eat::EvidenceMap;
using eat::Item;

Item OpenItem(const OpenDiceInput& input) {
  EvidenceMap out;
  out.Put("code_hash", input.code_hash);
  out.Put("code_descriptor", input.code_descriptor);
  out.Put("configuration_hash", input.configuration_hash);
  out.Put("configuration_descriptor", input.configuration_descriptor);
  out.Put("authority_hash", input.authority_hash);
  out.Put("authority_descriptor", input.authority_descriptor);
  if (input.mode) out.Put("mode", std::string(DiceModeName(*input.mode)));
  out.Put("profile", input.profile);
  return out.Take();
}

Item FwidItem(const Fwid& fwid) {
  EvidenceMap out;
  const auto alg = AlgorithmOf(fwid);
  out.Put("algorithm", alg ? std::string(crypto::DigestName(*alg)) : fwid.algorithm);
  out.Put("value", fwid.digest);
  if (alg) out.Put("digest", DigestText(HashIdOf(*alg), fwid.digest));
  return out.Take();
}

struct FlagName {
  std::uint32_t bit;
  std::string_view name;
};
constexpr FlagName kFlags[] = {{kDiceNotConfigured, "not_configured"},
                               {kDiceNotSecure, "not_secure"},
                               {kDiceRecovery, "recovery"},
                               {kDiceDebug, "debug"},
                               {kDiceNotReplayProtected, "not_replay_protected"},
                               {kDiceNotIntegrityProtected, "not_integrity_protected"},
                               {kDiceNotRuntimeMeasured, "not_runtime_measured"},
                               {kDiceNotImmutable, "not_immutable"},
                               {kDiceNotTcb, "not_tcb"}};
// Without flagsMask: DICE Attestation Architecture 1.0 (r22) 6.1.1 has these four flags and no mask, so a clear bit of
// them says no. 1.1 (r18) 6.1.1.1 added the others with a mask that says which bits are meant: without one a clear bit
// of those says nothing, and with one nothing is said beyond it (so too draft-ietf-rats-evidence-trans-02,
// DiceTcbInfo).
constexpr std::uint32_t kFirstFlags = kDiceNotConfigured | kDiceNotSecure | kDiceRecovery | kDiceDebug;

Item FlagsItem(std::uint32_t flags, std::optional<std::uint32_t> mask) {
  const std::uint32_t said = mask ? *mask : flags | kFirstFlags;
  EvidenceMap out;
  for (const FlagName& flag : kFlags) {
    if ((said & flag.bit) != 0) out.Flag(flag.name, (flags & flag.bit) != 0);
  }
  return out.Take();
}

Item TcbItem(const DiceTcbInfo& info) {
  EvidenceMap out;
  out.Put("vendor", info.vendor);
  out.Put("model", info.model);
  out.Put("version", info.version);
  out.Put("svn", info.svn);
  out.Put("layer", info.layer);
  out.Put("index", info.index);
  Item fwids = Item::Array();
  for (const Fwid& fwid : info.fwids) fwids.items.push_back(FwidItem(fwid));
  out.Put("fwids", std::move(fwids));
  if (info.flags) out.Put("flags", FlagsItem(*info.flags, info.flags_mask));
  out.Put("vendor_info", info.vendor_info);
  out.Put("type", info.type);
  return out.Take();
}

Item LayerItem(const DiceLayer& layer) {
  EvidenceMap out;
  out.Put("issuer", PathTextFromBytes(AsBytes(layer.issuer)));  // names are what a certificate says: octets
  out.Put("subject", PathTextFromBytes(AsBytes(layer.subject)));
  out.Put("key", "sha256:" + layer.key.IdHex());
  out.Put("public_key", layer.key.spki());
  out.Flag("issues", layer.may_sign_certificates);
  if (layer.open) out.Put("open", OpenItem(*layer.open));
  Item tcb = Item::Array();
  for (const DiceTcbInfo& info : layer.tcb) tcb.items.push_back(TcbItem(info));
  out.Put("tcb", std::move(tcb));
  out.Put("ueid", layer.ueid);
  return out.Take();
}

}  // namespace

Result<eat::ImportedEvidence> ImportDice(const DiceImport& input) {
  if (input.anchors.empty()) return Status(Code::kUsage, "a DICE chain is verified under a key: none was given");
  const DiceReport report = VerifyDiceChain(input.chain, {input.anchors, input.now, false});
  MPS_TRY(Refusal(report.checks));
  if (!report.verified) return Status(Code::kTrust, "the chain was not verified");
  EvidenceMap claims;
  eat::EvidenceStates states;
  states.Complete("");
  claims.Flag("verified", true);
  Item layers = Item::Array();
  for (const DiceLayer& layer : report.layers) layers.items.push_back(LayerItem(layer));
  claims.Put("layers", std::move(layers));
  return eat::VerifiedEvidence("DICE chain", {input.now, {}, {}}, input.environment,
                               {"dice.chain@1", "mps import dice", input.version, {}, claims.Take(), states.Take()});
}

}  // namespace mps::roots
