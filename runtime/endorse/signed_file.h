// Signed endorsement files: what an endorser says outside the definition, under its own key (docs/endorsements.md).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "crypto/key.h"
#include "crypto/sign.h"
#include "endorse/endorsement.h"
#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::endorse {

inline constexpr std::string_view kEndorsementsType = "application/vnd.mps.endorsements+cbor";

struct FileContent {
  std::string name, version;
  std::string base_name, base_version;
  Bytes base_digest;                       // of the definition that its paths and endorsers are of: SHA-256
  std::optional<std::int64_t> not_before;  // seconds since 1970
  std::int64_t not_after = 0;              // the first second in which it does not hold any more
  // For these devices only; of any where both are empty.
  std::vector<Bytes> ueids;
  std::vector<std::string> keys;  // attesting keys, as evidence names them: `sha256:<hex>`
  EndorsementSet set;
};

enum class FileForm : std::uint8_t { kCose, kJws };

// COSE_Sign1 (RFC 9052 4.2) with tag 18, or a compact JWS (RFC 7515), over the deterministic CBOR of the content and of
// the signer's public key. `chain`: DER certificates, the signer's first, for endorsers known by `key chain`. kType for
// values without canonical form; kUsage for a chain whose leaf is of another key; kLimit for a longer one than
// limit::kChainCertificates.
Result<Bytes> SignFile(crypto::Signer& signer, const FileContent& content, FileForm form,
                       const std::vector<Bytes>& chain = {});

// A file whose signature is good under the key that it carries: whose key that is, is asked by Accept. INVARIANT: the
// first certificate of the chain is of that key.
struct SignedFile {
  FileContent content;
  std::vector<Bytes> chain;  // DER, leaf first: COSE x5chain, JWS x5c; empty: none
  Bytes key_id;              // SHA-256 of the signer's SubjectPublicKeyInfo
  Bytes digest;              // SHA-256 of the file
};
// Told by its first octet. Errors: of the decoders, with the offset; kInvalid, also for a header's kid or certificate
// of another key than the file carries, and for a file that says nothing; kSignature; kLimit.
Result<SignedFile> ReadSignedFile(ByteView bytes);

// Ok if the file counts for a definition with these endorsers: its digest, the time, and every endorsement and
// answer by an endorser whose key signed it, or whose certificate the signer's chain leads to at `now`. kTrust,
// kFreshness with the reason.
Status Accept(const SignedFile& file, const std::vector<Endorser>& endorsers, ByteView definition_digest,
              std::int64_t now);

}  // namespace mps::endorse
