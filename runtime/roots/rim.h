// TCG reference integrity manifests (PC Client RIM 1.04): a base RIM, which is a SWID tag in XML with an enveloped XML
// signature, names by digest the support RIMs, which are event logs of what a good platform measures. Entry points:
// VerifyBaseRim, FileOf, Unexplained.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "crypto/key.h"
#include "mps/bytes.h"
#include "mps/kinds.h"
#include "mps/status.h"
#include "roots/checks.h"
#include "roots/event_log.h"

namespace mps::roots {

// LIMIT: octets of a base RIM, files that it names.
inline constexpr std::size_t kRimBytes = std::size_t{4} << 20;
inline constexpr std::size_t kRimFiles = 4096;

struct RimFile {
  std::string name;  // says nothing: files are found by digest
  std::optional<std::uint64_t> size;
  std::map<DigestAlg, Bytes> digests;
};

struct RimEntity {
  std::string name, regid, role;
};

struct BaseRim {
  std::string tag_id, name, version, tag_version;
  bool patch = false, supplemental = false, corpus = false;
  std::vector<RimEntity> entities;
  std::map<std::string, std::string> meta;  // of Meta, the attributes in TCG's name space: `platformModel` ...
  std::vector<RimFile> files;               // of Payload, those with a digest that we compute
};
// kMalformed, kUtf8, kLimit, kType; kInvalid for a document type declaration (nothing of a RIM needs one) and for a
// payload without any digest. Nothing is fetched, no entity is replaced but the five of XML.
Result<BaseRim> DecodeBaseRim(ByteView xml);

struct RimPolicy {
  std::vector<crypto::PublicKey> keys;  // that may sign; KeyInfo of the document is not read
};
struct RimReport {
  bool verified = false;
  Checks checks;               // format, shape, digest, signature
  std::optional<BaseRim> rim;  // only of a verified one
};
// The signature is one Signature element, a child of the root; its one reference is the document (URI ""), its
// transforms are enveloped-signature and at most a canonicalisation; digests and signatures are SHA-256, 384 or 512,
// RSA or ECDSA. What has another shape is refused as unsupported:xml-signature-<what>.
RimReport VerifyBaseRim(ByteView xml, const RimPolicy& policy);

// The file of the payload that these octets are, by size and every digest; nullptr if there is none.
const RimFile* FileOf(const BaseRim& rim, ByteView octets);

// Indices of measured events that no support RIM has: events are the same if register and digest are. EV_NO_ACTION is
// not measured. kInvalid for an event without a digest of the bank.
Result<std::vector<std::size_t>> Unexplained(const EventLog& measured, const std::vector<const EventLog*>& support,
                                             HashId bank);

}  // namespace mps::roots
