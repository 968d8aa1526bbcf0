#include "collect/ima_line.h"

#include "base/hex_digits.h"
#include "collect/ima_list.h"
#include "crypto/hash.h"

namespace mps::collect {
namespace {

// Goes through a line from the left.
class Words {
 public:
  explicit Words(std::string_view line) : line_(line) {}
  std::size_t at() const { return at_; }
  // Up to the next blank, which is passed. False: there is no blank.
  bool Next(std::string_view& word) {
    const auto blank = line_.find(' ', at_);
    if (blank == std::string_view::npos) return false;
    word = line_.substr(at_, blank - at_);
    at_ = blank + 1;
    return true;
  }
  std::string_view rest() const { return line_.substr(at_); }

 private:
  std::string_view line_;
  std::size_t at_ = 0;
};

Status Malformed(std::string_view what, std::size_t offset) { return {Code::kMalformed, std::string(what), offset}; }

bool IsHex(std::string_view text) { return text.size() % 2 == 0 && IsLowerHex(text); }

bool AllZero(std::string_view text) { return text.find_first_not_of('0') == std::string_view::npos; }

// ` 9` and `10`: what the kernel prints with a width of two; 0 to 23.
bool PcrOf(std::string_view& line, std::uint8_t& pcr) {
  if (!line.empty() && line[0] == ' ') {
    if (line.size() < 3 || line[1] < '0' || line[1] > '9' || line[2] != ' ') return false;
    pcr = static_cast<std::uint8_t>(line[1] - '0');
  } else {
    if (line.size() < 3 || line[0] < '1' || line[0] > '2' || line[1] < '0' || line[1] > '9' || line[2] != ' ')
      return false;
    pcr = static_cast<std::uint8_t>((line[0] - '0') * 10 + (line[1] - '0'));
  }
  line.remove_prefix(3);
  return pcr < 24;
}

void Field(Bytes& out, std::size_t size) {
  for (unsigned i = 0; i < 4; ++i) out.push_back(static_cast<std::uint8_t>(size >> (8 * i)));
}

void Octets(Bytes& out, std::string_view hex) {
  const std::size_t at = out.size();
  out.resize(at + hex.size() / 2);
  LowerHexToOctets(hex, out.data() + at);  // Parse has looked at the digits
}

Status DigestField(std::string_view word, std::size_t offset, ImaLine& out) {
  const auto colon = word.find(':');
  if (colon == std::string_view::npos || colon == 0) return Malformed("a digest such as sha256:... is due", offset);
  out.algorithm = word.substr(0, colon);
  out.digest = word.substr(colon + 1);
  const auto alg = crypto::DigestFromName(out.algorithm);
  if (!alg) {
    return Status::Unsupported("ima-digest-" + std::string(out.algorithm.substr(0, 32)),
                               "a digest algorithm that is not supported")
        .WithOffset(offset);
  }
  out.digest_alg = *alg;
  if (!IsHex(out.digest) || out.digest.size() != 2 * crypto::DigestSize(*alg))
    return Malformed("the digest is not hexadecimal of its algorithm's length", offset + colon + 1);
  return {};
}

}  // namespace

Result<ImaLine> ImaLine::Parse(std::string_view line) {
  ImaLine out;
  std::string_view behind = line;
  if (!PcrOf(behind, out.pcr)) return Malformed("a line begins with the number of its PCR, 0 to 23", 0);
  Words words(behind);
  const auto offset = [&] { return words.at() + 3; };
  if (!words.Next(out.template_hash)) return Malformed("a template hash is due", offset());
  if (!IsHex(out.template_hash) || out.template_hash.empty())
    return Malformed("the template hash is not hexadecimal", 3);
  out.violation = AllZero(out.template_hash);
  std::size_t at = offset();
  if (!words.Next(out.template_name)) return Malformed("the name of a template is due", at);
  const bool ng = out.template_name == "ima-ng";
  out.has_extra = out.template_name == "ima-sig" || out.template_name == "ima-buf";
  if (!ng && !out.has_extra) {
    return Status::Unsupported("ima-template-" + std::string(out.template_name.substr(0, 32)),
                               "a template that is not supported")
        .WithOffset(at);
  }
  at = offset();
  std::string_view digest;
  if (!words.Next(digest)) return Malformed("a digest and a path are due", at);
  MPS_TRY(DigestField(digest, at, out));
  at = offset();
  out.path = words.rest();
  if (out.has_extra) {  // the path may have blanks of its own, the last field has none
    const auto blank = out.path.rfind(' ');
    if (blank == std::string_view::npos) return Malformed("the last field, which may be empty, is due", line.size());
    out.extra = out.path.substr(blank + 1);
    out.path = out.path.substr(0, blank);
    if (!IsHex(out.extra)) return Malformed("the last field is not hexadecimal", at + blank + 1);
    if (out.extra.size() / 2 > kImaFieldBytes)
      return Status(Code::kLimit, "the last field is too long", at + blank + 1);
  }
  if (out.path.empty()) return Malformed("a path is due", at);
  if (out.path.size() > kImaPathBytes) return Status(Code::kLimit, "the path is too long", at);
  if (out.path.find('\0') != std::string_view::npos) return Malformed("a NUL in a path", at + out.path.find('\0'));
  return out;
}

void ImaLine::TemplateData(Bytes& out) const {
  out.clear();
  Field(out, algorithm.size() + 2 + digest.size() / 2);
  out.insert(out.end(), algorithm.begin(), algorithm.end());
  out.push_back(':');
  out.push_back(0);
  Octets(out, digest);
  Field(out, path.size() + 1);
  out.insert(out.end(), path.begin(), path.end());
  out.push_back(0);
  if (!has_extra) return;
  Field(out, extra.size() / 2);
  Octets(out, extra);
}

}  // namespace mps::collect
