// Submodules (RFC 9711 4.2.18): claims sets, detached digests, and the shape of nested tokens and bundles.
#include "base/base64url.h"
#include "base/cbor_value.h"
#include "base/json_value.h"
#include "crypto/hash.h"
#include "mps/limits.h"
#include "token/eat_internal.h"

namespace mps::eat {
namespace {

Status Fail(std::string message) { return ClaimError("submods", std::move(message)); }

constexpr std::uint64_t kBundleTag = 602;  // RFC 9711 10.3
constexpr std::uint64_t kUccsTag = 601;    // RFC 9781

bool IsCoseTag(std::uint64_t tag) { return (tag >= 16 && tag <= 18) || (tag >= 96 && tag <= 98); }

Status CheckArrayOf(const cbor::Value& value, std::size_t least) {
  bool good = value.Is(cbor::Kind::kArray) && value.items().size() >= least;
  return good ? Status() : Fail("a nested token is no COSE message");
}

Status CheckBundleShape(const cbor::Value& bundle, const Rules& rules, std::size_t depth);

Status CheckTaggedToken(const cbor::Value& token, ByteView bytes, const Rules& rules, std::size_t depth) {
  if (!token.Is(cbor::Kind::kTag)) return Fail("a nested token in CBOR has no tag");
  std::uint64_t tag = token.argument();
  if (tag == kBundleTag) return CheckBundleShape(token.content(), rules, depth);
  if (tag == kUccsTag) return token.content().Is(cbor::Kind::kMap) ? Status() : Fail("a nested UCCS is no map");
  const cbor::Value* message = &token;
  if (tag == cose::kCwt) {
    message = &token.content();
    if (!message->Is(cbor::Kind::kTag)) return Fail("tag 61 encloses no COSE tag");
  }
  if (!IsCoseTag(message->argument())) return Fail("a nested token has a tag that is not defined for it");
  if (message->argument() != cose::kSign1) return CheckArrayOf(message->content(), 3);
  auto sign1 = cose::DecodeSign1(bytes, {});
  if (!sign1.ok()) return sign1.TakeStatus().Within("nested token");
  auto payload = cbor::Decode(*sign1.value().payload, cbor::Options::Token(), limit::kTokenItems);
  if (!payload.ok()) return payload.TakeStatus().Within("nested token");
  return payload.value().Is(cbor::Kind::kMap) ? Status() : Fail("the payload of a nested token is no map");
}

// [main token, {+ name => bstr}]
Status CheckBundleShape(const cbor::Value& bundle, const Rules& rules, std::size_t depth) {
  if (!bundle.Is(cbor::Kind::kArray) || bundle.items().size() != 2) return Fail("a nested bundle is no array of two");
  const cbor::Value& main = bundle.items()[0];
  const cbor::Value& sets = bundle.items()[1];
  if (!sets.Is(cbor::Kind::kMap) || sets.entries().empty()) return Fail("a nested bundle has no detached sets");
  for (const auto& entry : sets.entries()) {
    if (!entry.first.Is(cbor::Kind::kText) || !entry.second.Is(cbor::Kind::kBytes)) {
      return Fail("a detached set is no byte string under a name");
    }
  }
  if (main.Is(cbor::Kind::kBytes)) return CheckNestedCbor(main.bytes(), rules, depth + 1);
  if (!main.Is(cbor::Kind::kText)) return Fail("the main token of a nested bundle is no token");
  MPS_ASSIGN(json::Value selector, json::Parse(main.text()));
  MPS_ASSIGN(Item item, ItemFromJson(selector));
  return CheckSelector(item, rules, depth + 1, false);
}

// The three parts of a JWT, without a look at its algorithm: it is verified by whoever trusts its signer.
Status CheckNestedJwt(const std::string& text) {
  std::size_t first = text.find('.');
  std::size_t second = first == std::string::npos ? first : text.find('.', first + 1);
  if (second == std::string::npos || text.find('.', second + 1) != std::string::npos) {
    return Fail("a nested JWT has not three parts");
  }
  MPS_ASSIGN(Bytes header, Base64UrlDecode(std::string_view(text).substr(0, first)));
  MPS_ASSIGN(Bytes payload, Base64UrlDecode(std::string_view(text).substr(first + 1, second - first - 1)));
  MPS_ASSIGN(Bytes signature, Base64UrlDecode(std::string_view(text).substr(second + 1)));
  MPS_ASSIGN(json::Value header_json, json::Parse(AsText(header)));
  MPS_ASSIGN(json::Value payload_json, json::Parse(AsText(payload)));
  if (header_json.FindText("alg") == nullptr) return Fail("a nested JWT names no algorithm");
  return payload_json.Is(json::Kind::kObject) ? Status() : Fail("the payload of a nested JWT is no object");
}

Status CheckJsonBundle(const Item& bundle, const Rules& rules, std::size_t depth) {
  if (!bundle.Is(ItemKind::kArray) || bundle.items.size() != 2) return Fail("a nested bundle is no array of two");
  const Item& sets = bundle.items[1];
  if (!sets.Is(ItemKind::kMap) || sets.entries.empty()) return Fail("a nested bundle has no detached sets");
  for (const auto& entry : sets.entries) {
    if (!BytesOf(entry.second, Encoding::kJson).ok()) return Fail("a detached set is no base64url text");
  }
  return CheckSelector(bundle.items[0], rules, depth + 1, false);
}

Status CheckSubmod(const Item& item, Encoding encoding, const Rules& rules, std::size_t depth) {
  if (item.Is(ItemKind::kMap)) return CheckClaimsAt({encoding, item}, rules, depth);
  if (encoding == Encoding::kJson) return CheckSelector(item, rules, depth, true);
  if (item.Is(ItemKind::kArray)) {
    if (!rules.allow_detached_submods) return Fail("a detached digest is not allowed here");
    auto digest = DecodeDetachedDigest(item, encoding);
    return digest.ok() ? Status() : digest.TakeStatus();
  }
  if (item.Is(ItemKind::kBytes)) return CheckNestedCbor(AsBytes(item.text), rules, depth);
  if (!item.Is(ItemKind::kText)) return Fail("a submodule is none of map, array, byte string and text");
  MPS_ASSIGN(json::Value parsed, json::Parse(item.text));
  MPS_ASSIGN(Item selector, ItemFromJson(parsed));
  return CheckSelector(selector, rules, depth, false);
}

}  // namespace

Status CheckSubmods(const Item& submods, Encoding encoding, const Rules& rules, std::size_t depth) {
  if (depth >= limit::kTokenDepth) return {Code::kLimit, "submodules are nested too deeply"};
  if (!submods.Is(ItemKind::kMap) || submods.entries.empty()) return Fail("must be a map with entries");
  if (submods.entries.size() > limit::kSubmodules) return {Code::kLimit, "there are more submodules than are taken"};
  for (const auto& [key, value] : submods.entries) {
    if (key.number || !key.text) return Fail("names of submodules are text");
    Status status = CheckSubmod(value, encoding, rules, depth + 1);
    if (!status.ok()) return std::move(status).Within("submodule `" + *key.text + "`");
  }
  return {};
}

Result<DetachedDigest> DecodeDetachedDigest(const Item& item, Encoding encoding) {
  if (!item.Is(ItemKind::kArray) || item.items.size() != 2) return Fail("a detached digest is an array of two");
  const Item& alg = item.items[0];
  std::optional<DigestAlg> known;
  if (alg.Is(ItemKind::kInt)) known = crypto::DigestFromCose(alg.number);
  if (alg.Is(ItemKind::kText)) known = crypto::DigestFromCoseName(alg.text);
  if (!known) return Fail("a detached digest names no hash of the COSE registry");
  if (*known == DigestAlg::kSha1) return Fail("a detached digest is SHA-1, which is not accepted");
  DetachedDigest digest{*known, {}};
  MPS_ASSIGN(digest.value, BytesOf(item.items[1], encoding));
  if (digest.value.size() != crypto::DigestSize(*known)) return Fail("a detached digest has the wrong length");
  return digest;
}

Result<std::optional<DetachedDigest>> DetachedDigestOf(const ClaimsSet& claims, const std::string& name) {
  const Item* submods = claims.Find(claim::kSubmods);
  const Item* item = submods == nullptr ? nullptr : submods->FindText(name);
  if (item == nullptr || !item->Is(ItemKind::kArray)) return std::optional<DetachedDigest>();
  if (claims.encoding == Encoding::kJson) {
    if (item->items.size() != 2 || item->items[0].text != "DIGEST") return std::optional<DetachedDigest>();
    item = &item->items[1];
  }
  MPS_ASSIGN(DetachedDigest digest, DecodeDetachedDigest(*item, claims.encoding));
  return std::optional<DetachedDigest>(std::move(digest));
}

Status CheckNestedCbor(ByteView bytes, const Rules& rules, std::size_t depth) {
  if (!rules.allow_nested) return Fail("a nested token is not allowed here");
  if (depth > limit::kNestedTokens) return {Code::kLimit, "tokens are nested too deeply"};
  auto decoded = cbor::Decode(bytes, cbor::Options::Token(), limit::kTokenItems);
  if (!decoded.ok()) return decoded.TakeStatus().Within("nested token");
  return CheckTaggedToken(decoded.value(), bytes, rules, depth);
}

Status CheckSelector(const Item& selector, const Rules& rules, std::size_t depth, bool digest_allowed) {
  if (!selector.Is(ItemKind::kArray) || selector.items.size() != 2 || !selector.items[0].Is(ItemKind::kText)) {
    return Fail("a submodule is neither an object nor a selector and its value");
  }
  const std::string& kind = selector.items[0].text;
  const Item& value = selector.items[1];
  if (kind == "DIGEST") {
    if (!digest_allowed || !rules.allow_detached_submods) return Fail("a detached digest is not allowed here");
    auto digest = DecodeDetachedDigest(value, Encoding::kJson);
    return digest.ok() ? Status() : digest.TakeStatus();
  }
  if (!rules.allow_nested) return Fail("a nested token is not allowed here");
  if (depth > limit::kNestedTokens) return {Code::kLimit, "tokens are nested too deeply"};
  if (kind == "BUNDLE") return CheckJsonBundle(value, rules, depth);
  if (!value.Is(ItemKind::kText)) return Fail("a nested token is no text");
  if (kind == "JWT") return CheckNestedJwt(value.text);
  if (kind != "CBOR") return Fail("`" + kind + "` is no selector");
  auto bytes = Base64UrlDecode(value.text);
  if (!bytes.ok()) return bytes.TakeStatus().Within("nested token");
  return CheckNestedCbor(bytes.value(), rules, depth);
}

}  // namespace mps::eat
