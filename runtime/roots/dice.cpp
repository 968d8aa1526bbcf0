// Verification of chains: the same steps for both forms.
#include "roots/dice.h"

#include <algorithm>
#include <variant>

#include "roots/dice_forms.h"

namespace mps::roots {
namespace {

using AnyCertificate = std::variant<CborCertificate, X509Certificate>;

DiceLayer& LayerOf(AnyCertificate& any) {
  return std::visit([](auto& each) -> DiceLayer& { return each.layer; }, any);
}

// An X.509 certificate is a SEQUENCE; COSE_Sign1 is an array, tagged or not.
Result<AnyCertificate> Decode(ByteView bytes) {
  if (!bytes.empty() && bytes[0] == 0x30) {
    MPS_ASSIGN(X509Certificate out, DecodeDiceX509(bytes));
    return AnyCertificate(std::move(out));
  }
  MPS_ASSIGN(CborCertificate out, DecodeDiceCbor(bytes));
  return AnyCertificate(std::move(out));
}

// The certificate under that key; the names are compared before.
Status VerifySignature(const AnyCertificate& any, const crypto::PublicKey& key) {
  if (const auto* cbor = std::get_if<CborCertificate>(&any)) return cose::VerifySign1(cbor->message, key);
  return crypto::VerifySignedBy(std::get<X509Certificate>(any).certificate, key);
}

bool NamesAgree(const AnyCertificate& any, const AnyCertificate& issuer) {
  if (const auto* cbor = std::get_if<CborCertificate>(&any))
    return cbor->layer.issuer == std::get<CborCertificate>(issuer).layer.subject;
  return std::get<X509Certificate>(any).certificate.issuer == std::get<X509Certificate>(issuer).certificate.subject;
}

std::string Number(std::size_t index) { return "certificate " + std::to_string(index + 1); }

class ChainVerifier {
 public:
  explicit ChainVerifier(const DicePolicy& policy) : policy_(policy) {}

  DiceReport Run(const std::vector<ByteView>& chain) {
    const Status format = Read(chain);
    report_.checks.Add(dice_check::kFormat, format, std::to_string(chain.size()) + " certificates are understood");
    if (format.ok()) {
      report_.checks.Add(dice_check::kAnchor, Anchor(), "the chain begins with a trusted key");
      report_.checks.Add(dice_check::kLinks, Links(), "each certificate names the one before it");
      report_.checks.Add(dice_check::kSignatures, Signatures(), "each is signed with the key of the one before it");
      report_.checks.Add(dice_check::kUsage, Usage(), "who issues may issue");
      Times();
    }
    report_.verified = !report_.checks.AnyFailed() && !(policy_.strict && report_.checks.AnyNotChecked());
    if (report_.verified) {
      for (AnyCertificate& each : chain_) report_.layers.push_back(std::move(LayerOf(each)));
    }
    return std::move(report_);
  }

 private:
  Status Read(const std::vector<ByteView>& chain) {
    if (chain.empty()) return {Code::kInvalid, "a chain without certificates"};
    if (chain.size() > kDiceLayers) return {Code::kLimit, "more certificates than are taken"};
    for (std::size_t i = 0; i < chain.size(); ++i) {
      auto one = Decode(chain[i]);
      if (!one.ok()) return one.TakeStatus().Within(Number(i));
      chain_.push_back(std::move(one).value());
      if (chain_[i].index() != chain_[0].index()) return {Code::kInvalid, "certificates of both forms in one chain"};
    }
    return {};
  }

  // The first certificate is of an anchor itself, or signed by one.
  Status Anchor() {
    for (const crypto::PublicKey& anchor : policy_.anchors) {
      if (LayerOf(chain_[0]).key == anchor || VerifySignature(chain_[0], anchor).ok()) {
        root_ = &anchor;
        return {};
      }
    }
    return {Code::kTrust, "the chain does not begin with a trusted key"};
  }

  Status Links() {
    for (std::size_t i = 1; i < chain_.size(); ++i) {
      if (!NamesAgree(chain_[i], chain_[i - 1])) return {Code::kTrust, Number(i) + " names another issuer"};
    }
    return {};
  }

  Status Signatures() {
    if (root_ != nullptr) MPS_TRY(VerifySignature(chain_[0], *root_).Within(Number(0)));
    for (std::size_t i = 1; i < chain_.size(); ++i)
      MPS_TRY(VerifySignature(chain_[i], LayerOf(chain_[i - 1]).key).Within(Number(i)));
    return {};
  }

  Status Usage() {
    for (std::size_t i = 0; i + 1 < chain_.size(); ++i) {
      if (!LayerOf(chain_[i]).may_sign_certificates) return {Code::kTrust, Number(i) + " may not issue others"};
      const auto* x509 = std::get_if<X509Certificate>(&chain_[i]);
      const auto between = static_cast<std::int64_t>(chain_.size() - i - 2);
      if (x509 != nullptr && x509->certificate.path_length && *x509->certificate.path_length < between)
        return {Code::kTrust, Number(i) + " allows no chain of this length"};
    }
    return {};
  }

  void Times() {
    if (std::holds_alternative<CborCertificate>(chain_[0])) {
      report_.checks.Pass(dice_check::kTimes, "these certificates have no validity");
    } else if (!policy_.now) {
      report_.checks.Skip(dice_check::kTimes, "no time was given");
    } else {
      report_.checks.Add(dice_check::kTimes, Validity(), "all are valid at the time given");
    }
  }

  Status Validity() {
    for (std::size_t i = 0; i < chain_.size(); ++i) {
      const auto& certificate = std::get<X509Certificate>(chain_[i]).certificate;
      if (*policy_.now < certificate.not_before || *policy_.now > certificate.not_after)
        return {Code::kFreshness, Number(i) + " is not valid at the time given"};
    }
    return {};
  }

  const DicePolicy& policy_;
  std::vector<AnyCertificate> chain_;
  const crypto::PublicKey* root_ = nullptr;
  DiceReport report_;
};

}  // namespace

std::string_view DiceModeName(DiceMode mode) {
  switch (mode) {
    case DiceMode::kNotConfigured:
      return "not configured";
    case DiceMode::kNormal:
      return "normal";
    case DiceMode::kDebug:
      return "debug";
    case DiceMode::kRecovery:
      return "recovery";
  }
  return "";
}

Result<crypto::PublicKey> FirstKey(ByteView certificate) {
  MPS_ASSIGN(AnyCertificate any, Decode(certificate));
  return LayerOf(any).key;
}

DiceReport VerifyDiceChain(const std::vector<ByteView>& chain, const DicePolicy& policy) {
  return ChainVerifier(policy).Run(chain);
}

}  // namespace mps::roots
