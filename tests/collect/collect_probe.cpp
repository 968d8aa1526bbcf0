// Prints the evidence of a root tree, for people who want to see what the collectors see; --peak: only the memory it
// took.
#include <cstdio>
#include <string>

#include "collect/collect.h"

// The most memory that this process has had in use, from /proc/self/status; 0 if it cannot be told.
static long PeakKilobytes() {
  std::FILE* status = std::fopen("/proc/self/status", "r");
  char line[256];
  long peak = 0;
  while (status != nullptr && std::fgets(line, sizeof line, status) != nullptr) std::sscanf(line, "VmHWM: %ld", &peak);
  if (status != nullptr) std::fclose(status);
  return peak;
}

int main(int argc, char** argv) {
  mps::CollectRequest request;
  bool peak = false;
  for (int i = 1; i < argc; ++i) {
    std::string word = argv[i];
    std::size_t equals = word.find('=');
    if (word == "--root" && i + 1 < argc) {
      request.root = argv[++i];
    } else if (word == "--live") {
      request.live = true;
    } else if (word == "--peak") {
      peak = true;
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
  if (peak) {
    std::printf("%ld\n", PeakKilobytes());
    return 0;
  }
  std::fwrite(document->data(), 1, document->size(), stdout);
  return 0;
}
