// Loops: quantifiers, counts and built sets over the members of a collection, in five truth values.
#include "builtins/builtins.h"
#include "builtins/logic.h"
#include "builtins/reasons.h"
#include "interp/machine.h"

namespace mps::interp {

using builtins::And;
using builtins::Not;
using builtins::Or;
using builtins::TruthOf;
using builtins::Usable;
using program::Compare;
using program::Instr;
using program::kNoReg;
using program::LoopKind;

Cell Machine::Member(const Cell& collection, std::uint32_t index) {
  if (collection.kind == CellKind::kSet) return builtins::SetOf(collection).members[index];
  Cell row;
  row.state = State::kValue;
  row.kind = CellKind::kRow;
  row.rows = {collection.rows.first_row + index, 0};
  return row;
}

Cell Machine::Presence(const Cell& collection, std::uint32_t index) {
  if (collection.kind != CellKind::kSet) return Cell::Bool(true);
  const builtins::SetObject& set = builtins::SetOf(collection);
  return set.presence == nullptr ? Cell::Bool(true) : set.presence[index];
}

std::uint32_t Machine::MemberCount(const Cell& collection) {
  return collection.kind == CellKind::kSet ? builtins::SetOf(collection).count : collection.len;
}

Cell Machine::Completeness(const Cell& collection, const Cell& complete) {
  if (collection.kind == CellKind::kSet) return builtins::SetOf(collection).rest.Worst(complete);
  if (collection.state != State::kIncomplete) return complete;
  const ReasonId reason = collection.rows.row_reason;
  return Cell::Unknown(reason != 0 ? reason : static_cast<ReasonId>(builtins::kReasonIncomplete));
}

std::uint32_t Machine::OpenFrame(std::uint32_t depth, std::uint32_t pc, const Cell& collection) {
  const Instr* code = services_.program().code.data();
  const auto kind = static_cast<LoopKind>(code[pc].aux);
  Frame& frame = frames_[depth];
  frame.loop = pc;
  frame.collection = collection;
  frame.index = 0;
  frame.count = MemberCount(collection);
  frame.truth = Cell::Bool(kind == LoopKind::kAll);
  frame.number = {};
  frame.rest = {};
  frame.keys.clear();
  if (kind == LoopKind::kBuild) frame.builder.Clear(static_cast<Compare>(code[code[pc].imm].aux));
  return frame.count;
}

bool Machine::TakeMember(std::uint32_t depth, const Cell& where, const Cell& body) {
  Frame& frame = frames_[depth];
  const auto kind = static_cast<LoopKind>(services_.program().code[frame.loop].aux);
  const std::uint32_t index = frame.index++;
  if (frame.collection.kind != CellKind::kSet) return Take(frame, kind, where, body);
  return Take(frame, kind, And(Presence(frame.collection, index), where), body);
}

Cell Machine::CloseFrame(std::uint32_t depth) {
  Frame& frame = frames_[depth];
  const Instr* code = services_.program().code.data();
  const Instr& loop = code[frame.loop];
  return Finish(frame, static_cast<LoopKind>(loop.aux), static_cast<Compare>(code[loop.imm].aux));
}

std::uint32_t Machine::OpenLoop(std::uint32_t pc) {
  const Instr* code = services_.program().code.data();
  const Instr& in = code[pc];
  const Instr& end = code[in.imm];
  const Cell& collection = regs_[in.a];
  if (!Usable(collection)) {
    regs_[end.dst] = collection;
    return in.imm + 1;
  }
  if (OpenFrame(static_cast<std::uint32_t>(depth_), pc, collection) == 0) {
    regs_[end.dst] = CloseFrame(static_cast<std::uint32_t>(depth_));
    return in.imm + 1;
  }
  ++depth_;
  regs_[in.dst] = Member(collection, 0);
  return pc + 1;
}

std::uint32_t Machine::EndOfBody(std::uint32_t pc) {
  const Instr& end = services_.program().code[pc];
  const auto depth = static_cast<std::uint32_t>(depth_ - 1);
  const Frame& frame = frames_[depth];
  const Cell where = end.b == kNoReg ? Cell::Bool(true) : regs_[end.b];
  if (!TakeMember(depth, where, regs_[end.a]) && frame.index < frame.count) {
    regs_[services_.program().code[frame.loop].dst] = Member(frame.collection, frame.index);
    return frame.loop + 1;
  }
  regs_[end.dst] = CloseFrame(depth);
  --depth_;
  return pc + 1;
}

bool Machine::Take(Frame& frame, LoopKind kind, const Cell& where, const Cell& body) {
  switch (kind) {
    case LoopKind::kAll:
      frame.truth = And(frame.truth, Or(Not(where), body));
      return TruthOf(frame.truth) == Truth::kFalse;
    case LoopKind::kAny:
      frame.truth = Or(frame.truth, And(where, body));
      return TruthOf(frame.truth) == Truth::kTrue;
    case LoopKind::kCount:
    case LoopKind::kOne: {
      const Cell counted = And(where, body);
      if (!Usable(counted)) {
        frame.rest.Note(counted);
      } else if (counted.i != 0) {
        ++frame.number.least;
      }
      return false;
    }
    case LoopKind::kDistinct: {
      if (TruthOf(where) == Truth::kFalse) return false;
      const Cell key = builtins::Single(body);
      if (!Usable(where) || !Usable(key)) {
        frame.rest.Note(builtins::Missing(where, key));
      } else {
        frame.keys.push_back(key);
      }
      return false;
    }
    case LoopKind::kBuild:
      frame.builder.Add(builtins::Single(body), where);
      return false;
  }
  return false;
}

Cell Machine::Finish(Frame& frame, LoopKind kind, Compare compare) {
  switch (kind) {
    case LoopKind::kAll:
      return And(frame.truth, Completeness(frame.collection, Cell::Bool(true)));
    case LoopKind::kAny:
      return Or(frame.truth, Completeness(frame.collection, Cell::Bool(false)));
    case LoopKind::kCount:
      return FinishCount(frame);
    case LoopKind::kOne:
      return builtins::IsOne(FinishCount(frame));
    case LoopKind::kDistinct:
      return FinishDistinct(frame, compare);
    case LoopKind::kBuild:
      return FinishBuild(frame);
  }
  return Cell::Error(builtins::kReasonKind);
}

namespace {

// What is missing of the collection itself counts as its members' states do.
builtins::Rest WithCollection(builtins::Rest rest, const Cell& collection) {
  const Cell missing = Machine::Completeness(collection, Cell::Bool(true));
  if (Usable(missing)) return rest;
  if (collection.kind != CellKind::kSet) {
    rest.Open(missing.why.reason);
    return rest;
  }
  const builtins::Rest& own = builtins::SetOf(collection).rest;
  const std::uint32_t members = rest.members + own.members;
  if (own.error) rest.Note(Cell::Error(own.error_reason));
  if (own.absent) rest.Note(Cell::Absent());
  if (own.unknown) rest.Note(Cell::Unknown(own.unknown_reason));
  rest.members = members;
  if (own.open) rest.Open(own.unknown_reason);
  return rest;
}

}  // namespace

Cell Machine::FinishCount(const Frame& frame) const {
  return builtins::FromInterval(builtins::WithRest(frame.number.least, WithCollection(frame.rest, frame.collection)));
}

Cell Machine::FinishDistinct(Frame& frame, Compare compare) {
  const Cell repeated = builtins::AnyEqual(services_, compare, frame.keys);
  if (TruthOf(repeated) == Truth::kTrue) return Cell::Bool(false);
  return And(Not(repeated), WithCollection(frame.rest, frame.collection).Worst(Cell::Bool(true)));
}

Cell Machine::FinishBuild(Frame& frame) {
  if (frame.collection.kind == CellKind::kSet) {
    const builtins::Rest& rest = builtins::SetOf(frame.collection).rest;
    frame.builder.AddRest(rest);
    if (rest.open) frame.builder.Open(rest.unknown_reason);
  } else if (frame.collection.state == State::kIncomplete) {
    frame.builder.Open(Completeness(frame.collection, Cell::Bool(true)).why.reason);
  }
  const builtins::SetObject* set = frame.builder.Finish(services_.arena());
  return set == nullptr ? Cell::Error(builtins::kReasonMemory) : builtins::SetCell(set);
}

}  // namespace mps::interp
