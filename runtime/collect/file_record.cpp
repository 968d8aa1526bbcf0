#include "collect/file_record.h"

#include "base/utf8.h"
#include "collect/text_lines.h"

namespace mps::collect {
namespace {

// The field in which both passwd and group have their number.
void LearnNames(const Tree& tree, const char* path, std::map<std::int64_t, std::string>& names, std::string& trouble) {
  Seen<std::string> content = tree.Read(path);
  if (!content.found()) {
    trouble = std::string(path) + ": " + (content.absent() ? "not found" : content.reason());
    return;
  }
  for (const Line& line : SplitLines(*content)) {
    auto fields = SplitFields(line.text, ':');
    if (fields.size() < 3 || fields[0].empty()) continue;
    auto id = ParseInt(fields[2]);
    // As getpwuid: the first line that has the number names it.
    if (id) names.emplace(*id, std::string(fields[0]));
  }
}

void NameField(Context& ctx, EvidenceNode& record, const char* field, const std::map<std::int64_t, std::string>& names,
               const std::string& trouble, std::int64_t id, const std::string& at) {
  if (!trouble.empty()) {
    ctx.doc.Unknown(at + "." + field, trouble);
  } else if (auto name = names.find(id); name != names.end()) {
    record[field] = EvidenceNode::Text(name->second);
  }
}

}  // namespace

std::string Shown(std::string_view path) { return PathTextFromBytes(AsBytes(path)); }

std::string_view FileType(mode_t mode) {
  switch (mode & S_IFMT) {
    case S_IFREG:
      return "regular";
    case S_IFDIR:
      return "directory";
    case S_IFLNK:
      return "symlink";
    case S_IFSOCK:
      return "socket";
    case S_IFIFO:
      return "fifo";
    case S_IFBLK:
      return "block";
    default:
      return "character";
  }
}

IdNames ReadIdNames(const Tree& tree) {
  IdNames names;
  LearnNames(tree, "/etc/passwd", names.users, names.user_trouble);
  LearnNames(tree, "/etc/group", names.groups, names.group_trouble);
  return names;
}

EvidenceNode FileRecord(Context& ctx, int dir, const char* name, const struct stat& info, const std::string& path,
                        const std::string& at) {
  EvidenceNode record;
  record["kind"] = EvidenceNode::Text(FileType(info.st_mode));
  record["mode"] = EvidenceNode::Text(ModeText(info.st_mode & 07777));
  record["owner"] = EvidenceNode::Int(info.st_uid);
  record["group"] = EvidenceNode::Int(info.st_gid);
  NameField(ctx, record, "owner_name", ctx.names.users, ctx.names.user_trouble, info.st_uid, at);
  NameField(ctx, record, "group_name", ctx.names.groups, ctx.names.group_trouble, info.st_gid, at);
  record["size"] = EvidenceNode::Int(S_ISREG(info.st_mode) ? info.st_size : 0);
  auto acl = Tree::HasAcl(dir, name, info);
  if (acl) record["acl"] = EvidenceNode::Bool(*acl);
  if (!acl) ctx.doc.Unknown(at + ".acl", "the access list could not be read");
  if (S_ISLNK(info.st_mode)) {
    Seen<Place> target = ctx.tree.Find(path, Links::kFollow);
    if (target.found()) record["target"] = EvidenceNode::Path(target->path);
    if (!target.reason().empty()) ctx.doc.Unknown(at + ".target", target.reason());
  }
  return record;
}

}  // namespace mps::collect
