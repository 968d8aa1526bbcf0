#include "corim/claim_terms.h"

#include <algorithm>

#include "base/hex.h"
#include "crypto/certificate.h"
#include "crypto/key.h"

namespace mps::corim {
namespace {

using endorse::Addition;
using endorse::Match;
using endorse::MatchKind;

Status NoTerm(const std::string& what) { return Status::Unsupported("corim-term", what); }
Status NotSo(std::string why) { return {Code::kInvalid, std::move(why)}; }

CorimId IdOf(const std::optional<Typed>& key) {
  CorimId out;
  if (!key) return out;
  switch (key->kind) {
    case IdKind::kUint:
      out.kind = CorimId::Kind::kUint, out.number = key->number;
      break;
    case IdKind::kText:
      out.kind = CorimId::Kind::kText, out.text = AsText(key->octets);
      break;
    case IdKind::kUuid:
      out.kind = CorimId::Kind::kUuid, out.text = HexEncode(key->octets);
      break;
    case IdKind::kOid:
      out.kind = CorimId::Kind::kOid, out.text = OidText(key->octets).value_or("");
      break;
    default:
      break;
  }
  return out;
}

// ---------------------------------------------------------------- values
Constant NumberValue(TypeKind kind, std::int64_t number) {
  Constant out;
  out.kind = kind;
  out.number = number;
  return out;
}
Constant TextValue(TypeKind kind, std::string text) {
  Constant out;
  out.kind = kind;
  out.text = std::move(text);
  return out;
}
Constant OctetsValue(TypeKind kind, ByteView octets) { return TextValue(kind, std::string(AsText(octets))); }

// Algorithms of the Named Information registry that a claim can hold; nullopt for the others.
std::optional<DigestAlg> AlgorithmOf(const DigestId& id) {
  const DigestId canonical = Canonical(id);
  const auto* number = std::get_if<std::int64_t>(&canonical);
  if (number == nullptr) return std::nullopt;
  switch (*number) {
    case 1:
      return DigestAlg::kSha256;
    case 7:
      return DigestAlg::kSha384;
    case 8:
      return DigestAlg::kSha512;
    default:
      return std::nullopt;
  }
}

std::vector<Constant> DigestValues(const Digests& digests) {
  std::vector<Constant> out;
  for (const Digest& digest : digests) {
    const auto alg = AlgorithmOf(digest.alg);
    if (!alg || digest.value.size() != DigestOctets(*alg)) continue;
    out.push_back(OctetsValue(TypeKind::kDigest, digest.value));
    out.back().digest_alg = *alg;
  }
  return out;
}

Result<std::vector<Constant>> KeyValues(const Keys& keys) {
  std::vector<Constant> out;
  for (const Typed& key : keys) {
    MPS_ASSIGN(Constant value, ThumbprintOf(key));
    out.push_back(std::move(value));
  }
  return out;
}

// -2^64 .. 2^64 - 1 as 64 bits; nullopt beyond them.
std::optional<std::int64_t> Narrow(const Integer& integer) {
  if (integer.argument > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
  const auto argument = static_cast<std::int64_t>(integer.argument);
  return integer.negative ? -1 - argument : argument;
}

// ---------------------------------------------------------------- conditions
Match MatchOf(const Place& place, MatchKind kind, std::vector<Constant> values) {
  return {place.claim, kind, std::move(values)};
}

Match Equal(const Place& place, Constant value) { return MatchOf(place, MatchKind::kEqual, {std::move(value)}); }

// Of one digest: that of its algorithm. Of a set: all of them, which is narrower than the draft ("at least one common
// algorithm, and every common one equal") but never matches where the draft does not.
Result<std::vector<Match>> MatchDigests(const Place& place, std::vector<Constant> values) {
  if (values.empty()) return NotSo("no digest has an algorithm that a claim can hold");
  if (!place.is_set) return std::vector<Match>{MatchOf(place, MatchKind::kInSet, std::move(values))};
  std::vector<Match> out;
  for (Constant& value : values) out.push_back(MatchOf(place, MatchKind::kHas, {std::move(value)}));
  return out;
}

Result<std::vector<Match>> MatchKeys(const Place& place, std::vector<Constant> values) {
  if (!place.is_set && values.size() != 1) return NotSo("several keys for a claim of one");
  return MatchDigests(place, std::move(values));
}

Result<std::vector<Match>> MatchRaw(const Place& place, const RawValue& raw) {
  const Constant value = OctetsValue(TypeKind::kBytes, raw.value);
  if (!raw.mask) return std::vector<Match>{Equal(place, value)};
  if (raw.mask->size() != raw.value.size()) return NotSo("a mask of another length than its value matches nothing");
  Constant masked = value;
  for (std::size_t i = 0; i < raw.value.size(); ++i) masked.text[i] = static_cast<char>(raw.value[i] & (*raw.mask)[i]);
  return std::vector<Match>{
      MatchOf(place, MatchKind::kMasked, {OctetsValue(TypeKind::kBytes, *raw.mask), std::move(masked)})};
}

Result<std::vector<Match>> MatchRange(const Place& place, const IntRange& range) {
  const auto bound = [](const std::optional<Integer>& from, std::int64_t open) {
    return from ? Narrow(*from) : std::optional<std::int64_t>(open);
  };
  const auto least = bound(range.least, INT64_MIN), most = bound(range.is_range ? range.most : range.least, INT64_MAX);
  if (!least || !most) return NotSo("a bound does not fit into 64 bits");
  if (!range.is_range) return std::vector<Match>{Equal(place, NumberValue(TypeKind::kInt, *least))};
  return std::vector<Match>{
      MatchOf(place, MatchKind::kInRange, {NumberValue(TypeKind::kInt, *least), NumberValue(TypeKind::kInt, *most)})};
}

Constant VersionValue(const Place& place, const Version& version) {
  Constant out = TextValue(place.kind, version.text);
  out.ordering = place.ordering;
  return out;
}

Result<Constant> IdentifierValue(const Place& place, const Typed& id) {
  if (place.kind == TypeKind::kText) {
    const auto text = id.kind == IdKind::kOid ? OidText(id.octets) : std::nullopt;
    if (text) return TextValue(TypeKind::kText, *text);
    return NotSo("the claim is text, which holds object identifiers alone, and this is " + Describe(id));
  }
  if (id.kind == IdKind::kUuid || id.kind == IdKind::kUeid || id.kind == IdKind::kBytes)
    return OctetsValue(TypeKind::kBytes, id.octets);
  return NotSo("the claim is bytes, which hold a UUID, a UEID or bytes, and this is " + Describe(id));
}

Result<Constant> Unsigned(std::uint64_t number) {
  if (number > static_cast<std::uint64_t>(INT64_MAX)) return NotSo("a number does not fit into 64 bits");
  return NumberValue(TypeKind::kInt, static_cast<std::int64_t>(number));
}

// The term as one value of the claim's type: of everything that is just that.
Result<Constant> PlainValue(const Term& term, const Place& place) {
  if (const auto* text = std::get_if<std::string>(&term.value)) return TextValue(place.kind, *text);
  if (const auto* number = std::get_if<std::int64_t>(&term.value)) return NumberValue(TypeKind::kInt, *number);
  if (const auto* flag = std::get_if<bool>(&term.value)) return NumberValue(TypeKind::kBool, *flag ? 1 : 0);
  if (const auto* octets = std::get_if<Bytes>(&term.value)) return OctetsValue(place.kind, *octets);
  if (const auto* version = std::get_if<Version>(&term.value)) return VersionValue(place, *version);
  if (const auto* id = std::get_if<Typed>(&term.value)) return IdentifierValue(place, *id);
  if (const auto* svn = std::get_if<Svn>(&term.value)) {
    if (svn->minimum) return NotSo("a least svn is no value");
    return Unsigned(svn->value);
  }
  if (const auto* raw = std::get_if<RawValue>(&term.value)) {
    if (raw->mask) return NotSo("octets under a mask are no value");
    return OctetsValue(TypeKind::kBytes, raw->value);
  }
  const auto& range = std::get<IntRange>(term.value);
  const auto number = range.least && !range.is_range ? Narrow(*range.least) : std::nullopt;
  if (!number) return NotSo("a range, or an integer beyond 64 bits, is no value");
  return NumberValue(TypeKind::kInt, *number);
}

}  // namespace

Result<std::vector<Term>> TermsOf(const Environment& environment) {
  std::vector<Term> out;
  const auto number = [&](CorimPart part, const std::optional<std::uint64_t>& from) {
    if (!from) return Status();
    if (*from > static_cast<std::uint64_t>(INT64_MAX)) return NoTerm("a number beyond 64 bits");
    out.push_back({{part, {}, {}}, static_cast<std::int64_t>(*from)});
    return Status();
  };
  const auto add = [&](CorimPart part, const auto& from) {
    if (from) out.push_back({{part, {}, {}}, *from});
  };
  if (environment.klass) {
    add(CorimPart::kClassId, environment.klass->id);
    add(CorimPart::kVendor, environment.klass->vendor);
    add(CorimPart::kModel, environment.klass->model);
    MPS_TRY(number(CorimPart::kLayer, environment.klass->layer));
    MPS_TRY(number(CorimPart::kIndex, environment.klass->index));
  }
  add(CorimPart::kInstance, environment.instance);
  add(CorimPart::kGroup, environment.group);
  return out;
}

namespace {

CorimPart PartOf(std::int64_t code) {
  switch (code) {
    case code::kMac:
      return CorimPart::kMac;
    case code::kIp:
      return CorimPart::kIp;
    case code::kSerial:
      return CorimPart::kSerial;
    case code::kUeid:
      return CorimPart::kUeid;
    case code::kUuid:
      return CorimPart::kUuid;
    default:
      return CorimPart::kName;
  }
}

Status AddFlags(const Flags& flags, const CorimId& key, std::vector<Term>& out) {
  constexpr std::int64_t kFlags = 10;
  for (const auto& [number, value] : flags) {
    if (number < 0 || number >= kFlags) return NoTerm("the flag " + std::to_string(number) + " is not known");
    out.push_back({{CorimPart::kFlag, {CorimId::Kind::kUint, static_cast<std::uint64_t>(number), ""}, key}, value});
  }
  return {};
}

void AddRegisters(const Registers& registers, const CorimId& key, std::vector<Term>& out) {
  for (const auto& [name, digests] : registers) {
    CorimId item;
    if (const auto* number = std::get_if<std::uint64_t>(&name)) {
      item.kind = CorimId::Kind::kUint, item.number = *number;
    } else {
      item.kind = CorimId::Kind::kText, item.text = std::get<std::string>(name);
    }
    out.push_back({{CorimPart::kRegister, item, key}, digests});
  }
}

Status AddClaim(const Claim& claim, const CorimId& key, std::vector<Term>& out) {
  const auto add = [&](CorimPart part, auto value) { out.push_back({{part, {}, key}, std::move(value)}); };
  if (const auto* flags = std::get_if<Flags>(&claim.value)) return AddFlags(*flags, key, out);
  if (const auto* registers = std::get_if<Registers>(&claim.value)) return AddRegisters(*registers, key, out), Status();
  if (const auto* version = std::get_if<Version>(&claim.value)) return add(CorimPart::kVersion, *version), Status();
  if (const auto* svn = std::get_if<Svn>(&claim.value)) return add(CorimPart::kSvn, *svn), Status();
  if (const auto* digests = std::get_if<Digests>(&claim.value)) return add(CorimPart::kDigest, *digests), Status();
  if (const auto* raw = std::get_if<RawValue>(&claim.value)) return add(CorimPart::kRaw, *raw), Status();
  if (const auto* range = std::get_if<IntRange>(&claim.value)) return add(CorimPart::kInteger, *range), Status();
  if (const auto* keys = std::get_if<Keys>(&claim.value)) return add(CorimPart::kKeys, *keys), Status();
  if (claim.code == code::kRawMask) return NoTerm("raw-value-mask is deprecated, and no rule says how it counts");
  if (const auto* text = std::get_if<std::string>(&claim.value)) return add(PartOf(claim.code), *text), Status();
  if (const auto* octets = std::get_if<Bytes>(&claim.value)) return add(PartOf(claim.code), *octets), Status();
  return NoTerm(ClaimName(claim.code) + ": " + std::get<Unknown>(claim.value).why);
}

}  // namespace

Result<std::vector<Term>> TermsOf(const Element& element) {
  const CorimId key = IdOf(element.id);
  if (element.id && key.kind == CorimId::Kind::kNone)
    return NoTerm("a measurement key that no claim can be declared with: " + Describe(*element.id));
  std::vector<Term> out;
  for (const Claim& claim : element.claims) MPS_TRY(AddClaim(claim, key, out));
  return out;
}

Term KeysTerm(KeyType type, const Keys& keys) {
  return {{type == KeyType::kAttestKey ? CorimPart::kAttestKeys : CorimPart::kIdentityKeys, {}, {}}, keys};
}

Result<std::vector<Match>> MatchesOf(const Term& term, const Place& place, bool of_evidence) {
  if (const auto* digests = std::get_if<Digests>(&term.value)) {
    std::vector<Constant> values = DigestValues(*digests);
    if (!place.is_set || values.empty() || !of_evidence) return MatchDigests(place, std::move(values));
    return std::vector<Match>{MatchOf(place, MatchKind::kAgrees, std::move(values))};
  }
  if (const auto* raw = std::get_if<RawValue>(&term.value)) return MatchRaw(place, *raw);
  if (const auto* range = std::get_if<IntRange>(&term.value)) return MatchRange(place, *range);
  if (const auto* keys = std::get_if<Keys>(&term.value)) {
    MPS_ASSIGN(std::vector<Constant> values, KeyValues(*keys));
    return MatchKeys(place, std::move(values));
  }
  const auto* svn = std::get_if<Svn>(&term.value);
  if (svn != nullptr && svn->minimum) {
    MPS_ASSIGN(Constant least, Unsigned(svn->value));
    return std::vector<Match>{MatchOf(place, MatchKind::kGreaterEqual, {std::move(least)})};
  }
  MPS_ASSIGN(Constant value, PlainValue(term, place));
  return std::vector<Match>{Equal(place, std::move(value))};
}

Result<std::vector<Addition>> AdditionsOf(const Term& term, const Place& place) {
  std::vector<Constant> values;
  if (const auto* digests = std::get_if<Digests>(&term.value)) {
    values = DigestValues(*digests);
    if (values.empty()) return NotSo("no digest has an algorithm that a claim can hold");
  } else if (const auto* keys = std::get_if<Keys>(&term.value)) {
    MPS_ASSIGN(values, KeyValues(*keys));
  } else {
    MPS_ASSIGN(values.emplace_back(), PlainValue(term, place));
  }
  if (!place.is_set && values.size() > 1) return NotSo("several digests for a claim of one: declare it as a set");
  std::vector<Addition> out;
  for (Constant& value : values) out.push_back({place.claim, place.is_set, std::move(value), false});
  return out;
}

std::optional<Bytes> Sha256ThumbprintIn(const Typed& key) {
  if (key.kind != IdKind::kKeyThumbprint && key.kind != IdKind::kCertThumbprint &&
      key.kind != IdKind::kCertPathThumbprint)
    return std::nullopt;
  const auto tagged = cbor::Decode(key.encoded, {});
  if (!tagged.ok() || tagged->content().items()[0].AsInt() != 1) return std::nullopt;
  return key.octets;
}

Result<Constant> ThumbprintOf(const Typed& key) {
  const auto of = [](Result<crypto::PublicKey> read) -> Result<Constant> {
    if (!read.ok()) return read.TakeStatus();
    return OctetsValue(TypeKind::kDigest, ByteView(read->id().data(), read->id().size()));
  };
  switch (key.kind) {
    case IdKind::kPemKey:
      return of(crypto::PublicKeyFromPem(AsText(key.octets)));
    case IdKind::kPemCert:
    case IdKind::kDerCert:
      return of(crypto::PublicKeyFromCertificate(key.octets));
    case IdKind::kCoseKey: {
      MPS_ASSIGN(const cbor::Value tagged, cbor::Decode(key.encoded, {}));
      return of(crypto::PublicKeyFromCoseKey(tagged.content()));
    }
    case IdKind::kKeyThumbprint:
      if (const auto digest = Sha256ThumbprintIn(key)) return OctetsValue(TypeKind::kDigest, *digest);
      break;
    default:
      break;
  }
  return NotSo("a key of which no SHA-256 thumbprint can be made: " + Describe(key));
}

}  // namespace mps::corim
