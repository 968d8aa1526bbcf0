// Expressions: dispatch, names, paths, logic, sums and sets. Comparisons: expr_compare.cpp; quantifiers:
// expr_collect.cpp.
#include <algorithm>

#include "check/checker.h"
#include "model/compare.h"
#include "model/spell.h"

namespace mps::check {

using model::Expr;
using model::ExprKind;

ExprId Checker::CheckExpr(const ast::Expr& expr, Frame& frame, TypeId want) {
  if (over_limit_) return kNone;
  switch (expr.kind) {
    case ast::ExprKind::kError:
      return kNone;
    case ast::ExprKind::kLiteral: {
      const ast::Literal& literal = expr.As<ast::LiteralExpr>().value;
      TypeId type = kNoType;
      auto value = LiteralValue(literal, want, &type);
      if (!value) return kNone;
      WarnPattern(literal);
      return AddConst(std::move(*value), type, expr.span);
    }
    case ast::ExprKind::kName:
      return CheckName(expr.As<ast::NameExpr>(), frame, want);
    case ast::ExprKind::kNow: {
      Expr node;
      node.kind = ExprKind::kNow;
      node.type = Simple(TypeKind::kTime);
      return Add(std::move(node), expr.span);
    }
    case ast::ExprKind::kPath:
      return CheckPath(expr.As<ast::PathExpr>(), frame, want);
    case ast::ExprKind::kElse:
      return CheckElse(expr.As<ast::ElseExpr>(), frame, want);
    case ast::ExprKind::kNot: {
      const auto& node = expr.As<ast::NotExpr>();
      return node.operand == nullptr ? kNone : AddNot(CheckCondition(*node.operand, frame), expr.span);
    }
    case ast::ExprKind::kLogic:
      return CheckLogic(expr.As<ast::LogicExpr>(), frame);
    case ast::ExprKind::kCompare:
      return CheckCompare(expr.As<ast::CompareExpr>(), frame);
    case ast::ExprKind::kRange:
      Report(diag::Id::kRangeAlone, expr.span).At("a range stands only after `in`");
      return kNone;
    case ast::ExprKind::kPresence:
      return CheckPresence(expr.As<ast::PresenceExpr>(), frame);
    case ast::ExprKind::kSum:
      return CheckSum(expr.As<ast::SumExpr>(), frame, want);
    case ast::ExprKind::kMask:
      return CheckMask(expr.As<ast::MaskExpr>(), frame, want);
    case ast::ExprKind::kQuantifier:
      return CheckQuantifier(expr.As<ast::QuantifierExpr>(), frame);
    case ast::ExprKind::kCount:
      return CheckCount(expr.As<ast::CountExpr>(), frame);
    case ast::ExprKind::kComprehension:
      return CheckComprehension(expr.As<ast::ComprehensionExpr>(), frame, want);
    case ast::ExprKind::kSet:
      return CheckSetExpr(expr.As<ast::SetExpr>(), frame, want);
    case ast::ExprKind::kList:
      return CheckListExpr(expr.As<ast::ListExpr>(), frame, want);
    case ast::ExprKind::kMap:
    case ast::ExprKind::kRecord:
      Report(diag::Id::kDataLiteral, expr.span, {std::string(expr.kind == ast::ExprKind::kMap ? "map" : "record")})
          .At("stands only in a `given` of a test");
      return kNone;
  }
  return kNone;
}

bool Checker::IsBool(ExprId id) const { return id != kNone && T(id) != kNoType && KindOf(T(id)) == TypeKind::kBool; }

ExprId Checker::CheckCondition(const ast::Expr& expr, Frame& frame) {
  ExprId id = CheckExpr(expr, frame);
  if (id == kNone || IsBool(id)) return id;
  diag::Diagnostic& d = Report(diag::Id::kNotACondition, expr.span, {TypeName(T(id))}).At("is neither true nor false");
  if (KindOf(T(id)) == TypeKind::kScalar)
    d.WithHelp("say what it must be: `" + E(id).text + " == true`");
  else if (KindOf(T(id)) == TypeKind::kRecord || !IsScalarKind(T(id)))
    d.WithHelp("ask for its presence, `" + E(id).text + " is present`, or for something in it");
  else
    d.WithHelp("compare it: `" + E(id).text + " == ...`");
  return kNone;
}

void Checker::WarnPattern(const ast::Literal& literal) {
  if (literal.kind != ast::LiteralKind::kRegex || expanding()) return;
  int weight = 0;
  bool in_class = false;
  const std::string& text = literal.text;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
      continue;
    }
    if (in_class) {
      in_class = text[i] != ']';
      continue;
    }
    in_class = text[i] == '[';
    if (std::string_view("[({|*+?").find(text[i]) != std::string_view::npos) ++weight;
    if (text.compare(i, 3, "(?i") == 0) i += 2;
  }
  constexpr int kReadable = 10;
  if (weight <= kReadable) return;
  Report(diag::Id::kHardPattern, literal.span, {static_cast<std::int64_t>(weight)})
      .At("hard to review")
      .WithHelp(
          "compare fields of a parsed claim, or list the values in a set; if it must be, say why: `allow MPS2104 "
          "because \"...\"`");
}

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
      if (!decl.has_formals) return ExpandFunction(symbol, nullptr, span, frame);
      if (path == nullptr || *next >= path->steps.size() || path->steps[*next].kind != ast::StepKind::kCall) {
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
        Report(diag::Id::kByNotSupported, step.span, {step.name.text}).At("endorsements come in a later version");
        return kNone;
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
    if (const Symbol* found = frame.module->Find(Space::kTemplate, name.text)) {
      Report(diag::Id::kWrongKind, name.span, {found->name, std::string("template"), std::string("function")})
          .At("a template is used as a clause: `use " + name.text + "(...)`");
      return kNone;
    }
    std::vector<std::string> functions = {"int", "lower"};
    for (const auto& [key, value] : frame.module->spaces[static_cast<std::size_t>(Space::kValue)]) {
      if (value.kind == ast::DeclKind::kDefine) functions.push_back(key);
    }
    diag::Diagnostic& d = Report(diag::Id::kUnknownFunction, name.span, {name.text}).At("no such function");
    SuggestNearest(d, name.span, name.text, functions);
    if (!d.helps.empty()) return kNone;
    for (const Symbol* import : frame.module->order) {
      if (import->target != nullptr && import->target->Find(Space::kValue, name.text) != nullptr) {
        d.WithHelp("imported names are written with their import: `" + import->name + "." + name.text + "`");
        break;
      }
    }
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
      d.WithHelp("say of which members: `all x in " + E(base).text + " : x." + name + " ...`");
    if (kind == TypeKind::kMap) d.WithHelp("say of which key: `" + E(base).text + "[\"" + name + "\"]`");
    return kNone;
  }
  const auto& fields = Def(type).fields;
  auto field = std::find_if(fields.begin(), fields.end(), [&](const schema::FieldDef& f) { return f.name == name; });
  if (field == fields.end()) {
    std::vector<std::string> names;
    for (const schema::FieldDef& f : fields) names.push_back(f.name);
    diag::Diagnostic& d = Report(diag::Id::kUnknownField, step.name.span, {TypeName(type), name}).At("no such field");
    SuggestNearest(d, step.name.span, name, names);
    if (d.helps.empty() && names.size() <= 10) {
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

ExprId Checker::CheckLogic(const ast::LogicExpr& expr, Frame& frame) {
  std::vector<ExprId> args;
  bool ok = true;
  for (const ast::Expr* operand : expr.operands) {
    ExprId id = operand == nullptr ? kNone : CheckCondition(*operand, frame);
    ok = ok && id != kNone;
    args.push_back(id);
  }
  if (!ok) return kNone;
  return AddChain(expr.op == ast::LogicOp::kAnd ? ExprKind::kAnd : ExprKind::kOr, std::move(args), expr.span);
}

ExprId Checker::CheckElse(const ast::ElseExpr& expr, Frame& frame, TypeId want) {
  if (expr.value == nullptr || expr.fallback == nullptr) return kNone;
  ExprId value = CheckExpr(*expr.value, frame, want);
  if (value == kNone) return kNone;
  ExprId fallback = CheckExpr(*expr.fallback, frame, T(value));
  if (fallback == kNone) return kNone;
  if (!Fits(T(fallback), T(value))) {
    Report(diag::Id::kTypeMismatch, expr.fallback->span, {TypeName(T(value)), TypeName(T(fallback))})
        .At("`" + TypeName(T(value)) + "` is due, as before `else`");
    return kNone;
  }
  if (!E(value).may_be_absent && !expanding() && !abstract_) {
    Report(diag::Id::kNeverAbsent, expr.value->span, {E(value).text})
        .At("never absent, so what follows `else` is never used");
  }
  return AddBinary(ExprKind::kElse, value, fallback, T(value), expr.span);
}

ExprId Checker::CheckPresence(const ast::PresenceExpr& expr, Frame& frame) {
  if (expr.operand == nullptr) return kNone;
  ExprId id = CheckExpr(*expr.operand, frame);
  if (id == kNone) return kNone;
  ExprKind kind = E(id).kind;
  bool claim = kind == ExprKind::kField || kind == ExprKind::kIndex || kind == ExprKind::kLookup ||
               kind == ExprKind::kVar || kind == ExprKind::kEnvironment;
  if (!claim && !(expanding() && kind == ExprKind::kConst)) {
    Report(diag::Id::kNotAClaim, expr.operand->span, {E(id).text})
        .At("only what is read from evidence can be present or absent");
    return kNone;
  }
  if (!E(id).may_be_absent && !expanding() && !abstract_) {
    Report(diag::Id::kNeverAbsent, expr.operand->span, {E(id).text})
        .At("never absent: it is not declared with `?`, and no key is looked up");
  }
  return AddUnary(expr.present ? ExprKind::kIsPresent : ExprKind::kIsAbsent, id, Simple(TypeKind::kBool), expr.span);
}

TypeId Checker::SumType(TypeId a, TypeId b, bool minus, const ast::SumTerm& term) {
  TypeKind x = KindOf(a), y = KindOf(b);
  if (x == TypeKind::kTime && y == TypeKind::kTime && minus) return Simple(TypeKind::kDuration);
  if (x == TypeKind::kTime && y == TypeKind::kDuration) return Simple(TypeKind::kTime);
  if (x == TypeKind::kDuration && y == TypeKind::kTime && !minus) return Simple(TypeKind::kTime);
  if (x == TypeKind::kDuration && y == TypeKind::kDuration) return Simple(TypeKind::kDuration);
  if (x == TypeKind::kInt && y == TypeKind::kInt) {
    if (!CheckUnits(a, b, term.op_span)) return kNoType;
    schema::TypeDef def;
    def.kind = TypeKind::kInt;
    return Intern(std::move(def), UnitOf(a).empty() ? UnitOf(b) : UnitOf(a));
  }
  Report(diag::Id::kCannotAdd, term.op_span, {TypeName(a), TypeName(b)})
      .At(minus ? "cannot be subtracted" : "cannot be added")
      .WithHelp("`+` and `-` take ints, times and durations: `now - t <= 90 days`");
  return kNoType;
}

ExprId Checker::CheckSum(const ast::SumExpr& expr, Frame& frame, TypeId want) {
  (void)want;
  ExprId sum = kNone;
  bool ok = true;
  for (std::size_t i = 0; i < expr.terms.size(); ++i) {
    const ast::SumTerm& term = expr.terms[i];
    ExprId id = term.operand == nullptr ? kNone : CheckExpr(*term.operand, frame);
    ok = ok && id != kNone;
    if (!ok) continue;
    if (i == 0) {
      sum = id;
      continue;
    }
    TypeId type = SumType(T(sum), T(id), term.minus, term);
    if (type == kNoType) return kNone;
    sum = AddBinary(term.minus ? ExprKind::kSub : ExprKind::kAdd, sum, id, type, Cover(expr.span, term.operand->span));
    ok = sum != kNone;
  }
  return ok ? sum : kNone;
}

ExprId Checker::CheckMask(const ast::MaskExpr& expr, Frame& frame, TypeId want) {
  (void)want;
  if (expr.left == nullptr || expr.right == nullptr) return kNone;
  ExprId left = CheckExpr(*expr.left, frame);
  TypeKind kind = left == kNone ? TypeKind::kBool : KindOf(T(left));
  bool maskable = kind == TypeKind::kInt || kind == TypeKind::kMode || kind == TypeKind::kBytes;
  ExprId right = CheckExpr(*expr.right, frame, maskable ? T(left) : kNoType);
  if (left == kNone || right == kNone) return kNone;
  if (!maskable || KindOf(T(right)) != kind) {
    Report(diag::Id::kCannotMask, expr.span, {TypeName(T(left)), TypeName(T(right))})
        .At("`&` takes two modes, two ints, or bytes of one length");
    return kNone;
  }
  const Expr &a = E(left), &b = E(right);
  if (kind == TypeKind::kBytes && a.kind == ExprKind::kConst && b.kind == ExprKind::kConst &&
      a.value.text.size() != b.value.text.size()) {
    Report(diag::Id::kMaskLength, expr.span,
           {static_cast<std::int64_t>(a.value.text.size()), static_cast<std::int64_t>(b.value.text.size())})
        .At("unequal lengths");
    return kNone;
  }
  return AddBinary(ExprKind::kBitAnd, left, right, Simple(kind), expr.span);
}

ExprId Checker::CheckSetExpr(const ast::SetExpr& expr, Frame& frame, TypeId want) {
  if (want != kNoType && (KindOf(want) == TypeKind::kList || KindOf(want) == TypeKind::kMap) && expr.items.empty()) {
    Value value;
    value.kind = KindOf(want);
    return AddConst(std::move(value), want, expr.span);
  }
  TypeId element = want != kNoType && KindOf(want) == TypeKind::kSet ? Def(want).element : kNoType;
  if (want != kNoType && KindOf(want) != TypeKind::kSet) {
    diag::Diagnostic& d = Report(diag::Id::kTypeMismatch, expr.span, {TypeName(want), std::string("set")})
                              .At("`" + TypeName(want) + "` is due");
    if (KindOf(want) == TypeKind::kList)
      d.WithHelp("a list is written in square brackets: `[ ... ]`");
    else if (IsScalarKind(want))
      d.WithHelp("for one of several values write `in { ... }`");
    return kNone;
  }
  if (expr.items.empty()) {
    if (element == kNoType) {
      Report(diag::Id::kEmptySetType, expr.span)
          .At("of what?")
          .WithHelp("declare it, so that it has a type: `set none of text = { }`");
      return kNone;
    }
    Value value;
    value.kind = TypeKind::kSet;
    return AddConst(std::move(value), want, expr.span);
  }
  std::vector<ExprId> members;
  bool ok = true, constant = true;
  for (const ast::Expr* item : expr.items) {
    ExprId id = item == nullptr ? kNone : CheckExpr(*item, frame, element);
    ok = ok && id != kNone;
    if (id == kNone) continue;
    if (element == kNoType) element = T(id);
    if (!IsScalarKind(T(id))) {
      Report(diag::Id::kSetElement, item->span, {TypeName(T(id))}).At("members of a set are single values");
      ok = false;
    } else if (!Fits(T(id), element)) {
      Report(diag::Id::kTypeMismatch, item->span, {TypeName(element), TypeName(T(id))}).At("unlike the others");
      ok = false;
    }
    constant = constant && E(id).kind == ExprKind::kConst;
    members.push_back(id);
  }
  if (!ok) return kNone;
  TypeId type = want != kNoType ? want : SetOf(element);
  if (!constant) {
    Expr node;
    node.kind = ExprKind::kMakeSet;
    node.type = type;
    node.args = std::move(members);
    return Add(std::move(node), expr.span);
  }
  Value value;
  value.kind = TypeKind::kSet;
  for (ExprId id : members) value.items.push_back(E(id).value);
  std::size_t repeats = model::SortUnique(value.items);
  if (repeats != 0 && !expanding()) {
    Report(diag::Id::kRepeatedMember, expr.span, {model::Spell(value)}).At("a member stands here twice");
  }
  return AddConst(std::move(value), type, expr.span);
}

ExprId Checker::CheckListExpr(const ast::ListExpr& expr, Frame& frame, TypeId want) {
  if (want != kNoType && KindOf(want) != TypeKind::kList) {
    Report(diag::Id::kTypeMismatch, expr.span, {TypeName(want), std::string("list")})
        .At("`" + TypeName(want) + "` is due");
    return kNone;
  }
  TypeId element = want == kNoType ? kNoType : Def(want).element;
  if (expr.items.empty() && element == kNoType) {
    Report(diag::Id::kEmptySetType, expr.span).At("of what?");
    return kNone;
  }
  Value value;
  value.kind = TypeKind::kList;
  bool ok = true;
  for (const ast::Expr* item : expr.items) {
    ExprId id = item == nullptr ? kNone : CheckExpr(*item, frame, element);
    ok = ok && id != kNone;
    if (id == kNone) continue;
    if (element == kNoType) element = T(id);
    bool scalar = IsScalarKind(T(id)) || KindOf(T(id)) == TypeKind::kPattern;
    if (E(id).kind != ExprKind::kConst || !scalar) {
      Report(diag::Id::kListLiteral, item->span)
          .At("members of a list are written-out single values")
          .WithHelp("a set may hold parameters and claims: `{ ... }`");
      ok = false;
    } else if (!Fits(T(id), element)) {
      Report(diag::Id::kTypeMismatch, item->span, {TypeName(element), TypeName(T(id))}).At("unlike the others");
      ok = false;
    } else {
      value.items.push_back(E(id).value);
    }
  }
  if (!ok) return kNone;
  return AddConst(std::move(value), want != kNoType ? want : ListOf(element), expr.span);
}

}  // namespace mps::check
