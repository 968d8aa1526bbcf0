// The checker's state and methods, for its own files only: one Checker makes one model from one module.
//
// Every expression is checked by CheckExpr in a Frame (the module whose names it sees, and formals and binders around
// it) and becomes a node of the model. kNone as an ExprId, and kNoType as a TypeId, are poisoned: a diagnostic has been
// given, and whoever receives one gives no other.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "check/module.h"
#include "check/session.h"
#include "diag/sink.h"
#include "model/model.h"
#include "mps/document_fields.h"

namespace mps::check {

using model::ExprId;
using model::kNone;
using model::kNoType;
using model::TypeId;
using model::VarId;

// A formal or binder in scope.
struct Local {
  std::string name;
  Span span;
  ExprId value = kNone;   // what the name stands for: an argument, or a kVar node
  bool poisoned = false;  // its type is not known
  bool is_binder = false;
  bool used = false;
};

// Where the names of an expression are looked up.
struct Frame {
  Module* module = nullptr;
  std::vector<Local> locals;  // innermost last
};

// How far a declaration has come.
enum class Stage : std::uint8_t { kNew, kRunning, kDone };

struct Resolved {
  Stage stage = Stage::kNew;
  bool ok = false;
  bool used = false;
  TypeId type = kNoType;        // types; the element type of sets; the type of params
  std::uint32_t index = kNone;  // in the model's vector of its kind
};

// LIMIT: values that all tests of one definition are given, what fixtures give included.
inline constexpr std::size_t kGivenNodes = 1000000;

class Checker {
 public:
  Checker(Session& session, Module& module, diag::Sink& sink);
  // Checks all of the module; false if there were errors.
  bool Run(std::span<const ast::File* const> tests, const ast::File* endorsements);
  // Lays a tailoring of the module on its model, whose tests become those of `tailor` and `tests`; false if there were
  // errors. REQUIRES: Run was ok. (tailoring.cpp)
  bool Tailor(const ast::File& tailor, std::span<const ast::File* const> tests);
  model::Model Take() { return std::move(model_); }

 private:
  friend class GivenReader;

  // ------------------------------------------------------------ reporting (report.cpp)
  // Reports at `span`; while a template or function is being expanded, at its use, with a label at `span`.
  diag::Diagnostic& Report(diag::Id id, Span span, std::vector<diag::Arg> args = {});
  // Adds the nearest of `candidates` as help and as an edit.
  void SuggestNearest(diag::Diagnostic& diagnostic, Span span, std::string_view name,
                      const std::vector<std::string>& candidates);
  bool expanding() const { return use_depth_ != 0; }
  std::string TypeName(TypeId type) const;

  // ------------------------------------------------------------ names (names.cpp)
  void DeclareAll(Module& module);
  void Declare(Module& module, Space space, const ast::Name& name, const ast::Decl& decl);
  void LoadImports(Module& module);
  // `x` or `alias.x` in `space`; reports with `id` and suggests, and gives null, where there is none.
  const Symbol* LookUp(const ast::QName& name, Space space, const Module& module, diag::Id unknown);
  const Symbol* LookUp(const ast::Name& name, Space space, const Module& module, diag::Id unknown);
  std::vector<std::string> NamesOf(const Module& module, Space space, const std::string& prefix = "") const;
  // All spellings that a value name may have in a frame: locals, names of the module, functions of the language.
  std::vector<std::string> VisibleValues(const Frame& frame) const;
  Resolved& StateOf(const Symbol& symbol) { return resolved_[&symbol]; }
  std::string FullName(const Symbol& symbol) const { return symbol.module->prefix + symbol.name; }
  bool CheckAscii(std::string_view text, Span span, std::string_view what);

  // ------------------------------------------------------------ types (types, type_references, type_declarations,
  // domains)
  TypeId Intern(schema::TypeDef def, const std::string& unit = "");
  TypeId Simple(TypeKind kind, Ordering ordering = Ordering::kNone);
  TypeId ListOf(TypeId element);
  TypeId SetOf(TypeId element);
  TypeId MapOf(TypeId key, TypeId element);
  TypeId ResolveType(const ast::TypeRef& ref, Module& module, bool allow_pattern);
  TypeId ResolveNamed(const ast::QName& name, Module& module);
  TypeId TypeOf(const Symbol& symbol);
  TypeId DeclareEnum(const ast::EnumDecl& decl, const Symbol& symbol);
  TypeId DeclareRecord(const ast::RecordDecl& decl, const Symbol& symbol);
  TypeId DeclareAlias(const ast::TypeDecl& decl, const Symbol& symbol);
  // `base` with a domain and unit laid on it (on its members, if it is a list or set).
  TypeId Refine(TypeId base, const ast::Domain* domain, const ast::Name* unit, Module& module, const std::string& name);
  bool ApplyDomain(schema::TypeDef& def, const ast::Domain& domain, Module& module);
  bool ApplyRange(schema::TypeDef& def, const ast::Domain& domain);
  bool ApplyWords(schema::TypeDef& def, const ast::Domain& domain, Module& module);
  const schema::TypeDef& Def(TypeId type) const { return model_.types[type]; }
  TypeKind KindOf(TypeId type) const { return model_.types[type].kind; }
  const std::string& UnitOf(TypeId type) const { return units_[type]; }
  bool IsTextual(TypeId type) const;
  bool IsScalarKind(TypeId type) const;  // neither collection nor record nor pattern
  bool IsOrdered(TypeId type) const;
  // Whether values of the two may be compared, or one put in the other's place.
  bool Fits(TypeId have, TypeId want) const;

  // ------------------------------------------------------------ constants (literals.cpp)
  // The literal as a value of type `want` (or of its own, if that is kNoType); `type` receives what it came to.
  std::optional<Value> LiteralValue(const ast::Literal& literal, TypeId want, TypeId* type);
  std::optional<Value> TextLiteral(const ast::Literal& literal, TypeId want, TypeId* type);
  std::optional<Value> NumberLiteral(const ast::Literal& literal, TypeId want, TypeId* type);
  bool CheckWord(const std::string& word, TypeId type, Span span);
  bool IsWord(const std::string& word, TypeId type) const;  // or the type lists none
  diag::Diagnostic& ReportWord(const std::string& word, TypeId type, Span span);
  bool CheckNumberDomain(const Value& value, TypeId type, Span span);
  void ReportMismatch(const ast::Literal& literal, TypeId want);
  // A constant expression of a given type, collections and records included.
  std::optional<Value> ConstantOf(const ast::Expr& expr, TypeId want, Frame& frame, bool partial_records);
  std::optional<Value> ConstantItems(const ast::Expr& expr, TypeId want, Frame& frame, bool partial_records);
  std::optional<Value> ConstantRecord(const ast::RecordExpr& expr, TypeId want, Frame& frame, bool partial_records);
  std::optional<Value> ConstantMap(const ast::Expr& expr, TypeId want, Frame& frame, bool partial_records);
  // The value of a node that is constant (kConst, or a reference to a set), else nullopt.
  std::optional<Value> ValueOfNode(ExprId id) const;

  // ------------------------------------------------------------ sets, tables (sets.cpp, pinned.cpp)
  // Members of a set; null after a diagnostic.
  const model::Set* SetOfSymbol(const Symbol& symbol);
  std::uint32_t SetIndex(const Symbol& symbol);  // in model_.sets; kNone after a diagnostic
  // `a`, a named set or a binder that goes through one, meets values of type `word`: its members are words of that.
  void CheckSetWords(ExprId a, TypeId word, Span use);
  void ReportMember(const std::string& member, const Symbol& set, TypeId word, Span use);
  std::uint32_t TableIndex(const Symbol& symbol);
  bool ReadSetLiteral(const ast::SetDecl& decl, const Symbol& symbol, model::Set& set);
  bool ReadPinnedSet(const ast::SetDecl& decl, const Symbol& symbol, model::Set& set);
  bool ReadPinnedTable(const ast::TableDecl& decl, const Symbol& symbol, model::Table& table);
  // One line of a pinned file as a value; `why` says what is wrong.
  std::optional<Value> PinnedLiteral(std::string_view text, TypeId type, std::string* why);
  std::optional<std::string> PinnedText(const ast::PinnedFile& file, const Symbol& symbol);

  // ------------------------------------------------------------ nodes (builder.cpp)
  ExprId Add(model::Expr expr, Span span);
  ExprId AddConst(Value value, TypeId type, Span span);
  ExprId AddBool(bool value, Span span);
  ExprId AddUnary(model::ExprKind kind, ExprId a, TypeId type, Span span);
  ExprId AddBinary(model::ExprKind kind, ExprId a, ExprId b, TypeId type, Span span);
  ExprId AddNot(ExprId a, Span span);
  // And or or of the list without poisoned members: the only member, or a node; kNone if none is left.
  ExprId AddChain(model::ExprKind kind, std::vector<ExprId> args, Span span);
  const model::Expr& E(ExprId id) const { return model_.exprs[id]; }
  TypeId T(ExprId id) const { return model_.exprs[id].type; }
  std::string TextOf(const model::Expr& expr) const;
  std::string Operand(ExprId id, int tightness) const;
  bool SameExpr(ExprId a, ExprId b) const;
  bool SameValue(ExprId a, ExprId b) const;
  std::size_t TreeSize(ExprId id) const { return id == kNone ? 0 : tree_size_[id]; }
  void Truncate(std::size_t nodes);

  // ------------------------------------------------------------ expressions (expr*.cpp)
  ExprId CheckExpr(const ast::Expr& expr, Frame& frame, TypeId want = kNoType);
  ExprId CheckCondition(const ast::Expr& expr, Frame& frame);
  ExprId CheckName(const ast::NameExpr& expr, Frame& frame, TypeId want);
  ExprId CheckPath(const ast::PathExpr& expr, Frame& frame, TypeId want);
  // The base of a path that begins with a name; `next` receives the number of steps used up.
  ExprId CheckPathHead(const ast::PathExpr& expr, Frame& frame, std::size_t* next);
  ExprId CheckSymbol(const Symbol& symbol, const ast::Name& name, const ast::PathExpr* path, std::size_t* next,
                     Frame& frame);
  void ReportUnknownFunction(const ast::Name& name, const Module& module);
  ExprId CheckBuiltin(const ast::Name& name, const ast::Step& call, Frame& frame);
  // What the evidence document says of an environment beside its claims (expr_document.cpp).
  static bool IsDocumentFunction(std::string_view name);
  ExprId CheckDocumentFunction(const ast::Name& name, const ast::Step& call, Frame& frame);
  // The field of the record that the function reads. It comes to be with its first use.
  std::uint32_t DocumentField(TypeId record, std::string_view function);
  bool IsEnvironment(ExprId id) const;
  bool MayBeInstances(ExprId id) const;
  bool GivenOfDocument(const ast::Expr& path, Module& names, model::Given& out);
  ExprId CheckConfigDigest(const Symbol& symbol, const ast::PathExpr* path, std::size_t* next, Span span);
  ExprId CheckField(ExprId base, const ast::Step& step, Span span);
  ExprId CheckIndex(ExprId base, const ast::Step& step, Frame& frame, Span span);
  void WarnNearMissKey(ExprId base, ExprId key, Span span);
  ExprId CheckLogic(const ast::LogicExpr& expr, Frame& frame);
  ExprId CheckElse(const ast::ElseExpr& expr, Frame& frame, TypeId want);
  bool CheckElseForm(ExprId value, ExprId fallback, const ast::ElseExpr& expr);
  ExprId CheckPresence(const ast::PresenceExpr& expr, Frame& frame);
  ExprId CheckSum(const ast::SumExpr& expr, Frame& frame, TypeId want);
  TypeId SumType(TypeId a, TypeId b, bool minus, const ast::SumTerm& term);
  ExprId CheckMask(const ast::MaskExpr& expr, Frame& frame, TypeId want);
  ExprId CheckSetExpr(const ast::SetExpr& expr, Frame& frame, TypeId want);
  ExprId CheckListExpr(const ast::ListExpr& expr, Frame& frame, TypeId want);
  bool IsBool(ExprId id) const;
  void WarnPattern(const ast::Literal& literal);

  ExprId CheckCompare(const ast::CompareExpr& expr, Frame& frame);
  ExprId CheckEquality(const ast::CompareExpr& expr, Frame& frame);
  ExprId CheckIn(const ast::CompareExpr& expr, Frame& frame);
  ExprId CheckInRange(const ast::CompareExpr& expr, Frame& frame);
  ExprId CheckWithin(const ast::CompareExpr& expr, Frame& frame);
  ExprId CheckText(const ast::CompareExpr& expr, Frame& frame);
  bool CheckComparable(ExprId a, ExprId b, const ast::CompareExpr& expr);
  bool CheckUnits(TypeId a, TypeId b, Span span);
  bool CheckMaskedEquality(ExprId a, ExprId b, Span span);
  bool CheckOrderOperand(ExprId a, const ast::CompareExpr& expr);
  void CheckConstantWord(ExprId a, ExprId b, Span span);

  ExprId CheckQuantifier(const ast::QuantifierExpr& expr, Frame& frame);
  ExprId CheckCount(const ast::CountExpr& expr, Frame& frame);
  ExprId CheckComprehension(const ast::ComprehensionExpr& expr, Frame& frame, TypeId want);
  ExprId CheckCollection(const ast::Expr& expr, Frame& frame);
  // Opens the binders of `binding` over `collection`; false after a diagnostic (they are open all the same, poisoned).
  bool OpenBinders(const ast::Binding& binding, ExprId collection, Frame& frame, model::Expr* node);
  void CloseBinders(const ast::Binding& binding, Frame& frame);
  // False after a diagnostic: members of a list that is counted stand in it once.
  bool CheckRepeats(ExprId collection, Span span);
  bool CheckShadow(const ast::Name& name, const Frame& frame, std::string_view what);
  ExprId UnrollPatterns(const ast::QuantifierExpr& expr, const Value& list, Frame& frame);

  // ------------------------------------------------------------ functions and templates (calls.cpp)
  // The function's body with the arguments in place.
  ExprId ExpandFunction(const Symbol& symbol, const std::vector<ast::Arg>* args, Span call, Frame& caller);
  bool BindArguments(const Symbol& symbol, const std::vector<ast::Formal>& formals, const std::vector<ast::Arg>& args,
                     Span call, Frame& caller, Frame& callee);
  ExprId CheckArgument(const ast::Formal& formal, const ast::Expr& value, Module& module, Frame& frame);
  // Checks a function or template by itself, its formals opaque; false if it is faulty. Finds recursion.
  bool EnsureChecked(const Symbol& symbol);
  bool CheckFunctionAlone(const Symbol& symbol);
  bool CheckTemplateAlone(const Symbol& symbol);
  bool OpenFormals(const std::vector<ast::Formal>& formals, Frame& frame, std::vector<model::Formal>* out);
  void WarnUnusedFormals(const Frame& frame, std::string_view what);
  // Enters an expansion: nodes made inside have the span of the outermost use. False at the limit of depth.
  bool EnterUse(Span use, const std::string& name);
  void LeaveUse();

  // ------------------------------------------------------------ knowledge (absence.cpp)
  // The first read in `id` that may be absent although nothing guards it; kNone if there is none.
  ExprId UnguardedAbsence(ExprId id, std::vector<ExprId>& guards) const;
  ExprId UnguardedPath(ExprId id, std::vector<ExprId>& guards) const;
  void GuardsOf(ExprId id, bool holds, std::vector<ExprId>& guards) const;
  bool Guarded(ExprId read, const std::vector<ExprId>& guards) const;
  void RequireGuards(ExprId condition, Span span);
  // What a condition comes to whatever is read; nullopt if that depends.
  std::optional<bool> ConstantTruth(ExprId id) const;
  std::optional<bool> ConstantCompare(const model::Expr& expr) const;

  // ------------------------------------------------------------ levels and parameters (levels.cpp)
  void CheckEnvironments();
  void CheckEnvironmentParents();
  void CheckEndorsers();
  // ------------------------------------------------------------ endorsements (endorsements.cpp)
  void CheckEndorsements(const ast::File& file, std::vector<model::Endorsement>& into);
  void CheckEndorsementsBase(const ast::File& file);
  void CheckEndorsement(const ast::EndorsementDecl& decl, std::vector<model::Endorsement>& into);
  // ------------------------------------------------------------ answers to manual rules (answers.cpp)
  std::vector<std::string> AnswerGrants(const ast::EndorserDecl& endorser);
  void CheckAnswerGrants();
  void CheckAnswers(const ast::File& file);
  void CheckAnswer(const ast::AnswerDecl& decl, std::map<std::string, Span>& answered);
  // The endorser, by number, if the control is answered by hand and it may answer it; else reported.
  std::optional<std::uint32_t> AnswererOf(const ast::Str& id, const ast::Name& by);
  void AddGivenAnswer(const ast::Given& given, model::Test& test);
  bool IsManual(const ast::Str& id);
  // Whether an endorser may answer the rule.
  bool IsAnswerable(const std::string& rule) const;
  void AddMatches(ExprId condition, Span span, model::Endorsement& out);
  void AddThen(const ast::ThenClause& then, const Symbol& endorser, model::Endorsement& out);
  ExprId CheckBy(ExprId claim, const ast::Step& step, Span span);
  bool IsClaim(ExprId id) const;
  bool IsConstantSet(ExprId id) const;
  bool IsMatch(ExprId id) const;
  bool IsGranted(ExprId claim, const Symbol& endorser) const;
  // `claim` receives the node.
  std::optional<std::string> GrantPath(const ast::Expr& expr, bool configuration, ExprId* claim = nullptr);
  // Whether the schema lets endorsers say the claim, something that it is part of, or something within it (L3.10).
  bool IsEndorsable(ExprId claim) const;
  bool EndorsableWithin(TypeId type) const;
  void CheckLevels();
  void CheckLevelParams();
  void LevelParamValue(const ast::LevelParam& clause, const Symbol& level, std::uint32_t index);
  void FillLevelValues();
  void RefuseLooser(const model::Param& param, const model::Level& level, const Value& inherited, const Value& value);
  bool ParamOf(const Symbol& symbol);  // resolves; index in Resolved
  bool ReadParam(const Symbol& symbol, model::Param& param);
  // A parameter of an imported definition: its default, since no level of this definition gives it another.
  ExprId ForeignParam(const Symbol& symbol, Span span);
  bool CheckParamDomain(const ast::ParamDecl& decl, const Symbol& symbol, model::Param& param);
  // Whether the value lies in the parameter's domain; reports if not.
  bool InParamDomain(const model::Param& param, const Value& value, Span span, std::string_view whose);

  // ------------------------------------------------------------ rules (rules.cpp, parts.cpp)
  void CheckRules();
  void CheckRule(const ast::RuleDecl& decl, const ast::SectionDecl* section);
  void RuleLevels(const ast::RuleDecl& decl, const ast::SectionDecl* section, model::Rule& rule);
  void RuleTexts(const ast::RuleDecl& decl, const ast::SectionDecl* section, model::Rule& rule, Frame& frame);
  void RuleParts(const ast::RuleDecl& decl, model::Rule& rule, Frame& frame);
  void RuleGrades(const ast::GradeClause& clause, model::Rule& rule, Frame& frame);
  void RuleReads(model::Rule& rule);
  void CheckSeverity(const ast::Name& name);
  ExprId CheckWhens(const std::vector<ast::Condition>& whens, Frame& frame);
  ExprId CheckRequires(const std::vector<ast::Condition>& list, Frame& frame, Span span);
  void AddRefs(const std::vector<ast::Ref>& refs, std::vector<model::Ref>& out);
  struct UseResult {
    std::vector<model::Part> parts;
    std::optional<std::string> title, rationale;
    std::string severity;
    std::vector<model::Ref> refs;
    std::vector<std::pair<std::string, std::string>> fixes;
    std::vector<model::Insert> inserts;  // in title and fixes
    bool ok = true;
  };
  // A `use` (in a rule, or in a template whose own `when` is `outer`), expanded into `out`.
  void ExpandUse(const ast::UseClause& use, Frame& caller, ExprId outer, UseResult& out);
  void TemplateBody(const ast::TemplateDecl& decl, const Symbol& symbol, Frame& frame, ExprId outer, UseResult& out);
  // The text with its insertions done. Where a parameter's default went in, `inserts` (if not null) says so.
  std::optional<std::string> InsertInto(const ast::Text& text, Frame& frame, bool shell,
                                        std::vector<model::Insert>* inserts = nullptr);
  std::optional<std::string> InsertionValue(const ast::QName& path, Span span, Frame& frame, bool shell,
                                            std::uint32_t* param);
  bool AddFixes(const std::vector<ast::FixClause>& fixes, Frame& frame,
                std::vector<std::pair<std::string, std::string>>& out, std::vector<model::Insert>& inserts);
  void WarnConstant(ExprId condition, Span span, bool is_when);
  void ApplyAllows(const ast::RuleBody& body);
  void CheckDefinitionWhens();
  bool SpendTree(const model::Rule& rule, Span span);

  // ------------------------------------------------------------ what CoRIMs say of claims (corim_fields.cpp)
  std::optional<CorimClaim> CorimOf(const ast::CorimRef& ref, TypeId type);
  std::optional<CorimId> CorimIdOf(const ast::Literal& literal, const std::optional<ast::Name>& kind);

  // ------------------------------------------------------------ configurations, tests (configurations.cpp, tests.cpp)
  void CheckConfigurations();
  std::uint32_t ConfigurationOf(const Symbol& symbol);
  ExprId ConfigurationEntry(const ast::Expr& expr, model::Configuration& out);
  bool FirstVolatile(ExprId id, std::string* field) const;
  std::string PathOf(ExprId id) const;
  bool VolatileWithin(TypeId type, std::string* field) const;
  void CheckTests(const ast::File& file, Module& names);
  void CheckTest(const ast::TestDecl& decl, Module& names);
  void CheckExpect(const ast::Expect& expect, Module& names, model::Test& test);
  bool SpendGiven(std::size_t nodes, Span span);
  bool AddGivens(const std::vector<ast::Given>& givens, Module& names, model::Test& test,
                 std::vector<const Symbol*>& open);
  void AddGiven(const ast::Given& given, Module& names, model::Test& test);
  bool GivenPath(const ast::Expr& path, Module& names, model::Given& out);
  bool GivenStep(const ast::Step& step, Frame& frame, TypeId* type, bool* optional, model::Given& out);
  bool GivenMember(const ast::Step& step, Frame& frame, TypeId* type, bool* optional, model::Given& out);
  std::optional<Verdict> VerdictWord(const ast::Name& name);

  // ------------------------------------------------------------ analyses (analyse.cpp, arms.cpp, overlap.cpp)
  void WarnUnused();
  void CheckLevelsHaveRules();
  void CheckArms(const model::Rule& rule, const ast::GradeClause& clause);
  void CheckAllowDeny(const model::Rule& rule, Span span);
  struct Atom {
    std::string subject;  // canonical key of the claim
    bool negated = false;
    const std::vector<Value>* members = nullptr;  // a set, sorted by Compare; null: one value
    Value single;
    bool is_range = false;
    Value low, high;
    ExprId expr = kNone;
    std::string shown;  // the set as the author wrote it
  };
  bool AtomOf(ExprId id, Atom* atom) const;
  // A condition as alternatives of conjuncts.
  using Atoms = std::vector<Atom>;
  std::optional<std::vector<Atoms>> Alternatives(ExprId id, bool negated) const;
  bool ArmAtom(ExprId id, bool negated, Atom* atom) const;
  bool OrderAtom(ExprId id, bool negated, Atom* atom) const;
  bool Satisfiable(const Atoms& atoms) const;
  bool ArmsOverlap(const std::vector<Atoms>& a, const std::vector<Atoms>& b, std::size_t* work) const;
  void MembershipAtoms(ExprId id, bool negated, std::vector<Atom>& out) const;
  std::string SubjectKey(ExprId id, VarId element) const;
  std::optional<bool> AtomsMeet(const Atom& a, const Atom& b) const;

  // ------------------------------------------------------------ tailorings (tailoring.cpp)
  void TailorHead(const ast::File& tailor);
  void TailorParam(const ast::SetParamDecl& decl);
  void TailorDrop(const ast::DropDecl& decl);
  void TailorWaiver(const ast::WaiveDecl& decl);
  // The rule, or null after a diagnostic.
  const model::Rule* RuleById(const ast::Str& id);
  bool RequireText(const ast::Str& text, std::string_view what);
  // Sorts by `key`, and reports what stands twice.
  template <class Entry, class Key>
  void SortTailored(std::vector<Entry>& entries, Key Entry::*key, const char* noun);
  void CheckTailoredLevels();

  // ------------------------------------------------------------ libraries
  void CheckLibrary();
  void FillHeaders();

  Session& session_;
  Module& module_;
  diag::Sink& sink_;
  model::Model model_;
  std::vector<std::string> units_;  // per type id
  std::map<std::string, TypeId> interned_;
  std::map<std::pair<TypeKind, Ordering>, TypeId> simple_;
  std::unordered_map<const Symbol*, Resolved> resolved_;
  std::map<std::pair<TypeId, std::uint32_t>, const Symbol*> known_;  // (record, field) -> set of known keys
  std::unordered_map<const Symbol*, model::Set> sets_;
  std::vector<const Symbol*> set_symbols_;                                    // of model_.sets
  std::unordered_map<VarId, std::uint32_t> walked_set_;                       // binders over a named set: its index
  std::set<VarId> formals_;                                                   // of functions checked by themselves
  std::set<VarId> instances_;                                                 // binders over a `many` environment
  std::vector<std::size_t> tree_size_;                                        // per node: nodes of the tree, saturating
  std::vector<std::uint16_t> depth_;                                          // per node
  std::map<std::pair<const Symbol*, std::vector<ExprId>>, ExprId> expanded_;  // within one outermost use
  VarId next_var_ = 0;
  std::size_t use_depth_ = 0;
  Span use_span_;
  std::vector<std::string> use_names_;
  std::size_t check_depth_ = 0;
  // Counts text that goes into the model. False, reported once, beyond limit::kModelText.
  bool SpendText(std::size_t bytes, Span span);
  std::size_t text_spent_ = 0;
  std::size_t spent_ = 0;                               // nodes of all rules' trees
  static constexpr std::size_t kSuggestWork = 4000000;  // names compared for suggestions in one run
  std::size_t suggest_work_ = 0;
  bool MaySuggest() const { return suggest_work_ <= kSuggestWork; }
  bool over_limit_ = false;                  // reported once
  std::size_t const_items_ = 0;              // members of the constants among model_.exprs
  std::size_t given_ = 0;                    // values that tests are given
  bool given_over_ = false;                  // reported once
  bool abstract_ = false;                    // checking a function or template alone
  std::vector<std::string> endorser_names_;  // sorted: their numbers in the model
  std::map<std::string, Span> endorsement_names_;
  std::vector<ExprId> definition_whens_;
  std::map<std::string, Span, std::less<>> rule_ids_, rule_names_;
  std::size_t errors_before_ = 0;
};

}  // namespace mps::check
