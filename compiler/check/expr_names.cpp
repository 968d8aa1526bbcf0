// Expressions: names, claim paths, keys, and the functions of the language.
#include <algorithm>

#include "check/checker.h"
#include "model/spell.h"

namespace mps::check {

using model::Expr;
using model::ExprKind;

ExprId Checker::CheckName(const ast::NameExpr& expr, Frame& frame, TypeId want) {
  (void)want;
  for (auto local = frame.locals.rbegin(); local != frame.locals.rend(); ++local) {
    if (local->name != expr.name.text) continue;
    local->used = true;
    return local->poisoned ? kNone : local->value;
  }
  const Symbol* symbol = frame.module->Find(Space::kValue, expr.name.text);
  if (symbol != nullptr) return CheckSymbol(*symbol, expr.name, nullptr, nullptr, frame);
  if (expr.name.empty()) return kNone;
  for (Space space : {Space::kLevel, Space::kTemplate, Space::kEndorser, Space::kType}) {
    if (frame.module->Find(space, expr.name.text) == nullptr) continue;
    std::vector<std::string> values = VisibleValues(frame);
    diag::Diagnostic& d = Report(diag::Id::kWrongKind, expr.name.span,
                                 {expr.name.text, std::string(SpaceNoun(space)), std::string("value")});
    d.At("a value is due here");
    SuggestNearest(d, expr.name.span, expr.name.text, values);
    return kNone;
  }
  std::vector<std::string> candidates = VisibleValues(frame);
  diag::Diagnostic& d = Report(diag::Id::kUnknownName, expr.name.span, {expr.name.text}).At("no such name");
  SuggestNearest(d, expr.name.span, expr.name.text, candidates);
  if (!d.helps.empty()) return kNone;
  for (const Symbol* import : frame.module->order) {
    if (import->target != nullptr && import->target->Find(Space::kValue, expr.name.text) != nullptr) {
      d.WithHelp("imported names are written with their import: `" + import->name + "." + expr.name.text + "`");
      return kNone;
    }
  }
  return kNone;
}

ExprId Checker::CheckSymbol(const Symbol& symbol, const ast::Name& name, const ast::PathExpr* path, std::size_t* next,
                            Frame& frame) {
  Span span = name.span;
  Resolved& state = StateOf(symbol);
  state.used = true;
  Expr node;
  switch (symbol.kind) {
    case ast::DeclKind::kImport:
      Report(diag::Id::kWrongKind, span, {name.text, std::string("import"), std::string("value")})
          .At("names in it are written `" + name.text + ".x`");
      return kNone;
    case ast::DeclKind::kEnvironment: {
      if (symbol.module != &module_) {
        Report(diag::Id::kForeignEnvironment, span, {name.text})
            .At("belongs to the imported definition")
            .WithHelp("declare an environment here, and read that");
        return kNone;
      }
      if (!state.ok) return kNone;
      node.kind = ExprKind::kEnvironment;
      node.index = state.index;
      node.type = state.type;
      return Add(std::move(node), span);
    }
    case ast::DeclKind::kParam: {
      if (symbol.module != &module_) return ForeignParam(symbol, span);
      if (!ParamOf(symbol)) return kNone;
      const model::Param& param = model_.params[StateOf(symbol).index];
      node.type = param.type;
      node.index = StateOf(symbol).index;
      node.kind = ExprKind::kParam;
      return Add(std::move(node), span);
    }
    case ast::DeclKind::kSet: {
      std::uint32_t index = SetIndex(symbol);
      if (index == kNone) return kNone;
      node.kind = ExprKind::kSetRef;
      node.index = index;
      node.type = SetOf(model_.sets[index].element);
      return Add(std::move(node), span);
    }
    case ast::DeclKind::kTable: {
      std::uint32_t index = TableIndex(symbol);
      if (index == kNone) return kNone;
      node.kind = ExprKind::kTableRef;
      node.index = index;
      node.type = StateOf(symbol).type;
      return Add(std::move(node), span);
    }
    case ast::DeclKind::kDefine: {
      const auto& decl = symbol.decl->As<ast::DefineDecl>();
      const bool called =
          path != nullptr && *next < path->steps.size() && path->steps[*next].kind == ast::StepKind::kCall;
      if (!decl.has_formals && called) {
        Report(diag::Id::kNotAFunction, span, {name.text})
            .At("takes no arguments")
            .WithHelp("write `" + name.text + "` without parentheses");
        return kNone;
      }
      if (!decl.has_formals) return ExpandFunction(symbol, nullptr, span, frame);
      if (!called) {
        Report(diag::Id::kNeedsArguments, span, {name.text}).At("a function: write its arguments in parentheses");
        return kNone;
      }
      const ast::Step& call = path->steps[(*next)++];
      return ExpandFunction(symbol, &call.args, Cover(path->base->span, call.span), frame);
    }
    case ast::DeclKind::kConfiguration:
      return CheckConfigDigest(symbol, path, next, span);
    default:
      return kNone;
  }
}

ExprId Checker::CheckConfigDigest(const Symbol& symbol, const ast::PathExpr* path, std::size_t* next, Span span) {
  bool digest = path != nullptr && *next < path->steps.size() && path->steps[*next].kind == ast::StepKind::kField &&
                path->steps[*next].name.text == "digest";
  if (!digest) {
    Report(diag::Id::kConfigurationValue, span, {symbol.name}).At("write `" + symbol.name + ".digest`");
    return kNone;
  }
  ++*next;
  if (symbol.module != &module_) {
    Report(diag::Id::kForeignEnvironment, span, {symbol.name}).At("belongs to the imported definition");
    return kNone;
  }
  std::uint32_t index = ConfigurationOf(symbol);
  if (index == kNone) return kNone;
  Expr node;
  node.kind = ExprKind::kConfigDigest;
  node.index = index;
  node.type = Simple(TypeKind::kDigest);
  node.text = symbol.name + ".digest";
  return Add(std::move(node), span);
}

ExprId Checker::CheckPath(const ast::PathExpr& expr, Frame& frame, TypeId want) {
  (void)want;
  if (expr.base == nullptr) return kNone;
  std::size_t next = 0;
  ExprId id = kNone;
  if (expr.base->kind == ast::ExprKind::kName) {
    id = CheckPathHead(expr, frame, &next);
  } else {
    id = CheckExpr(*expr.base, frame);
  }
  for (; next < expr.steps.size(); ++next) {
    const ast::Step& step = expr.steps[next];
    if (id == kNone) return kNone;
    Span span = Cover(expr.base->span, step.span);
    switch (step.kind) {
      case ast::StepKind::kField:
        id = CheckField(id, step, span);
        break;
      case ast::StepKind::kIndex:
        id = CheckIndex(id, step, frame, span);
        break;
      case ast::StepKind::kCall:
        Report(diag::Id::kNotAFunction, span, {E(id).text}).At("cannot be called");
        return kNone;
      case ast::StepKind::kBy:
        id = CheckBy(id, step, span);
        break;
    }
  }
  return id;
}

ExprId Checker::CheckPathHead(const ast::PathExpr& expr, Frame& frame, std::size_t* next) {
  const ast::Name& name = expr.base->As<ast::NameExpr>().name;
  auto local =
      std::find_if(frame.locals.begin(), frame.locals.end(), [&](const Local& l) { return l.name == name.text; });
  if (local != frame.locals.end()) return CheckName(expr.base->As<ast::NameExpr>(), frame, kNoType);
  const Symbol* symbol = frame.module->Find(Space::kValue, name.text);
  const ast::Step& first = expr.steps[0];
  if (symbol == nullptr && first.kind == ast::StepKind::kCall) {
    if (name.text == "int" || name.text == "lower") {
      *next = 1;
      return CheckBuiltin(name, first, frame);
    }
    if (IsDocumentFunction(name.text)) {
      *next = 1;
      return CheckDocumentFunction(name, first, frame);
    }
    if (const Symbol* found = frame.module->Find(Space::kTemplate, name.text)) {
      Report(diag::Id::kWrongKind, name.span, {found->name, std::string("template"), std::string("function")})
          .At("a template is used as a clause: `use " + name.text + "(...)`");
      return kNone;
    }
    ReportUnknownFunction(name, *frame.module);
    return kNone;
  }
  if (symbol == nullptr) return CheckName(expr.base->As<ast::NameExpr>(), frame, kNoType);
  if (symbol->kind != ast::DeclKind::kImport) return CheckSymbol(*symbol, name, &expr, next, frame);
  StateOf(*symbol).used = true;
  if (first.kind != ast::StepKind::kField) return CheckSymbol(*symbol, name, &expr, next, frame);
  if (symbol->target == nullptr) return kNone;
  *next = 1;
  const Symbol* found = symbol->target->Find(Space::kValue, first.name.text);
  if (found != nullptr && found->kind != ast::DeclKind::kImport) {
    return CheckSymbol(*found, ast::Name{name.text + "." + first.name.text, Cover(name.span, first.span)}, &expr, next,
                       frame);
  }
  std::string full = name.text + "." + first.name.text;
  if (symbol->target->Find(Space::kTemplate, first.name.text) != nullptr) {
    Report(diag::Id::kWrongKind, first.name.span, {full, std::string("template"), std::string("value")})
        .At("a template is used as a clause: `use " + full + "(...)`");
    return kNone;
  }
  std::vector<std::string> candidates;
  for (const auto& [key, value] : symbol->target->spaces[static_cast<std::size_t>(Space::kValue)]) {
    if (value.kind != ast::DeclKind::kImport) candidates.push_back(key);
  }
  diag::Diagnostic& d =
      Report(diag::Id::kUnknownName, first.name.span, {full}).At("`" + name.text + "` has no such name");
  SuggestNearest(d, first.name.span, first.name.text, candidates);
  return kNone;
}

void Checker::ReportUnknownFunction(const ast::Name& name, const Module& module) {
  std::vector<std::string> functions = {"int", "lower", "collected", "nonce"};
  const auto add_of = [&](const Module& of, const std::string& prefix) {
    if (!MaySuggest()) return;
    for (const auto& [key, value] : of.spaces[static_cast<std::size_t>(Space::kValue)]) {
      if (value.kind == ast::DeclKind::kDefine && value.decl->As<ast::DefineDecl>().has_formals)
        functions.push_back(prefix + key);
    }
  };
  add_of(module, "");
  diag::Diagnostic& d = Report(diag::Id::kUnknownFunction, name.span, {name.text}).At("no such function");
  if (name.text == "len" || name.text == "size" || name.text == "length") {
    d.WithHelp("the number of members is `count(...)`");
    return;
  }
  SuggestNearest(d, name.span, name.text, functions);
  if (!d.helps.empty()) return;
  for (const Symbol* import : module.order) {
    if (import->target == nullptr) continue;
    if (import->target->Find(Space::kValue, name.text) != nullptr) {
      d.WithHelp("imported names are written with their import: `" + import->name + "." + name.text + "`");
      return;
    }
    add_of(*import->target, import->name + ".");
    SuggestNearest(d, name.span, import->name + "." + name.text, functions);
    if (!d.helps.empty()) return;
  }
  if (functions.size() > 12) return;
  std::string list;
  for (const std::string& function : functions) list += (list.empty() ? "`" : ", `") + function + "`";
  d.WithHelp("the functions here are " + list + "; members are counted with `count(...)`");
}

ExprId Checker::CheckBuiltin(const ast::Name& name, const ast::Step& call, Frame& frame) {
  Span span = Cover(name.span, call.span);
  if (call.args.size() != 1 || call.args[0].name || call.args[0].value == nullptr) {
    Report(diag::Id::kArgumentCount, span, {name.text, std::int64_t{1}, static_cast<std::int64_t>(call.args.size())})
        .At("takes one text");
    return kNone;
  }
  ExprId arg = CheckExpr(*call.args[0].value, frame, Simple(TypeKind::kText));
  if (arg == kNone) return kNone;
  if (!IsTextual(T(arg)) && KindOf(T(arg)) != TypeKind::kScalar) {
    Report(diag::Id::kTypeMismatch, call.args[0].value->span, {std::string("text"), TypeName(T(arg))})
        .At("text is due");
    return kNone;
  }
  if (name.text == "int") return AddUnary(ExprKind::kToInt, arg, Simple(TypeKind::kInt), span);
  return AddUnary(ExprKind::kLower, arg, Simple(TypeKind::kText), span);
}

ExprId Checker::CheckField(ExprId base, const ast::Step& step, Span span) {
  TypeId type = T(base);
  const std::string& name = step.name.text;
  if (name.empty()) return kNone;
  if (KindOf(type) != TypeKind::kRecord) {
    diag::Diagnostic& d = Report(diag::Id::kNoFields, step.name.span, {TypeName(type), name})
                              .At("`" + TypeName(type) + "` has no fields");
    TypeKind kind = KindOf(type);
    if (kind == TypeKind::kList || kind == TypeKind::kSet)
      d.WithHelp(name == "length" || name == "size" || name == "count" || name == "len"
                     ? "the number of members is `count(" + E(base).text + ")`"
                     : "say of which members: `all x in " + E(base).text + " : x." + name + " ...`");
    if (kind == TypeKind::kMap) d.WithHelp("say of which key: `" + E(base).text + "[\"" + name + "\"]`");
    return kNone;
  }
  const auto& fields = Def(type).fields;
  auto field = std::find_if(fields.begin(), fields.end(), [&](const schema::FieldDef& f) { return f.name == name; });
  if (field == fields.end()) {
    std::vector<std::string> names;
    if (MaySuggest()) {
      for (const schema::FieldDef& f : fields) {
        if (!schema::IsDocumentField(f)) names.push_back(f.name);
      }
    }
    diag::Diagnostic& d = Report(diag::Id::kUnknownField, step.name.span, {TypeName(type), name}).At("no such field");
    SuggestNearest(d, step.name.span, name, names);
    if (d.helps.empty() && !names.empty() && names.size() <= 10) {
      std::string list;
      for (const std::string& n : names) list += (list.empty() ? "`" : ", `") + n + "`";
      d.WithHelp("its fields are " + list);
    }
    return kNone;
  }
  Expr node;
  node.kind = ExprKind::kField;
  node.type = field->type;
  node.index = static_cast<std::uint32_t>(field - fields.begin());
  node.may_be_absent = field->optional;
  node.args = {base};
  return Add(std::move(node), span);
}

ExprId Checker::CheckIndex(ExprId base, const ast::Step& step, Frame& frame, Span span) {
  if (step.index == nullptr) return kNone;
  TypeId type = T(base);
  if (KindOf(type) != TypeKind::kMap) {
    diag::Diagnostic& d = Report(diag::Id::kNotAMap, step.span, {TypeName(type)}).At("only maps and tables have keys");
    if (KindOf(type) == TypeKind::kList || KindOf(type) == TypeKind::kSet)
      d.WithHelp("members have no number: `any x in " + E(base).text + " : ...`");
    return kNone;
  }
  TypeId key_type = Def(type).key;
  ExprId key = CheckExpr(*step.index, frame, key_type);
  if (key == kNone) return kNone;
  if (!Fits(T(key), key_type)) {
    Report(diag::Id::kTypeMismatch, step.index->span, {TypeName(key_type), TypeName(T(key))})
        .At("the key of this map is `" + TypeName(key_type) + "`");
    return kNone;
  }
  if (E(key).kind == ExprKind::kConst && KindOf(key_type) == TypeKind::kEnum &&
      !CheckWord(E(key).value.text, key_type, step.index->span))
    return kNone;
  WarnNearMissKey(base, key, step.index->span);
  Expr node;
  node.kind = E(base).kind == ExprKind::kTableRef ? ExprKind::kLookup : ExprKind::kIndex;
  node.type = Def(type).element;
  node.may_be_absent = true;
  node.args = {base, key};
  return Add(std::move(node), span);
}

void Checker::WarnNearMissKey(ExprId base, ExprId key, Span span) {
  const Expr& map = E(base);
  if (map.kind != ExprKind::kField || E(key).kind != ExprKind::kConst) return;
  auto known = known_.find({T(map.args[0]), map.index});
  if (known == known_.end()) return;
  const model::Set* set = SetOfSymbol(*known->second);
  if (set == nullptr) return;
  const std::string& text = E(key).value.text;
  std::vector<std::string> names;
  for (const Value& member : set->members) {
    if (member.text == text) return;
    names.push_back(model::Quoted(member.text));
  }
  diag::Diagnostic probe{};
  std::string quoted = model::Quoted(text);
  SuggestNearest(probe, span, quoted, names);
  if (probe.helps.empty()) return;
  diag::Diagnostic& d = Report(diag::Id::kNearMissKey, span, {text, set->name}).At("not in `" + set->name + "`");
  SuggestNearest(d, span, quoted, names);
}

}  // namespace mps::check
