// The stages of an appraisal one by one: bytes to actual state, actual state to verdicts, without reasons and claim
// sets. For batch runs and benchmarks; what a verifier wants whole is Appraiser (appraise.h).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

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
  // kMalformed or kLimit if the program's structure does not verify; kUsage: no such level.
  static Result<Stages> Create(std::shared_ptr<const program::Program> program, const std::string& level);
  Stages(Stages&&) noexcept;
  Stages& operator=(Stages&&) noexcept;
  ~Stages();

  // Judges by native code of this program from now on. Errors as of interp::CheckNative, and kUnsupported `native`
  // where the code lacks the level's rules; the interpreter stays in force then.
  Status UseNative(interp::NativeCode code);
  // `interpreter`, `jit` or `aot`: what the last Judge ran in.
  std::string_view engine() const;

  // JSON or CBOR evidence to the actual state, which takes the place of the one before. Errors as of
  // evidence::DecodeEvidence; there is no state then.
  Status Decode(ByteView evidence);
  // The verdict of every rule. REQUIRES: Decode was ok. kUsage: a parameter without value; kLimit: too many steps.
  Status Judge(std::int64_t now);

  // By rule, in the order of rule_ids(). REQUIRES: Judge was ok.
  const std::vector<RuleResult>& results() const;
  // Of every rule that is not hidden, sorted.
  const std::vector<std::string>& rule_ids() const;

 private:
  struct Impl;
  explicit Stages(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace mps
