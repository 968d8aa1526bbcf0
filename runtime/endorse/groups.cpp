#include "endorse/groups.h"

#include <algorithm>

namespace mps::endorse {
namespace {

// Nodes: relations, then claims. An edge leads from what is added to what asks for it.
class Components {
 public:
  explicit Components(const Problem& problem)
      : problem_(problem),
        relations_(static_cast<std::uint32_t>(problem.relations.size())),
        next_(relations_ + problem.claims.size()) {
    for (std::uint32_t r = 0; r < relations_; ++r) {
      const auto ask = [&](const std::vector<Problem::Condition>& when) {
        for (const auto& condition : when) next_[relations_ + condition.claim].push_back(r);
      };
      ask(problem.relations[r].when);
      for (const auto& one : problem.relations[r].cases) {
        ask(one.when);
        for (const auto& effect : one.then) next_[r].push_back(relations_ + effect.claim);
      }
    }
    number_.assign(next_.size(), 0);
    low_.assign(next_.size(), 0);
    on_stack_.assign(next_.size(), false);
  }

  // What depends on nothing else comes last out of Tarjan's algorithm, so the order is turned round.
  Result<std::vector<std::vector<std::uint32_t>>> Run() {
    for (std::uint32_t node = 0; node < next_.size(); ++node) {
      if (number_[node] == 0) Visit(node);
    }
    for (const auto& group : groups_) MPS_TRY(CheckSeries(group));
    std::reverse(groups_.begin(), groups_.end());
    return std::move(groups_);
  }

 private:
  struct Frame {
    std::uint32_t node = 0;
    std::size_t edge = 0;
  };

  void Open(std::uint32_t node) {
    number_[node] = low_[node] = ++count_;
    stack_.push_back(node);
    on_stack_[node] = true;
    frames_.push_back({node, 0});
  }

  void Visit(std::uint32_t root) {
    Open(root);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      if (frame.edge < next_[frame.node].size()) {
        const std::uint32_t to = next_[frame.node][frame.edge++];
        if (number_[to] == 0) {
          Open(to);
        } else if (on_stack_[to]) {
          low_[frame.node] = std::min(low_[frame.node], number_[to]);
        }
        continue;
      }
      const std::uint32_t node = frame.node;
      frames_.pop_back();
      if (!frames_.empty()) low_[frames_.back().node] = std::min(low_[frames_.back().node], low_[node]);
      if (low_[node] == number_[node]) Close(node);
    }
  }

  void Close(std::uint32_t root) {
    std::vector<std::uint32_t> group;
    std::uint32_t node = root;
    do {
      node = stack_.back();
      stack_.pop_back();
      on_stack_[node] = false;
      if (node < relations_) group.push_back(node);
    } while (node != root);
    std::sort(group.begin(), group.end());
    if (!group.empty()) groups_.push_back(std::move(group));
  }

  // A series asks what does not match, which in a circle has no answer that holds.
  Status CheckSeries(const std::vector<std::uint32_t>& group) const {
    const auto series =
        std::find_if(group.begin(), group.end(), [&](std::uint32_t r) { return problem_.relations[r].series; });
    if (series == group.end() || (group.size() == 1 && !AsksItself(*series))) return {};
    std::string circle;
    for (const std::uint32_t r : group) circle += (circle.empty() ? "`" : ", `") + problem_.relations[r].id + "`";
    return Status(Code::kInvalid, "the series `" + problem_.relations[*series].id +
                                      "` depends on what it endorses itself, by " + circle);
  }

  bool AsksItself(std::uint32_t r) const {
    return std::any_of(next_[r].begin(), next_[r].end(), [&](std::uint32_t claim) {
      return std::find(next_[claim].begin(), next_[claim].end(), r) != next_[claim].end();
    });
  }

  const Problem& problem_;
  std::uint32_t relations_;
  std::vector<std::vector<std::uint32_t>> next_;
  std::vector<std::uint32_t> number_, low_, stack_;
  std::vector<bool> on_stack_;
  std::vector<Frame> frames_;
  std::uint32_t count_ = 0;
  std::vector<std::vector<std::uint32_t>> groups_;
};

}  // namespace

Result<std::vector<std::vector<std::uint32_t>>> GroupsOf(const Problem& problem) { return Components(problem).Run(); }

}  // namespace mps::endorse
