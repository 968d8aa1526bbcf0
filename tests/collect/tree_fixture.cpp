#include "tree_fixture.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace mps::collect {

TreeFixture::TreeFixture() {
  std::string name = (std::filesystem::temp_directory_path() / "mps-collect-XXXXXX").string();
  REQUIRE(mkdtemp(name.data()) != nullptr);
  root_ = name;
  chmod(root_.c_str(), 0755);
  Write("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\n");
  Write("/etc/group", "root:x:0:\n");
}

TreeFixture::~TreeFixture() {
  std::error_code ignored;
  std::filesystem::remove_all(root_, ignored);
}

std::string TreeFixture::At(const std::string& path) {
  std::string whole = root_ + path;
  std::filesystem::create_directories(std::filesystem::path(whole).parent_path());
  return whole;
}

TreeFixture& TreeFixture::Write(const std::string& path, std::string_view content, mode_t mode) {
  std::string whole = At(path);
  std::ofstream(whole, std::ios::binary).write(content.data(), static_cast<std::streamsize>(content.size()));
  REQUIRE(chmod(whole.c_str(), mode) == 0);
  return *this;
}

TreeFixture& TreeFixture::Link(const std::string& path, const std::string& target) {
  REQUIRE(symlink(target.c_str(), At(path).c_str()) == 0);
  return *this;
}

TreeFixture& TreeFixture::Directory(const std::string& path, mode_t mode) {
  std::string whole = At(path);
  std::filesystem::create_directories(whole);
  REQUIRE(chmod(whole.c_str(), mode) == 0);
  return *this;
}

TreeFixture& TreeFixture::Fifo(const std::string& path) {
  REQUIRE(mkfifo(At(path).c_str(), 0644) == 0);
  return *this;
}

TreeFixture& TreeFixture::Socket(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::string whole = At(path);
  REQUIRE(whole.size() < sizeof address.sun_path);
  whole.copy(address.sun_path, whole.size());
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  REQUIRE(bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  close(fd);
  return *this;
}

TreeFixture& TreeFixture::Package(const std::string& name, const std::string& version) {
  status_ += "Package: " + name + "\nStatus: install ok installed\nArchitecture: amd64\nVersion: " + version + "\n\n";
  return Write("/var/lib/dpkg/status", status_);
}

std::vector<CollectRead> Reads(const std::vector<std::string>& words) {
  std::vector<CollectRead> reads;
  for (const std::string& word : words) {
    std::size_t equals = word.find('=');
    reads.push_back({word.substr(0, equals), equals == std::string::npos ? "" : word.substr(equals + 1)});
  }
  return reads;
}

std::string TreeFixture::Text(const std::vector<std::string>& reads) const {
  CollectRequest request;
  request.root = root_;
  request.live = false;
  request.reads = Reads(reads);
  request.limits = limits;
  Result<Bytes> document = mps::Collect(request);
  REQUIRE(document.ok());
  return std::string(AsText(*document));
}

nlohmann::json TreeFixture::Collect(const std::vector<std::string>& reads) const {
  return nlohmann::json::parse(Text(reads))["environments"]["host"];
}

const nlohmann::json& Claims(const nlohmann::json& environment) { return environment.at("claims"); }

std::string StateOf(const nlohmann::json& environment, const std::string& path) {
  const auto& states = environment.at("state");
  if (!states.contains(path)) return "";
  const auto& state = states.at(path);
  if (state.is_string()) return state.get<std::string>();
  return state.begin().key() + ": " + state.begin().value().get<std::string>();
}

bool Contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace mps::collect
