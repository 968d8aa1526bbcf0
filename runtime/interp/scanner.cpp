// Steps over whole columns. The kernels are plain loops over octets and cells, for the compiler to make the best of.
#include "interp/scanner.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/prefetch.h"
#include "builtins/builtins.h"
#include "builtins/cell_index.h"
#include "builtins/logic.h"
#include "builtins/reasons.h"
#include "interp/machine.h"
#include "program/names.h"

namespace mps::interp {

using builtins::Usable;
using program::Instr;
using program::kNoReg;
using program::LoopKind;
using program::Op;
using program::Reg;
using program::ScanLoop;

namespace {

// Truths as octets. mps::Truth is in the order of `and`, so `and` is the lesser; `or` is that between the negations.
using Octet = std::uint8_t;
constexpr Octet kFalse = static_cast<Octet>(Truth::kFalse), kTrue = static_cast<Octet>(Truth::kTrue);
static_assert(Truth::kFalse < Truth::kError && Truth::kError < Truth::kUnknown && Truth::kUnknown < Truth::kAbsent &&
              Truth::kAbsent < Truth::kTrue);

inline Octet Negated(Octet t) { return t == kFalse ? kTrue : t == kTrue ? kFalse : t; }
inline Octet Both(Octet a, Octet b) { return a < b ? a : b; }
inline Octet Either(Octet a, Octet b) { return Negated(Both(Negated(a), Negated(b))); }
inline Octet OctetOf(const Cell& c) { return static_cast<Octet>(builtins::TruthOf(c)); }
inline Cell CellOf(Octet t) { return builtins::FromTruth(static_cast<Truth>(t)); }

bool IsCostly(Op op) {
  return op == Op::kMatch || op == Op::kContainsMatch || op == Op::kMatchAny || op == Op::kInSet || op == Op::kLookup;
}
bool IsPair(Op op) { return op == Op::kAnd || op == Op::kOr; }

// Sets that differ from member to member lie far apart: they, their members and the octets of these are asked for some
// rows ahead.
void FetchSets(const Cell* sets, std::uint32_t row, std::uint32_t rows) {
  const auto set_of = [&](std::uint32_t ahead) -> const builtins::SetObject* {
    if (ahead >= rows - row) return nullptr;
    const Cell& cell = sets[row + ahead];
    return cell.kind == CellKind::kSet && cell.has_value() ? &builtins::SetOf(cell) : nullptr;
  };
  if (const auto* set = set_of(24)) Prefetch(set);
  if (const auto* set = set_of(16)) Prefetch(set->members);
  const auto* set = set_of(8);
  if (set != nullptr && set->members != nullptr && set->count > 0 && set->members->kind >= CellKind::kText)
    Prefetch(set->members->p);
}

}  // namespace

Scanner::Scanner(builtins::Services& services, const Dictionaries& dictionaries)
    : services_(services), dictionaries_(dictionaries) {
  const program::Program& program = services.program();
  lanes_.resize(program.scan_steps.size());
  results_.resize(program.scan_loops.size());
  for (const program::ScanStep& step : program.scan_steps) {
    const Instr& in = step.instr;
    const auto is_costly = [&](Reg operand) { return operand != kNoReg && costly_[operand] != 0; };
    const bool costly = IsCostly(in.op) || is_costly(in.a) || is_costly(in.b) || is_costly(in.c);
    costly_.push_back(costly && step.table != schema::kNone ? 1 : 0);
  }
}

std::uint32_t Scanner::RowsOf(Reg step) const {
  const schema::TableId table = services_.program().scan_steps[step].table;
  return table == schema::kNone ? 1 : services_.state().tables[table].rows;
}

bool Scanner::Has(Reg step, Rows rows) const {
  const Lane& lane = lanes_[step];
  if (lane.epoch != epoch_) return false;
  if (lane.done == nullptr) return true;
  if (rows == nullptr) return false;
  const std::uint32_t count = RowsOf(step);
  for (std::uint32_t r = 0; r < count; ++r)
    if (rows[r] > lane.done[r]) return false;
  return true;
}

// Those of `rows` in which the step is not `decides`. Null when memory is out. REQUIRES: the step has them.
Scanner::Rows Scanner::LeftOpen(Reg step, Octet decides, Rows rows, std::uint32_t count) {
  const Octet* truths = Truths(step);
  const auto out = services_.arena().AllocateArray<Octet>(std::max(count, 1u));
  if (truths == nullptr || out.empty()) return nullptr;
  const std::uint32_t pace = lanes_[step].single ? 0 : 1;
  for (std::uint32_t r = 0; r < count; ++r)
    out[r] = static_cast<Octet>((truths[r * pace] != decides ? 1 : 0) & (rows == nullptr ? 1 : rows[r]));
  return out.data();
}

// `and` and `or` ask the operand that is not costly first, and the other one only where that leaves them open: what
// stands there otherwise changes nothing.
bool Scanner::NextOperand(Due& due, Due& operand) {
  const Instr& in = services_.program().scan_steps[due.step].instr;
  Reg order[] = {in.a, in.b, in.c};
  const bool pair = IsPair(in.op);
  if (pair && costly_[in.a] != 0 && costly_[in.b] == 0) std::swap(order[0], order[1]);
  operand.step = kNoReg;
  while (due.next < 3) {
    const std::size_t at = due.next++;
    const Reg step = order[at];
    if (step == kNoReg) continue;
    Rows rows = costly_[step] != 0 ? due.rows : nullptr;
    if (pair && at == 1 && costly_[step] != 0) {
      rows = LeftOpen(order[0], in.op == Op::kAnd ? kFalse : kTrue, due.rows, RowsOf(due.step));
      if (rows == nullptr) return false;
    }
    if (Has(step, rows)) continue;
    operand = {step, 0, rows};
    return true;
  }
  return true;
}

// Computes a step, of all rows or of `rows`, and whatever it needs. False when memory or the steps that an evaluation
// may take are out.
bool Scanner::Need(Reg step, Rows rows) {
  if (Has(step, rows)) return true;
  stack_.assign(1, {step, 0, rows});
  while (!stack_.empty()) {
    Due operand{};
    if (!NextOperand(stack_.back(), operand)) return false;
    if (operand.step != kNoReg) {
      stack_.push_back(operand);
      continue;
    }
    if (!Compute(stack_.back().step, stack_.back().rows)) return false;
    stack_.pop_back();
  }
  return true;
}

bool Scanner::Compute(Reg step, Rows rows) {
  const std::uint32_t count = RowsOf(step);
  services_.extra_steps += rows == nullptr ? count : static_cast<std::uint64_t>(std::count(rows, rows + count, 1));
  if (services_.extra_steps > input_->max_steps) return false;
  Lane lane;
  if (lanes_[step].epoch == epoch_) lane = lanes_[step];
  lane.epoch = epoch_;
  lane.single = services_.program().scan_steps[step].table == schema::kNone;
  const Op op = services_.program().scan_steps[step].instr.op;
  bool ok = false;
  switch (op) {
    case Op::kConst:
    case Op::kConstSet:
    case Op::kParam:
    case Op::kNow:
    case Op::kColumn:
    case Op::kRowKey:
      ok = Load(step, lane);
      break;
    case Op::kNot:
    case Op::kAnd:
    case Op::kOr:
      ok = MakeRoom(step, rows, lane) && Logic(step, rows, lane);
      break;
    default:
      ok = MakeRoom(step, rows, lane) && Apply(step, rows, lane);
  }
  if (ok) lanes_[step] = lane;
  return ok;
}

// Where a step's results go, and what the lane has when they are there.
bool Scanner::MakeRoom(Reg step, Rows rows, Lane& lane) {
  const bool truth = program::InfoOf(services_.program().scan_steps[step].instr.op).result == 't';
  const std::uint32_t count = std::max(RowsOf(step), 1u);
  Arena& arena = services_.arena();
  if (lane.own_truths == nullptr && lane.own_cells == nullptr) {
    lane.own_truths = truth ? arena.AllocateArray<Octet>(count).data() : nullptr;
    lane.own_cells = truth ? nullptr : arena.AllocateArray<Cell>(count).data();
    if (lane.own_truths == nullptr && lane.own_cells == nullptr) return false;
    if (rows != nullptr) {
      lane.done = arena.AllocateArray<Octet>(count).data();
      if (lane.done == nullptr) return false;
    }
  }
  lane.truths = lane.own_truths, lane.cells = lane.own_cells;
  return true;
}

bool Scanner::Load(Reg step, Lane& lane) {
  const Instr& in = services_.program().scan_steps[step].instr;
  if (in.op == Op::kColumn || in.op == Op::kRowKey) {
    const schema::ColumnRef column = services_.program().columns[in.imm];
    lane.cells = services_.state().tables[column.table].columns[column.column].data();
    return true;
  }
  const auto cell = services_.arena().AllocateArray<Cell>(1);
  if (cell.empty()) return false;
  switch (in.op) {
    case Op::kConst:
      cell[0] = services_.program().constants[in.imm];
      break;
    case Op::kConstSet:
      cell[0] = builtins::SetCell(&services_.prepared().set(in.imm));
      break;
    case Op::kParam:
      cell[0] = (*input_->params)[in.imm];
      break;
    default:
      cell[0] = Cell::Int(input_->now);
  }
  lane.cells = cell.data();
  return true;
}

// REQUIRES: Need(step) was true. Null when memory is out.
const Octet* Scanner::Truths(Reg step) {
  Lane& lane = lanes_[step];
  if (lane.truths != nullptr) return lane.truths;
  const std::uint32_t rows = RowsOf(step);
  const auto out = services_.arena().AllocateArray<Octet>(rows == 0 ? 1 : rows);
  if (out.empty()) return nullptr;
  for (std::uint32_t r = 0; r < rows; ++r) out[r] = OctetOf(lane.cells[r]);
  lane.truths = out.data();
  return lane.truths;
}

const Cell* Scanner::Cells(Reg step) {
  Lane& lane = lanes_[step];
  if (lane.cells != nullptr) return lane.cells;
  const std::uint32_t rows = RowsOf(step);
  const auto out = services_.arena().AllocateArray<Cell>(rows == 0 ? 1 : rows);
  if (out.empty()) return nullptr;
  for (std::uint32_t r = 0; r < rows; ++r) out[r] = CellOf(lane.truths[r]);
  lane.cells = out.data();
  return lane.cells;
}

bool Scanner::Logic(Reg step, Rows rows, Lane& lane) {
  const Instr& in = services_.program().scan_steps[step].instr;
  const std::uint32_t count = RowsOf(step);
  const Octet* a = Truths(in.a);
  const Octet* b = in.op == Op::kNot ? a : Truths(in.b);
  if (a == nullptr || b == nullptr) return false;
  const std::uint32_t pace_a = lanes_[in.a].single ? 0 : 1;
  const std::uint32_t pace_b = in.op == Op::kNot ? pace_a : lanes_[in.b].single ? 0 : 1;
  Octet* out = lane.own_truths;
  // Where it was not asked for nobody looks.
  for (std::uint32_t r = 0; r < count; ++r) {
    const Octet x = a[r * pace_a], y = b[r * pace_b];
    out[r] = in.op == Op::kNot ? Negated(x) : in.op == Op::kAnd ? Both(x, y) : Either(x, y);
  }
  Finished(rows, count, lane);
  return true;
}

// `rows` are there now too.
void Scanner::Finished(Rows rows, std::uint32_t count, Lane& lane) {
  if (rows == nullptr) lane.done = nullptr;
  for (std::uint32_t r = 0; lane.done != nullptr && r < count; ++r) lane.done[r] |= rows[r];
}

// builtins::Lookup, of many keys at once: tables are large, and what is looked for next lies anywhere in them.
void Scanner::LookUp(const Instr& in, Rows rows, const Cell* keys, std::uint32_t pace, std::uint32_t count,
                     Lane& lane) {
  constexpr std::size_t kMost = builtins::CellIndex::kTogether;
  std::array<const Cell*, kMost> wanted;
  std::array<Cell, kMost> singles;
  std::array<std::uint32_t, kMost> places;
  std::array<const builtins::SetObject*, kMost> found;
  std::size_t held = 0;
  const auto flush = [&] {
    services_.prepared().Lookup(in.imm, {wanted.data(), held}, found.data());
    for (std::size_t i = 0; i < held; ++i)
      lane.own_cells[places[i]] = found[i] == nullptr ? Cell::Absent() : builtins::SetCell(found[i]);
    held = 0;
  };
  for (std::uint32_t r = 0; r < count; ++r) {
    if ((rows != nullptr && rows[r] == 0) || (lane.done != nullptr && lane.done[r] != 0)) continue;
    singles[held] = builtins::Single(keys[r * pace]);
    if (!Usable(singles[held])) {
      lane.own_cells[r] = singles[held];
      continue;
    }
    wanted[held] = &singles[held];
    places[held++] = r;
    if (held == kMost) flush();
  }
  flush();
}

// An operation of builtins.def, presence or `else`, row by row.
bool Scanner::Apply(Reg step, Rows rows, Lane& lane) {
  const Instr& in = services_.program().scan_steps[step].instr;
  const std::uint32_t count = RowsOf(step);
  const Cell* operands[3] = {};
  std::uint32_t pace[3] = {};
  const Reg registers[3] = {in.a, in.b, in.c};
  for (std::size_t i = 0; i < 3; ++i) {
    if (registers[i] == kNoReg) continue;
    operands[i] = Cells(registers[i]);
    if (operands[i] == nullptr) return false;
    pace[i] = lanes_[registers[i]].single ? 0 : 1;
  }
  const auto each = [&](auto compute) {
    for (std::uint32_t r = 0; r < count; ++r) {
      if ((rows != nullptr && rows[r] == 0) || (lane.done != nullptr && lane.done[r] != 0)) continue;
      const Cell result = compute(r);
      if (lane.own_truths != nullptr) {
        lane.own_truths[r] = OctetOf(result);
      } else {
        lane.own_cells[r] = result;
      }
    }
  };
  const auto arg = [&](std::size_t i, std::uint32_t r) -> const Cell& { return operands[i][r * pace[i]]; };
  namespace b = builtins;
  switch (in.op) {
    case Op::kStartsWith:
      each([&](std::uint32_t r) {
        const Cell& text = arg(0, r);
        const Cell& head = arg(1, r);
        if (!Usable(text) || !Usable(head)) return b::Missing(text, head);
        if (text.kind != CellKind::kText || head.kind != CellKind::kText) return Cell::Error(b::kReasonNotText);
        return Cell::Bool(text.len >= head.len && std::memcmp(text.p, head.p, head.len) == 0);
      });
      break;
    case Op::kLookup:
      LookUp(in, rows, operands[0], pace[0], count, lane);
      break;
    case Op::kInSet:
      each([&](std::uint32_t r) {
        if (pace[1] != 0) FetchSets(operands[1], r, count);
        return b::InSet(services_, in, arg(0, r), arg(1, r));
      });
      break;
    case Op::kIsPresent:
      each([&](std::uint32_t r) { return b::IsPresent(arg(0, r)); });
      break;
    case Op::kIsAbsent:
      each([&](std::uint32_t r) { return b::IsAbsent(arg(0, r)); });
      break;
    case Op::kElse:
      each([&](std::uint32_t r) { return b::Else(arg(0, r), arg(1, r)); });
      break;
#define MPS_ARGS_1 arg(0, r)
#define MPS_ARGS_2 arg(0, r), arg(1, r)
#define MPS_ARGS_3 arg(0, r), arg(1, r), arg(2, r)
#define MPS_SCAN(name, arity)                                                        \
  case Op::k##name:                                                                  \
    each([&](std::uint32_t r) { return b::name(services_, in, MPS_ARGS_##arity); }); \
    break;
      MPS_SCAN(Equal, 2)
      MPS_SCAN(NotEqual, 2)
      MPS_SCAN(Less, 2)
      MPS_SCAN(LessEqual, 2)
      MPS_SCAN(InRange, 3)
      MPS_SCAN(InCidr, 2)
      MPS_SCAN(Within, 2)
      MPS_SCAN(BitAnd, 2)
      MPS_SCAN(Add, 2)
      MPS_SCAN(Sub, 2)
      MPS_SCAN(Match, 1)
      MPS_SCAN(Contains, 2)
      MPS_SCAN(ContainsMatch, 1)
      MPS_SCAN(MatchAny, 1)
      MPS_SCAN(EndsWith, 2)
      MPS_SCAN(ToInt, 1)
      MPS_SCAN(Lower, 1)
#undef MPS_SCAN
#undef MPS_ARGS_1
#undef MPS_ARGS_2
#undef MPS_ARGS_3
    default:
      return false;  // the verifier lets no other in
  }
  Finished(rows, count, lane);
  return true;
}

Cell Scanner::Run(std::uint32_t index, const Cell& collection) {
  if (!Usable(collection)) return collection;
  Result& result = results_[index];
  if (result.epoch == epoch_) return result.cell;
  const ScanLoop& loop = services_.program().scan_loops[index];
  const Narrowing& narrowing = dictionaries_.of(index);
  std::optional<Cell> cell;
  if (narrowing.dictionary != schema::kNone) cell = ReduceNarrowed(loop, narrowing, collection);
  result.cell = cell ? *cell : Reduce(loop, collection);
  result.epoch = epoch_;
  return result.cell;
}

namespace {

// What the rows of a loop have come to.
struct Fold {
  explicit Fold(const ScanLoop& loop)
      : counts(loop.kind == LoopKind::kCount || loop.kind == LoopKind::kOne), all(loop.kind == LoopKind::kAll) {}

  void Take(Octet where, Octet body) {
    if (counts) {
      ++seen[Both(where, body)];
    } else {
      least = Both(least, Negated(Both(where, all ? Negated(body) : body)));
    }
  }

  Cell Finish(const ScanLoop& loop, const Cell& collection) const {
    if (!counts) {
      const Cell known = CellOf(all ? least : Negated(least));
      const Cell rest = Machine::Completeness(collection, Cell::Bool(all));
      return all ? builtins::And(known, rest) : builtins::Or(known, rest);
    }
    builtins::Rest rest;
    for (const Truth t : {Truth::kError, Truth::kUnknown, Truth::kAbsent})
      if (seen[static_cast<Octet>(t)] > 0) rest.Note(builtins::FromTruth(t));
    rest.members = static_cast<std::uint32_t>(collection.len - seen[kTrue] - seen[kFalse]);
    const Cell missing = Machine::Completeness(collection, Cell::Bool(true));
    if (!Usable(missing)) rest.Open(missing.why.reason);
    const Cell count = builtins::FromInterval(builtins::WithRest(static_cast<std::int64_t>(seen[kTrue]), rest));
    return loop.kind == LoopKind::kOne ? builtins::IsOne(count) : count;
  }

  const bool counts, all;
  std::uint64_t seen[5] = {};
  Octet least = kTrue;  // of all: `not where or body`; of any: the negation of `where and body`
};

}  // namespace

// A member that `where` leaves out has no part in the result, whatever its body is.
bool Scanner::NeedLoop(const ScanLoop& loop) {
  Rows rows = nullptr;
  if (loop.where != kNoReg) {
    if (!Need(loop.where, nullptr)) return false;
    if (costly_[loop.body] != 0) {
      rows = LeftOpen(loop.where, kFalse, nullptr, RowsOf(loop.body));
      if (rows == nullptr) return false;
    }
  }
  return Need(loop.body, rows);
}

Cell Scanner::Reduce(const ScanLoop& loop, const Cell& collection) {
  if (!NeedLoop(loop)) return Cell::Error(builtins::kReasonMemory);
  const Octet* body = Truths(loop.body);
  const Octet* where = loop.where == kNoReg ? &kTrue : Truths(loop.where);
  if (body == nullptr || where == nullptr) return Cell::Error(builtins::kReasonMemory);
  const std::uint32_t pace = lanes_[loop.body].single ? 0 : 1;
  const std::uint32_t pace_where = loop.where == kNoReg || lanes_[loop.where].single ? 0 : 1;
  const std::uint32_t first = collection.rows.first_row, last = first + collection.len;
  Fold fold(loop);
  for (std::uint32_t r = first; r < last; ++r) fold.Take(where[r * pace_where], body[r * pace]);
  services_.extra_steps += collection.len / 16;
  return fold.Finish(loop, collection);
}

// The rows that have one of the words. Null when memory is out.
Scanner::Rows Scanner::RowsOfWords(const Narrowing& narrowing, std::uint32_t count) {
  const Dictionary& dictionary = dictionaries_.dictionary(narrowing);
  const auto out = services_.arena().AllocateArray<Octet>(std::max(count, 1u));
  if (out.empty()) return nullptr;
  for (const std::uint32_t word : dictionaries_.words(narrowing))
    for (std::uint32_t r = dictionary.first(word); r != schema::kNone; r = dictionary.next(r)) out[r] = 1;
  return out.data();
}

std::optional<Cell> Scanner::ReduceNarrowed(const ScanLoop& loop, const Narrowing& narrowing, const Cell& collection) {
  const Dictionary& dictionary = dictionaries_.dictionary(narrowing);
  if (dictionary.rest().members > 0 && !(narrowing.is_bare() && loop.kind == LoopKind::kAny)) return std::nullopt;
  Rows rows = nullptr;
  for (const std::vector<Reg>* steps : {&narrowing.where, &narrowing.body}) {
    for (const Reg step : *steps) {
      const bool costly = costly_[step] != 0;
      if (costly && rows == nullptr) rows = RowsOfWords(narrowing, RowsOf(step));
      if (costly && rows == nullptr) return Cell::Error(builtins::kReasonMemory);
      if (!Need(step, costly ? rows : nullptr) || Truths(step) == nullptr) return Cell::Error(builtins::kReasonMemory);
    }
  }
  const auto together = [&](const std::vector<Reg>& steps, std::uint32_t row) {
    Octet least = kTrue;
    for (const Reg step : steps) least = Both(least, lanes_[step].truths[lanes_[step].single ? 0 : row]);
    return least;
  };
  const std::uint32_t first = collection.rows.first_row, last = first + collection.len;
  std::uint32_t taken = 0;
  Fold fold(loop);
  for (const std::uint32_t word : dictionaries_.words(narrowing)) {
    for (std::uint32_t r = dictionary.first(word); r != schema::kNone; r = dictionary.next(r)) {
      if (r < first || r >= last) continue;
      fold.Take(together(narrowing.where, r), together(narrowing.body, r));
      ++taken;
    }
  }
  fold.seen[kFalse] += collection.len - taken;
  services_.extra_steps += dictionaries_.words(narrowing).size() + taken;
  if (dictionary.rest().members == 0) return fold.Finish(loop, collection);
  const Cell known = builtins::Or(CellOf(Negated(fold.least)), dictionary.rest().Worst(Cell::Bool(false)));
  return builtins::Or(known, Machine::Completeness(collection, Cell::Bool(false)));
}

}  // namespace mps::interp
