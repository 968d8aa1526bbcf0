// Expressions and givens: what an evidence document says of an environment beside its claims. `collected(e)` and
// `nonce(e)` are fields of the environment's record that no schema declares; nothing downstream of the checker knows
// them for more.
#include <algorithm>

#include "check/checker.h"

namespace mps::check {

using model::Expr;
using model::ExprKind;

namespace {

constexpr std::string_view kCollected = "collected", kNonce = "nonce";

}  // namespace

bool Checker::IsDocumentFunction(std::string_view name) { return name == kCollected || name == kNonce; }

std::uint32_t Checker::DocumentField(TypeId record, std::string_view function) {
  const bool is_nonce = function == kNonce;
  const TypeId type = Simple(is_nonce ? TypeKind::kBytes : TypeKind::kTime);
  const std::string name(is_nonce ? schema::kNonceField : schema::kCollectedField);
  auto& fields = model_.types.types[record].fields;
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.name == name; });
  const auto index = static_cast<std::uint32_t>(found - fields.begin());
  if (found == fields.end()) fields.push_back({name, name, type, is_nonce, true, Asserter::kEvidence});
  return index;
}

// The instances of a `many` environment, or a formal that may stand for them.
bool Checker::MayBeInstances(ExprId id) const {
  if (KindOf(T(id)) != TypeKind::kMap || KindOf(Def(T(id)).element) != TypeKind::kRecord) return false;
  return E(id).kind == ExprKind::kEnvironment || (E(id).kind == ExprKind::kVar && formals_.contains(E(id).index));
}

// An environment, an instance of one, or a formal that may stand for either.
bool Checker::IsEnvironment(ExprId id) const {
  const Expr& expr = E(id);
  if (KindOf(expr.type) != TypeKind::kRecord) return false;
  if (expr.kind == ExprKind::kIndex) return MayBeInstances(expr.args[0]);
  if (expr.kind == ExprKind::kVar) return formals_.contains(expr.index) || instances_.contains(expr.index);
  return expr.kind == ExprKind::kEnvironment;
}

ExprId Checker::CheckDocumentFunction(const ast::Name& name, const ast::Step& call, Frame& frame) {
  const Span span = Cover(name.span, call.span);
  if (call.args.size() != 1 || call.args[0].name || call.args[0].value == nullptr) {
    Report(diag::Id::kArgumentCount, span, {name.text, std::int64_t{1}, static_cast<std::int64_t>(call.args.size())})
        .At("takes one environment");
    return kNone;
  }
  const ExprId of = CheckExpr(*call.args[0].value, frame);
  if (of == kNone) return kNone;
  if (!IsEnvironment(of)) {
    diag::Diagnostic& d = Report(diag::Id::kNotAnEnvironment, call.args[0].value->span, {E(of).text});
    d.At("an environment, or an instance of one, is due");
    if (MayBeInstances(of))
      d.WithHelp("say of which instance: `all id, x in " + E(of).text + " : ... " + name.text + "(x) ...`");
    return kNone;
  }
  Expr node;
  node.kind = ExprKind::kField;
  node.index = DocumentField(T(of), name.text);
  node.type = Def(T(of)).fields[node.index].type;
  node.may_be_absent = Def(T(of)).fields[node.index].optional;
  node.args = {of};
  return Add(std::move(node), span);
}

// `given collected(host) = ..`: an environment that is not `many`, or an instance by its id.
bool Checker::GivenOfDocument(const ast::Expr& path, Module& names, model::Given& out) {
  const auto& call = path.As<ast::PathExpr>();
  const ast::Name& function = call.base->As<ast::NameExpr>().name;
  if (!IsDocumentFunction(function.text)) {
    ReportUnknownFunction(function, names);
    return false;
  }
  const ast::Expr& of = *call.steps[0].args[0].value;
  if (!GivenPath(of, names, out)) return false;
  if (out.path.size() != (model_.environments[out.environment].many ? 1u : 0u)) {
    Report(diag::Id::kNotAnEnvironment, of.span,
           {of.kind == ast::ExprKind::kName ? of.As<ast::NameExpr>().name.text : "this"})
        .At("an environment, or an instance of one, is due");
    return false;
  }
  // A key of a record, which nothing else is. The field itself comes to be where a rule reads it: tests change nothing.
  const bool is_nonce = function.text == kNonce;
  out.path.push_back({true, std::string(is_nonce ? schema::kNonceField : schema::kCollectedField)});
  out.type = Simple(is_nonce ? TypeKind::kBytes : TypeKind::kTime);
  return true;
}

}  // namespace mps::check
