// Emitter: writes instructions of one rule after the other, each register assigned once, equal instructions once.
#pragma once

#include <cstdint>
#include <memory_resource>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "mps/status.h"
#include "program/program.h"

namespace mps::lower {

using program::Instr;
using program::Op;
using program::Reg;

// Appends to Program::code, note_of and notes. A failure (registers or instructions run out) sticks: status().
class Emitter {
 public:
  explicit Emitter(program::Program& program);

  // Between them stand the instructions of one rule or configuration; registers begin at 0 again.
  void Begin();
  void End();

  // What reports show for the instructions that follow, until the next call; nullptr: nothing. It must live until then.
  void SetNote(const std::string* text) { text_ = text; }
  const std::string* note_text() const { return text_; }
  std::string note() const { return text_ == nullptr ? std::string() : *text_; }

  // Emits and returns the register of the result: that of an equal instruction where one holds here already.
  // `instr.dst` is not looked at. `path`: of the claim that is read.
  Reg Value(const Instr& instr, const std::string& path = "");
  // Emits an instruction without result.
  void Effect(const Instr& instr);
  // `count` fresh registers in a row, for MakeSet; each is to be assigned by MoveTo.
  Reg Reserve(std::size_t count);
  void MoveTo(Reg to, Reg from);

  // A loop over a collection: returns its number for EndLoop, and the register of the member.
  struct OpenLoop {
    std::uint32_t at = 0;
    Reg member = program::kNoReg;
  };
  OpenLoop BeginLoop(program::LoopKind kind, Reg collection);
  Reg EndLoop(const OpenLoop& loop, Reg body, Reg where, program::Compare compare);

  std::uint32_t size() const { return static_cast<std::uint32_t>(program_.code.size()); }
  // Index into Program::columns.
  std::uint32_t ColumnIndex(schema::ColumnRef ref);

  bool failed() const { return !status_.ok(); }
  const Status& status() const { return status_; }
  // The first failure counts.
  void Fail(Status status) {
    if (status_.ok()) status_ = std::move(status);
  }

 private:
  struct Hash {
    std::size_t operator()(const Instr& instr) const;
  };
  struct Same {
    bool operator()(const Instr& a, const Instr& b) const;
  };
  using Held = std::pmr::unordered_map<Instr, Reg, Hash, Same>;

  Reg Fresh();
  void Append(const Instr& instr, const std::string& path);
  std::uint32_t NoteIndex(const std::string& path);

  program::Program& program_;
  const std::string* text_ = nullptr;
  std::pmr::monotonic_buffer_resource memory_;  // of what holds within one rule
  std::vector<Held> held_;                      // what holds: outside loops, in the first loop, ...
  std::size_t registers_ = 0;
  std::unordered_map<std::string, std::uint32_t> notes_;
  std::string note_key_;  // of the note being looked up; kept for its memory
  std::unordered_map<std::uint64_t, std::uint32_t> columns_;
  Status status_;
};

}  // namespace mps::lower
