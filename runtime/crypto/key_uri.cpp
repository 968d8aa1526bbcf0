// Key files by URI.
#include "crypto/key_uri.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "base/hex.h"
#include "base/utf8.h"
#include "crypto/random.h"
#include "mps/limits.h"

namespace mps::crypto {
namespace {

bool IsAlpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsSchemeChar(char c) { return IsAlpha(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'; }

Status IoFailure(std::string_view what, const std::string& path, int error) {
  return Status(Code::kIo, std::string(what) + " `" + path + "`: " + std::strerror(error));
}

// The scheme of a URI, lower case, or "".
std::string SchemeOf(std::string_view uri) {
  const std::size_t colon = uri.find(':');
  if (colon == std::string_view::npos || colon < 2 || !IsAlpha(uri[0])) return "";
  std::string scheme(uri.substr(0, colon));
  if (!std::all_of(scheme.begin(), scheme.end(), IsSchemeChar)) return "";
  for (char& c : scheme) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return scheme;
}

Result<std::string> PercentDecode(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? HexDigitValue(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? HexDigitValue(text[i + 2]) : -1;
    if (high < 0 || low < 0) return Status(Code::kUsage, "`%` without two hexadecimal digits in a key URI", i);
    out += static_cast<char>(high << 4 | low);
    i += 2;
  }
  return out;
}

// A descriptor that closes itself.
class File {
 public:
  explicit File(int descriptor) : descriptor_(descriptor) {}
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int get() const { return descriptor_; }
  // Closes and tells whether that went well.
  bool Close() {
    const int descriptor = descriptor_;
    descriptor_ = -1;
    return ::close(descriptor) == 0;
  }

 private:
  int descriptor_;
};

Result<std::string> ReadKeyFile(const std::string& path) {
  File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  if (file.get() < 0) return IoFailure("cannot open key", path, errno);
  std::string text;
  char buffer[4096];
  while (true) {
    const ssize_t got = ::read(file.get(), buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return IoFailure("cannot read key", path, errno);
    if (got == 0) return text;
    text.append(buffer, static_cast<std::size_t>(got));
    if (text.size() > limit::kKeyBytes) {
      return Status(Code::kLimit,
                    "key file `" + path + "` has more than " + std::to_string(limit::kKeyBytes) + " bytes");
    }
  }
}

Status WriteAll(int descriptor, std::string_view text, const std::string& path) {
  while (!text.empty()) {
    const ssize_t put = ::write(descriptor, text.data(), text.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return IoFailure("cannot write key", path, errno);
    text.remove_prefix(static_cast<std::size_t>(put));
  }
  return {};
}

// Gives the finished file its name. Without overwriting, that fails if the name is taken, however late.
Status MoveIntoPlace(const std::string& from, const std::string& path, Overwrite overwrite) {
  if (overwrite == Overwrite::kYes) {
    if (::rename(from.c_str(), path.c_str()) == 0) return {};
    return IoFailure("cannot write key", path, errno);
  }
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) == 0) return {};
  if (errno == EINVAL || errno == ENOSYS) {
    // A file system without that call: a hard link is refused just so.
    if (::link(from.c_str(), path.c_str()) == 0) {
      ::unlink(from.c_str());
      return {};
    }
  }
  if (errno == EEXIST) return Status(Code::kIo, "`" + path + "` exists; it is not overwritten");
  return IoFailure("cannot write key", path, errno);
}

Status WriteNewFile(const std::string& temporary, const std::string& path, std::string_view text, mode_t mode) {
  File file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode));
  if (file.get() < 0) return IoFailure("cannot write key", path, errno);
  // The umask may have taken the owner's own bits; a secret has exactly 0600.
  if (mode == 0600 && ::fchmod(file.get(), mode) != 0) return IoFailure("cannot protect key", path, errno);
  MPS_TRY(WriteAll(file.get(), text, path));
  if (::fsync(file.get()) != 0 || !file.Close()) return IoFailure("cannot write key", path, errno);
  return {};
}

Status SaveText(std::string_view text, std::string_view uri, mode_t mode, Overwrite overwrite) {
  MPS_ASSIGN(std::string path, KeyPath(uri));
  MPS_ASSIGN(Bytes random, RandomBytes(8));
  const std::string temporary = path + ".new-" + HexEncode(random);
  Status status = WriteNewFile(temporary, path, text, mode);
  if (status.ok()) status = MoveIntoPlace(temporary, path, overwrite);
  if (!status.ok()) ::unlink(temporary.c_str());
  return status;
}

Result<PublicKey> ParsePublicKey(std::string_view text) {
  if (text.find("-----BEGIN CERTIFICATE-----") != std::string_view::npos)
    return PublicKeyFromCertificate(AsBytes(text));
  if (text.find("-----BEGIN ") != std::string_view::npos) return PublicKeyFromPem(text);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && text[first] == '{') return PublicKeyFromJwk(text);
  if (!text.empty() && (static_cast<std::uint8_t>(text[0]) & 0xE0) == 0xA0) return PublicKeyFromCoseKey(AsBytes(text));
  return Status(Code::kMalformed, "neither PEM, certificate, JWK nor COSE_Key");
}

}  // namespace

Result<std::string> KeyPath(std::string_view uri) {
  if (uri.empty()) return Status(Code::kUsage, "an empty key URI");
  if (uri.find('\0') != std::string_view::npos) return Status(Code::kUsage, "a key URI with a zero octet");
  const std::string scheme = SchemeOf(uri);
  if (scheme.empty()) return std::string(uri);
  if (scheme != "file") return Status::Unsupported(scheme, "keys behind `" + scheme + ":` are not supported yet");
  std::string_view rest = uri.substr(5);
  if (rest.starts_with("//")) {
    const std::size_t slash = rest.find('/', 2);
    const std::string_view host = rest.substr(2, slash == std::string_view::npos ? slash : slash - 2);
    if (slash == std::string_view::npos || (!host.empty() && host != "localhost")) {
      return Status(Code::kUsage, "a key URI that names a file of another host; write file:/path or file:///path");
    }
    rest = rest.substr(slash);
  }
  MPS_ASSIGN(std::string path, PercentDecode(rest));
  if (path.empty() || path.find('\0') != std::string::npos)
    return Status(Code::kUsage, "a key URI without a usable path");
  return path;
}

Result<PrivateKey> LoadPrivateKey(std::string_view uri) {
  MPS_ASSIGN(std::string path, KeyPath(uri));
  MPS_ASSIGN(std::string text, ReadKeyFile(path));
  Result<PrivateKey> key = PrivateKeyFromPem(text);
  std::fill(text.begin(), text.end(), '\0');
  if (!key.ok()) return key.TakeStatus().Within("key `" + path + "`");
  return key;
}

Result<PublicKey> LoadPublicKey(std::string_view uri) {
  MPS_ASSIGN(std::string path, KeyPath(uri));
  MPS_ASSIGN(std::string text, ReadKeyFile(path));
  Result<PublicKey> key = ParsePublicKey(text);
  if (!key.ok()) return key.TakeStatus().Within("key `" + path + "`");
  return key;
}

Result<std::unique_ptr<Signer>> LoadSigner(std::string_view uri) {
  MPS_ASSIGN(PrivateKey key, LoadPrivateKey(uri));
  return MakeSigner(std::move(key));
}

Result<std::unique_ptr<Signer>> LoadSigner(std::string_view uri, SignAlg alg) {
  MPS_ASSIGN(PrivateKey key, LoadPrivateKey(uri));
  return MakeSigner(alg, std::move(key));
}

Status SavePrivateKey(const PrivateKey& key, std::string_view uri, Overwrite overwrite) {
  MPS_ASSIGN(std::string pem, key.ToPem());
  Status status = SaveText(pem, uri, 0600, overwrite);
  std::fill(pem.begin(), pem.end(), '\0');
  return status;
}

Status SavePublicKey(const PublicKey& key, std::string_view uri, Overwrite overwrite) {
  return SaveText(key.ToPem(), uri, 0644, overwrite);
}

}  // namespace mps::crypto
