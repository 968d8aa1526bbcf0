// The store on disk: what goes in comes out, and damage is never passed over.
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "trust/pki_fixture.h"
#include "trust/store.h"

using namespace mps;
using namespace mps::trust;
using namespace mps::trust::fixture;
namespace fs = std::filesystem;

namespace {

class Folder {
 public:
  Folder() {
    char name[] = "/tmp/mps-trust-XXXXXX";
    if (mkdtemp(name) == nullptr) throw std::runtime_error("mkdtemp");
    path_ = name;
  }
  ~Folder() { fs::remove_all(path_); }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

std::string Read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}
void Write(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

std::vector<std::string> Files(const std::string& folder) {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(folder)) out.push_back(entry.path().filename().string());
  std::sort(out.begin(), out.end());
  return out;
}

Anchor MakeFull() {
  const Holder ca = Issue(CaSpec("Root"));
  Anchor anchor = CaAnchor("acme", ca);
  anchor.roles = {Role::kToken, Role::kEndorsement};
  anchor.mps = {"Debian-*"};
  anchor.claims = {"host.firmware"};
  anchor.answers = {"5.1", "6.*"};
  anchor.eku = {"1.3.6.1.5.5.7.3.2"};
  anchor.subject = {"O=Acme"};
  anchor.valid_from = kNow;
  anchor.valid_until = kNow + 5;
  anchor.crls.push_back(crypto::DecodeCrl(MakeCrl(ca, {3})).value());
  return anchor;
}
const Anchor& Full() {
  static const Anchor anchor = MakeFull();
  return anchor;
}

}  // namespace

TEST_CASE("anchors are kept as they were given") {
  const Folder folder;
  auto store = Store::OpenOrCreate(folder / "a/b").value();
  const auto key = NewKey(crypto::KeyKind::kEd25519).public_key();
  CHECK(store.Add(Full()).ok());
  CHECK(store.Add(KeyAnchor("alone", key)).ok());
  CHECK(store.Add(Full()).code() == Code::kUsage);
  const auto again = Store::Open(folder / "a/b").value();
  REQUIRE(again.anchors().size() == 2);
  const Anchor& first = again.anchors()[0];
  const Anchor wanted = Full();
  CHECK(first.name == "acme");
  CHECK(first.key == wanted.key);
  CHECK(first.certificate->der == wanted.certificate->der);
  CHECK(first.roles == wanted.roles);
  CHECK(first.mps == wanted.mps);
  CHECK(first.claims == wanted.claims);
  CHECK(first.answers == wanted.answers);
  CHECK(first.eku == wanted.eku);
  CHECK(first.subject == wanted.subject);
  CHECK(first.valid_from == wanted.valid_from);
  CHECK(first.valid_until == wanted.valid_until);
  REQUIRE(first.crls.size() == 1);
  CHECK(first.crls[0].der == wanted.crls[0].der);
  CHECK(again.anchors()[1].key == key);
  struct stat info {};
  REQUIRE(stat((folder / "a/b").c_str(), &info) == 0);
  CHECK((info.st_mode & 022) == 0);
}

TEST_CASE("names are looked up, removed, and suggested") {
  const Folder folder;
  auto store = Store::OpenOrCreate(folder / "s").value();
  const auto one = NewKey().public_key(), two = NewKey().public_key();
  REQUIRE(store.Add(KeyAnchor("acme", one)).ok());
  REQUIRE(store.Add(KeyAnchor("acme", two)).ok());
  REQUIRE(store.Add(Full()).ok());
  CHECK(store.Named("acme").value().size() == 3);
  CHECK(store.Named("acne").status().message().find("did you mean `acme`") != std::string::npos);
  CHECK(store.Remove("acne", {}).status().code() == Code::kUsage);
  CHECK(store.Remove("acme", std::string(64, '0')).status().code() == Code::kUsage);
  CHECK(store.Remove("acme", "").status().code() == Code::kUsage);  // fits all
  CHECK(store.Remove("acme", one.IdHex()).value() == 1);
  CHECK(Store::Open(folder / "s").value().anchors().size() == 2);
  CHECK(store.Remove("acme", {}).value() == 2);
  CHECK(Files(folder / "s").empty());
}

TEST_CASE("a damaged store is an error that names the file") {
  const Folder folder;
  const std::string at = folder / "s";
  REQUIRE(Store::OpenOrCreate(at).value().Add(Full()).ok());
  const auto files = Files(at);
  REQUIRE(files.size() == 3);  // certificate, list, record
  for (const std::string& file : files) {
    const std::string path = at + "/" + file, whole = Read(path);
    const auto damaged = [&](const std::string& text) {
      Write(path, text);
      const auto store = Store::Open(at);
      CAPTURE(file, text);
      REQUIRE_FALSE(store.ok());
      CHECK(store.status().message().find(at) != std::string::npos);
    };
    damaged("");
    damaged(whole.substr(0, whole.size() / 2));
    damaged(whole + whole);
    fs::remove(path);
    if (!file.ends_with(".json")) CHECK(Store::Open(at).status().code() == Code::kIo);
    Write(path, whole);
    CHECK(Store::Open(at).ok());
  }
}

TEST_CASE("every octet of a certificate and of what it may do is held to what was added") {
  const Folder folder;
  const std::string at = folder / "s";
  REQUIRE(Store::OpenOrCreate(at).value().Add(Full()).ok());
  for (const std::string& file : Files(at)) {
    if (file.ends_with(".crl.pem")) continue;  // signed by its issuer: judged with the path
    const std::string path = at + "/" + file, whole = Read(path);
    if (file.ends_with(".json")) continue;
    for (std::size_t i = 0; i < whole.size(); i += 7) {
      std::string bent = whole;
      bent[i] = static_cast<char>(bent[i] ^ 1);
      Write(path, bent);
      CHECK_FALSE(Store::Open(at).ok());
    }
    Write(path, whole);
  }
  // Another key under the record of this one.
  const std::string record = at + "/" + "acme-" + Full().key.IdHex().substr(0, 16) + ".json";
  const std::string text = Read(record);
  fs::rename(record, at + "/other.json");
  CHECK(Store::Open(at).status().message().find("file's name") != std::string::npos);
  fs::remove(at + "/other.json");
  std::string swapped = text;
  swapped.replace(swapped.find(Full().key.IdHex()), 64, std::string(64, '0'));
  Write(record, swapped);
  CHECK(Store::Open(at).status().message().find("`kid`") != std::string::npos);
}

TEST_CASE("folders that cannot be a store") {
  const Folder folder;
  CHECK(Store::Open(folder / "none").status().code() == Code::kIo);
  Write(folder / "file", "x");
  CHECK(Store::Open(folder / "file").status().code() == Code::kIo);
  REQUIRE(Store::OpenOrCreate(folder / "s").ok());
  CHECK(Store::Open(folder / "s").value().anchors().empty());
  REQUIRE(chmod((folder / "s").c_str(), 0777) == 0);
  CHECK(Store::Open(folder / "s").status().code() == Code::kTrust);
}

TEST_CASE("what stands beside the records of a store is left alone") {
  const Folder folder;
  auto store = Store::OpenOrCreate(folder / "s").value();
  REQUIRE(store.Add(KeyAnchor("alone", NewKey().public_key())).ok());
  Write(folder / "s/README", "x");
  Write(folder / "s/acme-0123456789abcdef.pem.new-0011", "half");  // of a writer that was stopped
  CHECK(Store::Open(folder / "s").value().anchors().size() == 1);
}

TEST_CASE("the folder where none is named") {
  const auto keep = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string(value == nullptr ? "" : value);
  };
  const std::string home = keep("HOME"), config = keep("XDG_CONFIG_HOME"), own = keep("MPS_TRUST");
  unsetenv("MPS_TRUST");
  unsetenv("XDG_CONFIG_HOME");
  setenv("HOME", "/home/x", 1);
  CHECK(DefaultFolder().value() == "/home/x/.config/mps/trust");
  setenv("XDG_CONFIG_HOME", "/cfg", 1);
  CHECK(DefaultFolder().value() == "/cfg/mps/trust");
  setenv("MPS_TRUST", "/t", 1);
  CHECK(DefaultFolder().value() == "/t");
  unsetenv("MPS_TRUST");
  unsetenv("XDG_CONFIG_HOME");
  unsetenv("HOME");
  CHECK(DefaultFolder().status().code() == Code::kUsage);
  if (!home.empty()) setenv("HOME", home.c_str(), 1);
  if (!config.empty()) setenv("XDG_CONFIG_HOME", config.c_str(), 1);
  if (!own.empty()) setenv("MPS_TRUST", own.c_str(), 1);
}
