// The tree of a file as text; see dump.h. Clauses print in one order, whatever the order of the source, but for those
// of one kind.
#include "ast/dump.h"

#include "ast/dump_parts.h"
#include "base/spelling.h"

namespace mps::ast {
namespace {

class Dumper {
 public:
  std::string DumpFile(const File& file) {
    Line("file " + std::string(FileKindName(file.kind)) + (file.complete ? "" : " incomplete"));
    ++depth_;
    if (!file.name.value.empty()) Line("name " + QuotedText(file.name.value));
    if (file.version) Line("version " + file.version->text);
    if (file.base) Line("of " + Base(*file.base));
    Line("language " + std::to_string(file.language));
    Strs("title", file.headers.title);
    Strs("description", file.headers.description);
    Strs("publisher", file.headers.publisher);
    Strs("source", file.headers.source);
    for (const Str& note : file.headers.notes) Line("note " + QuotedText(note.value));
    Refs(file.headers.refs);
    for (const Decl* decl : file.decls) Declaration(*decl);
    for (const Name& name : file.broken) Line("broken " + name.text);
    return std::move(out_);
  }

 private:
  void Line(const std::string& text) { out_ += std::string(2 * depth_, ' ') + text + "\n"; }
  void Strs(const char* word, const std::optional<Str>& text) {
    if (text) Line(std::string(word) + " " + QuotedText(text->value));
  }
  void Texts(const char* word, const std::optional<Text>& text) {
    if (text) Line(std::string(word) + " " + Prose(*text));
  }
  // Insertions stand outside of the quotes: "Ensure " \{name} " is on".
  static std::string Prose(const Text& text) {
    std::string out;
    for (const TextPart& part : text.parts) {
      out += (out.empty() ? "" : " ") + (part.is_insertion ? "\\{" + part.path.Join() + "}" : QuotedText(part.text));
    }
    return out.empty() ? "\"\"" : out;
  }
  void Expression(const char* word, const Expr* expr) {
    if (expr != nullptr) Line(std::string(word) + " " + DumpExpr(*expr));
  }
  void Prose(const std::optional<Str>& prose) { Strs("prose", prose); }

  static std::string Base(const BaseRef& base) {
    return QuotedText(base.name.value) + (base.version ? " version " + base.version->text : "") +
           (base.digest ? " " + DumpLiteral(*base.digest) : "");
  }
  static std::string Pinned(const PinnedFile& from) {
    return QuotedText(from.file.value) + " " + DumpLiteral(from.digest);
  }
  static std::string Type(const TypeRef* type) {
    if (type == nullptr) return "(none)";
    switch (type->kind) {
      case TypeRefKind::kNamed:
        return type->name.Join();
      case TypeRefKind::kList:
        return "(list " + Type(type->element) + ")";
      case TypeRefKind::kSet:
        return "(set " + Type(type->element) + ")";
      case TypeRefKind::kMap:
        return "(map " + Type(type->key) + " " + Type(type->element) + ")";
      case TypeRefKind::kVersion:
        return "(version " + type->ordering.text + ")";
    }
    return "?";
  }
  static std::string DomainText(const Domain& domain) {
    switch (domain.kind) {
      case DomainKind::kNamed:
        return " in " + domain.name.Join();
      case DomainKind::kRange:
        return " in (range " + (domain.low ? DumpLiteral(*domain.low) : "-") + " " +
               (domain.high ? DumpLiteral(*domain.high) : "-") + ")";
      case DomainKind::kSet:
        break;
    }
    std::string out = " in (set";
    for (const Literal& item : domain.items) out += " " + DumpLiteral(item);
    return out + ")";
  }
  static std::string Names(const std::vector<Name>& names) {
    std::string out;
    for (const Name& name : names) out += " " + name.text;
    return out;
  }
  static std::string Key(const KeyRef& key) {
    return std::string("key ") + (key.kind == KeyRefKind::kChain ? "chain " : "thumbprint ") + DumpLiteral(key.digest);
  }
  void Refs(const std::vector<Ref>& refs) {
    for (const Ref& ref : refs) Line("ref " + ref.scheme.text + " " + QuotedText(ref.id.value));
  }
  void Conditions(const char* word, const std::vector<Condition>& conditions) {
    for (const Condition& condition : conditions) Expression(word, condition.expr);
  }

  void Declaration(const Decl& decl) {
    const std::string head = std::string(DeclKindName(decl.kind)) + (decl.ok ? " " : " (not ok) ");
    Head(decl, head);
    ++depth_;
    Body(decl);
    --depth_;
  }
  // The line of a declaration.
  void Head(const Decl& decl, const std::string& head) {
    switch (decl.kind) {
      case DeclKind::kImport: {
        const auto& d = decl.As<ImportDecl>();
        return Line(head + (d.file ? QuotedText(d.file->value) + " as " : "") + d.alias.text +
                    (d.version ? " version " + d.version->text : "") + (d.digest ? " " + DumpLiteral(*d.digest) : ""));
      }
      case DeclKind::kType: {
        const auto& d = decl.As<TypeDecl>();
        return Line(head + d.name.text + " = " + Type(d.type) + (d.domain ? DomainText(*d.domain) : "") +
                    (d.unit ? " unit " + d.unit->text : ""));
      }
      case DeclKind::kEnum:
        return Line(head + decl.As<EnumDecl>().name.text + (decl.As<EnumDecl>().open ? " open" : ""));
      case DeclKind::kRecord: {
        const auto& d = decl.As<RecordDecl>();
        return Line((d.is_schema ? "schema " : "record ") + d.name.text + (d.open ? " open" : "") +
                    (d.ok ? "" : " (not ok)"));
      }
      case DeclKind::kEnvironment: {
        const auto& d = decl.As<EnvironmentDecl>();
        return Line(head + d.name.text + (d.many ? " many" : "") + " : " + d.schema.Join() +
                    (d.complete ? " complete" : ""));
      }
      case DeclKind::kEndorser:
        return Line(head + decl.As<EndorserDecl>().name.text);
      case DeclKind::kLevel: {
        const auto& d = decl.As<LevelDecl>();
        return Line(head + d.name.text + (d.extends ? " extends " + d.extends->text : ""));
      }
      case DeclKind::kParam: {
        const auto& d = decl.As<ParamDecl>();
        const std::string stricter = d.stricter == Stricter::kLower    ? " stricter lower"
                                     : d.stricter == Stricter::kHigher ? " stricter higher"
                                                                       : "";
        return Line(head + d.name.text + " : " + Type(d.type) + (d.domain ? DomainText(*d.domain) : "") + stricter);
      }
      case DeclKind::kSet: {
        const auto& d = decl.As<SetDecl>();
        return Line(head + d.name.text + (d.element != nullptr ? " of " + Type(d.element) : "") +
                    (d.from ? " from " + Pinned(*d.from) : ""));
      }
      case DeclKind::kTable: {
        const auto& d = decl.As<TableDecl>();
        return Line(head + d.name.text + " of " + Type(d.key) + " to " + Type(d.value) + " from " + Pinned(d.from));
      }
      case DeclKind::kDefine: {
        const auto& d = decl.As<DefineDecl>();
        return Line(head + d.name.text + (d.has_formals ? "()" : "") + (d.type != nullptr ? " : " + Type(d.type) : ""));
      }
      case DeclKind::kTemplate:
        return Line(head + decl.As<TemplateDecl>().name.text);
      case DeclKind::kWhen:
        return Line(head + DumpExpr(*decl.As<WhenDecl>().expr));
      case DeclKind::kSection:
        return Line(head + QuotedText(decl.As<SectionDecl>().id.value));
      case DeclKind::kRule:
        return Line(head + QuotedText(decl.As<RuleDecl>().id.value) + " " + decl.As<RuleDecl>().name.text);
      case DeclKind::kConfiguration:
        return Line(head + decl.As<ConfigurationDecl>().name.text);
      case DeclKind::kEndorsement:
        return Line(head + decl.As<EndorsementDecl>().name.text + " by " + decl.As<EndorsementDecl>().by.text);
      case DeclKind::kAnswer:
        return Line(head + QuotedText(decl.As<AnswerDecl>().id.value) + " by " + decl.As<AnswerDecl>().by.text +
                    (decl.As<AnswerDecl>().pass ? " pass" : " fail"));
      case DeclKind::kFixture:
        return Line(head + decl.As<FixtureDecl>().name.text);
      case DeclKind::kTest:
        return Line(head + QuotedText(decl.As<TestDecl>().name.value));
      case DeclKind::kSetParam:
        return Line(head + decl.As<SetParamDecl>().name.text + " = " + DumpExpr(*decl.As<SetParamDecl>().value));
      case DeclKind::kDrop:
        return Line(head + QuotedText(decl.As<DropDecl>().id.value));
      case DeclKind::kWaive:
        return Line(head + QuotedText(decl.As<WaiveDecl>().id.value) + " until " +
                    DumpLiteral(decl.As<WaiveDecl>().until));
    }
  }

  void Body(const Decl& decl) {
    switch (decl.kind) {
      case DeclKind::kImport:
      case DeclKind::kWhen:
        return;
      case DeclKind::kType:
        return Prose(decl.As<TypeDecl>().prose);
      case DeclKind::kEnum:
        for (const Str& word : decl.As<EnumDecl>().words) Line("word " + QuotedText(word.value));
        return Prose(decl.As<EnumDecl>().prose);
      case DeclKind::kRecord:
        return Fields(decl.As<RecordDecl>());
      case DeclKind::kEnvironment:
        return Environment(decl.As<EnvironmentDecl>());
      case DeclKind::kEndorser:
        for (const KeyRef& key : decl.As<EndorserDecl>().keys) Line(Key(key));
        for (const Expr* path : decl.As<EndorserDecl>().may_endorse) Expression("may endorse", path);
        for (const Str& id : decl.As<EndorserDecl>().may_answer) Line("may answer " + QuotedText(id.value));
        return Prose(decl.As<EndorserDecl>().prose);
      case DeclKind::kLevel:
        return Level(decl.As<LevelDecl>());
      case DeclKind::kParam:
        Expression("default", decl.As<ParamDecl>().default_value);
        return Prose(decl.As<ParamDecl>().prose);
      case DeclKind::kSet:
        Expression("value", decl.As<SetDecl>().value);
        return Prose(decl.As<SetDecl>().prose);
      case DeclKind::kTable:
        return Prose(decl.As<TableDecl>().prose);
      case DeclKind::kDefine:
        Formals(decl.As<DefineDecl>().formals);
        Expression("value", decl.As<DefineDecl>().value);
        return Prose(decl.As<DefineDecl>().prose);
      case DeclKind::kTemplate:
        Formals(decl.As<TemplateDecl>().formals);
        Prose(decl.As<TemplateDecl>().prose);
        return Clauses(decl.As<TemplateDecl>().body);
      case DeclKind::kSection:
        return Section(decl.As<SectionDecl>());
      case DeclKind::kRule:
        return Clauses(decl.As<RuleDecl>().body);
      case DeclKind::kConfiguration:
        for (const Expr* path : decl.As<ConfigurationDecl>().includes) Expression("include", path);
        return Prose(decl.As<ConfigurationDecl>().prose);
      case DeclKind::kEndorsement:
        return Endorsement(decl.As<EndorsementDecl>());
      case DeclKind::kAnswer:
        return Line("because " + QuotedText(decl.As<AnswerDecl>().because.value));
      case DeclKind::kFixture:
        for (const Given& given : decl.As<FixtureDecl>().givens) GivenLine(given);
        return;
      case DeclKind::kTest:
        for (const Given& given : decl.As<TestDecl>().givens) GivenLine(given);
        for (const Expect& expect : decl.As<TestDecl>().expects) ExpectLine(expect);
        return;
      case DeclKind::kSetParam:
        return Strs("because", decl.As<SetParamDecl>().because);
      case DeclKind::kDrop:
        return Line("because " + QuotedText(decl.As<DropDecl>().because.value));
      case DeclKind::kWaive:
        return Waive(decl.As<WaiveDecl>());
    }
  }

  void Fields(const RecordDecl& record) {
    Prose(record.prose);
    for (const Field& f : record.fields) {
      std::string line = "field " + f.name.text + (f.optional ? "?" : "") +
                         (f.wire ? " as " + QuotedText(f.wire->value) : "") + " : " + Type(f.type);
      if (f.domain) line += DomainText(*f.domain);
      if (f.unit) line += " unit " + f.unit->text;
      if (f.known) line += " known " + f.known->Join();
      if (f.asserter != Asserter::kEvidence) line += f.asserter == Asserter::kEndorser ? " endorsed" : " either";
      if (f.is_volatile) line += " volatile";
      if (f.corim) line += " corim " + Corim(*f.corim);
      if (f.prose) line += " " + QuotedText(f.prose->value);
      Line(line);
    }
  }
  std::string Corim(const CorimRef& ref) {
    const auto value = [](const Literal& literal) {
      return literal.kind == LiteralKind::kText ? QuotedText(literal.text) : std::to_string(literal.integer);
    };
    std::string out = ref.part.text;
    if (ref.item) out += "[" + value(*ref.item) + "]";
    if (ref.key) out += " of " + (ref.key_kind ? ref.key_kind->text + " " : "") + value(*ref.key);
    return out;
  }
  void Environment(const EnvironmentDecl& d) {
    Prose(d.prose);
    if (d.layer) Line("layer " + d.layer->text);
    if (d.key) Line(Key(*d.key));
    if (d.parent) Line("parent " + d.parent->text);
  }
  void Level(const LevelDecl& d) {
    Prose(d.prose);
    for (const LevelParam& param : d.params) Line("param " + param.name.text + " = " + DumpExpr(*param.value));
    if (d.accept_warning) Line("accept warning");
    Strs("registered", d.registered);
  }
  void Formals(const std::vector<Formal>& formals) {
    for (const Formal& f : formals) {
      Line("formal " + f.name.text + " : " + Type(f.type) +
           (f.default_value != nullptr ? " = " + DumpExpr(*f.default_value) : ""));
    }
  }
  void Clauses(const RuleBody& body) {
    Texts("title", body.title);
    Texts("description", body.description);
    Texts("rationale", body.rationale);
    for (const Text& note : body.notes) Line("note " + Prose(note));
    Texts("manual", body.manual);
    Texts("deprecated", body.deprecated);
    if (body.levels) Line("level" + Names(body.levels->names));
    if (body.severity) Line("severity " + body.severity->text);
    Conditions("when", body.whens);
    Conditions("require", body.requires_);
    if (body.grade) Grade(*body.grade);
    for (const UseClause& use : body.uses) {
      std::string line = "use " + use.name.Join();
      for (const Arg& arg : use.args) line += " " + (arg.name ? arg.name->text + "=" : "") + DumpExpr(*arg.value);
      Line(line);
    }
    for (const FixClause& fix : body.fixes) Line("fix " + fix.kind.text + " " + Prose(fix.text));
    Refs(body.refs);
    for (const AllowClause& allow : body.allows)
      Line("allow " + allow.code.text + " because " + QuotedText(allow.because.value));
  }
  void Grade(const GradeClause& grade) {
    Line("grade");
    ++depth_;
    for (const GradeArm& arm : grade.arms) Line(arm.grade.text + " when " + DumpExpr(*arm.when));
    Line("otherwise " + grade.otherwise.text);
    --depth_;
  }
  void Section(const SectionDecl& d) {
    Strs("title", d.title);
    Conditions("when", d.whens);
    if (d.levels) Line("level" + Names(d.levels->names));
    if (d.severity) Line("severity " + d.severity->text);
    Refs(d.refs);
    for (const Text& note : d.notes) Line("note " + Prose(note));
    for (const RuleDecl* rule : d.rules) Declaration(*rule);
  }
  void Endorsement(const EndorsementDecl& d) {
    Prose(d.prose);
    Conditions("when", d.whens);
    for (const ThenClause& then : d.thens) {
      Line("then " + DumpExpr(*then.path) + (then.includes ? " includes " : " = ") + DumpExpr(*then.value));
    }
  }
  void Waive(const WaiveDecl& d) {
    Line("because " + QuotedText(d.because.value));
    Line("approved " + QuotedText(d.approved.value));
    Strs("ticket", d.ticket);
    Expression("when", d.when);
  }
  void GivenLine(const Given& given) {
    const std::string value = given.value != nullptr ? DumpExpr(*given.value) : "(none)";
    switch (given.kind) {
      case GivenKind::kFixture:
        return Line("given fixture " + given.name.text);
      case GivenKind::kParam:
        return Line("given param " + given.name.text + " = " + value);
      case GivenKind::kLevel:
        return Line("given level " + given.name.text);
      case GivenKind::kNow:
        return Line("given now = " + value);
      case GivenKind::kUntrusted:
        return Line("given endorser " + given.name.text + " untrusted");
      case GivenKind::kAnswer:
        Line("given answer " + QuotedText(given.id.value) + " by " + given.name.text +
             (given.pass ? " pass" : " fail"));
        return Strs("because", given.reason);
      case GivenKind::kValue:
        return Line("given " + DumpExpr(*given.path) + " = " + value);
      case GivenKind::kState:
        break;
    }
    static constexpr const char* kStates[] = {"absent", "unknown", "partial", "error"};
    Line("given " + DumpExpr(*given.path) + " is " + kStates[static_cast<std::size_t>(given.state)] +
         (given.reason ? " " + QuotedText(given.reason->value) : ""));
  }
  void ExpectLine(const Expect& expect) {
    switch (expect.kind) {
      case ExpectKind::kLevel:
        return Line("expect level " + expect.level.text + " " + expect.verdict.text);
      case ExpectKind::kThat:
        return Line("expect that " + DumpExpr(*expect.that));
      case ExpectKind::kRule:
        break;
    }
    Line("expect " + QuotedText(expect.id.value) + " " + expect.verdict.text + (expect.waived ? " waived" : "") +
         (expect.grade ? " grade " + expect.grade->text : "") +
         (expect.because ? " because " + QuotedText(expect.because->value) : ""));
  }

  std::string out_;
  std::size_t depth_ = 0;
};

}  // namespace

std::string Dump(const File& file) { return Dumper().DumpFile(file); }

}  // namespace mps::ast
