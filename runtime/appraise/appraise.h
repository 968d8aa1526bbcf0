// Appraisal of evidence by a compiled definition: bytes in, verdicts, reasons and a claim set out (RFC 9334: the
// Verifier's appraisal of Evidence). The face that the command, the benchmarks and embedders use.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "appraise/strictness.h"
#include "base/evidence_part.h"
#include "claims/sealed.h"
#include "endorse/endorsement.h"
#include "endorse/ignored.h"
#include "endorse/policy.h"
#include "mps/bytes.h"
#include "mps/kinds.h"
#include "mps/status.h"
#include "mps/value.h"
#include "mps/verdict.h"
#include "schema/read_plan.h"

namespace mps::program {
struct Program;
}
namespace mps::interp {
struct NativeCode;
}

namespace mps {

struct Request {
  ByteView evidence;  // JSON or CBOR, told by its first byte
  std::string level;  // as the definition names it: `L1`
  // Parameters by name: text as a command line gives it (`4`, `90 days`, `22,443`, `true`).
  std::vector<std::pair<std::string, std::string>> params;
  std::vector<std::pair<std::string, Value>> typed_params;  // the same, already typed
  std::int64_t now = 0;                                     // the time of appraisal, seconds since 1970
  bool report = true;                                       // fill Appraisal::rules and ::hidden
  bool explain = true;                                      // fill RuleReport::reason
};

// What a verifier brings to the endorsements of the definition itself: those of files whose signature was verified
// (endorse/signed_file.h), and whom it trusts.
struct EndorsementInput {
  std::vector<endorse::EndorsementSet> sets;
  endorse::TrustPolicy policy;
};

// What an in-language test gives (endorse/codec.h; may be empty), and whom it does not trust.
Result<EndorsementInput> GivenEndorsements(ByteView bytes, const std::vector<std::string>& untrusted);

// An endorsement or answer that counted for nothing, and why.
using IgnoredEndorsement = endorse::Ignored;

// An assessor's answer to a control that is checked by hand.
struct AnswerReport {
  std::string endorser;
  bool pass = false;
  std::string because;
  std::string origin;  // the file
};

// A waiver of a tailoring (docs/language.md, L13). Its id is the rule's.
struct WaiverReport {
  std::string id;
  std::int64_t until = 0;  // seconds since 1970; it holds before that
  std::string because, approved, ticket;
  bool expired = false;  // at the time of appraisal: it counts for nothing
  bool used = false;     // it covers a fail
};

struct RuleReport {
  std::string id, name, title, severity;
  Verdict verdict = Verdict::kNotSelected;
  Grade grade = Grade::kNone;
  std::string waiver;                                      // id of the waiver that covers the fail, or empty
  std::optional<WaiverReport> waived;                      // of a fail that has a waiver, be it expired
  std::vector<AnswerReport> answers;                       // which the verdict is from, of a manual control
  std::string environment;                                 // the one it reads, or empty
  std::string reason;                                      // one sentence; empty for a plain pass
  std::vector<std::pair<std::string, std::string>> refs;   // scheme, id
  std::vector<std::pair<std::string, std::string>> fixes;  // kind, text
};

struct ConfigurationReport {
  std::string id, environment;
  Verdict verdict = Verdict::kPass;  // kPass: there is a digest; else why there is none
  Bytes digest;
};

// What is checked of an environment before any rule is: its layer and its keys. Evidence that contradicts the
// definition is refused, so that nothing of it is here.
enum class KeyCheck : std::uint8_t {
  kNotBound,   // the definition binds no key
  kNotStated,  // it does, and the evidence names none
  kChecked,    // the evidence names the key that the definition binds, or the parent's
};
std::string_view KeyCheckName(KeyCheck check);  // `not bound`, `not stated`, `checked`

struct EnvironmentReport {
  std::string name, layer, parent;  // as the definition has them
  bool many = false, in_evidence = false;
  std::uint64_t instances = 0;
  std::string layer_stated;  // by the evidence, or empty
  std::string key;           // the attesting key that the evidence names, or empty
  KeyCheck key_check = KeyCheck::kNotBound;
  std::string signed_by;                        // as the evidence says, or empty
  KeyCheck signed_check = KeyCheck::kNotBound;  // against the parent's key
  EvidencePart part;
};

struct EvidenceFacts {
  std::optional<std::int64_t> collected_at;
  std::optional<Bytes> nonce, ueid;
  Bytes sha256;  // of the bytes as received
  std::string media_type;
  std::vector<std::string> problems;  // claims of the wrong type and the like, with their paths
  std::uint64_t unnamed_claims = 0;   // outside the schema
  std::vector<std::string> unnamed_paths;
  std::vector<EnvironmentReport> environments;  // as the definition declares them
};

// A parameter that rules read and that has another value than the level's own.
struct ParamChange {
  std::string name;
  std::optional<Value> own;
  Value given;
  std::int8_t stricter = 0;  // -1 `stricter lower`, +1 `stricter higher`, 0 not declared
  Strictness effect = Strictness::kUndeclared;
};

struct TailoredParam {
  ParamChange change;  // against the definition's own level
  std::string because;
};

// What a tailoring did at this level.
struct TailoringReport {
  std::string name, version, title;
  Bytes digest;
  std::vector<TailoredParam> params;                         // that selected rules read
  std::vector<std::pair<std::string, std::string>> dropped;  // rule id, reason; of all levels
  std::vector<WaiverReport> waivers;                         // of selected rules
};

struct Appraisal {
  std::string set_name, version, level;
  std::string mps;   // registered name; `+custom` where a parameter differs from the level's own value
  std::string base;  // the official name, where `mps` is not it
  std::optional<TailoringReport> tailoring;
  std::vector<ParamChange> changes;  // why it is not
  Verdict verdict = Verdict::kUnknown;
  VerdictCounts counts{};
  Bytes definition_digest, package_digest;
  std::vector<std::pair<std::string, Value>> params;  // those that selected rules read
  std::vector<RuleReport> rules;                      // every rule, sorted by id; kNotSelected among them. As asked for
  std::vector<ConfigurationReport> configurations;
  std::vector<std::string> environments;
  std::string engine;                   // that judged: `interpreter`, `jit` or `aot`; never part of the claim set
  std::chrono::nanoseconds judging{0};  // what the rules took; never part of a report
  claims::SealedClaimSet claim_set;     // docs/tokens.md
  Bytes hsh;                            // SHA-256 of its octets
  EvidenceFacts evidence;
  std::vector<IgnoredEndorsement> ignored;
  // Rules hidden from levels (`expect that` of tests), by name. As asked for.
  std::vector<RuleReport> hidden;
};

// A program made ready to appraise: patterns compiled, structure verified. Movable; one thread at a time.
class Appraiser {
 public:
  // kMalformed or kLimit if the program's structure does not verify.
  static Result<Appraiser> Create(std::shared_ptr<const program::Program> program);
  // With endorsements. kUsage for an endorser of the policy that the definition does not have; kInvalid, kLimit,
  // kTrust.
  static Result<Appraiser> Create(std::shared_ptr<const program::Program> program, EndorsementInput endorsements);
  Appraiser(Appraiser&&) noexcept;
  Appraiser& operator=(Appraiser&&) noexcept;
  ~Appraiser();

  // Judges by native code of this program from now on, wherever the code holds the rules of the level that is asked
  // for. Errors as of interp::CheckNative; the interpreter stays in force then. `digest` saves making it, as of
  // ProgramDigest.
  Status UseNative(interp::NativeCode code);
  Status UseNative(interp::NativeCode code, ByteView digest);

  // kUsage: unknown level (with the nearest) or parameter, a value outside its domain, a parameter without value,
  // nothing selected. kMalformed, kType ...: the evidence is refused, with the offset.
  Result<Appraisal> Appraise(const Request& request);

  // What every rule came to in the last appraisal, in the order of Program::rules: hidden rules follow the others.
  // REQUIRES: it was ok.
  const std::vector<RuleResult>& results() const;

  // The actual state that the request's evidence gives, one line a cell: `mps dump state`.
  Result<std::string> DumpState(const Request& request);

  const program::Program& program() const;

 private:
  struct Impl;
  explicit Appraiser(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// What the collector is asked for by a program: environment name, collection, key (empty: all of it).
struct ReadRequest {
  std::string environment, collection, key;
};
std::vector<ReadRequest> ReadsOf(const program::Program& program);

// Names of the environments whose schema is `schema_name`.
std::vector<std::string> EnvironmentsOf(const program::Program& program, std::string_view schema_name);

Bytes DefinitionDigestOf(const program::Program& program);
// The environments and types that its evidence and endorsements are of.
const schema::ReadPlan& PlanOf(const program::Program& program);

// Whom the definition lets endorse what. Errors as of endorse::DecodeEndorsements.
Result<std::vector<endorse::Endorser>> EndorsersOf(const program::Program& program);

// Set name and version.
std::pair<std::string, std::string> NameOf(const program::Program& program);

// Levels of a program, for messages and completion.
std::vector<std::string> LevelsOf(const program::Program& program);

}  // namespace mps
