// Expressions: lowers the typed expressions of one rule at a time into instructions, reads and constants.
//
// A failure sticks in the emitter (Emitter::status) and what is returned after it means nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "lower/constants.h"
#include "lower/emitter.h"
#include "lower/lower.h"
#include "lower/reads.h"
#include "model/model.h"

namespace mps::lower {

// A lowered expression: the register, and of collections what is in it.
struct Operand {
  Reg reg = 0;
  schema::NodeId rows = schema::kNone;                  // kRows: the collection's node; else a set, or no collection
  program::Compare compare = program::Compare::kBytes;  // sets: how members compare
};

class Expressions {
 public:
  Expressions(const model::Model& model, const Options& options, Reads& reads, Constants& constants, Emitter& emitter)
      : model_(model), options_(options), reads_(reads), constants_(constants), emitter_(emitter) {}

  // Forgets what the last rule computed.
  void Begin();
  // The expression's value. Equal ExprIds, and equal instructions, are computed once where they hold.
  Operand Lower(model::ExprId id);
  // A claim with everything below it, for configurations. Of scalars the same as Lower.
  Operand LowerWhole(model::ExprId id);
  // A truth that is always true.
  Reg True();

 private:
  // Where a claim stands: a node of the plan, seen from a row (kNoReg: the root).
  struct Place {
    Reg row = program::kNoReg;
    schema::NodeId node = schema::kNone;
  };
  // What a quantifier's binder stands for.
  struct Binding {
    enum class Kind : std::uint8_t { kConstant, kRegister, kMember, kKey } kind = Kind::kRegister;
    const Value* constant = nullptr;
    Reg reg = 0;
    Place place;            // kMember: of the member; kKey: its row, and the node of the map
    std::size_t scope = 0;  // in which it is bound
  };
  // Expressions known in a stretch of code: the rule, the body of a loop, one turn of an unrolled quantifier.
  struct Scope {
    bool is_loop = false;
    struct Known {
      Operand operand;
      std::size_t depends = 0;  // innermost scope whose binders it reads
    };
    std::unordered_map<model::ExprId, Known> known;
  };

  // expressions.cpp
  Operand Dispatch(const model::Expr& e);
  bool Recall(model::ExprId id, Operand& operand);
  void Remember(model::ExprId id, const Operand& operand, std::size_t depends);
  Operand Comparison(const model::Expr& e);
  Operand Ordered(const model::Expr& e, Op op, bool swap);
  Operand Logic(const model::Expr& e, Op op);
  Operand Arithmetic(const model::Expr& e);
  Operand TextTest(const model::Expr& e);
  Operand Unary(const model::Expr& e, Op op);
  Operand Binary(const model::Expr& e, Op op, std::uint8_t aux);
  Operand Constant(const model::Expr& e);
  Operand Param(const model::Expr& e);
  Operand Variable(const model::Expr& e);
  Operand ScalarConstant(const Value& value);
  Operand Emit(const model::Expr& e, const Instr& instr);
  Operand Fail(Code code, const std::string& message);
  // A form that the checker lets no source have.
  Operand Refused(const std::string& what);

  // places.cpp
  bool IsPlace(const model::Expr& e) const;
  std::optional<Place> PlaceOf(model::ExprId id);
  std::optional<Place> IndexPlace(const model::Expr& e);
  std::optional<std::string> ConstantKey(model::ExprId id);
  Operand ValueOf(const Place& place);
  const Binding* BindingOf(std::uint32_t var);

  // collections.cpp
  Operand SetConstant(const std::vector<Value>& members, program::Compare compare);
  Operand SetWith(model::ExprId id, program::Compare compare);
  Operand AsSet(const Operand& collection, program::Compare compare);
  const schema::TypeDef* ElementType(model::ExprId id) const;
  program::Compare ElementCompare(model::ExprId id) const;
  const std::vector<Value>* ConstantMembers(model::ExprId id) const;
  Operand InSet(const model::Expr& e);
  Operand SetEqual(const model::Expr& e);
  Operand Else(const model::Expr& e);
  Operand CollectionElse(const model::Expr& e);
  Operand Count(const model::Expr& e);
  Operand MakeSet(const model::Expr& e, program::Compare compare);
  Operand Lookup(const model::Expr& e);

  // quantifiers.cpp
  Operand Quantifier(const model::Expr& e);
  Operand Looped(const model::Expr& e, program::LoopKind kind, program::Compare compare);
  void Bind(const model::Expr& e, const Operand& collection, Reg member);
  static bool HasRepeats(const std::vector<Value>& members);
  bool MayUnroll(const model::Expr& e, const std::vector<Value>& members) const;
  Operand Unrolled(const model::Expr& e, const std::vector<Value>& members);
  Reg Turn(const model::Expr& e);
  Reg Negate(Reg truth);
  Reg Fold(Op op, Reg a, Reg b);

  model::ExprId IdOf(const model::Expr& e) const { return static_cast<model::ExprId>(&e - model_.exprs.data()); }
  const model::Expr& Arg(const model::Expr& e, std::size_t i) const { return model_.exprs[e.args[i]]; }
  const schema::TypeDef& TypeOf(model::ExprId id) const { return model_.types[model_.exprs[id].type]; }
  program::Compare CompareArgs(const model::Expr& e) const { return CompareOf(TypeOf(e.args[0]), TypeOf(e.args[1])); }
  std::uint32_t Index(Result<std::uint32_t> index);

  const model::Model& model_;
  const Options& options_;
  Reads& reads_;
  Constants& constants_;
  Emitter& emitter_;
  std::vector<Scope> scopes_;
  std::unordered_map<model::VarId, Binding> bindings_;
  std::size_t depends_ = 0;  // innermost scope that the expression being lowered has read so far
  std::size_t depth_ = 0;
  std::size_t steps_ = 0;
  std::size_t bodies_ = 1;  // turns of the unrolled quantifiers around
};

}  // namespace mps::lower
