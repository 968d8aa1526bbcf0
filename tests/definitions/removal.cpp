// Evidence that loses something never helps. For every path of a host's evidence that debian-cis reads: delete it with
// its state, mark it unknown, mark it incomplete (whole, and emptied), put a value of a wrong type there. A rule may
// then keep its verdict, or become unknown or error; nothing else, and no level becomes pass (LANGUAGE.md, Knowledge).
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "appraise/appraise.h"
#include "mps/compiler/compile.h"

namespace {

using Json = nlohmann::ordered_json;
using mps::Verdict;

constexpr std::size_t kMembersTried = 2;  // of a list: the others are read by the same columns
constexpr std::size_t kLeastMutations = 2000;

class Reader : public mps::compiler::FileReader {
 public:
  mps::Result<std::string> Read(const std::string& path, std::size_t limit) override {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    if (!file || text.str().size() > limit) return mps::Status(mps::Code::kIo, "cannot read " + path);
    return text.str();
  }
};

struct Step {
  std::string name;  // a member of a record or map
  std::size_t index = 0;
  bool is_index = false, is_key = false;
};
using Path = std::vector<Step>;

std::string Quoted(const std::string& text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string Spell(const Path& path) {
  std::string out;
  for (const Step& step : path) {
    if (step.is_index)
      out += "[" + std::to_string(step.index) + "]";
    else if (step.is_key)
      out += "[" + Quoted(step.name) + "]";
    else
      out += (out.empty() ? "" : ".") + step.name;
  }
  return out;
}

// Which members of the schema's records are maps: told by their place, as the evidence does not say.
bool IsMap(const std::string& field) {
  static const std::set<std::string> maps = {
      "packages",       "files",    "globs",   "text",     "texts",        "sysctl",   "modules",
      "cmdline",        "mounts",   "fstab",   "units",    "systemd_conf", "pam",      "dconf",
      "values",         "settings", "lists",   "int",      "list",         "options",  "dot_files",
      "world_writable", "setid",    "unowned", "profiles", "defaults",     "arguments"};
  return maps.contains(field);
}

void Collect(const Json& value, Path& path, bool keys, std::vector<Path>& out) {
  if (!path.empty()) out.push_back(path);
  if (value.is_object()) {
    for (const auto& [name, member] : value.items()) {
      path.push_back({name, 0, false, keys});
      // `globs` and `texts` are maps of maps; `text` is a map at the top and in settings, a record's member elsewhere.
      const bool inner =
          keys ? (path.size() == 2 && (path[0].name == "globs" || path[0].name == "texts")) : IsMap(name);
      Collect(member, path, inner, out);
      path.pop_back();
    }
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.size() && i < kMembersTried; ++i) {
      path.push_back({"", i, true, false});
      Collect(value[i], path, false, out);
      path.pop_back();
    }
  }
}

Json* Find(Json& claims, const Path& path, std::size_t steps) {
  Json* at = &claims;
  for (std::size_t i = 0; i < steps; ++i) at = path[i].is_index ? &(*at)[path[i].index] : &(*at)[path[i].name];
  return at;
}

void EraseValue(Json& claims, const Path& path) {
  Json* parent = Find(claims, path, path.size() - 1);
  if (path.back().is_index)
    parent->erase(path.back().index);
  else
    parent->erase(path.back().name);
}

bool Below(const std::string& path, const std::string& above) {
  return path.size() > above.size() && path.compare(0, above.size(), above) == 0 &&
         (path[above.size()] == '.' || path[above.size()] == '[');
}

// Takes away every state that speaks of the path: its own, those below it, and those that cover it from above.
void EraseState(Json& state, const std::string& path, bool above) {
  std::vector<std::string> gone;
  for (const auto& [place, unused] : state.items()) {
    if (place == path || Below(place, path) || (above && (Below(path, place) || place.empty()))) gone.push_back(place);
  }
  for (const auto& place : gone) state.erase(place);
}

enum class Change { kDelete, kUnknown, kIncomplete, kEmptied, kWrongType };
constexpr Change kChanges[] = {Change::kDelete, Change::kUnknown, Change::kIncomplete, Change::kEmptied,
                               Change::kWrongType};
constexpr const char* kChangeNames[] = {"deleted with its state", "unknown", "incomplete", "emptied and incomplete",
                                        "of a wrong type"};

// False where the change makes no sense: only collections can be incomplete.
bool Apply(Json& host, const Path& path, Change change) {
  Json& claims = host["claims"];
  Json& state = host["state"];
  const std::string place = Spell(path);
  Json& value = *Find(claims, path, path.size());
  switch (change) {
    case Change::kDelete:
      if (path.back().is_index) return false;  // a shorter list is another list; kIncomplete covers it
      EraseValue(claims, path);
      EraseState(state, place, true);
      return true;
    case Change::kUnknown:
      EraseState(state, place, false);
      if (path.back().is_index)
        value = nullptr;
      else
        EraseValue(claims, path);
      state[place] = {{"unknown", "a test"}};
      return true;
    case Change::kEmptied:
    case Change::kIncomplete:
      if (!value.is_array() && !(value.is_object() && (path.back().is_key || IsMap(path.back().name)))) return false;
      if (value.is_object() && path.back().is_key &&
          !(path.size() == 2 && (path[0].name == "globs" || path[0].name == "texts")))
        return false;
      if (change == Change::kEmptied) {
        value = value.is_array() ? Json::array() : Json::object();
        EraseState(state, place, false);
      }
      state[place] = {{"incomplete", "a test"}};
      return true;
    case Change::kWrongType:
      EraseState(state, place, false);
      if (value.is_structured())
        value = 7;
      else if (value.is_string())
        value = Json::array({7});
      else
        value = "neither a number nor a flag";
      return true;
  }
  return false;
}

std::map<std::string, Verdict> Verdicts(mps::Appraiser& appraiser, const std::string& document,
                                        const std::string& level, Verdict* whole) {
  mps::Request request;
  request.evidence = mps::AsBytes(document);
  request.level = level;
  request.now = 1795219200;  // 2026-11-21, as in the fixtures
  request.explain = false;
  auto appraisal = appraiser.Appraise(request);
  if (!appraisal.ok()) FAIL("refused: " << appraisal.status().ToString() << "\n" << document.substr(0, 400));
  std::map<std::string, Verdict> out;
  for (const auto& rule : appraisal->rules) out[rule.id] = rule.verdict;
  *whole = appraisal->verdict;
  return out;
}

struct Definition {
  std::vector<mps::compiler::TestCase> tests;
  std::shared_ptr<const mps::program::Program> program;
};

Definition Compiled() {
  const char* source = std::getenv("MPS_SOURCE_DIR");
  REQUIRE(source != nullptr);
  const std::string base = std::string(source) + "/mps-defs/mps-project/debian-cis/debian-cis";
  Reader reader;
  const auto compilation =
      mps::compiler::Compile(base + ".mps", reader, {.test_files = {base + "_tests.mps"}, .tests_beside = {}});
  INFO(compilation.RenderText(false));
  REQUIRE(compilation.ok());
  return {compilation.tests(), compilation.program()};
}

const std::string& EvidenceOf(const Definition& definition, const std::string& title) {
  for (const auto& test : definition.tests) {
    if (test.title.rfind(title, 0) == 0) return test.evidence;
  }
  FAIL("no test `" << title << "`");
  throw 0;
}

// Tries every change at every path of one host; returns how many, and adds the rules whose verdict some change took
// away.
std::size_t Damage(mps::Appraiser& appraiser, const std::string& text, std::set<std::string>& shaken) {
  const Json whole = Json::parse(text);
  Verdict level_before{};
  const auto before = Verdicts(appraiser, text, "L2", &level_before);
  std::vector<Path> paths;
  Path path;
  Collect(whole["environments"]["host"]["claims"], path, false, paths);
  std::size_t count = 0;
  for (const Path& at : paths) {
    for (std::size_t c = 0; c < std::size(kChanges); ++c) {
      Json changed = whole;
      if (!Apply(changed["environments"]["host"], at, kChanges[c])) continue;
      ++count;
      Verdict level_after{};
      const auto after = Verdicts(appraiser, changed.dump(), "L2", &level_after);
      for (const auto& [id, verdict] : after) {
        const Verdict was = before.at(id);
        if (verdict == was) continue;
        shaken.insert(id);
        if (verdict == Verdict::kUnknown || verdict == Verdict::kError) continue;
        FAIL_CHECK(Spell(at) << " " << kChangeNames[c] << ": rule " << id << " was " << mps::VerdictName(was)
                             << ", is now " << mps::VerdictName(verdict));
      }
      if (level_after == Verdict::kPass && level_before != Verdict::kPass)
        FAIL_CHECK(Spell(at) << " " << kChangeNames[c] << ": the level passes");
    }
  }
  return count;
}

}  // namespace

TEST_CASE("evidence that loses something never helps a rule of debian-cis") {
  const Definition definition = Compiled();
  auto appraiser = mps::Appraiser::Create(definition.program);
  REQUIRE(appraiser.ok());
  std::set<std::string> shaken;
  const std::string& hardened = EvidenceOf(definition, "a hardened host");
  std::size_t count = Damage(*appraiser, hardened, shaken);
  count += Damage(*appraiser, EvidenceOf(definition, "a neglected host"), shaken);
  std::printf("%zu changes of evidence shook %zu rules\n", count, shaken.size());
  CHECK(count >= kLeastMutations);
  // The changes reach every rule: each verdict that rests on evidence is lost by some of them.
  Verdict whole{};
  for (const auto& [id, verdict] : Verdicts(*appraiser, hardened, "L2", &whole)) {
    INFO(id);
    if (verdict == Verdict::kPass) CHECK(shaken.contains(id));
  }
}

TEST_CASE("the hosts of that test hold every collection that debian-cis reads") {
  const Definition definition = Compiled();
  std::set<std::string> held;
  for (const char* title : {"a hardened host", "a neglected host"}) {
    const Json whole = Json::parse(EvidenceOf(definition, title));
    for (const auto& [name, member] : whole["environments"]["host"]["claims"].items()) held.insert(name);
  }
  for (const auto& read : mps::ReadsOf(*definition.program)) {
    INFO(read.collection << " " << read.key);
    CHECK(held.contains(read.collection));
  }
}
