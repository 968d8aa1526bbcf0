// The writer of claim sets.
#include "claims/sealed.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/cbor_writer.h"
#include "base/level_verdict.h"
#include "mps/limits.h"

namespace mps::claims {
namespace {

constexpr std::uint64_t kMembers = 12;

void WriteDigest(const Digest& digest, cbor::Writer& out) {
  out.Array(2);
  out.Int(static_cast<std::int64_t>(digest.alg));
  out.Bytes(digest.value);
}

void WriteResult(const RuleResult& result, cbor::Writer& out) {
  const auto verdict = static_cast<std::uint64_t>(result.verdict);
  if (result.grade == Grade::kNone && result.waiver.empty()) {
    out.Uint(verdict);
    return;
  }
  out.Array(3);
  out.Uint(verdict);
  if (result.grade == Grade::kNone) {
    out.Null();
  } else {
    out.Uint(static_cast<std::uint64_t>(result.grade));
  }
  if (result.waiver.empty()) {
    out.Null();
  } else {
    out.Text(result.waiver);
  }
}

void WriteConfiguration(const ConfigurationResult& result, cbor::Writer& out) {
  if (const Digest* digest = std::get_if<Digest>(&result)) {
    WriteDigest(*digest, out);
  } else {
    out.Uint(static_cast<std::uint64_t>(std::get<Verdict>(result)));
  }
}

Status WriteHead(const ClaimSetHead& head, cbor::Writer& out) {
  out.Array(kMembers);
  out.Text(kClaimSetTag);
  out.Int(kClaimSetFormat);
  out.Text(head.name);
  out.Text(head.version);
  out.Text(head.level);
  WriteDigest(head.definition, out);
  if (head.tailoring) {
    WriteDigest(*head.tailoring, out);
  } else {
    out.Null();
  }
  if (head.base_name) {
    out.Text(*head.base_name);
  } else {
    out.Null();
  }
  cbor::MapBuilder parameters;
  for (const auto& [name, value] : head.parameters) parameters.Key(name).Raw(value);
  return parameters.Finish(out);
}

void WriteCounts(const VerdictCounts& counts, cbor::Writer& out) {
  out.MapInOrder(static_cast<std::uint64_t>(
      std::count_if(counts.begin(), counts.end(), [](std::uint32_t count) { return count != 0; })));
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    out.Uint(i);
    out.Uint(counts[i]);
  }
}

bool ByKey(ByteView a, ByteView b) { return AsText(a) < AsText(b); }

}  // namespace

// One claim set being written.
struct Layout::Writing {
  const ClaimSetHead& head;
  std::span<const RuleResult> rules;
  std::span<const ConfigurationResult> configurations;

  bool Selected(const Entry& entry) const { return rules[entry.index].verdict != Verdict::kNotSelected; }

  std::size_t SelectedOf(const Environment& environment) const {
    return static_cast<std::size_t>(std::count_if(environment.rules.begin(), environment.rules.end(),
                                                  [&](const Entry& entry) { return Selected(entry); }));
  }

  Status Write(std::span<const Environment* const> environments, Verdict& verdict, VerdictCounts& counts,
               Bytes& bytes) const {
    std::uint32_t waived = 0;
    for (const Environment* environment : environments) {
      for (const Entry& entry : environment->rules) {
        const RuleResult& result = rules[entry.index];
        if (!Selected(entry)) continue;
        ++counts[static_cast<std::size_t>(result.verdict)];
        waived += result.verdict == Verdict::kFail && !result.waiver.empty();
      }
    }
    verdict = LevelVerdict(counts, waived).value_or(Verdict::kNotApplicable);
    cbor::Writer out;
    MPS_TRY(WriteHead(head, out));
    out.Uint(static_cast<std::uint64_t>(verdict));
    WriteCounts(counts, out);
    out.MapInOrder(environments.size());
    for (const Environment* environment : environments) WriteEnvironment(*environment, out);
    if (out.size() > limit::kClaimSetBytes) return {Code::kLimit, "the claim set is larger than is taken"};
    bytes = out.Take();
    return {};
  }

  void WriteEnvironment(const Environment& environment, cbor::Writer& out) const {
    out.Raw(environment.key);
    out.Array(2);
    out.MapInOrder(SelectedOf(environment));
    for (const Entry& entry : environment.rules) {
      if (!Selected(entry)) continue;
      out.Raw(entry.key);
      WriteResult(rules[entry.index], out);
    }
    out.MapInOrder(environment.configurations.size());
    for (const Entry& entry : environment.configurations) {
      out.Raw(entry.key);
      WriteConfiguration(configurations[entry.index], out);
    }
  }
};

Result<Layout> Layout::Create(std::span<const Place> rules, std::span<const Place> configurations) {
  Layout layout = Of(rules, configurations);
  MPS_TRY(CheckPlaces(rules, configurations, layout.environments_.size()));
  return layout;
}

Layout Layout::Of(std::span<const Place> rules, std::span<const Place> configurations) {
  std::map<std::string_view, Environment> by_name;
  const auto place = [&](std::span<const Place> places, std::vector<Entry> Environment::*list) {
    for (std::uint32_t i = 0; i < places.size(); ++i) {
      Environment& environment = by_name[places[i].environment];
      (environment.*list).push_back({i, std::string(places[i].id), cbor::EncodeText(places[i].id)});
    }
  };
  place(rules, &Environment::rules);
  place(configurations, &Environment::configurations);
  const auto sort = [](std::vector<Entry>& list) {
    std::sort(list.begin(), list.end(), [](const Entry& a, const Entry& b) { return ByKey(a.key, b.key); });
  };
  Layout layout;
  layout.rules_ = rules.size(), layout.configurations_ = configurations.size();
  for (auto& [name, environment] : by_name) {
    environment.name = name, environment.key = cbor::EncodeText(name);
    sort(environment.rules), sort(environment.configurations);
    layout.environments_.push_back(std::move(environment));
  }
  std::sort(layout.environments_.begin(), layout.environments_.end(),
            [](const Environment& a, const Environment& b) { return ByKey(a.key, b.key); });
  return layout;
}

Result<SealedClaimSet> Layout::Seal(const ClaimSetHead& head, std::span<const RuleResult> rules,
                                    std::span<const ConfigurationResult> configurations) const {
  if (rules.size() != rules_ || configurations.size() != configurations_)
    return Status(Code::kUsage, "results of another definition");
  MPS_TRY(CheckHead(head));
  for (const Environment& environment : environments_) {
    for (const Entry& entry : environment.rules) {
      const RuleResult& result = rules[entry.index];
      if (result.verdict != Verdict::kNotSelected) MPS_TRY(CheckResult(entry.id, result));
    }
    for (const Entry& entry : environment.configurations)
      MPS_TRY(CheckConfiguration(entry.id, configurations[entry.index]));
  }
  return Write(head, rules, configurations);
}

Result<SealedClaimSet> Layout::Write(const ClaimSetHead& head, std::span<const RuleResult> rules,
                                     std::span<const ConfigurationResult> configurations) const {
  const Writing writing{head, rules, configurations};
  std::vector<const Environment*> present, named;
  for (const Environment& environment : environments_) {
    if (writing.SelectedOf(environment) == 0 && environment.configurations.empty()) continue;
    present.push_back(&environment);
    if (!environment.name.empty()) named.push_back(&environment);
  }
  if (present.empty()) return Status(Code::kInvalid, "the claim set has no results");
  SealedClaimSet out;
  out.name_ = head.name;
  MPS_TRY(writing.Write(present, out.verdict_, out.counts_, out.bytes_));
  if (named.size() < 2) return out;
  std::sort(named.begin(), named.end(), [](const auto* a, const auto* b) { return a->name < b->name; });
  for (const Environment* environment : named) {
    SealedPart& part = out.parts_.emplace_back();
    part.environment = environment->name;
    MPS_TRY(writing.Write({&environment, 1}, part.verdict, part.counts, part.bytes));
  }
  return out;
}

Result<SealedClaimSet> SealedClaimSet::Seal(const ClaimSet& set) {
  MPS_TRY(ValidateClaimSet(set));
  std::vector<Place> rules, configurations;
  std::vector<RuleResult> results;
  std::vector<ConfigurationResult> digests;
  for (const auto& [name, environment] : set.environments) {
    for (const auto& [id, result] : environment.rules) rules.push_back({name, id}), results.push_back(result);
    for (const auto& [id, result] : environment.configurations)
      configurations.push_back({name, id}), digests.push_back(result);
  }
  return Layout::Of(rules, configurations).Write(set, results, digests);
}

}  // namespace mps::claims
