// Expressions. Chains (and, or, + and -, paths) are vectors of operands, so depth is bounded by limit::kNesting.
// Nodes belong to the Arena of their File; pointers to children are never owning. Null only where said.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "ast/literal.h"

namespace mps::ast {

enum class ExprKind : std::uint8_t {
  kError,          // ErrorExpr: could not be parsed; a diagnostic has said so
  kLiteral,        // LiteralExpr
  kName,           // NameExpr
  kNow,            // NowExpr
  kPath,           // PathExpr: x.y  x[i]  f(a)  x by e
  kElse,           // ElseExpr: (x else d)
  kNot,            // NotExpr
  kLogic,          // LogicExpr: a and b and c;  a or b or c
  kCompare,        // CompareExpr
  kRange,          // RangeExpr: lo..hi, only as the right side of `in` and `not in`
  kPresence,       // PresenceExpr: x is present, x is absent
  kSum,            // SumExpr: a + b - c
  kMask,           // MaskExpr: a & b
  kQuantifier,     // QuantifierExpr: all x in c where p : q
  kCount,          // CountExpr: count(c), count(x in c where p)
  kComprehension,  // ComprehensionExpr: { e for x in c where p }
  kSet,            // SetExpr: { a, b }; also the empty { }, which may stand for an empty map or record too
  kMap,            // MapExpr: { k : v }
  kRecord,         // RecordExpr: { name = v }
  kList,           // ListExpr: [ a, b ]
};
std::string_view ExprKindName(ExprKind kind);

struct Expr {
  ExprKind kind;
  Span span;  // without surrounding parentheses
  // The node as its own type. REQUIRES: T::kKind == kind.
  template <class T>
  const T& As() const {
    return static_cast<const T&>(*this);
  }
  virtual ~Expr() = default;

 protected:
  explicit Expr(ExprKind k) : kind(k) {}
};
template <ExprKind K>
struct ExprOf : Expr {
  static constexpr ExprKind kKind = K;
  ExprOf() : Expr(K) {}
};

struct ErrorExpr : ExprOf<ExprKind::kError> {};
struct LiteralExpr : ExprOf<ExprKind::kLiteral> {
  Literal value;
};
struct NameExpr : ExprOf<ExprKind::kName> {
  Name name;
};
struct NowExpr : ExprOf<ExprKind::kNow> {};

struct Arg {
  std::optional<Name> name;  // `at_most = 0600`
  const Expr* value = nullptr;
  Span span;
};
enum class StepKind : std::uint8_t { kField, kIndex, kCall, kBy };
struct Step {
  StepKind kind = StepKind::kField;
  Span span;                    // from the dot or bracket to the end of the step
  Name name;                    // kField: the member; kBy: the endorser
  const Expr* index = nullptr;  // kIndex
  std::vector<Arg> args;        // kCall
};
// At least one step. `linux.installed(host, "x")` is base `linux`, field `installed`, call.
struct PathExpr : ExprOf<ExprKind::kPath> {
  const Expr* base = nullptr;
  std::vector<Step> steps;
};

struct ElseExpr : ExprOf<ExprKind::kElse> {
  const Expr* value = nullptr;
  const Expr* fallback = nullptr;
};
struct NotExpr : ExprOf<ExprKind::kNot> {
  const Expr* operand = nullptr;
};
enum class LogicOp : std::uint8_t { kAnd, kOr };
struct LogicExpr : ExprOf<ExprKind::kLogic> {
  LogicOp op = LogicOp::kAnd;
  std::vector<const Expr*> operands;  // at least two
};
enum class CompareOp : std::uint8_t {
  kEq,
  kNe,
  kLt,
  kLe,
  kGt,
  kGe,
  kIn,
  kNotIn,
  kWithin,
  kMatches,
  kContains,
  kStartsWith,
  kEndsWith,
};
std::string_view CompareOpName(CompareOp op);  // as it is written: `==`, `not in`, `starts with`
struct CompareExpr : ExprOf<ExprKind::kCompare> {
  CompareOp op = CompareOp::kEq;
  Span op_span;
  const Expr* left = nullptr;
  const Expr* right = nullptr;
};
struct RangeExpr : ExprOf<ExprKind::kRange> {
  const Expr* low = nullptr;
  const Expr* high = nullptr;
};
struct PresenceExpr : ExprOf<ExprKind::kPresence> {
  const Expr* operand = nullptr;
  bool present = true;  // else `is absent`
};
struct SumTerm {
  bool minus = false;  // always false of the first
  const Expr* operand = nullptr;
  Span op_span;  // of the sign; empty of the first
};
struct SumExpr : ExprOf<ExprKind::kSum> {
  std::vector<SumTerm> terms;  // at least two
};
struct MaskExpr : ExprOf<ExprKind::kMask> {
  const Expr* left = nullptr;
  const Expr* right = nullptr;
};

// `x in c where p` or, over a map, `key, value in c where p`.
struct Binding {
  std::vector<Name> names;  // one or two
  const Expr* collection = nullptr;
  const Expr* where = nullptr;  // null: no filter
};
enum class Quantifier : std::uint8_t { kAll, kAny, kNo, kOne, kDistinct };
std::string_view QuantifierName(Quantifier quantifier);
struct QuantifierExpr : ExprOf<ExprKind::kQuantifier> {
  Quantifier quantifier = Quantifier::kAll;
  Binding binding;
  const Expr* body = nullptr;  // of `distinct`: the key
};
// `count(c)`: binding.names is empty and there is no filter.
struct CountExpr : ExprOf<ExprKind::kCount> {
  Binding binding;
};
struct ComprehensionExpr : ExprOf<ExprKind::kComprehension> {
  const Expr* element = nullptr;
  Binding binding;
};
struct SetExpr : ExprOf<ExprKind::kSet> {
  std::vector<const Expr*> items;
};
struct MapEntry {
  const Expr* key = nullptr;
  const Expr* value = nullptr;
};
struct MapExpr : ExprOf<ExprKind::kMap> {
  std::vector<MapEntry> entries;  // at least one
};
struct RecordMember {
  Name name;
  const Expr* value = nullptr;
};
struct RecordExpr : ExprOf<ExprKind::kRecord> {
  std::vector<RecordMember> members;  // at least one
};
struct ListExpr : ExprOf<ExprKind::kList> {
  std::vector<const Expr*> items;
};

}  // namespace mps::ast
