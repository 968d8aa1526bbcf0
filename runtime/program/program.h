// Program: what every engine runs. A straight-line, typed register form with structured loops; declared reads; five
// truth values. Verified before it runs (verify.h), printable (dump.h), and one image of bytes (image.h).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "mps/bytes.h"
#include "mps/kinds.h"
#include "mps/verdict.h"
#include "program/stored_set.h"
#include "program/tailoring_spec.h"
#include "schema/cell.h"
#include "schema/read_plan.h"

namespace mps::program {

enum class Op : std::uint8_t {
#define X(name, dst, operands, text) k##name,
#include "program/opcodes.def"
#undef X
};

using Reg = std::uint16_t;
inline constexpr Reg kNoReg = 0xffff;
inline constexpr std::uint32_t kNoColumn = 0xffffffff;  // operand M of a kSet
inline constexpr std::size_t kScanSteps = 0xffff;       // steps and loops of scans that a program may have

// How Equal .. InRange, InSet, SetEqual compare.
enum class Compare : std::uint8_t {
  kInt,     // bool, int, mode, time, duration, and counts (intervals)
  kBytes,   // text, path, enum, bytes, ip: by octets (ip: order only within one family; across families unequal)
  kDigest,  // algorithms differ: error when both have one value ("cannot compare"), never equal by chance
  kCidr,
  kScalar,  // bool, int or text told by the value: unlike kinds are unequal; order over unlike kinds is an error
  kDpkg,
  kRpm,
  kSemver,
  kDotted,
};
inline constexpr std::uint8_t kCompares = 9;

enum class LoopKind : std::uint8_t {
  kAll,       // and-fold of (not where or body); completes by the collection's completeness
  kAny,       // or-fold of (where and body)
  kCount,     // interval of members with (where and body)
  kOne,       // that interval == 1
  kDistinct,  // no two members with where have equal keys (body register holds the key, compare kind in aux of LoopEnd)
  kBuild,     // the set of body values over members with where
};
inline constexpr std::uint8_t kLoopKinds = 6;

// Outcome register ('w'): a Cell of kind kInt, state kValue, i = Verdict number, aux = Grade, why a member decided: see
// explain. The grade's effect on the verdict is the level's business (LevelSpec::accept_warning).

// 16 bytes. `imm` is the immediate operand of the .def; a column of the ReadPlan is named by its index in
// Program::columns. INVARIANT: within the instructions of one rule (or configuration) each register is assigned by one
// instruction only, before its uses; what is assigned inside a loop is used only inside it.
struct Instr {
  Op op = Op::kConst;
  // Compare of comparisons and sets (also of the LoopEnd of Distinct and Build); LoopKind of Loop and other LoopEnds;
  // TypeKind (of the result) of Add, Sub, BitAnd. Else 0. A Grade's number is in imm.
  std::uint8_t aux = 0;
  Reg dst = kNoReg;
  Reg a = kNoReg;
  Reg b = kNoReg;
  Reg c = kNoReg;
  std::uint32_t imm = 0;
};

// One step of the scans over a table: a value for each of its rows, or, where `table` is kNone, one value for all.
// `instr` is an instruction whose operands a, b, c are earlier steps and whose dst is kNoReg; Column and RowKey have no
// operand: they are the columns of `table` (of table 0 where that is kNone). Rules share steps.
struct ScanStep {
  Instr instr;
  schema::TableId table = schema::kNone;
};
// A quantifier whose body and `where` are steps. Rules share these too.
struct ScanLoop {
  LoopKind kind = LoopKind::kAll;  // kAll, kAny, kCount or kOne
  schema::TableId table = schema::kNone;
  Reg body = kNoReg;
  Reg where = kNoReg;  // kNoReg: none
};

// A set of constants or of a parameter. Members are strictly ascending in the order of cell_order.h: numbers by value,
// octets by octets (versions too: how they compare is `compare`'s business, not the order's), digests by algorithm
// first.
//
// A stored set has `stored` in place of `members`: its members stand in tables beside the image, and all that can be
// asked of it is InSet (the verifier sees to that). `table` reaches them; a program without it is sound, but not ready
// to run.
struct ConstSet {
  Compare compare = Compare::kBytes;
  std::vector<Cell> members;
  std::vector<StoredPart> stored;  // one, or one for each algorithm of digests, by ascending number
  std::shared_ptr<const StoredMembers> table;
  bool is_stored() const { return !stored.empty(); }
};

// A table of reference values from a pinned file: key to a set. Sorted by key, the values of one key as in a ConstSet.
struct ConstTable {
  std::vector<Cell> keys;            // all kText, or all kInt
  std::vector<std::uint32_t> first;  // members of keys[i] are values[first[i] .. first[i+1]); one more than keys
  std::vector<Cell> values;
  Compare compare = Compare::kBytes;  // of the values
};

struct Pattern {
  std::string text;  // as written
  bool glob = false;
  std::string regex;  // RE2 syntax, unanchored: Match asks for a full match, ContainsMatch for a partial one
};

// Patterns that one text is matched against at once (MatchAny), all of them against the whole text or all against any
// part of it.
struct PatternGroup {
  bool whole = true;
  std::vector<std::uint32_t> patterns;  // indexes into Program::patterns, ascending; two at least
};

// Where an instruction comes from, for reports: never read by an engine.
struct Note {
  std::string text;  // the expression as an author reads it: `host.files["/etc/shadow"].mode within 0640`
  std::string path;  // the claim path a Column or Probe reads, `[*]` for loop rows
};

struct ParamDef {
  std::string name;
  schema::TypeId type = schema::kNoType;  // in Program::plan.types
  Compare compare = Compare::kInt;
  bool is_set = false;
  // Value per level index (after `extends` and level clauses): constant index, or a constant set index when is_set;
  // nullopt: the caller must give it.
  std::vector<std::optional<std::uint32_t>> level_value;
  // Domain that a caller's value must lie in, per level (the intersection over ancestors): int bounds or allowed
  // members.
  std::vector<std::optional<std::int64_t>> low, high;
  std::optional<std::uint32_t> domain_set;  // constant set of allowed values (members, for set parameters)
  std::int8_t stricter = 0;                 // -1 lower, +1 higher, 0 undeclared
  std::string prose;
};

struct LevelSpec {
  std::string name;
  std::string title;
  std::string registered;              // `Ubuntu-CIS-L1`
  std::vector<std::uint32_t> selects;  // this level and its ancestors, as level indexes, sorted
  bool accept_warning = false;
};

struct RefSpec {
  std::string scheme, id;
};

// Where a text of a rule has a parameter's default in it: a report puts the value in force in its place.
struct InsertSpec {
  std::uint32_t text = 0;          // 0: the title; n: fix n, counted from 1
  std::uint32_t at = 0, size = 0;  // octets of that text
  std::uint32_t param = 0;
  bool shell = false;  // as words of a POSIX shell
};

struct RuleSpec {
  std::string id, name, title, severity, rationale, manual, deprecated;
  std::vector<RefSpec> refs;
  std::vector<std::uint32_t> levels;          // level indexes the rule names
  std::uint32_t environment = schema::kNone;  // the one it reads, else kNone
  std::vector<std::uint32_t> params;          // parameters it reads, sorted
  std::uint32_t first = 0, last = 0;          // its instructions [first, last)
  // The same as planned across rules (compiler/plan): what engines run. Empty: nothing was planned. Explanations run
  // [first, last), which has every member of a quantifier one by one.
  std::uint32_t planned_first = 0, planned_last = 0;
  // Checked by hand. Instructions only where a `when` governs it: where that is true the verdict is notchecked.
  bool is_manual = false;
  std::vector<std::pair<std::string, std::string>> fixes;  // kind and text, insertions done with defaults
  std::vector<InsertSpec> inserts;                         // in title and fixes, by text and place, none in another
  bool hidden = false;                                     // `expect that` of a test: not part of any level
};

struct ConfigurationSpec {
  std::string id, title;
  std::uint32_t environment = schema::kNone;
  std::vector<std::string> paths;  // sorted by bytes, as entered in the digest
  std::vector<schema::TypeId> types;
  std::uint32_t first = 0, last = 0;  // instructions that store its entries
};

struct Program {
  std::string name;  // set name: `Ubuntu-CIS`
  std::string version;
  std::string title, publisher, source_uri;
  Bytes definition_digest;  // SHA-256 of the typed model's canonical form
  Bytes package_digest;
  schema::ReadPlan plan;
  std::vector<schema::ColumnRef> columns;  // operand C
  std::vector<Cell> constants;             // text lives in `text`
  std::vector<ConstSet> sets;
  std::vector<ConstTable> tables;
  std::vector<Pattern> patterns;
  std::vector<PatternGroup> pattern_groups;
  std::vector<ParamDef> params;
  std::vector<LevelSpec> levels;
  std::vector<RuleSpec> rules;                    // sorted by (hidden, id)
  std::vector<ConfigurationSpec> configurations;  // sorted by id
  std::vector<Instr> code;                        // of configurations, of rules, then the planned code of rules
  std::vector<std::uint32_t> note_of;             // per instruction: index into notes
  std::vector<Note> notes;                        // notes[0] is empty
  std::vector<ScanStep> scan_steps;
  std::vector<ScanLoop> scan_loops;
  // The definition's endorsers and endorsements (endorse/codec.h); empty where it has none.
  Bytes endorsements;
  std::optional<TailoringSpec> tailoring;  // nothing: the definition as it is
  Reg registers = 0;                       // registers any rule needs
  std::uint16_t loop_depth = 0;            // deepest nesting of loops
  // LoadImage has verified it; whoever changes it afterwards unsets this. Not in the image.
  bool verified = false;
  // Owns the octets that constants, sets and tables point to. INVARIANT: never grows once cells point into it.
  std::vector<std::unique_ptr<std::string>> text;
};

}  // namespace mps::program
