// Where diagnostics go. Collects, drops repetitions, sorts by place, stops at limit::kDiagnostics.
#pragma once

#include <cstddef>
#include <vector>

#include "diag/diagnostic.h"

namespace mps::diag {

class Sink {
 public:
  // Adds one. The reference is for completing it at once (At, WithLabel, WithHelp, Suggest) and is valid until the next
  // Report.
  Diagnostic& Report(Id id, Span span, std::vector<Arg> args = {});

  bool has_errors() const { return errors_ != 0; }
  // Counted before repetitions are dropped: for `has anything new been reported` tests.
  std::size_t error_count() const { return errors_; }
  std::size_t count() const { return all_.size() + dropped_; }

  // Removes warnings with this code that lie inside `within` (`allow MPS2104 because ...`); says how many those were.
  std::size_t Allow(Id id, Span within);

  // Sorted by file, place and code, without repetitions. Beyond limit::kDiagnostics the rest is dropped, errors kept
  // before warnings, and a last note (TooManyDiagnostics) says how many.
  std::vector<Diagnostic> Finish() const;

 private:
  std::vector<Diagnostic> all_;
  Diagnostic scratch_{};  // what a Report beyond the held number gets
  std::size_t errors_ = 0;
  std::size_t dropped_ = 0;
};

}  // namespace mps::diag
