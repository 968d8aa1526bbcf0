// Makes seeds that only the compiler can make:
//   make_seeds image OUT FILE_OR_FOLDER...   the program of every source, as an image; one that does not compile fails
//   make_seeds bundle OUT FILE_OR_FOLDER...  the same as a bundle, every set that may be in a table in one
//   make_seeds images OUT FILE_OR_FOLDER...  the same of those that compile; bundles: of those, as bundles
//   make_seeds evidence OUT TESTS EVERY      the evidence of every EVERYth in-language test
// Nothing at all made is a failure.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "bundle/write.h"
#include "mps/compiler/compile.h"
#include "program/image.h"

namespace {

namespace fs = std::filesystem;

class Disk : public mps::compiler::FileReader {
 public:
  mps::Result<std::string> Read(const std::string& path, std::size_t limit) override {
    std::ifstream in(path, std::ios::binary);
    if (!in) return mps::Status(mps::Code::kIo, "cannot read " + path);
    std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (text.size() > limit) return mps::Status(mps::Code::kLimit, "too large");
    return text;
  }
  std::vector<std::string> SourcesIn(const std::string& folder) override {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() == ".mps") names.push_back(entry.path().filename().string());
    }
    return names;
  }
};

bool Write(const fs::path& to, std::string_view bytes) {
  std::ofstream out(to, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return out.good();
}

std::size_t refused = 0;  // sources that did not compile

mps::Bytes BundleOf(const mps::program::Program& program) {
  mps::Bytes out;
  mps::bundle::WriteOptions options;
  options.table_members = 1;
  const auto written = mps::bundle::WriteBundle(program, options, [&](mps::ByteView octets) {
    out.insert(out.end(), octets.begin(), octets.end());
    return mps::Status();
  });
  return written.ok() ? out : mps::Bytes();
}

bool as_bundle = false;

std::size_t MakeImage(const fs::path& source, const fs::path& to) {
  Disk disk;
  const auto compiled = mps::compiler::Compile(source.string(), disk);
  if (!compiled.ok() || compiled.program() == nullptr) {
    ++refused;
    return 0;
  }
  const mps::Bytes image = as_bundle ? BundleOf(*compiled.program()) : mps::program::EncodeImage(*compiled.program());
  return Write(to / (source.filename().string() + ".image"), mps::AsText(image)) ? 1 : 0;
}

std::size_t MakeImages(const fs::path& from, const fs::path& to) {
  if (!fs::is_directory(from)) return MakeImage(from, to);
  std::size_t made = 0;
  for (const auto& entry : fs::directory_iterator(from)) made += MakeImage(entry.path(), to);
  return made;
}

std::size_t MakeEvidence(const std::string& tests, std::size_t every, const fs::path& to) {
  Disk disk;
  const auto compiled = mps::compiler::Compile(tests, disk);
  std::size_t made = 0;
  for (std::size_t i = 0; every > 0 && i < compiled.tests().size(); i += every)
    made += Write(to / (std::to_string(i) + ".json"), compiled.tests()[i].evidence) ? 1 : 0;
  return made;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  const std::string mode = words.empty() ? "" : words[0];
  as_bundle = mode == "bundle" || mode == "bundles";
  const bool images = mode == "image" || mode == "images" || as_bundle;
  if (words.size() < 3 || (!images && mode != "evidence") || (mode == "evidence" && words.size() != 4)) {
    std::fputs(
        "usage: make_seeds image|images|bundle|bundles OUT FILE_OR_FOLDER... | make_seeds evidence OUT TESTS EVERY\n",
        stderr);
    return 2;
  }
  fs::create_directories(words[1]);
  std::size_t made = 0;
  if (mode == "evidence") {
    made = MakeEvidence(words[2], std::strtoul(words[3].c_str(), nullptr, 10), words[1]);
  } else {
    for (std::size_t i = 2; i < words.size(); ++i) made += MakeImages(words[i], words[1]);
  }
  std::printf("%zu seeds\n", made);
  return made == 0 || ((mode == "image" || mode == "bundle") && refused != 0) ? 1 : 0;
}
