// Fuzzes everything that reads a CoRIM and its relatives, an appraisal of what was read against itself, and what it
// comes to in the terms of a definition.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/hex.h"
#include "base/value_codec.h"
#include "corim/acs.h"
#include "corim/coserv.h"
#include "corim/definition.h"
#include "corim/endorsements.h"
#include "corim/evidence.h"
#include "corim/intrep.h"
#include "corim/profile.h"
#include "corim/recognise.h"
#include "corim/signed.h"
#include "corim/stage.h"
#include "crypto/key.h"

namespace {

using namespace mps;

// A fixed key. No input that a fuzzer makes may ever verify under it.
const crypto::PublicKey& Key() {
  static const crypto::PublicKey key = [] {
    auto point = HexDecode("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    return crypto::PublicKeyFromEdwards(crypto::KeyKind::kEd25519, point.value()).value();
  }();
  return key;
}

void CheckPlace(const Status& status, std::size_t size) {
  if (status.offset() && *status.offset() > size) std::abort();
}

// The reference values taken as evidence: what they assert must corroborate without end or fault.
void AppraiseItself(const corim::Document& document) {
  corim::Evidence evidence;
  for (const auto& comid : document.corim.comids) {
    for (const auto& triple : comid.triples.reference) evidence.evidence.push_back(triple);
    for (const auto& triple : comid.triples.membership) evidence.membership.push_back(triple);
  }
  const corim::Keys authority{corim::AuthorityOf(Key())};
  const auto staged = corim::Stage({{&document, authority}}, {1700000000, false});
  corim::AppraisalOptions options;
  options.verify_key = [](const corim::Typed&, corim::KeyType) { return true; };
  const auto first = corim::Appraise(corim::EctsOf(evidence, authority), staged.relations, options);
  const auto again = corim::Appraise(corim::EctsOf(evidence, authority), staged.relations, options);
  if (first.ok() != again.ok()) std::abort();
  if (first.ok() && first->acs.entries().size() != again->acs.entries().size()) std::abort();
}

void CheckValues(const std::vector<endorse::Match>& matches) {
  for (const auto& match : matches) {
    for (const Value& value : match.values)
      if (!EncodeValue(value).ok()) std::abort();
  }
}

// Whatever is taken has values that can be bound; whatever is not is told.
void TakeIntoDefinition(const corim::Document& document) {
  static const corim::fixture::Definition definition;
  const corim::Keys authority{corim::AuthorityOf(Key())};
  const auto staged = corim::Stage({{&document, authority}}, {1700000000, false});
  const auto terms = corim::EndorsementsOf(staged.relations, definition.plan,
                                           [](const corim::Keys&) { return std::vector<std::string>{"maker"}; }, {});
  for (const auto& endorsement : terms.endorsements) {
    CheckValues(endorsement.when);
    for (const auto& one : endorsement.cases) {
      CheckValues(one.when);
      for (const auto& addition : one.then)
        if (!addition.corroborates && !EncodeValue(addition.value).ok()) std::abort();
    }
  }
  const auto& relations = staged.relations;
  const std::size_t triples = relations.rv.size() + relations.ev.size() + relations.evs.size() + relations.keys.size() +
                              relations.dm.size() + relations.dd.size() + relations.coswid.size();
  if (triples > terms.endorsements.size() + terms.passed_over.size()) std::abort();
}

// The same document under a signature of our own: taken with its key, with the algorithm that its header names, and for
// its own octets alone.
void SignAnew(corim::Document document) {
  static const auto edwards = crypto::GenerateKey(crypto::KeyKind::kEd25519).value(),
                    curve = crypto::GenerateKey(crypto::KeyKind::kP256).value();
  for (const crypto::PrivateKey* key : {&edwards, &curve}) {
    cose::Sign1& message = document.message;
    const auto alg = cose::AlgorithmOf(message.headers, key->public_key());
    if (!alg.ok()) continue;
    const auto signature = crypto::Sign(*alg, *key, cose::SigStructure(message.protected_bytes, {}, *message.payload));
    if (!signature.ok()) std::abort();
    message.signature = *signature;
    if (!corim::VerifySignature(document, key->public_key()).ok()) std::abort();
    message.payload->push_back(0);
    if (corim::VerifySignature(document, key->public_key()).ok()) std::abort();
    message.payload->pop_back();
  }
}

void TakeAsEvidence(const corim::Evidence& evidence) {
  static const corim::fixture::Definition definition;
  const auto terms = corim::EvidenceInTermsOf(evidence, definition.plan, {1700000000, "fuzz", ""});
  if (terms.ok() && (!eat::EvidenceCbor(terms->evidence).ok() || eat::EvidenceJson(terms->evidence).empty()))
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes(data, size);
  auto document = corim::DecodeDocument(bytes);
  if (document.ok()) {
    if (document->is_signed && corim::VerifySignature(*document, Key()).ok()) std::abort();
    if (document->is_signed) SignAnew(*document);
    if (!corim::LooksLikeCorim(bytes)) std::abort();
    (void)corim::CheckProfile(document->corim);
    (void)corim::NotUnderstood(document->corim);
    AppraiseItself(*document);
    TakeIntoDefinition(*document);
  } else {
    CheckPlace(document.status(), size);
  }
  auto comid = corim::DecodeComid(bytes);
  if (comid.ok()) (void)corim::NotUnderstood(*comid);
  auto evidence = corim::DecodeEvidence(bytes);
  if (evidence.ok()) {
    (void)corim::NotUnderstood(*evidence);
    TakeAsEvidence(*evidence);
  }
  (void)corim::DecodeCoswid(bytes);
  (void)corim::DecodeCotl(bytes);
  (void)corim::DecodeHeader(bytes);
  (void)corim::DecodeCoserv(bytes);
  (void)corim::DecodeDiscovery(bytes);
  auto acs = corim::DecodeAcs(bytes);
  if (acs.ok()) (void)corim::Appraise(*acs, {});
  (void)corim::DecodeRelation(bytes);
  return 0;
}
