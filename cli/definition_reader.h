// The files of a definition as the command reads them: the one that was named, and those that it names itself, which
// must lie in its folder. Regular files only; a definition is hostile input and must not make the command read a file
// of somebody else, wait on a pipe or fill the memory.
#pragma once

#include "mps/compiler/compile.h"

namespace mps::cli {

// How a path is kept beneath a folder: by the kernel (openat2), which allows links that stay inside; or, where the
// kernel has no openat2, step by step, which allows no links at all. kBest tries the first, then the second.
enum class Beneath { kBest, kWalk };

class DefinitionReader : public compiler::FileReader {
 public:
  explicit DefinitionReader(Beneath beneath = Beneath::kBest) : beneath_(beneath) {}

  // kIo: not there, no regular file, not permitted; kLimit: longer than `limit`. `-` is the standard input.
  Result<std::string> Read(const std::string& path, std::size_t limit) override;
  // kIo also for a path that leads out of the folder.
  Result<std::string> ReadBeneath(const std::string& folder, const std::string& path, std::size_t limit) override;
  // `*.mps` without hidden ones, in no order; nothing of a folder that cannot be read. LIMIT: kFolderEntries.
  std::vector<std::string> SourcesIn(const std::string& folder) override;
  static constexpr std::size_t kFolderEntries = 100000;

 private:
  Beneath beneath_;
};

}  // namespace mps::cli
