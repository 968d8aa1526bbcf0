// Environments, their parents, and endorsers with their grants.
#include <algorithm>

#include "base/hex.h"
#include "check/checker.h"
#include "crypto/hash.h"
#include "model/spell.h"

namespace mps::check {
namespace {

std::string KeyDigest(const ast::KeyRef& key) {
  return std::string(crypto::DigestName(key.digest.digest_alg)) + ":" + HexEncode(key.digest.bytes);
}
std::string KeyKind(const ast::KeyRef& key) { return key.kind == ast::KeyRefKind::kChain ? "chain" : "thumbprint"; }

}  // namespace

void Checker::CheckEnvironments() {
  for (const ast::Decl* decl : module_.ast->decls) {
    if (decl->kind != ast::DeclKind::kEnvironment) continue;
    const auto& environment = decl->As<ast::EnvironmentDecl>();
    const Symbol* symbol = module_.Find(Space::kValue, environment.name.text);
    if (symbol == nullptr || symbol->decl != decl || !decl->ok) continue;
    Resolved& state = StateOf(*symbol);
    state.stage = Stage::kDone;
    CheckAscii(environment.name.text, environment.name.span, "an environment");
    TypeId type = ResolveNamed(environment.schema, module_);
    if (type == kNoType) continue;
    bool schema = false;
    if (KindOf(type) == TypeKind::kRecord) {
      const Symbol* declared = environment.schema.parts.size() == 1
                                   ? module_.Find(Space::kType, environment.schema.parts[0].text)
                                   : LookUp(environment.schema, Space::kType, module_, diag::Id::kUnknownType);
      schema = declared != nullptr && declared->kind == ast::DeclKind::kRecord &&
               declared->decl->As<ast::RecordDecl>().is_schema;
    }
    if (!schema) {
      Report(diag::Id::kNotASchema, environment.schema.span, {environment.schema.Join()})
          .At("a `schema` is due: what one whole environment tells");
      continue;
    }
    schema::EnvironmentDef def;
    def.name = environment.name.text;
    def.schema = type;
    def.schema_name = Def(type).name;
    def.many = environment.many;
    def.complete = environment.complete;
    if (environment.layer) def.layer = environment.layer->text;
    if (environment.parent) def.parent = environment.parent->text;
    if (environment.key) {
      def.key_kind = KeyKind(*environment.key);
      def.key_digest = KeyDigest(*environment.key);
    }
    if (def.complete && def.many)
      Report(diag::Id::kCompleteMany, environment.name.span, {def.name}).At("a bare document is one instance");
    Resolved& after = StateOf(*symbol);
    after.ok = true;
    after.index = static_cast<std::uint32_t>(model_.environments.size());
    after.type = def.many ? MapOf(Simple(TypeKind::kText), type) : type;
    model_.environments.push_back(std::move(def));
    model_.environment_prose.push_back(environment.prose ? environment.prose->value : "");
  }
  CheckEnvironmentParents();
}

void Checker::CheckEnvironmentParents() {
  std::map<std::string, const ast::EnvironmentDecl*> children;  // those with a parent, by name
  std::vector<std::string> names, order;
  for (const auto& def : model_.environments) names.push_back(def.name);
  for (const ast::Decl* decl : module_.ast->decls) {
    if (decl->kind != ast::DeclKind::kEnvironment || !decl->ok) continue;
    const auto& environment = decl->As<ast::EnvironmentDecl>();
    if (!environment.parent) continue;
    const Symbol* symbol = module_.Find(Space::kValue, environment.parent->text);
    if (symbol == nullptr || symbol->kind != ast::DeclKind::kEnvironment) {
      diag::Diagnostic& d = Report(diag::Id::kUnknownEnvironment, environment.parent->span, {environment.parent->text})
                                .At("no such environment");
      SuggestNearest(d, environment.parent->span, environment.parent->text, names);
      continue;
    }
    if (children.emplace(environment.name.text, &environment).second) order.push_back(environment.name.text);
  }
  // Who vouches must not be vouched for by what it vouches for: the last of a circle to be declared closes it. Each
  // name is passed once: `round` says in which round.
  std::map<std::string, std::size_t> round;
  for (std::size_t i = 0; i < order.size(); ++i) {
    std::string at = order[i];
    for (auto next = children.find(at); next != children.end() && round.emplace(at, i).second; next = children.find(at))
      at = next->second->parent->text;
    const auto passed = round.find(at);
    if (passed == round.end() || passed->second != i) continue;
    const ast::EnvironmentDecl* closes = children[at];
    for (std::string on = closes->parent->text; on != at; on = children[on]->parent->text) {
      if (children[on]->span.begin > closes->span.begin) closes = children[on];
    }
    Report(diag::Id::kParentCycle, closes->parent->span, {closes->name.text}).At("closes a circle");
  }
}

// `board.certification` or `host.sysctl["x"].live`: a claim path, as text. Reports what is no claim.
std::optional<std::string> Checker::GrantPath(const ast::Expr& expr, bool configuration, ExprId* claim) {
  Frame frame{&module_, {}};
  ExprId id = CheckExpr(expr, frame);
  if (id == kNone) return std::nullopt;
  for (ExprId at = id; E(at).kind != model::ExprKind::kEnvironment;) {
    const model::Expr& node = E(at);
    bool step = node.kind == model::ExprKind::kField ||
                (node.kind == model::ExprKind::kIndex && E(node.args[1]).kind == model::ExprKind::kConst);
    if (!step) {
      Report(configuration ? diag::Id::kIncludePath : diag::Id::kGrantPath, expr.span, {E(id).text})
          .At("a claim of an environment is due, such as `host.os.id`");
      return std::nullopt;
    }
    at = node.args[0];
  }
  if (claim != nullptr) *claim = id;
  return E(id).text;
}

bool Checker::EndorsableWithin(TypeId type) const {
  const schema::TypeDef& def = Def(type);
  for (const auto& field : def.fields) {
    if (field.asserter != Asserter::kEvidence || EndorsableWithin(field.type)) return true;
  }
  return def.element != kNoType && EndorsableWithin(def.element);
}

bool Checker::IsEndorsable(ExprId claim) const {
  for (ExprId at = claim; E(at).kind != model::ExprKind::kEnvironment; at = E(at).args[0]) {
    if (E(at).kind != model::ExprKind::kField) continue;
    if (Def(T(E(at).args[0])).fields[E(at).index].asserter != Asserter::kEvidence) return true;
  }
  return EndorsableWithin(T(claim));
}

void Checker::CheckEndorsers() {
  for (const ast::Decl* decl : module_.ast->decls) {
    if (decl->kind != ast::DeclKind::kEndorser || !decl->ok) continue;
    const auto& endorser = decl->As<ast::EndorserDecl>();
    model::Endorser out;
    out.name = endorser.name.text;
    if (endorser.prose) out.prose = endorser.prose->value;
    if (!endorser.keys.empty()) {
      out.key_kind = KeyKind(endorser.keys[0]);
      out.key_digest = KeyDigest(endorser.keys[0]);
    }
    if (endorser.keys.size() != 1) {
      Report(diag::Id::kEndorserKey, endorser.keys.empty() ? endorser.name.span : endorser.keys[1].span, {out.name})
          .At("exactly one key is due");
    }
    for (const ast::Expr* path : endorser.may_endorse) {
      if (path == nullptr) continue;
      ExprId claim = kNone;
      auto text = GrantPath(*path, false, &claim);
      if (!text) continue;
      if (!IsEndorsable(claim)) {
        Report(diag::Id::kNotEndorsable, path->span, {*text})
            .At("its schema leaves this to evidence")
            .WithHelp("a schema marks what endorsers may say: `endorsed` (they alone) or `either` (evidence too)");
      }
      out.may_endorse.push_back(std::move(*text));
      out.grants.push_back(claim);
    }
    std::sort(out.may_endorse.begin(), out.may_endorse.end());
    out.may_answer = AnswerGrants(endorser);
    model_.endorsers.push_back(std::move(out));
  }
  std::sort(model_.endorsers.begin(), model_.endorsers.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
}

}  // namespace mps::check
