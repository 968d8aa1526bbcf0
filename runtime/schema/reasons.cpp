// ReasonTable: why cells have no value, each sentence held once.
#include "mps/limits.h"
#include "schema/actual_state.h"

namespace mps {
namespace {

constexpr std::string_view kFurther = "further reasons are not listed";

}  // namespace

ReasonId ReasonTable::Add(std::string_view reason) {
  if (reason.empty()) return 0;
  const auto found = ids_.find(reason);
  if (found != ids_.end()) return found->second;
  if (reasons_.size() >= limit::kReasons) return static_cast<ReasonId>(reasons_.size() - 1);
  if (reasons_.size() + 1 == limit::kReasons) reason = kFurther;
  const auto id = static_cast<ReasonId>(reasons_.size());
  if (spare_.empty()) {
    reasons_.push_back(ids_.emplace(reason, id).first->first);
    return id;
  }
  Ids::node_type entry = std::move(spare_.back());
  spare_.pop_back();
  entry.key().assign(reason);
  entry.mapped() = id;
  reasons_.push_back(ids_.insert(std::move(entry)).position->first);
  return id;
}

void ReasonTable::Truncate(std::size_t count) {
  constexpr std::size_t kMostKept = 1024;
  for (; reasons_.size() > count; reasons_.pop_back()) {
    const auto at = ids_.find(reasons_.back());
    if (at == ids_.end() || at->second + 1 != reasons_.size())
      continue;  // the text of all further reasons was one already
    Ids::node_type entry = ids_.extract(at);
    if (spare_.size() < kMostKept) spare_.push_back(std::move(entry));
  }
}

void ReasonTable::Clear() {
  reasons_.assign(1, std::string_view());
  ids_.clear();
}

}  // namespace mps
