// How the checker reports: places inside expanded templates, suggestions, words for types.
#include <algorithm>

#include "base/edit_distance.h"
#include "check/checker.h"
#include "model/spell.h"

namespace mps::check {

diag::Diagnostic& Checker::Report(diag::Id id, Span span, std::vector<diag::Arg> args) {
  if (!expanding()) return sink_.Report(id, span, std::move(args));
  diag::Diagnostic& d = sink_.Report(id, use_span_, std::move(args));
  d.At("in what this comes to");
  if (span.valid() && span != use_span_) d.WithLabel(span, "here, in `" + use_names_.back() + "`");
  return d;
}

void Checker::SuggestNearest(diag::Diagnostic& diagnostic, Span span, std::string_view name,
                             const std::vector<std::string>& candidates) {
  suggest_work_ += candidates.size() * (1 + name.size() / 8);  // comparing long names takes longer
  if (suggest_work_ > kSuggestWork) return;  // a source full of unknown names: the first ones are helped
  auto nearest = Nearest(name, std::span<const std::string>(candidates));
  if (!nearest) return;
  diagnostic.WithHelp("did you mean `" + std::string(*nearest) + "`?");
  if (!expanding()) diagnostic.Suggest(span, std::string(*nearest));
}

std::string Checker::TypeName(TypeId type) const { return model::TypeText(model_.types, type); }

bool Checker::CheckAscii(std::string_view text, Span span, std::string_view what) {
  auto printable = [](char c) { return c >= 0x20 && c < 0x7f; };
  if (!text.empty() && std::all_of(text.begin(), text.end(), printable)) return true;
  Report(diag::Id::kNotAscii, span, {std::string(what)})
      .WithHelp("these names go into claim sets and tokens as they are");
  return false;
}

}  // namespace mps::check
