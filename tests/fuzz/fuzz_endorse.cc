// Fuzzes what endorsers send: sets of endorsements, signed files, trust policies. The first octet says which. A set
// that decodes is written again as the same octets, is bound to a small schema and solved without evidence, and is
// signed and read again; a signed file is signed anew, which no fuzzer could, and then judged as one that is genuine.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/cbor_reader.h"
#include "base/cbor_value.h"
#include "base/spelling.h"
#include "endorse/codec.h"
#include "endorse/policy.h"
#include "endorse/signed_file.h"
#include "endorse/stage.h"
#include "schema/verify_plan.h"
#include "token/cose.h"

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

crypto::Signer& Signer() {
  static const auto signer = crypto::MakeSigner(crypto::GenerateKey(crypto::KeyKind::kEd25519).value()).value();
  return *signer;
}

// Whatever says something can be signed, in both forms, and is the same when it is read. No endorser is known by that
// key, so nothing of it may be accepted; nor is a changed file read.
void SignAndRead(endorse::EndorsementSet set) {
  endorse::FileContent content;
  content.name = "fuzz", content.version = "1", content.base_name = "b", content.base_version = "1";
  content.base_digest = Bytes(32, 7);
  content.not_after = 2000000000;
  std::vector<endorse::Endorser> endorsers;
  endorsers.swap(set.endorsers);
  const bool says = !set.endorsements.empty() || !set.answers.empty();
  content.set = std::move(set);
  const auto octets = endorse::EncodeEndorsements(content.set);
  if (!octets.ok()) std::abort();
  for (const auto form : {endorse::FileForm::kCose, endorse::FileForm::kJws}) {
    auto file = endorse::SignFile(Signer(), content, form);
    if (!file.ok()) std::abort();
    const auto read = endorse::ReadSignedFile(*file);
    if (read.ok() != says) std::abort();
    if (!read.ok()) continue;
    const auto again = endorse::EncodeEndorsements(read->content.set);
    if (!again.ok() || *again != *octets) std::abort();
    if (endorse::Accept(*read, endorsers, content.base_digest, 1900000000).ok()) std::abort();
    (*file)[file->size() / 2] ^= 1;
    if (endorse::ReadSignedFile(*file).ok()) std::abort();
  }
}

// The payload of a file with our key in it, signed with our key.
void SignAnew(ByteView bytes) {
  constexpr std::size_t kKey = 5;  // of the payload's members
  const auto message = cose::DecodeSign1(bytes, {});
  if (!message.ok() || !message->payload) return;
  auto payload = cbor::Decode(*message->payload, cbor::Options::Strict());
  if (!payload.ok() || !payload->Is(cbor::Kind::kArray) || payload->items().size() <= kKey) return;
  payload->items()[kKey] = cbor::Value::Bytes(Signer().public_key().spki());
  const auto octets = cbor::Encode(*payload);
  if (!octets.ok()) return;
  cose::SignInput input;
  input.payload = *octets;
  input.content_type = std::string(endorse::kEndorsementsType);
  input.kid = Bytes(Signer().public_key().id().begin(), Signer().public_key().id().end());
  input.cwt_tag = false;
  auto file = cose::MakeSign1(Signer(), input);
  if (!file.ok()) std::abort();
  const auto read = endorse::ReadSignedFile(*file);
  if (!read.ok()) {
    if (read.status().code() == Code::kSignature) std::abort();
    return;
  }
  for (const std::int64_t now : {std::int64_t{0}, read->content.not_after - 1})
    (void)endorse::Accept(*read, read->content.set.endorsers, read->content.base_digest, now);
  SignAndRead(read->content.set);
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
  SignAndRead(*set);
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
      SignAnew(rest);
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
