// Keys by URI: which kind a URI names, and the files among them.
#include "crypto/key_uri.h"

#include <algorithm>
#include <charconv>

#include "base/hex.h"
#include "crypto/openssl/tpm_key.h"
#include "crypto/pkcs11/pkcs11_key.h"
#include "mps/limits.h"

namespace mps::crypto {
namespace {

bool IsAlpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsSchemeChar(char c) { return IsAlpha(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'; }

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

// A key outside this process, opened; nullptr where the URI names a file.
Result<std::unique_ptr<Signer>> OpenHardware(std::string_view uri, std::optional<SignAlg> alg) {
  const std::string scheme = SchemeOf(uri);
  if (scheme == "pkcs11") return OpenPkcs11Key(uri, alg);
  if (scheme != "handle") return std::unique_ptr<Signer>();
  MPS_ASSIGN(const TpmHandle handle, ParseTpmHandle(uri));
  MPS_ASSIGN(const Pin pin, Pin::From(handle.pin_source));
  return OpenTpmKey(handle.handle, pin, alg);
}

Result<std::unique_ptr<Signer>> LoadFileSigner(std::string_view uri, std::optional<SignAlg> alg) {
  MPS_ASSIGN(PrivateKey key, LoadPrivateKey(uri));
  return alg ? MakeSigner(*alg, std::move(key)) : MakeSigner(std::move(key));
}

}  // namespace

Result<PublicKey> PublicKeyFromText(std::string_view text) {
  if (text.find("-----BEGIN CERTIFICATE-----") != std::string_view::npos)
    return PublicKeyFromCertificate(AsBytes(text));
  if (text.find("-----BEGIN ") != std::string_view::npos) return PublicKeyFromPem(text);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && text[first] == '{') return PublicKeyFromJwk(text);
  if (!text.empty() && (static_cast<std::uint8_t>(text[0]) & 0xE0) == 0xA0) return PublicKeyFromCoseKey(AsBytes(text));
  return Status(Code::kMalformed, "neither PEM, certificate, JWK nor COSE_Key");
}

Result<std::string> KeyPath(std::string_view uri) {
  if (uri.empty()) return Status(Code::kUsage, "an empty key URI");
  if (uri.find('\0') != std::string_view::npos) return Status(Code::kUsage, "a key URI with a zero octet");
  const std::string scheme = SchemeOf(uri);
  if (scheme.empty()) return std::string(uri);
  if (scheme == "pkcs11" || scheme == "handle")
    return Status::Unsupported(scheme, "a key file is wanted here; keys behind `" + scheme + ":` are not in files");
  if (scheme != "file") {
    return Status::Unsupported(
        scheme, "keys behind `" + scheme + ":` are not supported; there are file:, pkcs11: and " + "handle: (a TPM's)");
  }
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

Result<TpmHandle> ParseTpmHandle(std::string_view uri) {
  constexpr std::string_view kScheme = "handle:", kPinSource = "pin-source=";
  constexpr std::uint32_t kFirst = 0x81000000, kLast = 0x81FFFFFF;  // TPM_HT_PERSISTENT (TPM 2.0 part 2, 7.2)
  if (uri.find('\0') != std::string_view::npos) return Status(Code::kUsage, "a key URI with a zero octet");
  if (SchemeOf(uri) != "handle") return Status(Code::kUsage, "a TPM's key is named handle:0x81000001");
  const std::size_t question = std::min(uri.find('?'), uri.size());
  std::string_view number = uri.substr(kScheme.size(), question - kScheme.size());
  TpmHandle handle;
  if (number.starts_with("0x") || number.starts_with("0X")) number.remove_prefix(2);
  const auto end = std::from_chars(number.data(), number.data() + number.size(), handle.handle, 16);
  if (number.size() != 8 || end.ec != std::errc() || end.ptr != number.data() + number.size() ||
      handle.handle < kFirst || handle.handle > kLast) {
    return Status(Code::kUsage, "`handle:` names a persistent handle, 0x81000000 to 0x81ffffff");
  }
  if (question == uri.size()) return handle;
  const std::string_view query = uri.substr(question + 1);
  // What stands there is not repeated: it may be a secret.
  if (!query.starts_with(kPinSource))
    return Status(Code::kUsage, "the query of a `handle:` URI is pin-source=file:PATH, and nothing else", question);
  MPS_ASSIGN(handle.pin_source, PercentDecode(query.substr(kPinSource.size())));
  return handle;
}

Result<PrivateKey> LoadPrivateKey(std::string_view uri) {
  MPS_ASSIGN(std::string path, KeyPath(uri));
  MPS_ASSIGN(std::string text, ReadWhole(path, limit::kKeyBytes, "key"));
  Result<PrivateKey> key = PrivateKeyFromPem(text);
  std::fill(text.begin(), text.end(), '\0');
  if (!key.ok()) return key.TakeStatus().Within("key `" + path + "`");
  return key;
}

Result<PublicKey> LoadPublicKey(std::string_view uri) {
  if (SchemeOf(uri) == "pkcs11") return Pkcs11PublicKey(uri);
  if (SchemeOf(uri) == "handle") {
    MPS_ASSIGN(const TpmHandle handle, ParseTpmHandle(uri));
    return TpmPublicKey(handle.handle);
  }
  MPS_ASSIGN(std::string path, KeyPath(uri));
  MPS_ASSIGN(std::string text, ReadWhole(path, limit::kKeyBytes, "key"));
  Result<PublicKey> key = PublicKeyFromText(text);
  if (!key.ok()) return key.TakeStatus().Within("key `" + path + "`");
  return key;
}

Result<std::unique_ptr<Signer>> LoadSigner(std::string_view uri) {
  MPS_ASSIGN(auto signer, OpenHardware(uri, {}));
  return signer ? Result(std::move(signer)) : LoadFileSigner(uri, {});
}

Result<std::unique_ptr<Signer>> LoadSigner(std::string_view uri, SignAlg alg) {
  MPS_ASSIGN(auto signer, OpenHardware(uri, alg));
  return signer ? Result(std::move(signer)) : LoadFileSigner(uri, alg);
}

namespace {

Status SaveText(std::string_view text, std::string_view uri, unsigned mode, Overwrite overwrite) {
  MPS_ASSIGN(const std::string path, KeyPath(uri));
  return WriteWhole(path, text, mode, overwrite, "key");
}

}  // namespace

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
