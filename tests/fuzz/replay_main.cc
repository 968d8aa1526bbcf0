// Runs a fuzz target over files: every file of the folders named, and every prefix and some bit flips of the small
// ones.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void Run(const std::vector<std::uint8_t>& bytes) { LLVMFuzzerTestOneInput(bytes.data(), bytes.size()); }

// Costs size^2 for the prefixes, hence the bound.
constexpr std::size_t kMutated = 16384;

void RunWithMutations(const std::vector<std::uint8_t>& bytes) {
  Run(bytes);
  if (bytes.size() > kMutated) return;
  for (std::size_t n = 0; n < bytes.size(); n += 1 + bytes.size() / 128)
    Run({bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(n)});
  for (std::size_t i = 0; i < bytes.size(); i += 1 + bytes.size() / 256) {
    auto changed = bytes;
    changed[i] = static_cast<std::uint8_t>(changed[i] ^ (1u << (i % 8)));
    Run(changed);
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t files = 0;
  for (int i = 1; i < argc; ++i) {
    std::error_code missing;
    for (const auto& entry : std::filesystem::directory_iterator(argv[i], missing)) {
      std::ifstream in(entry.path(), std::ios::binary);
      RunWithMutations({std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()});
      ++files;
    }
  }
  std::printf("%zu files replayed\n", files);
  return files == 0 ? 1 : 0;  // a replay of nothing proves nothing
}
