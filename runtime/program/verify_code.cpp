// The verifier's walk over instructions.
#include "program/verify_code.h"

#include <algorithm>

#include "program/names.h"
#include "schema/verify_plan.h"

namespace mps::program {

using schema::kNone;

namespace {

Known Of(Shape shape) { return {.shape = shape}; }
Known SetOf(Shape member, Compare compare) { return {.shape = Shape::kSet, .member = member, .compare = compare}; }
const Known kTruth{.shape = Shape::kBool};

bool Ordered(Compare compare) { return compare != Compare::kDigest && compare != Compare::kCidr; }
bool IsGrade(std::uint32_t grade) {
  return grade == static_cast<std::uint32_t>(Grade::kAffirming) ||
         grade == static_cast<std::uint32_t>(Grade::kWarning) ||
         grade == static_cast<std::uint32_t>(Grade::kContraindicated);
}

// Opcodes whose aux means something.
bool HasAux(Op op) {
  switch (op) {
    case Op::kEqual:
    case Op::kNotEqual:
    case Op::kLess:
    case Op::kLessEqual:
    case Op::kInRange:
    case Op::kInSet:
    case Op::kSetEqual:
    case Op::kMakeSet:
    case Op::kAdd:
    case Op::kSub:
    case Op::kBitAnd:
    case Op::kLoop:
    case Op::kLoopEnd:
      return true;
    default:
      return false;
  }
}

}  // namespace

Shape MembersShape(Compare compare, const std::vector<Cell>& cells) {
  Shape shape = Shape::kAny;
  for (const Cell& cell : cells) {
    const Shape next = ShapeOf(cell.kind);
    if (compare == Compare::kScalar) {
      if (next != Shape::kBool && next != Shape::kInt && next != Shape::kText) return Shape::kNone;
      shape = shape == Shape::kAny || shape == next ? next : Shape::kScalar;
      continue;
    }
    if (shape != Shape::kAny && shape != next) return Shape::kNone;
    shape = next;
  }
  return Compares(compare, shape, shape) ? shape : Shape::kNone;
}

// Versions are compared with every member and scalars are of several kinds: such sets are not stored.
Shape MembersShape(const ConstSet& set) {
  if (!set.is_stored()) return MembersShape(set.compare, set.members);
  const Shape shape = ShapeOf(set.stored[0].kind);
  const bool fits = set.compare <= Compare::kDigest && Compares(set.compare, shape, shape);
  return fits ? shape : Shape::kNone;
}

CodeVerifier::CodeVerifier(const Program& program)
    : program_(program),
      nodes_(schema::NodesOfColumns(program.plan)),
      registers_(program.registers),
      used_(program.registers, false) {
  for (const ConstSet& set : program.sets) set_members_.push_back(MembersShape(set));
  for (const ConstTable& table : program.tables) table_members_.push_back(MembersShape(table.compare, table.values));
}

Known CodeVerifier::Fail(const char* what) {
  if (status_.ok()) status_ = Status(Code::kMalformed, std::string("instruction: ") + what, at_);
  return {};
}
bool CodeVerifier::Want(bool condition, const char* what) {
  if (!condition) Fail(what);
  return condition;
}

const Known& CodeVerifier::At(Reg reg) {
  static const Known nothing;
  if (reg >= registers_.size()) {
    Fail("no such register");
    return nothing;
  }
  if (registers_[reg].shape == Shape::kNone) Fail("a register is read that holds nothing here");
  return registers_[reg];
}

void CodeVerifier::Assign(Reg reg, const Known& known) {
  if (!Want(reg < registers_.size(), "no such register") || !Want(!used_[reg], "a register is assigned twice")) return;
  used_[reg] = true;
  registers_[reg] = known;
  assigned_.push_back(reg);
}

Status CodeVerifier::Rule(std::uint32_t rule) {
  return RuleRange(rule, program_.rules[rule].first, program_.rules[rule].last);
}

Status CodeVerifier::PlannedRule(std::uint32_t rule) {
  return RuleRange(rule, program_.rules[rule].planned_first, program_.rules[rule].planned_last);
}

Status CodeVerifier::RuleRange(std::uint32_t rule, std::uint32_t first, std::uint32_t last) {
  rule_ = rule;
  configuration_ = kNone;
  const RuleSpec& spec = program_.rules[rule];
  const bool dropped = program_.tailoring && spec.levels.empty() && !spec.hidden;
  stored_ = (spec.is_manual || dropped) && first == last;
  MPS_TRY(Range(first, last));
  if (!stored_) return Status(Code::kMalformed, "rule " + program_.rules[rule].id + " stores no verdict");
  return {};
}

Status CodeVerifier::Configuration(std::uint32_t configuration) {
  rule_ = kNone;
  configuration_ = configuration;
  entries_ = 0;
  const ConfigurationSpec& spec = program_.configurations[configuration];
  MPS_TRY(Range(spec.first, spec.last));
  if (entries_ != spec.paths.size()) return Status(Code::kMalformed, "configuration " + spec.id + " lacks entries");
  return {};
}

Status CodeVerifier::Range(std::uint32_t first, std::uint32_t last) {
  last_ = last;
  for (at_ = first; at_ < last && status_.ok(); ++at_) {
    Status status = Step(program_.code[at_]);
    if (!status.ok()) return status;
  }
  if (status_.ok() && !loops_.empty()) Fail("a loop is not closed");
  for (Reg reg : assigned_) {
    registers_[reg] = {};
    used_[reg] = false;
  }
  assigned_.clear();
  loops_.clear();
  return status_;
}

// Operands that the opcode does not have must not be there.
bool CodeVerifier::Unused(const Instr& instr) {
  const OpInfo& info = InfoOf(instr.op);
  std::size_t registers = 0;
  bool immediate = false;
  for (char letter : info.operands) {
    const bool is_register = letter >= 'a' && letter <= 'z';
    registers += is_register ? 1 : 0;
    immediate = immediate || (!is_register && letter != 'L');
  }
  return (registers >= 1 || instr.a == kNoReg) && (registers >= 2 || instr.b == kNoReg) &&
         (registers >= 3 || instr.c == kNoReg) && (immediate || instr.imm == 0) &&
         (HasAux(instr.op) || instr.aux == 0) && (info.result != '-' || instr.dst == kNoReg);
}

Status CodeVerifier::Step(const Instr& instr) {
  if (!Want(static_cast<std::size_t>(instr.op) < kOps, "no such opcode")) return status_;
  if (!Want(Unused(instr), "an operand that the opcode does not have")) return status_;
  if (Want(!stored_ || rule_ == kNone, "something follows the verdict") && Stores(instr)) return status_;
  Known result;
  switch (instr.op) {
    case Op::kConst:
    case Op::kConstSet:
    case Op::kParam:
    case Op::kNow:
    case Op::kConfigDigest:
      result = Load(instr);
      break;
    case Op::kMove:
    case Op::kColumn:
    case Op::kProbe:
    case Op::kRowKey:
    case Op::kIsPresent:
    case Op::kIsAbsent:
    case Op::kElse:
    case Op::kElseEmpty:
      result = Read(instr);
      break;
    case Op::kNot:
    case Op::kAnd:
    case Op::kOr:
    case Op::kTally:
      result = Logic(instr);
      break;
    case Op::kInSet:
    case Op::kSetEqual:
    case Op::kMakeSet:
    case Op::kCount:
    case Op::kLookup:
      result = Collection(instr);
      break;
    case Op::kScan:
      result = Scan(instr);
      break;
    case Op::kLoop:
      result = BeginLoop(instr);
      break;
    case Op::kLoopEnd:
      result = EndLoop(instr);
      break;
    case Op::kApply:
    case Op::kJoin:
    case Op::kGovern:
    case Op::kRequire:
    case Op::kArm:
    case Op::kGraded:
      result = Outcome(instr);
      break;
    default:
      result = Compute(instr);
  }
  if (status_.ok() && Want(result.shape != Shape::kNone, "operands of the wrong kind")) Assign(instr.dst, result);
  return status_;
}

// True for StoreVerdict and StoreConfig, which have no result.
bool CodeVerifier::Stores(const Instr& instr) {
  if (instr.op == Op::kStoreVerdict) {
    Want(rule_ != kNone && instr.imm == rule_, "a verdict of another rule");
    Want(loops_.empty(), "a verdict inside a loop");
    Want(At(instr.a).shape == Shape::kOutcome, "no outcome");
    stored_ = true;
    return true;
  }
  if (instr.op != Op::kStoreConfig) return false;
  Want(configuration_ != kNone && instr.imm >> 16 == configuration_ && (instr.imm & 0xffff) == entries_,
       "an entry of another configuration, or out of order");
  Want(loops_.empty(), "an entry inside a loop");
  if (!status_.ok()) return true;
  const ConfigurationSpec& spec = program_.configurations[configuration_];
  if (!Want(entries_ < spec.types.size(), "more entries than the configuration has")) return true;
  Want(At(instr.a).shape == ShapeOf(program_.plan.types[spec.types[entries_]].kind), "an entry of another type");
  ++entries_;
  return true;
}

Known CodeVerifier::SetConstant(std::uint32_t index) const {
  Known known = SetOf(set_members_[index], program_.sets[index].compare);
  if (program_.sets[index].is_stored()) known.shape = Shape::kStored;
  return known;
}

Known CodeVerifier::Load(const Instr& instr) {
  switch (instr.op) {
    case Op::kConst:
      if (!Want(instr.imm < program_.constants.size(), "no such constant")) return {};
      return Of(ShapeOf(program_.constants[instr.imm].kind));
    case Op::kConstSet:
      if (!Want(instr.imm < program_.sets.size(), "no such set")) return {};
      return SetConstant(instr.imm);
    case Op::kParam: {
      if (!Want(instr.imm < program_.params.size(), "no such parameter")) return {};
      if (rule_ != kNone && !program_.rules[rule_].hidden) {
        const auto& params = program_.rules[rule_].params;
        Want(std::binary_search(params.begin(), params.end(), instr.imm), "a parameter that the rule does not name");
      }
      const ParamDef& param = program_.params[instr.imm];
      const schema::TypeDef& type = program_.plan.types[param.type];
      if (!param.is_set) return Of(ShapeOf(type.kind));
      return SetOf(ShapeOf(program_.plan.types[type.element].kind), param.compare);
    }
    case Op::kNow:
      return Of(Shape::kInt);
    default:
      Want(rule_ != kNone, "a configuration reads a configuration");
      Want(instr.imm < program_.configurations.size(), "no such configuration");
      return Of(Shape::kDigest);
  }
}

// The claim in a column.
Known CodeVerifier::Claim(schema::ColumnRef ref) const {
  const schema::Column& column = program_.plan.tables[ref.table].columns[ref.column];
  Known known = Of(ShapeOf(program_.plan.types[column.type].kind));
  if (known.shape == Shape::kRows) known.node = nodes_[ref.table][ref.column];
  return known;
}

Known CodeVerifier::Probe(const Instr& instr) {
  const Known map = At(instr.a);
  if (!Want(map.shape == Shape::kRows, "no collection of the evidence") || !status_.ok()) return {};
  const schema::TypeDef& type = program_.plan.types[program_.plan.nodes[map.node].type];
  if (!Want(type.kind == TypeKind::kMap && instr.imm < program_.columns.size(), "no map")) return {};
  const schema::ColumnRef key = program_.columns[instr.imm];
  Want(key.table == TableOf(map) && key.column == program_.plan.tables[key.table].key,
       "not the key column of that map");
  Want(Is(instr.b, ShapeOf(program_.plan.types[type.key].kind)), "a key of another type");
  return {.shape = Shape::kRow, .node = map.node};
}

Known CodeVerifier::Else(const Known& a, const Known& b) {
  if (a.shape == Shape::kSet && b.shape == Shape::kSet) {
    if (!Want(a.compare == b.compare && Compares(a.compare, a.member, b.member), "sets of other members")) return {};
    return SetOf(Joined(a.member, b.member), a.compare);
  }
  if (!IsScalarShape(a.shape) || !IsScalarShape(b.shape)) return {};
  return Of(Joined(a.shape, b.shape));
}

Known CodeVerifier::Read(const Instr& instr) {
  switch (instr.op) {
    case Op::kMove:
      return IsScalarShape(At(instr.a).shape) ? At(instr.a) : Known();
    case Op::kColumn:
    case Op::kRowKey: {
      if (!Want(instr.imm < program_.columns.size(), "no such column")) return {};
      const schema::ColumnRef ref = program_.columns[instr.imm];
      const bool is_root = instr.op == Op::kColumn && instr.a == kNoReg;
      if (!is_root && !Want(At(instr.a).shape == Shape::kRow, "no row")) return {};
      const schema::TableId table = is_root ? 0 : TableOf(At(instr.a));
      if (!Want(ref.table == table, "a column of another table")) return {};
      Want(instr.op == Op::kColumn || program_.plan.tables[table].key == ref.column, "not the key column");
      return Claim(ref);
    }
    case Op::kProbe:
      return Probe(instr);
    case Op::kIsPresent:
    case Op::kIsAbsent: {
      const Shape shape = At(instr.a).shape;
      return shape == Shape::kOutcome || shape == Shape::kStored || shape == Shape::kNone ? Known() : kTruth;
    }
    case Op::kElse:
      return Else(At(instr.a), At(instr.b));
    default:
      return At(instr.a).shape == Shape::kRows ? At(instr.a) : Known();
  }
}

Known CodeVerifier::Logic(const Instr& instr) {
  if (instr.op == Op::kTally) return IsNumber(instr.a) && IsTruth(instr.b) ? Of(Shape::kCount) : Known();
  if (!IsTruth(instr.a)) return {};
  return instr.op == Op::kNot || IsTruth(instr.b) ? kTruth : Known();
}

Known CodeVerifier::Arithmetic(const Instr& instr) {
  const auto kind = static_cast<TypeKind>(instr.aux);
  if (instr.op != Op::kBitAnd) {
    const bool fits = kind == TypeKind::kInt || kind == TypeKind::kTime || kind == TypeKind::kDuration;
    return Want(fits, "no sum of that type") && IsNumber(instr.a) && IsNumber(instr.b) ? Of(Shape::kInt) : Known();
  }
  if (kind == TypeKind::kBytes) {
    return Is(instr.a, Shape::kBytes) && Is(instr.b, Shape::kBytes) ? Of(Shape::kBytes) : Known();
  }
  Want(kind == TypeKind::kInt || kind == TypeKind::kMode, "no mask of that type");
  return IsNumber(instr.a) && IsNumber(instr.b) ? Of(Shape::kInt) : Known();
}

Known CodeVerifier::Compute(const Instr& instr) {
  const auto compare = static_cast<Compare>(instr.aux);
  switch (instr.op) {
    case Op::kEqual:
    case Op::kNotEqual:
    case Op::kLess:
    case Op::kLessEqual: {
      if (!Want(instr.aux < kCompares, "no such compare kind")) return {};
      if (instr.op >= Op::kLess && !Want(Ordered(compare), "digests and networks have no order")) return {};
      const Shape a = At(instr.a).shape, b = At(instr.b).shape;
      return IsScalarShape(a) && IsScalarShape(b) && Compares(compare, a, b) ? kTruth : Known();
    }
    case Op::kInRange: {
      if (!Want(instr.aux < kCompares && Ordered(compare), "no such order")) return {};
      const Shape a = At(instr.a).shape, b = At(instr.b).shape, c = At(instr.c).shape;
      const bool scalars = IsScalarShape(a) && IsScalarShape(b) && IsScalarShape(c);
      return scalars && Compares(compare, a, b) && Compares(compare, a, c) ? kTruth : Known();
    }
    case Op::kInCidr: {
      const bool address = Is(instr.a, Shape::kIp) || Is(instr.a, Shape::kCidr);
      return address && Is(instr.b, Shape::kCidr) ? kTruth : Known();
    }
    case Op::kWithin:
      return IsNumber(instr.a) && IsNumber(instr.b) ? kTruth : Known();
    case Op::kAdd:
    case Op::kSub:
    case Op::kBitAnd:
      return Arithmetic(instr);
    case Op::kMatch:
    case Op::kContainsMatch:
      return Want(instr.imm < program_.patterns.size(), "no such pattern") && IsText(instr.a) ? kTruth : Known();
    case Op::kMatchAny:
      return Want(instr.imm < program_.pattern_groups.size(), "no such patterns") && IsText(instr.a) ? kTruth : Known();
    case Op::kContains:
    case Op::kStartsWith:
    case Op::kEndsWith:
      return IsText(instr.a) && IsText(instr.b) ? kTruth : Known();
    case Op::kToInt:
      return IsText(instr.a) ? Of(Shape::kInt) : Known();
    case Op::kLower:
      return IsText(instr.a) ? Of(Shape::kText) : Known();
    default:
      return Fail("an opcode that the verifier does not know");
  }
}

Known CodeVerifier::InSet(const Instr& instr) {
  const auto compare = static_cast<Compare>(instr.aux);
  const Known set = At(instr.b);
  const Shape member = At(instr.a).shape;
  if (!status_.ok() || !Want(IsScalarShape(member), "no scalar")) return {};
  if (set.shape == Shape::kSet || set.shape == Shape::kStored) {
    Want(instr.imm == kNoColumn, "a column of a set");
    return Want(set.compare == compare, "the set compares otherwise") && Compares(compare, member, set.member)
               ? kTruth
               : Known();
  }
  if (set.shape != Shape::kRows || !Want(instr.imm < program_.columns.size(), "no such column")) return {};
  const schema::NodeId element = program_.plan.nodes[set.node].element;
  const schema::ColumnRef column = program_.columns[instr.imm];
  const bool is_key = column.table == TableOf(set) && program_.plan.tables[column.table].key == column.column;
  const bool is_value = element != kNone && program_.plan.nodes[element].value == column &&
                        program_.plan.types[program_.plan.nodes[set.node].type].kind != TypeKind::kMap;
  if (!Want(is_key || is_value, "not the column of the members")) return {};
  const Shape value = Claim(column).shape;
  return IsScalarShape(value) && Compares(compare, member, value) ? kTruth : Known();
}

Known CodeVerifier::MakeSet(const Instr& instr) {
  const auto compare = static_cast<Compare>(instr.aux);
  if (!Want(instr.imm >= 1 && instr.imm <= registers_.size(), "no such registers")) return {};
  Shape shape = Shape::kAny;
  for (std::uint32_t i = 0; i < instr.imm && status_.ok(); ++i) {
    const std::uint32_t reg = instr.a + i;
    if (!Want(reg < registers_.size(), "no such register")) return {};
    const Shape next = At(static_cast<Reg>(reg)).shape;
    if (!Want(IsScalarShape(next) && Compares(compare, shape, next), "members of other kinds")) return {};
    shape = compare == Compare::kScalar && shape != Shape::kAny && shape != next ? Shape::kScalar : Joined(shape, next);
  }
  return SetOf(shape, compare);
}

Known CodeVerifier::Collection(const Instr& instr) {
  switch (instr.op) {
    case Op::kCount: {
      const Shape shape = At(instr.a).shape;
      return shape == Shape::kSet || shape == Shape::kRows ? Of(Shape::kCount) : Known();
    }
    case Op::kLookup: {
      if (!Want(instr.imm < program_.tables.size(), "no such table")) return {};
      const ConstTable& table = program_.tables[instr.imm];
      const bool is_key = table.keys.empty() ? Is(instr.a, Shape::kText) || Is(instr.a, Shape::kInt)
                                             : Is(instr.a, ShapeOf(table.keys[0].kind));
      if (!is_key) return {};
      return SetOf(table_members_[instr.imm], table.compare);
    }
    default:
      break;
  }
  if (!Want(instr.aux < kCompares, "no such compare kind")) return {};
  if (instr.op == Op::kInSet) return InSet(instr);
  if (instr.op == Op::kMakeSet) return MakeSet(instr);
  const Known a = At(instr.a), b = At(instr.b);
  const auto compare = static_cast<Compare>(instr.aux);
  const bool sets = a.shape == Shape::kSet && b.shape == Shape::kSet && a.compare == compare && b.compare == compare;
  return sets && Compares(compare, a.member, b.member) ? kTruth : Known();
}

Known CodeVerifier::BeginLoop(const Instr& instr) {
  if (!Want(instr.aux < kLoopKinds, "no such loop")) return {};
  const bool closes = instr.imm > at_ && instr.imm < last_ && program_.code[instr.imm].op == Op::kLoopEnd &&
                      program_.code[instr.imm].imm == at_;
  if (!Want(closes, "the loop's end does not name it")) return {};
  // An inner loop ends before the outer one.
  if (!loops_.empty() && !Want(instr.imm < program_.code[loops_.back().at].imm, "loops overlap")) return {};
  const Known collection = At(instr.a);
  loops_.push_back({at_, assigned_.size()});
  if (!Want(loops_.size() <= program_.loop_depth, "loops nest deeper than the program says")) return {};
  if (collection.shape == Shape::kRows) return {.shape = Shape::kRow, .node = collection.node};
  if (collection.shape != Shape::kSet) return {};
  return Of(collection.member);
}

Known CodeVerifier::EndLoop(const Instr& instr) {
  if (!Want(!loops_.empty() && loops_.back().at == instr.imm, "the end of another loop")) return {};
  const Instr& begin = program_.code[instr.imm];
  const auto kind = static_cast<LoopKind>(begin.aux);
  const Shape body = At(instr.a).shape;
  Want(instr.b == kNoReg || IsTruth(instr.b), "`where` is no truth");
  const OpenLoop loop = loops_.back();
  loops_.pop_back();
  // What the loop assigned does not hold after it.
  for (std::size_t i = loop.mark; i < assigned_.size(); ++i) registers_[assigned_[i]].shape = Shape::kNone;
  const bool keyed = kind == LoopKind::kDistinct || kind == LoopKind::kBuild;
  if (!keyed) {
    Want(instr.aux == begin.aux, "the loop's end is of another kind");
    if (body != Shape::kBool && body != Shape::kAny) return {};
    return kind == LoopKind::kCount ? Of(Shape::kCount) : kTruth;
  }
  if (!Want(instr.aux < kCompares, "no such compare kind")) return {};
  const auto compare = static_cast<Compare>(instr.aux);
  if (!IsScalarShape(body) || !Compares(compare, body, body)) return {};
  return kind == LoopKind::kDistinct ? kTruth : SetOf(body, compare);
}

Known CodeVerifier::Outcome(const Instr& instr) {
  auto outcome = [&](Reg reg) { return At(reg).shape == Shape::kOutcome; };
  bool fits = false;
  switch (instr.op) {
    case Op::kApply:
      fits = IsTruth(instr.a) && IsTruth(instr.b);
      break;
    case Op::kJoin:
      fits = outcome(instr.a) && outcome(instr.b);
      break;
    case Op::kGovern:
      fits = IsTruth(instr.a) && outcome(instr.b);
      break;
    case Op::kRequire:
      fits = IsTruth(instr.a);
      break;
    case Op::kArm:
      fits = IsTruth(instr.a) && outcome(instr.b) && Want(IsGrade(instr.imm), "no such grade");
      break;
    default:
      fits = Want(IsGrade(instr.imm), "no such grade");
  }
  Want(rule_ != kNone, "an outcome in a configuration");
  return fits ? Of(Shape::kOutcome) : Known();
}

}  // namespace mps::program
