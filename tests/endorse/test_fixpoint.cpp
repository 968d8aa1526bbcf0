// The fixpoint over generated graphs of endorsements: every order gives the same answer, and the answer is that of a
// naive reading of docs/endorsements.md that tries everything again until nothing changes.
#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <random>
#include <set>

#include "endorse/fixpoint.h"

namespace mps::endorse {
namespace {

Value Number(std::int64_t n) {
  Value value;
  value.kind = TypeKind::kInt;
  value.number = n;
  return value;
}

// A graph and what its conditions and effects point to.
struct Graph {
  Problem problem;
  std::vector<std::unique_ptr<Match>> matches;
  std::vector<std::unique_ptr<Value>> values;

  Problem::Condition Ask(std::uint32_t claim, MatchKind kind, std::int64_t low, std::int64_t high = 0) {
    matches.push_back(std::make_unique<Match>());
    matches.back()->kind = kind;
    matches.back()->values.push_back(Number(low));
    if (kind == MatchKind::kInRange) matches.back()->values.push_back(Number(high));
    return {claim, matches.back().get()};
  }
  Problem::Effect Say(std::uint32_t claim, std::int64_t n) {
    values.push_back(std::make_unique<Value>(Number(n)));
    return {claim, values.back().get()};
  }
};

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  // `claims` claims, some of them sets, some with evidence; `relations` endorsements that ask of them and add to them.
  Graph Make(std::uint32_t claims, std::uint32_t relations) {
    Graph graph;
    for (std::uint32_t c = 0; c < claims; ++c) graph.problem.claims.push_back(Claim());
    for (std::uint32_t r = 0; r < relations; ++r) graph.problem.relations.push_back(Relation(graph, r));
    return graph;
  }

  std::size_t Below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }
  std::mt19937_64& random() { return random_; }

 private:
  Problem::Claim Claim() {
    Problem::Claim claim;
    claim.is_set = Below(4) == 0;
    claim.endorsable = Below(3) != 0;
    const std::size_t kind = Below(6);
    if (kind < 3 && !(claim.endorsable && Below(2) == 0)) {
      claim.evidence_state = State::kValue;
      claim.evidence.push_back(Number(static_cast<std::int64_t>(Below(4))));
      if (claim.is_set && claim.evidence[0].number != 3) claim.evidence.push_back(Number(3));
    } else if (kind == 3) {
      claim.evidence_state = State::kAbsent;
    } else if (kind == 4) {
      claim.evidence_state = State::kError;
    } else if (claim.is_set && Below(2) == 0) {
      claim.evidence_state = State::kIncomplete;
      claim.evidence.push_back(Number(static_cast<std::int64_t>(Below(4))));
    } else {
      claim.endorsed_only = claim.endorsable && Below(2) == 0;
    }
    return claim;
  }

  Problem::Relation Relation(Graph& graph, std::uint32_t number) {
    Problem::Relation relation;
    relation.id = "e" + std::to_string(number);
    relation.source = 1 + static_cast<std::uint32_t>(Below(4));
    for (std::size_t i = Below(4); i-- > 0;) relation.when.push_back(Condition(graph));
    relation.cases.resize(1);
    for (std::size_t i = 1 + Below(2); i-- > 0;) {
      const auto claim = static_cast<std::uint32_t>(Below(graph.problem.claims.size()));
      if (graph.problem.claims[claim].endorsable)
        relation.cases[0].then.push_back(graph.Say(claim, static_cast<std::int64_t>(Below(4))));
    }
    for (const auto& condition : relation.when) {  // a reference value
      if (graph.problem.claims[condition.claim].endorsable && Below(3) == 0)
        relation.cases[0].then.push_back({condition.claim, nullptr});
    }
    return relation;
  }

  // One in four asks whose word it is: of one or two, each of which may be one of two.
  Problem::Condition Condition(Graph& graph) {
    Problem::Condition out = Plain(graph);
    if (Below(4) != 0) return out;
    for (std::size_t i = 1 + Below(2); i-- > 0;) {
      out.by.emplace_back();
      for (std::size_t k = 1 + Below(2); k-- > 0;) out.by.back().push_back(static_cast<std::uint32_t>(Below(5)));
    }
    return out;
  }

  Problem::Condition Plain(Graph& graph) {
    const auto claim = static_cast<std::uint32_t>(Below(graph.problem.claims.size()));
    const auto n = static_cast<std::int64_t>(Below(4));
    if (graph.problem.claims[claim].is_set) return graph.Ask(claim, MatchKind::kHas, n);
    switch (Below(3)) {
      case 0:
        return graph.Ask(claim, MatchKind::kEqual, n);
      case 1:
        return graph.Ask(claim, MatchKind::kGreaterEqual, n);
      default:
        return graph.Ask(claim, MatchKind::kInRange, n, n + 1);
    }
  }

  std::mt19937_64 random_;
};

// ---------------------------------------------------------------- the naive reading
using Saying = std::pair<std::int64_t, std::uint32_t>;  // value, source
using Sayings = std::vector<std::set<Saying>>;          // by claim

bool Meets(const Problem::Condition& condition, std::int64_t n) {
  const std::int64_t low = condition.match->values[0].number;
  switch (condition.match->kind) {
    case MatchKind::kGreaterEqual:
      return n >= low;
    case MatchKind::kInRange:
      return n >= low && n <= condition.match->values[1].number;
    default:
      return n == low;
  }
}

class Naive {
 public:
  explicit Naive(const Problem& problem) : problem_(problem) {
    must_ = Evidence();
    Grow(
        must_, kNoMore, [](std::uint32_t) { return false; }, nullptr);
    may_ = must_;
    Grow(
        may_, kMore, [](std::uint32_t) { return false; }, nullptr);
    const Sayings fired = must_;
    sound_ = firm_ = Evidence();
    Grow(
        sound_, kNoMore, [&](std::uint32_t c) { return Values(must_[c]) > 1 && !Set(c); }, &fired);
    Grow(
        firm_, kNoMore,
        [&](std::uint32_t c) {
          return !Set(c) && (Values(must_[c]) > 1 || (Values(must_[c]) == 1 && Values(may_[c]) > 1));
        },
        &fired);
  }

  Settled Of(std::uint32_t c) const {
    Settled out;
    std::set<std::uint32_t> speakers, unsure;
    const State evidence = problem_.claims[c].evidence_state;
    const bool known = evidence == State::kValue || evidence == State::kAbsent;
    for (const auto& relation : problem_.relations) {
      const bool may = AllHold(relation, may_, kMore, [](std::uint32_t) { return false; });
      for (const auto& effect : relation.cases[0].then) {
        if (effect.claim != c) continue;
        speakers.insert(relation.source);
        if (effect.value == nullptr && !known && may) unsure.insert(relation.source);
      }
    }
    out.speakers.assign(speakers.begin(), speakers.end());
    out.unsure.assign(unsure.begin(), unsure.end());
    for (const Saying& s : may_[c]) {
      Said said{Number(s.first), s.second, Ground::kConflict};
      if (sound_[c].contains(s)) said.ground = Ground::kContested;
      if (firm_[c].contains(s)) said.ground = Ground::kFirm;
      (must_[c].contains(s) ? out.said : out.open).push_back(said);
    }
    return out;
  }

 private:
  bool Set(std::uint32_t c) const { return problem_.claims[c].is_set; }
  static std::size_t Values(const std::set<Saying>& all) {
    std::set<std::int64_t> values;
    for (const Saying& s : all) values.insert(s.first);
    return values.size();
  }
  Sayings Evidence() const {
    Sayings out(problem_.claims.size());
    for (std::size_t c = 0; c < out.size(); ++c) {
      for (const Value& value : problem_.claims[c].evidence) out[c].insert({value.number, kFromEvidence});
    }
    return out;
  }
  bool Open(std::uint32_t c) const {
    const Problem::Claim& claim = problem_.claims[c];
    const bool settled = claim.evidence_state == State::kValue || claim.evidence_state == State::kAbsent;
    if (claim.evidence_state == State::kError) return true;
    if (claim.is_set && !settled && !claim.endorsed_only) return true;  // evidence may know more members
    return must_[c].empty() && (claim.endorsable || !settled);
  }
  // Whether more may be said than is.
  enum More : std::uint8_t { kNoMore, kMore };
  bool MayYetSay(std::uint32_t source, std::uint32_t c) const {
    const Problem::Claim& claim = problem_.claims[c];
    if (claim.evidence_state == State::kError) return true;
    if (source == kFromEvidence) return claim.evidence_state != State::kValue && claim.evidence_state != State::kAbsent;
    for (const Saying& s : must_[c]) {
      if (s.second == source) return false;
    }
    return claim.endorsable;
  }
  // Tries every number that there is.
  bool SaidByAll(const Problem::Condition& condition, const Sayings& said, More more) const {
    const auto by_group = [&](const std::vector<std::uint32_t>& group, std::int64_t n) {
      return std::any_of(group.begin(), group.end(), [&](std::uint32_t source) {
        return said[condition.claim].contains({n, source}) || (more == kMore && MayYetSay(source, condition.claim));
      });
    };
    for (std::int64_t n = 0; n < 8; ++n) {
      if (Meets(condition, n) &&
          std::all_of(condition.by.begin(), condition.by.end(), [&](const auto& group) { return by_group(group, n); }))
        return true;
    }
    return false;
  }
  template <class Excluded>
  bool AllHold(const Problem::Relation& relation, const Sayings& said, More more, Excluded excluded) const {
    return std::all_of(relation.when.begin(), relation.when.end(), [&](const Problem::Condition& condition) {
      if (excluded(condition.claim)) return false;
      if (!condition.by.empty()) return SaidByAll(condition, said, more);
      if (more == kMore && Open(condition.claim)) return true;
      return std::any_of(said[condition.claim].begin(), said[condition.claim].end(),
                         [&](const Saying& s) { return Meets(condition, s.first); });
    });
  }
  // `among`: only endorsements that hold by these sayings.
  template <class Excluded>
  void Grow(Sayings& said, More more, Excluded excluded, const Sayings* among) const {
    for (bool changed = true; changed;) {
      changed = false;
      for (const auto& relation : problem_.relations) {
        const auto no = [](std::uint32_t) { return false; };
        if (among != nullptr && !AllHold(relation, *among, kNoMore, no)) continue;
        if (!AllHold(relation, said, more, excluded)) continue;
        for (const auto& effect : relation.cases[0].then) {
          for (const std::int64_t n : Gives(relation, effect))
            changed = said[effect.claim].insert({n, relation.source}).second || changed;
        }
      }
    }
  }

  // Its own number, or what evidence says as far as the conditions on the claim hold for it.
  std::vector<std::int64_t> Gives(const Problem::Relation& relation, const Problem::Effect& effect) const {
    if (effect.value != nullptr) return {effect.value->number};
    std::vector<std::int64_t> out;
    for (const Value& value : problem_.claims[effect.claim].evidence) {
      bool all = true, any = false;
      for (const auto& condition : relation.when) {
        if (condition.claim != effect.claim) continue;
        (Meets(condition, value.number) ? any : all) = Meets(condition, value.number);
      }
      if (Set(effect.claim) ? any : all) out.push_back(value.number);
    }
    return out;
  }

  const Problem& problem_;
  Sayings must_, may_, sound_, firm_;
};

std::string Spelt(const Settled& settled) {
  std::string out;
  std::vector<std::string> parts;
  const auto list = [&](const char* what, const std::vector<Said>& all, bool ground) {
    parts.clear();
    for (const Said& said : all)
      parts.push_back(std::to_string(said.value.number) + "/" + std::to_string(said.source) +
                      (ground ? "/" + std::to_string(static_cast<int>(said.ground)) : ""));
    std::sort(parts.begin(), parts.end());
    out += what;
    for (const std::string& part : parts) out += " " + part;
  };
  list("said", settled.said, true);
  list("; open", settled.open, false);
  out += "; speakers";
  for (const std::uint32_t source : settled.speakers) out += " " + std::to_string(source);
  out += "; unsure";
  for (const std::uint32_t source : settled.unsure) out += " " + std::to_string(source);
  return out;
}

TEST_CASE("generated graphs: the same answer in every order, and that of the naive reading") {
  std::size_t conflicts = 0, contested = 0, open = 0, unsure = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    Generator generator(seed);
    const auto relations = static_cast<std::uint32_t>(1 + generator.Below(seed % 40 == 0 ? 1000 : 40));
    Graph graph = generator.Make(static_cast<std::uint32_t>(2 + generator.Below(relations / 2 + 4)), relations);
    const Naive naive(graph.problem);
    for (int order = 0; order < 3; ++order) {
      const auto solver = Solver::Create(graph.problem);
      REQUIRE(solver.ok());
      const Solution solution = solver->Solve(graph.problem, graph.problem.claims);
      for (std::uint32_t c = 0; c < graph.problem.claims.size(); ++c) {
        INFO("seed " << seed << ", order " << order << ", claim " << c);
        REQUIRE(Spelt(solution.claims[c]) == Spelt(naive.Of(c)));
        open += solution.claims[c].open.empty() ? 0 : 1;
        unsure += solution.claims[c].unsure.empty() ? 0 : 1;
        for (const Said& said : solution.claims[c].said) {
          conflicts += said.ground == Ground::kConflict ? 1 : 0;
          contested += said.ground == Ground::kContested ? 1 : 0;
        }
      }
      std::shuffle(graph.problem.relations.begin(), graph.problem.relations.end(), generator.random());
    }
  }
  // The graphs have what they are for.
  CHECK(conflicts > 100);
  CHECK(contested > 100);
  CHECK(open > 1000);
  CHECK(unsure > 1000);
}

TEST_CASE("a condition that asks whose word it is") {
  Graph graph;
  graph.problem.claims.resize(2);
  graph.problem.claims[0].endorsable = graph.problem.claims[1].endorsable = true;
  graph.problem.claims[0].evidence = {Number(7)};
  graph.problem.claims[0].evidence_state = State::kValue;
  graph.problem.relations.resize(2);
  graph.problem.relations[0].source = 1;
  graph.problem.relations[0].cases = {{{}, {graph.Say(0, 7)}}};
  graph.problem.relations[1].source = 2;
  graph.problem.relations[1].when = {graph.Ask(0, MatchKind::kEqual, 7)};
  graph.problem.relations[1].cases = {{{}, {graph.Say(1, 1)}}};
  const auto outcome = [&](std::vector<std::vector<std::uint32_t>> by) {
    graph.problem.relations[1].when[0].by = std::move(by);
    const Settled settled = Solver::Create(graph.problem)->Solve(graph.problem, graph.problem.claims).claims[1];
    return settled.said.size() == 1 ? "holds" : settled.open.size() == 1 ? "may hold" : "does not hold";
  };
  CHECK(outcome({}) == std::string("holds"));
  CHECK(outcome({{kFromEvidence}}) == std::string("holds"));
  CHECK(outcome({{1}}) == std::string("holds"));
  CHECK(outcome({{kFromEvidence}, {1}}) == std::string("holds"));
  CHECK(outcome({{3}}) == std::string("may hold"));  // it has not spoken
  CHECK(outcome({{1}, {3}}) == std::string("may hold"));
  CHECK(outcome({{1, 3}}) == std::string("holds"));
  graph.problem.claims[0].evidence = {Number(8)};
  CHECK(outcome({{kFromEvidence}}) == std::string("does not hold"));
  CHECK(outcome({{kFromEvidence}, {1}}) == std::string("does not hold"));
  CHECK(outcome({{1}}) == std::string("holds"));
  graph.problem.claims[0].evidence.clear();
  graph.problem.claims[0].evidence_state = State::kAbsent;
  CHECK(outcome({{kFromEvidence}}) == std::string("does not hold"));
  graph.problem.claims[0].evidence_state = State::kUnknown;
  CHECK(outcome({{kFromEvidence}}) == std::string("may hold"));
}

Value DigestOf(DigestAlg alg, char with) {
  Value value;
  value.kind = TypeKind::kDigest;
  value.digest_alg = alg;
  value.text.assign(32, with);
  return value;
}

TEST_CASE("digests of evidence agree by algorithm") {
  const Value a = DigestOf(DigestAlg::kSha256, 'a'), b = DigestOf(DigestAlg::kSha384, 'b');
  const Value other = DigestOf(DigestAlg::kSha256, 'c'), third = DigestOf(DigestAlg::kSha512, 'd');
  Graph graph;
  graph.problem.claims.resize(2);
  graph.problem.claims[0].is_set = graph.problem.claims[1].endorsable = true;
  graph.problem.relations.resize(1);
  graph.problem.relations[0].source = 1;
  graph.problem.relations[0].when = {graph.Ask(0, MatchKind::kAgrees, 0)};
  graph.matches[0]->values = {a, b};
  graph.problem.relations[0].cases = {{{}, {graph.Say(1, 1)}}};
  const auto outcome = [&](std::vector<Value> evidence, State state = State::kValue) {
    graph.problem.claims[0].evidence = std::move(evidence);
    graph.problem.claims[0].evidence_state = state;
    const Settled settled = Solver::Create(graph.problem)->Solve(graph.problem, graph.problem.claims).claims[1];
    return settled.said.size() == 1 ? "holds" : settled.open.size() == 1 ? "may hold" : "does not hold";
  };
  CHECK(outcome({a, b}) == std::string("holds"));
  CHECK(outcome({a}) == std::string("holds"));
  CHECK(outcome({b, third}) == std::string("holds"));
  CHECK(outcome({other, b}) == std::string("does not hold"));
  CHECK(outcome({third}) == std::string("does not hold"));
  CHECK(outcome({}) == std::string("does not hold"));
  CHECK(outcome({a, other}) == std::string("holds"));  // several of one algorithm: a set of several things
  CHECK(outcome({a}, State::kIncomplete) == std::string("may hold"));
  CHECK(outcome({other}, State::kIncomplete) == std::string("may hold"));
  CHECK(outcome({}, State::kUnknown) == std::string("may hold"));
  CHECK(outcome({}, State::kAbsent) == std::string("does not hold"));
}

TEST_CASE("a member that evidence withholds may be there, though others are") {
  Graph graph;
  graph.problem.claims.resize(2);
  auto& members = graph.problem.claims[0];
  members.is_set = members.endorsable = graph.problem.claims[1].endorsable = true;
  graph.problem.relations.resize(1);
  graph.problem.relations[0].source = 1;
  graph.problem.relations[0].when = {graph.Ask(0, MatchKind::kHas, 1)};
  graph.problem.relations[0].cases = {{{}, {graph.Say(1, 1)}}};
  const auto outcome = [&](std::vector<Value> evidence, State state) {
    members.evidence = std::move(evidence), members.evidence_state = state;
    const Settled settled = Solver::Create(graph.problem)->Solve(graph.problem, graph.problem.claims).claims[1];
    return settled.said.size() == 1 ? "holds" : settled.open.size() == 1 ? "may hold" : "does not hold";
  };
  CHECK(outcome({Number(2)}, State::kIncomplete) == std::string("may hold"));
  CHECK(outcome({Number(1)}, State::kIncomplete) == std::string("holds"));
  CHECK(outcome({Number(2)}, State::kValue) == std::string("does not hold"));
  members.endorsed_only = true;  // nobody withholds what endorsers do not say
  CHECK(outcome({}, State::kUnknown) == std::string("may hold"));
  graph.problem.relations.push_back(graph.problem.relations[0]);
  graph.problem.relations[1].when.clear();
  graph.problem.relations[1].cases = {{{}, {graph.Say(0, 2)}}};
  CHECK(outcome({}, State::kUnknown) == std::string("does not hold"));
}

TEST_CASE("a circle supports nothing by itself") {
  Graph graph;
  graph.problem.claims.resize(2);
  for (auto& claim : graph.problem.claims) claim.endorsable = true;
  graph.problem.relations.resize(2);
  for (std::uint32_t r = 0; r < 2; ++r) {
    graph.problem.relations[r].source = 1;
    graph.problem.relations[r].when = {graph.Ask(r, MatchKind::kEqual, 1)};
    graph.problem.relations[r].cases = {{{}, {graph.Say(1 - r, 1)}}};
  }
  const auto solution = Solver::Create(graph.problem)->Solve(graph.problem, graph.problem.claims);
  CHECK(solution.claims[0].said.empty());
  CHECK(solution.claims[0].open.size() == 1);  // nobody knows better
}

// A series over claim 0 that gives claim 1 the number of its case.
Graph Series(State state, std::vector<Value> evidence) {
  Graph graph;
  graph.problem.claims.resize(2);
  graph.problem.claims[0].evidence_state = state;
  graph.problem.claims[0].evidence = std::move(evidence);
  graph.problem.claims[1].endorsable = true;
  graph.problem.relations.resize(1);
  auto& series = graph.problem.relations[0];
  series.id = "s", series.source = 1, series.series = true;
  for (std::int64_t k = 0; k < 3; ++k)
    series.cases.push_back({{graph.Ask(0, MatchKind::kGreaterEqual, 10 - 5 * k)}, {graph.Say(1, k)}});
  return graph;
}

TEST_CASE("of a series the first case that matches counts, and none while an earlier one may match") {
  Graph graph = Series(State::kValue, {Number(7)});
  auto solution = Solver::Create(graph.problem)->Solve(graph.problem, graph.problem.claims);
  REQUIRE(solution.claims[1].said.size() == 1);
  CHECK(solution.claims[1].said[0].value.number == 1);
  CHECK(solution.claims[1].open.empty());
  graph = Series(State::kUnknown, {});
  solution = Solver::Create(graph.problem)->Solve(graph.problem, graph.problem.claims);
  CHECK(solution.claims[1].said.empty());
  CHECK(solution.claims[1].open.size() == 3);
  graph = Series(State::kAbsent, {});
  solution = Solver::Create(graph.problem)->Solve(graph.problem, graph.problem.claims);
  CHECK(solution.claims[1].open.empty());
  CHECK(solution.claims[1].speakers == std::vector<std::uint32_t>{1});
}

TEST_CASE("a series inside a circle is refused, with the circle") {
  Graph graph = Series(State::kUnknown, {});
  graph.problem.claims[0].endorsable = true;
  Problem::Relation back;
  back.id = "back", back.source = 1;
  back.when = {graph.Ask(1, MatchKind::kEqual, 2)};
  back.cases = {{{}, {graph.Say(0, 12)}}};
  graph.problem.relations.push_back(back);
  const auto solver = Solver::Create(graph.problem);
  REQUIRE(!solver.ok());
  CHECK(solver.status().code() == Code::kInvalid);
  CHECK(solver.status().message() == "the series `s` depends on what it endorses itself, by `s`, `back`");
}

// Not a test: `test_endorse "[measure]"` prints nanoseconds for each condition and effect of chains of any length.
TEST_CASE("time for each edge", "[.measure]") {
  for (std::uint32_t n = 1000; n <= 64000; n *= 4) {
    Graph graph;
    graph.problem.claims.resize(n + 1);
    for (auto& claim : graph.problem.claims) claim.endorsable = true;
    graph.problem.claims[0].evidence = {Number(1)};
    graph.problem.claims[0].evidence_state = State::kValue;
    graph.problem.relations.resize(n);
    for (std::uint32_t r = 0; r < n; ++r) {
      graph.problem.relations[r].source = 1 + r % 4;
      graph.problem.relations[r].when = {graph.Ask(r, MatchKind::kEqual, 1)};
      graph.problem.relations[r].cases = {{{}, {graph.Say(r + 1, 1)}}};
    }
    std::shuffle(graph.problem.relations.begin(), graph.problem.relations.end(), std::mt19937_64(n));
    const auto solver = Solver::Create(graph.problem);
    const auto start = std::chrono::steady_clock::now();
    const Solution solution = solver->Solve(graph.problem, graph.problem.claims);
    const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - start;
    REQUIRE(solution.claims[n].said.size() == 1);
    WARN(n << " endorsements: " << took.count() / (2.0 * n) << " ns an edge");
  }
}

// The same for each pair of a condition that asks whose word it is and a saying of its claim.
TEST_CASE("time for each pair that asks whose word it is", "[.measure]") {
  for (std::uint32_t n = 250; n <= 2000; n *= 2) {
    Graph graph;
    graph.problem.claims.resize(n + 1);
    for (auto& claim : graph.problem.claims) claim.endorsable = claim.endorsed_only = true;
    graph.problem.claims[0].is_set = true;
    graph.problem.relations.resize(2 * n);
    for (std::uint32_t r = 0; r < n; ++r) {
      graph.problem.relations[r].source = 1;
      graph.problem.relations[r].cases = {{{}, {graph.Say(0, r)}}};
      auto& asks = graph.problem.relations[n + r];
      asks.source = 2;
      asks.when = {graph.Ask(0, MatchKind::kHas, r)};
      asks.when[0].by = {{1}};
      asks.cases = {{{}, {graph.Say(r + 1, 1)}}};
    }
    const auto solver = Solver::Create(graph.problem);
    const auto start = std::chrono::steady_clock::now();
    const Solution solution = solver->Solve(graph.problem, graph.problem.claims);
    const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - start;
    REQUIRE(solution.claims[n].said.size() == 1);
    WARN(n << " by " << n << ": " << took.count() / n / n << " ns a pair");
  }
}

}  // namespace
}  // namespace mps::endorse
