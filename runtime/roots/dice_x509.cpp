// X.509 certificates with what DICE puts into them.
#include <algorithm>

#include "roots/dice_forms.h"

namespace mps::roots {
namespace {

// Critical extensions that are judged here or in crypto/, or that restrict nothing about a chain of layers: key
// identifiers, key usage, basic constraints, extended key usage, subject alternative name.
constexpr std::string_view kUnderstood[] = {
    "2.5.29.14",     "2.5.29.35",         "2.5.29.15",        "2.5.29.19",
    "2.5.29.37",     "2.5.29.17",         dice_oid::kTcbInfo, dice_oid::kMultiTcbInfo,
    dice_oid::kUeid, dice_oid::kOpenDice,
};

Status CheckCritical(const crypto::Certificate& certificate) {
  for (const auto& extension : certificate.extensions) {
    if (!extension.critical) continue;
    if (std::find(std::begin(kUnderstood), std::end(kUnderstood), extension.oid) != std::end(kUnderstood)) continue;
    return Status::Unsupported("certificate-extension-" + extension.oid, "a critical extension that is not understood");
  }
  return {};
}

Status Extensions(const crypto::Certificate& certificate, DiceLayer& layer) {
  if (const auto* one = certificate.Find(dice_oid::kTcbInfo)) {
    MPS_ASSIGN(DiceTcbInfo info, DecodeTcbInfo(one->value));
    layer.tcb.push_back(std::move(info));
  }
  if (const auto* many = certificate.Find(dice_oid::kMultiTcbInfo)) {
    if (!layer.tcb.empty()) return {Code::kInvalid, "a certificate with both DiceTcbInfo and DiceMultiTcbInfo"};
    MPS_ASSIGN(layer.tcb, DecodeMultiTcbInfo(many->value));
  }
  if (const auto* ueid = certificate.Find(dice_oid::kUeid)) {
    MPS_ASSIGN(layer.ueid, DecodeDiceUeid(ueid->value));
  }
  if (const auto* open = certificate.Find(dice_oid::kOpenDice)) {
    MPS_ASSIGN(layer.open, DecodeOpenDiceInput(open->value));
  }
  return {};
}

}  // namespace

Result<X509Certificate> DecodeDiceX509(ByteView bytes) {
  MPS_ASSIGN(crypto::Certificate certificate, crypto::DecodeCertificate(bytes));
  MPS_TRY(CheckCritical(certificate));
  DiceLayer layer{certificate.issuer_text, certificate.subject_text, certificate.key, false, {}, {}, {}};
  layer.may_sign_certificates =
      certificate.is_ca && (!certificate.key_usage || (*certificate.key_usage & crypto::kKeyCertSign) != 0);
  MPS_TRY(Extensions(certificate, layer));
  return X509Certificate{std::move(certificate), std::move(layer)};
}

}  // namespace mps::roots
