// Host functions of native code: the builtins that the interpreter calls, behind one signature.
#include "interp/native_host.h"

#include <cstring>

#include "builtins/builtins.h"
#include "builtins/logic.h"
#include "builtins/reasons.h"
#include "interp/native_runner.h"

namespace mps::interp {

using program::Instr;

struct NativeHostFunctions {
  static NativeRunner& RunnerOf(NativeContext* context) { return *static_cast<NativeRunner*>(context->runner); }
  static Machine& MachineOf(NativeContext* context) { return RunnerOf(context).machine_; }

  static const Instr& InstrOf(NativeRunner& runner, std::uint32_t id) {
    const program::Program& program = runner.prepared_.program();
    return (id & kNativeStep) != 0 ? program.scan_steps[id & ~kNativeStep].instr : program.code[id];
  }

#define MPS_OPERANDS_1 operands[0]
#define MPS_OPERANDS_2 operands[0], operands[1]
#define MPS_OPERANDS_3 operands[0], operands[1], operands[2]
#define X(name, arity, family)                                                                       \
  static void name(NativeContext* context, std::uint32_t id, const Cell* operands, Cell* result) {   \
    NativeRunner& runner = RunnerOf(context);                                                        \
    *result = builtins::name(runner.machine_.services(), InstrOf(runner, id), MPS_OPERANDS_##arity); \
  }
#include "builtins/builtins.def"
#undef X
#undef MPS_OPERANDS_1
#undef MPS_OPERANDS_2
#undef MPS_OPERANDS_3

  static void MakeSet(NativeContext* context, std::uint32_t id, const Cell* operands, Cell* result) {
    NativeRunner& runner = RunnerOf(context);
    *result = builtins::MakeSet(runner.machine_.services(), InstrOf(runner, id), operands);
  }
  static void IsPresent(NativeContext*, std::uint32_t, const Cell* operands, Cell* result) {
    *result = builtins::IsPresent(operands[0]);
  }
  static void Single(NativeContext*, std::uint32_t, const Cell* operands, Cell* result) {
    *result = builtins::Single(operands[0]);
  }
  static void Begin(NativeContext* context, std::uint32_t id, const Cell* operands, Cell* result) {
    *result = Cell::Int(MachineOf(context).OpenFrame(id, static_cast<std::uint32_t>(operands[1].i), operands[0]));
  }
  static void Member(NativeContext*, std::uint32_t, const Cell* operands, Cell* result) {
    *result = Machine::Member(operands[0], static_cast<std::uint32_t>(operands[1].i));
  }
  static void Take(NativeContext* context, std::uint32_t id, const Cell* operands, Cell* result) {
    *result = Cell::Int(MachineOf(context).TakeMember(id, operands[0], operands[1]) ? 1 : 0);
  }
  static void Finish(NativeContext* context, std::uint32_t id, const Cell*, Cell* result) {
    *result = MachineOf(context).CloseFrame(id);
  }
  // `seen` is how many members came to each truth.
  static void ScanCount(NativeContext* context, std::uint32_t id, const Cell* operands, Cell* result) {
    const Cell& collection = operands[0];
    std::uint64_t seen[5];
    std::memcpy(seen, operands + 1, sizeof seen);
    builtins::Rest rest;
    for (const Truth t : {Truth::kError, Truth::kUnknown, Truth::kAbsent})
      if (seen[static_cast<std::size_t>(t)] > 0) rest.Note(builtins::FromTruth(t));
    const std::uint64_t sure = seen[static_cast<std::size_t>(Truth::kTrue)];
    rest.members = static_cast<std::uint32_t>(collection.len - sure - seen[static_cast<std::size_t>(Truth::kFalse)]);
    const Cell missing = Machine::Completeness(collection, Cell::Bool(true));
    if (!builtins::Usable(missing)) rest.Open(missing.why.reason);
    const Cell count = builtins::FromInterval(builtins::WithRest(static_cast<std::int64_t>(sure), rest));
    const auto kind = RunnerOf(context).prepared_.program().scan_loops[id].kind;
    *result = kind == program::LoopKind::kOne ? builtins::IsOne(count) : count;
  }
  static void Find(NativeContext* context, std::uint32_t id, const Cell* operands, Cell*) {
    RunnerOf(context).Find(id, operands[0]);
  }
};

const std::array<NativeFunction, kNativeHosts> kNativeHostFunctions = {
#define X(name, arity, family) &NativeHostFunctions::name,
#include "builtins/builtins.def"
#undef X
#define X(name) &NativeHostFunctions::name,
#include "interp/native_host.def"
#undef X
};

namespace {

bool SameVersion(const char (&text)[64]) {
  const char* own = EngineVersion();
  const std::size_t length = std::strlen(own);
  return length < sizeof text && std::memcmp(text, own, length + 1) == 0;
}

}  // namespace

Status CheckNative(const NativeImage* image, ByteView program_digest) {
  if (image == nullptr || image->magic != kNativeMagic) return Status(Code::kMalformed, "no compiled program");
  if (!kNativeHere || image->abi != kNativeAbi || image->size != sizeof(NativeImage) || !SameVersion(image->engine))
    return Status::Unsupported("native", "the compiled program was made by another version of the engine");
  if (program_digest.size() != sizeof image->program ||
      std::memcmp(image->program, program_digest.data(), sizeof image->program) != 0)
    return Status(Code::kInvalid, "the compiled program is of another program image");
  return Status();
}

}  // namespace mps::interp
