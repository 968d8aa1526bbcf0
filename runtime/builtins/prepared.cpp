// Compiling patterns, laying out constant sets and tables, and indexing the large ones.
#include "builtins/prepared.h"

#include <algorithm>
#include <array>
#include <deque>

#include "base/prefetch.h"
#include "builtins/cell_index.h"
#include "builtins/compiled_pattern.h"
#include "builtins/pattern_group.h"
#include "program/cell_order.h"

namespace mps::builtins {
namespace {

// Smaller sets are searched by halves, which touches less memory.
constexpr std::size_t kIndexed = 8;

}  // namespace

struct Prepared::Impl {
  const program::Program* program = nullptr;
  std::vector<SetObject> sets;
  std::vector<CompiledPattern> patterns;
  std::vector<PatternGroup> groups;
  std::vector<std::vector<SetObject>> tables;  // per table, per key
  std::vector<const CellIndex*> keys;          // per table; null for small ones
  std::deque<CellIndex> indexes;

  // The index of these members, or null where there are few.
  const CellIndex* IndexOf(const Cell* members, std::size_t count) {
    if (count <= kIndexed) return nullptr;
    return &indexes.emplace_back(members, static_cast<std::uint32_t>(count));
  }
  Status AddPatterns(const PrepareOptions& options);
};

Status Prepared::Impl::AddPatterns(const PrepareOptions& options) {
  const auto share = [](std::int64_t memory, std::size_t among) {
    return memory / static_cast<std::int64_t>(std::max<std::size_t>(among, 1));
  };
  const std::int64_t memory =
      std::clamp(share(options.pattern_memory, program->patterns.size()), kPatternLeast, kPatternMost);
  for (const program::Pattern& pattern : program->patterns) {
    MPS_ASSIGN(CompiledPattern compiled, CompiledPattern::Compile(pattern, memory));
    patterns.push_back(std::move(compiled));
  }
  const std::int64_t set_memory = std::min(share(options.set_memory, program->pattern_groups.size()), kPatternSetMost);
  for (const program::PatternGroup& group : program->pattern_groups)
    groups.emplace_back(*program, group, patterns, set_memory);
  return {};
}

Prepared::Prepared(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Prepared::Prepared(Prepared&&) noexcept = default;
Prepared& Prepared::operator=(Prepared&&) noexcept = default;
Prepared::~Prepared() = default;

Result<Prepared> Prepared::Create(const program::Program& program, const PrepareOptions& options) {
  auto impl = std::make_unique<Impl>();
  impl->program = &program;
  for (const program::ConstSet& set : program.sets) {
    if (set.is_stored() && set.table == nullptr)
      return Status(Code::kInvalid, "the members of a set are stored in a bundle, and only its image is here");
    impl->sets.push_back({set.members.data(),
                          nullptr,
                          static_cast<std::uint32_t>(set.members.size()),
                          set.compare,
                          {},
                          set.is_stored() ? &set : nullptr,
                          impl->IndexOf(set.members.data(), set.members.size())});
  }
  for (const program::ConstTable& table : program.tables) {
    std::vector<SetObject>& sets = impl->tables.emplace_back();
    for (std::size_t i = 0; i < table.keys.size(); ++i) {
      const Cell* values = table.values.data() + table.first[i];
      const std::uint32_t count = table.first[i + 1] - table.first[i];
      sets.push_back({values, nullptr, count, table.compare, {}, nullptr, impl->IndexOf(values, count)});
    }
    impl->keys.push_back(impl->IndexOf(table.keys.data(), table.keys.size()));
  }
  MPS_TRY(impl->AddPatterns(options));
  return Prepared(std::move(impl));
}

const program::Program& Prepared::program() const { return *impl_->program; }
const SetObject& Prepared::set(std::uint32_t index) const { return impl_->sets[index]; }

MatchResult Prepared::Match(std::uint32_t index, std::string_view text, bool whole) const {
  return impl_->patterns[index].Match(text, whole);
}

MatchResult Prepared::MatchAny(std::uint32_t group, std::string_view text, std::uint64_t& tried) const {
  return impl_->groups[group].Match(text, tried);
}

const SetObject* Prepared::Lookup(std::uint32_t index, const Cell& key) const {
  const std::vector<SetObject>& sets = impl_->tables[index];
  if (impl_->keys[index] != nullptr) {
    const std::uint32_t at = impl_->keys[index]->Find(key);
    return at == CellIndex::kNowhere ? nullptr : &sets[at];
  }
  const std::vector<Cell>& keys = impl_->program->tables[index].keys;
  const auto at =
      std::find_if(keys.begin(), keys.end(), [&](const Cell& known) { return program::CompareCells(known, key) == 0; });
  return at == keys.end() ? nullptr : &sets[static_cast<std::size_t>(at - keys.begin())];
}

void Prepared::Lookup(std::uint32_t index, std::span<const Cell* const> keys, const SetObject** found) const {
  if (impl_->keys[index] == nullptr) {
    for (std::size_t i = 0; i < keys.size(); ++i) found[i] = Lookup(index, *keys[i]);
    return;
  }
  std::array<std::uint32_t, CellIndex::kTogether> places;
  impl_->keys[index]->Find(keys, places.data());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    found[i] = places[i] == CellIndex::kNowhere ? nullptr : &impl_->tables[index][places[i]];
    Prefetch(found[i]);
  }
}

}  // namespace mps::builtins
