// The syntax tree of one file: what SYNTAX.md calls the five kinds of file, their headers and declarations.
// Plain structs; a `kind` says what a node is. Every node and every name has its span. parse/parse.h makes it, dump.h
// prints it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "ast/expr.h"
#include "ast/literal.h"

namespace mps::ast {

// ---------------------------------------------------------------- types and domains
enum class TypeRefKind : std::uint8_t {
  kNamed,    // name: `text`, `linux.host`; built-in names are told from declared ones by the checker
  kList,     // element
  kSet,      // element
  kMap,      // key, element
  kVersion,  // ordering, as it is written: `version dpkg`
};
struct TypeRef {
  TypeRefKind kind = TypeRefKind::kNamed;
  Span span;
  QName name;
  Name ordering;
  const TypeRef* key = nullptr;
  const TypeRef* element = nullptr;
};

enum class DomainKind : std::uint8_t { kRange, kSet, kNamed };
// `in 1..6`, `in 0..`, `in { "a", "b" }`, `in name`. Bounds are included; either may be missing, not both.
struct Domain {
  DomainKind kind = DomainKind::kRange;
  Span span;
  std::optional<Literal> low, high;
  std::vector<Literal> items;
  QName name;
};

// ---------------------------------------------------------------- declarations
enum class DeclKind : std::uint8_t {
  kImport,
  kType,
  kEnum,
  kRecord,
  kEnvironment,
  kEndorser,
  kLevel,
  kParam,
  kSet,
  kTable,
  kDefine,
  kTemplate,
  kWhen,
  kSection,
  kRule,
  kConfiguration,
  kEndorsement,
  kAnswer,  // in an `endorsements` file
  kFixture,
  kTest,
  kSetParam,
  kDrop,
  kWaive,  // in a `tailor` file
};
std::string_view DeclKindName(DeclKind kind);  // the word it begins with: `import`, `rule`

struct Decl {
  DeclKind kind;
  Span span;       // the whole declaration
  bool ok = true;  // false: something inside did not parse, and a diagnostic has said so; what is here is what was read
  template <class T>
  const T& As() const {
    return static_cast<const T&>(*this);
  }
  virtual ~Decl() = default;

 protected:
  explicit Decl(DeclKind k) : kind(k) {}
};
template <DeclKind K>
struct DeclOf : Decl {
  static constexpr DeclKind kKind = K;
  DeclOf() : Decl(K) {}
};

struct Version {
  std::string text;                  // `1.2.0`
  std::vector<std::uint32_t> parts;  // at least one
  Span span;
};

// `import linux version 1.0`, or `import "x.mps" as x version 1.0 sha256'..'`.
struct ImportDecl : DeclOf<DeclKind::kImport> {
  std::optional<Name> library;  // of the standard library; else:
  std::optional<Str> file;
  Name alias;  // the name after `as`, else the library's
  std::optional<Version> version;
  std::optional<Literal> digest;  // of the imported typed model
};

struct TypeDecl : DeclOf<DeclKind::kType> {
  Name name;
  const TypeRef* type = nullptr;
  std::optional<Domain> domain;
  std::optional<Name> unit;
  std::optional<Str> prose;
};
struct EnumDecl : DeclOf<DeclKind::kEnum> {
  Name name;
  bool open = false;
  std::vector<Str> words;
  std::optional<Str> prose;
};
// `corim svn of "bios"`, `corim register["pcr0"] of uuid "31fb.."`.
struct CorimRef {
  Name part;
  std::optional<Literal> item;   // text or int
  std::optional<Name> key_kind;  // `uuid`, `oid`
  std::optional<Literal> key;    // text or int
  Span span;
};
struct Field {
  Name name;
  bool optional = false;    // `?`: the collector may look and find nothing
  std::optional<Str> wire;  // `as "live-restore"`: the member's name in evidence
  const TypeRef* type = nullptr;
  std::optional<Domain> domain;
  std::optional<Name> unit;
  std::optional<QName> known;               // a set of keys: another key earns a warning
  Asserter asserter = Asserter::kEvidence;  // `endorsed`: kEndorser; `either`: kBoth
  bool is_volatile = false;                 // refused in a configuration
  std::unique_ptr<CorimRef> corim;          // how CoRIMs speak of it; few fields have it, and schemas are long
  std::optional<Str> prose;
  Span span;
};
// `record` or `schema`.
struct RecordDecl : DeclOf<DeclKind::kRecord> {
  bool is_schema = false;
  Name name;
  bool open = false;
  std::optional<Str> prose;
  std::vector<Field> fields;
};

enum class KeyRefKind : std::uint8_t { kThumbprint, kChain };
struct KeyRef {
  KeyRefKind kind = KeyRefKind::kThumbprint;
  Literal digest;
  Span span;
};
struct EnvironmentDecl : DeclOf<DeclKind::kEnvironment> {
  Name name;
  bool many = false;  // `environment c many : oci.container`
  QName schema;
  bool complete = false;  // `environment e : posture complete`: bare documents are complete by the caller's word
  std::optional<Str> prose;
  std::optional<Name> layer;
  std::optional<KeyRef> key;
  std::optional<Name> parent;
};
struct EndorserDecl : DeclOf<DeclKind::kEndorser> {
  Name name;
  std::optional<Str> prose;
  std::vector<KeyRef> keys;
  std::vector<const Expr*> may_endorse;  // kName or kPath (fields and indexes)
  std::vector<Str> may_answer;           // ids of rules
};
struct LevelParam {
  Name name;
  const Expr* value = nullptr;
  Span span;
};
struct LevelDecl : DeclOf<DeclKind::kLevel> {
  Name name;
  std::optional<Str> prose;
  std::optional<Name> extends;
  std::vector<LevelParam> params;
  bool accept_warning = false;
  std::optional<Str> registered;
};

enum class Stricter : std::uint8_t { kNone, kLower, kHigher };
struct ParamDecl : DeclOf<DeclKind::kParam> {
  Name name;
  const TypeRef* type = nullptr;
  std::optional<Domain> domain;
  const Expr* default_value = nullptr;  // null: the caller must give it
  Stricter stricter = Stricter::kNone;
  std::optional<Str> prose;
};
// `from "file" sha256'..'`
struct PinnedFile {
  Str file;
  Literal digest;
  Span span;
};
struct SetDecl : DeclOf<DeclKind::kSet> {
  Name name;
  const TypeRef* element = nullptr;  // null: to be inferred from the value
  const Expr* value = nullptr;       // null: from a file
  std::optional<PinnedFile> from;
  std::optional<Str> prose;
};
struct TableDecl : DeclOf<DeclKind::kTable> {
  Name name;
  const TypeRef* key = nullptr;
  const TypeRef* value = nullptr;
  PinnedFile from;
  std::optional<Str> prose;
};
struct Formal {
  Name name;
  const TypeRef* type = nullptr;
  const Expr* default_value = nullptr;  // null: none
  Span span;
};
struct DefineDecl : DeclOf<DeclKind::kDefine> {
  Name name;
  bool has_formals = false;  // `define n = 1` beside `define n() = 1`
  std::vector<Formal> formals;
  const TypeRef* type = nullptr;  // null: to be inferred
  const Expr* value = nullptr;
  std::optional<Str> prose;
};

// ---------------------------------------------------------------- rules
struct Ref {
  Name scheme;
  Str id;
  Span span;
};
// `level a, b`
struct LevelsClause {
  std::vector<Name> names;
  Span span;
};
struct Condition {  // `when e`, `require e`
  const Expr* expr = nullptr;
  Span span;
};
struct GradeArm {
  Name grade;  // `affirming`, `warning`, `contraindicated`: checked by the checker
  const Expr* when = nullptr;
  Span span;
};
struct GradeClause {
  std::vector<GradeArm> arms;
  Name otherwise;
  Span span;
};
struct UseClause {
  QName name;
  std::vector<Arg> args;
  Span span;
};
struct FixClause {
  Name kind;  // `shell`, `ansible`, `text`: checked by the checker
  Text text;
  Span span;
};
struct AllowClause {
  Name code;  // `MPS2104`
  Str because;
  Span span;
};
// The clauses of a rule or a template, each kind in source order.
struct RuleBody {
  Span span;  // with its braces
  std::optional<Text> title, description, rationale, manual, deprecated;
  std::vector<Text> notes;
  std::optional<LevelsClause> levels;
  std::optional<Name> severity;
  std::vector<Condition> whens;
  std::vector<Condition> requires_;
  std::optional<GradeClause> grade;
  std::vector<UseClause> uses;
  std::vector<FixClause> fixes;
  std::vector<Ref> refs;
  std::vector<AllowClause> allows;
};
struct TemplateDecl : DeclOf<DeclKind::kTemplate> {
  Name name;
  std::vector<Formal> formals;
  std::optional<Str> prose;
  RuleBody body;
};
struct RuleDecl : DeclOf<DeclKind::kRule> {
  Str id;  // the control number as printed
  Name name;
  RuleBody body;
};
struct WhenDecl : DeclOf<DeclKind::kWhen> {
  const Expr* expr = nullptr;
};
struct SectionDecl : DeclOf<DeclKind::kSection> {
  Str id;
  std::optional<Str> title;
  std::vector<Condition> whens;
  std::optional<LevelsClause> levels;
  std::optional<Name> severity;
  std::vector<Ref> refs;
  std::vector<Text> notes;
  std::vector<const RuleDecl*> rules;
};

struct ConfigurationDecl : DeclOf<DeclKind::kConfiguration> {
  Name name;
  std::optional<Str> prose;
  std::vector<const Expr*> includes;  // kName or kPath
};
struct ThenClause {
  const Expr* path = nullptr;
  bool includes = false;  // else `=`
  const Expr* value = nullptr;
  Span span;
};
struct EndorsementDecl : DeclOf<DeclKind::kEndorsement> {
  Name name;
  Name by;
  std::optional<Str> prose;
  std::vector<Condition> whens;
  std::vector<ThenClause> thens;  // at least one
};
struct AnswerDecl : DeclOf<DeclKind::kAnswer> {
  Str id;
  Name by;
  bool pass = false;
  Str because;
};

// ---------------------------------------------------------------- tailoring
struct SetParamDecl : DeclOf<DeclKind::kSetParam> {
  Name name;
  const Expr* value = nullptr;
  std::optional<Str> because;
};
struct DropDecl : DeclOf<DeclKind::kDrop> {
  Str id;
  Str because;
};
struct WaiveDecl : DeclOf<DeclKind::kWaive> {
  Str id;
  Literal until;  // kTime
  Str because;
  Str approved;
  std::optional<Str> ticket;
  const Expr* when = nullptr;  // null: none
};

// ---------------------------------------------------------------- tests
enum class GivenKind : std::uint8_t {
  kFixture,    // name
  kParam,      // name, value
  kLevel,      // name
  kNow,        // value
  kUntrusted,  // name: the endorser
  kAnswer,     // id, name: the endorser, pass, reason
  kValue,      // path, value
  kState,      // path, state, reason
};
enum class GivenState : std::uint8_t { kAbsent, kUnknown, kPartial, kError };
struct Given {
  GivenKind kind = GivenKind::kValue;
  Name name;
  const Expr* path = nullptr;  // kName or kPath
  const Expr* value = nullptr;
  GivenState state = GivenState::kAbsent;
  Str id;             // of the manual control
  bool pass = false;  // kAnswer
  std::optional<Str> reason;
  Span span;
};
enum class ExpectKind : std::uint8_t { kRule, kLevel, kThat };
struct Expect {
  ExpectKind kind = ExpectKind::kRule;
  Str id;                      // kRule
  Name level;                  // kLevel
  Name verdict;                // kRule, kLevel: `pass`, ...: checked by the checker
  bool waived = false;         // kRule
  std::optional<Name> grade;   // kRule
  std::optional<Str> because;  // kRule: text in the reason
  const Expr* that = nullptr;  // kThat
  Span span;
};
struct FixtureDecl : DeclOf<DeclKind::kFixture> {
  Name name;
  std::vector<Given> givens;
};
struct TestDecl : DeclOf<DeclKind::kTest> {
  Str name;
  std::vector<Given> givens;
  std::vector<Expect> expects;  // at least one
};

// ---------------------------------------------------------------- files
enum class FileKind : std::uint8_t { kDefinition, kLibrary, kTailor, kEndorsements, kTests };
std::string_view FileKindName(FileKind kind);  // `mps`, `library`, `tailor`, `endorsements`, `tests`

struct Headers {
  std::optional<Str> title, description, publisher,
      source;  // `source "https://..."`: where the definition is kept, a URI
  std::vector<Str> notes;
  std::vector<Ref> refs;
};
// `of "name" version V sha256'..'`; of a tests file only the name, which is the definition's file.
struct BaseRef {
  Str name;
  std::optional<Version> version;
  std::optional<Literal> digest;
  Span span;
};

// Owner of all nodes of a file; they live as long as it does. Destruction is a loop, whatever the depth.
class Arena {
 public:
  template <class T>
  T* NewExpr() {
    auto node = std::make_unique<T>();
    T* raw = node.get();
    exprs_.push_back(std::move(node));
    return raw;
  }
  template <class T>
  T* NewDecl() {
    auto node = std::make_unique<T>();
    T* raw = node.get();
    decls_.push_back(std::move(node));
    return raw;
  }
  TypeRef* NewType() {
    types_.push_back(std::make_unique<TypeRef>());
    return types_.back().get();
  }

 private:
  std::vector<std::unique_ptr<Expr>> exprs_;
  std::vector<std::unique_ptr<Decl>> decls_;
  std::vector<std::unique_ptr<TypeRef>> types_;
};

struct File {
  FileId file;
  FileKind kind = FileKind::kDefinition;
  bool complete = false;           // parsed without an error; else what is here is what could be read
  Span head;                       // the first statement, `mps "x" version 1.0 language 1`
  Str name;                        // of mps, tailor, endorsements; the library's name as text; empty of tests
  std::optional<Version> version;  // none of tests
  std::optional<BaseRef> base;     // tailor, endorsements, tests
  std::int64_t language = 1;
  Headers headers;
  std::vector<const Decl*> decls;  // in source order; rules of sections are under their section
  std::vector<Name> broken;        // names of declarations that could not be read: their uses deserve no complaint
  Arena arena;
};

}  // namespace mps::ast
