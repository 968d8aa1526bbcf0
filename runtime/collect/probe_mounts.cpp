// Claims `mounts` and `fstab`: what the kernel has mounted, and what fstab and mount units will mount.
#include <algorithm>

#include "collect/context.h"
#include "collect/redact.h"
#include "collect/text_lines.h"
#include "collect/unit_files.h"

namespace mps::collect {
namespace {

// proc(5) and fstab(5): blank, tab, line end and backslash are written \040, \011, \012, \134.
std::string UnescapeOctal(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto value = text[i] == '\\' && i + 4 <= text.size() ? ParseOctal(text.substr(i + 1, 3)) : std::nullopt;
    if (value && *value < 256) {
      out += static_cast<char>(*value);
      i += 3;
    } else {
      out += text[i];
    }
  }
  return out;
}

EvidenceNode Mount(std::string_view source, std::string_view type, const std::vector<std::string_view>& option_lists) {
  EvidenceNode mount;
  mount["source"] = EvidenceNode::Text(Redact(source));
  mount["fs_type"] = EvidenceNode::Text(type);
  std::set<std::string> options;
  for (std::string_view list : option_lists)
    for (std::string_view option : SplitAny(list, ","))
      if (option != "defaults") options.insert(Redact(UnescapeOctal(option)));
  mount["options"] = TextSet(options);
  return mount;
}

// A mount unit takes part if something pulls it in; one in /etc or /run beats fstab, one in /usr/lib does not.
void AddMountUnits(Context& ctx, const UnitFiles& units, bool stronger, EvidenceNode& out, std::string& trouble) {
  for (const std::string& name : units.Names()) {
    if (!name.ends_with(".mount")) continue;
    Seen<UnitFile> unit = units.Look(name);
    if (!unit.found()) {
      if (trouble.empty()) trouble = unit.reason();
      continue;
    }
    std::string path = UnescapeUnitPath(name.substr(0, name.size() - 6));
    std::string key = Shown(path);
    bool masked = unit->enable.starts_with("masked");
    bool strong =
        masked || unit->path.starts_with("/etc/") || (unit->path.starts_with("/run/") && unit->enable != "generated");
    if (strong != stronger || unit->enable == "generated") continue;
    if (!unit->trouble.empty() && trouble.empty()) trouble = unit->trouble;
    if (masked) {
      out.Erase(key);
      continue;
    }
    const auto* what = unit->settings.Find("Mount.What");
    if (what == nullptr || !units.IsWanted(name) || (!stronger && out.Find(key) != nullptr)) continue;
    const auto* type = unit->settings.Find("Mount.Type");
    const auto* options = unit->settings.Find("Mount.Options");
    out[key] = Mount(what->last.text, type == nullptr ? "" : type->last.text,
                     {options == nullptr ? std::string_view() : std::string_view(options->last.text)});
    ctx.doc.Source(KeyPath("fstab", key), unit->path, what->last.line);
  }
}

}  // namespace

void ProbeMounts(Context& ctx, const Wanted&) {
  Seen<std::string> table = ctx.tree.Read("/proc/self/mountinfo");
  if (!table.found()) return ctx.doc.Unknown("mounts", table.absent() ? "/proc is not mounted" : table.reason());
  EvidenceNode& mounts = ctx.doc["mounts"];
  // proc(5): id, parent, device, root, mount point, options, optional fields, `-`, type, source, super options.
  for (const Line& line : SplitLines(*table)) {
    std::size_t dash = line.text.find(" - ");
    if (dash == std::string::npos) continue;
    auto head = Words(std::string_view(line.text).substr(0, dash));
    auto tail = Words(std::string_view(line.text).substr(dash + 3));
    if (head.size() < 6 || tail.size() < 3) continue;
    // A later line lies on top of an earlier one at the same path.
    mounts[Shown(UnescapeOctal(head[4]))] = Mount(UnescapeOctal(tail[1]), tail[0], {head[5], tail[2]});
  }
  ctx.doc.Complete("mounts");
}

void ProbeFstab(Context& ctx, const Wanted&) {
  Seen<std::string> table = ctx.tree.Read("/etc/fstab");
  if (!table.found() && !table.absent()) return ctx.doc.Unknown("fstab", table.reason());
  EvidenceNode& mounts = ctx.doc["fstab"];
  std::vector<Line> lines = table.found() ? SplitLines(*table) : std::vector<Line>();
  for (const Line& line : lines) {
    auto words = Words(line.text);
    if (words.size() < 3 || words[0].front() == '#') continue;
    std::string path = UnescapeOctal(words[1]);
    if (!path.starts_with('/') || words[2] == "swap") continue;
    std::string key = Shown(TidyPath(path));
    // systemd-fstab-generator: the first of several lines for one path counts.
    if (mounts.Find(key) != nullptr) continue;
    mounts[key] = Mount(UnescapeOctal(words[0]), words[2], {words.size() > 3 ? words[3] : std::string_view()});
    ctx.doc.Source(KeyPath("fstab", key), "/etc/fstab", line.number);
  }
  UnitFiles units(ctx.tree);
  std::string trouble = units.trouble();
  AddMountUnits(ctx, units, false, mounts, trouble);
  AddMountUnits(ctx, units, true, mounts, trouble);
  ctx.doc.CompleteUnless("fstab", trouble);
}

}  // namespace mps::collect
