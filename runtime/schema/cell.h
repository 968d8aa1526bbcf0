// Cell: one value of a claim, constant or register, with its state of knowledge. 16 bytes, trivially copyable.
#pragma once

#include <cstdint>
#include <string_view>
#include <type_traits>

#include "mps/kinds.h"

namespace mps {

// Index into a ReasonTable: why something is unknown, in error or incomplete. 0 = no reason given.
using ReasonId = std::uint32_t;

// What a cell's payload is. A count is decided only where the whole interval agrees (LANGUAGE, Collections).
// Versions, enums, text and paths are all kText here: the type says how they compare.
enum class CellKind : std::uint8_t {
  kNone,
  kBool,    // i = 0 or 1
  kInt,     // i; also mode, time, duration
  kText,    // p, len
  kBytes,   // p, len
  kDigest,  // p, len; aux = DigestAlg
  kIp,      // p, len = 4 or 16
  kCidr,    // p, len = 4 or 16; aux = prefix length
  kSet,     // set = a SetObject (constants, parameters, sets built by a rule)
  kRows,    // a collection of the evidence: len rows from first_row of its table; reason when kIncomplete
  kRow,     // one row of a table: first_row
  kCount,   // an interval: rows.first_row = least, rows.row_reason = most (0xffffffff = open above); aux: see below
};

struct Cell {
  State state = State::kUnknown;
  CellKind kind = CellKind::kNone;
  std::int16_t aux = 0;
  std::uint32_t len = 0;
  union {
    std::int64_t i = 0;
    const char* p;
    const void* set;
    struct {
      std::uint32_t first_row;
      ReasonId row_reason;
    } rows;
    struct {
      ReasonId reason;       // states other than kValue of a scalar
      std::uint32_t source;  // source index of a conflict or error, 0 = the environment's evidence
    } why;
  };

  bool has_value() const { return state == State::kValue; }
  std::string_view text() const { return {p, len}; }

  static Cell Absent() { return Make(State::kAbsent, 0); }
  static Cell Unknown(ReasonId reason) { return Make(State::kUnknown, reason); }
  static Cell Error(ReasonId reason) { return Make(State::kError, reason); }
  static Cell Bool(bool b) { return Scalar(CellKind::kBool, b ? 1 : 0); }
  static Cell Int(std::int64_t v) { return Scalar(CellKind::kInt, v); }
  static Cell Text(std::string_view t, CellKind k = CellKind::kText, std::int16_t a = 0) {
    Cell c;
    c.state = State::kValue;
    c.kind = k;
    c.aux = a;
    c.len = static_cast<std::uint32_t>(t.size());
    c.p = t.data();
    return c;
  }

 private:
  static Cell Make(State s, ReasonId reason) {
    Cell c;
    c.state = s;
    c.why = {reason, 0};
    return c;
  }
  static Cell Scalar(CellKind k, std::int64_t v) {
    Cell c;
    c.state = State::kValue;
    c.kind = k;
    c.i = v;
    return c;
  }
};
static_assert(sizeof(Cell) == 16 && std::is_trivially_copyable_v<Cell>);

}  // namespace mps
