// Makes seeds of tokens of others, signed with new keys each time so that no file of them is kept:
//   make_token_seeds eat OUT
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "eat/tokens.h"

namespace {

namespace fs = std::filesystem;
using namespace mps;
using namespace mps::eat::fixture;

bool Write(const fs::path& to, ByteView bytes) {
  std::ofstream out(to, std::ios::binary);
  out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  return out.good();
}

V Nested() {
  const Bytes token = Sign(*PlatformKey(), V::Map({{I(262), V::Bool(true)}}));
  return V::Map(
      {{I(10), B(8)},
       {I(266),
        V::Map({{T("t"), V::Bytes(token)}, {T("m"), V::Map({{I(263), I(1)}})}, {T("d"), V::Array({I(-16), B(32)})}})}});
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3 || std::string(argv[1]) != "eat") {
    std::fputs("usage: make_token_seeds eat OUT\n", stderr);
    return 2;
  }
  const fs::path out = argv[2];
  fs::create_directories(out);
  const bool good = Write(out / "psa.cwt", Sign(*PlatformKey(), Psa())) && Write(out / "psa.claims", Encoded(Psa())) &&
                    Write(out / "cca.cbor", Cca()) && Write(out / "cca-old.cbor", Cca(false)) &&
                    Write(out / "realm.claims", Encoded(Realm(true))) &&
                    Write(out / "nested.cwt", Sign(*PlatformKey(), Nested()));
  return good ? 0 : 1;
}
