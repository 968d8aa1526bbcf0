#include "collect/unit_files.h"

#include <algorithm>

#include "base/hex.h"
#include "collect/text_lines.h"

namespace mps::collect {
namespace {

constexpr std::string_view kTypes[] = {".service", ".socket", ".target", ".timer", ".mount", ".automount",
                                       ".path",    ".slice",  ".scope",  ".swap",  ".device"};

std::string Child(const std::string& directory, std::string_view name) { return directory + "/" + std::string(name); }

std::string_view TypeOf(std::string_view name) {
  std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : name.substr(dot);
}

// `getty@.service` of `getty@tty1.service`; "" for a name that is no instance.
std::string TemplateOf(std::string_view name) {
  std::size_t at = name.find('@');
  std::string_view type = TypeOf(name);
  if (at == std::string_view::npos || type.empty() || at + 1 == name.size() - type.size()) return "";
  return std::string(name.substr(0, at + 1)) + std::string(type);
}

bool IsRuntime(std::string_view path) { return path.starts_with("/run/"); }

bool IsEmptyFile(const Tree& tree, const std::string& path) {
  Seen<Place> place = tree.Find(path, Links::kFollow);
  return place.found() && S_ISREG(place->info.st_mode) && place->info.st_size == 0;
}

bool HasInstall(const UnitSettings& settings) {
  for (const char* key : {"Install.WantedBy", "Install.RequiredBy", "Install.Alias", "Install.UpheldBy"}) {
    const auto* entry = settings.Find(key);
    if (entry != nullptr && !entry->list.empty()) return true;
  }
  return false;
}

}  // namespace

bool IsUnitName(std::string_view name) {
  if (name.empty() || name.size() > 255 || name.front() == '.' || name.front() == '-') return false;
  std::string_view type = TypeOf(name);
  if (type.size() == name.size()) return false;
  if (std::find(std::begin(kTypes), std::end(kTypes), type) == std::end(kTypes)) return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view(":-_.\\@").find(c) != std::string_view::npos;
  });
}

std::string UnescapeUnitPath(std::string_view name) {
  if (name == "-") return "/";
  std::string out = "/";
  for (std::size_t i = 0; i < name.size(); ++i) {
    bool escape = name[i] == '\\' && i + 3 < name.size() && name[i + 1] == 'x' && HexDigitValue(name[i + 2]) >= 0 &&
                  HexDigitValue(name[i + 3]) >= 0;
    if (escape) {
      out += static_cast<char>(HexDigitValue(name[i + 2]) * 16 + HexDigitValue(name[i + 3]));
      i += 3;
    } else {
      out += name[i] == '-' ? '/' : name[i];
    }
  }
  return out;
}

void ParseUnitText(std::string_view content, const std::string& file, UnitSettings& out) {
  std::string section;
  std::string joined;
  std::int64_t begin = 0;
  for (const Line& line : SplitLines(content)) {
    std::string_view text = Trim(line.text);
    // Comment lines within a continued line are left out of it.
    bool comment = !text.empty() && (text.front() == '#' || text.front() == ';');
    if (comment || (text.empty() && begin == 0)) continue;
    if (begin == 0) begin = line.number;
    bool more = !text.empty() && text.back() == '\\';
    joined += more ? text.substr(0, text.size() - 1) : text;
    if (more) {
      joined += ' ';
      continue;
    }
    std::string_view whole = Trim(joined);
    std::size_t equals = whole.find('=');
    if (whole.size() > 2 && whole.front() == '[' && whole.back() == ']') {
      section = whole.substr(1, whole.size() - 2);
    } else if (equals != std::string_view::npos && !section.empty()) {
      UnitSettings::Value value{std::string(Trim(whole.substr(equals + 1))), file, begin};
      auto& entry = out.entries[section + "." + std::string(Trim(whole.substr(0, equals)))];
      if (value.text.empty())
        entry.list.clear();
      else
        entry.list.push_back(value);
      entry.last = std::move(value);
    }
    joined.clear();
    begin = 0;
  }
}

UnitFiles::UnitFiles(const Tree& tree) : tree_(tree) {
  // systemd.unit(5), Unit File Load Path, system units, earliest first.
  for (const char* path :
       {"/etc/systemd/system.control", "/run/systemd/system.control", "/run/systemd/transient",
        "/run/systemd/generator.early", "/etc/systemd/system", "/etc/systemd/system.attached", "/run/systemd/system",
        "/run/systemd/system.attached", "/run/systemd/generator", "/usr/local/lib/systemd/system",
        "/usr/lib/systemd/system", "/lib/systemd/system", "/run/systemd/generator.late"}) {
    bool merged = std::string_view(path) == "/lib/systemd/system";
    Seen<Place> lib = merged ? tree.Find("/lib", Links::kKeepLast) : Seen<Place>::Absent();
    if (merged && !(lib.found() && S_ISDIR(lib->info.st_mode))) continue;
    directories_.push_back({path, {}, {}});
    Load(directories_.back());
  }
}

void UnitFiles::Load(Directory& directory) {
  Seen<std::vector<std::string>> names = tree_.List(directory.path);
  if (!names.reason().empty() && trouble_.empty()) trouble_ = names.reason() + ": " + directory.path;
  if (!names.found()) return;
  for (const std::string& name : *names) {
    if (name.ends_with(".wants") || name.ends_with(".requires")) {
      Seen<std::vector<std::string>> links = tree_.List(Child(directory.path, name));
      if (!links.reason().empty() && trouble_.empty()) trouble_ = links.reason() + ": " + Child(directory.path, name);
      if (links.found()) directory.wants.insert(links->begin(), links->end());
    } else if (IsUnitName(name)) {
      Seen<std::string> link = tree_.ReadLink(Child(directory.path, name));
      directory.entries[name] = link.found() ? *link : "";
    }
  }
  wanted_anywhere_.insert(directory.wants.begin(), directory.wants.end());
}

std::vector<std::string> UnitFiles::Names() const {
  std::set<std::string> names;
  for (const Directory& directory : directories_) {
    for (const auto& [name, link] : directory.entries) names.insert(name);
    for (const std::string& name : directory.wants)
      if (IsUnitName(name) && Look(name).found()) names.insert(name);
  }
  Seen<std::vector<std::string>> scripts = tree_.List("/etc/init.d");
  if (scripts.found())
    for (const std::string& script : *scripts)
      if (IsUnitName(script + ".service") && LookAtScript(script + ".service").found())
        names.insert(script + ".service");
  return {names.begin(), names.end()};
}

bool UnitFiles::LinkedFrom(const Directory& directory, const std::string& name,
                           const std::vector<std::string>& aliases) const {
  if (directory.wants.count(name) != 0) return true;
  for (const std::string& wanted : directory.wants)
    if (TemplateOf(wanted) == name) return true;
  for (const std::string& alias : aliases) {
    auto link = directory.entries.find(alias);
    if (link != directory.entries.end() && alias != name && BaseName(link->second) == name) return true;
  }
  return false;
}

// unit_file_lookup_state of systemd 252, src/shared/install.c.
std::string UnitFiles::EnableState(const std::string& name, const std::string& fragment,
                                   const UnitSettings& settings) const {
  if (fragment.starts_with("/run/systemd/generator")) return "generated";
  if (fragment.starts_with("/run/systemd/transient")) return "transient";
  std::vector<std::string> aliases;
  if (const auto* entry = settings.Find("Install.Alias"))
    for (const auto& value : entry->list)
      for (std::string_view alias : Words(value.text)) aliases.emplace_back(alias);
  bool at_runtime = false;
  bool elsewhere = false;
  std::string linked;
  for (const Directory& directory : directories_) {
    if (LinkedFrom(directory, name, aliases)) {
      if (directory.path == "/etc/systemd/system") return "enabled";
      (IsRuntime(directory.path) ? at_runtime : elsewhere) = true;
    }
    // A link under the unit's own name to a file outside the search path.
    auto own = directory.entries.find(name);
    if (own != directory.entries.end() && !own->second.empty() && linked.empty())
      linked = directory.path == "/etc/systemd/system" ? "linked" : IsRuntime(directory.path) ? "linked-runtime" : "";
  }
  if (at_runtime) return "enabled-runtime";
  if (elsewhere && !TemplateOf(name).empty()) return "static";
  if (!linked.empty()) return linked;
  if (HasInstall(settings)) return "disabled";
  return settings.Find("Install.Also") != nullptr ? "indirect" : "static";
}

void UnitFiles::ApplyDropIns(const std::set<std::string>& names, UnitFile& unit) const {
  // systemd.unit(5): of files with one name the most specific unit name and then the earliest directory count.
  std::vector<std::string> levels;
  for (const std::string& name : names) {
    levels.push_back(name);
    std::string stem = name.substr(0, name.size() - TypeOf(name).size());
    for (std::size_t dash = stem.rfind('-'); dash != std::string::npos && dash > 0; dash = stem.rfind('-', dash - 1))
      if (dash + 1 < stem.size()) levels.push_back(stem.substr(0, dash + 1) + std::string(TypeOf(name)));
    if (std::string base = TemplateOf(name); !base.empty()) levels.push_back(base);
  }
  levels.push_back(std::string(TypeOf(*names.begin()).substr(1)));
  std::vector<std::string> places;
  for (const std::string& level : levels)
    for (const Directory& directory : directories_) places.push_back(Child(directory.path, level + ".d"));
  FoundFiles drop_ins = DropIns(tree_, places, ".conf");
  if (unit.trouble.empty()) unit.trouble = drop_ins.trouble;
  for (const std::string& path : drop_ins.paths) {
    Seen<std::string> content = tree_.Read(path);
    if (content.found()) ParseUnitText(*content, path, unit.settings);
    if (!content.reason().empty() && unit.trouble.empty()) unit.trouble = content.reason() + ": " + path;
  }
}

// What systemd-sysv-install says of a script that no unit file replaces.
Seen<UnitFile> UnitFiles::LookAtScript(const std::string& name) const {
  using S = Seen<UnitFile>;
  if (!name.ends_with(".service")) return S::Absent();
  std::string script = name.substr(0, name.size() - std::string_view(".service").size());
  Seen<Place> place = tree_.Find("/etc/init.d/" + script, Links::kFollow);
  if (!place.found()) return S::Like(place);
  if (!S_ISREG(place->info.st_mode) || (place->info.st_mode & 0111) == 0) return S::Absent();
  UnitFile unit;
  unit.enable = "disabled";
  for (const char* level : {"2", "3", "4", "5"}) {
    Seen<std::vector<std::string>> links = tree_.List(std::string("/etc/rc") + level + ".d");
    if (!links.reason().empty()) return S::Unknown(links.reason());
    if (!links.found()) continue;
    for (const std::string& link : *links)
      if (link.size() == script.size() + 3 && link[0] == 'S' && link.ends_with(script)) unit.enable = "enabled";
  }
  return unit;
}

Seen<UnitFile> UnitFiles::Look(const std::string& name) const {
  std::string now = name;
  std::set<std::string> names;  // the unit's name and the aliases that led to it
  bool alias = false;
  for (int links = 0; links < 16; ++links) {
    names.insert(now);
    const Directory* home = nullptr;
    std::string file = now;
    for (const std::string& candidate : {now, TemplateOf(now)})
      for (const Directory& directory : directories_)
        if (home == nullptr && !candidate.empty() && directory.entries.count(candidate) != 0) {
          home = &directory;
          file = candidate;
        }
    if (home == nullptr) return trouble_.empty() ? LookAtScript(now) : Seen<UnitFile>::Unknown(trouble_);
    const std::string& link = home->entries.at(file);
    UnitFile unit;
    unit.path = Child(home->path, file);
    if (link == "/dev/null" || IsEmptyFile(tree_, unit.path)) {
      unit.enable = IsRuntime(home->path) ? "masked-runtime" : "masked";
      return unit;
    }
    std::string target(BaseName(link));
    if (!link.empty() && target != file && IsUnitName(target) && target != TemplateOf(now)) {
      alias = true;
      now = target;
      continue;
    }
    Seen<std::string> content = tree_.Read(unit.path);
    if (content.found()) ParseUnitText(*content, unit.path, unit.settings);
    if (content.absent()) unit.enable = "bad";
    unit.trouble = content.reason();
    ApplyDropIns(names, unit);
    if (unit.enable.empty() && content.found())
      unit.enable = alias ? "alias" : EnableState(now, unit.path, unit.settings);
    return unit;
  }
  return Seen<UnitFile>::Unknown("more than 16 links from unit to unit");
}

}  // namespace mps::collect
