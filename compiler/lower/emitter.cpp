// Emitter: writes instructions of one rule after the other.
#include "lower/emitter.h"

#include <algorithm>

#include "mps/limits.h"

namespace mps::lower {

using program::kNoReg;

Emitter::Emitter(program::Program& program) : program_(program) {
  program_.notes.assign(1, program::Note());
  notes_.emplace(std::string(1, '\0'), 0);
}

std::size_t Emitter::Hash::operator()(const Instr& i) const {
  std::uint64_t h = static_cast<std::uint64_t>(i.op) << 56 ^ static_cast<std::uint64_t>(i.aux) << 48 ^ i.imm;
  h = (h ^ static_cast<std::uint64_t>(i.a) << 32) * 0x9e3779b97f4a7c15u;
  h = (h ^ static_cast<std::uint64_t>(i.b) << 16 ^ i.c) * 0x9e3779b97f4a7c15u;
  return static_cast<std::size_t>(h ^ h >> 29);
}

bool Emitter::Same::operator()(const Instr& x, const Instr& y) const {
  return x.op == y.op && x.aux == y.aux && x.a == y.a && x.b == y.b && x.c == y.c && x.imm == y.imm;
}

void Emitter::Begin() {
  held_.clear();
  memory_.release();
  held_.emplace_back(&memory_);
  registers_ = 0;
  text_ = nullptr;
}

void Emitter::End() {
  program_.registers = std::max<Reg>(program_.registers, static_cast<Reg>(registers_));
  held_.clear();
}

Reg Emitter::Reserve(std::size_t count) {
  if (registers_ + count > limit::kRegisters) {
    Fail(Status(Code::kLimit, "needs more than limit::kRegisters registers"));
    return 0;
  }
  const auto first = static_cast<Reg>(registers_);
  registers_ += count;
  return first;
}

Reg Emitter::Fresh() { return Reserve(1); }

std::uint32_t Emitter::NoteIndex(const std::string& path) {
  note_key_.clear();
  if (text_ != nullptr) note_key_ = *text_;
  note_key_ += '\0';
  note_key_ += path;
  auto [at, is_new] = notes_.try_emplace(note_key_, static_cast<std::uint32_t>(program_.notes.size()));
  if (is_new) program_.notes.push_back({note(), path});
  return at->second;
}

void Emitter::Append(const Instr& instr, const std::string& path) {
  if (failed()) return;
  if (program_.code.size() >= limit::kInstructions) {
    Fail(Status(Code::kLimit, "more instructions than limit::kInstructions"));
    return;
  }
  program_.code.push_back(instr);
  program_.note_of.push_back(NoteIndex(path));
}

Reg Emitter::Value(const Instr& wanted, const std::string& path) {
  Instr instr = wanted;
  instr.dst = kNoReg;
  for (std::size_t i = 0; i + 1 < held_.size(); ++i) {
    if (auto found = held_[i].find(instr); found != held_[i].end()) return found->second;
  }
  const auto [held, is_new] = held_.back().try_emplace(instr, kNoReg);
  if (!is_new) return held->second;
  const Reg dst = Fresh();
  held->second = dst;
  instr.dst = dst;
  Append(instr, path);
  return dst;
}

void Emitter::Effect(const Instr& instr) { Append(instr, ""); }

void Emitter::MoveTo(Reg to, Reg from) {
  Instr move;
  move.op = Op::kMove;
  move.dst = to;
  move.a = from;
  Append(move, "");
}

Emitter::OpenLoop Emitter::BeginLoop(program::LoopKind kind, Reg collection) {
  OpenLoop loop;
  loop.at = size();
  loop.member = Fresh();
  Instr instr;
  instr.op = Op::kLoop;
  instr.aux = static_cast<std::uint8_t>(kind);
  instr.dst = loop.member;
  instr.a = collection;
  Append(instr, "");
  held_.emplace_back(&memory_);
  const std::size_t depth = held_.size() - 1;
  if (depth > limit::kLoopDepth) Fail(Status(Code::kLimit, "loops nest deeper than limit::kLoopDepth"));
  program_.loop_depth = std::max(program_.loop_depth, static_cast<std::uint16_t>(depth));
  return loop;
}

Reg Emitter::EndLoop(const OpenLoop& loop, Reg body, Reg where, program::Compare compare) {
  held_.pop_back();
  if (failed()) return 0;
  Instr& begin = program_.code[loop.at];
  begin.imm = size();
  const auto kind = static_cast<program::LoopKind>(begin.aux);
  const bool compares = kind == program::LoopKind::kDistinct || kind == program::LoopKind::kBuild;
  Instr instr;
  instr.op = Op::kLoopEnd;
  instr.aux = compares ? static_cast<std::uint8_t>(compare) : begin.aux;
  instr.dst = Fresh();
  instr.a = body;
  instr.b = where;
  instr.imm = loop.at;
  Append(instr, "");
  return instr.dst;
}

std::uint32_t Emitter::ColumnIndex(schema::ColumnRef ref) {
  const std::uint64_t key = static_cast<std::uint64_t>(ref.table) << 32 | ref.column;
  auto [at, is_new] = columns_.emplace(key, static_cast<std::uint32_t>(program_.columns.size()));
  if (is_new) program_.columns.push_back(ref);
  return at->second;
}

}  // namespace mps::lower
