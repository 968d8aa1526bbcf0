// DICE chains: each layer of a device certifies the next and says what it measured of it. Two forms are read: the CBOR
// certificates of the Open Profile for DICE (v2.5), and X.509 with the extensions of TCG's DICE Attestation
// Architecture (1.1) or of the Open Profile. Entry point: VerifyDiceChain.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "crypto/certificate.h"
#include "crypto/key.h"
#include "mps/bytes.h"
#include "mps/kinds.h"
#include "mps/status.h"
#include "roots/checks.h"

namespace mps::roots {

// LIMIT: certificates of one chain, octets of one.
inline constexpr std::size_t kDiceLayers = 32;
inline constexpr std::size_t kDiceCertificateBytes = std::size_t{1} << 16;

// What the Open Profile measures (section "Input values").
enum class DiceMode : std::uint8_t { kNotConfigured = 0, kNormal = 1, kDebug = 2, kRecovery = 3 };
std::string_view DiceModeName(DiceMode mode);  // `not configured`, `normal`, `debug`, `recovery`

struct OpenDiceInput {
  std::optional<Bytes> code_hash, code_descriptor;
  std::optional<Bytes> configuration_hash, configuration_descriptor;
  std::optional<Bytes> authority_hash, authority_descriptor;
  std::optional<DiceMode> mode;
  std::optional<std::string> profile;
};

// Firmware id: a digest under an algorithm that is named by its OID.
struct Fwid {
  std::string algorithm;  // dotted
  Bytes digest;
};
// `sha256` ... for the OIDs of SHA-1 and SHA-2, if the digest is as long as theirs.
std::optional<DigestAlg> AlgorithmOf(const Fwid& fwid);

// Bits of DiceTcbInfo.flags (DICE Attestation Architecture 6.1.1).
enum DiceFlag : std::uint32_t {
  kDiceNotConfigured = 1u << 0,
  kDiceNotSecure = 1u << 1,
  kDiceRecovery = 1u << 2,
  kDiceDebug = 1u << 3,
  kDiceNotReplayProtected = 1u << 4,
  kDiceNotIntegrityProtected = 1u << 5,
  kDiceNotRuntimeMeasured = 1u << 6,
  kDiceNotImmutable = 1u << 7,
  kDiceNotTcb = 1u << 8,
};

struct DiceTcbInfo {
  std::optional<std::string> vendor, model, version;
  std::optional<std::int64_t> svn, layer, index;
  std::vector<Fwid> fwids;
  std::optional<std::uint32_t> flags, flags_mask;
  std::optional<Bytes> vendor_info, type;
};
// Extension values: DiceTcbInfo, DiceMultiTcbInfo, the Open Profile's OpenDiceInput, TCG's Ueid.
Result<DiceTcbInfo> DecodeTcbInfo(ByteView der);
Result<std::vector<DiceTcbInfo>> DecodeMultiTcbInfo(ByteView der);
Result<OpenDiceInput> DecodeOpenDiceInput(ByteView der);
Result<Bytes> DecodeDiceUeid(ByteView der);

// CompositeDeviceID of RIoT, DICE's forerunner: the device's key and the firmware id of the layer above it.
struct CompositeDeviceId {
  std::int64_t version;
  crypto::PublicKey key;
  Fwid fwid;
};
// SEQUENCE { [0] { 2.23.133.5.4.1, CompositeDeviceID } }.
Result<CompositeDeviceId> DecodeRiotExtension(ByteView der);

namespace dice_oid {
inline constexpr std::string_view kTcbInfo = "2.23.133.5.4.1";
inline constexpr std::string_view kUeid = "2.23.133.5.4.4";
inline constexpr std::string_view kMultiTcbInfo = "2.23.133.5.4.5";
inline constexpr std::string_view kOpenDice = "1.3.6.1.4.1.11129.2.1.24";
}  // namespace dice_oid

// One certificate: who says it, about which key, and what was measured of the layer that holds that key.
struct DiceLayer {
  std::string issuer, subject;
  crypto::PublicKey key;
  bool may_sign_certificates = false;
  std::optional<OpenDiceInput> open;  // the first certificate of a CBOR chain has none
  std::vector<DiceTcbInfo> tcb;       // X.509
  std::optional<Bytes> ueid;          // X.509
};

struct DicePolicy {
  std::vector<crypto::PublicKey> anchors;  // keys that chains may begin with: UDS keys, or of who certifies them
  std::optional<std::int64_t> now;         // X.509 has validity; CBOR certificates have none
  bool strict = false;
};

namespace dice_check {
inline constexpr std::string_view kFormat = "format";          // every certificate is understood
inline constexpr std::string_view kAnchor = "anchor";          // the first key is trusted
inline constexpr std::string_view kLinks = "links";            // each names the one before it as its issuer
inline constexpr std::string_view kSignatures = "signatures";  // and is signed with that one's key
inline constexpr std::string_view kUsage = "usage";            // who issues may issue
inline constexpr std::string_view kTimes = "times";            // all are valid at `now`
}  // namespace dice_check

struct DiceReport {
  bool verified = false;
  Checks checks;
  std::vector<DiceLayer> layers;  // from the root of trust up; only of a verified chain
};

// The key that a chain's first certificate is about, for enrolling it as an anchor. Nothing is verified.
Result<crypto::PublicKey> FirstKey(ByteView certificate);

// Certificates from the root of trust to the topmost layer, all in CBOR or all in X.509. The first is the anchor's own
// (self-signed), or issued by an anchor. Whatever is wrong is in the report.
DiceReport VerifyDiceChain(const std::vector<ByteView>& chain, const DicePolicy& policy);

}  // namespace mps::roots
