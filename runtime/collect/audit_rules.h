// Audit rules as auditctl(8) reads them, normalised so that order, grouping and spelling do not matter.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "collect/evidence_node.h"
#include "collect/text_lines.h"

namespace mps::collect {

// Gathers rules in order; `-D` drops those before it.
class AuditRules {
 public:
  // `is_directory` tells of a path that `-w` names; auditctl watches the whole of a directory.
  explicit AuditRules(std::function<bool(const std::string&)> is_directory) : is_directory_(std::move(is_directory)) {}

  // One line; says what is wrong with it, or "".
  std::string Take(std::string_view line);
  // What the kernel's status says, for rules that did not come from files.
  void Lock() { locked_ = true; }
  void SetFailure(std::int64_t failure) { failure_ = failure, has_failure_ = true; }
  void SetBacklog(std::int64_t backlog) { backlog_ = backlog, has_backlog_ = true; }

  // The record `audit_rules`.
  EvidenceNode Take();

 private:
  struct Rule {
    std::string list, action, arch = "any", key, path;
    bool recursive = false;
    std::string perms;
    std::vector<std::string> syscalls;
    std::vector<std::string> filters;
    bool delete_all = false;
  };
  std::string TakeField(std::string_view field, Rule& rule);
  void Add(const Rule& rule, std::string_view line);
  void AddWatch(const Rule& rule);

  std::function<bool(const std::string&)> is_directory_;
  EvidenceNode::List syscalls_;
  EvidenceNode::List watches_;
  EvidenceNode::List exclusions_;
  bool locked_ = false;
  bool has_failure_ = false;
  bool has_backlog_ = false;
  std::int64_t failure_ = 0;
  std::int64_t backlog_ = 0;
};

// The order of `ls -v`, in which augenrules takes the files of rules.d.
bool VersionLess(std::string_view a, std::string_view b);

}  // namespace mps::collect
