#include "collect/document.h"

#include "collect/text_lines.h"

namespace mps::collect {

std::string KeyPath(std::string_view collection, std::string_view key) {
  std::string path(collection);
  path += "[\"";
  for (char c : CleanText(key)) {
    if (c == '"' || c == '\\') path += '\\';
    path += c;
  }
  path += "\"]";
  return path;
}

std::string ItemPath(std::string_view list, std::size_t index) {
  return std::string(list) + "[" + std::to_string(index) + "]";
}

void Document::Mark(const std::string& path, std::string_view state, std::string_view reason) {
  EvidenceNode node;
  node[state] = EvidenceNode::Text(reason);
  states_[path] = std::move(node);
}

void Document::Source(const std::string& path, std::string_view file, std::int64_t line) {
  EvidenceNode node;
  node.Append(EvidenceNode::Path(file));
  node.Append(EvidenceNode::Int(line));
  sources_[path] = std::move(node);
}

EvidenceNode Document::Take(std::string_view schema, std::string_view name, std::string_view version) {
  EvidenceNode out;
  out["schema"] = EvidenceNode::Text(schema);
  out["collector"]["name"] = EvidenceNode::Text(name);
  out["collector"]["version"] = EvidenceNode::Text(version);
  out["claims"] = std::move(claims_);
  out["state"] = EvidenceNode::Of(std::move(states_));
  out["source"] = EvidenceNode::Of(std::move(sources_));
  *this = Document();
  return out;
}

}  // namespace mps::collect
