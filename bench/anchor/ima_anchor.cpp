// The hand-written anchor of the IMA workload: ima_anchor DIR (bench/README.md). It does what the engine does: takes
// every line apart, computes its template hash again, folds PCR 10 in two banks, looks path and digest up, and tries
// the exclude patterns on what is not known. A violation, whose template hash is zero, extends ones and is no entry.
#define OPENSSL_SUPPRESS_DEPRECATED  // the low-level functions: the fastest that the library has
#include <openssl/sha.h>
#include <re2/re2.h>
#include <re2/set.h>
#include <simdjson.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "document.h"

namespace {

using anchor::HashOf;
using Text = std::string_view;
using Digest = std::array<unsigned char, 32>;

[[noreturn]] void Refuse(const char* why) {
  std::fprintf(stderr, "ima_anchor: %s\n", why);
  std::exit(1);
}

// Digits of both cases of hexadecimal would do; the kernel writes lower case.
constexpr std::array<signed char, 256> kDigits = [] {
  std::array<signed char, 256> digits{};
  for (auto& d : digits) d = -1;
  for (int i = 0; i < 10; ++i) digits['0' + i] = static_cast<signed char>(i);
  for (int i = 0; i < 6; ++i) digits['a' + i] = static_cast<signed char>(10 + i);
  return digits;
}();

void Octets(Text hex, unsigned char* out) {
  int bad = 0;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = kDigits[static_cast<unsigned char>(hex[i])], low = kDigits[static_cast<unsigned char>(hex[i + 1])];
    bad |= high | low;
    out[i / 2] = static_cast<unsigned char>(high << 4 | low);
  }
  if (bad < 0) Refuse("not hexadecimal");
}

class Allowlist {
 public:
  explicit Allowlist(std::size_t expected) {
    std::size_t size = 1024;
    while (size < expected * 2) size *= 2;
    slots_.resize(size);
  }
  void Add(Text path, Text digest) {
    Slot slot{path, {}};
    Octets(digest, slot.digest.data());
    std::size_t at = HashOf(path) & (slots_.size() - 1);
    while (slots_[at].path.data() != nullptr) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
  bool Knows(Text path, const Digest& digest) const {
    for (std::size_t at = HashOf(path) & (slots_.size() - 1); slots_[at].path.data() != nullptr;
         at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].path == path && slots_[at].digest == digest) return true;
    }
    return false;
  }

 private:
  struct Slot {
    Text path;
    Digest digest;
  };
  std::vector<Slot> slots_;
};

struct Outcome {
  std::size_t entries = 0, bad = 0, excluded = 0, mismatches = 0, violations = 0;
  unsigned char sha1[SHA_DIGEST_LENGTH] = {}, sha256[SHA256_DIGEST_LENGTH] = {};
};

// One line of the template ima-ng: `10 HASH ima-ng sha256:HEX PATH`.
struct Line {
  Text hash, digest, path;
};

Line Parse(Text line) {
  constexpr Text kMiddle = " ima-ng sha256:";
  if (line.size() < 3 + 40 + kMiddle.size() + 64 + 2 || line.substr(0, 3) != "10 " ||
      line.substr(43, kMiddle.size()) != kMiddle || line[43 + kMiddle.size() + 64] != ' ')
    Refuse("a line that is none");
  return {line.substr(3, 40), line.substr(43 + kMiddle.size(), 64), line.substr(43 + kMiddle.size() + 65)};
}

std::size_t TemplateData(const Line& line, const Digest& digest, unsigned char* out) {
  const auto length = [&](std::size_t at, std::size_t n) {
    for (unsigned i = 0; i < 4; ++i) out[at + i] = static_cast<unsigned char>(n >> (8 * i));
  };
  length(0, 40);
  std::memcpy(out + 4, "sha256:", 8);
  std::memcpy(out + 12, digest.data(), 32);
  length(44, line.path.size() + 1);
  std::memcpy(out + 48, line.path.data(), line.path.size());
  out[48 + line.path.size()] = 0;
  return 49 + line.path.size();
}

// False: a violation.
bool Fold(const Line& line, const Digest& digest, Outcome& out) {
  unsigned char data[4200], listed[SHA_DIGEST_LENGTH], sha1[SHA_DIGEST_LENGTH], sha256[SHA256_DIGEST_LENGTH];
  if (line.path.size() > 4096) Refuse("a path too long");
  const std::size_t size = TemplateData(line, digest, data);
  SHA_CTX one;
  SHA256_CTX two;
  Octets(line.hash, listed);
  const bool violation = std::all_of(std::begin(listed), std::end(listed), [](unsigned char o) { return o == 0; });
  if (violation) {
    std::memset(sha1, 0xff, sizeof sha1), std::memset(sha256, 0xff, sizeof sha256);
    ++out.violations;
  } else {
    SHA1_Init(&one), SHA1_Update(&one, data, size), SHA1_Final(sha1, &one);
    SHA256_Init(&two), SHA256_Update(&two, data, size), SHA256_Final(sha256, &two);
    if (std::memcmp(listed, sha1, sizeof sha1) != 0) ++out.mismatches;
  }
  SHA1_Init(&one), SHA1_Update(&one, out.sha1, sizeof out.sha1), SHA1_Update(&one, sha1, sizeof sha1);
  SHA1_Final(out.sha1, &one);
  SHA256_Init(&two), SHA256_Update(&two, out.sha256, sizeof out.sha256), SHA256_Update(&two, sha256, sizeof sha256);
  SHA256_Final(out.sha256, &two);
  return !violation;
}

Outcome Appraise(Text list, const Allowlist& known, const re2::RE2::Set& excludes) {
  Outcome out;
  while (!list.empty()) {
    const auto end = list.find('\n');
    if (end == Text::npos) Refuse("the last line is not whole");
    const Line line = Parse(list.substr(0, end));
    list.remove_prefix(end + 1);
    ++out.entries;
    Digest digest;
    Octets(line.digest, digest.data());
    if (!Fold(line, digest, out)) continue;
    if (known.Knows(line.path, digest)) continue;
    excludes.Match(re2::StringPiece(line.path.data(), line.path.size()), nullptr) ? ++out.excluded : ++out.bad;
  }
  return out;
}

double Now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

std::string Hex(const unsigned char* octets, std::size_t n) {
  std::string text;
  char two[3];
  for (std::size_t i = 0; i < n; ++i) std::snprintf(two, sizeof two, "%02x", octets[i]), text += two;
  return text;
}

int Run(const std::string& folder) {
  const double begin = Now();
  simdjson::dom::parser parser(std::size_t{1} << 32);
  simdjson::dom::element root;
  simdjson::dom::object digests;
  simdjson::dom::array patterns;
  if (parser.load(folder + "/allowlist.json").get(root) || root["digests"].get(digests) ||
      root["excludes"].get(patterns))
    Refuse("no allowlist");
  Allowlist known(digests.size());
  for (const auto [path, values] : digests) {
    for (const auto value : simdjson::dom::array(values)) known.Add(path, Text(value));
  }
  re2::RE2::Options options;
  re2::RE2::Set excludes(options, re2::RE2::ANCHOR_START);
  for (const auto pattern : patterns) {
    const Text text(pattern);
    if (excludes.Add(re2::StringPiece(text.data(), text.size()), nullptr) < 0) Refuse("a pattern that is none");
  }
  if (!excludes.Compile()) Refuse("the patterns do not compile");
  const double loaded = Now();
  std::ifstream file(folder + "/ima.log", std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  const std::string list = text.str();
  std::vector<double> times;
  Outcome out;
  for (int i = 0; i < 7; ++i) {
    const double start = Now();
    out = Appraise(list, known, excludes);
    times.push_back(Now() - start);
  }
  std::sort(times.begin(), times.end());
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf(
      "{\"variant\":\"anchor\",\"load_policy_s\":%.3f,\"eval_s_median\":%.4f,\"eval_s_least\":%.4f,\"entries_per_s\":%."
      "0f,\"bad\":%zu,"
      "\"excluded\":%zu,\"violations\":%zu,\"mismatches\":%zu,\"pcr\":[\"sha1:%s\",\"sha256:%s\"],\"rss_mb\":%ld}\n",
      loaded - begin, times[3], times[0], static_cast<double>(out.entries) / times[3], out.bad, out.excluded,
      out.violations, out.mismatches, Hex(out.sha1, sizeof out.sha1).c_str(),
      Hex(out.sha256, sizeof out.sha256).c_str(), usage.ru_maxrss / 1024);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: ima_anchor DIR\n");
    return 2;
  }
  return Run(argv[1]);
}
