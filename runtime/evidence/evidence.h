// Evidence: a received document, decoded in one pass into the tables of a read plan (docs/evidence.md).
//
// A document that is not well-formed, or not of the document's shape, is refused whole, with the offset. A claim that
// is not of its type is put in error, with its path and the reason, and the rest goes on. Which states the claims
// without value have is settled afterwards, by ComputeActualState (state/actual_state_builder.h).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/evidence_part.h"
#include "evidence/plan_index.h"
#include "evidence/state_paths.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "schema/actual_state.h"

namespace mps::evidence {

// A claim that was not as it had to be.
struct Problem {
  std::string path;          // `host.sysctl["kernel.randomize_va_space"].live`
  std::string what;          // `expected int, found text "two"`
  std::uint64_t offset = 0;  // in the document
};

// What a document says of an environment, or of an instance, beside its claims: kValue, kAbsent (nonces only), or why
// it is not known.
template <class T>
struct Told {
  bool own = false;  // said of this one; else what holds around it
  State state = State::kUnknown;
  T value{};
  ReasonId reason = 0;

  static Told Of(T value) { return {false, State::kValue, std::move(value), 0}; }
};
struct Freshness {
  Told<std::int64_t> collected_at;  // seconds since 1970
  Told<Bytes> nonce;
};

// Who collected an environment, as the document says.
struct EnvironmentFacts {
  std::string name, schema, collector, collector_version, layer, key, signed_by;
  std::uint64_t instances = 0;
  Freshness freshness;  // of itself, or of the document
  EvidencePart part;    // the same over its instances, where it has any
};

// What a document says beside its claims.
struct Facts {
  bool bare = false;  // no wrapper: the claims of the definition's one environment
  bool cbor = false;
  std::optional<std::int64_t> collected_at;  // seconds since 1970
  std::optional<Bytes> nonce, ueid;
  std::vector<EnvironmentFacts> environments;  // in the document's order
  std::vector<Problem> problems;               // the first kProblemsListed
  std::uint64_t problem_count = 0;
  std::uint64_t unnamed_claims = 0;        // members outside the schema, at the top of an environment
  std::vector<std::string> unnamed_paths;  // the first few

  void Clear() {
    bare = cbor = false;
    collected_at.reset();
    nonce.reset();
    ueid.reset();
    environments.clear();
    problems.clear();
    unnamed_paths.clear();
    problem_count = unnamed_claims = 0;
  }
};
inline constexpr std::size_t kProblemsListed = 1000;
inline constexpr std::size_t kUnnamedListed = 20;

// Marks of cells that decoding leaves for the resolution of states; Cell::aux of a cell without value.
inline constexpr std::int16_t kMarkMissing = 1;  // nothing in the document
inline constexpr std::int16_t kMarkNull = 2;     // null in the document
inline constexpr std::int16_t kMarkError = 3;    // in the document, but in error

// A cell that nothing was read for.
inline constexpr Cell kMissing = [] {
  Cell cell;
  cell.aux = kMarkMissing;
  return cell;
}();

// The claims set of one environment, or of one instance.
struct ClaimsSet {
  std::uint32_t environment = 0;
  std::string instance;  // `many` only
  std::vector<std::pair<schema::NodeId, std::uint32_t>>
      roots;  // node and row of the schema record, wherever it is read
  StateTrie states;
  bool complete = false;  // a bare document
  Freshness freshness;    // its own; what it does not say holds of the environment, or of the document

  void Clear() {
    freshness = {};
    environment = 0;
    instance.clear();
    roots.clear();
    states.Clear();
    complete = false;
  }
};

struct Document;  // evidence/document.h

// REQUIRES: used with one PlanIndex only. Reused from document to document, it keeps its memory.
struct Evidence {
  // Tables with the columns of PlanIndex::columns; cells without value are marked, until SettleStates.
  ActualState state;
  std::vector<ClaimsSet> sets;
  // Per environment of the plan: what `instances_state` says; nothing: not said, or no such environment.
  std::vector<Listed> instances;
  Facts facts;

  // An empty claims set, in the memory of one before.
  ClaimsSet TakeSet() {
    if (spare_sets.empty()) return {};
    ClaimsSet set = std::move(spare_sets.back());
    spare_sets.pop_back();
    set.Clear();
    return set;
  }
  std::vector<ClaimsSet> spare_sets;
  std::vector<bool> there;                // SettleStates: by environment
  std::vector<std::uint32_t> resolution;  // the same: what its resolver walks with
  std::shared_ptr<Document> document;     // what the cells point into
  FieldOrder order;                       // of the documents so far
  std::size_t lasting_reasons = 0;        // of state.reasons: those of SettleStates, which come first
};

// JSON or CBOR, told by the first byte. Errors: kLimit beyond limit::kEvidenceBytes and the readers' limits;
// kMalformed, kUtf8, kDuplicate, kTrailing of the readers; kType for a shape that the document must not have;
// kUnsupported
// (`evidence_version`); kInvalid for an environment that the definition does not declare, or of another schema.
Status DecodeEvidence(const PlanIndex& index, ByteView bytes, Evidence& out);
Result<Evidence> DecodeEvidence(const PlanIndex& index, ByteView bytes);

// Which decoder may be taken. The quick ones (base/json_tape.h, base/cbor_quick.h) take only what is in order; what
// they fail on is read again by the strict readers, which tell what is wrong. Tests hold the two against each other.
enum class Road : std::uint8_t { kEither, kStrict, kQuick };
Status DecodeEvidence(const PlanIndex& index, ByteView bytes, Evidence& out, Road road);

// The facts of a document without its claims: for tools that have no definition at hand. A document without wrapper has
// none. Everything is validated for form; errors as for DecodeEvidence.
Result<Facts> PeekEvidence(ByteView bytes);

// True if the bytes begin as JSON text does: white space, `{`.
bool LooksLikeJson(ByteView bytes);

}  // namespace mps::evidence
