// Types and ranges of the claims of RFC 9711 section 4 (and of RFC 8392 section 3, RFC 7519 section 4): one function a
// claim.
#include <array>

#include "base/cbor_reader.h"
#include "base/cbor_value.h"
#include "mps/limits.h"
#include "token/eat_internal.h"

namespace mps::eat {
namespace {

constexpr std::int64_t kCoswidFormat = 258;  // CoAP Content-Format application/swid+cbor

// One claim under judgement.
struct Judge {
  const Item& item;
  Encoding encoding;
  std::string_view name;

  bool json() const { return encoding == Encoding::kJson; }
  Status Fail(std::string message) const { return ClaimError(name, std::move(message)); }
  Judge Of(const Item& other) const { return {other, encoding, name}; }

  Status Text() const { return item.Is(ItemKind::kText) ? Status() : Fail("must be text"); }
  Status Bool() const { return item.Is(ItemKind::kBool) ? Status() : Fail("must be true or false"); }
  Status Int() const { return item.Is(ItemKind::kInt) ? Status() : Fail("must be an integer"); }
  Status Uint() const {
    return item.Is(ItemKind::kInt) && item.number >= 0 ? Status() : Fail("must be an unsigned integer");
  }
  Status Number() const {
    return item.Is(ItemKind::kInt) || item.Is(ItemKind::kNumber) ? Status() : Fail("must be a number");
  }
  // A byte string of that many octets; in JSON base64url text of that many characters (least_text 0: as implied).
  Status Octets(std::size_t least, std::size_t most, std::size_t least_text = 0, std::size_t most_text = 0) const {
    auto bytes = BytesOf(item, encoding);
    if (!bytes.ok()) return Fail(json() ? "must be base64url text without padding" : "must be a byte string");
    std::size_t size = bytes.value().size();
    bool text_range = json() && most_text != 0;
    if (text_range) size = item.text.size();
    if (size < (text_range ? least_text : least) || size > (text_range ? most_text : most)) {
      return Fail("has " + std::to_string(size) + (text_range ? " characters" : " octets") + ", which is out of range");
    }
    return {};
  }
  Status Word(const Label* words, std::size_t count) const {
    return WordOf(item, encoding, words, count).ok() ? Status() : Fail("is not one of the values that are defined");
  }
  Status NonEmptyArray() const {
    return item.Is(ItemKind::kArray) && !item.items.empty() ? Status() : Fail("must be an array with members");
  }
};

Status CheckText(const Judge& judge) { return judge.Text(); }
Status CheckBool(const Judge& judge) { return judge.Bool(); }
Status CheckUint(const Judge& judge) { return judge.Uint(); }

// RFC 9711 4.3.1: never floating point; tag 1 is not used.
Status CheckTime(const Judge& judge) { return judge.Int(); }

Status CheckAudience(const Judge& judge) {
  if (!judge.item.Is(ItemKind::kArray)) return judge.Text();
  for (const Item& one : judge.item.items) MPS_TRY(judge.Of(one).Text());
  return {};
}

Status CheckTokenId(const Judge& judge) { return judge.json() ? judge.Text() : judge.Octets(0, limit::kTokenBytes); }

Status CheckMap(const Judge& judge) { return judge.item.Is(ItemKind::kMap) ? Status() : judge.Fail("must be a map"); }

Status CheckOneNonce(const Judge& judge) {
  if (!judge.json()) return judge.Octets(8, 64);
  MPS_TRY(judge.Text());
  std::size_t size = judge.item.text.size();
  return size >= 8 && size <= 88 ? Status() : judge.Fail("must have 8 to 88 characters");
}

Status CheckNonce(const Judge& judge) {
  if (!judge.item.Is(ItemKind::kArray)) return CheckOneNonce(judge);
  if (judge.item.items.size() < 2) return judge.Fail("as an array must have two or more members");
  for (const Item& one : judge.item.items) MPS_TRY(CheckOneNonce(judge.Of(one)));
  return {};
}

Status CheckUeid(const Judge& judge) { return judge.Octets(7, 33, 10, 44); }

Status CheckSueids(const Judge& judge) {
  if (!judge.item.Is(ItemKind::kMap) || judge.item.entries.empty()) return judge.Fail("must be a map with entries");
  for (const auto& [key, value] : judge.item.entries) {
    if (!key.text) return judge.Fail("must have text keys");
    MPS_TRY(CheckUeid(judge.Of(value)));
  }
  return {};
}

// A Private Enterprise Number, an IEEE OUI or CID of 3 octets, or 16 random octets. The CDDL gives the last one 24
// characters in JSON, which 16 octets have only with padding; 22 without it are taken too.
Status CheckOemid(const Judge& judge) {
  if (judge.item.Is(ItemKind::kInt)) return judge.Uint();
  MPS_TRY(judge.Octets(3, 18));
  std::size_t size = judge.json() ? judge.item.text.size() : BytesOf(judge.item, judge.encoding).value().size();
  bool good = judge.json() ? size == 4 || size == 22 || size == 24 : size == 3 || size == 16;
  return good ? Status() : judge.Fail("has none of the lengths that are defined");
}

Status CheckHwmodel(const Judge& judge) { return judge.Octets(1, 32, 4, 44); }

// [version, ? scheme]: an array even with one element.
Status CheckVersion(const Judge& judge) {
  if (!judge.item.Is(ItemKind::kArray)) return judge.Fail("must be an array of a version and its scheme");
  const auto& items = judge.item.items;
  if (items.empty() || items.size() > 2) return judge.Fail("must have one or two members");
  MPS_TRY(judge.Of(items[0]).Text());
  if (items.size() == 2 && !items[1].Is(ItemKind::kInt)) return judge.Of(items[1]).Text();
  return {};
}

Status CheckDbgstat(const Judge& judge) {
  static constexpr std::array<Label, 5> kWords = {Label{0, "enabled"}, Label{1, "disabled"},
                                                  Label{2, "disabled-since-boot"}, Label{3, "disabled-permanently"},
                                                  Label{4, "disabled-fully-and-permanently"}};
  return judge.Word(kWords.data(), kWords.size());
}

Status CheckIntuse(const Judge& judge) {
  static constexpr std::array<Label, 5> kWords = {Label{1, "generic"}, Label{2, "registration"},
                                                  Label{3, "provisioning"}, Label{4, "csr"}, Label{5, "pop"}};
  return judge.Word(kWords.data(), kWords.size());
}

Status CheckLocation(const Judge& judge) {
  static constexpr std::array<Label, 9> kMembers = {
      Label{1, "latitude"}, Label{2, "longitude"},         Label{3, "altitude"},
      Label{4, "accuracy"}, Label{5, "altitude-accuracy"}, Label{6, "heading"},
      Label{7, "speed"},    Label{8, "timestamp"},         Label{9, "age"}};
  MPS_TRY(CheckMap(judge));
  std::size_t known = 0;
  for (const Label& label : kMembers) {
    const Item* member = judge.item.Find(label, judge.encoding);
    if (member == nullptr) {
      if (label.number <= 2) return judge.Fail("must have latitude and longitude");
      continue;
    }
    ++known;
    MPS_TRY(label.number == 8   ? judge.Of(*member).Int()
            : label.number == 9 ? judge.Of(*member).Uint()
                                : judge.Of(*member).Number());
  }
  return known == judge.item.entries.size() ? Status() : judge.Fail("has a member that is not defined");
}

Status CheckProfile(const Judge& judge) {
  ClaimsSet one{judge.encoding, Item::Map()};
  one.map.Add(claim::kProfile, judge.item);
  auto profile = ProfileOf(one);
  return profile.ok() ? Status() : profile.TakeStatus();
}

// [registrar URI, platform label, ? application label] (RFC 9711 4.2.14)
Status CheckDloas(const Judge& judge) {
  MPS_TRY(judge.NonEmptyArray());
  for (const Item& dloa : judge.item.items) {
    if (!dloa.Is(ItemKind::kArray) || dloa.items.size() < 2 || dloa.items.size() > 3) {
      return judge.Fail("must have arrays of two or three");
    }
    for (const Item& part : dloa.items) MPS_TRY(judge.Of(part).Text());
  }
  return {};
}

// CoSWID (RFC 9393 2.3): tag-id 0, tag-version 12, software-name 1, entity 2; payload 6 and evidence 3 exclude each
// other.
Status CheckCoswid(const Judge& judge, ByteView bytes, bool evidence) {
  auto decoded = cbor::Decode(bytes, cbor::Options::Token(), limit::kTokenItems);
  if (!decoded.ok()) return judge.Fail("holds a CoSWID that is no CBOR: " + decoded.status().message());
  const cbor::Value& tag = decoded.value();
  if (!tag.Is(cbor::Kind::kMap)) return judge.Fail("holds a CoSWID that is no untagged map");
  for (std::int64_t key : {0, 1, 2, 12}) {
    if (tag.Find(key) == nullptr) return judge.Fail("holds a CoSWID without its member " + std::to_string(key));
  }
  if (evidence && tag.Find(3) == nullptr) return judge.Fail("must be an evidence CoSWID");
  if (tag.Find(evidence ? 6 : 3) != nullptr) {
    return judge.Fail(evidence ? "must not be a payload CoSWID" : "must not be an evidence CoSWID");
  }
  return {};
}

// [+ [content format, body]] (RFC 9711 4.2.15, 4.2.16). What a body of another format is, only its receiver knows.
Status CheckBodies(const Judge& judge, bool evidence) {
  MPS_TRY(judge.NonEmptyArray());
  for (const Item& pair : judge.item.items) {
    if (!pair.Is(ItemKind::kArray) || pair.items.size() != 2) return judge.Fail("must have pairs of format and body");
    MPS_TRY(judge.Of(pair.items[0]).Uint());
    if (pair.items[0].number > 65535) return judge.Fail("has a content format beyond 65535");
    Judge body = judge.Of(pair.items[1]);
    if (pair.items[0].number == kCoswidFormat) {
      MPS_TRY(body.Octets(1, limit::kTokenBytes));
      MPS_TRY(CheckCoswid(body, BytesOf(body.item, body.encoding).value(), evidence));
    } else if (!body.item.Is(ItemKind::kText)) {
      MPS_TRY(body.Octets(0, limit::kTokenBytes));
    }
  }
  return {};
}

Status CheckManifests(const Judge& judge) { return CheckBodies(judge, false); }
Status CheckMeasurements(const Judge& judge) { return CheckBodies(judge, true); }

Status CheckBootseed(const Judge& judge) { return judge.Octets(0, limit::kTokenBytes); }

Status CheckMeasuredResult(const Judge& judge) {
  static constexpr std::array<Label, 4> kWords = {kMeasuredSuccess, kMeasuredFail, kMeasuredNotRun, kMeasuredAbsent};
  if (!judge.item.Is(ItemKind::kArray) || judge.item.items.size() != 2)
    return judge.Fail("must have pairs of id and result");
  if (!judge.item.items[0].Is(ItemKind::kText)) MPS_TRY(judge.Of(judge.item.items[0]).Octets(0, limit::kTokenBytes));
  return judge.Of(judge.item.items[1]).Word(kWords.data(), kWords.size());
}

Status CheckMeasres(const Judge& judge) {
  MPS_TRY(judge.NonEmptyArray());
  for (const Item& group : judge.item.items) {
    if (!group.Is(ItemKind::kArray) || group.items.size() != 2)
      return judge.Fail("must have pairs of system and results");
    MPS_TRY(judge.Of(group.items[0]).Text());
    MPS_TRY(judge.Of(group.items[1]).NonEmptyArray());
    for (const Item& result : group.items[1].items) MPS_TRY(CheckMeasuredResult(judge.Of(result)));
  }
  return {};
}

struct Rule {
  Label label;
  Status (*check)(const Judge&);
};

constexpr std::array<Rule, 28> kRules = {{
    {claim::kIss, CheckText},
    {claim::kSub, CheckText},
    {claim::kAud, CheckAudience},
    {claim::kExp, CheckTime},
    {claim::kNbf, CheckTime},
    {claim::kIat, CheckTime},
    {claim::kTokenId, CheckTokenId},
    {claim::kCnf, CheckMap},
    {claim::kNonce, CheckNonce},
    {claim::kUeid, CheckUeid},
    {claim::kSueids, CheckSueids},
    {claim::kOemid, CheckOemid},
    {claim::kHwmodel, CheckHwmodel},
    {claim::kHwversion, CheckVersion},
    {claim::kUptime, CheckUint},
    {claim::kOemboot, CheckBool},
    {claim::kDbgstat, CheckDbgstat},
    {claim::kLocation, CheckLocation},
    {claim::kProfile, CheckProfile},
    {claim::kBootcount, CheckUint},
    {claim::kBootseed, CheckBootseed},
    {claim::kDloas, CheckDloas},
    {claim::kSwname, CheckText},
    {claim::kSwversion, CheckVersion},
    {claim::kManifests, CheckManifests},
    {claim::kMeasurements, CheckMeasurements},
    {claim::kMeasres, CheckMeasres},
    {claim::kIntuse, CheckIntuse},
}};

}  // namespace

Status ClaimError(std::string_view name, std::string message) {
  return {Code::kInvalid, "claim " + std::string(name) + ": " + std::move(message)};
}

Status CheckClaimsAt(const ClaimsSet& claims, const Rules& rules, std::size_t depth) {
  if (!claims.map.Is(ItemKind::kMap)) return {Code::kType, "a claims set is a map"};
  for (const auto& entry : claims.map.entries) {
    if (claims.encoding == Encoding::kCbor && !entry.first.number) {
      return {Code::kInvalid, "claim \"" + *entry.first.text + "\": CBOR claims sets have integer keys only"};
    }
  }
  // RFC 9711 4.1: the older JWT claim `nonce` must not be used.
  if (claims.encoding == Encoding::kJson && claims.map.FindText("nonce") != nullptr) {
    return ClaimError("nonce", "must not be used; EAT has eat_nonce");
  }
  for (const Rule& rule : kRules) {
    const Item* item = claims.Find(rule.label);
    if (item != nullptr) MPS_TRY(rule.check({*item, claims.encoding, rule.label.name}));
  }
  const Item* submods = claims.Find(claim::kSubmods);
  return submods == nullptr ? Status() : CheckSubmods(*submods, claims.encoding, rules, depth);
}

Status CheckClaims(const ClaimsSet& claims, const Rules& rules) { return CheckClaimsAt(claims, rules, 0); }

}  // namespace mps::eat
