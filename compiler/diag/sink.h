// Where diagnostics go. Collects, drops repetitions, sorts by place, stops at limit::kDiagnostics.
#pragma once

#include <cstddef>
#include <functional>
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

  // What has been reported so far, in that order.
  const std::vector<Diagnostic>& reported() const { return all_; }
  // Removes those for which `follows` holds. They stay counted: an error was there.
  void Drop(const std::function<bool(const Diagnostic&)>& follows);
  // From now on nothing is shown of what begins within `region`, as far as it is about types, rules or tests (03xx and
  // on), nor of names (02xx) that touch `core`: a syntax error there has been reported, and the rest follows from it.
  // It counts as ever.
  void Mute(Span region, Span core);
  // Is there a syntax error (01xx) that begins within `span`?
  bool HasSyntaxErrorIn(Span span) const;

  // Removes warnings with this code that lie inside `within` (`allow MPS2104 because ...`); says how many those were.
  std::size_t Allow(Id id, Span within);

  // Sorted by file, place and code, without repetitions. Beyond limit::kDiagnostics the rest is dropped, errors kept
  // before warnings, and a last note (TooManyDiagnostics) says how many.
  std::vector<Diagnostic> Finish() const;

 private:
  struct Muted {
    Span region, core;
  };
  bool IsMuted(Id id, Span span) const;

  std::vector<Diagnostic> all_;
  std::vector<Muted> muted_;  // by file and region
  Diagnostic scratch_{};      // what a Report beyond the held number gets
  std::size_t errors_ = 0;
  std::size_t dropped_ = 0;
};

}  // namespace mps::diag
