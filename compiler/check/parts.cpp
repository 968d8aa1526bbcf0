// Uses of templates, and texts with insertions.
#include <algorithm>

#include "check/checker.h"
#include "model/spell.h"

namespace mps::check {

using model::Expr;
using model::ExprKind;

void Checker::ExpandUse(const ast::UseClause& use, Frame& caller, ExprId outer, UseResult& out) {
  const Symbol* symbol = LookUp(use.name, Space::kTemplate, *caller.module, diag::Id::kUnknownTemplate);
  if (symbol == nullptr) {
    out.ok = false;
    return;
  }
  const bool checked = EnsureChecked(*symbol);
  StateOf(*symbol).used = true;
  const auto& decl = symbol->decl->As<ast::TemplateDecl>();
  Frame callee{symbol->module, {}};
  if (!BindArguments(*symbol, decl.formals, use.args, use.span, caller, callee) || !checked) {
    out.ok = false;
    return;
  }
  if (!EnterUse(use.span, FullName(*symbol))) {
    out.ok = false;
    return;
  }
  TemplateBody(decl, *symbol, callee, outer, out);
  LeaveUse();
}

void Checker::TemplateBody(const ast::TemplateDecl& decl, const Symbol& symbol, Frame& frame, ExprId outer,
                           UseResult& out) {
  const std::size_t errors = sink_.error_count();
  const ast::RuleBody& body = decl.body;
  ExprId when = CheckWhens(body.whens, frame);
  if (outer != kNone) when = when == kNone ? outer : AddChain(ExprKind::kAnd, {outer, when}, decl.span);
  if (!body.requires_.empty()) {
    model::Part part;
    part.when = when;
    part.from = FullName(symbol);
    part.require = CheckRequires(body.requires_, frame, decl.span);
    if (part.require != kNone) out.parts.push_back(std::move(part));
  }
  for (const ast::UseClause& use : body.uses) ExpandUse(use, frame, when, out);
  for (const auto& [clause, name] :
       {std::pair{body.grade.has_value(), "grade"}, std::pair{body.manual.has_value(), "manual"},
        std::pair{body.levels.has_value(), "level"}}) {
    if (clause) Report(diag::Id::kNotInTemplate, decl.name.span, {std::string(name)}).At("stands in rules only");
  }
  if (body.requires_.empty() && body.uses.empty() && symbol.decl->ok)
    Report(diag::Id::kEmptyTemplate, decl.name.span, {decl.name.text}).At("requires nothing");
  const auto take = [&](const std::optional<ast::Text>& text, std::optional<std::string>& to,
                        std::vector<model::Insert>* inserts) {
    if (text && !to)
      to = InsertInto(*text, frame, false, inserts);
    else if (text)
      InsertInto(*text, frame, false);
  };
  take(body.title, out.title, &out.inserts);
  take(body.rationale, out.rationale, nullptr);
  for (const ast::Text& note : body.notes) InsertInto(note, frame, false);
  if (body.severity) {
    CheckSeverity(*body.severity);
    if (out.severity.empty()) out.severity = body.severity->text;
  }
  AddRefs(body.refs, out.refs);
  AddFixes(body.fixes, frame, out.fixes, out.inserts);
  out.ok = out.ok && sink_.error_count() == errors;
}

// What an insertion names: a formal, a parameter (its default), a set, or a constant function.
std::optional<std::string> Checker::InsertionValue(const ast::QName& path, Span span, Frame& frame, bool shell,
                                                   std::uint32_t* param) {
  if (path.parts.empty()) return std::nullopt;
  ExprId id = kNone;
  const ast::Name& first = path.parts[0];
  for (auto local = frame.locals.rbegin(); local != frame.locals.rend() && id == kNone; ++local) {
    if (local->name != first.text) continue;
    local->used = true;
    if (local->poisoned) return std::nullopt;
    id = local->value;
  }
  if (id == kNone) {
    ast::NameExpr name;
    name.name = first;
    name.span = span;
    if (path.parts.size() > 1) {
      Report(diag::Id::kInsertion, span, {path.Join()})
          .At("insert a formal, a parameter, a set or a constant by its name");
      return std::nullopt;
    }
    id = CheckName(name, frame, kNoType);
  } else if (path.parts.size() > 1) {
    Report(diag::Id::kInsertion, span, {path.Join()})
        .At("fields cannot be inserted: what they hold is not known when the text is written");
    return std::nullopt;
  }
  if (id == kNone) return std::nullopt;
  std::optional<Value> value = ValueOfNode(id);
  if (E(id).kind == ExprKind::kParam) *param = E(id).index;
  if (!value && E(id).kind == ExprKind::kParam) value = model_.params[E(id).index].default_value;
  if (!value) return shell ? ShellWord(E(id).text) : E(id).text;
  return shell ? ShellWords(*value) : model::Plain(*value);
}

bool Checker::SpendText(std::size_t bytes, Span span) {
  const bool was_within = text_spent_ <= limit::kModelText;
  text_spent_ += bytes;
  if (text_spent_ <= limit::kModelText) return true;
  if (was_within)
    Report(diag::Id::kTooMuchText, span, {static_cast<std::int64_t>(limit::kModelText)}).At("one text too many");
  return false;
}

std::optional<std::string> Checker::InsertInto(const ast::Text& text, Frame& frame, bool shell,
                                               std::vector<model::Insert>* inserts) {
  std::string out;
  bool ok = true;
  for (const ast::TextPart& part : text.parts) {
    if (!part.is_insertion) {
      if (!SpendText(part.text.size(), text.span)) return std::nullopt;
      out += part.text;
      continue;
    }
    std::uint32_t param = kNone;
    const auto value = InsertionValue(part.path, part.path.span, frame, shell, &param);
    ok = ok && value.has_value();
    if (!value) continue;
    if (!SpendText(value->size(), part.path.span)) return std::nullopt;
    if (param != kNone && inserts != nullptr) {
      inserts->push_back(
          {0, static_cast<std::uint32_t>(out.size()), static_cast<std::uint32_t>(value->size()), param, shell});
    }
    out += *value;
  }
  return ok ? std::optional<std::string>(std::move(out)) : std::nullopt;
}

bool Checker::AddFixes(const std::vector<ast::FixClause>& fixes, Frame& frame,
                       std::vector<std::pair<std::string, std::string>>& out, std::vector<model::Insert>& inserts) {
  static const std::vector<std::string> kKinds = {"shell", "ansible", "text"};
  bool ok = true;
  for (const ast::FixClause& fix : fixes) {
    if (std::find(kKinds.begin(), kKinds.end(), fix.kind.text) == kKinds.end()) {
      diag::Diagnostic& d =
          Report(diag::Id::kUnknownFix, fix.kind.span, {fix.kind.text}).At("shell, ansible or text is due");
      SuggestNearest(d, fix.kind.span, fix.kind.text, kKinds);
      ok = false;
      continue;
    }
    const std::size_t before = inserts.size();
    auto text = InsertInto(fix.text, frame, fix.kind.text == "shell", &inserts);
    ok = ok && text.has_value();
    if (!text) continue;
    out.emplace_back(fix.kind.text, std::move(*text));
    for (std::size_t i = before; i < inserts.size(); ++i) inserts[i].text = static_cast<std::uint32_t>(out.size());
  }
  return ok;
}

}  // namespace mps::check
