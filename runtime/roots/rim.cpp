// What a base RIM says, and support RIMs against a measured log.
#include "roots/rim.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/hex.h"
#include "crypto/hash.h"
#include "roots/rim_read.h"

namespace mps::roots {
namespace {

constexpr std::string_view kMetaSpace = "https://trustedcomputinggroup.org/wp-content/uploads/TCG_RIM_Model";

struct HashSpace {
  std::string_view space;
  DigestAlg alg;
};
constexpr HashSpace kHashSpaces[] = {
    {"http://www.w3.org/2001/04/xmlenc#sha256", DigestAlg::kSha256},
    {"http://www.w3.org/2001/04/xmldsig-more#sha384", DigestAlg::kSha384},
    {"http://www.w3.org/2001/04/xmlenc#sha512", DigestAlg::kSha512},
};

std::string TextOf(const xmlNode* node, std::string_view name) { return xml::Attribute(node, "", name).value_or(""); }

Result<bool> FlagOf(const xmlNode* node, std::string_view name) {
  const std::string text = TextOf(node, name);
  if (text == "true" || text == "1") return true;
  if (text.empty() || text == "false" || text == "0") return false;
  return Status(Code::kType, std::string(name) + " is neither true nor false");
}

Status ReadFile(const xmlNode* node, BaseRim& out) {
  if (out.files.size() == kRimFiles) return {Code::kLimit, "more files than are taken"};
  RimFile file;
  file.name = TextOf(node, "name");
  if (const auto size = xml::Attribute(node, "", "size")) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(size->data(), size->data() + size->size(), number);
    if (error != std::errc{} || end != size->data() + size->size()) return {Code::kType, "a size that is no number"};
    file.size = number;
  }
  for (const HashSpace& row : kHashSpaces) {
    const auto hash = xml::Attribute(node, row.space, "hash");
    if (!hash) continue;
    auto octets = HexDecode(*hash);
    if (!octets.ok() || octets->size() != DigestOctets(row.alg)) return {Code::kType, "a digest that is none"};
    file.digests[row.alg] = std::move(octets).value();
  }
  if (!file.digests.empty()) out.files.push_back(std::move(file));
  return {};
}

// A widely used maker of RIMs leaves the elements within Payload without their name space.
bool IsPart(const xmlNode* node, std::string_view name) {
  return xml::Is(node, xml::kSwid, name) || xml::Is(node, "", name);
}

// Payload, with Directory in Directory; the parser bounds how deep.
Status ReadPayload(const xmlNode* parent, BaseRim& out) {
  for (const xmlNode* node : xml::Elements(parent)) {
    if (IsPart(node, "File")) MPS_TRY(ReadFile(node, out));
    if (IsPart(node, "Directory")) MPS_TRY(ReadPayload(node, out));
  }
  return {};
}

void ReadMeta(const xmlNode* node, BaseRim& out) {
  for (const xmlAttr* each = node->properties; each != nullptr; each = each->next) {
    if (each->ns == nullptr || reinterpret_cast<const char*>(each->ns->href) != kMetaSpace) continue;
    const std::string name(reinterpret_cast<const char*>(each->name));
    out.meta[name] = xml::Attribute(node, kMetaSpace, name).value_or("");
  }
}

}  // namespace

Result<BaseRim> ReadBaseRim(const xmlDoc* document) {
  const xmlNode* root = xmlDocGetRootElement(const_cast<xmlDoc*>(document));
  if (!xml::Is(root, xml::kSwid, "SoftwareIdentity")) return Status(Code::kType, "not a SWID tag");
  BaseRim out;
  out.tag_id = TextOf(root, "tagId");
  out.name = TextOf(root, "name");
  out.version = TextOf(root, "version");
  out.tag_version = TextOf(root, "tagVersion");
  MPS_ASSIGN(out.patch, FlagOf(root, "patch"));
  MPS_ASSIGN(out.supplemental, FlagOf(root, "supplemental"));
  MPS_ASSIGN(out.corpus, FlagOf(root, "corpus"));
  if (out.tag_id.empty()) return Status(Code::kType, "a SWID tag without tagId");
  for (const xmlNode* node : xml::Elements(root)) {
    if (xml::Is(node, xml::kSwid, "Entity"))
      out.entities.push_back({TextOf(node, "name"), TextOf(node, "regid"), TextOf(node, "role")});
    if (xml::Is(node, xml::kSwid, "Meta")) ReadMeta(node, out);
    if (xml::Is(node, xml::kSwid, "Payload")) MPS_TRY(ReadPayload(node, out));
  }
  if (out.files.empty()) return Status(Code::kInvalid, "a payload without any digest that is understood");
  return out;
}

Result<BaseRim> DecodeBaseRim(ByteView bytes) {
  const xml::Quiet quiet;
  MPS_ASSIGN(const xml::Document document, xml::Parse(bytes));
  return ReadBaseRim(document.get());
}

const RimFile* FileOf(const BaseRim& rim, ByteView octets) {
  for (const RimFile& file : rim.files) {
    if (file.size && *file.size != octets.size()) continue;
    const bool same = std::all_of(file.digests.begin(), file.digests.end(), [&](const auto& digest) {
      const auto hash = crypto::Hash(digest.first, octets);
      return hash.ok() && *hash == digest.second;
    });
    if (same) return &file;
  }
  return nullptr;
}

Result<std::vector<std::size_t>> Unexplained(const EventLog& measured, const std::vector<const EventLog*>& support,
                                             HashId bank) {
  std::set<std::pair<std::uint32_t, Bytes>> known;
  for (const EventLog* log : support) {
    for (const Event& event : log->events) {
      const EventDigest* digest = event.Find(bank);
      if (event.type != kEvNoAction && digest != nullptr) known.emplace(event.pcr, ToBytes(digest->digest));
    }
  }
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < measured.events.size(); ++i) {
    const Event& event = measured.events[i];
    if (event.type == kEvNoAction) continue;
    const EventDigest* digest = event.Find(bank);
    if (digest == nullptr)
      return Status(Code::kInvalid, "an event without a digest of " + HashIdName(bank), event.offset);
    if (!known.contains({event.pcr, ToBytes(digest->digest)})) out.push_back(i);
  }
  return out;
}

}  // namespace mps::roots
