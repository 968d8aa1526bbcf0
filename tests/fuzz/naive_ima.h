// A measurement list read and judged in the simplest way, from docs/collectors.md and the kernel's form alone: it
// shares nothing with runtime/roots and runtime/collect but the hash functions. What it says is held against what they
// say.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/hex.h"
#include "crypto/hash.h"
#include "mps/bytes.h"

namespace mps::fuzz {

struct NaiveLine {
  int pcr = 0;
  std::string hash, form, digest_word, path;  // digest_word: as written
  std::vector<std::string> extra;             // the fields behind the path
  std::string digest;                         // `alg:hex`
  Bytes data;                                 // what the template hash is over
  bool violation = false;

  bool matches() const {
    if (violation) return true;
    for (const DigestAlg alg : kAllDigests) {
      if (2 * DigestOctets(alg) == hash.size()) return HexEncode(crypto::Hash(alg, data).value()) == hash;
    }
    return false;
  }
  std::string signature() const { return form.find("sig") != std::string::npos ? extra.at(0) : ""; }

  static constexpr std::array kAllDigests = {DigestAlg::kSha1, DigestAlg::kSha256, DigestAlg::kSha384,
                                             DigestAlg::kSha512};
};

class NaiveList {
 public:
  std::vector<NaiveLine> lines;

  // Nothing for what is no list.
  static std::optional<NaiveList> Read(const std::string& text) {
    NaiveList out;
    if (!text.empty() && text.back() != '\n') return std::nullopt;
    std::string line;
    for (const char c : text) {
      if (c != '\n') {
        line += c;
        continue;
      }
      auto read = ReadLine(line);
      if (!read || (!out.lines.empty() && out.lines[0].hash.size() != read->hash.size())) return std::nullopt;
      out.lines.push_back(std::move(*read));
      line.clear();
    }
    return out;
  }

  // A register after the first `count` lines.
  Bytes Fold(DigestAlg alg, int pcr, std::size_t count) const {
    Bytes value(DigestOctets(alg));
    for (std::size_t i = 0; i < count; ++i) {
      if (lines[i].pcr != pcr) continue;
      const Bytes measured = lines[i].violation ? Bytes(value.size(), 0xff) : crypto::Hash(alg, lines[i].data).value();
      value.insert(value.end(), measured.begin(), measured.end());
      value = crypto::Hash(alg, value).value();
    }
    return value;
  }

 private:
  static std::vector<std::string> Split(const std::string& text) {
    std::vector<std::string> out(1);
    for (const char c : text) c == ' ' ? void(out.emplace_back()) : out.back().push_back(c);
    return out;
  }
  static bool IsHex(const std::string& text) {
    return text.size() % 2 == 0 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
  }
  static Bytes Octets(const std::string& hex) { return HexDecode(hex).value(); }
  static void Field(Bytes& out, const Bytes& octets) {
    for (int shift = 0; shift < 32; shift += 8) out.push_back(static_cast<std::uint8_t>(octets.size() >> shift));
    out.insert(out.end(), octets.begin(), octets.end());
  }
  static Bytes Text(const std::string& text) { return Bytes(text.begin(), text.end()); }

  // `alg:hex` of an algorithm and its length.
  static bool IsDigest(const std::string& word) {
    for (const DigestAlg alg : NaiveLine::kAllDigests) {
      const std::string name = std::string(crypto::DigestName(alg)) + ":";
      if (word.compare(0, name.size(), name) == 0)
        return word.size() == name.size() + 2 * DigestOctets(alg) && IsHex(word.substr(name.size()));
    }
    return false;
  }
  // `...alg:` NUL, then the digest's octets.
  static Bytes DigestField(const std::string& word) {
    const std::size_t colon = word.rfind(':');
    Bytes out = Text(word.substr(0, colon + 1));
    out.push_back(0);
    const Bytes digest = Octets(word.substr(colon + 1));
    out.insert(out.end(), digest.begin(), digest.end());
    return out;
  }

  static std::optional<NaiveLine> ReadLine(const std::string& text) {
    NaiveLine out;
    if (text.size() < 3 || text[2] != ' ') return std::nullopt;
    const std::string number = text.substr(0, 2);
    for (int pcr = 0; pcr < 24; ++pcr) {
      const std::string printed = pcr < 10 ? " " + std::to_string(pcr) : std::to_string(pcr);
      if (number == printed) out.pcr = pcr;
    }
    if (out.pcr == 0 && number != " 0") return std::nullopt;
    const std::vector<std::string> words = Split(text.substr(3));
    static const std::map<std::string, std::size_t> extras = {{"ima", 0},       {"ima-ng", 0},    {"ima-ngv2", 0},
                                                              {"ima-sig", 1},   {"ima-sigv2", 1}, {"ima-buf", 1},
                                                              {"ima-modsig", 3}};
    if (words.size() < 4 || extras.count(words[1]) == 0) return std::nullopt;
    const std::size_t behind = extras.at(words[1]);
    if (words.size() < 4 + behind) return std::nullopt;
    out.hash = words[0], out.form = words[1], out.digest_word = words[2];
    for (std::size_t i = 3; i < words.size() - behind; ++i) out.path += (i == 3 ? "" : " ") + words[i];
    out.extra.assign(words.end() - static_cast<std::ptrdiff_t>(behind), words.end());
    return Fill(out) ? std::optional(out) : std::nullopt;
  }

  static bool HashFits(const std::string& hash) {
    for (const DigestAlg alg : NaiveLine::kAllDigests) {
      if (hash.size() == 2 * DigestOctets(alg)) return IsHex(hash);
    }
    return false;
  }

  // Judges the fields and makes the data.
  static bool Fill(NaiveLine& line) {
    if (!HashFits(line.hash) || line.path.empty() || line.path.find('\0') != std::string::npos) return false;
    line.violation = line.hash.find_first_not_of('0') == std::string::npos;
    if (line.form == "ima") {
      line.digest = "sha1:" + line.digest_word;
      if (!IsDigest(line.digest) || line.path.size() > 255) return false;
      line.data = Octets(line.digest_word);
      line.data.insert(line.data.end(), line.path.begin(), line.path.end());
      line.data.resize(20 + 256, 0);
      return true;
    }
    line.digest = line.digest_word;
    if (line.form.ends_with("v2")) {
      const bool ima = line.digest.starts_with("ima:");
      if (!ima && !line.digest.starts_with("verity:")) return false;
      line.digest.erase(0, line.digest.find(':') + 1);
    }
    if (!IsDigest(line.digest) || line.path.size() > 4096) return false;
    Field(line.data, DigestField(line.digest_word));
    Field(line.data, Text(line.path + '\0'));
    for (std::size_t i = 0; i < line.extra.size(); ++i) {
      const std::string& word = line.extra[i];
      if (i == 1 ? !word.empty() && !IsDigest(word) : !IsHex(word)) return false;
      Field(line.data, i != 1 ? Octets(word) : word.empty() ? Bytes() : DigestField(word));
    }
    return true;
  }
};

}  // namespace mps::fuzz
