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
  const bool muted = IsMuted(id, span);
  if (muted || all_.size() >= kHeld) {
    dropped_ += muted ? 0 : 1;
    scratch_ = std::move(made);
    return scratch_;
  }
  all_.push_back(std::move(made));
  return all_.back();
}

void Sink::Drop(const std::function<bool(const Diagnostic&)>& follows) {
  std::vector<bool> gone;
  for (const Diagnostic& d : all_) gone.push_back(follows(d));
  std::size_t at = 0;
  std::erase_if(all_, [&](const Diagnostic&) { return gone[at++]; });
}

void Sink::Mute(Span region, Span core) {
  const auto before = [](const Muted& a, const Muted& b) { return a.region < b.region; };
  const Muted muted{region, core};
  muted_.insert(std::upper_bound(muted_.begin(), muted_.end(), muted, before), muted);
}

bool Sink::IsMuted(Id id, Span span) const {
  const auto code = static_cast<int>(id);
  if (muted_.empty() || !span.valid() || code < 200 || (code >= 500 && code < 600)) return false;
  return std::any_of(muted_.begin(), muted_.end(), [&](const Muted& m) {
    if (m.region.file != span.file) return false;
    if (code < 300) return span.begin <= m.core.end && span.end >= m.core.begin;
    return span.begin >= m.region.begin && span.begin < m.region.end;
  });
}

bool Sink::HasSyntaxErrorIn(Span span) const {
  return std::any_of(all_.begin(), all_.end(), [&](const Diagnostic& d) {
    return static_cast<int>(d.id) < 200 && d.severity == Severity::kError && d.span.file == span.file &&
           d.span.begin >= span.begin && d.span.begin <= span.end;
  });
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
