// What the cases of one suite came to. A case is passed, failed or skipped; skips name the feature that is not
// supported.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "mps/status.h"

namespace mps::vectors {

class Report {
 public:
  void Pass() { ++passed_; }
  void Fail(std::string id, std::string reason);
  void Skip(const std::string& feature);

  // A valid case went through the product with this status. Not supported: a skip, unless the case is `required` (its
  // algorithm is one that the product has to have). Otherwise not ok: a failure.
  void Accept(const std::string& id, const Status& status, bool required = false);
  // An invalid case: anything but a refusal is a failure. Never a skip.
  void Reject(const std::string& id, const Status& status);
  // A property of a case.
  void Check(const std::string& id, bool holds, std::string_view otherwise);

  std::size_t passed() const { return passed_; }
  std::size_t failed() const { return failures_.size(); }
  std::size_t skipped() const;

  // `suite: N passed, N failed, N skipped`, then skips by feature and failures, a line each.
  std::string Print(std::string_view suite) const;

 private:
  struct Failure {
    std::string id;
    std::string reason;
  };
  std::size_t passed_ = 0;
  std::vector<Failure> failures_;
  std::map<std::string, std::size_t> skips_;
};

}  // namespace mps::vectors
