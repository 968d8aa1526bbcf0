// The claims of RFC 9711 section 4 as evidence of schema eat.token: the token's own, and those of its submodules by
// name, one below another as `outer/inner`.
#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "base/base64url.h"
#include "base/hex.h"
#include "base/json_value.h"
#include "eat/evidence_map.h"
#include "mps/limits.h"

namespace mps::eat {
namespace {

constexpr std::array<Label, 5> kDebug = {Label{0, "enabled"}, Label{1, "disabled"}, Label{2, "disabled-since-boot"},
                                         Label{3, "disabled-permanently"}, Label{4, "disabled-fully-and-permanently"}};
constexpr std::array<Label, 5> kIntended = {Label{1, "generic"}, Label{2, "registration"}, Label{3, "provisioning"},
                                            Label{4, "csr"}, Label{5, "pop"}};
constexpr std::array<Label, 4> kResults = {kMeasuredSuccess, kMeasuredFail, kMeasuredNotRun, kMeasuredAbsent};

// Claims that have a place in the evidence; the others are listed by name in `unread`.
constexpr std::array<Label, 21> kRead = {
    claim::kIss,     claim::kSub,       claim::kExp,     claim::kNbf,     claim::kIat,       claim::kNonce,
    claim::kUeid,    claim::kSueids,    claim::kOemid,   claim::kHwmodel, claim::kHwversion, claim::kUptime,
    claim::kOemboot, claim::kDbgstat,   claim::kProfile, claim::kSubmods, claim::kBootcount, claim::kBootseed,
    claim::kSwname,  claim::kSwversion, claim::kIntuse};
constexpr std::array<Label, 8> kUnread = {claim::kAud,   claim::kTokenId,   claim::kCnf,          claim::kLocation,
                                          claim::kDloas, claim::kManifests, claim::kMeasurements, claim::kMeasres};

// A word by its name in either encoding. REQUIRES: the claims were checked by CheckClaims, so it is one of them.
template <std::size_t N>
std::optional<std::string> Word(const Item* item, Encoding encoding, const std::array<Label, N>& words) {
  if (item == nullptr) return std::nullopt;
  for (const Label& word : words) {
    if (encoding == Encoding::kJson ? item->text == word.name : item->number == word.number)
      return std::string(word.name);
  }
  return std::nullopt;
}

std::string VersionScheme(const Item& item) {
  if (item.Is(ItemKind::kText)) return item.text;
  switch (item.number) {  // RFC 9393 4.1
    case 1:
      return "multipartnumeric";
    case 2:
      return "multipartnumeric+suffix";
    case 3:
      return "alphanumeric";
    case 4:
      return "decimal";
    case 16384:
      return "semver";
    default:
      return std::to_string(item.number);
  }
}

// Reads the checked claims of one set into members.
class SetReader {
 public:
  explicit SetReader(const ClaimsSet& set) : set_(set) {}

  Result<Item> Read() {
    Octets("ueid", claim::kUeid);
    Sueids();
    Oemid();
    Octets("hwmodel", claim::kHwmodel);
    Version("hwversion", claim::kHwversion);
    Int("uptime", claim::kUptime);
    Bool("oemboot", claim::kOemboot);
    out_.Put("dbgstat", Word(set_.Find(claim::kDbgstat), set_.encoding, kDebug));
    Int("bootcount", claim::kBootcount);
    Octets("bootseed", claim::kBootseed);
    Text("swname", claim::kSwname);
    Version("swversion", claim::kSwversion);
    out_.Put("intuse", Word(set_.Find(claim::kIntuse), set_.encoding, kIntended));
    MPS_TRY(Measured());
    Unread();
    return out_.Take();
  }

 private:
  void Octets(std::string_view name, Label label) {
    const Item* item = set_.Find(label);
    if (item == nullptr) return;
    auto octets = BytesOf(*item, set_.encoding);
    if (octets.ok()) out_.Put(name, *octets);
  }
  void Text(std::string_view name, Label label) {
    if (const Item* item = set_.Find(label)) out_.Put(name, item->text);
  }
  void Int(std::string_view name, Label label) {
    if (const Item* item = set_.Find(label)) out_.Put(name, item->number);
  }
  void Bool(std::string_view name, Label label) {
    if (const Item* item = set_.Find(label)) out_.Flag(name, item->boolean);
  }
  void Version(const std::string& name, Label label) {
    const Item* item = set_.Find(label);
    if (item == nullptr) return;
    out_.Put(name, item->items[0].text);
    if (item->items.size() > 1) out_.Put(name + "_scheme", VersionScheme(item->items[1]));
  }
  void Oemid() {
    const Item* item = set_.Find(claim::kOemid);
    if (item != nullptr && item->Is(ItemKind::kInt)) return out_.Put("oemid_pen", item->number);
    Octets("oemid", claim::kOemid);
  }
  void Sueids() {
    Item map = Item::Map();
    if (const Item* item = set_.Find(claim::kSueids)) {
      for (const auto& [key, value] : item->entries) {
        auto octets = BytesOf(value, set_.encoding);
        if (octets.ok()) map.AddText(*key.text, Item::Bytes(*octets));
      }
    }
    out_.Put("sueids", std::move(map));
  }

  // system -> id -> result. An id that is octets is written in hexadecimal.
  Status Measured() {
    Item systems = Item::Map();
    if (const Item* item = set_.Find(claim::kMeasres)) {
      for (const Item& group : item->items) {
        if (systems.FindText(group.items[0].text) != nullptr) return Twice(group.items[0].text);
        Item results = Item::Map();
        for (const Item& pair : group.items[1].items) {
          const Item& id = pair.items[0];
          const std::string name = id.Is(ItemKind::kBytes) ? HexEncode(AsBytes(id.text)) : id.text;
          if (results.FindText(name) != nullptr) return Twice(name);
          results.AddText(name, Item::Text(*Word(&pair.items[1], set_.encoding, kResults)));
        }
        systems.AddText(group.items[0].text, std::move(results));
      }
    }
    out_.Put("measres", std::move(systems));
    return {};
  }
  static Status Twice(const std::string& name) {
    return {Code::kDuplicate, "claim measres: `" + name + "` occurs twice"};
  }

  void Unread() {
    Item names = Item::Array();
    for (const auto& [key, value] : set_.map.entries) {
      const auto same = [&key = key](const Label& label) {
        return key.number ? *key.number == label.number : *key.text == label.name;
      };
      if (std::any_of(kRead.begin(), kRead.end(), same)) continue;
      const auto known = std::find_if(kUnread.begin(), kUnread.end(), same);
      if (known != kUnread.end() && known->number == claim::kMeasres.number) continue;
      names.items.push_back(Item::Text(known != kUnread.end() ? std::string(known->name)
                                       : key.number           ? std::to_string(*key.number)
                                                              : *key.text));
    }
    out_.Put("unread", std::move(names));
  }

  const ClaimsSet& set_;
  EvidenceMap out_;
};

// `submods["name"]`, as docs/evidence.md spells paths.
std::string PathOf(const std::string& name) {
  std::string key;
  for (char c : name) {
    if (c == '"' || c == '\\') key += '\\';
    key += c;
  }
  return "submods[\"" + key + "\"].claims";
}

class SubmodReader {
 public:
  SubmodReader(const Nested& nested, TokenEvidence& out) : nested_(nested), out_(out) {}

  Status ReadAll(const ClaimsSet& set, const std::string& prefix, bool verified,
                 const std::vector<std::pair<std::string, ClaimsSet>>& detached) {
    const Item* submods = set.Find(claim::kSubmods);
    if (submods == nullptr) return {};
    for (const auto& [key, value] : submods->entries) {
      const std::string name = prefix + *key.text;
      const auto found = std::find_if(detached.begin(), detached.end(),
                                      [&key = key](const auto& one) { return one.first == *key.text; });
      if (found != detached.end()) {
        MPS_TRY(AddSet(name, "detached", found->second, verified));
      } else if (value.Is(ItemKind::kMap)) {
        MPS_TRY(AddSet(name, "claims", {set.encoding, value}, verified));
      } else {
        MPS_TRY(AddOther(name, value, set.encoding));
      }
    }
    return {};
  }

  Item Take() { return std::move(map_); }

 private:
  Status Add(const std::string& name, EvidenceMap& record) {
    if (!names_.insert(name).second) return {Code::kDuplicate, "submodule `" + name + "` occurs twice"};
    if (names_.size() > limit::kSubmodules) return {Code::kLimit, "there are more submodules than are taken"};
    map_.AddText(name, record.Take());
    return {};
  }

  Status AddSet(const std::string& name, const std::string& kind, const ClaimsSet& set, bool verified) {
    EvidenceMap record;
    record.Put("kind", kind);
    record.Flag("verified", verified);
    MPS_ASSIGN(const auto profile, ProfileOf(set));
    record.Put("profile", profile);
    MPS_ASSIGN(Item claims, SetReader(set).Read());
    record.Put("claims", std::move(claims));
    MPS_TRY(Add(name, record));
    return ReadAll(set, name + "/", verified, {});
  }

  Status AddUnknown(const std::string& name, const std::string& kind, std::string reason) {
    EvidenceMap record;
    record.Put("kind", kind);
    record.Flag("verified", false);
    out_.unknown.emplace_back(PathOf(name), std::move(reason));
    return Add(name, record);
  }

  // A nested token, or a digest whose set did not come along.
  Status AddOther(const std::string& name, const Item& value, Encoding encoding) {
    if (value.Is(ItemKind::kBytes)) return AddToken(name, AsBytes(value.text));
    Item selector = value;
    if (encoding == Encoding::kCbor && value.Is(ItemKind::kText)) {
      MPS_ASSIGN(const json::Value parsed, json::Parse(value.text));
      MPS_ASSIGN(selector, ItemFromJson(parsed));
    } else if (encoding == Encoding::kCbor) {
      return AddUnknown(name, "digest", "the detached claims set did not come with the token");
    }
    const std::string& kind = selector.items[0].text;
    if (kind == "DIGEST") return AddUnknown(name, "digest", "the detached claims set did not come with the token");
    if (kind == "BUNDLE") return AddUnknown(name, "token", "bundles inside tokens are not opened");
    if (kind == "JWT") return AddToken(name, AsBytes(selector.items[1].text));
    MPS_ASSIGN(const Bytes octets, Base64UrlDecode(selector.items[1].text));
    return AddToken(name, octets);
  }

  Status AddToken(const std::string& name, ByteView octets) {
    auto set = nested_.open(nested_.context, octets);
    if (set.ok()) return AddSet(name, "token", *set, true);
    return AddUnknown(name, "token", "nested token: " + set.status().message());
  }

  const Nested& nested_;
  TokenEvidence& out_;
  Item map_ = Item::Map();
  std::set<std::string> names_;
};

void PutTime(EvidenceMap& out, const char* name, const ClaimsSet& set, Label label) {
  if (const Item* item = set.Find(label)) out.Put(name, item->number);
}

}  // namespace

Result<TokenEvidence> TokenClaimsEvidence(const Token& token, bool verified, const Nested& nested) {
  TokenEvidence out;
  EvidenceMap map;
  const ClaimsSet& set = token.claims;
  map.Flag("verified", verified);
  map.Put("form", std::string(token.envelope == Envelope::kCwt ? "cwt" : "jwt"));
  MPS_ASSIGN(const auto profile, ProfileOf(set));
  map.Put("profile", profile);
  if (const Item* item = set.Find(claim::kIss)) map.Put("issuer", item->text);
  if (const Item* item = set.Find(claim::kSub)) map.Put("subject", item->text);
  PutTime(map, "issued", set, claim::kIat);
  PutTime(map, "not_before", set, claim::kNbf);
  PutTime(map, "expires", set, claim::kExp);
  MPS_ASSIGN(const auto nonces, NoncesOf(set));
  Item list = Item::Array();
  for (const Bytes& nonce : nonces) list.items.push_back(Item::Bytes(nonce));
  map.Put("nonces", std::move(list));
  MPS_ASSIGN(Item claims, SetReader(set).Read());
  map.Put("claims", std::move(claims));
  SubmodReader submods(nested, out);
  MPS_TRY(submods.ReadAll(set, "", verified, token.detached));
  map.Put("submods", submods.Take());
  out.claims = map.Take();
  return out;
}

}  // namespace mps::eat
