// Reading of folders, manifests and members.
#include <cstdio>
#include <memory>

#include "base/hex.h"
#include "vectors/suite.h"

namespace mps::vectors {
namespace {

constexpr std::size_t kMostBytes = 64u << 20;

struct Closer {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

Result<Bytes> ReadFile(const std::string& path) {
  std::unique_ptr<std::FILE, Closer> file(std::fopen(path.c_str(), "rb"));
  if (!file) return Status(Code::kIo, "cannot open " + path);
  Bytes out;
  std::uint8_t buffer[1 << 16];
  while (const std::size_t got = std::fread(buffer, 1, sizeof buffer, file.get())) {
    out.insert(out.end(), buffer, buffer + got);
    if (out.size() > kMostBytes) return Status(Code::kLimit, path + " is too big");
  }
  if (std::ferror(file.get()) != 0) return Status(Code::kIo, "cannot read " + path);
  return out;
}

}  // namespace

json::Options VectorJson() {
  json::Options options;
  options.max_string_bytes = kMostBytes;
  return options;
}

std::span<const json::Value> Input::cases() const {
  const json::Value* cases = manifest.Find("cases");
  if (cases == nullptr) return {};
  return cases->items();
}

Result<Bytes> Input::Read(std::string_view name) const {
  if (name.empty() || name.find('/') != std::string_view::npos) return Status(Code::kUsage, "not a file of the folder");
  return ReadFile(folder + "/" + std::string(name));
}

Result<json::Value> Input::ReadJson(std::string_view name) const {
  MPS_ASSIGN(Bytes bytes, Read(name));
  return json::Parse(AsText(bytes), VectorJson(), 4u << 20);
}

std::string TextOf(const json::Value& object, std::string_view name) {
  const std::string* text = object.FindText(name);
  return text == nullptr ? std::string() : *text;
}

std::string IdOf(const json::Value& test_case) {
  std::string id = TextOf(test_case, "id");
  return id.empty() ? "?" : id;
}

Result<Bytes> HexOf(const json::Value& object, std::string_view name) {
  const std::string* text = object.FindText(name);
  if (text == nullptr) return Status(Code::kMalformed, "the case has no `" + std::string(name) + "`");
  return HexDecode(*text);
}

std::string FileOf(const json::Value& test_case) {
  std::string file = TextOf(test_case, "file");
  if (!file.empty()) return file;
  const json::Value* files = test_case.Find("files");
  if (files == nullptr || files->items().empty()) return "";
  return files->items()[0].Is(json::Kind::kText) ? files->items()[0].text() : "";
}

Report RunFolder(const Suite& suite, const std::string& folder) {
  Report report;
  Input input;
  input.folder = folder;
  Result<json::Value> manifest = input.ReadJson("manifest.json");
  if (!manifest.ok()) {
    report.Fail("manifest.json", manifest.status().ToString());
    return report;
  }
  input.manifest = std::move(manifest).value();
  if (input.cases().empty()) report.Fail("manifest.json", "no cases");
  suite.run(input, report);
  return report;
}

}  // namespace mps::vectors
