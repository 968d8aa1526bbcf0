// Prints the evidence of a root tree, for people who want to see what the collectors see.
#include <cstdio>
#include <cstring>
#include <string>

#include "collect/collect.h"

int main(int argc, char** argv) {
  mps::CollectRequest request;
  for (int i = 1; i < argc; ++i) {
    std::string word = argv[i];
    std::size_t equals = word.find('=');
    if (word == "--root" && i + 1 < argc) {
      request.root = argv[++i];
    } else if (word == "--live") {
      request.live = true;
    } else if (word == "--cbor") {
      request.encoding = mps::EvidenceEncoding::kCbor;
    } else {
      if (!request.reads) request.reads.emplace();
      request.reads->push_back(
          {word.substr(0, equals), equals == std::string::npos ? std::string() : word.substr(equals + 1)});
    }
  }
  mps::Result<mps::Bytes> document = mps::Collect(request);
  if (!document.ok()) {
    std::fprintf(stderr, "%s\n", document.status().ToString().c_str());
    return 1;
  }
  std::fwrite(document->data(), 1, document->size(), stdout);
  return 0;
}
