#include "endorse/policy.h"

#include "base/json_value.h"

namespace mps::endorse {
namespace {

Status Bad(const std::string& what, std::size_t at) { return Status(Code::kMalformed, what, at); }

bool IsNameChar(char c, bool first) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         (!first && ((c >= '0' && c <= '9') || c == '-'));
}

class PathReader {
 public:
  explicit PathReader(std::string_view text) : text_(text) {}

  Result<ClaimPath> Run() {
    ClaimPath path;
    MPS_ASSIGN(path.environment, Name());
    while (at_ < text_.size()) {
      Step step;
      step.is_key = text_[at_] == '[';
      if (!step.is_key && text_[at_] != '.') return Bad("`.name` or `[\"key\"]` is due in a claim's path", at_);
      ++at_;
      MPS_ASSIGN(step.name, step.is_key ? Key() : Name());
      path.steps.push_back(std::move(step));
    }
    return path;
  }

 private:
  Result<std::string> Name() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && IsNameChar(text_[at_], at_ == begin)) ++at_;
    if (at_ == begin) return Bad("a name is due in a claim's path", at_);
    return std::string(text_.substr(begin, at_ - begin));
  }

  Result<std::string> Key() {
    const std::size_t begin = at_;
    std::string key;
    if (at_ >= text_.size() || text_[at_++] != '"') return Bad("a key stands in quotes", begin);
    for (; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\') ++at_;
      if (at_ >= text_.size()) break;
      key += text_[at_];
    }
    if (at_ + 1 >= text_.size() || text_[at_ + 1] != ']') return Bad("a key without its end", begin);
    at_ += 2;
    return key;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

Status Shape(const json::Value& value, const std::string& what) { return Status(Code::kType, what, value.offset()); }

Result<std::vector<ClaimPath>> PathsOf(const json::Value& from) {
  if (!from.Is(json::Kind::kArray)) return Shape(from, "`claims` is a list of paths");
  std::vector<ClaimPath> out;
  for (const json::Value& item : from.items()) {
    if (!item.Is(json::Kind::kText)) return Shape(item, "a path is a text such as `board.certification`");
    auto path = ParseClaimPath(item.text());
    if (!path.ok()) return std::move(path.TakeStatus()).Within("path `" + item.text() + "`");
    out.push_back(std::move(path).value());
  }
  return out;
}

Result<std::vector<std::string>> IdsOf(const json::Value& from) {
  if (!from.Is(json::Kind::kArray)) return Shape(from, "`answers` is a list of rule ids");
  std::vector<std::string> out;
  for (const json::Value& item : from.items()) {
    if (!item.Is(json::Kind::kText)) return Shape(item, "a rule id is a text such as `5.1`");
    out.push_back(item.text());
  }
  return out;
}

Result<TrustPolicy::Endorser> EndorserOf(const std::string& name, const json::Value& from) {
  TrustPolicy::Endorser out;
  if (!from.Is(json::Kind::kObject)) return Shape(from, "an object is due for the endorser `" + name + "`");
  for (const auto& [key, value] : from.members()) {
    if (key == "trusted") {
      if (!value.Is(json::Kind::kBool)) return Shape(value, "`trusted` is true or false");
      out.trusted = value.boolean();
    } else if (key == "claims") {
      MPS_ASSIGN(out.claims, PathsOf(value));
    } else if (key == "answers") {
      MPS_ASSIGN(out.answers, IdsOf(value));
    } else {
      return Shape(value, "the trust policy of an endorser has `trusted`, `claims` and `answers`, not `" + key + "`");
    }
  }
  return out;
}

}  // namespace

Result<ClaimPath> ParseClaimPath(std::string_view text) { return PathReader(text).Run(); }

Result<TrustPolicy> ParseTrustPolicy(std::string_view text) {
  MPS_ASSIGN(const json::Value root, json::Parse(text));
  if (!root.Is(json::Kind::kObject)) return Shape(root, "a trust policy is a JSON object");
  TrustPolicy policy;
  const json::Value* version = root.Find("mps_trust_policy");
  if (version == nullptr) return Shape(root, "no `mps_trust_policy` in it: not a trust policy");
  if (version->AsInt() != 1) return Status::Unsupported("policy_version", "a trust policy of another version than 1");
  for (const auto& [key, value] : root.members()) {
    if (key == "mps_trust_policy") continue;
    if (key != "endorsers") return Shape(value, "a trust policy has `endorsers`, not `" + key + "`");
    if (!value.Is(json::Kind::kObject)) return Shape(value, "`endorsers` is an object");
    for (const auto& [name, entry] : value.members()) {
      MPS_ASSIGN(policy.endorsers[name], EndorserOf(name, entry));
    }
  }
  return policy;
}

}  // namespace mps::endorse
