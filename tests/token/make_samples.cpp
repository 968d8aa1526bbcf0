// Writes tokens, keys and claim sets for the foreign verifiers of tests/token: make_samples DIR.
#include <cstdio>
#include <fstream>

#include "base/hex.h"
#include "token/fixture.h"
#include "token/rich_sample.h"

namespace {

using namespace mps;
using namespace mps::token;

void Write(const std::string& path, ByteView bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  if (!file) throw std::runtime_error("cannot write " + path);
}

void WriteTokens(const std::string& folder) {
  using crypto::KeyKind;
  TokenInput input = fixture::Input(claims::sample::Several());
  input.measured_results = true;
  for (KeyKind kind : {KeyKind::kP256, KeyKind::kP384, KeyKind::kEd25519, KeyKind::kRsa}) {
    std::string stem = folder + "/" + std::string(crypto::SignAlgName(crypto::DefaultSignAlg(kind)));
    Write(stem + ".pem", AsBytes(fixture::Key(kind).public_key().ToPem()));
    Write(stem + ".kid", fixture::Key(kind).public_key().id());
    Write(stem + ".cwt", fixture::Made(Form::kCwt, input, kind));
    Write(stem + ".jwt", fixture::Made(Form::kJwt, input, kind));
  }
  Write(folder + "/claims.cbor", input.claim_set.bytes());
  Write(folder + "/nonce", input.nonce);
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) return 2;
  try {
    WriteTokens(words[1]);
    Write(std::string(words[1]) + "/rich.cbor", claims::EncodeClaimSet(claims::sample::Rich()).value());
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "make_samples: %s\n", failure.what());
    return 1;
  }
  return 0;
}
