// Identifiers, environments and measurement values out of a tree.
#include "corim/values.h"

#include <algorithm>

#include "base/hex.h"
#include "base/json_value.h"
#include "corim/read.h"

namespace mps::corim {
namespace {

struct TagRow {
  std::uint64_t tag;
  IdKind kind;
};
constexpr TagRow kTags[] = {
    {tag::kUuid, IdKind::kUuid},
    {tag::kOid, IdKind::kOid},
    {tag::kUeid, IdKind::kUeid},
    {tag::kBytes, IdKind::kBytes},
    {tag::kPemKey, IdKind::kPemKey},
    {tag::kPemCert, IdKind::kPemCert},
    {tag::kPemCertPath, IdKind::kPemCertPath},
    {tag::kKeyThumbprint, IdKind::kKeyThumbprint},
    {tag::kCoseKey, IdKind::kCoseKey},
    {tag::kCertThumbprint, IdKind::kCertThumbprint},
    {tag::kCertPathThumbprint, IdKind::kCertPathThumbprint},
    {tag::kDerCert, IdKind::kDerCert},
};

using Kinds = std::initializer_list<IdKind>;

// COSE_Key or COSE_KeySet (RFC 9052 7): only that each key has a type; the key itself is judged where it is used.
Status CheckCoseKey(Node node) {
  if (node.Is(cbor::Kind::kArray)) {
    if (node.value->items().empty()) return node.Fail(Code::kInvalid, "COSE_KeySet", "must not be empty");
    for (const cbor::Value& key : node.value->items()) MPS_TRY(Expect(node.Of(key), cbor::Kind::kMap, "COSE_Key"));
    return {};
  }
  MPS_TRY(Expect(node, cbor::Kind::kMap, "COSE_Key"));
  const cbor::Value* type = node.value->Find(std::int64_t{1});
  const bool good = type != nullptr && (type->Is(cbor::Kind::kText) || type->AsInt().has_value());
  return good ? Status() : node.Fail(Code::kInvalid, "COSE_Key", "has no key type (1)");
}

Status ReadTagged(Node content, std::string_view what, Typed& out) {
  switch (out.kind) {
    case IdKind::kUuid: {
      MPS_ASSIGN(out.octets, ReadBytes(content, what, 16, 16));
      return {};
    }
    case IdKind::kUeid: {
      MPS_ASSIGN(out.octets, ReadBytes(content, what, 7, 33));
      return {};
    }
    case IdKind::kOid: {
      MPS_ASSIGN(out.octets, ReadBytes(content, what));
      return OidText(out.octets) ? Status() : content.Fail(Code::kInvalid, what, "is no object identifier");
    }
    case IdKind::kBytes:
    case IdKind::kDerCert: {
      MPS_ASSIGN(out.octets, ReadBytes(content, what));
      return {};
    }
    case IdKind::kPemKey:
    case IdKind::kPemCert:
    case IdKind::kPemCertPath: {
      MPS_TRY(Expect(content, cbor::Kind::kText, what));
      out.octets = ToBytes(content.value->bytes());
      return {};
    }
    case IdKind::kCoseKey:
      return CheckCoseKey(content);
    default: {
      MPS_ASSIGN(Digest digest, ReadDigest(content));
      out.octets = std::move(digest.value);
      return {};
    }
  }
}

// One of the extensible choices: the kinds of the draft, and any other tag as kUnknown.
Result<Typed> ReadChoice(Node node, std::string_view what, Kinds kinds) {
  MPS_TRY(Expect(node, cbor::Kind::kTag, what));
  Typed out;
  out.tag = node.value->argument();
  for (const TagRow& row : kTags) {
    const bool listed = std::find(kinds.begin(), kinds.end(), row.kind) != kinds.end();
    if (row.tag == out.tag && listed) out.kind = row.kind;
  }
  if (out.kind != IdKind::kUnknown) MPS_TRY(ReadTagged(node.Of(node.value->content()), what, out));
  MPS_ASSIGN(out.encoded, EncodeItem(node));
  return out;
}

Result<Version> ReadVersion(Node node) {
  MPS_ASSIGN(const MapView map, MapView::Open(node, "version"));
  MPS_TRY(map.Only({0, 1}));
  Version out;
  MPS_ASSIGN(const Node text, map.Need(0, "version"));
  MPS_ASSIGN(out.text, ReadText(text, "version"));
  const auto scheme = map.Find(1);
  if (!scheme) return out;
  if (scheme->Is(cbor::Kind::kText)) {
    out.scheme = scheme->value->text();
  } else {
    MPS_ASSIGN(const std::int64_t number, ReadInt(*scheme, "version-scheme"));
    out.scheme = number;
  }
  return out;
}

Result<Svn> ReadSvn(Node node) {
  if (node.Is(cbor::Kind::kUint)) return Svn{false, node.value->argument()};
  const bool minimum = node.Is(cbor::Kind::kTag) && node.value->argument() == tag::kMinSvn;
  MPS_ASSIGN(const Node content, ReadTag(node, minimum ? tag::kMinSvn : tag::kSvn, "svn"));
  MPS_ASSIGN(const std::uint64_t value, ReadUint(content, "svn"));
  return Svn{minimum, value};
}

Result<Flags> ReadFlags(Node node) {
  MPS_ASSIGN(const MapView map, MapView::Open(node, "flags"));
  Flags out;
  for (const auto& [key, value] : node.value->entries()) {
    const std::int64_t flag = key.AsInt().value_or(0);
    MPS_ASSIGN(out[flag], ReadBool(node.Of(value), "flag " + std::to_string(flag)));
  }
  return out;
}

Result<Value> ReadRawValue(Node node) {
  MPS_TRY(Expect(node, cbor::Kind::kTag, "raw-value"));
  const Node content = node.Of(node.value->content());
  RawValue out;
  if (node.value->argument() == tag::kMaskedRaw) {
    MPS_TRY(ExpectTuple(content, "masked raw-value", 2, 2));
    MPS_ASSIGN(out.value, ReadBytes(content.At(0), "raw-value"));
    MPS_ASSIGN(out.mask, ReadBytes(content.At(1), "raw-value mask"));
    return Value(std::move(out));
  }
  MPS_ASSIGN(out.value, ReadBytes(content, "raw-value"));
  if (node.value->argument() != tag::kBytes) {
    return Value(Unknown{"a raw-value with CBOR tag " + std::to_string(node.value->argument())});
  }
  return Value(std::move(out));
}

Result<Registers> ReadRegisters(Node node) {
  MPS_TRY(Expect(node, cbor::Kind::kMap, "integrity-registers"));
  if (node.value->entries().empty()) return node.Fail(Code::kInvalid, "integrity-registers", "must not be empty");
  Registers out;
  for (const auto& [key, value] : node.value->entries()) {
    RegisterId id;
    if (key.Is(cbor::Kind::kText)) {
      id = key.text();
    } else {
      MPS_ASSIGN(id, ReadUint(node.Of(key), "integrity register"));
    }
    MPS_ASSIGN(out[id], ReadDigests(node.Of(value), "integrity register"));
  }
  return out;
}

Result<Integer> ReadInteger(Node node) {
  if (node.Is(cbor::Kind::kUint)) return Integer{false, node.value->argument()};
  if (node.Is(cbor::Kind::kNegative)) return Integer{true, node.value->argument()};
  return node.Fail(Code::kType, "int-range", "must be an integer");
}

Result<IntRange> ReadIntRange(Node node) {
  IntRange out;
  if (!node.Is(cbor::Kind::kTag)) {
    MPS_ASSIGN(out.least, ReadInteger(node));
    return out;
  }
  MPS_ASSIGN(const Node content, ReadTag(node, tag::kIntRange, "int-range"));
  MPS_TRY(ExpectTuple(content, "int-range", 2, 2));
  out.is_range = true;
  const Node least = content.At(0), most = content.At(1);
  if (!least.Is(cbor::Kind::kNull)) {
    MPS_ASSIGN(out.least, ReadInteger(least));
  }
  if (!most.Is(cbor::Kind::kNull)) {
    MPS_ASSIGN(out.most, ReadInteger(most));
  }
  if (out.least && out.most && *out.least > *out.most) {
    return node.Fail(Code::kInvalid, "int-range", "its minimum is above its maximum");
  }
  return out;
}

template <class T>
Result<Value> AsValue(Result<T> result) {
  if (!result.ok()) return result.TakeStatus();
  return Value(std::move(result).value());
}

Result<Value> ReadAddress(Node node, std::string_view what, std::size_t one, std::size_t other) {
  MPS_ASSIGN(Bytes octets, ReadBytes(node, what));
  if (octets.size() == one || octets.size() == other) return Value(std::move(octets));
  return node.Fail(Code::kInvalid, what, "has " + std::to_string(octets.size()) + " octets, which it must not");
}

Result<Value> ReadValue(std::int64_t number, Node node) {
  switch (number) {
    case code::kVersion:
      return AsValue(ReadVersion(node));
    case code::kSvn:
      return AsValue(ReadSvn(node));
    case code::kDigests:
      return AsValue(ReadDigests(node, "digests"));
    case code::kFlags:
      return AsValue(ReadFlags(node));
    case code::kRawValue:
      return ReadRawValue(node);
    case code::kRawMask:
      return AsValue(ReadBytes(node, "raw-value mask"));
    case code::kMac:
      return ReadAddress(node, "mac-addr", 6, 8);
    case code::kIp:
      return ReadAddress(node, "ip-addr", 4, 16);
    case code::kSerial:
      return AsValue(ReadText(node, "serial-number"));
    case code::kUeid:
      return AsValue(ReadBytes(node, "ueid", 7, 33));
    case code::kUuid:
      return AsValue(ReadBytes(node, "uuid", 16, 16));
    case code::kName:
      return AsValue(ReadText(node, "name"));
    case code::kCryptoKeys:
      return AsValue(ReadKeys(node, "cryptokeys"));
    case code::kRegisters:
      return AsValue(ReadRegisters(node));
    case code::kIntRange:
      return AsValue(ReadIntRange(node));
    default:
      return Value(Unknown{"a code point that is not known"});
  }
}

constexpr std::string_view kNames[] = {
    "version", "svn",  "digests", "flags", "raw-value", "raw-value mask",      "mac",      "ip", "serial",
    "ueid",    "uuid", "name",    "",      "keys",      "integrity-registers", "int-range"};
constexpr std::string_view kFlagNames[] = {
    "configured",          "secure",       "recovery",  "debug", "replay-protected",
    "integrity-protected", "runtime-meas", "immutable", "tcb",   "confidentiality-protected"};

// Texts of others stand in quotes wherever more follows on their line.
std::string Quoted(const std::string& text) {
  std::string out;
  json::AppendQuoted(text, out);
  return out;
}

std::string Text(const Digests& digests) {
  std::string out;
  for (const Digest& digest : digests) out += (out.empty() ? "" : ", ") + Describe(digest);
  return out;
}

std::string Text(const Integer& number) {
  if (!number.negative) return std::to_string(number.argument);
  return number.argument == UINT64_MAX ? "-18446744073709551616" : "-" + std::to_string(number.argument + 1);
}

std::string Text(const Version& version) {
  if (!version.scheme) return version.text;
  const auto* name = std::get_if<std::string>(&*version.scheme);
  return Quoted(version.text) + " scheme " +
         (name != nullptr ? Quoted(*name) : std::to_string(std::get<std::int64_t>(*version.scheme)));
}

std::string Text(const Flags& flags) {
  std::string out;
  for (const auto& [flag, on] : flags) {
    const bool known = flag >= 0 && flag < static_cast<std::int64_t>(std::size(kFlagNames));
    out += (out.empty() ? "" : ", ") + std::string(on ? "" : "not ") +
           (known ? std::string(kFlagNames[flag]) : "flag " + std::to_string(flag));
  }
  return out.empty() ? "none" : out;
}

std::string Text(const Registers& registers) {
  std::string out;
  for (const auto& [id, digests] : registers) {
    const auto* name = std::get_if<std::string>(&id);
    out += (out.empty() ? "" : "; ") + (name != nullptr ? Quoted(*name) : std::to_string(std::get<std::uint64_t>(id))) +
           " = " + Text(digests);
  }
  return out;
}

std::string Text(const IntRange& range) {
  if (!range.is_range) return Text(range.least.value_or(Integer{}));
  return (range.least ? Text(*range.least) : "-inf") + " to " + (range.most ? Text(*range.most) : "inf");
}

std::string Text(const Keys& keys) {
  std::string out;
  for (const Typed& key : keys) out += (out.empty() ? "" : ", ") + Describe(key);
  return out;
}

struct Printer {
  std::string operator()(const Version& v) const { return Text(v); }
  std::string operator()(const Svn& v) const { return (v.minimum ? "at least " : "") + std::to_string(v.value); }
  std::string operator()(const Digests& v) const { return Text(v); }
  std::string operator()(const Flags& v) const { return Text(v); }
  std::string operator()(const RawValue& v) const {
    return HexEncode(v.value) + (v.mask ? " mask " + HexEncode(*v.mask) : "");
  }
  std::string operator()(const Bytes& v) const { return HexEncode(v); }
  std::string operator()(const std::string& v) const { return v; }
  std::string operator()(const Keys& v) const { return Text(v); }
  std::string operator()(const Registers& v) const { return Text(v); }
  std::string operator()(const IntRange& v) const { return Text(v); }
  std::string operator()(const Unknown& v) const { return "not understood: " + v.why; }
};

}  // namespace

Result<Typed> ReadClassId(Node node) {
  return ReadChoice(node, "class-id", {IdKind::kOid, IdKind::kUuid, IdKind::kBytes});
}

Result<Typed> ReadInstanceId(Node node) {
  return ReadChoice(node, "instance",
                    {IdKind::kUeid, IdKind::kUuid, IdKind::kBytes, IdKind::kPemKey, IdKind::kPemCert, IdKind::kCoseKey,
                     IdKind::kKeyThumbprint, IdKind::kCertThumbprint, IdKind::kDerCert});
}

Result<Typed> ReadGroupId(Node node) { return ReadChoice(node, "group", {IdKind::kUuid, IdKind::kBytes}); }

Result<Typed> ReadMeasurementKey(Node node) {
  if (node.Is(cbor::Kind::kText)) return MakeText(node.value->text());
  if (node.Is(cbor::Kind::kUint)) return MakeUint(node.value->argument());
  return ReadChoice(node, "mkey", {IdKind::kOid, IdKind::kUuid});
}

Result<Typed> ReadCryptoKey(Node node) {
  return ReadChoice(node, "key",
                    {IdKind::kPemKey, IdKind::kPemCert, IdKind::kPemCertPath, IdKind::kCoseKey, IdKind::kDerCert,
                     IdKind::kKeyThumbprint, IdKind::kCertThumbprint, IdKind::kCertPathThumbprint, IdKind::kBytes});
}

Result<Keys> ReadKeys(Node node, std::string_view what) {
  return ReadList<Typed>(node, what, ReadCryptoKey, 1, kMaxKeys);
}

Result<Class> ReadClass(Node node, Strictness strictness) {
  constexpr std::string_view kWhat = "class";
  MPS_ASSIGN(const MapView map, MapView::Open(node, kWhat));
  MPS_TRY(map.Only({0, 1, 2, 3, 4}));
  if (node.value->entries().empty()) return node.Fail(Code::kInvalid, kWhat, "must not be empty");
  Class out;
  if (const auto id = map.Find(0)) {
    MPS_ASSIGN(out.id, ReadClassId(*id));
  }
  if (const auto vendor = map.Find(1)) {
    MPS_ASSIGN(out.vendor, ReadText(*vendor, "vendor"));
  }
  if (const auto model = map.Find(2)) {
    MPS_ASSIGN(out.model, ReadText(*model, "model"));
    if (!out.vendor && strictness == Strictness::kRefuse)
      return model->Fail(Code::kInvalid, kWhat, "has a model but no vendor");
  }
  if (const auto layer = map.Find(3)) {
    MPS_ASSIGN(out.layer, ReadUint(*layer, "layer"));
  }
  if (const auto index = map.Find(4)) {
    MPS_ASSIGN(out.index, ReadUint(*index, "index"));
  }
  return out;
}

Result<Environment> ReadEnvironment(Node node, Strictness strictness) {
  MPS_ASSIGN(const MapView map, MapView::Open(node, "environment"));
  MPS_TRY(map.Only({0, 1, 2}));
  if (node.value->entries().empty()) return node.Fail(Code::kInvalid, "environment", "must not be empty");
  Environment out;
  if (const auto klass = map.Find(0)) {
    MPS_ASSIGN(out.klass, ReadClass(*klass, strictness));
  }
  if (const auto instance = map.Find(1)) {
    MPS_ASSIGN(out.instance, ReadInstanceId(*instance));
  }
  if (const auto group = map.Find(2)) {
    MPS_ASSIGN(out.group, ReadGroupId(*group));
  }
  return out;
}

Result<Claims> ReadClaims(Node node, Strictness strictness) {
  constexpr std::string_view kWhat = "measurement values";
  MPS_ASSIGN(const MapView map, MapView::Open(node, kWhat));
  if (node.value->entries().empty()) return node.Fail(Code::kInvalid, kWhat, "must not be empty");
  if (node.value->entries().size() > kMaxCodePoints) return node.Fail(Code::kLimit, kWhat, "has too many code points");
  if (strictness == Strictness::kRefuse && map.Find(code::kRawMask) && !map.Find(code::kRawValue)) {
    return map.Find(code::kRawMask)->Fail(Code::kInvalid, kWhat, "a raw-value mask without a raw-value");
  }
  Claims out;
  for (const auto& [key, item] : node.value->entries()) {
    Claim claim;
    claim.code = key.AsInt().value_or(0);
    auto value = ReadValue(claim.code, node.Of(item));
    if (!value.ok() && strictness == Strictness::kRefuse) return value.TakeStatus();
    claim.value = value.ok() ? std::move(value).value() : Value(Unknown{value.status().message()});
    MPS_ASSIGN(claim.encoded, EncodeItem(node.Of(item)));
    out.push_back(std::move(claim));
  }
  std::sort(out.begin(), out.end(), [](const Claim& a, const Claim& b) { return a.code < b.code; });
  return out;
}

Result<Measurement> ReadMeasurement(Node node) {
  MPS_ASSIGN(const MapView map, MapView::Open(node, "measurement"));
  MPS_TRY(map.Only({0, 1, 2}));
  Measurement out;
  if (const auto key = map.Find(0)) {
    MPS_ASSIGN(out.key, ReadMeasurementKey(*key));
  }
  MPS_ASSIGN(const Node values, map.Need(1, "mval"));
  MPS_ASSIGN(out.claims, ReadClaims(values));
  if (const auto by = map.Find(2)) {
    // Concise evidence of older tools has one key without the list.
    if (by->Is(cbor::Kind::kTag)) {
      MPS_ASSIGN(Typed key, ReadCryptoKey(*by));
      out.authorized_by.push_back(std::move(key));
    } else {
      MPS_ASSIGN(out.authorized_by, ReadKeys(*by, "authorized-by"));
    }
  }
  return out;
}

Result<std::vector<Measurement>> ReadMeasurements(Node node, std::string_view what, std::size_t least) {
  return ReadList<Measurement>(node, what, ReadMeasurement, least);
}

Integer Integer::Of(std::int64_t value) {
  if (value >= 0) return {false, static_cast<std::uint64_t>(value)};
  return {true, static_cast<std::uint64_t>(-(value + 1))};
}

std::strong_ordering Integer::operator<=>(const Integer& other) const {
  if (negative != other.negative) return negative ? std::strong_ordering::less : std::strong_ordering::greater;
  return negative ? other.argument <=> argument : argument <=> other.argument;
}

bool operator==(const Class& a, const Class& b) {
  return a.id == b.id && a.vendor == b.vendor && a.model == b.model && a.layer == b.layer && a.index == b.index;
}

bool operator==(const Environment& a, const Environment& b) {
  return a.klass == b.klass && a.instance == b.instance && a.group == b.group;
}

const Claim* FindClaim(const Claims& claims, std::int64_t number) {
  for (const Claim& claim : claims) {
    if (claim.code == number) return &claim;
  }
  return nullptr;
}

std::string ClaimName(std::int64_t number) {
  const bool named = number >= 0 && number < static_cast<std::int64_t>(std::size(kNames)) && !kNames[number].empty();
  return named ? std::string(kNames[number]) : "code point " + std::to_string(number);
}

std::string Describe(const Claim& claim) {
  const auto* octets = std::get_if<Bytes>(&claim.value);
  if (claim.code == code::kUuid && octets != nullptr) return Describe(MakeTyped(IdKind::kUuid, *octets)).substr(5);
  return std::visit(Printer{}, claim.value);
}

std::string Describe(const Environment& environment) {
  std::string out;
  const auto add = [&](std::string_view name, const std::string& text) {
    out += (out.empty() ? "" : ", ") + std::string(name) + " " + text;
  };
  if (environment.klass) {
    const Class& klass = *environment.klass;
    if (klass.id) add("class", Describe(*klass.id));
    if (klass.vendor) add("vendor", Quoted(*klass.vendor));
    if (klass.model) add("model", Quoted(*klass.model));
    if (klass.layer) add("layer", std::to_string(*klass.layer));
    if (klass.index) add("index", std::to_string(*klass.index));
  }
  if (environment.instance) add("instance", Describe(*environment.instance));
  if (environment.group) add("group", Describe(*environment.group));
  return out;
}

}  // namespace mps::corim
