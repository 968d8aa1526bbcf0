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
  std::string key(reason);
  if (reasons_.size() >= limit::kReasons) return static_cast<ReasonId>(reasons_.size() - 1);
  if (reasons_.size() + 1 == limit::kReasons) key = kFurther;
  auto id = static_cast<ReasonId>(reasons_.size());
  reasons_.push_back(key);
  ids_.emplace(std::move(key), id);
  return id;
}

void ReasonTable::Truncate(std::size_t count) {
  for (; reasons_.size() > count; reasons_.pop_back()) ids_.erase(reasons_.back());
}

void ReasonTable::Clear() {
  reasons_.assign(1, std::string());
  ids_.clear();
}

}  // namespace mps
