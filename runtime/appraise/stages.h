// The stages of an appraisal one by one: bytes to actual state, actual state to verdicts, without reasons and claim
// sets. For batch runs and benchmarks; what a verifier wants whole is Appraiser (appraise.h).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "appraise/appraise.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "mps/verdict.h"

namespace mps::program {
struct Program;
}

namespace mps::interp {
struct NativeCode;
}

namespace mps {

// Reused from document to document; one thread at a time.
class Stages {
 public:
  // Parameters by name, as Request::params. kMalformed or kLimit if the program's structure does not verify; kUsage: no
  // such level or parameter, a value that is not of its type.
  static Result<Stages> Create(std::shared_ptr<const program::Program> program, const std::string& level,
                               const std::vector<std::pair<std::string, std::string>>& params = {},
                               EndorsementInput endorsements = {});
  Stages(Stages&&) noexcept;
  Stages& operator=(Stages&&) noexcept;
  ~Stages();

  // Judges by native code of this program from now on. Errors as of interp::CheckNative, and kUnsupported `native`
  // where the code lacks the level's rules; the interpreter stays in force then. `digest` saves making it, as of
  // ProgramDigest.
  Status UseNative(interp::NativeCode code);
  Status UseNative(interp::NativeCode code, ByteView digest);
  // `interpreter`, `jit` or `aot`: what the last Judge ran in.
  std::string_view engine() const;

  // JSON or CBOR evidence to the actual state, which takes the place of the one before. Errors as of
  // evidence::DecodeEvidence; there is no state then.
  Status Decode(ByteView evidence);
  // The verdict of every rule. REQUIRES: Decode was ok. kUsage: a parameter without value; kLimit: too many steps.
  Status Judge(std::int64_t now);

  // By rule, in the order of rule_ids(); hidden rules follow. REQUIRES: Judge was ok.
  const std::vector<RuleResult>& results() const;
  // The level's verdict, nothing where it selects no rule, and what it was made of. REQUIRES: Judge was ok.
  std::optional<Verdict> verdict() const;
  const VerdictCounts& counts() const;
  // Of every rule that is not hidden, sorted.
  const std::vector<std::string>& rule_ids() const;

 private:
  struct Impl;
  explicit Stages(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace mps
