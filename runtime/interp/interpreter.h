// Interpreter: a program over an actual state, to verdicts. Same program, state, parameters and time: same evaluation.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/arena.h"
#include "builtins/prepared.h"
#include "interp/machine.h"
#include "interp/native_runner.h"
#include "interp/parameters.h"
#include "mps/limits.h"
#include "mps/status.h"
#include "mps/value.h"
#include "mps/verdict.h"
#include "program/program.h"
#include "schema/actual_state.h"

namespace mps::interp {

// One entry of a configuration.
struct ConfigurationEntry {
  State state = State::kUnknown;  // kValue, kAbsent, kUnknown or kError
  Value value;                    // kValue only
  std::string reason;             // kUnknown, kError
};

// What a configuration came to: entries as in ConfigurationSpec::paths.
struct ConfigurationResult {
  std::vector<ConfigurationEntry> entries;
  // kPass: every entry has a value or is absent, so there is a digest; else kError or kUnknown, the first found.
  Verdict verdict = Verdict::kPass;
  Value digest;  // kPass, and a call-back was given
};

// The canonical digest of a configuration whose verdict is kPass, as a kDigest value (docs/tokens.md).
using ConfigurationDigest =
    std::function<Result<Value>(const program::ConfigurationSpec&, const std::vector<ConfigurationEntry>&)>;

// What is in place of notchecked for a rule that is checked by hand (docs/language.md, L14.14).
struct HandVerdict {
  std::uint32_t rule = 0;
  Verdict verdict = Verdict::kUnknown;
};

struct EvaluateOptions {
  // Index of the level. Nothing: every level is in force (tests): all rules run, each with the parameter values of the
  // first level it names.
  std::optional<std::uint32_t> level{};
  // The caller's parameters by name, in place of the level's own values.
  std::vector<std::pair<std::string, Value>> params{};
  std::int64_t now = 0;  // the time of appraisal, seconds since 1970
  ConfigurationDigest digest{};
  std::uint64_t max_steps = limit::kSteps;
  std::span<const HandVerdict> by_hand{};  // lives until Evaluate returns
  bool hidden = false;                     // also run rules hidden from levels; they never count
  bool bound = false;                      // Bind was called for this very state, which has not changed since
};

struct Evaluation {
  std::vector<RuleResult> rules;       // as Program::rules
  VerdictCounts counts{};              // of selected rules that are not hidden
  std::uint32_t waived = 0;            // of the fails among them
  std::vector<std::uint32_t> by_hand;  // rules whose verdict is one of EvaluateOptions::by_hand
  // The level's verdict; nothing where no rule is selected.
  std::optional<Verdict> verdict;
  std::vector<ConfigurationResult> configurations;
  // The parameters' values in force, by parameter; nothing for one without value. Without a level: those of level 0.
  std::vector<std::optional<Value>> params;
  std::uint64_t steps = 0;
};

// Reused from evaluation to evaluation; one thread at a time.
class Interpreter {
 public:
  // REQUIRES: the program of `prepared` is verified; `prepared` outlives the interpreter.
  explicit Interpreter(const builtins::Prepared& prepared);

  // `state` must outlive the last call of Explain for it. kUsage: no such level or parameter, a parameter without
  // value, of the wrong type or outside its domain. kLimit: too many steps. Otherwise whatever the digest call-back
  // fails with.
  Result<Evaluation> Evaluate(const ActualState& state, const EvaluateOptions& options);
  // The same into `out`, whose memory is used again.
  Status Evaluate(const ActualState& state, const EvaluateOptions& options, Evaluation& out);

  // Runs native code from now on, where it holds the rules of the level that is asked for; what it comes to is the
  // same, but for the count of steps. Explanations stay the interpreter's. kMalformed, kUnsupported, kInvalid: the code
  // is not of this program and engine (CheckNative). `digest` is the SHA-256 of the program's image.
  Status UseNative(NativeCode code, ByteView digest);
  // Prepares for a state that several evaluations or a later one will take (EvaluateOptions::bound).
  void Bind(const ActualState& state);
  // `interpreter`, or the engine of the native code that the last evaluation ran in.
  std::string_view engine() const { return native_ran_ ? std::string_view(native_->code().engine) : "interpreter"; }

  // Why rule `rule` came to its verdict in the last evaluation, in one sentence (explain.h). REQUIRES: Evaluate was ok.
  std::string Explain(std::uint32_t rule);

  const program::Program& program() const { return prepared_.program(); }

 private:
  bool Runs(const program::RuleSpec& rule) const;
  std::uint32_t LevelOf(const program::RuleSpec& rule) const;
  Status UseLevel(std::uint32_t level);
  Status RunConfigurations(Evaluation& out);
  Result<ConfigurationResult> ResultOfConfiguration(std::uint32_t index);
  ConfigurationEntry EntryOf(std::uint32_t configuration, std::uint32_t entry);
  Status RunRules(Evaluation& out);
  Status RunRulesOfAnyLevel();
  Status RunRule(std::uint32_t rule);
  const std::vector<std::uint8_t>& SelectedOf();
  void CollectResults(Evaluation& out);
  void ApplyHandVerdicts(Evaluation& out) const;
  void ApplyWaivers(Evaluation& out) const;
  void Summarise(Evaluation& out) const;

  const builtins::Prepared& prepared_;
  Machine machine_;
  Parameters parameters_;
  std::optional<std::uint32_t> level_in_use_;
  Arena digest_octets_;
  std::vector<Cell> digests_;  // by configuration
  // The node of each entry of each configuration, kNone for entries of a scalar type.
  std::vector<std::vector<schema::NodeId>> entry_nodes_;
  std::uint32_t shown_ = 0;  // rules [0, shown_) are not hidden: Program::rules is sorted so
  std::unique_ptr<NativeRunner> native_;
  bool native_ran_ = false;
  // What the last evaluation selected, for the next one at the same level.
  struct Selection {
    std::optional<std::uint32_t> level;
    bool hidden = false, made = false;
    std::vector<std::uint8_t> runs;      // by rule: kRuns or kRunsByHand where its code is to run
    std::vector<std::uint32_t> by_hand;  // selected, without code
    std::vector<std::uint32_t> params;   // that these rules read, by first rule
  } selection_;
  static constexpr std::uint8_t kRuns = 1, kRunsByHand = 2;
  const ActualState* state_ = nullptr;
  EvaluateOptions options_;  // of the last evaluation
};

// Prepares, evaluates once and forgets.
Result<Evaluation> Evaluate(const program::Program& program, const ActualState& state, const EvaluateOptions& options);

// The text of a reason that a cell of this evaluation carries, the evidence's or the evaluation's own.
std::string_view ReasonText(const ActualState& state, ReasonId reason);

}  // namespace mps::interp
