// The model's types as the program carries them: only those that claims, parameters and configurations have.
#pragma once

#include <vector>

#include "model/model.h"
#include "schema/read_plan.h"

namespace mps::lower {

// Types of the plan and the way to them.
class TypeMap {
 public:
  // Takes every type that the model's environments, parameters and configurations reach.
  explicit TypeMap(const model::Model& model);

  // The plan's number of a type of the model, or kNoType if it was not taken.
  schema::TypeId Of(schema::TypeId model_type) const {
    return model_type < map_.size() ? map_[model_type] : schema::kNoType;
  }
  // The plan's `map of text to RECORD`, for environments with many instances.
  schema::TypeId InstancesOf(schema::TypeId record);

  const schema::TypeTable& table() const { return table_; }
  schema::TypeTable Take() { return std::move(table_); }

 private:
  void Mark(const schema::TypeTable& types, schema::TypeId id, std::vector<bool>& marked) const;

  std::vector<schema::TypeId> map_;
  schema::TypeTable table_;
};

}  // namespace mps::lower
