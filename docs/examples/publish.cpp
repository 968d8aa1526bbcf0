// Compiles a definition to a program image: what a publisher does once. See docs/embedding.md.
//   publish DEFINITION.mps IMAGE
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "mps/compiler/compile.h"
#include "program/image.h"

namespace {

// The compiler does no I/O: it asks for the files that a definition names, and they may come from anywhere.
class Files : public mps::compiler::FileReader {
 public:
  mps::Result<std::string> Read(const std::string& path, std::size_t limit) override {
    std::ifstream in(path, std::ios::binary);
    if (!in) return mps::Status(mps::Code::kIo, "cannot read `" + path + "`");
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (text.size() > limit) return mps::Status(mps::Code::kLimit, "`" + path + "` is too large");
    return text;
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  Files files;
  const auto compilation = mps::compiler::Compile(argv[1], files);
  std::fputs(compilation.RenderText(false).c_str(), stderr);  // errors and warnings; empty if there are none
  if (!compilation.ok() || compilation.program() == nullptr) {
    std::fputs((compilation.status().ToString() + "\n").c_str(), stderr);
    return 3;
  }
  const mps::Bytes image = mps::program::EncodeImage(*compilation.program());
  std::ofstream out(argv[2], std::ios::binary);
  out.write(reinterpret_cast<const char*>(image.data()), static_cast<std::streamsize>(image.size()));
  return out.good() ? 0 : 6;
}
