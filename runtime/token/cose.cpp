// COSE_Sign1 and COSE_Sign: shape, tags, Sig_structure, signing and verifying.
#include "token/cose.h"

#include <utility>

#include "base/cbor_writer.h"
#include "mps/limits.h"
#include "token/cose_header.h"

namespace mps::cose {
namespace {

using cbor::Kind;
using cbor::Value;

Status RefuseTag(std::uint64_t tag) {
  switch (tag) {
    case kEncrypt0:
      return Status::Unsupported("cose-encrypt0", "the message is encrypted (COSE_Encrypt0, tag 16)");
    case kMac0:
      return Status::Unsupported("cose-mac0", "the message has a MAC, not a signature (COSE_Mac0, tag 17)");
    case kEncrypt:
      return Status::Unsupported("cose-encrypt", "the message is encrypted (COSE_Encrypt, tag 96)");
    case kMac:
      return Status::Unsupported("cose-mac", "the message has a MAC, not a signature (COSE_Mac, tag 97)");
    case kSign:
      return Status::Unsupported("cose-sign", "the message may have several signers (COSE_Sign, tag 98)");
    case kSign1:
      return {Code::kInvalid, "one COSE_Sign1 tag is inside another"};
    case kCwt:
      return {Code::kInvalid, "the CWT tag 61 stands at the wrong place"};
    default:
      return {Code::kInvalid, "tag " + std::to_string(tag) + " is not that of a COSE message"};
  }
}

cbor::Options ReaderOptions(const Options& options) {
  cbor::Options read = cbor::Options::Token();
  read.max_string_bytes = limit::kTokenBytes;
  if (options.deterministic) read.form = cbor::Form::kDeterministic;
  if (options.definite_only || options.deterministic) read.allow_indefinite = false;
  return read;
}

Result<Value> DecodeDocument(ByteView bytes, const Options& options) {
  if (bytes.size() > limit::kTokenBytes) return Status(Code::kLimit, "the message is larger than is taken");
  return cbor::Decode(bytes, ReaderOptions(options), limit::kTokenItems);
}

struct Tags {
  bool cwt = false;
  bool wanted = false;
};

// Takes 61(...) and the wanted tag off; what is left is the array.
Result<Tags> Untag(const Value*& item, std::uint64_t wanted, const Options& options) {
  Tags tags;
  if (item->Is(Kind::kTag) && item->argument() == kCwt) {
    tags.cwt = true;
    item = &item->content();
    if (!item->Is(Kind::kTag)) return Status(Code::kInvalid, "the CWT tag 61 must enclose a COSE tag (RFC 8392 6)");
  }
  if (item->Is(Kind::kTag)) {
    if (item->argument() != wanted) return RefuseTag(item->argument());
    tags.wanted = true;
    item = &item->content();
    if (item->Is(Kind::kTag)) return RefuseTag(item->argument());
  }
  using Tagging = Options::Tagging;
  if (options.tagging == Tagging::kCwtAndSign1 && !tags.cwt) return Status(Code::kInvalid, "the CWT tag 61 is missing");
  if (options.tagging != Tagging::kOptional && !tags.wanted) return Status(Code::kInvalid, "the COSE tag is missing");
  return tags;
}

Result<const Value*> ArrayOfFour(const Value& item, const char* what) {
  if (!item.Is(Kind::kArray) || item.items().size() != 4) {
    return Status(Code::kType, std::string(what) + " is an array of four").WithOffset(item.offset());
  }
  return &item;
}

Result<Bytes> BytesOf(const Value& item, const char* what) {
  if (!item.Is(Kind::kBytes)) {
    return Status(Code::kType, std::string(what) + " is no byte string").WithOffset(item.offset());
  }
  return ToBytes(item.bytes());
}

Result<std::optional<Bytes>> PayloadOf(const Value& item, const Options& options) {
  if (item.Is(Kind::kNull)) {
    if (!options.allow_detached) return Status(Code::kInvalid, "the payload is detached");
    return std::optional<Bytes>();
  }
  MPS_ASSIGN(Bytes bytes, BytesOf(item, "the payload"));
  return std::optional<Bytes>(std::move(bytes));
}

ByteView SignedProtected(ByteView protected_bytes) {
  bool empty_map = protected_bytes.size() == 1 && protected_bytes[0] == 0xa0;
  return empty_map ? ByteView() : protected_bytes;
}

Result<ByteView> SignedPayload(const std::optional<Bytes>& payload, const VerifyOptions& options) {
  if (payload.has_value() == options.detached_payload.has_value()) {
    return Status(Code::kInvalid, payload ? "a payload was given for a message that has its own"
                                          : "the payload is detached and was not given");
  }
  return payload ? ByteView(*payload) : *options.detached_payload;
}

// ECDSA under the digest that the header names on whatever curve the key has (RFC 9053 2.1), or the bound pair.
Status VerifyBytes(const Headers& headers, const crypto::PublicKey& key, ByteView data, ByteView signature,
                   Curves curves) {
  if (!headers.alg) return {Code::kSignature, "the header names no algorithm"};
  if (curves == Curves::kAny) {
    bool ec = key.kind() == crypto::KeyKind::kP256 || key.kind() == crypto::KeyKind::kP384 ||
              key.kind() == crypto::KeyKind::kP521;
    if (ec && *headers.alg == -7) return crypto::VerifyEcdsaRaw(DigestAlg::kSha256, key, data, signature);
    if (ec && *headers.alg == -35) return crypto::VerifyEcdsaRaw(DigestAlg::kSha384, key, data, signature);
    if (ec && *headers.alg == -36) return crypto::VerifyEcdsaRaw(DigestAlg::kSha512, key, data, signature);
  }
  MPS_ASSIGN(crypto::SignAlg alg, AlgorithmOf(headers, key));
  return crypto::Verify(alg, key, data, signature);
}

Status WriteProtected(crypto::Signer& signer, const SignInput& input, cbor::Writer& out) {
  auto text_or_int = [](const TextOrInt& value, cbor::Writer& to) {
    if (const std::string* text = std::get_if<std::string>(&value)) {
      to.Text(*text);
    } else {
      to.Int(std::get<std::int64_t>(value));
    }
  };
  cbor::MapBuilder map;
  map.Key(kAlg).Int(crypto::CoseAlg(signer.alg()));
  if (input.content_type) text_or_int(*input.content_type, map.Key(kContentType));
  if (input.kid) map.Key(kKid).Bytes(*input.kid);
  if (input.typ) text_or_int(*input.typ, map.Key(kTyp));
  if (!input.x5chain.empty()) {
    cbor::Writer& chain = map.Key(kX5chain);
    if (input.x5chain.size() > 1) chain.Array(input.x5chain.size());
    for (const Bytes& certificate : input.x5chain) chain.Bytes(certificate);
  }
  return map.Finish(out);
}

Result<SignerInfo> DecodeSigner(const Value& item, const Options& options) {
  if (!item.Is(Kind::kArray) || item.items().size() != 3)
    return Status(Code::kType, "a COSE_Signature is an array of three");
  SignerInfo info;
  MPS_ASSIGN(info.protected_bytes, BytesOf(item.items()[0], "a signature's protected header"));
  MPS_ASSIGN(info.headers, DecodeHeaders(info.protected_bytes, item.items()[1], options, true));
  MPS_ASSIGN(info.signature, BytesOf(item.items()[2], "a signature"));
  return info;
}

}  // namespace

Options ProfileOptions() {
  Options options;
  options.tagging = Options::Tagging::kCwtAndSign1;
  options.empty_unprotected = true;
  options.deterministic = true;
  options.definite_only = true;
  return options;
}

Result<Sign1> DecodeSign1(ByteView bytes, const Options& options) {
  MPS_ASSIGN(Value document, DecodeDocument(bytes, options));
  const Value* item = &document;
  MPS_ASSIGN(Tags tags, Untag(item, kSign1, options));
  MPS_ASSIGN(item, ArrayOfFour(*item, "a COSE_Sign1"));
  Sign1 message;
  message.cwt_tag = tags.cwt;
  message.sign1_tag = tags.wanted;
  MPS_ASSIGN(message.protected_bytes, BytesOf(item->items()[0], "the protected header"));
  MPS_ASSIGN(message.headers, DecodeHeaders(message.protected_bytes, item->items()[1], options, true));
  MPS_ASSIGN(message.payload, PayloadOf(item->items()[2], options));
  MPS_ASSIGN(message.signature, BytesOf(item->items()[3], "the signature"));
  return message;
}

Bytes SigStructure(ByteView protected_bytes, ByteView external_aad, ByteView payload) {
  cbor::Writer out;
  out.Array(4);
  out.Text("Signature1");
  out.Bytes(SignedProtected(protected_bytes));
  out.Bytes(external_aad);
  out.Bytes(payload);
  return out.Take();
}

Result<crypto::SignAlg> AlgorithmOf(const Headers& headers, const crypto::PublicKey& key) {
  if (!headers.alg) return Status(Code::kSignature, "the header names no algorithm");
  MPS_ASSIGN(crypto::SignAlg alg, crypto::SignAlgFromCose(*headers.alg, key.kind()));
  MPS_TRY(crypto::CheckFit(alg, key));
  return alg;
}

Status VerifySign1(const Sign1& message, const crypto::PublicKey& key, crypto::SignAlg expected,
                   const VerifyOptions& options) {
  MPS_ASSIGN(crypto::SignAlg named, AlgorithmOf(message.headers, key));
  if (named != expected) {
    return {Code::kSignature, "the key is for " + std::string(crypto::SignAlgName(expected)) + ", the message names " +
                                  std::string(crypto::SignAlgName(named))};
  }
  VerifyOptions bound = options;
  bound.curves = Curves::kBound;
  return VerifySign1(message, key, bound);
}

Status VerifySign1(const Sign1& message, const crypto::PublicKey& key, const VerifyOptions& options) {
  MPS_ASSIGN(ByteView payload, SignedPayload(message.payload, options));
  Bytes data = SigStructure(message.protected_bytes, options.external_aad, payload);
  return VerifyBytes(message.headers, key, data, message.signature, options.curves);
}

Result<Bytes> MakeSign1(crypto::Signer& signer, const SignInput& input) {
  cbor::Writer protected_header;
  MPS_TRY(WriteProtected(signer, input, protected_header));
  Bytes data = SigStructure(protected_header.bytes(), input.external_aad, input.payload);
  MPS_ASSIGN(Bytes signature, signer.SignData(data));
  cbor::Writer out;
  if (input.cwt_tag) out.Tag(kCwt);
  out.Tag(kSign1);
  out.Array(4);
  out.Bytes(protected_header.bytes());
  out.MapInOrder(0);
  if (input.detached) {
    out.Null();
  } else {
    out.Bytes(input.payload);
  }
  out.Bytes(signature);
  return out.Take();
}

Result<SignMessage> DecodeSign(ByteView bytes, const Options& options) {
  MPS_ASSIGN(Value document, DecodeDocument(bytes, options));
  const Value* item = &document;
  MPS_TRY([&] {
    auto tags = Untag(item, kSign, options);
    return tags.ok() ? Status() : tags.TakeStatus();
  }());
  MPS_ASSIGN(item, ArrayOfFour(*item, "a COSE_Sign"));
  SignMessage message;
  MPS_ASSIGN(message.body_protected, BytesOf(item->items()[0], "the protected header"));
  MPS_ASSIGN(message.headers, DecodeHeaders(message.body_protected, item->items()[1], options, false));
  MPS_ASSIGN(message.payload, PayloadOf(item->items()[2], options));
  const Value& signatures = item->items()[3];
  if (!signatures.Is(Kind::kArray) || signatures.items().empty()) {
    return Status(Code::kType, "a COSE_Sign has at least one signature");
  }
  if (signatures.items().size() > limit::kHeaderEntries) return Status(Code::kLimit, "too many signatures");
  for (const Value& signature : signatures.items()) {
    MPS_ASSIGN(SignerInfo info, DecodeSigner(signature, options));
    message.signatures.push_back(std::move(info));
  }
  return message;
}

Bytes SigStructure(const SignMessage& message, const SignerInfo& info, ByteView external_aad, ByteView payload) {
  cbor::Writer out;
  out.Array(5);
  out.Text("Signature");
  out.Bytes(SignedProtected(message.body_protected));
  out.Bytes(SignedProtected(info.protected_bytes));
  out.Bytes(external_aad);
  out.Bytes(payload);
  return out.Take();
}

Status VerifySignature(const SignMessage& message, std::size_t index, const crypto::PublicKey& key,
                       const VerifyOptions& options) {
  if (index >= message.signatures.size()) return {Code::kUsage, "there is no such signature"};
  const SignerInfo& info = message.signatures[index];
  MPS_ASSIGN(ByteView payload, SignedPayload(message.payload, options));
  Bytes data = SigStructure(message, info, options.external_aad, payload);
  return VerifyBytes(info.headers, key, data, info.signature, options.curves);
}

}  // namespace mps::cose
