#include "roots/quote.h"

#include <algorithm>

#include "crypto/hash.h"
#include "crypto/sign.h"

namespace mps::roots {
namespace {

using tpm::Attest;
using tpm::Signature;

Status CheckKey(const tpm::Public& ak) {
  constexpr std::uint32_t kNeeded = tpm::kRestricted | tpm::kSign | tpm::kFixedTpm;
  if ((ak.attributes & tpm::kRestricted) == 0)
    return {Code::kTrust, "the key is not restricted: it signs whatever looks like a quote"};
  if ((ak.attributes & kNeeded) != kNeeded || (ak.attributes & tpm::kDecrypt) != 0)
    return {Code::kTrust, "the key is not one for signing that stays in its TPM"};
  return {};
}

// SHA-1 is refused by its name and not as something unknown: it is known to be too weak.
Result<DigestAlg> SignatureDigest(HashId hash) {
  if (hash == kHashSha1) return Status(Code::kSignature, "a signature over SHA-1");
  if (const auto alg = DigestOf(hash)) return *alg;
  return Status::Unsupported("tpm-" + HashIdName(hash), "a hash that is not supported");
}

Status CheckAlgorithm(const Signature& signature, const QuotePolicy& policy) {
  auto digest = SignatureDigest(signature.hash);
  if (!digest.ok()) return digest.TakeStatus();
  if (!policy.ak) return {};
  const bool rsa = policy.ak->kind() == crypto::KeyKind::kRsa;
  if (rsa == (signature.scheme == tpm::kAlgEcdsa)) return {Code::kSignature, "the scheme does not fit the key"};
  if (!policy.ak_public || policy.ak_public->scheme == tpm::kAlgNull) return {};
  if (policy.ak_public->scheme != signature.scheme || policy.ak_public->scheme_hash != signature.hash)
    return {Code::kSignature, "the key is for another scheme or hash"};
  return {};
}

// r || s of the curve's width. A number that is too long for the curve is no signature.
Result<Bytes> RawEcdsa(const Signature& signature, const crypto::PublicKey& key) {
  const std::size_t width = crypto::CoordinateSize(key.kind());
  Bytes out;
  for (const Bytes* part : {&signature.r, &signature.s}) {
    if (part->size() > width) return Status(Code::kSignature, "an ECDSA signature with r or s too long");
    out.insert(out.end(), width - part->size(), 0);
    out.insert(out.end(), part->begin(), part->end());
  }
  return out;
}

// The salt is as long as the digest (FIPS 186) or as there is room for (part 1, B.7: the library's own choice).
Status VerifyPss(DigestAlg digest, const crypto::PublicKey& key, ByteView data, ByteView signature) {
  const std::size_t size = crypto::DigestSize(digest);
  Status status = crypto::VerifyRsaPss({digest, digest, size}, key, data, signature);
  const std::size_t encoded = (key.bits() - 1 + 7) / 8;
  if (status.ok() || encoded < 2 * size + 2) return status;
  return crypto::VerifyRsaPss({digest, digest, encoded - size - 2}, key, data, signature);
}

Status CheckSignature(const Signature& signature, const crypto::PublicKey& key, ByteView attest) {
  MPS_ASSIGN(const DigestAlg digest, SignatureDigest(signature.hash));
  if (signature.scheme == tpm::kAlgRsassa) return crypto::VerifyRsaPkcs1(digest, key, attest, signature.rsa);
  if (signature.scheme == tpm::kAlgRsapss) return VerifyPss(digest, key, attest, signature.rsa);
  MPS_ASSIGN(const Bytes raw, RawEcdsa(signature, key));
  return crypto::VerifyEcdsaRaw(digest, key, attest, raw);
}

bool Covers(const Attest& attest, PcrName name) {
  return std::any_of(attest.selections.begin(), attest.selections.end(), [&](const tpm::PcrSelection& selection) {
    return selection.bank == name.bank &&
           std::find(selection.pcrs.begin(), selection.pcrs.end(), name.pcr) != selection.pcrs.end();
  });
}

Status CheckSelection(const Attest& attest, const std::vector<PcrName>& wanted) {
  for (const PcrName name : wanted) {
    if (!Covers(attest, name)) return {Code::kInvalid, "the quote does not cover " + PcrNameText(name)};
  }
  return {};
}

const Bytes* ValueOf(const PcrValues& values, PcrName name) {
  const auto bank = values.find(name.bank);
  if (bank == values.end()) return nullptr;
  const auto value = bank->second.find(name.pcr);
  return value == bank->second.end() ? nullptr : &value->second;
}

// What pcrDigest is over: the selected values, in the order of the selection. `missing` is the first that is not there.
struct Selected {
  Bytes concatenated;
  PcrValues values;
  std::optional<PcrName> missing;
  std::optional<PcrName> misfit;  // a value that is not as long as its bank's digests
};
Selected SelectValues(const Attest& attest, const PcrValues& values) {
  Selected out;
  for (const tpm::PcrSelection& selection : attest.selections) {
    for (const std::uint32_t pcr : selection.pcrs) {
      const PcrName name{selection.bank, pcr};
      const Bytes* value = ValueOf(values, name);
      if (value == nullptr) {
        if (!out.missing) out.missing = name;
        continue;
      }
      const auto alg = DigestOf(selection.bank);
      if (alg && DigestOctets(*alg) != value->size() && !out.misfit) out.misfit = name;
      out.concatenated.insert(out.concatenated.end(), value->begin(), value->end());
      out.values[selection.bank][pcr] = *value;
    }
  }
  return out;
}

// One verification; each step needs what those before it left.
class QuoteVerifier {
 public:
  QuoteVerifier(const QuoteEvidence& evidence, const QuotePolicy& policy) : evidence_(evidence), policy_(policy) {}

  QuoteReport Run() {
    if (Decode()) {
      Structure();
      Key();
      Sign();
      Content();
    }
    Conclude();
    return std::move(report_);
  }

 private:
  bool Decode() {
    auto attest = tpm::DecodeAttest(evidence_.attest);
    auto signature = tpm::DecodeSignature(evidence_.signature);
    if (!attest.ok() || !signature.ok()) {
      const Status status = !attest.ok() ? attest.TakeStatus().Within("the attested structure")
                                         : signature.TakeStatus().Within("the signature");
      report_.checks.Fail(quote_check::kFormat, status);
      return false;
    }
    report_.checks.Pass(quote_check::kFormat, "both structures are whole");
    attest_ = std::move(attest).value();
    signature_ = std::move(signature).value();
    return true;
  }

  void Structure() {
    const Status magic = attest_.magic == tpm::kGenerated ? Status() : Status(Code::kInvalid, "not made by a TPM");
    report_.checks.Add(quote_check::kMagic, magic, "TPM_GENERATED_VALUE");
    const Status type = attest_.type == tpm::kAttestQuote ? Status() : Status(Code::kInvalid, "not a quote");
    report_.checks.Add(quote_check::kType, type, "TPM_ST_ATTEST_QUOTE");
  }

  void Key() {
    if (!policy_.ak) {
      report_.checks.Skip(quote_check::kKey, "no attestation key was given");
    } else if (!policy_.ak_public) {
      report_.checks.Skip(quote_check::kKey,
                          "the key's public area is not known: that it is restricted is the caller's word");
    } else if (!(policy_.ak_public->key == policy_.ak)) {
      report_.checks.Fail(quote_check::kKey, "the public area is of another key", Code::kTrust);
    } else {
      report_.checks.Add(quote_check::kKey, CheckKey(*policy_.ak_public), "restricted, for signing, fixed to its TPM");
    }
    report_.checks.Add(quote_check::kAlgorithm, CheckAlgorithm(signature_, policy_),
                       "signed over " + HashIdName(signature_.hash));
  }

  void Sign() {
    if (!report_.checks.Passed(quote_check::kAlgorithm)) {
      report_.checks.Skip(quote_check::kSignature, "the algorithm is refused");
      return;
    }
    if (!policy_.ak) return report_.checks.Skip(quote_check::kSignature, "no attestation key was given");
    report_.checks.Add(quote_check::kSignature, CheckSignature(signature_, *policy_.ak, evidence_.attest),
                       "made by key " + policy_.ak->IdHex());
  }

  void Content() {
    if (!policy_.nonce) {
      report_.checks.Skip(quote_check::kNonce, "no nonce was given to compare");
    } else {
      const bool same = crypto::EqualConstantTime(*policy_.nonce, attest_.extra_data);
      report_.checks.Add(quote_check::kNonce, same ? Status() : Status(Code::kFreshness, "another nonce than was sent"),
                         "the one that was sent");
    }
    if (policy_.wanted.empty()) {
      report_.checks.Skip(quote_check::kSelection, "no registers were asked for");
    } else {
      report_.checks.Add(quote_check::kSelection, CheckSelection(attest_, policy_.wanted),
                         "covers the registers that are read");
    }
    Values();
    Resets();
  }

  // The hash is that of the signature's scheme, whatever the banks are (part 3, 18.4: TPM2_Quote).
  void Values() {
    selected_ = SelectValues(attest_, evidence_.values);
    if (selected_.misfit) {
      report_.checks.Fail(quote_check::kPcrDigest, PcrNameText(*selected_.misfit) + " has a value of the wrong length",
                          Code::kInvalid);
    } else if (selected_.missing) {
      report_.checks.Skip(quote_check::kPcrDigest, "no value of " + PcrNameText(*selected_.missing) + " was given");
    } else if (!report_.checks.Passed(quote_check::kAlgorithm)) {
      report_.checks.Skip(quote_check::kPcrDigest, "the algorithm is refused");
    } else {
      const auto digest = crypto::Hash(*DigestOf(signature_.hash), selected_.concatenated);
      const bool same = digest.ok() && crypto::EqualConstantTime(*digest, attest_.pcr_digest);
      report_.checks.Add(quote_check::kPcrDigest,
                         same ? Status() : Status(Code::kInvalid, "the values are not those that were quoted"),
                         "the values are those that were quoted");
    }
  }

  void Resets() {
    if (!policy_.last_reset_count) {
      report_.checks.Skip(quote_check::kResets, "no earlier quote was given");
    } else if (attest_.reset_count < *policy_.last_reset_count) {
      report_.checks.Fail(quote_check::kResets, "resetCount is smaller than in an earlier quote", Code::kFreshness);
    } else {
      report_.checks.Pass(quote_check::kResets, attest_.reset_count == *policy_.last_reset_count
                                                    ? "not reset since the earlier quote"
                                                    : "reset since the earlier quote");
    }
  }

  void Conclude() {
    const Checks& checks = report_.checks;
    report_.verified =
        checks.Passed(quote_check::kSignature) && !checks.AnyFailed() && !(policy_.strict && checks.AnyNotChecked());
    if (checks.Passed(quote_check::kSignature) && checks.Passed(quote_check::kMagic) &&
        checks.Passed(quote_check::kType))
      report_.attest = std::move(attest_);
    if (report_.verified && checks.Passed(quote_check::kPcrDigest)) report_.proven = std::move(selected_.values);
  }

  const QuoteEvidence& evidence_;
  const QuotePolicy& policy_;
  Attest attest_;
  Signature signature_;
  Selected selected_;
  QuoteReport report_;
};

}  // namespace

QuoteReport VerifyQuote(const QuoteEvidence& evidence, const QuotePolicy& policy) {
  return QuoteVerifier(evidence, policy).Run();
}

}  // namespace mps::roots
