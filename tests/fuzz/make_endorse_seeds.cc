// Seeds of fuzz_endorse: the endorsements of a definition, signed in both forms with a new key. make_endorse_seeds DIR
// DEF
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "crypto/sign.h"
#include "endorse/codec.h"
#include "endorse/signed_file.h"
#include "mps/compiler/compile.h"
#include "program/program.h"

namespace {

using namespace mps;

class Disk : public compiler::FileReader {
 public:
  Result<std::string> Read(const std::string& path, std::size_t) override {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return in ? Result<std::string>(text.str()) : Result<std::string>(Status(Code::kIo, "cannot read " + path));
  }
};

void Write(const std::filesystem::path& path, char kind, ByteView bytes) {
  std::ofstream out(path, std::ios::binary);
  out << kind << AsText(bytes);
}

Status Make(const std::filesystem::path& folder, const std::string& definition) {
  Disk disk;
  const auto compilation = compiler::Compile(definition, disk);
  if (!compilation.ok()) return Status(Code::kInvalid, compilation.RenderText(false));
  const Bytes& own = compilation.program()->endorsements;
  Write(folder / "own", 0, own);
  endorse::FileContent content;
  content.name = "seed", content.version = "1.0.0", content.base_name = "Server", content.base_version = "1.0.0";
  content.base_digest = Bytes(32, 7);
  content.not_before = 1, content.not_after = 1900000000;
  content.ueids = {Bytes(17, 1)};
  MPS_ASSIGN(content.set, endorse::DecodeEndorsements(own));
  content.set.endorsers.clear();
  content.set.answers = {{"5.1", "maker", true, "seen"}};
  MPS_ASSIGN(const Bytes answers, endorse::EncodeEndorsements(content.set));
  Write(folder / "answers", 0, answers);
  MPS_ASSIGN(auto key, crypto::GenerateKey(crypto::KeyKind::kP256));
  MPS_ASSIGN(auto signer, crypto::MakeSigner(std::move(key)));
  for (const auto form : {endorse::FileForm::kCose, endorse::FileForm::kJws}) {
    MPS_ASSIGN(const Bytes bytes, endorse::SignFile(*signer, content, form));
    Write(folder / (form == endorse::FileForm::kCose ? "cose" : "jws"), 1, bytes);
    if (const auto again = endorse::ReadSignedFile(bytes); !again.ok()) return again.status();
  }
  const std::string policy =
      "{\"mps_trust_policy\":1,\"endorsers\":{\"a\":{\"trusted\":true,\"claims\":[\"board.x\",\"h.m[\\\"k\\\"].y\"]}}}";
  Write(folder / "policy", 2, AsBytes(policy));
  Write(folder / "path", 3, AsBytes("host.sysctl[\"a\\\"b\"].live"));
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  std::filesystem::create_directories(argv[1]);
  const Status status = Make(argv[1], argv[2]);
  if (!status.ok()) std::fprintf(stderr, "%s\n", status.ToString().c_str());
  return status.ok() ? 0 : 1;
}
