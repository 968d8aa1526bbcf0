// Types: entries of the model's type table, where equal types are one entry, and what goes with what.
#include "check/checker.h"

namespace mps::check {
namespace {

void AppendNumber(std::string& key, std::uint64_t number) {
  key += std::to_string(number);
  key += ',';
}
void AppendText(std::string& key, const std::string& text) {
  AppendNumber(key, text.size());
  key += text;
}
void AppendBound(std::string& key, const std::optional<std::int64_t>& bound) {
  key += bound ? std::to_string(*bound) + "," : "-,";
}

// Two types are one entry if everything but fields agrees; records are entered once each and never looked up.
std::string KeyOf(const schema::TypeDef& def, const std::string& unit) {
  std::string key;
  AppendNumber(key, static_cast<std::uint64_t>(def.kind));
  AppendNumber(key, static_cast<std::uint64_t>(def.ordering));
  AppendNumber(key, def.open ? 1 : 0);
  AppendBound(key, def.low);
  AppendBound(key, def.high);
  AppendNumber(key, def.key);
  AppendNumber(key, def.element);
  AppendText(key, def.name);
  AppendText(key, unit);
  for (const std::string& word : def.words) AppendText(key, word);
  return key;
}

}  // namespace

TypeId Checker::Intern(schema::TypeDef def, const std::string& unit) {
  bool shared = def.kind != TypeKind::kRecord;
  std::string key = shared ? KeyOf(def, unit) : std::string();
  if (shared) {
    if (auto found = interned_.find(key); found != interned_.end()) return found->second;
  }
  auto id = static_cast<TypeId>(model_.types.types.size());
  model_.types.types.push_back(std::move(def));
  model_.type_prose.emplace_back();
  units_.push_back(unit);
  if (shared) interned_[key] = id;
  return id;
}

TypeId Checker::Simple(TypeKind kind, Ordering ordering) {
  auto [found, is_new] = simple_.try_emplace({kind, ordering});
  if (is_new) {
    schema::TypeDef def;
    def.kind = kind;
    def.ordering = ordering;
    found->second = Intern(std::move(def));
  }
  return found->second;
}
TypeId Checker::ListOf(TypeId element) {
  if (element == kNoType) return kNoType;
  schema::TypeDef def;
  def.kind = TypeKind::kList;
  def.element = element;
  return Intern(std::move(def));
}
TypeId Checker::SetOf(TypeId element) {
  if (element == kNoType) return kNoType;
  schema::TypeDef def;
  def.kind = TypeKind::kSet;
  def.element = element;
  return Intern(std::move(def));
}
TypeId Checker::MapOf(TypeId key, TypeId element) {
  if (key == kNoType || element == kNoType) return kNoType;
  schema::TypeDef def;
  def.kind = TypeKind::kMap;
  def.key = key;
  def.element = element;
  return Intern(std::move(def));
}

bool Checker::IsTextual(TypeId type) const {
  TypeKind kind = KindOf(type);
  return kind == TypeKind::kText || kind == TypeKind::kPath || kind == TypeKind::kEnum;
}

bool Checker::IsScalarKind(TypeId type) const {
  switch (KindOf(type)) {
    case TypeKind::kList:
    case TypeKind::kSet:
    case TypeKind::kMap:
    case TypeKind::kRecord:
    case TypeKind::kPattern:
      return false;
    default:
      return true;
  }
}

bool Checker::IsOrdered(TypeId type) const {
  switch (KindOf(type)) {
    case TypeKind::kInt:
    case TypeKind::kText:
    case TypeKind::kPath:
    case TypeKind::kBytes:
    case TypeKind::kVersion:
    case TypeKind::kTime:
    case TypeKind::kDuration:
    case TypeKind::kIp:
    case TypeKind::kScalar:
      return true;
    default:
      return false;
  }
}

bool Checker::Fits(TypeId have, TypeId want) const {
  if (have == want) return true;
  if (have == kNoType || want == kNoType) return false;
  const schema::TypeDef &a = Def(have), &b = Def(want);
  // Text, paths and enum words are all text, compared by bytes; but words of two enums are never meant to be compared.
  if (a.kind == TypeKind::kEnum && b.kind == TypeKind::kEnum) return false;
  if (IsTextual(have) && IsTextual(want)) return true;
  auto in_scalar = [](TypeKind kind) {
    return kind == TypeKind::kBool || kind == TypeKind::kInt || kind == TypeKind::kText;
  };
  if (a.kind == TypeKind::kScalar && in_scalar(b.kind)) return true;
  if (b.kind == TypeKind::kScalar && in_scalar(a.kind)) return true;
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case TypeKind::kVersion:
      return a.ordering == b.ordering;
    case TypeKind::kList:
    case TypeKind::kSet:
      return Fits(a.element, b.element);
    case TypeKind::kMap:
      return Fits(a.key, b.key) && Fits(a.element, b.element);
    case TypeKind::kRecord:
      return false;
    default:
      return true;
  }
}

}  // namespace mps::check
