// What a document says of its environments beside their claims: when they were collected, which challenge they answer,
// and by which key they were verified. Included by document_decoder.h.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "evidence/document_decoder.h"

namespace mps::evidence {

// `{"unknown": reason}` or `{"error": reason}`.
template <Cursor C>
template <class T>
bool DocumentDecoder<C>::NotKnown(Told<T>& out) {
  Listed listed;
  if (!Reason(listed)) return false;
  if (listed.state == State::kIncomplete)
    return Refuse(Code::kType, "`collected_at` and `nonce` are not incomplete: unknown or error is due");
  out.state = listed.state;
  out.reason = listed.reason;
  return true;
}

template <Cursor C>
bool DocumentDecoder<C>::OwnTime(Told<std::int64_t>& out) {
  out.own = true;
  if (c_.Peek() == ItemKind::kMap) return NotKnown(out);
  out.state = State::kValue;
  return c_.ReadInt(out.value);
}

// null: no challenge was answered here, whatever the document as a whole answers.
template <Cursor C>
bool DocumentDecoder<C>::OwnNonce(Told<Bytes>& out) {
  out.own = true;
  if (c_.Peek() == ItemKind::kMap) return NotKnown(out);
  if (c_.Peek() == ItemKind::kNull) {
    out.state = State::kAbsent;
    return c_.ReadNull();
  }
  out.state = State::kValue;
  return Octets(out.value);
}

template <Cursor C>
bool DocumentDecoder<C>::SignedBy(std::uint32_t environment, EnvironmentFacts& facts) {
  constexpr std::string_view kPrefix = "sha256:";
  constexpr std::size_t kHexDigits = 64;
  if (!Text(facts.signed_by)) return false;
  const std::string_view said = facts.signed_by;
  const bool is_digest = said.starts_with(kPrefix) && said.size() == kPrefix.size() + kHexDigits &&
                         said.find_first_not_of("0123456789abcdef", kPrefix.size()) == std::string_view::npos;
  if (!is_digest) return Refuse(Code::kType, "`signed_by` is `sha256:` and 64 digits, not " + schema::Quoted(said));
  signed_.emplace_back(environment, c_.ItemOffset());
  return true;
}

// A layer's claims were verified with its parent's key, or with that of somebody else.
template <Cursor C>
bool DocumentDecoder<C>::SignedByParents() {
  const auto facts_of = [&](const std::string& name) {
    return std::find_if(out_.facts.environments.begin(), out_.facts.environments.end(),
                        [&](const EnvironmentFacts& one) { return one.name == name; });
  };
  for (const auto& [environment, offset] : signed_) {
    const schema::EnvironmentDef& def = index_.plan().environments[environment].def;
    if (def.parent.empty()) continue;
    const EnvironmentFacts& child = *facts_of(def.name);
    const auto parent = facts_of(def.parent);
    const bool is_there = parent != out_.facts.environments.end();
    if (is_there && parent->key == child.signed_by) continue;
    std::string what = "environment " + schema::Quoted(def.name) + " was signed by the key " + child.signed_by +
                       ", where its parent " + schema::Quoted(def.parent);
    what += !is_there             ? " is not in the evidence"
            : parent->key.empty() ? " has no attesting key in the evidence"
                                  : " has the attesting key " + parent->key;
    refused_ = Status(Code::kInvalid, what, offset);
    return false;
  }
  return true;
}

// What environments and instances do not say of themselves holds around them; then it goes to the cells.
template <Cursor C>
void DocumentDecoder<C>::Inherit() {
  Freshness document;
  if (out_.facts.bare) {
    const ReasonId reason = out_.state.reasons.Add("a document without wrapper does not say it");
    document.collected_at.reason = document.nonce.reason = reason;
  } else {
    document.collected_at = Told<std::int64_t>::Of(*out_.facts.collected_at);
    document.nonce.state = State::kAbsent;
    if (out_.facts.nonce) document.nonce = Told<Bytes>::Of(*out_.facts.nonce);
  }
  for (EnvironmentFacts& facts : out_.facts.environments) Inherit(facts, document);
}

template <Cursor C>
void DocumentDecoder<C>::Inherit(EnvironmentFacts& facts, const Freshness& document) {
  if (!facts.freshness.collected_at.own) facts.freshness.collected_at = document.collected_at;
  if (!facts.freshness.nonce.own) facts.freshness.nonce = document.nonce;
  const auto& environments = index_.plan().environments;
  std::uint32_t environment = 0;
  while (environments[environment].def.name != facts.name) ++environment;
  facts.part.environment = facts.name;
  bool first = true;
  for (ClaimsSet& set : out_.sets) {
    if (set.environment != environment) continue;
    Freshness& own = set.freshness;
    if (!own.collected_at.own) own.collected_at = facts.freshness.collected_at;
    if (!own.nonce.own) own.nonce = facts.freshness.nonce;
    PutFreshness(set);
    AddToPart(own, first, facts.part);
    first = false;
  }
  if (first) AddToPart(facts.freshness, true, facts.part);
}

template <Cursor C>
void DocumentDecoder<C>::AddToPart(const Freshness& one, bool first, EvidencePart& part) {
  const Told<std::int64_t>& time = one.collected_at;
  if (first && time.state == State::kValue) part.oldest = part.newest = time.value;
  if (time.state != State::kValue) part.oldest.reset();
  if (part.oldest) {
    part.oldest = std::min(*part.oldest, time.value);
    part.newest = std::max(*part.newest, time.value);
  } else {
    part.newest.reset();
  }
  if (one.nonce.state == State::kAbsent) {
    part.without_nonce = true;
  } else if (one.nonce.state != State::kValue) {
    part.nonce_unknown = true;
  } else if (part.nonces.size() < 2 && (part.nonces.empty() || part.nonces[0] != one.nonce.value)) {
    part.nonces.push_back(one.nonce.value);
  }
}

template <Cursor C>
void DocumentDecoder<C>::PutFreshness(const ClaimsSet& set) {
  const auto cell_of = [](const auto& told, Cell value) {
    if (told.state == State::kValue) return value;
    if (told.state == State::kAbsent) return Cell::Absent();
    return told.state == State::kError ? Cell::Error(told.reason) : Cell::Unknown(told.reason);
  };
  const auto put = [&](schema::NodeId node, std::uint32_t row, const Cell& cell) {
    const schema::ColumnRef column = index_.node(node).column;
    out_.state.tables[column.table].columns[column.column][row] = cell;
  };
  for (const auto& [node, row] : set.roots) {
    const IndexedNode& record = index_.node(node);
    if (record.collected != schema::kNone) {
      const Told<std::int64_t>& told = set.freshness.collected_at;
      put(record.collected, row, cell_of(told, Cell::Int(told.value)));
    }
    if (record.nonce != schema::kNone) {
      const Told<Bytes>& told = set.freshness.nonce;
      put(record.nonce, row,
          cell_of(told, Cell::Text(out_.state.arena.CopyText(AsText(told.value)), CellKind::kBytes)));
    }
  }
}

}  // namespace mps::evidence
