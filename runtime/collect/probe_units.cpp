// Claims `units` and `systemd_conf`: unit files and configuration files of systemd with their drop-ins; on a live host
// also what the manager says of the units.
#include <algorithm>

#include "collect/context.h"
#include "collect/redact.h"
#include "collect/text_lines.h"
#include "collect/unit_files.h"

namespace mps::collect {
namespace {

// Settings are text from files, so the net of redact.h lies under them (Environment= of units).
void PutSettings(Context& ctx, const UnitSettings& settings, EvidenceNode& node, const std::string& at, bool sources) {
  EvidenceNode& last = node["settings"];
  EvidenceNode& lists = node["lists"];
  for (const auto& [key, entry] : settings.entries) {
    std::string name = CleanText(key);
    last[name] = EvidenceNode::Text(RedactValue(name, entry.last.text));
    EvidenceNode::List values;
    for (const auto& value : entry.list) values.push_back(EvidenceNode::Text(RedactValue(name, value.text)));
    lists[name] = EvidenceNode::Of(std::move(values));
    if (sources) ctx.doc.Source(KeyPath(at + ".settings", name), entry.last.file, entry.last.line);
  }
}

// ActiveState by Id and by each of Names, from the manager.
struct ActiveStates {
  std::map<std::string, std::string> states;
  std::set<std::string> not_found;
  std::string trouble;
};

void ReadShow(std::string_view output, ActiveStates& out) {
  std::string id, names, active, load;
  auto finish = [&] {
    names += " " + id;
    for (std::string_view name : Words(names)) {
      out.states[std::string(name)] = active;
      if (load == "not-found") out.not_found.insert(std::string(name));
    }
    id = names = active = load = "";
  };
  for (const Line& line : SplitLines(output)) {
    if (line.text.empty()) finish();
    std::size_t equals = line.text.find('=');
    if (equals == std::string::npos) continue;
    std::string key = line.text.substr(0, equals);
    std::string value = line.text.substr(equals + 1);
    if (key == "Id") id = value;
    if (key == "Names") names = value;
    if (key == "ActiveState") active = value;
    if (key == "LoadState") load = value;
  }
  finish();
}

ActiveStates AskManager(Context& ctx, const std::set<std::string>& units) {
  ActiveStates out;
  if (!ctx.tree.Exists("/run/systemd/system")) {
    out.trouble = "no running manager";
    return out;
  }
  std::vector<std::string> names(units.begin(), units.end());
  // Templates are no units of the manager's.
  std::erase_if(names, [](const std::string& name) { return name.find("@.") != std::string::npos; });
  for (std::size_t at = 0; at < names.size(); at += 200) {
    std::vector<std::string> command = {"/usr/bin/systemctl", "show", "--no-pager",
                                        "--property=Id,Names,ActiveState,LoadState", "--"};
    command.insert(command.end(), names.begin() + static_cast<std::ptrdiff_t>(at),
                   names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), at + 200)));
    Seen<std::string> output = ctx.run(command, ctx.limits.command_seconds);
    if (!output.found()) {
      out.trouble = output.absent() ? "no systemctl" : output.reason();
      return out;
    }
    ReadShow(*output, out);
  }
  return out;
}

void PutUnit(Context& ctx, const std::string& name, const Seen<UnitFile>& unit, bool sources) {
  std::string at = KeyPath("units", name);
  if (unit.absent()) return ctx.doc.Absent(at);
  if (!unit.found()) return ctx.doc.Unknown(at, unit.reason());
  EvidenceNode& node = ctx.doc["units"][name];
  ctx.doc.Complete(at);
  if (!unit->enable.empty()) node["enable"] = EvidenceNode::Text(unit->enable);
  if (unit->enable.empty()) ctx.doc.Unknown(at + ".enable", unit->trouble);
  if (unit->trouble.empty()) return PutSettings(ctx, unit->settings, node, at, sources);
  for (const char* field : {".settings", ".lists"}) ctx.doc.Unknown(at + field, unit->trouble);
}

}  // namespace

void ProbeUnits(Context& ctx, const Wanted& wanted) {
  UnitFiles files(ctx.tree);
  std::set<std::string> names = wanted.keys;
  if (wanted.whole) {
    std::vector<std::string> all = files.Names();
    names.insert(all.begin(), all.end());
  }
  ctx.doc["units"];
  if (wanted.whole)
    ctx.doc.CompleteUnless("units", files.trouble());
  else
    ctx.doc.Incomplete("units", kOnlyAskedFor);
  for (const std::string& name : names) {
    if (!IsUnitName(name)) {
      ctx.doc.Unknown(KeyPath("units", name), "not the full name of a unit");
      continue;
    }
    PutUnit(ctx, name, files.Look(name), !wanted.whole);
  }
  ActiveStates active;
  active.trouble = kNoRunningSystem;
  if (ctx.live) active = AskManager(ctx, names);
  if (!active.trouble.empty()) return ctx.doc.Unknown("units[*].active", active.trouble);
  for (const std::string& name : names) {
    auto state = active.states.find(name);
    bool known = ctx.doc["units"].Find(name) != nullptr;
    if (state != active.states.end() && !state->second.empty() && known)
      ctx.doc["units"][name]["active"] = EvidenceNode::Text(state->second);
    else if (known)
      ctx.doc.Unknown(KeyPath("units", name) + ".active", "the manager says nothing of it");
  }
}

void ProbeSystemdConf(Context& ctx, const Wanted& wanted) {
  ForKeys(ctx, wanted, "systemd_conf", [&](const std::string& key) {
    std::string at = KeyPath("systemd_conf", key);
    if (!key.ends_with(".conf") || key.find('/') != std::string::npos || key.front() == '.')
      return ctx.doc.Unknown(at, "not the name of a configuration file of systemd");
    UnitSettings settings;
    std::string trouble;
    auto read = [&](const std::string& path) {
      Seen<std::string> content = ctx.tree.Read(path);
      if (content.found()) ParseUnitText(*content, path, settings);
      if (!content.reason().empty() && trouble.empty()) trouble = content.reason() + ": " + path;
      return content.found();
    };
    for (const std::string& directory : StandardDirectories(ctx.tree, "systemd"))
      if (read(directory + "/" + key)) break;
    FoundFiles drop_ins = DropIns(ctx.tree, StandardDirectories(ctx.tree, "systemd/" + key + ".d"), ".conf");
    for (const std::string& path : drop_ins.paths) read(path);
    if (trouble.empty()) trouble = drop_ins.trouble;
    if (!trouble.empty()) return ctx.doc.Unknown(at, trouble);
    PutSettings(ctx, settings, ctx.doc["systemd_conf"][key], at, true);
    ctx.doc.Complete(at);
  });
}

}  // namespace mps::collect
