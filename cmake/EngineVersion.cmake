# Writes OUTPUT: EngineVersion() as the project's VERSION and a digest over SOURCES.
set(digests "")
foreach(source ${SOURCES})
  file(SHA256 ${source} digest)
  string(APPEND digests ${digest})
endforeach()
string(SHA256 digest "${digests}")
string(SUBSTRING ${digest} 0 32 digest)
file(WRITE ${OUTPUT} "// Made by cmake/EngineVersion.cmake.
#include \"interp/native.h\"

namespace mps::interp {
const char* EngineVersion() { return \"${VERSION}-${digest}\"; }
}  // namespace mps::interp
")
