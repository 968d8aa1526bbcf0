// What generated code knows of a register while it is being generated.
#pragma once

#include <llvm/IR/Value.h>

#include "program/program.h"
#include "program/shape.h"

namespace mps::jit {

// A cell is two words, or, where that is all there is to it, a truth: its number (mps::Truth, 32 bits) and the payload
// that a cell without value would have. At least one of the two forms is there; CodeGen makes the other. So it is with
// the outcome that a truth requires (shape kOutcome), and with the address of a set of constants, for which few ask.
struct Val {
  program::Shape shape = program::Shape::kNone;
  program::Shape member = program::Shape::kNone;  // kSet: of its members
  llvm::Value* head = nullptr;                    // i64: state, kind, aux, len as in schema/cell.h
  llvm::Value* payload = nullptr;                 // i64
  llvm::Value* truth = nullptr;                   // i32
  llvm::Value* why = nullptr;                     // i64: payload where truth is none of true and false
  bool sure = false;                              // it has a value
  const Cell* constant = nullptr;
  std::uint32_t const_set = schema::kNone;  // kSet: of Program::sets

  Val With(program::Shape other) const {
    Val v = *this;
    v.shape = other;
    return v;
  }
};

}  // namespace mps::jit
