// The cache of compiled objects: used only where every octet was written by this user, and replaced where it was not.
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <vector>

#include "jit/fixture.h"

using namespace mps;
namespace fs = std::filesystem;

namespace {

class Folder {
 public:
  Folder() {
    char path[] = "/tmp/mps-cache-XXXXXX";
    base_ = mkdtemp(path);
  }
  ~Folder() { fs::remove_all(base_); }
  // Not there yet: the cache makes it.
  std::string cache() const { return base_ + "/deep/cache"; }
  std::vector<fs::path> objects() const {
    std::vector<fs::path> out;
    for (const auto& entry : fs::directory_iterator(cache()))
      if (entry.path().extension() == ".o") out.push_back(entry.path());
    return out;
  }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(cache()), fs::directory_iterator()));
  }

 private:
  std::string base_;
};

struct Made {
  Result<interp::NativeCode> code;
  jit::JitReport report;
};

class Cached {
 public:
  explicit Cached(const Folder& folder) : compilation_(test::CompileSource()) {
    options.cache = folder.cache();
    options.optimisation = 0;
    digest_ = ProgramDigest(*compilation_.program()).value();
  }

  Made Compile() const {
    jit::JitReport report;
    auto code = test::Native().Compile(*compilation_.program(), digest_, options, report);
    if (code.ok()) {
      auto appraiser = Appraiser::Create(compilation_.program()).value();
      REQUIRE(appraiser.UseNative(*code).ok());
      const auto appraisal = appraiser.Appraise(test::RequestAt("L1"));
      REQUIRE(appraisal.ok());
      REQUIRE(appraisal->engine == "jit");
    }
    return {std::move(code), report};
  }
  void RequireFresh(const std::string& note) const {
    const Made made = Compile();
    REQUIRE(made.code.ok());
    CHECK_FALSE(made.report.from_cache);
    INFO(made.report.cache_note);
    CHECK((note.empty() ? made.report.cache_note.empty() : made.report.cache_note.find(note) != std::string::npos));
  }
  void RequireCached() const {
    const Made made = Compile();
    REQUIRE(made.code.ok());
    CHECK(made.report.from_cache);
    CHECK(made.report.cache_note.empty());
  }

  jit::JitOptions options;

 private:
  compiler::Compilation compilation_;
  Bytes digest_;
};

std::string ReadAll(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
void WriteAll(const fs::path& path, const std::string& octets) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << octets;
}

}  // namespace

TEST_CASE("an object is compiled once and then taken from the cache") {
  const Folder folder;
  const Cached cached(folder);
  cached.RequireFresh("");
  cached.RequireCached();
  REQUIRE(folder.objects().size() == 1);
  struct stat facts;
  REQUIRE(stat((folder.cache() + "/key").c_str(), &facts) == 0);
  CHECK((facts.st_mode & 0777) == 0600);
  REQUIRE(stat(folder.objects()[0].c_str(), &facts) == 0);
  CHECK((facts.st_mode & 0777) == 0600);
  REQUIRE(stat(folder.cache().c_str(), &facts) == 0);
  CHECK((facts.st_mode & 0777) == 0700);
}

TEST_CASE("another level, another optimisation: another object") {
  const Folder folder;
  Cached cached(folder);
  cached.RequireFresh("");
  cached.options.level = 0;
  cached.RequireFresh("");
  cached.options.optimisation = 1;
  cached.RequireFresh("");
  CHECK(folder.objects().size() == 3);
  cached.RequireCached();
}

TEST_CASE("an object under another's name is not taken for it") {
  const Folder folder;
  Cached cached(folder);
  cached.RequireFresh("");
  const fs::path first = folder.objects()[0];
  cached.options.level = 0;
  cached.RequireFresh("");
  for (const fs::path& object : folder.objects())
    if (object != first) fs::copy_file(first, object, fs::copy_options::overwrite_existing);
  cached.RequireFresh("was not written by this user");
  cached.RequireCached();
}

TEST_CASE("poisoned, truncated and empty files are replaced") {
  const Folder folder;
  const Cached cached(folder);
  cached.RequireFresh("");
  const fs::path object = folder.objects()[0];
  const std::string whole = ReadAll(object);
  for (const std::size_t at : {std::size_t{0}, std::size_t{9}, std::size_t{40}, whole.size() / 2, whole.size() - 1}) {
    std::string poisoned = whole;
    poisoned[at] = static_cast<char>(poisoned[at] ^ 1);
    WriteAll(object, poisoned);
    INFO(at);
    cached.RequireFresh("replaced: ");
    cached.RequireCached();
  }
  for (const std::size_t size : {std::size_t{0}, std::size_t{7}, std::size_t{39}, std::size_t{40}, whole.size() - 1}) {
    WriteAll(object, whole.substr(0, size));
    INFO(size);
    cached.RequireFresh("replaced: ");
    cached.RequireCached();
  }
  WriteAll(object, whole + "x");
  cached.RequireFresh("replaced: ");
  CHECK(ReadAll(object).size() == whole.size());
}

TEST_CASE("files that others own or may read, and links, are not used") {
  const Folder folder;
  const Cached cached(folder);
  cached.RequireFresh("");
  const fs::path object = folder.objects()[0];
  REQUIRE(chmod(object.c_str(), 0644) == 0);
  cached.RequireFresh("is open to other users");
  cached.RequireCached();
  fs::rename(object, folder.cache() + "/elsewhere");
  fs::create_symlink(folder.cache() + "/elsewhere", object);
  cached.RequireFresh("replaced: ");
  cached.RequireCached();
  if (geteuid() != 0) return;  // only root can give files away
  REQUIRE(chown(object.c_str(), 65534, 65534) == 0);
  cached.RequireFresh("belongs to another user");
  cached.RequireCached();
}

TEST_CASE("a folder or key that others can reach is not used at all") {
  const Folder folder;
  const Cached cached(folder);
  cached.RequireFresh("");
  REQUIRE(chmod(folder.cache().c_str(), 0777) == 0);
  cached.RequireFresh("not used: ");
  REQUIRE(chmod(folder.cache().c_str(), 0700) == 0);
  cached.RequireCached();
  const std::string key = folder.cache() + "/key";
  REQUIRE(chmod(key.c_str(), 0640) == 0);
  cached.RequireFresh("not used: ");
  REQUIRE(chmod(key.c_str(), 0600) == 0);
  const std::string octets = ReadAll(key);
  WriteAll(key, octets.substr(1));
  cached.RequireFresh("not used: ");
  WriteAll(key, std::string(octets.size(), 'k'));  // another key: what was written under the old one does not count
  cached.RequireFresh("replaced: ");
  if (geteuid() != 0) return;
  REQUIRE(chown(folder.cache().c_str(), 65534, 65534) == 0);
  cached.RequireFresh("not used: ");
}

TEST_CASE("several processes that fill an empty cache at once") {
  const Folder folder;
  const Cached cached(folder);
  test::Native();
  std::vector<pid_t> children;
  for (int i = 0; i < 6; ++i) {
    const pid_t child = fork();
    if (child == 0) {
      bool well = true;
      for (int turn = 0; turn < 4; ++turn) {
        const Made made = cached.Compile();
        well = well && made.code.ok() && made.report.cache_note.empty();
      }
      _exit(well ? 0 : 1);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK((WIFEXITED(status) && WEXITSTATUS(status) == 0));
  }
  CHECK(folder.files() == 2);  // the key and the object, nothing left over
  cached.RequireCached();
}
