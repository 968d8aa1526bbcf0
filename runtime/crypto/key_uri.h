// Keys by URI: `file:` and plain paths. Others (`pkcs11:`, `handle:` ...) are refused as unsupported:<scheme>.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "crypto/key.h"
#include "crypto/sign.h"
#include "mps/status.h"

namespace mps::crypto {

// The file that a key URI names. `file:PATH`, `file:///PATH` (%XX decoded, RFC 8089; a host other than `localhost` is
// kUsage), or a path. A scheme is letters, digits, `+`, `-`, `.` after a letter, at least two long, then `:`; write
// `./a:b` for a path like that.
Result<std::string> KeyPath(std::string_view uri);

// Reads at most limit::kKeyBytes (else kLimit); kIo names the file.
Result<PrivateKey> LoadPrivateKey(std::string_view uri);
// A PEM public key, PEM certificate, JWK or COSE_Key, told by its first characters.
Result<PublicKey> LoadPublicKey(std::string_view uri);
// The signer that a URI names, for an algorithm that fits it.
Result<std::unique_ptr<Signer>> LoadSigner(std::string_view uri);
Result<std::unique_ptr<Signer>> LoadSigner(std::string_view uri, SignAlg alg);

enum class Overwrite : bool { kNo, kYes };
// PKCS#8 PEM, mode 0600 from the start whatever the umask; written to a new file and renamed into place. An existing
// file: kIo unless kYes.
Status SavePrivateKey(const PrivateKey& key, std::string_view uri, Overwrite overwrite = Overwrite::kNo);
// SPKI PEM, mode 0644 less the umask.
Status SavePublicKey(const PublicKey& key, std::string_view uri, Overwrite overwrite = Overwrite::kNo);

}  // namespace mps::crypto
