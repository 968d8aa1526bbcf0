// The typed model: a definition with every name resolved, every template and function expanded, every type known.
// Owned by neither its producer (check) nor its consumers (lower, the test oracle). Canonical bytes: canonical.h.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/tailoring.h"
#include "mps/bytes.h"
#include "mps/kinds.h"
#include "mps/types.h"
#include "mps/value.h"
#include "mps/verdict.h"
#include "source/source.h"

namespace mps::model {

using schema::kNoType;
using schema::TypeId;

using mps::Value;

using ExprId = std::uint32_t;
using VarId = std::uint32_t;  // a quantifier's binder; unique in the model
inline constexpr std::uint32_t kNone = 0xffffffff;

enum class ExprKind : std::uint8_t {
  kConst,     // value
  kSetRef,    // index: Model::sets
  kTableRef,  // index: Model::tables (operand 0 of kLookup only)
  kParam,     // index: Model::params
  kNow,
  kEnvironment,   // index: Model::environments (a record; of `many`: a map of text to record)
  kConfigDigest,  // index: Model::configurations
  kField,         // args[0].field; index: field number in the record type of args[0]
  kIndex,         // args[0][args[1]]: a map claim at a key
  kLookup,        // a reference table (kTableRef args[0]) at key args[1]: a set
  kVar,           // index: VarId
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,  // args[0], args[1]
  kInRange,       // args[0] in args[1]..args[2]
  kInSet,         // args[0] in args[1] (constant set, set parameter, list/set claim, table result, built set)
  kInCidr,        // args[0] in args[1], a cidr
  kWithin,        // modes
  kMatches,       // text args[0], pattern args[1] (kConst of kPattern): the whole text
  kContains,      // text args[0] contains text, or pattern, args[1]
  kStartsWith,
  kEndsWith,
  kIsPresent,
  kIsAbsent,
  kElse,  // args[0] else args[1]
  kAdd,
  kSub,
  kBitAnd,
  kToInt,
  kLower,  // int(text), lower(text)
  kNot,
  kAnd,
  kOr,          // two or more args, in source order
  kQuantifier,  // see Quantifier members of Expr
  kCount,       // count(args[0]): a collection or set
  kBuildSet,    // { body for x in c where p }: quantifier members
  kMakeSet,     // { args... }: members that are not all constant (parameters, claims)
  kBy,          // the claim args[0] as one endorser says it; index: Model::endorsers
};

enum class Quantifier : std::uint8_t { kAll, kAny, kNo, kOne, kDistinct, kCount };

struct Expr {
  ExprKind kind = ExprKind::kConst;
  TypeId type = kNoType;       // in Model::types; of kTableRef the map type of the table
  bool may_be_absent = false;  // by its own reads, before any guard around it
  std::uint32_t index = kNone;
  std::vector<ExprId> args;
  Value value;  // kConst
  // kQuantifier, kBuildSet: [quantifier] var (, value_var) in args[0] where args[2] : args[1]; args[2] only if
  // has_where.
  Quantifier quantifier = Quantifier::kAll;  // kCount: count(x in c where p), args[1] is then constant true
  VarId var = kNone;                         // the member; over a map with two binders: the key
  VarId value_var = kNone;                   // over a map: the value
  bool has_where = false;
  Span span;         // of the source that the author would mend: the use, when it came out of a template
  std::string text;  // as an author reads it, constants put in: `host.files["/etc/shadow"].mode within 0640`
};

struct Ref {
  std::string scheme, id;
  auto operator<=>(const Ref&) const = default;
};

struct Level {
  std::string name, title, registered;                  // registered: full name of the claim, `Ubuntu-CIS-L1`
  std::vector<std::uint32_t> extends;                   // level indexes
  std::vector<std::uint32_t> selects;                   // itself and all ancestors, sorted
  std::vector<std::pair<std::uint32_t, Value>> params;  // parameter index, value, as this level's own clauses say
  bool accept_warning = false;
  Span span;
};

struct Param {
  std::string name, prose;
  TypeId type = kNoType;
  // Domain: bounds (numbers, both included) or allowed members (of the parameter, or of its members if it is a set).
  std::optional<std::int64_t> low, high;
  std::vector<Value> allowed;
  std::optional<Value> default_value;
  std::int8_t stricter = 0;                       // -1 lower, +1 higher
  std::vector<std::optional<Value>> level_value;  // per level: its own, the nearest ancestor's, or the default
  Span span;
};

struct Set {
  std::string name, prose;  // `weak_macs`, `linux.sshd_keywords`
  TypeId element = kNoType;
  std::vector<Value> members;  // sorted by Compare, no repeats
  std::string file;            // `from` file, or empty
  Bytes file_digest;
};

struct Table {
  std::string name, prose, file;
  TypeId key = kNoType, element = kNoType;
  std::vector<std::pair<std::string, std::vector<Value>>> rows;  // sorted by key; values sorted by Compare, no repeats
  Bytes file_digest;
};

struct GradeArm {
  Grade grade = Grade::kNone;
  ExprId condition = kNone;
};

struct Part {              // a rule's own requirements, or one `use`
  ExprId when = kNone;     // a template's own, and-ed; kNone: always applies
  ExprId require = kNone;  // all its requirements and-ed
  std::string from;        // `linux.sysctl_is`, or empty for the rule's own
};

// Where a text has a parameter's default in it, as `\{name}` put it there: reports put the value in force in its place.
struct Insert {
  std::uint32_t text = 0;          // 0: the title; n: the rule's fix n, counted from 1
  std::uint32_t at = 0, size = 0;  // octets of that text
  std::uint32_t param = kNone;
  bool shell = false;  // as words of a POSIX shell
};

struct Rule {
  std::string id, name, title, rationale, note, manual, deprecated, severity;
  bool is_manual = false;
  std::vector<std::uint32_t> levels;  // as named, sorted
  std::vector<Ref> refs;              // united, sorted, no repeats
  std::vector<std::pair<std::string, std::string>> fixes;
  std::vector<Insert> inserts;  // in title and fixes, in order; their defaults are in the texts
  ExprId when = kNone;          // of definition, section and rule, and-ed
  std::vector<Part> parts;
  std::vector<GradeArm> arms;         // or grades; the last has condition kNone (`otherwise`)
  std::uint32_t environment = kNone;  // the one environment it reads, else kNone
  std::vector<std::uint32_t> params;  // read by it, sorted
  std::string section;
  Span span;
};

struct Configuration {
  std::string id, title;
  std::vector<std::pair<std::string, ExprId>> entries;  // path text, read; sorted by path bytes
  std::uint32_t environment = kNone;
  Span span;
};

struct Endorser {
  std::string name, prose, key_kind, key_digest;
  std::vector<std::string> may_endorse;
  std::vector<ExprId> grants;           // the same, as claims
  std::vector<std::string> may_answer;  // ids of manual rules, ascending
};

// An assessor's answer to a manual rule, of an endorsements file.
struct Answer {
  std::string rule;
  std::uint32_t endorser = kNone;
  bool pass = false;
  std::string because;
};

// `then claim = value`, or `then claim includes value`.
struct Then {
  ExprId claim = kNone;
  bool includes = false;
  Value value;
};
// A conditional endorsement: where all of `when` hold, `then` is so. Each condition is one claim against constants.
struct Endorsement {
  std::string name, prose;
  std::uint32_t endorser = kNone;
  std::vector<ExprId> when;
  std::vector<Then> then;
  Span span;
};

// Declarations of a library, kept for its digest only: what uses them has them expanded. Formals are kVar in bodies.
struct Formal {
  std::string name;
  VarId var = kNone;
  TypeId type = kNoType;
  ExprId default_value = kNone;
};
struct Function {
  std::string name, prose;
  std::vector<Formal> formals;
  ExprId body = kNone;
};
struct Template {
  std::string name, prose, title, rationale, severity;  // insertions spelled as in the source
  std::vector<Formal> formals;
  std::vector<Part> parts;  // its own requirements, then those of the templates that it uses
  std::vector<Ref> refs;
  std::vector<std::pair<std::string, std::string>> fixes;
};
struct NamedType {
  std::string name;
  TypeId type = kNoType;
};

struct Import {
  std::string name, source, version;  // source: library name or file
  Bytes pin;                          // as written, or empty
  Bytes definition_digest;            // of what was imported
  std::uint32_t environments = 0;
};

// Tests: `given`s in order (fixtures already put in), then expectations.
enum class GivenKind : std::uint8_t { kValue, kAbsent, kUnknown, kPartial, kError };
struct PathStep {
  bool is_key = false;
  std::string field_or_key;
};  // a wire name; a key; of a list: a number
struct Given {
  std::uint32_t environment = kNone;
  std::vector<PathStep> path;  // below the environment
  TypeId type = kNoType;       // of the place
  GivenKind kind = GivenKind::kValue;
  Value value;
  std::string reason;
  Span span;
};
struct Expectation {
  enum class Kind : std::uint8_t { kRule, kLevel, kThat } kind = Kind::kRule;
  std::string subject;  // rule id or level name
  Verdict verdict = Verdict::kPass;
  Grade grade = Grade::kNone;
  bool waived = false;
  std::string because;  // must occur in the reason; empty: any
  ExprId that = kNone;
  Span span;
};
struct Test {
  std::string title;
  std::vector<Given> givens;
  std::vector<std::pair<std::uint32_t, Value>> params;
  std::vector<std::string> untrusted;  // endorsers that count for nothing
  std::vector<Answer> answers;         // to manual controls
  std::optional<std::uint32_t> level;  // nullopt: every level is in force for rules; `expect level` names its own
  std::optional<std::int64_t> now;
  std::vector<Expectation> expectations;
  Span span;
};

struct Model {
  bool is_library = false;
  std::string name, version, title, publisher, source_uri;
  std::vector<std::string> notes;
  std::vector<Ref> refs;
  schema::TypeTable types;
  std::vector<std::string> type_prose;  // per type id, may be empty
  // `linux.file.mode` -> its prose. It changes what a person understands and not what is computed, so it is in the
  // package digest and not in the definition's.
  std::map<std::string, std::string> field_prose;
  std::vector<schema::EnvironmentDef> environments;
  std::vector<std::string> environment_prose;
  std::vector<Endorser> endorsers;              // sorted by name
  std::vector<Endorsement> endorsements;        // sorted by name
  std::vector<Endorsement> filed_endorsements;  // of an endorsements file that was checked with it: no part of it
  std::vector<Answer> filed_answers;            // the same; sorted by rule
  std::vector<Level> levels;
  std::vector<Param> params;
  std::vector<Set> sets;
  std::vector<Table> tables;
  std::vector<Expr> exprs;                    // INVARIANT: arguments have smaller ids than what uses them
  std::vector<Rule> rules;                    // sorted by id
  std::vector<Configuration> configurations;  // sorted by id
  std::vector<Import> imports;
  std::vector<Test> tests;
  // Libraries only, each sorted by name: what they declare.
  std::vector<NamedType> named_types;
  std::vector<Function> functions;
  std::vector<Template> templates;
  // Of a tailoring: what it changes. All else is the definition as it stands without it, but for `tests`.
  std::optional<Tailoring> tailoring;
  Bytes definition_digest;  // SHA-256; canonical.h says over what
  Bytes package_digest;
};

}  // namespace mps::model
