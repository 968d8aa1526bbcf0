// Builds small typed models by hand, for tests of lowering and of programs. Texts of expressions are made as it goes.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/model.h"

namespace mps::test {

using model::ExprId;
using model::ExprKind;
using model::Quantifier;
using schema::TypeId;

class ModelBuilder {
 public:
  // Types 0.. : bool, int, text, digest, `version dotted`, ip, cidr, scalar, set of text, map of text to int, setting,
  // map of text to setting, account, list of account, host.
  ModelBuilder() {
    bool_ = Simple(TypeKind::kBool);
    int_ = Simple(TypeKind::kInt);
    text_ = Simple(TypeKind::kText);
    digest_ = Simple(TypeKind::kDigest);
    version_ = Simple(TypeKind::kVersion, Ordering::kDotted);
    ip_ = Simple(TypeKind::kIp);
    cidr_ = Simple(TypeKind::kCidr);
    scalar_ = Simple(TypeKind::kScalar);
    texts_ = Of(TypeKind::kSet, text_);
    ints_ = Of(TypeKind::kMap, int_, text_);
    setting_ = Record("setting", {{"live", int_, true}, {"persisted", int_, true}});
    settings_ = Of(TypeKind::kMap, setting_, text_);
    account_ = Record("account",
                      {{"name", text_, false}, {"uid", int_, false}, {"files", ints_, false}, {"home", text_, true}});
    accounts_ = Of(TypeKind::kList, account_);
    host_ = Record("host", {{"router", bool_, false},
                            {"release", version_, false},
                            {"boot", digest_, false},
                            {"address", ip_, false},
                            {"score", scalar_, false},
                            {"tags", texts_, false},
                            {"sysctl", settings_, false},
                            {"accounts", accounts_, false},
                            {"limits", ints_, false}});
    schema::EnvironmentDef environment;
    environment.name = "host";
    environment.schema = host_;
    environment.schema_name = "t.host";
    m.environments.push_back(environment);
    m.environment_prose.emplace_back();
    m.name = "T";
    m.version = "1.0.0";
    model::Level level;
    level.name = "L1";
    level.registered = "T-L1";
    level.selects = {0};
    m.levels.push_back(level);
  }

  ExprId Add(ExprKind kind, TypeId type, std::vector<ExprId> args, std::string text,
             std::uint32_t index = model::kNone) {
    model::Expr e;
    e.kind = kind;
    e.type = type;
    e.args = std::move(args);
    e.text = std::move(text);
    e.index = index;
    m.exprs.push_back(std::move(e));
    return static_cast<ExprId>(m.exprs.size() - 1);
  }
  ExprId Test(ExprKind kind, std::vector<ExprId> args, std::string text = "test") {
    return Add(kind, bool_, std::move(args), std::move(text));
  }
  ExprId Const(Value value, TypeId type) {
    const ExprId id = Add(ExprKind::kConst, type, {}, "const");
    m.exprs[id].value = std::move(value);
    return id;
  }
  ExprId Int(std::int64_t number) { return Const(IntValue(number), int_); }
  ExprId Bool(bool truth) {
    Value value;
    value.number = truth ? 1 : 0;
    return Const(value, bool_);
  }
  ExprId Text(const std::string& text) { return Const(TextValue(text), text_); }
  ExprId Texts(const std::vector<std::string>& texts) {
    Value value;
    value.kind = TypeKind::kSet;
    for (const std::string& text : texts) value.items.push_back(TextValue(text));
    return Const(value, texts_);
  }
  static Value TextValue(const std::string& text) {
    Value value;
    value.kind = TypeKind::kText;
    value.text = text;
    return value;
  }
  static Value IntValue(std::int64_t number) {
    Value value;
    value.kind = TypeKind::kInt;
    value.number = number;
    return value;
  }

  ExprId Host() { return Add(ExprKind::kEnvironment, host_, {}, "host", 0); }
  ExprId Field(ExprId base, const std::string& name) {
    const auto& fields = m.types[m.exprs[base].type].fields;
    for (std::uint32_t i = 0; i < fields.size(); ++i) {
      if (fields[i].name == name)
        return Add(ExprKind::kField, fields[i].type, {base}, m.exprs[base].text + "." + name, i);
    }
    return model::kNone;
  }
  ExprId HostField(const std::string& name) { return Field(Host(), name); }
  ExprId Index(ExprId map, ExprId key) {
    return Add(ExprKind::kIndex, m.types[m.exprs[map].type].element, {map, key}, m.exprs[map].text + "[k]");
  }
  ExprId Live(const std::string& key) { return Field(Index(HostField("sysctl"), Text(key)), "live"); }
  ExprId Var(model::VarId var, TypeId type) { return Add(ExprKind::kVar, type, {}, "x" + std::to_string(var), var); }
  ExprId Over(Quantifier quantifier, model::VarId var, ExprId domain, ExprId body, ExprId where = model::kNone,
              model::VarId value = model::kNone) {
    std::vector<ExprId> args = {domain, body};
    if (where != model::kNone) args.push_back(where);
    const ExprId id = Add(ExprKind::kQuantifier, quantifier == Quantifier::kCount ? int_ : bool_, args, "quantifier");
    m.exprs[id].quantifier = quantifier;
    m.exprs[id].var = var;
    m.exprs[id].value_var = value;
    m.exprs[id].has_where = where != model::kNone;
    return id;
  }
  ExprId Build(model::VarId var, ExprId domain, ExprId body) {
    const ExprId id = Add(ExprKind::kBuildSet, texts_, {domain, body}, "built");
    m.exprs[id].var = var;
    return id;
  }
  std::uint32_t Param(const std::string& name, TypeId type, Value value) {
    model::Param param;
    param.name = name;
    param.type = type;
    param.level_value.emplace_back(std::move(value));
    m.params.push_back(std::move(param));
    return static_cast<std::uint32_t>(m.params.size() - 1);
  }

  model::Rule& Rule(const std::string& id, ExprId require, ExprId when = model::kNone) {
    model::Rule rule;
    rule.id = id;
    rule.name = "r" + id;
    rule.title = "title " + id;
    rule.severity = "medium";
    rule.levels = {0};
    rule.environment = 0;
    rule.when = when;
    rule.parts.push_back({model::kNone, require, ""});
    m.rules.push_back(std::move(rule));
    return m.rules.back();
  }

  model::Model m;
  TypeId bool_, int_, text_, digest_, version_, ip_, cidr_, scalar_, texts_, ints_, setting_, settings_, account_,
      accounts_, host_;

 private:
  struct FieldSpec {
    std::string name;
    TypeId type;
    bool optional;
  };
  TypeId Put(schema::TypeDef def) {
    m.types.types.push_back(std::move(def));
    m.type_prose.emplace_back();
    return static_cast<TypeId>(m.types.types.size() - 1);
  }
  TypeId Simple(TypeKind kind, Ordering ordering = Ordering::kNone) {
    schema::TypeDef def;
    def.kind = kind;
    def.ordering = ordering;
    return Put(def);
  }
  TypeId Of(TypeKind kind, TypeId element, TypeId key = schema::kNoType) {
    schema::TypeDef def;
    def.kind = kind;
    def.element = element;
    def.key = key;
    return Put(def);
  }
  TypeId Record(const std::string& name, const std::vector<FieldSpec>& fields) {
    schema::TypeDef def;
    def.kind = TypeKind::kRecord;
    def.name = name;
    for (const FieldSpec& field : fields) {
      schema::FieldDef to;
      to.name = field.name;
      to.wire_name = field.name;
      to.type = field.type;
      to.optional = field.optional;
      def.fields.push_back(to);
    }
    return Put(def);
  }
};

// A model whose program has nearly every opcode: rules, loops of all kinds, sets, a table, parameters, a configuration,
// grades.
inline void FillSample(ModelBuilder& b) {
  const auto tries = b.Param("tries", b.int_, ModelBuilder::IntValue(4));
  Value ports;
  ports.kind = TypeKind::kSet;
  ports.items = {ModelBuilder::TextValue("22"), ModelBuilder::TextValue("443")};
  const auto allowed = b.Param("allowed", b.texts_, ports);
  model::Table table;
  table.name = "owners";
  table.key = b.text_;
  table.element = b.text_;
  table.rows = {{"a", {ModelBuilder::TextValue("x"), ModelBuilder::TextValue("y")}}, {"b", {}}};
  b.m.tables.push_back(table);

  auto tries_ref = [&] { return b.Add(ExprKind::kParam, b.int_, {}, "tries", tries); };
  auto allowed_ref = [&] { return b.Add(ExprKind::kParam, b.texts_, {}, "allowed", allowed); };
  model::VarId var = 0;
  auto accounts = [&](Quantifier q, auto body) {
    const model::VarId v = var++;
    return b.Over(q, v, b.HostField("accounts"), body(b.Var(v, b.account_)));
  };
  auto& r1 = b.Rule("1",
                    b.Test(ExprKind::kAnd, {b.Test(ExprKind::kLessEqual, {b.Live("a"), tries_ref()}),
                                            b.Test(ExprKind::kGreater, {b.Live("a"), b.Int(0)}),
                                            b.Test(ExprKind::kInSet, {b.Text("22"), allowed_ref()})}),
                    b.Test(ExprKind::kNot, {b.HostField("router")}));
  r1.params = {0, 1};
  b.Rule("2", accounts(Quantifier::kAll, [&](ExprId u) {
           return b.Test(ExprKind::kNotEqual, {b.Field(u, "uid"), b.Int(0)});
         }));
  b.Rule("3", accounts(Quantifier::kDistinct, [&](ExprId u) { return b.Field(u, "name"); }));
  b.Rule("4", accounts(Quantifier::kOne, [&](ExprId u) {
           return b.Test(ExprKind::kIsPresent, {b.Index(b.Field(u, "files"), b.Text(".rhosts"))});
         }));
  b.Rule("5", b.Test(ExprKind::kLess, {accounts(Quantifier::kCount, [&](ExprId) { return b.Bool(true); }), b.Int(9)}));
  const model::VarId unit = var++;
  b.Rule("6", b.Over(Quantifier::kOne, unit, b.Texts({"u", "v"}),
                     b.Test(ExprKind::kEqual,
                            {b.Field(b.Index(b.HostField("sysctl"), b.Var(unit, b.text_)), "live"), b.Int(1)})));
  const model::VarId key = var++, value = var++;
  b.Rule("7", b.Over(Quantifier::kNo, key, b.HostField("limits"),
                     b.Test(ExprKind::kOr, {b.Test(ExprKind::kStartsWith, {b.Var(key, b.text_), b.Text("x")}),
                                            b.Test(ExprKind::kInRange, {b.Var(value, b.int_), b.Int(1), b.Int(2)})}),
                     model::kNone, value));
  const model::VarId member = var++;
  b.Rule("8", b.Test(ExprKind::kEqual, {b.HostField("tags"),
                                        b.Build(member, b.HostField("tags"),
                                                b.Add(ExprKind::kLower, b.text_, {b.Var(member, b.text_)}, "lower"))}));
  b.Rule("9", b.Test(ExprKind::kInSet,
                     {b.Text("x"), b.Add(ExprKind::kLookup, b.texts_,
                                         {b.Add(ExprKind::kTableRef, schema::kNoType, {}, "owners", 0), b.Text("a")},
                                         "owners[a]")}));
  const model::VarId probe = var++;
  b.Rule("A", b.Over(Quantifier::kAny, probe, b.HostField("tags"),
                     b.Test(ExprKind::kEqual,
                            {b.Add(ExprKind::kElse, b.int_,
                                   {b.Index(b.HostField("limits"), b.Var(probe, b.text_)), b.Int(3)}, "else"),
                             b.Int(3)})));
  b.Rule("B", b.Test(ExprKind::kInSet, {b.HostField("score"), b.Add(ExprKind::kMakeSet, b.texts_,
                                                                    {b.Text("q"), b.HostField("score")}, "made")}));
  b.m.types.types[b.texts_].element = b.text_;
  b.Rule("C", b.Test(ExprKind::kGreaterEqual, {b.HostField("release"), b.HostField("release")}));
  Value pattern;
  pattern.kind = TypeKind::kPattern;
  pattern.text = "a+";
  b.Rule("D", b.Test(ExprKind::kMatches,
                     {b.Add(ExprKind::kLower, b.text_, {b.Text("A")}, "lower"), b.Const(pattern, b.text_)}));
  model::Configuration configuration;
  configuration.id = "c";
  configuration.environment = 0;
  configuration.entries = {{"host.router", b.HostField("router")}, {"host.tags", b.HostField("tags")}};
  b.m.configurations.push_back(configuration);
  b.Rule("E",
         b.Test(ExprKind::kEqual, {b.Add(ExprKind::kConfigDigest, b.digest_, {}, "c.digest", 0), b.HostField("boot")}));
  model::Rule& graded = b.Rule("F", model::kNone);
  graded.parts.clear();
  graded.arms = {{Grade::kAffirming, b.HostField("router")}, {Grade::kContraindicated, model::kNone}};
  model::Rule& manual = b.Rule("G", model::kNone);
  manual.parts.clear();
  manual.is_manual = true;
}

}  // namespace mps::test
