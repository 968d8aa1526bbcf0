// Conditional endorsements: conditions that only more values can make true, and what follows from them; `x by
// endorser`.
#include <algorithm>

#include "base/hex.h"
#include "check/checker.h"

namespace mps::check {

using model::Expr;
using model::ExprKind;

namespace {

bool IsOrder(ExprKind kind) {
  return kind == ExprKind::kLess || kind == ExprKind::kLessEqual || kind == ExprKind::kGreater ||
         kind == ExprKind::kGreaterEqual;
}

}  // namespace

// A claim of an environment by fields and constant keys; what its document says beside the claims is none.
bool Checker::IsClaim(ExprId id) const {
  for (; E(id).kind != ExprKind::kEnvironment; id = E(id).args[0]) {
    const Expr& expr = E(id);
    const bool field = expr.kind == ExprKind::kField;
    if (field && schema::IsDocumentField(Def(T(expr.args[0])).fields[expr.index])) return false;
    if (field) continue;
    if (expr.kind != ExprKind::kIndex || E(expr.args[1]).kind != ExprKind::kConst) return false;
  }
  return true;
}

bool Checker::IsConstantSet(ExprId id) const {
  return E(id).kind == ExprKind::kSetRef || (E(id).kind == ExprKind::kConst && E(id).value.kind == TypeKind::kSet);
}

// One claim against constants, in a form that data can carry (endorse/endorsement.h, MatchKind).
bool Checker::IsMatch(ExprId id) const {
  const Expr& expr = E(id);
  const auto constant = [&](std::size_t i) { return E(expr.args[i]).kind == ExprKind::kConst; };
  const auto claim = [&](std::size_t i) { return IsClaim(expr.args[i]); };
  if (expr.kind == ExprKind::kField || expr.kind == ExprKind::kIndex) return IsClaim(id);  // a bool
  if (expr.kind == ExprKind::kInRange) return claim(0) && constant(1) && constant(2);
  if (expr.kind == ExprKind::kInCidr) return claim(0) && constant(1);
  if (expr.kind == ExprKind::kInSet)
    return (claim(0) && IsConstantSet(expr.args[1])) ||
           (constant(0) && claim(1) && KindOf(T(expr.args[1])) == TypeKind::kSet);
  if (IsOrder(expr.kind)) return (claim(0) && constant(1)) || (constant(0) && claim(1));
  if (expr.kind != ExprKind::kEqual) return false;
  for (const std::size_t i : {0, 1}) {
    if (!constant(1 - i)) continue;
    if (claim(i)) return IsScalarKind(T(expr.args[i]));
    const Expr& mask = E(expr.args[i]);
    if (mask.kind != ExprKind::kBitAnd || KindOf(mask.type) != TypeKind::kBytes) continue;
    for (const std::size_t k : {0, 1}) {
      if (IsClaim(mask.args[k]) && E(mask.args[1 - k]).kind == ExprKind::kConst) return true;
    }
  }
  return false;
}

void Checker::AddMatches(ExprId condition, Span span, model::Endorsement& out) {
  if (E(condition).kind == ExprKind::kAnd) {
    for (const ExprId arg : E(condition).args) AddMatches(arg, span, out);
    return;
  }
  if (IsMatch(condition)) {
    out.when.push_back(condition);
    return;
  }
  Report(diag::Id::kEndorsementForm, span, {E(condition).text})
      .At("not one claim against constants")
      .WithHelp(
          "an endorsement's `when` joins by `and` what is compared with constants: ==, <, <=, >, >=, `in` a set, "
          "range or network, and masked octets; a bool claim may stand alone");
}

// `then path = value`: a claim that endorsers may assert, and that this one was granted.
void Checker::AddThen(const ast::ThenClause& then, const Symbol& endorser, model::Endorsement& out) {
  if (then.path == nullptr || then.value == nullptr) return;
  model::Then effect;
  effect.includes = then.includes;
  auto text = GrantPath(*then.path, false, &effect.claim);
  if (!text) return;
  if (!IsEndorsable(effect.claim) || EndorsableWithin(T(effect.claim))) {
    Report(diag::Id::kNotEndorsable, then.path->span, {*text})
        .At("its schema leaves this to evidence")
        .WithHelp("a schema marks what endorsers may say: `endorsed` (they alone) or `either` (evidence too)");
    return;
  }
  const bool is_set = KindOf(T(effect.claim)) == TypeKind::kSet;
  if (is_set != then.includes || (!is_set && !IsScalarKind(T(effect.claim)))) {
    Report(diag::Id::kEndorsementValue, then.span, {*text})
        .At(is_set ? "a set: endorsements add members to it" : "not a set")
        .WithHelp(is_set ? "then " + *text + " includes ..." : "then " + *text + " = ...");
    return;
  }
  if (!IsGranted(effect.claim, endorser)) {
    Report(diag::Id::kNotGranted, then.path->span, {endorser.name, *text})
        .At("outside what `" + endorser.name + "` may endorse")
        .WithHelp("endorser " + endorser.name + " { may endorse " + *text + " }");
    return;
  }
  Frame frame{&module_, {}};
  auto value = ConstantOf(*then.value, is_set ? Def(T(effect.claim)).element : T(effect.claim), frame, false);
  if (!value) return;
  effect.value = std::move(*value);
  out.then.push_back(std::move(effect));
}

bool Checker::IsGranted(ExprId claim, const Symbol& endorser) const {
  for (const model::Endorser& one : model_.endorsers) {
    if (one.name != endorser.name) continue;
    return std::any_of(one.grants.begin(), one.grants.end(), [&](ExprId grant) {
      for (ExprId at = claim;; at = E(at).args[0]) {
        if (SameExpr(at, grant)) return true;
        if (E(at).kind == ExprKind::kEnvironment) return false;
      }
    });
  }
  return false;
}

void Checker::CheckEndorsement(const ast::EndorsementDecl& decl, std::vector<model::Endorsement>& into) {
  const auto [first, fresh] = endorsement_names_.emplace(decl.name.text, decl.name.span);
  if (!fresh) {
    Report(diag::Id::kDuplicateName, decl.name.span, {decl.name.text, std::string("endorsement")})
        .At("again here")
        .WithLabel(first->second, "first declared here");
  }
  const Symbol* endorser = LookUp(decl.by, Space::kEndorser, module_, diag::Id::kUnknownEndorser);
  if (endorser == nullptr || !decl.ok) return;
  model::Endorsement out;
  out.name = decl.name.text;
  if (decl.prose) out.prose = decl.prose->value;
  out.span = decl.name.span;
  const auto at = std::find_if(model_.endorsers.begin(), model_.endorsers.end(),
                               [&](const model::Endorser& one) { return one.name == endorser->name; });
  if (at == model_.endorsers.end()) return;  // reported where it is declared
  out.endorser = static_cast<std::uint32_t>(at - model_.endorsers.begin());
  Frame frame{&module_, {}};
  for (const ast::Condition& when : decl.whens) {
    if (when.expr == nullptr) continue;
    const ExprId condition = CheckCondition(*when.expr, frame);
    if (condition != kNone) AddMatches(condition, when.expr->span, out);
  }
  for (const ast::ThenClause& then : decl.thens) AddThen(then, *endorser, out);
  into.push_back(std::move(out));
}

void Checker::CheckEndorsements(const ast::File& file, std::vector<model::Endorsement>& into) {
  for (const ast::Decl* decl : file.decls) {
    if (decl->kind == ast::DeclKind::kEndorsement) CheckEndorsement(decl->As<ast::EndorsementDecl>(), into);
  }
  std::sort(into.begin(), into.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
}

// The file names the definition that its paths and endorsers are of, by digest.
void Checker::CheckEndorsementsBase(const ast::File& file) {
  if (!file.base) return;
  const ast::BaseRef& base = *file.base;
  if (base.name.value != model_.name) {
    Report(diag::Id::kEndorsementsOfOther, base.name.span, {base.name.value, model_.name}).At("not this definition");
    return;
  }
  if (base.version && base.version->text != model_.version) {
    Report(diag::Id::kEndorsementsOfOther, base.version->span, {base.version->text, model_.version})
        .At("not the version of this definition");
    return;
  }
  if (!base.digest || base.digest->bytes == model_.definition_digest) return;
  const std::string due = "sha256'" + HexEncode(model_.definition_digest) + "'";
  Report(diag::Id::kEndorsementsOfOther, base.digest->span, {"sha256'" + HexEncode(base.digest->bytes) + "'", due})
      .At("the definition has another digest")
      .Suggest(base.digest->span, due);
}

// `claim by endorser`: what that endorser alone says.
ExprId Checker::CheckBy(ExprId claim, const ast::Step& step, Span span) {
  if (abstract_ || !IsClaim(claim) || E(claim).kind == ExprKind::kEnvironment) {
    Report(diag::Id::kByForm, span, {E(claim).text}).At("a claim of an environment is due before `by`");
    return kNone;
  }
  const Symbol* endorser = LookUp(step.name, Space::kEndorser, module_, diag::Id::kUnknownEndorser);
  if (endorser == nullptr) return kNone;
  const bool is_set = KindOf(T(claim)) == TypeKind::kSet && IsScalarKind(Def(T(claim)).element);
  if (!IsEndorsable(claim) || EndorsableWithin(T(claim)) || (!is_set && !IsScalarKind(T(claim)))) {
    Report(diag::Id::kNotEndorsable, span, {E(claim).text}).At("its schema leaves this to evidence");
    return kNone;
  }
  Expr node;
  node.kind = ExprKind::kBy;
  node.type = T(claim);
  node.args = {claim};
  node.text = E(claim).text + " by " + endorser->name;
  node.may_be_absent =
      !is_set;  // that one endorser has nothing to say is no fault, whatever the schema has of the claim
  for (std::uint32_t i = 0; i < endorser_names_.size(); ++i) {
    if (endorser_names_[i] == endorser->name) node.index = i;
  }
  if (node.index == kNone) return kNone;
  return Add(std::move(node), span);
}

}  // namespace mps::check
