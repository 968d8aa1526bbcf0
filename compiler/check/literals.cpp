// Constants: literals and constant expressions become Values of the type that is due.
#include <algorithm>

#include "base/utf8.h"
#include "base/version_order.h"
#include "check/checker.h"
#include "model/compare.h"
#include "model/spell.h"

namespace mps::check {
namespace {

Value Number(TypeKind kind, std::int64_t number) {
  Value value;
  value.kind = kind;
  value.number = number;
  return value;
}

Value Octets(TypeKind kind, const Bytes& bytes) {
  Value value;
  value.kind = kind;
  value.text = std::string(AsText(bytes));
  return value;
}

// The type a literal has where nothing else is due.
TypeKind OwnKind(ast::LiteralKind kind) {
  switch (kind) {
    case ast::LiteralKind::kBool:
      return TypeKind::kBool;
    case ast::LiteralKind::kInt:
      return TypeKind::kInt;
    case ast::LiteralKind::kText:
      return TypeKind::kText;
    case ast::LiteralKind::kBytes:
      return TypeKind::kBytes;
    case ast::LiteralKind::kDigest:
      return TypeKind::kDigest;
    case ast::LiteralKind::kRegex:
    case ast::LiteralKind::kGlob:
      return TypeKind::kPattern;
    case ast::LiteralKind::kIp:
      return TypeKind::kIp;
    case ast::LiteralKind::kCidr:
      return TypeKind::kCidr;
    case ast::LiteralKind::kMode:
      return TypeKind::kMode;
    case ast::LiteralKind::kVersion:
      return TypeKind::kVersion;
    case ast::LiteralKind::kTime:
      return TypeKind::kTime;
    case ast::LiteralKind::kDuration:
      return TypeKind::kDuration;
  }
  return TypeKind::kBool;
}

Value OwnValue(const ast::Literal& literal) {
  TypeKind kind = OwnKind(literal.kind);
  switch (literal.kind) {
    case ast::LiteralKind::kBool:
      return Number(kind, literal.boolean ? 1 : 0);
    case ast::LiteralKind::kInt:
    case ast::LiteralKind::kMode:
    case ast::LiteralKind::kTime:
    case ast::LiteralKind::kDuration:
      return Number(kind, literal.integer);
    case ast::LiteralKind::kBytes:
    case ast::LiteralKind::kIp:
      return Octets(kind, literal.bytes);
    case ast::LiteralKind::kCidr: {
      Value value = Octets(kind, literal.bytes);
      value.number = literal.prefix;
      return value;
    }
    case ast::LiteralKind::kDigest: {
      Value value = Octets(kind, literal.bytes);
      value.digest_alg = literal.digest_alg;
      return value;
    }
    case ast::LiteralKind::kText:
    case ast::LiteralKind::kRegex:
    case ast::LiteralKind::kGlob:
    case ast::LiteralKind::kVersion: {
      Value value;
      value.kind = kind;
      value.text = literal.text;
      value.ordering = literal.ordering;
      value.glob = literal.kind == ast::LiteralKind::kGlob;
      return value;
    }
  }
  return {};
}

bool LooksLikeMode(std::int64_t number) {
  if (number < 0 || number > 7777) return false;
  for (; number != 0; number /= 10) {
    if (number % 10 > 7) return false;
  }
  return true;
}

}  // namespace

void Checker::ReportMismatch(const ast::Literal& literal, TypeId want) {
  TypeKind due = KindOf(want);
  diag::Diagnostic& d =
      Report(diag::Id::kTypeMismatch, literal.span, {TypeName(want), std::string(TypeKindName(OwnKind(literal.kind)))});
  d.At("`" + TypeName(want) + "` is due");
  if (due == TypeKind::kText && literal.kind == ast::LiteralKind::kInt) {
    d.WithHelp("this claim is text: write `\"" + std::to_string(literal.integer) + "\"`, or compare `int(...)` of it");
  } else if (literal.kind == ast::LiteralKind::kRegex || literal.kind == ast::LiteralKind::kGlob) {
    d.WithHelp("a pattern is used with `matches` (the whole text) or `contains`");
  } else if (due == TypeKind::kInt && literal.kind == ast::LiteralKind::kMode) {
    d.WithHelp("a number with a leading 0 is a mode, in octal; this claim is an int");
  } else if (due == TypeKind::kInt && literal.kind == ast::LiteralKind::kText) {
    d.WithHelp("write the number without quotes");
  } else if (due == TypeKind::kBool && literal.kind == ast::LiteralKind::kText) {
    d.WithHelp("write `true` or `false` without quotes");
  } else if (due == TypeKind::kDuration && literal.kind == ast::LiteralKind::kInt) {
    d.WithHelp("say of what: `" + std::to_string(literal.integer) + " seconds`, `" + std::to_string(literal.integer) +
               " days`");
  } else if (due == TypeKind::kVersion && literal.kind == ast::LiteralKind::kText) {
    d.WithHelp("a version names its ordering: " + std::string(OrderingName(Def(want).ordering)) + "'" + literal.text +
               "'");
  } else if (due == TypeKind::kIp && literal.kind == ast::LiteralKind::kText) {
    d.WithHelp("write ip'" + literal.text + "'");
  } else if (due == TypeKind::kDigest && literal.kind == ast::LiteralKind::kText) {
    d.WithHelp("a digest names its algorithm: sha256'...'");
  } else if (due == TypeKind::kTime && literal.kind == ast::LiteralKind::kText) {
    d.WithHelp("a time is written without quotes: 2027-01-01 or 2027-01-01T12:00:00Z");
  } else if (due == TypeKind::kMode && literal.kind == ast::LiteralKind::kText) {
    d.WithHelp("a mode is written without quotes: 0640");
  }
}

std::optional<Value> Checker::LiteralValue(const ast::Literal& literal, TypeId want, TypeId* type) {
  if (literal.kind == ast::LiteralKind::kText) return TextLiteral(literal, want, type);
  if (literal.kind == ast::LiteralKind::kInt || literal.kind == ast::LiteralKind::kMode ||
      literal.kind == ast::LiteralKind::kTime || literal.kind == ast::LiteralKind::kDuration) {
    return NumberLiteral(literal, want, type);
  }
  Value value = OwnValue(literal);
  TypeId own = Simple(value.kind, value.ordering);
  if (type != nullptr) *type = own;
  if (want == kNoType || Fits(own, want)) {
    if (type != nullptr && want != kNoType && KindOf(want) == value.kind) *type = want;
    return value;
  }
  if (value.kind == TypeKind::kVersion && KindOf(want) == TypeKind::kVersion) {
    std::string due(OrderingName(Def(want).ordering));
    diag::Diagnostic& d =
        Report(diag::Id::kOrderingMismatch, literal.span, {due, std::string(OrderingName(value.ordering))});
    d.At("these versions are ordered by " + due).WithHelp("write " + due + "'" + value.text + "'");
    if (!expanding() && ValidateVersion(Def(want).ordering, value.text).ok())
      d.Suggest(literal.span, due + "'" + value.text + "'");
    return std::nullopt;
  }
  ReportMismatch(literal, want);
  return std::nullopt;
}

std::optional<Value> Checker::TextLiteral(const ast::Literal& literal, TypeId want, TypeId* type) {
  Value value = OwnValue(literal);
  if (type != nullptr) *type = Simple(TypeKind::kText);
  if (want == kNoType) return value;
  TypeKind due = KindOf(want);
  if (due == TypeKind::kScalar) return value;
  if (due != TypeKind::kText && due != TypeKind::kPath && due != TypeKind::kEnum) {
    ReportMismatch(literal, want);
    return std::nullopt;
  }
  if (!CheckWord(literal.text, want, literal.span)) return std::nullopt;
  value.kind = due;
  if (due == TypeKind::kPath) {
    auto octets = PathBytesFromText(literal.text);
    if (!octets.ok()) {
      Report(diag::Id::kBadPathText, literal.span, {octets.status().message()})
          .At("not the spelling of a path")
          .WithHelp("in a path `%` is written `%25`, and a byte that is not UTF-8 as `%FF`");
      return std::nullopt;
    }
  }
  if (type != nullptr) *type = want;
  return value;
}

bool Checker::IsWord(const std::string& word, TypeId type) const {
  const auto& words = Def(type).words;
  return words.empty() || std::binary_search(words.begin(), words.end(), word);
}

bool Checker::CheckWord(const std::string& word, TypeId type, Span span) {
  if (IsWord(word, type)) return true;
  ReportWord(word, type, span);
  return Def(type).open;
}

diag::Diagnostic& Checker::ReportWord(const std::string& word, TypeId type, Span span) {
  const schema::TypeDef& def = Def(type);
  diag::Diagnostic& d =
      Report(def.open ? diag::Id::kUnlistedWord : diag::Id::kUnknownEnumWord, span, {word, TypeName(type)});
  d.At(def.open ? "not one of its listed words" : "not one of its words");
  auto quoted = [](const std::string& w) { return model::Quoted(w); };
  std::vector<std::string> candidates;
  std::transform(def.words.begin(), def.words.end(), std::back_inserter(candidates), quoted);
  SuggestNearest(d, span, model::Quoted(word), candidates);
  if (d.helps.empty() && def.words.size() <= 12) {
    std::string list;
    for (const std::string& w : candidates) list += (list.empty() ? "" : ", ") + w;
    d.WithHelp("its words are " + list);
  }
  return d;
}

std::optional<Value> Checker::NumberLiteral(const ast::Literal& literal, TypeId want, TypeId* type) {
  Value value = OwnValue(literal);
  if (type != nullptr) *type = Simple(value.kind);
  if (want == kNoType) return value;
  TypeKind due = KindOf(want);
  if (due == TypeKind::kScalar && value.kind == TypeKind::kInt) return value;
  if (due == TypeKind::kMode && value.kind == TypeKind::kInt) {
    diag::Diagnostic& d = Report(diag::Id::kIntForMode, literal.span, {literal.integer}).At("a mode is due");
    if (LooksLikeMode(literal.integer)) {
      std::string text = std::to_string(literal.integer);
      text.insert(0, text.size() < 3 ? 4 - text.size() : 1, '0');
      d.WithHelp("write it in octal, with a 0 in front: `" + text + "`");
      if (!expanding()) d.Suggest(literal.span, text);
    }
    return std::nullopt;
  }
  if (due != value.kind) {
    ReportMismatch(literal, want);
    return std::nullopt;
  }
  if (!CheckNumberDomain(value, want, literal.span)) return std::nullopt;
  if (type != nullptr) *type = want;
  return value;
}

bool Checker::CheckNumberDomain(const Value& value, TypeId type, Span span) {
  const schema::TypeDef& def = Def(type);
  if ((!def.low || value.number >= *def.low) && (!def.high || value.number <= *def.high)) return true;
  auto bound = [&](std::int64_t number) {
    Value b = value;
    b.number = number;
    return model::Spell(b);
  };
  std::string domain = (def.low ? bound(*def.low) : "") + ".." + (def.high ? bound(*def.high) : "");
  Report(diag::Id::kOutsideDomain, span, {model::Spell(value), domain})
      .At("never the value of `" + TypeName(type) + "`");
  return false;
}

std::optional<Value> Checker::ValueOfNode(ExprId id) const {
  if (id == kNone) return std::nullopt;
  const model::Expr& expr = E(id);
  if (expr.kind == model::ExprKind::kConst) return expr.value;
  if (expr.kind != model::ExprKind::kSetRef) return std::nullopt;
  Value value;
  value.kind = TypeKind::kSet;
  value.items = model_.sets[expr.index].members;
  return value;
}

std::optional<Value> Checker::ConstantOf(const ast::Expr& expr, TypeId want, Frame& frame, bool partial_records) {
  switch (expr.kind) {
    case ast::ExprKind::kSet:
      if (expr.As<ast::SetExpr>().items.empty() && want != kNoType && KindOf(want) == TypeKind::kRecord &&
          partial_records) {
        Value value;
        value.kind = TypeKind::kRecord;
        return value;
      }
      if (want != kNoType && KindOf(want) == TypeKind::kMap) return ConstantMap(expr, want, frame, partial_records);
      return ConstantItems(expr, want, frame, partial_records);
    case ast::ExprKind::kList:
      return ConstantItems(expr, want, frame, partial_records);
    case ast::ExprKind::kMap:
      return ConstantMap(expr, want, frame, partial_records);
    case ast::ExprKind::kRecord:
      return ConstantRecord(expr.As<ast::RecordExpr>(), want, frame, partial_records);
    default:
      break;
  }
  if (expr.kind == ast::ExprKind::kLiteral) return LiteralValue(expr.As<ast::LiteralExpr>().value, want, nullptr);
  const std::size_t nodes = model_.exprs.size();
  ExprId id = CheckExpr(expr, frame, want);
  if (id == kNone) return std::nullopt;
  auto value = ValueOfNode(id);
  const TypeId type = T(id);
  if (!expanding()) Truncate(nodes);  // only its value is of use
  if (!value) {
    Report(diag::Id::kNotConstant, expr.span).At("a constant is due here");
    return std::nullopt;
  }
  if (want != kNoType && !Fits(type, want)) {
    Report(diag::Id::kTypeMismatch, expr.span, {TypeName(want), TypeName(type)}).At("`" + TypeName(want) + "` is due");
    return std::nullopt;
  }
  return value;
}

std::optional<Value> Checker::ConstantItems(const ast::Expr& expr, TypeId want, Frame& frame, bool partial_records) {
  bool is_set = expr.kind == ast::ExprKind::kSet;
  const auto& items = is_set ? expr.As<ast::SetExpr>().items : expr.As<ast::ListExpr>().items;
  TypeKind kind = is_set ? TypeKind::kSet : TypeKind::kList;
  if (want != kNoType && KindOf(want) != kind) {
    diag::Diagnostic& d = Report(diag::Id::kTypeMismatch, expr.span, {TypeName(want), std::string(TypeKindName(kind))});
    d.At("`" + TypeName(want) + "` is due");
    if (KindOf(want) == TypeKind::kList) d.WithHelp("a list is written in square brackets: `[ ... ]`");
    if (KindOf(want) == TypeKind::kSet) d.WithHelp("a set is written in braces: `{ ... }`");
    return std::nullopt;
  }
  Value out;
  out.kind = kind;
  bool ok = true;
  for (const ast::Expr* item : items) {
    auto value = ConstantOf(*item, want == kNoType ? kNoType : Def(want).element, frame, partial_records);
    if (value) out.items.push_back(std::move(*value));
    ok = ok && value.has_value();
  }
  if (!ok) return std::nullopt;
  if (is_set) model::SortUnique(out.items);
  return out;
}

std::optional<Value> Checker::ConstantMap(const ast::Expr& expr, TypeId want, Frame& frame, bool partial_records) {
  if (want == kNoType || KindOf(want) != TypeKind::kMap) {
    std::string due = want == kNoType ? "a single value" : TypeName(want);
    Report(diag::Id::kTypeMismatch, expr.span, {due, std::string("map")}).At("no map is due here");
    return std::nullopt;
  }
  Value out;
  out.kind = TypeKind::kMap;
  if (expr.kind == ast::ExprKind::kSet) {
    if (expr.As<ast::SetExpr>().items.empty()) return out;
    Report(diag::Id::kTypeMismatch, expr.span, {TypeName(want), std::string("set")})
        .At("a map is due: `{ key : value }`");
    return std::nullopt;
  }
  bool ok = true;
  std::vector<Value> keys;
  for (const ast::MapEntry& entry : expr.As<ast::MapExpr>().entries) {
    auto key = ConstantOf(*entry.key, Def(want).key, frame, partial_records);
    auto value = ConstantOf(*entry.value, Def(want).element, frame, partial_records);
    if (key) {
      if (std::any_of(keys.begin(), keys.end(), [&](const Value& k) { return model::Equal(k, *key); })) {
        Report(diag::Id::kDuplicateKey, entry.key->span, {model::Spell(*key)}).At("again here");
        ok = false;
      }
      keys.push_back(*key);
    }
    ok = ok && key && value;
    if (!ok) continue;
    out.items.push_back(std::move(*key));
    out.items.push_back(std::move(*value));
  }
  if (!ok) return std::nullopt;
  return out;
}

std::optional<Value> Checker::ConstantRecord(const ast::RecordExpr& expr, TypeId want, Frame& frame,
                                             bool partial_records) {
  if (want == kNoType || KindOf(want) != TypeKind::kRecord) {
    std::string due = want == kNoType ? "a single value" : TypeName(want);
    Report(diag::Id::kTypeMismatch, expr.span, {due, std::string("record")}).At("no record is due here");
    return std::nullopt;
  }
  Value out;
  out.kind = TypeKind::kRecord;
  bool ok = true;
  std::map<std::string, Span> seen;
  for (const ast::RecordMember& member : expr.members) {
    const auto& fields = Def(want).fields;
    auto field = std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return f.name == member.name.text; });
    if (field == fields.end()) {
      std::vector<std::string> names;
      for (const auto& f : fields) {
        if (!schema::IsDocumentField(f)) names.push_back(f.name);
      }
      diag::Diagnostic& d =
          Report(diag::Id::kUnknownField, member.name.span, {TypeName(want), member.name.text}).At("no such field");
      SuggestNearest(d, member.name.span, member.name.text, names);
      ok = false;
      continue;
    }
    auto [place, fresh] = seen.try_emplace(member.name.text, member.name.span);
    if (!fresh) {
      Report(diag::Id::kDuplicateField, member.name.span, {member.name.text, TypeName(want)})
          .At("again here")
          .WithLabel(place->second, "first here");
      ok = false;
      continue;
    }
    auto value =
        member.value == nullptr ? std::nullopt : ConstantOf(*member.value, field->type, frame, partial_records);
    ok = ok && value.has_value();
    if (value) out.fields.emplace_back(member.name.text, std::move(*value));
  }
  if (!ok) return std::nullopt;
  return out;
}

}  // namespace mps::check
