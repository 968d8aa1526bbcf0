// What an evidence document says of knowledge: its `state` member, path by path, as a trie.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "mps/kinds.h"
#include "mps/status.h"
#include "mps/types.h"
#include "schema/cell.h"

namespace mps::evidence {

// One step of a claim path: `.name`, `["key"]`, `[3]`, `[*]`.
struct PathStep {
  enum class Kind : std::uint8_t { kField, kKey, kItem, kAny };
  Kind kind = Kind::kField;
  std::string text;        // kField, kKey
  std::uint64_t item = 0;  // kItem
};

// A path as evidence spells it, relative to its environment; the empty path is the environment itself. kMalformed with
// the index of the fault; kLimit beyond limit::kEvidenceDepth steps.
// The steps stand in `memory` until the next call.
Result<std::span<const PathStep>> ParsePath(std::string_view text, std::vector<PathStep>& memory);

// The path as reports print it, with the names of the language in place of wire names: `.sysctl["x"].live`.
std::string RenderPath(const schema::TypeTable& types, schema::TypeId schema, std::span<const PathStep> path);

// What is listed for exactly one path. kValue stands for `complete`.
struct Listed {
  bool given = false;
  State state = State::kValue;
  ReasonId reason = 0;
};

class StateTrie {
 public:
  static constexpr std::uint32_t kNone = 0xffffffff;

  StateTrie() : nodes_(1) {}
  // Forgets everything but the memory.
  void Clear();
  // kDuplicate if that path is listed already (two spellings of one path).
  Status Add(std::span<const PathStep> path, const Listed& listed);

  std::uint32_t root() const { return 0; }
  bool empty() const { return nodes_.size() == 1 && !nodes_[0].listed.given; }
  const Listed& listed(std::uint32_t node) const { return nodes_[node].listed; }
  bool has_children(std::uint32_t node) const { return nodes_[node].has_children; }
  // The child of a node, or kNone.
  std::uint32_t Field(std::uint32_t node, std::string_view name) const;
  std::uint32_t Key(std::uint32_t node, std::string_view key) const;
  std::uint32_t Item(std::uint32_t node, std::uint64_t item) const;
  std::uint32_t Any(std::uint32_t node) const;

  // True where this very place, or a place below it, is listed as unknown, incomplete or in error. Listings with a
  // `[*]` do not count: they tell of members that are there.
  bool doubtful(std::uint32_t node) const { return nodes_[node].doubtful; }
  // The reason of a doubtful node, its own before those below, these in the order of their paths.
  ReasonId DoubtReason(std::uint32_t node) const;

  // Doubtful keys (and items, in decimal) right below a node.
  struct Doubt {
    std::string key;
    ReasonId reason;
  };
  std::vector<Doubt> Doubts(std::uint32_t node) const;

 private:
  struct Node {
    Listed listed;
    bool has_children = false;
    bool doubtful = false;
  };
  // Parent, kind of step, item, text: ordered, since the texts are an adversary's choice.
  using Edge = std::tuple<std::uint32_t, PathStep::Kind, std::uint64_t, std::string>;
  using EdgeView = std::tuple<std::uint32_t, PathStep::Kind, std::uint64_t, std::string_view>;
  struct Before {
    using is_transparent = void;
    template <class A, class B>
    bool operator()(const A& a, const B& b) const {
      return EdgeView(std::get<0>(a), std::get<1>(a), std::get<2>(a), std::get<3>(a)) <
             EdgeView(std::get<0>(b), std::get<1>(b), std::get<2>(b), std::get<3>(b));
    }
  };
  static bool IsDoubt(const Listed& listed);
  void MarkDoubt(std::span<const PathStep> path);
  std::uint32_t Find(std::uint32_t node, PathStep::Kind kind, std::uint64_t item, std::string_view text) const;

  std::vector<Node> nodes_;
  using Edges = std::map<Edge, std::uint32_t, Before>;
  Edges edges_;
  std::vector<Edges::node_type> spare_;  // of documents before
};

}  // namespace mps::evidence
