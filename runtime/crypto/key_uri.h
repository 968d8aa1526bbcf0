// Keys by URI: `file:` and plain paths; `pkcs11:` (RFC 7512), a key of a PKCS#11 token; `handle:0x81000001`, a
// persistent key of this machine's TPM. Others are refused as unsupported:<scheme>. docs/trust.md says how each is
// used.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/key.h"
#include "crypto/key_file.h"
#include "crypto/sign.h"
#include "mps/status.h"

namespace mps::crypto {

// The file that a key URI names. `file:PATH`, `file:///PATH` (%XX decoded, RFC 8089; a host other than `localhost` is
// kUsage), or a path. A scheme is letters, digits, `+`, `-`, `.` after a letter, at least two long, then `:`; write
// `./a:b` for a path like that. Keys that are in no file: unsupported:<scheme>.
Result<std::string> KeyPath(std::string_view uri);

// `handle:0x81000001`, and after `?` the place of the key's PIN. kUsage for what is no persistent handle, and for any
// other query.
struct TpmHandle {
  std::uint32_t handle = 0;
  std::optional<std::string> pin_source;  // as RFC 7512 2.4 has it: file:PATH, or a path
};
Result<TpmHandle> ParseTpmHandle(std::string_view uri);

// Reads at most limit::kKeyBytes (else kLimit); kIo names the file. Only of files: what a token or TPM holds does not
// come out.
Result<PrivateKey> LoadPrivateKey(std::string_view uri);
// A PEM public key, PEM certificate, JWK or COSE_Key, told by its first characters; or the public half of a token's or
// TPM's key, for which no PIN is used unless the token shows nothing without one.
Result<PublicKey> LoadPublicKey(std::string_view uri);
Result<PublicKey> PublicKeyFromText(std::string_view text);
// The signer that a URI names, for an algorithm that fits it. A PIN comes from the URI's pin-source or else from the
// environment variable MPS_PIN (crypto/pin.h). What hardware signs is verified before it is given out.
// unsupported:pkcs11-module, unsupported:tpm2-provider name the package that is not installed; kIo: no such token, TPM
// or key; kTrust: the PIN is refused.
Result<std::unique_ptr<Signer>> LoadSigner(std::string_view uri);
Result<std::unique_ptr<Signer>> LoadSigner(std::string_view uri, SignAlg alg);

// PKCS#8 PEM, mode 0600 from the start whatever the umask; written to a new file and renamed into place. An existing
// file: kIo unless kYes.
Status SavePrivateKey(const PrivateKey& key, std::string_view uri, Overwrite overwrite = Overwrite::kNo);
// SPKI PEM, mode 0644 less the umask.
Status SavePublicKey(const PublicKey& key, std::string_view uri, Overwrite overwrite = Overwrite::kNo);

}  // namespace mps::crypto
