// Expressions: sets and collections. A collection is either rows of the evidence or a set; where one operator needs a
// set, rows of scalars are made one by a Build loop.
#include <algorithm>

#include "lower/expressions.h"
#include "schema/types.h"

namespace mps::lower {

using model::Expr;
using model::ExprId;
using model::ExprKind;
using program::Compare;

Operand Expressions::SetConstant(const std::vector<Value>& members, Compare compare) {
  const std::uint32_t index = Index(constants_.ModelSet(members, compare));
  Operand operand{emitter_.Value({.op = Op::kConstSet, .imm = index})};
  operand.compare = compare;
  return operand;
}

// The type of a collection's members, nullptr where the model knows none (an empty literal).
const schema::TypeDef* Expressions::ElementType(ExprId id) const {
  const Expr& e = model_.exprs[id];
  schema::TypeId element = schema::kNoType;
  if (e.kind == ExprKind::kSetRef) {
    element = model_.sets[e.index].element;
  } else if (e.kind == ExprKind::kLookup) {
    element = model_.tables[model_.exprs[e.args[0]].index].element;
  } else if (e.type < model_.types.types.size()) {
    // A map is the collection of its keys.
    element = model_.types[e.type].kind == TypeKind::kMap ? model_.types[e.type].key : model_.types[e.type].element;
  }
  return element < model_.types.types.size() ? &model_.types[element] : nullptr;
}

Compare Expressions::ElementCompare(ExprId id) const {
  const schema::TypeDef* element = ElementType(id);
  return element == nullptr ? Compare::kBytes : CompareOf(*element, *element);
}

// Members that are constant, or nullptr.
const std::vector<Value>* Expressions::ConstantMembers(ExprId id) const {
  const Expr& e = model_.exprs[id];
  if (e.kind == ExprKind::kSetRef) return &model_.sets[e.index].members;
  const bool literal =
      e.kind == ExprKind::kConst && (e.value.kind == TypeKind::kSet || e.value.kind == TypeKind::kList);
  return literal ? &e.value.items : nullptr;
}

// The collection as a set whose members compare like that.
Operand Expressions::SetWith(ExprId id, Compare compare) {
  if (const std::vector<Value>* members = ConstantMembers(id)) return SetConstant(*members, compare);
  if (model_.exprs[id].kind == ExprKind::kMakeSet) return MakeSet(model_.exprs[id], compare);
  return AsSet(Lower(id), compare);
}

Operand Expressions::AsSet(const Operand& collection, Compare compare) {
  if (emitter_.failed()) return {};
  if (collection.rows == schema::kNone && collection.compare == compare) return collection;
  Place member;
  if (collection.rows != schema::kNone) {
    if (reads_.Type(collection.rows).kind == TypeKind::kMap) return Refused("a map is no set");
    if (!schema::IsScalar(reads_.Type(reads_.Element(collection.rows)).kind)) return Refused("a set holds scalars");
    member.node = reads_.Element(collection.rows);
  }
  Emitter::OpenLoop loop = emitter_.BeginLoop(program::LoopKind::kBuild, collection.reg);
  member.row = loop.member;
  const Reg body = collection.rows == schema::kNone ? loop.member : ValueOf(member).reg;
  Operand set{emitter_.EndLoop(loop, body, program::kNoReg, compare)};
  set.compare = compare;
  return set;
}

Operand Expressions::InSet(const Expr& e) {
  const schema::TypeDef& type = TypeOf(e.args[0]);
  const schema::TypeDef* element = ElementType(e.args[1]);
  const Compare compare = CompareOf(type, element == nullptr ? type : *element);
  const Reg member = Lower(e.args[0]).reg;
  Instr instr{.op = Op::kInSet, .aux = static_cast<std::uint8_t>(compare), .a = member, .imm = program::kNoColumn};
  if (ConstantMembers(e.args[1]) == nullptr && Arg(e, 1).kind != ExprKind::kMakeSet) {
    const Operand collection = Lower(e.args[1]);
    if (emitter_.failed()) return {};
    if (collection.rows != schema::kNone) {
      instr.b = collection.reg;
      if (reads_.Type(collection.rows).kind == TypeKind::kMap) {
        instr.imm = emitter_.ColumnIndex(reads_.KeyColumn(collection.rows));
        return Emit(e, instr);
      }
      const schema::NodeId value = reads_.Element(collection.rows);
      if (!schema::IsScalar(reads_.Type(value).kind)) return Refused("only scalars are looked for in a collection");
      instr.imm = emitter_.ColumnIndex(reads_.Value(value));
      return Emit(e, instr);
    }
  }
  instr.b = SetWith(e.args[1], compare).reg;
  return Emit(e, instr);
}

Operand Expressions::SetEqual(const Expr& e) {
  for (ExprId side : e.args) {
    if (TypeOf(side).kind == TypeKind::kMap) return Refused("maps do not compare");
    if (TypeOf(side).kind == TypeKind::kList && ConstantMembers(side) == nullptr)
      return Refused("lists do not compare");
  }
  const schema::TypeDef* left = ElementType(e.args[0]);
  const schema::TypeDef* right = ElementType(e.args[1]);
  if (left == nullptr) left = right;
  if (right == nullptr) right = left;
  const Compare compare = left == nullptr ? Compare::kBytes : CompareOf(*left, *right);
  const Reg a = SetWith(e.args[0], compare).reg;
  const Reg b = SetWith(e.args[1], compare).reg;
  const Operand same = Emit(e, {.op = Op::kSetEqual, .aux = static_cast<std::uint8_t>(compare), .a = a, .b = b});
  return e.kind == ExprKind::kEqual ? same : Emit(e, {.op = Op::kNot, .a = same.reg});
}

Operand Expressions::Else(const Expr& e) {
  if (schema::IsCollection(TypeOf(e.args[0]).kind)) return CollectionElse(e);
  if (!schema::IsScalar(TypeOf(e.args[0]).kind)) return Refused("`else` takes scalars and collections");
  return Binary(e, Op::kElse, 0);
}

Operand Expressions::CollectionElse(const Expr& e) {
  Operand value = Lower(e.args[0]);
  if (emitter_.failed()) return {};
  const Expr& other = Arg(e, 1);
  const std::vector<Value>* members = ConstantMembers(e.args[1]);
  const bool empty_map =
      other.kind == ExprKind::kConst && other.value.kind == TypeKind::kMap && other.value.items.empty();
  const bool empty =
      empty_map || (members != nullptr && members->empty()) || (other.kind == ExprKind::kMakeSet && other.args.empty());
  if (value.rows != schema::kNone && empty) {
    value.reg = Emit(e, {.op = Op::kElseEmpty, .a = value.reg}).reg;
    return value;
  }
  const Compare compare = ElementCompare(e.args[0]);
  const Reg a = AsSet(value, compare).reg;
  const Reg b = SetWith(e.args[1], compare).reg;
  Operand set = Emit(e, {.op = Op::kElse, .a = a, .b = b});
  set.compare = compare;
  return set;
}

Operand Expressions::Count(const Expr& e) {
  const Expr& collection = Arg(e, 0);
  // A literal list counts its members, repeats too; as a set it would not.
  if (collection.kind == ExprKind::kConst && collection.value.kind == TypeKind::kList) {
    const auto size = static_cast<std::int64_t>(collection.value.items.size());
    return {emitter_.Value({.op = Op::kConst, .imm = constants_.Int(size)})};
  }
  return Unary(e, Op::kCount);
}

Operand Expressions::MakeSet(const Expr& e, Compare compare) {
  if (e.args.empty()) return SetConstant({}, compare);
  std::vector<Reg> members;
  for (ExprId arg : e.args) {
    if (!schema::IsScalar(TypeOf(arg).kind)) return Refused("a set holds scalars");
    members.push_back(Lower(arg).reg);
    if (emitter_.failed()) return {};
  }
  emitter_.SetNote(&e.text);
  const Reg first = emitter_.Reserve(members.size());
  for (std::size_t i = 0; i < members.size(); ++i) emitter_.MoveTo(static_cast<Reg>(first + i), members[i]);
  Operand set = Emit(e, {.op = Op::kMakeSet,
                         .aux = static_cast<std::uint8_t>(compare),
                         .a = first,
                         .imm = static_cast<std::uint32_t>(members.size())});
  set.compare = compare;
  return set;
}

Operand Expressions::Lookup(const Expr& e) {
  const std::uint32_t table = Arg(e, 0).index;
  if (Arg(e, 0).kind != ExprKind::kTableRef) return Fail(Code::kInternal, "a lookup in no table");
  const Reg key = Lower(e.args[1]).reg;
  Operand set = Emit(e, {.op = Op::kLookup, .a = key, .imm = Index(constants_.Table(model_, table))});
  set.compare = ElementCompare(IdOf(e));
  return set;
}

}  // namespace mps::lower
