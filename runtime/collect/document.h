// The claims, states and sources of one environment, as collectors fill them in (docs/evidence.md).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "collect/evidence_node.h"

namespace mps::collect {

// `files["/etc/motd"]` of collection and key; quotes and backslashes of the key are escaped. Keys of path type are
// given in their %XX form.
std::string KeyPath(std::string_view collection, std::string_view key);
std::string ItemPath(std::string_view list, std::size_t index);

class Document {
 public:
  // The claim of that name at the top of the schema.
  EvidenceNode& operator[](std::string_view claim) { return claims_[claim]; }
  const EvidenceNode& claims() const { return claims_; }

  void Complete(const std::string& path) { states_[path] = EvidenceNode::Text("complete"); }
  void Absent(const std::string& path) { states_[path] = EvidenceNode::Text("absent"); }
  void Incomplete(const std::string& path, std::string_view reason) { Mark(path, "incomplete", reason); }
  void Unknown(const std::string& path, std::string_view reason) { Mark(path, "unknown", reason); }
  void Error(const std::string& path, std::string_view reason) { Mark(path, "error", reason); }
  // Complete if `trouble` is empty, else incomplete for that reason.
  void CompleteUnless(const std::string& path, std::string_view trouble) {
    trouble.empty() ? Complete(path) : Incomplete(path, trouble);
  }
  // Where the value at `path` stands: rides beside the claims, never enters a hash.
  void Source(const std::string& path, std::string_view file, std::int64_t line);

  // The members `schema`, `collector`, `claims`, `state`, `source` of the environment. Empties the document.
  EvidenceNode Take(std::string_view schema, std::string_view name, std::string_view version);

 private:
  void Mark(const std::string& path, std::string_view state, std::string_view reason);
  EvidenceNode claims_;
  EvidenceNode::Map states_;
  EvidenceNode::Map sources_;
};

}  // namespace mps::collect
