// Collecting, ordering and capping diagnostics; see sink.h.
#include "diag/sink.h"

#include <algorithm>
#include <tuple>

#include "mps/limits.h"

namespace mps::diag {
namespace {

// LIMIT: held in memory; sorting and capping to limit::kDiagnostics come later, so that the first by place are shown.
constexpr std::size_t kHeld = 20 * limit::kDiagnostics;

auto Order(const Diagnostic& d) { return std::tie(d.span.file.value, d.span.begin, d.span.end, d.id, d.args); }

}  // namespace

Diagnostic& Sink::Report(Id id, Span span, std::vector<Arg> args) {
  const Severity severity = InfoOf(id).severity;
  if (severity == Severity::kError) ++errors_;
  Diagnostic made{id, severity, span, std::move(args), {}, {}, std::nullopt, {}};
  if (all_.size() >= kHeld) {
    ++dropped_;
    scratch_ = std::move(made);
    return scratch_;
  }
  all_.push_back(std::move(made));
  return all_.back();
}

std::size_t Sink::Allow(Id id, Span within) {
  const auto covered = [&](const Diagnostic& d) {
    return d.id == id && d.severity == Severity::kWarning && d.span.file == within.file &&
           d.span.begin >= within.begin && d.span.end <= within.end;
  };
  return std::erase_if(all_, covered);
}

std::vector<Diagnostic> Sink::Finish() const {
  // By place; of equal ones the first reported is kept.
  std::vector<const Diagnostic*> order;
  for (const Diagnostic& d : all_) order.push_back(&d);
  const auto before = [](const Diagnostic* a, const Diagnostic* b) {
    return Order(*a) != Order(*b) ? Order(*a) < Order(*b) : a < b;
  };
  std::sort(order.begin(), order.end(), before);
  const auto same = [](const Diagnostic* a, const Diagnostic* b) { return Order(*a) == Order(*b); };
  order.erase(std::unique(order.begin(), order.end(), same), order.end());
  std::size_t hidden = dropped_;
  if (order.size() > limit::kDiagnostics) {
    hidden += order.size() - limit::kDiagnostics;
    const auto errors_first = [&](const Diagnostic* a, const Diagnostic* b) {
      return a->severity != b->severity ? a->severity < b->severity : before(a, b);
    };
    std::sort(order.begin(), order.end(), errors_first);
    order.resize(limit::kDiagnostics);
    std::sort(order.begin(), order.end(), before);
  }
  std::vector<Diagnostic> out;
  for (const Diagnostic* d : order) out.push_back(*d);
  if (hidden != 0) {
    const Info& info = InfoOf(Id::kTooManyDiagnostics);
    out.push_back({info.id, info.severity, Span{}, {static_cast<std::int64_t>(hidden)}, {}, {}, std::nullopt, {}});
  }
  return out;
}

}  // namespace mps::diag
