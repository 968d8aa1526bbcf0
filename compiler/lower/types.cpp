// The model's types as the program carries them.
#include "lower/types.h"

#include <algorithm>

namespace mps::lower {

using schema::kNoType;
using schema::TypeDef;
using schema::TypeId;

TypeMap::TypeMap(const model::Model& model) {
  const std::size_t count = model.types.types.size();
  std::vector<bool> marked(count, false);
  for (const auto& environment : model.environments) Mark(model.types, environment.schema, marked);
  for (const auto& param : model.params) Mark(model.types, param.type, marked);
  for (const auto& configuration : model.configurations) {
    for (const auto& [path, read] : configuration.entries) Mark(model.types, model.exprs[read].type, marked);
  }
  map_.assign(count, kNoType);
  for (TypeId id = 0; id < count; ++id) {
    if (!marked[id] || map_[id] != kNoType) continue;
    TypeDef def = model.types[id];
    // The types of fields that the checker has added may be later ones. They refer to nothing.
    for (const auto& field : def.fields) {
      if (map_[field.type] != kNoType) continue;
      map_[field.type] = static_cast<TypeId>(table_.types.size());
      table_.types.push_back(model.types[field.type]);
    }
    if (def.key != kNoType) def.key = map_[def.key];
    if (def.element != kNoType) def.element = map_[def.element];
    for (auto& field : def.fields) field.type = map_[field.type];
    std::sort(def.words.begin(), def.words.end());
    map_[id] = static_cast<TypeId>(table_.types.size());
    table_.types.push_back(std::move(def));
  }
}

// Marks a type and all it refers to. Types refer to earlier ones only, so one sweep downwards reaches everything.
void TypeMap::Mark(const schema::TypeTable& types, TypeId id, std::vector<bool>& marked) const {
  if (id >= types.types.size() || marked[id]) return;
  marked[id] = true;
  std::vector<TypeId> open = {id};
  auto reach = [&](TypeId next) {
    if (next == kNoType || marked[next]) return;
    marked[next] = true;
    open.push_back(next);
  };
  while (!open.empty()) {
    const TypeDef& def = types[open.back()];
    open.pop_back();
    reach(def.key);
    reach(def.element);
    for (const auto& field : def.fields) reach(field.type);
  }
}

TypeId TypeMap::InstancesOf(TypeId record) {
  TypeId text = kNoType;
  for (TypeId id = 0; id < table_.types.size(); ++id) {
    const TypeDef& def = table_[id];
    bool plain_text = def.kind == TypeKind::kText && def.name.empty() && def.words.empty();
    if (plain_text && text == kNoType) text = id;
    if (def.kind == TypeKind::kMap && def.name.empty() && def.element == record && def.allow_empty &&
        table_[def.key].kind == TypeKind::kText) {
      return id;
    }
  }
  if (text == kNoType) {
    TypeDef def;
    def.kind = TypeKind::kText;
    text = static_cast<TypeId>(table_.types.size());
    table_.types.push_back(def);
  }
  TypeDef map;
  map.kind = TypeKind::kMap;
  map.key = text;
  map.element = record;
  table_.types.push_back(map);
  return static_cast<TypeId>(table_.types.size() - 1);
}

}  // namespace mps::lower
