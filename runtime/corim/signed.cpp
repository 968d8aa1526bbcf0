// COSE_Sign1 around a CoRIM: header, payload, signature, times.
#include "corim/signed.h"

#include "corim/read.h"
#include "corim/recognise.h"

namespace mps::corim {
namespace {

Status CheckContentType(const MapView& map, std::int64_t label, std::string_view name) {
  MPS_ASSIGN(const Node node, map.Need(label, name));
  MPS_ASSIGN(const std::string text, ReadText(node, name));
  if (text == kContentType) return {};
  return node.Fail(Code::kInvalid, name, "must be " + std::string(kContentType));
}

Result<Signer> ReadMeta(Node bytes) {
  MPS_TRY(Expect(bytes, cbor::Kind::kBytes, "corim-meta"));
  std::size_t budget = kMaxItems;
  MPS_ASSIGN(const Tree tree, DecodeTree(bytes.value->bytes(), ContentBase(bytes), budget));
  MPS_ASSIGN(const MapView map, MapView::Open(tree.root(), "corim-meta"));
  MPS_TRY(map.Only({0, 1}));
  Signer out;
  MPS_ASSIGN(const Node signer, map.Need(0, "signer"));
  MPS_ASSIGN(const MapView who, MapView::Open(signer, "signer"));
  MPS_ASSIGN(const Node name, who.Need(0, "signer-name"));
  MPS_ASSIGN(out.name, ReadText(name, "signer-name"));
  if (const auto uri = who.Find(1)) {
    MPS_ASSIGN(out.uri, ReadUri(*uri, "signer-uri"));
  }
  if (const auto validity = map.Find(1)) {
    MPS_ASSIGN(const Validity read, ReadValidity(*validity));
    out.not_before = read.not_before;
    out.not_after = read.not_after;
  }
  return out;
}

// NumericDate (RFC 8392 2): an integer here; a CoRIM whose end nobody can compare exactly is refused.
Status ReadDate(const MapView& map, std::int64_t key, std::string_view name, std::optional<std::int64_t>& out) {
  const auto found = map.Find(key);
  if (!found) return {};
  MPS_ASSIGN(out, ReadInt(*found, name));
  return {};
}

Result<Signer> ReadCwtClaims(Node node) {
  MPS_ASSIGN(const MapView map, MapView::OpenLabels(node, "CWT claims"));
  Signer out;
  MPS_ASSIGN(const Node issuer, map.Need(1, "iss"));
  MPS_ASSIGN(out.name, ReadText(issuer, "iss"));
  if (const auto subject = map.Find(2)) {
    MPS_ASSIGN(out.subject, ReadText(*subject, "sub"));
  }
  MPS_TRY(ReadDate(map, 4, "exp", out.not_after));
  MPS_TRY(ReadDate(map, 5, "nbf", out.not_before));
  if (out.not_before && out.not_after && *out.not_before > *out.not_after)
    return node.Fail(Code::kInvalid, "CWT claims", "end before they begin");
  return out;
}

Result<Signer> ReadSigner(const MapView& map) {
  const auto meta = map.Find(kCorimMeta), claims = map.Find(cose::kCwtClaims);
  if (!meta && !claims) {
    return map.node().Fail(Code::kInvalid, "protected header", "neither corim-meta (8) nor CWT claims (15)");
  }
  if (!meta) return ReadCwtClaims(*claims);
  MPS_ASSIGN(Signer out, ReadMeta(*meta));
  if (!claims) return out;
  MPS_ASSIGN(Signer other, ReadCwtClaims(*claims));
  if (out.name != other.name || out.not_before != other.not_before || out.not_after != other.not_after) {
    return claims->Fail(Code::kInvalid, "CWT claims", "differ from corim-meta");
  }
  out.subject = std::move(other.subject);
  return out;
}

Result<Header> ReadHeader(Node node) {
  MPS_ASSIGN(const MapView map, MapView::OpenLabels(node, "protected header"));
  Header out;
  MPS_ASSIGN(const Node alg, map.Need(cose::kAlg, "alg"));
  MPS_TRY(ReadInt(alg, "alg").ok() ? Status() : alg.Fail(Code::kType, "alg", "must be an integer"));
  if (const auto hash = map.Find(kPayloadHashAlg)) {
    MPS_ASSIGN(out.payload_hash_alg, ReadInt(*hash, "payload-hash-alg"));
    if (const auto type = map.Find(cose::kContentType))
      return type->Fail(Code::kInvalid, "protected header", "a hash envelope has no content type (3)");
    MPS_TRY(CheckContentType(map, kPreimageType, "payload-preimage-content-type"));
    if (const auto location = map.Find(kPayloadLocation)) {
      MPS_ASSIGN(out.location, ReadText(*location, "payload-location"));
    }
  } else {
    MPS_TRY(CheckContentType(map, cose::kContentType, "content-type"));
  }
  MPS_ASSIGN(out.signer, ReadSigner(map));
  return out;
}

// Drops the tags that older drafts put around a CoRIM: 500(501(...)), 500(502(18(...))).
std::size_t LegacyHeads(ByteView bytes) {
  std::size_t at = BeginsWith(bytes, tag::kLegacyCorim) ? 3 : 0;
  return at + (BeginsWith(bytes.subspan(at), tag::kLegacySigned) ? 3 : 0);
}

// Where the payload's octets begin in 18([...]), so that faults inside have their place in the whole.
Result<std::uint64_t> PayloadBase(ByteView message) {
  std::size_t budget = kMaxItems;
  MPS_ASSIGN(const Tree tree, DecodeTree(message, 0, budget));
  const Node array = tree.root().Of(tree.value.content());
  return ContentBase(array.At(2));
}

Status CheckWindow(std::optional<std::int64_t> from, std::optional<std::int64_t> to, std::int64_t now,
                   const std::string& what) {
  if (from && now < *from) return {Code::kFreshness, what + " is not valid yet"};
  if (to && now > *to) return {Code::kFreshness, what + " has expired"};
  return {};
}

}  // namespace

Result<Header> DecodeHeader(const cbor::Value& protected_map) { return ReadHeader(Node{&protected_map, 0}); }

Result<Header> DecodeHeader(ByteView protected_bytes) {
  std::size_t budget = kMaxItems;
  MPS_ASSIGN(const Tree tree, DecodeTree(protected_bytes, 0, budget));
  return ReadHeader(tree.root());
}

Result<Document> DecodeDocument(ByteView bytes) {
  Document out;
  const std::size_t start = LegacyHeads(bytes);
  const ByteView body = bytes.subspan(start);
  out.is_signed = !body.empty() && body[0] == 0xd2;  // tag 18
  if (!out.is_signed) {
    MPS_ASSIGN(out.corim, DecodeCorimAt(body, start));
    return out;
  }
  MPS_ASSIGN(out.message, cose::DecodeSign1(body, MessageOptions()));
  MPS_ASSIGN(out.header, DecodeHeader(out.message.protected_bytes));
  if (out.header.payload_hash_alg)
    return Status::Unsupported("corim-hash-envelope", "the signed payload is a digest; the CoRIM itself is elsewhere");
  MPS_ASSIGN(const std::uint64_t base, PayloadBase(body));
  MPS_ASSIGN(out.corim, DecodeCorimAt(*out.message.payload, start + base));
  return out;
}

Status VerifySignature(const Document& document, const crypto::PublicKey& key) {
  return cose::VerifySign1(document.message, key);
}

Status CheckValidity(const Document& document, std::int64_t now) {
  if (document.is_signed) {
    const Signer& signer = document.header.signer;
    MPS_TRY(CheckWindow(signer.not_before, signer.not_after, now, "the signature"));
  }
  if (!document.corim.validity) return {};
  return CheckWindow(document.corim.validity->not_before, document.corim.validity->not_after, now, "the CoRIM");
}

Typed AuthorityOf(const crypto::PublicKey& key) { return MakeTyped(IdKind::kPemKey, AsBytes(key.ToPem())); }

}  // namespace mps::corim
