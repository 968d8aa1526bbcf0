// The files of the standard library, as the build embedded them.
#pragma once

#include <string_view>
#include <vector>

namespace mps::compiler {

struct StdlibFile {
  std::string_view name;  // `linux.mps`, `sshd_keywords.txt`
  std::string_view bytes;
};
std::vector<StdlibFile> StdlibFiles();

}  // namespace mps::compiler
