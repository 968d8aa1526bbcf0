// Type-directed generator of definitions (source text) and evidence documents over one rich schema.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

namespace mps::differential {

// The pinned files that definitions name: `tb.sums` and `pinned.txt`.
extern const std::string kTableFile, kSetFile;

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  // A definition that should check: well-typed, absence guarded in `when`.
  std::string Definition();
  // Evidence for it, wrapped, in the form of docs/evidence.md; byte strings are binary values.
  nlohmann::json Evidence();
  // Parameters to override, name and value as on the command line; often none.
  std::vector<std::pair<std::string, std::string>> Params();

 private:
  // Sorts of expression; each has claims, constants and operators of its own.
  enum class Sort {
    kInt,
    kText,
    kBytes,
    kDigest,
    kMode,
    kDpkg,
    kRpm,
    kSemver,
    kDotted,
    kTime,
    kDuration,
    kIp,
    kColour,
    kScalar
  };
  // What a quantifier's member gives inside its body.
  struct Binder {
    std::string name;
    Sort sort = Sort::kInt;
    bool leaf = false;  // a record `leaf`
  };

  std::size_t Below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }
  bool Chance(int percent) { return Below(100) < static_cast<std::size_t>(percent); }
  const std::string& Pick(const std::vector<std::string>& from) { return from[Below(from.size())]; }

  std::string Match();
  std::string Endorsements();
  std::string Truth(int depth);
  std::string Compare(int depth);
  std::string Membership(int depth);
  std::string TextTest();
  std::string Quantified(int depth);
  std::string Quantified(const std::string& kind, int depth);
  std::string RowsOfWords();
  std::string Unrolled();
  std::string Featured();
  std::string Grouped();
  std::string CountTest(int depth);
  std::string SetTest();
  std::string Presence();
  std::string Term(Sort sort, int depth);
  std::string Computed(Sort sort, int depth);
  std::string Claim(Sort sort);
  std::string OptionalClaim(Sort sort);
  std::string Constant(Sort sort);
  std::string SetOf(Sort sort, int depth);
  std::string CollectionOf(Sort sort, int depth);
  std::string RuleBody(bool grades);
  std::string Rule(int number);
  // Opens a quantifier's scope: a binder clause `x in collection` and what x is.
  std::string Bind(std::vector<Binder>& binders, int depth);

  nlohmann::json Leaf(const std::string& path);
  nlohmann::json Field(const std::string& path, const std::string& kind);
  nlohmann::json Scalar(const std::string& kind);
  nlohmann::json Wrong();
  nlohmann::json Root(bool with_state);
  void Switch(nlohmann::json& claims, const std::string& name);
  nlohmann::json Instances();
  void Beside(nlohmann::json& environment);
  void MaybeState(const std::string& path, bool collection, bool given);

  bool endorsed_ = false;  // the last definition has claims for endorsers
  std::mt19937_64 random_;
  std::vector<Binder> scope_;
  int names_ = 0;
  nlohmann::json states_;
};

}  // namespace mps::differential
