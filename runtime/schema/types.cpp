// What a type is, in words and by class.
#include "schema/types.h"

#include "base/spelling.h"

namespace mps::schema {
namespace {

void AppendDomain(const TypeDef& type, std::string& out) {
  if (type.low || type.high) {
    out += " in ";
    if (type.low) out += std::to_string(*type.low);
    out += "..";
    if (type.high) out += std::to_string(*type.high);
  }
  if (type.kind == TypeKind::kText && !type.words.empty()) {
    out += " in {";
    for (std::size_t i = 0; i < type.words.size(); ++i) out += (i == 0 ? " " : ", ") + Quoted(type.words[i]);
    out += " }";
  }
}

}  // namespace

std::string TypeText(const TypeTable& types, TypeId id) {
  const TypeDef& type = types[id];
  if (!type.name.empty()) return type.name;
  std::string out;
  switch (type.kind) {
    case TypeKind::kList:
      return "list of " + TypeText(types, type.element);
    case TypeKind::kSet:
      return "set of " + TypeText(types, type.element);
    case TypeKind::kMap:
      return "map of " + TypeText(types, type.key) + " to " + TypeText(types, type.element);
    case TypeKind::kVersion:
      if (type.ordering == Ordering::kNone) return "version";
      return "version " + std::string(OrderingName(type.ordering));
    default:
      out = TypeKindName(type.kind);
  }
  AppendDomain(type, out);
  return out;
}

bool IsCollection(TypeKind kind) { return kind == TypeKind::kList || kind == TypeKind::kSet || kind == TypeKind::kMap; }

bool IsScalar(TypeKind kind) { return !IsCollection(kind) && kind != TypeKind::kRecord && kind != TypeKind::kPattern; }

CellKind CellKindOf(TypeKind kind) {
  switch (kind) {
    case TypeKind::kBool:
    case TypeKind::kRecord:
      return CellKind::kBool;
    case TypeKind::kInt:
    case TypeKind::kMode:
    case TypeKind::kTime:
    case TypeKind::kDuration:
      return CellKind::kInt;
    case TypeKind::kText:
    case TypeKind::kPath:
    case TypeKind::kVersion:
    case TypeKind::kEnum:
      return CellKind::kText;
    case TypeKind::kBytes:
      return CellKind::kBytes;
    case TypeKind::kDigest:
      return CellKind::kDigest;
    case TypeKind::kIp:
      return CellKind::kIp;
    case TypeKind::kCidr:
      return CellKind::kCidr;
    case TypeKind::kList:
    case TypeKind::kSet:
    case TypeKind::kMap:
      return CellKind::kRows;
    case TypeKind::kScalar:
    case TypeKind::kPattern:
      return CellKind::kNone;
  }
  return CellKind::kNone;
}

std::string Quoted(std::string_view text) { return QuotedText(text); }

std::uint32_t LabelField(const TypeDef& record) {
  for (const std::string_view name : {"name", "path", "user", "unit", "id"}) {
    for (std::uint32_t i = 0; record.kind == TypeKind::kRecord && i < record.fields.size(); ++i) {
      if (record.fields[i].name == name) return i;
    }
  }
  return kNone;
}

std::string ReadablePath(std::string path) {
  for (const std::string_view name : {kCollectedField, kNonceField}) {
    const std::size_t base = path.size() < name.size() ? 0 : path.size() - name.size();
    if (base == 0 || path[base - 1] != '.' || !path.ends_with(name)) continue;
    return std::string(name.substr(0, name.size() - 1)) + path.substr(0, base - 1) + ")";
  }
  return path;
}

std::string KeyStep(const TypeTable& types, TypeId map, std::string_view key) {
  const TypeDef& type = types[map];
  bool number = type.key != kNoType && CellKindOf(types[type.key].kind) == CellKind::kInt;
  return number ? "[" + std::string(key) + "]" : "[" + Quoted(key) + "]";
}

}  // namespace mps::schema
