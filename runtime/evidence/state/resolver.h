// Resolver: settles the state of every cell of one claims set by what its document lists.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "evidence/evidence.h"
#include "evidence/plan_index.h"
#include "evidence/state_paths.h"

namespace mps::evidence {

// Reasons that the resolution gives, registered once per document.
struct ResolutionReasons {
  explicit ResolutionReasons(ReasonTable& reasons);
  ReasonId not_there;        // nothing listed
  ReasonId not_complete;     // a collection that nobody called complete
  ReasonId required;         // required, and missing where all is complete
  ReasonId required_absent;  // required, and listed absent
  ReasonId contradiction;    // a value that is listed absent or unknown
  ReasonId empty;            // empty where the schema forbids it
  ReasonId bad_member;       // of a set
  ReasonId no_environment;
  ReasonId endorsed;       // for endorsers alone to say
  ReasonId endorsed_null;  // and evidence says that there is none
};

class Resolver {
 public:
  // REQUIRES: all outlive the resolver.
  Resolver(const PlanIndex& index, std::vector<TableData>& tables, const ResolutionReasons& reasons,
           std::vector<std::uint32_t>& memory)
      : index_(index), tables_(tables), why_(reasons), active_(memory) {}

  // Every place at and below the roots of the set.
  void Resolve(const ClaimsSet& set);
  // Everything below `node` of table 0 as in an environment that the document does not have.
  void ResolveMissing(schema::NodeId node, bool many);
  // The rows of a `many` environment, resolved one by one already: the collection itself.
  void ResolveInstances(schema::NodeId node, const Listed& listed);

 private:
  // What the longest listed prefix says so far.
  struct Best {
    bool given = false;
    State state = State::kUnknown;  // kValue: complete
    ReasonId reason = 0;
    std::size_t depth = 0;
  };
  // The place that is being resolved.
  struct Place {
    std::size_t first = 0, last = 0;  // of active_: the nodes of the trie that fit its path, by preference
    Best best;
    std::size_t depth = 0;  // steps below the environment
    bool exact = false;     // best is listed for this very path
    bool optional = false;  // may be missing
    bool member = false;    // of a map, looked up by a constant key
  };
  // What is around a place: the record or map it is in.
  struct Outer {
    State state = State::kValue;
    ReasonId reason = 0;
    std::size_t depth = 0;
    bool in_error = false;  // it is in the document, and in error: so is all below
  };

  Cell& At(schema::NodeId node, std::uint32_t row) {
    const schema::ColumnRef c = index_.node(node).column;
    return tables_[c.table].columns[c.column][row];
  }
  void Walk(schema::NodeId node, std::uint32_t row, const Place& place, const Outer& outer);
  // What the document says beside the claims is not listed among their states: decoding has settled it.
  bool IsSettled(schema::NodeId node, std::uint32_t row) {
    return index_.node(node).of_document &&
           (At(node, row).kind != CellKind::kNone || At(node, row).aux != kMarkMissing);
  }
  Cell Settle(schema::NodeId node, const Cell& found, const Place& place, const Outer& outer, bool& in_error) const;
  Cell Missing(schema::NodeId node, const Place& place, const Outer& outer) const;
  Cell AbsentUnlessDoubtful(const Place& place) const;
  Cell Present(const Cell& found, const Place& place, bool& in_error) const;
  void WalkFields(schema::NodeId node, std::uint32_t row, const Place& place, const Outer& outer);
  void WalkKeys(schema::NodeId node, std::uint32_t row, const Place& place, const Outer& outer);
  bool HasAll(const IndexedNode& element, schema::TableId table, std::uint32_t first, std::uint32_t count) const;
  void WalkRows(schema::NodeId node, const Cell& rows, const Place& place);
  Cell Collection(schema::NodeId node, Cell rows, const Place& place);
  ReasonId Doubt(schema::NodeId node, const Cell& rows, const Place& place) const;
  bool Fold(schema::NodeId node, Cell& rows);

  // Opens the place one step below; Close gives its stretch of active_ back.
  template <class Step>
  Place Open(const Place& from, Step&& step);
  void Close(const Place& place) { active_.resize(place.first); }
  Place Field(const Place& from, std::string_view wire_name);
  Place Key(const Place& from, std::string_view key, bool int_key);
  Place Item(const Place& from, std::uint64_t item);

  const PlanIndex& index_;
  std::vector<TableData>& tables_;
  const ResolutionReasons& why_;
  const StateTrie* trie_ = nullptr;
  std::vector<std::uint32_t>& active_;
};

}  // namespace mps::evidence
