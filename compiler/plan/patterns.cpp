// Patterns over one text to groups: `m1 or m2 or rest` becomes `rest or MatchAny`, `not m1 and not m2` is `not (m1 or
// m2)`. The groups come last, where what stands before them may decide.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "plan/plan.h"

namespace mps::plan {
namespace {

using program::Instr;
using program::kNoReg;
using program::Op;
using program::PatternGroup;
using program::Program;
using program::Reg;
using program::ScanStep;

class Patterns {
 public:
  explicit Patterns(Program& program) : program_(program), steps_(program.scan_steps) {}

  void Run() {
    FindInner();
    for (Reg step = 0; step < steps_.size(); ++step)
      if (IsPair(step) && !inner_[step]) Rewrite(step);
    if (rewritten_.empty()) return;
    MarkLive();
    Emit();
  }

 private:
  // One text, whole or in part, and the patterns that it is matched against.
  struct Group {
    Reg text;
    std::uint32_t index;  // of Program::pattern_groups
  };
  struct Rewritten {
    std::vector<Reg> rest;  // operands that are no such match
    std::vector<Group> groups;
  };

  const Instr& At(Reg step) const { return steps_[step].instr; }
  bool IsPair(Reg step) const { return At(step).op == Op::kAnd || At(step).op == Op::kOr; }

  // Pairs that nothing needs but another pair of the same kind: operands of that one.
  void FindInner() {
    std::vector<std::uint32_t> uses(steps_.size(), 0);
    std::vector<Reg> user(steps_.size(), kNoReg);
    const auto use = [&](Reg operand, Reg by) {
      if (operand == kNoReg) return;
      ++uses[operand];
      user[operand] = by;
    };
    for (Reg step = 0; step < steps_.size(); ++step)
      for (const Reg operand : {At(step).a, At(step).b, At(step).c}) use(operand, step);
    for (const program::ScanLoop& loop : program_.scan_loops)
      for (const Reg operand : {loop.body, loop.where}) use(operand, kNoReg);
    inner_.assign(steps_.size(), false);
    for (Reg step = 0; step < steps_.size(); ++step)
      inner_[step] = IsPair(step) && uses[step] == 1 && user[step] != kNoReg && At(user[step]).op == At(step).op;
  }

  // The operands of a pair and of the inner ones in it, from left to right.
  std::vector<Reg> Operands(Reg root) const {
    std::vector<Reg> out, stack = {root};
    while (!stack.empty()) {
      const Reg step = stack.back();
      stack.pop_back();
      if (step != root && !inner_[step]) {
        out.push_back(step);
        continue;
      }
      stack.push_back(At(step).b);
      stack.push_back(At(step).a);
    }
    return out;
  }

  // The match that an operand of `or` is, or that an operand of `and` is the negation of; kNoReg: another thing.
  Reg MatchOf(Op pair, Reg operand) const {
    if (pair == Op::kAnd) {
      if (At(operand).op != Op::kNot) return kNoReg;
      operand = At(operand).a;
    }
    return At(operand).op == Op::kMatch || At(operand).op == Op::kContainsMatch ? operand : kNoReg;
  }

  void Rewrite(Reg root) {
    std::map<std::pair<Reg, bool>, std::set<std::uint32_t>> patterns;  // by text and whether all of it is meant
    const std::vector<Reg> operands = Operands(root);
    for (const Reg operand : operands)
      if (const Reg match = MatchOf(At(root).op, operand); match != kNoReg)
        patterns[KeyOf(match)].insert(At(match).imm);
    std::erase_if(patterns, [](const auto& entry) { return entry.second.size() < 2; });
    if (patterns.empty()) return;
    Rewritten& out = rewritten_[root];
    for (const Reg operand : operands) {
      const Reg match = MatchOf(At(root).op, operand);
      if (match == kNoReg || !patterns.contains(KeyOf(match))) out.rest.push_back(operand);
    }
    for (const auto& [key, members] : patterns)
      out.groups.push_back({key.first, GroupOf({key.second, {members.begin(), members.end()}})});
  }

  std::pair<Reg, bool> KeyOf(Reg match) const { return {At(match).a, At(match).op == Op::kMatch}; }

  std::uint32_t GroupOf(PatternGroup group) {
    const auto next = static_cast<std::uint32_t>(program_.pattern_groups.size());
    const auto [at, fresh] = groups_.emplace(std::pair(group.whole, group.patterns), next);
    if (fresh) program_.pattern_groups.push_back(std::move(group));
    return at->second;
  }

  // Steps that a loop still needs. Operands come before the steps that have them.
  void MarkLive() {
    live_.assign(steps_.size(), false);
    const auto mark = [&](Reg step) {
      if (step != kNoReg) live_[step] = true;
    };
    for (const program::ScanLoop& loop : program_.scan_loops) mark(loop.body), mark(loop.where);
    for (std::size_t i = steps_.size(); i-- > 0;) {
      const auto step = static_cast<Reg>(i);
      if (!live_[step]) continue;
      const auto found = rewritten_.find(step);
      if (found == rewritten_.end()) {
        mark(At(step).a), mark(At(step).b), mark(At(step).c);
        continue;
      }
      for (const Reg operand : found->second.rest) mark(operand);
      for (const Group& group : found->second.groups) mark(group.text);
    }
  }

  // There are never more steps than before: a group stands for two matches or more and what joined them.
  void Emit() {
    place_.assign(steps_.size(), kNoReg);
    const auto place = [&](Reg step) { return step == kNoReg ? kNoReg : place_[step]; };
    for (Reg step = 0; step < steps_.size(); ++step) {
      if (!live_[step]) continue;
      if (const auto found = rewritten_.find(step); found != rewritten_.end()) {
        place_[step] = EmitRewritten(At(step).op, found->second);
        continue;
      }
      ScanStep moved = steps_[step];
      moved.instr.a = place(moved.instr.a), moved.instr.b = place(moved.instr.b), moved.instr.c = place(moved.instr.c);
      place_[step] = Append(moved);
    }
    for (program::ScanLoop& loop : program_.scan_loops) loop.body = place(loop.body), loop.where = place(loop.where);
    program_.scan_steps = std::move(out_);
  }

  Reg EmitRewritten(Op pair, const Rewritten& rewritten) {
    std::vector<Reg> operands;
    for (const Reg operand : rewritten.rest) operands.push_back(place_[operand]);
    for (const Group& group : rewritten.groups) operands.push_back(EmitGroup(pair, group));
    Reg joined = operands[0];
    for (std::size_t i = 1; i < operands.size(); ++i) joined = Append(Step(pair, joined, operands[i]));
    return joined;
  }

  // Rules may share a group though they share nothing of what joined its patterns.
  Reg EmitGroup(Op pair, const Group& group) {
    ScanStep match = Step(Op::kMatchAny, place_[group.text], kNoReg);
    match.instr.imm = group.index;
    const Reg any = Once({Op::kMatchAny, group.text, group.index}, match);
    return pair == Op::kOr ? any : Once({Op::kNot, any, 0}, Step(Op::kNot, any, kNoReg));
  }

  using Key = std::tuple<Op, Reg, std::uint32_t>;
  Reg Once(const Key& key, const ScanStep& step) {
    const auto [at, fresh] = matches_.try_emplace(key, kNoReg);
    if (fresh) at->second = Append(step);
    return at->second;
  }

  ScanStep Step(Op op, Reg a, Reg b) const {
    ScanStep step;
    step.instr.op = op, step.instr.a = a, step.instr.b = b;
    step.table = out_[a].table;
    if (b != kNoReg && out_[b].table != schema::kNone) step.table = out_[b].table;
    return step;
  }

  Reg Append(const ScanStep& step) {
    out_.push_back(step);
    return static_cast<Reg>(out_.size() - 1);
  }

  Program& program_;
  const std::vector<ScanStep>& steps_;
  std::vector<bool> inner_, live_;
  std::map<Reg, Rewritten> rewritten_;  // by root
  std::map<std::pair<bool, std::vector<std::uint32_t>>, std::uint32_t> groups_;
  std::map<Key, Reg> matches_;
  std::vector<ScanStep> out_;
  std::vector<Reg> place_;  // of old steps among the new
};

}  // namespace

void PlanPatterns(Program& program) { Patterns(program).Run(); }

}  // namespace mps::plan
