#include "roots/ima_line.h"

#include <algorithm>
#include <iterator>

#include "base/hex_digits.h"
#include "crypto/hash.h"

namespace mps::roots {
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

// `alg:hex`; the offset is that of the word.
struct NamedDigest {
  std::string_view algorithm, digest;
  DigestAlg alg;
};
Result<NamedDigest> ReadDigest(std::string_view word, std::size_t offset) {
  const auto colon = word.find(':');
  if (colon == std::string_view::npos || colon == 0) return Malformed("a digest such as sha256:... is due", offset);
  NamedDigest out{word.substr(0, colon), word.substr(colon + 1), DigestAlg::kSha256};
  const auto alg = crypto::DigestFromName(out.algorithm);
  if (!alg) {
    return Status::Unsupported("ima-digest-" + std::string(out.algorithm.substr(0, 32)),
                               "a digest algorithm that is not supported")
        .WithOffset(offset);
  }
  out.alg = *alg;
  if (!IsHex(out.digest) || out.digest.size() != 2 * crypto::DigestSize(*alg))
    return Malformed("the digest is not hexadecimal of its algorithm's length", offset + colon + 1);
  return out;
}

struct TemplateRow {
  std::string_view name;
  ImaTemplate form;
  bool typed;  // the digest says of what kind it is
};
constexpr TemplateRow kTemplates[] = {
    {"ima", ImaTemplate::kIma, false},           {"ima-ng", ImaTemplate::kNg, false},
    {"ima-sig", ImaTemplate::kSig, false},       {"ima-buf", ImaTemplate::kBuf, false},
    {"ima-modsig", ImaTemplate::kModsig, false}, {"ima-ngv2", ImaTemplate::kNg, true},
    {"ima-sigv2", ImaTemplate::kSig, true},
};
constexpr std::size_t kImaNameBytes = 255;  // of the name in template `ima` (IMA_EVENT_NAME_LEN_MAX)

// The `ima` template has a SHA-1, or of old kernels an MD5, without its name.
Status BareDigest(std::string_view word, std::size_t offset, ImaLine& out) {
  if (word.size() == 32) return Status::Unsupported("ima-digest-md5", "a digest of MD5").WithOffset(offset);
  if (!IsHex(word) || word.size() != 2 * crypto::DigestSize(DigestAlg::kSha1))
    return Malformed("a SHA-1 in hexadecimal is due", offset);
  out.algorithm = "sha1";
  out.digest_alg = DigestAlg::kSha1;
  out.digest = word;
  return {};
}

Status DigestField(std::string_view word, std::size_t offset, bool typed, ImaLine& out) {
  if (out.form == ImaTemplate::kIma) return BareDigest(word, offset, out);
  if (typed) {
    const auto colon = word.find(':');
    out.digest_type = word.substr(0, colon == std::string_view::npos ? 0 : colon);
    if (out.digest_type != "ima" && out.digest_type != "verity")
      return Malformed("a digest such as ima:sha256:... or verity:sha256:... is due", offset);
    word.remove_prefix(colon + 1);
    offset += colon + 1;
  }
  MPS_ASSIGN(const NamedDigest digest, ReadDigest(word, offset));
  out.algorithm = digest.algorithm;
  out.digest = digest.digest;
  out.digest_alg = digest.alg;
  return {};
}

// Takes the last word off, which may be empty. The path may have blanks of its own, the fields behind it have none.
Status LastWord(std::string_view& text, std::size_t at, std::string_view& word) {
  const auto blank = text.rfind(' ');
  if (blank == std::string_view::npos) return Malformed("the last field, which may be empty, is due", at + text.size());
  word = text.substr(blank + 1);
  text = text.substr(0, blank);
  return {};
}

Status HexField(std::string_view word, std::size_t offset) {
  if (!IsHex(word)) return Malformed("the last field is not hexadecimal", offset);
  if (word.size() / 2 > kImaFieldBytes) return {Code::kLimit, "the last field is too long", offset};
  return {};
}

// What stands behind the path; `text` begins with the path and is left with it alone.
Status LastFields(std::string_view& text, std::size_t at, ImaLine& out) {
  if (out.form == ImaTemplate::kIma || out.form == ImaTemplate::kNg) return {};
  if (out.form == ImaTemplate::kModsig) {
    MPS_TRY(LastWord(text, at, out.modsig));
    MPS_TRY(HexField(out.modsig, at + text.size() + 1));
    MPS_TRY(LastWord(text, at, out.modsig_digest));
    if (!out.modsig_digest.empty()) {
      if (auto digest = ReadDigest(out.modsig_digest, at + text.size() + 1); !digest.ok()) return digest.TakeStatus();
    }
  }
  MPS_TRY(LastWord(text, at, out.extra));
  return HexField(out.extra, at + text.size() + 1);
}

// `type:alg:` NUL digest, the type only where there is one.
void DigestData(Bytes& out, std::string_view type, std::string_view algorithm, std::string_view digest) {
  Field(out, (type.empty() ? 0 : type.size() + 1) + algorithm.size() + 2 + digest.size() / 2);
  if (!type.empty()) {
    out.insert(out.end(), type.begin(), type.end());
    out.push_back(':');
  }
  out.insert(out.end(), algorithm.begin(), algorithm.end());
  out.push_back(':');
  out.push_back(0);
  Octets(out, digest);
}

void HexData(Bytes& out, std::string_view hex) {
  Field(out, hex.size() / 2);
  Octets(out, hex);
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
  const auto* row = std::find_if(std::begin(kTemplates), std::end(kTemplates),
                                 [&](const TemplateRow& each) { return each.name == out.template_name; });
  if (row == std::end(kTemplates)) {
    return Status::Unsupported("ima-template-" + std::string(out.template_name.substr(0, 32)),
                               "a template that is not supported")
        .WithOffset(at);
  }
  out.form = row->form;
  at = offset();
  std::string_view digest;
  if (!words.Next(digest)) return Malformed("a digest and a path are due", at);
  MPS_TRY(DigestField(digest, at, row->typed, out));
  at = offset();
  out.path = words.rest();
  MPS_TRY(LastFields(out.path, at, out));
  if (out.path.empty()) return Malformed("a path is due", at);
  if (out.path.size() > (out.form == ImaTemplate::kIma ? kImaNameBytes : kImaPathBytes))
    return Status(Code::kLimit, "the path is too long", at);
  if (out.path.find('\0') != std::string_view::npos) return Malformed("a NUL in a path", at + out.path.find('\0'));
  return out;
}

void ImaLine::TemplateData(Bytes& out) const {
  out.clear();
  if (form == ImaTemplate::kIma) {
    Octets(out, digest);
    out.insert(out.end(), path.begin(), path.end());
    out.resize(out.size() + kImaNameBytes + 1 - path.size());
    return;
  }
  DigestData(out, digest_type, algorithm, digest);
  Field(out, path.size() + 1);
  out.insert(out.end(), path.begin(), path.end());
  out.push_back(0);
  if (form == ImaTemplate::kNg) return;
  HexData(out, extra);
  if (form != ImaTemplate::kModsig) return;
  const auto colon = modsig_digest.find(':');
  if (modsig_digest.empty()) {
    Field(out, 0);
  } else {
    DigestData(out, "", modsig_digest.substr(0, colon), modsig_digest.substr(colon + 1));
  }
  HexData(out, modsig);
}

}  // namespace mps::roots
