// mps_vectors DIR [--floors FILE] [--suite NAME]...
//
// Runs every suite that has a folder with a manifest.json in DIR and prints one line for each, then its skips by
// feature and its failures. Exit code: 0 all well, 1 a case failed or a floor is not met, 2 usage, 77 DIR is absent (a
// test runner reads that as skipped). FILE holds lines `suite least-number-passed`; `#` begins a comment. A floor
// counts only for suites that are run and present.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "vectors/suite.h"

namespace mps::vectors {
namespace {

namespace fs = std::filesystem;

struct Arguments {
  std::string folder;
  std::string floors;
  std::vector<std::string> only;
};

bool Parse(int count, char** words, Arguments& out) {
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    if ((word == "--floors" || word == "--suite") && i + 1 < count) {
      if (word == "--floors") {
        out.floors = words[++i];
      } else {
        out.only.emplace_back(words[++i]);
      }
    } else if (out.folder.empty() && !word.starts_with("--")) {
      out.folder = word;
    } else {
      return false;
    }
  }
  return !out.folder.empty();
}

bool ReadFloors(const std::string& path, std::map<std::string, std::size_t>& floors) {
  std::ifstream file(path);
  if (!file) return false;
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line.substr(0, line.find('#')));
    std::string name;
    std::size_t least = 0;
    if (!(words >> name)) continue;
    if (!(words >> least)) return false;
    floors[name] = least;
  }
  return true;
}

// Folders with a manifest that no suite of ours runs: said, so that nothing is passed over in silence.
void PrintOthers(const std::string& folder) {
  std::vector<std::string> others;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    const auto is = [&](const Suite& suite) { return suite.name == name; };
    if (!fs::exists(entry.path() / "manifest.json", error)) continue;
    if (std::none_of(Suites().begin(), Suites().end(), is)) others.push_back(name);
  }
  std::sort(others.begin(), others.end());
  if (others.empty()) return;
  std::printf("not run, no suite of that name:");
  for (const std::string& name : others) std::printf(" %s", name.c_str());
  std::printf("\n");
}

class Runner {
 public:
  Runner(const Arguments& arguments, std::map<std::string, std::size_t> floors)
      : arguments_(arguments), floors_(std::move(floors)) {}

  int Run() {
    for (const Suite& suite : Suites()) {
      if (!Wanted(suite)) continue;
      const std::string folder = arguments_.folder + "/" + std::string(suite.name);
      std::error_code error;
      if (fs::exists(folder + "/manifest.json", error)) RunOne(suite, folder);
    }
    if (ran_ == 0) {
      std::printf("no suite to run in %s\n", arguments_.folder.c_str());
      return 1;
    }
    if (arguments_.only.empty()) PrintOthers(arguments_.folder);
    return bad_ ? 1 : 0;
  }

 private:
  bool Wanted(const Suite& suite) const {
    if (arguments_.only.empty()) return true;
    return std::find(arguments_.only.begin(), arguments_.only.end(), suite.name) != arguments_.only.end();
  }

  void RunOne(const Suite& suite, const std::string& folder) {
    ++ran_;
    const Report report = RunFolder(suite, folder);
    std::fputs(report.Print(suite.name).c_str(), stdout);
    bad_ |= report.failed() > 0;
    const auto floor = floors_.find(std::string(suite.name));
    if (floor == floors_.end() || report.passed() >= floor->second) return;
    std::printf("  floor not met: %zu passed, at least %zu are due\n", report.passed(), floor->second);
    bad_ = true;
  }

  const Arguments& arguments_;
  std::map<std::string, std::size_t> floors_;
  std::size_t ran_ = 0;
  bool bad_ = false;
};

int Main(int count, char** words) {
  Arguments arguments;
  if (!Parse(count, words, arguments)) {
    std::fprintf(stderr, "usage: mps_vectors DIR [--floors FILE] [--suite NAME]...\n");
    return 2;
  }
  std::map<std::string, std::size_t> floors;
  if (!arguments.floors.empty() && !ReadFloors(arguments.floors, floors)) {
    std::fprintf(stderr, "mps_vectors: cannot read floors from %s\n", arguments.floors.c_str());
    return 2;
  }
  for (const std::string& name : arguments.only) {
    const auto is = [&](const Suite& suite) { return suite.name == name; };
    if (std::any_of(Suites().begin(), Suites().end(), is)) continue;
    std::fprintf(stderr, "mps_vectors: no suite `%s`\n", name.c_str());
    return 2;
  }
  std::error_code error;
  if (!fs::is_directory(arguments.folder, error)) {
    std::printf("skipped: no folder %s\n", arguments.folder.c_str());
    return 77;
  }
  return Runner(arguments, std::move(floors)).Run();
}

}  // namespace
}  // namespace mps::vectors

int main(int count, char** words) { return mps::vectors::Main(count, words); }
