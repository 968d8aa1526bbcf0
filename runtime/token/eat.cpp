// EAT: claims sets decoded, nonce, times and profile compared, whole tokens and detached bundles verified.
#include "token/eat.h"

#include <algorithm>

#include "base/base64url.h"
#include "crypto/hash.h"
#include "mps/limits.h"
#include "token/eat_internal.h"

namespace mps::eat {
namespace {

constexpr std::uint64_t kBundleTag = 602;

cbor::Options ReaderOptions(const Rules& rules) {
  cbor::Options options = cbor::Options::Token();
  options.max_string_bytes = limit::kTokenBytes;
  if (rules.deterministic) options.form = cbor::Form::kDeterministic;
  if (rules.definite_only || rules.deterministic) options.allow_indefinite = false;
  return options;
}

bool IsSchemeChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}

bool IsDottedOid(std::string_view text) {
  bool digits = false, dots = false;
  for (char c : text) {
    if (c == '.') {
      if (!digits) return false;
      digits = false;
      dots = true;
    } else if (c >= '0' && c <= '9') {
      digits = true;
    } else {
      return false;
    }
  }
  return digits && dots;
}

// The contents octets of a BER OBJECT IDENTIFIER (RFC 9090) as dotted text.
Result<std::string> OidText(ByteView octets) {
  std::string out;
  std::uint64_t arc = 0;
  bool first = true, begun = false;
  for (std::uint8_t octet : octets) {
    bool padded = !begun && octet == 0x80;
    if (padded || arc > (UINT64_MAX >> 7)) return ClaimError("eat_profile", "is no object identifier");
    arc = (arc << 7) | (octet & 0x7f);
    begun = (octet & 0x80) != 0;
    if (begun) continue;
    if (first) {
      std::uint64_t root = std::min<std::uint64_t>(arc / 40, 2);
      out = std::to_string(root) + "." + std::to_string(arc - root * 40);
    } else {
      out += "." + std::to_string(arc);
    }
    first = false;
    arc = 0;
  }
  if (first || begun) return ClaimError("eat_profile", "is no object identifier");
  return out;
}

const TrustedKey* KeyFor(const Policy& policy, const std::optional<Bytes>& kid) {
  if (!kid || policy.any_kid) return policy.keys.size() == 1 ? &policy.keys[0] : nullptr;
  for (const TrustedKey& key : policy.keys) {
    if (key.kid == *kid) return &key;
  }
  return nullptr;
}

Result<const TrustedKey*> SelectKey(const Policy& policy, const std::optional<Bytes>& kid) {
  const TrustedKey* key = KeyFor(policy, kid);
  if (key == nullptr) return Status(Code::kTrust, "no trusted key has the key identifier of the token");
  bool listed = policy.algorithms.empty() ||
                std::find(policy.algorithms.begin(), policy.algorithms.end(), key->alg) != policy.algorithms.end();
  if (!listed) return Status(Code::kSignature, "the profile does not allow the algorithm of the key");
  return key;
}

Result<Token> OpenCwt(ByteView bytes, const Policy& policy) {
  MPS_ASSIGN(cose::Sign1 message, cose::DecodeSign1(bytes, policy.cose));
  if (policy.check_signature) {
    MPS_ASSIGN(const TrustedKey* key, SelectKey(policy, message.headers.kid));
    MPS_TRY(cose::VerifySign1(message, key->key, key->alg));
  }
  if (!message.payload) return Status(Code::kInvalid, "the payload is detached");
  Token token;
  token.envelope = Envelope::kCwt;
  MPS_ASSIGN(token.claims, DecodeCborClaims(*message.payload, policy.rules));
  return token;
}

Result<const TrustedKey*> SelectJwtKey(const Policy& policy, const std::optional<std::string>& kid) {
  if (!kid || policy.any_kid) return SelectKey(policy, std::nullopt);
  for (const TrustedKey& key : policy.keys) {
    if (AsText(key.kid) == *kid || Base64UrlEncode(key.kid) == *kid) return SelectKey(policy, key.kid);
  }
  return Status(Code::kTrust, "no trusted key has the key identifier of the token");
}

// A JWT of which only the shape is wanted may have any algorithm, so jws::DecodeCompact would be too strict.
Result<ClaimsSet> UnverifiedJwtClaims(std::string_view text, const Policy& policy) {
  std::size_t first = text.find('.');
  std::size_t second = first == std::string_view::npos ? first : text.find('.', first + 1);
  if (second == std::string_view::npos || text.find('.', second + 1) != std::string_view::npos) {
    return Status(Code::kMalformed, "a JWT has exactly three parts");
  }
  MPS_ASSIGN(Bytes header, Base64UrlDecode(text.substr(0, first)));
  MPS_TRY(json::Validate(AsText(header)));
  MPS_ASSIGN(Bytes signature, Base64UrlDecode(text.substr(second + 1)));
  MPS_ASSIGN(Bytes payload, Base64UrlDecode(text.substr(first + 1, second - first - 1)));
  return DecodeJsonClaims(AsText(payload), policy.rules);
}

Result<Token> OpenJwt(std::string_view text, const Policy& policy) {
  Token token;
  token.envelope = Envelope::kJwt;
  if (!policy.check_signature) {
    MPS_ASSIGN(token.claims, UnverifiedJwtClaims(text, policy));
    return token;
  }
  MPS_ASSIGN(jws::Message message, jws::DecodeCompact(text, policy.jws));
  MPS_ASSIGN(const TrustedKey* key, SelectJwtKey(policy, message.signatures[0].kid));
  MPS_TRY(jws::VerifyJws(message, 0, key->key, key->alg));
  MPS_ASSIGN(token.claims, DecodeJsonClaims(AsText(message.payload), policy.rules));
  return token;
}

// A JSON-Selector as main token of a bundle: no digest, no bundle (RFC 9711 5).
Result<Token> OpenSelector(const Item& selector, const Policy& policy) {
  if (!selector.Is(ItemKind::kArray) || selector.items.size() != 2 || !selector.items[0].Is(ItemKind::kText) ||
      !selector.items[1].Is(ItemKind::kText)) {
    return Status(Code::kInvalid, "the main token of a bundle is no selector and its value");
  }
  if (selector.items[0].text == "JWT") return OpenJwt(selector.items[1].text, policy);
  if (selector.items[0].text != "CBOR")
    return Status(Code::kInvalid, "the main token of a bundle is neither JWT nor CBOR");
  MPS_ASSIGN(Bytes bytes, Base64UrlDecode(selector.items[1].text));
  return OpenCwt(bytes, policy);
}

// One detached set: its digest is over exactly these octets (RFC 9711 4.2.18.2).
Status AddDetached(Token& token, const std::string& name, ByteView octets, Encoding encoding, const Rules& rules) {
  MPS_ASSIGN(auto digest, DetachedDigestOf(token.claims, name));
  if (!digest) return {Code::kInvalid, "bundle: the token has no digest for the set `" + name + "`"};
  MPS_ASSIGN(Bytes computed, crypto::Hash(digest->alg, octets));
  if (computed != digest->value) return {Code::kSignature, "bundle: the set `" + name + "` does not match its digest"};
  auto claims = encoding == Encoding::kCbor ? DecodeCborClaims(octets, rules) : DecodeJsonClaims(AsText(octets), rules);
  if (!claims.ok()) return claims.TakeStatus().Within("bundle: the set `" + name + "`");
  token.detached.emplace_back(name, std::move(claims).value());
  return {};
}

Status CheckBundle(const Token& token) {
  return token.detached.empty() ? Status(Code::kInvalid, "bundle: it has no detached sets") : Status();
}

Result<Token> OpenCborBundle(const cbor::Value& bundle, const Policy& policy) {
  if (!bundle.Is(cbor::Kind::kArray) || bundle.items().size() != 2 || !bundle.items()[1].Is(cbor::Kind::kMap)) {
    return Status(Code::kType, "a bundle is an array of a token and a map");
  }
  const cbor::Value& main = bundle.items()[0];
  Token token;
  if (main.Is(cbor::Kind::kBytes)) {
    MPS_ASSIGN(token, OpenCwt(main.bytes(), policy));
  } else if (main.Is(cbor::Kind::kText)) {
    MPS_ASSIGN(json::Value parsed, json::Parse(main.text()));
    MPS_ASSIGN(Item selector, ItemFromJson(parsed));
    MPS_ASSIGN(token, OpenSelector(selector, policy));
  } else {
    return Status(Code::kType, "the main token of a bundle is neither a byte string nor text");
  }
  for (const auto& [name, set] : bundle.items()[1].entries()) {
    if (!name.Is(cbor::Kind::kText) || !set.Is(cbor::Kind::kBytes)) {
      return Status(Code::kType, "a detached set is no byte string under a name");
    }
    MPS_TRY(AddDetached(token, name.text(), set.bytes(), Encoding::kCbor, policy.rules));
  }
  MPS_TRY(CheckBundle(token));
  return token;
}

Result<Token> OpenJsonBundle(std::string_view text, const Policy& policy) {
  MPS_ASSIGN(json::Value parsed, json::Parse(text));
  MPS_ASSIGN(Item bundle, ItemFromJson(parsed));
  if (!bundle.Is(ItemKind::kArray) || bundle.items.size() != 2 || !bundle.items[1].Is(ItemKind::kMap)) {
    return Status(Code::kType, "a bundle is an array of a token and an object");
  }
  MPS_ASSIGN(Token token, OpenSelector(bundle.items[0], policy));
  for (const auto& [name, set] : bundle.items[1].entries) {
    MPS_ASSIGN(Bytes octets, BytesOf(set, Encoding::kJson));
    MPS_TRY(AddDetached(token, *name.text, octets, Encoding::kJson, policy.rules));
  }
  MPS_TRY(CheckBundle(token));
  return token;
}

Status CheckPolicy(const ClaimsSet& claims, const Policy& policy) {
  MPS_ASSIGN(auto profile, ProfileOf(claims));
  if (policy.profile && profile != policy.profile) {
    return {Code::kInvalid, profile ? "the token's profile is `" + *profile + "`" : "the token names no profile"};
  }
  if (policy.nonce) {
    MPS_ASSIGN(bool found, HasNonce(claims, *policy.nonce));
    if (!found) return {Code::kFreshness, "the token does not have the nonce that was sent"};
  }
  return policy.now ? CheckTimes(claims, *policy.now, policy.skew) : Status();
}

Result<Token> Open(ByteView bytes, const Policy& policy) {
  if (LooksLikeText(bytes)) {
    std::string_view text = AsText(bytes);
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
    std::size_t start = text.find_first_not_of(" \t\r\n");
    bool array = start != std::string_view::npos && text[start] == '[';
    if (!array) return OpenJwt(text, policy);
    if (!policy.rules.allow_bundles) return Status(Code::kInvalid, "a detached bundle is not allowed here");
    return OpenJsonBundle(text, policy);
  }
  // Only the tag is looked at before the layer that is in charge decodes the bytes.
  cbor::Reader reader(bytes, ReaderOptions(policy.rules));
  std::uint64_t tag = 0;
  if (reader.Peek() == mps::ItemKind::kTag && reader.ReadTag(tag) && tag == kBundleTag) {
    if (!policy.rules.allow_bundles) return Status(Code::kInvalid, "a detached bundle is not allowed here");
    MPS_ASSIGN(cbor::Value bundle, cbor::Decode(bytes, ReaderOptions(policy.rules), limit::kTokenItems));
    return OpenCborBundle(bundle.content(), policy);
  }
  return OpenCwt(bytes, policy);
}

}  // namespace

Result<ClaimsSet> DecodeCborClaims(ByteView bytes, const Rules& rules) {
  if (bytes.size() > limit::kTokenBytes) return Status(Code::kLimit, "the claims set is larger than is taken");
  MPS_ASSIGN(cbor::Value value, cbor::Decode(bytes, ReaderOptions(rules), limit::kTokenItems));
  ClaimsSet claims;
  claims.encoding = Encoding::kCbor;
  if (!value.Is(cbor::Kind::kMap)) return Status(Code::kType, "a claims set is a map", value.offset());
  MPS_ASSIGN(claims.map, ItemFromCbor(value));
  MPS_TRY(CheckClaims(claims, rules));
  return claims;
}

Result<ClaimsSet> DecodeJsonClaims(std::string_view text, const Rules& rules) {
  if (text.size() > limit::kTokenBytes) return Status(Code::kLimit, "the claims set is larger than is taken");
  json::Options options;
  options.max_depth = limit::kTokenDepth;
  MPS_ASSIGN(json::Value value, json::Parse(text, options, limit::kTokenItems));
  ClaimsSet claims;
  claims.encoding = Encoding::kJson;
  if (!value.Is(json::Kind::kObject)) return Status(Code::kType, "a claims set is an object", value.offset());
  MPS_ASSIGN(claims.map, ItemFromJson(value));
  MPS_TRY(CheckClaims(claims, rules));
  return claims;
}

Result<std::optional<std::string>> ProfileOf(const ClaimsSet& claims) {
  const Item* item = claims.Find(claim::kProfile);
  if (item == nullptr) return std::optional<std::string>();
  if (item->Is(ItemKind::kBytes)) {
    MPS_ASSIGN(std::string oid, OidText(AsBytes(item->text)));
    return std::optional<std::string>(oid);
  }
  if (!item->Is(ItemKind::kText)) return ClaimError("eat_profile", "must be a URI or an object identifier");
  bool oid_allowed = claims.encoding == Encoding::kJson;
  if (!IsUri(item->text) && !(oid_allowed && IsDottedOid(item->text))) {
    return ClaimError("eat_profile", "is neither a URI nor an object identifier");
  }
  return std::optional<std::string>(item->text);
}

Result<std::vector<Bytes>> NoncesOf(const ClaimsSet& claims) {
  std::vector<Bytes> nonces;
  const Item* item = claims.Find(claim::kNonce);
  if (item == nullptr) return nonces;
  if (!item->Is(ItemKind::kArray)) {
    nonces.push_back(ToBytes(AsBytes(item->text)));
    return nonces;
  }
  for (const Item& one : item->items) nonces.push_back(ToBytes(AsBytes(one.text)));
  return nonces;
}

Result<bool> HasNonce(const ClaimsSet& claims, ByteView expected) {
  MPS_ASSIGN(std::vector<Bytes> nonces, NoncesOf(claims));
  Bytes wanted = ToBytes(expected);
  if (claims.encoding == Encoding::kJson) wanted = ToBytes(AsBytes(Base64UrlEncode(expected)));
  return std::any_of(nonces.begin(), nonces.end(),
                     [&](const Bytes& nonce) { return crypto::EqualConstantTime(nonce, wanted); });
}

Result<std::optional<std::int64_t>> TimeOf(const ClaimsSet& claims, Label label) {
  const Item* item = claims.Find(label);
  if (item == nullptr) return std::optional<std::int64_t>();
  if (!item->Is(ItemKind::kInt)) return ClaimError(label.name, "must be an integer");
  return std::optional<std::int64_t>(item->number);
}

Status CheckTimes(const ClaimsSet& claims, std::int64_t now, std::int64_t skew) {
  MPS_ASSIGN(auto exp, TimeOf(claims, claim::kExp));
  MPS_ASSIGN(auto nbf, TimeOf(claims, claim::kNbf));
  MPS_ASSIGN(auto iat, TimeOf(claims, claim::kIat));
  // In 128 bits, so that no claim can make a sum wrap round.
  __extension__ using Wide = __int128;
  Wide late = Wide(now) + skew, early = Wide(now) - skew;
  if (exp && *exp <= early) return {Code::kFreshness, "the token expired at " + std::to_string(*exp)};
  if (nbf && *nbf > late) return {Code::kFreshness, "the token is not valid before " + std::to_string(*nbf)};
  if (iat && *iat > late) return {Code::kFreshness, "the token was issued in the future, at " + std::to_string(*iat)};
  return {};
}

bool IsUri(std::string_view text) {
  std::size_t colon = text.find(':');
  if (colon == 0 || colon == std::string_view::npos || colon + 1 == text.size()) return false;
  bool letter = (text[0] >= 'a' && text[0] <= 'z') || (text[0] >= 'A' && text[0] <= 'Z');
  bool scheme = std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon), IsSchemeChar);
  bool printable = std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
  return letter && scheme && printable;
}

bool LooksLikeText(ByteView bytes) {
  // No CBOR token begins with a letter of base64url, a bracket or white space: tags begin at 0xc0.
  return !bytes.empty() && bytes[0] < 0x80;
}

Result<Token> VerifyEat(ByteView bytes, const Policy& policy) {
  if (bytes.size() > limit::kTokenBytes) return Status(Code::kLimit, "the token is larger than is taken");
  MPS_ASSIGN(Token token, Open(bytes, policy));
  MPS_TRY(CheckPolicy(token.claims, policy));
  return token;
}

}  // namespace mps::eat
