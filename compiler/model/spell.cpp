// Types as text: spell.h.
#include "model/spell.h"

#include "base/spelling.h"

namespace mps::model {

std::string Quoted(std::string_view text) { return QuotedText(text); }

std::string TypeText(const schema::TypeTable& types, schema::TypeId type) {
  if (type >= types.types.size()) return "unknown";
  const schema::TypeDef& def = types[type];
  if (!def.name.empty()) return def.name;
  switch (def.kind) {
    case TypeKind::kList:
      return "list of " + TypeText(types, def.element);
    case TypeKind::kSet:
      return "set of " + TypeText(types, def.element);
    case TypeKind::kMap:
      return "map of " + TypeText(types, def.key) + " to " + TypeText(types, def.element);
    case TypeKind::kVersion:
      return "version " + std::string(OrderingName(def.ordering));
    default:
      return std::string(TypeKindName(def.kind));
  }
}

}  // namespace mps::model
