// Fuzzes what endorsers send: sets of endorsements, signed files, trust policies. The first octet says which. A set
// that decodes is written again as the same octets, and is bound to a small schema and solved without evidence.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/spelling.h"
#include "endorse/codec.h"
#include "endorse/policy.h"
#include "endorse/signed_file.h"
#include "endorse/stage.h"
#include "schema/verify_plan.h"

namespace {

using namespace mps;

schema::TypeId Add(schema::TypeTable& types, TypeKind kind, schema::TypeId element = schema::kNoType) {
  schema::TypeDef type;
  type.kind = kind;
  type.element = element;
  types.types.push_back(std::move(type));
  return static_cast<schema::TypeId>(types.types.size() - 1);
}

// `board` of the seeds: some of its claims, all of them for endorsers too.
schema::ReadPlan Plan() {
  schema::ReadPlan plan;
  plan.tables.emplace_back();
  schema::TypeDef record;
  record.kind = TypeKind::kRecord;
  const schema::TypeId text = Add(plan.types, TypeKind::kText), number = Add(plan.types, TypeKind::kInt);
  const auto field = [&](const char* name, schema::TypeId type, bool optional) {
    record.fields.push_back({name, name, type, optional, false, Asserter::kBoth});
  };
  field("serial", number, false);
  field("rating", number, true);
  field("model", text, false);
  field("certification", text, true);
  field("fused", Add(plan.types, TypeKind::kBool), false);
  field("known_good", Add(plan.types, TypeKind::kBool), true);
  field("flags", Add(plan.types, TypeKind::kBytes), false);
  field("recovery", Add(plan.types, TypeKind::kSet, text), false);
  plan.types.types.push_back(std::move(record));
  schema::EnvironmentPlan environment;
  environment.def.name = "board";
  environment.def.schema = static_cast<schema::TypeId>(plan.types.types.size() - 1);
  plan.environments.push_back(std::move(environment));
  return plan;
}

void Set(ByteView bytes) {
  auto set = endorse::DecodeEndorsements(bytes);
  if (!set.ok()) {
    if (set.status().offset() && *set.status().offset() > bytes.size()) std::abort();
    return;
  }
  const auto again = endorse::EncodeEndorsements(*set);
  if (!again.ok() || ByteView(*again).size() != bytes.size() || !std::equal(bytes.begin(), bytes.end(), again->begin()))
    std::abort();
  schema::ReadPlan plan = Plan();
  // The definition's own are refused where they do not fit; those of others are passed over.
  std::vector<endorse::EndorsementSet> sets(2);
  sets[0].endorsers = set->endorsers;
  sets[1] = std::move(set).value();
  sets[1].endorsers.clear();
  const auto stage = endorse::Stage::Create(plan, std::move(sets), {});
  if (!schema::VerifyPlan(plan).ok()) std::abort();
  if (!stage.ok()) return;
  const evidence::PlanIndex index(plan);
  auto decoded =
      evidence::DecodeEvidence(index, AsBytes("{\"mps_evidence\":1,\"collected_at\":1767225600,\"environments\":{}}"));
  if (!decoded.ok() || !evidence::ComputeActualState(index, std::move(decoded).value(), stage->get()).ok())
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const ByteView rest(data + 1, size - 1);
  switch (data[0] & 3) {
    case 0:
      Set(rest);
      break;
    case 1:
      (void)endorse::ReadSignedFile(rest).ok();
      break;
    case 2:
      (void)endorse::ParseTrustPolicy(AsText(rest)).ok();
      break;
    default: {
      const auto path = endorse::ParseClaimPath(AsText(rest));
      if (!path.ok() && path.status().offset() && *path.status().offset() > rest.size()) std::abort();
    }
  }
  return 0;
}
