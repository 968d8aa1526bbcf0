// PEM blocks (RFC 7468), read strictly and without asking anybody for a pass phrase.
#include <algorithm>

#include "base/base64url.h"
#include "crypto/openssl/evp.h"
#include "mps/limits.h"

namespace mps::crypto {
namespace {

constexpr std::string_view kBegin = "-----BEGIN ";
constexpr std::string_view kEnd = "-----END ";
constexpr std::string_view kDashes = "-----";

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

Status Bad(std::string message, std::size_t at) { return Status(Code::kMalformed, std::move(message), at); }

// One block that begins at or after `at`, which is moved to its end.
Result<PemBlock> NextBlock(std::string_view text, std::size_t& at) {
  const std::size_t begin = text.find(kBegin, at);
  if (begin == std::string_view::npos) return Bad("no PEM block (`-----BEGIN ...`)", at);
  if (begin > 0 && text[begin - 1] != '\n') return Bad("`-----BEGIN` does not stand at the start of a line", begin);
  const std::size_t label_at = begin + kBegin.size();
  const std::size_t label_end = text.find(kDashes, label_at);
  if (label_end == std::string_view::npos) return Bad("the PEM block's first line has no end", begin);
  PemBlock block;
  block.label = text.substr(label_at, label_end - label_at);
  const std::size_t body = label_end + kDashes.size();
  const std::string last = std::string(kEnd) + block.label + std::string(kDashes);
  const std::size_t end = text.find(kEnd, body);
  if (end == std::string_view::npos || text.substr(end, last.size()) != last) {
    return Bad("the PEM block `" + block.label + "` has no matching end", begin);
  }
  std::string base64;
  std::copy_if(text.begin() + static_cast<std::ptrdiff_t>(body), text.begin() + static_cast<std::ptrdiff_t>(end),
               std::back_inserter(base64), [](char c) { return !IsSpace(c); });
  if (block.label == "ENCRYPTED PRIVATE KEY" || base64.starts_with("Proc-Type:4,ENCRYPTED")) {
    return Status::Unsupported("encrypted-key", "the private key is encrypted");
  }
  Result<Bytes> der = Base64Decode(base64);
  if (!der.ok()) return Bad("the PEM block `" + block.label + "` is not base64: " + der.status().message(), body);
  block.der = std::move(der).value();
  at = end + last.size();
  return block;
}

}  // namespace

Result<PemBlock> ReadPem(std::string_view text, bool alone) {
  if (text.size() > limit::kKeyBytes)
    return Status(Code::kLimit, "a key of more than " + std::to_string(limit::kKeyBytes) + " bytes");
  std::size_t at = 0;
  MPS_ASSIGN(PemBlock block, NextBlock(text, at));
  if (block.label == "EC PARAMETERS") {
    MPS_ASSIGN(block, NextBlock(text, at));
  }
  if (alone && !std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), IsSpace)) {
    return Status(Code::kTrailing, "text after the key", at);
  }
  return block;
}

Result<std::vector<PemBlock>> ReadPemBlocks(std::string_view text, std::size_t most) {
  std::vector<PemBlock> blocks;
  for (std::size_t at = 0; text.find(kBegin, at) != std::string_view::npos || blocks.empty();) {
    if (blocks.size() == most) return Status(Code::kLimit, "more than " + std::to_string(most) + " PEM blocks", at);
    MPS_ASSIGN(PemBlock block, NextBlock(text, at));
    blocks.push_back(std::move(block));
  }
  return blocks;
}

std::string WritePem(std::string_view label, ByteView der) {
  const std::string base64 = Base64Encode(der);
  std::string out = std::string(kBegin) + std::string(label) + std::string(kDashes) + "\n";
  for (std::size_t at = 0; at < base64.size(); at += 64) out += base64.substr(at, 64) + "\n";
  return out + std::string(kEnd) + std::string(label) + std::string(kDashes) + "\n";
}

}  // namespace mps::crypto
