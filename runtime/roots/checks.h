// What was checked about a piece of evidence: by name, passed, failed or not checked, each with a sentence that says
// why. One failed check refuses the evidence; what was not checked is said aloud, and refuses it where the caller is
// strict.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mps/status.h"
#include "token/verify.h"

namespace mps::roots {

using token::Outcome;

struct Check {
  std::string name;  // stable, lower case: `signature`, `nonce` ...
  Outcome outcome = Outcome::kNotChecked;
  std::string text;          // a sentence without full stop
  Code code = Code::kOk;     // of a failed check
  std::string feature = {};  // of kUnsupported: Status::feature
};

class Checks {
 public:
  void Pass(std::string_view name, std::string text);
  void Fail(std::string_view name, std::string text, Code code);
  void Fail(std::string_view name, const Status& status);
  void Skip(std::string_view name, std::string text);
  // Passed if the status is ok, with `text`; else failed with the status.
  void Add(std::string_view name, const Status& status, std::string text);

  const std::vector<Check>& list() const { return list_; }
  // The check of that name, or nullptr: it was not come to.
  const Check* Find(std::string_view name) const;
  bool Passed(std::string_view name) const;
  bool AnyFailed() const;
  bool AnyNotChecked() const;
  // The first failure as a status, `name: text`; ok if there is none.
  Status FirstFailure() const;
  // Lines `check: outcome: text`.
  std::string ToText() const;

 private:
  std::vector<Check> list_;
};

}  // namespace mps::roots
