// Functions and templates: arguments, expansion at the use, and the check of each by itself with its formals opaque.
#include <algorithm>

#include "check/checker.h"
#include "model/spell.h"

namespace mps::check {

using model::Expr;
using model::ExprKind;

bool Checker::EnterUse(Span use, const std::string& name) {
  if (use_depth_ >= limit::kNesting) {
    if (!over_limit_)
      Report(diag::Id::kTooDeep, use, {static_cast<std::int64_t>(limit::kNesting)})
          .At("functions and templates use each other too deeply here");
    over_limit_ = true;
    return false;
  }
  if (use_depth_++ == 0) use_span_ = use;
  use_names_.push_back(name);
  return true;
}

void Checker::LeaveUse() {
  use_names_.pop_back();
  if (--use_depth_ == 0) expanded_.clear();
}

ExprId Checker::CheckArgument(const ast::Formal& formal, const ast::Expr& value, Module& module, Frame& frame) {
  TypeId want = formal.type == nullptr ? kNoType : ResolveType(*formal.type, module, true);
  if (want == kNoType) return kNone;
  ExprId id = CheckExpr(value, frame, want);
  if (id == kNone || Fits(T(id), want)) {
    if (id == kNone || E(id).kind != ExprKind::kConst || KindOf(want) != TypeKind::kEnum) return id;
    return CheckWord(std::string(E(id).value.text), want, value.span) ? id : kNone;
  }
  diag::Diagnostic& d = Report(diag::Id::kTypeMismatch, value.span, {TypeName(want), TypeName(T(id))});
  d.At("`" + TypeName(want) + "` is due for `" + formal.name.text + "`");
  if (value.kind != ast::ExprKind::kLiteral && formal.name.span.valid()) d.WithLabel(formal.span, "declared here");
  return kNone;
}

bool Checker::BindArguments(const Symbol& symbol, const std::vector<ast::Formal>& formals,
                            const std::vector<ast::Arg>& args, Span call, Frame& caller, Frame& callee) {
  std::vector<const ast::Arg*> given(formals.size(), nullptr);
  std::vector<std::string> names;
  for (const ast::Formal& formal : formals) names.push_back(formal.name.text);
  std::size_t position = 0;
  bool named = false, ok = true;
  for (const ast::Arg& arg : args) {
    std::size_t at = position;
    if (arg.name) {
      named = true;
      at = static_cast<std::size_t>(std::find(names.begin(), names.end(), arg.name->text) - names.begin());
      if (at == names.size()) {
        diag::Diagnostic& d =
            Report(diag::Id::kUnknownArgument, arg.name->span, {symbol.name, arg.name->text}).At("no such argument");
        SuggestNearest(d, arg.name->span, arg.name->text, names);
        ok = false;
        continue;
      }
    } else if (named) {
      Report(diag::Id::kPositionalAfterNamed, arg.span).At("put it before the named ones, or name it");
      ok = false;
      continue;
    } else if (position >= formals.size()) {
      Report(diag::Id::kArgumentCount, arg.span,
             {symbol.name, static_cast<std::int64_t>(formals.size()), static_cast<std::int64_t>(args.size())})
          .At("one too many")
          .WithLabel(symbol.span, "declared here");
      return false;
    } else {
      ++position;
    }
    if (given[at] != nullptr) {
      Report(diag::Id::kArgumentTwice, arg.span, {names[at]}).At("again here").WithLabel(given[at]->span, "first here");
      ok = false;
      continue;
    }
    given[at] = &arg;
  }
  callee.module = symbol.module;
  for (std::size_t i = 0; i < formals.size(); ++i) {
    Local local;
    local.name = names[i];
    local.span = formals[i].name.span;
    if (given[i] != nullptr && given[i]->value != nullptr) {
      local.value = CheckArgument(formals[i], *given[i]->value, *symbol.module, caller);
    } else if (formals[i].default_value != nullptr) {
      Frame outer{symbol.module, {}};
      local.value = CheckArgument(formals[i], *formals[i].default_value, *symbol.module, outer);
    } else if (given[i] == nullptr && ok) {
      Report(diag::Id::kMissingArgument, call, {symbol.name, names[i]})
          .At("`" + names[i] + "` is not given")
          .WithLabel(formals[i].span, "it has no default");
      ok = false;
    }
    local.poisoned = local.value == kNone;
    ok = ok && !local.poisoned;
    callee.locals.push_back(std::move(local));
  }
  return ok;
}

ExprId Checker::ExpandFunction(const Symbol& symbol, const std::vector<ast::Arg>* args, Span call, Frame& caller) {
  const auto& decl = symbol.decl->As<ast::DefineDecl>();
  bool checked = EnsureChecked(symbol);
  Frame callee{symbol.module, {}};
  static const std::vector<ast::Arg> no_args;
  bool bound = BindArguments(symbol, decl.formals, args == nullptr ? no_args : *args, call, caller, callee);
  if (!checked || !bound || decl.value == nullptr) return kNone;
  std::pair<const Symbol*, std::vector<ExprId>> key{&symbol, {}};
  for (const Local& local : callee.locals) key.second.push_back(local.value);
  if (expanding()) {
    if (auto found = expanded_.find(key); found != expanded_.end()) return found->second;
  }
  if (!EnterUse(call, FullName(symbol))) return kNone;
  TypeId want = decl.type == nullptr ? kNoType : ResolveType(*decl.type, *symbol.module, true);
  ExprId body = CheckExpr(*decl.value, callee, want);
  bool memo = use_depth_ > 1;
  LeaveUse();
  if (body != kNone && memo) expanded_[key] = body;
  return body;
}

bool Checker::OpenFormals(const std::vector<ast::Formal>& formals, Frame& frame, std::vector<model::Formal>* out) {
  bool ok = true;
  for (const ast::Formal& formal : formals) {
    Local local;
    local.name = formal.name.text;
    local.span = formal.name.span;
    TypeId type = formal.type == nullptr ? kNoType : ResolveType(*formal.type, *frame.module, true);
    ok = CheckShadow(formal.name, frame, "formal") && ok && type != kNoType;
    model::Formal entry;
    entry.name = formal.name.text;
    entry.type = type;
    if (formal.default_value != nullptr && type != kNoType) {
      Frame outer{frame.module, {}};
      entry.default_value = CheckArgument(formal, *formal.default_value, *frame.module, outer);
      ok = ok && entry.default_value != kNone;
    }
    if (type != kNoType) {
      Expr var;
      var.kind = ExprKind::kVar;
      var.type = type;
      var.text = local.name;
      var.index = entry.var = next_var_++;
      formals_.insert(var.index);
      local.value = Add(std::move(var), formal.span);
    }
    local.poisoned = local.value == kNone;
    frame.locals.push_back(std::move(local));
    if (out != nullptr) out->push_back(std::move(entry));
  }
  return ok;
}

void Checker::WarnUnusedFormals(const Frame& frame, std::string_view what) {
  for (const Local& local : frame.locals) {
    if (!local.used && !local.poisoned) {
      Report(diag::Id::kUnusedFormal, local.span, {local.name, std::string(what)}).At("never used");
    }
  }
}

bool Checker::CheckFunctionAlone(const Symbol& symbol) {
  const auto& decl = symbol.decl->As<ast::DefineDecl>();
  Frame frame{symbol.module, {}};
  model::Function function;
  function.name = symbol.name;
  if (decl.prose) function.prose = decl.prose->value;
  bool ok = OpenFormals(decl.formals, frame, &function.formals);
  TypeId want = decl.type == nullptr ? kNoType : ResolveType(*decl.type, *symbol.module, true);
  if (decl.value == nullptr || (decl.type != nullptr && want == kNoType)) return false;
  function.body = CheckExpr(*decl.value, frame, want);
  if (function.body == kNone) return false;
  if (want != kNoType && !Fits(T(function.body), want)) {
    Report(diag::Id::kTypeMismatch, decl.value->span, {TypeName(want), TypeName(T(function.body))})
        .At("`" + TypeName(want) + "` is declared");
    return false;
  }
  WarnUnusedFormals(frame, "function");
  if (ok && model_.is_library && symbol.module == &module_) model_.functions.push_back(std::move(function));
  return ok;
}

bool Checker::CheckTemplateAlone(const Symbol& symbol) {
  const auto& decl = symbol.decl->As<ast::TemplateDecl>();
  Frame frame{symbol.module, {}};
  model::Template out;
  out.name = symbol.name;
  if (decl.prose) out.prose = decl.prose->value;
  bool ok = OpenFormals(decl.formals, frame, &out.formals);
  UseResult result;
  TemplateBody(decl, symbol, frame, kNone, result);
  if (!result.ok) return false;
  WarnUnusedFormals(frame, "template");
  if (!ok || !model_.is_library || symbol.module != &module_) return ok;
  out.parts = std::move(result.parts);
  out.refs = std::move(result.refs);
  out.severity = result.severity;
  if (decl.body.title) out.title = decl.body.title->Flat();
  if (decl.body.rationale) out.rationale = decl.body.rationale->Flat();
  for (const ast::FixClause& fix : decl.body.fixes) out.fixes.emplace_back(fix.kind.text, fix.text.Flat());
  model_.templates.push_back(std::move(out));
  return true;
}

bool Checker::EnsureChecked(const Symbol& symbol) {
  Resolved& state = StateOf(symbol);
  if (state.stage == Stage::kDone) return state.ok;
  if (symbol.module != &module_) {
    // An imported module was checked whole when it was loaded.
    state.stage = Stage::kDone;
    return state.ok = true;
  }
  if (state.stage == Stage::kRunning) {
    Report(diag::Id::kRecursion, symbol.span, {symbol.name})
        .At("uses itself")
        .WithHelp("functions and templates may not use themselves, not by others either");
    state.ok = false;
    return false;
  }
  if (check_depth_ >= limit::kNesting) {
    if (!over_limit_)
      Report(diag::Id::kTooDeep, symbol.span, {static_cast<std::int64_t>(limit::kNesting)})
          .At("functions and templates use each other too deeply here");
    over_limit_ = true;
    return false;
  }
  state.stage = Stage::kRunning;
  ++check_depth_;
  // Faults in it are shown in it, whoever uses it first.
  std::size_t use_depth = std::exchange(use_depth_, 0);
  Span use_span = use_span_;
  auto use_names = std::exchange(use_names_, {});
  auto expanded = std::exchange(expanded_, {});
  bool was_abstract = std::exchange(abstract_, true);
  std::size_t nodes = model_.exprs.size();
  bool ok = symbol.decl->ok &&
            (symbol.kind == ast::DeclKind::kDefine ? CheckFunctionAlone(symbol) : CheckTemplateAlone(symbol));
  if (!model_.is_library) Truncate(nodes);
  abstract_ = was_abstract;
  expanded_ = std::move(expanded);
  use_names_ = std::move(use_names);
  use_span_ = use_span;
  use_depth_ = use_depth;
  --check_depth_;
  Resolved& after = StateOf(symbol);
  // A use of itself that was found on the way has cleared `ok`.
  after.ok = ok && (after.stage != Stage::kDone);
  after.stage = Stage::kDone;
  return after.ok;
}

}  // namespace mps::check
