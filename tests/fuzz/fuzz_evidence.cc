// Fuzz target: any bytes as evidence: for a plan that has a type of every kind, and for a real definition, which is
// then evaluated at each level. No crash and no hang; what is decoded resolves, prints, evaluates and explains itself.
// Put beside another document, its environment is what it was, its time and challenge too.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/cbor_value.h"
#include "builtins/prepared.h"
#include "evidence/evidence.h"
#include "evidence/merge.h"
#include "evidence/state/actual_state_builder.h"
#include "evidence/state/dump.h"
#include "full_plan.h"
#include "interp/interpreter.h"
#include "mps/compiler/compile.h"
#include "program/program.h"

namespace {

using mps::TypeKind;
using mps::schema::TypeId;

// A record with a field of every scalar type, a list, a set, and maps of records, read in full and by one constant key.
class Types {
 public:
  Types() {
    std::vector<mps::schema::FieldDef> fields;
    for (const TypeKind kind :
         {TypeKind::kBool, TypeKind::kInt, TypeKind::kText, TypeKind::kPath, TypeKind::kBytes, TypeKind::kDigest,
          TypeKind::kMode, TypeKind::kVersion, TypeKind::kTime, TypeKind::kDuration, TypeKind::kIp, TypeKind::kCidr,
          TypeKind::kEnum, TypeKind::kScalar})
      Add(fields, Type(kind), fields.size() % 2 == 0);
    const TypeId text = 2, inner = Record({fields.begin(), fields.begin() + 4});
    Add(fields, Collection(TypeKind::kList, inner), false);
    Add(fields, Collection(TypeKind::kSet, text), false);
    Add(fields, Collection(TypeKind::kMap, inner, text), false);
    Add(fields, Collection(TypeKind::kMap, inner, 1), true);
    fields.push_back({"collected()", "collected()", 8, false, true, mps::Asserter::kEvidence});
    fields.push_back({"nonce()", "nonce()", 4, true, true, mps::Asserter::kEvidence});
    environment.name = environment.schema_name = "h";
    environment.complete = true;
    environment.schema = Record(fields);
  }
  mps::schema::TypeTable types;
  mps::schema::EnvironmentDef environment;

 private:
  TypeId Type(TypeKind kind) {
    mps::schema::TypeDef type;
    type.kind = kind;
    if (kind == TypeKind::kVersion) type.ordering = mps::Ordering::kDpkg;
    if (kind == TypeKind::kEnum) type.words = {"no", "yes"};
    types.types.push_back(type);
    return static_cast<TypeId>(types.types.size() - 1);
  }
  TypeId Record(const std::vector<mps::schema::FieldDef>& fields) {
    const TypeId id = Type(TypeKind::kRecord);
    types.types[id].fields = fields;
    return id;
  }
  TypeId Collection(TypeKind kind, TypeId element, TypeId key = mps::schema::kNoType) {
    const TypeId id = Type(kind);
    types.types[id].element = element;
    types.types[id].key = key;
    return id;
  }
  static void Add(std::vector<mps::schema::FieldDef>& fields, TypeId type, bool optional) {
    mps::schema::FieldDef field;
    field.name = field.wire_name = std::string(1, static_cast<char>('a' + fields.size()));
    field.type = type;
    field.optional = optional;
    fields.push_back(field);
  }
};

class Disk : public mps::compiler::FileReader {
 public:
  mps::Result<std::string> Read(const std::string& path, std::size_t) override {
    std::ifstream in(path, std::ios::binary);
    if (!in) return mps::Status(mps::Code::kIo, "cannot read " + path);
    return std::string{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }
};

[[noreturn]] void Stop(const char* what, const std::string& why) {
  std::fprintf(stderr, "%s: %s\n", what, why.c_str());
  std::abort();
}

// The definition of MPS_FUZZ_DEFINITION, ready to judge.
struct Real {
  Real() {
    Disk disk;
    const auto compiled = mps::compiler::Compile(MPS_FUZZ_DEFINITION, disk);
    if (!compiled.ok()) Stop("the definition", compiled.RenderText(false));
    program = compiled.program();
    auto made = mps::builtins::Prepared::Create(*program);
    if (!made.ok()) Stop("preparing", made.status().ToString());
    prepared.emplace(std::move(made).value());
    index.emplace(program->plan);
    interpreter.emplace(*prepared);
  }
  std::shared_ptr<const mps::program::Program> program;
  std::optional<mps::builtins::Prepared> prepared;
  std::optional<mps::evidence::PlanIndex> index;
  std::optional<mps::interp::Interpreter> interpreter;
};

std::optional<mps::ActualState> StateOf(const mps::evidence::PlanIndex& index, mps::ByteView bytes) {
  // Both roads, the quick one in memory that is used again and again.
  static std::map<const void*, mps::evidence::Evidence> memory;
  mps::evidence::Evidence& used = memory[&index];
  mps::evidence::Evidence strict;
  const mps::Status either = mps::evidence::DecodeEvidence(index, bytes, used);
  const mps::Status said = mps::evidence::DecodeEvidence(index, bytes, strict, mps::evidence::Road::kStrict);
  if (either.ToString() != said.ToString()) Stop("the roads", either.ToString() + " | " + said.ToString());
  auto evidence = mps::evidence::DecodeEvidence(index, bytes);
  if (!evidence.ok()) return std::nullopt;
  if (!mps::evidence::SettleStates(index, used, {}).ok()) Stop("state", "not settled");
  if (!mps::evidence::SettleStates(index, strict, {}).ok()) Stop("state", "not settled");
  if (mps::evidence::DumpState(index.plan(), used.state) != mps::evidence::DumpState(index.plan(), strict.state))
    Stop("the roads", "unlike states");
  auto state = mps::evidence::ComputeActualState(index, std::move(evidence).value(), {});
  if (!state.ok()) Stop("state", state.status().ToString());
  if (mps::evidence::DumpState(index.plan(), *state).empty()) Stop("state", "prints as nothing");
  return std::move(state).value();
}

// `{"mps_evidence":1,"collected_at":7,"environments":{...}}` in the encoding of `like`: with nothing in it, or with
// `h`.
mps::Bytes Beside(mps::ByteView like, bool with_h) {
  std::string text = R"({"mps_evidence":1,"collected_at":7,"environments":{)";
  text += with_h ? R"("h":{"schema":"h@1","claims":{}}}})" : "}}";
  const auto first = std::find_if(like.begin(), like.end(), [](std::uint8_t o) { return o > ' '; });
  if (first != like.end() && *first == '{') return mps::ToBytes(mps::AsBytes(text));
  using mps::cbor::Value;
  Value inside = Value::Map();
  if (with_h) {
    inside.entries().emplace_back(Value::Text("h"), Value::Map({{Value::Text("schema"), Value::Text("h@1")},
                                                                {Value::Text("claims"), Value::Map()}}));
  }
  const Value whole = Value::Map({{Value::Text("mps_evidence"), Value::Int(1)},
                                  {Value::Text("collected_at"), Value::Int(7)},
                                  {Value::Text("environments"), inside}});
  return mps::cbor::Encode(whole, mps::cbor::Form::kAny).value();
}

// The joined document says of `h` what the one says that has it, if one has.
void SameAsAlone(const mps::evidence::PlanIndex& index, mps::ByteView merged, bool has_h,
                 const mps::ActualState& alone) {
  auto evidence = mps::evidence::DecodeEvidence(index, merged);
  if (!evidence.ok()) Stop("joined evidence", evidence.status().ToString());
  const auto state = mps::evidence::ComputeActualState(index, std::move(evidence).value(), {});
  if (!state.ok()) Stop("joined evidence", state.status().ToString());
  if (has_h && mps::evidence::DumpState(index.plan(), *state) != mps::evidence::DumpState(index.plan(), alone))
    Stop("joined evidence", "another state than alone");
}

// In both places: as the document whose time and challenge stay, and as the one that is put beside it.
void Merge(const mps::evidence::PlanIndex& index, mps::ByteView bytes, const mps::ActualState& alone) {
  using mps::evidence::Frame;
  const mps::Bytes nothing = Beside(bytes, false), h = Beside(bytes, true);
  const auto first = mps::evidence::MergeEvidence(bytes, nothing, Frame::kOwn);
  if (!first.ok()) return;  // bare, or another document that is none of ours
  const auto twice = mps::evidence::MergeEvidence(bytes, h, Frame::kOwn);
  const bool has_h = !twice.ok();
  if (has_h && twice.status().code() != mps::Code::kDuplicate) Stop("joined twice", twice.status().ToString());
  SameAsAlone(index, *first, has_h, alone);
  const auto second = mps::evidence::MergeEvidence(nothing, bytes, Frame::kOwn);
  if (second.ok()) SameAsAlone(index, *second, has_h, alone);
}

void Judge(Real& real, const mps::ActualState& state) {
  mps::interp::EvaluateOptions options;
  options.now = 1790000000;
  options.max_steps = 2000000;
  const auto levels = static_cast<std::uint32_t>(real.program->levels.size());
  for (std::uint32_t level = 0; level < levels; ++level) {
    options.level = level;
    const auto result = real.interpreter->Evaluate(state, options);
    if (!result.ok()) Stop("evaluating", result.status().ToString());
    for (std::uint32_t rule = 0; rule < result->rules.size(); ++rule) {
      const mps::Verdict verdict = result->rules[rule].verdict;
      const bool silent = verdict == mps::Verdict::kPass || verdict == mps::Verdict::kNotSelected;
      if (real.interpreter->Explain(rule).empty() && !silent) Stop("no reason", real.program->rules[rule].id);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const mps::fuzz::FullPlan every_type = [] {
    Types made;
    return mps::fuzz::FullPlan(made.types, made.environment, "1");
  }();
  static Real real;
  const mps::ByteView bytes(data, size);
  (void)mps::evidence::PeekEvidence(bytes);
  if (const auto state = StateOf(every_type.index(), bytes)) Merge(every_type.index(), bytes, *state);
  if (const auto state = StateOf(*real.index, bytes)) Judge(real, *state);
  return 0;
}
