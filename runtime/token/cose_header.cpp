// Header maps of COSE: one label once over both maps, types of the common parameters, crit, where alg may stand.
#include "token/cose_header.h"

#include "mps/limits.h"

namespace mps::cose {
namespace {

using cbor::Kind;
using cbor::Value;

Status Invalid(std::string message) { return {Code::kInvalid, "COSE header: " + message}; }

bool IsLabel(const Value& value) { return value.AsInt().has_value() || value.Is(Kind::kText); }

cbor::Options ReaderOptions(const Options& options) {
  cbor::Options read = cbor::Options::Token();
  if (options.deterministic) read.form = cbor::Form::kDeterministic;
  if (options.definite_only || options.deterministic) read.allow_indefinite = false;
  return read;
}

// RFC 9052 3: the protected bucket is a bstr that wraps a map; no parameters give the empty bstr.
Result<Value> DecodeProtected(ByteView bytes, const Options& options) {
  if (bytes.empty()) return Value::Map();
  if (options.deterministic && bytes.size() == 1) return Invalid("an empty protected map is the empty byte string");
  auto map = cbor::Decode(bytes, ReaderOptions(options), limit::kTokenItems);
  if (!map.ok()) return map.TakeStatus().Within("protected COSE header");
  if (!map.value().Is(Kind::kMap)) return Invalid("the protected header is no map");
  return map;
}

Status CheckLabels(const Value& protected_map, const Value& unprotected_map) {
  if (protected_map.entries().size() > limit::kHeaderEntries ||
      unprotected_map.entries().size() > limit::kHeaderEntries) {
    return {Code::kLimit, "COSE header: it has more parameters than are taken"};
  }
  for (const auto& entry : protected_map.entries()) {
    if (!IsLabel(entry.first)) return Invalid("a label is neither an integer nor text");
  }
  for (const auto& entry : unprotected_map.entries()) {
    if (!IsLabel(entry.first)) return Invalid("a label is neither an integer nor text");
    for (const auto& other : protected_map.entries()) {
      if (entry.first == other.first) return {Code::kDuplicate, "COSE header: a label stands in both maps"};
    }
  }
  return {};
}

Result<std::vector<Bytes>> DecodeChain(const Value& value) {
  std::vector<Bytes> chain;
  if (value.Is(Kind::kBytes)) {
    chain.push_back(ToBytes(value.bytes()));
    return chain;
  }
  // RFC 9360 2: COSE_X509 = bstr / [ 2*certs: bstr ]
  if (!value.Is(Kind::kArray) || value.items().size() < 2) {
    return Invalid("x5chain is one byte string, or an array of two or more");
  }
  for (const Value& item : value.items()) {
    if (!item.Is(Kind::kBytes)) return Invalid("x5chain holds something that is no byte string");
    chain.push_back(ToBytes(item.bytes()));
  }
  return chain;
}

Result<TextOrInt> DecodeTextOrUint(const Value& value, const char* what) {
  if (value.Is(Kind::kText)) return TextOrInt(value.text());
  auto number = value.AsInt();
  if (!number || *number < 0) return Invalid(std::string(what) + " is neither text nor an unsigned integer");
  return TextOrInt(*number);
}

Status DecodeAlg(Headers& headers) {
  const Value* in_protected = headers.protected_map.Find(kAlg);
  const Value* alg = in_protected != nullptr ? in_protected : headers.unprotected_map.Find(kAlg);
  if (alg == nullptr) return {};
  if (alg->Is(Kind::kText)) return Status::Unsupported("cose-alg-text", "the COSE algorithm is given as text");
  headers.alg = alg->AsInt();
  headers.alg_is_protected = in_protected != nullptr;
  return headers.alg ? Status() : Invalid("alg is neither an integer nor text");
}

Status DecodeKnown(Headers& headers) {
  MPS_TRY(DecodeAlg(headers));
  if (const Value* kid = headers.Find(kKid)) {
    if (!kid->Is(Kind::kBytes)) return Invalid("kid is no byte string");
    headers.kid = ToBytes(kid->bytes());
  }
  if (const Value* type = headers.Find(kContentType)) {
    MPS_ASSIGN(headers.content_type, DecodeTextOrUint(*type, "content type"));
  }
  if (const Value* typ = headers.Find(kTyp)) {
    MPS_ASSIGN(headers.typ, DecodeTextOrUint(*typ, "typ"));
    if (headers.protected_map.Find(kTyp) == nullptr) return Invalid("typ is not protected (RFC 9596)");
  }
  const Value* iv = headers.Find(kIv);
  const Value* partial = headers.Find(kPartialIv);
  if ((iv != nullptr && !iv->Is(Kind::kBytes)) || (partial != nullptr && !partial->Is(Kind::kBytes))) {
    return Invalid("an IV is no byte string");
  }
  if (iv != nullptr && partial != nullptr) return Invalid("IV and Partial IV stand together");
  if (const Value* chain = headers.Find(kX5chain)) {
    MPS_ASSIGN(headers.x5chain, DecodeChain(*chain));
    headers.x5chain_is_protected = headers.protected_map.Find(kX5chain) != nullptr;
  }
  return {};
}

// RFC 9052 3.1: crit only protected, a non-empty array of labels that are there and understood.
Status CheckCrit(const Headers& headers, const Options& options) {
  if (headers.unprotected_map.Find(kCrit) != nullptr) return Invalid("crit is not protected");
  const Value* crit = headers.protected_map.Find(kCrit);
  if (crit == nullptr) return {};
  if (!crit->Is(Kind::kArray) || crit->items().empty()) return Invalid("crit is no array, or an empty one");
  if (crit->items().size() > limit::kHeaderEntries) return {Code::kLimit, "COSE header: crit is too long"};
  for (const Value& label : crit->items()) {
    if (!IsLabel(label)) return Invalid("crit lists something that is no label");
    auto number = label.AsInt();
    const Value* found = number ? headers.protected_map.Find(*number) : headers.protected_map.Find(label.text());
    if (found == nullptr) return Invalid("crit lists a label that is not in the protected header");
    if (!number || options.understood.count(*number) == 0) {
      return Status::Unsupported("cose-crit", "crit lists a header parameter that is not understood here");
    }
  }
  return {};
}

}  // namespace

const Value* Headers::Find(std::int64_t label) const {
  const Value* found = protected_map.Find(label);
  return found != nullptr ? found : unprotected_map.Find(label);
}

Result<Headers> DecodeHeaders(ByteView protected_bytes, const Value& unprotected, const Options& options,
                              bool alg_wanted) {
  Headers headers;
  if (!unprotected.Is(Kind::kMap)) return Invalid("the unprotected header is no map");
  MPS_ASSIGN(headers.protected_map, DecodeProtected(protected_bytes, options));
  headers.unprotected_map = unprotected;
  MPS_TRY(CheckLabels(headers.protected_map, headers.unprotected_map));
  if (options.empty_unprotected && !unprotected.entries().empty())
    return Invalid("the unprotected header is not empty");
  MPS_TRY(DecodeKnown(headers));
  MPS_TRY(CheckCrit(headers, options));
  if (alg_wanted && options.alg_protected_only && !headers.alg_is_protected) {
    return Invalid(headers.alg ? "alg is not protected" : "there is no alg");
  }
  return headers;
}

}  // namespace mps::cose
