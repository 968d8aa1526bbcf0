// Parsing claim paths and keeping what is listed for them.
#include "evidence/state_paths.h"

#include <algorithm>

#include "mps/limits.h"
#include "schema/types.h"

namespace mps::evidence {
namespace {

using Kind = PathStep::Kind;

class PathParser {
 public:
  explicit PathParser(std::string_view text) : text_(text) {}

  Result<std::span<const PathStep>> Parse(std::vector<PathStep>& memory) {
    std::size_t count = 0;
    for (; at_ < text_.size(); ++count) {
      if (count >= limit::kEvidenceDepth) return Status(Code::kLimit, "a path with too many steps", at_);
      if (count == memory.size()) memory.emplace_back();
      PathStep& step = memory[count];
      step.text.clear();
      step.item = 0;
      MPS_TRY(text_[at_] == '[' ? Bracket(step) : Field(step, count == 0));
    }
    return std::span<const PathStep>(memory.data(), count);
  }

 private:
  Status Bad(const char* what) const { return Status(Code::kMalformed, what, at_); }

  // A wire name may hold any character but those that end a step.
  Status Field(PathStep& step, bool first) {
    if (!first) {
      if (text_[at_] != '.') return Bad("`.` or `[` expected in a path");
      ++at_;
    }
    const std::size_t start = at_;
    while (at_ < text_.size() && text_[at_] != '.' && text_[at_] != '[' && text_[at_] != ']') ++at_;
    if (at_ == start) return Bad("a name expected in a path");
    step.kind = Kind::kField;
    step.text.assign(text_.substr(start, at_ - start));
    return Status();
  }

  Status Bracket(PathStep& step) {
    ++at_;
    if (at_ >= text_.size()) return Bad("a path ends within `[`");
    MPS_TRY(text_[at_] == '"' ? Key(step) : (text_[at_] == '*' ? Any(step) : Item(step)));
    if (at_ >= text_.size() || text_[at_] != ']') return Bad("`]` expected in a path");
    ++at_;
    return Status();
  }

  Status Key(PathStep& step) {
    step.kind = Kind::kKey;
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\') {
        ++at_;
        if (at_ >= text_.size() || (text_[at_] != '"' && text_[at_] != '\\'))
          return Bad("`\\\"` or `\\\\` expected in a key");
      }
      step.text += text_[at_];
    }
    if (at_ >= text_.size()) return Bad("a path ends within a key");
    ++at_;
    return Status();
  }

  Status Any(PathStep& step) {
    step.kind = Kind::kAny;
    ++at_;
    return Status();
  }

  // A position, or a key of an int-keyed map; the latter may be negative and is then kept as text.
  Status Item(PathStep& step) {
    const std::size_t start = at_;
    if (text_[at_] == '-') ++at_;
    const std::size_t digits = at_;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') ++at_;
    const std::string_view number = text_.substr(digits, at_ - digits);
    if (number.empty() || number.size() > 19 || (number.size() > 1 && number[0] == '0'))
      return Bad("a number, key or `*` expected in brackets");
    step.kind = digits == start ? Kind::kItem : Kind::kKey;
    step.text = step.kind == Kind::kKey ? std::string(text_.substr(start, at_ - start)) : std::string();
    for (const char c : number) step.item = step.item * 10 + static_cast<std::uint64_t>(c - '0');
    if (step.kind == Kind::kKey) step.item = 0;
    return Status();
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

Result<std::span<const PathStep>> ParsePath(std::string_view text, std::vector<PathStep>& memory) {
  return PathParser(text).Parse(memory);
}

std::string RenderPath(const schema::TypeTable& types, schema::TypeId type, std::span<const PathStep> path) {
  std::string out;
  for (const PathStep& step : path) {
    const schema::TypeDef* def = type == schema::kNoType ? nullptr : &types[type];
    type = schema::kNoType;
    if (step.kind == Kind::kField) {
      std::string name = step.text;
      if (def != nullptr) {
        const auto field =
            std::find_if(def->fields.begin(), def->fields.end(), [&](const auto& f) { return f.wire_name == name; });
        if (field != def->fields.end()) {
          name = field->name;
          type = field->type;
        }
      }
      out += "." + name;
      continue;
    }
    const bool int_key = def != nullptr && def->kind == TypeKind::kMap && types[def->key].kind == TypeKind::kInt;
    if (def != nullptr) type = def->element;
    if (step.kind == Kind::kKey) out += int_key ? "[" + step.text + "]" : "[" + schema::Quoted(step.text) + "]";
    if (step.kind == Kind::kItem) out += "[" + std::to_string(step.item) + "]";
    if (step.kind == Kind::kAny) out += "[*]";
  }
  return out;
}

std::uint32_t StateTrie::Find(std::uint32_t node, Kind kind, std::uint64_t item, std::string_view text) const {
  if (!nodes_[node].has_children) return kNone;
  const auto found = edges_.find(EdgeView(node, kind, item, text));
  return found == edges_.end() ? kNone : found->second;
}

std::uint32_t StateTrie::Field(std::uint32_t node, std::string_view name) const {
  return Find(node, Kind::kField, 0, name);
}
std::uint32_t StateTrie::Key(std::uint32_t node, std::string_view key) const { return Find(node, Kind::kKey, 0, key); }
std::uint32_t StateTrie::Item(std::uint32_t node, std::uint64_t item) const {
  return Find(node, Kind::kItem, item, "");
}
std::uint32_t StateTrie::Any(std::uint32_t node) const { return Find(node, Kind::kAny, 0, ""); }

Status StateTrie::Add(std::span<const PathStep> path, const Listed& listed) {
  std::uint32_t node = 0;
  for (const PathStep& step : path) {
    std::uint32_t next = Find(node, step.kind, step.item, step.text);
    if (next == kNone) {
      next = static_cast<std::uint32_t>(nodes_.size());
      if (spare_.empty()) {
        edges_.emplace(Edge(node, step.kind, step.item, step.text), next);
      } else {
        Edges::node_type edge = std::move(spare_.back());
        spare_.pop_back();
        std::get<0>(edge.key()) = node;
        std::get<1>(edge.key()) = step.kind;
        std::get<2>(edge.key()) = step.item;
        std::get<3>(edge.key()).assign(step.text);
        edge.mapped() = next;
        edges_.insert(std::move(edge));
      }
      nodes_[node].has_children = true;
      nodes_.emplace_back();
    }
    node = next;
  }
  if (nodes_[node].listed.given) return Status(Code::kDuplicate, "a path is listed twice in `state`");
  nodes_[node].listed = listed;
  nodes_[node].listed.given = true;
  if (IsDoubt(listed)) MarkDoubt(path);
  return Status();
}

void StateTrie::Clear() {
  constexpr std::size_t kMostKept = 1024;
  while (!edges_.empty() && spare_.size() < kMostKept) spare_.push_back(edges_.extract(edges_.begin()));
  edges_.clear();
  nodes_.assign(1, Node());
}

bool StateTrie::IsDoubt(const Listed& listed) {
  return listed.state != State::kValue && listed.state != State::kAbsent;
}

void StateTrie::MarkDoubt(std::span<const PathStep> path) {
  if (std::any_of(path.begin(), path.end(), [](const PathStep& step) { return step.kind == Kind::kAny; })) return;
  std::uint32_t node = 0;
  nodes_[node].doubtful = true;
  for (const PathStep& step : path) {
    node = Find(node, step.kind, step.item, step.text);
    nodes_[node].doubtful = true;
  }
}

ReasonId StateTrie::DoubtReason(std::uint32_t node) const {
  while (!(nodes_[node].listed.given && IsDoubt(nodes_[node].listed))) {
    auto at = edges_.lower_bound(EdgeView(node, Kind::kField, 0, ""));
    while (at != edges_.end() && std::get<0>(at->first) == node && !nodes_[at->second].doubtful) ++at;
    if (at == edges_.end() || std::get<0>(at->first) != node) return 0;
    node = at->second;
  }
  return nodes_[node].listed.reason;
}

std::vector<StateTrie::Doubt> StateTrie::Doubts(std::uint32_t node) const {
  std::vector<Doubt> out;
  if (!nodes_[node].has_children) return out;
  for (auto at = edges_.lower_bound(EdgeView(node, Kind::kKey, 0, "")); at != edges_.end(); ++at) {
    const auto& [parent, kind, item, text] = at->first;
    if (parent != node || kind == Kind::kAny) break;
    if (!nodes_[at->second].doubtful) continue;
    out.push_back({kind == Kind::kKey ? text : std::to_string(item), DoubtReason(at->second)});
  }
  return out;
}

}  // namespace mps::evidence
